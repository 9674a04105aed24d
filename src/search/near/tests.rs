use super::*;
use crate::search::fixtures::{found, index, note, parse};
use crate::search::locate;

/// Whether one note of these texts is found, and what is lit in it.
fn ask(texts: &[&str], query: &str) -> (bool, Vec<String>) {
    let note = note("nothing", texts);
    let snapshot = index(std::slice::from_ref(&note)).snapshot();
    let is_found = !found(&snapshot, query).is_empty();
    let located = locate(&note, &parse(query, &snapshot));
    let matches = located.map(|located| located.matches).unwrap_or_default();
    let mut lit = Vec::new();
    for ((passage, side), ranges) in matches {
        let text = &note.passages[passage].text(side).unwrap().content;
        lit.extend(ranges.into_iter().map(|range| text[range].to_owned()));
    }
    (is_found, lit)
}

#[test]
fn words_are_near_in_either_order_up_to_the_distance() {
    for (text, query, expected) in [
        ("gold a b silver", "gold NEAR/2 silver", true),
        ("silver a b gold", "gold NEAR/2 silver", true),
        ("gold a b c silver", "gold NEAR/2 silver", false),
        ("gold silver", "gold NEAR/0 silver", true),
        ("gold a silver", "gold NEAR/0 silver", false),
        ("gold, a. B\nsilver", "gold NEAR/2 silver", true),
        ("gold alone", "gold NEAR gold", false),
        ("gold on gold", "gold NEAR/1 gold", true),
        ("dealers hedged gold", "hedge NEAR/0 gold", true),
        ("goldsmith and silver", "gold* NEAR/1 silver", true),
        ("a b c gold", "\"a b\" NEAR/1 gold", true),
        ("a b c d gold", "\"a b\" NEAR/1 gold", false),
        ("gold x y silver", "(tin OR silver) NEAR/2 gold", true),
        (
            "gold a silver b copper",
            "gold NEAR/1 silver NEAR/1 copper",
            true,
        ),
        (
            "gold a silver b c copper",
            "gold NEAR/1 silver NEAR/1 copper",
            false,
        ),
    ] {
        let (is_found, lit) = ask(&[text], query);
        assert_eq!(is_found, expected, "{query}: {text}");
        // A chain is found where each pair is near, and lit pair by pair.
        let is_chain = query.matches("NEAR").count() > 1;
        assert!(is_chain || lit.is_empty() != expected, "{query}: {lit:?}");
    }
}

#[test]
fn chinese_counts_its_characters_and_scripts_mix() {
    for (text, query, expected) in [
        ("黄金和白银", "黄金 NEAR/1 白银", true),
        ("黄金白银", "黄金 NEAR/0 白银", true),
        ("流动性紧张", "流动性 NEAR/0 紧张", true),
        ("流动性，很紧张", "紧张 NEAR/1 流动性", true),
        ("流动性又很紧张", "紧张 NEAR/1 流动性", false),
        ("黄金 gold 白银", "黄金 NEAR/1 白银", true),
        ("黃金大跌，Fed 縮表", "黄金 NEAR/3 QT", true),
        ("黃金大跌，Fed 縮表", "黄金 NEAR/2 QT", false),
        ("股市跌，黄金涨", "股 NEAR/2 黄金", true),
        ("加息25个基点后黄金", "25bp NEAR/4 黄金", true),
    ] {
        let (is_found, lit) = ask(&[text], query);
        assert_eq!(is_found, expected, "{query}: {text}");
        assert_eq!(!lit.is_empty(), expected, "{query}: {lit:?}");
    }
}

#[test]
fn nothing_is_near_across_passages_or_languages() {
    assert!(!ask(&["gold", "silver"], "gold NEAR/50 silver").0);
    assert!(!ask(&["黄金", "silver"], "黄金 NEAR/50 silver").0);
    assert!(ask(&["gold", "x gold silver"], "gold NEAR/50 silver").0);
    let mut titled = note("gold", &["silver"]);
    titled.metadata.tags = vec!["copper".into()];
    let snapshot = index(&[titled]).snapshot();
    assert!(found(&snapshot, "gold NEAR/50 silver").is_empty());
    assert!(found(&snapshot, "copper NEAR/50 silver").is_empty());
    assert_eq!(found(&snapshot, "title:(gold NEAR gold) OR silver"), [1]);
}

#[test]
fn only_what_is_near_is_lit() {
    let texts = ["gold here, and far away from all of it gold and silver"];
    assert_eq!(ask(&texts, "gold NEAR/1 silver").1, ["gold", "silver"]);
    assert_eq!(ask(&texts, "silver NEAR/20 gold").1.len(), 3);
    let texts = ["gold b silver", "gold"];
    assert_eq!(ask(&texts, "gold NEAR/1 silver").1, ["gold", "silver"]);
    assert_eq!(ask(&texts, "gold NEAR/1 silver gold").1.len(), 3);
}

#[test]
fn a_place_is_near_without_overlap() {
    let places = |starts: &[usize]| starts.iter().map(|at| *at..at + 2).collect::<Vec<_>>();
    let (one, other) = (places(&[0, 10, 30]), places(&[3, 31]));
    let [left, right] = near([&one, &other], 5);
    assert_eq!(left, [true, true, false]);
    assert_eq!(right, [true, false]);
}

#[test]
fn many_notes_are_each_asked() {
    let notes: Vec<_> = (0..60)
        .map(|count| note("t", &[&format!("gold {} silver", "x ".repeat(count % 7))]))
        .collect();
    let snapshot = index(&notes).snapshot();
    let expected: Vec<u64> = (0..60)
        .filter(|count| count % 7 <= 3)
        .map(|at| at + 1)
        .collect();
    assert_eq!(found(&snapshot, "gold NEAR/3 silver"), expected);
    let rest = found(&snapshot, "gold -(gold NEAR/3 silver)");
    assert_eq!(rest.len() + expected.len(), 60);
}
