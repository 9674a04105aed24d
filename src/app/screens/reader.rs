//! The open note: its layout, where it is scrolled to, its linked words, what is found in it.

use std::ops::Range;
use std::sync::Arc;

use crate::app::commands::Command;
use crate::app::effect::Generation;
use crate::app::field::Field;
use crate::app::history::Visit;
use crate::app::layout::{Frame, LanguageMode, Layout};
use crate::app::msg::Opened;
use crate::model::{Document, Locale, Matches, Mention, Side};
use crate::text::fold::{fold, folded};

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
    /// Index of the chosen mention.
    pub mention: Option<usize>,
    /// What is lit: matches of the search that led here, or of the find box.
    pub matches: Matches,
    /// What is typed into the find box; `None` while it is closed.
    pub find: Option<Field>,
    /// The newest request to open a note.
    pub generation: Generation,
}

impl Reader {
    /// Shows a note that was read.
    pub fn open(&mut self, opened: Opened, width: u16, rows: u16, locale: Locale) {
        self.document = Some(opened.document);
        self.matches = opened.matches;
        self.mention = opened.mention;
        self.find = None;
        self.top = 0;
        self.layout = Layout::default();
        self.lay_out(width, locale);
        match (opened.passage, opened.mention) {
            (_, Some(_)) => self.reveal_mention(rows),
            (Some(passage), None) => self.land(passage, rows),
            (None, None) => {}
        }
    }

    /// Lays the note out where its frame has changed; the passage at the top stays there.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        let frame = Frame {
            width,
            mode: self.mode,
            locale,
        };
        let Some(document) = &self.document else {
            return;
        };
        if self.layout.frame() == frame {
            return;
        }
        let at_top = self.top == 0;
        let passage = self.layout.passage_at(self.top);
        self.layout = Layout::new(document, frame);
        self.top = if at_top {
            0
        } else {
            self.layout.first_line(passage)
        };
    }

    /// Turns to the next language mode.
    pub fn turn(&mut self, width: u16, rows: u16, locale: Locale) {
        self.mode = self.mode.next();
        self.lay_out(width, locale);
        self.clamp(rows);
    }

    /// The place at the top of the screen.
    #[must_use]
    pub fn visit(&self) -> Option<Visit> {
        let document = self.document.as_ref()?;
        let passage = self.layout.passage_at(self.top);
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

    /// The mention chosen with `]` and `[`.
    #[must_use]
    pub fn chosen(&self) -> Option<&Mention> {
        self.mentions().get(self.mention?)
    }

    /// Scrolls or steps as a command says; false where it is none of the reader's.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows).saturating_sub(2).max(1);
        let half = (usize::from(rows) / 2).max(1);
        match command {
            Command::MoveDown => self.top += 1,
            Command::MoveUp => self.top = self.top.saturating_sub(1),
            Command::HalfPageDown => self.top += half,
            Command::HalfPageUp => self.top = self.top.saturating_sub(half),
            Command::PageDown => self.top += page,
            Command::PageUp => self.top = self.top.saturating_sub(page),
            Command::Top => self.top = 0,
            Command::Bottom => self.top = usize::MAX / 2,
            Command::NextPassage => {
                let passage = self.layout.passage_at(self.top);
                let start = self.layout.first_line(passage);
                self.top = if self.top < start {
                    start
                } else {
                    self.layout.first_line(passage + 1)
                };
            }
            Command::PreviousPassage => {
                let passage = self.layout.passage_at(self.top.saturating_sub(1));
                self.top = self
                    .layout
                    .first_line(passage)
                    .min(self.top.saturating_sub(1));
            }
            Command::NextMention => self.step_mention(true, rows),
            Command::PreviousMention => self.step_mention(false, rows),
            Command::FindNext => self.step_match(true, rows),
            Command::FindPrevious => self.step_match(false, rows),
            _ => return false,
        }
        self.clamp(rows);
        true
    }

    /// Looks for what the find box holds and goes to the first match at or below the top.
    pub fn search_inside(&mut self, rows: u16) {
        let query = self
            .find
            .as_ref()
            .map(|field| folded(field.text().trim()).into_owned());
        let query = query.unwrap_or_default();
        self.matches = match &self.document {
            Some(document) if !query.is_empty() => find_all(document, &query),
            _ => Matches::new(),
        };
        let row = self.match_rows().into_iter().find(|&row| row >= self.top);
        if let Some(row) = row.or_else(|| self.match_rows().into_iter().next()) {
            self.reveal(row, rows);
        }
    }

    /// How many matches are lit.
    #[must_use]
    pub fn match_count(&self) -> usize {
        self.matches.values().map(Vec::len).sum()
    }

    /// Puts a passage a little below the top.
    fn land(&mut self, passage: usize, rows: u16) {
        self.top = self.layout.first_line(passage).saturating_sub(2);
        self.clamp(rows);
    }

    fn clamp(&mut self, rows: u16) {
        let last = self
            .layout
            .lines()
            .len()
            .saturating_sub(usize::from(rows).max(1));
        self.top = self.top.min(last);
    }

    /// Scrolls as little as needed to show a row, with two rows of its surroundings.
    fn reveal(&mut self, row: usize, rows: u16) {
        let rows = usize::from(rows).max(1);
        let margin = if rows > 6 { 2 } else { 0 };
        let lowest = row.saturating_sub(margin);
        let highest = (row + 1 + margin).saturating_sub(rows);
        if self.top > lowest || self.top < highest {
            self.top = row.saturating_sub(rows / 3);
        }
        self.clamp(rows as u16);
    }

    /// The row of a mention, where its language is shown.
    fn mention_row(&self, index: usize) -> Option<usize> {
        let mention = self.mentions().get(index)?;
        self.layout
            .line_of(mention.passage, mention.side, mention.range.start)
    }

    fn reveal_mention(&mut self, rows: u16) {
        if let Some(row) = self.mention.and_then(|index| self.mention_row(index)) {
            self.reveal(row, rows);
        }
    }

    /// The next mention in reading order that is shown; from the top of the screen at first.
    fn step_mention(&mut self, forward: bool, rows: u16) {
        let count = self.mentions().len();
        let shown = |index: &usize| self.mention_row(*index).is_some();
        let in_view = |row: usize| (self.top..self.top + usize::from(rows)).contains(&row);
        let from = self
            .mention
            .filter(|&index| self.mention_row(index).is_some_and(in_view));
        let found = match (from, forward) {
            (Some(index), true) => (index + 1..count).find(shown),
            (Some(index), false) => (0..index).rev().find(shown),
            (None, true) => {
                (0..count).find(|&index| self.mention_row(index).is_some_and(|row| row >= self.top))
            }
            (None, false) => (0..count)
                .rev()
                .find(|&index| self.mention_row(index).is_some_and(|row| row < self.top)),
        };
        if found.is_some() {
            self.mention = found;
            self.reveal_mention(rows);
        }
    }

    fn match_rows(&self) -> Vec<usize> {
        let rows = self.matches.iter().flat_map(|(&(passage, side), ranges)| {
            ranges
                .iter()
                .filter_map(move |range| self.layout.line_of(passage, side, range.start))
        });
        let mut rows: Vec<usize> = rows.collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn step_match(&mut self, forward: bool, rows: u16) {
        let all = self.match_rows();
        let middle = self.top + usize::from(rows) / 3;
        let next = if forward {
            all.iter().find(|&&row| row > middle).or(all.first())
        } else {
            all.iter().rev().find(|&&row| row < middle).or(all.last())
        };
        if let Some(&row) = next {
            self.top = row.saturating_sub(usize::from(rows) / 3);
        }
    }
}

/// Every place of a folded text in a note, in both languages and scripts.
fn find_all(document: &Document, query: &str) -> Matches {
    let mut matches = Matches::new();
    for (index, passage) in document.note.passages.iter().enumerate() {
        for (side, text) in passage.texts() {
            let ranges = find_in(&text.content, query);
            if !ranges.is_empty() {
                matches.insert((index, side), ranges);
            }
        }
    }
    matches
}

fn find_in(content: &str, query: &str) -> Vec<Range<usize>> {
    let text = fold(content);
    let found = text
        .text()
        .match_indices(query)
        .map(|(at, hit)| at..at + hit.len());
    found.map(|range| text.original(range)).collect()
}

/// The matches of one text, in order; empty where nothing matched.
#[must_use]
pub fn matches_in(matches: &Matches, passage: usize, side: Side) -> &[Range<usize>] {
    matches.get(&(passage, side)).map_or(&[], Vec::as_slice)
}
