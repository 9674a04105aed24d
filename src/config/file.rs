//! One settings file: `tape.toml` of a folder, or the user's `config.toml`.
//!
//! A file that is no TOML counts for nothing; a setting that is wrong is left
//! out. Both are problems, with their line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::Locale;

use super::document::{Document, Entry};
use super::error::{ConfigError, Place};
use super::keymap::{self, Change};
use super::live::{self, LiveSetting};
use super::market::{self, MarketSetting};
use super::paths::place;
use super::providers::{self, ProviderSetting};
use super::reading::{self, ReadingLayer};
use super::searches::{self, SearchSetting};
use super::theme::{ColorDepth, Gains};

/// What one file says; what it does not say is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Layer {
    pub(super) library: Option<PathBuf>,
    pub(super) home: Option<PathBuf>,
    pub(super) themes: Option<PathBuf>,
    pub(super) lang: Option<Locale>,
    /// The name or the path of a theme, and where it stands.
    pub(super) theme: Option<(String, Place)>,
    pub(super) colors: Option<ColorDepth>,
    pub(super) gains: Option<Gains>,
    pub(super) keys: Vec<Change>,
    pub(super) reading: ReadingLayer,
    pub(super) panels: Vec<PanelSetting>,
    pub(super) live: LiveSetting,
    pub(super) market: MarketSetting,
    pub(super) providers: Vec<ProviderSetting>,
    pub(super) searches: Vec<SearchSetting>,
}

/// A setting of a panel, whose meaning the panel knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelSetting {
    /// The id of the panel.
    pub panel: String,
    /// What is set.
    pub key: String,
    /// To what.
    pub value: PanelValue,
    /// Where.
    pub place: Place,
}

/// What a setting of a panel may be.
#[derive(Debug, Clone, PartialEq)]
pub enum PanelValue {
    /// A finite number.
    Number(f64),
    /// A text: the name of an instrument, a choice.
    Text(String),
    /// True or false.
    Flag(bool),
}

// Numbers are finite, so equality is reflexive.
impl Eq for PanelValue {}

const KEYS: [&str; 14] = [
    "library",
    "home",
    "themes",
    "lang",
    "theme",
    "colors",
    "gains",
    "keys",
    "reading",
    "panels",
    "live",
    "market",
    "providers",
    "searches",
];

/// Reads a file; `None` for one that is not there.
pub(super) fn read(
    file: &Path,
    user_folder: Option<&Path>,
) -> Result<Option<(Layer, Vec<ConfigError>)>, ConfigError> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(parse(file, &text, user_folder))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ConfigError::Unreadable {
            file: file.to_owned(),
            reason: error.kind(),
        }),
    }
}

/// Reads the text of a file; relative paths in it start at the file's folder.
pub(super) fn parse(
    file: &Path,
    text: &str,
    user_folder: Option<&Path>,
) -> (Layer, Vec<ConfigError>) {
    let mut layer = Layer::default();
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(error) => return (layer, vec![error]),
    };
    let reader = Reader {
        base: file.parent().unwrap_or(file),
        user_folder,
    };
    let mut problems = Vec::new();
    for entry in document.entries() {
        reader.read(&entry, &mut layer, &mut problems);
    }
    (layer, problems)
}

struct Reader<'p> {
    base: &'p Path,
    user_folder: Option<&'p Path>,
}

impl Reader<'_> {
    fn read(&self, entry: &Entry<'_>, layer: &mut Layer, problems: &mut Vec<ConfigError>) {
        let result = match entry.key {
            "library" => self.path(entry).map(|path| layer.library = Some(path)),
            "home" => self.path(entry).map(|path| layer.home = Some(path)),
            "themes" => self.path(entry).map(|path| layer.themes = Some(path)),
            "lang" => lang(entry).map(|lang| layer.lang = Some(lang)),
            "theme" => self.theme(entry).map(|theme| layer.theme = Some(theme)),
            "colors" => colors(entry).map(|colors| layer.colors = colors),
            "gains" => gains(entry).map(|gains| layer.gains = Some(gains)),
            "keys" => keys(entry, problems).map(|keys| layer.keys = keys),
            "reading" => reading::read(entry, problems).map(|reading| layer.reading = reading),
            "panels" => panels(entry, problems).map(|panels| layer.panels = panels),
            "live" => live::read(entry, problems).map(|live| layer.live = live),
            "market" => market::read(entry, problems).map(|market| layer.market = market),
            "providers" => providers::read(entry, problems).map(|read| layer.providers = read),
            "searches" => searches::read(entry, problems).map(|read| layer.searches = read),
            _ => Err(entry.unknown("setting", KEYS)),
        };
        problems.extend(result.err());
    }

    fn path(&self, entry: &Entry<'_>) -> Result<PathBuf, ConfigError> {
        match entry.text() {
            Some(text) if !text.is_empty() => Ok(place(self.base, text, self.user_folder)),
            _ => Err(entry.wrong("a path in quotes, such as \"~/notes\"")),
        }
    }

    /// A path stands where the file does; a name stays a name.
    fn theme(&self, entry: &Entry<'_>) -> Result<(String, Place), ConfigError> {
        let expected = "the name of a theme, or the path of its file";
        let text = entry.text().filter(|text| !text.is_empty());
        let text = text.ok_or_else(|| entry.wrong(expected))?;
        let is_toml = Path::new(text)
            .extension()
            .is_some_and(|extension| extension == "toml");
        if !is_toml && !text.contains('/') {
            return Ok((text.to_owned(), entry.place.clone()));
        }
        let path = place(self.base, text, self.user_folder);
        path.into_os_string()
            .into_string()
            .map(|path| (path, entry.place.clone()))
            .map_err(|_| entry.wrong(expected))
    }
}

fn lang(entry: &Entry<'_>) -> Result<Locale, ConfigError> {
    entry
        .text()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| entry.wrong("\"en\", \"zh-Hans\" or \"zh-Hant\""))
}

fn gains(entry: &Entry<'_>) -> Result<Gains, ConfigError> {
    match entry.text() {
        Some("green") => Ok(Gains::Green),
        Some("red") => Ok(Gains::Red),
        _ => Err(entry.wrong("\"green\" or \"red\", the colour of what rises")),
    }
}

fn colors(entry: &Entry<'_>) -> Result<Option<ColorDepth>, ConfigError> {
    match entry.text() {
        Some("auto") => Ok(None),
        Some("none") => Ok(Some(ColorDepth::None)),
        Some("16") => Ok(Some(ColorDepth::Sixteen)),
        Some("256") => Ok(Some(ColorDepth::Indexed)),
        Some("24-bit") => Ok(Some(ColorDepth::True)),
        _ => Err(entry.wrong("\"auto\", \"none\", \"16\", \"256\" or \"24-bit\"")),
    }
}

fn keys(entry: &Entry<'_>, problems: &mut Vec<ConfigError>) -> Result<Vec<Change>, ConfigError> {
    let rows = entry
        .table()
        .ok_or_else(|| entry.wrong("a table of keys and commands"))?;
    let (changes, wrong) = keymap::read(&rows);
    problems.extend(wrong);
    Ok(changes)
}

fn panels(
    entry: &Entry<'_>,
    problems: &mut Vec<ConfigError>,
) -> Result<Vec<PanelSetting>, ConfigError> {
    let expected = "a table for each panel, such as [panels.vol-control]";
    let panels = entry.table().ok_or_else(|| entry.wrong(expected))?;
    let mut settings = Vec::new();
    for panel in &panels {
        let Some(rows) = panel.table() else {
            problems.push(panel.wrong("a table of settings"));
            continue;
        };
        for row in &rows {
            match panel_value(row) {
                Some(value) => settings.push(PanelSetting {
                    panel: panel.key.to_owned(),
                    key: row.key.to_owned(),
                    value,
                    place: row.place.clone(),
                }),
                None => problems.push(row.wrong("a number, a text, true or false")),
            }
        }
    }
    Ok(settings)
}

fn panel_value(row: &Entry<'_>) -> Option<PanelValue> {
    let number = || row.number().map(PanelValue::Number);
    let flag = || row.flag().map(PanelValue::Flag);
    let text = || row.text().map(|text| PanelValue::Text(text.to_owned()));
    number().or_else(flag).or_else(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Layer, Vec<String>) {
        let user = Some(Path::new("/home/me"));
        let (layer, problems) = parse(Path::new("/lib/tape.toml"), text, user);
        (layer, problems.iter().map(ToString::to_string).collect())
    }

    fn theme_of(layer: &Layer) -> Option<&str> {
        layer.theme.as_ref().map(|(theme, _)| theme.as_str())
    }

    #[test]
    fn every_setting_is_read() {
        let (layer, problems) = read(
            "library = \"notes\"\nhome = \"~/tape\"\nthemes = \"looks\"\nlang = \"zh-Hant\"\n\
             theme = \"light\"\ncolors = \"256\"\ngains = \"red\"\n[keys]\nx = \"quit\"\n\
             [panels.vol-control]\ntarget = 10\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(layer.library.as_deref(), Some(Path::new("/lib/notes")));
        assert_eq!(layer.home.as_deref(), Some(Path::new("/home/me/tape")));
        assert_eq!(layer.themes.as_deref(), Some(Path::new("/lib/looks")));
        assert_eq!(layer.lang, Some(Locale::Hant));
        assert_eq!(theme_of(&layer), Some("light"));
        assert_eq!(layer.colors, Some(ColorDepth::Indexed));
        assert_eq!(layer.gains, Some(Gains::Red));
        assert_eq!(layer.keys.len(), 1);
        assert_eq!(layer.panels[0].value, PanelValue::Number(10.0));
        assert_eq!(layer.panels[0].place.line, 11);
    }

    #[test]
    fn a_theme_by_path_stands_beside_the_file() {
        for (written, theme) in [
            ("dusk", "dusk"),
            ("dusk.toml", "/lib/dusk.toml"),
            ("looks/dusk", "/lib/looks/dusk"),
            ("~/dusk.toml", "/home/me/dusk.toml"),
        ] {
            let (layer, _) = read(&format!("theme = \"{written}\""));
            assert_eq!(theme_of(&layer), Some(theme), "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_left_out_and_told() {
        for (text, expected) in [
            (
                "libary = \"x\"",
                "/lib/tape.toml:1: unknown setting `libary`, did you mean `library`?",
            ),
            (
                "library = 3",
                "/lib/tape.toml:1: `library` takes a path in quotes, such as \"~/notes\"",
            ),
            (
                "\nlang = \"fr\"",
                "/lib/tape.toml:2: `lang` takes \"en\", \"zh-Hans\" or \"zh-Hant\"",
            ),
            (
                "colors = 256",
                "/lib/tape.toml:1: `colors` takes \"auto\", \"none\", \"16\", \"256\" or \"24-bit\"",
            ),
            (
                "theme = \"\"",
                "/lib/tape.toml:1: `theme` takes the name of a theme, or the path of its file",
            ),
            (
                "keys = 1",
                "/lib/tape.toml:1: `keys` takes a table of keys and commands",
            ),
            (
                "[panels]\nx = 1",
                "/lib/tape.toml:2: `x` takes a table of settings",
            ),
            (
                "[panels.x]\ny = [1]",
                "/lib/tape.toml:2: `y` takes a number, a text, true or false",
            ),
        ] {
            let (layer, problems) = read(&format!("{text}\n"));
            assert_eq!(problems, [expected]);
            assert_eq!(layer, Layer::default(), "{text}");
        }
    }

    #[test]
    fn one_wrong_setting_leaves_the_others() {
        let (layer, problems) = read("gains = \"blue\"\ntheme = \"light\"");
        assert_eq!(problems.len(), 1);
        assert_eq!(theme_of(&layer), Some("light"));
    }

    #[test]
    fn a_broken_file_says_nothing() {
        let (layer, problems) = read("theme = \"light\"\ngains = ");
        assert_eq!(layer, Layer::default());
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("/lib/tape.toml:2: "),
            "{problems:?}"
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tape.toml");
        assert_eq!(super::read(&file, None), Ok(None));
        fs::write(&file, b"\xff\xfe").unwrap();
        assert!(super::read(&file, None).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_settings_or_problems(text in "\\PC{0,80}|([a-z]{1,8} = \\PC{0,9}\n){0,5}") {
            let (layer, problems) = read(&text);
            prop_assert!(layer == Layer::default() || problems.len() < text.lines().count());
            for problem in problems {
                prop_assert!(problem.starts_with("/lib/tape.toml:"), "{}", problem);
            }
        }
    }
}
