//! A panel's picture as an SVG file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use crate::chart::{self, Pictured, View};
use crate::cli::output::Output;
use crate::indicators;
use crate::model::Quantity;
use crate::model::Reading;
use crate::model::quantity::Sign;

/// Inputs and origins named at most.
const NAMED: usize = 5;

/// Writes the picture of a number, counted from 1, to a file, or to standard output for `-`.
pub(super) fn write(
    reading: &Reading,
    number: usize,
    file: &Path,
    out: &mut Output,
) -> anyhow::Result<()> {
    let locale = out.locale;
    let pictured = Pictured {
        reading,
        then: None,
        notes: &[],
        events: &[],
    };
    let titles: Vec<&str> = pictured.titles().map(|title| title.get(locale)).collect();
    let chosen = number
        .checked_sub(1)
        .and_then(|at| Some((at, titles.get(at)?)));
    let Some((at, title)) = chosen else {
        let last = titles.len();
        bail!(
            "there is no picture {number}; this panel has 1 to {last}: {}",
            titles.join(", ")
        );
    };
    let Some(scene) = pictured.picture(at, View::default(), locale) else {
        bail!(
            "there is nothing to draw: tape panel {} says what is missing",
            reading.indicator
        );
    };
    let name = indicators::find(reading.indicator)
        .map_or(reading.indicator, |indicator| indicator.name.get(locale));
    let svg = chart::svg(&scene, &format!("{name} · {title}"), &described(reading));
    if file == Path::new("-") {
        return Ok(out.line(svg.trim_end())?);
    }
    fs::write(file, svg).with_context(|| format!("cannot write {}", file.display()))?;
    out.notice(&format!("wrote {}", file.display()));
    Ok(())
}

/// Day, value, inputs and where they are from.
fn described(reading: &Reading) -> String {
    let value = reading.value.map_or_else(
        || "—".to_owned(),
        |value| Quantity::new(value, reading.unit).written(Sign::Negative),
    );
    let day = reading
        .as_of
        .map_or_else(String::new, |day| day.to_string());
    let names = reading.inputs.iter().map(|input| input.series.as_str());
    let mut names: Vec<&str> = names.take(NAMED + 1).collect();
    if let Some(last) = names.get_mut(NAMED) {
        *last = "…";
    }
    let origins: BTreeSet<String> = reading
        .inputs
        .iter()
        .map(|input| input.origin.to_string())
        .collect();
    let origins: Vec<String> = origins.into_iter().take(NAMED).collect();
    format!(
        "{day}  {value} · {} · {}",
        names.join(" "),
        origins.join(", ")
    )
}
