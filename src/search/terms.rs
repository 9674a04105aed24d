//! What a document exactly is: `tag:credit-market`, `concept:short-gamma`, `lang:zh-hant`,
//! `has:table`.
//!
//! All kinds share one field; the kind stands before the value.

use std::borrow::Cow;
use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};

use super::document::Entry;
use super::filed::{self, Kind};
use crate::model::{Language, Note, Passage, PassageKind, Side, Target};
use crate::text::fold::folded;

/// The term of every note.
pub(super) const NOTE: &str = "kind:note";
/// The term of every file that is no note.
pub(super) const REJECTED: &str = "kind:rejected";

/// A tag as compared: folded, with `-` for spaces and underscores.
pub(super) fn tag(tag: &str) -> String {
    let folded = folded(tag.trim().trim_start_matches('#'));
    let mut term = String::from("tag:");
    for word in folded.split(|c: char| c.is_whitespace() || c == '_' || c == '-') {
        if word.is_empty() {
            continue;
        }
        if !term.ends_with(':') {
            term.push('-');
        }
        term.push_str(word);
    }
    term
}

/// What a mention points to.
pub(super) fn target(target: &Target) -> String {
    match target {
        Target::Concept(id) => format!("concept:{id}"),
        Target::Instrument(id) => format!("ticker:{id}"),
    }
}

/// A language, or with `zh` both ways of writing Chinese.
pub(super) fn language(tag: &str) -> String {
    format!("lang:{}", tag.to_ascii_lowercase())
}

/// Something that a note has, of [`HAS`].
pub(super) fn has(what: &str) -> String {
    format!("has:{what}")
}

/// What `has:` may name.
pub(super) const HAS: [&str; 16] = [
    "english",
    "chinese",
    "translation",
    "table",
    "image",
    "code",
    "quote",
    "list",
    "glossary",
    "times",
    "speaker",
    "summary",
    "source",
    "tag",
    "date",
    "problem",
];

/// All terms of a note, of which `filed` is what it is filed under.
pub(super) fn of_note(
    entry: &Entry<'_>,
    filed: &BTreeSet<(Kind, Cow<'_, str>)>,
) -> BTreeSet<String> {
    let mut terms = BTreeSet::from([NOTE.to_owned()]);
    terms.extend(entry.summary.tags.iter().map(|written| tag(written)));
    for spoken in &entry.summary.languages {
        terms.insert(language(spoken.tag()));
        let codes: &[&str] = match spoken {
            Language::Hans | Language::Hant => &["zh"],
            Language::En => &[],
            Language::Mixed => &["zh", "en"],
        };
        terms.extend(codes.iter().map(|code| language(code)));
    }
    let mentions = entry.mentions.iter();
    terms.extend(mentions.map(|mention| target(&mention.target)));
    terms.extend(entry.listed.iter().map(target));
    let values = filed.iter().filter(|(kind, _)| *kind != Kind::Path);
    terms.extend(values.map(|(kind, value)| filed::term(*kind, value)));
    let own = HAS.into_iter().filter(|what| holds(entry, what));
    terms.extend(own.map(has));
    terms
}

/// Whether a note has one of [`HAS`].
fn holds(entry: &Entry<'_>, what: &str) -> bool {
    let Entry { summary, note, .. } = *entry;
    let metadata = &note.metadata;
    let any = |is: fn(&PassageKind) -> bool| note.passages.iter().any(|one| is(&one.kind));
    match what {
        "english" => speaks(note, Side::En),
        "chinese" => speaks(note, Side::Zh),
        "translation" => {
            let mut passages = note.passages.iter();
            passages.any(|passage| passage.zh.is_some() && passage.en.is_some())
        }
        "table" => any(|kind| matches!(kind, PassageKind::Table(_))),
        "image" => any(|kind| matches!(kind, PassageKind::Image(_))),
        "code" => any(|kind| matches!(kind, PassageKind::Code(_))),
        "quote" => any(|kind| matches!(kind, PassageKind::Quote(_))),
        "list" => any(|kind| matches!(kind, PassageKind::List { .. })),
        "glossary" => any(|kind| matches!(kind, PassageKind::Definition(_))),
        "times" => note.passages.iter().any(|passage| passage.time.is_some()),
        "speaker" => !filed::speakers(note).is_empty(),
        "summary" => metadata.summary.is_some(),
        "source" => metadata.source.is_some(),
        "tag" => !summary.tags.is_empty(),
        "date" => summary.date.is_some(),
        "problem" => summary.diagnostics > 0,
        _ => false,
    }
}

/// Whether a text of a note is of a language, or of both.
fn speaks(note: &Note, side: Side) -> bool {
    let mut texts = note.passages.iter().flat_map(Passage::texts);
    texts.any(|(stands, text)| stands == side || text.language == Language::Mixed)
}

/// Finds the documents that a term stands for.
pub(super) fn query(field: Field, term: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::Basic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mention, Text};
    use crate::search::{FileStamp, fixtures};

    #[test]
    fn tags_are_compared_without_case_script_and_joints() {
        for (written, term) in [
            ("Credit Market", "tag:credit-market"),
            ("credit_market", "tag:credit-market"),
            ("#credit-market", "tag:credit-market"),
            ("  Credit  --  Market ", "tag:credit-market"),
            ("量化緊縮", "tag:量化紧缩"),
            ("ＦＯＭＣ", "tag:fomc"),
        ] {
            assert_eq!(tag(written), term, "{written}");
        }
    }

    fn terms_of(note: &Note, mentions: &[Mention]) -> Vec<String> {
        let summary = fixtures::summary(1, note);
        let entry = Entry {
            summary: &summary,
            note,
            mentions,
            listed: &[],
            stamp: FileStamp::default(),
        };
        let filed = filed::of_note(note, &summary);
        of_note(&entry, &filed).into_iter().collect()
    }

    #[test]
    fn what_a_note_lists_counts_as_mentioned() {
        let note = Note::default();
        let entry = Entry {
            summary: &fixtures::summary(1, &note),
            note: &note,
            mentions: &[],
            listed: &[Target::Instrument("NVDA".into())],
            stamp: FileStamp::default(),
        };
        assert!(of_note(&entry, &BTreeSet::new()).contains("ticker:NVDA"));
    }

    #[test]
    fn a_note_has_the_terms_of_its_languages_mentions_and_names() {
        let mut note = fixtures::note("t", &["聯準會繼續縮表", "plain words"]);
        note.metadata.tags = vec!["Gold".into()];
        note.metadata.credits.author = Some("Lin".into());
        let mention = Mention {
            target: Target::Concept("short-gamma".into()),
            passage: 0,
            side: Side::En,
            range: 0..1,
            doubtful: false,
        };
        let expected = [
            "author:lin",
            "concept:short-gamma",
            "has:chinese",
            "has:english",
            "has:speaker",
            "has:tag",
            "kind:note",
            "lang:en",
            "lang:zh",
            "lang:zh-hant",
            "person:lin",
            "speaker:lin",
            "tag:gold",
        ];
        assert_eq!(terms_of(&note, &[mention.clone(), mention]), expected);
    }

    #[test]
    fn a_note_tells_what_its_passages_are() {
        for (kind, what) in [
            (PassageKind::Table(Vec::new()), "has:table"),
            (PassageKind::Code(None), "has:code"),
            (PassageKind::Quote(1), "has:quote"),
            (PassageKind::Image("a.png".into()), "has:image"),
            (PassageKind::Definition(String::new()), "has:glossary"),
        ] {
            let mut note = fixtures::note("t", &["text"]);
            let without = terms_of(&note, &[]);
            note.passages[0].kind = kind;
            let with = terms_of(&note, &[]);
            let added: Vec<_> = with.iter().filter(|term| !without.contains(term)).collect();
            assert_eq!(added, [what]);
        }
        let mut note = fixtures::note("t", &["text"]);
        note.passages[0].set(Text::plain(Language::Hans, "文"));
        assert!(terms_of(&note, &[]).contains(&has("translation")));
        assert!(!terms_of(&note, &[]).contains(&has("date")));
    }

    #[test]
    fn all_that_may_be_asked_for_is_known() {
        let mut note = fixtures::note("t", &["text"]);
        note.metadata.summary = Some("s".into());
        note.metadata.source = Some("s".into());
        note.metadata.date = Some(jiff::civil::date(2026, 1, 2));
        let terms = terms_of(&note, &[]);
        for what in ["summary", "source", "date", "english"] {
            assert!(HAS.contains(&what));
            assert!(terms.contains(&has(what)), "{what}");
        }
    }
}
