//! How the parts of a reading are written, wherever they stand.

use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{Cell, Locale, MissingReason, Quantity, Reading};

use crate::app::wording;

/// The headline with its unit, `—` where there is none.
pub(super) fn value(reading: &Reading, sign: Sign) -> String {
    let value = reading
        .value
        .map(|value| Quantity::new(value, reading.unit).written(sign));
    value.unwrap_or_else(|| "—".to_owned())
}

/// A change in the headline's unit, with its sign.
pub(super) fn change(reading: &Reading, change: Option<f64>) -> String {
    let change = change.map(|change| Quantity::new(change, reading.unit).written(Sign::Always));
    change.unwrap_or_else(|| "—".to_owned())
}

/// The rank among its own past, `P97`, with `*` where it is stretched; empty without one.
pub(super) fn rank(reading: &Reading) -> String {
    reading.percentile.map_or_else(String::new, |percentile| {
        let mark = if percentile.is_stretched() { "*" } else { "" };
        format!("P{:.0}{mark}", percentile.value)
    })
}

/// Stretched readings call for attention; nothing else does.
pub(super) fn rank_role(reading: &Reading) -> Role {
    match reading.percentile {
        Some(percentile) if percentile.is_stretched() => Role::Stretched,
        _ => Role::Muted,
    }
}

/// A cell of a table or the value of a fact.
pub(super) fn cell(cell: &Cell, locale: Locale) -> String {
    match cell {
        Cell::Number(quantity) => quantity.written(Sign::Negative),
        Cell::Signed(quantity) => quantity.written(Sign::Always),
        Cell::Date(date) => date.to_string(),
        Cell::Word(term) => term.get(locale).to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Empty => "—".to_owned(),
    }
}

/// Why an input cannot be used, and how to get it.
pub(super) fn missing(reason: MissingReason, locale: Locale) -> String {
    let hint = wording::IMPORT_HINT.get(locale);
    match reason {
        MissingReason::Absent => hint.to_owned(),
        MissingReason::TooShort { have, need } => {
            let short = wording::TOO_SHORT.get(locale);
            let have = grouped(have as f64, 0, Sign::Negative);
            let need = grouped(need as f64, 0, Sign::Negative);
            format!("{short}: {have} / {need} · {hint}")
        }
    }
}
