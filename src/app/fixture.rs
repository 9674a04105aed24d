//! The reader on a stage: an invented desk answers its effects at once. For the tests of state
//! and screen.

mod answers;
mod kept;
mod notes;
mod readings;
mod search;

use std::sync::Arc;

use crate::config::keymap::{KeyChord, Keymap};
use crate::model::{Document, Extent, Locale, Matches};

use super::App;
use super::effect::Effect;
use super::msg::{Msg, Opened};

pub(crate) use answers::{answer, list, subject};
pub(crate) use notes::{document, links};

/// The reader with a desk behind it that answers at once.
pub(crate) struct Stage {
    pub(crate) app: App,
    /// Every effect asked for since the stage was set, oldest first.
    pub(crate) asked: Vec<Effect>,
}

impl Stage {
    /// The reader as it stands once the library is listed and its newest note read.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::speaking(width, height, Locale::En)
    }

    /// The same in one of the languages of the interface.
    pub(crate) fn speaking(width: u16, height: u16, locale: Locale) -> Self {
        let mut stage = Self::unread(width, height, locale);
        let effects = App::start();
        stage.perform(effects);
        stage.asked.clear();
        stage
    }

    /// The reader before anything was listed.
    pub(crate) fn unread(width: u16, height: u16, locale: Locale) -> Self {
        let app = App::new(width, height, locale, Arc::new(Keymap::built_in()));
        Self {
            app,
            asked: Vec::new(),
        }
    }

    /// Types keys: `s做空伽马<enter>`, `] ] K`. A space parts keys; `<space>` is the key.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for chord in chords(keys) {
            let effects = self.app.update(Msg::Key(chord));
            self.perform(effects);
        }
        self
    }

    /// Types keys and leaves what they ask for unanswered; returns that.
    pub(crate) fn press_unanswered(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for chord in chords(keys) {
            effects.extend(self.app.update(Msg::Key(chord)));
        }
        effects
    }

    /// Hands in a message, and answers what it asks for.
    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = self.app.update(msg);
        self.perform(effects);
        self
    }

    /// Answers effects, and those that the answers ask for.
    pub(crate) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answers = answer(&effect);
            self.asked.push(effect);
            for msg in answers {
                self.send(msg);
            }
        }
    }

    /// Shows a note that is none of the library's.
    pub(crate) fn show(&mut self, document: Document) -> &mut Self {
        let opened = Opened {
            document: Arc::new(document),
            extent: Extent::Linked,
            passage: None,
            mention: None,
            matches: Matches::new(),
            marks: Vec::new(),
        };
        let generation = self.app.reader.generation;
        self.send(Msg::Opened {
            generation,
            opened: Box::new(opened),
        })
    }

    /// The text of the chosen mention.
    pub(crate) fn chosen_word(&self) -> Option<String> {
        let mention = self.app.reader.chosen_mention()?;
        let document = self.app.reader.document.as_ref()?;
        let text = document.note.passages[mention.passage].text(mention.side)?;
        Some(text.content[mention.range.clone()].to_owned())
    }

    /// The title of the open note.
    pub(crate) fn title(&self) -> &str {
        self.app
            .reader
            .document
            .as_ref()
            .map_or("", |document| &document.summary.title)
    }
}

/// The chords of a written sequence.
pub(crate) fn chords(keys: &str) -> Vec<KeyChord> {
    let mut chords = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '<' => rest.find('>').map_or(rest.len(), |end| end + 1),
            _ => first.len_utf8(),
        };
        let name = rest[..end].trim_matches(['<', '>']).trim();
        if !name.is_empty() {
            chords.push(name.parse().unwrap());
        }
        rest = &rest[end..];
    }
    chords
}
