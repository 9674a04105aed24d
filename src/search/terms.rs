//! What a document exactly is: `tag:credit-market`, `concept:short-gamma`, `lang:zh-hant`.
//!
//! All kinds share one field; the kind stands before the value.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};

use crate::model::{Language, Mention, NoteSummary, Target};
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

/// All terms of a note.
pub(super) fn of_note(summary: &NoteSummary, mentions: &[Mention]) -> BTreeSet<String> {
    let mut terms = BTreeSet::from([NOTE.to_owned()]);
    terms.extend(summary.tags.iter().map(|written| tag(written)));
    for spoken in &summary.languages {
        terms.insert(language(spoken.tag()));
        let codes: &[&str] = match spoken {
            Language::Hans | Language::Hant => &["zh"],
            Language::En => &[],
            Language::Mixed => &["zh", "en"],
        };
        terms.extend(codes.iter().map(|code| language(code)));
    }
    terms.extend(mentions.iter().map(|mention| target(&mention.target)));
    terms
}

/// Finds the documents that a term stands for.
pub(super) fn query(field: Field, term: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::Basic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Side;

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

    #[test]
    fn a_note_has_the_terms_of_its_languages_and_mentions() {
        let summary = NoteSummary {
            languages: vec![Language::Hant, Language::En],
            tags: vec!["Gold".into()],
            ..NoteSummary::default()
        };
        let mention = Mention {
            target: Target::Concept("short-gamma".into()),
            passage: 0,
            side: Side::En,
            range: 0..1,
        };
        let terms = of_note(&summary, &[mention.clone(), mention]);
        let expected = [
            "concept:short-gamma",
            "kind:note",
            "lang:en",
            "lang:zh",
            "lang:zh-hant",
            "tag:gold",
        ];
        assert_eq!(
            terms.iter().map(String::as_str).collect::<Vec<_>>(),
            expected
        );
    }
}
