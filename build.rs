//! Generates the tables that are derived from other projects' data, and the list of sample notes.

use std::error::Error;
use std::path::Path;

#[path = "build/dictionary.rs"]
mod dictionary;
#[path = "build/sample.rs"]
mod sample;
#[path = "build/simplified.rs"]
mod simplified;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var("OUT_DIR")?;
    simplified::write(Path::new(&out))?;
    dictionary::write(Path::new(&out))?;
    sample::write(Path::new(&out))
}
