//! A folder with a library and a home in it, and the binary run there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// Where the fixtures of this crate are.
pub(crate) const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

/// A folder of its own: `notes` is the library, `home` holds index and market, `here` is where
/// the binary is started, and there is nothing else.
pub(crate) struct Desk {
    folder: TempDir,
}

/// How a run of the binary ended; the folder's path reads `[DIR]`, the version `[VERSION]`.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// An empty library.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["notes", "here", "user"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder }
    }

    /// A copy of the fixtures of a name: `good` or `invalid`.
    pub(crate) fn with(fixtures: &str) -> Self {
        let desk = Self::empty();
        copy(&Path::new(FIXTURES).join(fixtures), &desk.path("notes"));
        desk
    }

    /// Notes of the test's own.
    pub(crate) fn of(notes: &[(&str, &str)]) -> Self {
        let desk = Self::empty();
        for (name, text) in notes {
            desk.write(&format!("notes/{name}"), text.as_bytes());
        }
        desk
    }

    /// A path below the folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Writes a file below the folder.
    pub(crate) fn write(&self, below: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The binary, with nothing of this process's environment.
    pub(crate) fn binary(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tape"));
        command
            .env_clear()
            .current_dir(self.path("here"))
            .env("HOME", self.path("user"))
            .env("XDG_CONFIG_HOME", self.path("user/config"))
            .env("XDG_DATA_HOME", self.path("user/data"))
            .env("TAPE_HOME", self.path("home"))
            .env("LANG", "en_US.UTF-8")
            .env("TERM", "xterm-256color")
            .env("COLORTERM", "truecolor");
        command
    }

    /// Runs the binary as it is, without a library.
    pub(crate) fn bare(&self, words: &[&str]) -> Ran {
        self.finish(self.binary().args(words))
    }

    /// Runs the binary on the folder's library.
    pub(crate) fn tape(&self, words: &[&str]) -> Ran {
        let library = self.path("notes");
        self.finish(self.binary().arg("--library").arg(library).args(words))
    }

    /// Runs a command that the test prepared.
    pub(crate) fn finish(&self, command: &mut Command) -> Ran {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().unwrap();
        Ran {
            code: status.code().unwrap(),
            stdout: self.redacted(&stdout),
            stderr: self.redacted(&stderr),
        }
    }

    fn redacted(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let folder = self.folder.path().display().to_string();
        text.replace(&folder, "[DIR]")
            .replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
    }
}

impl Ran {
    /// The answer of a command that found something and had nothing to say beside it.
    #[track_caller]
    pub(crate) fn answer(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{self:?}");
        self.stdout
    }

    /// The message of a command that failed and printed nothing else.
    #[track_caller]
    pub(crate) fn complaint(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (2, ""), "{self:?}");
        assert!(self.stderr.starts_with("tape: "), "{self:?}");
        self.stderr
    }

    /// Everything, for a snapshot.
    pub(crate) fn whole(&self) -> String {
        format!(
            "exit {}\n--- stdout\n{}--- stderr\n{}",
            self.code, self.stdout, self.stderr
        )
    }
}

/// The good fixtures, indexed, with the demo market made: for tests that change nothing.
pub(crate) fn good() -> &'static Desk {
    static GOOD: LazyLock<Desk> = LazyLock::new(|| {
        let desk = Desk::with("good");
        assert_eq!(desk.tape(&["doctor"]).code, 0);
        desk
    });
    &GOOD
}

/// Copies a folder with all in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
