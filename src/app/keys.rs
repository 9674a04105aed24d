//! Keys to commands, or into the field that takes text.

use crate::config::keymap::{Key, KeyChord, Lookup};

use super::commands::{self, Command};
use super::effect::Effect;
use super::overlay::Overlay;
use super::{App, Screen};

impl App {
    /// One key: typed into an open field, or looked up in the keymap.
    pub(super) fn key(&mut self, chord: KeyChord) -> Vec<Effect> {
        self.status.notice = None;
        self.panels.awaited = false;
        if let Some(letter) = self.keys.letter.take() {
            return self.take_letter(letter, chord);
        }
        if self.takes_text() && is_text(chord) {
            return self.type_key(chord);
        }
        self.keys.pending.push(chord);
        let found = match self.keys.map.lookup(&self.contexts(), &self.keys.pending) {
            Lookup::Prefix => return Vec::new(),
            Lookup::Found(id) => commands::by_id(id),
            Lookup::None => None,
        };
        let sequence = std::mem::take(&mut self.keys.pending);
        // Only what was asked back about stays, for what it is asked again.
        self.keys.asked = self.keys.asked.filter(|asked| found == Some(*asked));
        match found {
            Some(command) => self.perform(command),
            None if self.takes_text() => self.type_key(chord),
            // A key that ends no sequence starts one of its own: `g j` moves down.
            None if sequence.len() > 1 => self.key(chord),
            None => Vec::new(),
        }
    }

    /// Whether a command is to be done: the first time its question is told, and its key has to
    /// come at once again.
    pub(super) fn is_sure(&mut self, command: Command, question: String) -> bool {
        if self.keys.asked.take() == Some(command) {
            return true;
        }
        self.keys.asked = Some(command);
        self.tell(question, false);
        false
    }

    /// Pasted text goes where typed text goes, and nowhere else.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Palette(palette)) => palette.insert(text),
            Some(Overlay::Outline(outline)) => outline.insert(text),
            Some(Overlay::Name(naming)) => naming.field.insert(text),
            Some(_) => {}
            None if self.screen == Screen::Search => {
                self.search.narrow.is_focused = false;
                self.search.field.insert(text);
                return vec![self.search.ask()];
            }
            None => self.reader.paste_find(text, self.shape.body()),
        }
        Vec::new()
    }

    fn takes_text(&self) -> bool {
        matches!(
            self.context(),
            "palette" | "outline" | "name" | "search" | "narrow" | "find"
        )
    }

    fn type_key(&mut self, chord: KeyChord) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Palette(palette)) => {
                palette.type_key(chord);
                return Vec::new();
            }
            Some(Overlay::Outline(outline)) => {
                outline.type_key(chord);
                return Vec::new();
            }
            Some(Overlay::Name(naming)) => {
                naming.type_key(chord);
                return Vec::new();
            }
            _ => {}
        }
        if self.screen == Screen::Search {
            return self.search.type_key(chord).into_iter().collect();
        }
        self.reader.type_find(chord, self.shape.body());
        Vec::new()
    }

    /// What a command does while text is typed: moves choose, `open` takes, `close` leaves.
    pub(super) fn perform_in_palette(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.room();
        let Some(Overlay::Palette(palette)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        if palette.list.steer(command, rows) || command != Command::Open {
            return Vec::new();
        }
        let chosen = palette.selected();
        self.overlays.pop();
        chosen
            .map(|command| self.perform(command))
            .unwrap_or_default()
    }
}

const fn is_text(chord: KeyChord) -> bool {
    matches!(chord.key, Key::Char(_)) && !chord.ctrl && !chord.alt
}
