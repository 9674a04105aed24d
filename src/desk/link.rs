//! The note of the library that a link in another one means.

use std::path::{Component, Path, PathBuf};

use crate::model::NoteSummary;

use super::{Desk, DeskError};

impl Desk {
    /// The note that a link means: a path from the note it stands in or from the library's root,
    /// with or without its extension, else a title or a file's name; `None` where no note does.
    ///
    /// # Errors
    ///
    /// Where the link names several notes.
    pub fn note_of_link(&self, from: &Path, link: &str) -> Result<Option<NoteSummary>, DeskError> {
        let link = decoded(link.split(['#', '?']).next().unwrap_or_default());
        if link.trim().is_empty() {
            return Ok(None);
        }
        let snapshot = self.snapshot()?;
        let folder = from.parent().unwrap_or(Path::new(""));
        let rooted = link.trim_start_matches('/');
        for path in [folder.join(&link), PathBuf::from(rooted)] {
            let Some(path) = within(&path) else { continue };
            for extension in ["", ".md", ".markdown", ".txt", ".html"] {
                let mut name = path.clone().into_os_string();
                name.push(extension);
                let id = crate::library::note_id(Path::new(&name));
                if let Some(found) = snapshot.summary(id)? {
                    return Ok(Some(found));
                }
            }
        }
        match self.resolve(rooted) {
            Ok(found) => Ok(Some(found)),
            Err(DeskError::UnknownNote { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// A path without `.` and `..`; `None` where it leaves the library.
fn within(path: &Path) -> Option<PathBuf> {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => tidy.push(name),
            Component::CurDir => {}
            Component::ParentDir if tidy.pop() => {}
            _ => return None,
        }
    }
    Some(tidy)
}

/// The characters behind `%XX`, as links in Markdown carry spaces and Chinese; what is no UTF-8
/// stays as written.
pub(super) fn decoded(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|_| first == b'%');
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| link.to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::desk::Setup;
    use crate::indicators::Settings;

    #[test]
    fn a_link_means_a_note_by_path_or_by_title() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("notes");
        fs::create_dir_all(library.join("2026")).unwrap();
        for (path, title) in [
            ("2026/a.md", "动量为何先倒"),
            ("2026/with space.md", "Space"),
            ("b.txt", "Twice"),
            ("2026/c.md", "Twice"),
        ] {
            let text = format!("---\ntitle: {title}\n---\n\nText of {path}.\n");
            fs::write(library.join(path), text).unwrap();
        }
        let desk = Desk::new(Setup {
            library: Some(library),
            home: folder.path().join("home"),
            today: date(2026, 2, 6),
            indicators: Settings::default(),
        });
        desk.index(&mut |_, _| {}).unwrap();
        let from = Path::new("2026/c.md");
        for (link, expected) in [
            ("a.md", Some("2026/a.md")),
            ("a", Some("2026/a.md")),
            ("./a.md#第一节", Some("2026/a.md")),
            ("../b.txt", Some("b.txt")),
            ("../b", Some("b.txt")),
            ("/2026/a.md", Some("2026/a.md")),
            ("2026/a", Some("2026/a.md")),
            ("with%20space.md", Some("2026/with space.md")),
            (
                "%E5%8A%A8%E9%87%8F%E4%B8%BA%E4%BD%95%E5%85%88%E5%80%92",
                Some("2026/a.md"),
            ),
            ("动量为何先倒", Some("2026/a.md")),
            ("../../b.txt", None),
            ("no such note", None),
            ("#here", None),
            ("", None),
        ] {
            let found = desk.note_of_link(from, link).unwrap();
            let path = found.map(|note| crate::library::relative_text(&note.path));
            assert_eq!(path.as_deref(), expected, "{link}");
        }
        assert!(matches!(
            desk.note_of_link(from, "Twice"),
            Err(DeskError::AmbiguousNote { .. })
        ));
    }

    #[test]
    fn escapes_are_read_and_half_ones_left() {
        for (written, expected) in [
            ("a%20b", "a b"),
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
            ("%ff", "%ff"),
            ("%E4%B8%AD", "中"),
            ("中%", "中%"),
        ] {
            assert_eq!(decoded(written), expected);
        }
    }
}
