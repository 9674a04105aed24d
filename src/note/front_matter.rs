//! The block of keys at the head of a document: where it is, and what it holds.
//!
//! YAML between `---` lines or in a comment, TOML between `+++` lines, JSON objects with or without
//! `---json` or `;;;` around them, `<!--yml` comments and the code fence that some exports leave of
//! one, and the `#+KEY:` lines of Org. What its own syntax cannot read is read line by line; where
//! that leaves anything over, the block is shown as code above the text, so that nothing is lost.
//! Front matter written as a program (`---coffee`) is read so, too, and never run.

mod block;
mod guard;
mod salvage;
mod toml_keys;
mod yaml;

use crate::model::{Diagnostic, DiagnosticKind};

use block::{Block, Syntax};
use toml_keys::TomlError;

pub(super) use yaml::{Node, Scalar};

/// Keys in the order written, without duplicates, each with its line of the file, from 1.
pub(super) type Keys = Vec<(String, Node, Option<usize>)>;

/// A document parted at the end of its front matter.
#[derive(Debug, Default)]
pub(super) struct FrontMatter<'a> {
    pub keys: Keys,
    /// Front matter that was only read in part, shown as code above the text.
    pub shown: Option<(&'static str, &'a str)>,
    pub body: &'a str,
    /// How many lines of the file stand above the body.
    pub lines_above: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Parts a document; one without front matter is all body.
pub(super) fn split(text: &str) -> FrontMatter<'_> {
    let start = text.len() - text.trim_start_matches(['\n', ' ', '\t', '\u{feff}']).len();
    // Only blank lines may stand above; an indented `---` is text.
    let start = text
        .get(..start)
        .and_then(|s| s.rfind('\n'))
        .map_or(0, |at| at + 1);
    let head = text.get(start..).unwrap_or_default();
    match block::find(head) {
        Some(block) => read(text, start, &block),
        None => unclosed(text, start).unwrap_or(FrontMatter {
            body: text,
            ..FrontMatter::default()
        }),
    }
}

/// What a block says: its keys, what was odd, and the language to show it in where it could not
/// be read whole.
#[derive(Default)]
struct Reading {
    keys: Keys,
    diagnostics: Vec<Diagnostic>,
    shown: Option<&'static str>,
}

fn read<'a>(text: &'a str, start: usize, block: &Block<'a>) -> FrontMatter<'a> {
    let end = start + block.end;
    let above = text.get(..start).unwrap_or_default();
    let first_line = newlines(above) + block.lines_before + 1;
    let reading = match block.syntax {
        Syntax::Yaml => yaml_keys(block.keys, first_line),
        Syntax::Toml => Some(toml_keys(block.keys, first_line)),
        Syntax::Lines => lines_keys(block.keys, first_line),
        Syntax::Org => Some(Reading {
            keys: salvage::org(block.keys, first_line),
            ..Reading::default()
        }),
        Syntax::Program(language) => Some(Reading {
            keys: salvage::keys(block.keys, first_line).0,
            shown: Some(language),
            ..Reading::default()
        }),
    };
    // A rule at the head and another below are no front matter.
    let Some(reading) = reading else {
        return FrontMatter {
            body: text,
            ..FrontMatter::default()
        };
    };
    FrontMatter {
        keys: reading.keys,
        shown: reading.shown.map(|language| (language, block.keys)),
        body: text.get(end..).unwrap_or_default(),
        lines_above: newlines(text.get(..end).unwrap_or_default()),
        diagnostics: reading.diagnostics,
    }
}

/// The keys of YAML, or of its lines where it is broken; `None` where it is no mapping at all.
fn yaml_keys(source: &str, first_line: usize) -> Option<Reading> {
    // A comment of YAML is a heading of Markdown, so only blank lines make an empty block.
    if source.trim().is_empty() {
        return Some(Reading::default());
    }
    if !guard::is_shallow(source) {
        return Some(too_deep("yaml", first_line));
    }
    match yaml::parse(source) {
        Ok(Node::Map(entries)) => {
            let (keys, diagnostics) = unique(entries, source, first_line);
            Some(Reading {
                keys,
                diagnostics,
                shown: None,
            })
        }
        Ok(_) => None,
        Err(error) => {
            let reason = error.reason;
            let line = error.line.map_or(first_line, |line| first_line + line - 1);
            let kind = DiagnosticKind::InvalidYaml { reason };
            let reading = salvaged(
                "yaml",
                source,
                first_line,
                Diagnostic {
                    kind,
                    line: Some(line),
                },
            );
            (!reading.keys.is_empty()).then_some(reading)
        }
    }
}

/// The keys of lines; `None` where there is text and no key.
fn lines_keys(source: &str, first_line: usize) -> Option<Reading> {
    let (keys, is_whole) = salvage::keys(source, first_line);
    (is_whole || !keys.is_empty()).then_some(Reading {
        keys,
        diagnostics: Vec::new(),
        shown: (!is_whole).then_some("yml"),
    })
}

/// The keys of TOML, or of its lines where it is broken.
fn toml_keys(source: &str, first_line: usize) -> Reading {
    match toml_keys::parse(source) {
        Ok(entries) => Reading {
            keys: entries
                .into_iter()
                .map(|(key, node, line)| (key, node, Some(first_line + line)))
                .collect(),
            ..Reading::default()
        },
        Err(TomlError::TooDeep) => too_deep("toml", first_line),
        Err(TomlError::Invalid { reason, line }) => {
            let kind = DiagnosticKind::InvalidToml { reason };
            let line = Some(first_line + line);
            salvaged("toml", source, first_line, Diagnostic { kind, line })
        }
    }
}

/// What a block that its syntax cannot read says line by line.
fn salvaged(language: &'static str, source: &str, first_line: usize, why: Diagnostic) -> Reading {
    let (keys, is_whole) = salvage::keys(source, first_line);
    Reading {
        keys,
        diagnostics: vec![why],
        shown: (!is_whole).then_some(language),
    }
}

fn too_deep(language: &'static str, first_line: usize) -> Reading {
    let kind = DiagnosticKind::TooDeep {
        limit: guard::LIMIT,
    };
    let line = Some(first_line);
    Reading {
        keys: Keys::new(),
        diagnostics: vec![Diagnostic { kind, line }],
        shown: Some(language),
    }
}

/// Keeps the last of equal keys in the place of the first, and names each that was overwritten.
fn unique(
    entries: Vec<(String, Node)>,
    source: &str,
    first_line: usize,
) -> (Keys, Vec<Diagnostic>) {
    let mut lines = guard::top_level_lines(source);
    let mut places = std::collections::HashMap::new();
    let mut keys: Keys = Vec::with_capacity(entries.len());
    let mut diagnostics = Vec::new();
    for (key, node) in entries {
        let line = lines.next_of(&key).map(|line| first_line + line);
        for path in node.duplicates(&key) {
            let kind = DiagnosticKind::DuplicateKey { key: path };
            diagnostics.push(Diagnostic { kind, line });
        }
        let earlier = places.get(&key).and_then(|&at: &usize| keys.get_mut(at));
        if let Some(earlier) = earlier {
            earlier.1 = node;
            earlier.2 = line;
            let kind = DiagnosticKind::DuplicateKey { key };
            diagnostics.push(Diagnostic { kind, line });
            continue;
        }
        places.insert(key.clone(), keys.len());
        keys.push((key, node, line));
    }
    (keys, diagnostics)
}

/// Front matter that opens and never closes: the lines that read as keys are taken.
fn unclosed(text: &str, start: usize) -> Option<FrontMatter<'_>> {
    let head = text.get(start..)?;
    let (opening, rest) = head.split_once('\n')?;
    if opening.trim_end() != "---" {
        return None;
    }
    let length = salvage::leading_keys(rest);
    let source = rest.get(..length).filter(|source| !source.is_empty())?;
    let first_line = newlines(text.get(..start)?) + 2;
    let end = start + opening.len() + 1 + length;
    let mut diagnostics = vec![Diagnostic {
        kind: DiagnosticKind::UnclosedFrontMatter,
        line: Some(first_line - 1),
    }];
    let reading = yaml_keys(source, first_line)?;
    diagnostics.extend(reading.diagnostics);
    Some(FrontMatter {
        keys: reading.keys,
        shown: reading.shown.map(|language| (language, source)),
        body: text.get(end..)?,
        lines_above: newlines(text.get(..end)?),
        diagnostics,
    })
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|&b| b == b'\n').count()
}

#[cfg(test)]
mod tests;
