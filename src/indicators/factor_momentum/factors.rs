//! Factors as plain histories of daily returns in per cent, and those that series give.

use jiff::civil::Date;

use crate::indicators::aligned::Aligned;
use crate::indicators::inputs::{Known, Observed};
use crate::model::{Missing, Term};

/// What the high-beta variant is called.
pub(super) const HIGH_BETA: Term =
    Term::new("Momentum among high betas", "高贝塔动量", "高Beta動能");

const VALUE: Term = Term::new(
    "Value less growth (HML)",
    "价值减成长(HML)",
    "價值減成長(HML)",
);
const VALUE_FUNDS: Term = Term::new(
    "Value less growth (IVE-IVW)",
    "价值减成长(IVE-IVW)",
    "價值減成長(IVE-IVW)",
);
const MOMENTUM_FUND: Term = Term::new(
    "Momentum fund less S&P 500 (MTUM-SPY)",
    "动量ETF减标普500(MTUM-SPY)",
    "動能ETF減標普500(MTUM-SPY)",
);
const MOMENTUM_BETA: Term = Term::new(
    "Momentum less high beta (MTUM-SPHB)",
    "动量减高贝塔(MTUM-SPHB)",
    "動能減高Beta(MTUM-SPHB)",
);

/// Daily returns in per cent, as French's library gives them.
const HML: &str = "HML";

/// Pairs of funds: the first less the second.
const PAIRS: [(Term, [&str; 2]); 3] = [
    (VALUE_FUNDS, ["IVE", "IVW"]),
    (MOMENTUM_FUND, ["MTUM", "SPY"]),
    (MOMENTUM_BETA, ["MTUM", "SPHB"]),
];

/// The series beside index and constituents.
pub(super) const SERIES: [&str; 5] = [HML, "IVE", "IVW", "MTUM", "SPHB"];

/// Daily returns in per cent, oldest first.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    pub(super) name: Term,
    pub(super) history: Vec<(Date, f64)>,
}

impl Factor {
    pub(super) fn new(name: Term, history: Vec<(Date, f64)>) -> Self {
        Self { name, history }
    }

    pub(super) fn values(&self) -> Vec<f64> {
        self.history.iter().map(|(_, value)| *value).collect()
    }
}

/// The factors that series give, with what was used and what lacks.
#[derive(Debug, Default)]
pub(super) struct Pairs<'a> {
    pub(super) factors: Vec<Factor>,
    pub(super) used: Vec<Observed<'a>>,
    pub(super) missing: Vec<Missing>,
}

/// Value against growth and the momentum funds, as far as they are there.
pub(super) fn pairs<'a>(known: &Known<'a>) -> Pairs<'a> {
    let mut pairs = Pairs::default();
    match known.require(HML, 2) {
        Ok(found) => {
            pairs
                .factors
                .push(Factor::new(VALUE, found.points().collect()));
            pairs.used.push(found);
        }
        Err(why) => pairs.missing.push(why),
    }
    for (name, ids) in PAIRS {
        let found = ids.map(|id| known.require(id, 2));
        if let [Ok(long), Ok(short)] = found {
            pairs
                .factors
                .push(Factor::new(name, differences(long, short)));
            pairs.used.extend([long, short]);
        } else {
            let lacking = found.into_iter().filter_map(Result::err);
            for why in lacking {
                if !pairs.missing.contains(&why) {
                    pairs.missing.push(why);
                }
            }
        }
    }
    pairs
}

/// The rank of the last value among the worst of the last `days`: 1 for the worst. Ties share the
/// better rank; `None` where there are fewer.
pub(super) fn rank(values: &[f64], days: usize) -> Option<usize> {
    let recent = values.get(values.len().checked_sub(days)?..)?;
    let last = recent.last()?;
    Some(1 + recent.iter().filter(|value| *value < last).count())
}

fn differences(long: Observed<'_>, short: Observed<'_>) -> Vec<(Date, f64)> {
    let aligned = Aligned::new(&[long, short]);
    let [long, short] = &aligned.returns[..] else {
        return Vec::new();
    };
    let days = aligned.days.iter().zip(long.iter().zip(short));
    days.map(|(day, (long, short))| (*day, 100.0 * (long - short)))
        .collect()
}
