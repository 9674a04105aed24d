//! Changes as Linux tells them: inotify(7), one watch a folder.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;

use super::looking::Looking;
use super::mounts::Mounts;
use super::noted::{is_hidden, is_noted};
use super::{Seen, Unwatched};
use crate::library::scan::{Folder, folders};
use crate::model::Changed;

/// Bytes read at once; an event of a short name takes about 48.
const BUFFER: usize = 64 * 1024;

/// Events taken at once, about: a flood is told while it lasts.
const BATCH: usize = 4_096;

/// Where one of the library's folders is watched.
struct Watched {
    /// Below the library; empty for the library itself.
    path: PathBuf,
    /// It is reached by a link, so what it holds may be read elsewhere.
    is_linked: bool,
}

/// A library whose folders the system watches.
pub(super) struct Events {
    root: PathBuf,
    except: PathBuf,
    system: OwnedFd,
    buffer: Vec<MaybeUninit<u8>>,
    watched: HashMap<i32, Watched>,
    by_path: BTreeMap<PathBuf, i32>,
    /// Walks what the system does not tell of.
    looking: Option<Looking>,
}

/// What one event says.
struct Event {
    folder: i32,
    what: ReadFlags,
    name: Option<PathBuf>,
}

impl Events {
    /// Watches every folder that the library's walk enters.
    pub(super) fn new(root: &Path, except: &Path) -> Result<Self, Unwatched> {
        let flags = CreateFlags::CLOEXEC | CreateFlags::NONBLOCK;
        let system = inotify::init(flags).map_err(refused)?;
        let mut events = Self {
            root: root.to_owned(),
            except: except.to_owned(),
            system,
            buffer: vec![MaybeUninit::uninit(); BUFFER],
            watched: HashMap::new(),
            by_path: BTreeMap::new(),
            looking: None,
        };
        events.watch_below(Path::new(""))?;
        Ok(events)
    }

    /// Whether parts of the library have to be walked.
    pub(super) const fn is_partly_blind(&self) -> bool {
        self.looking.is_some()
    }

    /// What is seen next, at latest by `until`.
    pub(super) fn next(&mut self, until: Option<Instant>) -> Seen {
        loop {
            let look = self.looking.as_ref().map(Looking::due);
            let by = [until, look].into_iter().flatten().min();
            if self.is_told(by)
                && let Some(seen) = self.take()
            {
                return seen;
            }
            let now = Instant::now();
            if let Some(looking) = self.looking.as_mut().filter(|at| at.due() <= now)
                && looking.look()
            {
                return Seen::Change(Changed::Everything);
            }
            if until.is_some_and(|until| until <= now) {
                return Seen::Nothing;
            }
        }
    }

    /// Waits for events; false where there are none in time.
    fn is_told(&self, by: Option<Instant>) -> bool {
        let rest = by.map(|by| by.saturating_duration_since(Instant::now()));
        let rest = rest.map(timespec);
        let mut fds = [PollFd::new(&self.system, PollFlags::IN)];
        poll(&mut fds, rest.as_ref()).is_ok_and(|ready| ready > 0)
    }

    /// Takes all events that wait; `None` where none of them matters.
    fn take(&mut self) -> Option<Seen> {
        let mut changed: Option<Changed> = None;
        for event in self.read() {
            if self.is_end(&event) {
                return Some(Seen::Gone);
            }
            if let Some(more) = self.meaning(event) {
                match &mut changed {
                    Some(changed) => changed.join(more),
                    None => changed = Some(more),
                }
            }
        }
        changed.map(Seen::Change)
    }

    fn read(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut reader = Reader::new(&self.system, &mut self.buffer);
        // Ends with `WOULDBLOCK` where all were read; whatever else ends it comes again.
        while let Ok(event) = reader.next() {
            let name = event.file_name();
            events.push(Event {
                folder: event.wd(),
                what: event.events(),
                name: name.map(|name| PathBuf::from(OsStr::from_bytes(name.to_bytes()))),
            });
            if reader.is_buffer_empty() && events.len() >= BATCH {
                break;
            }
        }
        events
    }

    /// The library itself was deleted, moved or unmounted.
    fn is_end(&self, event: &Event) -> bool {
        let ends = ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
        let folder = self.watched.get(&event.folder);
        event.what.intersects(ends) && folder.is_some_and(|at| at.path.as_os_str().is_empty())
    }

    fn meaning(&mut self, event: Event) -> Option<Changed> {
        if event.what.contains(ReadFlags::QUEUE_OVERFLOW) {
            // Folders may have come and gone untold.
            return Some(self.rewatch(Path::new("")));
        }
        if event.what.contains(ReadFlags::IGNORED) {
            if let Some(gone) = self.watched.remove(&event.folder) {
                self.by_path.remove(&gone.path);
            }
            return None;
        }
        let folder = self.watched.get(&event.folder)?;
        let name = event.name?;
        if is_hidden(&name) {
            return None;
        }
        let path = folder.path.join(&name);
        let is_linked = folder.is_linked;
        let has_come = event
            .what
            .intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO);
        let has_gone = event
            .what
            .intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM);
        if event.what.contains(ReadFlags::ISDIR) {
            if has_gone {
                self.forget(&path);
            }
            return match (has_come, has_gone) {
                (true, _) => Some(self.rewatch(&path)),
                (false, true) => Some(Changed::Everything),
                (false, false) => None,
            };
        }
        let is_link = has_come && self.root.join(&path).is_symlink();
        if is_link || self.by_path.contains_key(&path) {
            self.forget(&path);
            return Some(self.rewatch(&path));
        }
        if !is_noted(&name) {
            return None;
        }
        Some(if is_linked {
            Changed::Everything
        } else {
            Changed::file(path)
        })
    }

    /// Watches what is new below a folder. Where that fails, walking takes over.
    fn rewatch(&mut self, folder: &Path) -> Changed {
        if self.watch_below(folder).is_err() {
            self.look();
        }
        Changed::Everything
    }

    fn watch_below(&mut self, folder: &Path) -> Result<(), Unwatched> {
        let found = folders(&self.root, folder);
        let mounts = Mounts::of_machine();
        let outside = found.folders.iter().filter(|found| found.is_linked);
        let outside = outside.map(|found| self.root.join(&found.path));
        let mut own = outside.chain([self.root.join(folder)]);
        let is_silent = own.any(|path| {
            let path = path.canonicalize().unwrap_or(path);
            mounts.is_silent(&path)
        });
        if is_silent || found.has_linked_files {
            self.look();
        }
        for found in found.folders {
            self.watch(found)?;
        }
        Ok(())
    }

    fn watch(&mut self, folder: Folder) -> Result<(), Unwatched> {
        let path = self.root.join(&folder.path);
        if path.starts_with(&self.except) && !self.root.starts_with(&self.except) {
            return Ok(());
        }
        let flags = WatchFlags::CLOSE_WRITE
            | WatchFlags::MODIFY
            | WatchFlags::ATTRIB
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVED_FROM
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let number = match inotify::add_watch(&self.system, &path, flags) {
            Ok(number) => number,
            Err(Errno::NOSPC) => return Err(Unwatched::Limit),
            // Gone meanwhile, or not to be listed, as the walk says too.
            Err(_) if !folder.path.as_os_str().is_empty() => return Ok(()),
            Err(error) => return Err(refused(error)),
        };
        self.by_path.insert(folder.path.clone(), number);
        let watched = Watched {
            path: folder.path,
            is_linked: folder.is_linked,
        };
        self.watched.insert(number, watched);
        Ok(())
    }

    /// Watches a folder no longer, nor what is below it.
    fn forget(&mut self, folder: &Path) {
        let below = self.by_path.range(folder.to_owned()..);
        let below = below.take_while(|(path, _)| path.starts_with(folder));
        let below: Vec<(PathBuf, i32)> = below.map(|(path, at)| (path.clone(), *at)).collect();
        for (path, number) in below {
            self.by_path.remove(&path);
            self.watched.remove(&number);
            // Nothing is watched any more where the folder is gone.
            inotify::remove_watch(&self.system, number).ok();
        }
    }

    fn look(&mut self) {
        if self.looking.is_none() {
            self.looking = Some(Looking::new(&self.root));
        }
    }
}

fn timespec(time: Duration) -> Timespec {
    Timespec {
        tv_sec: time.as_secs() as i64,
        tv_nsec: time.subsec_nanos().into(),
    }
}

fn refused(error: Errno) -> Unwatched {
    match error {
        // inotify_init says so where the user has too many watchers open.
        Errno::NOSPC | Errno::MFILE => Unwatched::Limit,
        other => Unwatched::Refused(io::Error::from(other).kind()),
    }
}
