//! Commands on the reading screen: its panes, and what is done with the open note.

use crate::app::commands::Command;
use crate::app::copy;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::screens::library::Foot;
use crate::app::screens::outline::Outline;
use crate::app::screens::speakers::Speakers;
use crate::app::shape::Pane;
use crate::app::{App, Letter, wording};
use crate::config::keymap::{Key, KeyChord};
use crate::model::{Landing, Term};

impl App {
    pub(super) fn perform_in_reader(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.shape.body();
        match command {
            Command::FocusNext => self.turn_focus(true),
            Command::FocusPrevious => self.turn_focus(false),
            Command::TogglePanels => {
                self.shape.alone = false;
                self.shape.toggle_panels();
            }
            Command::NextLanguageMode => match self.reader.lacks_language() {
                Some(told) => self.note(told),
                None => self.reader.turn(),
            },
            Command::TableLeft | Command::TableRight => {
                if !self.reader.move_table(command == Command::TableRight, rows) {
                    self.note(wording::NO_WIDE_TABLE);
                }
            }
            Command::ToggleRead => return self.toggle_read(),
            Command::ReadAll => return self.read_all(),
            Command::Find => {
                self.focus(Pane::Text);
                self.reader.selection = None;
                self.reader.open_find();
            }
            Command::Open if self.reader.find.is_some() => self.end_find(),
            Command::Open if self.shape.focus == Pane::Notes => {
                self.focus(Pane::Text);
                return self.open_selected();
            }
            Command::Open | Command::Panel if self.shape.focus == Pane::Panels => {
                return self.chosen_panel();
            }
            Command::Open => return self.card_of_link_or_stop(rows),
            Command::Card => return self.card_of_stop(rows),
            Command::Panel => return self.panel_of_mention(rows),
            Command::Timeline => return self.timeline_of_mention(rows),
            Command::Related => return self.open_related(),
            _ if self.reader.document.is_some() && self.shape.focus != Pane::Panels => {
                return self.perform_in_note(command, rows);
            }
            _ => return self.steer_pane(command, rows),
        }
        Vec::new()
    }

    /// Commands about the open note as a whole, from its list too.
    fn perform_in_note(&mut self, command: Command, rows: u16) -> Vec<Effect> {
        match command {
            Command::Outline => self.open_outline(),
            Command::Speakers => self.open_speakers(),
            Command::TextAlone => {
                let alone = self.shape.is_alone();
                self.focus(Pane::Text);
                self.shape.alone = !alone;
            }
            Command::SetMark => self.await_letter(Letter::Set),
            Command::GoToMark => self.await_letter(Letter::Go),
            Command::Select => {
                self.focus(Pane::Text);
                self.reader.begin_selection(rows);
            }
            Command::Copy => return self.copy(copy::passages),
            Command::Cite => return self.copy(copy::citation),
            _ => return self.steer_pane(command, rows),
        }
        Vec::new()
    }

    fn steer_pane(&mut self, command: Command, rows: u16) -> Vec<Effect> {
        match self.shape.focus {
            Pane::Panels => {
                self.panels.steer(command, rows);
            }
            Pane::Notes => {
                let width = self.shape.columns().notes;
                let before = self.library.cursor.selected;
                let rows_of_list = Foot::of(&self.library, rows).list_rows(rows);
                if !self.library.steer(command, width, rows_of_list) {
                    self.steer_text(command, rows);
                } else if self.library.cursor.selected != before {
                    return self.open_selected();
                }
            }
            Pane::Text => self.steer_text(command, rows),
        }
        Vec::new()
    }

    /// Moves in the text; far moves are remembered as jumps.
    fn steer_text(&mut self, command: Command, rows: u16) {
        let is_jump = matches!(
            command,
            Command::Top
                | Command::Bottom
                | Command::FindNext
                | Command::FindPrevious
                | Command::NextChapter
                | Command::PreviousChapter
        );
        let before = self.reader.visit();
        if self.reader.steer(command, rows) {
            // From the list, too.
            self.reader.enter();
        }
        if let Some(before) = before.filter(|_| is_jump)
            && self.reader.visit() != Some(before)
        {
            self.history.leave(before);
        }
    }

    /// Goes to a passage of the open note; the place left is remembered.
    pub(super) fn jump(&mut self, passage: usize) {
        if let Some(visit) = self.reader.visit() {
            self.history.leave(visit);
        }
        self.focus(Pane::Text);
        self.reader.go_to(passage, self.shape.body());
    }

    /// Closes the find box and stays at the match; where it was opened is remembered.
    fn end_find(&mut self) {
        let origin = self.reader.find_origin();
        self.reader.find = None;
        if let (Some(origin), Some(here)) = (origin, self.reader.visit())
            && origin != here.passage
        {
            self.history.leave(crate::app::history::Visit {
                passage: origin,
                ..here
            });
        }
    }

    /// The chosen note of the list, unless it is what was asked for last.
    fn open_selected(&mut self) -> Vec<Effect> {
        let Some(note) = self.library.selected().map(|note| note.id) else {
            return Vec::new();
        };
        if self.reader.asked == Some(note) {
            return Vec::new();
        }
        self.request(note, Landing::Left)
    }

    fn turn_focus(&mut self, forward: bool) {
        let panes = [Pane::Notes, Pane::Text, Pane::Panels];
        // Panels that were put away are reached by showing them, not by the way.
        let count = if self.shape.panels { 3 } else { 2 };
        let present = panes.iter().position(|pane| *pane == self.shape.focus);
        let step = if forward { 1 } else { count - 1 };
        let next = (present.unwrap_or(0) + step) % count;
        let next = panes.get(next).copied().unwrap_or_default();
        self.focus(next);
    }

    fn open_outline(&mut self) {
        let Some(document) = &self.reader.document else {
            return;
        };
        let reader = &self.reader;
        let here = reader.here(self.shape.body());
        let outline = Outline::of(document, reader.mode, reader.languages(), here);
        self.lay_over(Overlay::Outline(outline));
    }

    /// The list of speakers.
    fn open_speakers(&mut self) {
        let Some(document) = &self.reader.document else {
            return;
        };
        let speakers = Speakers::of(document, self.reader.only);
        if speakers.is_empty() {
            self.note(wording::NO_SPEAKERS);
            return;
        }
        self.lay_over(Overlay::Speakers(speakers));
    }

    /// Waits for the letter of a mark, and tells which there are.
    fn await_letter(&mut self, letter: Letter) {
        let marks = &self.reader.marks;
        if letter == Letter::Go && marks.is_empty() {
            self.note(wording::NO_MARKS);
            return;
        }
        self.keys.letter = Some(letter);
        let mut text = match letter {
            Letter::Set => wording::MARK_AWAITED,
            Letter::Go => wording::MARK_WANTED,
        }
        .get(self.locale)
        .to_owned();
        for mark in marks {
            text.push_str(" · ");
            text.push(mark.letter);
            text.push(' ');
            text.extend(mark.anchor.quote.chars().take(8));
        }
        self.tell(text, false);
    }

    /// Takes the letter of a mark; any other key gives up.
    pub(in crate::app) fn take_letter(&mut self, letter: Letter, chord: KeyChord) -> Vec<Effect> {
        let rows = self.shape.body();
        let name = match chord.key {
            Key::Char(c) if !chord.ctrl && !chord.alt => c,
            _ => return Vec::new(),
        };
        match letter {
            // Twice the key that goes to marks goes back, as in vim.
            Letter::Go if name == '\'' => return self.travel(true),
            _ if !name.is_alphanumeric() => {}
            Letter::Set => {
                self.tell(wording::marked(name, self.locale), false);
                return self.reader.set_mark(name, rows).into_iter().collect();
            }
            Letter::Go => match self.reader.marked(name) {
                Some(passage) => self.jump(passage),
                None => self.tell(wording::no_mark(name, self.locale), false),
            },
        }
        Vec::new()
    }

    /// Copies what is chosen, in a form.
    fn copy(
        &mut self,
        form: fn(&crate::model::Document, &[usize], crate::app::layout::LanguageMode) -> String,
    ) -> Vec<Effect> {
        let chosen = self.reader.chosen_passages(self.shape.body());
        let Some(document) = &self.reader.document else {
            return Vec::new();
        };
        let mode = self.reader.mode;
        let text = if copy::passages(document, &chosen, mode).is_empty() {
            String::new()
        } else {
            form(document, &chosen, mode)
        };
        self.reader.selection = None;
        self.put_into_clipboard(text)
    }

    /// Hands a text to the terminal's clipboard, and tells how long it was or why it was not.
    pub(super) fn put_into_clipboard(&mut self, text: String) -> Vec<Effect> {
        if text.is_empty() {
            self.note(wording::NOTHING_TO_COPY);
            return Vec::new();
        }
        if text.len() > copy::MOST {
            let told = wording::too_long_to_copy(text.len(), copy::MOST, self.locale);
            self.tell(told, true);
            return Vec::new();
        }
        let opening: String = text
            .chars()
            .take(24)
            .map(|c| if c == '\n' { ' ' } else { c })
            .collect();
        let count = wording::copied(text.chars().count(), self.locale);
        let more = if text.chars().count() > 24 { "…" } else { "" };
        self.tell(format!("{count}: {opening}{more}"), false);
        vec![Effect::Copy(text)]
    }

    /// Tells a word of the interface.
    pub(super) fn note(&mut self, term: Term) {
        self.tell(term.get(self.locale).to_owned(), false);
    }
}
