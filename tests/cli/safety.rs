//! An index that is stopped while it is written: killed at any moment, or out of room.

#![cfg(target_os = "linux")]

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::mem::MaybeUninit;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};
use tapereader::lexicon::Lexicon;
use tapereader::model::NoteId;
use tapereader::search::{FileStamp, SearchIndex};

use crate::desk::{Desk, Ran, copy};

/// Processes that are killed, over all threads.
const KILLS: usize = 100;

/// Threads that each kill their share.
const THREADS: usize = 4;

type Stamps = HashMap<NoteId, FileStamp>;

/// A library whose index is behind: of its notes some are new, some changed, one is gone.
struct Behind {
    desk: Desk,
    folder: PathBuf,
    before: Stamps,
    after: Stamps,
    /// How often an indexing that nobody stops touches the index's files.
    touches: usize,
}

impl Behind {
    fn new() -> Self {
        let desk = Desk::empty();
        let write = |number: usize, text: &str| {
            desk.write(&format!("notes/{number}.md"), text.as_bytes());
        };
        (0..12).for_each(|number| write(number, "Dealers are short gamma.\n"));
        desk.tape(&["index"]).answer();
        copy(&desk.path("home"), &desk.path("base"));
        let mut folders = fs::read_dir(desk.path("home/search")).unwrap();
        let folder = folders.next().unwrap().unwrap().path();
        let before = stamps(&folder);
        (6..20).for_each(|number| write(number, "做市商做空伽马，尾盘越跌越卖。\n"));
        fs::remove_file(desk.path("notes/0.md")).unwrap();
        let mut behind = Self {
            desk,
            folder,
            before,
            after: Stamps::new(),
            touches: 0,
        };
        behind.touches = behind.index_until(usize::MAX);
        behind.after = stamps(&behind.folder);
        assert_eq!(behind.after.len(), 19);
        assert_ne!(behind.after, behind.before);
        behind
    }

    /// Puts the old index back and indexes, killing the process when it has touched the index's
    /// files so often. Returns how often it had.
    fn index_until(&self, touches: usize) -> usize {
        fs::remove_dir_all(self.desk.path("home")).unwrap();
        copy(&self.desk.path("base"), &self.desk.path("home"));
        let events = inotify::init(CreateFlags::NONBLOCK).unwrap();
        let flags = WatchFlags::CREATE
            | WatchFlags::MODIFY
            | WatchFlags::DELETE
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::MOVE;
        inotify::add_watch(&events, &self.folder, flags).unwrap();
        let library = self.desk.path("notes");
        let mut command = self.desk.binary();
        command.arg("--library").arg(library).args(["index", "-q"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let mut buffer = [const { MaybeUninit::uninit() }; 4096];
        let mut touched = 0;
        while touched < touches {
            let mut fds = [
                PollFd::new(&events, PollFlags::IN),
                PollFd::new(&stdout, PollFlags::IN),
            ];
            poll(&mut fds, None).unwrap();
            // Its end: what it still did is read below.
            if fds[1].revents().contains(PollFlags::HUP) {
                break;
            }
            let mut reader = Reader::new(&events, &mut buffer);
            while touched < touches && reader.next().is_ok() {
                touched += 1;
            }
        }
        if touched >= touches {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
        }
        let mut rest = Vec::new();
        stdout.read_to_end(&mut rest).unwrap();
        child.wait().unwrap();
        let mut reader = Reader::new(&events, &mut buffer);
        while reader.next().is_ok() {
            touched += 1;
        }
        touched
    }
}

/// What the index says of files, opened without bringing it up to date.
fn stamps(folder: &Path) -> Stamps {
    let opened = SearchIndex::open_to_list(folder, Lexicon::built_in_fingerprint()).unwrap();
    assert_eq!(opened.notice, None, "the index is not as it was left");
    opened.index.snapshot().stamps().unwrap()
}

fn was_interrupted(folder: &Path) -> bool {
    let opened = SearchIndex::open_to_list(folder, Lexicon::built_in_fingerprint()).unwrap();
    opened.index.was_interrupted()
}

/// What became of the kills.
#[derive(Debug, Default)]
struct Tally {
    before: usize,
    after: usize,
    told: usize,
}

fn kill(seed: u64, kills: usize) -> Tally {
    let behind = Behind::new();
    let mut random = seed;
    let mut tally = Tally::default();
    for _ in 0..kills {
        // Xorshift: Marsaglia 2003.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        behind.index_until(random as usize % (behind.touches + 2));
        let found = stamps(&behind.folder);
        if found == behind.after {
            tally.after += 1;
        } else {
            assert_eq!(found, behind.before, "neither as before nor as after");
            tally.before += 1;
        }
        if was_interrupted(&behind.folder) && tally.told < 2 {
            tally.told += 1;
            let ran = behind.desk.tape(&["index"]);
            let which = if found == behind.after {
                "stopped at its end: the index is whole"
            } else {
                "stood as before it"
            };
            assert!(ran.stderr.contains(which), "{ran:?}");
            assert_eq!(stamps(&behind.folder), behind.after);
            behind.desk.tape(&["index"]).answer();
        }
    }
    tally
}

#[test]
fn killed_at_any_moment_the_index_opens_as_before_or_as_after() {
    let threads: Vec<_> = (1..=THREADS as u64)
        .map(|seed| thread::spawn(move || kill(seed << 32 | 0x9e37, KILLS / THREADS)))
        .collect();
    let mut all = Tally::default();
    for thread in threads {
        let one = thread.join().unwrap();
        all.before += one.before;
        all.after += one.after;
        all.told += one.told;
    }
    assert_eq!(all.before + all.after, KILLS);
    assert!(all.before > KILLS / 10 && all.told > 0, "{all:?}");
}

/// Runs the binary where no file may grow beyond so many bytes, as on a full disk.
fn without_room(desk: &Desk, bytes: usize, words: &[&str]) -> Ran {
    // A shell sets the limit, which is inherited; the signal is ignored, so that writing fails.
    let script = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"",
        bytes / 512
    );
    let tape = desk.binary();
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", &script]).arg(tape.get_program());
    shell.arg("--library").arg(desk.path("notes")).args(words);
    shell.env_clear().current_dir(desk.path("here"));
    let variables = tape.get_envs();
    shell.envs(variables.filter_map(|(name, value)| Some((name, value?))));
    desk.finish(&mut shell)
}

#[test]
fn without_room_nothing_is_lost_and_the_place_is_named() {
    let desk = Desk::of(&[("old.md", "Dealers are short gamma.\n")]);
    desk.tape(&["index"]).answer();
    // More than fits into a file of 16 KB.
    let words: Vec<String> = (0..20_000).map(|number| format!("w{number}")).collect();
    let words = words.join(" ");
    for number in 0..4 {
        desk.write(&format!("notes/new{number}.md"), words.as_bytes());
    }
    let failed = without_room(&desk, 16_384, &["index"]).complaint();
    let named = "no room for the search index in [DIR]/home/search/";
    assert!(
        failed.contains(named) && failed.contains("--home"),
        "{failed}"
    );
    let found = without_room(&desk, 16_384, &["search", "short", "gamma"]);
    assert_eq!(found.code, 0, "{found:?}");
    assert!(
        found.stdout.contains("Dealers are short gamma."),
        "{found:?}"
    );
    assert!(found.stderr.contains(named), "{found:?}");
    let after = desk.tape(&["index"]);
    assert!(after.stdout.contains("5 notes; 4 files read"), "{after:?}");
    assert!(after.stderr.contains("was stopped"), "{after:?}");
    assert_eq!(desk.tape(&["index"]).stderr, "");
}

#[test]
fn who_waits_for_another_says_so_and_goes_on_when_it_ends() {
    let desk = Desk::of(&[("old.md", "Dealers are short gamma.\n")]);
    desk.tape(&["index"]).answer();
    let mut folders = fs::read_dir(desk.path("home/search")).unwrap();
    let lock = folders.next().unwrap().unwrap().path();
    let lock = fs::File::open(lock.join(".tantivy-writer.lock")).unwrap();
    lock.lock().unwrap();
    desk.write("notes/new.md", "尾盘。\n".as_bytes());
    let reads = desk.tape(&["notes"]);
    assert!(reads.stderr.contains("another tape"), "{reads:?}");
    assert_eq!(
        (reads.code, reads.stdout.lines().count()),
        (0, 1),
        "readers never wait"
    );
    let mut command = desk.binary();
    command
        .arg("--library")
        .arg(desk.path("notes"))
        .arg("index");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut writer = command.spawn().unwrap();
    let mut told = [0; 256];
    let count = writer.stderr.as_mut().unwrap().read(&mut told).unwrap();
    let told = String::from_utf8_lossy(&told[..count]).into_owned();
    assert!(told.contains("waiting for it to end"), "{told}");
    // As the system does with the lock of a process that is killed.
    drop(lock);
    let ended = writer.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let stdout = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(stdout.contains("2 notes; 1 file read"), "{stdout}");
}
