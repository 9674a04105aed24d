//! Winners and losers of every day, and what they earned.

use jiff::civil::Date;

use crate::indicators::grid::Grid;
use crate::indicators::math::regression;

/// Days from the day before back to the end and to the start of the ranking's return.
const SKIPPED: usize = 21;
const LOOK_BACK: usize = 252;

/// Days before the first portfolio.
pub(super) const NEED: usize = LOOK_BACK + 1;

/// Shares from which tenths are taken in place of fifths.
const MANY: usize = 300;

/// Fewer ranked shares than this make no portfolio.
const FEWEST: usize = 5;

/// Returns behind a beta, and how many of them must be there.
const BETA: usize = 252;
const BETA_LEAST: usize = 126;

/// The last days for which high betas are ranked: what a z-score and a rank of one year need, and
/// no more, since a beta of every share at every turn of a month costs most of all here.
const HIGH_BETA_DAYS: usize = 504;

/// Members by their place in the grid.
#[derive(Debug, Clone, Default)]
pub(super) struct Sides {
    /// The best of the ranking, best first.
    pub(super) winners: Vec<usize>,
    /// The worst, worst first.
    pub(super) losers: Vec<usize>,
}

impl Sides {
    /// The plain mean of the winners' returns less that of the losers', of those that have one.
    fn earned(&self, grid: &Grid<'_>, place: usize) -> Option<f64> {
        Some(100.0 * (mean(grid, &self.winners, place)? - mean(grid, &self.losers, place)?))
    }
}

/// A day with the portfolio it was held in.
#[derive(Debug)]
pub(super) struct Day {
    /// The place of the day in the grid.
    pub(super) place: usize,
    /// The return in per cent.
    earned: f64,
    pub(super) sides: Sides,
    /// The part of the ranked shares on each side, as a fraction.
    pub(super) part: f64,
}

/// What the portfolios earned, day by day.
#[derive(Debug)]
pub(super) struct Portfolios {
    returns: Vec<(Date, f64)>,
    high_beta: Vec<(Date, f64)>,
    last: Option<Day>,
}

impl Portfolios {
    /// Forms portfolios on the first day of each month, or on every day.
    pub(super) fn new(grid: &Grid<'_>, daily: bool) -> Self {
        let mut portfolios = Self {
            returns: Vec::new(),
            high_beta: Vec::new(),
            last: None,
        };
        let mut held = Sides::default();
        let mut in_high_beta = Sides::default();
        let mut part = 0.0;
        let pairs = grid.days.iter().zip(grid.days.iter().skip(1));
        for (place, (before, day)) in pairs.enumerate().map(|(at, pair)| (at + 1, pair)) {
            if place < NEED {
                continue;
            }
            if daily || before.month() != day.month() || held.winners.is_empty() {
                let scores = scores(grid, place);
                let count = side(scores.len());
                part = count as f64 / scores.len().max(1) as f64;
                held = sides(scores.clone(), count);
                if place + HIGH_BETA_DAYS >= grid.days.len() {
                    in_high_beta = of_high_beta(grid, place, scores);
                }
            }
            if let Some(earned) = held.earned(grid, place) {
                portfolios.returns.push((*day, earned));
                portfolios.last = Some(Day {
                    place,
                    earned,
                    sides: Sides::default(),
                    part,
                });
            }
            let high_beta = in_high_beta.earned(grid, place);
            portfolios
                .high_beta
                .extend(high_beta.map(|earned| (*day, earned)));
        }
        if let Some(last) = &mut portfolios.last {
            last.sides = held;
        }
        portfolios
    }

    /// Winners less losers, in per cent.
    pub(super) fn returns(&self) -> Vec<(Date, f64)> {
        self.returns.clone()
    }

    /// The same among the third of the shares with the highest betas, of the last two years.
    pub(super) fn high_beta(&self) -> Vec<(Date, f64)> {
        self.high_beta.clone()
    }

    /// The last day, where its return is a number.
    pub(super) fn last(&self) -> Option<&Day> {
        self.last.as_ref().filter(|day| day.earned.is_finite())
    }
}

/// The momentum known before a day: the return from 252 to 21 days before the day before it.
pub(super) fn momentum(grid: &Grid<'_>, member: usize, place: usize) -> Option<f64> {
    let closes = &grid.members.get(member)?.closes;
    let close = |back: usize| closes.get(place.checked_sub(1 + back)?).copied();
    let score = close(SKIPPED)? / close(LOOK_BACK)? - 1.0;
    // A share that did not close the day before cannot be bought.
    (close(0)?.is_finite() && score.is_finite()).then_some(score)
}

/// The slope on the market of the 252 returns before a day, of those that are there.
pub(super) fn beta(grid: &Grid<'_>, member: usize, place: usize) -> Option<f64> {
    let from = place.checked_sub(BETA)?;
    let own = grid.members.get(member)?.returns.get(from..place)?;
    let market = grid.market.get(from..place)?;
    if own.iter().all(|change| change.is_finite()) {
        return regression::line(market, own).map(|line| line.slope);
    }
    let pairs = market.iter().zip(own).filter(|(_, own)| own.is_finite());
    let (market, own): (Vec<f64>, Vec<f64>) = pairs.map(|(market, own)| (*market, *own)).unzip();
    if own.len() < BETA_LEAST {
        return None;
    }
    regression::line(&market, &own).map(|line| line.slope)
}

/// The plain mean of some members' returns of a day, of those that have one.
pub(super) fn mean(grid: &Grid<'_>, members: &[usize], place: usize) -> Option<f64> {
    let returns = members.iter().filter_map(|member| {
        let change = *grid.members.get(*member)?.returns.get(place)?;
        change.is_finite().then_some(change)
    });
    let (sum, count) = returns.fold((0.0, 0_usize), |(sum, count), change| {
        (sum + change, count + 1)
    });
    (count > 0).then(|| sum / count as f64)
}

/// How many shares stand on each side.
fn side(ranked: usize) -> usize {
    match ranked {
        0..FEWEST => 0,
        FEWEST..MANY => ranked / 5,
        _ => ranked / 10,
    }
}

fn scores(grid: &Grid<'_>, place: usize) -> Vec<(usize, f64)> {
    let members = 0..grid.members.len();
    members
        .filter_map(|member| Some((member, momentum(grid, member, place)?)))
        .collect()
}

/// The best and the worst of a ranking.
fn sides(mut scores: Vec<(usize, f64)>, count: usize) -> Sides {
    scores.sort_by(|a, b| a.1.total_cmp(&b.1));
    let members = || scores.iter().map(|(member, _)| *member);
    Sides {
        winners: members().rev().take(count).collect(),
        losers: members().take(count).collect(),
    }
}

/// The sides of the third of the ranked shares with the highest betas.
fn of_high_beta(grid: &Grid<'_>, place: usize, scores: Vec<(usize, f64)>) -> Sides {
    let mut betas: Vec<(f64, (usize, f64))> = scores
        .into_iter()
        .filter_map(|score| Some((beta(grid, score.0, place)?, score)))
        .collect();
    betas.sort_by(|a, b| b.0.total_cmp(&a.0));
    betas.truncate(betas.len() / 3);
    let highest: Vec<(usize, f64)> = betas.into_iter().map(|(_, score)| score).collect();
    let count = side(highest.len());
    sides(highest, count)
}
