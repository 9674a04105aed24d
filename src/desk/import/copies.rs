//! Whether a document is in the library already: from another mirror, or in the other script.
//!
//! Candidates come from the search index, which holds folded bigrams: a few phrases of the text,
//! spread over its length, are looked up, and the notes that hold most of them are read. How much
//! of them is the same text is then computed exactly ([`crate::text::resemblance`]). Notes of the
//! same import are not in the index yet; they are found by a sample of their shingles.
//!
//! A note that is refused is lost to its reader, so only what is nearly certain is called the same:
//!
//! - Entries of one feed with different ids are different notes, and never compared.
//! - Two stated dates that differ make two notes, unless the text is the same to the last sign.
//! - Titles that differ, scripts apart, make two notes below a resemblance of [`RENAMED`].
//! - With one title, and one date or none, the same is what resembles by [`SAME`] or more.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::library;
use crate::model::{Note, PassageKind};
use crate::search::Sort;
use crate::text::resemblance::Shingles;
use crate::text::script::{english_words, han_characters};
use crate::text::to_simplified;

use super::Twin;
use super::entries::EntryKey;
use crate::desk::{Desk, DeskError, NoteFilter};

/// From this resemblance on two texts of one title are one document.
const SAME: f64 = 0.5;

/// From this resemblance on two texts of different titles are one document.
const RENAMED: f64 = 0.8;

/// Phrases that are looked up.
const PHRASES: usize = 10;

/// Han characters of a phrase.
const HAN: usize = 12;

/// Words of a phrase of another script.
const WORDS: usize = 7;

/// Notes that are read and compared.
const CANDIDATES: usize = 6;

/// One shingle in so many stands for a note of the same import.
const SAMPLE: u64 = 8;

/// What of a note is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    shingles: Shingles,
    /// Of the text to the last sign, unfolded.
    digest: u64,
    date: Option<Date>,
    /// Its letters and digits, in one script and case.
    title: String,
    entry: Option<EntryKey>,
}

impl Content {
    /// What is compared of a note: all of its text but the words under pictures.
    pub(super) fn of(note: &Note) -> Self {
        let mut hasher = DefaultHasher::new();
        pieces(note).for_each(|piece| piece.hash(&mut hasher));
        Self {
            shingles: Shingles::of(pieces(note)),
            digest: hasher.finish(),
            date: note.metadata.date,
            title: folded(&note.metadata.title),
            entry: EntryKey::of(note),
        }
    }

    /// Whether what is known beside the text lets two notes be one, given a comparison of the text.
    fn is_same(&self, other: &Self, twin: &Twin) -> bool {
        if let (Some(own), Some(others)) = (&self.entry, &other.entry)
            && own.is_other_of_feed(others)
        {
            return false;
        }
        if let (Some(own), Some(others)) = (self.date, other.date)
            && own != others
        {
            return twin.is_identical;
        }
        let least = if self.title == other.title {
            SAME
        } else {
            RENAMED
        };
        twin.resemblance >= least
    }

    /// The comparison with a note that it is the same as.
    fn same(&self, path: &Path, other: &Self) -> Option<Twin> {
        let twin = self.twin(path, other);
        self.is_same(other, &twin).then_some(twin)
    }

    fn twin(&self, path: &Path, other: &Self) -> Twin {
        let found = self.shingles.resemblance(&other.shingles);
        Twin {
            path: path.to_owned(),
            resemblance: found.value,
            is_of_one_language: found.is_of_one_language,
            is_identical: self.digest == other.digest,
        }
    }
}

/// Finds the note that a document is the same as.
pub(super) struct Finder<'a> {
    /// The library; none where the folder is not there yet.
    desk: Option<&'a Desk>,
    /// The notes of this import.
    own: Vec<(PathBuf, Content)>,
    /// Which of them hold a sampled shingle.
    sampled: HashMap<u64, Vec<usize>>,
    /// Notes that were read.
    read: HashMap<PathBuf, Option<Content>>,
}

impl<'a> Finder<'a> {
    /// A finder over a library that is indexed.
    pub(super) fn new(desk: Option<&'a Desk>) -> Self {
        Self {
            desk,
            own: Vec::new(),
            sampled: HashMap::new(),
            read: HashMap::new(),
        }
    }

    /// The note that is most the same as a text, where one is.
    pub(super) fn find(
        &mut self,
        note: &Note,
        content: &Content,
    ) -> Result<Option<Twin>, DeskError> {
        if content.shingles.is_empty() {
            return Ok(None);
        }
        let own = self.alike(&content.shingles).into_iter();
        let mut twins: Vec<Twin> = own
            .filter_map(|at| self.own.get(at))
            .filter_map(|(path, other)| content.same(path, other))
            .collect();
        for path in self.candidates(note)? {
            let known = self.known(&path);
            twins.extend(known.and_then(|other| content.same(&path, other)));
        }
        Ok(twins.into_iter().max_by(|a, b| {
            let by_text = a.resemblance.total_cmp(&b.resemblance);
            by_text.then(a.is_identical.cmp(&b.is_identical))
        }))
    }

    /// How a text compares with one note of the library.
    pub(super) fn compare(&mut self, path: &Path, content: &Content) -> Twin {
        match self.known(path) {
            Some(other) => content.twin(path, other),
            None => Twin {
                path: path.to_owned(),
                resemblance: 0.0,
                is_of_one_language: false,
                is_identical: false,
            },
        }
    }

    /// A note of the library, read once; `None` where its file has gone since it was indexed.
    fn known(&mut self, path: &Path) -> Option<&Content> {
        let desk = self.desk;
        let read = self.read.entry(path.to_owned()).or_insert_with(|| {
            let desk = desk?;
            let loaded = library::read(&desk.root().ok()?, path, desk).ok()?;
            Some(Content::of(&loaded.note))
        });
        read.as_ref()
    }

    /// Takes in a note of this import.
    pub(super) fn remember(&mut self, path: &Path, content: Content) {
        for shingle in sample(&content.shingles) {
            self.sampled
                .entry(shingle)
                .or_default()
                .push(self.own.len());
        }
        self.own.push((path.to_owned(), content));
    }

    /// Notes of this import that share sampled shingles, most first.
    fn alike(&self, shingles: &Shingles) -> Vec<usize> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for shingle in sample(shingles) {
            for at in self.sampled.get(&shingle).into_iter().flatten() {
                *counts.entry(*at).or_default() += 1;
            }
        }
        most(counts)
    }

    /// Notes of the library that hold phrases of a text, most first.
    fn candidates(&self, note: &Note) -> Result<Vec<PathBuf>, DeskError> {
        let Some(desk) = self.desk else {
            return Ok(Vec::new());
        };
        let mut counts: HashMap<PathBuf, usize> = HashMap::new();
        for phrase in phrases(note) {
            let list = desk.list(&NoteFilter {
                query: format!("\"{phrase}\""),
                sort: Sort::Newest,
                limit: 3 * CANDIDATES,
            })?;
            for found in list.notes {
                *counts.entry(found.path).or_default() += 1;
            }
        }
        Ok(most(counts))
    }
}

/// The texts of a note that are compared: all but pictures.
fn pieces(note: &Note) -> impl Iterator<Item = &str> {
    let passages = note.passages.iter();
    passages
        .filter(|passage| !matches!(passage.kind, PassageKind::Image(_)))
        .flat_map(|passage| passage.texts().map(|(_, text)| &*text.content))
}

/// A title by which two notes are told apart, whatever the script and the signs.
fn folded(title: &str) -> String {
    let letters = title.chars().filter(|c| c.is_alphanumeric());
    let lower: String = letters.flat_map(char::to_lowercase).collect();
    to_simplified(&lower).into_owned()
}

fn sample(shingles: &Shingles) -> impl Iterator<Item = u64> {
    // Of a short text all count.
    let every = if shingles.len() < 256 { 1 } else { SAMPLE };
    shingles.iter().filter(move |shingle| shingle % every == 0)
}

fn most<K: Ord>(counts: HashMap<K, usize>) -> Vec<K> {
    let mut ranked: Vec<(K, usize)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let best = ranked.into_iter().take(CANDIDATES);
    best.map(|(key, _)| key).collect()
}

/// Runs of words without a sign between them, spread over the text, as long as one can be.
fn phrases(note: &Note) -> Vec<String> {
    let mut runs: Vec<String> = pieces(note).flat_map(runs).collect();
    if runs.len() <= PHRASES {
        return runs;
    }
    // The best of each stretch of the text.
    let stretch = runs.len().div_ceil(PHRASES);
    runs.chunks_mut(stretch)
        .filter_map(|of_stretch| {
            let longest = of_stretch.iter_mut().max_by_key(|run| weight(run))?;
            Some(std::mem::take(longest))
        })
        .collect()
}

fn runs(text: &str) -> impl Iterator<Item = String> {
    let is_sign = |c: char| !(c.is_alphanumeric() || c == ' ');
    text.split(is_sign).filter_map(|run| {
        let run = run.trim();
        (weight(run) >= 4).then(|| beginning(run))
    })
}

/// How much a run tells apart: Han characters, and words for two of them.
fn weight(run: &str) -> usize {
    han_characters(run) + 2 * english_words(run)
}

/// So much of a run as a phrase needs.
fn beginning(run: &str) -> String {
    if han_characters(run) > 0 {
        return run.chars().take(HAN).collect::<String>().trim().to_owned();
    }
    run.split(' ').take(WORDS).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note;

    fn parsed(text: &str) -> Note {
        note::parse(text.as_bytes(), "a.md").unwrap()
    }

    #[test]
    fn phrases_are_runs_without_signs() {
        let note = parsed(
            "做市商“做空伽马”，尾盘的波动放大。\n\nDealers are short gamma, so they sell.\n",
        );
        assert_eq!(
            phrases(&note),
            [
                "做空伽马",
                "尾盘的波动放大",
                "Dealers are short gamma",
                "so they sell"
            ]
        );
    }

    #[test]
    fn few_phrases_stand_for_a_long_text() {
        let text: String = (0..400)
            .map(|day| format!("第{day}天的成交量比前一天少了一些，原因不明。"))
            .collect::<Vec<_>>()
            .join("\n\n");
        let found = phrases(&parsed(&text));
        assert_eq!(found.len(), PHRASES);
        assert!(found.iter().all(|phrase| phrase.chars().count() <= HAN));
    }

    #[test]
    fn the_better_of_two_copies_is_named() {
        let whole = parsed(
            "一段足够长的文字，用来看两份抄本哪一份更像它，多几个字也无妨，少几个字也无妨。",
        );
        let near = parsed(
            "一段足够长的文字，用来看两份抄本哪一份更像它，多几个字也可以，少几个字也可以。",
        );
        let signs =
            parsed("一段足够长的文字用来看两份抄本哪一份更像它，多几个字也无妨，少几个字也无妨！");
        let mut finder = Finder::new(None);
        for (name, note) in [
            ("same.md", &whole),
            ("signs.md", &signs),
            ("near.md", &near),
        ] {
            finder.remember(Path::new(name), Content::of(note));
        }
        let twin = finder.find(&whole, &Content::of(&whole)).unwrap().unwrap();
        assert_eq!(
            (twin.path.to_str(), twin.is_identical),
            (Some("same.md"), true)
        );
        assert!((twin.resemblance - 1.0).abs() < 1e-9);
        let other = parsed("完全不同的一段话，说的是别的事情，和上面没有关系。");
        assert_eq!(finder.find(&other, &Content::of(&other)).unwrap(), None);
    }
}
