//! Commands to changes of state and effects.

use crate::model::{Destination, Landing, NoteId, Target};

use super::commands::Command;
use super::effect::Effect;
use super::field::Field;
use super::history::Visit;
use super::overlay::Overlay;
use super::screens::card::CardView;
use super::screens::palette::Palette;
use super::screens::panel::PanelView;
use super::screens::scroll::Scroll;
use super::shape::Pane;
use super::{App, Screen};

impl App {
    /// Does what a command says, in the place that has the keys.
    pub(super) fn perform(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Quit => return vec![Effect::Quit],
            Command::Suspend => return vec![Effect::Suspend],
            Command::NextTheme => return vec![Effect::NextTheme],
            Command::Reindex => return vec![Effect::Index],
            Command::Close => return self.close(),
            _ => {}
        }
        if matches!(self.overlays.last(), Some(Overlay::Palette(_))) {
            return self.perform_in_palette(command);
        }
        match command {
            Command::Help => self.overlay(Overlay::Help(Scroll::default())),
            Command::Palette => self.overlay(Overlay::Palette(Palette::default())),
            Command::Diagnostics => self.overlay(Overlay::Diagnostics(Scroll::default())),
            Command::Search | Command::ShowSearch => self.show(Screen::Search),
            Command::ShowReader => self.show(Screen::Reader),
            Command::ShowDashboard => {
                self.show(Screen::Dashboard);
                return vec![Effect::Dashboard];
            }
            Command::Back => return self.travel(true),
            Command::Forward => return self.travel(false),
            _ if !self.overlays.is_empty() => return self.perform_in_overlay(command),
            _ => {
                return match self.screen {
                    Screen::Reader => self.perform_in_reader(command),
                    Screen::Search => self.perform_in_search(command),
                    Screen::Dashboard => self.perform_in_dashboard(command),
                };
            }
        }
        Vec::new()
    }

    /// Opens a note; the place left is remembered.
    pub(super) fn go(&mut self, note: NoteId, landing: Landing) -> Vec<Effect> {
        if let Some(visit) = self.reader.visit() {
            self.history.leave(visit);
        }
        self.show(Screen::Reader);
        self.focus(Pane::Text);
        self.request(note, landing)
    }

    /// Asks for a note without leaving the place where the keys go.
    pub(super) fn request(&mut self, note: NoteId, landing: Landing) -> Vec<Effect> {
        self.reader.generation += 1;
        self.library.choose(note);
        let destination = Destination { note, landing };
        vec![Effect::Open {
            generation: self.reader.generation,
            destination,
        }]
    }

    /// The note that is open, whose date is "then" for what is opened from it.
    fn open_note(&self) -> Option<NoteId> {
        self.reader
            .document
            .as_ref()
            .map(|document| document.summary.id)
    }

    fn overlay(&mut self, overlay: Overlay) {
        let same =
            |other: &Overlay| std::mem::discriminant(other) == std::mem::discriminant(&overlay);
        if self.overlays.last().is_none_or(|top| !same(top)) {
            self.overlays.push(overlay);
        }
    }

    fn show(&mut self, screen: Screen) {
        self.overlays.clear();
        self.screen = screen;
    }

    fn focus(&mut self, pane: Pane) {
        self.shape.focus = pane;
        self.reader.lay_out(self.shape.text_width(), self.locale);
    }

    /// Closes the topmost of what is open: overlay, find box, screen, lit matches.
    fn close(&mut self) -> Vec<Effect> {
        if self.overlays.pop().is_some() {
            return Vec::new();
        }
        if self.screen != Screen::Reader {
            self.show(Screen::Reader);
        } else if self.reader.find.take().is_some() || !self.reader.matches.is_empty() {
            self.reader.matches.clear();
        } else if self.reader.mention.take().is_none() {
            self.focus(Pane::Notes);
        }
        Vec::new()
    }

    fn travel(&mut self, back: bool) -> Vec<Effect> {
        let present = self.reader.visit();
        let visit = if back {
            self.history.back(present)
        } else {
            self.history.forward(present)
        };
        let Some(Visit { note, passage }) = visit else {
            return Vec::new();
        };
        self.show(Screen::Reader);
        self.focus(Pane::Text);
        self.request(note, Landing::Passage(passage))
    }

    fn perform_in_reader(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.shape.body();
        match command {
            Command::FocusNext => self.turn_focus(true),
            Command::FocusPrevious => self.turn_focus(false),
            Command::TogglePanels => {
                self.shape.panels = !self.shape.panels;
                self.focus(self.shape.focus);
            }
            Command::NextLanguageMode => {
                self.reader.turn(self.shape.text_width(), rows, self.locale);
            }
            Command::Find => {
                self.focus(Pane::Text);
                self.reader.find = Some(Field::default());
            }
            Command::Open if self.reader.find.is_some() => self.reader.find = None,
            Command::Card | Command::Open if self.shape.focus == Pane::Text => {
                return self.card_of_mention();
            }
            Command::Card => return self.card_of_mention(),
            Command::Panel if self.shape.focus != Pane::Panels => return self.panel_of_mention(),
            Command::Panel | Command::Open if self.shape.focus == Pane::Panels => {
                return self.chosen_panel();
            }
            Command::Open => {
                self.focus(Pane::Text);
                return self.open_selected();
            }
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
                if !self.library.steer(command, width, rows.saturating_sub(1)) {
                    self.reader.steer(command, rows);
                } else if self.library.cursor.selected != before {
                    return self.open_selected();
                }
            }
            Pane::Text => {
                self.reader.steer(command, rows);
            }
        }
        Vec::new()
    }

    /// The chosen note of the list, unless it is open already.
    fn open_selected(&mut self) -> Vec<Effect> {
        let Some(note) = self.library.selected().map(|note| note.id) else {
            return Vec::new();
        };
        if self.open_note() == Some(note) {
            return Vec::new();
        }
        self.request(note, Landing::Top)
    }

    fn turn_focus(&mut self, forward: bool) {
        let next = match (self.shape.focus, forward) {
            (Pane::Notes, true) | (Pane::Panels, false) => Pane::Text,
            (Pane::Text, true) | (Pane::Notes, false) => Pane::Panels,
            (Pane::Panels, true) | (Pane::Text, false) => Pane::Notes,
        };
        self.focus(next);
    }

    fn perform_in_search(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.shape.body();
        if command == Command::Open {
            let Some(note) = self.search.selected().map(|hit| hit.note.id) else {
                return Vec::new();
            };
            let query = self.search.field.text().to_owned();
            return self.go(note, Landing::Query(query));
        }
        self.search.steer(command, rows);
        Vec::new()
    }

    fn perform_in_dashboard(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.shape.body();
        if !self.dashboard.steer(command, rows) && matches!(command, Command::Open | Command::Panel)
        {
            let Some(reading) = self.dashboard.selected() else {
                return Vec::new();
            };
            let id = reading.indicator;
            return self.panel(id, "", None);
        }
        Vec::new()
    }

    fn perform_in_overlay(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.shape.body();
        match self.overlays.last_mut() {
            Some(Overlay::Help(scroll) | Overlay::Diagnostics(scroll)) => {
                scroll.steer(command, rows);
            }
            Some(Overlay::Panel(panel)) => {
                panel.steer(command, rows);
            }
            Some(Overlay::Card(card)) => {
                if !card.steer(command, rows) {
                    return self.perform_in_card(command);
                }
            }
            Some(Overlay::Palette(_)) | None => {}
        }
        Vec::new()
    }

    fn perform_in_card(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Card(view)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(card) = &view.card else {
            return Vec::new();
        };
        match command {
            Command::Open => {
                let chosen = card.notes.get(view.cursor.selected).map(|note| note.id);
                let landing = Landing::Mention(view.target.clone());
                chosen
                    .map(|note| self.go(note, landing))
                    .unwrap_or_default()
            }
            Command::Panel | Command::Card => {
                let key = card
                    .panel
                    .as_ref()
                    .map(|panel| (panel.now.indicator, panel.subject.clone()));
                let note = self.open_note();
                key.map(|(id, subject)| self.panel(id, &subject, note))
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn card_of_mention(&mut self) -> Vec<Effect> {
        let Some(target) = self.reader.chosen().map(|mention| mention.target.clone()) else {
            return Vec::new();
        };
        let note = self.open_note();
        self.overlays
            .push(Overlay::Card(Box::new(CardView::awaited(target.clone()))));
        vec![Effect::Card { target, note }]
    }

    fn panel_of_mention(&self) -> Vec<Effect> {
        let target: Option<Target> = self.reader.chosen().map(|mention| mention.target.clone());
        let note = self.open_note();
        target
            .map(|target| Effect::PanelOf { target, note })
            .into_iter()
            .collect()
    }

    fn chosen_panel(&mut self) -> Vec<Effect> {
        let Some(chosen) = self.panels.selected() else {
            return Vec::new();
        };
        let (id, subject) = (chosen.now.indicator, chosen.subject.clone());
        let note = self.open_note();
        self.panel(id, &subject, note)
    }

    fn panel(&mut self, id: &str, subject: &str, note: Option<NoteId>) -> Vec<Effect> {
        self.overlays
            .push(Overlay::Panel(Box::new(PanelView::awaited(id, subject))));
        vec![Effect::Panel {
            id: id.to_owned(),
            subject: subject.to_owned(),
            note,
        }]
    }
}
