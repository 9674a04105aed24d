//! How the text of a note is set and what its links do: `[reading]` of a settings file.

use super::document::Entry;
use super::error::ConfigError;

/// How the text of a note is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Columns of text at most: 76 unless set, or 38 Chinese characters.
    pub width: u16,
    /// Where the text stands in a pane that is wider.
    pub align: Align,
    /// Whether Chinese and Latin stand a column apart where the document has no space. On unless
    /// set otherwise: cells of a terminal leave none of the room that clreq asks for there.
    pub gap: bool,
    /// Whether and how pictures on disk are drawn.
    pub pictures: Pictures,
    /// Whether links are told to the terminal, so that it can open them.
    pub links: Links,
    /// Whether what other programs change in the library shows by itself.
    pub watch: bool,
    /// What charts are drawn with.
    pub charts: Charts,
}

/// What charts are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charts {
    /// Braille, eight dots a cell.
    #[default]
    Braille,
    /// Blocks, four squares a cell, for fonts without Braille.
    Block,
    /// Letters and signs that any terminal has.
    Ascii,
}

/// Whether and how pictures on disk are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pictures {
    /// They are not: a line names them.
    #[default]
    Off,
    /// As the terminal is known to draw them, else in half blocks.
    Auto,
    /// Two squares of colour a cell, as any terminal of many colours draws them.
    HalfBlocks,
    /// By the graphics protocol of kitty.
    Kitty,
    /// As sixels.
    Sixel,
    /// By the inline images of iTerm2.
    Iterm,
}

/// Whether links are told to the terminal (OSC 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// Where the terminal is one that is known to take them.
    #[default]
    Auto,
    /// To any terminal.
    Always,
    /// To none.
    Never,
}

/// Where the text stands in a pane that is wider than the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            width: 76,
            align: Align::Left,
            gap: true,
            pictures: Pictures::Off,
            links: Links::Auto,
            watch: true,
            charts: Charts::Braille,
        }
    }
}

/// Widths that may be set: a few words at least, no more columns than a screen has.
const WIDTHS: std::ops::RangeInclusive<u16> = 20..=400;

const KEYS: [&str; 8] = [
    "width", "align", "gap", "pictures", "links", "watch", "charts", "opener",
];

/// What one file says of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ReadingLayer {
    width: Option<u16>,
    align: Option<Align>,
    gap: Option<bool>,
    pictures: Option<Pictures>,
    links: Option<Links>,
    watch: Option<bool>,
    charts: Option<Charts>,
    /// The program that opens addresses.
    pub(super) opener: Option<String>,
}

impl ReadingLayer {
    /// Lays layers over what ships; each setting is that of the first layer which has it.
    pub(super) fn settle<'l>(layers: impl Iterator<Item = &'l Self>) -> Reading {
        let mut chosen = Self::default();
        for layer in layers {
            chosen.width = chosen.width.or(layer.width);
            chosen.align = chosen.align.or(layer.align);
            chosen.gap = chosen.gap.or(layer.gap);
            chosen.pictures = chosen.pictures.or(layer.pictures);
            chosen.links = chosen.links.or(layer.links);
            chosen.watch = chosen.watch.or(layer.watch);
            chosen.charts = chosen.charts.or(layer.charts);
        }
        let shipped = Reading::default();
        Reading {
            width: chosen.width.unwrap_or(shipped.width),
            align: chosen.align.unwrap_or(shipped.align),
            gap: chosen.gap.unwrap_or(shipped.gap),
            pictures: chosen.pictures.unwrap_or(shipped.pictures),
            links: chosen.links.unwrap_or(shipped.links),
            watch: chosen.watch.unwrap_or(shipped.watch),
            charts: chosen.charts.unwrap_or(shipped.charts),
        }
    }
}

/// Reads the table; what is wrong in it is left out and told.
pub(super) fn read(
    entry: &Entry<'_>,
    problems: &mut Vec<ConfigError>,
) -> Result<ReadingLayer, ConfigError> {
    let expected = "a table of settings, such as [reading] with width = 76";
    let rows = entry.table().ok_or_else(|| entry.wrong(expected))?;
    let mut layer = ReadingLayer::default();
    for row in &rows {
        let result = match row.key {
            "width" => width(row).map(|width| layer.width = Some(width)),
            "align" => align(row).map(|align| layer.align = Some(align)),
            "gap" => gap(row).map(|gap| layer.gap = Some(gap)),
            "pictures" => pictures(row).map(|pictures| layer.pictures = Some(pictures)),
            "links" => links(row).map(|links| layer.links = Some(links)),
            "watch" => watch(row).map(|watch| layer.watch = Some(watch)),
            "charts" => charts(row).map(|charts| layer.charts = Some(charts)),
            "opener" => opener(row).map(|opener| layer.opener = Some(opener)),
            _ => Err(row.unknown("setting of reading", KEYS)),
        };
        problems.extend(result.err());
    }
    Ok(layer)
}

fn width(row: &Entry<'_>) -> Result<u16, ConfigError> {
    let number = row.number().filter(|number| number.fract() == 0.0);
    number
        .map(|number| number as u16)
        .filter(|width| WIDTHS.contains(width))
        .ok_or_else(|| row.wrong("a number of columns from 20 to 400"))
}

fn align(row: &Entry<'_>) -> Result<Align, ConfigError> {
    match row.text() {
        Some("left") => Ok(Align::Left),
        Some("centre" | "center") => Ok(Align::Centre),
        _ => Err(row.wrong("\"left\" or \"centre\"")),
    }
}

fn gap(row: &Entry<'_>) -> Result<bool, ConfigError> {
    row.flag()
        .ok_or_else(|| row.wrong("true or false, whether Chinese and Latin stand a column apart"))
}

fn pictures(row: &Entry<'_>) -> Result<Pictures, ConfigError> {
    Ok(match row.text() {
        Some("off") => Pictures::Off,
        Some("auto") => Pictures::Auto,
        Some("half-blocks") => Pictures::HalfBlocks,
        Some("kitty") => Pictures::Kitty,
        Some("sixel") => Pictures::Sixel,
        Some("iterm") => Pictures::Iterm,
        _ => {
            let expected = "\"off\", \"auto\", \"half-blocks\", \"kitty\", \"sixel\" or \"iterm\"";
            return Err(row.wrong(expected));
        }
    })
}

fn links(row: &Entry<'_>) -> Result<Links, ConfigError> {
    match row.text() {
        Some("auto") => Ok(Links::Auto),
        Some("always") => Ok(Links::Always),
        Some("never") => Ok(Links::Never),
        _ => Err(row.wrong("\"auto\", \"always\" or \"never\"")),
    }
}

fn watch(row: &Entry<'_>) -> Result<bool, ConfigError> {
    row.flag()
        .ok_or_else(|| row.wrong("true or false, whether changed files show by themselves"))
}

fn charts(row: &Entry<'_>) -> Result<Charts, ConfigError> {
    match row.text() {
        Some("braille") => Ok(Charts::Braille),
        Some("block") => Ok(Charts::Block),
        Some("ascii") => Ok(Charts::Ascii),
        _ => Err(row.wrong("\"braille\", \"block\" or \"ascii\"")),
    }
}

fn opener(row: &Entry<'_>) -> Result<String, ConfigError> {
    match row.text() {
        Some(program) if !program.trim().is_empty() => Ok(program.trim().to_owned()),
        _ => Err(row.wrong("the name of a program, such as \"firefox\"")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::file;

    fn read(text: &str) -> (Reading, Vec<String>) {
        let (layer, problems) = file::parse(Path::new("/lib/tape.toml"), text, None);
        let reading = ReadingLayer::settle([&layer.reading].into_iter());
        (reading, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_setting_is_read() {
        let (reading, problems) = read(
            "[reading]\nwidth = 60\nalign = \"centre\"\ngap = false\npictures = \"sixel\"\nlinks = \"never\"\nwatch = false\ncharts = \"ascii\"\nopener = \"w3m\"\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let expected = Reading {
            width: 60,
            align: Align::Centre,
            gap: false,
            pictures: Pictures::Sixel,
            links: Links::Never,
            watch: false,
            charts: Charts::Ascii,
        };
        assert_eq!(reading, expected);
    }

    #[test]
    fn nothing_set_is_what_ships() {
        assert_eq!(read(""), (Reading::default(), Vec::new()));
        assert_eq!(read("[reading]\n"), (Reading::default(), Vec::new()));
    }

    #[test]
    fn every_way_to_draw_pictures_has_a_name() {
        for (name, expected) in [
            ("off", Pictures::Off),
            ("auto", Pictures::Auto),
            ("half-blocks", Pictures::HalfBlocks),
            ("kitty", Pictures::Kitty),
            ("sixel", Pictures::Sixel),
            ("iterm", Pictures::Iterm),
        ] {
            let (reading, problems) = read(&format!("[reading]\npictures = \"{name}\""));
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(reading.pictures, expected);
        }
    }

    #[test]
    fn the_weightier_file_wins_setting_by_setting() {
        let layer = |text: &str| file::parse(Path::new("a.toml"), text, None).0.reading;
        let near = layer("[reading]\nwidth = 50");
        let far = layer("[reading]\nwidth = 90\ngap = false");
        let reading = ReadingLayer::settle([&near, &far].into_iter());
        assert_eq!((reading.width, reading.gap), (50, false));
    }

    #[test]
    fn what_is_wrong_is_left_out_and_told() {
        for (text, expected) in [
            (
                "[reading]\nwidht = 60",
                "/lib/tape.toml:2: unknown setting of reading `widht`, did you mean `width`?",
            ),
            (
                "[reading]\nwidth = 19",
                "/lib/tape.toml:2: `width` takes a number of columns from 20 to 400",
            ),
            (
                "[reading]\nwidth = 70.5",
                "/lib/tape.toml:2: `width` takes a number of columns from 20 to 400",
            ),
            (
                "[reading]\nalign = \"right\"",
                "/lib/tape.toml:2: `align` takes \"left\" or \"centre\"",
            ),
            (
                "[reading]\ngap = 1",
                "/lib/tape.toml:2: `gap` takes true or false, whether Chinese and Latin stand a column apart",
            ),
            (
                "[reading]\npictures = true",
                "/lib/tape.toml:2: `pictures` takes \"off\", \"auto\", \"half-blocks\", \"kitty\", \"sixel\" or \"iterm\"",
            ),
            (
                "[reading]\nlinks = true",
                "/lib/tape.toml:2: `links` takes \"auto\", \"always\" or \"never\"",
            ),
            (
                "[reading]\nopener = \"\"",
                "/lib/tape.toml:2: `opener` takes the name of a program, such as \"firefox\"",
            ),
            (
                "reading = 60",
                "/lib/tape.toml:1: `reading` takes a table of settings, such as [reading] with width = 76",
            ),
        ] {
            let (reading, problems) = read(text);
            assert_eq!(problems, [expected]);
            assert_eq!(reading, Reading::default(), "{text}");
        }
    }
}
