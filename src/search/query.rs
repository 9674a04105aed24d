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
//! | `QT NEAR/5 gold`, `QT NEAR gold` | that say both with at most 5 (else 10) words between, in either order |
//! | `25bp`, `$105B`, `10Y`, `5%` | that give this figure, however it is written: see `text::figures` |
//! | `@rates` | that the saved search of that name finds |
//! | `title:gamma` `summary:gamma` | that say it there |
//! | `speaker:lin` `guest:` `author:` | where this person speaks or wrote; any words of the name |
//! | `person:` `org:` `product:` `series:` `category:` `source:` `status:` | whose front matter names it |
//! | `path:2026/02` | with these words in a row in their path |
//! | `tag:credit-market` | filed so |
//! | `concept:short-gamma` `ticker:TLT` | that mention it under any name |
//! | `lang:zh` `lang:zh-hant` `lang:en` | in a language |
//! | `date:2026-01` `date:2026-01..2026-02` `date:>2025-11` `date:7d` | of these days |
//! | `since:7d` `since:6m` `since:2026-01` `since:last-close` | of that day or later |
//! | `has:table` | with a table, an image, code, a quote, a list, a glossary, times, english, chinese, a translation, a speaker, a summary, a source, a tag, a date, a problem |
//! | `is:unread` | that are unread, read, tagged, untagged, dated, undated, translated |
//! | `sort:date` | all the same, latest first; or `oldest`, `title`, `length`, `best` |
//!
//! A field's value is a word, a phrase in quotes, a beginning (`tag:cred*`), or several in brackets:
//! `tag:(gold OR silver)`. A native reader may name the fields 标题 摘要 主讲 嘉宾 作者 人物 机构 产品
//! 标签 代码 概念 系列 分类 来源 语言 状态 路径 日期 最近 含 是 排序, in either script.
//!
//! What joins, from the closest: `-`; `NEAR`, which takes the one word, name, phrase or pair of brackets on
//! either side; *and*, which needs no sign; `OR`. Quotes, brackets, colons and spaces may be
//! full-width. A name of the lexicon is recognised over several words, longest first, and stands
//! for every spelling that the lexicon calls safe. Chinese written without spaces is matched whole,
//! or else by its parts, so that 美联储缩表 finds a note that says both apart from each other.
//!
//! `NEAR` counts an English word and a Chinese character as one each, punctuation and line ends as
//! none, a figure from its first word. Both sides stand in one text of one passage: never the one in a passage and the
//! other in the next, or in its translation.
//!
//! Nothing here knows the index: [`parse`] gives a value, `plan` turns it into the engine's terms.

mod apart;
mod context;
mod date;
mod error;
mod field;
mod lexer;
mod parser;
mod places;
mod widen;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub use context::{Bare, Context};
pub use error::{Expected, QueryError};
pub use parser::{parse, parse_plain, parse_typing};

pub(super) use apart::{Apart, typed, value, words_of};
pub(super) use lexer::MAX_NEARNESS;
pub(super) use places::{PlacedWord, Run, Slot, asked, runs};

use super::filed::Kind;
use super::{Rank, terms};
use crate::model::{Language, NoteId, Target};
use crate::text::fold::folded;

/// What to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) node: Node,
    /// The order asked for by `sort:`.
    pub(super) order: Option<Rank>,
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
    /// Words near each other, in either order, within one text of a passage.
    Near {
        /// As typed, for messages.
        typed: String,
        /// Any of the words of the one, and any of the other.
        sides: [Vec<Words>; 2],
        /// At most so many words or Chinese characters between them.
        within: u32,
    },
    /// These notes.
    Notes(Arc<[NoteId]>),
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
    Summary,
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
    /// The spelling is the term of a figure, however that is written.
    Figure,
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
            order: None,
        }
    }

    /// Notes filed under a tag.
    #[must_use]
    pub fn tag(tag: &str) -> Self {
        Self {
            node: Node::Term(terms::tag(tag)),
            order: None,
        }
    }

    /// Notes that mention something under any of its names.
    #[must_use]
    pub fn mentioning(target: &Target) -> Self {
        Self {
            node: Node::Term(terms::target(target)),
            order: None,
        }
    }

    /// Notes with passages in a language.
    #[must_use]
    pub fn language(language: Language) -> Self {
        Self {
            node: Node::Term(terms::language(language.tag())),
            order: None,
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
            order: None,
        }
    }

    /// Notes of these days, both included.
    #[must_use]
    pub const fn dates(from: Option<Date>, to: Option<Date>) -> Self {
        Self {
            node: Node::Dates { from, to },
            order: None,
        }
    }

    /// What both find.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let node = match (self.node, other.node) {
            (Node::Everything, node) | (node, Node::Everything) => node,
            (one, two) => Node::All(vec![one, two]),
        };
        let order = self.order.or(other.order);
        Self { node, order }
    }

    /// The order that the query asks for by `sort:`; where it asks for one, nothing but that is
    /// to tell which notes come first.
    #[must_use]
    pub const fn order(&self) -> Option<Rank> {
        self.order
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

    /// Which of [`Self::words`] are asked for only near others.
    pub(super) fn nears(&self) -> Vec<NearGroups> {
        let mut nears = Vec::new();
        collect_nears(&self.node, &mut 0, &mut nears);
        nears
    }
}

/// Words that are to stand near each other, by their places among [`Query::words`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NearGroups {
    pub(super) sides: [Range<usize>; 2],
    pub(super) within: u32,
}

/// As [`collect_words`] goes, which of the words are asked for only near others.
fn collect_nears(node: &Node, words: &mut usize, nears: &mut Vec<NearGroups>) {
    match node {
        Node::Text(_) => *words += 1,
        Node::All(nodes) | Node::Any(nodes) => {
            for node in nodes {
                collect_nears(node, words, nears);
            }
        }
        Node::Near { sides, within, .. } => {
            let sides = sides.each_ref().map(|side| {
                let from = *words;
                *words += side.len();
                from..*words
            });
            let within = *within;
            nears.push(NearGroups { sides, within });
        }
        _ => {}
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
        Node::Near { sides, .. } => words.extend(sides.iter().flatten()),
        Node::Everything
        | Node::Not(_)
        | Node::Filed { .. }
        | Node::Notes(_)
        | Node::Term(_)
        | Node::TermPrefix(_)
        | Node::Dates { .. } => {}
    }
}

#[cfg(test)]
mod tests;
