//! The query language over an index: what each way of asking finds.

use jiff::civil::date;

use super::*;
use crate::model::MetadataValue;
use crate::search::fixtures::{Desk, analysis, passage};
use crate::search::{locate, query};

fn list(values: &[&str]) -> MetadataValue {
    let values = values.iter().map(|one| MetadataValue::Text((*one).into()));
    MetadataValue::List(values.collect())
}

/// Two notes that are filed in every way, and a bare one.
fn filed() -> Snapshot {
    let mut one = note(
        "Gold and gamma",
        &["Dealers are short gamma.", "黄金上涨。"],
    );
    one.metadata.summary = Some("Why steepeners hurt 利率".into());
    one.metadata.guest = Some("Mei Lin".into());
    one.metadata.credits.author = Some("周岚".into());
    one.metadata.series = Some("宏观夜话".into());
    one.metadata.category = Some("Macro Economy".into());
    one.metadata.source = Some("https://www.example.com/watch?v=1".into());
    one.metadata.date = Some(date(2026, 1, 20));
    one.metadata.tags = vec!["Credit Market".into()];
    one.metadata.other = vec![
        ("people".into(), list(&["Jerome Powell", "鮑爾"])),
        ("companies_orgs".into(), list(&["European Central Bank"])),
        ("products_models".into(), list(&["B200"])),
        ("status".into(), MetadataValue::Text("evergreen".into())),
    ];
    let mut two = note(
        "Silver",
        &["Silver fell; a much longer note than the other."],
    );
    two.metadata.date = Some(date(2026, 2, 5));
    two.metadata.source = Some("Example Weekly".into());
    two.metadata.speaker = Some("Linda".into());
    let bare = note("Bare", &["nothing"]);
    index(&[one, two, bare]).snapshot()
}

#[test]
fn fields_find_what_a_note_is_filed_under() {
    let snapshot = filed();
    for (query, expected) in [
        ("summary:steepener", &[1][..]),
        ("summary:gamma", &[]),
        ("guest:lin", &[1]),
        ("speaker:lin", &[1]),
        ("speaker:lin*", &[1, 2]),
        ("author:周", &[1]),
        ("person:powell", &[1]),
        ("person:鲍尔", &[1]),
        ("person:\"powell jerome\"", &[]),
        ("org:\"central bank\"", &[1]),
        ("product:b200", &[1]),
        ("series:夜话", &[1]),
        ("category:macro", &[1]),
        ("source:example.com", &[1]),
        ("source:example", &[1, 2]),
        ("source:\"https://www.example.com/watch?v=1\"", &[1]),
        ("status:evergreen", &[1]),
        ("path:notes/00002", &[2]),
        ("path:notes", &[1, 2, 3]),
        ("tag:cred*", &[1]),
        ("tag:(gold OR \"credit market\")", &[1]),
        ("-tag:credit-market", &[2, 3]),
        ("has:translation", &[]),
        ("has:(chinese english)", &[1]),
        ("is:undated", &[3]),
        ("date:(2026-01 OR 2025)", &[1]),
        ("date:2026-01..2026-02 -silver", &[1]),
        ("since:7d", &[2]),
        ("标签:credit-market 日期：2026-01", &[1]),
        ("concept:short*", &[1]),
    ] {
        assert_eq!(found(&snapshot, query), expected, "{query}");
    }
}

#[test]
fn notes_read_are_told_from_unread_ones() {
    let snapshot = filed();
    let tools = analysis();
    let mut desk = Desk::new(&tools);
    let ask = |query: &str, desk: &Desk<'_>| {
        let query = query::parse(query, desk).unwrap();
        snapshot.count(&query).unwrap()
    };
    assert_eq!((ask("is:read", &desk), ask("is:unread", &desk)), (0, 3));
    desk.read = vec![NoteId::new(3), NoteId::new(1), NoteId::new(99)];
    assert_eq!((ask("is:read", &desk), ask("is:unread", &desk)), (2, 1));
    assert_eq!(ask("is:unread silver", &desk), 1);
    desk.saved = vec![("mine", "is:read (gold OR silver)")];
    assert_eq!(ask("@mine", &desk), 1);
    assert_eq!(ask("-@mine", &desk), 2);
}

#[test]
fn an_order_goes_before_what_matches_best() {
    let snapshot = filed();
    let any = "(gamma OR silver OR nothing)";
    for (sort, expected) in [
        ("sort:date", &[2, 1, 3][..]),
        ("sort:title", &[3, 1, 2]),
        ("排序:最早", &[1, 2, 3]),
    ] {
        assert_eq!(
            ranked(&snapshot, &format!("{any} {sort}")),
            expected,
            "{sort}"
        );
    }
    assert_eq!(ranked(&snapshot, "sort:title"), [3, 1, 2]);
}

#[test]
fn figures_are_found_and_lit_however_they_are_written() {
    let writings = [
        "The Fed cut by 25bp today.",
        "降息２５個基點之後",
        "twenty-five basis points it was",
        "supply of $105B this quarter",
        "本季供給1,050億美元，",
        "105 billion dollars of bills",
        "the 10-year yield",
        "十年期殖利率",
        "SPX at 6,745 points",
        "in 25 years, 5 percent of 105",
        "涨幅百分之五",
    ];
    let notes: Vec<Note> = writings.iter().map(|text| note("t", &[text])).collect();
    let snapshot = index(&notes).snapshot();
    for (query, expected) in [
        ("25bp", &[1, 2, 3][..]),
        ("25个基点", &[1, 2, 3]),
        ("25 bps", &[1, 2, 3]),
        ("=25bp", &[1]),
        ("降息25bp", &[2]),
        ("降息25个基点", &[2]),
        ("$105B", &[4, 5, 6]),
        ("1050亿美元", &[4, 5, 6]),
        ("105 billion", &[4, 5, 6]),
        ("€105bn", &[]),
        ("10Y", &[7, 8]),
        ("10年期", &[7, 8]),
        ("6745", &[9]),
        ("5%", &[10, 11]),
        ("5个百分点", &[]),
        ("\"cut by 25bp\"", &[1]),
        ("25bp NEAR/1 fed", &[]),
        ("25bp NEAR/2 fed", &[1]),
    ] {
        assert_eq!(found(&snapshot, query), expected, "{query}");
    }
    for (query, note, lit) in [
        ("$105B", 4, "1,050億美元"),
        ("25bp", 1, "２５個基點"),
        ("1050亿美元", 3, "$105B"),
        ("25bp", 2, "twenty-five basis points"),
        ("6745", 8, "6,745"),
        ("10Y", 7, "十年期"),
    ] {
        let located = locate(&notes[note], &parse(query, &snapshot)).unwrap();
        let ((_, side), ranges) = located.matches.first_key_value().unwrap();
        let text = &notes[note].passages[0].text(*side).unwrap().content;
        let pieces: Vec<&str> = ranges.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(pieces, [lit], "{query}");
    }
}

#[test]
fn phrases_hold_across_scripts_punctuation_and_line_ends() {
    for (text, query, expected) in [
        ("做市商做空 Gamma。", "\"做空gamma\"", true),
        ("做市商做空Gamma。", "\"做空 gamma\"", true),
        ("Fed降息25bp后", "\"fed 降息 25bp\"", true),
        ("A股市場", "\"a股\"", true),
        ("short\ngamma", "\"short gamma\"", true),
        ("short, gamma", "\"short gamma\"", true),
        ("short-gamma", "\"short gamma\"", true),
        ("gamma short", "\"short gamma\"", false),
        ("short on gamma", "\"short gamma\"", false),
        ("量化，紧缩", "\"量化，紧缩\"", true),
        ("量化，紧缩", "\"量化紧缩\"", false),
        ("“量化”紧缩", "\"量化 紧缩\"", true),
        ("S&P 500 跌破6,745", "\"s&p 500 跌破 6,745\"", true),
        ("ＱＴ結束", "\"qt结束\"", true),
    ] {
        let snapshot = index(&[note("t", &[text])]).snapshot();
        assert_eq!(
            !found(&snapshot, query).is_empty(),
            expected,
            "{query}: {text}"
        );
    }
    let mut apart = note("short", &["gamma"]);
    apart.passages.push(passage("short"));
    apart.passages.push(passage("gamma"));
    let snapshot = index(&[apart]).snapshot();
    assert!(found(&snapshot, "\"short gamma\"").is_empty());
}
