//! `tape themes`: the looks there are.

use serde::Serialize;

use crate::config::theme::Role;

use super::Outcome;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    themes: Vec<String>,
    current: String,
}

/// Names every theme; the one in use is marked.
pub(super) fn run(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let themes = setup.settings.themes.names();
    let current = setup.settings.theme.name().to_owned();
    if out.json {
        out.object(&Record { themes, current })?;
        return Ok(Outcome::Done);
    }
    for name in &themes {
        let mark = if *name == current { "● " } else { "  " };
        out.styled(&[(Role::Accent, mark), (Role::Text, name)])?;
    }
    Ok(Outcome::of(themes.len()))
}
