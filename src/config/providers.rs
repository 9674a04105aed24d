//! Where a source of market data is asked instead of at its usual address: `[providers.cboe]` and
//! `base`, for a mirror or a proxy of the user's own.
//!
//! Which providers there are, their table knows.

use super::document::Entry;
use super::error::{ConfigError, Place};

/// Another address of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderSetting {
    /// The id of the provider.
    pub provider: String,
    /// Scheme, host, and perhaps the beginning of the path, without a slash at the end.
    pub base: String,
    /// Where it is set.
    pub place: Place,
}

/// Reads the tables; what is wrong in them is left out.
pub(super) fn read(
    entry: &Entry<'_>,
    problems: &mut Vec<ConfigError>,
) -> Result<Vec<ProviderSetting>, ConfigError> {
    let expected = "a table for each provider, such as [providers.cboe]";
    let providers = entry.table().ok_or_else(|| entry.wrong(expected))?;
    let mut settings = Vec::new();
    for provider in &providers {
        let Some(rows) = provider.table() else {
            problems.push(provider.wrong("a table of settings"));
            continue;
        };
        for row in &rows {
            match setting(provider.key, row) {
                Ok(setting) => settings.push(setting),
                Err(problem) => problems.push(problem),
            }
        }
    }
    Ok(settings)
}

fn setting(provider: &str, row: &Entry<'_>) -> Result<ProviderSetting, ConfigError> {
    if row.key != "base" {
        return Err(row.unknown("setting of a provider", ["base"]));
    }
    let is_web = |text: &&str| {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    };
    let base = row.text().map(str::trim).filter(is_web);
    let base = base.ok_or_else(|| row.wrong("an address that begins with https:// or http://"))?;
    Ok(ProviderSetting {
        provider: provider.to_owned(),
        base: base.trim_end_matches('/').to_owned(),
        place: row.place.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document::Document;
    use super::*;

    fn read_text(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let document = Document::parse(Path::new("/lib/tape.toml"), text).unwrap();
        let mut problems = Vec::new();
        let read = match document.entries().first() {
            Some(entry) => read(entry, &mut problems),
            None => Ok(Vec::new()),
        };
        let settings = read.unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
        let settings = settings.into_iter().map(|one| (one.provider, one.base));
        let problems = problems.iter().map(ToString::to_string);
        (settings.collect(), problems.collect())
    }

    #[test]
    fn a_base_is_an_address_without_its_last_slash() {
        let text = "[providers.cboe]\nbase = \"http://127.0.0.1:8080/\"\n\
                    [providers.fred]\nbase = \"https://mirror.example/fred\"\n";
        let (settings, problems) = read_text(text);
        let expected = [
            ("cboe".to_owned(), "http://127.0.0.1:8080".to_owned()),
            ("fred".to_owned(), "https://mirror.example/fred".to_owned()),
        ];
        assert_eq!(settings, expected);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, said) in [
            (
                "providers = 1",
                ":1: `providers` takes a table for each provider",
            ),
            (
                "[providers]\ncboe = 1",
                ":2: `cboe` takes a table of settings",
            ),
            (
                "[providers.cboe]\nbase = \"ftp://a\"",
                ":2: `base` takes an address that begins with https://",
            ),
            ("[providers.cboe]\nbase = \"http://\"", ":2: `base` takes"),
            (
                "[providers.cboe]\nbas = \"http://a\"",
                ":2: unknown setting of a provider `bas`",
            ),
        ] {
            let (settings, problems) = read_text(text);
            assert!(settings.is_empty());
            assert!(problems[0].contains(said), "{problems:?}");
        }
    }
}
