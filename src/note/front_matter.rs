//! The block of keys at the head of a document: where it is, and what it holds.
//!
//! YAML between `---` lines, JSON objects (YAML reads them), `<!--yml` comments and the code fence
//! that some exports leave of one. TOML between `+++` lines is read key by key where a value
//! stands on its line, and is shown as code below so that nothing of it is lost.

mod guard;
mod salvage;
mod yaml;

use crate::model::{Diagnostic, DiagnosticKind};

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
    let block = delimited(head)
        .or_else(|| comment(head))
        .or_else(|| fenced_export(head))
        .or_else(|| json(head));
    match block {
        Some(block) => read(text, start, &block),
        None => unclosed(text, start).unwrap_or(FrontMatter {
            body: text,
            ..FrontMatter::default()
        }),
    }
}

/// How the keys of a block are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    /// `key: value` lines only, with ASCII or full-width colons.
    Lines,
    Toml,
}

/// A block found at the head: ranges are bytes from the head's start.
struct Block<'a> {
    syntax: Syntax,
    keys: &'a str,
    /// Lines of the block above its keys.
    lines_before: usize,
    /// Where the body begins.
    end: usize,
}

fn read<'a>(text: &'a str, start: usize, block: &Block<'a>) -> FrontMatter<'a> {
    let end = start + block.end;
    let above = text.get(..start).unwrap_or_default();
    let first_line = newlines(above) + block.lines_before + 1;
    let (keys, diagnostics) = match block.syntax {
        Syntax::Yaml => match yaml_keys(block.keys, first_line) {
            Some(read) => read,
            // A rule at the head and another below are no front matter.
            None => {
                return FrontMatter {
                    body: text,
                    ..FrontMatter::default()
                };
            }
        },
        Syntax::Lines | Syntax::Toml => (salvage::keys(block.keys, first_line), Vec::new()),
    };
    FrontMatter {
        keys,
        shown: (block.syntax == Syntax::Toml).then_some(("toml", block.keys)),
        body: text.get(end..).unwrap_or_default(),
        lines_above: newlines(text.get(..end).unwrap_or_default()),
        diagnostics,
    }
}

/// The keys of YAML, or of its lines where it is broken; `None` where it is no mapping at all.
fn yaml_keys(source: &str, first_line: usize) -> Option<(Keys, Vec<Diagnostic>)> {
    // A comment of YAML is a heading of Markdown, so only blank lines make an empty block.
    if source.trim().is_empty() {
        return Some((Keys::new(), Vec::new()));
    }
    if !guard::is_shallow(source) {
        let kind = DiagnosticKind::TooDeep {
            limit: guard::LIMIT,
        };
        let line = Some(first_line);
        return Some((Keys::new(), vec![Diagnostic { kind, line }]));
    }
    match yaml::parse(source) {
        Ok(Node::Map(entries)) => Some(unique(entries, source, first_line)),
        Ok(_) => None,
        Err(error) => {
            let keys = salvage::keys(source, first_line);
            if keys.is_empty() {
                return None;
            }
            let kind = DiagnosticKind::InvalidYaml {
                reason: error.reason,
            };
            let line = Some(error.line.map_or(first_line, |line| first_line + line - 1));
            Some((keys, vec![Diagnostic { kind, line }]))
        }
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

/// `---` … `---` or `...`, `---json` and the like, and `+++` … `+++`.
fn delimited(head: &str) -> Option<Block<'_>> {
    let (opening, _) = head.split_once('\n')?;
    let (syntax, fence) = match opening.trim_end() {
        "---" | "---yaml" | "---yml" | "---json" | "--- yaml" | "--- yml" | "--- json" => {
            (Syntax::Yaml, "---")
        }
        "+++" => (Syntax::Toml, "+++"),
        "---toml" | "--- toml" => (Syntax::Toml, "---"),
        _ => return None,
    };
    let from = opening.len() + 1;
    let mut at = from;
    for line in head.get(from..)?.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return Some(Block {
                syntax,
                keys: head.get(from..at)?,
                lines_before: 1,
                end,
            });
        }
        at = end;
    }
    None
}

/// `<!--yml` … `-->`
fn comment(head: &str) -> Option<Block<'_>> {
    let (opening, _) = head.split_once('\n')?;
    let name = opening.trim_end().strip_prefix("<!--")?.trim();
    if !matches!(name, "yml" | "yaml" | "---") {
        return None;
    }
    let from = opening.len() + 1;
    let length = head.get(from..)?.find("-->")?;
    let keys = head.get(from..from + length)?;
    Some(Block {
        syntax: Syntax::Lines,
        keys: keys.trim_end().trim_end_matches("---"),
        lines_before: 1,
        end: after_line(head, from + length + 3),
    })
}

/// A code fence that holds nothing but known keys, as some exports leave of a comment.
fn fenced_export(head: &str) -> Option<Block<'_>> {
    let (opening, rest) = head.split_once('\n')?;
    if !matches!(opening.trim_end(), "```" | "```yml" | "```yaml") {
        return None;
    }
    let from = opening.len() + 1;
    let length = rest.find("\n```")? + 1;
    let keys = head.get(from..from + length)?;
    let lines = keys.lines().filter(|line| !line.trim().is_empty());
    let mut count = 0;
    for line in lines {
        let (key, _) = salvage::key_and_value(line)?;
        if !super::metadata::is_known(key) {
            return None;
        }
        count += 1;
    }
    (count > 0).then(|| Block {
        syntax: Syntax::Lines,
        keys,
        lines_before: 1,
        end: after_line(head, from + length + 3),
    })
}

/// A JSON object at the head that ends a line.
fn json(head: &str) -> Option<Block<'_>> {
    // YAML would also read `{a word}`, which is text.
    if !head.strip_prefix('{')?.trim_start().starts_with('"') {
        return None;
    }
    let length = guard::object_length(head)?;
    let rest = head.get(length..)?;
    let line = rest.split('\n').next().unwrap_or_default();
    let object = head.get(..length)?;
    let reads = guard::is_shallow(object) && matches!(yaml::parse(object), Ok(Node::Map(_)));
    (line.trim().is_empty() && reads).then(|| Block {
        syntax: Syntax::Yaml,
        keys: object,
        lines_before: 0,
        end: after_line(head, length),
    })
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
    let (keys, found) = yaml_keys(source, first_line)?;
    diagnostics.extend(found);
    Some(FrontMatter {
        keys,
        shown: None,
        body: text.get(end..)?,
        lines_above: newlines(text.get(..end)?),
        diagnostics,
    })
}

/// The byte after the line in which `at` stands.
fn after_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |length| at + length + 1)
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|&b| b == b'\n').count()
}

#[cfg(test)]
mod tests;
