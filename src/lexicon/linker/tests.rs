use proptest::prelude::*;

use super::super::Lexicon;
use super::super::fixture::{found, lexicon};

fn check(cases: &[(&str, &str)]) {
    let lexicon = lexicon();
    for (text, expected) in cases {
        assert_eq!(found(&lexicon, text), *expected, "{text}");
    }
}

#[test]
fn a_name_is_found_in_any_script_case_and_width() {
    check(&[
        ("交易商做空伽马", "short-gamma=做空伽马"),
        ("造市商空頭 Gamma", "short-gamma=空頭 Gamma"),
        ("Dealers are SHORT GAMMA.", "short-gamma=SHORT GAMMA"),
        ("ＮＶＤＡ 與輝達", "NVDA=ＮＶＤＡ NVDA=輝達"),
    ]);
}

#[test]
fn hyphens_spaces_and_line_ends_are_one() {
    check(&[
        ("vol-control funds", "vol-control=vol-control"),
        ("Vol\u{2011}Control", "vol-control=Vol\u{2011}Control"),
        ("vol\ncontrol", "vol-control=vol\ncontrol"),
        ("re leveraging", "vol-control=re leveraging"),
        ("标普 500 指数收涨", "SPX=标普 500 指数"),
    ]);
}

#[test]
fn the_cells_of_a_table_stay_apart() {
    check(&[("vol\tcontrol", "")]);
}

#[test]
fn the_longest_name_wins() {
    check(&[
        ("收益率曲线倒挂", "curve-inversion=收益率曲线倒挂"),
        ("殖利率上行", "yield=殖利率"),
        ("标普500指数", "SPX=标普500指数"),
    ]);
}

#[test]
fn a_latin_name_is_a_whole_word() {
    check(
        &[
            ("federal reserves", "federal-reserve=federal reserves"),
            ("NVDAX and marigold", ""),
            ("Nvidia_2", ""),
            ("做空的Nvidia股", "NVDA=Nvidia"),
        ][1..],
    );
}

#[test]
fn a_plural_s_belongs_to_the_name() {
    check(&[
        ("Bond yields rose", "yield=Bond yields"),
        ("VIXs", "VIX=VIXs"),
        ("Nvidia\u{2019}s margin", "NVDA=Nvidia"),
        ("target volset", ""),
    ]);
}

#[test]
fn capitals_tell_a_name_from_a_verb() {
    check(&[
        ("The Fed fed the rally", "federal-reserve=Fed"),
        ("FED", "federal-reserve=FED"),
    ]);
}

#[test]
fn a_shared_name_links_to_the_instrument() {
    check(&[("VIX 与恐慌指数", "VIX=VIX vix=恐慌指数")]);
}

#[test]
fn a_longer_word_guards_a_name() {
    check(&[
        ("黄金周出行", ""),
        ("黃金周出行", ""),
        ("黄金周后黄金大涨", "XAU=黄金"),
        ("the gold standard, then gold", "XAU=gold"),
        ("吃苹果时看股价", ""),
    ]);
}

#[test]
fn a_guard_stands_over_its_own_entry_alone() {
    let concepts = "
- {id: reserves, en: [reserves], zh_hans: [准备金], zh_hant: [準備金], not_in: [gold reserves, 准备金率],
   definition: {en: One., zh_hans: 一。, zh_hant: 一。}}
- {id: rate, en: [rate], zh_hans: [金率], zh_hant: [金率],
   definition: {en: One., zh_hans: 一。, zh_hant: 一。}}
";
    let gold = "- {id: XAU, class: commodity, en: [gold], zh_hans: [黄金], zh_hant: [黃金]}";
    let lexicon = Lexicon::from_yaml(concepts, gold).unwrap();
    for (text, expected) in [
        ("bank reserves", "reserves=reserves"),
        ("gold reserves", "XAU=gold"),
        ("准备金率与准备金", "rate=金率 reserves=准备金"),
    ] {
        assert_eq!(found(&lexicon, text), expected, "{text}");
    }
}

#[test]
fn a_name_of_a_concept_goes_before_a_ticker_without_its_sign() {
    let concepts = "
- {id: machines, en: [AI], zh_hans: [人工智能], zh_hant: [人工智慧], ambiguous: true,
   definition: {en: One., zh_hans: 一。, zh_hant: 一。}}
";
    let ticker =
        "- {id: AI, class: equity, needs_sign: true, en: [C3], zh_hans: [C3], zh_hant: [C3]}";
    let lexicon = Lexicon::from_yaml(concepts, ticker).unwrap();
    assert_eq!(found(&lexicon, "AI and $AI"), "machines=AI AI=$AI");
}

#[test]
fn an_everyday_name_needs_its_context() {
    check(&[
        ("苹果很甜", ""),
        ("苹果股价新高", "AAPL=苹果"),
        ("苹果、英伟达领涨", "AAPL=苹果 NVDA=英伟达"),
        ("an Apple a day", ""),
        ("Apple shares", "AAPL=Apple"),
        ("apple shares", ""),
        ("Apple and its iPhones2", ""),
    ]);
}

#[test]
fn a_symbol_is_in_capitals() {
    check(&[("NVDA", "NVDA=NVDA"), ("nvda", ""), ("^GSPC", "SPX=^GSPC")]);
}

#[test]
fn a_symbol_takes_its_cashtag_and_exchange() {
    check(&[
        ("long $NVDA here", "NVDA=$NVDA"),
        ("NVDA.O fell", "NVDA=NVDA.O"),
        ("NASDAQ: NVDA", "NVDA=NVDA"),
        ("(NVDA)", "NVDA=NVDA"),
        ("NVDA US", "NVDA=NVDA"),
        ("A$NVDA", "NVDA=NVDA"),
    ]);
}

#[test]
fn a_symbol_that_is_a_word_needs_a_sign() {
    check(&[
        ("DO IT NOW", ""),
        ("$NOW", "NOW=$NOW"),
        ("NYSE: NOW", "NOW=NOW"),
        ("ServiceNow (NOW) fell", "NOW=ServiceNow NOW=NOW"),
        ("ServiceNow（NOW）", "NOW=ServiceNow NOW=NOW"),
        ("right away (NOW)", ""),
        ("NOW shares fell", "NOW=NOW"),
        ("NOW 股价", "NOW=NOW"),
        ("代码NOW", "NOW=NOW"),
        ("AT&T (T)", "T=AT&T T=T"),
        ("T minus 2", ""),
    ]);
}

#[test]
fn a_number_alone_is_no_symbol() {
    check(&[
        ("700 points", ""),
        ("腾讯（700）", "0700.HK=腾讯 0700.HK=700"),
        ("700.HK", "0700.HK=700.HK"),
        ("0700.HK", "0700.HK=0700.HK"),
    ]);
}

#[test]
fn an_address_names_nothing() {
    check(&[
        ("see nvidia.com or www.nvidia.de", ""),
        ("write to @nvidia", ""),
        ("https://a.b/short-gamma-vix?q=NVDA and VIX", "VIX=VIX"),
    ]);
}

#[test]
fn every_occurrence_is_reported() {
    check(&[("VIX VIX VIX", "VIX=VIX VIX=VIX VIX=VIX")]);
}

#[test]
fn nothing_is_found_in_nothing() {
    check(&[("", ""), (" - ", ""), ("\u{feff}", "")]);
}

const WORDS: &[&str] = &[
    "做空伽马",
    "空頭 Gamma",
    "苹果",
    "股价",
    "$NVDA",
    "NVDA.O",
    "NOW",
    "(NOW)",
    "ServiceNow",
    "vol-control",
    "Fed",
    "黄金周",
    "VIX",
    "S&P 500",
    "ﬁ",
    "㍿",
    "½",
    "İ",
    "é",
    "\u{2011}",
    " ",
    "\t",
    "\n",
    "，",
    "的",
    "s",
    "'s",
    ".com",
];

proptest! {
    #[test]
    fn mentions_are_ordered_whole_and_apart(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..24),
    ) {
        assert_well_formed(&words.concat())?;
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        assert_well_formed(&text)?;
    }
}

fn assert_well_formed(text: &str) -> Result<(), TestCaseError> {
    let lexicon = lexicon();
    let mut end = 0;
    for (target, range) in lexicon.find(text) {
        prop_assert!(range.start >= end, "overlap at {}", range.start);
        prop_assert!(range.start < range.end);
        prop_assert!(
            text.get(range.clone()).is_some(),
            "no boundary at {range:?}"
        );
        prop_assert!(lexicon.names(&target).is_some());
        end = range.end;
    }
    Ok(())
}
