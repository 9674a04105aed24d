//! How the parts of a reading are written, wherever they stand.
//!
//! Words and signs only; which colour a role has, the theme says.

use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{
    Cell, Locale, Missing, MissingReason, Quantity, Quoted, Reading, Side, ThenNow,
};

use super::wording;

/// The headline with its unit, `—` where there is none.
#[must_use]
pub fn value(reading: &Reading, sign: Sign) -> String {
    let value = reading
        .value
        .map(|value| Quantity::new(value, reading.unit).written(sign));
    value.unwrap_or_else(|| "—".to_owned())
}

/// A change in the headline's unit, with its sign.
#[must_use]
pub fn change(reading: &Reading, change: Option<f64>) -> String {
    let change = change.map(|change| Quantity::new(change, reading.unit).written(Sign::Always));
    change.unwrap_or_else(|| "—".to_owned())
}

/// The rank among its own past, `P97`, with `*` where it is stretched; empty without one.
#[must_use]
pub fn rank(reading: &Reading) -> String {
    reading.percentile.map_or_else(String::new, |percentile| {
        let mark = if percentile.is_stretched() { "*" } else { "" };
        format!("P{:.0}{mark}", percentile.value)
    })
}

/// Stretched readings call for attention; nothing else does.
#[must_use]
pub fn rank_role(reading: &Reading) -> Role {
    match reading.percentile {
        Some(percentile) if percentile.is_stretched() => Role::Stretched,
        _ => Role::Muted,
    }
}

/// What a note says, the house's figure of the same, and why they differ:
/// `“sold $105B over the past month” · house −98.2 bn, flow over 21 days · other assumed assets`.
#[must_use]
pub fn quoted(quoted: &Quoted, locale: Locale) -> String {
    let (side, open, close) = match locale {
        Locale::En => (Side::En, "“", "”"),
        Locale::Hans => (Side::Zh, "“", "”"),
        Locale::Hant => (Side::Zh, "「", "」"),
    };
    let (said, house) = (quoted.said(side), wording::quoted::HOUSE.get(locale));
    let value = quoted.house.written(Sign::Negative);
    let label = quoted.label.get(locale);
    let why = wording::quoted::difference(quoted.differs, locale);
    format!("{open}{said}{close} · {house} {value} ({label}) · {why}")
}

/// A cell of a table or the value of a fact.
#[must_use]
pub fn cell(cell: &Cell, locale: Locale) -> String {
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
#[must_use]
pub fn missing(lack: &Missing, locale: Locale) -> String {
    let hint = wording::IMPORT_HINT.get(locale);
    match lack.reason {
        MissingReason::Absent => format!("{hint} · {}", wording::NO_SOURCE.get(locale)),
        MissingReason::Offered => format!("tape market update {}", lack.input),
        MissingReason::TooShort { have, need } => {
            let short = wording::TOO_SHORT.get(locale);
            let have = grouped(have as f64, 0, Sign::Negative);
            let need = grouped(need as f64, 0, Sign::Negative);
            format!("{short}: {have} / {need} · {hint}")
        }
    }
}

/// The role of a signed number: gain, loss, or plain text for zero.
#[must_use]
pub fn change_role(value: f64) -> Role {
    match (value > 0.0, value < 0.0) {
        (true, _) => Role::Gain,
        (_, true) => Role::Loss,
        _ => Role::Text,
    }
}

/// The role of a cell: those with a sign are gains and losses.
#[must_use]
pub fn cell_role(cell: &Cell) -> Role {
    match cell {
        Cell::Signed(quantity) => change_role(quantity.value),
        Cell::Empty => Role::Muted,
        _ => Role::Text,
    }
}

/// Up or down since then, else over the last day; `None` where nothing changed or is known.
#[must_use]
pub fn direction(panel: &ThenNow) -> Option<(&'static str, Role)> {
    let since = panel
        .then
        .as_ref()
        .and_then(|then| Some(panel.now.value? - then.value?));
    let change = since.or(panel.now.change_1d)?;
    match (change > 0.0, change < 0.0) {
        (true, _) => Some(("▲", Role::Gain)),
        (_, true) => Some(("▼", Role::Loss)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Percentile, Unit};

    fn reading(value: f64, percentile: f64) -> Reading {
        let mut reading = Reading::missing("vol-control", Unit::Multiple, Vec::new());
        let since = date(2021, 2, 1);
        reading.value = Some(value);
        reading.percentile = Some(Percentile {
            value: percentile,
            below: percentile,
            window: 1260,
            count: 1260,
            since,
        });
        reading
    }

    #[test]
    fn only_what_is_stretched_calls() {
        for (percentile, written, role) in [
            (50.0, "P50", Role::Muted),
            (95.0, "P95", Role::Muted),
            (98.6, "P99*", Role::Stretched),
            (2.0, "P2*", Role::Stretched),
        ] {
            let reading = reading(1.0, percentile);
            assert_eq!(
                (rank(&reading).as_str(), rank_role(&reading)),
                (written, role)
            );
        }
        assert_eq!(
            rank(&Reading::missing("vol-control", Unit::Multiple, Vec::new())),
            ""
        );
    }

    #[test]
    fn direction_is_since_then_where_there_is_a_then() {
        let panel = |then: Option<f64>, now: f64, day: Option<f64>| {
            let mut now = reading(now, 50.0);
            now.change_1d = day;
            ThenNow {
                subject: String::new(),
                then: then.map(|then| reading(then, 50.0).into()),
                now: now.into(),
                mentioned_on: Vec::new(),
                quoted: Vec::new(),
            }
        };
        assert_eq!(
            direction(&panel(Some(1.3), 1.0, Some(0.2))),
            Some(("▼", Role::Loss))
        );
        assert_eq!(
            direction(&panel(None, 1.0, Some(0.2))),
            Some(("▲", Role::Gain))
        );
        assert_eq!(direction(&panel(Some(1.0), 1.0, Some(0.2))), None);
        assert_eq!(direction(&panel(None, 1.0, None)), None);
    }

    #[test]
    fn what_is_missing_names_its_remedy() {
        let short = MissingReason::TooShort {
            have: 20,
            need: 1260,
        };
        for (reason, expected) in [
            (short, "too short: 20 / 1,260 · tape market import FILE"),
            (
                MissingReason::Absent,
                "tape market import FILE · no free source",
            ),
            (MissingReason::Offered, "tape market update COR3M"),
        ] {
            let lack = Missing {
                input: "COR3M".to_owned(),
                reason,
            };
            assert_eq!(missing(&lack, Locale::En), expected);
        }
    }
}
