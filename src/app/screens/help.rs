//! All keys, made from the table of commands and the keymap.

use crate::app::commands::{COMMANDS, CommandInfo, Section};
use crate::config::keymap::{Keymap, print_sequence};

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// Nothing.
    Blank,
    /// The title of a section.
    Section(Section),
    /// A command and the keys bound to it, as they are pressed.
    Command(&'static CommandInfo, String),
}

/// Every command with its keys, by section; commands without a key are named all the same.
#[must_use]
pub fn rows(keymap: &Keymap) -> Vec<HelpRow> {
    let mut rows = Vec::new();
    let mut section = None;
    for info in COMMANDS {
        if section != Some(info.section) {
            if section.is_some() {
                rows.push(HelpRow::Blank);
            }
            rows.push(HelpRow::Section(info.section));
            section = Some(info.section);
        }
        let mut keys: Vec<String> = Vec::new();
        for binding in keymap
            .bindings()
            .filter(|binding| binding.command == info.id)
        {
            let key = print_sequence(&binding.keys);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        rows.push(HelpRow::Command(info, keys.join("  ")));
    }
    rows
}
