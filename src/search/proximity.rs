//! Words that stand near each other count more.
//!
//! Two words of a query that follow one another within a few places of each other say more than the
//! same two a page apart. It is asked of the hits that are shown and not of all that match, so that
//! it costs a look at some dozens of notes however many there are, and it orders them only among
//! themselves.

use tantivy::query::{EnableScoring, PhraseQuery, Query as EngineQuery, Scorer, Weight};
use tantivy::{DocAddress, DocSet, Score, SeekDangerResult, SegmentReader};

use super::pattern::Pattern;
use super::query::{Form, Scope, Words};
use super::{SearchError, Snapshot};

/// What two words near each other add, as a multiple of the score of the two as a phrase.
const NEAR: Score = 0.2;

/// Places that may stand between them.
const BETWEEN: u32 = 8;

/// Pairs of a question that are looked at; a longer one is a text.
const MAX_PAIRS: usize = 16;

impl Snapshot {
    /// Adds to the scores of documents in which words stand near each other, and orders them anew.
    pub(super) fn prefer_near(
        &self,
        words: &[&Words],
        found: &mut [(Score, DocAddress)],
    ) -> Result<(), SearchError> {
        let scoring = EnableScoring::enabled_from_searcher(&self.searcher);
        let pairs = words.windows(2).filter_map(|pair| self.near(pair));
        let weights = pairs.take(MAX_PAIRS).map(|pair| pair.weight(scoring));
        let weights: Vec<Box<dyn Weight>> = weights.collect::<tantivy::Result<_>>()?;
        if weights.is_empty() {
            return Ok(());
        }
        found.sort_unstable_by_key(|(_, address)| *address);
        for hits in found.chunk_by_mut(|(_, one), (_, other)| one.segment_ord == other.segment_ord)
        {
            let Some((_, first)) = hits.first() else {
                continue;
            };
            let segment = self.searcher.segment_reader(first.segment_ord);
            for weight in &weights {
                add(weight.as_ref(), segment, hits)?;
            }
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        Ok(())
    }

    /// Two words that follow one another, not far apart; `None` where that means nothing.
    fn near(&self, pair: &[&Words]) -> Option<PhraseQuery> {
        let [one, other] = pair else {
            return None;
        };
        let is_plain = |words: &Words| words.scope == Scope::Anywhere && words.form != Form::Prefix;
        // Chinese that is also read by its parts stands before them as a whole.
        if !is_plain(one) || !is_plain(other) || one.typed.contains(&other.typed) {
            return None;
        }
        let pattern = |words: &Words| Pattern::new(&words.spellings.first()?.folded, words.form);
        pattern(one)?.followed_by(&pattern(other)?, self.fields.text.text, BETWEEN)
    }
}

/// Adds what one pair of words scores to those of a segment's documents that hold it. Only these are
/// looked at: the engine's `seek` would go on to the next document that does.
fn add(
    weight: &dyn Weight,
    segment: &SegmentReader,
    hits: &mut [(Score, DocAddress)],
) -> tantivy::Result<()> {
    let mut scorer: Option<Box<dyn Scorer>> = None;
    for (score, address) in hits {
        let result = match scorer.as_mut() {
            Some(scorer) => scorer.seek_danger(address.doc_id),
            None => {
                let (result, new) = weight.scorer_danger(segment, address.doc_id, NEAR)?;
                scorer = Some(new);
                result
            }
        };
        if result == SeekDangerResult::Found {
            *score += scorer.as_mut().map_or(0.0, |scorer| scorer.score());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::search::fixtures::{index, note, ranked};

    /// The same words the same number of times, in notes of the same length.
    fn order(apart: &str, near: &str, query: &str) -> Vec<u64> {
        ranked(
            &index(&[note("t", &[apart]), note("t", &[near])]).snapshot(),
            query,
        )
    }

    #[test]
    fn of_notes_with_the_same_words_the_one_that_says_them_together_comes_first() {
        for (apart, near, query) in [
            (
                "dealers one two three four five six seven eight nine ten hedge",
                "one two three four five dealers hedge six seven eight nine ten",
                "dealers hedge",
            ),
            (
                "资金面上周以来一直都还算是比较平稳的，市场紧张",
                "上周以来一直都还算是比较平稳的，资金面市场紧张",
                "资金面 紧张",
            ),
        ] {
            assert_eq!(order(apart, near, query), [2, 1], "{query}");
        }
    }

    #[test]
    fn one_word_and_phrases_keep_their_order() {
        for query in ["dealers", "\"dealers hedge\"", "deal*"] {
            assert_eq!(order("dealers hedge", "dealers hedge", query), [1, 2]);
        }
    }
}
