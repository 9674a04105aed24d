//! TOML as the tree that YAML becomes, in the order and the spelling in which it was written.
//!
//! The `toml` crate keeps where every key and value stands, so numbers and dates are taken from
//! the source itself: `1.10` stays `1.10`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::guard;
use super::yaml::{Node, Scalar};

/// Why TOML could not be read.
#[derive(Debug)]
pub(super) enum TomlError {
    /// Its tables nest deeper than [`guard::LIMIT`].
    TooDeep,
    /// It breaks the rules of TOML.
    Invalid {
        /// The parser's own words, on one line.
        reason: String,
        /// Line of the source, from 0.
        line: usize,
    },
}

/// A key of the top level, its value, and its line of the source, from 0.
pub(super) type Entry = (String, Node, usize);

/// Reads one TOML document.
pub(super) fn parse(source: &str) -> Result<Vec<Entry>, TomlError> {
    if !is_shallow(source) {
        return Err(TomlError::TooDeep);
    }
    let root = DeTable::parse(source).map_err(|error| TomlError::Invalid {
        reason: error.message().lines().collect::<Vec<_>>().join(", "),
        line: line_of(source, error.span().map_or(0, |span| span.start)),
    })?;
    let entries = ordered(root.get_ref()).into_iter();
    Ok(entries
        .map(|(at, key, value)| (key, node(source, value), line_of(source, at)))
        .collect())
}

fn line_of(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or(source);
    before.bytes().filter(|&byte| byte == b'\n').count()
}

/// The entries of a table with the place of each key, as they stand in the source.
fn ordered<'t, 'd>(table: &'t DeTable<'d>) -> Vec<(usize, String, &'t Spanned<DeValue<'d>>)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| (key.span().start, key.get_ref().to_string(), value))
        .collect();
    entries.sort_by_key(|(at, ..)| *at);
    entries
}

fn node(source: &str, value: &Spanned<DeValue<'_>>) -> Node {
    let written = || source.get(value.span()).unwrap_or_default().to_owned();
    match value.get_ref() {
        DeValue::String(text) => Node::Scalar(Scalar::Text, text.to_string()),
        DeValue::Integer(_) | DeValue::Float(_) => Node::Scalar(Scalar::Number, written()),
        DeValue::Boolean(flag) => Node::Scalar(Scalar::Boolean, flag.to_string()),
        // TOML has dates of its own, which elsewhere are texts.
        DeValue::Datetime(_) => Node::Scalar(Scalar::Text, written()),
        DeValue::Array(items) => Node::List(items.iter().map(|item| node(source, item)).collect()),
        DeValue::Table(table) => {
            let entries = ordered(table).into_iter();
            Node::Map(
                entries
                    .map(|(_, key, value)| (key, node(source, value)))
                    .collect(),
            )
        }
    }
}

/// Whether neither brackets nor dotted keys nest deeper than is safe to walk.
fn is_shallow(source: &str) -> bool {
    let is_end = |c: char| matches!(c, '=' | ',' | '{' | '}' | '[' | ']');
    let dots = source
        .lines()
        .flat_map(|line| line.split_inclusive(is_end))
        .filter(|part| part.ends_with(['=', ']']))
        .map(|part| part.matches('.').count());
    guard::is_shallow(source) && dots.max().unwrap_or(0) <= guard::LIMIT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node {
        Node::Scalar(Scalar::Text, text.into())
    }

    fn number(text: &str) -> Node {
        Node::Scalar(Scalar::Number, text.into())
    }

    #[test]
    fn values_keep_order_and_spelling() {
        let source = "title = \"标题\"\ndate = 2026-02-09T10:00:00+08:00\nb = 1.10\na = 0x1F\n\
                      draft = true\ntags = [\n  'x',\n  'y',\n]\n[params]\nz = 1\na.b = '''q'''\n";
        let entries = parse(source).expect("valid TOML");
        let deeper = Node::Map(vec![("b".into(), text("q"))]);
        let params = Node::Map(vec![("z".into(), number("1")), ("a".into(), deeper)]);
        let expected = [
            ("title", text("标题"), 0),
            ("date", text("2026-02-09T10:00:00+08:00"), 1),
            ("b", number("1.10"), 2),
            ("a", number("0x1F"), 3),
            ("draft", Node::Scalar(Scalar::Boolean, "true".into()), 4),
            ("tags", Node::List(vec![text("x"), text("y")]), 5),
            ("params", params, 9),
        ];
        let expected = expected.map(|(key, node, line)| (key.to_owned(), node, line));
        assert_eq!(entries, expected);
    }

    #[test]
    fn arrays_of_tables_are_lists_of_mappings() {
        let entries = parse("[[menu]]\nid = 1\n[[menu]]\nid = 2\n").expect("valid TOML");
        let item = |id: &str| Node::Map(vec![("id".into(), number(id))]);
        assert_eq!(
            entries,
            [("menu".into(), Node::List(vec![item("1"), item("2")]), 0)]
        );
    }

    #[test]
    fn broken_toml_names_its_line() {
        for (source, expected) in [("a = 1\nb = \n", 1), ("a = 1\na = 2\n", 1), ("a = [1\n", 1)] {
            match parse(source) {
                Err(TomlError::Invalid { line, reason }) => {
                    assert!(line <= expected && !reason.is_empty(), "{source}");
                }
                other => panic!("{source}: {other:?}"),
            }
        }
    }

    #[test]
    fn deep_tables_are_refused_before_they_are_parsed() {
        let deep = "a.".repeat(guard::LIMIT + 1);
        for source in [
            format!("{deep}a = 1\n"),
            format!("[{deep}a]\n"),
            format!("x = {}{}\n", "[".repeat(10_000), "]".repeat(10_000)),
            format!("x = {{ {deep}a = 1 }}\n"),
        ] {
            assert!(matches!(parse(&source), Err(TomlError::TooDeep)));
        }
        assert!(parse(&format!("a = '{}'\n", "x. ".repeat(200))).is_ok());
    }
}
