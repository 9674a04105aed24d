//! A chain in the making: every option passes [`Contracts::push`].

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::error::FormatError;
use super::notice::{Notice, Place, Reason};
use super::rows::{ChainRows, Parsed, nothing_left};
use crate::model::{OptionChain, OptionKind, OptionQuote};

/// The options found so far.
#[derive(Default)]
pub(super) struct Contracts {
    quotes: Vec<OptionQuote>,
    expired: usize,
    neighbours: BTreeSet<String>,
    left_aside: usize,
    pub notices: Vec<Notice>,
}

impl Contracts {
    /// Takes an option, or the reason why it is none. One that expired before the chain's time
    /// is counted only.
    pub(super) fn push(&mut self, place: Place, at: DateTime, quote: Result<OptionQuote, Reason>) {
        match quote {
            Ok(quote) if quote.expiry < at.date() => self.expired += 1,
            Ok(quote) if quote.strike > 0.0 => self.quotes.push(quote),
            Ok(quote) => self.leave_out(
                place,
                Reason::NotANumber {
                    column: "strike".to_owned(),
                    found: quote.strike.to_string(),
                },
            ),
            Err(reason) => self.leave_out(place, reason),
        }
    }

    /// Counts an option on something else.
    pub(super) fn neighbour(&mut self, root: &str) {
        self.neighbours.insert(root.to_owned());
        self.left_aside += 1;
    }

    /// The answer: one chain, unless nothing in it is a price.
    pub(super) fn parsed(
        mut self,
        underlying: String,
        at: DateTime,
        spot: f64,
    ) -> Result<Parsed, FormatError> {
        if self.quotes.is_empty() {
            return Err(nothing_left(&self.notices));
        }
        let positive = |figure: Option<f64>| figure.is_some_and(|figure| figure > 0.0);
        let is_quoted = |quote: &OptionQuote| {
            positive(quote.bid) || positive(quote.ask) || positive(quote.implied)
        };
        if spot <= 0.0 || !self.quotes.iter().any(is_quoted) {
            let id = OptionChain::input(&underlying);
            return Err(FormatError::Zeros { id });
        }
        if self.expired > 0 {
            let count = self.expired;
            self.notices.push(Notice::Expired { count });
        }
        if self.left_aside > 0 {
            self.notices.push(Notice::Neighbours {
                count: self.left_aside,
                roots: self.neighbours.into_iter().collect(),
            });
        }
        let chain = ChainRows {
            underlying,
            at,
            spot,
            quotes: self.quotes,
        };
        Ok(Parsed {
            chains: vec![chain],
            notices: self.notices,
            ..Parsed::default()
        })
    }

    /// The price of the underlying that the nearest expiry's call and put of one strike say, at
    /// the strike where they differ least; with that strike. Interest and dividends to the
    /// expiry are not taken off.
    pub(super) fn spot_by_parity(&self) -> Option<(f64, f64)> {
        let nearest = self.quotes.iter().map(|quote| quote.expiry).min()?;
        let of = |kind: OptionKind| {
            let near = self
                .quotes
                .iter()
                .filter(move |quote| quote.expiry == nearest);
            near.filter(move |quote| quote.kind == kind)
        };
        let gaps = of(OptionKind::Call).filter_map(|call| {
            let is_twin = |put: &&OptionQuote| put.strike.total_cmp(&call.strike).is_eq();
            let put = of(OptionKind::Put).find(is_twin)?;
            Some((call.strike, call.mid()? - put.mid()?))
        });
        let (strike, gap) = gaps.min_by(|one, other| one.1.abs().total_cmp(&other.1.abs()))?;
        Some((strike, strike + gap))
    }

    pub(super) fn leave_out(&mut self, place: Place, reason: Reason) {
        self.notices.push(Notice::LeftOut {
            id: None,
            place,
            reason,
        });
    }
}
