//! A list that typing narrows, as the palette and the outline are: what is typed, the entries that
//! match, the chosen one.
//!
//! The entries themselves, and what it means to match, are the list's own.

use crate::config::keymap::KeyChord;
use crate::text::fold::folded;
use crate::text::pinyin::Typed;
use crate::text::script::is_han;

use super::commands::Command;
use super::cursor::Cursor;
use super::field::Field;

/// What is typed, and which entries of a list match.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowing {
    /// Part of an entry's words.
    pub field: Field,
    /// The chosen match.
    pub cursor: Cursor,
    /// Indices of the entries that match, in the order shown.
    matches: Vec<usize>,
}

impl Narrowing {
    /// All of `count` entries.
    #[must_use]
    pub fn of(count: usize) -> Self {
        Self {
            field: Field::default(),
            cursor: Cursor::default(),
            matches: (0..count).collect(),
        }
    }

    /// Indices of the entries that match, in the order shown.
    #[must_use]
    pub fn matches(&self) -> &[usize] {
        &self.matches
    }

    /// The index of the chosen entry.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.matches.get(self.cursor.selected).copied()
    }

    /// Chooses an entry; the first match where it is none.
    pub fn choose(&mut self, entry: Option<usize>) {
        let place = self.matches.iter().position(|&index| Some(index) == entry);
        self.cursor = Cursor {
            selected: place.unwrap_or(0),
            top: 0,
        };
    }

    /// What is typed, ready to be looked for.
    #[must_use]
    pub fn sought(&self) -> Sought {
        Sought::new(self.field.text())
    }

    /// Edits what is typed; whether the matches are to be looked for anew.
    #[must_use]
    pub fn type_key(&mut self, chord: KeyChord) -> bool {
        self.field.edit(chord)
    }

    /// Shows other matches, the first of them chosen.
    pub fn show(&mut self, matches: Vec<usize>) {
        self.matches = matches;
        self.cursor = Cursor::default();
    }

    /// Moves the choice on a sheet of some rows; false for commands that move nothing.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.cursor.steer(command, self.matches.len(), page(rows))
    }

    /// Keeps the choice in view on a sheet of some rows.
    pub fn settle(&mut self, rows: u16) {
        self.cursor.settle(self.matches.len(), page(rows));
    }
}

/// What is typed, as entries are compared with it: every word as it stands, or by its pinyin.
#[derive(Debug, Clone)]
pub struct Sought {
    whole: String,
    words: Vec<(String, Option<Typed>)>,
}

/// How an entry holds what is typed; as it stands comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// Every word stands in it.
    AsTyped,
    /// Some word is how Chinese in it sounds, or the first letters of that.
    BySound,
}

impl Sought {
    fn new(typed: &str) -> Self {
        let whole = folded(typed).trim().to_owned();
        let words = whole.split_whitespace();
        let words = words.map(|word| (word.to_owned(), Typed::new(word)));
        Self {
            words: words.collect(),
            whole,
        }
    }

    /// All of it, folded.
    #[must_use]
    pub fn whole(&self) -> &str {
        &self.whole
    }

    /// Nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How the folded texts of an entry hold every word; `None` where they do not.
    #[must_use]
    pub fn held_by(&self, texts: &[&str]) -> Option<Held> {
        let mut held = Held::AsTyped;
        for (word, typed) in &self.words {
            if texts.iter().any(|text| text.contains(word)) {
                continue;
            }
            let typed = typed.as_ref()?;
            if !texts.iter().any(|text| sounds(typed, text)) {
                return None;
            }
            held = Held::BySound;
        }
        Some(held)
    }
}

/// Whether Chinese in a text sounds as typed, or a run of it has these first letters.
fn sounds(typed: &Typed, text: &str) -> bool {
    let mut runs = text.split(|character| !is_han(character));
    typed.find(text).is_some()
        || (typed.len() > 1 && runs.any(|run| typed.abbreviates(run).is_some()))
}

/// Rows for entries on a sheet: what is typed and a gap stand above them.
fn page(rows: u16) -> usize {
    usize::from(rows.saturating_sub(2)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_among_the_matches() {
        let mut list = Narrowing::of(4);
        list.choose(Some(2));
        assert_eq!(list.chosen(), Some(2));
        list.show(vec![3, 1]);
        assert_eq!(list.chosen(), Some(3));
        assert!(list.steer(Command::MoveDown, 9));
        assert_eq!(list.chosen(), Some(1));
        list.choose(Some(2));
        assert_eq!(list.chosen(), Some(3));
        list.show(Vec::new());
        assert_eq!(list.chosen(), None);
    }

    #[test]
    fn entries_hold_what_is_typed_as_it_stands_or_by_its_sound() {
        for (typed, texts, expected) in [
            ("波動", &["波动率"][..], Some(Held::AsTyped)),
            ("VIX 波", &["vix", "波动率"], Some(Held::AsTyped)),
            ("bodong", &["波动率"], Some(Held::BySound)),
            ("bodongl", &["低波动率"], Some(Held::BySound)),
            ("bdl", &["2. 波动率 volatility"], Some(Held::BySound)),
            ("vix bdl", &["vix 波动率"], Some(Held::BySound)),
            ("b", &["波动率"], None),
            ("dl", &["波动率"], None),
            ("volume", &["波动率", "volatility"], None),
            ("", &["x"], Some(Held::AsTyped)),
        ] {
            assert_eq!(Sought::new(typed).held_by(texts), expected, "{typed}");
        }
        assert!(Sought::new("  ").is_empty());
        assert_eq!(Sought::new(" ＡＢ ").whole(), "ab");
    }

    #[test]
    fn the_choice_stays_in_view() {
        let mut list = Narrowing::of(9);
        list.steer(Command::Bottom, 5);
        assert_eq!((list.cursor.selected, list.cursor.top), (8, 6));
        list.settle(12);
        assert_eq!(list.cursor.selected, 8);
    }
}
