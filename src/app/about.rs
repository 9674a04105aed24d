//! What a document says of itself, as lines to show: who made it, where it is from, and every key
//! of its front matter that has no place of its own.

use crate::model::{Locale, Metadata, MetadataValue, Term};

use super::wording;

/// Labels with their values, the known ones first, the document's own keys as they are written.
///
/// Title, date and tags stand at the head of every note and are left out.
#[must_use]
pub fn facts(metadata: &Metadata, locale: Locale) -> Vec<(String, String)> {
    let credits = &metadata.credits;
    let known: [(Term, Option<&str>); 9] = [
        (wording::ORIGINAL_TITLE, metadata.original_title.as_deref()),
        (wording::SHOW, metadata.series.as_deref()),
        (wording::SPEAKER, metadata.speaker.as_deref()),
        (wording::GUEST, metadata.guest.as_deref()),
        (wording::AUTHOR, credits.author.as_deref()),
        (wording::TRANSLATOR, credits.translator.as_deref()),
        (wording::EDITOR, credits.editor.as_deref()),
        (wording::FROM, metadata.source.as_deref()),
        (wording::CATEGORY, metadata.category.as_deref()),
    ];
    let label = |term: Term| term.get(locale).to_owned();
    let known = known
        .into_iter()
        .filter_map(|(term, value)| Some((label(term), value?.to_owned())));
    let encoding = std::iter::once((label(wording::ENCODING), metadata.encoding.to_owned()));
    known
        .chain(encoding.filter(|(_, name)| !name.is_empty()))
        .chain(others(metadata))
        .collect()
}

/// The keys that have no place of their own, as written, on one line each.
pub fn others(metadata: &Metadata) -> impl Iterator<Item = (String, String)> {
    let others = metadata.other.iter();
    others.map(|(key, value)| (key.clone(), written(value)))
}

/// A value on one line: parts with commas between them, deeper ones in brackets.
fn written(value: &MetadataValue) -> String {
    match value {
        MetadataValue::Empty => String::new(),
        MetadataValue::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        MetadataValue::List(items) => items.iter().map(inner).collect::<Vec<_>>().join(", "),
        MetadataValue::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", inner(value)));
            entries.collect::<Vec<_>>().join(", ")
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
    use crate::model::Credits;

    #[test]
    fn known_facts_come_before_the_documents_own_keys() {
        let text = |text: &str| MetadataValue::Text(text.into());
        let menu = MetadataValue::Map(vec![("weight".into(), text("1.50"))]);
        let metadata = Metadata {
            original_title: Some("The Slow Buyer".into()),
            credits: Credits {
                translator: Some("甲".into()),
                ..Credits::default()
            },
            encoding: "Big5",
            other: vec![
                ("area".into(), text("two\nlines")),
                ("menu".into(), MetadataValue::List(vec![menu, text("x")])),
                ("empty".into(), MetadataValue::Empty),
            ],
            ..Metadata::default()
        };
        let expected = [
            ("original title", "The Slow Buyer"),
            ("translator", "甲"),
            ("encoding", "Big5"),
            ("area", "two lines"),
            ("menu", "{weight: 1.50}, x"),
            ("empty", ""),
        ];
        let found = facts(&metadata, Locale::En);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(facts(&metadata, Locale::Hans)[1].0, "译者");
    }
}
