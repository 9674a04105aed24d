//! Reads `NEAR`, which joins the word, name, phrase or brackets right before and behind it.

use super::super::lexer::Kind;
use super::super::{Expected, Node, QueryError, Words};
use super::{Cut, Parser, one_or};

impl Parser<'_> {
    /// `a`, `a NEAR b`, or `a NEAR b NEAR c`: each is near to the one before.
    pub(super) fn near(&mut self, depth: usize) -> Result<Node, QueryError> {
        let from = self.at;
        let first = self.one(depth, Cut::Parts)?;
        if self.nearness().is_none() {
            return Ok(first);
        }
        self.at = from;
        let mut before = self.side(depth)?;
        let mut nodes = Vec::new();
        while let Some(within) = self.nearness() {
            self.at += 1;
            let behind = self.side(depth)?;
            nodes.push(Node::Near {
                typed: typed(&before, &behind, within),
                sides: [before, behind.clone()],
                within,
            });
            before = behind;
        }
        Ok(one_or(nodes, Node::All))
    }

    fn nearness(&self) -> Option<u32> {
        match self.peek()?.kind {
            Kind::Near(within) if self.field.is_none() => Some(within),
            _ => None,
        }
    }

    /// Words of which any may stand here.
    fn side(&mut self, depth: usize) -> Result<Vec<Words>, QueryError> {
        let from = self.at;
        let node = match self.peek().map(|lexeme| &lexeme.kind) {
            None | Some(Kind::Or | Kind::Close | Kind::Near(_)) => None,
            Some(_) => Some(self.one(depth, Cut::Whole)?),
        };
        if let Some(words) = node.and_then(words) {
            return Ok(words);
        }
        self.at = from;
        self.error(Expected::BesideNear)
    }
}

/// The words that a node asks for any of; `None` where it asks for more or for something else.
fn words(node: Node) -> Option<Vec<Words>> {
    match node {
        Node::Text(words) => Some(vec![words]),
        Node::Any(nodes) => {
            let words: Option<Vec<Vec<Words>>> = nodes.into_iter().map(words).collect();
            Some(words?.concat())
        }
        _ => None,
    }
}

fn typed(before: &[Words], behind: &[Words], within: u32) -> String {
    let side = |words: &[Words]| words.first().map_or("", |words| &words.typed).to_owned();
    format!("{} NEAR/{within} {}", side(before), side(behind))
}
