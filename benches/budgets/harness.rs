//! Times a piece of work and prints it beside its budget.
//!
//! An own harness, since the budgets of the design are 99th percentiles and whole processes: the
//! usual one fits a mean to many runs of a few nanoseconds each. A run is warmed up, then repeated
//! for a fixed number of times; percentiles are of those runs, nothing is left out.
//!
//! A busy machine makes every figure worse. Where the system tells how long a thread waited for a
//! core, that wait is taken off, so that the figure is of the work and not of its neighbours; the
//! load stands beside each figure all the same.

use std::fs;
use std::io::{Write, stdout};
use std::time::{Duration, Instant};

/// What the design allows.
#[derive(Clone, Copy)]
pub(crate) enum Budget {
    /// No more than this, in the unit of the figure.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
    /// The design says nothing; the figure is for comparing.
    Open,
}

impl Budget {
    /// The share of the budget that is used: above 1 it is missed.
    fn used(self, figure: f64) -> Option<f64> {
        match self {
            Self::AtMost(most) => Some(figure / most),
            Self::AtLeast(least) => Some(least / figure),
            Self::Open => None,
        }
    }

    fn words(self, unit: &str) -> String {
        match self {
            Self::AtMost(most) => format!("at most {most} {unit}"),
            Self::AtLeast(least) => format!("at least {least} {unit}"),
            Self::Open => "none".to_owned(),
        }
    }
}

/// How the process was called, and where the figures go.
pub(crate) struct Suite {
    /// Once on little data, to see that everything runs: `cargo bench -- --test`.
    pub(crate) quick: bool,
    filter: Option<String>,
}

impl Suite {
    /// Reads `--test` and a part of a group's name; cargo's own `--bench` is passed over.
    pub(crate) fn from_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        Self {
            quick: arguments.iter().any(|argument| argument == "--test"),
            filter: arguments
                .into_iter()
                .find(|argument| !argument.starts_with("--")),
        }
    }

    /// Whether a group is asked for.
    pub(crate) fn wants(&self, group: &str) -> bool {
        self.filter.as_ref().is_none_or(|part| group.contains(part))
    }

    /// How large to make something: as in life, or as little as shows that it runs.
    pub(crate) const fn size(&self, full: usize, quick: usize) -> usize {
        if self.quick { quick } else { full }
    }

    /// Times work, in milliseconds, after a tenth of the runs as a warm-up.
    pub(crate) fn time(
        &self,
        name: &str,
        budget: Budget,
        runs: usize,
        mut work: impl FnMut() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let runs = self.size(runs, 1);
        for _ in 0..runs / 10 {
            work()?;
        }
        let mut samples = Vec::with_capacity(runs);
        for _ in 0..runs {
            let watch = Stopwatch::start();
            work()?;
            samples.push(watch.read());
        }
        self.times(name, budget, samples)
    }

    /// Prints times that were taken elsewhere, in milliseconds; the 99th percentile is judged.
    pub(crate) fn times(
        &self,
        name: &str,
        budget: Budget,
        mut samples: Vec<Duration>,
    ) -> anyhow::Result<()> {
        samples.sort_unstable();
        let at = |share| percentile(&samples, share).as_secs_f64() * 1e3;
        let (best, middle, high) = (at(0.0), at(0.5), at(0.99));
        let figure = format!(
            "best {best:.2} ms  p50 {middle:.2} ms  p99 {high:.2} ms  ({} runs)",
            samples.len()
        );
        self.line(name, &figure, budget.used(high), &budget.words("ms"))
    }

    /// Prints one number of any unit.
    pub(crate) fn number(
        &self,
        name: &str,
        budget: Budget,
        number: f64,
        unit: &str,
    ) -> anyhow::Result<()> {
        let figure = format!("{number:.1} {unit}");
        self.line(name, &figure, budget.used(number), &budget.words(unit))
    }

    /// Says what could not be measured here, and why.
    pub(crate) fn skip(name: &str, reason: &str) -> anyhow::Result<()> {
        Ok(writeln!(stdout(), "{name}: skipped, {reason}")?)
    }

    fn line(
        &self,
        name: &str,
        figure: &str,
        used: Option<f64>,
        budget: &str,
    ) -> anyhow::Result<()> {
        if self.quick {
            return Ok(writeln!(stdout(), "{name}: runs")?);
        }
        let verdict = match used {
            Some(used) if used > 1.0 => format!("{used:.2} of it, MISSED"),
            Some(used) => format!("{used:.2} of it"),
            None => "-".to_owned(),
        };
        let load = load().map_or_else(String::new, |load| format!("; load {load}"));
        Ok(writeln!(
            stdout(),
            "{name}: {figure}; budget {budget}: {verdict}{load}"
        )?)
    }
}

/// Measures from its start, without the time that this thread waited for a core.
pub(crate) struct Stopwatch {
    started: Instant,
    waited: Duration,
}

impl Stopwatch {
    /// Starts now.
    pub(crate) fn start() -> Self {
        let waited = waited();
        Self {
            started: Instant::now(),
            waited,
        }
    }

    /// Time since the start.
    pub(crate) fn read(&self) -> Duration {
        let elapsed = self.started.elapsed();
        elapsed.saturating_sub(waited().saturating_sub(self.waited))
    }
}

/// How long this thread has been ready without a core, where the system tells.
fn waited() -> Duration {
    let file = "/proc/thread-self/schedstat";
    let line = fs::read_to_string(file).unwrap_or_default();
    let nanoseconds = line
        .split_whitespace()
        .nth(1)
        .and_then(|number| number.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// Processor time of this process and all its threads so far, where the system tells.
pub(crate) fn processor_time() -> Option<Duration> {
    let line = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the process may hold spaces; it ends with the last bracket.
    let (_, fields) = line.rsplit_once(')')?;
    let mut ticks = fields.split_whitespace().skip(11).map(str::parse::<u64>);
    let (user, system) = (ticks.next()?.ok()?, ticks.next()?.ok()?);
    // A tick is a hundredth of a second wherever this file is.
    Some(Duration::from_millis((user + system) * 10))
}

fn percentile(sorted: &[Duration], share: f64) -> Duration {
    let last = sorted.len().saturating_sub(1);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    let place = rank.saturating_sub(1).min(last);
    sorted.get(place).copied().unwrap_or_default()
}

/// Processes that wanted to run over the last minute, where the system says so.
fn load() -> Option<String> {
    let line = fs::read_to_string("/proc/loadavg").ok()?;
    line.split(' ').next().map(ToOwned::to_owned)
}
