//! The search of the library: answers while typing, the newest query wins.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Generation};
use crate::app::field::Field;
use crate::config::keymap::KeyChord;
use crate::model::{Hit, SearchAnswer};

/// Rows that one hit takes, its gap included.
pub const HIT_ROWS: u16 = 3;

/// Rows of the query and what it was widened to, with a gap below.
pub const HEADING_ROWS: u16 = 3;

/// A place where a query does not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unparsed {
    /// Column in characters, from 1.
    pub column: usize,
    /// What was expected there.
    pub message: String,
}

/// What is typed and what was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Search {
    /// The query.
    pub field: Field,
    /// The newest answer; it stays while the next one is on its way.
    pub answer: SearchAnswer,
    /// Why the query as typed has no answer.
    pub unparsed: Option<Unparsed>,
    /// The chosen hit.
    pub cursor: Cursor,
    /// The newest request.
    pub generation: Generation,
}

impl Search {
    /// The request for what is typed now.
    pub fn ask(&mut self) -> Effect {
        self.generation += 1;
        Effect::Search {
            generation: self.generation,
            query: self.field.text().to_owned(),
        }
    }

    /// Edits the query; asks anew where it changed.
    pub fn type_key(&mut self, chord: KeyChord) -> Option<Effect> {
        let before = self.field.text().to_owned();
        self.field.edit(chord);
        (self.field.text() != before).then(|| self.ask())
    }

    /// Takes an answer, unless a newer request is on its way.
    pub fn take(&mut self, generation: Generation, answer: SearchAnswer) {
        if generation != self.generation {
            return;
        }
        self.unparsed = None;
        if answer.query != self.answer.query {
            self.cursor = Cursor::default();
        }
        self.answer = answer;
        self.cursor.clamp(self.answer.hits.len());
    }

    /// Takes the place where the query does not parse.
    pub fn take_unparsed(&mut self, generation: Generation, unparsed: Unparsed) {
        if generation == self.generation {
            self.unparsed = Some(unparsed);
        }
    }

    /// The chosen hit.
    #[must_use]
    pub fn selected(&self) -> Option<&Hit> {
        self.answer.hits.get(self.cursor.selected)
    }

    /// Hits that fit below the query.
    #[must_use]
    pub fn page(rows: u16) -> usize {
        // The last one needs no gap below it.
        usize::from(rows.saturating_sub(HEADING_ROWS - 1) / HIT_ROWS).max(1)
    }

    /// Moves the choice.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.cursor
            .steer(command, self.answer.hits.len(), Self::page(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(query: &str) -> SearchAnswer {
        SearchAnswer {
            query: query.to_owned(),
            total: 1,
            ..SearchAnswer::default()
        }
    }

    #[test]
    fn late_answers_are_dropped() {
        let mut search = Search::default();
        let chord: KeyChord = "伽".parse().unwrap();
        let first = search.type_key(chord);
        let second = search.type_key("马".parse().unwrap());
        assert_eq!(
            first,
            Some(Effect::Search {
                generation: 1,
                query: "伽".to_owned()
            })
        );
        assert_eq!(
            second,
            Some(Effect::Search {
                generation: 2,
                query: "伽马".to_owned()
            })
        );
        search.take(2, answer("伽马"));
        search.take(1, answer("伽"));
        assert_eq!(search.answer.query, "伽马");
    }

    #[test]
    fn keys_that_change_nothing_ask_nothing() {
        let mut search = Search::default();
        assert_eq!(search.type_key("left".parse().unwrap()), None);
        assert_eq!(search.type_key("backspace".parse().unwrap()), None);
    }

    #[test]
    fn an_error_goes_when_the_query_parses_again() {
        let mut search = Search {
            generation: 3,
            ..Search::default()
        };
        search.take_unparsed(
            3,
            Unparsed {
                column: 4,
                message: "a value".to_owned(),
            },
        );
        search.take_unparsed(
            2,
            Unparsed {
                column: 9,
                message: "late".to_owned(),
            },
        );
        assert_eq!(search.unparsed.as_ref().map(|at| at.column), Some(4));
        search.take(3, answer("a"));
        assert_eq!(search.unparsed, None);
    }
}
