//! Where front matter stands at the head of a document, and how it is written.

use super::yaml::{self, Node};
use super::{guard, salvage};

/// How the keys of a block are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    /// `key: value` lines only, with ASCII or full-width colons.
    Lines,
    Toml,
    /// `#+KEY: value` lines.
    Org,
    /// A program in some language, whose lines may read as keys.
    Program(&'static str),
}

/// A block found at the head: ranges are bytes from the head's start.
pub(super) struct Block<'a> {
    pub syntax: Syntax,
    pub keys: &'a str,
    /// Lines of the block above its keys.
    pub lines_before: usize,
    /// Where the body begins.
    pub end: usize,
}

/// The block that a head begins with.
pub(super) fn find(head: &str) -> Option<Block<'_>> {
    delimited(head)
        .or_else(|| comment(head))
        .or_else(|| fenced_export(head))
        .or_else(|| json(head))
        .or_else(|| org(head))
}

/// `---` … `---` or `...`, `---json` and the like, `+++` … `+++` and `;;;` … `;;;`.
fn delimited(head: &str) -> Option<Block<'_>> {
    let (opening, _) = head.split_once('\n')?;
    let opening_line = opening.trim_end();
    let (syntax, fence) = match opening_line {
        "+++" => (Syntax::Toml, "+++"),
        line => match line.strip_prefix(";;;") {
            Some(language) => (named(language)?, ";;;"),
            None => (named(line.strip_prefix("---")?)?, "---"),
        },
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

/// The syntax that stands behind an opening `---`.
fn named(language: &str) -> Option<Syntax> {
    match language.trim() {
        "" | "yaml" | "yml" | "json" => Some(Syntax::Yaml),
        "toml" => Some(Syntax::Toml),
        "coffee" | "coffeescript" => Some(Syntax::Program("coffee")),
        "cson" => Some(Syntax::Program("cson")),
        "js" | "javascript" => Some(Syntax::Program("js")),
        _ => None,
    }
}

/// `<!--yml` … `-->`, and YAML between `---` lines in a comment, as Hugo has it.
fn comment(head: &str) -> Option<Block<'_>> {
    let (opening, _) = head.split_once('\n')?;
    let name = opening.trim_end().strip_prefix("<!--")?.trim();
    let from = opening.len() + 1;
    let length = head.get(from..)?.find("-->")?;
    let inner = head.get(from..from + length)?;
    let end = after_line(head, from + length + 3);
    if name.is_empty() {
        let keys = inner.strip_prefix("---\n")?;
        let keys = keys.trim_end().strip_suffix("---")?;
        return Some(Block {
            syntax: Syntax::Yaml,
            keys,
            lines_before: 2,
            end,
        });
    }
    matches!(name, "yml" | "yaml" | "---").then(|| Block {
        syntax: Syntax::Lines,
        keys: inner.trim_end().trim_end_matches("---"),
        lines_before: 1,
        end,
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
        if !super::super::metadata::is_known(key) {
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

/// The `#+KEY: value` lines at the head of an Org document.
fn org(head: &str) -> Option<Block<'_>> {
    let mut end = 0;
    for line in head.split_inclusive('\n') {
        if !line.starts_with("#+") || !line.contains(':') {
            break;
        }
        end += line.len();
    }
    (end > 0).then_some(Block {
        syntax: Syntax::Org,
        keys: head.get(..end)?,
        lines_before: 0,
        end,
    })
}

/// The byte after the line in which `at` stands.
fn after_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |length| at + length + 1)
}
