use super::super::fixture::lexicon;
use crate::model::Target;

fn resolved(name: &str) -> Vec<String> {
    let targets = lexicon().resolve(name);
    targets
        .iter()
        .map(|target| target.id().to_owned())
        .collect()
}

#[test]
fn a_name_resolves_however_it_is_written() {
    for name in [
        "short gamma",
        "Short-Gamma",
        "SHORT  GAMMA",
        "空头gamma",
        "空頭 Gamma",
        "short-gamma",
    ] {
        assert_eq!(resolved(name), ["short-gamma"], "{name}");
    }
}

#[test]
fn symbols_and_ids_resolve_in_any_case() {
    for (name, id) in [
        ("nvda", "NVDA"),
        ("^gspc", "SPX"),
        ("0700.hk", "0700.HK"),
        ("now", "NOW"),
    ] {
        assert_eq!(resolved(name), [id], "{name}");
    }
}

#[test]
fn a_shared_name_resolves_to_both_the_instrument_first() {
    assert_eq!(resolved("VIX"), ["VIX", "vix"]);
    assert!(resolved("nothing of ours").is_empty());
    assert!(resolved("").is_empty());
}

#[test]
fn spellings_are_folded_and_each_stands_once() {
    let target = Target::Concept("short-gamma".into());
    assert_eq!(
        lexicon().spellings(&target),
        [
            "short gamma",
            "negative gamma",
            "做空伽马",
            "负伽马",
            "负gamma",
            "做空gamma",
            "空头gamma"
        ]
    );
}

#[test]
fn spellings_leave_out_what_means_something_else() {
    let lexicon = lexicon();
    for (id, absent, present) in [
        ("NOW", "now", "servicenow"),
        ("T", "t", "at&t"),
        ("0700.HK", "700", "腾讯"),
        ("AAPL", "apple", "aapl"),
        ("AAPL", "苹果", "aapl"),
    ] {
        let spellings = lexicon.spellings(&Target::Instrument(id.into()));
        assert!(!spellings.iter().any(|s| s == absent), "{absent}");
        assert!(spellings.iter().any(|s| s == present), "{present}");
    }
    assert!(
        lexicon
            .spellings(&Target::Concept("none".into()))
            .is_empty()
    );
}

#[test]
fn a_shared_name_is_spelled_by_its_winner() {
    let lexicon = lexicon();
    let instrument = lexicon.spellings(&Target::Instrument("VIX".into()));
    let concept = lexicon.spellings(&Target::Concept("vix".into()));
    assert!(instrument.contains(&"vix".to_owned()));
    assert_eq!(concept, ["恐慌指数"]);
}

#[test]
fn words_are_han_folded_and_unbroken() {
    let lexicon = lexicon();
    let words: Vec<&str> = lexicon.words().collect();
    assert!(words.contains(&"收益率曲线倒挂"));
    assert!(words.contains(&"殖利率"));
    assert!(words.contains(&"联准会"));
    assert!(!words.contains(&"bond yield"));
}

#[test]
fn nearest_offers_names_for_a_slip() {
    let lexicon = lexicon();
    assert_eq!(lexicon.nearest("short gama").first(), Some(&"short gamma"));
    assert_eq!(lexicon.nearest("Nvidai").first(), Some(&"Nvidia"));
    assert_eq!(lexicon.nearest("波动率控").first(), Some(&"波动率控制"));
    assert!(lexicon.nearest("zzzzzzzzzz").is_empty());
    assert!(lexicon.nearest("gamma").len() <= 3);
}
