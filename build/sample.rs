//! The sample notes, so that the binary carries them with it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const NOTES: &str = "corpus/notes";

/// Writes `sample.rs`: every note by name, its content included from where it lies.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={NOTES}");
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(NOTES)? {
        files.insert(entry?.path().canonicalize()?);
    }
    let mut source = String::from("const SAMPLE: &[(&str, &[u8])] = &[\n");
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str());
        let name = name.ok_or("a sample note whose name is not UTF-8")?;
        let path = file.to_str().ok_or("a checkout whose path is not UTF-8")?;
        writeln!(source, "    ({name:?}, include_bytes!({path:?})),")?;
    }
    source.push_str("];\n");
    fs::write(out.join("sample.rs"), source)?;
    Ok(())
}
