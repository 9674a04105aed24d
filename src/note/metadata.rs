//! Typed metadata from the keys of front matter.
//!
//! Each field takes the first of its spellings that holds something; every other key is kept in
//! `other`. A value of an unusual type is bent into shape where its meaning is plain, and each
//! time a diagnostic says what was done.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::model::{Diagnostic, DiagnosticKind, Metadata, MetadataValue, PassageKind};
use crate::text::sanitise::sanitise;

use super::front_matter::{Keys, Node, Scalar};
use super::{date, markdown};
use spellings::{Field, field, is_plain};

mod spellings;

/// Whether a key names a field, in any of its spellings.
pub(super) fn is_known(key: &str) -> bool {
    field(key).is_some()
}

/// Fills metadata from keys; the title may stay empty.
pub(super) fn read(keys: Keys) -> (Metadata, Vec<Diagnostic>) {
    let mut reading = Reading::default();
    // The plain spelling of a field goes before its other spellings, wherever they stand.
    let (plain, others): (Vec<_>, Vec<_>) = keys
        .into_iter()
        .enumerate()
        .partition(|(_, (key, ..))| is_plain(key));
    let mut rest: Vec<(usize, (String, MetadataValue))> = Vec::new();
    for (place, (key, node, line)) in plain.into_iter().chain(others) {
        reading.line = line;
        if let Some(node) = reading.take(&key, node) {
            rest.push((place, (clean(&key), clean_value(node.into_value()))));
        }
    }
    rest.sort_by_key(|(place, _)| *place);
    reading.metadata.other = rest.into_iter().map(|(_, entry)| entry).collect();
    (reading.metadata, reading.diagnostics)
}

#[derive(Default)]
struct Reading {
    metadata: Metadata,
    diagnostics: Vec<Diagnostic>,
    line: Option<usize>,
}

impl Reading {
    /// Takes a value into its field; gives it back where it has none, or the field is filled.
    fn take(&mut self, key: &str, node: Node) -> Option<Node> {
        let Some(field) = field(key) else {
            return Some(node);
        };
        match field {
            Field::Date => self.date(key, node),
            Field::Tags => self.tags(key, node),
            _ => {
                if self.slot(field).is_some_and(|slot| slot.is_some()) {
                    return Some(node);
                }
                let mut text = self.text(key, node, field);
                if matches!(field, Field::Summary | Field::Title | Field::OriginalTitle) {
                    text = text.map(without_emphasis);
                }
                if let Some(slot) = self.slot(field) {
                    *slot = text;
                } else {
                    self.metadata.title = text.unwrap_or_default();
                }
                None
            }
        }
    }

    fn slot(&mut self, field: Field) -> Option<&mut Option<String>> {
        let metadata = &mut self.metadata;
        match field {
            Field::Speaker => Some(&mut metadata.speaker),
            Field::Guest => Some(&mut metadata.guest),
            Field::OriginalTitle => Some(&mut metadata.original_title),
            Field::Author => Some(&mut metadata.credits.author),
            Field::Translator => Some(&mut metadata.credits.translator),
            Field::Editor => Some(&mut metadata.credits.editor),
            Field::Source => Some(&mut metadata.source),
            Field::Summary => Some(&mut metadata.summary),
            Field::Series => Some(&mut metadata.series),
            Field::Category => Some(&mut metadata.category),
            Field::Title | Field::Date | Field::Tags => None,
        }
    }

    /// A scalar's text; the parts of a list are joined, which is usual for people and categories.
    fn text(&mut self, key: &str, node: Node, field: Field) -> Option<String> {
        let found = node.kind();
        let text = match node {
            Node::Null => return None,
            Node::Scalar(_, text) => text,
            Node::List(items) => {
                let plural = !matches!(
                    field,
                    Field::Title | Field::OriginalTitle | Field::Summary | Field::Source
                );
                if !plural && !items.is_empty() {
                    self.unexpected(key, "text", found, "its parts were joined");
                }
                self.parts(key, items).join(", ")
            }
            Node::Map(_) => {
                self.unexpected(key, "text", found, "its parts were joined");
                let value = node.into_value();
                words(&value).join(", ")
            }
        };
        let text = clean(unquoted(&text).trim());
        (!text.is_empty()).then_some(text)
    }

    fn date(&mut self, key: &str, node: Node) -> Option<Node> {
        if self.metadata.date.is_some() {
            return Some(node);
        }
        let found = node.kind();
        let written = match node {
            Node::Null => return None,
            Node::Scalar(kind, text) => {
                if kind != Scalar::Text {
                    self.unexpected(key, "a date", found, "it was read as year, month and day");
                }
                text
            }
            Node::List(items) => {
                self.unexpected(key, "a date", found, "its first part was taken");
                self.parts(key, items)
                    .into_iter()
                    .next()
                    .unwrap_or_default()
            }
            Node::Map(_) => {
                self.unexpected(key, "a date", found, "it was kept with the other keys");
                return Some(node);
            }
        };
        if written.trim().is_empty() {
            return None;
        }
        self.metadata.date = date::parse(&written);
        if self.metadata.date.is_some() {
            return None;
        }
        self.note(DiagnosticKind::InvalidDate {
            key: clean(key),
            value: clean(&written),
        });
        Some(Node::Scalar(Scalar::Text, written))
    }

    fn tags(&mut self, key: &str, node: Node) -> Option<Node> {
        if !self.metadata.tags.is_empty() {
            return Some(node);
        }
        let found = node.kind();
        let tags = match node {
            Node::Null => {
                self.unexpected(key, "a list", found, "it was read as an empty list");
                return None;
            }
            Node::Scalar(_, text) => {
                self.unexpected(key, "a list", found, "it was parted at its commas");
                parted(&text)
            }
            Node::List(items) => self.parts(key, items),
            Node::Map(_) => {
                self.unexpected(key, "a list", found, "its parts were taken");
                words(&node.into_value())
            }
        };
        let mut seen = HashSet::new();
        self.metadata.tags = tags
            .iter()
            .map(|tag| clean(tag.trim().trim_start_matches('#')))
            .filter(|tag| !tag.is_empty() && seen.insert(tag.clone()))
            .collect();
        None
    }

    /// The scalars of a list; deeper values are flattened, which is worth a diagnostic.
    fn parts(&mut self, key: &str, items: Vec<Node>) -> Vec<String> {
        let odd = items.iter().find(|item| !matches!(item, Node::Scalar(..)));
        if let Some(found) = odd.map(Node::kind) {
            let outcome = match found {
                "nothing" => "the empty parts were left out",
                _ => "the deeper parts were joined to the list",
            };
            self.unexpected(key, "a list of words", found, outcome);
        }
        items
            .into_iter()
            .flat_map(|item| words(&item.into_value()))
            .collect()
    }

    fn unexpected(
        &mut self,
        key: &str,
        expected: &'static str,
        found: &'static str,
        outcome: &'static str,
    ) {
        self.note(DiagnosticKind::UnexpectedType {
            key: clean(key),
            expected,
            found,
            outcome,
        });
    }

    fn note(&mut self, kind: DiagnosticKind) {
        let line = self.line;
        self.diagnostics.push(Diagnostic { kind, line });
    }
}

/// A text whose quotation marks some export has escaped for a syntax that it was not put into.
fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains("\\\"") {
        return Cow::Borrowed(text);
    }
    let text = text.trim().replace("\\\"", "\"");
    let inner = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.contains('"')) {
        Some(inner) => Cow::Owned(inner.to_owned()),
        None => Cow::Owned(text),
    }
}

/// The words of a list written as one text.
fn parted(text: &str) -> Vec<String> {
    let commas = [',', '，', '、', ';', '；'];
    let hashes = text.split_whitespace().all(|word| word.starts_with('#'));
    let parts: Vec<&str> = if hashes {
        text.split_whitespace().collect()
    } else {
        text.split(commas).collect()
    };
    parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .collect()
}

/// Every scalar of a value, in order.
fn words(value: &MetadataValue) -> Vec<String> {
    match value {
        MetadataValue::Empty => Vec::new(),
        MetadataValue::Text(text) => vec![text.clone()],
        MetadataValue::List(items) => items.iter().flat_map(words).collect(),
        MetadataValue::Map(entries) => entries
            .iter()
            .flat_map(|(key, value)| match words(value) {
                words if words.is_empty() => vec![key.clone()],
                words => vec![format!("{key}: {}", words.join(", "))],
            })
            .collect(),
    }
}

/// A text without the marks of Markdown emphasis; one that is more than a paragraph stays whole.
fn without_emphasis(text: String) -> String {
    if !["**", "==", "`"].iter().any(|mark| text.contains(mark)) {
        return text;
    }
    let blocks = markdown::read(&text, 0).blocks;
    match &*blocks {
        [only] if only.kind == PassageKind::Prose => clean(&only.text.content),
        _ => text,
    }
}

/// Escapes of YAML and JSON can bring back the control characters that the text has lost.
fn clean(text: &str) -> String {
    sanitise(text).0.into_owned()
}

fn clean_value(value: MetadataValue) -> MetadataValue {
    match value {
        MetadataValue::Empty => MetadataValue::Empty,
        MetadataValue::Text(text) => MetadataValue::Text(clean(&text)),
        MetadataValue::List(items) => {
            MetadataValue::List(items.into_iter().map(clean_value).collect())
        }
        MetadataValue::Map(entries) => MetadataValue::Map(
            entries
                .into_iter()
                .map(|(key, value)| (clean(&key), clean_value(value)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests;
