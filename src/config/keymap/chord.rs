//! Keys as plain values, and how they are written: `ctrl-o`, `g`, `space`, `shift-tab`.

use std::fmt;
use std::str::FromStr;

/// A key of the keyboard, whatever is held down with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A key that writes a character.
    Char(char),
    /// A function key, from 1 to 24.
    Function(u8),
    /// Return.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// One stroke: a key and what is held down with it.
///
/// Two strokes that a terminal cannot tell apart are equal only when both are
/// [normalised](Self::normalised); parsing does that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyChord {
    /// The key.
    pub key: Key,
    /// Control is held.
    pub ctrl: bool,
    /// Alt (Option, Meta) is held.
    pub alt: bool,
    /// Shift is held; never for a character, which is then written large.
    pub shift: bool,
}

/// Why a text names no chord.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChordError {
    /// Nothing is written.
    #[error("write a key such as j, ctrl-o or space")]
    Empty,
    /// A name that no key has.
    #[error("there is no key `{0}`")]
    UnknownKey(String),
    /// Something before a hyphen that is not held down.
    #[error("`{0}` is not ctrl, alt or shift")]
    UnknownModifier(String),
}

const NAMES: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("esc", Key::Escape),
    ("tab", Key::Tab),
    ("space", Key::Char(' ')),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("page-up", Key::PageUp),
    ("page-down", Key::PageDown),
    // Other spellings, read but never written.
    ("return", Key::Enter),
    ("cr", Key::Enter),
    ("escape", Key::Escape),
    ("bs", Key::Backspace),
    ("del", Key::Delete),
    ("ins", Key::Insert),
    ("pageup", Key::PageUp),
    ("pgup", Key::PageUp),
    ("pagedown", Key::PageDown),
    ("pgdn", Key::PageDown),
    ("minus", Key::Char('-')),
];

impl KeyChord {
    /// A key alone.
    #[must_use]
    pub const fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character with Control.
    #[must_use]
    pub const fn ctrl(character: char) -> Self {
        Self {
            key: Key::Char(character),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// The same stroke as terminals without an extended protocol would tell it.
    ///
    /// Shift goes into the character (`shift-g` is `G`), and Control makes an
    /// ASCII letter small, for `ctrl-O` and `ctrl-o` arrive alike.
    #[must_use]
    pub fn normalised(self) -> Self {
        let Key::Char(character) = self.key else {
            return self;
        };
        let character = if self.ctrl {
            character.to_ascii_lowercase()
        } else if self.shift {
            single_upper(character)
        } else {
            character
        };
        Self {
            key: Key::Char(character),
            shift: self.shift && character == ' ',
            ..self
        }
    }
}

fn single_upper(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

impl FromStr for KeyChord {
    type Err = ChordError;

    /// Reads `j`, `G`, `ctrl-o`, `C-o`, `<ctrl-o>`, `alt-enter`, `shift-tab`, `f1`, `ctrl--`.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let bare = written
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .filter(|inner| !inner.is_empty())
            .unwrap_or(written);
        let mut chord = Self::plain(Key::Char(' '));
        let mut rest = bare;
        loop {
            if let Some(key) = key(rest) {
                chord.key = key;
                return Ok(chord.normalised());
            }
            let Some((modifier, after)) = rest.split_once('-') else {
                return Err(if rest.is_empty() {
                    ChordError::Empty
                } else {
                    ChordError::UnknownKey(rest.to_owned())
                });
            };
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "c" => chord.ctrl = true,
                "alt" | "meta" | "a" | "m" => chord.alt = true,
                "shift" | "s" => chord.shift = true,
                _ => return Err(ChordError::UnknownModifier(modifier.to_owned())),
            }
            rest = after;
        }
    }
}

fn key(name: &str) -> Option<Key> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_control() && (only == ' ' || !only.is_whitespace()))
            .then_some(Key::Char(only));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, key)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(*key);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Key::Function(number))
}

impl fmt::Display for KeyChord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if is_held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, key)| *key == self.key)
            && *name != "minus"
        {
            return f.write_str(name);
        }
        match self.key {
            Key::Char(character) => write!(f, "{character}"),
            Key::Function(number) => write!(f, "f{number}"),
            // Every other key has its name in the table.
            other => write!(f, "{other:?}"),
        }
    }
}

/// Reads strokes parted by spaces: `g g`, `ctrl-w w`.
pub fn parse_sequence(written: &str) -> Result<Vec<KeyChord>, ChordError> {
    let chords: Vec<KeyChord> = written
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    if chords.is_empty() {
        return Err(ChordError::Empty);
    }
    Ok(chords)
}

/// Writes strokes as [`parse_sequence`] reads them.
#[must_use]
pub fn print_sequence(chords: &[KeyChord]) -> String {
    let written: Vec<String> = chords.iter().map(ToString::to_string).collect();
    written.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn held(key: Key, ctrl: bool, alt: bool, shift: bool) -> KeyChord {
        KeyChord {
            key,
            ctrl,
            alt,
            shift,
        }
    }

    #[test]
    fn chords_are_read_in_their_usual_spellings() {
        for (written, chord) in [
            ("j", KeyChord::plain(Key::Char('j'))),
            ("G", KeyChord::plain(Key::Char('G'))),
            ("shift-g", KeyChord::plain(Key::Char('G'))),
            ("ctrl-o", KeyChord::ctrl('o')),
            ("C-O", KeyChord::ctrl('o')),
            ("<ctrl-o>", KeyChord::ctrl('o')),
            ("<enter>", KeyChord::plain(Key::Enter)),
            ("<", KeyChord::plain(Key::Char('<'))),
            (">", KeyChord::plain(Key::Char('>'))),
            ("space", KeyChord::plain(Key::Char(' '))),
            ("shift-tab", held(Key::Tab, false, false, true)),
            ("alt-left", held(Key::Left, false, true, false)),
            ("?", KeyChord::plain(Key::Char('?'))),
            ("-", KeyChord::plain(Key::Char('-'))),
            ("minus", KeyChord::plain(Key::Char('-'))),
            ("ctrl--", KeyChord::ctrl('-')),
            ("f12", KeyChord::plain(Key::Function(12))),
            ("f", KeyChord::plain(Key::Char('f'))),
            ("PageDown", KeyChord::plain(Key::PageDown)),
            ("page-down", KeyChord::plain(Key::PageDown)),
            ("ctrl-page-down", held(Key::PageDown, true, false, false)),
            ("。", KeyChord::plain(Key::Char('。'))),
        ] {
            assert_eq!(written.parse(), Ok(chord), "{written}");
        }
    }

    #[test]
    fn what_is_no_chord_says_why() {
        for (written, error) in [
            ("", ChordError::Empty),
            ("ctrl-", ChordError::Empty),
            ("f25", ChordError::UnknownKey("f25".to_owned())),
            ("entr", ChordError::UnknownKey("entr".to_owned())),
            ("hyper-x", ChordError::UnknownModifier("hyper".to_owned())),
        ] {
            assert_eq!(written.parse::<KeyChord>(), Err(error), "{written}");
        }
    }

    #[test]
    fn sequences_are_parted_by_spaces() {
        let chords = parse_sequence(" g  g ").unwrap();
        assert_eq!(print_sequence(&chords), "g g");
        assert_eq!(parse_sequence("  "), Err(ChordError::Empty));
    }

    #[test]
    fn every_named_key_is_written_by_its_first_name() {
        for (name, key) in NAMES {
            let written = KeyChord::plain(*key).to_string();
            assert_eq!(written.parse(), Ok(KeyChord::plain(*key)), "{name}");
        }
        assert_eq!(KeyChord::plain(Key::Char('-')).to_string(), "-");
        assert_eq!(KeyChord::plain(Key::Escape).to_string(), "esc");
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named: Vec<Key> = NAMES.iter().map(|(_, key)| *key).collect();
        prop_oneof![
            proptest::sample::select(named),
            (1..=24_u8).prop_map(Key::Function),
            any::<char>()
                .prop_filter("a key writes it", |c| !c.is_control() && !c.is_whitespace())
                .prop_map(Key::Char),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            key in any_key(), ctrl: bool, alt: bool, shift: bool,
        ) {
            let chord = held(key, ctrl, alt, shift).normalised();
            prop_assert_eq!(chord.to_string().parse(), Ok(chord));
        }

        #[test]
        fn normalising_twice_changes_nothing(
            key in any_key(), ctrl: bool, alt: bool, shift: bool,
        ) {
            let once = held(key, ctrl, alt, shift).normalised();
            prop_assert_eq!(once.normalised(), once);
        }

        #[test]
        fn any_text_is_a_chord_or_an_error(written in ".{0,12}") {
            if let Ok(chord) = written.parse::<KeyChord>() {
                prop_assert_eq!(chord.to_string().parse(), Ok(chord));
            }
        }
    }
}
