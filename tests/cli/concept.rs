//! `tape concept` and `tape mentions`.

use insta::assert_snapshot;

use crate::desk::{Desk, good};

#[test]
fn a_card_names_it_in_three_scripts_and_lists_its_notes() {
    assert_snapshot!(good().tape(&["concept", "short", "gamma"]).answer());
}

#[test]
fn any_name_opens_the_same_card() {
    let card = good().tape(&["concept", "short gamma"]).answer();
    for name in ["做空伽马", "空頭Gamma", "short-gamma", "SHORT GAMMA"] {
        assert_eq!(good().tape(&["concept", name]).answer(), card, "{name}");
    }
}

#[test]
fn an_instrument_has_a_panel_of_its_own() {
    let card = good().tape(&["concept", "英伟达"]).answer();
    assert!(card.contains("tape panel price-structure:NVDA"), "{card}");
    assert!(card.contains("1 note\n"), "{card}");
}

#[test]
fn the_definition_speaks_the_language_of_the_interface() {
    let card = |lang: &str| {
        good()
            .tape(&["--lang", lang, "concept", "short gamma"])
            .answer()
    };
    assert!(card("en").contains("A position whose hedger"));
    assert_ne!(card("zh-Hans"), card("zh-Hant"));
    assert!(!card("zh-Hant").contains("A position whose hedger"));
}

#[test]
fn an_unknown_name_is_met_with_the_nearest() {
    let message = good().tape(&["concept", "shrt gamma"]).complaint();
    assert!(message.contains("did you mean: short gamma"), "{message}");
    good().tape(&["concept", "qqqqqqqq"]).complaint();
}

#[test]
fn mentions_stand_in_reading_order_with_their_place() {
    assert_snapshot!(good().tape(&["mentions", "尾盘"]).answer());
}

#[test]
fn places_count_characters_of_the_text() {
    let ran = good().tape(&["mentions", "--json", "尾盘"]);
    let object: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let read = good().tape(&["read", "--json", "尾盘"]);
    let note: serde_json::Value = serde_json::from_str(&read.stdout).unwrap();
    let mentions = object["mentions"].as_array().unwrap();
    assert!(!mentions.is_empty());
    for mention in mentions {
        let number = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        let text = note["passages"][number("passage")]["zh"].as_str().unwrap();
        let length = number("end") - number("start");
        let named: String = text.chars().skip(number("start")).take(length).collect();
        assert_eq!(mention["text"], named.as_str());
    }
}

#[test]
fn a_note_that_mentions_nothing_is_code_1() {
    let desk = Desk::of(&[("plain.md", "Nothing of the kind.\n")]);
    let ran = desk.tape(&["mentions", "plain.md"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("mentions no concept"), "{ran:?}");
}
