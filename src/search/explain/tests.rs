use super::*;
use crate::search::fixtures::{index, note, parse};

fn library() -> Snapshot {
    let mut notes = vec![
        note("做空伽马", &["做市商在尾盘做空伽马，卖压很重。"]),
        note("The close", &["Dealers are short gamma and hedge late."]),
        note("Hedging", &["Hedging flows moved the dealer."]),
    ];
    notes[2].metadata.tags = vec!["hedge".into()];
    index(&notes).snapshot()
}

fn explained(snapshot: &Snapshot, query: &str) -> Explained {
    let parsed = parse(query, snapshot);
    let results = snapshot.search(&parsed, 10).unwrap();
    let hits: Vec<&Hit> = results.hits.iter().collect();
    snapshot.explain(query, &parsed, &hits).unwrap()
}

fn tree(explained: &Explained) -> Vec<String> {
    let line = |part: &QueryPart| {
        let asks = match &part.asks {
            Asks::Words(words) => format!("{}/{:?}/{:?}", words.typed, words.form, words.field),
            other => format!("{other:?}"),
        };
        format!("{}{asks} {}", "-".repeat(part.depth), part.notes)
    };
    explained.parts.iter().map(line).collect()
}

#[test]
fn a_query_is_told_as_it_was_read() {
    let snapshot = library();
    for (query, expected) in [
        ("", &["Everything 3"][..]),
        ("hedging", &["hedging/Inflected/None 2"]),
        (
            "hedging -tag:hedge",
            &[
                "All 1",
                "-hedging/Inflected/None 2",
                "-Not 2",
                "--Value(\"tag:hedge\") 1",
            ],
        ),
        (
            "\"short gamma\" OR title:hedg* OR tag:he*",
            &[
                "Any 2",
                "-short gamma/Exact/None 1",
                "-hedg/Beginning/Some(\"title\") 1",
                "-ValuesThatBegin(\"tag:he\") 1",
            ],
        ),
    ] {
        assert_eq!(tree(&explained(&snapshot, query)), expected, "{query}");
    }
}

#[test]
fn words_are_told_with_their_names_spellings_and_terms() {
    let snapshot = library();
    let of = |query: &str| match explained(&snapshot, query).parts.remove(0).asks {
        Asks::Words(words) => words,
        other => panic!("{other:?}"),
    };
    let name = of("short gamma");
    assert_eq!(
        name.names.first().map(|name| name.id().to_owned()),
        Some("short-gamma".into())
    );
    assert_eq!(name.spellings[0].terms, ["~short", "~gamma"]);
    assert_eq!(name.spellings[0].notes, 1);
    let hans = name
        .spellings
        .iter()
        .find(|one| one.terms == ["做空", "空伽", "伽马"]);
    assert_eq!(hans.unwrap().notes, 1);
    let plain = of("流动性紧");
    assert!(plain.names.is_empty());
    assert_eq!(plain.spellings.len(), 1);
    assert_eq!(plain.spellings[0].written, [(None, "流动性紧".to_owned())]);
    assert_eq!(plain.cut, ["流动性紧"]);
    assert_eq!(of("hedg*").spellings[0].terms, ["hedg*"]);
}

#[test]
fn the_parts_of_a_score_are_the_score() {
    let snapshot = library();
    for query in [
        "short gamma",
        "做空伽马",
        "hedging",
        "hedging dealer",
        "hedging OR 卖压",
        "伽马",
    ] {
        let explained = explained(&snapshot, query);
        assert!(!explained.hits.is_empty(), "{query}");
        for hit in &explained.hits {
            let sum: f32 = hit.parts.iter().map(|part| part.score).sum();
            assert!((sum - hit.score).abs() < 0.01, "{query}: {hit:?}");
            assert!(hit.parts.iter().all(|part| part.score > 0.0), "{hit:?}");
            let rest = hit.parts.iter().find(|part| part.by == ScoredBy::Rest);
            assert_eq!(rest, None, "{query}");
        }
    }
}

#[test]
fn fields_add_where_they_hold_the_words() {
    let snapshot = library();
    let by = |query: &str, at: usize| -> Vec<ScoredBy> {
        let hit = explained(&snapshot, query).hits.remove(at);
        hit.parts.iter().map(|part| part.by).collect()
    };
    assert_eq!(
        by("做空伽马", 0),
        [
            ScoredBy::Typed,
            ScoredBy::Text,
            ScoredBy::Title,
            ScoredBy::Words
        ]
    );
    assert_eq!(by("做空伽马", 1), [ScoredBy::Text]);
    assert_eq!(
        by("hedging", 0),
        [
            ScoredBy::Text,
            ScoredBy::Title,
            ScoredBy::Labels,
            ScoredBy::Form
        ]
    );
}

#[test]
fn spellings_that_stand_in_a_note_are_named_with_their_fields() {
    let snapshot = library();
    let hits = explained(&snapshot, "short gamma").hits;
    let stands: Vec<_> = hits.iter().flat_map(|hit| &hit.stands).collect();
    let told: Vec<_> = stands
        .iter()
        .map(|one| (one.written.as_str(), one.in_title, one.in_labels))
        .collect();
    assert_eq!(
        told,
        [("short gamma", false, false), ("做空伽马", true, false)]
    );
}

#[test]
fn a_note_that_is_gone_is_not_explained() {
    let snapshot = library();
    let query = parse("hedging", &snapshot);
    let mut hit = snapshot.search(&query, 1).unwrap().hits.remove(0);
    hit.note.id = NoteId::new(99);
    let explained = snapshot.explain("hedging", &query, &[&hit]).unwrap();
    assert!(explained.hits.is_empty());
}

#[test]
fn the_shares_of_words_near_each_other_sum_up_too() {
    let mut notes = vec![
        note("a", &["dealers hedge gold"]),
        note("b", &["gold hedge"]),
    ];
    notes.extend((0..9).map(|_| note("c", &["something else"])));
    notes[0].metadata.date = Some(jiff::civil::date(2026, 1, 2));
    let explained = explained(&index(&notes).snapshot(), "dealers hedge gold");
    let [hit] = explained.hits.as_slice() else {
        panic!("one note holds all")
    };
    let near = hit.parts.iter().filter(|part| part.by == ScoredBy::Near);
    let near: Vec<&str> = near.map(|part| part.words.as_str()).collect();
    assert_eq!(near, ["dealers hedge", "hedge gold"]);
    let sum: f32 = hit.parts.iter().map(|part| part.score).sum();
    assert!((sum - hit.score).abs() < LEAST, "{:?}", hit.parts);
    let rest = hit.parts.iter().find(|part| part.by == ScoredBy::Rest);
    assert!((rest.unwrap().score - 0.5).abs() < LEAST, "the newest note");
}
