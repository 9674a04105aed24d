//! How many terminal columns a text takes, as ratatui will count them.
//!
//! Source: `unicode-width`, asked per grapheme, which is how ratatui fills its cells.
//! Characters of ambiguous width (— “ ” … ①) take one column. Control characters take
//! none, as ratatui leaves them out.

use std::borrow::Cow;

use unicode_segmentation::{Graphemes, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

const ELLIPSIS: &str = "…";

/// One user-perceived character: a letter with its marks, a whole emoji sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grapheme<'a> {
    /// Its bytes.
    pub text: &'a str,
    /// The byte of the whole text that it starts at.
    pub start: usize,
    /// Columns: 0, 1 or 2, rarely more.
    pub width: usize,
}

impl Grapheme<'_> {
    /// The byte of the whole text that it ends before.
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Columns that a text takes on one line.
pub fn width(text: &str) -> usize {
    graphemes(text).map(|grapheme| grapheme.width).sum()
}

/// The text cut to a number of columns, with … in the last one if anything is lost.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    let mut used = 0;
    let mut kept = 0;
    for grapheme in graphemes(text) {
        used += grapheme.width;
        if used > columns {
            let kept = text.get(..kept).unwrap_or_default();
            return match columns {
                0 => Cow::Borrowed(""),
                _ => Cow::Owned(format!("{kept}{ELLIPSIS}")),
            };
        }
        if used < columns {
            kept = grapheme.end();
        }
    }
    Cow::Borrowed(text)
}

/// The graphemes of a text in order.
pub fn graphemes(text: &str) -> impl Iterator<Item = Grapheme<'_>> {
    Walk { text, at: 0 }
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Grapheme<'a>;

    #[inline]
    fn next(&mut self) -> Option<Grapheme<'a>> {
        let grapheme = first_grapheme(self.text, self.at)?;
        self.at = grapheme.end();
        Some(grapheme)
    }
}

/// The grapheme that starts at a boundary of the text, `None` at its end.
#[inline]
pub(super) fn first_grapheme(text: &str, start: usize) -> Option<Grapheme<'_>> {
    // Two ASCII characters never join, but for the control ones: no need to decode.
    let bytes = text.as_bytes();
    if matches!(bytes.get(start)?, b' '..=b'~') && bytes.get(start + 1).is_none_or(u8::is_ascii) {
        let text = text.get(start..=start)?;
        let width = 1;
        return Some(Grapheme { text, start, width });
    }
    let rest = text.get(start..)?;
    let mut characters = rest.chars();
    let first = characters.next()?;
    if let Some(width) = plain_width(first)
        && characters
            .next()
            .is_none_or(|next| plain_width(next).is_some())
    {
        let text = rest.get(..first.len_utf8())?;
        return Some(Grapheme { text, start, width });
    }
    let mut graphemes: Graphemes<'_> = rest.graphemes(true);
    let text = graphemes.next()?;
    let width = if text.contains(char::is_control) {
        0
    } else {
        text.width()
    };
    Some(Grapheme { text, start, width })
}

/// Columns of the characters that never join with one another: most of any text.
#[inline]
fn plain_width(character: char) -> Option<usize> {
    match character {
        ' '..='~' | '\u{2010}'..='\u{2027}' => Some(1),
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}'
        | '\u{FF01}'..='\u{FF60}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_of_texts() {
        for (text, columns) in [
            ("", 0),
            ("VIX 21.8", 8),
            ("波动率", 6),
            ("“—…”·①", 6),
            ("，。「」", 8),
            ("e\u{301}", 1),
            ("👩‍👩‍👧", 2),
            ("🇭🇰", 2),
            ("❤️", 2),
            ("a\u{1b}b\n", 2),
            ("ｶﾞ", 2),
            ("한국", 4),
        ] {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn cutting_marks_what_is_lost() {
        for (text, columns, cut) in [
            ("波动率控制", 10, "波动率控制"),
            ("波动率控制", 9, "波动率控…"),
            ("波动率控制", 8, "波动率…"),
            ("波动率控制", 1, "…"),
            ("波动率控制", 0, ""),
            ("abc", 2, "a…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("", 0, ""),
        ] {
            assert_eq!(truncate(text, columns), cut);
        }
    }

    #[test]
    fn the_short_way_agrees_with_the_tables() {
        for character in '\0'..=char::MAX {
            if let Some(columns) = plain_width(character) {
                let text = character.to_string();
                assert_eq!(text.width(), columns, "{character:?}");
                let doubled = format!("{character}{character}");
                assert_eq!(doubled.graphemes(true).count(), 2, "{character:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn graphemes_are_those_of_the_standard(text in "[a 降。—\u{301}\u{fe0f}👩🇭\u{200d}\r\n\u{3099}か]{0,20}") {
            let ours: Vec<_> = graphemes(&text).map(|g| g.text).collect();
            let theirs: Vec<_> = text.graphemes(true).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_cut_text_fits(text in "\\PC{0,20}", columns in 0_usize..20) {
            prop_assert!(width(&truncate(&text, columns)) <= columns);
        }

        #[test]
        fn a_text_that_fits_is_not_cut(text in "\\PC{0,20}") {
            prop_assert_eq!(truncate(&text, width(&text)), text.as_str());
        }
    }
}
