//! All keys, made from the table of commands and the keymap.

use std::sync::Arc;

use crate::app::commands::{COMMANDS, CommandInfo};
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::config::keymap::{CONTEXTS, Keymap, Typing, print_sequence};
use crate::config::theme::Role;
use crate::model::Locale;
use crate::text::width::width;

/// From this width on the names of commands, for a keymap of one's own, have room.
const WITH_IDS: u16 = 62;

/// Every command with its keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    keymap: Arc<Keymap>,
    locale: Option<Locale>,
}

impl Help {
    /// The help of a keymap, to be laid out.
    #[must_use]
    pub fn of(keymap: Arc<Keymap>) -> Self {
        Self {
            page: Page::default(),
            scroll: Scroll::default(),
            keymap,
            locale: None,
        }
    }

    /// Lays it out where its width or language has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = page(&self.keymap, width, locale);
            self.locale = Some(locale);
        }
    }
}

/// A row a command, by section; commands without a key are named all the same.
fn page(keymap: &Keymap, columns: u16, locale: Locale) -> Page {
    let rows: Vec<(&CommandInfo, String)> = COMMANDS
        .iter()
        .map(|info| (info, keys_of(keymap, info.id)))
        .collect();
    let widest = rows.iter().map(|(_, keys)| width(keys)).max().unwrap_or(0) as u16;
    let column = (widest + 4).min(columns * 2 / 5);
    let mut page = Page::new(columns);
    page.row().put(wording::KEYS.get(locale), Role::Accent);
    let mut section = None;
    for (info, keys) in rows {
        if section != Some(info.section) {
            section = Some(info.section);
            page.blank(1);
            page.row()
                .put(info.section.title().get(locale), Role::Heading);
        }
        let mut row = page.row();
        // Keys that find no room are left out whole: half a name is none.
        row.skip(2);
        for (index, key) in keys.split("  ").enumerate() {
            let gap = if index == 0 { 0 } else { 2 };
            let end = u16::try_from(width(key))
                .unwrap_or(u16::MAX)
                .saturating_add(gap);
            if row.at() + end >= column {
                break;
            }
            row.skip(gap).put(key, Role::Key);
        }
        row.to(column).put(info.title.get(locale), Role::Text);
        if columns >= WITH_IDS {
            row.skip(2).put_right(info.id, Role::Muted);
        }
    }
    page
}

/// All keys of a command where no text is typed, shortest first; of a command that has none there,
/// those where text is typed.
fn keys_of(keymap: &Keymap, command: &str) -> String {
    let keys = keys_where(Typing::No, keymap, command);
    if keys.is_empty() {
        keys_where(Typing::Yes, keymap, command)
    } else {
        keys
    }
}

fn keys_where(wanted: Typing, keymap: &Keymap, command: &str) -> String {
    let is_there = |context: &str| {
        let mut known = CONTEXTS.iter();
        known.any(|(name, typing)| *name == context && *typing == wanted)
    };
    let mut keys: Vec<String> = Vec::new();
    for binding in keymap
        .bindings()
        .filter(|binding| binding.command == command && is_there(binding.context))
    {
        let key = print_sequence(&binding.keys);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.sort_by_key(|key| width(key));
    keys.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_told_with_its_keys() {
        let mut help = Help::of(Arc::new(Keymap::built_in()));
        help.lay_out(80, Locale::En);
        let rows: Vec<String> = help
            .page
            .rows()
            .iter()
            .map(|row| {
                row.iter()
                    .map(|placed| placed.text.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        for info in COMMANDS {
            assert!(
                rows.iter().any(|row| row.contains(info.title.en)),
                "{}",
                info.id
            );
        }
        assert!(
            rows.iter()
                .any(|row| row.contains("g g") && row.contains("to the top"))
        );
        // Commands of the search have keys only there, where text is typed.
        let narrow = rows.iter().find(|row| row.contains("narrow.undo"));
        assert!(narrow.is_some_and(|row| row.contains("backspace")));
    }
}
