//! Which command a sequence of keys means, by context.
//!
//! A keymap is a trie of chords for each context, made from the table in
//! `keymap/keymap.toml` and the user's own laid over it. Commands are names
//! here; the table of commands knows whether they exist.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

mod chord;

pub use chord::{ChordError, Key, KeyChord, parse_sequence, print_sequence};

use super::document::{Document, Entry};
use super::error::{ConfigError, Place};

/// Places of the interface that may have keys of their own, with whether text is typed there.
///
/// `forward` holds while the history has somewhere to go forward to; `any` is
/// the rest of all that types no text.
pub const CONTEXTS: &[(&str, Typing)] = &[
    ("any", Typing::No),
    ("list", Typing::No),
    ("reader", Typing::No),
    ("panels", Typing::No),
    ("card", Typing::No),
    ("panel", Typing::No),
    ("diagnostics", Typing::No),
    ("agenda", Typing::No),
    ("dashboard", Typing::No),
    ("help", Typing::No),
    ("select", Typing::No),
    ("link", Typing::No),
    ("speakers", Typing::No),
    ("related", Typing::No),
    ("timeline", Typing::No),
    ("searches", Typing::No),
    ("why", Typing::No),
    ("forward", Typing::No),
    ("search", Typing::Yes),
    ("narrow", Typing::Yes),
    ("find", Typing::Yes),
    ("palette", Typing::Yes),
    ("outline", Typing::Yes),
    ("name", Typing::Yes),
];

/// Whether characters go into a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// They do, so a character alone should be no key.
    Yes,
    /// They do not.
    No,
}

/// What the keys typed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'k> {
    /// This command.
    Found(&'k str),
    /// The beginning of a longer sequence.
    Prefix,
    /// Nothing.
    None,
}

/// One line of a keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding<'k> {
    /// One of [`CONTEXTS`].
    pub context: &'k str,
    /// The strokes, at least one.
    pub keys: Vec<KeyChord>,
    /// The id of a command.
    pub command: &'k str,
}

/// What a user's table asks of one sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// One of [`CONTEXTS`], or `None` for all that type no text.
    pub context: Option<String>,
    /// The strokes, at least one.
    pub keys: Vec<KeyChord>,
    /// The command, or `None` to take the binding away.
    pub command: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// Sequences of keys by context.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    contexts: BTreeMap<String, Node>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Node {
    command: Option<String>,
    next: BTreeMap<KeyChord, Self>,
}

const DEFAULT: &str = include_str!("keymap/keymap.toml");

impl Keymap {
    /// The keys that ship.
    #[must_use]
    pub fn built_in() -> Self {
        let mut keymap = Self::default();
        let file = Path::new("keymap.toml");
        // A test reads the shipped table without a problem.
        let changes = Document::parse(file, DEFAULT)
            .map(|document| read(&document.entries()).0)
            .unwrap_or_default();
        keymap.apply(changes);
        keymap
    }

    /// What `keys` mean where `contexts` hold, the narrowest first.
    ///
    /// The first context that knows the keys, as a sequence or as the
    /// beginning of one, decides. Only the contexts given are asked, so name
    /// `any` last where no text is typed.
    #[must_use]
    pub fn lookup(&self, contexts: &[&str], keys: &[KeyChord]) -> Lookup<'_> {
        let known = contexts
            .iter()
            .filter_map(|context| self.contexts.get(*context)?.at(keys));
        for node in known {
            if let Some(command) = &node.command {
                return Lookup::Found(command);
            }
            if !node.next.is_empty() {
                return Lookup::Prefix;
            }
        }
        Lookup::None
    }

    /// Every binding, by context and then by keys.
    pub fn bindings(&self) -> impl Iterator<Item = Binding<'_>> {
        let mut bindings = Vec::new();
        for (context, node) in &self.contexts {
            node.collect(context, &mut Vec::new(), &mut bindings);
        }
        bindings.into_iter()
    }

    /// The shortest sequence that gives a command where `contexts` hold, for hints on the screen.
    #[must_use]
    pub fn keys_of(&self, contexts: &[&str], command: &str) -> Option<Vec<KeyChord>> {
        self.bindings()
            .filter(|binding| binding.command == command)
            .filter(|binding| self.lookup(contexts, &binding.keys) == Lookup::Found(command))
            .map(|binding| binding.keys)
            .min_by_key(|keys| (keys.len(), rank(keys)))
    }

    /// The ids of all commands that have a key.
    #[must_use]
    pub fn command_ids(&self) -> BTreeSet<&str> {
        self.bindings().map(|binding| binding.command).collect()
    }

    /// Lays changes over the keymap, each over those before it.
    ///
    /// A sequence that begins another, or is begun by one, replaces it; taking
    /// one away takes those that it begins.
    pub fn apply(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            let Some(context) = change.context else {
                self.apply_everywhere(&change.keys, change.command);
                continue;
            };
            self.contexts
                .entry(context)
                .or_default()
                .set(&change.keys, change.command);
        }
    }

    /// A binding without a context holds in `any`, and no narrower context may hide it.
    fn apply_everywhere(&mut self, keys: &[KeyChord], command: Option<String>) {
        let open = CONTEXTS.iter().filter(|(_, typing)| *typing == Typing::No);
        for (context, _) in open {
            if let Some(node) = self.contexts.get_mut(*context) {
                node.set(keys, None);
            }
        }
        if command.is_some() {
            let any = self.contexts.entry("any".to_owned()).or_default();
            any.set(keys, command);
        }
    }
}

impl Node {
    fn at(&self, keys: &[KeyChord]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.next.get(key))
    }

    fn set(&mut self, keys: &[KeyChord], command: Option<String>) {
        let Some((first, rest)) = keys.split_first() else {
            *self = Self {
                command,
                next: BTreeMap::new(),
            };
            return;
        };
        if command.is_some() {
            self.command = None;
        } else if !self.next.contains_key(first) {
            return;
        }
        let next = self.next.entry(*first).or_default();
        next.set(rest, command);
        if next.command.is_none() && next.next.is_empty() {
            self.next.remove(first);
        }
    }

    fn collect<'k>(
        &'k self,
        context: &'k str,
        keys: &mut Vec<KeyChord>,
        bindings: &mut Vec<Binding<'k>>,
    ) {
        if let Some(command) = &self.command {
            bindings.push(Binding {
                context,
                keys: keys.clone(),
                command,
            });
        }
        for (key, node) in &self.next {
            keys.push(*key);
            node.collect(context, keys, bindings);
            keys.pop();
        }
    }
}

/// Reads a table of keys: contexts with their bindings, or bindings of all contexts.
///
/// What cannot be read is left out and reported.
pub(super) fn read(entries: &[Entry<'_>]) -> (Vec<Change>, Vec<ConfigError>) {
    let mut changes = Vec::new();
    let mut problems = Vec::new();
    for entry in entries {
        let Some(bindings) = entry.table() else {
            keep(change(None, entry), &mut changes, &mut problems);
            continue;
        };
        let names = || CONTEXTS.iter().map(|(name, _)| *name);
        if !names().any(|name| name == entry.key) {
            problems.push(entry.unknown("context of keys", names()));
            continue;
        }
        for binding in &bindings {
            keep(
                change(Some(entry.key), binding),
                &mut changes,
                &mut problems,
            );
        }
    }
    (changes, problems)
}

fn keep(
    change: Result<Change, ConfigError>,
    changes: &mut Vec<Change>,
    problems: &mut Vec<ConfigError>,
) {
    match change {
        Ok(change) => changes.push(change),
        Err(problem) => problems.push(problem),
    }
}

fn change(context: Option<&str>, entry: &Entry<'_>) -> Result<Change, ConfigError> {
    let expected = "the id of a command, such as \"move.down\", or \"none\"";
    let command = entry.text().ok_or_else(|| entry.wrong(expected))?;
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    if command.is_empty() || !command.chars().all(is_id) {
        return Err(entry.wrong(expected));
    }
    let keys = parse_sequence(entry.key).map_err(|reason| ConfigError::WrongKeys {
        place: entry.place.clone(),
        keys: entry.key.to_owned(),
        reason,
    })?;
    Ok(Change {
        context: context.map(ToOwned::to_owned),
        keys,
        command: (command != "none").then(|| command.to_owned()),
        place: entry.place.clone(),
    })
}

/// Letters before named keys before what is held down: the order in which a hint prefers them.
fn rank(keys: &[KeyChord]) -> u8 {
    match keys.first() {
        Some(first) if first.ctrl || first.alt => 2,
        Some(first) if !matches!(first.key, Key::Char(_)) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
