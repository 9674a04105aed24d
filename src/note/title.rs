//! A title for what has none: the name of its file where that says something, else its first words.

use crate::model::{Note, Passage};
use crate::text::sanitise::sanitise;
use crate::text::width::width;

use super::date;

/// Columns of the first words that make a title.
const LONGEST: usize = 60;

/// The title of a note without one of its own, from its file's name without the ending.
pub(super) fn fallback(note: &Note, stem: &str) -> String {
    let opening = || {
        let mut texts = note.passages.iter().flat_map(Passage::texts);
        texts.find_map(|(_, text)| opening(&text.content))
    };
    let title = if is_telling(stem) { None } else { opening() };
    title.unwrap_or_else(|| sanitise(stem).0.into_owned())
}

/// Whether a name says what is in the file: it has a word or a date, not only numbers and hashes.
fn is_telling(stem: &str) -> bool {
    let has_chinese = stem.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let mut words = stem.split(|c: char| !c.is_ascii_alphanumeric());
    let has_word =
        words.any(|word| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic()));
    has_chinese || has_word || date::find(stem).is_some() || stem.len() < 3
}

/// The first sentence of a text, else as many of its clauses as fit, and a sign that it goes on.
fn opening(text: &str) -> Option<String> {
    let line = text
        .lines()
        .find(|line| line.chars().any(char::is_alphabetic))?
        .trim();
    let mut columns = 0;
    let mut end = 0;
    let mut clause = None;
    for (at, character) in line.char_indices() {
        columns += width(character.encode_utf8(&mut [0; 4]));
        if columns > LONGEST {
            break;
        }
        let rest = line.get(at + character.len_utf8()..).unwrap_or_default();
        let ends_word = rest.is_empty() || rest.starts_with(' ');
        match character {
            '。' | '！' | '？' | '!' | '?' => return line.get(..at).map(str::to_owned),
            '.' if ends_word => return line.get(..at).map(str::to_owned),
            '，' | '；' | '：' | '—' | ',' | ';' | ':' => clause = Some(at),
            _ => {}
        }
        end = at + character.len_utf8();
    }
    if end == line.len() {
        return Some(line.to_owned());
    }
    let cut = clause.filter(|&at| at * 3 > end);
    let word = || line.get(..end)?.rfind(' ').filter(|&at| at * 2 > end);
    let kept = line.get(..cut.or_else(word).unwrap_or(end))?;
    Some(format!("{}…", kept.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_something_or_nothing() {
        for (stem, says) in [
            ("weekly", true),
            ("周报", true),
            ("2026-02-09", true),
            ("The_Slow_Buyer", true),
            ("001_ec83c6fb50b098af", false),
            ("00012", false),
            ("n", true),
            ("a1b2c3d4", false),
        ] {
            assert_eq!(is_telling(stem), says, "{stem}");
        }
    }

    #[test]
    fn openings_end_where_a_thought_does() {
        let long = "缺口一直没有补上的那个星期".repeat(4);
        for (text, title) in [
            ("收盘走高。后面还有。", "收盘走高"),
            ("A short line", "A short line"),
            ("Fell 3.5% on Friday. Then rose.", "Fell 3.5% on Friday"),
            ("---\n第一行有字", "第一行有字"),
            (
                &format!("到周五收盘之前，市场像一艘漏水的船，{long}"),
                "到周五收盘之前，市场像一艘漏水的船…",
            ),
            (
                &long,
                "缺口一直没有补上的那个星期缺口一直没有补上的那个星期缺口一直…",
            ),
        ] {
            assert_eq!(opening(text).as_deref(), Some(title), "{text}");
        }
        assert_eq!(opening("123 456"), None);
    }
}
