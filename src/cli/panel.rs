//! `tape panel`: an indicator for a date.

use jiff::civil::Date;
use serde::Serialize;

use crate::app::{registry, wording};
use crate::config::theme::Role;
use crate::desk::Desk;
use crate::indicators::{self, INDICATORS};
use crate::model::quantity::Sign;
use crate::model::{Cell, Locale, Quantity, Reading, Table};

use super::Outcome;
use super::args::PanelArgs;
use super::json::{PanelRecord, TermRecord, hint};
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct All {
    panels: Vec<PanelRecord>,
}

#[derive(Serialize)]
struct List {
    panels: Vec<ListRecord>,
}

#[derive(Serialize)]
struct ListRecord {
    id: &'static str,
    name: TermRecord,
    group: &'static str,
}

/// Prints one panel, all of them, or their names.
pub(super) fn run(setup: &Setup, args: &PanelArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    if args.list {
        return list(out);
    }
    let as_of = match &args.note {
        Some(note) => setup.indexed()?.resolve(note)?.date,
        None => args.as_of,
    };
    match &args.id {
        Some(id) => one(&setup.desk, id, as_of, out),
        None => all(&setup.desk, as_of, out),
    }
}

fn list(out: &mut Output) -> anyhow::Result<Outcome> {
    if out.json {
        let record = |indicator: &indicators::Indicator| ListRecord {
            id: indicator.id,
            name: indicator.name.into(),
            group: indicator.group.id(),
        };
        out.object(&List {
            panels: INDICATORS.iter().map(record).collect(),
        })?;
        return Ok(Outcome::Done);
    }
    for indicator in INDICATORS {
        let id = format!("{:<24}", indicator.id);
        let group = format!("  {}", indicator.group.name().get(out.locale));
        out.styled(&[
            (Role::Accent, &id),
            (Role::Text, indicator.name.get(out.locale)),
            (Role::Muted, &group),
        ])?;
    }
    Ok(Outcome::Done)
}

fn one(desk: &Desk, id: &str, as_of: Option<Date>, out: &mut Output) -> anyhow::Result<Outcome> {
    let (id, subject) = id.split_once(':').unwrap_or((id, ""));
    let reading = desk.reading(id, subject, as_of)?;
    let subject = indicators::find(id).map_or("", |indicator| indicator.subject(subject));
    if out.json {
        out.object(&PanelRecord::new(&reading, subject))?;
    } else {
        tell(desk, &reading, subject, out)?;
    }
    Ok(if reading.value.is_some() {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

fn all(desk: &Desk, as_of: Option<Date>, out: &mut Output) -> anyhow::Result<Outcome> {
    let mut panels = Vec::new();
    for indicator in INDICATORS {
        panels.push((
            desk.reading(indicator.id, "", as_of)?,
            indicator.subject(""),
        ));
    }
    let found = panels
        .iter()
        .filter(|(reading, _)| reading.value.is_some())
        .count();
    if out.json {
        let records = panels
            .iter()
            .map(|(reading, subject)| PanelRecord::new(reading, subject));
        out.object(&All {
            panels: records.collect(),
        })?;
        return Ok(Outcome::of(found));
    }
    for (index, (reading, subject)) in panels.iter().enumerate() {
        if index > 0 {
            out.line("")?;
        }
        headline(desk, reading, subject, out)?;
    }
    Ok(Outcome::of(found))
}

fn headline(desk: &Desk, reading: &Reading, subject: &str, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    let demo = if desk.market()?.demo { "  DEMO" } else { "" };
    let model = if registry::is_model(reading.indicator) {
        wording::MODEL.get(locale)
    } else {
        ""
    };
    out.styled(&[
        (
            Role::Heading,
            registry::panel_name(reading.indicator).get(locale),
        ),
        (Role::Text, "  "),
        (Role::Instrument, subject),
        (Role::Text, "  "),
        (Role::Muted, model),
        (Role::Warning, demo),
    ])?;
    for lack in &reading.missing {
        let why = hint(lack.reason);
        out.styled(&[
            (Role::Stale, wording::MISSING.get(locale)),
            (Role::Text, "  "),
            (Role::Text, &lack.input),
            (Role::Text, "  "),
            (Role::Muted, &why),
        ])?;
    }
    let (Some(value), Some(date)) = (reading.value, reading.as_of) else {
        return Ok(());
    };
    let value = Quantity::new(value, reading.unit).written(Sign::Negative);
    let rank = reading.percentile.map_or_else(String::new, |percentile| {
        let among = wording::among(percentile.value, percentile.count, locale);
        format!("  {among} ({})", percentile.since)
    });
    let change = |label: &str, change: Option<f64>| {
        let change = change.map(|change| Quantity::new(change, reading.unit).written(Sign::Always));
        change.map_or_else(String::new, |change| format!("  {label} {change}"))
    };
    let changes = change(wording::ONE_DAY.get(locale), reading.change_1d)
        + &change(wording::ONE_MONTH.get(locale), reading.change_1m);
    out.styled(&[
        (Role::Muted, &format!("{date}  ")),
        (Role::Strong, &value),
        (Role::Muted, &rank),
        (Role::Muted, &changes),
    ])?;
    Ok(())
}

fn tell(desk: &Desk, reading: &Reading, subject: &str, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    headline(desk, reading, subject, out)?;
    if !reading.facts.is_empty() {
        out.line("")?;
    }
    for fact in &reading.facts {
        let value = format!("  {}", cell(&fact.value, locale));
        out.styled(&[(Role::Muted, fact.label.get(locale)), (Role::Text, &value)])?;
    }
    for table in &reading.tables {
        out.line("")?;
        out.styled(&[(Role::Heading, table.title.get(locale))])?;
        tabulate(table, out)?;
    }
    out.line("")?;
    for input in &reading.inputs {
        let text = format!("  {}  {}  ({})", input.series, input.last, input.origin);
        out.styled(&[
            (Role::Muted, wording::INPUTS.get(locale)),
            (Role::Text, &text),
        ])?;
    }
    for assumption in &reading.assumptions {
        let value = assumption.value.written(Sign::Negative);
        let text = format!("  {}  {value}", assumption.label.get(locale));
        out.styled(&[
            (Role::Muted, wording::ASSUMES.get(locale)),
            (Role::Text, &text),
        ])?;
    }
    for notice in &reading.notices {
        let text = format!("  {}", notice.get(locale));
        out.styled(&[
            (Role::Warning, wording::NOTICE.get(locale)),
            (Role::Text, &text),
        ])?;
    }
    let source = format!("  {}", registry::panel_source(reading.indicator));
    out.styled(&[
        (Role::Muted, wording::METHOD.get(locale)),
        (Role::Text, &source),
    ])?;
    Ok(())
}

/// Columns as wide as their widest cell, numbers at the right.
fn tabulate(table: &Table, out: &mut Output) -> anyhow::Result<()> {
    use crate::text::width::width;
    let locale = out.locale;
    let mut rows: Vec<Vec<String>> = vec![
        table
            .columns
            .iter()
            .map(|title| title.get(locale).to_owned())
            .collect(),
    ];
    for row in &table.rows {
        rows.push(row.iter().map(|value| cell(value, locale)).collect());
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|text| width(text))
            .max()
    };
    let widths: Vec<usize> = (0..columns)
        .map(|column| widest(column).unwrap_or(0))
        .collect();
    for (index, row) in rows.iter().enumerate() {
        let mut line = String::from("  ");
        for (text, room) in row.iter().zip(&widths) {
            line.push_str(&" ".repeat(room.saturating_sub(width(text))));
            line.push_str(text);
            line.push_str("   ");
        }
        let role = if index == 0 { Role::Muted } else { Role::Text };
        out.styled(&[(role, line.trim_end())])?;
    }
    Ok(())
}

fn cell(cell: &Cell, locale: Locale) -> String {
    match cell {
        Cell::Number(quantity) => quantity.written(Sign::Negative),
        Cell::Signed(quantity) => quantity.written(Sign::Always),
        Cell::Date(date) => date.to_string(),
        Cell::Word(term) => term.get(locale).to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Empty => "—".to_owned(),
    }
}
