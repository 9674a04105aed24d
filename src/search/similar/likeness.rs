//! How a typed word is like a name.

use crate::model::Likeness;
use crate::text::fold::folded;
use crate::text::pinyin::{Extent, Typed, commonest, sound_alike};
use crate::text::script::{han_characters, is_han};

/// Letters from which on one slip is forgiven, and two.
const ONE_SLIP: usize = 5;
const TWO_SLIPS: usize = 8;

/// The same of Chinese: characters for one, none for two.
const ONE_WRONG_CHARACTER: usize = 4;

/// Letters of pinyin from which on one slip is forgiven: two syllables at least.
const ONE_SLIP_OF_PINYIN: usize = 7;

/// Letters that stand for the syllables of a name at least.
const FEWEST_INITIALS: usize = 2;

/// Letters of pinyin that stand for the beginning of a name at least.
const FEWEST_OF_BEGINNING: usize = 3;

/// A name as words are compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparable {
    /// Folded, in words with one space between.
    pub(super) key: String,
    /// How it sounds at first guess; empty where it is not Chinese.
    sound: String,
    /// Its letters, a bit each.
    letters: u32,
}

/// A typed word as it is compared with names.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    typed: Comparable,
    pinyin: Option<Typed>,
    /// It is not yet typed to its end.
    goes_on: bool,
    is_han: bool,
}

/// How close a name is; the smaller the closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Like {
    rank: Rank,
    /// Letters that were mistyped.
    pub(super) slips: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Pinyin,
    Initials,
    PinyinSoFar,
    Spelling,
    SpellingSoFar,
    PinyinWithSlip,
}

impl Like {
    /// What is told of it.
    pub(super) const fn by(self) -> Likeness {
        match self.rank {
            Rank::Pinyin | Rank::PinyinSoFar | Rank::PinyinWithSlip => Likeness::Pinyin,
            Rank::Initials => Likeness::Initials,
            Rank::Spelling | Rank::SpellingSoFar => Likeness::Spelling,
        }
    }

    /// It sounds the same.
    pub(super) const fn sound() -> Self {
        Self::of(Rank::Pinyin)
    }

    /// It has the same first letters.
    pub(super) const fn initials() -> Self {
        Self::of(Rank::Initials)
    }

    /// Whether it holds of words that are no names: there are too many for their first letters to
    /// mean one.
    pub(super) const fn holds_of_words(&self) -> bool {
        !matches!(self.rank, Rank::Initials)
    }

    const fn of(rank: Rank) -> Self {
        Self { rank, slips: 0 }
    }
}

impl Comparable {
    pub(super) fn new(name: &str) -> Self {
        let key = key(name);
        Self {
            sound: sound(&key),
            letters: letters(&key),
            key,
        }
    }
}

impl Wanted {
    /// A word or several; `goes_on` while it is being typed.
    pub(super) fn new(typed: &str, goes_on: bool) -> Self {
        Self {
            typed: Comparable::new(typed),
            pinyin: Typed::new(typed),
            goes_on,
            is_han: typed.chars().all(is_han),
        }
    }

    /// What was typed as a name is compared.
    pub(super) fn key(&self) -> &str {
        &self.typed.key
    }

    /// Whether it is still being typed.
    pub(super) const fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// The same as pinyin, where it may be.
    pub(super) const fn pinyin(&self) -> Option<&Typed> {
        self.pinyin.as_ref()
    }

    /// How the word is like a name; `None` where it is not, or is the name.
    pub(super) fn like(&self, name: &Comparable) -> Option<Like> {
        if self.typed.key == name.key {
            return None;
        }
        if name.sound.is_empty() {
            return self.misspells(name);
        }
        if self.is_han {
            return self.sounds_like(name);
        }
        self.like_chinese(&name.key)
            .or_else(|| self.mistypes_pinyin(name))
    }

    /// How the word is like Chinese that it spells without a slip.
    pub(super) fn like_chinese(&self, name: &str) -> Option<Like> {
        let typed = self.pinyin.as_ref()?;
        let spelled = typed.spells(name);
        if spelled == Some(Extent::Whole) {
            return Some(Like::of(Rank::Pinyin));
        }
        if typed.len() >= FEWEST_INITIALS && typed.abbreviates(name) == Some(Extent::Whole) {
            return Some(Like::of(Rank::Initials));
        }
        let begins = self.goes_on && typed.len() >= FEWEST_OF_BEGINNING && spelled.is_some();
        begins.then_some(Like::of(Rank::PinyinSoFar))
    }

    /// Chinese in characters that sound the same, or with one that is wrong or missing.
    pub(super) fn sounds_like(&self, name: &Comparable) -> Option<Like> {
        if sound_alike(&self.typed.key, &name.key) {
            return Some(Like::of(Rank::Pinyin));
        }
        let length = han_characters(&self.typed.key).min(han_characters(&name.key));
        if length < ONE_WRONG_CHARACTER {
            return None;
        }
        let slips = strsim::osa_distance(&self.typed.key, &name.key);
        let rank = Rank::Spelling;
        (slips == 1).then_some(Like { rank, slips })
    }

    fn mistypes_pinyin(&self, name: &Comparable) -> Option<Like> {
        let typed = self.typed.key.as_str();
        if typed.len() < ONE_SLIP_OF_PINYIN || typed.len().abs_diff(name.sound.len()) > 1 {
            return None;
        }
        let slips = strsim::osa_distance(typed, &name.sound);
        let rank = Rank::PinyinWithSlip;
        (slips == 1).then_some(Like { rank, slips })
    }

    /// A Latin name with a slip of the fingers.
    pub(super) fn misspells(&self, name: &Comparable) -> Option<Like> {
        let typed = self.typed.key.as_str();
        let most = slips_forgiven(typed.len().min(name.key.len() + 1));
        let apart = (self.typed.letters ^ name.letters).count_ones() as usize;
        // A slip changes two of the letters that occur at most.
        if most == 0 || self.is_han {
            return None;
        }
        if typed.len().abs_diff(name.key.len()) <= most && apart <= 2 * most {
            let slips = strsim::osa_distance(typed, &name.key);
            if (1..=most).contains(&slips) {
                let rank = Rank::Spelling;
                return Some(Like { rank, slips });
            }
        }
        self.misspells_beginning(name)
    }

    fn misspells_beginning(&self, name: &Comparable) -> Option<Like> {
        let typed = self.typed.key.as_str();
        // The first letter is hardly ever the wrong one, and many names share a beginning.
        let is_likely = self.goes_on
            && typed.len() > ONE_SLIP
            && name.key.len() > typed.len()
            && typed.get(..2) == name.key.get(..2);
        if !is_likely {
            return None;
        }
        let lengths = typed.len() - 1..=typed.len() + 1;
        let mut beginnings = lengths.filter_map(|length| name.key.get(..length));
        let rank = Rank::SpellingSoFar;
        beginnings
            .any(|beginning| strsim::osa_distance(typed, beginning) == 1)
            .then_some(Like { rank, slips: 1 })
    }
}

/// How many slips are forgiven in so many letters.
pub(super) const fn slips_forgiven(letters: usize) -> usize {
    match letters {
        TWO_SLIPS.. => 2,
        ONE_SLIP.. => 1,
        _ => 0,
    }
}

/// Folded, in words with one space between.
fn key(name: &str) -> String {
    let folded = folded(name);
    let words = folded.split(|character: char| !character.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The commonest reading of every character, Latin letters as they are.
fn sound(key: &str) -> String {
    if !key.chars().any(is_han) {
        return String::new();
    }
    let mut sound = String::with_capacity(key.len() * 2);
    for character in key.chars().filter(|character| *character != ' ') {
        match commonest(character) {
            Some(reading) => sound.extend(reading.chars().map(|c| if c == 'ü' { 'v' } else { c })),
            None => sound.push(character),
        }
    }
    sound
}

fn letters(key: &str) -> u32 {
    let bits = key.bytes().filter(u8::is_ascii_lowercase);
    bits.fold(0, |letters, byte| letters | 1 << (byte - b'a'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn like(typed: &str, name: &str) -> Option<(Likeness, usize)> {
        let like = Wanted::new(typed, false).like(&Comparable::new(name))?;
        Some((like.by(), like.slips))
    }

    #[test]
    fn a_name_is_like_its_pinyin_its_initials_and_its_misspellings() {
        for (typed, name, expected) in [
            ("fangkong", "放空", Some((Likeness::Pinyin, 0))),
            ("fangkong", "放空Gamma", None),
            ("bdl", "波动率", Some((Likeness::Initials, 0))),
            ("b", "波", None),
            ("steepner", "steepener", Some((Likeness::Spelling, 1))),
            (
                "bull steepner",
                "Bull Steepener",
                Some((Likeness::Spelling, 1)),
            ),
            (
                "bullsteepener",
                "bull-steepener",
                Some((Likeness::Spelling, 1)),
            ),
            ("convextiy", "convexity", Some((Likeness::Spelling, 1))),
            (
                "bakcwradation",
                "backwardation",
                Some((Likeness::Spelling, 2)),
            ),
            ("nvdia", "Nvidia", Some((Likeness::Spelling, 1))),
            ("gama", "gamma", None),
            ("gold", "gild", None),
            ("steepener", "Steepener", None),
            ("收益绿", "收益率", Some((Likeness::Pinyin, 0))),
            ("收益綠", "收益率", Some((Likeness::Pinyin, 0))),
            ("放控", "放空", Some((Likeness::Pinyin, 0))),
            ("量化紧锁", "量化紧缩", Some((Likeness::Pinyin, 0))),
            ("量化收缩", "量化紧缩", Some((Likeness::Spelling, 1))),
            ("利率", "汇率", None),
            ("fankong", "放空", Some((Likeness::Pinyin, 1))),
            ("bodonlv", "波动率", Some((Likeness::Pinyin, 1))),
        ] {
            assert_eq!(like(typed, name), expected, "{typed} {name}");
        }
    }

    #[test]
    fn a_word_that_goes_on_is_like_the_beginning_of_a_name() {
        for (typed, name, is_like) in [
            ("fangk", "放空", true),
            ("fa", "放空", false),
            ("steepnin", "steepening", true),
            ("stepene", "steepener", true),
            ("xteepene", "steepener trade", false),
        ] {
            let so_far = Wanted::new(typed, true).like(&Comparable::new(name));
            assert_eq!(so_far.is_some(), is_like, "{typed} {name}");
        }
    }

    #[test]
    fn pinyin_is_closer_than_initials_and_both_than_slips() {
        let order = [
            Like::of(Rank::Pinyin),
            Like::of(Rank::Initials),
            Like::of(Rank::PinyinSoFar),
            Like {
                rank: Rank::Spelling,
                slips: 1,
            },
            Like {
                rank: Rank::Spelling,
                slips: 2,
            },
        ];
        assert!(order.is_sorted());
    }

    proptest! {
        #[test]
        fn no_word_and_no_name_panics(typed in "\\PC{0,24}", name in "\\PC{0,24}", goes_on: bool) {
            let wanted = Wanted::new(&typed, goes_on);
            let name = Comparable::new(&name);
            let _ = wanted.like(&name);
            prop_assert_eq!(wanted.like(&Comparable::new(&typed)), None);
        }

        #[test]
        fn one_slip_in_a_long_word_is_forgiven(word in "[a-z]{5,12}", at in 0_usize..5, other in "[a-z]") {
            let mut typed = word.clone();
            typed.replace_range(at..=at, &other);
            let like = Wanted::new(&typed, false).like(&Comparable::new(&word));
            prop_assert_eq!(like.is_some(), typed != word);
        }
    }
}
