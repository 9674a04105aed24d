//! The command line: what the screen can do, in a pipe.
//!
//! One file a subcommand. Each takes the desk and writes to one place, so that
//! nothing but [`main`] touches the process. Exit codes: 0 done, 1 nothing
//! found, 2 failed.

mod agenda;
mod args;
mod complaint;
mod completions;
mod concept;
mod doctor;
mod grid;
mod import;
mod index;
mod json;
mod lexicon;
mod market;
mod mentions;
mod notes;
mod output;
mod pairs;
mod panel;
mod read;
mod reader;
mod related;
mod search;
mod searches;
mod setup;
mod themes;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use output::Output;
use setup::Setup;

/// How a command ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Something was found or done.
    Done,
    /// There was nothing.
    Nothing,
}

impl Outcome {
    /// Done where there is something.
    const fn of(count: usize) -> Self {
        if count == 0 {
            Self::Nothing
        } else {
            Self::Done
        }
    }
}

/// Parses the process's arguments, runs the command, and says how it ended.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    log(args.global.verbose);
    let stdout = io::stdout();
    let columns = stdout.is_terminal().then(terminal_columns);
    let mut out = io::BufWriter::new(stdout.lock());
    let ended = run(args, &mut out, columns).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        // Whoever read our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&complaint::wording(&error));
            ExitCode::from(2)
        }
    }
}

fn run(args: Args, out: &mut dyn Write, columns: Option<usize>) -> anyhow::Result<Outcome> {
    let Args {
        library,
        rest,
        no_watch,
        global,
        command,
    } = args;
    if let Some(Command::Completions(args)) = command {
        return completions::run(&args, out);
    }
    if command.is_none() {
        reader::refuse_words(library.as_deref(), &rest)?;
    }
    let setup = Setup::new(&global, library, no_watch)?;
    let Some(command) = command else {
        return reader::run(setup);
    };
    let mut output = Output::new(out, columns, &setup, &global);
    if !matches!(command, Command::Doctor(_)) {
        setup.tell_problems(&output);
    }
    let ended = answer(command, &setup, &mut output);
    for notice in setup.desk.take_notices() {
        output.notice(&notice);
    }
    ended
}

fn answer(command: Command, setup: &Setup, output: &mut Output) -> anyhow::Result<Outcome> {
    match command {
        Command::Import(args) => import::run(setup, args, output),
        Command::Index(args) => index::run(setup, &args, output),
        Command::Notes(args) => notes::run(setup, &args, output),
        Command::Search(args) => search::run(setup, &args, output),
        Command::Searches(args) => searches::run(setup, &args, output),
        Command::Related(args) => related::run(setup, &args, output),
        Command::Read(args) => read::run(setup, &args, output),
        Command::Panel(args) => panel::run(setup, &args, output),
        Command::Mentions(args) => mentions::run(setup, &args, output),
        Command::Concept(args) => concept::run(setup, &args, output),
        Command::Lexicon(args) => lexicon::run(setup, &args, output),
        Command::Market(args) => market::run(setup, &args, output),
        Command::Agenda(args) => agenda::run(setup, &args, output),
        Command::Themes => themes::run(setup, output),
        Command::Doctor(args) => match &args.pairs {
            Some(note) => pairs::run(setup, note, output),
            None => doctor::run(setup, output),
        },
        // Done above: it needs no settings.
        Command::Completions(_) => Ok(Outcome::Done),
    }
}

/// Help and version go to standard output and are no failure.
fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        output::complain(&complaint::usage(error));
        return ExitCode::from(2);
    }
    // There is nowhere left to tell of an output that is closed.
    drop(error.print());
    ExitCode::SUCCESS
}

/// The width of the terminal that output goes to.
fn terminal_columns() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(80, |(width, _)| usize::from(width.0))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<io::Error>());
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// `-v` tells what is done, `-vv` everything, on standard error.
fn log(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => tracing::Level::INFO,
        _ => tracing::Level::TRACE,
    };
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(io::stderr)
        .with_target(false)
        .without_time()
        .init();
}
