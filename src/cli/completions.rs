//! `tape completions`: for a shell to load.

use clap::CommandFactory;

use super::Outcome;
use super::args::{Args, CompletionsArgs};
use super::output::Output;

/// Prints the completions of a shell.
pub(super) fn run(args: &CompletionsArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "tape", &mut script);
    out.raw(&script)?;
    Ok(Outcome::Done)
}
