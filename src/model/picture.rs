//! The pictures of a note that lie on this machine, as far as setting them in rows needs it.

use std::path::Path;
use std::sync::Arc;

/// A picture on disk that a passage of a note shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Index of the passage.
    pub passage: usize,
    /// The file, or why it cannot be drawn.
    pub file: Result<PictureFile, PictureFault>,
}

/// A picture's file that was found and measured, but not read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureFile {
    /// Absolute, without symbolic links.
    pub path: Arc<Path>,
    /// Pixels across; at least 1.
    pub width: u32,
    /// Pixels down; at least 1.
    pub height: u32,
}

/// Why a picture cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// There is no such file.
    #[error("not there")]
    Missing,
    /// The way to it leads out of the library.
    #[error("outside of the library")]
    Outside,
    /// It has more bytes or pixels than are read.
    #[error("too large to be drawn")]
    TooLarge,
    /// It is damaged, or no PNG, JPEG, GIF or WebP.
    #[error("damaged, or no picture that can be drawn")]
    Unreadable,
}
