//! What a market store knows of what it holds without reading it.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::model::{Adjustment, Origin};

/// What every series of a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Made by the built-in generator.
    Demo,
    /// Imported by the user, or fetched.
    Real,
}

impl Kind {
    /// The kind that figures of this origin belong to.
    #[must_use]
    pub const fn of(origin: &Origin) -> Self {
        match origin {
            Origin::Demo => Self::Demo,
            Origin::File(_) | Origin::Provider(_) => Self::Real,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Demo => "demo",
            Self::Real => "real",
        })
    }
}

/// A series without its bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesInfo {
    /// The name, such as `SPX`.
    pub id: String,
    /// Where the figures come from.
    pub origin: Origin,
    /// What their source did to the prices.
    pub adjustment: Adjustment,
    /// The unit in the words of the source.
    pub unit: Option<String>,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How many bars.
    pub count: usize,
    /// How many values others replaced.
    pub revised: usize,
    /// When figures of it came last; `None` where that was not written down.
    pub fetched: Option<Timestamp>,
    /// Another source's series of this name is read in its place.
    pub is_passed_over: bool,
}

/// An option chain without its quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainInfo {
    /// The underlying, such as `SPX`.
    pub underlying: String,
    /// Where the quotes come from.
    pub origin: Origin,
    /// When they stood.
    pub at: DateTime,
    /// The underlying's price then.
    pub spot: f64,
    /// How many quotes.
    pub count: usize,
    /// When they came.
    pub fetched: Option<Timestamp>,
}

/// In which order sources are read where several have one series.
///
/// Files of the user's stand first unless the order names `file` elsewhere; sources that it does
/// not name come last, by name. Total returns are read only where nobody has prices, whatever
/// the order: they are no levels. Of one source's two kinds of prices those that came last are
/// read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preference(Vec<String>);

/// What the store calls the user's files as a source.
pub(super) const FILES: &str = "file";

impl Preference {
    /// Sources by name, the most trusted first.
    #[must_use]
    pub fn new(mut order: Vec<String>) -> Self {
        if !order.iter().any(|name| name.eq_ignore_ascii_case(FILES)) {
            order.insert(0, FILES.to_owned());
        }
        Self(order)
    }

    /// Where a source stands, the smaller the more trusted.
    pub(super) fn rank(&self, provider: &str) -> usize {
        if self.0.is_empty() {
            return usize::from(provider != FILES);
        }
        let named = self
            .0
            .iter()
            .position(|name| name.eq_ignore_ascii_case(provider));
        named.unwrap_or(self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stand_first_unless_the_order_says_otherwise() {
        let order =
            |names: &[&str]| Preference::new(names.iter().map(|name| (*name).to_owned()).collect());
        let all = [FILES, "Cboe", "FRED", "Yahoo"];
        for (preference, expected) in [
            (Preference::default(), [0, 1, 1, 1]),
            (order(&[]), [0, 1, 1, 1]),
            (order(&["fred", "cboe"]), [0, 2, 1, 3]),
            (order(&["Cboe", "file"]), [1, 0, 2, 2]),
        ] {
            assert_eq!(all.map(|name| preference.rank(name)), expected);
        }
    }
}
