//! Generates the tables that are derived from other projects' data.
//!
//! `simplified_pairs.rs` lists the characters that `OpenCC` turns from Traditional
//! into Simplified Chinese one by one, kept to those whose UTF-8 length is the
//! same on both sides, so that folding a text by it moves no byte offset.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// CJK unified ideographs with three bytes in UTF-8: extension A and the main block.
const IDEOGRAPHS: [std::ops::RangeInclusive<char>; 2] =
    ['\u{3400}'..='\u{4DBF}', '\u{4E00}'..='\u{9FFF}'];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    let pairs = simplified_pairs()?;
    fs::write(
        Path::new(&out).join("simplified_pairs.rs"),
        pairs_source(&pairs)?,
    )?;
    Ok(())
}

/// Traditional characters and the Simplified ones that end their chain.
///
/// A chain (a → b → c) would make folding twice differ from folding once.
fn simplified_pairs() -> Result<BTreeMap<char, char>, Box<dyn Error>> {
    let converter = OpenCC::from_config(BuiltinConfig::T2s)?;
    let mut direct = BTreeMap::new();
    for character in IDEOGRAPHS.into_iter().flatten() {
        let converted = converter.convert(character.encode_utf8(&mut [0; 4]));
        let mut characters = converted.chars();
        if let (Some(first), None) = (characters.next(), characters.next())
            && first != character
            && IDEOGRAPHS.iter().any(|range| range.contains(&first))
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

fn pairs_source(pairs: &BTreeMap<char, char>) -> Result<String, std::fmt::Error> {
    let mut source = format!("[(char, char); {}] = [", pairs.len());
    source.insert_str(0, "pub(super) const PAIRS: ");
    for (traditional, simplified) in pairs {
        write!(source, "({traditional:?},{simplified:?}),")?;
    }
    source.push_str("];\n");
    Ok(source)
}
