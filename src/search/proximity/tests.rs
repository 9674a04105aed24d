use proptest::prelude::*;

use super::*;
use crate::model::Note;
use crate::search::fixtures::{index, note, parse, ranked};

/// The two texts and notes about other things, so that words of the two are rare.
fn among_others(apart: &str, near: &str) -> Vec<Note> {
    let mut notes = vec![note("t", &[apart]), note("t", &[near])];
    notes.extend((0..8).map(|_| note("t", &["nothing of the kind"])));
    notes
}

#[test]
fn of_notes_with_the_same_words_the_one_that_says_them_together_comes_first() {
    for (apart, near, query) in [
        (
            "dealers one two three four five six seven eight nine ten hedge",
            "one two three four five dealers hedge six seven eight nine ten",
            "dealers hedge",
        ),
        (
            "dealers one two hedge three four",
            "dealers one hedge two three four",
            "dealers hedge",
        ),
        (
            "hedge dealers one two three",
            "dealers hedge one two three",
            "dealers hedge",
        ),
        (
            "资金面上周以来一直都还算是比较平稳的，市场紧张",
            "上周以来一直都还算是比较平稳的，资金面市场紧张",
            "资金面 紧张",
        ),
        (
            "缩表 one two three gold",
            "one two three 缩表 gold",
            "QT gold",
        ),
    ] {
        let snapshot = index(&among_others(apart, near)).snapshot();
        assert_eq!(ranked(&snapshot, query), [2, 1], "{query}: {near}");
    }
}

#[test]
fn what_holds_some_of_it_is_ordered_so_too() {
    let notes = among_others("dealers one two hedge", "one two dealers hedge");
    let snapshot = index(&notes).snapshot();
    let query = parse("dealers hedge gamma", &snapshot);
    let relaxed = snapshot.relax(&query, &[], 0, 9).unwrap().unwrap();
    let ids: Vec<u64> = relaxed.hits.iter().map(|hit| hit.note.id.get()).collect();
    assert_eq!(ids, [2, 1]);
}

#[test]
fn passages_are_far_from_each_other() {
    let mut notes = among_others("", "");
    notes[0] = note("t", &["dealers sold", "hedge dealers"]);
    notes[1] = note("t", &["hedge dealers", "dealers sold"]);
    let snapshot = index(&notes).snapshot();
    assert!(near(&snapshot, "sold hedge").iter().all(Vec::is_empty));
}

/// What each hit of a query gains.
fn near(snapshot: &Snapshot, query: &str) -> Vec<Vec<(String, Score)>> {
    let query = parse(query, snapshot);
    let planned = snapshot.planner().plan(&query);
    let top = tantivy::collector::TopDocs::with_limit(9).order_by_score();
    let mut found = snapshot.searcher.search(planned.as_ref(), &top).unwrap();
    found.sort_unstable_by_key(|(_, address)| *address);
    let gains = found.into_iter();
    let gains = gains.map(|(_, address)| snapshot.nearness(&query.words(), address));
    gains.collect::<Result<_, _>>().unwrap()
}

#[test]
fn words_that_every_note_holds_are_passed_over() {
    let mut notes = among_others("bank of japan", "bank of the south of japan");
    for other in &mut notes[2..] {
        *other = note("t", &["of"]);
    }
    let snapshot = index(&notes).snapshot();
    let gains = near(&snapshot, "bank of japan");
    let pairs: Vec<_> = gains.iter().map(|one| one[0].0.as_str()).collect();
    assert_eq!(pairs, ["bank japan", "bank japan"]);
    // Which of the two stands first in the index is left to its threads.
    let mut scores: Vec<Score> = gains.iter().map(|one| one[0].1).collect();
    scores.sort_by(f32::total_cmp);
    assert!((scores[1] / scores[0] - 4.0).abs() < 1e-3, "{gains:?}");
}

#[test]
fn one_word_phrases_and_beginnings_gain_nothing() {
    let snapshot = index(&among_others("dealers hedge", "dealers hedge")).snapshot();
    for query in [
        "dealers",
        "\"dealers hedge\"",
        "deal* hedge",
        "dealers dealers",
    ] {
        assert!(near(&snapshot, query).iter().all(Vec::is_empty), "{query}");
    }
}

#[test]
fn every_page_is_ordered_as_the_whole() {
    let notes: Vec<Note> = (0..230)
        .map(|number| match number % 3 {
            0 => note("t", &["dealers one two hedge"]),
            1 => note("t", &["dealers hedge one two"]),
            _ => note("t", &["nothing of the kind, and nothing else"]),
        })
        .collect();
    let snapshot = index(&notes).snapshot();
    let query = parse("dealers hedge", &snapshot);
    let mut seen = Vec::new();
    for from in (0..150).step_by(40) {
        let page = snapshot.search_ranked(&query, crate::search::Rank::Best, from, 40);
        seen.extend(page.unwrap().hits.iter().map(|hit| hit.note.id.get()));
    }
    seen.sort_unstable();
    let all: Vec<u64> = (1..=230)
        .filter(|id| id % 3 != 0)
        .take(seen.len())
        .collect();
    assert_eq!(seen.len(), 154);
    assert_eq!(seen, all);
}

#[test]
fn a_long_text_is_looked_at_by_its_beginning() {
    let words: Vec<String> = (0..60).map(|number| format!("word{number}")).collect();
    let text = words.join(" ");
    let snapshot = index(&among_others(&text, "word1 word2")).snapshot();
    let words = parse(&text, &snapshot);
    let proximity = snapshot.proximity(&words.words()).unwrap();
    assert_eq!(proximity.terms.len(), MAX_TERMS);
}

proptest! {
    #[test]
    fn the_nearest_pair_is_found(
        before in prop::collection::btree_set(0_usize..60, 0..8),
        after in prop::collection::btree_set(0_usize..60, 0..8),
        gap in -1_isize..4,
    ) {
        let places = |starts: &std::collections::BTreeSet<usize>| {
            starts.iter().map(|start| *start..start + 2).collect::<Vec<_>>()
        };
        let (before, after) = (places(&before), places(&after));
        let each = before.iter().flat_map(|one| {
            let expected = one.end.saturating_add_signed(gap);
            after.iter().map(move |other| other.start.abs_diff(expected))
        });
        prop_assert_eq!(off(&before, &after, gap), each.min());
    }
}
