//! Glossaries: paragraphs such as `**术语（English）：** 解释` become definitions of their terms.
//!
//! Posts begin paragraphs with a strong word and a colon for other reasons, too. So a note counts
//! as one with a glossary only where most of these words have a gloss in brackets, and several do.

use crate::model::{Emphasis, PassageKind};

use super::inline::Finished;
use super::unit::Unit;

/// A gloss or two may stand in any note.
const FEWEST: usize = 4;

/// Characters of the longest term with its gloss.
const LONGEST: usize = 60;

/// A term at the head of a paragraph.
struct Term {
    /// With its gloss in brackets.
    label: String,
    /// Bytes of the paragraph before the definition.
    start: usize,
    /// Bytes behind the definition, where a bracket closes it.
    end: usize,
    has_gloss: bool,
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
        let Some(term) = term else { continue };
        unit.text.cut_back(term.end);
        unit.text.cut_front(term.start);
        unit.kind = PassageKind::Definition(term.label);
    }
}

fn term(unit: &Unit) -> Option<Term> {
    if unit.kind != PassageKind::Prose || unit.speaker.is_some() || unit.other.is_some() {
        return None;
    }
    let text = &unit.text;
    let term = before_colon(text).or_else(|| in_brackets(text))?;
    let end = text.content.len().checked_sub(term.end)?;
    let says = text.content.get(term.start..end)?;
    let fits = term.label.chars().count() <= LONGEST && !term.label.contains(['。', '\n']);
    (fits && !term.label.is_empty() && !says.trim().is_empty()).then_some(term)
}

/// Where the strong words that open a paragraph end.
fn strong_end(text: &Finished) -> Option<usize> {
    let mut spans = text.spans.iter();
    let strong = spans.find(|span| span.emphasis == Emphasis::Strong)?;
    (strong.range.start == 0).then_some(strong.range.end)
}

/// `**术语（English）：** 解释`, with the colon and the bracket inside the strong words or behind.
fn before_colon(text: &Finished) -> Option<Term> {
    let strong = strong_end(text)?;
    let inside = text.content.get(..strong)?.trim_end();
    let is_colon = |c: char| matches!(c, '：' | ':');
    let (label, start) = if let Some(label) = inside.strip_suffix(is_colon) {
        (label, inside.len())
    } else {
        let behind = text.content.get(strong..)?;
        let gloss = behind.trim_start();
        let gloss = match gloss.strip_prefix(['（', '(']) {
            Some(open) => open
                .get(open.find(['）', ')'])?..)?
                .trim_start_matches(['）', ')']),
            None => gloss,
        };
        let rest = gloss.trim_start().strip_prefix(is_colon)?;
        let start = text.content.len() - rest.len();
        (text.content.get(..start)?.trim_end_matches(is_colon), start)
    };
    let label = label.trim_end();
    Some(Term {
        label: label.to_owned(),
        start,
        end: 0,
        has_gloss: label.ends_with(['）', ')']),
    })
}

/// `**术语**（ABBR: English，解释）`: the bracket holds the gloss and, behind a comma, the rest.
fn in_brackets(text: &Finished) -> Option<Term> {
    let strong = strong_end(text)?;
    let name = text.content.get(..strong)?;
    let rest = text.content.get(strong..)?;
    let inner = bracketed(rest.trim_end_matches('。'))?;
    let comma = inner.find(['，', '；', ','])?;
    let gloss = inner.get(..comma)?;
    let open = first_length(rest);
    let closing = rest.len().checked_sub(open + inner.len())?;
    Some(Term {
        label: format!("{name}（{gloss}）"),
        start: strong + open + comma + inner.get(comma..).map_or(0, first_length),
        end: closing,
        has_gloss: true,
    })
}

/// What one pair of brackets around a whole text holds.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let inner = inner.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '('])).then_some(inner)
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Language, Span};
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

    fn parted(text: &str) -> Option<(String, String)> {
        let mut unit = paragraph(text);
        let term = term(&unit)?;
        unit.text.cut_back(term.end);
        unit.text.cut_front(term.start);
        Some((term.label, unit.text.content))
    }

    #[test]
    fn terms_stand_in_every_spelling() {
        for (text, label, definition) in [
            ("*伽马（Gamma）：* 变化率。", "伽马（Gamma）", "变化率。"),
            ("*伽马*（Gamma）：变化率。", "伽马（Gamma）", "变化率。"),
            ("*伽马（Gamma）*：变化率。", "伽马（Gamma）", "变化率。"),
            ("*VIX：* 指数。", "VIX", "指数。"),
            (
                "*Skew (25d):* puts less calls: rich",
                "Skew (25d)",
                "puts less calls: rich",
            ),
            (
                "*回购（RRP: reverse repo）*：存款。",
                "回购（RRP: reverse repo）",
                "存款。",
            ),
            (
                "*回购*（RRP: reverse repo，隔夜把钱存回央行）。",
                "回购（RRP: reverse repo）",
                "隔夜把钱存回央行",
            ),
        ] {
            let expected = (label.to_owned(), definition.to_owned());
            assert_eq!(parted(text), Some(expected), "{text}");
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
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }

    #[test]
    fn only_notes_with_many_glosses_are_glossaries() {
        let glossed = |n: usize| vec![paragraph("*偏斜（Skew）：* 之差。"); n];
        let plain = |n: usize| vec![paragraph("*观点：* 看多。"); n];
        for (glosses, others, expected) in [(4, 0, 4), (3, 0, 0), (4, 4, 8), (4, 5, 0)] {
            let mut units = [glossed(glosses), plain(others)].concat();
            take(&mut units);
            let is_definition = |unit: &&Unit| matches!(unit.kind, PassageKind::Definition(_));
            let found = units.iter().filter(is_definition).count();
            assert_eq!(found, expected, "{glosses} {others}");
        }
    }

    #[test]
    fn emphasis_inside_a_definition_moves_with_its_text() {
        let mut units = vec![paragraph("*偏斜（Skew）：* 看跌与*看涨*之差。"); 4];
        take(&mut units);
        let text = &units[0].text;
        let strong: Vec<_> = text
            .spans
            .iter()
            .map(|s| &text.content[s.range.clone()])
            .collect();
        assert_eq!(strong, ["看涨"]);
    }

    proptest! {
        #[test]
        fn no_letters_are_lost(text in r"\*?[甲A（）():：，。* ]{0,24}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
            if let Some((label, definition)) = parted(&text) {
                prop_assert_eq!(letters(&label) + letters(&definition), letters(&text));
            }
        }
    }
}
