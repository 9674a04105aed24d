//! jieba's dictionary as a double array that is read in place.
//!
//! jieba embeds the words as text and parses them at every start, which takes a tenth
//! of a second. Its crate offers no way to list them, so the text is read from where
//! cargo says that the crate's source lies. A build without cargo metadata sets
//! `TAPE_JIEBA_DICT` to the file instead.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use yada::builder::DoubleArrayBuilder;

const OVERRIDE: &str = "TAPE_JIEBA_DICT";

/// The manifest of a package that depends on nothing but jieba; the lock file says
/// which version.
const PROBE: &str = r#"
[package]
name = "probe"
version = "0.0.0"
edition = "2024"

[lib]
path = "lib.rs"

[dependencies]
jieba-rs = { version = "*", default-features = false }

[workspace]
"#;

/// Writes `words.bin`, a double array from each word to the bits of ln(frequency) as
/// `f32`; `words_total.bin`, the sum of all frequencies as `f64`; `words.txt`, what went in.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rerun-if-env-changed={OVERRIDE}");
    let path = match env::var_os(OVERRIDE) {
        Some(path) => PathBuf::from(path),
        None => jieba_source(out)?.join("src/data/dict.txt"),
    };
    let text = fs::read_to_string(&path).map_err(|error| {
        let path = path.display();
        format!("cannot read jieba's dictionary {path}: {error}; set {OVERRIDE} to its path")
    })?;
    let words = frequencies(&text)?;
    let total: u64 = words.values().sum();
    // The logarithm of a frequency of 1 or more is not negative, so its sign bit is free
    // for the double array, whose values have 31 bits.
    let keys: Vec<(&str, u32)> = words
        .iter()
        .map(|(word, &frequency)| (word.as_str(), (frequency as f32).ln().to_bits()))
        .collect();
    fs::write(out.join("words.bin"), DoubleArrayBuilder::build(&keys)?)?;
    fs::write(out.join("words_total.bin"), (total as f64).to_le_bytes())?;
    let mut lines = String::new();
    for (word, frequency) in &words {
        writeln!(lines, "{word} {frequency}")?;
    }
    fs::write(out.join("words.txt"), lines)?;
    Ok(())
}

/// The words in lower case, as the text that they are looked up in is folded.
fn frequencies(text: &str) -> Result<BTreeMap<String, u64>, Box<dyn Error>> {
    let mut words = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.split_ascii_whitespace();
        if let (Some(word), Some(frequency)) = (fields.next(), fields.next()) {
            let frequency: u64 = frequency.parse()?;
            let known = words.entry(word.to_lowercase()).or_insert(1);
            *known = frequency.max(*known);
        }
    }
    Ok(words)
}

/// The folder of jieba's source, as cargo resolved it for this build.
///
/// Asked of a package that has no other dependency: for the whole of this one cargo
/// would also want what only its tests need, and a plain build has not fetched that.
fn jieba_source(out: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let probe = out.join("probe");
    fs::create_dir_all(&probe)?;
    fs::write(probe.join("Cargo.toml"), PROBE)?;
    fs::write(probe.join("lib.rs"), "")?;
    if Path::new("Cargo.lock").exists() {
        fs::copy("Cargo.lock", probe.join("Cargo.lock"))?;
    }
    let metadata = Command::new(env::var("CARGO")?)
        .args([
            "metadata",
            "--format-version=1",
            "--offline",
            "--manifest-path",
        ])
        .arg(probe.join("Cargo.toml"))
        .arg("--filter-platform")
        .arg(env::var("TARGET")?)
        .output()?;
    if !metadata.status.success() {
        let reason = String::from_utf8_lossy(&metadata.stderr);
        return Err(format!("cargo metadata failed; set {OVERRIDE}: {reason}").into());
    }
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut jieba = packages.filter(|package| package["name"] == "jieba-rs");
    let manifest = jieba
        .next()
        .and_then(|package| package["manifest_path"].as_str());
    let folder = manifest.and_then(|path| Path::new(path).parent());
    let folder = folder.ok_or("cargo metadata does not list jieba-rs")?;
    Ok(folder.to_owned())
}
