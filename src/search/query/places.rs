//! Where the words of a query stand in it, for whoever writes one of them otherwise.

use std::ops::Range;

use super::field::Field;
use super::lexer::{Kind, Lexeme, lex};
use super::{Form, Node, Query, Scope, parse_plain, widen};
use crate::search::{Analysis, filed};

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct PlacedWord {
    /// The characters of the query, from 0.
    pub(in crate::search) range: Range<usize>,
    /// As typed.
    pub(in crate::search) text: String,
}

/// What a word is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Slot {
    /// All that a note says.
    Anywhere,
    /// `title:`
    Title,
    /// `tag:`
    Tag,
    /// `speaker:`
    Person,
}

/// Bare words that stand beside each other, or the value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Run {
    pub(in crate::search) slot: Slot,
    /// Never empty; one for a field.
    pub(in crate::search) words: Vec<PlacedWord>,
}

/// The words of a query that are looked for in any spelling: without those that are to be absent,
/// phrases, and what was typed to be taken as it is. None where it does not parse.
pub(in crate::search) fn runs(query: &str) -> Vec<Run> {
    let Ok(lexemes) = lex(query) else {
        return Vec::new();
    };
    let mut runs: Vec<Run> = Vec::new();
    let mut rest = lexemes.as_slice();
    let mut joins = false;
    while let [first, after @ ..] = rest {
        rest = after;
        let joined = std::mem::take(&mut joins);
        match &first.kind {
            Kind::Not => rest = after_one(after),
            Kind::Field(field) => {
                let slot = slot(*field);
                if let ([value, ..], Some(slot)) = (after, slot) {
                    let words: Vec<PlacedWord> = placed(value).into_iter().collect();
                    if !words.is_empty() {
                        runs.push(Run { slot, words });
                    }
                }
                rest = after_one(after);
            }
            _ => {
                let Some(word) = placed(first) else { continue };
                match runs.last_mut().filter(|_| joined) {
                    Some(run) => run.words.push(word),
                    None => runs.push(Run {
                        slot: Slot::Anywhere,
                        words: vec![word],
                    }),
                }
                joins = true;
            }
        }
    }
    runs
}

/// The notes that hold a word, as it is read where it stands; of one that goes on also what it may
/// become.
pub(in crate::search) fn asked(
    word: &str,
    slot: Slot,
    goes_on: bool,
    analysis: &Analysis,
) -> Query {
    let open = |scope| Node::Text(widen::plain(word, scope, Form::Prefix));
    let whole = match slot {
        Slot::Anywhere => parse_plain(word, analysis),
        Slot::Title => Query {
            node: widen::loose(word, Scope::Title, analysis),
            order: None,
        },
        Slot::Tag => return Query::tag(word),
        Slot::Person => return Query::speaker(word),
    };
    if !goes_on {
        return whole;
    }
    let scope = if slot == Slot::Title {
        Scope::Title
    } else {
        Scope::Anywhere
    };
    Query {
        node: Node::Any(vec![whole.node, open(scope)]),
        order: None,
    }
}

const fn slot(field: Field) -> Option<Slot> {
    match field {
        Field::Title => Some(Slot::Title),
        Field::Tag => Some(Slot::Tag),
        Field::Filed(filed::Kind::Speaker) => Some(Slot::Person),
        _ => None,
    }
}

fn placed(lexeme: &Lexeme) -> Option<PlacedWord> {
    let Kind::Word(text) = &lexeme.kind else {
        return None;
    };
    let from = lexeme.column - 1;
    Some(PlacedWord {
        range: from..from + text.chars().count(),
        text: text.clone(),
    })
}

/// What follows a word, a field with its value, or all between brackets.
fn after_one(lexemes: &[Lexeme]) -> &[Lexeme] {
    let mut rest = lexemes;
    let mut depth = 0_usize;
    while let [first, after @ ..] = rest {
        rest = after;
        match first.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Field(_) | Kind::Not => continue,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(query: &str) -> Vec<String> {
        let characters: Vec<char> = query.chars().collect();
        let run = |run: &Run| {
            let words = run.words.iter().map(|word| {
                let there: String = characters[word.range.clone()].iter().collect();
                assert_eq!(there, word.text);
                there
            });
            let words = words.collect::<Vec<_>>().join("+");
            match run.slot {
                Slot::Anywhere => words,
                slot => format!("{slot:?}:{words}"),
            }
        };
        runs(query).iter().map(run).collect()
    }

    #[test]
    fn bare_words_and_values_stand_where_they_were_typed() {
        for (query, expected) in [
            ("gold silver", &["gold+silver"][..]),
            ("收益绿 gold", &["收益绿+gold"]),
            ("gold OR silver", &["gold", "silver"]),
            ("(gold silver) copper", &["gold+silver", "copper"]),
            ("gold tag:rate silver", &["gold", "Tag:rate", "silver"]),
            ("speaker:lin title：gold", &["Person:lin", "Title:gold"]),
            ("date:2026 lang:zh gold", &["gold"]),
            ("-gold silver", &["silver"]),
            ("-(gold (tag:x y)) silver", &["silver"]),
            ("NOT tag:x silver", &["silver"]),
            ("\"gold\" =silver cop*", &[]),
            ("tag:\"a b\"", &[]),
            ("\"open", &[]),
            ("tag:", &[]),
            ("", &[]),
        ] {
            assert_eq!(shown(query), expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn every_word_is_where_it_is_said_to_be(query in "[ a-c空:\"()|*=-]{0,24}") {
            shown(&query);
        }
    }
}
