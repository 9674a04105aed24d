//! The arguments as typed; what they mean together is `setup`'s.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::config::ColorChoice;
use crate::model::Locale;

/// A terminal reader for market commentary in Chinese and English that puts every claim next to
/// its number.
#[derive(Debug, Parser)]
#[command(
    name = "tape",
    version,
    subcommand_precedence_over_arg = true,
    after_help = "Without a command the reader opens. Exit codes: 0 done, 1 nothing found, 2 failed."
)]
pub(super) struct Args {
    /// The folder of notes to open
    #[arg(value_name = "DIR")]
    pub(super) library: Option<PathBuf>,
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, ClapArgs)]
pub(super) struct Global {
    /// The folder of notes
    #[arg(long = "library", value_name = "DIR", global = true)]
    pub(super) folder: Option<PathBuf>,
    /// Where index and market store live [env: `TAPE_HOME`]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) home: Option<PathBuf>,
    /// Read this file instead of tape.toml and the user's configuration
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// The language of the interface: en, zh-Hans, zh-Hant
    #[arg(long, value_name = "LANG", global = true)]
    pub(super) lang: Option<Locale>,
    /// A theme by name or path
    #[arg(long, value_name = "NAME|FILE", global = true)]
    pub(super) theme: Option<String>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: When,
    /// Print one JSON object
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Say nothing but the answer
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say what is done; twice for more
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub(super) verbose: u8,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

impl From<When> for ColorChoice {
    fn from(when: When) -> Self {
        match when {
            When::Auto => Self::Auto,
            When::Always => Self::Always,
            When::Never => Self::Never,
        }
    }
}

/// What to do instead of opening the reader.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Bring the index up to date with the notes
    Index(IndexArgs),
    /// List notes
    Notes(NotesArgs),
    /// Search the notes in both languages
    Search(SearchArgs),
    /// Print a note
    Read(ReadArgs),
    /// Compute a panel
    Panel(PanelArgs),
    /// Print what a note mentions
    Mentions(NoteArg),
    /// Print the card of a concept or an instrument
    Concept(ConceptArgs),
    /// Import market data, or list what there is
    Market(MarketArgs),
    /// List the themes
    Themes,
    /// Check the configuration, the notes and the market data
    Doctor,
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct IndexArgs {
    /// Name every file that is no note, and why
    #[arg(long)]
    pub(super) report: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NotesArgs {
    /// Only the notes that this query finds, such as `tag:rates date:2026-01..`
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// In which order
    #[arg(long, default_value = "newest")]
    pub(super) sort: SortBy,
    /// How many at most
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
}

/// The order of a list of notes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SortBy {
    Newest,
    Oldest,
    Title,
}

#[derive(Debug, ClapArgs)]
pub(super) struct SearchArgs {
    /// Words, "phrases", -not, OR, gam*, and tag: speaker: ticker: concept: lang: date: title:
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    /// How many hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NoteArg {
    /// An id, a path, or enough of the title to be the only one
    #[arg(value_name = "NOTE")]
    pub(super) note: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ReadArgs {
    #[command(flatten)]
    pub(super) note: NoteArg,
    /// Only one language: zh or en
    #[arg(long, value_name = "LANG")]
    pub(super) only: Option<Only>,
}

/// One of the two languages of a note.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Only {
    Zh,
    En,
}

#[derive(Debug, ClapArgs)]
pub(super) struct PanelArgs {
    /// The panel, such as vol-control; an instrument may follow a colon: price-structure:NVDA
    #[arg(value_name = "ID", required_unless_present_any = ["all", "list"])]
    pub(super) id: Option<String>,
    /// Use nothing later than this day
    #[arg(long, value_name = "DATE", conflicts_with = "note")]
    pub(super) as_of: Option<Date>,
    /// Use nothing later than this note
    #[arg(long, value_name = "NOTE")]
    pub(super) note: Option<String>,
    /// Every panel
    #[arg(long, conflicts_with = "id")]
    pub(super) all: bool,
    /// Only name the panels
    #[arg(long, conflicts_with_all = ["id", "all"])]
    pub(super) list: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ConceptArgs {
    /// Any name of it, in any language
    #[arg(value_name = "NAME", required = true)]
    pub(super) name: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct MarketArgs {
    #[command(subcommand)]
    pub(super) command: MarketCommand,
}

/// What to do with the market data.
#[derive(Debug, Subcommand)]
pub(super) enum MarketCommand {
    /// Import daily CSV files; the first takes the place of the demo market
    Import {
        /// Date and open, high, low, close, volume, or date and close
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// The series to write, where a file's name does not say it
        #[arg(long, value_name = "SERIES")]
        series: Option<String>,
    },
    /// List every series with its dates and its source
    List,
    /// Remove all figures, so that the demo market is made again
    Reset,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CompletionsArgs {
    /// Which shell
    pub(super) shell: Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_bare_folder_opens_and_a_command_is_a_command() {
        let args = Args::try_parse_from(["tape", "some/folder"]).unwrap();
        assert_eq!(args.library, Some(PathBuf::from("some/folder")));
        assert!(args.command.is_none());
        let words = ["tape", "--home", "h", "search", "short", "gamma", "--json"];
        let args = Args::try_parse_from(words).unwrap();
        assert!(args.global.json);
        let Some(Command::Search(search)) = args.command else {
            panic!("no search")
        };
        assert_eq!(search.query, ["short", "gamma"]);
    }

    #[test]
    fn wrong_words_are_refused() {
        for wrong in [
            &["tape", "panel"][..],
            &["tape", "panel", "x", "--as-of", "yesterday"],
            &["tape", "--lang", "fr"],
            &["tape", "search"],
        ] {
            assert!(Args::try_parse_from(wrong).is_err(), "{wrong:?}");
        }
    }
}
