//! Notes that are known to say a name in one spelling, because it was linked there.
//!
//! To find a name of several terms, the positions of each are read in every note that holds them all,
//! which takes most of the time of a common name. The index keeps what was linked by how it is
//! written, so that such notes are found by a single term; they score as the phrase does. Only notes
//! that hold all of its terms and no such link are looked at more closely: the name stands there in a
//! title, in another inflection or within a longer name, or not at all.

use tantivy::postings::Postings;
use tantivy::query::{
    Bm25Weight, BooleanQuery, EnableScoring, Occur, Query, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// One spelling of several terms.
#[derive(Debug)]
pub(super) struct Named {
    /// What is linked under this spelling.
    pub(super) link: Term,
    /// The terms that follow one another where it stands.
    pub(super) phrase: Vec<Term>,
}

impl Named {
    pub(super) fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<NamedWeight> {
        let bm25 = match scoring {
            EnableScoring::Enabled {
                statistics_provider,
                ..
            } => Some(Bm25Weight::for_terms(statistics_provider, &self.phrase)?),
            EnableScoring::Disabled { .. } => None,
        };
        let terms = self.phrase.iter().map(|term| {
            let term = TermQuery::new(term.clone(), IndexRecordOption::Basic);
            (Occur::Must, Box::new(term) as Box<dyn Query>)
        });
        let holding = BooleanQuery::new(terms.collect());
        Ok(NamedWeight {
            link: self.link.clone(),
            scored: bm25.zip(self.phrase.first().map(Term::field)),
            holding: holding.weight(EnableScoring::disabled_from_schema(scoring.schema()))?,
        })
    }
}

/// The same, ready for the segments of one index.
pub(super) struct NamedWeight {
    link: Term,
    /// How the phrase is scored, and in which field.
    scored: Option<(Bm25Weight, Field)>,
    holding: Box<dyn Weight>,
}

impl NamedWeight {
    /// Tells every document in which the spelling is linked, with its score.
    pub(super) fn linked(
        &self,
        reader: &SegmentReader,
        boost: Score,
        mut tell: impl FnMut(DocId, Score),
    ) -> tantivy::Result<()> {
        let inverted = reader.inverted_index(self.link.field())?;
        let freqs = IndexRecordOption::WithFreqs;
        let Some(mut postings) = inverted.read_postings(&self.link, freqs)? else {
            return Ok(());
        };
        let scored = match &self.scored {
            Some((bm25, field)) => {
                Some((bm25.boost_by(boost), reader.get_fieldnorms_reader(*field)?))
            }
            None => None,
        };
        while postings.doc() != TERMINATED {
            let document = postings.doc();
            let score = scored.as_ref().map_or(0.0, |(bm25, lengths)| {
                bm25.score(lengths.fieldnorm_id(document), postings.term_freq())
            });
            tell(document, score);
            postings.advance();
        }
        Ok(())
    }

    /// The documents that hold all of its terms, whether as a phrase or not.
    pub(super) fn holding(&self, reader: &SegmentReader) -> tantivy::Result<Box<dyn Scorer>> {
        self.holding.scorer(reader, 1.0)
    }
}
