//! Why a call of the desk failed.

use std::path::PathBuf;

use crate::lexicon::LexiconError;
use crate::library::import::WriteError;
use crate::library::{LibraryError, Rejected};
use crate::market::import::ImportError;
use crate::search::{QueryError, SearchError};
use crate::store::StoreError;

/// Why a call failed, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The folder of notes is not there.
    #[error("{} is not a folder: give one with `--library DIR` or in tape.toml", path.display())]
    NoLibrary {
        /// The folder asked for.
        path: PathBuf,
    },
    /// The built-in sample could not be written out.
    #[error("cannot write the sample notes to {}", path.display())]
    Sample {
        /// Where to.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A folder to import into that leads out of the library by its `..`.
    #[error(
        "{} leads out of the library by its `..`: give a folder below it, or one elsewhere as `./DIR` or from `/`",
        path.display()
    )]
    OutsideLibrary {
        /// As given.
        path: PathBuf,
    },
    /// The folder of notes cannot be read.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// A note cannot be read.
    #[error("{}: {}", .0.path.display(), .0.reason)]
    Note(Rejected),
    /// No note answers to a name.
    #[error("no note is called {name:?}{}", hint(.nearest))]
    UnknownNote {
        /// As typed.
        name: String,
        /// Titles that come close.
        nearest: Vec<String>,
    },
    /// A name is that of a file of the library that was passed over.
    #[error("{} is no note: {reason}", path.display())]
    PassedOver {
        /// Relative to the library.
        path: PathBuf,
        /// Why, as `tape index --report` says it.
        reason: String,
    },
    /// A name is that of a file that is not in the library.
    #[error(
        "{} lies outside of the library {}\n`tape import {}` brings it in; `tape --library DIR read FILE` reads it where DIR is its folder",
        path.display(), library.display(), path.display()
    )]
    Elsewhere {
        /// As typed.
        path: PathBuf,
        /// The folder of notes.
        library: PathBuf,
    },
    /// Several notes answer to a name.
    #[error("{name:?} names {} notes{}", .candidates.len(), list(.candidates))]
    AmbiguousNote {
        /// As typed.
        name: String,
        /// Ids and titles.
        candidates: Vec<String>,
    },
    /// No panel of that id.
    #[error("no panel is called {id:?}{}", hint(.nearest))]
    UnknownPanel {
        /// As typed.
        id: String,
        /// Ids that come close.
        nearest: Vec<String>,
    },
    /// No concept or instrument of that name.
    #[error("no concept or instrument is called {name:?}{}", hint(.nearest))]
    UnknownName {
        /// As typed.
        name: String,
        /// Names that come close.
        nearest: Vec<String>,
    },
    /// A query does not parse.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A text that cannot be the name of a search.
    #[error(
        "{name:?} cannot name a search: take letters, digits, `-`, `_` and `.`, 40 at most, so that `@{}` can stand in a query",
        suggestion(.name)
    )]
    SearchName {
        /// As given.
        name: String,
    },
    /// No search is saved under a name.
    #[error("no search is saved as @{name}{}", hint(.nearest))]
    UnknownSearch {
        /// As given.
        name: String,
        /// Names that come close.
        nearest: Vec<String>,
    },
    /// The name of a search that stands in the settings, or is another's already.
    #[error("@{name} is {}: take another name", whose(*.is_fixed))]
    SearchTaken {
        /// As given.
        name: String,
        /// It stands in the settings.
        is_fixed: bool,
    },
    /// A search that stands in the settings is changed there.
    #[error("@{name} stands in the settings: change or remove it in the file, under [searches]")]
    FixedSearch {
        /// As written there.
        name: String,
    },
    /// There is no journal to keep something in.
    #[error("nothing can be kept: the journal cannot be used")]
    NoJournal,
    /// The index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The market store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of market data cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A format of files of market data that is none.
    #[error("there is no format {id:?}; the formats are {known}")]
    UnknownFormat {
        /// What was asked for.
        id: String,
        /// Those that there are.
        known: String,
    },
    /// A provider of any share was named, and no share.
    #[error(
        "{provider} has any share: name those that you want, such as `tape market update NVDA`"
    )]
    NameSeries {
        /// Its name.
        provider: &'static str,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The built-in sample is not the user's to add to.
    #[error(
        "the built-in sample takes no notes: name your own folder with `--library DIR`, with `--to DIR`, or in tape.toml"
    )]
    SampleTakesNone,
    /// A note cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The built-in lexicon is damaged.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

fn suggestion(name: &str) -> String {
    let name = crate::model::suggested_search_name(name);
    if name.is_empty() {
        "name".to_owned()
    } else {
        name
    }
}

const fn whose(is_fixed: bool) -> &'static str {
    if is_fixed {
        "a search of the settings"
    } else {
        "the name of another search"
    }
}

/// Up to five names that may have been meant, on a line of their own.
fn hint(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<&str> = names.iter().take(5).map(String::as_str).collect();
    format!("\ndid you mean: {}", shown.join(", "))
}

/// The first few of many, a line each.
fn list(candidates: &[String]) -> String {
    let shown = candidates.iter().take(5).map(|line| format!("\n  {line}"));
    let more = if candidates.len() > 5 { "\n  …" } else { "" };
    shown.collect::<String>() + more
}
