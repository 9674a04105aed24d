//! Traditional to Simplified Chinese, character by character.
//!
//! Source: `OpenCC`'s t2s configuration, reduced by the build script to pairs of
//! equal UTF-8 length. It knows no phrases: 13 characters in a million differ from
//! full `OpenCC` (乾坤, 答覆 and the like). Good for comparing texts, which both pass
//! through it; not for showing one to a reader.

use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/simplified_pairs.rs"));

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;
const LENGTH: usize = (LAST - FIRST + 1) as usize;

// Statics, not constants: a constant array may be copied wherever it is indexed.
static SIMPLIFIED: [u16; LENGTH] = simplified();
static IS_SIMPLIFIED: [bool; LENGTH] = targets();

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
    let Some(&code) = slot(character).and_then(|index| SIMPLIFIED.get(index)) else {
        return character;
    };
    char::from_u32(u32::from(code)).unwrap_or(character)
}

/// Whether a character is the Simplified form of some other one.
pub(super) fn is_simplified_form(character: char) -> bool {
    slot(character).is_some_and(|index| IS_SIMPLIFIED.get(index) == Some(&true))
}

#[inline]
fn slot(character: char) -> Option<usize> {
    let code = u32::from(character);
    (FIRST..=LAST)
        .contains(&code)
        .then(|| (code - FIRST) as usize)
}

/// Every character's own code, but for the Traditional ones of the pairs.
const fn simplified() -> [u16; LENGTH] {
    let mut table = [0; LENGTH];
    let mut index = 0;
    while index < LENGTH {
        table[index] = (FIRST as usize + index) as u16;
        index += 1;
    }
    let mut pair = 0;
    while pair < PAIRS.len() {
        let (from, to) = PAIRS[pair];
        table[(from as u32 - FIRST) as usize] = to as u16;
        pair += 1;
    }
    table
}

const fn targets() -> [bool; LENGTH] {
    let mut table = [false; LENGTH];
    let mut pair = 0;
    while pair < PAIRS.len() {
        table[(PAIRS[pair].1 as u32 - FIRST) as usize] = true;
        pair += 1;
    }
    table
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
        assert!(PAIRS.len() > 2_500, "only {} pairs", PAIRS.len());
        for (from, to) in PAIRS {
            assert_eq!(from.len_utf8(), to.len_utf8());
            assert_eq!(simplify(from), to);
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
