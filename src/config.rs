//! Settings: what the user chose on the command line, in the environment and
//! in files, laid over what ships.
//!
//! | what is asked first | then | then | else |
//! |-|-|-|-|
//! | command line | `TAPE_HOME`, `NO_COLOR` | `tape.toml` of this folder or above, then the user's `config.toml` | what ships |
//!
//! `--config FILE` is read instead of both files. A wrong setting in a file is
//! left out and becomes a [`Notice`], so that the reader always starts; a wrong
//! word on the command line is an error. Reads files and nothing else; whether
//! the library is there, its reader finds out, and what commands and panels
//! exist, their tables know.

use std::fmt;
use std::path::PathBuf;

use crate::model::Locale;

mod document;
mod environment;
mod error;
mod file;
pub mod keymap;
mod live;
mod market;
pub mod paths;
mod providers;
mod reading;
mod resolve;
mod searches;
pub mod theme;

pub use environment::{ColorChoice, Environment, Terminal};
pub use error::{ConfigError, Place};
pub use file::{PanelSetting, PanelValue};
pub use keymap::Keymap;
pub use live::LiveSetting;
pub use market::{MarketSetting, UniverseSetting};
pub use providers::ProviderSetting;
pub use reading::{Align, Charts, Links, Pictures, Reading};
pub use resolve::resolve;
pub use searches::SearchSetting;
pub use theme::{ColorDepth, Gains, Theme, Themes};

/// What the command line asks for; what it does not is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// `--library`, or the folder given to a bare `tape`.
    pub library: Option<PathBuf>,
    /// `--home`.
    pub home: Option<PathBuf>,
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--lang`.
    pub lang: Option<Locale>,
    /// `--theme`, by name or path.
    pub theme: Option<String>,
    /// `--color`.
    pub color: ColorChoice,
    /// `--no-watch`.
    pub no_watch: bool,
}

/// The folder of notes to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Library {
    /// The notes that ship, for someone who has named no folder yet.
    Sample,
    /// The user's own.
    Folder(PathBuf),
}

/// Everything the user can choose, chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The notes.
    pub library: Library,
    /// Where the index, the market store and the journal are, whether or not it is there yet.
    pub home: PathBuf,
    /// The language of the interface.
    pub locale: Locale,
    /// The look, with gains in their colour.
    pub theme: Theme,
    /// Where other looks are.
    pub themes: Themes,
    /// Where the user's own tables of the lexicon belong; `None` where the platform names no folder
    /// for settings.
    pub lexicon: Option<PathBuf>,
    /// How many colours there are.
    pub color: ColorDepth,
    /// Which colour says that something rose.
    pub gains: Gains,
    /// The keys.
    pub keymap: Keymap,
    /// Bindings of the user's own, for checking that their commands exist.
    pub bindings: Vec<keymap::Change>,
    /// How the text of a note is set.
    pub reading: Reading,
    /// How addresses are shown and opened.
    pub addresses: Addresses,
    /// Settings of panels, for checking and use by them.
    pub panels: Vec<PanelSetting>,
    /// Prices of the moment while the reader is open.
    pub live: LiveSetting,
    /// How the market is looked at.
    pub market: MarketSetting,
    /// Where sources of market data are asked instead, each once, the weightiest file winning.
    pub providers: Vec<ProviderSetting>,
    /// Searches under a name, each once, the weightiest file winning.
    pub searches: Vec<SearchSetting>,
    /// The files that were read, the weightiest first.
    pub files: Vec<PathBuf>,
    /// What the user should know.
    pub notices: Vec<Notice>,
}

/// How addresses are shown and opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Whether they are told to the terminal.
    pub links: bool,
    /// The program that opens them; `None` for the platform's own.
    pub opener: Option<String>,
}

/// Something about the settings that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something in a file is wrong and was left out.
    Ignored(ConfigError),
    /// The sample is open because no folder of notes is named.
    Sample,
    /// The platform names no folder for data, so this one serves as home.
    HomeHere(PathBuf),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignored(error) => error.fmt(f),
            Self::Sample => f.write_str("these are sample notes: open your own with `tape DIR`"),
            Self::HomeHere(home) => write!(
                f,
                "no folder for data is known, so the index goes to {}: name one with --home",
                home.display()
            ),
        }
    }
}

impl Settings {
    /// What is wrong in the files, for commands that would rather fail than go on.
    pub fn problems(&self) -> impl Iterator<Item = &ConfigError> {
        self.notices.iter().filter_map(|notice| match notice {
            Notice::Ignored(error) => Some(error),
            Notice::Sample | Notice::HomeHere(_) => None,
        })
    }
}

#[cfg(test)]
mod tests;
