//! Who speaks in a note, and which of them are read.
//!
//! Speakers are numbered by their first words, so that each keeps a colour throughout. Read alone,
//! a speaker keeps the headings, and of the others the passage just before each turn, as one line:
//! an answer without its question says little.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Note, Passage, PassageKind};

/// The speakers of a note, in the order of their first words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cast {
    names: Vec<Arc<str>>,
    places: HashMap<Arc<str>, usize>,
}

/// The speakers that are read; all where none is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Only(u64);

/// How much of a passage is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// One line: what a chosen speaker answers to.
    Line,
    /// Nothing.
    Hidden,
}

impl Cast {
    /// The speakers of a note.
    #[must_use]
    pub fn of(note: &Note) -> Self {
        let mut cast = Self::default();
        for name in note.passages.iter().filter_map(|one| one.speaker.as_ref()) {
            if !cast.places.contains_key(name) {
                cast.places.insert(Arc::clone(name), cast.names.len());
                cast.names.push(Arc::clone(name));
            }
        }
        cast
    }

    /// Their names.
    #[must_use]
    pub fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// The number of a speaker, from 0.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The number of a passage's speaker.
    #[must_use]
    pub fn speaker(&self, passage: &Passage) -> Option<usize> {
        self.place(passage.speaker.as_deref()?)
    }

    /// How much of a passage is shown while only some speakers are read.
    #[must_use]
    pub fn extent(&self, note: &Note, index: usize, only: Only) -> Extent {
        if only.is_all() {
            return Extent::Whole;
        }
        let Some(passage) = note.passages.get(index) else {
            return Extent::Hidden;
        };
        let chosen = |passage: &Passage| {
            let speaker = self.speaker(passage);
            speaker.is_some_and(|speaker| only.holds(speaker))
        };
        if chosen(passage) || matches!(passage.kind, PassageKind::Heading(_)) {
            return Extent::Whole;
        }
        match note.passages.get(index + 1) {
            Some(next) if passage.speaker.is_some() && chosen(next) => Extent::Line,
            _ => Extent::Hidden,
        }
    }
}

impl Only {
    /// Speakers that can be told apart; later ones are read with all others only.
    pub const MOST: usize = 64;

    /// One speaker.
    #[must_use]
    pub const fn one(place: usize) -> Self {
        let mut only = Self(0);
        only.toggle(place);
        only
    }

    /// Takes a speaker up, or leaves it out.
    pub const fn toggle(&mut self, place: usize) {
        if place < Self::MOST {
            self.0 ^= 1 << place;
        }
    }

    /// Whether a speaker is chosen.
    #[must_use]
    pub const fn holds(self, place: usize) -> bool {
        place < Self::MOST && self.0 >> place & 1 == 1
    }

    /// Whether nobody is chosen, so that all are read.
    #[must_use]
    pub const fn is_all(self) -> bool {
        self.0 == 0
    }

    /// The numbers of the chosen speakers.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..Self::MOST).filter(move |&place| self.holds(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Text};

    fn note(passages: &[(PassageKind, &str)]) -> Note {
        let passage = |(kind, speaker): &(PassageKind, &str)| {
            let mut passage = Passage::new(kind.clone());
            passage.speaker = (!speaker.is_empty()).then(|| Arc::from(*speaker));
            passage.set(Text::plain(Language::Hans, "话"));
            passage
        };
        Note {
            passages: passages.iter().map(passage).collect(),
            ..Note::default()
        }
    }

    fn talk() -> Note {
        use PassageKind::{Heading, Prose};
        note(&[
            (Heading(2), ""),
            (Prose, "主持"),
            (Prose, "主持"),
            (Prose, "周岚"),
            (Prose, "周岚"),
            (Prose, ""),
            (Prose, "罗亦航"),
            (Heading(2), ""),
            (Prose, "主持"),
        ])
    }

    #[test]
    fn speakers_are_numbered_by_their_first_words() {
        let note = talk();
        let cast = Cast::of(&note);
        let names: Vec<&str> = cast.names().iter().map(AsRef::as_ref).collect();
        assert_eq!(names, ["主持", "周岚", "罗亦航"]);
        let places: Vec<_> = note.passages.iter().map(|one| cast.speaker(one)).collect();
        let expected = [
            None,
            Some(0),
            Some(0),
            Some(1),
            Some(1),
            None,
            Some(2),
            None,
            Some(0),
        ];
        assert_eq!(places, expected);
        assert_eq!(cast.place("nobody"), None);
    }

    #[test]
    fn one_speaker_keeps_the_headings_and_a_line_of_each_question() {
        use Extent::{Hidden, Line, Whole};
        let note = talk();
        let cast = Cast::of(&note);
        let shown = |only| -> Vec<Extent> {
            (0..note.passages.len())
                .map(|at| cast.extent(&note, at, only))
                .collect()
        };
        assert_eq!(shown(Only::default()), [Whole; 9]);
        assert_eq!(
            shown(Only::one(1)),
            [
                Whole, Hidden, Line, Whole, Whole, Hidden, Hidden, Whole, Hidden
            ]
        );
        let mut two = Only::one(1);
        two.toggle(2);
        assert_eq!(
            shown(two),
            [
                Whole, Hidden, Line, Whole, Whole, Hidden, Whole, Whole, Hidden
            ]
        );
        assert_eq!(cast.extent(&note, 99, two), Hidden);
    }

    #[test]
    fn a_choice_is_taken_back_and_has_an_end() {
        let mut only = Only::one(3);
        only.toggle(5);
        only.toggle(3);
        assert_eq!(only.places().collect::<Vec<_>>(), [5]);
        only.toggle(5);
        assert!(only.is_all());
        only.toggle(Only::MOST);
        assert!(only.is_all());
        assert!(!only.holds(Only::MOST));
    }
}
