//! All notes that mention something, by month: how many, and what each says of it.

mod strip;

use jiff::civil::Date;

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::model::{CardSubject, Locale, NoteId, NoteSummary, Said, SaidWords, Target, Timeline};
use crate::text::wrap::wrap;

/// Rows kept free for what the chosen note says, so that nothing moves when it arrives.
const SAID_ROWS: usize = 3;

/// Columns of a bar at most.
const BAR: usize = 24;

/// A time line and which of its notes is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineView {
    /// What it is of.
    pub target: Target,
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The chosen note.
    pub cursor: Cursor,
    /// The note that is open.
    open: Option<NoteId>,
    line: Option<Timeline>,
    said: Option<Said>,
    /// The note whose words were asked for last.
    asked: Option<NoteId>,
    /// The row of each note.
    rows: Vec<usize>,
    locale: Option<Locale>,
}

impl TimelineView {
    /// A time line that is being made, with the open note to be marked in it.
    #[must_use]
    pub fn awaited(target: Target, open: Option<NoteId>) -> Self {
        Self {
            target,
            page: Page::default(),
            scroll: Scroll::default(),
            cursor: Cursor::default(),
            open,
            line: None,
            said: None,
            asked: None,
            rows: Vec::new(),
            locale: None,
        }
    }

    /// Whether the answer is still on its way.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        self.line.is_none()
    }

    /// Takes the notes, if they are of this; the open one is chosen, else the newest.
    pub fn take(&mut self, line: Timeline) {
        if line.subject.target() != self.target {
            return;
        }
        let open = line
            .notes
            .iter()
            .position(|note| Some(note.id) == self.open);
        self.cursor.selected = open.unwrap_or(0);
        self.line = Some(line);
        self.locale = None;
    }

    /// Takes what a note says, if it is the chosen one.
    pub fn take_said(&mut self, said: Said) {
        if Some(said.note) == self.selected() && said.target == self.target {
            self.said = Some(said);
            self.locale = None;
        }
    }

    /// The chosen note.
    #[must_use]
    pub fn selected(&self) -> Option<NoteId> {
        self.notes().get(self.cursor.selected).map(|note| note.id)
    }

    /// The chosen note where what it says was not asked for yet.
    pub fn ask(&mut self) -> Option<NoteId> {
        let chosen = self.selected().filter(|note| self.asked != Some(*note))?;
        self.asked = Some(chosen);
        Some(chosen)
    }

    /// The row of the chosen note.
    #[must_use]
    pub fn selected_row(&self) -> Option<usize> {
        self.rows.get(self.cursor.selected).copied()
    }

    /// Moves the choice.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows / 2).max(1);
        let count = self.notes().len();
        if !self.cursor.steer(command, count, page) {
            return false;
        }
        self.locale = None;
        true
    }

    /// Lays it out where its width, language, content or choice has changed, with the chosen note
    /// and what it says in view of `rows`.
    pub fn lay_out(&mut self, width: u16, rows: u16, locale: Locale) {
        if self.page.width() == width && self.locale == Some(locale) {
            return;
        }
        let writer = Writer {
            page: Page::new(width),
            rows: Vec::new(),
            locale,
        };
        (self.page, self.rows) = writer.write(self);
        self.locale = Some(locale);
        let Some(row) = self.selected_row() else {
            return;
        };
        let lowest = (row + 1 + SAID_ROWS).saturating_sub(usize::from(rows));
        let highest = if self.cursor.selected == 0 {
            0
        } else {
            row.saturating_sub(1)
        };
        let top = usize::from(self.scroll.top).min(highest).max(lowest);
        self.scroll.top = u16::try_from(top).unwrap_or(u16::MAX);
    }

    fn notes(&self) -> &[NoteSummary] {
        self.line.as_ref().map_or(&[], |line| &line.notes)
    }
}

/// The first day of a note's month; `None` of one without a date.
fn month(note: &NoteSummary) -> Option<Date> {
    note.date.map(Date::first_of_month)
}

struct Writer {
    page: Page,
    rows: Vec<usize>,
    locale: Locale,
}

impl Writer {
    fn write(mut self, view: &TimelineView) -> (Page, Vec<usize>) {
        let Some(line) = &view.line else {
            let title = words::TIMELINE.get(self.locale);
            let mut row = self.page.row();
            row.put(title, Role::Accent)
                .skip(2)
                .put(view.target.id(), Role::Text);
            let computing = wording::COMPUTING.get(self.locale);
            self.page.paragraph(computing, Role::Muted, 0);
            return (self.page, self.rows);
        };
        self.head(line);
        let months = strip::by_month(&line.notes);
        let most = months.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let mut notes = line.notes.iter().enumerate().peekable();
        for (of, count) in &months {
            self.month(*of, *count, most);
            while let Some((at, note)) = notes.next_if(|(_, note)| month(note) == *of) {
                self.note(note, view.open == Some(note.id));
                if at == view.cursor.selected {
                    self.said(view, note);
                }
            }
        }
        (self.page, self.rows)
    }

    /// What it is of, how many notes, and their months from the first to the last.
    fn head(&mut self, line: &Timeline) {
        let (names, role) = match &line.subject {
            CardSubject::Concept(concept) => (&concept.names, Role::Concept),
            CardSubject::Instrument(instrument) => (&instrument.names, Role::Instrument),
        };
        let count = words::shown_of(line.notes.len(), line.total, self.locale);
        let mut row = self.page.row();
        row.put_right(&count, Role::Muted);
        row.put(words::TIMELINE.get(self.locale), Role::Accent)
            .skip(2)
            .put(names.preferred(self.locale), role);
        if let Some(strip) = strip::Strip::of(&line.notes, usize::from(self.page.width())) {
            self.page.blank(1);
            self.page.row().put(&strip.bars, Role::Accent);
            self.page.row().put(&strip.years, Role::Muted);
        }
        self.page.blank(1);
    }

    fn month(&mut self, of: Option<Date>, count: usize, most: usize) {
        let name = of.map_or_else(
            || words::UNDATED.get(self.locale).to_owned(),
            |month| month.strftime("%Y-%m").to_string(),
        );
        let bar = (count * BAR).div_ceil(most.max(1));
        let mut row = self.page.row();
        row.put(&name, Role::Heading)
            .to(8)
            .put_in(&count.to_string(), 5, Role::Text);
        let room = usize::from(row.room().saturating_sub(2));
        row.skip(2).put(&"█".repeat(bar.min(room)), Role::Border);
    }

    fn note(&mut self, note: &NoteSummary, is_open: bool) {
        self.rows.push(self.page.rows().len());
        let day = note
            .date
            .map_or_else(|| "  ".to_owned(), |date| date.strftime("%d").to_string());
        let mut row = self.page.row();
        if let Some(speaker) = note.speaker.as_deref().filter(|_| row.room() > 60) {
            row.put_right(speaker, Role::Muted);
        }
        row.put(if is_open { "▸" } else { " " }, Role::Accent)
            .skip(1)
            .put(&day, Role::Muted)
            .skip(2);
        let role = if is_open { Role::Accent } else { Role::Text };
        row.put(&note.title, role);
    }

    /// What the chosen note says, in rows that are kept for it.
    fn said(&mut self, view: &TimelineView, note: &NoteSummary) {
        let before = self.page.rows().len();
        match view.said.as_ref().filter(|said| said.note == note.id) {
            None => {
                let text = words::LOOKING_UP.get(self.locale);
                self.page.row().skip(6).put(text, Role::Muted);
            }
            Some(Said { words: None, .. }) => {
                let text = words::NOT_FOUND_IN.get(self.locale);
                self.page.row().skip(6).put(text, Role::Warning);
            }
            Some(Said {
                words: Some(words), ..
            }) => self.passage(words),
        }
        let used = self.page.rows().len() - before;
        self.page.blank(SAID_ROWS.saturating_sub(used));
    }

    /// The words around the mention, the mention lit.
    fn passage(&mut self, words: &SaidWords) {
        let speaker = words.speaker.as_deref().map(|name| format!("{name}  "));
        let speaker = speaker.unwrap_or_default();
        let text = format!("{speaker}{}", words.text);
        let lit = words.mention.start + speaker.len()..words.mention.end + speaker.len();
        let room = usize::from(self.page.width().saturating_sub(6)).max(2);
        for range in wrap(&text, room, room).into_iter().take(SAID_ROWS) {
            let mut row = self.page.row();
            row.skip(6);
            let start = lit.start.clamp(range.start, range.end);
            let end = lit.end.clamp(range.start, range.end);
            for (part, role) in [
                (range.start..start, Role::Muted),
                (start..end, Role::Highlight),
                (end..range.end, Role::Muted),
            ] {
                row.put(text.get(part).unwrap_or_default(), role);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::fixture;

    fn view(dates: &[Option<Date>]) -> TimelineView {
        let target = fixture::subject().target();
        let note = |(id, date): (usize, &Option<Date>)| NoteSummary {
            id: NoteId::new(id as u64),
            title: format!("note {id}"),
            date: *date,
            ..NoteSummary::default()
        };
        let mut view = TimelineView::awaited(target, Some(NoteId::new(1)));
        view.take(Timeline {
            subject: fixture::subject(),
            notes: dates.iter().enumerate().map(note).collect(),
            total: dates.len(),
        });
        view
    }

    #[test]
    fn the_open_note_is_chosen_and_what_it_says_is_asked_for_once() {
        let day = date(2026, 2, 5);
        let mut view = view(&[Some(day), Some(date(2026, 1, 7)), None]);
        assert_eq!(view.selected(), Some(NoteId::new(1)));
        assert_eq!((view.ask(), view.ask()), (Some(NoteId::new(1)), None));
        let said = |note| Said {
            note: NoteId::new(note),
            target: fixture::subject().target(),
            words: None,
        };
        view.take_said(said(0));
        assert_eq!(view.said, None, "of another note");
        view.take_said(said(1));
        assert!(view.said.is_some());
        view.steer(Command::MoveDown, 20);
        assert_eq!(view.ask(), Some(NoteId::new(2)));
    }

    #[test]
    fn the_chosen_note_and_what_it_says_are_in_view() {
        let days: Vec<_> = (0..200_i32)
            .map(|day| Some(date(2026, 2, 5) - jiff::Span::new().days(i64::from(day) * 5)))
            .collect();
        let mut view = view(&days);
        for command in [
            Command::Bottom,
            Command::PageUp,
            Command::MoveUp,
            Command::Top,
        ] {
            view.steer(command, 12);
            view.lay_out(60, 12, Locale::En);
            let top = usize::from(view.scroll.top);
            let row = view.selected_row().unwrap();
            assert!(top <= row && row + SAID_ROWS < top + 12, "{command:?}");
        }
        assert_eq!(view.scroll.top, 0, "the head is in view again");
    }
}
