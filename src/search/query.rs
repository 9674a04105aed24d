//! The query language: what a person types, as a value.
//!
//! | written | finds notes |
//! |-|-|
//! | `short gamma` | that say both words; here a concept, so any of its names in any language |
//! | `"short gamma"`, `=gamma` | that say exactly this, nothing else |
//! | `gam*` | with a word that begins so |
//! | `-gold`, `NOT gold` | that do not say it |
//! | `gold OR silver`, `gold \| silver` | that say either |
//! | `(gold OR silver) vol` | that say one of the two, and `vol` |
//! | `tag:credit-market` `speaker:lin` `title:gamma` | filed, spoken, titled so |
//! | `concept:short-gamma` `ticker:TLT` | that mention it under any name |
//! | `lang:zh` `lang:zh-hant` `lang:en` | in a language |
//! | `date:2026-01` `date:2026-01..2026-02` `date:>2025-11` `date:7d` | of these days |
//!
//! Words are joined by *and*; `OR` binds weaker. Quotes, brackets, colons and spaces may be
//! full-width. A name of the lexicon is recognised over several words, longest first, and stands
//! for every spelling that the lexicon calls safe. Chinese written without spaces is matched whole,
//! or else by its parts, so that 美联储缩表 finds a note that says both apart from each other.
//!
//! Nothing here knows the index: [`parse`] gives a value, `plan` turns it into the engine's terms.

mod apart;
mod context;
mod date;
mod error;
mod lexer;
mod parser;
mod places;
mod widen;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use context::{Bare, Context};
pub use error::{Expected, QueryError};
pub use parser::{parse, parse_plain, parse_typing};

pub(super) use apart::{Apart, typed, words_of};
pub(super) use places::{PlacedWord, Run, Slot, asked, runs};

use super::filed::Kind;
use super::terms;
use crate::model::{Language, Target};
use crate::text::fold::folded;

/// What to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) node: Node,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Every note.
    Everything,
    /// All of them.
    All(Vec<Node>),
    /// At least one of them.
    Any(Vec<Node>),
    /// The notes that it does not find.
    Not(Box<Node>),
    /// Words.
    Text(Words),
    /// What a note is filed under, by words of the value, folded.
    Filed {
        kind: Kind,
        text: String,
        form: Form,
    },
    /// Exactly this term.
    Term(String),
    /// Any term that begins so.
    TermPrefix(String),
    /// Days, both included.
    Dates {
        from: Option<Date>,
        to: Option<Date>,
    },
}

/// A word or phrase, and what else it may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// As typed.
    pub(super) typed: String,
    pub(super) scope: Scope,
    pub(super) form: Form,
    /// The typed one first; more than one where a name was widened.
    pub(super) spellings: Vec<Spelling>,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Anywhere,
    Title,
}

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As written, but for case, width and script.
    Exact,
    /// English words in any inflection.
    Stemmed,
    /// As written, the last word going on in any way.
    Prefix,
}

/// One way to write a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling {
    /// As compared.
    pub(super) folded: String,
    /// As people write it, by language; the first is shown where no other fits.
    pub(super) shown: Vec<(Option<Language>, String)>,
}

impl Query {
    /// The query that finds every note.
    #[must_use]
    pub const fn everything() -> Self {
        Self {
            node: Node::Everything,
        }
    }

    /// Notes filed under a tag.
    #[must_use]
    pub fn tag(tag: &str) -> Self {
        Self {
            node: Node::Term(terms::tag(tag)),
        }
    }

    /// Notes that mention something under any of its names.
    #[must_use]
    pub fn mentioning(target: &Target) -> Self {
        Self {
            node: Node::Term(terms::target(target)),
        }
    }

    /// Notes with passages in a language.
    #[must_use]
    pub fn language(language: Language) -> Self {
        Self {
            node: Node::Term(terms::language(language.tag())),
        }
    }

    /// Notes that a person speaks in or wrote, by any part of the name.
    #[must_use]
    pub fn speaker(name: &str) -> Self {
        Self {
            node: Node::Filed {
                kind: Kind::Speaker,
                text: folded(name).into_owned(),
                form: Form::Exact,
            },
        }
    }

    /// Notes of these days, both included.
    #[must_use]
    pub const fn dates(from: Option<Date>, to: Option<Date>) -> Self {
        Self {
            node: Node::Dates { from, to },
        }
    }

    /// What both find.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let node = match (self.node, other.node) {
            (Node::Everything, node) | (node, Node::Everything) => node,
            (one, two) => Node::All(vec![one, two]),
        };
        Self { node }
    }

    /// Nothing is asked for.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.node == Node::Everything
    }

    /// The spellings that were added to what was typed, as people write them: the first name of
    /// each language, then the second, so that a line too short for all still shows every script.
    #[must_use]
    pub fn widened(&self) -> Vec<String> {
        let mut added: Vec<(usize, &str)> = Vec::new();
        for words in self.words() {
            let mut ranks: BTreeMap<Option<Language>, usize> = BTreeMap::new();
            for (language, shown) in words.spellings.iter().flat_map(|one| &one.shown) {
                let rank = ranks.entry(*language).or_default();
                if *shown != words.typed && !added.iter().any(|(_, known)| known == shown) {
                    added.push((*rank, shown));
                    *rank += 1;
                }
            }
        }
        added.sort_by_key(|(rank, _)| *rank);
        added
            .into_iter()
            .map(|(_, shown)| shown.to_owned())
            .collect()
    }

    /// The words asked for, without those that are to be absent.
    pub(super) fn words(&self) -> Vec<&Words> {
        let mut words = Vec::new();
        collect_words(&self.node, &mut words);
        words
    }
}

fn collect_words<'a>(node: &'a Node, words: &mut Vec<&'a Words>) {
    match node {
        Node::Text(text) => words.push(text),
        Node::All(nodes) | Node::Any(nodes) => {
            for node in nodes {
                collect_words(node, words);
            }
        }
        Node::Everything
        | Node::Not(_)
        | Node::Filed { .. }
        | Node::Term(_)
        | Node::TermPrefix(_)
        | Node::Dates { .. } => {}
    }
}

#[cfg(test)]
mod tests;
