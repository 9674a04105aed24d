use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::model::Note;
use crate::search::document;
use crate::search::fixtures::{found, index, note, parse, put};

/// A note of a day, filed under a tag and spoken by somebody.
fn of(day: Option<Date>, tag: &str, speaker: &str, texts: &[&str]) -> Note {
    let mut note = note("t", texts);
    note.metadata.date = day;
    note.metadata.tags = vec![tag.to_owned()];
    note.metadata.speaker = Some(speaker.to_owned());
    note
}

fn notes() -> Vec<Note> {
    let day = |year, month| Some(date(year, month, 3));
    vec![
        of(day(2025, 12), "Credit Market", "周岚", &["做空伽马"]),
        of(
            day(2026, 1),
            "credit-market",
            "周岚",
            &["short gamma, gold"],
        ),
        of(day(2026, 1), "credit-market", "周嵐", &["空頭Gamma 與縮表"]),
        of(None, "rates", "主持", &["plain gold"]),
        of(day(2026, 2), "rates", "主持人", &["缩表"]),
    ]
}

/// `concept: short-gamma 3, …; lang: …`
fn shown(facets: &[Facet]) -> Vec<String> {
    let facet = |facet: &Facet| {
        let values = facet.values.iter();
        let values: Vec<_> = values
            .map(|value| format!("{} {}", value.term, value.notes))
            .collect();
        values.join(", ")
    };
    facets.iter().map(facet).collect()
}

#[test]
fn what_the_notes_found_have_in_common_is_counted() {
    let snapshot = index(&notes()).snapshot();
    for (query, expected) in [
        (
            "",
            &[
                "concept:short-gamma 3, concept:quantitative-tightening 2",
                "speaker:周岚 3, speaker:主持 2, speaker:主持人 1",
                "tag:credit-market 3, tag:rates 2",
                "lang:zh 3, lang:en 2, lang:zh-hans 2, lang:zh-hant 1",
                "date:2026 3, date:2025 1",
            ][..],
        ),
        (
            "concept:short-gamma date:2026",
            &[
                "concept:quantitative-tightening 1",
                "lang:en 1, lang:zh-hant 1",
            ],
        ),
        (
            "date:2026",
            &[
                "concept:quantitative-tightening 2, concept:short-gamma 2",
                "speaker:周岚 2, speaker:主持人 1",
                "tag:credit-market 2, tag:rates 1",
                "lang:zh 2, lang:en 1, lang:zh-hans 1, lang:zh-hant 1",
                "date:2026-02 1, date:2026-01 2",
            ],
        ),
        ("gold nothing", &[]),
    ] {
        let facets = snapshot.facets(&parse(query, &snapshot), 8).unwrap();
        assert_eq!(shown(&facets), expected, "{query}");
    }
}

#[test]
fn names_are_those_of_the_lexicon_or_as_most_notes_write_them() {
    let snapshot = index(&notes()).snapshot();
    let facets = snapshot.facets(&parse("", &snapshot), 8).unwrap();
    let names = |kind| {
        let facet = facets.iter().find(|facet| facet.kind == kind).unwrap();
        let values = facet.values.iter();
        values
            .map(|value| (value.names.en.join("/"), value.names.zh_hant.join("/")))
            .collect::<Vec<_>>()
    };
    let concepts = names(FacetKind::Concept);
    assert!(concepts[0].0.starts_with("short gamma"), "{concepts:?}");
    assert!(concepts[1].1.contains("量化緊縮"), "{concepts:?}");
    assert_eq!(names(FacetKind::Speaker)[0].0, "周岚");
    assert_eq!(names(FacetKind::Tag)[0].0, "credit-market");
    assert_eq!(names(FacetKind::Language)[0].0, "");
}

#[test]
fn at_most_so_many_of_a_kind_are_told() {
    let snapshot = index(&notes()).snapshot();
    let facets = snapshot.facets(&parse("", &snapshot), 1).unwrap();
    assert!(facets.iter().all(|facet| facet.values.len() == 1));
    assert_eq!(facets.len(), 5);
}

#[test]
fn every_count_is_what_the_narrowed_query_finds() {
    let index = index(&notes());
    // A second segment.
    let mut more = notes();
    more.rotate_left(2);
    more.truncate(3);
    put(&index, &more);
    let snapshot = index.snapshot();
    for query in ["", "gold", "short gamma", "date:2026", "-gold"] {
        let total = found(&snapshot, query).len();
        let facets = snapshot.facets(&parse(query, &snapshot), 8).unwrap();
        for value in facets.iter().flat_map(|facet| &facet.values) {
            let narrowed = format!("{} {query}", value.term);
            let count = found(&snapshot, &narrowed).len();
            assert_eq!(count, value.notes, "{narrowed}");
            assert!(count < total, "{narrowed}");
        }
    }
}

#[test]
fn fields_are_written_as_the_query_language_reads_them() {
    for (value, expected) in [
        ("credit-market", "tag:credit-market"),
        ("量化緊縮", "tag:量化緊縮"),
        ("Credit Market", "tag:\"Credit Market\""),
        ("R&D", "tag:\"R&D\""),
        ("-x", "tag:\"-x\""),
        ("so \"called\"", "tag:「so \"called\"」"),
        ("「“a”」", "tag:『「“a”」』"),
        ("a*", "tag:\"a*\""),
    ] {
        assert_eq!(field("tag", value).as_deref(), Some(expected));
    }
    assert_eq!(field("tag", "\"」』"), None);
}

#[test]
fn periods_are_the_commonest_latest_first() {
    let days = |dates: &[(Date, usize)]| -> BTreeMap<i64, usize> {
        let days = dates.iter();
        days.map(|&(date, count)| (document::days(date), count))
            .collect()
    };
    let several = days(&[
        (date(2023, 5, 1), 4),
        (date(2024, 1, 9), 1),
        (date(2025, 3, 3), 2),
        (date(2025, 3, 4), 3),
    ]);
    let one = days(&[(date(2025, 3, 3), 2), (date(2025, 12, 31), 1)]);
    for (days, total, most, expected) in [
        (&several, 10, 2, "date:2025 5, date:2023 4"),
        (&several, 10, 9, "date:2025 5, date:2024 1, date:2023 4"),
        (&one, 3, 9, "date:2025-12 1, date:2025-03 2"),
        (&one, 4, 9, "date:2025 3"),
        (&BTreeMap::new(), 4, 9, ""),
    ] {
        let values = days::periods(days, total, most);
        let facet = Facet {
            kind: FacetKind::Date,
            values,
        };
        assert_eq!(shown(&[facet]), [expected]);
    }
}

proptest! {
    #[test]
    fn any_tag_narrows_to_its_notes(tag in "\\PC{1,12}") {
        prop_assume!(terms::tag(&tag) != "tag:");
        let mut notes = vec![note("a", &["gold"]), note("b", &["gold"])];
        notes[0].metadata.tags = vec![tag];
        let snapshot = index(&notes).snapshot();
        let facets = snapshot.facets(&parse("gold", &snapshot), 8).unwrap();
        let tags = facets.iter().find(|facet| facet.kind == FacetKind::Tag).unwrap();
        let query = format!("{} gold", tags.values[0].term);
        prop_assert_eq!(found(&snapshot, &query), [1]);
    }
}
