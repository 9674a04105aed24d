//! Every figure that the design puts a budget on: `cargo bench`, or `cargo bench -- query` for the
//! groups whose name holds a word, or `cargo bench -- --test` for once each on little data.
//!
//! One binary, since linking one takes longer than running most of what is in it. A missed budget
//! is printed, not a failure: the machine may be busy. `TAPE_BENCH_NOTES` sets how many notes are
//! searched (100,000).

mod harness;
mod index;
mod library;
mod likeness;
mod look;
mod process;
mod query;
mod reader;
mod scale;

use harness::Suite;

/// A group of figures that share what they are made on.
type Group = fn(&Suite) -> anyhow::Result<()>;

const GROUPS: &[(&str, Group)] = &[
    ("size", process::size),
    ("look", look::figures),
    ("reader", reader::figures),
    ("index", index::throughput),
    ("corpora", index::corpora),
    ("changes", index::changes),
    ("start", process::start),
    ("query", query::figures),
    ("likeness", likeness::figures),
    ("scale", scale::figures),
];

fn main() -> anyhow::Result<()> {
    let suite = Suite::from_arguments();
    let wanted = GROUPS.iter().filter(|(name, _)| suite.wants(name));
    for (_, figures) in wanted {
        figures(&suite)?;
    }
    Ok(())
}
