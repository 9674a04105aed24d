//! The outline of a note: its headings as a tree, or where there are none, who speaks when.
//!
//! A note without headings and speakers lists its timestamps, and without those its paragraphs by
//! their first words. What is typed narrows the list, in any script and either language, and by
//! pinyin.

use std::sync::Arc;

use crate::app::copy;
use crate::app::layout::LanguageMode;
use crate::app::narrowing::{Held, Narrowing};
use crate::config::keymap::KeyChord;
use crate::model::{Document, Languages, Note, Passage, PassageKind};
use crate::text::fold::folded;

/// Characters of a paragraph that stand for it.
const OPENING: usize = 120;

/// What is typed, and the places that match.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// What is typed, and the places that match, in the order of the note.
    pub list: Narrowing,
    /// What the note is divided by.
    pub by: By,
    entries: Vec<Entry>,
    /// The entry that the reader is in.
    here: Option<usize>,
}

/// What a note is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Its headings.
    Headings,
    /// Who speaks.
    Turns,
    /// Its timestamps.
    Times,
    /// Its paragraphs.
    Paragraphs,
}

/// A place of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The passage that begins there.
    pub passage: usize,
    /// How deep the heading stands, from 0.
    pub depth: usize,
    /// Time and speaker, where the outline is not of headings.
    pub label: String,
    /// Its words in the language that stands first.
    pub first: String,
    /// Its words in the other language, where both are shown.
    pub second: String,
    /// Per cent of the note that stand before it, by reading time.
    pub percent: u8,
    folded: String,
}

/// What a note is divided by: headings where there are two, else whatever divides it most finely.
#[must_use]
pub fn division(note: &Note) -> By {
    let count = |is: fn(&Passage) -> bool| note.passages.iter().filter(|one| is(one)).count();
    let headings = count(is_heading);
    let speakers = count(|passage| passage.speaker.is_some());
    let times = count(|passage| passage.time.is_some());
    match (headings, speakers, times) {
        (2.., ..) => By::Headings,
        (_, 2.., _) => By::Turns,
        (_, _, 2..) => By::Times,
        (1, ..) => By::Headings,
        _ => By::Paragraphs,
    }
}

/// The passages that the outline lists, in the order of the note.
#[must_use]
pub fn starts(note: &Note) -> Vec<usize> {
    let by = division(note);
    let mut starts = Vec::new();
    let mut speaker = None;
    for (index, passage) in note.passages.iter().enumerate() {
        let begins = match by {
            By::Headings => is_heading(passage),
            By::Turns => passage.speaker.is_some() && passage.speaker != speaker,
            By::Times => passage.time.is_some(),
            By::Paragraphs => passage.texts().next().is_some(),
        };
        if passage.speaker.is_some() {
            speaker.clone_from(&passage.speaker);
        }
        if begins {
            starts.push(index);
        }
    }
    starts
}

const fn is_heading(passage: &Passage) -> bool {
    matches!(passage.kind, PassageKind::Heading(_))
}

impl Outline {
    /// The outline of a note as a mode shows it, with the place that holds a passage chosen.
    #[must_use]
    pub fn of(
        document: &Arc<Document>,
        mode: LanguageMode,
        languages: Languages,
        here: usize,
    ) -> Self {
        let note = &document.note;
        let starts = starts(note);
        let level = |passage: &Passage| match passage.kind {
            PassageKind::Heading(level) => usize::from(level),
            _ => 0,
        };
        let passages = starts.iter().filter_map(|&at| note.passages.get(at));
        let least = passages.map(level).min().unwrap_or(0);
        let entry = |&index: &usize| {
            let passage = note.passages.get(index)?;
            let share = document.pace.share((index, 0.0), languages);
            let depth = level(passage) - least;
            Some(entry(document, passage, index, mode, depth, share))
        };
        let entries: Vec<Entry> = starts.iter().filter_map(entry).collect();
        let here = entries.iter().rposition(|entry| entry.passage <= here);
        let mut list = Narrowing::of(entries.len());
        list.choose(here);
        Self {
            list,
            by: division(note),
            entries,
            here,
        }
    }

    /// The place at an index of the list; whether the reader is in it.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<(&Entry, bool)> {
        Some((self.entries.get(index)?, self.here == Some(index)))
    }

    /// The chosen passage.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        let entry = self.entries.get(self.list.chosen()?)?;
        Some(entry.passage)
    }

    /// Edits what is typed.
    pub fn type_key(&mut self, chord: KeyChord) {
        if self.list.type_key(chord) {
            self.look_up();
        }
    }

    /// Takes pasted text.
    pub fn insert(&mut self, text: &str) {
        self.list.field.insert(text);
        self.look_up();
    }

    /// Shows the places whose words hold all that is typed: as it stands before by its pinyin.
    fn look_up(&mut self) {
        let sought = self.list.sought();
        let all = self.entries.iter().enumerate();
        let mut found: Vec<(Held, usize)> = all
            .filter_map(|(index, entry)| Some((sought.held_by(&[&entry.folded])?, index)))
            .collect();
        found.sort_unstable();
        self.list
            .show(found.into_iter().map(|(_, index)| index).collect());
        if sought.is_empty() {
            self.list.choose(self.here);
        }
    }
}

fn entry(
    document: &Document,
    passage: &Passage,
    index: usize,
    mode: LanguageMode,
    depth: usize,
    share: f64,
) -> Entry {
    let mut texts = copy::texts(document, passage, mode)
        .into_iter()
        .map(|text| opening(&text.content));
    let label = if is_heading(passage) {
        passage.time.map(|time| time.to_string())
    } else {
        let time = passage.time.map(|time| time.to_string());
        let parts = [time, passage.speaker.as_deref().map(str::to_owned)];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    let label = label.unwrap_or_default();
    let both: Vec<String> = passage
        .texts()
        .map(|(_, text)| opening(&text.content))
        .collect();
    Entry {
        passage: index,
        depth,
        folded: folded(&format!("{label} {}", both.join(" "))).into_owned(),
        label,
        first: texts.next().unwrap_or_default(),
        second: texts.next().unwrap_or_default(),
        percent: (share * 100.0).round() as u8,
    }
}

/// The first words, on one line.
fn opening(text: &str) -> String {
    let start: String = text.chars().take(OPENING).collect();
    start.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::fixture::document;
    use crate::model::{Make, Timestamp};

    type Written = (
        PassageKind,
        Option<&'static str>,
        &'static str,
        &'static str,
    );

    fn note(passages: Vec<Written>) -> Arc<Document> {
        Arc::new(document(
            1,
            ("t", date(2026, 2, 5)),
            Make::Transcript,
            passages,
        ))
    }

    fn prose(speaker: Option<&'static str>, zh: &'static str) -> Written {
        (PassageKind::Prose, speaker, zh, "")
    }

    fn chapters() -> Arc<Document> {
        note(vec![
            prose(None, "引子"),
            (PassageKind::Heading(2), None, "一、拥挤", "1. The crowd"),
            prose(Some("周岚"), "低波动"),
            (PassageKind::Heading(3), None, "波动率", "Volatility"),
            prose(Some("主持"), "为什么"),
            (PassageKind::Heading(2), None, "二、出口", "2. The exit"),
        ])
    }

    fn outline(document: &Arc<Document>, mode: LanguageMode, here: usize) -> Outline {
        Outline::of(document, mode, Languages::Both, here)
    }

    fn shown(outline: &Outline) -> impl Iterator<Item = (&Entry, bool)> {
        let matches = outline.list.matches().iter();
        matches.filter_map(|&index| outline.entry(index))
    }

    fn words(outline: &Outline) -> Vec<String> {
        let line = |(entry, here): (&Entry, bool)| {
            let sign = if here { ">" } else { "" };
            let parts = [&entry.label, &entry.first, &entry.second];
            let parts: Vec<&str> = parts
                .map(String::as_str)
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            format!("{sign}{}{}", "-".repeat(entry.depth), parts.join("|"))
        };
        shown(outline).map(line).collect()
    }

    #[test]
    fn headings_stand_as_a_tree_in_the_languages_shown() {
        let document = chapters();
        for (mode, expected) in [
            (
                LanguageMode::Stacked,
                [
                    "一、拥挤|1. The crowd",
                    ">-波动率|Volatility",
                    "二、出口|2. The exit",
                ],
            ),
            (LanguageMode::Chinese, ["一、拥挤", ">-波动率", "二、出口"]),
            (
                LanguageMode::English,
                ["1. The crowd", ">-Volatility", "2. The exit"],
            ),
        ] {
            let outline = outline(&document, mode, 4);
            assert_eq!(words(&outline), expected, "{mode:?}");
            assert_eq!(outline.selected(), Some(3));
        }
        assert_eq!(
            words(&outline(&document, LanguageMode::Chinese, 0))[0],
            "一、拥挤"
        );
    }

    #[test]
    fn what_is_typed_narrows_in_either_language_and_script() {
        let document = chapters();
        for (typed, expected) in [
            ("波動率", &[3][..]),
            ("VOLATILITY", &[3]),
            ("２", &[5]),
            ("the", &[1, 5]),
            ("the exit", &[5]),
            ("bodonglv", &[3]),
            ("ck", &[5]),
            ("xyz", &[]),
            ("", &[1, 3, 5]),
        ] {
            let mut outline = outline(&document, LanguageMode::Chinese, 4);
            outline.insert(typed);
            let found: Vec<usize> = shown(&outline).map(|(entry, _)| entry.passage).collect();
            assert_eq!(found, expected, "{typed}");
            let chosen = if typed.is_empty() {
                Some(3)
            } else {
                expected.first().copied()
            };
            assert_eq!(outline.selected(), chosen, "{typed}");
        }
    }

    #[test]
    fn a_note_without_headings_is_divided_by_what_it_has() {
        let talk = note(vec![
            prose(Some("主持"), "问"),
            prose(Some("周岚"), "答"),
            prose(Some("周岚"), "再答"),
            prose(None, "旁白"),
            prose(Some("周岚"), "又答"),
            prose(Some("主持"), "再问"),
        ]);
        assert_eq!(division(&talk.note), By::Turns);
        assert_eq!(starts(&talk.note), [0, 1, 5]);
        assert_eq!(
            words(&outline(&talk, LanguageMode::Stacked, 2)),
            ["主持|问", ">周岚|答", "主持|再问"]
        );
        let plain = note(vec![
            prose(None, "甲"),
            (PassageKind::Rule, None, "", ""),
            prose(None, "乙"),
        ]);
        assert_eq!(
            (division(&plain.note), starts(&plain.note)),
            (By::Paragraphs, vec![0, 2])
        );
        let mut captions = document(
            1,
            ("t", date(2026, 2, 5)),
            Make::Subtitles,
            vec![prose(None, "甲"), prose(None, "乙")],
        );
        for (passage, seconds) in captions.note.passages.iter_mut().zip([3, 3_723]) {
            passage.time = Some(Timestamp(seconds));
        }
        let captions = Arc::new(captions);
        assert_eq!(
            words(&outline(&captions, LanguageMode::Stacked, 0)),
            [">00:00:03|甲", "01:02:03|乙"]
        );
        let nothing = note(Vec::new());
        assert_eq!(outline(&nothing, LanguageMode::Stacked, 0).selected(), None);
    }
}
