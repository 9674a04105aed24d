use super::super::fixture::{CONCEPTS, INSTRUMENTS, found};
use super::super::{Lexicon, OwnTable};
use crate::model::{ConceptId, Locale, Target};

/// The program's lexicon with one table over it, and the problems as they are told.
fn with(text: &str) -> (Lexicon, Vec<String>) {
    let table = OwnTable {
        name: "own.yaml".to_owned(),
        text: text.to_owned(),
    };
    let (lexicon, problems) = Lexicon::with_own(&[table]).unwrap();
    let problems = problems.iter().map(ToString::to_string).collect();
    (lexicon, problems)
}

fn sound(text: &str) -> Lexicon {
    let (lexicon, problems) = with(text);
    assert!(problems.is_empty(), "{problems:?}");
    lexicon
}

#[test]
fn an_entry_of_a_known_id_adds_names_to_it() {
    let lexicon = sound("- id: vol-control\n  zh_hans: 控波仔\n  en: [vc sleeve]\n");
    assert_eq!(found(&lexicon, "控波仔在卖"), "vol-control=控波仔");
    assert_eq!(found(&lexicon, "波动率控制"), "vol-control=波动率控制");
    let target = Target::Concept("vol-control".into());
    assert!(lexicon.spellings(&target).contains(&"vc sleeve".to_owned()));
    assert_eq!(lexicon.own(), [target]);
    let concept = lexicon.concept("vol-control").unwrap();
    assert!(!concept.definition_en.is_empty(), "the rest stays");
}

#[test]
fn a_name_can_be_forbidden_and_moved() {
    let text = "- {id: desk-gamma, zh_hans: 负伽马}\n- {id: short-gamma, without: [负伽马]}\n";
    let lexicon = sound(text);
    assert_eq!(found(&lexicon, "负伽马"), "desk-gamma=负伽马");
    let lexicon = sound("- {id: SPX, without: [标普, 標普, S&P]}");
    assert_eq!(found(&lexicon, "标普跌了，标普500也跌了"), "SPX=标普500");
}

#[test]
fn a_new_concept_needs_a_name_and_no_definition() {
    let lexicon = sound("- {id: my-trade, zh_hans: [三明治交易], broader: hedge-fund}\n");
    let concept = lexicon.concept("my-trade").unwrap();
    assert_eq!(concept.broader, [ConceptId::from("hedge-fund")]);
    assert_eq!(concept.names.preferred(Locale::En), "三明治交易");
    assert_eq!(found(&lexicon, "三明治交易"), "my-trade=三明治交易");
    let lexicon = sound("- {id: my-trade, en: sandwich trade, definition: Ours.}");
    assert_eq!(
        lexicon.concept("my-trade").unwrap().definition_zh_hant,
        "Ours."
    );
}

#[test]
fn a_new_instrument_has_a_class_and_may_have_a_series() {
    let lexicon = sound(
        "- {id: MYETF, class: fund, en: [My Fund], series: MYETF, region: hk, symbols: 8999.HK}\n",
    );
    let instrument = lexicon.instrument("MYETF").unwrap();
    assert_eq!(instrument.series.as_deref(), Some("MYETF"));
    assert_eq!(
        found(&lexicon, "买入 8999.HK 和 My Fund"),
        "MYETF=8999.HK MYETF=My Fund"
    );
    let lexicon = sound("- {id: NVDA, series: NVDA-HOME}");
    let nvidia = lexicon.instrument("NVDA").unwrap();
    assert_eq!(nvidia.series.as_deref(), Some("NVDA-HOME"));
}

#[test]
fn a_wrong_entry_is_left_out_with_its_line_and_the_rest_counts() {
    for (wrong, message) in [
        ("- {id: x, colour: red, en: a}", "own.yaml:2: "),
        (
            "- {id: X y, en: a}",
            "own.yaml:2: id `X y` should be kebab-case",
        ),
        (
            "- {id: nameless}",
            "own.yaml:2: `nameless` has no name left",
        ),
        (
            "- {id: a-b, en: [' ']}",
            "own.yaml:2: `a-b` has no name in `en`, or an empty one",
        ),
        (
            "- {id: a-b, zh_hans: 英伟达}",
            "own.yaml:2: `a-b` and `NVDA` are both called `英伟达`; mark one `ambiguous: true`; the entry is left out",
        ),
        (
            "- {id: ZZZ9, symbols: [Q9], en: nine}",
            "own.yaml:2: `ZZZ9` has class ``; use one of index,",
        ),
        (
            "- {id: a-b, class: share, en: nine}",
            "own.yaml:2: `a-b` has class `share`; use one of index,",
        ),
        (
            "- {id: vol-control, series: X}",
            "own.yaml:2: `vol-control` is a concept, which has no `series`; an instrument has a `class:`",
        ),
        (
            "- {id: NVDA, definition: chips}",
            "own.yaml:2: `NVDA` is an instrument, which has no `definition`",
        ),
        (
            "- {id: a-b, en: nine, short: ni}",
            "own.yaml:2: `a-b` has `short` without `near`",
        ),
        ("- {en: nine}", "own.yaml:2: "),
        ("- just words", "own.yaml:2: "),
        ("- [", "own.yaml:"),
    ] {
        let text = format!("# mine\n{wrong}\n- {{id: good-one, zh_hans: 好词条}}\n");
        let (lexicon, problems) = with(&text);
        assert_eq!(problems.len(), 1, "{wrong}: {problems:?}");
        assert!(problems[0].starts_with(message), "{wrong}: {problems:?}");
        assert!(
            problems[0].ends_with("; the entry is left out"),
            "{problems:?}"
        );
        assert_eq!(found(&lexicon, "好词条"), "good-one=好词条", "{wrong}");
    }
}

#[test]
fn a_wrong_relation_or_name_is_passed_over_and_its_entry_counts() {
    for (entry, message) in [
        (
            "- {id: good-one, zh_hans: 好词条, related: [nothing]}",
            "own.yaml:1: `good-one` has `nothing` in `related`, which is the id of no other concept; that relation is left out",
        ),
        (
            "- {id: good-one, zh_hans: 好词条, broader: [good-one]}",
            "own.yaml:1: `good-one` has `good-one` in `broader`, which is the id of no other concept; that relation is left out",
        ),
        (
            "- {id: good-one, zh_hans: 好词条, part_of: [other-one]}\n- {id: other-one, en: other, part_of: [good-one]}",
            "own.yaml:2: `other-one` comes back to itself by `part_of`: other-one → good-one → other-one; leave one out; that relation is left out",
        ),
        (
            "- {id: good-one, zh_hans: 好词条, without: [坏词条]}",
            "own.yaml:1: `good-one` is not called `坏词条`, so that it cannot be taken away; that name is passed over",
        ),
    ] {
        let (lexicon, problems) = with(entry);
        assert_eq!(problems, [message]);
        assert_eq!(found(&lexicon, "好词条"), "good-one=好词条");
    }
}

#[test]
fn a_file_that_is_no_list_is_left_out() {
    for text in ["id: a", "just words", "{a: b}"] {
        let (_, problems) = with(text);
        assert_eq!(problems.len(), 1, "{text}");
        assert!(
            problems[0].contains("holds no list of entries"),
            "{problems:?}"
        );
        assert!(
            problems[0].ends_with("the file is left out"),
            "{problems:?}"
        );
    }
    for text in ["", "# nothing yet\n", "[]"] {
        assert!(with(text).1.is_empty(), "{text}");
    }
}

#[test]
fn an_opposite_of_the_users_holds_both_ways() {
    let lexicon = sound(
        "- {id: good-one, zh_hans: 好词条, opposite: [other-one]}\n- {id: other-one, en: other one}",
    );
    let other = lexicon.concept("other-one").unwrap();
    assert_eq!(other.opposite, [ConceptId::from("good-one")]);
}

#[test]
fn own_tables_have_a_fingerprint_of_their_own() {
    let one = sound("- {id: good-one, zh_hans: 好词条}");
    let other = sound("- {id: good-one, zh_hans: 好词}");
    assert_ne!(one.own_fingerprint(), other.own_fingerprint());
    assert_eq!(one.fingerprint(), Lexicon::built_in_fingerprint());
    let none = Lexicon::with_own(&[]).unwrap().0;
    assert_eq!(none.own_fingerprint(), 0);
}

proptest::proptest! {
    #[test]
    fn no_table_stops_the_lexicon(text in "(- |id: |en: |zh_hans|[a-c]|: |\\[|\\]|\\{|\\}|,|\n| |&a|\\*a|'){0,30}") {
        let table = OwnTable {
            name: "own.yaml".to_owned(),
            text,
        };
        Lexicon::made(CONCEPTS, INSTRUMENTS, &[table]).unwrap();
    }
}
