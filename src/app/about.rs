//! The keys of a document's front matter that have no place of their own, as lines to show.

use crate::model::{Metadata, MetadataValue};

/// Each such key as it was written, with its value on one line; nothing is written `–`.
pub fn others(metadata: &Metadata) -> impl Iterator<Item = (String, String)> {
    let others = metadata.other.iter();
    others.map(|(key, value)| (key.clone(), written(value)))
}

/// A value on one line: parts with commas between them, deeper ones in brackets.
fn written(value: &MetadataValue) -> String {
    match value {
        MetadataValue::Empty => "–".to_owned(),
        MetadataValue::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        MetadataValue::List(items) => items.iter().map(inner).collect::<Vec<_>>().join(", "),
        MetadataValue::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", inner(value)));
            entries.collect::<Vec<_>>().join("; ")
        }
    }
}

fn inner(value: &MetadataValue) -> String {
    match value {
        MetadataValue::List(_) => format!("[{}]", written(value)),
        MetadataValue::Map(_) => format!("{{{}}}", written(value)),
        MetadataValue::Empty | MetadataValue::Text(_) => written(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_shape_are_one_line() {
        let text = |text: &str| MetadataValue::Text(text.into());
        let weight = MetadataValue::Map(vec![("weight".into(), text("1.50"))]);
        for (value, expected) in [
            (text("two\nlines"), "two lines"),
            (MetadataValue::Empty, "–"),
            (
                MetadataValue::List(vec![weight.clone(), text("x")]),
                "{weight: 1.50}, x",
            ),
            (
                MetadataValue::Map(vec![("a".into(), weight), ("b".into(), text("y"))]),
                "a: {weight: 1.50}; b: y",
            ),
        ] {
            let metadata = Metadata {
                other: vec![("key".into(), value)],
                ..Metadata::default()
            };
            let found: Vec<_> = others(&metadata).collect();
            assert_eq!(found, [("key".to_owned(), expected.to_owned())]);
        }
    }
}
