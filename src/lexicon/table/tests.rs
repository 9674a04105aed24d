use super::super::{Lexicon, LexiconError};

const NVDA: &str =
    "- {id: NVDA, class: equity, en: [Nvidia], zh_hans: [英伟达], zh_hant: [輝達]}\n";

fn concept(id: &str, name: &str, rest: &str) -> String {
    format!(
        "- id: {id}\n  en: [{name}]\n  zh_hans: [甲{name}]\n  zh_hant: [甲{name}]\n  \
         definition: {{en: One., zh_hans: 一。, zh_hant: 一。}}\n{rest}"
    )
}

fn error(concepts: &str, instruments: &str) -> LexiconError {
    Lexicon::from_yaml(concepts, instruments).unwrap_err()
}

#[test]
fn empty_tables_make_an_empty_lexicon() {
    let lexicon = Lexicon::from_yaml("", "\n").unwrap();
    assert!(lexicon.concepts().is_empty());
    assert!(lexicon.find("NVDA").is_empty());
}

#[test]
fn every_field_reaches_the_model() {
    let concepts = concept(
        "a-b",
        "alpha",
        "  related: [c]\n  broader: [c]\n  part_of: [c]\n  panel: breadth\n",
    ) + &concept("c", "gamma", "");
    let instruments = "- {id: BRK.B, class: equity, en: [Berkshire], zh_hans: [伯克希尔], zh_hant: [波克夏], \
        symbols: [BRK-B], currency: USD, calendar: XNYS, needs_sign: true, series: BRKB, region: us}";
    let lexicon = Lexicon::from_yaml(&concepts, instruments).unwrap();
    let concept = lexicon.concept("a-b").unwrap();
    assert_eq!(concept.panel.as_deref(), Some("breadth"));
    assert_eq!(concept.related, [crate::model::ConceptId::from("c")]);
    assert_eq!(concept.broader, concept.related);
    assert_eq!(concept.part_of, concept.related);
    assert_eq!(concept.definition_zh_hant, "一。");
    let instrument = lexicon.instrument("BRK.B").unwrap();
    assert_eq!(instrument.symbols, ["BRK-B"]);
    assert_eq!(instrument.currency, "USD");
    assert_eq!(instrument.calendar, "XNYS");
    assert_eq!(instrument.series.as_deref(), Some("BRKB"));
    assert!(instrument.needs_sign);
    assert_eq!(instrument.region, Some(crate::model::Region::Us));
}

#[test]
fn words_that_yaml_may_take_for_values_stay_words() {
    let instruments = "- {id: ON, class: equity, en: [onsemi], zh_hans: [安森美], zh_hant: [安森美]}\n\
                       - {id: 600519, class: equity, en: [Moutai], zh_hans: [茅台], zh_hant: [茅台]}";
    let lexicon = Lexicon::from_yaml("", instruments).unwrap();
    assert!(lexicon.instrument("ON").is_some());
    assert!(lexicon.instrument("600519").is_some());
}

#[test]
fn errors_name_the_file_the_entry_and_the_fault() {
    let two = concept("a", "alpha", "") + &concept("a", "beta", "");
    let clash = concept("a", "alpha", "") + &concept("b", "Alpha", "");
    for (concepts, instruments, message) in [
        (
            concept("A_b", "alpha", ""),
            "",
            "concepts.yaml:1: id `A_b` should be kebab-case: lower-case letters and digits joined by single hyphens",
        ),
        (
            two,
            "",
            "concepts.yaml:6: `a` is defined twice; merge the two entries",
        ),
        (
            clash,
            "",
            "concepts.yaml:6: `b` and `a` are both called `alpha`; mark one `ambiguous: true`",
        ),
        (
            concept("a", "' '", ""),
            "",
            "concepts.yaml:1: `a` has no name in `en`, or an empty one",
        ),
        (
            concept("a", "alpha", "  related: [b]\n"),
            "",
            "concepts.yaml:1: `a` has `b` in `related`, which is the id of no other concept",
        ),
        (
            concept("a", "alpha", "  related: [a]\n"),
            "",
            "concepts.yaml:1: `a` has `a` in `related`, which is the id of no other concept",
        ),
        (
            String::new(),
            "- {id: A B, class: equity}",
            "instruments.yaml:1: id `A B` should be a symbol without spaces",
        ),
        (
            String::new(),
            "- {id: A, class: share, en: [a], zh_hans: [甲], zh_hant: [甲]}",
            "instruments.yaml:1: `A` has class `share`; use one of index, volatility, fund, equity, rate, commodity, currency, crypto or future",
        ),
        (
            concept("b", "beta", "  broader: [a]\n") + &concept("a", "alpha", "  broader: [b]\n"),
            "",
            "concepts.yaml:1: `b` comes back to itself by `broader`: b → a → b; leave one out",
        ),
        (
            concept("c", "gamma", "  part_of: [a]\n")
                + &concept("a", "alpha", "  part_of: [b]\n")
                + &concept("b", "beta", "  part_of: [a]\n"),
            "",
            "concepts.yaml:7: `a` comes back to itself by `part_of`: a → b → a; leave one out",
        ),
        (
            String::new(),
            "- {id: A, class: equity, region: moon, en: [a], zh_hans: [甲], zh_hant: [甲]}",
            "instruments.yaml:1: `A` has region `moon`; use one of us, cn, hk, tw, jp, kr, in, asia, au, eu, uk, ca, latam, mea, global",
        ),
        (
            String::new(),
            "- {id: A, class: equity, en: [a], zh_hans: [甲]}",
            "instruments.yaml:1: `A` has no name in `zh_hant`, or an empty one",
        ),
    ] {
        assert_eq!(error(&concepts, instruments).to_string(), message);
    }
}

#[test]
fn a_missing_definition_is_named_with_its_language() {
    let concepts = concept("a", "alpha", "").replace("zh_hant: 一。", "zh_hant: ''");
    assert_eq!(
        error(&concepts, "").to_string(),
        "concepts.yaml:1: `a` has no definition in `zh_hant`"
    );
}

#[test]
fn broken_yaml_and_unknown_fields_are_told_with_their_line() {
    for concepts in ["- id: [", "- {id: [a]}", "- {id: a, colour: red}"] {
        let message = error(concepts, NVDA).to_string();
        assert!(message.starts_with("concepts.yaml:1: "), "{message}");
        assert!(!message.contains(" at line "), "{message}");
    }
}

#[test]
fn an_ambiguous_entry_may_share_a_name() {
    let concepts = concept("a", "Nvidia", "  ambiguous: true\n");
    let lexicon = Lexicon::from_yaml(&concepts, NVDA).unwrap();
    assert_eq!(lexicon.resolve("nvidia").len(), 2);
    let plain = concept("a", "Nvidia", "");
    let message = error(&plain, NVDA).to_string();
    assert!(message.contains("are both called `nvidia`"), "{message}");
}

#[test]
fn an_ambiguous_instrument_yields_to_a_plain_concept() {
    let concepts = concept("a", "Nvidia", "");
    let instruments = NVDA.replace('}', ", ambiguous: true}");
    let lexicon = Lexicon::from_yaml(&concepts, &instruments).unwrap();
    let found = lexicon.find("Nvidia");
    assert_eq!(found.first().map(|(target, _)| target.id()), Some("a"));
}

#[test]
fn an_opposite_is_written_once_and_holds_both_ways() {
    let concepts = concept("a", "alpha", "  opposite: [b]\n") + &concept("b", "beta", "");
    let lexicon = Lexicon::from_yaml(&concepts, "").unwrap();
    for (id, other) in [("a", "b"), ("b", "a")] {
        let opposite = &lexicon.concept(id).unwrap().opposite;
        assert_eq!(*opposite, [crate::model::ConceptId::from(other)]);
    }
}

#[test]
fn two_ways_up_are_no_circle() {
    let concepts = concept("a", "alpha", "  broader: [b, c]\n")
        + &concept("b", "beta", "  broader: [d]\n")
        + &concept("c", "gamma", "  broader: [d]\n")
        + &concept("d", "delta", "  related: [a]\n");
    assert!(Lexicon::from_yaml(&concepts, "").is_ok());
}
