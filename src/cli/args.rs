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
    after_help = "Without a command the reader opens, on the sample notes where no folder is named.\n\
                  Exit codes: 0 done, 1 nothing found, 2 failed."
)]
pub(super) struct Args {
    /// The folder of notes to open
    #[arg(value_name = "DIR")]
    pub(super) library: Option<PathBuf>,
    /// Words that are no command; taken so that the message can say so
    #[arg(hide = true)]
    pub(super) rest: Vec<PathBuf>,
    /// Show what other programs change in the notes only when r is pressed
    #[arg(long)]
    pub(super) no_watch: bool,
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// The folder of notes; else the one that tape.toml names, else the sample
    #[arg(long = "library", value_name = "DIR", global = true)]
    pub(super) folder: Option<PathBuf>,
    #[arg(help = "Where the index, the market store, your places and marks live [env: TAPE_HOME]")]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) home: Option<PathBuf>,
    /// Read these settings instead of tape.toml and your own config.toml
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// The language of names and labels: en, zh-Hans, zh-Hant
    #[arg(long, value_name = "LANG", global = true)]
    pub(super) lang: Option<Locale>,
    /// A theme, by name or by the path of its file
    #[arg(long, value_name = "NAME|FILE", global = true)]
    pub(super) theme: Option<String>,
    /// When to colour the output
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: When,
    /// Print the answer as one JSON object (schema 1)
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Print nothing but the answer, and errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Tell what is done, on standard error; twice for more
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
    /// Bring files, web pages and feeds in as clean notes
    Import(ImportArgs),
    /// Bring the index up to date with the notes
    Index(IndexArgs),
    /// List the notes, all or those that a query finds
    Notes(NotesArgs),
    /// Search the notes, in both languages at once
    Search(SearchArgs),
    /// List the searches that have a name, or keep, rename and remove them
    Searches(SearchesArgs),
    /// List the notes that share most with a note, and what they share
    Related(RelatedArgs),
    /// Print a note as text
    Read(ReadArgs),
    /// Compute a panel, for now or for a day of the past
    Panel(PanelArgs),
    /// List the concepts and instruments that a note mentions
    Mentions(NoteArg),
    /// Print the card of a concept or an instrument
    Concept(ConceptArgs),
    /// Check your own concepts and instruments, or have some offered from the notes
    Lexicon(LexiconArgs),
    /// Import or fetch market data, list what there is, or begin anew
    Market(MarketArgs),
    /// List the meetings, releases and expiries ahead, or ahead of a note
    Agenda(AgendaArgs),
    /// List the themes
    Themes,
    /// Check the settings, the notes and the market data
    Doctor(DoctorArgs),
    /// Print the completions of a shell, for it to load
    Completions(CompletionsArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// Files, folders, addresses of pages or feeds, lists of feeds (OPML), or - for what is piped in
    #[arg(value_name = "SOURCE", required = true)]
    pub(super) sources: Vec<PathBuf>,
    /// Write into this folder below the library; one that begins with / or . is taken as it is
    #[arg(long, value_name = "DIR")]
    pub(super) to: Option<PathBuf>,
    /// Copy the pictures, too, into a folder beside the note
    #[arg(long)]
    pub(super) pictures: bool,
    #[command(flatten)]
    pub(super) copies: CopyArgs,
    /// Fetch from your own machine and network, too
    #[arg(long)]
    pub(super) private: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What to do with a document that is in the library already.
#[derive(Debug, ClapArgs)]
pub(super) struct CopyArgs {
    /// Write what is in the library already as a version beside it
    #[arg(long, conflicts_with = "anyway")]
    pub(super) as_version: bool,
    /// Write it as if it were new
    #[arg(long)]
    pub(super) anyway: bool,
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
    /// In which order to list them
    #[arg(long, default_value = "newest")]
    pub(super) sort: SortBy,
    /// How many notes at most
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Only the notes added or changed since you last read here
    #[arg(long, conflicts_with_all = ["query", "sort"])]
    pub(super) new: bool,
    /// Only the notes that you have not read as they are now
    #[arg(long, conflicts_with_all = ["query", "sort", "new"])]
    pub(super) unread: bool,
}

/// The order of a list of notes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SortBy {
    Newest,
    Oldest,
    Title,
}

/// What a query may say; lines fit a terminal of 80 columns.
const QUERY_HELP: &str = "\
What a query may say:
  gold silver             both words; gold OR silver: either; -gold: not
  (gold OR silver) vol    brackets; NEAR joins closest, then words, then OR
  short gamma             a concept or an instrument, by all its names
  \"short gamma\" =gamma    exactly this; gam*: what begins so
  QT NEAR/5 gold          at most 5 words or Chinese characters between them,
                          in either order, in one passage; NEAR is NEAR/10
  25bp $105B 10Y 5%       figures, however written: 25个基点, 1050亿美元, 十年期
  @rates                  a saved search; @\"two words\"

Fields, each with a word, a \"phrase\", a beginning* or (one OR another):
  title: summary:         words that stand there
  speaker: guest: author: person: org: product: series: category: source:
  status: path:           any words of the name
  tag: concept: ticker:   as filed, or mentioned under any name
  lang:                   zh, zh-hans, zh-hant, en, mul
  date:                   2026, 2026-01, 2026-01-15, 2026-01..2026-02, >2025-11,
                          7d, today, yesterday, last-close
  since:                  7d, 4w, 6m, 1y, 2026-01, last-close
  has:                    english chinese translation table image code quote list
                          glossary times speaker summary source tag date problem
  is:                     unread read tagged untagged dated undated translated
  sort:                   date oldest title length best
In Chinese: 标题 摘要 主讲 嘉宾 作者 人物 机构 产品 标签 代码 概念 系列 分类 来源
语言 状态 路径 日期 最近 含 是 排序";

#[derive(Debug, ClapArgs)]
#[command(after_help = QUERY_HELP)]
pub(super) struct SearchArgs {
    /// Words, "phrases", -not, OR, gam*, =exact, NEAR/5, @saved, and fields such as tag: date: has:,
    /// all told below; quote the query where a word of it begins with a minus
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    /// How many hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) limit: usize,
    /// Say how the query was read, and what the score of each hit is made of
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct SearchesArgs {
    #[command(subcommand)]
    pub(super) command: Option<SearchesCommand>,
}

/// What to do with the saved searches.
#[derive(Debug, Subcommand)]
pub(super) enum SearchesCommand {
    /// Keep a query under a name, which stands for it as @NAME in any query
    Save {
        /// Letters, digits, - _ and .
        #[arg(value_name = "NAME")]
        name: String,
        /// As for `tape search`
        #[arg(value_name = "QUERY", required = true)]
        query: Vec<String>,
    },
    /// Give a search another name
    Rename {
        /// The name that it has
        #[arg(value_name = "NAME")]
        name: String,
        /// The name that it gets
        #[arg(value_name = "NEW")]
        new: String,
    },
    /// Forget a search; its query is told
    Remove {
        /// The name of it
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct RelatedArgs {
    #[command(flatten)]
    pub(super) note: NoteArg,
    /// How many notes at most
    #[arg(long, value_name = "N", default_value_t = 10)]
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
    /// Only one language; a passage without it is printed in the other
    #[arg(long, value_name = "LANG")]
    pub(super) only: Option<Only>,
    /// Print below it the menus and links that stood around the article of a saved page, too
    #[arg(long)]
    pub(super) all: bool,
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
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "note")]
    pub(super) as_of: Option<Date>,
    /// Use nothing later than the day of this note
    #[arg(long, value_name = "NOTE")]
    pub(super) note: Option<String>,
    /// Write the chart as SVG to this file; - is standard output
    #[arg(long, value_name = "FILE", requires = "id", conflicts_with = "json")]
    pub(super) svg: Option<PathBuf>,
    /// Which picture to write: 1 the history, 2 the distribution, then the panel's own
    #[arg(long, value_name = "N", requires = "svg", default_value_t = 1)]
    pub(super) picture: usize,
    /// Compute every panel, a line or two each
    #[arg(long, conflicts_with = "id")]
    pub(super) all: bool,
    /// Name the panels, and compute none
    #[arg(long, conflicts_with_all = ["id", "all"])]
    pub(super) list: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct AgendaArgs {
    /// The first day; today where none is given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) from: Option<Date>,
    /// The last day; six weeks after the first where none is given
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) to: Option<Date>,
    /// Begin on the day of this note, with what was known then
    #[arg(long, value_name = "NOTE", conflicts_with = "from")]
    pub(super) note: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ConceptArgs {
    /// Any name of it, in any language
    #[arg(value_name = "NAME", required = true)]
    pub(super) name: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    pub(super) command: LexiconCommand,
}

/// What to do with the user's own tables of the lexicon.
#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// Say what is wrong in your own tables, or in one file, line by line
    Check {
        /// A table, wherever it lies
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print the folder that your own tables belong in, as *.yaml
    Path,
    /// List the entries that are your own, or added to
    List,
    /// Print, as a table, what the notes explain or list and the lexicon does not know
    Harvest,
}

#[derive(Debug, ClapArgs)]
pub(super) struct MarketArgs {
    #[command(subcommand)]
    pub(super) command: MarketCommand,
}

/// What to do with the market data.
#[derive(Debug, Subcommand)]
pub(super) enum MarketCommand {
    /// Import files of figures, or folders of them; the first takes the place of the demo market
    Import(MarketFiles),
    /// Fetch what is missing, from sources that need no account; only what you name is asked for
    Update {
        /// Series, panels, groups of panels or sources: VIX, vol-control, rates, cboe; what was
        /// fetched before where none is named
        #[arg(value_name = "WHAT")]
        what: Vec<String>,
        /// Show the addresses that would be asked, and ask none
        #[arg(long)]
        dry_run: bool,
    },
    /// List the sources: what each offers, its terms, and how it behaved
    Sources,
    /// List every series with its dates and its source
    List,
    /// Remove all figures, imported ones too, so that the demo market is made again
    Reset,
}

#[derive(Debug, ClapArgs)]
pub(super) struct MarketFiles {
    /// CSV, JSON or XML as a provider answers or a person keeps it; of a folder every file
    #[arg(value_name = "PATH", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The format of all files, where their content should not decide
    #[arg(long = "as", value_name = "FORMAT")]
    pub(super) format: Option<String>,
    /// The series to write, where a file's name does not say it
    #[arg(long, value_name = "SERIES")]
    pub(super) series: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct DoctorArgs {
    /// Show which paragraphs of this note were paired as translations, and how sure that is
    #[arg(long, value_name = "NOTE")]
    pub(super) pairs: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CompletionsArgs {
    /// For which shell
    pub(super) shell: Shell,
}

/// A day as people and other programs write it.
fn day(text: &str) -> Result<Date, &'static str> {
    text.parse()
        .map_err(|_| "expected a day of the calendar, written YYYY-MM-DD, such as 2026-02-06")
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
            &["tape", "panel", "x", "--as-of", "20260206x"],
            &["tape", "panel", "x", "--all"],
            &["tape", "panel", "x", "--note", "n", "--as-of", "2026-02-06"],
            &["tape", "search"],
            &["tape", "search", "x", "--limit", "-1"],
        ] {
            assert!(Args::try_parse_from(wrong).is_err(), "{wrong:?}");
        }
    }
}
