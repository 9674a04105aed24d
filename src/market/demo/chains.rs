//! Option chains of the demo market's S&P 500.
//!
//! A chain on every Friday of six years, on every day of the last month, and on the days that
//! the sample notes speak of. The smile of each makes its volatility index that of the series
//! (`smile`), calls and puts obey parity, and open interest is scaled so that the gamma of
//! dealers and the level where it turns are those of the story (`book`). Older chains are thinner:
//! fewer expiries and wider strikes, as much as the panels need.

mod book;
mod pricing;
mod smile;

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

use super::options::put_skews;
use super::script;
use super::world::World;
use crate::calendar::{expiry, new_york as calendar};
use crate::model::{OptionChain, OptionKind, OptionQuote, Origin, Settlement};

use book::Book;
use pricing::{Terms, price};
use smile::{Curve, Smile};

/// The first week with a chain.
const SINCE: Date = date(2020, 2, 3);

/// The first day from which every day has one.
const DAILY_SINCE: Date = date(2026, 1, 5);

/// What the index pays in dividends, a fraction a year.
const DIVIDENDS: f64 = 0.013;

/// How fine a chain is.
#[derive(Debug, Clone, Copy)]
struct Detail {
    /// Width between strikes, in deviations of the expiry.
    width: f64,
    /// The lowest and highest strike, in deviations.
    reach: (f64, f64),
    /// Monthly and later quarterly expiries reach this many days.
    days: (i64, i64),
    /// Whether all Fridays of the next five weeks have one.
    all_fridays: bool,
}

const FULL: Detail = Detail {
    width: 0.18,
    reach: (-5.5, 3.2),
    days: (125, 290),
    all_fridays: true,
};

const THIN: Detail = Detail {
    width: 0.33,
    reach: (-4.8, 2.9),
    days: (100, 100),
    all_fridays: false,
};

/// One day as its chain is made from.
struct Today {
    day: Date,
    spot: f64,
    rate: f64,
    curve: Curve,
    put_skew: f64,
}

/// All chains, oldest first; the world has the index, its volatilities and the bills.
pub(super) fn all(world: &World) -> Vec<OptionChain> {
    let skews = put_skews(world);
    let books = book::targets(world);
    let days = world.days.dates().iter().enumerate();
    let wanted = days.filter(|(_, day)| **day >= SINCE && (is_rich(**day) || ends_week(**day)));
    wanted
        .filter_map(|(at, day)| {
            let close = |id| world.closes(id).get(at).copied();
            let today = Today {
                day: *day,
                spot: close("SPX")?,
                rate: pricing::continuous(close("US3M")?),
                curve: Curve::new(["VIX9D", "VIX", "VIX3M", "VIX6M"].map(close))?,
                put_skew: *skews.get(at)?,
            };
            Some(chain(&today, books.get(at)?))
        })
        .collect()
}

/// Days of the story and of the last month.
fn is_rich(day: Date) -> bool {
    let scripted = script::CLOSES.iter().any(|(one, _)| *one == day);
    let booked = script::BOOKS.iter().any(|book| book.day == day);
    day >= DAILY_SINCE || scripted || booked
}

/// Whether no other day of the week trades after this one.
fn ends_week(day: Date) -> bool {
    let weekday = |day: Date| day.weekday().to_monday_zero_offset();
    let next = calendar::next_trading_day(day);
    next.is_none_or(|next| weekday(next) < weekday(day))
}

fn chain(today: &Today, target: &book::Target) -> OptionChain {
    let detail = if is_rich(today.day) { FULL } else { THIN };
    let smile = Smile::new(&today.curve, today.put_skew);
    let at = today.day.at(16, 0, 0, 0);
    let mut quotes = Vec::new();
    let mut book = Book::default();
    let all = expiries(today.day, detail);
    let next = all.first().map(|(day, _)| *day);
    for (day, settlement) in all {
        let shift = if Some(day) == next {
            target.shift()
        } else {
            0.0
        };
        let hours = match settlement {
            Settlement::Morning => day.at(9, 30, 0, 0),
            Settlement::Close => day.at(16, 0, 0, 0),
        };
        let years = hours.duration_since(at).as_secs_f64() / (60.0 * 525_600.0);
        let terms = Terms {
            spot: today.spot,
            forward: today.spot * libm::exp((today.rate - DIVIDENDS) * years),
            discount: libm::exp(-today.rate * years),
            years,
        };
        let spread = smile.level(years) * libm::sqrt(years);
        for strike in strikes(terms.forward, spread, detail) {
            let volatility = smile.volatility(strike, &terms);
            for kind in [OptionKind::Call, OptionKind::Put] {
                let quote = quoted(day, settlement, kind, strike, volatility, &terms);
                book.add(&quote, volatility, spread, &terms, shift);
                quotes.push(quote);
            }
        }
    }
    book.fill(&mut quotes, target, today.spot);
    OptionChain::new("SPX", Origin::Demo, at, today.spot, quotes)
}

/// One option with bid and ask around its worth.
fn quoted(
    expiry: Date,
    settlement: Settlement,
    kind: OptionKind,
    strike: f64,
    volatility: f64,
    terms: &Terms,
) -> OptionQuote {
    let worth = price(kind, strike, volatility, terms);
    let tick = if worth < 3.0 { 0.05 } else { 0.1 };
    let half = (0.012 * worth).clamp(0.025, 4.0);
    let on_tick = |price: f64| (price / tick).round() * tick;
    let bid = on_tick((worth - half).max(0.0));
    OptionQuote {
        expiry,
        settlement,
        kind,
        strike,
        bid: Some(cents(bid)),
        ask: Some(cents(on_tick(worth + half).max(bid + tick))),
        implied: Some((volatility * 10_000.0).round() / 10_000.0),
        open_interest: None,
        volume: None,
    }
}

fn cents(price: f64) -> f64 {
    (price * 100.0).round() / 100.0
}

/// The expiries after a day, nearest first: Fridays, standard monthly ones, quarterly ones.
fn expiries(today: Date, detail: Detail) -> Vec<(Date, Settlement)> {
    let after = |days: i64| today + Span::new().days(days);
    let fridays = (1..=38)
        .map(after)
        .filter(|day| day.weekday() == Weekday::Friday);
    let mut all: Vec<(Date, Settlement)> = fridays
        .enumerate()
        .filter(|(at, day)| {
            let days = day.duration_since(today).as_hours() / 24;
            detail.all_fridays || *at == 0 || days > 22
        })
        .filter_map(|(_, friday)| open_on_or_before(friday).filter(|day| *day > today))
        .filter(|day| !is_monthly(*day))
        .map(|day| (day, Settlement::Close))
        .collect();
    let (near, far) = detail.days;
    let monthly = expiry::monthlies(after(1), after(far));
    let kept = monthly.filter(|day| *day <= after(near) || expiry::is_quarterly(day.month()));
    all.extend(kept.map(|day| (day, Settlement::Morning)));
    all.sort_by_key(|(day, _)| *day);
    all.dedup_by_key(|(day, _)| *day);
    all
}

fn is_monthly(day: Date) -> bool {
    expiry::monthly(day.year(), day.month()) == Some(day)
}

fn open_on_or_before(day: Date) -> Option<Date> {
    if calendar::is_trading_day(day) {
        return Some(day);
    }
    calendar::previous_trading_day(day)
}

/// The strikes of an expiry, on round numbers.
fn strikes(forward: f64, spread: f64, detail: Detail) -> impl Iterator<Item = f64> {
    const WIDTHS: [f64; 8] = [5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0];
    let wanted = detail.width * spread * forward;
    let width = WIDTHS
        .into_iter()
        .min_by(|a, b| {
            (a / wanted)
                .max(wanted / a)
                .total_cmp(&(b / wanted).max(wanted / b))
        })
        .unwrap_or(wanted);
    let at = |deviations: f64| forward * libm::exp(deviations * spread) / width;
    let (low, high) = (at(detail.reach.0).ceil(), at(detail.reach.1).floor());
    let count = (high - low).max(0.0) as usize;
    (0..=count).map(move |step| (low + step as f64) * width)
}

#[cfg(test)]
mod tests;
