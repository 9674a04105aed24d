//! Who speaks: the `**Name**: text` and `Name：text` of transcripts.
//!
//! Glossaries and lists of points begin their paragraphs the same way, so a label counts only
//! where the document as a whole is a conversation: names come back.

use std::collections::HashMap;

use crate::model::{Emphasis, PassageKind, Voice};

use super::draft::Draft;
use super::inline::Finished;

/// Words before a colon that name a field, not a person.
const FIELDS: &[&str] = &[
    "来源",
    "來源",
    "注",
    "备注",
    "備註",
    "注意",
    "日期",
    "时间",
    "時間",
    "链接",
    "連結",
    "标题",
    "標題",
    "摘要",
    "结论",
    "結論",
    "总结",
    "總結",
    "数据",
    "資料",
    "图",
    "圖",
    "表",
    "重点",
    "重點",
    "解释",
    "解釋",
    "说明",
    "說明",
    "例如",
    "影响",
    "影響",
    "原因",
    "问题",
    "問題",
    "风险",
    "風險",
    "source",
    "note",
    "date",
    "summary",
    "update",
    "link",
    "via",
    "chart",
    "figure",
    "table",
    "http",
    "https",
    "tl;dr",
    "key",
    "conclusion",
];

/// More names than this that come back are terms, not people.
const MOST_NAMES: usize = 24;

/// A label at the head of a paragraph.
struct Label {
    name: String,
    /// Bytes of the paragraph before what is said.
    length: usize,
    is_strong: bool,
}

/// Takes the labels off the paragraphs of a conversation and sets their speakers.
pub(super) fn take(blocks: &mut [Draft]) {
    let labels: Vec<Option<Label>> = blocks.iter().map(label).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *counts.entry(&label.name).or_default() += 1;
    }
    let recurs = |label: &&Label| counts.get(label.name.as_str()).is_some_and(|&n| n > 1);
    let strong: Vec<&Label> = labels.iter().flatten().filter(|l| l.is_strong).collect();
    let recurring = strong.iter().copied().filter(recurs).count();
    let names = counts.values().filter(|&&count| count > 1).count();
    let by_strong = recurring >= 3 && recurring * 2 >= strong.len() && names <= MOST_NAMES;
    let by_plain = is_plain_conversation(blocks, &labels, &counts);
    if !by_strong && !by_plain {
        return;
    }
    let kept: Vec<bool> = labels
        .iter()
        .map(|label| {
            label.as_ref().is_some_and(|label| {
                let again = recurs(&label);
                (by_strong && label.is_strong) || (again && (by_plain || by_strong))
            })
        })
        .collect();
    for ((block, label), is_kept) in blocks.iter_mut().zip(labels).zip(kept) {
        if let Some(label) = label.filter(|_| is_kept) {
            block.text.cut_front(label.length);
            block.speaker = Some(label.name);
        }
    }
}

/// Whether two or more plain names take turns through at least half of the paragraphs.
fn is_plain_conversation(
    blocks: &[Draft],
    labels: &[Option<Label>],
    counts: &HashMap<&str, usize>,
) -> bool {
    let paragraphs = blocks.iter().filter(|block| is_speech(&block.kind)).count();
    let plain: Vec<&Label> = labels.iter().flatten().filter(|l| !l.is_strong).collect();
    let recurring = plain
        .iter()
        .filter(|label| counts.get(label.name.as_str()).is_some_and(|&n| n > 1))
        .count();
    let names = counts.values().filter(|&&n| n > 1).count();
    names >= 2 && recurring >= 4 && recurring * 2 >= paragraphs
}

const fn is_speech(kind: &PassageKind) -> bool {
    matches!(kind, PassageKind::Prose | PassageKind::Quote(_))
}

fn label(block: &Draft) -> Option<Label> {
    if !is_speech(&block.kind) || block.voice != Voice::Document {
        return None;
    }
    strong_label(&block.text).or_else(|| plain_label(&block.text))
}

fn strong_label(text: &Finished) -> Option<Label> {
    let first = text
        .spans
        .iter()
        .find(|span| span.emphasis == Emphasis::Strong)?;
    if first.range.start != 0 {
        return None;
    }
    let inner = text.content.get(..first.range.end)?;
    let rest = text.content.get(first.range.end..)?;
    if let Some(name) = inner.trim_end().strip_suffix([':', '：']) {
        return named(text, name, inner.len(), true);
    }
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let colon = rest.trim_start_matches(' ').chars().next()?;
    let length = inner.len() + spaces + colon.len_utf8();
    matches!(colon, ':' | '：').then(|| named(text, inner, length, true))?
}

fn plain_label(text: &Finished) -> Option<Label> {
    let (name, length) = before_colon(&text.content)?;
    named(text, name, length, false)
}

fn named(text: &Finished, name: &str, length: usize, is_strong: bool) -> Option<Label> {
    let name = person(name, text.content.get(length..)?)?.to_owned();
    Some(Label {
        name,
        length,
        is_strong,
    })
}

/// What can be a name before a colon at the head of a line, and the bytes before what is said.
/// Whether it is one, only other lines can tell.
pub(super) fn name_at_head(line: &str) -> Option<(&str, usize)> {
    let (name, length) = before_colon(line)?;
    let name = person(name, line.get(length..)?)?;
    Some((name, length))
}

/// The text before the first colon, and its bytes with the colon.
fn before_colon(text: &str) -> Option<(&str, usize)> {
    let at = text.find([':', '：'])?;
    let (name, rest) = text.split_at_checked(at)?;
    let colon = rest.chars().next()?;
    let after = rest.get(colon.len_utf8()..)?.chars().next()?;
    // A time of day or a link is no name.
    let is_other = colon == ':' && (after.is_ascii_digit() || after == '/');
    (!is_other).then_some((name, at + colon.len_utf8()))
}

/// A name without its brackets, where it can be one and something is said.
fn person<'a>(name: &'a str, said: &str) -> Option<&'a str> {
    let name = name.trim().trim_matches(['[', ']', '【', '】']);
    let short = name.chars().count() <= 40 && name.split_whitespace().count() <= 6;
    let sentence = name.contains([
        '，', '。', '？', '！', '；', '“', '”', '「', ',', ';', '?', '!', '"', '\n', '=', '|', '/',
    ]);
    // What stands in brackets is an aside, and its other bracket is in the text.
    let sentence = sentence || name.starts_with(['（', '(']);
    let letters = name.chars().any(char::is_alphabetic);
    let field = FIELDS.contains(&name.to_lowercase().as_str());
    (short && !sentence && letters && !field && !said.trim().is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    /// A paragraph whose part before `|` is strong.
    fn paragraph(text: &str) -> Draft {
        let mut draft = Draft::plain(PassageKind::Prose, &text.replace('|', ""), None);
        if let Some(end) = text.find('|') {
            draft.text.spans.push(Span {
                range: 0..end,
                emphasis: Emphasis::Strong,
            });
        }
        draft
    }

    fn speakers(texts: &[&str]) -> Vec<Option<String>> {
        let mut blocks: Vec<Draft> = texts.iter().map(|text| paragraph(text)).collect();
        take(&mut blocks);
        blocks.into_iter().map(|block| block.speaker).collect()
    }

    #[test]
    fn labels_stand_in_every_spelling() {
        for (text, name, rest) in [
            ("Ann|: hi", "Ann", "hi"),
            ("Ann:| hi", "Ann", "hi"),
            ("乔·魏森塔尔|：你好", "乔·魏森塔尔", "你好"),
            ("主持人：你好", "主持人", "你好"),
            ("[Speaker 2]: hi", "Speaker 2", "hi"),
        ] {
            let found = label(&paragraph(text)).expect("a label");
            assert_eq!(found.name, name);
            let said = paragraph(text).text.content.split_off(found.length);
            assert_eq!(said.trim(), rest);
        }
    }

    #[test]
    fn what_is_no_label() {
        for text in [
            "10:30 开盘",
            "https://a.b",
            "来源：某网",
            "一句话，很长：因为",
            "Ann|:",
            "123: x",
            "no colon",
        ] {
            assert!(label(&paragraph(text)).is_none(), "{text}");
        }
    }

    #[test]
    fn a_guest_who_speaks_once_is_named_too() {
        let found = speakers(&[
            "Ann|: a", "Bob|: b", "Ann|: c", "Bob|: d", "Cy|: e", "prose",
        ]);
        let names: Vec<_> = found.iter().map(Option::as_deref).collect();
        assert_eq!(
            names,
            [
                Some("Ann"),
                Some("Bob"),
                Some("Ann"),
                Some("Bob"),
                Some("Cy"),
                None
            ]
        );
    }

    #[test]
    fn terms_and_single_fields_are_no_speakers() {
        assert_eq!(
            speakers(&["Gamma|: x", "Skew|: y", "Basis|: z"]),
            [None, None, None]
        );
        assert_eq!(
            speakers(&["要点：x", "要点：y", "要点：z", "要点：w"]),
            [None, None, None, None]
        );
    }
}
