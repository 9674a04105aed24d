//! Labels before words that are not the document's own: `译注：`, `[Translator's note: …]`,
//! `编者按：`, `【AI 摘要】`, `Jasper Note:`.

use crate::model::Voice;

/// Labels as written without spaces, in lower case, with a straight apostrophe.
const LABELS: &[(Voice, &[&str])] = &[
    (
        Voice::Translator,
        &[
            "译注",
            "譯注",
            "譯註",
            "译註",
            "译者注",
            "譯者註",
            "譯者注",
            "译按",
            "譯按",
            "译者按",
            "譯者按",
            "translator'snote",
            "translatornote",
            "translator'sremark",
            "trans.note",
        ],
    ),
    (
        Voice::Editor,
        &[
            "编者按",
            "編者按",
            "编者注",
            "編者註",
            "編者注",
            "编按",
            "編按",
            "编注",
            "編註",
            "编辑按",
            "編輯按",
            "编辑注",
            "編輯註",
            "小编注",
            "小編註",
            "editor'snote",
            "editors'note",
            "editornote",
            "ed.note",
            "ednote",
        ],
    ),
    (
        Voice::Machine,
        &[
            "ai摘要",
            "ai总结",
            "ai總結",
            "ai速读",
            "ai速讀",
            "ai解读",
            "ai解讀",
            "ai导读",
            "ai導讀",
            "ai要点",
            "ai要點",
            "ai概要",
            "智能摘要",
            "智能总结",
            "智能總結",
            "智能速读",
            "智能速讀",
            "机器摘要",
            "機器摘要",
            "aisummary",
            "ai-generatedsummary",
            "summarizedbyai",
            "summarisedbyai",
            "summarygeneratedbyai",
        ],
    ),
];

/// Words before `Note:` that name no person.
const NO_NAMES: &[&str] = &[
    "side",
    "quick",
    "important",
    "please",
    "key",
    "final",
    "desk",
    "research",
    "market",
    "foot",
    "end",
    "special",
    "brief",
    "author's",
    "last",
    "first",
    "another",
    "one",
    "a",
    "the",
    "also",
    "trade",
    "trading",
    "daily",
    "weekly",
    "client",
    "tech",
    "technical",
    "general",
    "legal",
    "my",
    "editor",
    "editor's",
    "translator",
    "translator's",
    "to",
    "do",
    "of",
    "risk",
    "flow",
];

/// Who makes a text that says of itself how it was made.
const MAKERS: &[&str] = &[
    "由ai",
    "由人工智能",
    "由人工智慧",
    "由大模型",
    "由机器",
    "由機器",
];

/// How such a text calls itself.
const THIS: &[&str] = &[
    "本文",
    "本摘要",
    "本篇",
    "本日报",
    "本日報",
    "本报告",
    "本報告",
    "本内容",
    "本內容",
    "以上内容",
    "以上內容",
    "以下内容",
    "以下內容",
    "以上摘要",
    "以下摘要",
    "此摘要",
    "该摘要",
    "該摘要",
];

/// Characters of the longest such statement.
const LONGEST_STATEMENT: usize = 120;

/// A label at the head of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub voice: Voice,
    /// Bytes of the label with its sign and bracket.
    pub front: usize,
    /// Bytes of the bracket that closes the whole text, where one does.
    pub back: usize,
    /// The one person that it names.
    pub who: Option<String>,
}

/// The label that a text begins with.
pub(super) fn of(text: &str) -> Option<Label> {
    let (inner, close) = opened(text);
    let (voice, rest) = known(inner)?;
    let rest = rest.trim_start();
    let front = |rest: &str| text.len() - rest.len();
    let found = |rest: &str, back| Label {
        voice,
        front: front(rest),
        back,
        who: None,
    };
    if let Some(close) = close {
        if let Some(rest) = rest.strip_prefix(close) {
            return Some(found(rest.trim_start_matches(SIGNS), 0));
        }
        // A bracket around the whole text belongs to its label.
        let end = text.trim_end();
        let rest = rest.strip_prefix(SIGNS)?;
        let back = end.ends_with(close) && end.matches(close).count() == 1;
        return back.then(|| found(rest, text.len() - end.len() + close.len_utf8()));
    }
    if rest.is_empty() {
        return Some(found(rest, 0));
    }
    rest.strip_prefix(SIGNS).map(|rest| found(rest, 0))
}

/// The label of a remark inside brackets: `译注：…`; what stands behind it, and whose words.
pub(super) fn inside(text: &str) -> Option<(Voice, &str)> {
    let (voice, rest) = known(text.trim_start())?;
    let rest = rest.trim_start().strip_prefix(SIGNS)?;
    // Inside a sentence `（AI 摘要：…）` explains the term.
    (voice != Voice::Machine).then_some((voice, rest))
}

/// `Jasper Note:`: the remark of someone whom it names.
pub(super) fn named(text: &str) -> Option<Label> {
    let (head, rest) = text.split_once([':', '：'])?;
    let name = head.trim().strip_suffix("Note")?;
    let name = name.trim_end();
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.len() >= 2
        && name.chars().all(char::is_alphanumeric)
        && !NO_NAMES.contains(&name.to_ascii_lowercase().as_str());
    is_name.then(|| Label {
        voice: Voice::Translator,
        front: text.len() - rest.len(),
        back: 0,
        who: Some(name.to_owned()),
    })
}

/// Whether a text says of itself, or of the text beside it, that a machine made it.
pub(super) fn is_statement(text: &str) -> bool {
    if text.chars().nth(LONGEST_STATEMENT).is_some() {
        return false;
    }
    let head: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(16)
        .collect();
    let head = head
        .trim_start_matches(['*', '（', '(', '※'])
        .to_ascii_lowercase();
    let rest = THIS.iter().find_map(|this| head.strip_prefix(this));
    rest.is_some_and(|rest| MAKERS.iter().any(|maker| rest.starts_with(maker)))
}

const SIGNS: [char; 2] = [':', '：'];

/// A text without its opening bracket, and the bracket that would close it.
fn opened(text: &str) -> (&str, Option<char>) {
    let text = text.trim_start();
    let pairs = [
        ('【', '】'),
        ('[', ']'),
        ('（', '）'),
        ('(', ')'),
        ('「', '」'),
        ('『', '』'),
        ('〔', '〕'),
    ];
    let found = pairs
        .iter()
        .find_map(|(open, close)| Some((text.strip_prefix(*open)?, *close)));
    found.map_or((text, None), |(rest, close)| (rest, Some(close)))
}

/// The label that a text begins with and what stands behind it.
fn known(text: &str) -> Option<(Voice, &str)> {
    LABELS.iter().find_map(|(voice, labels)| {
        let rest = labels.iter().filter_map(|label| after(text, label));
        // Of two labels the longer one is meant.
        rest.min_by_key(|rest| rest.len())
            .map(|rest| (*voice, rest))
    })
}

/// What stands behind a label, spaces and case apart.
fn after<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut rest = text;
    for expected in label.chars() {
        rest = rest.trim_start_matches(' ');
        let found = rest.chars().next()?;
        let same = match found {
            '’' => '\'',
            other => other.to_ascii_lowercase(),
        };
        if same != expected {
            return None;
        }
        rest = rest.get(found.len_utf8()..)?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parted(text: &str) -> Option<(Voice, &str)> {
        let label = of(text)?;
        let end = text.len() - label.back;
        Some((label.voice, text[label.front..end].trim()))
    }

    #[test]
    fn labels_stand_in_every_spelling() {
        use Voice::{Editor, Machine, Translator};
        for (text, found) in [
            ("译注：甲", Some((Translator, "甲"))),
            ("譯 按: 甲", Some((Translator, "甲"))),
            ("[译者注：甲]", Some((Translator, "甲"))),
            ("（譯註：甲）", Some((Translator, "甲"))),
            ("Translator’s Note: a", Some((Translator, "a"))),
            ("编者按：甲", Some((Editor, "甲"))),
            ("【編者按】甲", Some((Editor, "甲"))),
            ("Editor's note: a", Some((Editor, "a"))),
            ("编者注", Some((Editor, ""))),
            ("AI 摘要", Some((Machine, ""))),
            ("「AI 速读」甲", Some((Machine, "甲"))),
            ("智能总结：甲", Some((Machine, "甲"))),
            ("Summarized by AI", Some((Machine, ""))),
            ("译注意外地多", None),
            ("译者：甲", None),
            ("AI 摘要功能很好", None),
            ("（译注：甲）乙（丙）", None),
            ("Editor's notes are long", None),
            ("", None),
        ] {
            assert_eq!(parted(text), found, "{text}");
        }
    }

    #[test]
    fn a_note_names_its_writer() {
        for (text, who) in [
            ("Jasper Note: 应该是", Some("Jasper")),
            ("Jasper Note：", Some("Jasper")),
            ("Side Note: x", None),
            ("Translator's Note: x", None),
            ("note: x", None),
            ("Note: x", None),
            ("The Long Note: x", None),
        ] {
            assert_eq!(
                named(text).and_then(|label| label.who).as_deref(),
                who,
                "{text}"
            );
        }
    }

    #[test]
    fn texts_say_that_a_machine_made_them() {
        for (text, is_one) in [
            ("*本日報由 AI 自動整理，僅供參考。*", true),
            ("本文由AI生成", true),
            ("以上内容由人工智能总结", true),
            ("本文由某甲翻译", false),
            ("行情由 AI 带动", false),
        ] {
            assert_eq!(is_statement(text), is_one, "{text}");
        }
    }

    proptest! {
        #[test]
        fn labels_lie_within_their_text(text in "[【（(\\[]?(译注|编者按|AI 摘要|Ann Note)?[:：】）\\] 甲a]{0,8}") {
            for label in of(&text).into_iter().chain(named(&text)) {
                prop_assert!(text.get(label.front..text.len() - label.back).is_some(), "{label:?}");
            }
        }
    }
}
