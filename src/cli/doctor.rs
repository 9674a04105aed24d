//! `tape doctor`: what is read from where, and what is odd about it.

use serde::Serialize;

use crate::app::commands;
use crate::config::theme::Role;
use crate::library::relative_text;

use super::Outcome;
use super::index::{self, WhenBusy};
use super::json::RejectedRecord;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    version: &'static str,
    library: String,
    sample: bool,
    language: &'static str,
    theme: String,
    home: String,
    files: Vec<String>,
    lexicon: Option<String>,
    notes: usize,
    market: MarketRecord,
    problems: Vec<String>,
    diagnostics: Vec<NoteRecord>,
    rejected: Vec<RejectedRecord>,
}

#[derive(Serialize)]
struct MarketRecord {
    demo: bool,
    series: usize,
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

/// Checks settings, notes and market; finding nothing odd is success, and so is finding it.
pub(super) fn run(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let record = examine(setup, out)?;
    if out.json {
        out.object(&record)?;
        return Ok(Outcome::Done);
    }
    places(&record, out)?;
    for problem in &record.problems {
        out.styled(&[(Role::Error, "! "), (Role::Text, problem)])?;
    }
    notes(&record.diagnostics, out)?;
    rejected(&record.rejected, out)?;
    let is_well =
        record.problems.is_empty() && record.diagnostics.is_empty() && record.rejected.is_empty();
    if is_well && !out.quiet {
        out.line("nothing odd was found")?;
    }
    Ok(Outcome::Done)
}

/// What is read from where.
fn places(record: &Record, out: &mut Output) -> anyhow::Result<()> {
    let demo = if record.market.demo { "DEMO, " } else { "" };
    let market = match &record.market.last {
        Some(last) => format!("{demo}{} series, to {last}", record.market.series),
        None => "none".to_owned(),
    };
    let sample = if record.sample { "  (the sample)" } else { "" };
    let library = format!("{}{sample}", record.library);
    let notes = record.notes.to_string();
    let mut rows = vec![
        ("version", record.version),
        ("library", &library),
        ("notes", &notes),
        ("market", &market),
        ("home", &record.home),
    ];
    rows.extend(record.files.iter().map(|file| ("settings", file.as_str())));
    rows.extend(
        record
            .lexicon
            .iter()
            .map(|folder| ("lexicon", folder.as_str())),
    );
    rows.push(("language", record.language));
    rows.push(("theme", &record.theme));
    for (label, value) in rows {
        out.labelled(&format!("{label:<8}"), Role::Text, value)?;
    }
    Ok(())
}

fn notes(notes: &[NoteRecord], out: &mut Output) -> anyhow::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    out.blank()?;
    let count = notes.len();
    out.styled(&[(Role::Heading, &format!("read with changes: {count}"))])?;
    for note in notes {
        out.styled(&[(Role::Strong, &note.path)])?;
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
    Ok(())
}

fn rejected(files: &[RejectedRecord], out: &mut Output) -> anyhow::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    out.blank()?;
    let count = files.len();
    out.styled(&[(Role::Heading, &format!("passed over: {count}"))])?;
    for file in files {
        out.styled(&[
            (Role::Text, &file.path),
            (Role::Muted, ": "),
            (Role::Warning, &file.reason),
        ])?;
    }
    Ok(())
}

fn examine(setup: &Setup, out: &Output) -> anyhow::Result<Record> {
    let settings = &setup.settings;
    let report = index::bring_up_to_date(setup, out, WhenBusy::Leave)?;
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
        version: env!("CARGO_PKG_VERSION"),
        sample: setup.desk.is_sample(),
        language: settings.locale.tag(),
        theme: settings.theme.name().to_owned(),
        library: setup.desk.root()?.display().to_string(),
        home: setup.desk.home().display().to_string(),
        files: settings
            .files
            .iter()
            .map(|file| file.display().to_string())
            .collect(),
        lexicon: setup
            .desk
            .own_lexicon()
            .map(|folder| folder.display().to_string()),
        notes: setup.desk.notes(0)?.total,
        market: MarketRecord {
            demo: market.demo,
            series: setup.desk.series()?.len(),
            last: market.last.map(|last| last.to_string()),
        },
        problems,
        diagnostics: diagnostics.collect(),
        rejected: RejectedRecord::all(&report),
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
