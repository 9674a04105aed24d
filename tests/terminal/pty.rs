//! The reader in a pseudo-terminal: keys in, the screen as a person would see it out.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{Parser, Screen};

/// The binary under test.
pub(crate) const TAPE: &str = env!("CARGO_BIN_EXE_tape");

/// Longer than any step takes on a busy machine; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_mins(1);

/// The sample notes with a home of their own, gone when dropped.
pub(crate) struct Library {
    folder: TempDir,
    notes: PathBuf,
}

impl Library {
    /// The sample notes, indexed once for all tests; each test gets a copy of the index.
    pub(crate) fn sample() -> Self {
        let sample = sample();
        let folder = tempfile::tempdir().unwrap();
        copy(&sample.join("home"), &folder.path().join("home"));
        Self {
            folder,
            notes: sample.join("notes"),
        }
    }

    /// Notes written by the test, not indexed yet.
    pub(crate) fn of(notes: impl IntoIterator<Item = (String, String)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes");
        fs::create_dir(&path).unwrap();
        for (name, text) in notes {
            fs::write(path.join(name), text).unwrap();
        }
        Self {
            folder,
            notes: path,
        }
    }

    /// The folder of notes.
    pub(crate) fn notes(&self) -> &Path {
        &self.notes
    }

    /// Where the index is.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The command line of the reader over these notes.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let paths = [self.home(), self.notes.clone()];
        let [home, notes] = paths.map(|path| path.to_str().unwrap().to_owned());
        ["--lang", "en", "--theme", "dark", "--home"]
            .map(str::to_owned)
            .into_iter()
            .chain([home, notes])
            .collect()
    }
}

/// Notes and index that every test copies, made anew in each run of the tests.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<PathBuf> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
        // It is not there before the first run.
        let _ = fs::remove_dir_all(&folder);
        let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/notes");
        copy(&notes, &folder.join("notes"));
        // The second makes the demo market.
        for command in ["index", "panel realised-volatility"] {
            let done = std::process::Command::new(TAPE)
                .arg("--home")
                .arg(folder.join("home"))
                .arg("--library")
                .arg(folder.join("notes"))
                .args(command.split(' '))
                .output()
                .unwrap();
            assert!(done.status.success(), "{done:?}");
        }
        folder
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A process in a pseudo-terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    parser: Parser,
    /// Everything that was written to the terminal.
    pub(crate) written: Vec<u8>,
}

impl Terminal {
    /// Starts the reader at 120×40.
    pub(crate) fn start(library: &Library) -> Self {
        Self::run(TAPE, library.arguments())
    }

    /// Starts the reader and waits for the list and for the text of the newest note.
    pub(crate) fn reading() -> (Library, Self) {
        let library = Library::sample();
        let mut terminal = Self::start(&library);
        terminal.shows("31 newest first");
        terminal.shows("链上周报 · 罗亦航 · 2026-02-06");
        (library, terminal)
    }

    /// Starts any program at 120×40.
    pub(crate) fn run(program: &str, arguments: impl IntoIterator<Item = String>) -> Self {
        let size = size(120, 40);
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        // Sequences would be wrapped for it.
        command.env_remove("TMUX");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            // The end of the process reads as an error on some systems, as no bytes on others.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let child = pair.slave.spawn_command(command).unwrap();
        Self {
            child,
            master: pair.master,
            keys,
            bytes,
            parser: Parser::new(cells(size.rows), cells(size.cols), 0),
            written: Vec::new(),
        }
    }

    /// Types.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Types, then waits until the screen shows a text.
    pub(crate) fn press(&mut self, keys: &str, expected: &str) {
        self.keys(keys);
        self.shows(expected);
    }

    /// The screen as of what was read so far.
    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// The text of the screen.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Waits until the screen shows a text.
    pub(crate) fn shows(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen no longer shows a text.
    pub(crate) fn hides(&mut self, text: &str) {
        let what = format!("no {text}");
        self.until(&what, |screen| !screen.contents().contains(text));
    }

    /// Waits until the screen is as it should be.
    pub(crate) fn until(&mut self, what: &str, is_so: impl Fn(&Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self.screen()) {
            let rest = deadline.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(rest) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("{what}: {why}; the screen shows\n{}", self.text()),
            }
        }
    }

    /// Makes the terminal smaller or larger.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// The id of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Whether keys go to the process unchanged and unechoed.
    pub(crate) fn is_raw(&self) -> bool {
        // The flags of a terminal have no other name here: ICANON is 2 and ECHO 8 on Linux.
        let flags = self.master.get_termios().unwrap().local_flags.bits();
        flags & 0b1010 == 0
    }

    /// Waits until the process has ended and everything it wrote was read.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let rest = deadline.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(rest) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it does not end; the screen shows\n{}", self.text())
                }
            }
        }
    }

    /// Asserts that nothing of the reader is left on the terminal.
    pub(crate) fn is_restored(&self) {
        let screen = self.screen();
        assert!(
            !screen.alternate_screen(),
            "the alternate screen is left on"
        );
        assert!(!screen.hide_cursor(), "the cursor is left hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is left on");
        let pushed = count(&self.written, b"\x1b[>1u");
        assert_eq!(count(&self.written, b"\x1b[<1u"), pushed, "key flags");
        assert!(!self.is_raw(), "the terminal is left raw");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.written.extend_from_slice(bytes);
    }
}

impl Drop for Terminal {
    /// A failing test leaves no process behind.
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
        }
    }
}

/// How often some bytes were written.
pub(crate) fn count(written: &[u8], bytes: &[u8]) -> usize {
    written
        .windows(bytes.len())
        .filter(|window| *window == bytes)
        .count()
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        ..PtySize::default()
    }
}
