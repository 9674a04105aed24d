//! A query taken apart, for when no note holds all of it: what stays firm, and the words of which
//! some will do.
//!
//! Fields, dates, `title:` and what is to be absent were typed to narrow and stay firm. Words and
//! phrases may be missing, and so may those of an `OR` or of Chinese without spaces, which stand
//! there each for itself. A value that no note is filed under narrows nothing, and may have been none:
//! 机构：市场韧性增强 is how a headline begins. Quotation marks do not make a phrase firm: questions quote, and a phrase
//! that no note holds is most often what stands in the way.

use std::borrow::Cow;

use super::widen::{self, plain};
use super::{Form, Node, Query, Scope, Words};
use crate::search::Analysis;
use crate::search::analysis::{Token, tokens};
use crate::text::fold::folded;

/// The parts of a query.
#[derive(Debug, Default)]
pub(in crate::search) struct Apart<'q> {
    /// Holds of every note that is found.
    pub(in crate::search) firm: Vec<&'q Node>,
    /// Each of them may be missing.
    pub(in crate::search) loose: Vec<&'q Node>,
}

impl Query {
    /// The parts that are joined by *and*.
    pub(in crate::search) fn apart(&self) -> Apart<'_> {
        let mut apart = Apart::default();
        sort(&self.node, &mut apart);
        apart
    }
}

impl Query {
    /// The same query read by its parts too: each pair of Chinese characters, each English word of
    /// what was typed by itself, of values that notes are filed under too. Where a note holds some of
    /// it, these are what is lit, as they are what it was found by.
    #[must_use]
    pub fn in_parts(&self) -> Self {
        let mut nodes = vec![self.node.clone()];
        let apart = self.apart();
        let words = apart.words().into_iter();
        let typed = words.map(|words| folded(&words.typed));
        let values = apart.firm.iter().filter_map(|node| value(node));
        for typed in typed.chain(values.map(Cow::Borrowed)) {
            let parts = tokens(&typed).filter(|token| token.text.chars().nth(1).is_some());
            let node = |token: Token<'_>| {
                let part = plain(token.text, Scope::Anywhere, Form::Stemmed);
                Node::Text(part)
            };
            nodes.extend(parts.map(node));
        }
        Self {
            node: Node::Any(nodes),
            order: self.order,
        }
    }
}

impl<'q> Apart<'q> {
    /// The same query with the values at some places of [`Self::firm`] read as words.
    pub(in crate::search) fn with_words_for(&self, values: &[usize], analysis: &Analysis) -> Query {
        let firm = self.firm.iter().enumerate();
        let firm = firm.map(|(at, node)| match value(node) {
            Some(value) if values.contains(&at) => widen::loose(value, Scope::Anywhere, analysis),
            _ => (*node).clone(),
        });
        let loose = self.loose.iter().map(|node| (*node).clone());
        Query {
            node: Node::All(firm.chain(loose).collect()),
            order: None,
        }
    }

    /// All words of the loose parts.
    pub(in crate::search) fn words(&self) -> Vec<&'q Words> {
        let mut words = Vec::new();
        for part in &self.loose {
            super::collect_words(part, &mut words);
        }
        words
    }

    /// What is asked for without some of the loose parts.
    pub(in crate::search) fn without(&self, is_left_out: impl Fn(usize) -> bool) -> Query {
        let loose = self.loose.iter().enumerate();
        let kept = loose.filter(|(at, _)| !is_left_out(*at));
        all_of(kept.map(|(_, part)| *part).chain(self.firm.iter().copied()))
    }

    /// What is asked for without the values at some places of [`Self::firm`].
    pub(in crate::search) fn without_values(&self, values: &[usize]) -> Query {
        let firm = self.firm.iter().enumerate();
        let kept = firm.filter(|(at, _)| !values.contains(at));
        all_of(
            kept.map(|(_, part)| *part)
                .chain(self.loose.iter().copied()),
        )
    }
}

/// What holds all parts; everything where there are none.
fn all_of<'q>(parts: impl Iterator<Item = &'q Node>) -> Query {
    let nodes: Vec<Node> = parts.cloned().collect();
    if nodes.is_empty() {
        return Query::everything();
    }
    Query {
        node: Node::All(nodes),
        order: None,
    }
}

/// How a part was typed; of Chinese that is also read by its parts, the whole.
pub(in crate::search) fn typed(part: &Node) -> &str {
    if let Node::Near { typed, .. } = part {
        return typed;
    }
    words_of(part).first().map_or("", |words| &words.typed)
}

/// The value that a part asks notes to be filed under.
pub(in crate::search) fn value(part: &Node) -> Option<&str> {
    match part {
        Node::Filed { text, .. } => Some(text),
        _ => None,
    }
}

/// All words of a part.
pub(in crate::search) fn words_of(part: &Node) -> Vec<&Words> {
    let mut words = Vec::new();
    super::collect_words(part, &mut words);
    words
}

fn sort<'q>(node: &'q Node, apart: &mut Apart<'q>) {
    match node {
        Node::All(nodes) => nodes.iter().for_each(|node| sort(node, apart)),
        Node::Everything => {}
        node if is_loose(node) => apart.loose.push(node),
        node => apart.firm.push(node),
    }
}

fn is_loose(node: &Node) -> bool {
    match node {
        Node::Text(words) => words.scope == Scope::Anywhere,
        Node::Near { sides, .. } => {
            let mut words = sides.iter().flatten();
            words.all(|words| words.scope == Scope::Anywhere)
        }
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().all(is_loose),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixtures::{analysis, bare};
    use crate::search::query::parse;

    #[test]
    fn words_are_loose_and_what_narrows_is_firm() {
        let tools = analysis();
        for (query, loose, firm) in [
            ("gold silver", &["gold", "silver"][..], 0),
            ("gold (silver copper)", &["gold", "silver", "copper"], 0),
            ("gold OR silver", &["gold"], 0),
            ("short gamma now", &["short gamma", "now"], 0),
            ("市场流动性紧张 gold", &["市场流动性紧张", "gold"], 0),
            (
                "gold \"silver lining\" =copper",
                &["gold", "silver lining", "copper"],
                0,
            ),
            ("gold -silver tag:x date:2026", &["gold"], 3),
            ("gold title:silver", &["gold"], 1),
            ("gold (tag:x OR silver)", &["gold"], 1),
            ("", &[], 0),
        ] {
            let query = parse(query, &bare(&tools)).unwrap();
            let apart = query.apart();
            let typed: Vec<_> = apart.loose.iter().map(|part| typed(part)).collect();
            assert_eq!((typed.as_slice(), apart.firm.len()), (loose, firm));
        }
    }

    #[test]
    fn a_query_is_also_read_by_its_parts() {
        let tools = analysis();
        let query = parse("量化紧缩 \"gold rally\" tag:x", &bare(&tools)).unwrap();
        let parts = query.in_parts();
        let typed: Vec<&str> = parts.words().iter().map(|one| one.typed.as_str()).collect();
        assert_eq!(
            typed,
            [
                "量化紧缩",
                "gold rally",
                "量化",
                "化紧",
                "紧缩",
                "gold",
                "rally"
            ]
        );
    }

    #[test]
    fn a_value_may_be_read_as_words_and_is_lit_as_such() {
        let tools = analysis();
        let query = parse("机构：持仓回落 gold tag:x", &bare(&tools)).unwrap();
        let apart = query.apart();
        assert_eq!((apart.loose.len(), apart.firm.len()), (1, 2));
        let read = apart.with_words_for(&[0], &tools);
        let loose: Vec<_> = read
            .apart()
            .loose
            .iter()
            .map(|part| typed(part).to_owned())
            .collect();
        assert_eq!(loose, ["持仓回落", "gold"]);
        assert_eq!(read.apart().firm.len(), 1);
        let lit = query.in_parts();
        let lit: Vec<&str> = lit.words().iter().map(|one| one.typed.as_str()).collect();
        assert_eq!(lit, ["gold", "gold", "持仓", "仓回", "回落"]);
    }

    #[test]
    fn what_is_left_out_is_asked_for_no_more() {
        let tools = analysis();
        let query = parse("gold silver tag:x", &bare(&tools)).unwrap();
        let rest = query.apart().without(|at| at == 0);
        assert_eq!(rest, parse("silver tag:x", &bare(&tools)).unwrap());
        let one = parse("gold", &bare(&tools)).unwrap();
        assert!(one.apart().without(|_| true).is_everything());
    }
}
