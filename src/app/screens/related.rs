//! Notes that share something with the open one, each with what it shares.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::model::{Locale, NoteId, RelatedNote, SharedKind};

/// Rows above the first note: the title and a gap.
const ABOVE: usize = 2;

/// Rows that a note takes: its line and what it shares.
const EACH: usize = 2;

/// Columns of the date with the space behind it.
const DATE: u16 = 12;

/// Things shared that are named at most; the rest is counted.
const NAMED: usize = 12;

/// The notes related to one, and which is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedView {
    /// The note they are related to.
    pub of: NoteId,
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The chosen note.
    pub cursor: Cursor,
    title: String,
    found: Option<(Vec<RelatedNote>, usize)>,
    locale: Option<Locale>,
}

impl RelatedView {
    /// A list that is being made.
    #[must_use]
    pub fn awaited(of: NoteId, title: &str) -> Self {
        Self {
            of,
            page: Page::default(),
            scroll: Scroll::default(),
            cursor: Cursor::default(),
            title: title.to_owned(),
            found: None,
            locale: None,
        }
    }

    /// Whether the answer is still on its way.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        self.found.is_none()
    }

    /// Takes the answer, if it is of this note.
    pub fn take(&mut self, of: NoteId, notes: Vec<RelatedNote>, total: usize) {
        if of == self.of {
            self.cursor.clamp(notes.len());
            self.found = Some((notes, total));
            self.locale = None;
        }
    }

    /// The chosen note.
    #[must_use]
    pub fn selected(&self) -> Option<NoteId> {
        let one = self.notes().get(self.cursor.selected)?;
        Some(one.note.id)
    }

    /// The row of the chosen note.
    #[must_use]
    pub fn selected_row(&self) -> Option<usize> {
        (!self.notes().is_empty()).then_some(ABOVE + self.cursor.selected * EACH)
    }

    /// Moves the choice; what is above it scrolls along.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows).saturating_sub(ABOVE) / EACH;
        if !self.cursor.steer(command, self.notes().len(), page.max(1)) {
            return false;
        }
        let row = ABOVE + self.cursor.selected * EACH;
        let lowest = (row + EACH).saturating_sub(usize::from(rows));
        let top = match self.cursor.selected {
            0 => 0,
            _ => usize::from(self.scroll.top).max(lowest).min(row),
        };
        self.scroll.top = u16::try_from(top).unwrap_or(u16::MAX);
        true
    }

    /// Lays it out where its width, language or content has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    fn notes(&self) -> &[RelatedNote] {
        self.found.as_ref().map_or(&[], |(notes, _)| notes)
    }

    fn page(&self, columns: u16, locale: Locale) -> Page {
        let mut page = Page::new(columns);
        let mut row = page.row();
        if let Some((notes, total)) = &self.found {
            let count = words::shown_of(notes.len(), *total, locale);
            row.put_right(&count, Role::Muted);
        }
        row.put(words::RELATED_NOTES.get(locale), Role::Accent)
            .skip(2)
            .put(&self.title, Role::Text);
        page.blank(1);
        match &self.found {
            None => page.paragraph(wording::COMPUTING.get(locale), Role::Muted, 0),
            Some((notes, _)) if notes.is_empty() => {
                page.paragraph(words::NOTHING_RELATED.get(locale), Role::Muted, 0);
            }
            Some((notes, _)) => notes.iter().for_each(|one| entry(&mut page, one, locale)),
        }
        page
    }
}

fn entry(page: &mut Page, one: &RelatedNote, locale: Locale) {
    let note = &one.note;
    let date = note
        .date
        .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
    let mut row = page.row();
    if let Some(speaker) = note.speaker.as_deref().filter(|_| row.room() > 60) {
        row.put_right(speaker, Role::Muted);
    }
    row.put(&date, Role::Muted)
        .to(DATE)
        .put(&note.title, Role::Text);
    let mut row = page.row();
    let indent = if row.room() > 60 { DATE } else { 2 };
    row.to(indent)
        .put(words::SHARES.get(locale), Role::Muted)
        .skip(1);
    for (at, shared) in one.shares.iter().take(NAMED).enumerate() {
        if at > 0 {
            row.put(", ", Role::Muted);
        }
        let (sign, role) = match shared.kind {
            SharedKind::Concept => ("", Role::Concept),
            SharedKind::Ticker => ("", Role::Instrument),
            SharedKind::Tag => ("#", Role::Tag),
            SharedKind::Speaker => ("", Role::Speaker),
            SharedKind::Word => ("", Role::Text),
        };
        row.put(&format!("{sign}{}", shared.text), role);
    }
    let more = one.shares.len().saturating_sub(NAMED);
    if more > 0 {
        row.put(", ", Role::Muted)
            .put(&wording::and_more(more, locale), Role::Muted);
    }
}
