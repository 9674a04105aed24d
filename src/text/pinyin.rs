//! Pinyin: whether what was typed on a Latin keyboard is how a Chinese name sounds.
//!
//! A name is compared with what was typed, character by character and with every reading of each
//! (重 as `zhong` and as `chong`), instead of being spelled out: of a name of six characters with
//! three readings each there would be hundreds of spellings, and without its context nobody knows
//! the right one. Tones may be typed as marks or digits or not at all, syllables together or apart,
//! `ü` as `v`, `u` or itself. Latin letters and digits within a name stand for themselves.
//!
//! Source: the readings of the crate `pinyin`, from the Unicode Han database and dictionaries.
//! Names are expected folded ([`super::fold`]); Traditional characters have readings too.

use std::ops::Range;

use pinyin::{Pinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::folded;
use super::script::is_han;

/// Letters of a query that are compared; nothing so long is a name.
const MOST_LETTERS: usize = 60;

/// Two dots above: the only mark of pinyin that is not a tone.
const DIAERESIS: char = '\u{308}';

/// What was typed, if it may be pinyin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Lower-case letters and digits; `v` for ü.
    letters: Vec<u8>,
}

/// How much of a name was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Its beginning, which may stop within a syllable.
    Beginning,
}

/// How a character is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Syllables,
    Initials,
}

impl Typed {
    /// What was typed; `None` where it holds what no pinyin has, such as a Chinese character, or is
    /// no letter or too long for a name.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let mut letters = Vec::with_capacity(typed.len());
        for character in folded(typed).nfd() {
            match character {
                'a'..='z' | '0'..='9' => letters.push(character as u8),
                DIAERESIS => {
                    letters.pop_if(|letter| *letter == b'u')?;
                    letters.push(b'v');
                }
                mark if is_combining_mark(mark) => {}
                '\'' | '’' | '-' | '·' | ' ' => {}
                _ => return None,
            }
        }
        let has_letter = letters.iter().any(u8::is_ascii_alphabetic);
        (has_letter && letters.len() <= MOST_LETTERS).then_some(Self { letters })
    }

    /// How many letters and digits were typed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Never: without a letter nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Whether the syllables of a name were typed: `fangkong`, `fang4 kong1`, `fangk`.
    #[must_use]
    pub fn spells(&self, name: &str) -> Option<Extent> {
        self.agrees(name, By::Syllables)
    }

    /// Whether the first letters of a name's syllables were typed: `bdl`.
    #[must_use]
    pub fn abbreviates(&self, name: &str) -> Option<Extent> {
        self.agrees(name, By::Initials)
    }

    /// Whether a character may be what the first letters stand for.
    #[must_use]
    pub fn may_begin_with(&self, character: char) -> bool {
        let mut walk = Walk::new(&self.letters);
        walk.step(character, By::Syllables);
        is_han(character) && (walk.reached != 0 || walk.stops_within)
    }

    /// Where in a text at least two characters sound as typed, the last of them perhaps not typed to
    /// its end.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<(Range<usize>, Extent)> {
        let starts = text.char_indices().filter(|(_, first)| is_han(*first));
        for (start, first) in starts {
            if !self.may_begin_with(first) {
                continue;
            }
            let mut walk = Walk::new(&self.letters);
            for (at, character) in text.get(start..).unwrap_or_default().char_indices() {
                walk.step(character, By::Syllables);
                let extent = walk.extent().filter(|_| at > 0);
                if let Some(extent) = extent {
                    return Some((start..start + at + character.len_utf8(), extent));
                }
                if walk.reached == 0 {
                    break;
                }
            }
        }
        None
    }

    fn agrees(&self, name: &str, by: By) -> Option<Extent> {
        let mut walk = Walk::new(&self.letters);
        let mut han = 0;
        let mut rest = name.chars();
        for character in rest.by_ref() {
            let was_through = walk.is_through();
            let was_reached = walk.reached;
            walk.step(character, by);
            han += usize::from(is_han(character));
            if walk.reached == 0 {
                let begins = was_through || (by == By::Syllables && walk.stops_within);
                return (begins && han > 1 && was_reached != 0).then_some(Extent::Beginning);
            }
        }
        // A name of a single Chinese character sounds like dozens of others.
        (walk.is_through() && han > 0).then_some(Extent::Whole)
    }
}

/// Whether two texts differ in their characters and sound the same, character by character.
#[must_use]
pub fn sound_alike(one: &str, other: &str) -> bool {
    let mut others = other.chars();
    let mut differs = false;
    for character in one.chars() {
        let Some(beside) = others.next() else {
            return false;
        };
        if character != beside {
            if !shares_reading(character, beside) {
                return false;
            }
            differs = true;
        }
    }
    differs && others.next().is_none()
}

/// Whether one of the readings of two characters is the same, but for the tone.
#[must_use]
pub fn shares_reading(one: char, other: char) -> bool {
    one == other || readings(one).any(|reading| readings(other).any(|beside| reading == beside))
}

/// The commonest reading of a character, without its tone; `ü` stands as it is.
#[must_use]
pub fn commonest(character: char) -> Option<&'static str> {
    readings(character).next()
}

/// The readings of a character without tones, commonest first; two may be the same.
fn readings(character: char) -> impl Iterator<Item = &'static str> {
    let readings = character.to_pinyin_multi().into_iter().flatten();
    readings.map(Pinyin::plain)
}

/// A walk along what was typed, a character of a name at a time.
struct Walk<'t> {
    letters: &'t [u8],
    /// The places that can be reached, a bit each.
    reached: u64,
    /// What was typed ends within the character of the last step.
    stops_within: bool,
}

impl<'t> Walk<'t> {
    fn new(letters: &'t [u8]) -> Self {
        Self {
            letters,
            reached: 1,
            stops_within: false,
        }
    }

    fn is_through(&self) -> bool {
        self.reached & (1 << self.letters.len()) != 0
    }

    /// How far the name has to go to be typed to the end, if it is.
    fn extent(&self) -> Option<Extent> {
        if self.is_through() {
            return Some(Extent::Whole);
        }
        self.stops_within.then_some(Extent::Beginning)
    }

    fn step(&mut self, character: char, by: By) {
        self.stops_within = false;
        let mut next = 0;
        if is_han(character) {
            for at in places(self.reached) {
                next |= self.after_han(at, character, by);
            }
        } else if character.is_ascii_alphanumeric() {
            let wanted = character.to_ascii_lowercase() as u8;
            for at in places(self.reached) {
                if self.letters.get(at) == Some(&wanted) {
                    next |= 1 << (at + 1);
                }
            }
        } else {
            // Spaces and hyphens of a name need not be typed.
            next = self.reached;
        }
        self.reached = next;
    }

    /// Where one may stand after a Chinese character that begins at a place.
    fn after_han(&mut self, at: usize, character: char, by: By) -> u64 {
        let rest = self.letters.get(at..).unwrap_or_default();
        let mut next = 0;
        for reading in readings(character) {
            let mut typed = 0;
            let mut is_whole = true;
            for wanted in reading.chars() {
                match rest.get(typed) {
                    Some(letter) if is_typed_as(wanted, *letter) => typed += 1,
                    None if typed > 0 => {
                        self.stops_within = true;
                        is_whole = false;
                        break;
                    }
                    _ => {
                        is_whole = false;
                        break;
                    }
                }
                if by == By::Initials {
                    break;
                }
            }
            if !is_whole {
                continue;
            }
            next |= 1 << (at + typed);
            if by == By::Syllables && matches!(rest.get(typed), Some(b'1'..=b'5')) {
                next |= 1 << (at + typed + 1);
            }
        }
        next
    }
}

/// The places of the bits that are set.
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (at < u64::BITS).then_some(at as usize)
    })
}

/// Whether a letter of a reading is typed by a key.
const fn is_typed_as(wanted: char, typed: u8) -> bool {
    match wanted {
        'ü' => matches!(typed, b'v' | b'u'),
        'ê' => typed == b'e',
        _ => wanted as u32 == typed as u32,
    }
}

#[cfg(test)]
mod tests;
