//! Writing a note into a folder: under which name, and so that no half note is ever seen.
//!
//! The one part of [`super`] that writes. A file is written under a hidden name that
//! [`super::scan()`] takes for no note, brought to the disk, and only then given its name, which is
//! never that of another file. What an interruption leaves is the hidden file; the next import into
//! the folder removes it.

mod atomic;
mod name;

pub use atomic::{Folder, WriteError};
pub use name::{file_name, picture_name};

use super::stamp::content_hash;

/// The key of the front matter that tells whether a note was edited since it was imported.
pub const CHECKSUM: &str = "checksum";

/// The checksum of a written note: XXH3 of every line but the one that holds the checksum, as 16
/// hexadecimal digits.
///
/// Line ends count as `\n`, so a copy through another system is no edit.
#[must_use]
pub fn checksum(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut is_dropped = false;
    for line in text.lines() {
        if !is_dropped && is_checksum(line) {
            is_dropped = true;
            continue;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    format!("{:016x}", content_hash(kept.as_bytes()))
}

/// The checksum that a note's front matter carries.
#[must_use]
pub fn stated_checksum(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| is_checksum(line))?;
    let (_, value) = line.split_once(':')?;
    Some(value.trim().trim_matches(['"', '\'']))
}

fn is_checksum(line: &str) -> bool {
    line.strip_prefix(CHECKSUM)
        .is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_holds_for_all_but_its_own_line() {
        let bare = "---\ntitle: Flow\n---\n\nText.\n";
        let sum = checksum(bare);
        let whole = format!("---\ntitle: Flow\nchecksum: \"{sum}\"\n---\n\nText.\n");
        assert_eq!(checksum(&whole), sum);
        assert_eq!(stated_checksum(&whole), Some(sum.as_str()));
        assert_eq!(checksum(&whole.replace('\n', "\r\n")), sum);
        assert_ne!(checksum(&whole.replace("Text", "Texts")), sum);
        assert_ne!(checksum(&whole.replace("Flow", "Flows")), sum);
    }

    #[test]
    fn only_the_first_such_line_is_left_out() {
        let one = "checksum: 1\ntext\nchecksum: 2\n";
        assert_ne!(checksum(one), checksum("checksum: 1\ntext\nchecksum: 3\n"));
        assert_eq!(checksum(one), checksum("checksum: 9\ntext\nchecksum: 2\n"));
        assert_eq!(stated_checksum("title: x\n"), None);
    }
}
