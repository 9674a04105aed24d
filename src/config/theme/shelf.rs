//! Finds themes by name or path: those that ship and those in the user's folders.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::error::{ConfigError, nearest};

use super::Theme;
use super::file::{self, Written};

/// The theme of a reader who has chosen none.
pub(super) const DEFAULT: &str = "dark";

/// The themes that ship, by name.
const SHIPPED: [(&str, &str); 3] = [
    (DEFAULT, include_str!("../../../themes/dark.toml")),
    ("light", include_str!("../../../themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../../themes/high-contrast.toml"),
    ),
];

/// A line of parents longer than this is a circle.
const MOST_PARENTS: usize = 8;

/// Where themes are looked for: the user's folders in their order, then those that ship.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Themes {
    /// Folders of `*.toml`; one that is not there holds nothing.
    pub folders: Vec<PathBuf>,
}

impl Themes {
    /// The names of all themes: those that ship, then the user's own in the order of the alphabet.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let shipped = SHIPPED.iter().map(|(name, _)| *name);
        let own: BTreeSet<String> = self
            .folders
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flatten()
            .filter_map(|entry| theme_name(&entry.ok()?.path()))
            .filter(|name| !is_shipped(name))
            .collect();
        shipped.map(ToOwned::to_owned).chain(own).collect()
    }

    /// The theme of a name, or of a path to its file (anything with a `/` or ending in `.toml`).
    ///
    /// Fails where there is none, where its file is wrong, and where its parents go in a circle.
    pub fn load(&self, name_or_path: &str) -> Result<Theme, ConfigError> {
        self.resolve(self.written(name_or_path)?)
    }

    /// The theme that follows the one named, round and round, for changing it while reading.
    ///
    /// A theme that cannot be loaded is passed over.
    #[must_use]
    pub fn after(&self, name: &str) -> Theme {
        let names = self.names();
        let here = names.iter().position(|known| known == name);
        let start = here.map_or(0, |index| index + 1);
        let mut round = names.iter().cycle().skip(start).take(names.len());
        round
            .find_map(|name| self.load(name).ok())
            .unwrap_or_else(Theme::built_in)
    }

    fn resolve(&self, written: Written) -> Result<Theme, ConfigError> {
        let name = written.theme.name.clone();
        let mut line = vec![written];
        while let Some((parent, place)) = line.last().and_then(|last| last.parent.clone()) {
            if line.len() > MOST_PARENTS {
                return Err(ConfigError::ThemeCircle { place, name });
            }
            // A theme laid over one that ships may have its name.
            let is_itself = line.last().is_some_and(|last| last.theme.name == parent);
            let shipped = if is_itself { shipped(&parent) } else { None };
            let written = shipped.unwrap_or_else(|| self.written(&parent));
            line.push(written.map_err(|error| error.at(&place))?);
        }
        let Some(root) = line.pop() else {
            return Ok(Theme::built_in());
        };
        let over = |under: Theme, written: Written| written.over(under);
        Ok(line.into_iter().rev().fold(root.theme, over))
    }

    fn written(&self, name_or_path: &str) -> Result<Written, ConfigError> {
        let path = Path::new(name_or_path);
        if name_or_path.contains(['/', std::path::MAIN_SEPARATOR]) || theme_name(path).is_some() {
            return read(path);
        }
        let mut candidates = self
            .folders
            .iter()
            .map(|folder| folder.join(format!("{name_or_path}.toml")));
        if let Some(path) = candidates.find(|path| path.is_file()) {
            return read(&path);
        }
        shipped(name_or_path).unwrap_or_else(|| {
            let names = self.names();
            Err(ConfigError::UnknownTheme {
                place: None,
                name: name_or_path.to_owned(),
                nearest: nearest(name_or_path, names.iter().map(String::as_str)),
            })
        })
    }
}

impl Theme {
    /// The theme of a reader who has chosen none.
    #[must_use]
    pub fn built_in() -> Self {
        // A test reads every theme that ships without a problem.
        shipped(DEFAULT)
            .and_then(Result::ok)
            .map_or_else(Self::default, |written| written.theme)
    }
}

fn shipped(name: &str) -> Option<Result<Written, ConfigError>> {
    let (name, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
    Some(file::read(name, Path::new(&format!("{name}.toml")), text))
}

fn is_shipped(name: &str) -> bool {
    SHIPPED.iter().any(|(known, _)| *known == name)
}

fn read(path: &Path) -> Result<Written, ConfigError> {
    let text = fs::read_to_string(path).map_err(|error| ConfigError::Unreadable {
        file: path.to_owned(),
        reason: error.kind(),
    })?;
    let name = theme_name(path).unwrap_or_else(|| path.display().to_string());
    file::read(&name, path, &text)
}

fn theme_name(path: &Path) -> Option<String> {
    let is_toml = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    let stem = path.file_stem()?.to_str()?;
    is_toml.then(|| stem.to_owned())
}
