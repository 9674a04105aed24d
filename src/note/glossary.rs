//! Glossaries: paragraphs and items such as `**术语（English）：** 解释` become definitions.
//!
//! The term stays at the head of its text, so that it is linked, found and copied with it. Posts
//! begin paragraphs with a strong word and a colon for other reasons, too. So a note counts as one
//! with a glossary only where most of these words have a gloss in brackets, and several do; and
//! without a gloss only a name in Latin letters, such as `**VIX：**`, is a term there.

use crate::model::{Emphasis, PassageKind, Span};
use crate::text::script::is_han;

use super::inline::Finished;
use super::unit::Unit;

/// A gloss or two may stand in any note.
const FEWEST: usize = 4;

/// Characters of the longest term with its gloss.
const LONGEST: usize = 120;

/// A term at the head of a paragraph.
struct Term {
    /// Bytes of the term, with its gloss where the definition stands behind it.
    length: usize,
    has_gloss: bool,
    is_strong: bool,
}

/// Makes definitions of the paragraphs that explain a term, in a note with many of them.
///
/// Paragraphs with a translation stay as they are: both texts begin with the term.
pub(super) fn take(units: &mut [Unit]) {
    let terms: Vec<Option<Term>> = units.iter().map(term).collect();
    let found = terms.iter().flatten();
    let glossed = found.clone().filter(|term| term.has_gloss).count();
    if glossed < FEWEST || glossed * 2 < found.count() {
        return;
    }
    for (unit, term) in units.iter_mut().zip(terms) {
        let Some(term) = term.filter(|term| term.has_gloss || is_latin(unit, term)) else {
            continue;
        };
        if !term.is_strong {
            set_off(&mut unit.text, term.length);
        }
        close_up(&mut unit.text, term.length);
        unit.kind = PassageKind::Definition(String::new());
    }
}

/// Whether a term without a gloss is a name in Latin letters.
fn is_latin(unit: &Unit, term: &Term) -> bool {
    let label = unit.text.content.get(..term.length).unwrap_or_default();
    !label.chars().any(is_han)
}

/// Takes the space away that Markdown needs behind `：**` and Chinese does not.
fn close_up(text: &mut Finished, length: usize) {
    let behind = text.content.get(length..).unwrap_or_default();
    let Some(says) = behind.trim_start().strip_prefix('：') else {
        return;
    };
    let gap = says.len() - says.trim_start_matches(' ').len();
    let at = text.content.len() - says.len();
    text.remove(vec![(at, gap)]);
}

/// Sets a term off as its writer set off the others.
fn set_off(text: &mut Finished, length: usize) {
    let crosses = |span: &Span| span.range.start < length && span.range.end > length;
    if !text.spans.iter().any(crosses) {
        let term = Span {
            range: 0..length,
            emphasis: Emphasis::Strong,
        };
        text.spans.insert(0, term);
    }
}

fn term(unit: &Unit) -> Option<Term> {
    let is_text = match &unit.kind {
        PassageKind::Prose => true,
        PassageKind::List { marker, .. } => !marker.is_empty(),
        _ => false,
    };
    if !is_text || unit.speaker.is_some() || unit.other.is_some() || !unit.is_prose() {
        return None;
    }
    let text = &unit.text;
    let term = before_colon(text)
        .or_else(|| in_brackets(text))
        .or_else(|| plain(text))?;
    let label = text.content.get(..term.length)?;
    let fits = label.chars().count() <= LONGEST && !label.contains(['。', '\n']);
    (fits && !label.is_empty()).then_some(term)
}

/// Where the strong words that open a paragraph end.
fn strong_end(text: &Finished) -> Option<usize> {
    let mut spans = text.spans.iter();
    let strong = spans.find(|span| span.emphasis == Emphasis::Strong)?;
    (strong.range.start == 0).then_some(strong.range.end)
}

const COLONS: [char; 2] = ['：', ':'];

/// `**术语（English）：** 解释`, with the colon and the bracket inside the strong words or behind.
fn before_colon(text: &Finished) -> Option<Term> {
    let strong = strong_end(text)?;
    let inside = text.content.get(..strong)?.trim_end();
    let (label, says) = if let Some(label) = inside.strip_suffix(COLONS) {
        (label, text.content.get(strong..)?)
    } else {
        let behind = text.content.get(strong..)?;
        let gloss = behind.trim_start();
        let gloss = match gloss.strip_prefix(['（', '(']) {
            Some(open) => open
                .get(open.find(['）', ')'])?..)?
                .trim_start_matches(['）', ')']),
            None => gloss,
        };
        let rest = gloss.trim_start().strip_prefix(COLONS)?;
        let end = text.content.len() - rest.len();
        (text.content.get(..end)?.trim_end_matches(COLONS), rest)
    };
    let label = label.trim_end();
    (!says.trim().is_empty()).then(|| Term {
        length: label.len(),
        has_gloss: label.ends_with(['）', ')']),
        is_strong: true,
    })
}

/// `**术语**（ABBR: English，解释）`: the bracket holds the gloss and, behind a comma, the rest.
fn in_brackets(text: &Finished) -> Option<Term> {
    let strong = strong_end(text)?;
    let rest = text.content.get(strong..)?;
    let inner = bracketed(rest.trim_end_matches('。'))?;
    let (gloss, says) = inner.split_once(['，', '；', ','])?;
    (!gloss.trim().is_empty() && !says.trim().is_empty()).then_some(Term {
        length: strong,
        has_gloss: true,
        is_strong: true,
    })
}

/// `Term (中文)：解释` and `术语（English）：解释`, where nothing is strong.
fn plain(text: &Finished) -> Option<Term> {
    let at = text.content.find(COLONS)?;
    let (label, says) = text.content.split_at_checked(at)?;
    let (name, gloss) = label.trim_end().split_once(['（', '('])?;
    let gloss = gloss.strip_suffix(['）', ')'])?;
    let has_han = |text: &str| text.chars().any(is_han);
    let has_latin = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
    let is_other = (has_han(gloss) && !has_han(name) && has_latin(name))
        || (has_latin(gloss) && !has_han(gloss) && has_han(name));
    let says = says.trim_start_matches(COLONS).trim();
    let is_term = is_other && !name.contains(['，', '。', ',']) && !says.is_empty();
    is_term.then(|| Term {
        length: label.trim_end().len(),
        has_gloss: true,
        is_strong: strong_end(text).is_some(),
    })
}

/// What one pair of brackets around a whole text holds.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let inner = inner.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '('])).then_some(inner)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Language;
    use crate::note::draft::Draft;

    /// A paragraph whose parts between `*` are strong.
    fn paragraph(text: &str) -> Unit {
        let mut draft = Draft::plain(PassageKind::Prose, &text.replace('*', ""), None);
        let ends: Vec<usize> = text
            .match_indices('*')
            .enumerate()
            .map(|(gone, (at, _))| at - gone)
            .collect();
        let pairs = ends.chunks_exact(2).filter(|pair| pair[0] < pair[1]);
        draft.text.spans = pairs
            .map(|pair| Span {
                range: pair[0]..pair[1],
                emphasis: Emphasis::Strong,
            })
            .collect();
        Unit::new(draft, None, Language::Hans)
    }

    fn label(text: &str) -> Option<(String, bool)> {
        let unit = paragraph(text);
        let term = term(&unit)?;
        Some((unit.text.content[..term.length].to_owned(), term.has_gloss))
    }

    #[test]
    fn terms_stand_in_every_spelling() {
        for (text, name, has_gloss) in [
            ("*伽马（Gamma）：* 变化率。", "伽马（Gamma）", true),
            ("*伽马*（Gamma）：变化率。", "伽马（Gamma）", true),
            ("*伽马（Gamma）*：变化率。", "伽马（Gamma）", true),
            ("*VIX：* 指数。", "VIX", false),
            ("*Skew (25d):* puts less calls: rich", "Skew (25d)", true),
            (
                "*回购（RRP: reverse repo）*：存款。",
                "回购（RRP: reverse repo）",
                true,
            ),
            (
                "*回购*（RRP: reverse repo，隔夜把钱存回央行）。",
                "回购",
                true,
            ),
            ("Gamma (伽马)：变化率。", "Gamma (伽马)", true),
            ("伽马（Gamma）：变化率。", "伽马（Gamma）", true),
        ] {
            assert_eq!(label(text), Some((name.to_owned(), has_gloss)), "{text}");
        }
    }

    #[test]
    fn other_paragraphs_are_no_terms() {
        for text in [
            "没有强调：正文",
            "前面 *强调*：正文",
            "*伽马* 是变化率：它会变",
            "*伽马*（Gamma）在周三翻负，下跌加速",
            "*伽马（Gamma）：*",
            "*一句话：整段都是强调*",
            "收盘（周三）：下跌",
            "他说，伽马（Gamma）：变化率",
            "Close (Wed): lower",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    fn definitions(units: &[Unit]) -> usize {
        let is_definition = |unit: &&Unit| matches!(unit.kind, PassageKind::Definition(_));
        units.iter().filter(is_definition).count()
    }

    #[test]
    fn only_notes_with_many_glosses_are_glossaries() {
        let glossed = |n: usize| vec![paragraph("*偏斜（Skew）：* 之差。"); n];
        let plain = |n: usize| vec![paragraph("*观点：* 看多。"); n];
        let names = |n: usize| vec![paragraph("*VIX：* 指数。"); n];
        for (glosses, others, latin, expected) in [
            (4, 0, 0, 4),
            (3, 0, 0, 0),
            (4, 4, 0, 4),
            (4, 5, 0, 0),
            (4, 0, 2, 6),
        ] {
            let mut units = [glossed(glosses), plain(others), names(latin)].concat();
            take(&mut units);
            assert_eq!(definitions(&units), expected, "{glosses} {others} {latin}");
        }
    }

    #[test]
    fn items_are_terms_and_remarks_are_none() {
        let mut units = vec![paragraph("偏斜（Skew）：之差。"); 6];
        units[0].kind = PassageKind::List {
            depth: 0,
            marker: String::from("•"),
        };
        units[1].voice = crate::model::Voice::Translator;
        take(&mut units);
        assert_eq!(definitions(&units), 5);
        assert_eq!(
            units[0].text.content, "偏斜（Skew）：之差。",
            "the term stays in its text"
        );
        assert_eq!(units[0].text.spans[0].range, 0.."偏斜（Skew）".len());
        assert_eq!(units[1].kind, PassageKind::Prose);
    }

    proptest! {
        #[test]
        fn any_paragraph_keeps_its_text(text in r"\*?[甲A（）():：，。* ]{0,24}") {
            let mut units = vec![paragraph(&text); FEWEST];
            let before = units[0].text.content.replace(' ', "");
            take(&mut units);
            let content = &units[0].text.content;
            prop_assert_eq!(content.replace(' ', ""), before);
            for span in &units[0].text.spans {
                prop_assert!(content.get(span.range.clone()).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
