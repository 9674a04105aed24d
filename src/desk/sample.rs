//! The sample notes that the program carries, for a machine without a library of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::DeskError;

// Written by build.rs: `SAMPLE: &[(&str, &[u8])]`, every file of corpus/notes by name.
include!(concat!(env!("OUT_DIR"), "/sample.rs"));

/// Writes the sample below `home`, where it is not there as it should be; returns its folder.
pub(super) fn lay_out(home: &Path) -> Result<PathBuf, DeskError> {
    let folder = home.join("sample");
    write(&folder).map_err(|source| DeskError::Sample {
        path: folder.clone(),
        source,
    })?;
    Ok(folder)
}

fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, content) in SAMPLE {
        let path = folder.join(name);
        if fs::metadata(&path).is_ok_and(|found| found.len() == content.len() as u64) {
            continue;
        }
        fs::write(path, content)?;
    }
    Ok(())
}
