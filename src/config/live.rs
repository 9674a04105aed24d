//! Prices of the moment while the reader is open: `[live]`. Nothing is asked for unless it is set.
//!
//! | key | takes | is |
//! |-|-|-|
//! | `instruments` | `["BTC-USD", "SPX"]` | what the quote strip shows, in this order |
//! | `stream` | an address `wss://…` or `ws://…` | where coins are heard of, in the place of Coinbase |

use super::document::Entry;
use super::error::ConfigError;

/// What a file says of it; what it does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LiveSetting {
    /// Instruments, as typed.
    pub instruments: Vec<String>,
    /// Another address of the stream.
    pub stream: Option<String>,
}

impl LiveSetting {
    /// This, and where it says nothing what a file of less weight says.
    pub(super) fn over(mut self, other: &Self) -> Self {
        if self.instruments.is_empty() {
            self.instruments.clone_from(&other.instruments);
        }
        self.stream = self.stream.or_else(|| other.stream.clone());
        self
    }
}

/// Reads the table; what is wrong in it is left out.
pub(super) fn read(
    entry: &Entry<'_>,
    problems: &mut Vec<ConfigError>,
) -> Result<LiveSetting, ConfigError> {
    let expected = "a table, such as [live] with instruments = [\"BTC-USD\", \"SPX\"]";
    let rows = entry.table().ok_or_else(|| entry.wrong(expected))?;
    let mut setting = LiveSetting::default();
    for row in &rows {
        let result = match row.key {
            "instruments" => row
                .texts()
                .ok_or_else(|| row.wrong("names of instruments, such as [\"BTC-USD\", \"SPX\"]"))
                .map(|names| setting.instruments = names.into_iter().map(str::to_owned).collect()),
            "stream" => stream(row)
                .ok_or_else(|| row.wrong("an address that begins with wss:// or ws://"))
                .map(|stream| setting.stream = Some(stream)),
            _ => Err(row.unknown("setting of live prices", ["instruments", "stream"])),
        };
        problems.extend(result.err());
    }
    Ok(setting)
}

fn stream(row: &Entry<'_>) -> Option<String> {
    let text = row.text()?.trim();
    let is_stream = ["wss://", "ws://"]
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    is_stream.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document::Document;
    use super::*;

    fn read_text(text: &str) -> (LiveSetting, Vec<String>) {
        let document = Document::parse(Path::new("/lib/tape.toml"), text).unwrap();
        let mut problems = Vec::new();
        let setting = read(&document.entries()[0], &mut problems);
        let setting = setting.unwrap_or_else(|problem| {
            problems.push(problem);
            LiveSetting::default()
        });
        (setting, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn instruments_and_stream_are_read() {
        let text = "[live]\ninstruments = [\"BTC-USD\", \"SPX\"]\nstream = \"ws://127.0.0.1:9/\"\n";
        let (setting, problems) = read_text(text);
        assert_eq!(setting.instruments, ["BTC-USD", "SPX"]);
        assert_eq!(setting.stream.as_deref(), Some("ws://127.0.0.1:9/"));
        assert!(problems.is_empty(), "{problems:?}");
        let weightier = LiveSetting {
            instruments: vec!["ETH-USD".into()],
            stream: None,
        };
        let both = weightier.over(&setting);
        assert_eq!((both.instruments.len(), both.stream), (1, setting.stream));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, said) in [
            ("live = 1", ":1: `live` takes a table"),
            (
                "[live]\ninstruments = \"SPX\"",
                ":2: `instruments` takes names",
            ),
            (
                "[live]\nstream = \"https://a\"",
                ":2: `stream` takes an address",
            ),
            (
                "[live]\nstream = \"ws://\"",
                ":2: `stream` takes an address",
            ),
            (
                "[live]\nevery = 5",
                ":2: unknown setting of live prices `every`",
            ),
        ] {
            let (setting, problems) = read_text(text);
            assert_eq!(setting, LiveSetting::default());
            assert!(problems[0].contains(said), "{problems:?}");
        }
    }
}
