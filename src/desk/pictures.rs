//! The pictures of a note that lie on this machine: which file a passage means, and how large it is.
//!
//! A path is looked for from the note on and from the library's root, and has to end below the
//! library, symbolic links followed; one given as absolute (`/…`, `file://…`) may lie elsewhere.
//! Whatever has another scheme is not looked for, and nothing is fetched. Sizes are those of the
//! time when the note was opened.

use std::path::{Path, PathBuf};

use crate::model::{Note, PassageKind, Picture, PictureFault, PictureFile};
use crate::picture;

use super::link::decoded;
use super::{Desk, DeskError};

/// Pictures measured of one note; the rest of a gallery stays a list of names.
const MOST: usize = 500;

impl Desk {
    /// The pictures of a note at a path below the library; none where they are not wanted.
    pub(super) fn pictures(&self, path: &Path, note: &Note) -> Result<Vec<Picture>, DeskError> {
        if !self.measures_pictures {
            return Ok(Vec::new());
        }
        let root = self.root()?;
        let folder = root.join(path.parent().unwrap_or(Path::new("")));
        let passages = note.passages.iter().enumerate();
        let images = passages.filter_map(|(passage, at)| match &at.kind {
            PassageKind::Image(target) => Some((passage, on_disk(target)?)),
            _ => None,
        });
        let picture = |(passage, path): (usize, PathBuf)| Picture {
            passage,
            file: find(&root, &folder, &path).and_then(measured),
        };
        Ok(images.take(MOST).map(picture).collect())
    }
}

/// The path that a target writes; `None` for what lies elsewhere than on a disk.
fn on_disk(target: &str) -> Option<PathBuf> {
    let target = target.trim();
    let path = match target.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => {
            let rest = rest.strip_prefix("//localhost").unwrap_or(rest);
            let path = rest.strip_prefix("//").unwrap_or(rest);
            // `file://server/…` is another machine's.
            path.starts_with('/').then_some(path)?
        }
        // One letter is a drive.
        Some((scheme, _)) if scheme.len() > 1 && is_scheme(scheme) => return None,
        // So is `//server/…`, whose scheme is that of a page.
        _ if target.is_empty() || target.starts_with("//") => return None,
        _ => target,
    };
    Some(PathBuf::from(decoded(path)))
}

fn is_scheme(text: &str) -> bool {
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_of_scheme)
}

/// The file itself, without links on the way to it.
fn find(root: &Path, folder: &Path, path: &Path) -> Result<PathBuf, PictureFault> {
    let root = root.canonicalize().map_err(|_| PictureFault::Missing)?;
    let rooted = path.strip_prefix("/").unwrap_or(path);
    let mut fault = PictureFault::Missing;
    for candidate in [folder.join(path), root.join(rooted)] {
        match candidate.canonicalize() {
            Ok(found) if path.is_absolute() || found.starts_with(&root) => return Ok(found),
            Ok(_) => fault = PictureFault::Outside,
            Err(_) => {}
        }
    }
    Err(fault)
}

fn measured(path: PathBuf) -> Result<PictureFile, PictureFault> {
    let (width, height) = picture::measure(&path)?;
    Ok(PictureFile {
        path: path.into(),
        width,
        height,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::desk::Setup;
    use crate::indicators::Settings;
    use crate::picture::fixture::{claim, quarters};

    #[test]
    fn only_paths_are_on_disk() {
        for (target, expected) in [
            ("a.png", Some("a.png")),
            ("../img/a%20b.png", Some("../img/a b.png")),
            ("曲线.png", Some("曲线.png")),
            ("/srv/a.png", Some("/srv/a.png")),
            ("file:///srv/a.png", Some("/srv/a.png")),
            ("FILE://localhost/srv/a.png", Some("/srv/a.png")),
            ("c:/charts/a.png", Some("c:/charts/a.png")),
            ("图 1：走势.png", Some("图 1：走势.png")),
            ("file://server/a.png", None),
            ("https://example.com/a.png", None),
            ("HTTP://example.com/a.png", None),
            ("//example.com/a.png", None),
            ("data:image/png;base64,AAAA", None),
            ("ftp://example.com/a.png", None),
            ("", None),
        ] {
            assert_eq!(on_disk(target), expected.map(PathBuf::from), "{target}");
        }
    }

    /// A library with pictures in it and beside it, and the faults or sizes of a note's pictures.
    fn faults(targets: &[&str], wanted: bool) -> Vec<Result<(u32, u32), PictureFault>> {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("notes");
        fs::create_dir_all(library.join("2026/img")).unwrap();
        quarters(&library.join("2026/img/in.png"), 8, 6);
        quarters(&library.join("root.png"), 4, 2);
        quarters(&folder.path().join("out.png"), 2, 2);
        fs::write(library.join("bomb.png"), claim(90_000, 90_000)).unwrap();
        fs::write(library.join("text.png"), "no picture").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("out.png"), library.join("link.png"))
            .unwrap();
        let outside = folder.path().join("out.png");
        let images = targets.iter().map(|target| match *target {
            "ABSOLUTE" => format!("![x](<{}>)\n\n", outside.display()),
            target => format!("![x](<{target}>)\n\n"),
        });
        let text: String = std::iter::once("A chart.\n\n".to_owned())
            .chain(images)
            .collect();
        fs::write(library.join("2026/a.md"), text).unwrap();
        let desk = Desk::new(Setup {
            library: Some(library),
            home: folder.path().join("home"),
            today: date(2026, 2, 6),
            indicators: Settings::default(),
        });
        let desk = if wanted {
            desk.measuring_pictures()
        } else {
            desk
        };
        let document = desk.open_path(Path::new("2026/a.md")).unwrap();
        let size = |file: PictureFile| (file.width, file.height);
        let pictures = document.pictures.iter();
        pictures.map(|at| at.file.clone().map(size)).collect()
    }

    #[test]
    fn pictures_are_found_from_the_note_and_the_root_and_nowhere_else() {
        for (target, expected) in [
            ("img/in.png", Ok((8, 6))),
            ("./img/../img/in.png", Ok((8, 6))),
            ("../root.png", Ok((4, 2))),
            ("root.png", Ok((4, 2))),
            ("/root.png", Ok((4, 2))),
            ("ABSOLUTE", Ok((2, 2))),
            ("../../out.png", Err(PictureFault::Outside)),
            ("none.png", Err(PictureFault::Missing)),
            ("../bomb.png", Err(PictureFault::TooLarge)),
            ("../text.png", Err(PictureFault::Unreadable)),
            ("img", Err(PictureFault::Unreadable)),
            #[cfg(unix)]
            ("../link.png", Err(PictureFault::Outside)),
        ] {
            assert_eq!(faults(&[target], true), [expected], "{target}");
        }
    }

    #[test]
    fn remote_pictures_are_not_looked_for() {
        let targets = ["https://example.com/a.png", "img/in.png"];
        assert_eq!(faults(&targets, true), [Ok((8, 6))]);
    }

    #[test]
    fn none_are_measured_unless_they_are_wanted() {
        assert_eq!(faults(&["img/in.png"], false), []);
    }
}
