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

/// The key of the front matter that tells on which day a note was imported.
pub const FETCHED: &str = "fetched";

/// The checksum of a written note: XXH3 of all lines but the two of the front matter that hold the
/// checksum and the day of the import, as 16 hexadecimal digits.
///
/// Line ends count as `\n`, so a copy through another system is no edit.
#[must_use]
pub fn checksum(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut is_front = text.starts_with("---");
    for (number, line) in text.lines().enumerate() {
        is_front &= number == 0 || line != "---";
        if is_front && (value(line, CHECKSUM).is_some() || value(line, FETCHED).is_some()) {
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
    let front = text.lines().skip(1).take_while(|line| *line != "---");
    let mut stated = front.filter_map(|line| value(line, CHECKSUM));
    Some(stated.next()?.trim().trim_matches(['"', '\'']))
}

fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.strip_prefix(':')
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
    fn only_lines_of_the_front_matter_are_left_out() {
        let note = |front: &str, body: &str| format!("---\n{front}\n---\n{body}\n");
        let one = checksum(&note("fetched: 2026-02-05", "checksum: 2"));
        assert_eq!(one, checksum(&note("fetched: 2026-02-06", "checksum: 2")));
        assert_ne!(one, checksum(&note("fetched: 2026-02-05", "checksum: 3")));
        assert_ne!(one, checksum(&note("fetching: 1", "checksum: 2")));
        assert_eq!(stated_checksum("title: x\n"), None);
        assert_eq!(stated_checksum(&note("title: x", "checksum: 2")), None);
    }
}
