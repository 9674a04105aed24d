//! What a panel is asked about: `price-structure:NVDA`, or any other name of it.

use anyhow::bail;

use crate::desk::Desk;
use crate::indicators::{self, Subjects};
use crate::model::Target;

/// The panel and the series that `ID` or `ID:NAME` names; no series where none is named.
///
/// An unknown id is left to the desk, which knows the nearest one.
pub(super) fn settle<'a>(desk: &Desk, typed: &'a str) -> anyhow::Result<(&'a str, String)> {
    let (id, name) = match typed.split_once([':', '：']) {
        Some((id, name)) => (id, name.trim()),
        None => (typed, ""),
    };
    let Some(indicator) = indicators::find(id) else {
        return Ok((id, String::new()));
    };
    if name.is_empty() {
        return Ok((id, String::new()));
    }
    if matches!(indicator.subjects, Subjects::Quoted(_)) {
        return Ok((id, name.to_owned()));
    }
    let series = series(desk, name)?;
    match indicator.subjects {
        Subjects::Any | Subjects::Quoted(_) => {}
        Subjects::One(only) if only == series => {}
        Subjects::One(only) => bail!("{id} is of {only} only: tape panel {id}"),
        Subjects::Market => bail!("{id} is of the whole market: tape panel {id}"),
    }
    Ok((id, series))
}

/// The series that a name stands for: its own, or that of the instrument of any name.
fn series(desk: &Desk, name: &str) -> anyhow::Result<String> {
    let known = desk.series()?;
    if let Some(line) = known.iter().find(|line| line.id.eq_ignore_ascii_case(name)) {
        return Ok(line.id.clone());
    }
    match desk.named(name)? {
        Target::Concept(concept) => bail!(
            "{name:?} is the concept {}, not an instrument: tape concept {}",
            concept.as_str(),
            concept.as_str()
        ),
        Target::Instrument(id) => {
            let lexicon = desk.lexicon()?;
            let instrument = lexicon.instrument(id.as_str());
            let series = instrument.and_then(|one| one.series.clone());
            Ok(series.unwrap_or_else(|| id.as_str().to_owned()))
        }
    }
}
