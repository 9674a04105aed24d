//! Between which characters a line may break.
//!
//! After W3C's Requirements for Chinese Text Layout (clreq, 3.1.6 and the line
//! composition rules) and JIS X 4051 for kana: closing punctuation starts no line,
//! opening brackets end none, dashes and ellipses are not torn.

use unicode_width::UnicodeWidthChar;

/// What matters of a character to a line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Class {
    /// A forced line end, or the start of the text.
    #[default]
    Newline,
    /// A space that may vanish at a line's end.
    Space,
    /// Han, kana, emoji: breaks on both sides.
    Wide,
    /// Letters, digits and signs that hold together as a word.
    Letter,
    /// A hyphen or slash: may end a line inside a word.
    Hyphen,
    /// A dash or ellipsis: ends a line, starts none.
    Dash,
    /// An opening bracket of ASCII, or a currency sign.
    OpenNarrow,
    /// An opening bracket of Chinese text.
    OpenWide,
    /// Closing punctuation of ASCII: a letter right after it belongs to the same word.
    CloseNarrow,
    /// Closing punctuation of Chinese text.
    CloseWide,
    /// A straight quotation mark: no telling whether it opens or closes.
    Quote,
}

/// The characters that stand before a possible break.
#[derive(Debug, Default)]
pub(super) struct Place {
    class: Class,
    last: char,
    last_but_one: char,
}

impl Place {
    /// The class of the last character.
    #[inline]
    pub(super) fn class(&self) -> Class {
        self.class
    }

    /// Moves on past a character.
    #[inline]
    pub(super) fn follow(&mut self, character: char, class: Class) {
        self.class = class;
        self.last_but_one = self.last;
        self.last = character;
    }

    /// Whether a gap stands before this character.
    #[inline]
    pub(super) fn is_apart(&self, character: char) -> bool {
        stand_apart(self.last, character)
    }

    /// Whether a line may break before this character.
    #[inline]
    pub(super) fn allows(&self, character: char, class: Class) -> bool {
        use Class::{
            CloseNarrow, CloseWide, Dash, Hyphen, Letter, Newline, OpenNarrow, OpenWide, Quote,
            Space, Wide,
        };
        match (self.class, class) {
            (Newline, _) | (_, Newline | Space | CloseNarrow | CloseWide | Dash) => false,
            (Space, Letter) => self.last_but_one != '第' || !character.is_ascii_digit(),
            (Space, _) => true,
            (OpenNarrow | OpenWide | Quote, _)
            | (_, Quote | Hyphen)
            | (Letter | CloseNarrow, Letter | OpenNarrow) => false,
            (Wide, Letter) => self.last != '第' || !character.is_ascii_digit(),
            (Hyphen, Letter) => self.splits_word(character),
            _ => true,
        }
    }

    /// Whether a hyphen joins two words (long-term) and not a code (BTC-USD, 10-year).
    fn splits_word(&self, after: char) -> bool {
        let before = self.last_but_one;
        let words = before.is_alphabetic() && after.is_alphabetic();
        words && !(before.is_uppercase() && after.is_uppercase())
    }
}

/// Whether one of two neighbours is Chinese or kana and the other a letter or digit of another
/// script, or a sign that belongs to a figure; punctuation and full-width letters keep close.
#[inline]
pub(super) fn stand_apart(before: char, after: char) -> bool {
    (is_ideographic(before) && is_narrow_alphanumeric(after))
        || (is_narrow_alphanumeric(before) && is_ideographic(after))
}

#[inline]
fn is_ideographic(character: char) -> bool {
    matches!(character,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{2E80}'..='\u{2FD5}' | '々' | '〇'
        | '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

#[inline]
fn is_narrow_alphanumeric(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || matches!(character, '$' | '%' | '+');
    }
    if matches!(character, '€' | '£' | '¥' | '‰' | '°' | '−' | '±' | '≈') {
        return true;
    }
    character.is_alphanumeric() && !is_ideographic(character) && character.width() == Some(1)
}

/// The class of a grapheme by its first character.
#[inline]
pub(super) fn class(character: char) -> Class {
    if character.is_ascii() {
        return ascii_class(character);
    }
    match character {
        '\u{4E00}'..='\u{9FFF}' => Class::Wide,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '］' | '｝' | '」' | '』'
        | '】' | '〕' | '〗' | '》' | '〉' | '”' | '％' | '‰' | '℃' | '℉' | '·' | '・' | '～'
        | '々' | '‼' | '⁇' | '⁈' | '⁉' | '｡' | '｣' | '､' | '〟' | '｠' | '‥' | '．' => {
            Class::CloseWide
        }
        '（' | '［' | '｛' | '「' | '『' | '【' | '〔' | '〖' | '《' | '〈' | '“' | '‘' | '￥'
        | '＄' | '｢' | '〝' | '｟' => Class::OpenWide,
        // ’ is the apostrophe as well, and so is followed by letters of its word.
        '’' | '»' | '›' | '°' | '\u{2032}' | '\u{2033}' => Class::CloseNarrow,
        '«' | '‹' | '£' | '¥' | '€' => Class::OpenNarrow,
        '—' | '―' | '…' | '⋯' | '–' | '\u{2E3A}' => Class::Dash,
        '\u{2010}' => Class::Hyphen,
        '\u{3000}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' => Class::Space,
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
        _ if is_clinging_kana(character) => Class::CloseWide,
        '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Class::Wide
        }
        '−' | '±' | '×' | '≈' | '≤' | '≥' | '\u{A0}' | '\u{202F}' | '\u{2060}' | '\u{FEFF}' => {
            Class::Letter
        }
        _ if character.is_alphanumeric() => Class::Letter,
        _ => Class::Wide,
    }
}

fn ascii_class(character: char) -> Class {
    match character {
        '\n' | '\r' => Class::Newline,
        ' ' | '\t' => Class::Space,
        ',' | '.' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '%' => Class::CloseNarrow,
        '(' | '[' | '{' | '$' => Class::OpenNarrow,
        '-' | '/' => Class::Hyphen,
        '"' | '\'' => Class::Quote,
        _ => Class::Letter,
    }
}

/// Small kana and the long-vowel mark, which belong to the kana before them.
fn is_clinging_kana(character: char) -> bool {
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a line may break at the bar of `before|after`.
    fn breaks(sample: &str) -> bool {
        let (before, after) = sample.split_once('|').unwrap();
        let mut place = Place::default();
        for character in before.chars() {
            place.follow(character, class(character));
        }
        let next = after.chars().next().unwrap();
        place.allows(next, class(next))
    }

    #[test]
    fn lines_break_here() {
        for sample in [
            "降|息",
            "降息，|预期",
            "Fed|降息",
            "降息|Fed",
            "the |fed",
            "long-|term",
            "说|「降",
            "」|说",
            "降|（注",
            "Fed|（注",
            "涨|$5",
            "——|但",
            "…|但",
            "bid/|ask",
            "，|“降",
            "😀|😀",
            "。|Fed",
            "%|的",
            ")|的",
            "的 |(a",
            "中-|美",
        ] {
            assert!(breaks(sample), "{sample}");
        }
    }

    #[test]
    fn lines_do_not_break_here() {
        for sample in [
            "降|，",
            "降|」",
            "「|降",
            "（|注",
            "F|e",
            "don|’t",
            "don’|t",
            "BTC-|USD",
            "10-|year",
            "—|—",
            "…|…",
            "第|3",
            "降|…",
            "a|,",
            "a,|b",
            "\"|降",
            "降|\"",
            "$|5",
            "f|(x",
            "降 |，",
            "https:|//x",
            "S|&P",
            "カ|ー",
            "し|ょ",
            "|降",
            "5|%",
            "5|％",
            "5|°",
            "a|/b",
        ] {
            assert!(!breaks(sample), "{sample}");
        }
    }
}
