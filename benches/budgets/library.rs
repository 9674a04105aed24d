//! Libraries to measure on: notes made of the sentences of the sample notes, shuffled.
//!
//! Sentences repeat, so words are found more often than in life; words drawn from a large made-up
//! vocabulary stand between them, so that the index has about as many terms as a real one.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tapereader::desk::{Desk, Setup};
use tapereader::indicators;
use tempfile::TempDir;

/// Bytes of a generated note, as the budgets have it.
pub(crate) const NOTE_BYTES: usize = 3 * 1024;

/// Made-up words.
const WORDS: usize = 50_000;

/// A folder of generated notes with a home for its index; both are gone when it is dropped.
pub(crate) struct Library {
    folder: TempDir,
}

impl Library {
    /// A number of generated notes; the newest is called [`Self::NEWEST`].
    pub(crate) fn of(count: usize) -> anyhow::Result<Self> {
        let mut source = Source::new()?;
        Self::filled(count, |number| {
            source.note(number, number + 1 == count, NOTE_BYTES)
        })
    }

    /// A number of notes of any text, a thousand in a folder.
    pub(crate) fn filled(
        count: usize,
        mut text: impl FnMut(usize) -> String,
    ) -> anyhow::Result<Self> {
        let library = Self::empty()?;
        for number in 0..count {
            let folder = library.notes().join(format!("{:03}", number / 1000));
            if number % 1000 == 0 {
                fs::create_dir_all(&folder)?;
            }
            fs::write(folder.join(format!("{number:06}.md")), text(number))?;
        }
        Ok(library)
    }

    /// No notes yet.
    pub(crate) fn empty() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("notes"))?;
        Ok(Self { folder })
    }

    /// The title of the newest note.
    pub(crate) const NEWEST: &str = "Zenith";

    /// Where the notes are.
    pub(crate) fn notes(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    /// Where index and market are.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A desk that has opened nothing yet.
    pub(crate) fn desk(&self) -> Arc<Desk> {
        desk(&self.notes(), &self.home())
    }
}

/// A desk over a folder, on a fixed day.
pub(crate) fn desk(notes: &Path, home: &Path) -> Arc<Desk> {
    Arc::new(Desk::new(Setup {
        library: Some(notes.to_owned()),
        home: home.to_owned(),
        today: date(2026, 2, 6),
        indicators: indicators::Settings::default(),
    }))
}

/// A folder of other people's notes beside the checkout; `None` where it is not.
pub(crate) fn corpora() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    folder.is_dir().then_some(folder)
}

/// The front matter of a note by its number.
pub(crate) fn front_matter(number: usize, newest: bool) -> String {
    let title = if newest {
        Library::NEWEST.to_owned()
    } else {
        format!("盘后复盘 {number}")
    };
    let (year, month, day) = (2015 + number % 10, 1 + number % 12, 1 + number % 28);
    let year = if newest { 2026 } else { year };
    let tag = number % 37;
    format!(
        "---\ntitle: {title}\ndate: {year}-{month:02}-{day:02}\ntags: [positioning, desk-{tag}]\n---\n\n"
    )
}

/// Makes notes, the same ones in every run.
pub(crate) struct Source {
    random: ChaCha8Rng,
    sentences: Vec<String>,
    words: Vec<String>,
}

impl Source {
    /// Reads the sample notes.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/notes");
        let mut paths = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<anyhow::Result<Vec<_>>>()?;
        paths.sort_unstable();
        let mut sentences = Vec::new();
        for path in paths {
            let text = fs::read_to_string(path)?;
            let parts = text.split_inclusive(['。', '\n']).map(str::trim);
            sentences.extend(parts.filter(|part| part.len() > 20).map(str::to_owned));
        }
        let mut source = Self {
            random: ChaCha8Rng::seed_from_u64(7),
            sentences,
            words: Vec::new(),
        };
        source.words = (0..WORDS).map(|_| source.word()).collect();
        Ok(source)
    }

    /// A note with front matter, of about so many bytes.
    pub(crate) fn note(&mut self, number: usize, newest: bool, bytes: usize) -> String {
        let mut note = front_matter(number, newest);
        while note.len() < bytes {
            let sentence = self.pick(self.sentences.len());
            note.push_str(self.sentences.get(sentence).map_or("", String::as_str));
            let word = self.pick(self.words.len());
            let gap = if self.pick(4) == 0 { "\n\n" } else { " " };
            let word = self.words.get(word).map_or("", String::as_str);
            // Writing to a text cannot fail.
            let _ = write!(note, " {word}。{gap}");
        }
        note
    }

    /// Two characters of the commoner half of the script.
    fn word(&mut self) -> String {
        let mut character = || char::from_u32(0x4e00 + self.pick(0x2000) as u32);
        [character(), character()].into_iter().flatten().collect()
    }

    fn pick(&mut self, count: usize) -> usize {
        self.random.next_u32() as usize % count.max(1)
    }
}
