//! Traditional to Simplified Chinese, character by character.
//!
//! Source: `OpenCC`'s t2s configuration, reduced by the build script to pairs of
//! equal UTF-8 length. It knows no phrases: 13 characters in a million differ from
//! full `OpenCC` (乾坤, 答覆 and the like). Good for comparing texts, which both pass
//! through it; not for showing one to a reader.

use std::borrow::Cow;

const FIRST: u32 = 0x3400;
const LENGTH: usize = 0x9FFF - 0x3400 + 1;

/// Marks the entry of a character that some other one turns into.
const SIMPLIFIED_FORM: u16 = 0x8000;

/// For each ideograph its Simplified form, as the distance from the first, and the mark.
///
/// A static, as a constant array may be copied wherever it is indexed.
static SIMPLIFIED: [u16; LENGTH] = include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// The text in Simplified characters, of the same length in bytes.
pub fn to_simplified(text: &str) -> Cow<'_, str> {
    let Some(start) = text.char_indices().find(|&(_, c)| simplify(c) != c) else {
        return Cow::Borrowed(text);
    };
    let (plain, rest) = text.split_at(start.0);
    let mut out = String::with_capacity(text.len());
    out.push_str(plain);
    out.extend(rest.chars().map(simplify));
    Cow::Owned(out)
}

/// The Simplified form of a character, itself where it has none.
#[inline]
pub(super) fn simplify(character: char) -> char {
    let Some(entry) = entry(character) else {
        return character;
    };
    let code = FIRST + u32::from(entry & !SIMPLIFIED_FORM);
    char::from_u32(code).unwrap_or(character)
}

/// Whether a character is the Simplified form of some other one.
#[inline]
pub(super) fn is_simplified_form(character: char) -> bool {
    entry(character).is_some_and(|entry| entry & SIMPLIFIED_FORM != 0)
}

#[inline]
fn entry(character: char) -> Option<u16> {
    let index = u32::from(character).checked_sub(FIRST)?;
    SIMPLIFIED.get(index as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_field_come_out_simplified() {
        for (traditional, simplified) in [
            ("聯準會", "联准会"),
            ("殖利率曲線倒掛", "殖利率曲线倒挂"),
            ("波動率控制", "波动率控制"),
            ("選擇權", "选择权"),
            ("輝達財報", "辉达财报"),
            ("Fed 降息", "Fed 降息"),
        ] {
            assert_eq!(to_simplified(traditional), simplified);
        }
    }

    #[test]
    fn simplified_text_is_borrowed() {
        assert!(matches!(to_simplified("美联储降息预期"), Cow::Borrowed(_)));
        assert!(matches!(to_simplified(""), Cow::Borrowed(_)));
    }

    #[test]
    fn every_pair_keeps_its_length_and_leads_to_an_end() {
        let ideographs = '\u{3400}'..='\u{9FFF}';
        let pairs = ideographs.map(|from| (from, simplify(from)));
        let pairs: Vec<_> = pairs.filter(|(from, to)| from != to).collect();
        assert!(pairs.len() > 2_500, "only {} pairs", pairs.len());
        for (from, to) in pairs {
            assert_eq!(from.len_utf8(), to.len_utf8());
            assert_eq!(simplify(to), to, "{from} → {to} goes on");
            assert!(is_simplified_form(to));
            assert!(!is_simplified_form(from));
        }
    }

    #[test]
    fn other_characters_stay() {
        for c in ['a', 'é', '。', '〇', '\u{33FF}', '\u{A000}', '𠀀', '😀'] {
            assert_eq!(simplify(c), c);
            assert!(!is_simplified_form(c));
        }
    }
}
