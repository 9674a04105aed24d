//! Front matter: the fields of the metadata in a fixed order, then every other key in its own.

use crate::model::{Language, Metadata, MetadataValue, Note, Passage};
use crate::text::script::{english_words, han_characters};

use super::yaml;

/// Spellings of the key that names the languages.
const LANGUAGE: &[&str] = &["language", "languages", "lang"];

/// The block with its fences; a title is always there.
pub(super) fn matter(note: &Note) -> String {
    let metadata = &note.metadata;
    let mut keys: Vec<(&str, MetadataValue)> = vec![("title", text(&metadata.title))];
    let mut add = |key: &'static str, value: Option<MetadataValue>| {
        keys.extend(value.map(|value| (key, value)));
    };
    let field = |value: &Option<String>| value.as_deref().map(text);
    let credits = &metadata.credits;
    add("original_title", field(&metadata.original_title));
    add("date", metadata.date.map(|date| text(&date.to_string())));
    add("source", field(&metadata.source));
    add("author", field(&credits.author));
    add("translator", field(&credits.translator));
    add("editor", field(&credits.editor));
    add("speaker", field(&metadata.speaker));
    add("guest", field(&metadata.guest));
    add("series", field(&metadata.series));
    add("category", field(&metadata.category));
    add("language", languages(note));
    let tags = metadata.tags.iter().map(|tag| text(tag)).collect();
    add(
        "tags",
        (!metadata.tags.is_empty()).then_some(MetadataValue::List(tags)),
    );
    add("summary", field(&metadata.summary));
    let mut out = String::from("---\n");
    for (key, value) in &keys {
        match value {
            // A date is the one field that YAML may read as what it is.
            MetadataValue::Text(text) if *key == "date" => {
                out.extend(["date: ", text, "\n"]);
            }
            // A title of figures is a text.
            MetadataValue::Text(text) if !text.contains('\n') => {
                out.extend([*key, ": ", &yaml::scalar(text), "\n"]);
            }
            value => yaml::entry(&mut out, 0, key, value),
        }
    }
    others(&mut out, metadata, &keys);
    out.push_str("---\n");
    out
}

/// Writes the keys without a field; one that stands above already gets a stroke behind it.
fn others(out: &mut String, metadata: &Metadata, written: &[(&str, MetadataValue)]) {
    let mut seen: Vec<String> = written.iter().map(|(key, _)| (*key).to_owned()).collect();
    for (key, value) in &metadata.other {
        let mut key = key.clone();
        while seen.contains(&key) {
            key.push('_');
        }
        yaml::entry(out, 0, &key, value);
        seen.push(key);
    }
}

fn text(text: &str) -> MetadataValue {
    MetadataValue::Text(text.to_owned())
}

/// The languages of the texts, most text first; `None` where the note says so itself.
fn languages(note: &Note) -> Option<MetadataValue> {
    let says = |(key, _): &(String, _)| LANGUAGE.contains(&key.to_lowercase().as_str());
    if note.metadata.other.iter().any(says) {
        return None;
    }
    let mut lengths = Language::ALL.map(|language| (language, 0));
    for (_, text) in note.passages.iter().flat_map(Passage::texts) {
        let length = match text.language {
            // An English word is about as long as two characters.
            Language::En => english_words(&text.content) * 2,
            Language::Hans | Language::Hant => han_characters(&text.content),
            Language::Mixed => han_characters(&text.content) + english_words(&text.content) * 2,
        };
        for (language, sum) in &mut lengths {
            if *language == text.language {
                *sum += length;
            }
        }
    }
    lengths.sort_by_key(|&(_, length)| std::cmp::Reverse(length));
    let found = lengths.iter().filter(|&&(_, length)| length > 0);
    let tags: Vec<MetadataValue> = found.map(|(language, _)| text(language.tag())).collect();
    match tags.len() {
        0 => None,
        1 => tags.into_iter().next(),
        _ => Some(MetadataValue::List(tags)),
    }
}
