//! The options on one underlying at one time.

use jiff::civil::{Date, DateTime};

use super::Origin;

/// The right that an option gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OptionKind {
    /// To buy.
    Call,
    /// To sell.
    Put,
}

/// When on its last day an option is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Settlement {
    /// By the opening prices, as the standard SPX options: its trading ends the day before.
    Morning,
    /// By the closing price, as SPXW and the options on funds and stocks.
    Close,
}

/// One option of a chain. What the source does not tell, or tells as zero where zero means
/// "none", is `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionQuote {
    /// The day it expires.
    pub expiry: Date,
    /// When on that day it is settled.
    pub settlement: Settlement,
    /// Call or put.
    pub kind: OptionKind,
    /// In the underlying's price; above zero.
    pub strike: f64,
    /// Best price to sell at; zero where nobody bids.
    pub bid: Option<f64>,
    /// Best price to buy at.
    pub ask: Option<f64>,
    /// Implied volatility as the source computes it, a fraction a year: 0.155.
    pub implied: Option<f64>,
    /// Contracts open, as of the session before.
    pub open_interest: Option<f64>,
    /// Contracts traded on the day.
    pub volume: Option<f64>,
}

impl OptionQuote {
    /// Between bid and ask; `None` without both, or where they cross.
    #[must_use]
    pub fn mid(&self) -> Option<f64> {
        let (bid, ask) = (self.bid?, self.ask?);
        (bid <= ask).then(|| f64::midpoint(bid, ask))
    }
}

/// The options on one underlying at one time: by expiry, settlement, strike, calls first.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionChain {
    underlying: String,
    origin: Origin,
    at: DateTime,
    spot: f64,
    quotes: Vec<OptionQuote>,
}

impl OptionChain {
    /// A chain from quotes in any order; those without a strike above zero are left out, and of
    /// two quotes of one option the later given wins.
    #[must_use]
    pub fn new(
        underlying: impl Into<String>,
        origin: Origin,
        at: DateTime,
        spot: f64,
        mut quotes: Vec<OptionQuote>,
    ) -> Self {
        quotes.retain(|quote| quote.strike.is_finite() && quote.strike > 0.0);
        quotes.sort_by(|a, b| {
            let key = |quote: &OptionQuote| (quote.expiry, quote.settlement);
            key(a)
                .cmp(&key(b))
                .then(a.strike.total_cmp(&b.strike))
                .then(a.kind.cmp(&b.kind))
        });
        quotes.dedup_by(|later, kept| {
            let same = later.expiry == kept.expiry
                && later.settlement == kept.settlement
                && later.kind == kept.kind
                && later.strike.total_cmp(&kept.strike).is_eq();
            if same {
                *kept = *later;
            }
            same
        });
        Self {
            underlying: underlying.into(),
            origin,
            at,
            spot,
            quotes,
        }
    }

    /// What a chain is called where inputs are named: `CHAIN:SPX`.
    #[must_use]
    pub fn input(underlying: &str) -> String {
        format!("CHAIN:{underlying}")
    }

    /// The underlying, by its name in the market store: `SPX`.
    #[must_use]
    pub fn underlying(&self) -> &str {
        &self.underlying
    }

    /// Where the quotes come from.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// When the quotes stood, in the exchange's local time.
    #[must_use]
    pub const fn at(&self) -> DateTime {
        self.at
    }

    /// The day of [`Self::at`].
    #[must_use]
    pub fn date(&self) -> Date {
        self.at.date()
    }

    /// The underlying's price at that time.
    #[must_use]
    pub const fn spot(&self) -> f64 {
        self.spot
    }

    /// All options: by expiry, settlement, strike, calls first.
    #[must_use]
    pub fn quotes(&self) -> &[OptionQuote] {
        &self.quotes
    }

    /// The options of each expiry, one settlement apart from the other, nearest first.
    pub fn expiries(&self) -> impl Iterator<Item = &[OptionQuote]> {
        self.quotes
            .chunk_by(|a, b| (a.expiry, a.settlement) == (b.expiry, b.settlement))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn quote(expiry: Date, strike: f64, kind: OptionKind, bid: f64) -> OptionQuote {
        OptionQuote {
            expiry,
            settlement: Settlement::Close,
            kind,
            strike,
            bid: Some(bid),
            ask: Some(bid + 0.2),
            implied: None,
            open_interest: None,
            volume: None,
        }
    }

    #[test]
    fn quotes_are_ordered_and_unique() {
        let (near, far) = (date(2026, 2, 20), date(2026, 3, 20));
        let quotes = vec![
            quote(far, 100.0, OptionKind::Put, 1.0),
            quote(near, 110.0, OptionKind::Put, 2.0),
            quote(near, 100.0, OptionKind::Put, 3.0),
            quote(near, 100.0, OptionKind::Call, 4.0),
            quote(near, 100.0, OptionKind::Put, 5.0),
            quote(near, 0.0, OptionKind::Call, 6.0),
            quote(near, f64::NAN, OptionKind::Call, 7.0),
        ];
        let at = date(2026, 2, 6).at(16, 0, 0, 0);
        let chain = OptionChain::new("SPX", Origin::Demo, at, 100.0, quotes);
        let bids: Vec<Option<f64>> = chain.quotes().iter().map(|quote| quote.bid).collect();
        assert_eq!(bids, [4.0, 5.0, 2.0, 1.0].map(Some));
        let sizes: Vec<usize> = chain.expiries().map(<[_]>::len).collect();
        assert_eq!(sizes, [3, 1]);
        assert_eq!(chain.date(), date(2026, 2, 6));
    }

    #[test]
    fn crossed_quotes_have_no_middle() {
        let mut one = quote(date(2026, 2, 20), 100.0, OptionKind::Call, 1.0);
        assert!(one.mid().is_some_and(|mid| (mid - 1.1).abs() < 1e-12));
        one.ask = Some(0.9);
        assert_eq!(one.mid(), None);
        one.ask = None;
        assert_eq!(one.mid(), None);
    }
}
