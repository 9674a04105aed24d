//! How the market is looked at: `[market]`.
//!
//! | key | takes | is |
//! |-|-|-|
//! | `sources` | `["Cboe", "FRED"]` | whose figures are read where several have one series; `"file"` stands for imported files, first unless named |
//! | `universe` | `"sp500"` or `["AAPL", "MSFT"]` | the stocks that breadth and dispersion are counted over: an imported list of members, or these |
//!
//! Which sources and lists there are, the market store knows.

use super::document::Entry;
use super::error::ConfigError;

/// What a file says of the market; what it does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarketSetting {
    /// Sources by name, the most trusted first.
    pub sources: Vec<String>,
    /// Which stocks stand for the market.
    pub universe: Option<UniverseSetting>,
}

/// Which stocks stand for the market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UniverseSetting {
    /// The members of a list, by its name.
    List(String),
    /// These, by their symbols.
    Stocks(Vec<String>),
}

impl MarketSetting {
    /// This, and where it says nothing what a file of less weight says.
    pub(super) fn over(mut self, other: &Self) -> Self {
        if self.sources.is_empty() {
            self.sources.clone_from(&other.sources);
        }
        self.universe = self.universe.or_else(|| other.universe.clone());
        self
    }
}

/// Reads the table; what is wrong in it is left out.
pub(super) fn read(
    entry: &Entry<'_>,
    problems: &mut Vec<ConfigError>,
) -> Result<MarketSetting, ConfigError> {
    let expected = "a table, such as [market] with universe = \"sp500\"";
    let rows = entry.table().ok_or_else(|| entry.wrong(expected))?;
    let mut setting = MarketSetting::default();
    for row in &rows {
        let result = match row.key {
            "sources" => names(row)
                .ok_or_else(|| row.wrong("names of sources, such as [\"Cboe\", \"FRED\"]"))
                .map(|names| setting.sources = names),
            "universe" => universe(row)
                .ok_or_else(|| row.wrong("the name of a list, or symbols in [ ]"))
                .map(|universe| setting.universe = Some(universe)),
            _ => Err(row.unknown("setting of the market", ["sources", "universe"])),
        };
        problems.extend(result.err());
    }
    Ok(setting)
}

fn universe(row: &Entry<'_>) -> Option<UniverseSetting> {
    let named = row.text().map(str::trim).filter(|name| !name.is_empty());
    let list = named.map(|name| UniverseSetting::List(name.to_owned()));
    list.or_else(|| names(row).map(UniverseSetting::Stocks))
}

fn names(row: &Entry<'_>) -> Option<Vec<String>> {
    let names: Vec<String> = row
        .texts()?
        .into_iter()
        .map(|name| name.trim().to_owned())
        .collect();
    let is_whole = !names.is_empty() && names.iter().all(|name| !name.is_empty());
    is_whole.then_some(names)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document::Document;
    use super::*;

    fn setting(text: &str) -> (MarketSetting, Vec<String>) {
        let text = format!("[market]\n{text}");
        let document = Document::parse(Path::new("f"), &text).unwrap();
        let mut problems = Vec::new();
        let setting = read(&document.entries()[0], &mut problems).unwrap();
        let problems = problems.iter().map(ToString::to_string).collect();
        (setting, problems)
    }

    #[test]
    fn sources_and_universe_are_read() {
        let (setting, problems) = setting("sources = [\"Cboe\", \"file\"]\nuniverse = \"sp500\"");
        assert_eq!(problems, [""; 0]);
        assert_eq!(setting.sources, ["Cboe", "file"]);
        let list = UniverseSetting::List("sp500".to_owned());
        assert_eq!(setting.universe, Some(list));
    }

    #[test]
    fn a_universe_may_be_stocks() {
        let (setting, _) = setting("universe = [\"AAPL\", \" MSFT\"]");
        let stocks = ["AAPL", "MSFT"].map(str::to_owned).to_vec();
        assert_eq!(setting.universe, Some(UniverseSetting::Stocks(stocks)));
    }

    #[test]
    fn what_is_wrong_names_its_line_and_is_left_out() {
        for text in [
            "sources = \"Cboe\"",
            "sources = [1]",
            "sources = []",
            "universe = 5",
            "universe = \"\"",
            "universe = [\"\"]",
            "univers = \"sp500\"",
        ] {
            let (setting, problems) = setting(text);
            assert_eq!(setting, MarketSetting::default(), "{text}");
            assert!(problems[0].starts_with("f:2: "), "{problems:?}");
        }
    }

    #[test]
    fn the_weightier_file_wins_key_by_key() {
        let (near, _) = setting("universe = \"dow\"");
        let (far, _) = setting("sources = [\"FRED\"]\nuniverse = \"sp500\"");
        let both = near.over(&far);
        assert_eq!(both.sources, ["FRED"]);
        assert_eq!(both.universe, Some(UniverseSetting::List("dow".to_owned())));
    }
}
