//! The rules that the built-in tables keep.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::fold::folded;
use crate::text::to_simplified;

use super::super::spelling::{Role, Spelling, all};
use super::*;

/// The systems that notes speak of, each by the id of its panel, built or not yet: a new one is
/// added here and to the concepts it measures.
const PANELS: &[&str] = &[
    "cta-trend",
    "vol-control",
    "risk-parity",
    "leveraged-etf-flow",
    "dealer-gamma",
    "skew-25d",
    "implied-vol-index",
    "variance-risk-premium",
    "realised-volatility",
    "single-stock-vol-ratio",
    "correlation-dispersion",
    "factor-momentum",
    "breadth",
    "curve-regime",
    "fed-path",
    "price-structure",
    "illiquidity",
    "var-shock",
    "fund-beta",
    "labour-inflation",
    "net-liquidity",
    "option-expiry",
    "crypto",
    "buyback",
    "option-structure",
];

fn tables() -> Tables {
    let source = |name, text| Source { name, text };
    let sources = [
        source("concepts", CONCEPTS),
        source("instruments", INSTRUMENTS),
    ];
    table::tables(table::read(&sources).unwrap())
}

fn built_in() -> Lexicon {
    Lexicon::built_in().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_tables_are_large_enough() {
    let lexicon = built_in();
    assert!(
        lexicon.concepts().len() >= 450,
        "{}",
        lexicon.concepts().len()
    );
    assert!(
        lexicon.instruments().len() >= 800,
        "{}",
        lexicon.instruments().len()
    );
}

#[test]
fn ids_are_unique() {
    let lexicon = built_in();
    let ids: BTreeSet<&str> = lexicon.concepts().iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids.len(), lexicon.concepts().len());
    let ids: BTreeSet<&str> = lexicon
        .instruments()
        .iter()
        .map(|i| i.id.as_str())
        .collect();
    assert_eq!(ids.len(), lexicon.instruments().len());
}

#[test]
fn ids_of_concepts_are_kebab_case() {
    for concept in built_in().concepts() {
        let id = concept.id.as_str();
        assert!(
            !id.starts_with('-') && !id.ends_with('-') && !id.contains("--"),
            "{id}"
        );
        assert!(
            id.chars()
                .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit()),
            "{id}"
        );
    }
}

#[test]
fn everything_is_named_in_three_scripts() {
    let lexicon = built_in();
    let concepts = lexicon
        .concepts()
        .iter()
        .map(|c| (c.id.to_string(), &c.names));
    let instruments = lexicon
        .instruments()
        .iter()
        .map(|i| (i.id.to_string(), &i.names));
    for (id, names) in concepts.chain(instruments) {
        assert!(!names.en.is_empty(), "{id}");
        assert!(!names.zh_hans.is_empty(), "{id}");
        assert!(!names.zh_hant.is_empty(), "{id}");
        assert!(names.iter().all(|(_, name)| name.trim() == name), "{id}");
        assert!(
            names.iter().all(|(_, name)| !folded(name).is_empty()),
            "{id}"
        );
    }
}

#[test]
fn every_instrument_has_its_region() {
    for instrument in built_in().instruments() {
        assert!(instrument.region.is_some(), "{}", instrument.id);
    }
}

#[test]
fn no_list_of_names_repeats_itself() {
    let lexicon = built_in();
    for concept in lexicon.concepts() {
        for names in [
            &concept.names.en,
            &concept.names.zh_hans,
            &concept.names.zh_hant,
        ] {
            let distinct: BTreeSet<&String> = names.iter().collect();
            assert_eq!(distinct.len(), names.len(), "{}", concept.id);
        }
    }
}

#[test]
fn simplified_names_and_definitions_hold_no_traditional_character() {
    let lexicon = built_in();
    for concept in lexicon.concepts() {
        let texts = concept
            .names
            .zh_hans
            .iter()
            .chain([&concept.definition_zh_hans]);
        for text in texts {
            assert_eq!(to_simplified(text), *text, "{}", concept.id);
        }
    }
    for instrument in lexicon.instruments() {
        for name in &instrument.names.zh_hans {
            assert_eq!(to_simplified(name), *name, "{}", instrument.id);
        }
    }
}

#[test]
fn every_definition_is_one_sentence() {
    for concept in built_in().concepts() {
        let id = &concept.id;
        assert!(is_one_sentence(&concept.definition_en, ". ", '.'), "{id}");
        assert!(
            is_one_sentence(&concept.definition_zh_hans, "。", '。'),
            "{id}"
        );
        assert!(
            is_one_sentence(&concept.definition_zh_hant, "。", '。'),
            "{id}"
        );
    }
}

fn is_one_sentence(text: &str, stop: &str, end: char) -> bool {
    let Some(body) = text.strip_suffix(end) else {
        return false;
    };
    !body.is_empty() && !body.contains(stop) && !body.contains(['\n', '!', '?', '！', '？'])
}

#[test]
fn definitions_are_written_for_each_language() {
    for concept in built_in().concepts() {
        let id = &concept.id;
        let words = concept.definition_en.split_whitespace().count();
        assert!((6..=32).contains(&words), "{id}: {words} words");
        assert!(concept.definition_en.is_ascii(), "{id}");
        for text in [&concept.definition_zh_hans, &concept.definition_zh_hant] {
            let characters = text.chars().count();
            assert!(
                (8..=60).contains(&characters),
                "{id}: {characters} characters"
            );
        }
    }
}

#[test]
fn related_concepts_exist_and_none_is_alone() {
    let lexicon = built_in();
    for concept in lexicon.concepts() {
        assert!(!concept.related.is_empty(), "{}", concept.id);
        for related in &concept.related {
            assert!(lexicon.concept(related.as_str()).is_some(), "{related}");
            assert_ne!(*related, concept.id);
        }
    }
}

#[test]
fn every_panel_is_known_and_has_a_concept() {
    let lexicon = built_in();
    let named: BTreeSet<&str> = lexicon
        .concepts()
        .iter()
        .filter_map(|concept| concept.panel.as_deref())
        .collect();
    assert_eq!(named, PANELS.iter().copied().collect());
}

#[test]
fn no_name_has_two_masters_that_are_not_ambiguous() {
    let tables = tables();
    let mut masters: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for spelling in all(&tables.entries) {
        let entry = &tables.entries[spelling.entry];
        let is_own = matches!(spelling.role, Role::Name | Role::Symbol);
        if is_own && !entry.rules.ambiguous {
            masters
                .entry(spelling.key)
                .or_default()
                .insert(entry.target.id());
        }
    }
    for (name, masters) in masters {
        assert_eq!(masters.len(), 1, "`{name}` is a name of {masters:?}");
    }
}

#[test]
fn every_guard_holds_a_name_that_it_guards() {
    let tables = tables();
    let spellings = all(&tables.entries);
    let is_idle = |guard: &&Spelling| {
        guard.role == Role::Guard
            && !spellings.iter().any(|name| {
                name.entry == guard.entry
                    && name.role != Role::Guard
                    && guard.key.contains(&name.key)
            })
    };
    let idle = spellings.iter().filter(is_idle);
    let idle: Vec<&str> = idle.map(|guard| guard.written.as_str()).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn every_short_form_has_its_context_and_every_context_is_of_use() {
    let tables = tables();
    for entry in &tables.entries {
        let id = entry.target.id();
        let needs_near = !entry.rules.short.is_empty() || !entry.rules.shared.is_empty();
        assert!(!needs_near || !entry.rules.near.is_empty(), "{id}");
        assert!(
            needs_near || entry.rules.needs_sign || entry.rules.near.is_empty(),
            "{id}"
        );
    }
}

#[test]
fn short_forms_resolve_but_no_search_is_widened_by_them() {
    let lexicon = built_in();
    let ten = Target::Instrument("US10Y".into());
    assert_eq!(lexicon.resolve("tens"), std::slice::from_ref(&ten));
    assert!(!lexicon.spellings(&ten).contains(&"tens".to_owned()));
    assert_eq!(lexicon.resolve("倒掛").len(), 2);
}

#[test]
fn every_name_resolves_to_its_owner() {
    let lexicon = built_in();
    for concept in lexicon.concepts() {
        let target = Target::Concept(concept.id.clone());
        for (_, name) in concept.names.iter() {
            assert!(lexicon.resolve(name).contains(&target), "{name}");
        }
        assert!(lexicon.resolve(concept.id.as_str()).contains(&target));
    }
}

#[test]
fn every_concept_can_be_found_and_widened() {
    let lexicon = built_in();
    for concept in lexicon.concepts() {
        let target = Target::Concept(concept.id.clone());
        assert!(!lexicon.spellings(&target).is_empty(), "{}", concept.id);
        let is_found = concept
            .names
            .iter()
            .any(|(_, name)| lexicon.find(name).iter().any(|(found, _)| *found == target));
        assert!(is_found, "{}", concept.id);
    }
}

#[test]
fn a_name_by_itself_is_found_whole() {
    let lexicon = built_in();
    let mut torn = Vec::new();
    for concept in lexicon.concepts() {
        for (_, name) in concept.names.iter() {
            let found = lexicon.find(name);
            let is_whole = found.len() == 1 && found[0].1 == (0..name.len());
            // Names that need their context are no mention by themselves.
            if !is_whole && !found.is_empty() {
                torn.push(name.to_owned());
            }
        }
    }
    assert!(torn.is_empty(), "{torn:?}");
}

#[test]
fn symbols_that_are_everyday_words_need_a_sign() {
    const WORDS: &[&str] = &[
        "A", "AI", "ALL", "ANY", "ARE", "BE", "BIG", "C", "CAN", "CAR", "CAT", "CEO", "COST", "D",
        "F", "FAST", "FOR", "GO", "HAS", "HE", "IT", "KEY", "LOVE", "LOW", "MA", "MAN", "NOW",
        "ON", "ONE", "OPEN", "OUT", "PM", "REAL", "RUN", "SEE", "SO", "T", "TWO", "V", "WELL", "X",
    ];
    for instrument in built_in().instruments() {
        let symbols = [instrument.id.as_str()];
        let symbols = symbols
            .into_iter()
            .chain(instrument.symbols.iter().map(String::as_str));
        for symbol in symbols.filter(|symbol| WORDS.contains(symbol)) {
            assert!(instrument.needs_sign || symbol.len() == 1, "{symbol}");
        }
    }
}

#[test]
fn words_for_the_segmenter_are_folded() {
    let lexicon = built_in();
    let words: Vec<&str> = lexicon.words().collect();
    assert!(words.len() > 1_000, "{}", words.len());
    for word in words {
        assert_eq!(folded(word), word);
        assert!(!word.contains(' '), "{word}");
    }
}
