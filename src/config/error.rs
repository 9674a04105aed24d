//! What can be wrong with a setting, a theme or a keymap, and where it stands.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::keymap::ChordError;

/// A line of a file that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was found.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// Why a setting, a theme or a key binding does not count.
///
/// Each message is one line: where, what, and the nearest right name where there is one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there, or may not be read, or is not UTF-8.
    #[error("cannot read {}: {reason}", file.display())]
    Unreadable {
        /// The file asked for.
        file: PathBuf,
        /// What the system said.
        reason: io::ErrorKind,
    },
    /// The file is no TOML.
    #[error("{place}: {reason}")]
    Syntax {
        /// Where the reader gave up.
        place: Place,
        /// In the words of the TOML reader.
        reason: String,
    },
    /// A key that means nothing here.
    #[error("{place}: unknown {what} `{name}`{}", hint(nearest.as_deref()))]
    UnknownName {
        /// Where it stands.
        place: Place,
        /// What the name was taken for: "setting", "role", "context".
        what: &'static str,
        /// As written.
        name: String,
        /// The right name that looks most like it.
        nearest: Option<String>,
    },
    /// A value of another type or form than the key takes.
    #[error("{place}: `{key}` takes {expected}")]
    WrongValue {
        /// Where it stands.
        place: Place,
        /// The key.
        key: String,
        /// What would be right, with its article or an example.
        expected: &'static str,
    },
    /// A setting of a panel that the panel does not know or take.
    #[error("{place}: {reason}")]
    Panel {
        /// Where it stands.
        place: Place,
        /// In the words of the panels.
        reason: String,
    },
    /// A key of `[searches]` that cannot name a search.
    #[error("{place}: `{name}` cannot name a search: take letters, digits, `-`, `_` and `.`")]
    WrongSearchName {
        /// Where it stands.
        place: Place,
        /// As written.
        name: String,
    },
    /// A chord that cannot be read.
    #[error("{place}: `{keys}` names no keys: {reason}")]
    WrongKeys {
        /// Where it stands.
        place: Place,
        /// As written.
        keys: String,
        /// What is wrong with it.
        reason: ChordError,
    },
    /// No theme of that name.
    #[error(
        "{}unknown theme `{name}`{}; `tape themes` lists them",
        start(place.as_ref()),
        hint(nearest.as_deref())
    )]
    UnknownTheme {
        /// Where it stands; `None` for one named on the command line.
        place: Option<Place>,
        /// As asked for.
        name: String,
        /// The theme whose name looks most like it.
        nearest: Option<String>,
    },
    /// Themes that are each other's parents, or too long a line of parents.
    #[error("{place}: the parents of theme `{name}` go in a circle")]
    ThemeCircle {
        /// Where the parent is named.
        place: Place,
        /// The theme that was asked for.
        name: String,
    },
}

impl ConfigError {
    /// The same error, standing at `place` if it is not known to stand anywhere.
    pub(super) fn at(self, place: &Place) -> Self {
        match self {
            Self::UnknownTheme {
                place: None,
                name,
                nearest,
            } => Self::UnknownTheme {
                place: Some(place.clone()),
                name,
                nearest,
            },
            placed => placed,
        }
    }
}

fn start(place: Option<&Place>) -> String {
    place.map_or_else(String::new, |place| format!("{place}: "))
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(", did you mean `{name}`?"))
}

/// The name that looks most like `name`, if any looks much like it.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&name, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_one_that_looks_alike() {
        let known = ["library", "lang", "theme", "themes"];
        for (name, expected) in [
            ("libary", Some("library")),
            ("Theme", Some("theme")),
            ("langauge", Some("lang")),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn messages_name_the_line_and_the_way_out() {
        let place = Place {
            file: "tape.toml".into(),
            line: 3,
        };
        let error = ConfigError::UnknownName {
            place: place.clone(),
            what: "setting",
            name: "libary".to_owned(),
            nearest: Some("library".to_owned()),
        };
        assert_eq!(
            error.to_string(),
            "tape.toml:3: unknown setting `libary`, did you mean `library`?"
        );
        let error = ConfigError::WrongValue {
            place,
            key: "gains".to_owned(),
            expected: "\"green\" or \"red\"",
        };
        assert_eq!(
            error.to_string(),
            "tape.toml:3: `gains` takes \"green\" or \"red\""
        );
    }
}
