//! Where the reader is: the passage at hand, how far it is in the note, marks, and what is left.

use crate::app::effect::Effect;
use crate::app::history::Visit;
use crate::app::layout::LanguageMode;
use crate::model::{Anchor, Languages, Mark, PassageKind, Side};

use super::Reader;

/// How much is read, and what is left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The passage at the top, from 0.
    pub passage: usize,
    /// How many passages there are.
    pub passages: usize,
    /// From 0 to 1: what stands above the screen; all once the end is on it.
    pub share: f64,
    /// Minutes left, by the reading time of the languages shown.
    pub minutes: u32,
}

/// What was kept last of the open note, so that only what is other is kept again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kept {
    /// The passage that it was left at.
    passage: Option<usize>,
    read: Read,
}

/// How far somebody has read in the open note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Read {
    /// It is shown; nobody has gone into its text.
    #[default]
    Shown,
    /// Somebody has, which is still to be kept.
    Entered,
    /// That is kept.
    Kept,
    /// It is kept that the end was reached.
    Done,
}

impl Kept {
    /// Of a note that opens at a place.
    pub(super) fn of(visit: Option<Visit>) -> Self {
        Self {
            passage: visit.map(|visit| visit.passage),
            read: Read::Shown,
        }
    }
}

impl Reader {
    /// The passage that keys are about: that of the chosen word, else of the match gone to, where
    /// they are on the screen, else the first that begins there.
    #[must_use]
    pub fn here(&self, rows: u16) -> usize {
        let chosen = self.chosen.filter(|&stop| self.is_in_view(stop, rows));
        if let Some(passage) = chosen.and_then(|stop| self.passage_of(stop)) {
            return passage;
        }
        let in_view = |&row: &usize| (self.top..self.top + usize::from(rows)).contains(&row);
        if let Some((passage, side, byte)) = self.tally.current {
            let row = self.layout.line_of(passage, side, byte);
            if row.as_ref().is_some_and(in_view) {
                return passage;
            }
        }
        let top = self.layout.passage_at(self.top);
        let first = self.layout.first_line(top);
        let next = self.layout.start_after(self.top);
        if first < self.top && in_view(&next) && next < self.layout.lines().len() {
            self.layout.passage_at(next)
        } else {
            top
        }
    }

    /// Puts a passage at the top.
    pub(in crate::app) fn go_to(&mut self, passage: usize, rows: u16) {
        self.complete();
        self.top = if passage == 0 {
            0
        } else {
            self.layout.first_line(passage)
        };
        self.clamp(rows);
    }

    /// How far it is; `None` while no note is open.
    #[must_use]
    pub fn progress(&self, rows: u16) -> Option<Progress> {
        let document = self.document.as_ref()?;
        // The list knows their number before all of the note is read.
        let passages = document.note.passages.len();
        let passages = passages.max(document.summary.passages as usize);
        let passage = self.layout.passage_at(self.top);
        let first = self.layout.first_line(passage);
        let next = self.layout.start_after(first).max(first + 1);
        let part = self.top.saturating_sub(first) as f64 / (next - first) as f64;
        let below = self.layout.lines().len().saturating_sub(self.top);
        let end = self.layout.is_whole() && below <= usize::from(rows);
        let place = if end {
            (passages, 0.0)
        } else {
            (passage, part)
        };
        let languages = self.languages();
        Some(Progress {
            passage: passage.min(passages.saturating_sub(1)),
            passages,
            share: document.pace.share(place, languages),
            minutes: document.pace.minutes_left(place, languages),
        })
    }

    /// The languages that the mode shows.
    #[must_use]
    pub const fn languages(&self) -> Languages {
        match self.mode {
            LanguageMode::Chinese => Languages::One(Side::Zh),
            LanguageMode::English => Languages::One(Side::En),
            LanguageMode::Stacked | LanguageMode::SideBySide => Languages::Both,
        }
    }

    /// What is to be kept of the place, where it is another than was kept last.
    pub(in crate::app) fn left(&mut self) -> Option<Effect> {
        let passage = self.visit()?.passage;
        if self.kept.passage == Some(passage) {
            return None;
        }
        self.kept.passage = Some(passage);
        let document = self.document.as_ref()?;
        Some(Effect::Leave {
            path: document.summary.path.clone(),
            anchor: Anchor::of(&document.note, passage),
        })
    }

    /// Takes that somebody went into the text: passing over a note in the list is not reading it.
    pub(in crate::app) const fn enter(&mut self) {
        if matches!(self.kept.read, Read::Shown) && self.document.is_some() {
            self.kept.read = Read::Entered;
        }
    }

    /// Takes that the text is another, which nobody has gone into yet.
    pub(super) const fn begin_reading(&mut self) {
        self.kept.read = Read::Shown;
    }

    /// What is to be kept of reading: that there was some, and once, that the end was reached.
    pub(in crate::app) fn read(&mut self, rows: u16) -> Option<Effect> {
        let document = self.document.as_ref()?;
        let below = self.layout.lines().len().saturating_sub(self.top);
        let is_done = self.has_all_text() && self.layout.is_whole() && below <= usize::from(rows);
        match self.kept.read {
            Read::Entered => {}
            Read::Kept if is_done => {}
            Read::Shown | Read::Kept | Read::Done => return None,
        }
        self.kept.read = if is_done { Read::Done } else { Read::Kept };
        Some(Effect::Read {
            path: document.summary.path.clone(),
            is_done,
        })
    }

    /// Names the passage at hand by a letter.
    pub(in crate::app) fn set_mark(&mut self, letter: char, rows: u16) -> Option<Effect> {
        let passage = self.here(rows);
        let document = self.document.as_ref()?;
        let mark = Mark {
            letter,
            anchor: Anchor::of(&document.note, passage),
        };
        let path = document.summary.path.clone();
        self.marks.retain(|known| known.letter != letter);
        self.marks.push(mark.clone());
        self.marks.sort_by_key(|mark| mark.letter);
        Some(Effect::Mark { path, mark })
    }

    /// The passage that a letter names.
    #[must_use]
    pub fn marked(&self, letter: char) -> Option<usize> {
        let mark = self.marks.iter().find(|mark| mark.letter == letter)?;
        let document = self.document.as_ref()?;
        Some(mark.anchor.find(&document.note))
    }

    /// The letter that names a passage, the first of several.
    #[must_use]
    pub fn mark_at(&self, passage: usize) -> Option<char> {
        let mut marks = self.marks.iter();
        let here = |mark: &&Mark| self.marked(mark.letter) == Some(passage);
        marks.find(here).map(|mark| mark.letter)
    }

    /// The heading that a link such as `#第一节` means, by its words alone.
    #[must_use]
    pub fn heading_of(&self, link: &str) -> Option<usize> {
        let document = self.document.as_ref()?;
        let wanted = slug(link);
        let mut passages = document.note.passages.iter();
        passages.position(|passage| {
            let is_heading = matches!(passage.kind, PassageKind::Heading(_));
            is_heading
                && passage
                    .texts()
                    .any(|(_, text)| slug(&text.content) == wanted)
        })
    }
}

/// Letters and digits, folded: what links and headings have in common.
fn slug(text: &str) -> String {
    let folded = crate::text::fold::folded(text);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}
