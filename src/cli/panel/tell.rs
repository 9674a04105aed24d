//! A panel in words and columns.

use crate::app::written::cell;
use crate::app::{registry, wording, written};
use crate::cli::grid;
use crate::cli::output::Output;
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{Alignment, InputUse, Locale, Quantity, Reading, Table};
use crate::text::width::width;

use super::Panel;

/// Inputs of one day and origin that are named before the rest is counted.
const LISTED: usize = 12;

/// Name, subject, value, percentile and changes; what is missing where there is no value.
pub(super) fn headline(panel: &Panel, is_demo: bool, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    let reading = &panel.reading;
    let mut parts = vec![(
        Role::Heading,
        registry::panel_name(reading.indicator).get(locale),
    )];
    if !panel.subject.is_empty() {
        parts.extend([(Role::Text, "  "), (Role::Instrument, &panel.subject)]);
    }
    if registry::is_model(reading.indicator) {
        parts.extend([
            (Role::Text, "  "),
            (Role::Muted, wording::MODEL.get(locale)),
        ]);
    }
    if is_demo {
        parts.extend([(Role::Text, "  "), (Role::Warning, "DEMO")]);
    }
    out.styled(&parts)?;
    for (lack, hint) in reading.missing.iter().zip(&panel.hints) {
        out.styled(&[
            (Role::Stale, wording::MISSING.get(locale)),
            (Role::Text, "  "),
            (Role::Text, &lack.input),
            (Role::Text, "  "),
            (Role::Muted, hint),
        ])?;
    }
    value("", reading, out)
}

/// The reading of the last data, and what the note quotes.
pub(super) fn beside(panel: &Panel, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    if let Some(now) = &panel.now {
        value(wording::NOW.get(locale), now, out)?;
    }
    for quoted in &panel.quoted {
        let label = wording::quoted::NOTE_SAYS.get(locale);
        out.labelled(label, Role::Text, &written::quoted(quoted, locale))?;
    }
    Ok(())
}

/// Date, value, percentile and changes, behind a word or none.
fn value(word: &str, reading: &Reading, out: &mut Output) -> anyhow::Result<()> {
    let (Some(value), Some(date)) = (reading.value, reading.as_of) else {
        return Ok(());
    };
    let locale = out.locale;
    let value = Quantity::new(value, reading.unit).written(Sign::Negative);
    let rank = reading.percentile.map(|percentile| {
        let among = wording::among(reading, locale).unwrap_or_default();
        let role = if percentile.is_stretched() {
            Role::Stretched
        } else {
            Role::Muted
        };
        (role, format!("  {among} {}..{date}", percentile.since))
    });
    let change = |label: &str, change: Option<f64>| {
        let change = change.map(|change| Quantity::new(change, reading.unit).written(Sign::Always));
        change.map_or_else(String::new, |change| format!("  {label} {change}"))
    };
    let changes = change(wording::ONE_DAY.get(locale), reading.change_1d)
        + &change(wording::ONE_MONTH.get(locale), reading.change_1m);
    let gap = if word.is_empty() { "" } else { "  " };
    let date = format!("{word}{gap}{date}  ");
    let mut parts: Vec<(Role, &str)> = vec![(Role::Muted, &date), (Role::Strong, &value)];
    parts.extend(rank.as_ref().map(|(role, text)| (*role, text.as_str())));
    parts.push((Role::Muted, &changes));
    out.styled(&parts)?;
    Ok(())
}

/// Everything else of a reading: facts, tables, inputs, assumptions, cautions, method.
pub(super) fn details(reading: &Reading, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    facts(reading, out)?;
    for table in reading.tables.iter().filter(|table| !table.rows.is_empty()) {
        out.blank()?;
        out.styled(&[(Role::Heading, table.title.get(locale))])?;
        tabulate(table, out)?;
    }
    out.blank()?;
    for line in inputs(&reading.inputs, locale) {
        out.labelled(wording::INPUTS.get(locale), Role::Text, &line)?;
    }
    for assumption in &reading.assumptions {
        let value = assumption.value.written(Sign::Negative);
        let text = format!("{}  {value}", assumption.label.get(locale));
        out.labelled(wording::ASSUMES.get(locale), Role::Text, &text)?;
    }
    for notice in &reading.notices {
        let label = wording::NOTICE.get(locale);
        out.labelled(label, Role::Warning, notice.get(locale))?;
    }
    let source = registry::panel_source(reading.indicator);
    out.labelled(wording::METHOD.get(locale), Role::Text, source)?;
    Ok(())
}

/// A line each; one for many of the same day and origin, such as constituents. JSON names all.
fn inputs(inputs: &[InputUse], locale: Locale) -> Vec<String> {
    let alike = |a: &InputUse, b: &InputUse| a.last == b.last && a.origin == b.origin;
    let mut lines = Vec::new();
    for group in inputs.chunk_by(alike) {
        let line = |names: &str, one: &InputUse| format!("{names}  {}  ({})", one.last, one.origin);
        match group.first() {
            Some(first) if group.len() > LISTED => {
                let named: Vec<&str> = group
                    .iter()
                    .take(LISTED)
                    .map(|one| one.series.as_str())
                    .collect();
                let more = wording::and_more(group.len() - LISTED, locale);
                lines.push(line(&format!("{} {more}", named.join(" ")), first));
            }
            _ => lines.extend(group.iter().map(|one| line(&one.series, one))),
        }
    }
    lines
}

fn facts(reading: &Reading, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    if !reading.facts.is_empty() {
        out.blank()?;
    }
    let labels = reading.facts.iter().map(|fact| fact.label.get(locale));
    let room = labels.map(width).max().unwrap_or(0);
    for fact in &reading.facts {
        let label = grid::pad(fact.label.get(locale), room, Alignment::Left);
        out.labelled(&label, Role::Text, &cell(&fact.value, locale))?;
    }
    Ok(())
}

/// Every column at the right, as numbers stand.
fn tabulate(table: &Table, out: &mut Output) -> anyhow::Result<()> {
    let locale = out.locale;
    let titles = table.columns.iter();
    let mut rows: Vec<Vec<String>> =
        vec![titles.map(|title| title.get(locale).to_owned()).collect()];
    for row in &table.rows {
        rows.push(row.iter().map(|value| cell(value, locale)).collect());
    }
    let lines = grid::lines(&rows, &[], Alignment::Right);
    for (index, line) in lines.iter().enumerate() {
        let role = if index == 0 { Role::Muted } else { Role::Text };
        out.styled(&[(Role::Text, "  "), (role, line)])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Origin;

    fn used(names: usize, day: i8) -> Vec<InputUse> {
        let one = |at: usize| InputUse {
            series: format!("S{at}"),
            last: date(2026, 2, day),
            origin: Origin::Demo,
        };
        (0..names).map(one).collect()
    }

    #[test]
    fn few_inputs_have_a_line_each_and_many_share_one() {
        assert_eq!(inputs(&used(12, 6), Locale::En).len(), 12);
        let mixed = [used(2, 5), used(100, 6)].concat();
        let lines = inputs(&mixed, Locale::En);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0], "S0  2026-02-05  (demo)");
        assert!(
            lines[2].ends_with("S11 and 88 more  2026-02-06  (demo)"),
            "{}",
            lines[2]
        );
    }
}
