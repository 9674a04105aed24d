//! A word or phrase as the terms that must follow one another.
//!
//! The index and the highlighter both match by patterns, so what is lit is what was found.

use std::borrow::Cow;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    InvertedIndexRangeQuery, PhrasePrefixQuery, PhraseQuery, Query as EngineQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::analysis::{is_paired, stem_term, tokens};
use super::query::{Form, Words};

/// Terms that one beginning may stand for; more than any vocabulary has.
const MAX_EXPANSIONS: u32 = 100_000;

/// A sequence of at least one term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// One for each position, in order.
    pub(super) parts: Vec<Part>,
    /// The last part is only the beginning of a term.
    pub(super) is_open: bool,
}

/// What stands at one position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// This bigram or word.
    Exact(String),
    /// Any word of this stem.
    Stem(String),
    /// A Chinese run that begins with this character, after a Latin word.
    RunStart(String),
    /// A figure of this term.
    Figure(String),
}

impl Part {
    fn term(&self, field: Field, kind: &str) -> Term {
        let text = match self {
            Self::Exact(text) | Self::RunStart(text) | Self::Figure(text) => {
                Cow::Borrowed(text.as_str())
            }
            Self::Stem(stem) => Cow::Owned(stem_term(stem)),
        };
        if kind.is_empty() {
            return Term::from_field_text(field, &text);
        }
        Term::from_field_text(field, &format!("{kind}:{text}"))
    }
}

impl Words {
    /// The patterns of all spellings, the typed one first.
    pub(super) fn patterns(&self) -> impl Iterator<Item = Pattern> {
        let spellings = self.spellings.iter();
        spellings.filter_map(|spelling| Pattern::new(&spelling.folded, self.form))
    }
}

impl Pattern {
    /// The pattern of a folded text; `None` where it holds nothing that is indexed.
    pub(super) fn new(folded: &str, form: Form) -> Option<Self> {
        if form == Form::Figure {
            return Some(Self {
                parts: vec![Part::Figure(folded.to_owned())],
                is_open: false,
            });
        }
        let mut tokens: Vec<_> = tokens(folded).collect();
        let mut is_open = form == Form::Prefix;
        let mut run_start = None;
        if tokens.last()?.ends_run {
            // The last character of a run stands alone only where the text's run ends too. A pair
            // before it has said it already; after a Latin word it begins a run; else any pair that
            // begins with it will do.
            is_open = false;
            let last = tokens.pop()?;
            match tokens.last() {
                Some(pair) if pair.range.end == last.range.end => {}
                Some(word) if !word.ends_run => {
                    run_start = Some(Part::RunStart(last.text.to_owned()));
                }
                Some(_) | None => {
                    is_open = true;
                    run_start = Some(Part::Exact(last.text.to_owned()));
                }
            }
        }
        let parts = tokens.into_iter().map(|token| match token.stem {
            Some(stem) if form == Form::Stemmed => Part::Stem(stem.into_owned()),
            _ => Part::Exact(token.text.to_owned()),
        });
        Some(Self {
            parts: parts.chain(run_start).collect(),
            is_open,
        })
    }

    /// The same as the engine asks it of one field.
    pub(super) fn query(&self, field: Field) -> Box<dyn EngineQuery> {
        self.query_of(field, "")
    }

    /// The same of a field whose terms carry their kind; without a kind, of one whose do not.
    pub(super) fn query_of(&self, field: Field, kind: &str) -> Box<dyn EngineQuery> {
        match (self.parts.as_slice(), self.is_open) {
            ([Part::Exact(beginning)], true) if kind.is_empty() => {
                beginning_query(field, beginning)
            }
            ([Part::Exact(beginning)], true) => {
                beginning_query(field, &format!("{kind}:{beginning}"))
            }
            ([part], _) => {
                let freqs = IndexRecordOption::WithFreqs;
                Box::new(TermQuery::new(part.term(field, kind), freqs))
            }
            (_, false) => Box::new(PhraseQuery::new_with_offset(self.placed_terms(field, kind))),
            (_, true) => {
                let mut query = PhrasePrefixQuery::new_with_offset(self.placed_terms(field, kind));
                query.set_max_expansions(MAX_EXPANSIONS);
                Box::new(query)
            }
        }
    }

    /// Its terms in order, the last of them only a beginning where it is open.
    pub(super) fn terms(&self, field: Field) -> Vec<Term> {
        self.parts.iter().map(|part| part.term(field, "")).collect()
    }

    /// How many positions it covers: one for each word, and for each Chinese character.
    pub(super) fn width(&self) -> usize {
        let is_pair = match self.parts.last() {
            Some(Part::Exact(text)) => is_paired(text) && text.chars().nth(1).is_some(),
            _ => false,
        };
        self.parts.len() + usize::from(is_pair)
    }

    fn placed_terms(&self, field: Field, kind: &str) -> Vec<(usize, Term)> {
        let terms = self.parts.iter().map(|part| part.term(field, kind));
        terms.enumerate().collect()
    }
}

/// Any term that begins so.
pub(super) fn beginning_query(field: Field, beginning: &str) -> Box<dyn EngineQuery> {
    let first = Term::from_field_text(field, beginning);
    let last = Term::from_field_text(field, &format!("{beginning}{}", char::MAX));
    Box::new(InvertedIndexRangeQuery::new(
        Bound::Included(first),
        Bound::Excluded(last),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts joined by spaces: `~` before a stem, `<` before the start of a run, `*` after an open one.
    fn written(text: &str, form: Form) -> String {
        let Some(pattern) = Pattern::new(text, form) else {
            return "-".to_owned();
        };
        let parts = pattern.parts.iter().map(|part| match part {
            Part::Exact(text) => text.clone(),
            Part::Stem(stem) => stem_term(stem),
            Part::RunStart(first) => format!("<{first}"),
            Part::Figure(term) => term.clone(),
        });
        let star = if pattern.is_open { "*" } else { "" };
        parts.collect::<Vec<_>>().join(" ") + star
    }

    #[test]
    fn chinese_is_pairs_without_the_last_character() {
        for (text, expected) in [
            ("流动性", "流动 动性"),
            ("流动", "流动"),
            ("性", "性*"),
            ("a股", "a <股"),
            ("a股b", "a 股 b"),
            ("跌。股", "跌 股*"),
            ("做空gamma", "做空 空 gamma"),
            ("gamma做空", "gamma 做空"),
            ("，。", "-"),
            ("", "-"),
        ] {
            assert_eq!(written(text, Form::Exact), expected, "{text}");
        }
    }

    #[test]
    fn a_position_is_a_word_or_a_character() {
        for (text, width) in [
            ("流动性", 3),
            ("流动", 2),
            ("股", 1),
            ("a股", 2),
            ("short gamma", 2),
            ("做空gamma", 3),
            ("gamma做空", 3),
        ] {
            assert_eq!(
                Pattern::new(text, Form::Stemmed).unwrap().width(),
                width,
                "{text}"
            );
        }
    }

    #[test]
    fn english_is_exact_stemmed_or_open() {
        assert_eq!(written("hedging flows", Form::Exact), "hedging flows");
        assert_eq!(written("hedging flows", Form::Stemmed), "~hedg ~flow");
        assert_eq!(written("short gam", Form::Prefix), "short gam*");
        assert_eq!(written("25bp", Form::Stemmed), "25bp");
        assert_eq!(written("波动", Form::Prefix), "波动");
        assert_eq!(written("#25bp", Form::Figure), "#25bp");
    }
}
