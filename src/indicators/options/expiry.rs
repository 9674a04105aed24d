//! One expiry of a chain: how long it has, which strikes quote both sides, where the forward is.

use jiff::civil::{Date, DateTime};

use crate::indicators::math::black_scholes::{Contract, implied_forward};
use crate::model::{OptionChain, OptionKind, OptionQuote, Settlement};

/// Minutes of a year that option time is counted in.
const MINUTES_A_YEAR: f64 = 525_600.0;

/// The options of one expiry that is still to come.
#[derive(Debug, Clone, Copy)]
pub(in crate::indicators) struct Expiry<'a> {
    /// Its day.
    pub(in crate::indicators) day: Date,
    /// Time left in years of 525,600 minutes; above zero.
    pub(in crate::indicators) years: f64,
    /// The riskless rate, continuous.
    pub(in crate::indicators) rate: f64,
    /// By strike, calls first.
    pub(in crate::indicators) quotes: &'a [OptionQuote],
}

/// The call and the put of one strike, either of which may be absent.
#[derive(Debug, Clone, Copy)]
pub(in crate::indicators) struct Pair<'a> {
    pub(in crate::indicators) strike: f64,
    pub(in crate::indicators) call: Option<&'a OptionQuote>,
    pub(in crate::indicators) put: Option<&'a OptionQuote>,
}

/// Where calls and puts say that the underlying will be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::indicators) struct Parity {
    /// The forward.
    pub(in crate::indicators) forward: f64,
    /// The highest strike at most the forward.
    pub(in crate::indicators) floor: f64,
}

/// The expiries of a chain that are still to come, nearest first.
pub(in crate::indicators) fn expiries(
    chain: &OptionChain,
    rate: f64,
) -> impl Iterator<Item = Expiry<'_>> {
    let at = chain.at();
    chain.expiries().filter_map(move |quotes| {
        let first = quotes.first()?;
        let years = years_between(at, moment(first.expiry, first.settlement));
        (years > 0.0).then_some(Expiry {
            day: first.expiry,
            years,
            rate,
            quotes,
        })
    })
}

/// When an option stops, in New York.
fn moment(day: Date, settlement: Settlement) -> DateTime {
    match settlement {
        Settlement::Morning => day.at(9, 30, 0, 0),
        Settlement::Close => day.at(16, 0, 0, 0),
    }
}

fn years_between(from: DateTime, until: DateTime) -> f64 {
    until.duration_since(from).as_secs_f64() / 60.0 / MINUTES_A_YEAR
}

impl<'a> Expiry<'a> {
    /// Days left, with their part.
    pub(in crate::indicators) fn days(&self) -> f64 {
        self.years * 365.0
    }

    /// What grows at the riskless rate until expiry.
    pub(in crate::indicators) fn growth(&self) -> f64 {
        (self.rate * self.years).exp()
    }

    /// The strikes, lowest first.
    pub(in crate::indicators) fn pairs(&self) -> impl Iterator<Item = Pair<'a>> + use<'a> {
        let same = |a: &OptionQuote, b: &OptionQuote| a.strike.total_cmp(&b.strike).is_eq();
        self.quotes.chunk_by(same).filter_map(|both| {
            let of = |kind| both.iter().find(|quote| quote.kind == kind);
            Some(Pair {
                strike: both.first()?.strike,
                call: of(OptionKind::Call),
                put: of(OptionKind::Put),
            })
        })
    }

    /// The forward by put-call parity at the strike where call and put are closest.
    pub(in crate::indicators) fn parity(&self) -> Option<Parity> {
        let mut closest: Option<(f64, f64)> = None;
        for pair in self.pairs() {
            let Some(gap) = pair.gap() else { continue };
            if closest.is_none_or(|(_, least)| gap.abs() < least.abs()) {
                closest = Some((pair.strike, gap));
            }
        }
        let (strike, gap) = closest?;
        let forward = strike + self.growth() * gap;
        let below = self.pairs().map(|pair| pair.strike);
        let floor = below.take_while(|strike| *strike <= forward).last()?;
        (forward > 0.0).then_some(Parity { forward, floor })
    }

    /// The forward by parity; where no strike quotes both sides, what holding the underlying costs.
    pub(in crate::indicators) fn forward(&self, spot: f64, paid: f64) -> f64 {
        let carried = || spot * ((self.rate - paid) * self.years).exp();
        self.parity().map_or_else(carried, |parity| parity.forward)
    }

    /// The volatility of a quote: that of its middle on the forward, else the source's own.
    pub(in crate::indicators) fn volatility(
        &self,
        quote: &OptionQuote,
        forward: f64,
    ) -> Option<f64> {
        let is_bid = quote.bid.is_some_and(|bid| bid > 0.0);
        let middle = quote.mid().filter(|_| is_bid);
        let from_middle = middle.and_then(|price| {
            implied_forward(price * self.growth(), forward, &self.contract(quote))
        });
        from_middle.or_else(|| given(quote))
    }

    /// The option of a quote.
    pub(in crate::indicators) fn contract(&self, quote: &OptionQuote) -> Contract {
        Contract {
            kind: quote.kind,
            strike: quote.strike,
            years: self.years,
        }
    }
}

impl Pair<'_> {
    /// Call less put, by their middles.
    fn gap(&self) -> Option<f64> {
        Some(self.call?.mid()? - self.put?.mid()?)
    }
}

/// The volatility that the source gives with a quote.
pub(in crate::indicators) fn given(quote: &OptionQuote) -> Option<f64> {
    quote
        .implied
        .filter(|volatility| (1e-4..=5.0).contains(volatility))
}
