//! Puts lines together that a screen or a page has parted: no space between Chinese, one between
//! words, and words broken by a hyphen made whole.
//!
//! A hyphen stays where the document writes the same compound elsewhere within a line.

use std::collections::HashSet;

use crate::text::script::{is_han, is_kana};

/// The hyphenated words that a document has within its lines, in lower case.
#[derive(Debug, Default)]
pub(super) struct Compounds(HashSet<String>);

impl Compounds {
    /// Collects them from the lines of a document.
    pub(super) fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let words = lines.into_iter().flat_map(str::split_whitespace);
        let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        Self(
            bare.filter(|word| word.contains('-'))
                .map(str::to_lowercase)
                .collect(),
        )
    }
}

/// Adds a line to a text.
pub(super) fn join(text: &mut String, line: &str, compounds: &Compounds) {
    let line = line.trim();
    let (Some(before), Some(after)) = (text.chars().next_back(), line.chars().next()) else {
        text.push_str(line);
        return;
    };
    if before == '\u{ad}' {
        text.pop();
    } else if is_broken_word(text, after) {
        if after.is_lowercase() && !compounds.0.contains(&compound(text, line)) {
            text.pop();
        }
    } else if has_space(before, after) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a text ends within a word: a letter, one hyphen, and a letter or figure to come.
fn is_broken_word(text: &str, after: char) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('-' | '\u{2010}'))
        && back.next().is_some_and(is_latin)
        && (is_latin(after) || after.is_ascii_digit())
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_wide(c)
}

/// The word about the hyphen at the end of a text, as [`Compounds`] has it.
fn compound(text: &str, line: &str) -> String {
    let bare = |c: char| !c.is_alphanumeric() && c != '-';
    let head = text.rsplit(bare).next().unwrap_or_default();
    let tail = line.split(bare).next().unwrap_or_default();
    format!("{head}{tail}").to_lowercase()
}

fn has_space(before: char, after: char) -> bool {
    let is_apart = before.is_whitespace() || after.is_whitespace();
    let wide = is_wide(before) && is_wide(after);
    let mark = is_full_mark(before) || is_full_mark(after);
    let shared =
        (is_shared_mark(before) && is_wide(after)) || (is_wide(before) && is_shared_mark(after));
    let bracket = matches!(before, '(' | '[' | '/') || matches!(after, ',' | '.' | ';' | ')' | ']');
    !is_apart && !wide && !mark && !shared && !bracket
}

/// Han, kana and the full-width punctuation between them.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || is_full_mark(c)
}

/// Punctuation with its own space.
const fn is_full_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff65}')
}

/// Marks that Chinese and English share, narrow beside one and wide beside the other.
const fn is_shared_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let compounds = Compounds::of(lines.iter().copied());
        let mut text = String::new();
        for line in lines {
            join(&mut text, line, &compounds);
        }
        text
    }

    #[test]
    fn lines_join_as_their_scripts_want() {
        for (lines, expected) in [
            (&["波动", "率走高"][..], "波动率走高"),
            (&["vol is", "up"], "vol is up"),
            (&["买入", "SPX"], "买入 SPX"),
            (&["买入，", "SPX"], "买入，SPX"),
            (&["他说", "“卖出”", "然后"], "他说“卖出”然后"),
            (&["volatil-", "ity is"], "volatility is"),
            (&["soft\u{ad}", "ware"], "software"),
            (
                &["risk-parity and risk-", "parity"],
                "risk-parity and risk-parity",
            ),
            (&["COVID-", "19"], "COVID-19"),
            (&["Anglo-", "Saxon"], "Anglo-Saxon"),
            (&["well --", "then"], "well -- then"),
            (&["5 -", "6"], "5 - 6"),
            (&["(see", "above", ")"], "(see above)"),
            (&["", "a", " ", "b"], "a b"),
            (&["3", "月"], "3 月"),
        ] {
            assert_eq!(joined(lines), expected);
        }
    }

    #[test]
    fn no_letter_is_lost() {
        let lines = ["甲乙 abc-", "Def", "ghi-", "jkl", "“mno”", "丙"];
        let letters =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        assert_eq!(letters(&joined(&lines)), letters(&lines.concat()));
    }
}
