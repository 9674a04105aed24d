//! A command by name, as vim's `:`.

use crate::app::commands::{COMMANDS, Command, CommandInfo};
use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::config::keymap::KeyChord;
use crate::model::Locale;
use crate::text::fold::folded;

/// What is typed and which command is chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Palette {
    /// Part of a name.
    pub field: Field,
    /// The chosen command.
    pub cursor: Cursor,
}

impl Palette {
    /// Commands whose title or id holds every typed word, titles that start with it first.
    #[must_use]
    pub fn matches(&self, locale: Locale) -> Vec<&'static CommandInfo> {
        let typed = folded(self.field.text()).into_owned();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<(bool, &CommandInfo)> = COMMANDS
            .iter()
            .filter_map(|info| {
                let title = folded(info.title.get(locale)).into_owned();
                let english = info.title.en;
                let holds = |word: &&str| {
                    title.contains(*word) || info.id.contains(*word) || english.contains(*word)
                };
                words
                    .iter()
                    .all(holds)
                    .then(|| (!title.starts_with(typed.trim()), info))
            })
            .collect();
        found.sort_by_key(|(later, _)| *later);
        found.into_iter().map(|(_, info)| info).collect()
    }

    /// The chosen command.
    #[must_use]
    pub fn selected(&self, locale: Locale) -> Option<Command> {
        self.matches(locale)
            .get(self.cursor.selected)
            .map(|info| info.command)
    }

    /// Edits what is typed.
    pub fn type_key(&mut self, chord: KeyChord) {
        if self.field.edit(chord) {
            self.cursor = Cursor::default();
        }
    }

    /// Moves the choice.
    pub fn steer(&mut self, command: Command, rows: u16, locale: Locale) -> bool {
        let count = self.matches(locale).len();
        self.cursor
            .steer(command, count, usize::from(rows.saturating_sub(4)).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str, locale: Locale) -> Option<Command> {
        let palette = Palette {
            field: Field::holding(typed),
            ..Palette::default()
        };
        palette.selected(locale)
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
        assert_eq!(first("no such thing", Locale::En), None);
        assert_eq!(first("", Locale::En), Some(Command::MoveDown));
    }
}
