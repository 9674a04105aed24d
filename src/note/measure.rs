//! What is measured of a paragraph to find its translation: length, and what stands in both
//! languages alike.
//!
//! Length is that of Gale and Church (1993), here in Han characters: a translation has 1.4 for an
//! English word and two for good measure, with a spread that falls with length. The constants are
//! those of 26,082 pairs of translated transcripts. As in Moore (2002) and Varga et al. (2005)
//! lengths are helped by words: figures by value, Latin words that Chinese text keeps, terms that
//! the caller knows in both languages, and question marks. A clue counts for more the fewer
//! paragraphs have it. All is in natural logarithms of likelihoods against two texts that have
//! nothing to do with each other.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Side, Terms};
use crate::text::script::{english_words, han_characters};

use super::figures::figures;

/// Han characters that one English word usually becomes.
const HAN_A_WORD: f64 = 1.4;
/// Han characters that a translation has besides.
const HAN_A_TEXT: f64 = 2.2;
/// Variance of the logarithm of the ratio of two lengths: of long texts, and what one character
/// less adds to it.
const VARIANCE: (f64, f64) = (0.07, 0.63);
/// The same of two texts that have nothing to do with each other.
const UNRELATED: f64 = 1.44;
/// Share of translations whose lengths tell nothing: summaries, and explanations woven in.
const FREE: f64 = 0.005;
/// What one shared clue tells at most.
const MOST_A_CLUE: f64 = 3.0;
/// What all that one of two texts lacks tells at most.
const MOST_LACKING: f64 = 3.0;

/// What a clue is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Figure,
    Name,
    Term,
    Question,
}

impl Kind {
    /// How often a translation keeps it.
    const fn kept(self) -> f64 {
        match self {
            Self::Figure => 0.85,
            Self::Name | Self::Question => 0.9,
            Self::Term => 0.7,
        }
    }

    /// What it costs where only one text has it, though the other language knows it.
    const fn lack(self) -> f64 {
        match self {
            Self::Figure => 0.8,
            Self::Name => 0.7,
            Self::Term => 0.3,
            Self::Question => 0.6,
        }
    }
}

/// A kind of clue and a number that stands for what it says.
type Key = (Kind, u64);

/// Something that two texts may share.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Clue {
    /// Place of its key among those that both languages have.
    key: u32,
    /// What it tells where both texts have it.
    worth: f64,
    /// What it costs where only one has it.
    lack: f64,
}

/// What is measured of one paragraph, or of several as one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Measure {
    /// Length in Han characters.
    weight: f64,
    /// Its natural logarithm; that of one where there is less.
    log: f64,
    /// What it costs where another text has none of its clues.
    lack: f64,
    /// By key, without duplicates.
    clues: Vec<Clue>,
}

impl Measure {
    /// Length in Han characters, those of its translation for an English text.
    pub(super) const fn weight(&self) -> f64 {
        self.weight
    }

    /// Several paragraphs as one.
    pub(super) fn join(parts: &[Self]) -> Self {
        let mut clues: Vec<Clue> = parts.iter().flat_map(|part| &part.clues).copied().collect();
        clues.sort_unstable_by_key(|clue| clue.key);
        clues.dedup_by_key(|clue| clue.key);
        Self::new(parts.iter().map(Self::weight).sum(), clues)
    }

    fn new(weight: f64, clues: Vec<Clue>) -> Self {
        Self {
            weight,
            log: weight.max(1.0).ln(),
            lack: clues.iter().map(|clue| clue.lack).sum(),
            clues,
        }
    }

    /// What the lengths cost: negative where they speak for a translation.
    pub(super) fn length_cost(&self, other: &Self) -> f64 {
        let variance = VARIANCE.0 + VARIANCE.1 / self.weight.min(other.weight).max(1.0);
        let square = (self.log - other.log).powi(2);
        let likelihood = (square * (0.5 / UNRELATED - 0.5 / variance)).exp();
        -((1.0 - FREE) * (UNRELATED / variance).sqrt() * likelihood + FREE).ln()
    }

    /// What the clues tell: positive where they speak for a translation.
    pub(super) fn gain(&self, other: &Self) -> f64 {
        let (mut shared, mut lacking) = (0.0, self.lack + other.lack);
        let (mut mine, mut theirs) = (self.clues.as_slice(), other.clues.as_slice());
        while let ([a, after_a @ ..], [b, after_b @ ..]) = (mine, theirs) {
            if a.key == b.key {
                shared += a.worth;
                lacking -= a.lack + b.lack;
            }
            if a.key <= b.key {
                mine = after_a;
            }
            if b.key <= a.key {
                theirs = after_b;
            }
        }
        shared - lacking.min(MOST_LACKING)
    }
}

/// The clues of a row of paragraphs, to weigh one text against many of them at once.
pub(super) struct Index {
    /// Each clue with its paragraph, by key and then by paragraph.
    clues: Vec<(u32, usize, f64)>,
    /// What it costs each paragraph where the other text has none of its clues.
    lacks: Vec<f64>,
}

impl Index {
    pub(super) fn new(row: &[Measure]) -> Self {
        let of_one = |(at, one): (usize, &Measure)| {
            let clues = one.clues.iter();
            clues
                .map(|clue| (clue.key, at, clue.lack))
                .collect::<Vec<_>>()
        };
        let mut clues: Vec<_> = row.iter().enumerate().flat_map(of_one).collect();
        clues.sort_unstable_by_key(|(key, at, _)| (*key, *at));
        Self {
            clues,
            lacks: row.iter().map(|one| one.lack).collect(),
        }
    }

    /// [`Measure::gain`] of a text with each of some paragraphs of the row.
    pub(super) fn gains(&self, one: &Measure, range: Range<usize>) -> Vec<f64> {
        let lacks = self.lacks.get(range.clone()).unwrap_or_default();
        let mut told: Vec<(f64, f64)> = lacks.iter().map(|lack| (0.0, one.lack + lack)).collect();
        for clue in &one.clues {
            let from = (clue.key, range.start);
            let from = self
                .clues
                .partition_point(|(key, at, _)| (*key, *at) < from);
            let found = self.clues.get(from..).unwrap_or_default().iter();
            for (_, at, lack) in found.take_while(|(key, _, _)| *key == clue.key) {
                let Some((shared, lacking)) = told.get_mut(at - range.start) else {
                    break;
                };
                *shared += clue.worth;
                *lacking -= clue.lack + lack;
            }
        }
        let gain = |(shared, lacking): (f64, f64)| shared - lacking.min(MOST_LACKING);
        told.into_iter().map(gain).collect()
    }
}

/// Length of a text in Han characters; an English one has that of its translation.
pub(super) fn weight(text: &str) -> f64 {
    weight_without_links(&without_links(text))
}

fn weight_without_links(text: &str) -> f64 {
    let han = han_characters(text) as f64;
    let words = english_words(text) as f64;
    // Few Han characters among words are quoted.
    let base = if han < words { HAN_A_TEXT } else { 0.0 };
    han + words * HAN_A_WORD + if han + words > 0.0 { base } else { 0.0 }
}

/// Measures the paragraphs of a document, each by its side and text, in order.
pub(super) fn measures<'t>(
    texts: impl Iterator<Item = (Side, &'t str)>,
    terms: &dyn Terms,
) -> Vec<Measure> {
    let row = |(side, text): (Side, &str)| {
        let text = &*without_links(text);
        (side, weight_without_links(text), keys(text, terms))
    };
    let rows: Vec<(Side, f64, Vec<Key>)> = texts.map(row).collect();
    let shared = Shared::new(&rows);
    let measure = |(side, weight, keys): &(Side, f64, Vec<Key>)| {
        let clues = keys.iter().filter_map(|key| shared.clue(*side, *key));
        Measure::new(*weight, clues.collect())
    };
    rows.iter().map(measure).collect()
}

/// The keys that both languages of a document have.
struct Shared {
    /// In order, with the greater of the numbers of paragraphs of one language that have it.
    keys: Vec<(Key, usize)>,
    /// Paragraphs of the language that has more of them.
    paragraphs: usize,
}

impl Shared {
    fn new(rows: &[(Side, f64, Vec<Key>)]) -> Self {
        let of_side = |side: Side| rows.iter().filter(move |row| row.0 == side);
        let sorted = |side: Side| {
            let mut keys: Vec<Key> = of_side(side).flat_map(|row| &row.2).copied().collect();
            keys.sort_unstable();
            keys
        };
        let (chinese, english) = (sorted(Side::Zh), sorted(Side::En));
        let mut english = english.chunk_by(PartialEq::eq).peekable();
        let mut keys = Vec::new();
        for zh in chinese.chunk_by(PartialEq::eq) {
            while english.next_if(|en| en.first() < zh.first()).is_some() {}
            let en = english.next_if(|en| en.first() == zh.first());
            if let Some((en, key)) = en.zip(zh.first()) {
                keys.push((*key, zh.len().max(en.len())));
            }
        }
        let paragraphs = of_side(Side::Zh).count().max(of_side(Side::En).count());
        Self { keys, paragraphs }
    }

    /// What a text of a side says by a key; `None` where the other language never does.
    fn clue(&self, side: Side, key: Key) -> Option<Clue> {
        let at = self.keys.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        let (_, count) = self.keys.get(at)?;
        let rarity = (self.paragraphs as f64 + 4.0) / (*count as f64 + 1.0);
        // An English word that Chinese text keeps in one place is translated in others.
        let is_word = key.0 == Kind::Name && side == Side::En;
        Some(Clue {
            key: at as u32,
            worth: (key.0.kept() * rarity).ln().clamp(0.05, MOST_A_CLUE),
            lack: if is_word { 0.0 } else { key.0.lack() },
        })
    }
}

/// What a text may share with its translation, sorted and without duplicates.
fn keys(text: &str, terms: &dyn Terms) -> Vec<Key> {
    let figures = figures(text).into_iter();
    let mut keys: Vec<Key> = figures.map(|one| (Kind::Figure, one.key())).collect();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let names =
        words.filter(|word| word.len() > 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()));
    keys.extend(names.map(|name| (Kind::Name, hash(name))));
    keys.extend(terms.terms(text).into_iter().map(|term| (Kind::Term, term)));
    if text.contains(['?', '？']) {
        keys.push((Kind::Question, 0));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// FNV-1a over a word in lower case; words that collide only make a match look likelier.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A text without its addresses, which are in no language.
pub(super) fn without_links(text: &str) -> Cow<'_, str> {
    if !text.contains("://") && !text.contains("www.") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let at = word.find("http").or_else(|| word.find("www."));
        let is_link = word.contains("://") || word.contains("www.");
        match at.filter(|_| is_link) {
            Some(at) => {
                let (before, link) = word.split_at_checked(at).unwrap_or((word, ""));
                let end = link.find(|c: char| !c.is_ascii()).unwrap_or(link.len());
                kept.push_str(before);
                kept.push(' ');
                kept.push_str(link.get(end..).unwrap_or_default());
            }
            None => kept.push_str(word),
        }
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(zh: &str, en: &str) -> (Measure, Measure) {
        let texts = [(Side::Zh, zh), (Side::En, en)];
        let mut found = measures(texts.into_iter(), &()).into_iter();
        (found.next().unwrap(), found.next().unwrap())
    }

    #[test]
    fn lengths_of_translations_go_together() {
        let (zh, en) = pair("交易台在等待", "The desk waits");
        assert!(zh.length_cost(&en) < 0.0);
        let (zh, en) = pair("交易台在等待", &"The desk waits for the close. ".repeat(9));
        assert!(zh.length_cost(&en) > 3.0);
        assert!(zh.length_cost(&en) < 6.0, "one long remark is possible");
    }

    #[test]
    fn what_both_texts_keep_speaks_for_them() {
        for (zh, en, speaks) in [
            ("NVDA 领涨", "NVDA leads", true),
            ("净卖出1050亿美元", "sold $105B", true),
            ("真的吗？", "Really?", true),
            ("股市下跌", "Stocks fell", false),
        ] {
            let (zh, en) = pair(zh, en);
            assert_eq!(zh.gain(&en) > 0.0, speaks);
        }
    }

    #[test]
    fn what_one_text_lacks_speaks_against_them() {
        let texts = [
            (Side::Zh, "涨5%"),
            (Side::Zh, "跌7%"),
            (Side::En, "up 5%"),
            (Side::En, "down 7%"),
        ];
        let found = measures(texts.into_iter(), &());
        assert!(found[0].gain(&found[2]) > 0.0);
        assert!(found[0].gain(&found[3]) < 0.0);
    }

    #[test]
    fn joined_paragraphs_share_their_clues() {
        let (zh, en) = pair("NVDA 和 TSLA", "NVDA and TSLA");
        let both = Measure::join(&[zh.clone(), zh.clone()]);
        assert!((both.gain(&en) - zh.gain(&en)).abs() < 1e-9);
        assert!((both.weight() - 2.0 * zh.weight()).abs() < 1e-9);
    }

    #[test]
    fn an_index_gains_what_each_pair_does() {
        let texts = [
            (Side::Zh, "NVDA涨5%，TLT跌7%？"),
            (Side::Zh, "跌7%"),
            (Side::Zh, "没有"),
            (Side::En, "NVDA up 5%"),
            (Side::En, "TLT down 7%?"),
            (Side::En, "nothing"),
        ];
        let mut left = measures(texts.into_iter(), &());
        let right = left.split_off(3);
        let index = Index::new(&right);
        for one in &left {
            for (range, row) in [(0..3, &right[..]), (1..2, &right[1..2]), (3..3, &[])] {
                let gains = index.gains(one, range);
                assert_eq!(gains.len(), row.len());
                for (gain, other) in gains.iter().zip(row) {
                    assert!((gain - one.gain(other)).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn addresses_are_in_no_language() {
        for (text, kept) in [
            ("来源：https://a.b/c?d=e", "来源： "),
            ("见 www.a.com，继续", "见  ，继续"),
            ("plain", "plain"),
        ] {
            assert_eq!(without_links(text), kept);
        }
        assert!(weight("https://news.example/rss/articles?x=1") < 1.0);
    }
}
