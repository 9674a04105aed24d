//! Commands to changes of state and effects.

mod lists;
mod overlay;
mod reader;
mod related;
mod search;
mod searches;

use std::sync::Arc;

use crate::model::{Destination, Landing, NoteId, Only};

use super::commands::Command;
use super::effect::Effect;
use super::history::Visit;
use super::overlay::{Overlay, Size};
use super::screens::agenda::Agenda;
use super::screens::diagnostics::Diagnostics;
use super::screens::help::Help;
use super::screens::palette::Palette;
use super::screens::panel::PanelView;
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
        if matches!(self.overlays.last(), Some(Overlay::Outline(_))) {
            self.perform_in_outline(command);
            return Vec::new();
        }
        if matches!(self.overlays.last(), Some(Overlay::Name(_))) {
            return self.perform_in_name(command);
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
            Command::Agenda => {
                let note = self.reader.document.as_ref();
                let note = note.and_then(|document| document.summary.date);
                let agenda = Agenda::of(note, self.status.market.last);
                self.lay_over(Overlay::Agenda(agenda));
            }
            Command::Search | Command::ShowSearch => self.show_search(),
            Command::Narrow => self.show_narrow(),
            Command::ShowReader => self.show(Screen::Reader),
            Command::ShowDashboard => {
                self.show(Screen::Dashboard);
                return vec![Effect::Dashboard];
            }
            Command::Searches => return self.open_searches(),
            Command::ListUnread => return self.list_only(Only::Unread),
            Command::ListNew => return self.list_only(Only::New),
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
        if screen != Screen::Reader {
            self.shape.alone = false;
            self.reader.selection = None;
        }
    }

    fn focus(&mut self, pane: Pane) {
        self.shape.focus = pane;
        if pane != Pane::Text {
            self.shape.alone = false;
            self.reader.selection = None;
        }
    }

    /// Closes the topmost of what is open: overlay, column of the search, screen, find box, chosen passages, lit
    /// matches, chosen word, speakers read alone, text alone.
    fn close(&mut self) -> Vec<Effect> {
        if self.overlays.pop().is_some() {
            return Vec::new();
        }
        if self.screen == Screen::Search && self.search.narrow.is_focused {
            self.search.narrow.is_focused = false;
        } else if self.screen != Screen::Reader {
            self.show(Screen::Reader);
        } else if self.reader.find.is_some() {
            self.reader.give_up_find(self.shape.body());
        } else if !self.reader.give_up() {
            if self.shape.is_alone() {
                self.shape.alone = false;
            } else if self.shape.focus == Pane::Notes {
                return self.list(Only::All);
            } else {
                self.focus(Pane::Notes);
            }
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
        if self.open_note() == Some(note) && self.reader.asked == Some(note) {
            self.reader.go_to(passage, self.shape.body());
            return Vec::new();
        }
        self.request(note, Landing::Passage(passage))
    }

    fn perform_in_dashboard(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.shape.body();
        if !self.dashboard.steer(command, rows) && matches!(command, Command::Open | Command::Panel)
        {
            let Some(standing) = self.dashboard.selected() else {
                return Vec::new();
            };
            let id = standing.reading.indicator;
            return self.panel(id, "", None);
        }
        Vec::new()
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
