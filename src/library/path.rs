//! How a note is named by where it stands.

use std::path::{MAIN_SEPARATOR, Path};

use twox_hash::XxHash3_64;

use crate::model::NoteId;

/// A path below the library as text with `/` between its parts, on every system.
///
/// Parts that are not Unicode are shown with replacement characters; [`super::scan()`] passes such
/// files over, so a note's path always reads back.
#[must_use]
pub fn relative_text(relative: &Path) -> String {
    if MAIN_SEPARATOR == '/'
        && let Some(text) = relative.to_str()
        && !text.contains("//")
        && !text.ends_with('/')
    {
        return text.to_owned();
    }
    let mut text = String::with_capacity(relative.as_os_str().len());
    for part in relative {
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(&part.to_string_lossy());
    }
    text
}

/// The id of the note at a path below the library: the XXH3 hash of [`relative_text`].
///
/// It stays the same wherever the library is moved and on whatever system it is read.
#[must_use]
pub fn note_id(relative: &Path) -> NoteId {
    NoteId::new(XxHash3_64::oneshot(relative_text(relative).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_joined_by_slashes() {
        let path: std::path::PathBuf = ["2026", "二月", "desk.md"].iter().collect();
        assert_eq!(relative_text(&path), "2026/二月/desk.md");
        assert_eq!(relative_text(Path::new("a.md")), "a.md");
        assert_eq!(relative_text(Path::new("")), "");
    }

    #[test]
    fn ids_are_stable_and_differ_by_path() {
        let id = note_id(Path::new("2026/a.md"));
        assert_eq!(id, note_id(&Path::new("2026").join("a.md")));
        assert_ne!(id, note_id(Path::new("2026/b.md")));
        // Pinned: an id stands in journals and exports, so its making must never change.
        assert_eq!(note_id(Path::new("a.md")).to_string(), "60abb026effa");
    }
}
