//! How much two texts are the same text.
//!
//! Source: Broder, "On the resemblance and containment of documents" (1997): a text is the set of
//! its shingles, the runs of `WIDTH` tokens that follow one another, and the resemblance of two is
//! the share of shingles that both have among those that either has. It is computed exactly, over
//! all shingles, since only a handful of candidates is ever compared.
//!
//! A token is one Han character, or a run of letters and digits of any other script, folded (width,
//! case, Traditional to Simplified); punctuation, space and markup between them do not count, for
//! mirrors change them. A shingle belongs to the Chinese or to the other half of a text by what
//! most of its tokens are, so that a text can be compared with its bilingual edition.
//!
//! What it does not do: a translation shares no shingle with its original, and is none.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::fold::folded;
use super::script::is_han;

/// Tokens of a shingle. Six Han characters are two to four words: rare enough that two notes on one
/// subject share few, short enough that one changed character breaks no more than six.
const WIDTH: usize = 6;

/// Shingles of a half that count: fewer are a quotation, or a title left in the other language.
const FEWEST: usize = 40;

/// The share of a text from which a half of it counts.
const SHARE: f64 = 0.15;

/// The shingles of one text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shingles {
    /// Sorted, without duplicates.
    han: Vec<u64>,
    /// Sorted, without duplicates.
    other: Vec<u64>,
}

/// How two texts compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resemblance {
    /// From 0, nothing in common, to 1, the same.
    pub value: f64,
    /// Only one of the two languages was compared, since one of the texts lacks the other.
    pub is_of_one_language: bool,
}

impl Shingles {
    /// The shingles of a text that stands in pieces; none reaches from one piece into the next of
    /// another language, so that a translation between two paragraphs changes nothing.
    #[must_use]
    pub fn of<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Self {
        let mut shingles = Self::default();
        let mut runs = [Run::default(), Run::default()];
        for piece in pieces {
            let piece = folded(piece);
            let tokens: Vec<&str> = tokens(&piece).collect();
            let han = tokens.iter().filter(|token| is_han_token(token)).count();
            let is_han = han * 2 > tokens.len();
            let (run, out) = match (&mut runs, is_han) {
                ([run, _], true) => (run, &mut shingles.han),
                ([_, run], false) => (run, &mut shingles.other),
            };
            for token in tokens {
                out.extend(run.push(token));
            }
        }
        // A text of a few words is one shingle.
        let [han, other] = runs;
        shingles.han.extend(han.short());
        shingles.other.extend(other.short());
        for half in [&mut shingles.han, &mut shingles.other] {
            half.sort_unstable();
            half.dedup();
        }
        shingles
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.han.len() + self.other.len()
    }

    /// Whether the text holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = u64> {
        self.han.iter().chain(&self.other).copied()
    }

    /// How much of two texts is the same text.
    ///
    /// Where one of them holds a language that the other does not, only the common one is compared:
    /// a transcript and its bilingual edition are one document.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> Resemblance {
        let halves = [(&self.han, &other.han), (&self.other, &other.other)];
        let counts = |(one, two): (&Vec<u64>, &Vec<u64>)| {
            let both = common(one, two);
            (both, one.len() + two.len() - both)
        };
        for (common_half, lacking) in [(halves[0], halves[1]), (halves[1], halves[0])] {
            let is_common = self.has(common_half.0) && other.has(common_half.1);
            let differs = self.has(lacking.0) != other.has(lacking.1);
            if is_common && differs {
                return Resemblance {
                    value: ratio(counts(common_half)),
                    is_of_one_language: true,
                };
            }
        }
        let [(han, hans), (latin, latins)] = halves.map(counts);
        Resemblance {
            value: ratio((han + latin, hans + latins)),
            is_of_one_language: false,
        }
    }

    /// Whether a half of this text is more than a few words in it.
    fn has(&self, half: &[u64]) -> bool {
        half.len() >= FEWEST && half.len() as f64 >= SHARE * self.len() as f64
    }
}

/// The tokens seen last of one language.
#[derive(Default)]
struct Run {
    last: Vec<u64>,
    is_whole: bool,
}

impl Run {
    /// Takes a token; gives the shingle that it completes.
    fn push(&mut self, token: &str) -> Option<u64> {
        if self.last.len() == WIDTH {
            self.last.remove(0);
        }
        self.last.push(hash(&token));
        self.is_whole |= self.last.len() == WIDTH;
        (self.last.len() == WIDTH).then(|| hash(&self.last))
    }

    /// The one shingle of a text that is shorter than one.
    fn short(&self) -> Option<u64> {
        (!self.is_whole && !self.last.is_empty()).then(|| hash(&self.last))
    }
}

/// How many values two sorted lists share.
fn common(one: &[u64], two: &[u64]) -> usize {
    let (mut left, mut right) = (one.iter().peekable(), two.iter().peekable());
    let mut count = 0;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let order = a.cmp(b);
        count += usize::from(order.is_eq());
        if order.is_le() {
            left.next();
        }
        if order.is_ge() {
            right.next();
        }
    }
    count
}

fn ratio((part, whole): (usize, usize)) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

fn hash(value: &impl Hash) -> u64 {
    // Its keys are fixed; the value is kept nowhere.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The tokens of a folded text.
fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .flat_map(|run| Tokens { rest: run })
}

struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let first = self.rest.chars().next()?;
        let end = if is_han(first) {
            first.len_utf8()
        } else {
            self.rest.find(is_han).unwrap_or(self.rest.len())
        };
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(token)
    }
}

fn is_han_token(token: &str) -> bool {
    token.chars().next().is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HANS: &str = "做市商在指数期权上做空伽马，跌的时候只能跟着卖，涨的时候只能跟着买，\
        所以尾盘的波动被放大了。这和波动率控制基金的减仓是两回事，前者看仓位，后者看实现波动率，\
        把两件事混为一谈，就会把因果说反。";
    const HANT: &str = "做市商在指數期權上做空伽馬，跌的時候只能跟著賣，漲的時候只能跟著買，\
        所以尾盤的波動被放大了。這和波動率控制基金的減倉是兩回事，前者看倉位，後者看實現波動率，\
        把兩件事混為一談，就會把因果說反。";
    const EN: &str = "Dealers are short gamma on the index, so they sell as it falls and buy as it \
        rises, which makes the close move more. That is not what volatility control funds do: the \
        former follows from positions, the latter from realised volatility, and whoever mixes the \
        two gets the cause the wrong way round, which is an error that costs money.";

    fn of(pieces: &[&str]) -> Shingles {
        Shingles::of(pieces.iter().copied())
    }

    fn value(one: &[&str], two: &[&str]) -> f64 {
        of(one).resemblance(&of(two)).value
    }

    #[test]
    fn a_text_is_the_same_in_the_other_script_and_with_other_signs() {
        // Not 1: 著 and 着 are both simplified characters, so folding leaves them apart.
        assert!(value(&[HANS], &[HANT]) > 0.75);
        let spaced = HANS.replace('，', " , ").replace('。', "\n\n**");
        assert!((value(&[HANS], &[&spaced]) - 1.0).abs() < 1e-9);
        assert!((value(&[EN], &[&EN.to_uppercase()]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_translation_is_another_text() {
        assert!(value(&[HANS], &[EN]) < 0.01);
    }

    #[test]
    fn a_bilingual_edition_is_compared_in_the_common_language() {
        let both = of(&[HANS, EN]);
        for one in [HANT, EN] {
            let found = both.resemblance(&of(&[one]));
            assert!(found.value > 0.75 && found.is_of_one_language, "{found:?}");
        }
        let mixed = both.resemblance(&of(&[EN, HANT]));
        assert!(mixed.value > 0.75 && !mixed.is_of_one_language);
    }

    #[test]
    fn the_order_of_the_languages_changes_nothing() {
        let half = HANS.find("这和").unwrap();
        let (first, second) = HANS.split_at(half);
        assert!((value(&[first, EN, second], &[HANS, EN]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_quoted_part_is_not_the_whole() {
        let long = "今天的盘面没有新鲜事：成交缩到了一个月以来最低，行业轮动停了下来，\
            资金在等数据。利率端倒是有动静，长端收益率回到了上个月的区间上沿，久期仓位因此又轻了一些。\
            信用利差没有跟，说明这不是风险偏好的事，只是供给的事，下周拍卖过后再看也不迟。\
            商品里黄金横着，铜跌了一点，油没有方向，美元也没有方向，交易员大概都去休假了。";
        assert!(value(&[HANS], &[long, HANS]) < 0.6);
        assert!(value(&[HANS], &[long]) < 0.05);
    }

    #[test]
    fn very_short_texts_are_the_same_only_when_equal() {
        assert!((value(&["做空伽马"], &["做空伽馬。"]) - 1.0).abs() < 1e-9);
        assert!(value(&["做空伽马"], &["做多伽马"]) < 1e-9);
        assert!(value(&[""], &[""]) < 1e-9);
        assert!(of(&["……"]).is_empty());
    }

    #[test]
    fn tokens_are_characters_and_words() {
        let text: Vec<&str> = tokens("标普500涨1.5% (s&p)").collect();
        assert_eq!(text, ["标", "普", "500", "涨", "1", "5", "s", "p"]);
    }

    proptest! {
        #[test]
        fn resemblance_is_a_symmetric_share(one in "[做空a ,]{0,60}", two in "[做空a ,]{0,60}") {
            let (one, two) = (of(&[&one]), of(&[&two]));
            let there = one.resemblance(&two);
            prop_assert!((0.0..=1.0).contains(&there.value));
            prop_assert_eq!(there, two.resemblance(&one));
            prop_assert!(one.is_empty() || (one.resemblance(&one).value - 1.0).abs() < 1e-9);
        }
    }
}
