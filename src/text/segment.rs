//! Cuts folded Chinese text into words, as jieba does.
//!
//! The words rank results and drive keywords; whether a note matches is decided by
//! `bigram`, as the cut of a word depends on what stands around it.
//!
//! The dictionary is jieba's, brought by the build script into a double array that
//! lies in the program and needs no loading. The most probable path through the words
//! of a run is found here; what no word covers goes through jieba's hidden Markov
//! model. `tests` holds the result to jieba's own, on jieba's dictionary.

use std::iter::from_fn;

use jieba_rs::Jieba;
use yada::DoubleArray;

use self::user::UserWords;
use super::script::is_han;

mod user;

/// From each word in lower case to the bits of ln(frequency) as `f32`.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The sum of all frequencies.
const TOTAL: f64 = f64::from_le_bytes(*include_bytes!(concat!(
    env!("OUT_DIR"),
    "/words_total.bin"
)));

/// Cuts text by jieba's dictionary and the words given to it.
///
/// Cheap to make; share one between threads by `Arc`.
#[derive(Debug)]
pub struct Segmenter {
    dictionary: DoubleArray<&'static [u8]>,
    user: UserWords,
    /// Without any word: all that it cuts, it cuts by its hidden Markov model.
    model: Jieba,
    log_total: f64,
}

/// The best way on from a byte of a run.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// Log-probability of the rest of the run.
    score: f64,
    /// Where the next word ends.
    end: usize,
}

impl Step {
    /// Whether this way is the more probable one, or as probable with a longer word.
    #[inline]
    fn beats(&self, other: &Self) -> bool {
        let by_score = self.score.total_cmp(&other.score);
        by_score.then(self.end.cmp(&other.end)).is_gt()
    }
}

impl Segmenter {
    /// A segmenter that also knows these words, which are folded already.
    ///
    /// Each gets the frequency at which it just outweighs the words that it is made of.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut segmenter = Self {
            dictionary: DoubleArray(WORDS),
            user: UserWords::default(),
            model: Jieba::empty(),
            log_total: TOTAL.ln(),
        };
        let mut total = TOTAL;
        for word in words {
            let frequency = segmenter.frequency_to_join(word);
            segmenter.user.insert(word, frequency.ln());
            total += frequency;
            segmenter.log_total = total.ln();
        }
        segmenter
    }

    /// The words of a folded text in its order; spaces and punctuation are left out.
    pub fn cut<'a>(&self, folded: &'a str) -> Vec<&'a str> {
        let mut words = Vec::with_capacity(folded.len() / 6);
        let mut route = Vec::new();
        for (run, cuttable) in runs(folded) {
            if run.bytes().all(|b| b.is_ascii_alphanumeric()) {
                // No word of the dictionary is of letters alone.
                words.push(run);
            } else if cuttable {
                self.route(run, &mut route);
                self.follow(run, &route, |word| {
                    if word.contains(char::is_alphanumeric) {
                        words.push(word);
                    }
                });
            } else {
                let parts = run.split(|c: char| !c.is_alphanumeric());
                words.extend(parts.filter(|part| !part.is_empty()));
            }
        }
        words
    }

    /// Finds the most probable words of a run: `route` tells from each byte where to go.
    fn route(&self, run: &str, route: &mut Vec<Step>) {
        route.clear();
        route.resize(run.len() + 1, Step::default());
        for (at, character) in run.char_indices().rev() {
            let best = self.best_step(run, at, route);
            let single = at + character.len_utf8();
            let step = best.unwrap_or_else(|| self.step(0.0, single, route));
            if let Some(slot) = route.get_mut(at) {
                *slot = step;
            }
        }
    }

    /// The most probable of the words that start at a byte; of equals the longest.
    #[inline]
    fn best_step(&self, run: &str, at: usize, route: &[Step]) -> Option<Step> {
        let rest = run.get(at..)?;
        let mut best: Option<Step> = None;
        self.words_at(rest, |length, log_frequency| {
            let step = self.step(log_frequency, at + length, route);
            if best.is_none_or(|best| step.beats(&best)) {
                best = Some(step);
            }
        });
        best
    }

    #[inline]
    fn step(&self, log_frequency: f64, end: usize, route: &[Step]) -> Step {
        let rest = route.get(end).map_or(0.0, |step| step.score);
        Step {
            score: log_frequency - self.log_total + rest,
            end,
        }
    }

    /// Visits the length and ln(frequency) of every word that a text starts with.
    #[inline]
    fn words_at(&self, text: &str, mut visit: impl FnMut(usize, f64)) {
        for (bits, length) in self.dictionary.common_prefix_search(text) {
            visit(length, f64::from(f32::from_bits(bits)));
        }
        for (length, log_frequency) in self.user.prefixes_of(text) {
            visit(length, log_frequency);
        }
    }

    /// Emits the words of a route; single characters in a row go through the model.
    fn follow<'a>(&self, run: &'a str, route: &[Step], mut emit: impl FnMut(&'a str)) {
        let mut at = 0;
        let mut singles = 0;
        while let Some(word) = next_word(run, route, at) {
            let next = at + word.len();
            if is_single(word) {
                at = next;
                continue;
            }
            self.join_singles(run.get(singles..at).unwrap_or_default(), &mut emit);
            emit(word);
            at = next;
            singles = next;
        }
        self.join_singles(run.get(singles..).unwrap_or_default(), &mut emit);
    }

    /// Cuts characters that the route left single.
    fn join_singles<'a>(&self, singles: &'a str, emit: &mut impl FnMut(&'a str)) {
        if singles.is_empty() {
            return;
        }
        // A word that the route has passed over is not put together again.
        if is_single(singles) || self.log_frequency(singles).is_some() {
            singles.split_inclusive(|_| true).for_each(emit);
            return;
        }
        for token in self.model.cut(singles, true) {
            emit(token.word);
        }
    }

    fn log_frequency(&self, word: &str) -> Option<f64> {
        let mut found = None;
        self.words_at(word, |length, log_frequency| {
            if length == word.len() {
                found = Some(log_frequency);
            }
        });
        found
    }

    /// The frequency at which a word is as probable as the best cut of it, and one more.
    fn frequency_to_join(&self, word: &str) -> f64 {
        let mut route = Vec::new();
        self.route(word, &mut route);
        let score = route.first().map_or(0.0, |step| step.score);
        let apart = (score + self.log_total).exp().floor() + 1.0;
        let known = self.log_frequency(word).map_or(1.0, f64::exp);
        apart.max(known)
    }
}

fn next_word<'a>(run: &'a str, route: &[Step], at: usize) -> Option<&'a str> {
    let end = route.get(at)?.end;
    run.get(at..end).filter(|word| !word.is_empty())
}

fn is_single(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some() && characters.next().is_none()
}

/// The text in stretches of characters that jieba cuts, and of others.
fn runs(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    from_fn(move || {
        let cuttable = is_cuttable(rest.chars().next()?);
        let end = rest.find(|c| is_cuttable(c) != cuttable);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some((run, cuttable))
    })
}

/// Whether a character is of the kinds that jieba's dictionary words are made of.
#[inline]
fn is_cuttable(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric()
            || matches!(character, '+' | '#' | '&' | '.' | '_' | '%' | '-');
    }
    is_han(character) && !matches!(character, '々' | '〇')
}

#[cfg(test)]
mod tests;
