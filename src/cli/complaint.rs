//! What failed, in one line, and what to do about it, each hint on a line of its own.

use std::fs;
use std::path::Path;

use anyhow::anyhow;
use clap::CommandFactory;
use clap::error::{ContextKind, ErrorKind};

use crate::desk::DeskError;
use crate::text::width::width;

use super::args::Args;

/// How alike two names must be for one to be meant by the other, from 0 to 1.
const ALIKE: f64 = 0.8;

/// The error with its causes on one line; hints that only the outermost place can give follow.
pub(super) fn wording(error: &anyhow::Error) -> String {
    let mut text = format!("{error:#}");
    if let Some(hint) = error.downcast_ref().and_then(hint) {
        text.push('\n');
        text.push_str(&hint);
    }
    text
}

/// A way out that the error itself cannot know.
fn hint(error: &DeskError) -> Option<String> {
    match error {
        DeskError::NoLibrary { path } => {
            folder_like(path).map(|near| format!("did you mean: {near}"))
        }
        DeskError::UnknownNote { name, nearest } if nearest.is_empty() => Some(format!(
            "`tape notes` lists them; `tape search {name}` finds them by what they say"
        )),
        _ => None,
    }
}

/// An error of a query with the query under it, and a mark under the column.
pub(super) fn in_query(query: &str, error: DeskError) -> anyhow::Error {
    let DeskError::Query(error) = error else {
        return error.into();
    };
    let query: String = query
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let before: String = query.chars().take(error.column.saturating_sub(1)).collect();
    let room = " ".repeat(width(&before));
    anyhow!("query, {error}\n  {query}\n  {room}^")
}

/// The error of a bare word that is neither a command nor a folder.
pub(super) fn unknown_word(word: &str) -> anyhow::Error {
    match command_like(word) {
        Some(command) => {
            anyhow!("no command or folder is called {word:?}\ndid you mean: tape {command}")
        }
        None => anyhow!(
            "no command or folder is called {word:?}\n`tape --help` lists the commands; `tape DIR` opens a folder of notes"
        ),
    }
}

/// What the parser of the arguments says, without its advice to ask for help.
pub(super) fn usage(error: &clap::Error) -> String {
    let said = error.render().to_string();
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    let is_about_a_value = matches!(
        error.kind(),
        ErrorKind::ValueValidation | ErrorKind::InvalidValue
    );
    let is_kept = |paragraph: &&str| {
        let advice = paragraph.starts_with("For more information");
        let usage = is_about_a_value && paragraph.starts_with("Usage:");
        !advice && !usage
    };
    let paragraphs = said.trim_end().split("\n\n").filter(is_kept);
    let mut text = paragraphs.collect::<Vec<_>>().join("\n");
    let unknown = error.get(ContextKind::InvalidSubcommand);
    if let Some(near) = unknown.and_then(|word| command_like(&word.to_string())) {
        text.push_str("\ndid you mean: tape ");
        text.push_str(&near);
    }
    text
}

fn command_like(word: &str) -> Option<String> {
    let command = Args::command();
    let names = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned());
    nearest(word, names)
}

/// A folder beside the one that is not there.
fn folder_like(path: &Path) -> Option<String> {
    let parent = path.parent()?;
    let name = path.file_name()?.to_string_lossy();
    let beside = fs::read_dir(parent).ok()?.filter_map(|entry| {
        let entry = entry.ok()?;
        let is_folder = entry.path().is_dir();
        is_folder.then(|| entry.file_name().to_string_lossy().into_owned())
    });
    let near = nearest(&name, beside)?;
    Some(parent.join(near).display().to_string())
}

fn nearest(name: &str, known: impl Iterator<Item = String>) -> Option<String> {
    let likeness = |candidate: &str| strsim::jaro_winkler(name, candidate);
    known
        .map(|candidate| (likeness(&candidate), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::search::query::{Expected, QueryError};

    fn query_error(column: usize) -> DeskError {
        DeskError::Query(QueryError {
            column,
            expected: Expected::Words,
        })
    }

    #[test]
    fn the_mark_stands_under_the_column() {
        for (query, column, mark) in [
            ("gold OR", 6, "     ^"),
            ("黄金 OR", 4, "     ^"),
            ("x", 2, " ^"),
            ("", 1, "^"),
        ] {
            let text = in_query(query, query_error(column)).to_string();
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines.len(), 3, "{text}");
            assert!(
                lines[0].starts_with(&format!("query, column {column}: ")),
                "{text}"
            );
            assert_eq!(lines[1], format!("  {query}"));
            assert_eq!(lines[2], format!("  {mark}"));
        }
    }

    #[test]
    fn a_mistyped_command_is_guessed() {
        for (word, near) in [("serach", "tape search"), ("pannel", "tape panel")] {
            let text = unknown_word(word).to_string();
            assert!(text.ends_with(&format!("did you mean: {near}")), "{text}");
        }
        assert!(unknown_word("qqqq").to_string().contains("tape --help"));
    }

    #[test]
    fn a_wrong_value_is_told_in_one_line() {
        let error = Args::try_parse_from(["tape", "panel", "x", "--as-of", "2026-13-01"]);
        let text = usage(&error.unwrap_err());
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("2026-13-01"), "{text}");
        assert!(text.contains("YYYY-MM-DD"), "{text}");
    }
}
