//! Tells when files of a library were changed by another program.
//!
//! On Linux the system tells (inotify), and nothing is done until it does. Where it cannot tell
//! (file systems of other machines, files behind links, more folders than may be watched) and on
//! other systems the library is walked again and again, so seldom that it takes a fiftieth of one
//! core. What happens within a moment is told together: an editor writes a file in four steps, a
//! checkout thousands of files.
//!
//! What it does not do: it reads no file and does not say what a change was. Names that no note
//! has (`.a.md.swp`, `4913`, `a.md~`) are passed over, so that an editor's own files cause no work.

#[cfg(target_os = "linux")]
mod events;
mod looking;
#[cfg(target_os = "linux")]
mod mounts;
mod noted;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::model::Changed;

#[cfg(target_os = "linux")]
use events::Events;
use looking::Looking;

/// What changed is told once nothing more has happened for this long.
const QUIET: Duration = Duration::from_millis(100);

/// What changed is told at latest this long after the first of it.
const LONGEST: Duration = Duration::from_millis(600);

/// How often a library that is gone is looked for.
const RETURN: Duration = Duration::from_secs(1);

/// Watches one library.
pub struct Watcher {
    root: PathBuf,
    except: PathBuf,
    source: Source,
    /// The library itself went away; it is looked for from then on.
    is_gone: bool,
}

/// How changes are noticed.
enum Source {
    #[cfg(target_os = "linux")]
    Events(Box<Events>),
    Looking(Looking),
}

/// Why the library is walked again and again instead of being told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwatched {
    /// The user may have no more folders watched.
    Limit,
    /// The system refused.
    Refused(io::ErrorKind),
    /// The system tells of nothing on all or some of these folders.
    Silent,
}

impl fmt::Display for Unwatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit => f.write_str(
                "more folders than the system watches for you: raise fs.inotify.max_user_watches; \
                 until then the library is looked through from time to time",
            ),
            Self::Refused(kind) => write!(
                f,
                "the system does not watch the library ({kind}); it is looked through from time to time"
            ),
            Self::Silent => f.write_str(
                "the system tells of no changes in the library; it is looked through from time to time",
            ),
        }
    }
}

/// What a source saw.
#[derive(Debug)]
enum Seen {
    /// Something changed.
    Change(Changed),
    /// The library itself is gone.
    Gone,
    /// Nothing until the time asked for.
    Nothing,
}

impl Watcher {
    /// Begins to watch the library at `root`, but for what lies below `except`: the reader's own
    /// files, where they are kept in the library.
    ///
    /// From its return on nothing is missed.
    #[must_use]
    pub fn new(root: &Path, except: &Path) -> (Self, Option<Unwatched>) {
        let (source, why) = Source::new(root, except);
        let watcher = Self {
            root: root.to_owned(),
            except: except.to_owned(),
            source,
            is_gone: false,
        };
        (watcher, why)
    }

    /// Waits until something changes and then until it is quiet again, but not for long.
    pub fn wait(&mut self) -> Changed {
        if self.is_gone {
            self.wait_for_return();
            return Changed::Everything;
        }
        let mut gathered: Option<(Changed, Instant)> = None;
        loop {
            let due = gathered.as_ref().map(|(_, latest)| {
                let quiet = Instant::now() + QUIET;
                quiet.min(*latest)
            });
            match (self.source.next(due), &mut gathered) {
                (Seen::Change(changed), Some((all, latest))) => {
                    all.join(changed);
                    if Instant::now() >= *latest {
                        return gathered.map_or(Changed::Everything, |(all, _)| all);
                    }
                }
                (Seen::Change(changed), none) => {
                    *none = Some((changed, Instant::now() + LONGEST));
                }
                (Seen::Gone, _) => {
                    self.is_gone = true;
                    return Changed::Everything;
                }
                (Seen::Nothing, Some(_)) => {
                    return gathered.map_or(Changed::Everything, |(all, _)| all);
                }
                (Seen::Nothing, None) => {}
            }
        }
    }

    fn wait_for_return(&mut self) {
        while !self.root.is_dir() {
            thread::sleep(RETURN);
        }
        self.source = Source::new(&self.root, &self.except).0;
        self.is_gone = false;
    }
}

impl Source {
    #[cfg(target_os = "linux")]
    fn new(root: &Path, except: &Path) -> (Self, Option<Unwatched>) {
        match Events::new(root, except) {
            Ok(events) => {
                let why = events.is_partly_blind().then_some(Unwatched::Silent);
                (Self::Events(Box::new(events)), why)
            }
            Err(why) => (Self::Looking(Looking::new(root)), Some(why)),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn new(root: &Path, _except: &Path) -> (Self, Option<Unwatched>) {
        (Self::Looking(Looking::new(root)), Some(Unwatched::Silent))
    }

    /// What is seen next, at latest by `until`.
    fn next(&mut self, until: Option<Instant>) -> Seen {
        match self {
            #[cfg(target_os = "linux")]
            Self::Events(events) => events.next(until),
            Self::Looking(looking) => looking.next(until),
        }
    }
}

#[cfg(test)]
mod tests;
