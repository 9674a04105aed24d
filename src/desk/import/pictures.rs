//! Pictures beside a note, in a folder of its name: `2026-02-05-flow.files/1-chart.png`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::fetch::{self, Fetcher, Limits};
use crate::library::import::{Folder, picture_name};
use crate::model::PassageKind;

use super::writing::Arrived;
use super::{Import, Imported};
use crate::desk::DeskError;

/// Pictures of one note at most.
const MOST: usize = 50;

/// Bytes of one picture at most.
const MAX_BYTES: u64 = 10_000_000;

/// The first bytes of the kinds of pictures that are kept, with the ending of each. SVG is not: it
/// is a program as much as a picture.
const KINDS: [(&[u8], &str); 6] = [
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
    (b"BM", "bmp"),
    (b"\0\0\0", "avif"),
];

impl Import<'_> {
    /// Copies the pictures of a note beside it and points the note to the copies. One that cannot be
    /// had stays a link, with a notice.
    pub(super) fn pictures(
        &mut self,
        arrived: &mut Arrived,
        note_path: &Path,
        imported: &mut Imported,
    ) -> Result<(), DeskError> {
        let stem = note_path.file_stem().unwrap_or_default().to_string_lossy();
        let beside = format!("{stem}.files");
        let mut had: Vec<(String, String)> = Vec::new();
        for passage in &mut arrived.note.passages {
            let PassageKind::Image(target) = &mut passage.kind else {
                continue;
            };
            if let Some((_, copy)) = had.iter().find(|(known, _)| known == target) {
                target.clone_from(copy);
                continue;
            }
            if had.len() == MOST {
                let said = format!("only the first {MOST} pictures were copied");
                imported.notices.push(said);
                break;
            }
            let picture = match self.picture(target, arrived.local) {
                Ok(picture) => picture,
                Err(reason) => {
                    imported.notices.push(format!("{reason}; it stays a link"));
                    continue;
                }
            };
            let name = picture_name(had.len() + 1, target, picture.ending);
            if !self.options.dry_run {
                let folder = Folder::open(&note_path.with_file_name(&beside))?;
                let path = folder.path().join(&name);
                folder.replace(&path, &picture.bytes)?;
            }
            let copy = format!("{beside}/{name}");
            had.push((std::mem::replace(target, copy.clone()), copy));
        }
        imported.pictures = had.len();
        Ok(())
    }

    fn picture(&self, target: &str, local: Option<&Path>) -> Result<Picture, String> {
        let bytes = if fetch::is_address(target) {
            let limits = Limits {
                time: Duration::from_secs(20),
                bytes: MAX_BYTES,
                ..Limits::default()
            };
            let fetcher = Fetcher::new(limits, self.options.reach);
            let fetched = fetcher.get_file(target);
            fetched.map_err(|error| error.to_string())?.bytes
        } else {
            let folder = local.and_then(Path::parent);
            let folder = folder.ok_or_else(|| format!("{target} is nowhere"))?;
            read(&folder.join(target)).map_err(|reason| format!("{target} {reason}"))?
        };
        let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
        match known {
            Some((_, ending)) => Ok(Picture { bytes, ending }),
            None => Err(format!("{target} is no picture of a kind that is kept")),
        }
    }
}

struct Picture {
    bytes: Vec<u8>,
    ending: &'static str,
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("cannot be read: {}", error.kind());
    let metadata = fs::metadata(path).map_err(cannot)?;
    if !metadata.is_file() {
        return Err("is no file".to_owned());
    }
    if metadata.len() > MAX_BYTES {
        return Err(format!("is larger than {} MB", MAX_BYTES / 1_000_000));
    }
    fs::read(path).map_err(cannot)
}
