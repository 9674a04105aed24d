//! Notes on disk: which files of a folder are notes, what changed since last time, and one note read.
//!
//! A library stays exactly its user's own: nothing here writes but [`import`], which is asked to. Every file below the root is a
//! candidate or is named with the reason it is not; hidden folders (`.git`, `.obsidian`) are the
//! one thing passed over in silence. Links are followed when they lead out of the library, so a
//! folder of links works, and are named when they lead back into it, so no note stands twice and
//! no circle is walked.
//!
//! [`watch`] tells when another program changes a file.
//!
//! What it does not do: it does not index, and keeps no state. Parsing is
//! [`crate::note`]'s.

mod changes;
pub mod import;
mod load;
mod path;
mod reason;
mod scan;
mod stamp;
pub mod watch;

pub use changes::{Changes, Pending, changes};
pub use load::{Loaded, Reread, read, read_beginning, read_if_changed, stamp, stamp_of_content};
pub use path::{note_id, relative_text};
pub use reason::{LibraryError, RejectReason, Rejected};
pub use scan::{Found, MAX_BYTES, Scan, scan, scan_files};
pub use stamp::{Known, Stamp};
