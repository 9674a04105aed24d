//! Commands to changes of state and effects.

use std::sync::Arc;

use crate::model::{Destination, Landing, NoteId, Target, Term};

use super::commands::Command;
use super::effect::Effect;
use super::history::Visit;
use super::overlay::{Overlay, Size};
use super::screens::card::CardView;
use super::screens::diagnostics::Diagnostics;
use super::screens::help::Help;
use super::screens::library::list_rows;
use super::screens::palette::Palette;
use super::screens::panel::PanelView;
use super::shape::Pane;
use super::{App, Notice, Screen, wording};

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
            Command::Help => self.lay_over(Overlay::Help(Help::of(Arc::clone(&self.keys.map)))),
            Command::Palette => {
                let palette = Palette::open(&self.keys.map, &self.contexts(), self.locale);
                self.lay_over(Overlay::Palette(palette));
            }
            Command::Diagnostics => {
                let diagnostics = Diagnostics::of(self.reader.document.clone());
                self.lay_over(Overlay::Diagnostics(diagnostics));
            }
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
        self.reader.asked = Some(note);
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

    /// Lays something on top; one of its kind that lies below is taken away.
    fn lay_over(&mut self, overlay: Overlay) {
        let kind = std::mem::discriminant(&overlay);
        self.overlays
            .retain(|other| std::mem::discriminant(other) != kind);
        self.overlays.push(overlay);
    }

    /// Rows inside of the topmost overlay.
    pub(super) fn room(&self) -> u16 {
        let body = Size {
            width: self.shape.width,
            height: self.shape.body(),
        };
        self.overlays
            .last()
            .map_or(body.height, |overlay| overlay.inside(body).height)
    }

    fn show(&mut self, screen: Screen) {
        self.overlays.clear();
        self.screen = screen;
    }

    fn focus(&mut self, pane: Pane) {
        self.shape.focus = pane;
    }

    /// Closes the topmost of what is open: overlay, screen, find box, lit matches, chosen word.
    fn close(&mut self) -> Vec<Effect> {
        if self.overlays.pop().is_some() {
            return Vec::new();
        }
        if self.screen != Screen::Reader {
            self.show(Screen::Reader);
        } else if self.reader.find.is_some() {
            self.reader.give_up_find(self.shape.body());
        } else if !self.reader.darken() && self.reader.mention.take().is_none() {
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
            Command::TogglePanels => self.shape.toggle_panels(),
            Command::NextLanguageMode => match self.reader.lacks_language() {
                Some(told) => self.notice(told),
                None => self.reader.turn(),
            },
            Command::TableLeft | Command::TableRight => {
                if !self.reader.move_table(command == Command::TableRight, rows) {
                    self.notice(wording::NO_WIDE_TABLE);
                }
            }
            Command::Find => {
                self.focus(Pane::Text);
                self.reader.open_find();
            }
            Command::Open if self.reader.find.is_some() => self.reader.find = None,
            Command::Open if self.shape.focus == Pane::Notes => {
                self.focus(Pane::Text);
                return self.open_selected();
            }
            Command::Open | Command::Panel if self.shape.focus == Pane::Panels => {
                return self.chosen_panel();
            }
            Command::Open | Command::Card => return self.card_of_mention(rows),
            Command::Panel => return self.panel_of_mention(rows),
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
                let tags = self.library.list.as_ref().map_or(0, |list| list.tags.len());
                if !self.library.steer(command, width, list_rows(rows, tags)) {
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

    /// The chosen note of the list, unless it is what was asked for last.
    fn open_selected(&mut self) -> Vec<Effect> {
        let Some(note) = self.library.selected().map(|note| note.id) else {
            return Vec::new();
        };
        if self.reader.asked == Some(note) {
            return Vec::new();
        }
        self.request(note, Landing::Top)
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
        let rows = self.room();
        match self.overlays.last_mut() {
            Some(Overlay::Help(help)) => {
                help.scroll.steer(command, rows);
            }
            Some(Overlay::Diagnostics(diagnostics)) => {
                diagnostics.scroll.steer(command, rows);
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

    fn card_of_mention(&mut self, rows: u16) -> Vec<Effect> {
        let Some(target) = self.target_in_view(rows) else {
            return Vec::new();
        };
        let note = self.open_note();
        self.lay_over(Overlay::Card(Box::new(CardView::awaited(target.clone()))));
        vec![Effect::Card { target, note }]
    }

    fn panel_of_mention(&mut self, rows: u16) -> Vec<Effect> {
        let Some(target) = self.target_in_view(rows) else {
            return Vec::new();
        };
        let note = self.open_note();
        // Whether there is a panel is not known yet: it opens with its answer.
        self.panels.awaited = true;
        vec![Effect::PanelOf { target, note }]
    }

    /// What the chosen word, or the first on the screen, points to; told where there is none.
    fn target_in_view(&mut self, rows: u16) -> Option<Target> {
        let target = self
            .reader
            .mention_in_view(rows)
            .map(|mention| mention.target.clone());
        if target.is_none() && self.reader.document.is_some() {
            self.notice(wording::NO_LINK_HERE);
        }
        target
    }

    /// Says something until the next key.
    fn notice(&mut self, term: Term) {
        let text = term.get(self.locale).to_owned();
        self.status.notice = Some(Notice {
            text,
            is_problem: false,
        });
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
        self.lay_over(Overlay::Panel(Box::new(PanelView::awaited(id, subject))));
        vec![Effect::Panel {
            id: id.to_owned(),
            subject: subject.to_owned(),
            note,
        }]
    }
}
