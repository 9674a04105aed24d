//! A command by name, as vim's `:`.

use crate::app::commands::{COMMANDS, Command, CommandInfo, Section};
use crate::app::narrowing::{Held, Narrowing};
use crate::config::keymap::{KeyChord, Keymap, print_sequence};
use crate::model::Locale;
use crate::text::fold::folded;

/// What is typed and which command is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    /// What is typed, and the commands that match, best first.
    pub list: Narrowing,
    entries: Vec<Entry>,
}

/// A command as the palette lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which command.
    pub info: &'static CommandInfo,
    /// A key that does the same; empty where there is none.
    pub keys: String,
    folded: String,
}

impl Palette {
    /// All commands, with the keys of a keymap where `contexts` hold.
    #[must_use]
    pub fn open(keymap: &Keymap, contexts: &[&str], locale: Locale) -> Self {
        let entry = |info: &'static CommandInfo| {
            let keys = keymap.keys_of(contexts, info.id);
            Entry {
                info,
                keys: keys.map(|keys| print_sequence(&keys)).unwrap_or_default(),
                folded: folded(info.title.get(locale)).into_owned(),
            }
        };
        // Nobody looks up how to move down by name.
        let (moves, others): (Vec<_>, Vec<_>) = COMMANDS
            .iter()
            .partition(|info| info.section == Section::Move);
        let entries: Vec<Entry> = others.into_iter().chain(moves).map(entry).collect();
        Self {
            list: Narrowing::of(entries.len()),
            entries,
        }
    }

    /// The command at an index of the list.
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// The chosen command.
    #[must_use]
    pub fn selected(&self) -> Option<Command> {
        let entry = self.entry(self.list.chosen()?)?;
        Some(entry.info.command)
    }

    /// Edits what is typed.
    pub fn type_key(&mut self, chord: KeyChord) {
        if self.list.type_key(chord) {
            self.look_up();
        }
    }

    /// Takes pasted text.
    pub fn insert(&mut self, text: &str) {
        self.list.field.insert(text);
        self.look_up();
    }

    /// Shows the commands whose title or id holds every typed word: as it stands before by its
    /// pinyin, titles that start with it first.
    fn look_up(&mut self) {
        let sought = self.list.sought();
        let held = |entry: &Entry| {
            let info = entry.info;
            sought.held_by(&[&entry.folded, info.id, info.title.en])
        };
        let matching = self.entries.iter().enumerate();
        let mut found: Vec<(Held, bool, usize)> = matching
            .filter_map(|(index, entry)| {
                let starts = entry.folded.starts_with(sought.whole());
                Some((held(entry)?, !starts, index))
            })
            .collect();
        found.sort_unstable();
        self.list
            .show(found.into_iter().map(|(.., index)| index).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str, locale: Locale) -> Option<Command> {
        let mut palette = Palette::open(&Keymap::built_in(), &["any"], locale);
        palette.insert(typed);
        palette.selected()
    }

    #[test]
    fn commands_are_found_by_any_name() {
        assert_eq!(first("dash", Locale::En), Some(Command::ShowDashboard));
        assert_eq!(first("仪表", Locale::Hans), Some(Command::ShowDashboard));
        assert_eq!(first("仪表", Locale::Hant), Some(Command::ShowDashboard));
        assert_eq!(
            first("screen.reader", Locale::Hant),
            Some(Command::ShowReader)
        );
        assert_eq!(first("yibiao", Locale::Hans), Some(Command::ShowDashboard));
        assert_eq!(first("ybb", Locale::Hant), Some(Command::ShowDashboard));
        assert_eq!(first("no such thing", Locale::En), None);
        assert_eq!(first("", Locale::En), Some(Command::NextMention));
    }

    #[test]
    fn a_command_shows_the_key_that_does_the_same() {
        let palette = Palette::open(&Keymap::built_in(), &["reader", "any"], Locale::En);
        let of = |command| {
            let mut entries = palette.entries.iter();
            let entry = entries.find(|entry| entry.info.command == command);
            entry.map(|entry| entry.keys.clone())
        };
        assert_eq!(of(Command::NextMention).as_deref(), Some("]"));
        assert_eq!(of(Command::Help).as_deref(), Some("?"));
    }
}
