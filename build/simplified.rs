//! The characters that `OpenCC` turns from Traditional into Simplified Chinese.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// From extension A to the end of the main block: three bytes each in UTF-8.
const IDEOGRAPHS: RangeInclusive<char> = '\u{3400}'..='\u{9FFF}';

/// Set on the entry of a character that some other one turns into.
const SIMPLIFIED_FORM: u32 = 0x8000;

/// Writes `simplified.rs`, an array with one entry for each ideograph.
///
/// It says what the character becomes by itself, if that has the same UTF-8 length, so
/// that folding a text by it moves no byte offset.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    let table = table_source(&simplified_pairs()?)?;
    fs::write(out.join("simplified.rs"), table)?;
    Ok(())
}

/// Traditional characters and the Simplified ones that end their chain.
///
/// A chain (a → b → c) would make folding twice differ from folding once.
fn simplified_pairs() -> Result<BTreeMap<char, char>, Box<dyn Error>> {
    let converter = OpenCC::from_config(BuiltinConfig::T2s)?;
    let mut direct = BTreeMap::new();
    for character in IDEOGRAPHS {
        let converted = converter.convert(character.encode_utf8(&mut [0; 4]));
        let mut characters = converted.chars();
        if let (Some(first), None) = (characters.next(), characters.next())
            && first != character
            && IDEOGRAPHS.contains(&first)
        {
            direct.insert(character, first);
        }
    }
    let ends = direct
        .keys()
        .map(|&from| (from, end_of_chain(&direct, from)));
    Ok(ends.filter(|(from, to)| from != to).collect())
}

fn end_of_chain(direct: &BTreeMap<char, char>, from: char) -> char {
    let mut at = from;
    // A circle of characters has no end; its length bounds the walk.
    for _ in 0..direct.len() {
        match direct.get(&at) {
            Some(&next) if next != from => at = next,
            _ => break,
        }
    }
    at
}

/// The array as source: the result's distance from the first ideograph, and the mark.
fn table_source(pairs: &BTreeMap<char, char>) -> Result<String, std::fmt::Error> {
    let forms: BTreeSet<char> = pairs.values().copied().collect();
    let mut source = String::from("[");
    for character in IDEOGRAPHS {
        let result = pairs.get(&character).copied().unwrap_or(character);
        let distance = u32::from(result) - u32::from(*IDEOGRAPHS.start());
        let mark = u32::from(forms.contains(&character)) * SIMPLIFIED_FORM;
        write!(source, "{},", distance | mark)?;
    }
    source.push(']');
    Ok(source)
}
