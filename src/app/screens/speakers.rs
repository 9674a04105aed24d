//! Who speaks in a note, how often and how long; one or more of them are chosen to be read alone.

use std::sync::Arc;

use crate::app::cast::{Cast, Only};
use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::config::theme::Role;
use crate::model::{Document, Locale};
use crate::text::width::width;

/// Rows above the first speaker: the title and a gap.
const ABOVE: usize = 2;

/// Columns of a name at most.
const NAME: u16 = 32;

/// The speakers of one note.
#[derive(Debug, Clone, PartialEq)]
pub struct Speakers {
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The speaker that keys are about.
    pub cursor: Cursor,
    /// Who is taken up so far.
    pub only: Only,
    lines: Vec<Line>,
    locale: Option<Locale>,
}

/// What is known of one speaker.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    place: usize,
    name: Arc<str>,
    passages: usize,
    seconds: f64,
}

impl Speakers {
    /// The speakers of a note, most words first, with those read alone now taken up.
    #[must_use]
    pub fn of(document: &Document, only: Only) -> Self {
        let cast = Cast::of(&document.note);
        let names = cast.names().iter().enumerate();
        let mut lines: Vec<Line> = names
            .map(|(place, name)| Line {
                place,
                name: Arc::clone(name),
                passages: 0,
                seconds: 0.0,
            })
            .collect();
        for (index, passage) in document.note.passages.iter().enumerate() {
            let speaker = cast.speaker(passage);
            if let Some(line) = speaker.and_then(|speaker| lines.get_mut(speaker)) {
                line.passages += 1;
                line.seconds += document.pace.seconds(index);
            }
        }
        lines.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
        let chosen = lines.iter().position(|line| only.holds(line.place));
        Self {
            page: Page::default(),
            scroll: Scroll::default(),
            cursor: Cursor {
                selected: chosen.unwrap_or(0),
                top: 0,
            },
            only,
            lines,
            locale: None,
        }
    }

    /// Whether nobody speaks.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The row of the speaker that keys are about.
    #[must_use]
    pub const fn selected_row(&self) -> usize {
        self.cursor.selected + ABOVE
    }

    /// Takes up the speaker that keys are about, or leaves them out.
    pub fn toggle(&mut self) {
        if let Some(line) = self.lines.get(self.cursor.selected) {
            self.only.toggle(line.place);
            self.locale = None;
        }
    }

    /// Who is to be read alone: those taken up, or where nobody is, the one that keys are about.
    #[must_use]
    pub fn taken(&self) -> Only {
        let line = self.lines.get(self.cursor.selected);
        match line {
            Some(line) if self.only.is_all() => Only::one(line.place),
            _ => self.only,
        }
    }

    /// Moves the choice; what is above it scrolls along.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows).saturating_sub(ABOVE).max(1);
        if !self.cursor.steer(command, self.lines.len(), page) {
            return false;
        }
        let lowest = (self.selected_row() + 1).saturating_sub(usize::from(rows));
        let top = usize::from(self.scroll.top).clamp(lowest, self.selected_row());
        let top = if self.cursor.selected == 0 {
            lowest
        } else {
            top
        };
        self.scroll.top = u16::try_from(top).unwrap_or(u16::MAX);
        true
    }

    /// Lays it out where its width, language or choice has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    /// A speaker a row: whether taken up, name, passages, minutes, share of the words.
    fn page(&self, columns: u16, locale: Locale) -> Page {
        let mut page = Page::new(columns);
        let mut title = page.row();
        if columns > NAME + 20 {
            title.put_right(wording::SPEAKERS_HINT.get(locale), Role::Muted);
        }
        title.put(wording::SPEAKERS.get(locale), Role::Accent);
        page.blank(1);
        let total: f64 = self.lines.iter().map(|line| line.seconds).sum();
        let widest = self.lines.iter().map(|line| width(&line.name)).max();
        let names = widest
            .map_or(0, |widest| widest as u16)
            .min(NAME)
            .min(columns / 2);
        for line in &self.lines {
            let taken = self.only.holds(line.place);
            let mut row = page.row();
            row.put(if taken { "✓" } else { " " }, Role::Accent).skip(1);
            let end = row.at() + names;
            row.put_in_left(&line.name, names, Role::speaker(line.place));
            row.to(end + 2);
            let count = wording::passages(line.passages, locale);
            row.put_in(&count, columns.min(14), Role::Text).skip(2);
            let minutes = (line.seconds / 60.0).ceil() as u32;
            row.put_in(&wording::minutes(minutes, locale), 8, Role::Muted);
            let share = if total > 0.0 {
                line.seconds / total
            } else {
                0.0
            };
            row.put_in(&format!("{:.0}%", share * 100.0), 6, Role::Muted);
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::fixture::document;
    use crate::model::{Make, PassageKind};

    fn speakers(only: Only) -> Speakers {
        let prose = |speaker, zh| (PassageKind::Prose, speaker, zh, "");
        let document = document(
            1,
            ("t", date(2026, 2, 5)),
            Make::Transcript,
            vec![
                prose(Some("主持"), "为什么？"),
                prose(Some("周岚"), "低波动把所有人推向同一边。"),
                prose(None, "旁白"),
                prose(Some("周岚"), "规则很简单。"),
            ],
        );
        Speakers::of(&document, only)
    }

    fn rows(speakers: &mut Speakers) -> Vec<String> {
        speakers.lay_out(60, Locale::En);
        let row = |row: &Vec<crate::app::page::Placed>| {
            row.iter()
                .map(|placed| placed.text.trim())
                .collect::<Vec<_>>()
                .join(" ")
        };
        speakers.page.rows().iter().skip(ABOVE).map(row).collect()
    }

    #[test]
    fn speakers_stand_by_how_much_they_say() {
        let mut speakers = speakers(Only::default());
        assert_eq!(
            rows(&mut speakers),
            [
                " 周岚 2 passages 1\u{a0}min 85%",
                " 主持 1 passage 1\u{a0}min 15%"
            ]
        );
    }

    #[test]
    fn without_a_choice_it_is_the_one_that_keys_are_about() {
        let mut speakers = speakers(Only::default());
        assert_eq!(speakers.taken(), Only::one(1));
        assert!(speakers.steer(Command::MoveDown, 10));
        assert_eq!(speakers.taken(), Only::one(0));
        speakers.toggle();
        speakers.steer(Command::MoveUp, 10);
        assert_eq!(speakers.taken(), Only::one(0));
        speakers.toggle();
        assert_eq!(speakers.taken().places().count(), 2);
        assert!(rows(&mut speakers).iter().all(|row| row.starts_with('✓')));
    }

    #[test]
    fn the_choice_begins_at_who_is_read_alone() {
        let speakers = speakers(Only::one(0));
        assert_eq!(speakers.selected_row(), ABOVE + 1);
        assert!(!speakers.is_empty());
    }
}
