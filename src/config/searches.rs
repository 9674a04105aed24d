//! Searches that a file of settings keeps under a name: `[searches]`, a name and a query a line.
//!
//! That a query parses is for who searches to find out; here a name is a name.

use crate::model::is_search_name;

use super::document::Entry;
use super::error::{ConfigError, Place};

/// A query under a name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchSetting {
    /// What stands for the query, as `@name`.
    pub name: String,
    /// As written, not empty.
    pub query: String,
    /// Where.
    pub place: Place,
}

/// Reads the table; what is wrong in it is left out.
pub(super) fn read(
    entry: &Entry<'_>,
    problems: &mut Vec<ConfigError>,
) -> Result<Vec<SearchSetting>, ConfigError> {
    let expected = "a table of names and queries, such as fed = \"缩表 OR dots\"";
    let rows = entry.table().ok_or_else(|| entry.wrong(expected))?;
    let mut searches = Vec::new();
    for row in &rows {
        match search(row) {
            Ok(search) => searches.push(search),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(searches)
}

fn search(row: &Entry<'_>) -> Result<SearchSetting, ConfigError> {
    if !is_search_name(row.key) {
        return Err(ConfigError::WrongSearchName {
            place: row.place.clone(),
            name: row.key.to_owned(),
        });
    }
    let query = row.text().map(str::trim).filter(|query| !query.is_empty());
    Ok(SearchSetting {
        name: row.key.to_owned(),
        query: query
            .ok_or_else(|| row.wrong("a query in quotes"))?
            .to_owned(),
        place: row.place.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::document::Document;
    use super::*;

    fn read_text(text: &str) -> (Vec<SearchSetting>, Vec<String>) {
        let document = Document::parse(Path::new("tape.toml"), text).unwrap();
        let mut problems = Vec::new();
        let read = read(&document.entries()[0], &mut problems);
        let searches = read.unwrap_or_else(|problem| {
            problems.push(problem);
            Vec::new()
        });
        let problems = problems.iter().map(ToString::to_string).collect();
        (searches, problems)
    }

    #[test]
    fn names_and_queries_are_read_with_their_lines() {
        let (searches, problems) = read_text("[searches]\nfed = \"dots\"\n\n\"缩表\" = ' QT '\n");
        assert_eq!(problems, [""; 0]);
        let told: Vec<_> = searches
            .iter()
            .map(|one| (one.name.as_str(), one.query.as_str(), one.place.line))
            .collect();
        assert_eq!(told, [("fed", "dots", 2), ("缩表", "QT", 4)]);
    }

    #[test]
    fn what_is_wrong_is_left_out_with_its_line() {
        for (text, problem) in [
            (
                "searches = 1",
                "tape.toml:1: `searches` takes a table of names",
            ),
            (
                "[searches]\na = 1",
                "tape.toml:2: `a` takes a query in quotes",
            ),
            (
                "[searches]\na = \" \"",
                "tape.toml:2: `a` takes a query in quotes",
            ),
            (
                "[searches]\n\"a b\" = \"x\"",
                "tape.toml:2: `a b` cannot name a search",
            ),
            (
                "[searches.a]\nb = \"x\"",
                "tape.toml:1: `a` takes a query in quotes",
            ),
        ] {
            let (searches, problems) = read_text(text);
            assert_eq!(searches, []);
            assert!(problems[0].starts_with(problem), "{problems:?}");
        }
    }
}
