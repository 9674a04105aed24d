//! UTF-16 without a byte order mark, told by what its units would be.
//!
//! Nearly any two bytes of English make a Han character, so the characters alone prove nothing:
//! null bytes on one side of every unit do, or full-width punctuation, half of which is a control
//! byte that no other text holds.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::text::script::is_han;

/// Fewer units than this tell nothing.
const FEWEST: usize = 4;

/// Bytes at the head that are looked at.
const HEAD: usize = 1_024;

/// The text of bytes that are UTF-16 beyond doubt; `None` for all others.
///
/// A last byte without its other half is dropped, as the rest of the text is whole.
pub(super) fn read(bytes: &[u8]) -> Option<(&'static Encoding, String)> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    // Text of one byte a character has neither null bytes nor controls.
    if !head.iter().any(|&byte| byte < 0x09) {
        return None;
    }
    let is_one_byte = std::str::from_utf8(bytes).is_ok();
    let encoding = [UTF_16LE, UTF_16BE]
        .into_iter()
        .find(|&encoding| Units::of(head, encoding).are_text(is_one_byte))?;
    let whole = bytes.get(..bytes.len() / 2 * 2)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(whole)?;
    Some((encoding, text.into_owned()))
}

/// What the units of the head are in one order of bytes.
#[derive(Default)]
struct Units {
    all: usize,
    /// Characters of Latin, Chinese or their punctuation.
    usual: usize,
    /// Units whose upper byte is null, and punctuation of which one byte is a control.
    telling: usize,
    /// Units whose upper byte is null.
    narrow: usize,
}

impl Units {
    fn of(head: &[u8], encoding: &'static Encoding) -> Self {
        let mut units = Self::default();
        for pair in head.chunks_exact(2) {
            let &[first, second] = pair else { continue };
            let unit = if encoding == UTF_16LE {
                u16::from_le_bytes([first, second])
            } else {
                u16::from_be_bytes([first, second])
            };
            units.all += 1;
            // Halves of rarer characters are none by themselves, and no harm in a text.
            let Some(character) = char::from_u32(u32::from(unit)) else {
                continue;
            };
            let is_narrow = unit < 0x100 && is_latin(character);
            let is_wide = is_wide_punctuation(character);
            units.narrow += usize::from(is_narrow);
            units.telling += usize::from(is_narrow || (is_wide && unit & 0xff < 0x20));
            let is_usual = is_narrow || is_wide || is_han(character);
            units.usual += usize::from(is_usual);
        }
        units
    }

    /// Whether they are a text; bytes that are also valid UTF-8 must be half Latin to be wide.
    const fn are_text(&self, is_one_byte: bool) -> bool {
        let enough = if is_one_byte {
            self.narrow * 2 >= self.all
        } else {
            self.telling * 64 >= self.all
        };
        self.all >= FEWEST && enough && self.telling > 0 && self.usual * 20 >= self.all * 19
    }
}

const fn is_latin(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{ff}')
}

const fn is_wide_punctuation(character: char) -> bool {
    matches!(
        character,
        '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{301f}' | '\u{ff01}'..='\u{ff60}'
    )
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS};
    use proptest::prelude::*;

    use super::*;

    const CHINESE: &str = "本週美國國債下行，做市商回補。\n波動率控制基金買入股票。\n";
    const ENGLISH: &str = "Dealers are short gamma.\nVol control buys.\n";

    fn little(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn big(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn both_orders_are_told_for_both_languages() {
        for text in [CHINESE, ENGLISH, "SPX 收6798，跌1.2%。\n", "abcd"] {
            assert_eq!(read(&little(text)), Some((UTF_16LE, text.to_owned())));
            assert_eq!(read(&big(text)), Some((UTF_16BE, text.to_owned())));
        }
    }

    #[test]
    fn a_last_half_unit_is_dropped() {
        let mut bytes = little(ENGLISH);
        bytes.push(b'x');
        assert_eq!(read(&bytes), Some((UTF_16LE, ENGLISH.to_owned())));
    }

    #[test]
    fn texts_of_other_encodings_are_left_alone() {
        for text in [CHINESE, ENGLISH] {
            assert_eq!(read(text.as_bytes()), None);
        }
        for encoding in [BIG5, GBK, EUC_KR, SHIFT_JIS] {
            let (bytes, ..) = encoding.encode(CHINESE);
            assert_eq!(read(&bytes), None, "{}", encoding.name());
        }
    }

    #[test]
    fn stray_nulls_and_binary_data_are_no_wide_text() {
        for bytes in [
            &b"hello\0 world, one null and much text"[..],
            &[0; 64],
            &[1, 2, 3, 0].repeat(100),
            b"a\0b",
            b"",
        ] {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(text in "[ -~\n]{4,80}") {
            prop_assert_eq!(read(&little(&text)), Some((UTF_16LE, text.clone())));
            prop_assert_eq!(read(&big(&text)), Some((UTF_16BE, text)));
        }

        #[test]
        fn plain_ascii_is_never_wide(text in "[ -~\n]{0,200}") {
            prop_assert_eq!(read(text.as_bytes()), None);
        }
    }
}
