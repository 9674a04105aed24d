//! Whole processes: the size of the binary, its first frame in a pseudo-terminal, its memory.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::harness::{Budget, Suite};
use crate::library::Library;

const TAPE: &str = env!("CARGO_BIN_EXE_tape");

/// Longer than anything here takes, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(1);

/// Megabytes of the release binary.
pub(crate) fn size(suite: &Suite) -> anyhow::Result<()> {
    let bytes = fs::metadata(TAPE)?.len();
    suite.number(
        "size: release binary",
        Budget::AtMost(40.0),
        bytes as f64 / 1e6,
        "MB",
    )
}

/// From the start of the process to its first byte, and to the frame that shows the library;
/// then the memory of a reader that has indexed it.
pub(crate) fn start(suite: &Suite) -> anyhow::Result<()> {
    let count = suite.size(10_000, 100);
    let library = Library::of(count)?;
    library.desk().index(&mut |_, _| {})?;
    let group = format!("start {count}");
    first_frames(suite, &group, &library, suite.size(60, 1))?;
    memory(suite, &group, &library)
}

/// Starts a reader over a library that is indexed a number of times.
pub(crate) fn first_frames(
    suite: &Suite,
    group: &str,
    library: &Library,
    runs: usize,
) -> anyhow::Result<()> {
    let (mut first, mut listed) = (Vec::new(), Vec::new());
    for run in 0..runs {
        let started = Instant::now();
        let mut reader = Reader::start(library, &[("TAPE_FIRST_FRAME", "1")])?;
        let byte = reader.wait_for("")? - started;
        let frame = reader.wait_for(Library::NEWEST)? - started;
        reader.child.wait()?;
        if run >= runs / 12 {
            first.push(byte);
            listed.push(frame);
        }
    }
    let name = format!("{group}: process to first frame");
    suite.times(&name, Budget::AtMost(10.0), first)?;
    let name = format!("{group}: process to first frame with the list");
    suite.times(&name, Budget::AtMost(10.0), listed)
}

/// Megabytes of a reader that shows a library, where the system tells.
pub(crate) fn memory(suite: &Suite, group: &str, library: &Library) -> anyhow::Result<()> {
    let name = format!("{group}: memory of the reader");
    if !Path::new("/proc/self/status").exists() {
        return Suite::skip(&name, "this system does not tell");
    }
    let mut reader = Reader::start(library, &[])?;
    reader.wait_for(Library::NEWEST)?;
    // The search answers only when the index is open and its pages were read.
    reader.keys.write_all("s市场".as_bytes())?;
    reader.keys.flush()?;
    reader.wait_for("场")?;
    let id = reader.child.process_id().context("the reader has no id")?;
    let status = fs::read_to_string(format!("/proc/{id}/status"))?;
    for (kind, budget) in [("RssAnon", Budget::AtMost(150.0)), ("VmRSS", Budget::Open)] {
        let kilobytes = field(&status, kind).context("no such line in the status")?;
        suite.number(
            &format!("{name}, {kind}"),
            budget,
            kilobytes / 1024.0,
            "MiB",
        )?;
    }
    reader.child.kill()?;
    reader.child.wait()?;
    Ok(())
}

fn field(status: &str, name: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The reader in a pseudo-terminal.
struct Reader {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    painted: Receiver<(Instant, Vec<u8>)>,
    seen: Vec<u8>,
    /// When the last of what was seen arrived.
    at: Instant,
    _terminal: Box<dyn MasterPty + Send>,
}

impl Reader {
    fn start(library: &Library, environment: &[(&str, &str)]) -> anyhow::Result<Self> {
        let pair = native_pty_system().openpty(PtySize {
            rows: 40,
            cols: 120,
            ..PtySize::default()
        })?;
        let mut command = CommandBuilder::new(TAPE);
        command.args(["--lang", "en", "--home"]);
        command.arg(library.home());
        command.arg(library.notes());
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let mut bytes = pair.master.try_clone_reader()?;
        let keys = pair.master.take_writer()?;
        let (sender, painted) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            // The end of the process reads as an error on some systems, as no bytes on others.
            while let Ok(count @ 1..) = bytes.read(&mut buffer) {
                let read = buffer.get(..count).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), read)).is_err() {
                    return;
                }
            }
        });
        let child = pair.slave.spawn_command(command)?;
        Ok(Self {
            child,
            keys,
            painted,
            seen: Vec::new(),
            at: Instant::now(),
            _terminal: pair.master,
        })
    }

    /// When a text was painted; an empty one is there with the first byte.
    fn wait_for(&mut self, text: &str) -> anyhow::Result<Instant> {
        loop {
            let found = self
                .seen
                .windows(text.len().max(1))
                .any(|window| text.is_empty() || window == text.as_bytes());
            if found {
                return Ok(self.at);
            }
            let (at, bytes) = self
                .painted
                .recv_timeout(PATIENCE)
                .with_context(|| format!("{text:?} was not painted"))?;
            ensure!(!bytes.is_empty(), "nothing was read");
            self.seen.extend(bytes);
            self.at = at;
        }
    }
}
