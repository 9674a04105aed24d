//! What a quoted structure of options pays, costs and needs: `90/93 call spread for $0.34`.
//!
//! Black, Scholes and Merton on what is held. The subject is the structure in words; where it
//! names no premium it is priced by the chain's smile, where it names no end by 30 days. Headline:
//! the premium over the width of a spread, which is what the price says the odds are, and over the
//! strike of any other structure. Its past is that of the same structure, as far from the forward
//! for its time, in earlier chains. Sources: Black and Scholes 1973; Black 1976; Haug, "The
//! Complete Guide to Option Pricing Formulas", 1998; Hull.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::expiry;
use crate::model::{Missing, MissingReason, Notice, OptionChain, Reading, Term, Unit};

use super::assemble::assumption;
use super::definition::{Group, Indicator, Subjects};
use super::inputs::Known;
use super::math::black_scholes::{Carry, Underlying, Value};
use super::options::{self, BILLS, Rates, Smile};
use super::settings::Settings;

mod legs;
mod past;
mod quoted;
mod tables;

use legs::{Leg, Outcome};
use quoted::{Kind, Strikes, Until};

pub(super) use quoted::Quoted;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "option-structure",
    group: Group::Options,
    name: Term::new("Option structure", "期权结构", "選擇權結構"),
    unit: Unit::Fraction,
    method: Term::new(
        "Premium over the width of a spread, or over the strike: what the price says the odds are",
        "权利金除以价差宽度(或行权价)：价格所隐含的胜率",
        "權利金除以價差寬度(或履約價)：價格所隱含的勝率",
    ),
    source: "Black and Scholes 1973; Black 1976; Haug 1998; Hull, Options, Futures, and Other Derivatives",
    is_model: false,
    subjects: Subjects::Quoted("SPX 50/25-delta call spread, 30 days"),
    needs_universe: false,
    chains: |subject| underlying(subject).into_iter().collect(),
    series,
    compute,
};

/// Days to the end where the quote names none.
const USUAL_DAYS: f64 = 30.0;

/// A net payout above this is a lottery ticket.
const LOTTERY: f64 = 5.0;

/// Deviations beyond which a breakeven is far.
const FAR: f64 = 2.0;

/// How far a quoted multiple may be from one of the two it can mean.
const ROUNDED: f64 = 0.06;

const IS_LOTTERY: Notice = Notice::new(
    "Pays more than five times its premium: a lottery ticket",
    "净赔率逾五倍：近于彩票",
    "淨賠率逾五倍：近於彩券",
);
const IS_FAR: Notice = Notice::new(
    "The breakeven is more than two deviations away",
    "盈亏平衡点在两个标准差以外",
    "損益兩平點在兩個標準差以外",
);
const GROSS_MULTIPLE: Notice = Notice::new(
    "The multiple quoted is width over premium, before the premium is taken off",
    "所报倍数为宽度除以权利金，未扣除权利金",
    "所報倍數為寬度除以權利金，未扣除權利金",
);
const OTHER_MULTIPLE: Notice = Notice::new(
    "The multiple quoted is not that of these strikes and this premium",
    "所报倍数与行权价、权利金不符",
    "所報倍數與履約價、權利金不符",
);
const ASSUMED_END: Notice = Notice::new(
    "No expiry is quoted: 30 days are assumed",
    "未报到期日：按30日计算",
    "未報到期日：按30日計算",
);

fn underlying(subject: &str) -> Option<String> {
    let quoted = Quoted::parse(subject);
    quoted.map_or_else(|| Quoted::ticker(subject), |quoted| quoted.underlying)
}

fn series(subject: &str) -> Vec<String> {
    let own = underlying(subject);
    [BILLS.to_owned()].into_iter().chain(own).collect()
}

/// A structure with all that is known about its pricing.
struct Case<'a> {
    quoted: Quoted,
    day: Date,
    days: f64,
    /// The underlying's price and its yield.
    on: Option<Underlying>,
    chain: Option<&'a OptionChain>,
    /// The smile of the expiry nearest to its end.
    smile: Option<Smile>,
    /// One volatility for all legs, where it is set.
    set: Option<f64>,
    legs: Vec<Leg>,
    premium: Premium,
}

/// What a structure costs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Premium {
    /// As quoted; else as it is worth here.
    paid: f64,
    /// Whether it is quoted.
    is_quoted: bool,
}

impl Case<'_> {
    fn years(&self) -> f64 {
        self.days / 365.0
    }

    fn spot(&self) -> Option<f64> {
        self.on.map(|on| on.price)
    }

    /// The volatility of a strike: set, of the smile, or what explains the premium.
    fn volatility(&self, strike: f64) -> Option<f64> {
        self.set
            .or_else(|| {
                self.smile
                    .as_ref()?
                    .at_years(strike, self.forward()?, self.years())
            })
            .or_else(|| self.flat())
    }

    fn forward(&self) -> Option<f64> {
        Some(self.on?.forward(self.years()))
    }

    /// The volatility of all legs that explains a quoted premium.
    fn flat(&self) -> Option<f64> {
        let premium = Some(self.premium).filter(|premium| premium.is_quoted)?;
        legs::flat_volatility(&self.legs, &self.on?, self.years(), premium.paid)
    }

    fn value(&self) -> Option<Value> {
        legs::worth(&self.legs, &self.on?, self.years(), |strike| {
            self.volatility(strike)
        })
    }

    fn outcome(&self) -> Outcome {
        legs::outcome(&self.legs, self.premium.paid)
    }

    /// Between the strikes of a spread; `None` of other structures.
    fn width(&self) -> Option<f64> {
        width(self.quoted.kind, &self.legs)
    }

    /// Deviations from the spot to a price, by the volatility at the forward.
    fn deviations(&self, price: f64) -> Option<f64> {
        let forward = self.forward()?;
        let spread = self.volatility(forward)? * self.years().sqrt();
        Some((price / forward).ln() / spread).filter(|away| away.is_finite())
    }
}

fn width(kind: Kind, legs: &[Leg]) -> Option<f64> {
    match (kind, legs) {
        (Kind::CallSpread | Kind::PutSpread, [one, other]) => {
            Some((one.strike - other.strike).abs())
        }
        _ => None,
    }
}

/// What the headline divides a premium by: the width, else the middle of the strikes.
fn measure(kind: Kind, legs: &[Leg]) -> f64 {
    let middle = legs.iter().map(|leg| leg.strike).sum::<f64>() / legs.len().max(1) as f64;
    width(kind, legs).unwrap_or(middle)
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let case = case(known, settings)?;
    let rates = Rates::new(known, &settings.options);
    let now = case.premium.paid / measure(case.quoted.kind, &case.legs);
    let mut history = match case.chain {
        Some(_) => past::history(known, &case, &rates),
        None => Vec::new(),
    };
    history.retain(|(day, _)| *day < case.day);
    history.push((case.day, now));
    let window = settings.percentile_window;
    let Some(mut reading) = options::headline(&INDICATOR, history, window) else {
        return Err(options::unusable(known.subject()));
    };
    reading.facts = tables::facts(&case);
    reading.tables = tables::tables(&case);
    reading.plots = tables::plots(&case);
    reading.notices = notices(&case);
    reading.inputs.extend(case.chain.map(options::used));
    if case.chain.is_none() {
        let own = case.quoted.underlying.as_deref();
        let own = own.and_then(|name| known.series(name));
        reading.inputs.extend(own.and_then(|own| own.used()));
    }
    rates.tell(&mut reading, case.day);
    reading.assumptions.push(assumption(
        Term::new("Days to the end", "距到期天数", "距到期天數"),
        case.days,
        Unit::Days,
    ));
    reading.missing.extend(lacks(&case));
    Ok(reading)
}

/// What the structure would need to be priced in full.
fn lacks(case: &Case<'_>) -> Vec<Missing> {
    let absent = |input: String| Missing {
        input,
        reason: MissingReason::Absent,
    };
    let name = case.quoted.underlying.as_deref();
    let mut missing = Vec::new();
    if case.on.is_none() {
        let input = name.unwrap_or("price of the underlying");
        missing.push(absent(input.to_owned()));
    }
    if case.smile.is_none() && case.set.is_none() {
        let input = name.map_or_else(|| "option chain".to_owned(), OptionChain::input);
        missing.push(absent(input));
    }
    missing
}

/// The structure that the subject names, with what the data and the settings say of it.
fn case<'a>(known: &Known<'a>, settings: &Settings) -> Result<Case<'a>, Vec<Missing>> {
    let subject = known.subject();
    let absent = |input: &str| {
        vec![Missing {
            input: input.to_owned(),
            reason: MissingReason::Absent,
        }]
    };
    let quoted = Quoted::parse(subject)
        .or_else(|| Quoted::ticker(subject).map(|ticker| Quoted::standard(&ticker)))
        .ok_or_else(|| absent(subject))?;
    let own = &settings.option_structure;
    let name = quoted.underlying.as_deref();
    let chain = name.and_then(|name| known.chains(name).last());
    let chain = chain.map(AsRef::as_ref);
    let series = name.and_then(|name| known.series(name)?.last());
    let bills = known.series(BILLS).and_then(|bills| bills.last());
    let dated = chain.map(|chain| (chain.date(), Some(chain.spot())));
    let dated = dated.or_else(|| series.map(|(day, close)| (day, Some(close))));
    let dated = dated.or_else(|| bills.map(|(day, _)| (day, None)));
    let (day, price) = dated.ok_or_else(|| absent(name.unwrap_or(BILLS)))?;
    let rate = Rates::new(known, &settings.options).at(day);
    let days = own.days.unwrap_or_else(|| days_left(quoted.until, day));
    let smile = chain.and_then(|chain| past::smile(chain, rate, settings, days));
    let on = own
        .price
        .or(price)
        .filter(|price| *price > 0.0)
        .map(|price| Underlying {
            price,
            rate,
            carry: Carry::Yield(paid(chain, smile.as_ref(), rate, settings)),
        });
    let mut case = Case {
        legs: Vec::new(),
        premium: Premium {
            paid: 0.0,
            is_quoted: false,
        },
        set: own.volatility,
        quoted,
        day,
        days,
        on,
        chain,
        smile,
    };
    let input = case.quoted.underlying.as_deref().map(OptionChain::input);
    let input = input.unwrap_or_else(|| "option chain".to_owned());
    case.legs = legs_of(&case).ok_or_else(|| absent(&input))?;
    case.premium = premium_of(&case).ok_or_else(|| absent(&input))?;
    Ok(case)
}

/// The yield that makes the chain's forward of today's price; without a chain the setting.
fn paid(chain: Option<&OptionChain>, smile: Option<&Smile>, rate: f64, settings: &Settings) -> f64 {
    let of_chain = chain
        .zip(smile)
        .map(|(chain, smile)| rate - (smile.forward / chain.spot()).ln() / smile.years);
    of_chain
        .filter(|paid| paid.is_finite())
        .unwrap_or(settings.options.dividend_yield)
}

fn days_left(until: Option<Until>, today: Date) -> f64 {
    let to = |day: Date| (day.duration_since(today).as_hours() / 24) as f64;
    let found = match until {
        Some(Until::Days(days)) => Some(days),
        Some(Until::On(day)) => Some(to(day)),
        Some(Until::Month(month)) => {
            let end = today.checked_add(Span::new().days(366)).unwrap_or(today);
            let mut all = expiry::monthlies(today, end);
            all.find(|day| day.month() == month && *day > today).map(to)
        }
        None => None,
    };
    found.filter(|days| *days > 0.0).unwrap_or(USUAL_DAYS)
}

/// The options at the strikes quoted, or at those of the deltas quoted.
fn legs_of(case: &Case<'_>) -> Option<Vec<Leg>> {
    let strikes = match &case.quoted.strikes {
        Strikes::At(strikes) => strikes.clone(),
        Strikes::Deltas(deltas) => past::strikes(case.quoted.kind, deltas, case.smile.as_ref()?)?,
    };
    legs::legs(case.quoted.kind, &strikes)
}

/// The premium quoted, or that of the multiple quoted, or what the structure is worth here.
fn premium_of(case: &Case<'_>) -> Option<Premium> {
    let quoted = |paid: f64| Premium {
        paid,
        is_quoted: true,
    };
    let of_multiple = || Some(case.width()? / case.quoted.multiple?);
    let told = case.quoted.price.or_else(of_multiple).map(quoted);
    told.or_else(|| {
        Some(Premium {
            paid: case.value()?.price,
            is_quoted: false,
        })
    })
}

fn notices(case: &Case<'_>) -> Vec<Notice> {
    let premium = case.premium.paid;
    let net = case.width().map(|width| (width - premium) / premium);
    let is_near = |multiple: f64, other: f64| (multiple / other - 1.0).abs() < ROUNDED;
    let told = case
        .quoted
        .multiple
        .filter(|_| case.quoted.price.is_some())
        .zip(case.width())
        .filter(|_| premium > 0.0);
    let gross = told.map(|(multiple, width)| is_near(multiple, width / premium));
    let is_net = told.is_some_and(|(multiple, _)| net.is_some_and(|net| is_near(multiple, net)));
    let breakevens = case.outcome().breakevens;
    let nearest = breakevens.iter().filter_map(|at| case.deviations(*at));
    let nearest = nearest.map(f64::abs).min_by(f64::total_cmp);
    [
        (net.is_some_and(|net| net > LOTTERY), IS_LOTTERY),
        (nearest.is_some_and(|away| away > FAR), IS_FAR),
        (gross == Some(true), GROSS_MULTIPLE),
        (gross == Some(false) && !is_net, OTHER_MULTIPLE),
        (case.quoted.until.is_none(), ASSUMED_END),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
