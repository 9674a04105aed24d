//! `tape agenda`: meetings, releases, expiries and holidays ahead.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::app::wording;
use crate::calendar::{self, Event, EventKind};
use crate::config::theme::Role;

use super::Outcome;
use super::args::AgendaArgs;
use super::output::Output;
use super::setup::Setup;

/// Days listed where no end is given.
const DAYS: i32 = 42;

#[derive(Serialize)]
struct Record {
    from: String,
    to: String,
    events: Vec<EventRecord>,
    known_until: Vec<KnownRecord>,
}

#[derive(Serialize)]
struct EventRecord {
    date: String,
    kind: &'static str,
    name: &'static str,
}

/// What is known for a part of the span only.
#[derive(Serialize)]
struct KnownRecord {
    name: &'static str,
    until: String,
}

/// Prints the events of a span, today and six weeks where none is given; with `--note` what stood
/// ahead on its day.
pub(super) fn run(setup: &Setup, args: &AgendaArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let from = first_day(setup, args, out)?;
    let to = match args.to {
        Some(to) => to,
        None => from.checked_add(DAYS.days())?,
    };
    let events = match args.note {
        Some(_) => calendar::known_on(from, from, to),
        None => calendar::events(from, to),
    };
    let ends = calendar::ending_before(to);
    if out.json {
        out.object(&Record {
            from: from.to_string(),
            to: to.to_string(),
            events: events.iter().map(|event| record(event, out)).collect(),
            known_until: ends
                .iter()
                .map(|(name, end)| KnownRecord {
                    name: name.get(out.locale),
                    until: end.to_string(),
                })
                .collect(),
        })?;
        return Ok(Outcome::of(events.len()));
    }
    let mut before = None;
    for event in &events {
        let day = if before == Some(event.date) {
            " ".repeat(10)
        } else {
            event.date.to_string()
        };
        let weekday = wording::weekday(event.date).get(out.locale);
        before = Some(event.date);
        out.styled(&[
            (Role::Muted, &day),
            (Role::Muted, &format!("  {weekday}  ")),
            (role(event), event.name.get(out.locale)),
        ])?;
    }
    for (name, end) in ends {
        let known = wording::KNOWN_UNTIL.get(out.locale);
        out.notice(&format!("{} {known} {end}", name.get(out.locale)));
    }
    Ok(Outcome::of(events.len()))
}

/// The day given, the note's, or today.
fn first_day(setup: &Setup, args: &AgendaArgs, out: &Output) -> anyhow::Result<Date> {
    let Some(note) = &args.note else {
        return Ok(args.from.unwrap_or_else(|| setup.desk.today()));
    };
    let desk = setup.indexed(out)?;
    let found = desk.resolve(note)?;
    found
        .date
        .ok_or_else(|| anyhow::anyhow!("`{}` has no date; give --from instead", found.title))
}

fn record(event: &Event, out: &Output) -> EventRecord {
    EventRecord {
        date: event.date.to_string(),
        kind: event.kind.id(),
        name: event.name.get(out.locale),
    }
}

const fn role(event: &Event) -> Role {
    match event.kind {
        EventKind::Decision => Role::Accent,
        EventKind::Closed | EventKind::HalfDay => Role::Muted,
        _ => Role::Text,
    }
}
