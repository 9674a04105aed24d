//! The reader without a terminal: state, what happens to it, and what it asks for.
//!
//! `App::update` takes a [`msg::Msg`] and returns [`effect::Effect`]s. It reads
//! no file, no clock and no terminal, and never waits. The view paints the
//! state; `jobs` performs the effects and answers with further messages.

pub mod about;
pub mod cast;
pub mod commands;
pub mod copy;
pub mod cursor;
pub mod effect;
pub mod field;
pub mod hints;
pub mod history;
mod keys;
pub mod layout;
pub mod msg;
pub mod narrowing;
pub mod overlay;
pub mod page;
mod perform;
pub mod registry;
pub mod screens;
mod settle;
pub mod shape;
mod update;
pub mod wording;
pub mod written;

use std::sync::Arc;

use crate::config::keymap::{CONTEXTS, KeyChord, Keymap, Typing};
use crate::model::{IndexProgress, Locale, MarketStatus, Ticker};

use commands::Command;
use effect::Effect;
use hints::Hints;
use history::History;
use overlay::Overlay;
use screens::dashboard::Dashboard;
use screens::library::Library;
use screens::panels::Panels;
use screens::reader::Reader;
use screens::search::Search;
use shape::{Pane, Shape};

/// What fills the space between the top line and the bottom line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// Notes, text and panels.
    #[default]
    Reader,
    /// The search of the library.
    Search,
    /// Every indicator for the last date.
    Dashboard,
}

/// What the top line and the bottom line say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Status {
    /// Which data stand behind the numbers.
    pub market: MarketStatus,
    /// Prices of the moment, in the order of the settings.
    pub tickers: Vec<Ticker>,
    /// How far the index is, while it is made.
    pub progress: Option<IndexProgress>,
    /// Something to tell, until the next key.
    pub notice: Option<Notice>,
}

/// Something to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened, where, and what to do.
    pub text: String,
    /// Something failed.
    pub is_problem: bool,
}

/// Keys pressed so far and what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Keys {
    /// The meaning of keys.
    pub map: Arc<Keymap>,
    /// The beginning of a sequence, such as the first `g` of `g g`.
    pub pending: Vec<KeyChord>,
    /// What the next key names a place for, by its letter.
    pub letter: Option<Letter>,
    /// What was asked back about, and is done where its key comes at once again.
    pub asked: Option<Command>,
    /// What the bottom line tells of them.
    pub hints: Hints,
}

/// What a letter is awaited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// To name a place.
    Set,
    /// To go to a place.
    Go,
}

/// The whole state of the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct App {
    /// Which screen is shown.
    pub screen: Screen,
    /// The list of notes.
    pub library: Library,
    /// The open note.
    pub reader: Reader,
    /// The panels of the open note.
    pub panels: Panels,
    /// The search.
    pub search: Search,
    /// Every indicator.
    pub dashboard: Dashboard,
    /// What lies over the screen, the topmost last.
    pub overlays: Vec<Overlay>,
    /// Where the reader has been.
    pub history: History,
    /// What the top and the bottom line say.
    pub status: Status,
    /// Size and division of the screen.
    pub shape: Shape,
    /// Keys and their meaning.
    pub keys: Keys,
    /// The language of the interface.
    pub locale: Locale,
}

impl App {
    /// The state before anything was read.
    #[must_use]
    pub fn new(width: u16, height: u16, locale: Locale, keymap: Arc<Keymap>) -> Self {
        let mut app = Self {
            screen: Screen::default(),
            library: Library::default(),
            reader: Reader::default(),
            panels: Panels::default(),
            search: Search::default(),
            dashboard: Dashboard::default(),
            overlays: Vec::new(),
            history: History::default(),
            status: Status::default(),
            shape: Shape::new(width, height),
            keys: Keys {
                map: keymap,
                pending: Vec::new(),
                letter: None,
                asked: None,
                hints: Hints::default(),
            },
            locale,
        };
        // There is no note yet, so nothing is left to do.
        drop(app.settle());
        app
    }

    /// What to do at the start: the list, before anything is painted, then the rest.
    #[must_use]
    pub fn start() -> Vec<Effect> {
        vec![Effect::ListNotes, Effect::Index]
    }

    /// The contexts of the keymap that hold now, the narrowest first.
    #[must_use]
    pub fn contexts(&self) -> Vec<&'static str> {
        let narrowest = self.context();
        let typing = CONTEXTS
            .iter()
            .any(|&(name, typing)| name == narrowest && typing == Typing::Yes);
        if typing {
            return vec![narrowest];
        }
        let forward = self.overlays.is_empty() && self.history.can_go_forward();
        let forward = forward.then_some("forward");
        // While passages are chosen, the keys of the text hold as well.
        let text = (narrowest == "select").then_some("reader");
        [Some(narrowest), text, forward, Some("any")]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The keymap's name for where keys go now.
    #[must_use]
    pub fn context(&self) -> &'static str {
        if let Some(overlay) = self.overlays.last() {
            return overlay.context();
        }
        match self.screen {
            Screen::Search if self.search.narrow.is_focused => "narrow",
            Screen::Search => "search",
            Screen::Dashboard => "dashboard",
            Screen::Reader if self.reader.find.is_some() => "find",
            Screen::Reader => match self.shape.focus {
                Pane::Notes => "list",
                Pane::Text if self.reader.selection.is_some() => "select",
                Pane::Text => "reader",
                Pane::Panels => "panels",
            },
        }
    }
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
