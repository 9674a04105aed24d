//! The text of a query as a person edits it by choosing: a field more, a field less, a word less.
//!
//! It knows of the query language only how parts are kept apart (spaces, quotation marks,
//! brackets, `OR`) and which fields narrow. What a part means is the parser's.

use std::ops::Range;

/// The fields that narrow, as they are shown to be removed.
const FIELDS: [&str; 17] = [
    "concept:",
    "ticker:",
    "speaker:",
    "tag:",
    "lang:",
    "date:",
    "since:",
    "guest:",
    "author:",
    "person:",
    "org:",
    "product:",
    "series:",
    "category:",
    "source:",
    "has:",
    "is:",
];

/// A part of a query between spaces, outside of quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    range: Range<usize>,
    /// Brackets that are open before it.
    depth: usize,
}

/// The fields of a query that narrow all of it, in bytes of its text, in order.
pub(super) fn fields(query: &str) -> Vec<Range<usize>> {
    if has_open_or(query) {
        return Vec::new();
    }
    let parts = parts(query).into_iter();
    let narrows = |part: &Part| part.depth == 0 && is_field(text(query, &part.range));
    parts
        .filter(narrows)
        .map(|part| part.range)
        .filter(|range| !text(query, range).ends_with(':'))
        .collect()
}

/// The query narrowed by a field.
///
/// The field stands before what was typed, so that typing goes on where it was; alternatives are
/// put in brackets, since `OR` binds weaker.
pub(super) fn with(query: &str, field: &str) -> String {
    let query = query.trim_start();
    if fields(query)
        .into_iter()
        .any(|known| text(query, &known) == field)
    {
        return query.to_owned();
    }
    if query.is_empty() {
        return format!("{field} ");
    }
    if has_open_or(query) {
        return format!("{field} ({})", query.trim_end());
    }
    let leading = parts(query)
        .into_iter()
        .take_while(|part| is_field(text(query, &part.range)))
        .last()
        .map_or(0, |part| part.range.end);
    let (fields, words) = query.split_at(leading);
    let gap = if fields.is_empty() { "" } else { " " };
    format!("{fields}{gap}{field} {}", words.trim_start())
}

/// The query without a piece of its text.
pub(super) fn without(query: &str, piece: &Range<usize>) -> String {
    let before = query.get(..piece.start).unwrap_or_default().trim_end();
    let after = query.get(piece.end..).unwrap_or_default().trim_start();
    let gap = if before.is_empty() || after.is_empty() {
        ""
    } else {
        " "
    };
    format!("{before}{gap}{after}")
}

/// The query with other words in the place of some that stand in it as typed, with the signs
/// around them; without them where there are no others. `None` where they do not stand there.
pub(super) fn instead(query: &str, words: &str, other: Option<&str>) -> Option<String> {
    let piece = piece(query, words)?;
    Some(match other {
        None => without(query, &piece),
        Some(other) => {
            let (before, after) = (query.get(..piece.start)?, query.get(piece.end..)?);
            format!("{before}{other}{after}")
        }
    })
}

/// Where words stand as a whole, with the signs that belong to them: `"short gamma"`, `=gamma`,
/// `gam*`.
fn piece(query: &str, words: &str) -> Option<Range<usize>> {
    let spaced = words.split_whitespace().collect::<Vec<_>>();
    let ends = |at: &usize| {
        let (before, after) = (query.get(..*at), query.get(at + words.len()..));
        let before = before.and_then(|text| text.chars().next_back());
        let after = after.and_then(|text| text.chars().next());
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    };
    let exact = || {
        let places = query.match_indices(words).map(|(at, _)| at);
        let mut places = places.filter(ends);
        places.next().map(|at| at..at + words.len())
    };
    let range = match spaced.as_slice() {
        [] => return None,
        [_] => exact()?,
        // Between the words of a name there may be any space.
        several => exact().or_else(|| run(query, several))?,
    };
    let before = query.get(..range.start)?;
    let after = query.get(range.end..)?;
    let opening = ['"', '“', '”', '「', '『', '＂', '=', '＝'];
    let closing = ['"', '“', '”', '」', '』', '＂', '*', '＊'];
    let start = before.trim_end_matches(opening).len();
    let end = query.len() - after.trim_start_matches(closing).len();
    Some(start..end)
}

/// Parts that follow each other.
fn run(query: &str, words: &[&str]) -> Option<Range<usize>> {
    let parts = parts(query);
    let mut runs = parts.windows(words.len());
    let is_it = |run: &[Part]| {
        let mut pairs = run.iter().zip(words);
        pairs.all(|(part, word)| text(query, &part.range) == *word)
    };
    let found = runs.find(|run| is_it(run))?;
    Some(found.first()?.range.start..found.last()?.range.end)
}

/// A letter that would make a word another word. Chinese has no such ends.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
}

fn text<'q>(query: &'q str, range: &Range<usize>) -> &'q str {
    query.get(range.clone()).unwrap_or_default()
}

fn is_field(part: &str) -> bool {
    FIELDS.iter().any(|field| {
        let name = part.get(..field.len());
        name.is_some_and(|name| name.eq_ignore_ascii_case(field))
    })
}

/// Whether alternatives stand outside of brackets.
fn has_open_or(query: &str) -> bool {
    let parts = parts(query);
    let mut open = parts.iter().filter(|part| part.depth == 0);
    open.any(|part| {
        let part = text(query, &part.range);
        part == "OR" || (!part.contains(is_quote) && part.contains(['|', '｜']))
    })
}

/// The parts of a query.
fn parts(query: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut begun: Option<Part> = None;
    let mut quoted: Option<char> = None;
    let mut depth = 0_usize;
    for (at, character) in query.char_indices() {
        let end = at + character.len_utf8();
        if let Some(closing) = quoted {
            if character == closing {
                quoted = None;
            }
        } else if character.is_whitespace() {
            parts.extend(begun.take());
            continue;
        } else {
            quoted = closing_quote(character);
        }
        let part = begun.get_or_insert(Part {
            range: at..at,
            depth,
        });
        part.range.end = end;
        if quoted.is_none() {
            match character {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    parts.extend(begun);
    parts
}

fn is_quote(character: char) -> bool {
    closing_quote(character).is_some()
}

const fn closing_quote(opening: char) -> Option<char> {
    match opening {
        '"' => Some('"'),
        '＂' => Some('＂'),
        '“' => Some('”'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_field_is_put_before_the_words_that_are_typed_on() {
        for (query, field, expected) in [
            ("gold", "tag:rates", "tag:rates gold"),
            ("  gold ", "tag:rates", "tag:rates gold "),
            ("lang:zh gold", "tag:rates", "lang:zh tag:rates gold"),
            ("gold lang:zh", "tag:rates", "tag:rates gold lang:zh"),
            ("tag:rates gold", "tag:rates", "tag:rates gold"),
            ("", "date:2026", "date:2026 "),
            ("gold OR silver", "lang:en", "lang:en (gold OR silver)"),
            (
                "tag:a gold|silver",
                "lang:en",
                "lang:en (tag:a gold|silver)",
            ),
            (
                "(gold OR silver) curve",
                "lang:en",
                "lang:en (gold OR silver) curve",
            ),
            (
                "\"gold OR silver\"",
                "lang:en",
                "lang:en \"gold OR silver\"",
            ),
            (
                "做空伽马",
                "speaker:\"周 岚\"",
                "speaker:\"周 岚\" 做空伽马",
            ),
            (
                "speaker:\"周 岚\" 做空",
                "tag:a",
                "speaker:\"周 岚\" tag:a 做空",
            ),
        ] {
            assert_eq!(with(query, field), expected, "{query}");
        }
    }

    #[test]
    fn fields_that_narrow_all_of_it_are_told() {
        for (query, expected) in [
            ("gold", &[][..]),
            ("tag:a gold LANG:en", &["tag:a", "LANG:en"]),
            ("speaker:\"周 岚\" 做空", &["speaker:\"周 岚\""]),
            ("-tag:a title:gold", &[]),
            ("tag: gold", &[]),
            ("tag:a OR tag:b", &[]),
            ("(tag:a OR tag:b) lang:zh", &["lang:zh"]),
            ("\"tag:a\"", &[]),
        ] {
            let found = fields(query);
            let found: Vec<&str> = found.iter().map(|range| text(query, range)).collect();
            assert_eq!(found, expected, "{query}");
        }
    }

    #[test]
    fn words_are_taken_out_with_the_signs_around_them() {
        for (query, words, expected) in [
            ("gold zinc spread", "zinc", Some("gold spread")),
            ("zinc", "zinc", Some("")),
            ("gold \"zinc lining\"", "zinc lining", Some("gold")),
            ("gold =zinc curve", "zinc", Some("gold curve")),
            ("zin* gold", "zin", Some("gold")),
            ("short   gamma gold", "short gamma", Some("gold")),
            ("缩表 放空", "缩表", Some("放空")),
            ("zincs gold", "zinc", None),
            ("gold", "", None),
        ] {
            let found = instead(query, words, None);
            assert_eq!(found.as_deref(), expected, "{query}");
        }
        let other = instead("gold zink curve", "zink", Some("zinc"));
        assert_eq!(other.as_deref(), Some("gold zinc curve"));
    }

    proptest! {
        #[test]
        fn a_field_put_in_is_told_and_can_be_taken_out(query in "[a-z 做空()|\"]{0,20}") {
            let narrowed = with(&query, "tag:x");
            prop_assert!(narrowed.contains("tag:x"));
            let known = fields(&narrowed);
            if let Some(field) = known.first() {
                prop_assert_eq!(text(&narrowed, field), "tag:x");
                let again = without(&narrowed, field);
                prop_assert!(!again.contains("tag:x"));
            }
        }

        #[test]
        fn no_text_is_too_odd(query in "\\PC{0,24}", words in "\\PC{0,6}") {
            for range in fields(&query) {
                prop_assert!(query.get(range.clone()).is_some());
                without(&query, &range);
            }
            instead(&query, &words, Some("gold"));
        }
    }
}
