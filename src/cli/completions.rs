//! `tape completions`: for a shell to load.

use std::io::Write;

use clap::CommandFactory;

use super::Outcome;
use super::args::{Args, CompletionsArgs};

/// Prints the completions of a shell; reads no settings, so that a broken file does not break
/// the shell.
pub(super) fn run(args: &CompletionsArgs, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "tape", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}
