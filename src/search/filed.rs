//! What a note is filed under, besides its text: who speaks, whom and what its front matter names,
//! its series, category, source, status and path.
//!
//! Every value carries its kind. Whole values become exact terms (see `terms`), the words of values
//! one field of terms that begin with the kind, so that `person:powell` finds "Jerome Powell".

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::record;
use crate::model::{Listed, Note, NoteSummary, plain_key};
use crate::text::fold::folded;

/// What a value says of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Who speaks, is interviewed or wrote.
    Speaker,
    Author,
    Guest,
    /// Whom the front matter names, and everyone under [`Self::Speaker`].
    Person,
    Org,
    Product,
    Series,
    Category,
    /// Of an address, the whole of it; as an exact term its host alone.
    Source,
    Status,
    /// Below the library, with its folders.
    Path,
}

/// The keys of front matter that say how far a note is.
const STATUS: [&str; 3] = ["status", "状态", "狀態"];

impl Kind {
    /// As it stands before a value.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Author => "author",
            Self::Guest => "guest",
            Self::Person => "person",
            Self::Org => "org",
            Self::Product => "product",
            Self::Series => "series",
            Self::Category => "category",
            Self::Source => "source",
            Self::Status => "status",
            Self::Path => "path",
        }
    }

    /// Of a key of front matter that has no field of its own.
    fn of_key(key: &str) -> Option<Self> {
        match Listed::of_key(key) {
            Some(Listed::People) => Some(Self::Person),
            Some(Listed::Houses) => Some(Self::Org),
            Some(Listed::Products) => Some(Self::Product),
            Some(Listed::Tickers) => None,
            None => STATUS
                .contains(&plain_key(key).as_str())
                .then_some(Self::Status),
        }
    }
}

/// Everything that a note is filed under, as written, each once.
pub(super) fn of_note<'a>(note: &'a Note, summary: &NoteSummary) -> BTreeSet<(Kind, Cow<'a, str>)> {
    let metadata = &note.metadata;
    let mut filed = BTreeSet::new();
    let mut add = |kind, value: &'a str| {
        if !value.trim().is_empty() {
            filed.insert((kind, Cow::Borrowed(value.trim())));
        }
    };
    for speaker in speakers(note) {
        add(Kind::Speaker, speaker);
        add(Kind::Person, speaker);
    }
    for (kind, value) in [
        (Kind::Author, &metadata.credits.author),
        (Kind::Guest, &metadata.guest),
        (Kind::Series, &metadata.series),
        (Kind::Category, &metadata.category),
        (Kind::Source, &metadata.source),
    ] {
        if let Some(value) = value {
            add(kind, value);
        }
    }
    for (key, value) in &metadata.other {
        if let Some(kind) = Kind::of_key(key) {
            for value in value.texts() {
                add(kind, value);
            }
        }
    }
    filed.insert((Kind::Path, Cow::Owned(record::path_text(&summary.path))));
    filed
}

/// Everyone who speaks, is interviewed or wrote, each once.
pub(super) fn speakers(note: &Note) -> BTreeSet<&str> {
    let metadata = &note.metadata;
    let named = [&metadata.speaker, &metadata.guest, &metadata.credits.author];
    let heard = note
        .passages
        .iter()
        .filter_map(|passage| passage.speaker.as_deref());
    named
        .into_iter()
        .filter_map(Option::as_deref)
        .chain(heard)
        .collect()
}

/// A value as its words are indexed: its kind, a colon, and the folded value.
pub(super) fn text(kind: Kind, value: &str) -> String {
    format!("{}:{}", kind.name(), folded(value))
}

/// The exact term of a value: folded, its words joined by single spaces, an address by its host.
pub(super) fn term(kind: Kind, value: &str) -> String {
    let value = match host(value) {
        Some(host) if kind == Kind::Source => host,
        _ => value,
    };
    let folded = folded(value);
    let words: Vec<&str> = folded.split_whitespace().collect();
    format!("{}:{}", kind.name(), words.join(" "))
}

/// The host of an address, without `www.`.
fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MetadataValue;
    use crate::search::fixtures;

    fn filed(note: &Note) -> Vec<String> {
        let summary = fixtures::summary(1, note);
        let filed = of_note(note, &summary).into_iter();
        filed.map(|(kind, value)| term(kind, &value)).collect()
    }

    #[test]
    fn front_matter_names_people_houses_and_products() {
        let mut note = fixtures::note("t", &["甲"]);
        let list = |values: &[&str]| {
            let values = values.iter().map(|one| MetadataValue::Text((*one).into()));
            MetadataValue::List(values.collect())
        };
        note.metadata.guest = Some("Mei  Lin".into());
        note.metadata.source = Some("https://www.example.com/watch?v=1".into());
        note.metadata.other = vec![
            ("people".into(), list(&["鮑爾", ""])),
            ("Companies-Orgs".into(), list(&["Desk Co"])),
            ("产品".into(), MetadataValue::Text("B200".into())),
            ("status".into(), MetadataValue::Text("Evergreen".into())),
            ("insight".into(), MetadataValue::Text("none".into())),
            ("people".into(), MetadataValue::Empty),
        ];
        let expected = [
            "speaker:mei lin",
            "guest:mei lin",
            "person:mei lin",
            "person:鲍尔",
            "org:desk co",
            "product:b200",
            "source:example.com",
            "status:evergreen",
            "path:notes/00001.md",
        ];
        assert_eq!(filed(&note), expected);
    }

    #[test]
    fn each_speaker_stands_once() {
        let mut note = fixtures::note("t", &["甲", "乙"]);
        note.metadata.guest = Some("Lin".into());
        for passage in &mut note.passages {
            passage.speaker = Some("Lin".into());
        }
        assert_eq!(speakers(&note).into_iter().collect::<Vec<_>>(), ["Lin"]);
    }

    #[test]
    fn an_address_is_filed_under_its_host() {
        for (source, expected) in [
            ("https://www.example.com/a?b#c", "source:example.com"),
            ("http://user@example.com:80/", "source:example.com"),
            ("Example  Weekly", "source:example weekly"),
            ("https://", "source:https://"),
        ] {
            assert_eq!(term(Kind::Source, source), expected);
        }
    }
}
