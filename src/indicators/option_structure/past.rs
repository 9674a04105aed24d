//! The same structure in earlier chains: as far from the forward for its time, at that day's smile.

use jiff::civil::Date;

use crate::indicators::inputs::Known;
use crate::indicators::math::black_scholes::{Carry, Underlying};
use crate::indicators::options::{Rates, Smile, expiries};
use crate::indicators::settings::Settings;
use crate::model::OptionChain;

use super::legs::{self, Leg};
use super::quoted::{Kind, Strikes};
use super::{Case, measure};

/// The smile of the expiry nearest to so many days.
pub(super) fn smile(
    chain: &OptionChain,
    rate: f64,
    settings: &Settings,
    days: f64,
) -> Option<Smile> {
    nearest(chain, rate, settings.options.dividend_yield, days)
}

fn nearest(chain: &OptionChain, rate: f64, paid: f64, days: f64) -> Option<Smile> {
    let mut all: Vec<_> = expiries(chain, rate).collect();
    let away = |left: f64| (left - days).abs();
    all.sort_by(|a, b| away(a.days()).total_cmp(&away(b.days())));
    let mut smiles = all
        .iter()
        .filter_map(|expiry| Smile::fit(expiry, expiry.forward(chain.spot(), paid)));
    smiles.next()
}

/// The strikes of deltas of the forward, lowest first; those of puts are counted from the other
/// side.
pub(super) fn strikes(kind: Kind, deltas: &[f64], smile: &Smile) -> Option<Vec<f64>> {
    let side = |at: usize, delta: f64| match kind {
        Kind::PutSpread | Kind::Put => 1.0 - delta,
        // Of the two the put is named first.
        Kind::RiskReversal | Kind::Strangle if at == 0 => 1.0 - delta,
        _ => delta,
    };
    let all = deltas.iter().enumerate();
    let found = all.map(|(at, delta)| smile.strike(side(at, *delta)));
    let mut found: Vec<f64> = found.collect::<Option<_>>()?;
    found.sort_by(f64::total_cmp);
    Some(found)
}

/// The headline of every earlier chain.
pub(super) fn history(known: &Known<'_>, case: &Case<'_>, rates: &Rates<'_>) -> Vec<(Date, f64)> {
    let Some(name) = case.quoted.underlying.as_deref() else {
        return Vec::new();
    };
    let chains = known.chains(name).iter();
    chains
        .filter_map(|chain| {
            let day = chain.date();
            let rate = rates.at(day);
            let smile = nearest(chain, rate, 0.0, case.days)?;
            Some((day, share(case, &smile, rate)?))
        })
        .collect()
}

/// The premium over what it is measured by, on a smile of another day.
fn share(case: &Case<'_>, smile: &Smile, rate: f64) -> Option<f64> {
    let forward = smile.forward;
    let on = Underlying {
        price: forward,
        rate,
        carry: Carry::Forward,
    };
    let legs: Vec<Leg> = match &case.quoted.strikes {
        Strikes::Deltas(deltas) => {
            let strikes = strikes(case.quoted.kind, deltas, smile)?;
            legs::legs(case.quoted.kind, &strikes)?
        }
        Strikes::At(_) => {
            let scale = forward / case.forward()?;
            let moved = case.legs.iter().map(|leg| Leg {
                strike: leg.strike * scale,
                ..*leg
            });
            moved.collect()
        }
    };
    let years = case.years();
    let worth = legs::worth(&legs, &on, years, |strike| {
        smile.at_years(strike, forward, years)
    })?;
    Some(worth.price / measure(case.quoted.kind, &legs)).filter(|share| share.is_finite())
}
