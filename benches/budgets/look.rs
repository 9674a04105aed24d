//! Panels: the demo market, one indicator with its history, all of them.

use std::time::Instant;

use anyhow::ensure;
use tapereader::indicators::INDICATORS;
use tapereader::market::demo;

use crate::harness::{Budget, Suite};
use crate::library::Library;

/// All figures.
pub(crate) fn figures(suite: &Suite) -> anyhow::Result<()> {
    suite.time("look: demo market made", Budget::AtMost(1_000.0), 5, || {
        ensure!(!demo::generate(demo::SEED).is_empty());
        Ok(())
    })?;
    let library = Library::empty()?;
    let desk = library.desk();
    let started = Instant::now();
    desk.market()?;
    let first = started.elapsed();
    suite.times(
        "look: demo market made and stored",
        Budget::Open,
        vec![first],
    )?;
    suite.time("look: market opened again", Budget::Open, 10, || {
        library.desk().market()?;
        Ok(())
    })?;
    for indicator in INDICATORS {
        let name = format!("look: {} with its history", indicator.id);
        // Constituents cost more: the design allows for five hundred of them.
        let budget = if indicator.needs_universe { 50.0 } else { 5.0 };
        suite.time(&name, Budget::AtMost(budget), 50, || {
            let reading = desk.reading(indicator.id, "", None)?;
            ensure!(reading.value.is_some(), "{:?}", reading.missing);
            Ok(())
        })?;
    }
    // The design's budget is for 24; these have their part of it.
    let part = 100.0 * INDICATORS.len() as f64 / 24.0;
    let name = format!("look: all {} for one date", INDICATORS.len());
    suite.time(&name, Budget::AtMost(part), 20, || {
        ensure!(desk.dashboard()?.len() == INDICATORS.len());
        Ok(())
    })
}
