//! Keys read line by line, where front matter as a whole is no YAML.
//!
//! Takes `key: value`, `key：value`, `key = value`, and the `- item` lines or indented lines below
//! a key without a value. Quotes are taken off; nothing else of YAML is understood.

use super::Keys;
use super::yaml::{Node, Scalar};

/// Keys in the order written, of equal keys the last, and whether every line was read.
pub(super) fn keys(source: &str, first_line: usize) -> (Keys, bool) {
    let mut keys = Keys::new();
    let mut is_whole = true;
    let mut places = std::collections::HashMap::new();
    let mut current: Option<usize> = None;
    let mut are_items = false;
    for (number, line) in source.lines().enumerate() {
        let indented = line.starts_with([' ', '\t']);
        let bare = line.trim();
        // Below a table header the keys are not the document's own.
        if bare.starts_with('[') && bare.ends_with(']') && !indented {
            is_whole = false;
            break;
        }
        let mut found = key_and_value(line).filter(|_| !indented);
        if let Some(item) = list_item(bare) {
            let list = current.and_then(|at| keys.get_mut(at));
            match list.filter(|(_, node, _)| !are_items || matches!(node, Node::Null)) {
                Some((_, node, _)) => {
                    append(node, item);
                    continue;
                }
                // Some exports make a list of the keys.
                None => found = key_and_value(item),
            }
            are_items |= found.is_some();
            is_whole &= found.is_some();
        }
        if let Some((key, value)) = found {
            let place = *places.entry(key.to_owned()).or_insert(keys.len());
            let entry = (key.to_owned(), node(value), Some(first_line + number));
            match keys.get_mut(place) {
                Some(earlier) => {
                    is_whole &= earlier.1 == Node::Null;
                    *earlier = entry;
                }
                None => keys.push(entry),
            }
            current = Some(place);
        } else if let Some((_, node, _)) = current.and_then(|at| keys.get_mut(at)) {
            continue_scalar(node, bare);
        } else {
            is_whole &= bare.is_empty() || bare.starts_with('#');
        }
    }
    (keys, is_whole)
}

/// The keys of `#+KEY: value` lines, in lower case.
pub(super) fn org(source: &str, first_line: usize) -> Keys {
    let lines = source.lines().enumerate();
    lines
        .filter_map(|(number, line)| {
            let (key, value) = line.strip_prefix("#+")?.split_once(':')?;
            let node = match value.trim() {
                "" => Node::Null,
                value => Node::Scalar(Scalar::Text, value.to_owned()),
            };
            Some((key.trim().to_lowercase(), node, Some(first_line + number)))
        })
        .collect()
}

/// A key at the left margin and what follows it on its line.
pub(super) fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '：', '='])?;
    let (key, rest) = line.split_at_checked(at)?;
    let separator = rest.chars().next()?;
    let value = rest.get(separator.len_utf8()..)?;
    // `http://…` is no key, and neither is a sentence.
    let spaced = separator != ':'
        || value.is_empty()
        || value.starts_with([' ', '\t', '\n', '\'', '"', '[']);
    let key = key.trim().trim_matches(['"', '\'']);
    let short = !key.is_empty() && key.chars().count() <= 40;
    let named = key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    let words = key.split_whitespace().count() <= 3;
    (spaced && short && named && words).then(|| (key, value.trim()))
}

/// Bytes of the lines at the head that read as keys, items of a list or indented values.
pub(super) fn leading_keys(text: &str) -> usize {
    let mut end = 0;
    let mut any = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let indented = line.starts_with([' ', '\t']);
        let key = !indented && key_and_value(line.trim_end()).is_some();
        let below = any && !bare.is_empty() && (indented || list_item(bare).is_some());
        if !key && !below {
            break;
        }
        any = true;
        end += line.len();
    }
    end
}

fn list_item(bare: &str) -> Option<&str> {
    if bare == "-" {
        return Some("");
    }
    bare.strip_prefix("- ").map(str::trim)
}

fn append(node: &mut Node, item: &str) {
    let item = scalar(item);
    match node {
        Node::List(items) => items.push(item),
        Node::Null => *node = Node::List(vec![item]),
        Node::Scalar(..) | Node::Map(_) => {
            let first = std::mem::replace(node, Node::Null);
            *node = Node::List(vec![first, item]);
        }
    }
}

fn continue_scalar(node: &mut Node, bare: &str) {
    if bare.is_empty() {
        return;
    }
    match node {
        Node::Null => *node = scalar(bare),
        Node::Scalar(_, text) => {
            let block_sign = matches!(text.as_str(), ">" | "|" | ">-" | "|-" | ">+" | "|+");
            if block_sign {
                text.clear();
            } else {
                text.push(' ');
            }
            text.push_str(bare);
        }
        Node::List(_) | Node::Map(_) => append(node, bare),
    }
}

fn node(value: &str) -> Node {
    // A bracket that is never closed ends with its line.
    let list = value.strip_prefix('[').and_then(|rest| {
        let closed = rest.strip_suffix(']');
        closed.or_else(|| (!rest.contains(['[', ']'])).then_some(rest))
    });
    match list {
        Some(items) => Node::List(
            items
                .split([',', '，'])
                .filter(|item| !item.trim().is_empty())
                .map(scalar)
                .collect(),
        ),
        None => scalar(value),
    }
}

fn scalar(value: &str) -> Node {
    let value = value.trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        value
            .strip_prefix(quote)
            .and_then(|rest| match rest.strip_suffix(quote) {
                None if !rest.contains(quote) => Some(rest),
                closed => closed,
            })
    });
    match quoted {
        Some(text) => Node::Scalar(Scalar::Text, text.to_owned()),
        None if matches!(value, "" | "~" | "null") => Node::Null,
        None => Node::Scalar(Scalar::Text, value.to_owned()),
    }
}
