//! `tape lexicon`: the user's own words: where they belong, whether they are sound, and what the
//! notes offer.

use std::path::Path;

use anyhow::Context;
use serde::Serialize;

use crate::config::theme::Role;
use crate::lexicon::harvest::{self, Offer, Standing};
use crate::library::relative_text;
use crate::model::Target;

use super::Outcome;
use super::args::{LexiconArgs, LexiconCommand};
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct CheckRecord {
    files: usize,
    problems: Vec<ProblemRecord>,
}

#[derive(Serialize)]
struct ProblemRecord {
    file: String,
    line: usize,
    message: String,
}

#[derive(Serialize)]
struct PathRecord {
    path: String,
    exists: bool,
}

#[derive(Serialize)]
struct ListRecord {
    concepts: usize,
    instruments: usize,
    own: Vec<OwnRecord>,
}

#[derive(Serialize)]
struct OwnRecord {
    kind: &'static str,
    id: String,
    name: String,
}

#[derive(Serialize)]
struct HarvestRecord {
    offers: Vec<OfferRecord>,
}

#[derive(Serialize)]
struct OfferRecord {
    id: String,
    names: Vec<String>,
    definition: Option<String>,
    origin: &'static str,
    notes: usize,
    path: String,
    passage: Option<usize>,
    known_name: Option<String>,
    known_as: Option<String>,
}

/// Does what the words after `lexicon` say.
pub(super) fn run(setup: &Setup, args: &LexiconArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    match &args.command {
        LexiconCommand::Check { file } => check(setup, file.as_deref(), out),
        LexiconCommand::Path => path(setup, out),
        LexiconCommand::List => list(setup, out),
        LexiconCommand::Harvest => harvest(setup, out),
    }
}

/// Problems are the answer, so that finding none is finding nothing to do; both are success.
fn check(setup: &Setup, file: Option<&Path>, out: &mut Output) -> anyhow::Result<Outcome> {
    let (files, problems) = setup.desk.check_lexicon(file)?;
    if out.json {
        let problems = problems.iter().map(|problem| ProblemRecord {
            file: problem.fault.file.clone(),
            line: problem.fault.line,
            message: problem.to_string(),
        });
        out.object(&CheckRecord {
            files,
            problems: problems.collect(),
        })?;
        return Ok(Outcome::Done);
    }
    for problem in &problems {
        out.styled(&[(Role::Warning, &problem.to_string())])?;
    }
    if problems.is_empty() && !out.quiet {
        let what = match files {
            0 => "there are no tables of your own; `tape lexicon path` says where they belong",
            _ => "nothing wrong was found",
        };
        out.line(what)?;
    }
    Ok(Outcome::Done)
}

fn path(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let folder = setup.desk.own_lexicon();
    let folder = folder.context("this system names no folder for settings: set HOME")?;
    if out.json {
        out.object(&PathRecord {
            path: folder.display().to_string(),
            exists: folder.is_dir(),
        })?;
    } else {
        out.line(&folder.display().to_string())?;
    }
    Ok(Outcome::Done)
}

fn list(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let lexicon = setup.desk.lexicon()?;
    let own = lexicon.own().iter().map(|target| OwnRecord {
        kind: target.kind(),
        id: target.id().to_owned(),
        name: lexicon
            .names(target)
            .map_or("", |names| names.preferred(out.locale))
            .to_owned(),
    });
    let record = ListRecord {
        concepts: lexicon.concepts().len(),
        instruments: lexicon.instruments().len(),
        own: own.collect(),
    };
    if out.json {
        out.object(&record)?;
        return Ok(Outcome::Done);
    }
    let counts = format!(
        "{} concepts, {} instruments; {} entries are your own or added to",
        record.concepts,
        record.instruments,
        record.own.len()
    );
    out.styled(&[(Role::Muted, &counts)])?;
    for one in &record.own {
        out.styled(&[
            (Role::Text, &one.name),
            (Role::Muted, &format!("  {} {}", one.kind, one.id)),
        ])?;
    }
    Ok(Outcome::Done)
}

/// Prints the offers as YAML for the user's own table.
fn harvest(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed(out)?;
    let offers = desk.harvest()?;
    let count = offers.len();
    if out.json {
        out.object(&HarvestRecord {
            offers: offers.into_iter().map(OfferRecord::from).collect(),
        })?;
        return Ok(Outcome::of(count));
    }
    for line in harvest::yaml(&offers).lines() {
        let role = if line.starts_with('#') {
            Role::Muted
        } else {
            Role::Text
        };
        out.styled(&[(role, line)])?;
    }
    if count == 0 {
        out.notice("the notes explain and list nothing that the lexicon does not know");
    } else {
        out.notice(
            "keep what is right of these in a file of the folder that `tape lexicon path` names",
        );
    }
    Ok(Outcome::of(count))
}

impl From<Offer> for OfferRecord {
    fn from(offer: Offer) -> Self {
        let (known_name, known_as) = match offer.standing {
            Standing::New => (None, None),
            Standing::Known { name, target } => (Some(name), Some(Target::id(&target).to_owned())),
        };
        Self {
            id: offer.id,
            names: offer.names,
            definition: offer.definition,
            origin: offer.origin.word(),
            notes: offer.notes,
            path: relative_text(&offer.path),
            passage: offer.passage,
            known_name,
            known_as,
        }
    }
}
