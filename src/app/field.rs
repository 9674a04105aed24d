//! One line of typed text with a caret.

use crate::config::keymap::{Key, KeyChord};

/// What is typed, and where the caret stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    text: String,
    caret: usize,
    is_chosen: bool,
}

impl Field {
    /// A field that holds a text, with the caret behind it.
    #[must_use]
    pub fn holding(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            caret: text.len(),
            text,
            is_chosen: false,
        }
    }

    /// Whether what is typed next takes the place of all of the text.
    #[must_use]
    pub const fn is_chosen(&self) -> bool {
        self.is_chosen
    }

    /// Chooses all of the text: typing replaces it, moving the caret keeps it.
    pub fn choose_all(&mut self) {
        self.caret = self.text.len();
        self.is_chosen = !self.text.is_empty();
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret.
    #[must_use]
    pub fn before_caret(&self) -> &str {
        self.text.get(..self.caret).unwrap_or_default()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Inserts at the caret, or in the place of a chosen text; line ends become spaces, other
    /// control characters are dropped.
    pub fn insert(&mut self, text: &str) {
        if self.is_chosen {
            self.clear();
        }
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\t') { ' ' } else { c };
            if !c.is_control() {
                self.text.insert(self.caret, c);
                self.caret += c.len_utf8();
            }
        }
    }

    /// Edits as a key says; false where the key is none of this field's.
    pub fn edit(&mut self, chord: KeyChord) -> bool {
        match (chord.key, chord.ctrl, chord.alt) {
            (Key::Char(c), false, false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (Key::Backspace | Key::Delete, _, _) if self.is_chosen => self.clear(),
            (Key::Backspace, false, false) => self.delete_before(),
            (Key::Backspace, _, _) | (Key::Char('w'), true, false) => self.delete_word(),
            (Key::Char('u'), true, false) => {
                self.text.drain(..self.caret);
                self.caret = 0;
            }
            (Key::Delete, false, false) => {
                if let Some(c) = self.after_caret().chars().next() {
                    self.text.drain(self.caret..self.caret + c.len_utf8());
                }
            }
            (Key::Left, false, false) => {
                self.caret -= self
                    .before_caret()
                    .chars()
                    .next_back()
                    .map_or(0, char::len_utf8);
            }
            (Key::Right, false, false) => {
                self.caret += self.after_caret().chars().next().map_or(0, char::len_utf8);
            }
            (Key::Home, false, false) | (Key::Char('a'), true, false) => self.caret = 0,
            (Key::End, false, false) | (Key::Char('e'), true, false) => {
                self.caret = self.text.len();
            }
            _ => return false,
        }
        self.is_chosen = false;
        true
    }

    fn after_caret(&self) -> &str {
        self.text.get(self.caret..).unwrap_or_default()
    }

    fn delete_before(&mut self) {
        if let Some(c) = self.before_caret().chars().next_back() {
            let from = self.caret - c.len_utf8();
            self.text.drain(from..self.caret);
            self.caret = from;
        }
    }

    fn delete_word(&mut self) {
        let kept = self.before_caret().trim_end();
        let from = kept.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        self.text.drain(from..self.caret);
        self.caret = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(start: &str, keys: &[&str]) -> (String, usize) {
        let mut field = Field::holding(start);
        for key in keys {
            assert!(field.edit(key.parse().unwrap()), "{key}");
        }
        (
            field.text().to_owned(),
            field.before_caret().chars().count(),
        )
    }

    #[test]
    fn keys_edit_by_character_not_by_byte() {
        for (start, keys, text, caret) in [
            ("做空", &["backspace"][..], "做", 1),
            ("做空", &["left", "x"], "做x空", 2),
            ("做空", &["home", "delete"], "空", 0),
            ("short gamma", &["ctrl-w"], "short ", 6),
            ("a b", &["ctrl-u"], "", 0),
            ("", &["backspace", "left", "right", "delete"], "", 0),
        ] {
            assert_eq!(
                typed(start, keys),
                (text.to_owned(), caret),
                "{start:?} {keys:?}"
            );
        }
    }

    #[test]
    fn a_chosen_text_is_replaced_by_typing_and_kept_by_moving() {
        for (keys, text, caret) in [
            (&["x"][..], "x", 1),
            (&["x", "y"], "xy", 2),
            (&["backspace"], "", 0),
            (&["delete"], "", 0),
            (&["end", "x"], "做空x", 3),
            (&["left", "x"], "做x空", 2),
        ] {
            let mut field = Field::holding("做空");
            field.choose_all();
            assert!(field.is_chosen());
            for key in keys {
                assert!(field.edit(key.parse().unwrap()));
            }
            let before = field.before_caret().chars().count();
            assert_eq!((field.text(), before), (text, caret), "{keys:?}");
            assert!(!field.is_chosen());
        }
        let mut empty = Field::default();
        empty.choose_all();
        assert!(!empty.is_chosen());
    }

    #[test]
    fn pasted_control_characters_never_enter() {
        let mut field = Field::default();
        field.insert("做空\n伽马\u{1b}[31m");
        assert_eq!(field.text(), "做空 伽马[31m");
        assert!(!field.edit("enter".parse().unwrap()));
    }
}
