//! The open note: its layout, where it is scrolled to, its linked words, what is found in it.

mod find;
mod here;
mod links;
mod place;
mod select;

use std::ops::Range;
use std::sync::Arc;

use crate::app::cast::Only;
use crate::app::commands::Command;
use crate::app::effect::Generation;
use crate::app::history::Visit;
use crate::app::layout::{Canvas, Frame, LanguageMode, Layout};
use crate::app::msg::Opened;
use crate::app::screens::outline;
use crate::app::wording;
use crate::config::Reading;
use crate::model::{Document, Locale, Mark, Matches, Mention, NoteId, Passage, Side, Term};

pub use find::{Find, Tally};
use here::Kept;
pub use here::Progress;
pub use links::Stop;
pub use place::Place;
pub use select::Selection;

/// The open note and how it is looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reader {
    /// The note; `None` until one is opened.
    pub document: Option<Arc<Document>>,
    /// Its rows.
    pub layout: Layout,
    /// Which languages are shown.
    pub mode: LanguageMode,
    /// The first row in view.
    pub top: usize,
    /// What `]` and `[` went to.
    pub chosen: Option<Stop>,
    /// What is lit: matches of the search that led here, or of the find box.
    pub matches: Matches,
    /// How many matches are shown, and which of them `n` and `N` last went to.
    pub tally: Tally,
    /// The find box; `None` while it is closed.
    pub find: Option<Find>,
    /// The speakers that are read.
    pub only: Only,
    /// The passages being chosen.
    pub selection: Option<Selection>,
    /// The places named by letters, ordered by these.
    pub marks: Vec<Mark>,
    /// What was kept last of the open note.
    kept: Kept,
    /// The newest request to open a note.
    pub generation: Generation,
    /// The note of that request; `None` once it has failed.
    pub asked: Option<NoteId>,
    /// How wide the text is set, and where.
    pub reading: Reading,
    /// Pixels across and down of a cell that pictures are drawn in; `None` where none are drawn.
    pub cell: Option<(u16, u16)>,
    /// What stays where it is while layouts change.
    pub place: Place,
}

impl Reader {
    /// Shows a note that was read.
    pub fn open(&mut self, generation: Generation, opened: Opened, frame: Frame, rows: u16) {
        self.settle_down(generation, opened.extent);
        self.asked = Some(opened.document.summary.id);
        self.document = Some(opened.document);
        self.matches = opened.matches;
        self.chosen = opened.mention.map(Stop::Mention);
        self.marks = opened.marks;
        self.find = None;
        self.selection = None;
        self.only = Only::default();
        self.tally = Tally::default();
        self.lay_out_at(opened.passage.unwrap_or(0), frame, rows);
        if opened.mention.is_some() {
            self.reveal_chosen(rows);
        } else if let Some(passage) = opened.passage {
            self.land(passage, rows);
        }
        self.kept = Kept::of(self.visit());
    }

    /// What the open note is laid out for in a pane of so many columns and rows.
    #[must_use]
    pub fn frame(&self, (width, rows): (u16, u16), locale: Locale) -> Frame {
        Frame {
            width,
            mode: self.mode,
            locale,
            reading: self.reading,
            only: self.only,
            canvas: self.cell.map(|cell| Canvas { cell, rows }),
        }
    }

    /// Turns to the next language mode; the next layout follows it.
    pub const fn turn(&mut self) {
        self.mode = self.mode.next();
    }

    /// The mode that is shown: of a note without pairs nothing stands side by side.
    #[must_use]
    pub fn shown_mode(&self) -> LanguageMode {
        match self.mode {
            LanguageMode::SideBySide if !self.has_pairs() => LanguageMode::Stacked,
            mode => mode,
        }
    }

    /// Why no mode would show the note otherwise; `None` where one would.
    #[must_use]
    pub fn lacks_language(&self) -> Option<Term> {
        let document = self.document.as_ref()?;
        if self.has_pairs() {
            return None;
        }
        let texts = || document.note.passages.iter().flat_map(Passage::texts);
        let has = |side| texts().any(|(at, _)| at == side);
        Some(match (has(Side::Zh), has(Side::En)) {
            (true, false) => wording::CHINESE_ONLY,
            (false, true) => wording::ENGLISH_ONLY,
            _ => wording::NO_PAIRS,
        })
    }

    fn has_pairs(&self) -> bool {
        self.document.as_ref().is_some_and(|document| {
            let mut passages = document.note.passages.iter();
            passages.any(|passage| passage.zh.is_some() && passage.en.is_some())
        })
    }

    /// Moves the first table in view that exceeds the screen; false where there is none.
    pub(in crate::app) fn move_table(&mut self, right: bool, rows: u16) -> bool {
        let in_view = self.top..self.top + usize::from(rows);
        let table = self.layout.wide_in_view(in_view);
        table.map(|table| table.step(right)).is_some()
    }

    /// The place at the top of the screen.
    #[must_use]
    pub fn visit(&self) -> Option<Visit> {
        let document = self.document.as_ref()?;
        let passage = if self.top == 0 {
            0
        } else {
            self.layout.passage_at(self.top)
        };
        Some(Visit {
            note: document.summary.id,
            passage,
        })
    }

    /// The mentions of the note.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        self.document
            .as_ref()
            .map_or(&[], |document| &document.mentions)
    }

    /// Scrolls or steps as a command says; false where it is none of the reader's.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows).saturating_sub(2).max(1);
        let half = (usize::from(rows) / 2).max(1);
        if self.lead_selection(command, rows) {
            return true;
        }
        if command.scrolls() {
            self.complete_beyond(usize::from(rows));
        } else {
            self.complete();
        }
        match command {
            Command::MoveDown => self.top += 1,
            Command::MoveUp => self.top = self.top.saturating_sub(1),
            Command::HalfPageDown => self.top += half,
            Command::HalfPageUp => self.top = self.top.saturating_sub(half),
            Command::PageDown => self.top += page,
            Command::PageUp => self.top = self.top.saturating_sub(page),
            Command::Top => self.top = 0,
            Command::Bottom => self.top = self.layout.lines().len(),
            Command::NextPassage => self.top = self.layout.start_after(self.top),
            Command::PreviousPassage => self.top = self.layout.start_before(self.top),
            Command::NextChapter => self.step_chapter(true),
            Command::PreviousChapter => self.step_chapter(false),
            Command::NextMention => self.step_stop(true, rows),
            Command::PreviousMention => self.step_stop(false, rows),
            Command::FindNext => self.step_match(true, rows),
            Command::FindPrevious => self.step_match(false, rows),
            _ => return false,
        }
        self.clamp(rows);
        true
    }

    /// Gives up what was chosen last: passages, lit matches, a word, speakers read alone; false
    /// where there is nothing of it.
    pub(in crate::app) fn give_up(&mut self) -> bool {
        if self.selection.take().is_some() || self.darken() || self.chosen.take().is_some() {
            return true;
        }
        !std::mem::take(&mut self.only).is_all()
    }

    /// Keeps the last page in view, wherever the top was put.
    pub(in crate::app) fn clamp(&mut self, rows: u16) {
        let last = self
            .layout
            .lines()
            .len()
            .saturating_sub(usize::from(rows).max(1));
        self.top = self.top.min(last);
    }

    /// Puts a passage at the top; where it holds a match, that match a little below the top.
    fn land(&mut self, passage: usize, rows: u16) {
        self.go_to(passage, rows);
        self.go_to_first_match_of(passage, rows);
    }

    /// To the next or the previous chapter, as the outline lists them.
    fn step_chapter(&mut self, forward: bool) {
        let Some(document) = &self.document else {
            return;
        };
        let starts = outline::starts(&document.note);
        let mut rows = starts
            .iter()
            .map(|&passage| self.layout.first_line(passage));
        let found = if forward {
            rows.find(|&row| row > self.top)
        } else {
            rows.rfind(|&row| row < self.top)
        };
        self.top = found.unwrap_or(if forward { self.top } else { 0 });
    }

    /// Scrolls as little as needed to show a row, with two rows of its surroundings.
    fn reveal(&mut self, row: usize, rows: u16) {
        let height = usize::from(rows).max(1);
        let margin = if height > 6 { 2 } else { 0 };
        let lowest = row.saturating_sub(margin);
        let highest = (row + 1 + margin).saturating_sub(height);
        if self.top > lowest || self.top < highest {
            self.top = row.saturating_sub(height / 3);
        }
        self.clamp(rows);
    }
}

/// The matches of one text, in order; empty where nothing matched.
#[must_use]
pub fn matches_in(matches: &Matches, passage: usize, side: Side) -> &[Range<usize>] {
    matches.get(&(passage, side)).map_or(&[], Vec::as_slice)
}
