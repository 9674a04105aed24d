//! What a search can be narrowed by: the fields already in the query, then what the notes found
//! have in common, the first nine of it under a digit.
//!
//! Which values have room, and which digit is whose, is decided here, since keys act on it.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{Facet, FacetKind, FacetValue};

use super::terms;

/// Screens of this width and more show the column beside the hits at all times.
const BESIDE: u16 = 100;

/// Screens narrower than this have room for the column or the hits.
const ONE_OF_TWO: u16 = 60;

/// Columns of the column where it is not all there is.
pub const COLUMN: u16 = 36;

/// Values of one kind at most.
const PER_KIND: usize = 6;

/// Digits that choose a value.
const DIGITS: usize = 9;

/// One row of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A field of the query, as typed; choosing takes it away.
    Field(String),
    /// A value; choosing adds its field.
    Value {
        /// By what.
        kind: FacetKind,
        /// Which value.
        value: FacetValue,
        /// The key that chooses it.
        digit: Option<u8>,
        /// It is the first of its kind.
        is_first: bool,
    },
}

/// The column beside the hits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Narrow {
    /// Keys go to it.
    pub is_focused: bool,
    choices: Vec<Choice>,
    cursor: Cursor,
    facets: Vec<Facet>,
    /// The numbers of notes are those of another query.
    is_stale: bool,
    /// There is room for a gap between kinds.
    is_airy: bool,
}

impl Narrow {
    /// What can be chosen, in order.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Index of the chosen row.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.cursor.selected
    }

    /// Index of the first row in view.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.cursor.top
    }

    /// Whether the numbers are those of a query before, and better not shown.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Whether a gap parts the kinds.
    #[must_use]
    pub const fn is_airy(&self) -> bool {
        self.is_airy
    }

    /// The chosen row.
    #[must_use]
    pub fn chosen(&self) -> Option<&Choice> {
        self.choices.get(self.cursor.selected)
    }

    /// The value under a digit.
    #[must_use]
    pub fn under(&self, pressed: char) -> Option<&FacetValue> {
        let pressed = pressed.to_digit(10)?;
        self.choices.iter().find_map(|choice| match choice {
            Choice::Value { value, digit, .. } if digit.map(u32::from) == Some(pressed) => {
                Some(value)
            }
            _ => None,
        })
    }

    /// Takes what was counted; what was counted last stays in its place until then.
    pub(super) fn show(&mut self, facets: Option<&[Facet]>) {
        if let Some(facets) = facets {
            self.facets = facets.to_vec();
        }
        self.is_stale = facets.is_none();
    }

    /// Forgets everything: nothing is asked.
    pub(super) fn clear(&mut self) {
        self.facets.clear();
        self.is_stale = false;
    }

    /// Moves the choice; false for other commands.
    pub(super) fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.cursor
            .steer(command, self.choices.len(), usize::from(rows).max(1))
    }

    /// Chooses what there is room for, below a heading, and gives the keys away once there is
    /// nothing to choose.
    pub(super) fn settle(&mut self, query: &str, rows: u16) {
        let fields = terms::fields(query).into_iter();
        let fields = fields.filter_map(|range| query.get(range));
        self.choices = fields
            .map(|field| Choice::Field(field.to_owned()))
            .collect();
        let room = usize::from(rows.saturating_sub(1)).saturating_sub(self.choices.len());
        let shown = shares(&self.facets, room.max(1), PER_KIND);
        let digits = shares(&self.facets, DIGITS.min(shown.iter().sum()), PER_KIND);
        let mut digit = 0;
        for (facet, (shown, digits)) in self.facets.iter().zip(shown.into_iter().zip(digits)) {
            for (place, value) in facet.values.iter().take(shown).enumerate() {
                let has_digit = place < digits;
                digit += u8::from(has_digit);
                self.choices.push(Choice::Value {
                    kind: facet.kind,
                    value: value.clone(),
                    digit: has_digit.then_some(digit),
                    is_first: place == 0,
                });
            }
        }
        let gaps = self.facets.len();
        self.is_airy = self.choices.len() + gaps <= usize::from(rows.saturating_sub(1));
        self.is_focused &= !self.choices.is_empty();
        let rows = usize::from(rows.saturating_sub(1));
        self.cursor.settle(self.choices.len(), rows);
    }
}

/// Columns of hits and of what narrows them, on a screen of some width; the rule between takes one.
#[must_use]
pub const fn columns(width: u16, is_focused: bool, is_empty: bool) -> (u16, u16) {
    match width {
        _ if is_empty => (width, 0),
        BESIDE.. => (width - COLUMN - 1, COLUMN),
        ONE_OF_TWO.. if is_focused => (width - COLUMN - 1, COLUMN),
        _ if is_focused => (0, width),
        _ => (width, 0),
    }
}

/// How many values of each facet have a share in some room: one of each, then a second, and so on.
fn shares(facets: &[Facet], room: usize, most: usize) -> Vec<usize> {
    let mut shares = vec![0; facets.len()];
    let mut left = room;
    for round in 0..most {
        for (share, facet) in shares.iter_mut().zip(facets) {
            if left > 0 && facet.values.len() > round {
                *share += 1;
                left -= 1;
            }
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Names;

    fn facets(counts: &[(FacetKind, usize)]) -> Vec<Facet> {
        let value = |kind: FacetKind, at: usize| FacetValue {
            term: format!("{kind:?}:{at}").to_lowercase(),
            names: Names::default(),
            notes: 9 - at,
        };
        let facet = |&(kind, count): &(FacetKind, usize)| Facet {
            kind,
            values: (0..count).map(|at| value(kind, at)).collect(),
        };
        counts.iter().map(facet).collect()
    }

    fn narrow(query: &str, counts: &[(FacetKind, usize)], rows: u16) -> Narrow {
        let mut narrow = Narrow {
            is_focused: true,
            ..Narrow::default()
        };
        narrow.show(Some(&facets(counts)));
        narrow.settle(query, rows);
        narrow
    }

    /// `1concept:0 concept:1`, a field of the query in brackets.
    fn shown(narrow: &Narrow) -> String {
        let shown = narrow.choices().iter().map(|choice| match choice {
            Choice::Field(field) => format!("[{field}]"),
            Choice::Value { value, digit, .. } => {
                let digit = digit.map_or_else(String::new, |digit| digit.to_string());
                format!("{digit}{}", value.term)
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_kind_has_its_share_of_room_and_digits() {
        use FacetKind::{Concept, Language, Ticker};
        let kinds = &[(Concept, 4), (Ticker, 1), (Language, 2)];
        for (query, rows, expected) in [
            (
                "gold",
                20,
                "1concept:0 2concept:1 3concept:2 4concept:3 5ticker:0 6language:0 7language:1",
            ),
            ("gold", 5, "1concept:0 2concept:1 3ticker:0 4language:0"),
            ("tag:a gold", 4, "[tag:a] 1concept:0 2ticker:0"),
            ("gold", 0, "1concept:0"),
        ] {
            assert_eq!(shown(&narrow(query, kinds, rows)), expected, "{rows}");
        }
        let many = narrow("gold", &[(Concept, 9), (Ticker, 9)], 40);
        assert_eq!(
            shown(&many),
            "1concept:0 2concept:1 3concept:2 4concept:3 5concept:4 concept:5 6ticker:0 7ticker:1 \
             8ticker:2 9ticker:3 ticker:4 ticker:5"
        );
        assert_eq!(many.under('6').unwrap().term, "ticker:0");
        assert_eq!(many.under('0'), None);
        assert_eq!(many.under('a'), None);
    }

    #[test]
    fn numbers_of_another_query_are_stale() {
        let mut narrow = narrow("gold", &[(FacetKind::Tag, 2)], 20);
        assert!(!narrow.is_stale() && narrow.is_airy());
        narrow.show(None);
        narrow.settle("gold x", 20);
        assert_eq!(shown(&narrow), "1tag:0 2tag:1");
        assert!(narrow.is_stale());
        narrow.clear();
        narrow.settle("", 20);
        assert!(narrow.choices().is_empty() && !narrow.is_focused);
    }

    #[test]
    fn the_column_has_room_beside_the_hits_or_takes_their_place() {
        for (width, is_focused, is_empty, expected) in [
            (118, false, false, (81, 36)),
            (118, true, true, (118, 0)),
            (80, false, false, (80, 0)),
            (80, true, false, (43, 36)),
            (40, true, false, (0, 40)),
            (40, false, false, (40, 0)),
        ] {
            assert_eq!(columns(width, is_focused, is_empty), expected, "{width}");
        }
    }
}
