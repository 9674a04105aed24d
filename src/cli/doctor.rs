//! `tape doctor`: what is read from where, and what is odd about it.

use serde::Serialize;

use crate::app::commands;
use crate::config::theme::Role;
use crate::library::relative_text;

use super::Outcome;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    library: String,
    home: String,
    files: Vec<String>,
    notes: usize,
    market: MarketRecord,
    problems: Vec<String>,
    diagnostics: Vec<NoteRecord>,
    rejected: Vec<RejectedRecord>,
}

#[derive(Serialize)]
struct MarketRecord {
    demo: bool,
    last: Option<String>,
}

#[derive(Serialize)]
struct NoteRecord {
    path: String,
    diagnostics: Vec<DiagnosticRecord>,
}

#[derive(Serialize)]
struct DiagnosticRecord {
    line: Option<usize>,
    message: String,
}

#[derive(Serialize)]
struct RejectedRecord {
    path: String,
    reason: String,
}

/// Checks configuration, notes and market; finding nothing odd is success, and so is finding it.
pub(super) fn run(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let record = examine(setup)?;
    if out.json {
        out.object(&record)?;
        return Ok(Outcome::Done);
    }
    for (label, value) in [("library", &record.library), ("home   ", &record.home)] {
        out.styled(&[
            (Role::Muted, label),
            (Role::Text, "  "),
            (Role::Text, value),
        ])?;
    }
    for file in &record.files {
        out.styled(&[(Role::Muted, "config   "), (Role::Text, file)])?;
    }
    let market = match (&record.market.last, record.market.demo) {
        (Some(last), true) => format!("DEMO, to {last}"),
        (Some(last), false) => format!("to {last}"),
        (None, _) => "none".to_owned(),
    };
    out.styled(&[(Role::Muted, "market   "), (Role::Text, &market)])?;
    out.styled(&[
        (Role::Muted, "notes    "),
        (Role::Text, &record.notes.to_string()),
    ])?;
    for problem in &record.problems {
        out.styled(&[(Role::Error, "! "), (Role::Text, problem)])?;
    }
    for note in &record.diagnostics {
        out.styled(&[(Role::Heading, &note.path)])?;
        for diagnostic in &note.diagnostics {
            let line = diagnostic
                .line
                .map_or_else(String::new, |line| format!("line {line}: "));
            out.styled(&[
                (Role::Muted, "  "),
                (Role::Muted, &line),
                (Role::Text, &diagnostic.message),
            ])?;
        }
    }
    for file in &record.rejected {
        out.styled(&[
            (Role::Text, &file.path),
            (Role::Muted, ": "),
            (Role::Warning, &file.reason),
        ])?;
    }
    Ok(Outcome::Done)
}

fn examine(setup: &Setup) -> anyhow::Result<Record> {
    let settings = &setup.settings;
    let report = setup.desk.index(&mut |_, _| {})?;
    let market = setup.desk.market()?;
    let mut problems: Vec<String> = settings.problems().map(ToString::to_string).collect();
    problems.extend(unknown_commands(setup));
    problems.extend(report.notices.iter().cloned());
    problems.extend(setup.desk.take_notices());
    let diagnostics = setup
        .desk
        .diagnose()?
        .into_iter()
        .map(|(note, found)| NoteRecord {
            path: relative_text(&note.path),
            diagnostics: found
                .into_iter()
                .map(|one| DiagnosticRecord {
                    line: one.line,
                    message: one.kind.to_string(),
                })
                .collect(),
        });
    Ok(Record {
        library: setup.desk.root()?.display().to_string(),
        home: setup.desk.home().display().to_string(),
        files: settings
            .files
            .iter()
            .map(|file| file.display().to_string())
            .collect(),
        notes: setup.desk.notes(0)?.total,
        market: MarketRecord {
            demo: market.demo,
            last: market.last.map(|last| last.to_string()),
        },
        problems,
        diagnostics: diagnostics.collect(),
        rejected: report
            .rejected
            .into_iter()
            .map(|(path, reason)| RejectedRecord {
                path: relative_text(&path),
                reason,
            })
            .collect(),
    })
}

/// Keys bound to commands that there are none of.
fn unknown_commands(setup: &Setup) -> Vec<String> {
    let bindings = setup.settings.bindings.iter();
    let unknown = bindings.filter_map(|binding| {
        let command = binding.command.as_deref()?;
        let is_known = commands::by_id(command).is_some();
        (!is_known).then(|| format!("{}: no command is called `{command}`", binding.place))
    });
    unknown.collect()
}
