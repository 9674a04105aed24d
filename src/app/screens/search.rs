//! The search of the library: answers while typing, the newest query wins.
//!
//! Three parts: what is typed, the list of what was found, the column that narrows it. An answer
//! comes in pieces, each of which replaces the one before; nothing moves that the user chose.

pub mod list;
pub mod narrow;
mod terms;

use crate::app::commands::Command;
use crate::app::effect::{Effect, Generation};
use crate::app::field::Field;
use crate::config::keymap::{Key, KeyChord};
use crate::model::{Hit, SearchAnswer};

use list::{Entry, List};
use narrow::{Choice, Narrow};

/// Rows of the query and what it was widened to, with a gap below.
pub const HEADING_ROWS: u16 = 3;

/// Rows that say that no note holds all of it, with a gap below, above what there is besides.
pub const NOTHING_ROWS: u16 = 2;

/// More hits are asked for when so few of them are left below the choice.
const NEAR_THE_END: usize = 10;

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
    /// What was found, and the choice in it.
    pub list: List,
    /// What narrows it.
    pub narrow: Narrow,
    /// The newest request.
    pub generation: Generation,
    /// Everything that was looked for after the hits has been told.
    pub is_whole: bool,
    asks_more: bool,
}

/// What choosing asks for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Chosen {
    /// To read a note where a query is found in it.
    Note(Box<Hit>, String),
    /// Another search.
    Search(Effect),
}

impl Search {
    /// The request for what is typed now.
    pub fn ask(&mut self) -> Effect {
        self.generation += 1;
        self.is_whole = false;
        self.asks_more = false;
        Effect::Search {
            generation: self.generation,
            query: self.field.text().to_owned(),
        }
    }

    /// The request for another query in the place of what is typed.
    pub fn ask_for(&mut self, query: impl Into<String>) -> Effect {
        self.field = Field::holding(query);
        self.ask()
    }

    /// Edits the query; asks anew where it changed.
    ///
    /// A digit narrows, with Alt or where the keys go to the column. Whatever else is typed there
    /// goes on with the query.
    pub fn type_key(&mut self, chord: KeyChord) -> Option<Effect> {
        if let Key::Char(pressed @ '0'..='9') = chord.key
            && (chord.alt || self.narrow.is_focused)
        {
            let term = self.narrow.under(pressed)?.term.clone();
            return Some(self.narrow_by(&term));
        }
        let before = self.field.text().to_owned();
        if self.field.edit(chord) {
            self.narrow.is_focused = false;
        }
        (self.field.text() != before).then(|| self.ask())
    }

    /// Takes an answer, unless a newer request is on its way.
    pub fn take(&mut self, generation: Generation, mut answer: SearchAnswer) {
        if generation != self.generation {
            return;
        }
        self.unparsed = None;
        if answer.query == self.answer.query {
            keep_places(&self.answer, &mut answer);
        }
        self.list.show(&self.answer, &answer);
        if answer.query.trim().is_empty() {
            self.narrow.clear();
        } else {
            self.narrow.show(answer.facets.as_deref());
        }
        self.answer = answer;
    }

    /// Takes the hits that follow those up to a place, where they still do.
    pub fn take_more(&mut self, generation: Generation, from: usize, hits: Vec<Hit>) {
        if generation != self.generation || from != self.answer.hits.len() {
            return;
        }
        // None at all: the index has changed, and asking again would never end.
        self.asks_more = hits.is_empty();
        let before = self.answer.clone();
        let known = |hit: &Hit| before.hits.iter().any(|old| old.note.id == hit.note.id);
        let new = hits.into_iter().filter(|hit| !known(hit));
        self.answer.hits.extend(new);
        self.list.show(&before, &self.answer);
    }

    /// Everything of a request was told.
    pub fn take_end(&mut self, generation: Generation) {
        self.is_whole |= generation == self.generation;
    }

    /// Takes the place where the query does not parse.
    pub fn take_unparsed(&mut self, generation: Generation, unparsed: Unparsed) {
        if generation == self.generation {
            self.unparsed = Some(unparsed);
        }
    }

    /// What choosing the entry or the value under the choice asks for.
    pub(in crate::app) fn choose(&mut self) -> Option<Chosen> {
        if self.narrow.is_focused {
            return self.choose_to_narrow().map(Chosen::Search);
        }
        let entry = self.list.chosen()?;
        if let Some(hit) = list::hit(&self.answer, entry) {
            let query = match (entry, &self.answer.similar) {
                (Entry::SimilarHit(_), Some(similar)) => similar.query.clone(),
                _ => self.answer.query.clone(),
            };
            return Some(Chosen::Note(Box::new(hit.clone()), query));
        }
        if entry == Entry::Similar {
            let query = self.answer.similar.as_ref()?.query.clone();
            return Some(Chosen::Search(self.ask_for(query)));
        }
        let omitted = list::omitted(&self.answer, entry)?;
        let other = match entry {
            Entry::Nearest(_, at) => Some(omitted.nearest.get(at)?.as_str()),
            // Without the only word nothing is asked.
            _ if omitted.without == 0 => return None,
            _ => None,
        };
        let query = terms::instead(&self.answer.query, &omitted.word, other)?;
        Some(Chosen::Search(self.ask_for(query)))
    }

    fn choose_to_narrow(&mut self) -> Option<Effect> {
        match self.narrow.chosen()?.clone() {
            Choice::Value { value, .. } => Some(self.narrow_by(&value.term)),
            Choice::Field(field) => self.widen_by(&field),
        }
    }

    fn narrow_by(&mut self, term: &str) -> Effect {
        let query = terms::with(self.field.text(), term);
        self.ask_for(query)
    }

    fn widen_by(&mut self, field: &str) -> Option<Effect> {
        let query = self.field.text().to_owned();
        let mut fields = terms::fields(&query).into_iter();
        let piece = fields.find(|piece| query.get(piece.clone()) == Some(field))?;
        Some(self.ask_for(terms::without(&query, &piece)))
    }

    /// Takes away the field that was put in last; `None` where there is none.
    pub(in crate::app) fn widen(&mut self) -> Option<Effect> {
        let query = self.field.text().to_owned();
        let piece = terms::fields(&query).pop()?;
        Some(self.ask_for(terms::without(&query, &piece)))
    }

    /// Rows of the list on a screen whose body has so many.
    #[must_use]
    pub fn list_rows(&self, body: u16) -> u16 {
        let nothing = if self.finds_nothing() {
            NOTHING_ROWS
        } else {
            0
        };
        body.saturating_sub(HEADING_ROWS + nothing)
    }

    /// Where the choice stands among all notes of its kind: `12/193`.
    #[must_use]
    pub fn place(&self) -> String {
        let similar = self.answer.similar.as_ref().map_or(0, |one| one.hits.len());
        let relaxed = self.answer.relaxed.as_ref().map_or(0, |one| one.hits.len());
        let (at, of) = match self.list.chosen() {
            Some(Entry::Hit(at)) => (at, self.answer.total),
            Some(Entry::SimilarHit(at)) => (at, similar),
            Some(Entry::RelaxedHit(at)) => (at, relaxed),
            _ => return String::new(),
        };
        format!("{}/{of}", at + 1)
    }

    /// Whether something was asked that no note holds.
    #[must_use]
    pub fn finds_nothing(&self) -> bool {
        self.answer.hits.is_empty() && !self.answer.query.trim().is_empty()
    }

    /// Moves the choice; asks for more hits where the last ones come near.
    pub fn steer(&mut self, command: Command, body: u16) -> Option<Effect> {
        if self.narrow.is_focused {
            self.narrow.steer(command, body);
            return None;
        }
        self.list.steer(command, self.list_rows(body));
        self.ask_more()
    }

    fn ask_more(&mut self) -> Option<Effect> {
        let from = self.answer.hits.len();
        let is_near = self.list.selected() + NEAR_THE_END >= from;
        // Not before the rest of the answer is there: it would give way to this.
        if !self.is_whole || self.asks_more || !is_near || from >= self.answer.total {
            return None;
        }
        self.asks_more = true;
        Some(Effect::SearchMore {
            generation: self.generation,
            query: self.answer.query.clone(),
            from,
        })
    }

    /// Keeps the choices in view.
    pub(in crate::app) fn settle(&mut self, body: u16) {
        self.list.settle(self.list_rows(body));
        let room = body.saturating_sub(HEADING_ROWS);
        self.narrow.settle(self.field.text(), room);
    }
}

/// Passages that are known stay in sight while the notes behind the same hits are read again.
fn keep_places(before: &SearchAnswer, answer: &mut SearchAnswer) {
    for hit in answer.hits.iter_mut().filter(|hit| hit.place.is_none()) {
        let mut known = before.hits.iter();
        if let Some(old) = known.find(|old| old.note.id == hit.note.id) {
            hit.place.clone_from(&old.place);
            hit.title.clone_from(&old.title);
        }
    }
}

#[cfg(test)]
mod tests;
