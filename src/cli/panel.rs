//! `tape panel`: an indicator for a date.

mod drawn;
mod subject;
mod tell;

use jiff::civil::Date;
use serde::Serialize;

use crate::config::theme::Role;
use crate::desk::Desk;
use crate::indicators::{INDICATORS, Indicator, Subjects};
use crate::model::{Missing, MissingReason, NoteSummary, Quoted, Reading};
use crate::text::width::width;

use super::Outcome;
use super::args::PanelArgs;
use super::json::{PanelRecord, TermRecord};
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

/// A reading with what people need to know of it.
struct Panel {
    reading: Reading,
    subject: String,
    /// How to get each input that is missing.
    hints: Vec<String>,
    /// The reading of the last data, where the other is of an earlier day.
    now: Option<Reading>,
    /// What the note quotes of it.
    quoted: Vec<Quoted>,
}

/// Prints one panel, all of them, or their names.
pub(super) fn run(setup: &Setup, args: &PanelArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    if args.list {
        return list(out);
    }
    let note = match &args.note {
        Some(note) => Some(setup.indexed(out)?.resolve(note)?),
        None => None,
    };
    let as_of = match &note {
        Some(note) => day_of(note, out),
        None => args.as_of,
    };
    let mut panels = match &args.id {
        Some(id) => vec![one(&setup.desk, id, as_of)?],
        None => all(&setup.desk, as_of)?,
    };
    if let Some(note) = &note {
        for panel in &mut panels {
            panel.quoted = setup.desk.quoted(note.id, &panel.reading)?;
        }
    }
    let known = panels.iter().filter(|panel| panel.reading.value.is_some());
    let known = known.count();
    if let (Some(file), Some(panel)) = (&args.svg, panels.first()) {
        drawn::write(&panel.reading, args.picture, file, out)?;
        return Ok(Outcome::of(known));
    }
    print(&setup.desk, &panels, args.id.is_none(), out)?;
    Ok(Outcome::of(known))
}

fn print(desk: &Desk, panels: &[Panel], is_all: bool, out: &mut Output) -> anyhow::Result<()> {
    if out.json {
        let mut records = panels.iter().map(|panel| {
            PanelRecord::new(&panel.reading, &panel.subject, &panel.hints)
                .with_now(panel.now.as_ref())
                .with_quoted(&panel.quoted)
        });
        if is_all {
            let panels = records.collect();
            out.object(&All { panels })?;
        } else if let Some(record) = records.next() {
            out.object(&record)?;
        }
        return Ok(());
    }
    let is_demo = desk.market()?.demo;
    for (index, panel) in panels.iter().enumerate() {
        if index > 0 {
            out.blank()?;
        }
        tell::headline(panel, is_demo, out)?;
        tell::beside(panel, out)?;
        if !is_all {
            tell::details(&panel.reading, out)?;
        }
    }
    Ok(())
}

fn list(out: &mut Output) -> anyhow::Result<Outcome> {
    if out.json {
        let record = |indicator: &Indicator| ListRecord {
            id: indicator.id,
            name: indicator.name.into(),
            group: indicator.group.id(),
        };
        out.object(&List {
            panels: INDICATORS.iter().map(record).collect(),
        })?;
        return Ok(Outcome::Done);
    }
    let shown = |indicator: &Indicator| match indicator.subjects {
        Subjects::Any => format!("{}[:NAME]", indicator.id),
        Subjects::Quoted(_) => format!("{}[:TEXT]", indicator.id),
        Subjects::One(_) | Subjects::Market => indicator.id.to_owned(),
    };
    let ids = INDICATORS.iter().map(shown);
    let room = ids.map(|id| width(&id)).max().unwrap_or(0);
    for indicator in INDICATORS {
        let id = format!("{:<room$}  ", shown(indicator));
        let group = format!("  ({})", indicator.group.name().get(out.locale));
        out.styled(&[
            (Role::Accent, &id),
            (Role::Text, indicator.name.get(out.locale)),
            (Role::Muted, &group),
        ])?;
    }
    Ok(Outcome::Done)
}

/// The day of a note; a note without one is asked about as of the last data.
fn day_of(note: &NoteSummary, out: &Output) -> Option<Date> {
    if note.date.is_none() {
        out.notice("the note has no date, so this is as of the last data");
    }
    note.date
}

/// The panel of `ID` or `ID:NAME`, then and now.
fn one(desk: &Desk, typed: &str, as_of: Option<Date>) -> anyhow::Result<Panel> {
    let (id, subject) = subject::settle(desk, typed)?;
    let reading = desk.reading(id, &subject, as_of)?;
    let now = as_of
        .map(|_| desk.reading(id, &subject, None))
        .transpose()?;
    Panel::new(desk, (reading, now), &subject, as_of)
}

/// Every panel, then and now.
fn all(desk: &Desk, as_of: Option<Date>) -> anyhow::Result<Vec<Panel>> {
    let readings = desk.all_readings(as_of)?;
    let now: Vec<Option<Reading>> = match as_of {
        Some(_) => desk.all_readings(None)?.into_iter().map(Some).collect(),
        None => readings.iter().map(|_| None).collect(),
    };
    let both = readings.into_iter().zip(now);
    both.map(|both| Panel::new(desk, both, "", as_of)).collect()
}

impl Panel {
    fn new(
        desk: &Desk,
        (reading, now): (Reading, Option<Reading>),
        subject: &str,
        as_of: Option<Date>,
    ) -> anyhow::Result<Self> {
        let subject = crate::indicators::find(reading.indicator)
            .map_or(subject, |indicator| indicator.subject(subject))
            .to_owned();
        let lacks = reading.missing.iter();
        let hints = lacks
            .map(|lack| hint(desk, lack, as_of))
            .collect::<anyhow::Result<Vec<_>>>()?;
        // Of the last day and of one after it the same is said: once is enough.
        let now = now.filter(|now| now.as_of != reading.as_of || now.value != reading.value);
        Ok(Self {
            reading,
            subject,
            hints,
            now,
            quoted: Vec::new(),
        })
    }
}

/// Why an input cannot be used, and how to get it.
fn hint(desk: &Desk, lack: &Missing, as_of: Option<Date>) -> anyhow::Result<String> {
    if let MissingReason::TooShort { have, need } = lack.reason {
        return Ok(format!(
            "{have} observations of {need}: import more with tape market import FILE"
        ));
    }
    let series = desk.series()?;
    let known = series.iter().find(|line| line.id == lack.input);
    let later = known.filter(|line| as_of.is_some_and(|date| date < line.first));
    Ok(match later {
        Some(line) => format!(
            "its figures begin on {}: import older ones with tape market import FILE",
            line.first
        ),
        None if lack.reason == MissingReason::Offered => {
            format!("fetch it: tape market update {}", lack.input)
        }
        None => "no free source has it: tape market import FILE".to_owned(),
    })
}
