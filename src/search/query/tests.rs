use proptest::prelude::*;

use super::*;
use crate::search::Analysis;
use crate::search::fixtures::{Desk, analysis, bare};

/// A query as a Lisp, to see how it was read.
fn read(text: &str) -> String {
    let tools = analysis();
    let mut desk = Desk::new(&tools);
    desk.saved = vec![
        ("rates", "gold OR silver"),
        ("my rates", "@rates sort:oldest"),
        ("round", "a (@about)"),
        ("about", "b @round"),
        ("broken", "x tag:"),
    ];
    desk.read = vec![NoteId::new(7)];
    read_by(text, &desk)
}

fn read_by(text: &str, desk: &Desk<'_>) -> String {
    match parse(text, desk) {
        Ok(query) => match query.order() {
            Some(order) => format!("{} by {order:?}", show(&query.node)),
            None => show(&query.node),
        },
        Err(error) => format!("{}: {}", error.column, error.expected),
    }
}

fn show(node: &Node) -> String {
    let list = |name: &str, nodes: &[Node]| {
        let nodes: Vec<_> = nodes.iter().map(show).collect();
        format!("({name} {})", nodes.join(" "))
    };
    let star = |form: Form| if form == Form::Prefix { "*" } else { "" };
    match node {
        Node::Everything => "everything".into(),
        Node::All(nodes) => list("all", nodes),
        Node::Any(nodes) => list("any", nodes),
        Node::Not(node) => format!("(not {})", show(node)),
        Node::Text(words) => show_words(words),
        Node::Near { sides, within, .. } => {
            let side = |words: &Vec<Words>| {
                let words: Vec<_> = words.iter().map(show_words).collect();
                words.join("|")
            };
            let [one, other] = sides;
            format!("({} ~{within} {})", side(one), side(other))
        }
        Node::Notes(notes) => format!("{} notes", notes.len()),
        Node::Filed { kind, text, form } => format!("{}:{text}{}", kind.name(), star(*form)),
        Node::Term(term) => term.clone(),
        Node::TermPrefix(term) => format!("{term}*"),
        Node::Dates { from, to } => {
            let day = |day: &Option<Date>| day.map_or_else(String::new, |day| day.to_string());
            format!("{}..{}", day(from), day(to))
        }
    }
}

fn show_words(words: &Words) -> String {
    let sign = match words.form {
        Form::Exact => "=",
        Form::Stemmed => "",
        Form::Prefix => "^",
        Form::Figure => "#",
    };
    let scope = match words.scope {
        Scope::Anywhere => "",
        Scope::Title => "title:",
        Scope::Summary => "summary:",
    };
    let wide = if words.spellings.len() > 1 { "+" } else { "" };
    format!("{scope}{sign}{}{wide}", words.typed)
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
        ("25bp 1,000", "(all #25bp #1,000)"),
        ("25 bps", "#25 bps"),
        ("Fed 105 billion dollars", "(all Fed #105 billion dollars)"),
        ("十年期 6745", "(all #十年期 6745)"),
        ("\"25 bps\" =25bp", "(all =25 bps =25bp)"),
        ("title:5%", "title:#5%"),
        ("（gold）", "gold"),
        ("gold & silver", "(all gold silver)"),
        ("a:b", "a:b"),
        ("来自：彭博", "来自：彭博"),
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
        ("25b", "(any #25b ^25b)"),
        ("25 bps", "#25 bps"),
        ("title:gam", "(any title:gam title:^gam)"),
        ("", "everything"),
    ] {
        assert_eq!(typing(text), expected, "{text}");
    }
}

#[test]
fn every_field_takes_its_values() {
    for (text, expected) in [
        ("summary:gamma", "summary:gamma"),
        ("summary:(short gamma)", "summary:short gamma+"),
        (
            "title:(short gamma OR gold)",
            "(any title:short gamma+ title:gold)",
        ),
        ("title:gam*", "title:^gam"),
        ("guest:\"Mei Lin\"", "guest:mei lin"),
        ("author:lin*", "author:lin*"),
        ("person:鮑爾", "person:鲍尔"),
        ("org:ECB product:B200", "(all org:ecb product:b200)"),
        (
            "series:夜话 category:macro",
            "(all series:夜话 category:macro)",
        ),
        (
            "source:https://example.com/a?b=1",
            "source:https://example.com/a?b=1",
        ),
        (
            "status:evergreen path:2026/02",
            "(all status:evergreen path:2026/02)",
        ),
        ("tag:(a OR b)", "(any tag:a tag:b)"),
        ("tag:(a -b \"c d\")", "(all tag:a (not tag:b) tag:c-d)"),
        ("tag:((a OR b) c)", "(all (any tag:a tag:b) tag:c)"),
        ("tag:cred*", "tag:cred*"),
        ("-tag:x -(a b)", "(all (not tag:x) (not (all a b)))"),
        ("ticker:nv*", "ticker:NV*"),
        ("concept:short*", "concept:short*"),
        ("lang:(en OR 繁)", "(any lang:en lang:zh-hant)"),
        ("has:table 含：图片", "(all has:table has:image)"),
        ("is:unread", "(not 1 notes)"),
        ("is:read is:untagged", "(all 1 notes (not has:tag))"),
        (
            "标签：利率 日期:2026-01",
            "(all tag:利率 2026-01-01..2026-01-31)",
        ),
        ("標籤:利率", "tag:利率"),
        ("since:7d", "2026-01-31.."),
        ("最近：7天", "2026-01-31.."),
        ("since:last-close", "2026-02-04.."),
        (
            "date:(2025 OR >2025-11)",
            "(any 2025-01-01..2025-12-31 2025-12-01..)",
        ),
        ("gold sort:date", "gold by Newest"),
        ("sort:best gold OR silver", "(any gold silver) by Best"),
        ("sort:length", "everything by Longest"),
        ("排序：最新 gold", "gold by Newest"),
        ("sort:title sort:oldest a", "a by Oldest"),
        ("@rates copper", "(all (any gold silver) copper)"),
        ("-@rates", "(not (any gold silver))"),
        ("@\"my rates\"", "(any gold silver) by Oldest"),
        ("@\"my rates\" sort:best", "(any gold silver) by Best"),
        ("a@b.c", "a@b.c"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn near_joins_what_stands_right_beside_it() {
    for (text, expected) in [
        ("gold NEAR/5 silver", "(gold ~5 silver)"),
        ("gold NEAR silver", "(gold ~10 silver)"),
        ("a gold NEAR/0 silver b", "(all a (gold ~0 silver) b)"),
        ("a OR b NEAR c", "(any a (b ~10 c))"),
        ("a NEAR b NEAR/2 c", "(all (a ~10 b) (b ~2 c))"),
        (
            "short gamma NEAR \"cash open\"",
            "(short gamma+ ~10 =cash open)",
        ),
        ("(gold OR silver) NEAR fed*", "(gold|silver ~10 ^fed)"),
        ("美联储缩表 NEAR/3 =QT", "(美联储缩表 ~3 =QT)"),
        ("-(a NEAR b)", "(not (a ~10 b))"),
        ("title:(a NEAR/1 b)", "(title:a ~1 title:b)"),
        ("near NEAR near", "(near ~10 near)"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn errors_point_at_the_column_and_say_what_was_expected() {
    const WORDS: &str = "a word, a phrase or a field";
    const BESIDE: &str = "a word, a phrase, a name or an OR of them on both sides of NEAR";
    for (text, column, expected) in [
        ("gold \"silver", 6, "a closing quotation mark"),
        ("黄金 “白银", 4, "a closing quotation mark"),
        ("@\"x", 2, "a closing quotation mark"),
        ("(gold", 1, "a closing bracket"),
        ("tag:(gold", 5, "a closing bracket"),
        ("gold)", 5, "an opening bracket before this one"),
        ("gold OR", 8, WORDS),
        ("OR gold", 1, WORDS),
        ("()", 2, WORDS),
        ("a -)", 4, WORDS),
        ("-", 1, WORDS),
        ("  & ", 3, WORDS),
        ("a OR \"—\"", 6, WORDS),
        ("a OR sort:date", 15, WORDS),
        ("黄金 tag:", 8, "a value for `tag:`"),
        ("tag:()", 6, WORDS),
        ("tag:(a date:2026)", 8, "a value for `tag:`"),
        ("tag:) OR", 5, "a value for `tag:`"),
        ("speaker:&", 9, "a value for `speaker:`"),
        ("gold NEAR", 10, BESIDE),
        ("gold NEAR/5 tag:x", 13, BESIDE),
        ("-gold NEAR silver", 1, BESIDE),
        ("(a b) NEAR c", 1, BESIDE),
        ("NEAR gold", 1, WORDS),
        (
            "gold NEAR/x b",
            6,
            "NEAR, or NEAR/0 to NEAR/50, instead of `NEAR/x`",
        ),
        (
            "gold NEAR/51 b",
            6,
            "NEAR, or NEAR/0 to NEAR/50, instead of `NEAR/51`",
        ),
        (
            "(a sort:date)",
            4,
            "`sort:` outside of brackets and after no `-`",
        ),
        (
            "a -sort:date",
            4,
            "`sort:` outside of brackets and after no `-`",
        ),
        ("sort:", 6, "a value for `sort:`"),
    ] {
        assert_eq!(read(text), format!("{column}: {expected}"), "{text}");
    }
}

#[test]
fn errors_of_values_say_what_there_is() {
    for (text, column, expected) in [
        (
            "sort:dat",
            6,
            "a value that the field has instead of `dat`; nearest: date",
        ),
        (
            "lang:fr",
            6,
            "a value that the field has instead of `fr`; there are zh, zh-hans, zh-hant, en, mul",
        ),
        (
            "has:(table OR tabel)",
            15,
            "a value that the field has instead of `tabel`; nearest: table",
        ),
        (
            "黄金 is:unraed",
            7,
            "a value that the field has instead of `unraed`; nearest: unread, undated, untagged",
        ),
        (
            "spaeker:lin",
            1,
            "a field instead of `spaeker:`; nearest: speaker",
        ),
        (
            "since:7x",
            7,
            "a number of days, weeks, months or years such as 7d, 4w, 6m or 1y instead of `7x`",
        ),
        (
            "date:2026-02..2026-01",
            6,
            "a range that ends after it begins: 2026-01-31 comes before 2026-02-01",
        ),
        (
            "@rate",
            1,
            "the name of a saved search instead of `rate`; nearest: rates",
        ),
        (
            "x @round",
            3,
            "a saved search that can be read; in `@round`, column 4: expected a saved search that can be read; in `@about`, column 3: expected saved searches that do not name each other in a circle: `@round` comes back to itself",
        ),
        (
            "@broken",
            1,
            "a saved search that can be read; in `@broken`, column 7: expected a value for `tag:`",
        ),
    ] {
        assert_eq!(read(text), format!("{column}: {expected}"), "{text}");
    }
}

#[test]
fn an_unknown_field_that_is_like_none_names_all() {
    let told = read("colour:red");
    assert!(told.starts_with("1: a field instead of `colour:`; there are title, summary, speaker"));
    assert!(told.ends_with("since, has, is, sort"));
}

#[test]
fn the_desk_is_asked_only_for_what_the_query_says() {
    let tools = analysis();
    let mut desk = Desk::new(&tools);
    desk.last_close = None;
    assert_eq!(
        read_by("gold date:2026", &desk),
        "(all gold 2026-01-01..2026-12-31)"
    );
    let told = read_by("since:last-close", &desk);
    assert!(
        told.ends_with("there are no figures of the market"),
        "{told}"
    );
    assert!(read_by("@x", &desk).ends_with("none is saved"));
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
    assert_eq!(
        read("加息25个基点"),
        "(any 加息25个基点 (all 加息 #25个基点))"
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
        texts in proptest::collection::vec("[a-z()\"“”「」:：=*|<>.@/\\-0-9 黄金，tagdteORNOTEAR%$亿]{0,24}|((tag|date|since|has|sort|日期)[:：]|NEAR(/5)? |[(\"]|OR |-|@|[0-9a-z]{1,4} ){0,8}|\\PC{0,16}", 1..300),
    ) {
        let analysis = analysis();
        for text in &texts {
            check_any(text, &analysis);
        }
    }
}
