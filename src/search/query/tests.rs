use proptest::prelude::*;

use super::*;
use crate::search::Analysis;
use crate::search::fixtures::{analysis, bare};

/// A query as a Lisp, to see how it was read.
fn read(text: &str) -> String {
    match parse(text, &bare(&analysis())) {
        Ok(query) => show(&query.node),
        Err(error) => format!("{}: {}", error.column, error.expected),
    }
}

fn show(node: &Node) -> String {
    let list = |name: &str, nodes: &[Node]| {
        let nodes: Vec<_> = nodes.iter().map(show).collect();
        format!("({name} {})", nodes.join(" "))
    };
    match node {
        Node::Everything => "everything".into(),
        Node::All(nodes) => list("all", nodes),
        Node::Any(nodes) => list("any", nodes),
        Node::Not(node) => format!("(not {})", show(node)),
        Node::Text(words) => {
            let sign = match words.form {
                Form::Exact => "=",
                Form::Stemmed => "",
                Form::Prefix => "^",
            };
            let title = if words.scope == Scope::Title {
                "title:"
            } else {
                ""
            };
            let wide = if words.spellings.len() > 1 { "+" } else { "" };
            format!("{title}{sign}{}{wide}", words.typed)
        }
        Node::Filed { kind, text, form } => {
            let star = if *form == Form::Prefix { "*" } else { "" };
            format!("{}:{text}{star}", kind.name())
        }
        Node::Term(term) => term.clone(),
        Node::TermPrefix(term) => format!("{term}*"),
        Node::Dates { from, to } => {
            let day = |day: &Option<Date>| day.map_or_else(String::new, |day| day.to_string());
            format!("{}..{}", day(from), day(to))
        }
    }
}

#[test]
fn queries_are_read_as_meant() {
    for (text, expected) in [
        ("", "everything"),
        ("  　", "everything"),
        ("*", "everything"),
        ("gold", "gold"),
        ("gold silver", "(all gold silver)"),
        ("gold OR silver copper", "(any gold (all silver copper))"),
        ("(gold OR silver) copper", "(all (any gold silver) copper)"),
        ("gold AND silver", "(all gold silver)"),
        ("-gold", "(not gold)"),
        ("a -b", "(all a (not b))"),
        ("risk-off", "risk-off"),
        ("S&P - 500", "(all S&P 500)"),
        ("\"short gamma\"", "=short gamma"),
        ("“做空伽马”", "=做空伽马"),
        ("「做空伽马」", "=做空伽马"),
        ("=gamma", "=gamma"),
        ("gam*", "^gam"),
        ("short gamma", "short gamma+"),
        ("dealers short gamma now", "(all dealers short gamma+ now)"),
        ("short OR gamma", "(any short gamma)"),
        ("做空 伽马", "做空 伽马+"),
        ("负伽马", "负伽马+"),
        ("Short-Gamma", "Short-Gamma+"),
        ("title:gamma", "title:gamma"),
        ("title:负伽马", "title:负伽马+"),
        ("title:\"a b\"", "title:=a b"),
        ("tag:Credit_Market", "tag:credit-market"),
        ("tag：利率", "tag:利率"),
        ("tag: gold", "tag:gold"),
        ("tag:-x", "tag:x"),
        ("speaker:McElligott", "speaker:mcelligott"),
        ("concept:负伽马", "concept:short-gamma"),
        ("ticker:nvda", "ticker:NVDA"),
        ("lang:ZH", "lang:zh"),
        ("lang:繁體", "lang:zh-hant"),
        ("date:2026-01", "2026-01-01..2026-01-31"),
        ("date:>2025-11 gold", "(all 2025-12-01.. gold)"),
        ("10:30", "10:30"),
        ("https://example.com/a", "https://example.com/a"),
        ("FOMC: gold", "(all FOMC: gold)"),
        ("gold，silver。", "(all gold silver)"),
        ("25bp 1,000", "(all 25bp 1,000)"),
        ("（gold）", "gold"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_word_that_is_being_typed_may_go_on() {
    let typing = |text| show(&parse_typing(text, &bare(&analysis())).unwrap().node);
    for (text, expected) in [
        ("gam", "(any gam ^gam)"),
        ("short gam", "(all short (any gam ^gam))"),
        ("short gamma", "short gamma+"),
        ("gam ", "gam"),
        ("\"gam\"", "=gam"),
        ("tag:gam", "tag:gam"),
        ("市场", "市场"),
        ("-gam", "(not (any gam ^gam))"),
        ("", "everything"),
    ] {
        assert_eq!(typing(text), expected, "{text}");
    }
}

#[test]
fn errors_point_at_the_column_and_say_what_was_expected() {
    for (text, expected) in [
        ("gold \"silver", "6: a closing quotation mark"),
        ("黄金 “白银", "4: a closing quotation mark"),
        ("(gold", "1: a closing bracket"),
        ("gold)", "5: an opening bracket before this one"),
        ("gold OR", "8: a word, a phrase or a field"),
        ("OR gold", "1: a word, a phrase or a field"),
        ("()", "2: a word, a phrase or a field"),
        ("a -)", "4: a word, a phrase or a field"),
        ("黄金 tag:", "8: a value for `tag:`"),
        ("tag:(a b)", "5: a value for `tag:`"),
        (
            "date:202613",
            "6: a date such as 2026, 2026-01, 2026-01-15, 2026-01..2026-02, >2025-11 or 7d",
        ),
        ("lang:fr", "6: zh, zh-hans, zh-hant or en"),
        (
            "colour:red",
            "1: a field (title, tag, speaker, ticker, concept, lang, date) instead of `colour:`",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn an_unknown_name_suggests_the_nearest() {
    let error = parse("concept:short-gama", &bare(&analysis())).unwrap_err();
    assert_eq!(error.column, 9);
    let Expected::Name { kind, nearest, .. } = error.expected else {
        panic!("{error:?}");
    };
    assert_eq!(kind, "concept");
    assert!(
        nearest.iter().any(|name| name.contains("short")),
        "{nearest:?}"
    );
}

#[test]
fn depth_and_length_are_limited() {
    let deep = "(".repeat(50) + "a" + &")".repeat(50);
    let error = parse(&deep, &bare(&analysis())).unwrap_err();
    assert_eq!(error.expected, Expected::LessDepth { limit: 32 });
    let long = "a ".repeat(500);
    let error = parse(&long, &bare(&analysis())).unwrap_err();
    assert_eq!(error.expected, Expected::FewerWords { limit: 128 });
    assert_eq!(error.column, 257);
}

#[test]
fn a_long_chinese_word_is_read_whole_or_by_parts() {
    assert_eq!(read("美联储缩表"), "(any 美联储缩表 (all 美联储+ 缩表+))");
    assert_eq!(read("流动性"), "流动性");
    assert_eq!(
        read("市场流动性紧张"),
        "(any 市场流动性紧张 (all 市场 流动性 紧张))"
    );
}

#[test]
fn no_sign_means_anything_in_plain_text() {
    for (text, expected) in [
        ("", "everything"),
        ("?! ()", "everything"),
        ("why", "why"),
        ("is \"gold -silver", "(all is gold -silver)"),
        ("tag:x OR (short gamma)?", "(all tag:x OR short gamma+)"),
        ("黄金，白银 “铜", "(all 黄金 白银 铜)"),
    ] {
        assert_eq!(
            show(&parse_plain(text, &analysis()).node),
            expected,
            "{text}"
        );
    }
    let long = "a ".repeat(500);
    let Node::All(nodes) = parse_plain(&long, &analysis()).node else {
        panic!("several words");
    };
    assert_eq!(nodes.len(), 128);
}

#[test]
fn queries_can_be_joined() {
    let query = Query::tag("Gold")
        .and(Query::everything())
        .and(Query::speaker("Lin"));
    assert_eq!(show(&query.node), "(all tag:gold speaker:lin)");
    assert!(Query::everything().and(Query::everything()).is_everything());
}

#[test]
fn widened_spellings_are_listed_once_as_written() {
    let query = parse("QT 量化紧缩", &bare(&analysis())).unwrap();
    let widened = query.widened();
    for name in ["量化紧缩", "量化緊縮", "缩表", "quantitative tightening"] {
        assert_eq!(
            widened.iter().filter(|shown| *shown == name).count(),
            1,
            "{widened:?}"
        );
    }
    assert!(
        parse("-QT \"short gamma\"", &bare(&analysis()))
            .unwrap()
            .widened()
            .is_empty()
    );
}

fn check_any(text: &str, analysis: &Analysis) {
    if let Err(error) = parse(text, &bare(analysis)) {
        let end = text.chars().count() + 1;
        assert!((1..=end).contains(&error.column), "{text:?}: {error}");
    }
}

proptest! {
    // Few cases of many texts: each case loads the dictionary.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_text_is_a_query_or_an_error_within_it(
        texts in proptest::collection::vec("[a-z()\"“”「」:：=*|<>.\\-0-9 黄金，tagdteORNOT]{0,24}|\\PC{0,16}", 1..300),
    ) {
        let analysis = analysis();
        for text in &texts {
            check_any(text, &analysis);
        }
    }
}
