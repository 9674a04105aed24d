//! `tape search`.

use insta::assert_snapshot;

use crate::desk::{Desk, Ran, good};

const SHORT_GAMMA: [&str; 4] = ["Into the close", "尾盘的卖压", "造市商的帳", "黄金那一天"];

fn hits(desk: &Desk, query: &str) -> Vec<String> {
    let ran = desk.tape(&["search", "--json", query]);
    let object: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let hits = object["hits"].as_array().unwrap();
    let titles = hits
        .iter()
        .map(|hit| hit["title"].as_str().unwrap().to_owned());
    let mut titles: Vec<String> = titles.collect();
    titles.sort_unstable();
    titles
}

#[test]
fn a_concept_is_found_under_every_name_in_three_scripts() {
    for query in [
        "short gamma",
        "做空伽马",
        "做空伽瑪",
        "空頭Gamma",
        "空头Gamma",
        "负伽马",
        "負Gamma",
    ] {
        assert_eq!(hits(good(), query), SHORT_GAMMA, "{query}");
    }
}

#[test]
fn an_exact_word_is_not_widened() {
    assert_eq!(hits(good(), "\"short gamma\""), ["Into the close"]);
    assert_eq!(hits(good(), "=负伽马"), ["黄金那一天"]);
}

#[test]
fn words_join_exclude_and_begin() {
    for (query, expected) in [
        ("short gamma -杠杆", &["Into the close", "造市商的帳"][..]),
        (
            "short gamma NOT tag:options",
            &["Into the close", "黄金那一天"],
        ),
        (
            "流动性 OR correlation",
            &["A page without a date", "信用还是流动性"],
        ),
        ("correl*", &["A page without a date"]),
        ("spreads", &["信用还是流动性"]),
        ("short gamma date:2026-02", &["尾盘的卖压", "造市商的帳"]),
    ] {
        assert_eq!(hits(good(), query), expected, "{query}");
    }
}

#[test]
fn hits_show_their_passage_and_the_spelling_that_matched() {
    let ran = good().tape(&["search", "short", "gamma"]);
    assert_snapshot!(ran.whole());
}

#[test]
fn matched_words_are_marked_in_json() {
    let ran = good().tape(&["search", "--json", "做空伽马"]);
    let object: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    for hit in object["hits"].as_array().unwrap() {
        let pieces = hit["snippet"].as_array().unwrap();
        let lit: Vec<&str> = pieces
            .iter()
            .filter(|piece| piece["matched"] == true)
            .map(|piece| piece["text"].as_str().unwrap())
            .collect();
        assert!(!lit.is_empty(), "{hit}");
    }
}

#[test]
fn a_limit_is_kept_and_what_it_leaves_out_is_said() {
    let ran = good().tape(&["search", "short", "gamma", "--limit", "1"]);
    assert_eq!(ran.stdout.lines().count(), 2, "{ran:?}");
    assert!(ran.stderr.contains("1–1 of 4: --limit 4"), "{ran:?}");
    let quiet = good().tape(&["search", "-q", "short gamma", "--limit", "1"]);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn nothing_found_is_said_with_what_to_try() {
    let ran = good().tape(&["search", "xyzzy"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr.lines().count(), 2, "{ran:?}");
    let json = good().tape(&["search", "--json", "xyzzy"]);
    assert_eq!(json.code, 1);
    assert!(json.stdout.contains("\"hits\": []"), "{json:?}");
}

/// Notes in which pinyin, initials and slips have something to find.
fn desk() -> Desk {
    Desk::of(&[
        (
            "2026-02-03-tail.md",
            "---\ntitle: 尾盘\ndate: 2026-02-03\ntags: [信用市场]\nspeaker: 林知远\n---\n\n\
             做市商放空伽马，尾盘卖压最重，收益率没有跟。\n",
        ),
        (
            "2026-02-04-curve.md",
            "---\ntitle: The curve\ndate: 2026-02-04\n---\n\n\
             The bear steepener came back; nobody speaks of recession.\n",
        ),
        (
            "2026-02-05-fall.md",
            "---\ntitle: 跌\ndate: 2026-02-05\n---\n\n波动率回来了，机构在放空。\n",
        ),
    ])
}

#[test]
fn pinyin_initials_and_slips_find_the_names_they_are_like() {
    let desk = desk();
    for (query, read_as) in [
        ("fangkong", "fangkong read as 放空 (pinyin)"),
        ("fàng kōng", "fàng kōng read as 放空 (pinyin)"),
        ("weipan", "weipan read as 尾盘 (pinyin)"),
        ("bdl", "bdl read as 波动率 (initials)"),
        ("recesion", "recesion read as recession (spelling)"),
        ("收益绿", "收益绿 read as 收益率 (pinyin)"),
        (
            "tag:xinyongshichang",
            "xinyongshichang read as 信用市场 (pinyin)",
        ),
        ("speaker:linzhiyuan", "linzhiyuan read as 林知远 (pinyin)"),
        ("title:weipan", "weipan read as 尾盘 (pinyin)"),
    ] {
        let ran = desk.tape(&["search", query]);
        let head = ran.stdout.lines().next().unwrap_or_default();
        assert!(head.starts_with(read_as), "{query}: {ran:?}");
        assert!(ran.stdout.lines().count() > 1, "{query}: {ran:?}");
        // No note holds what was typed.
        assert_eq!(ran.code, 1, "{query}");
    }
}

#[test]
fn a_note_that_is_only_like_stands_below_every_note_that_holds_what_was_typed() {
    let desk = Desk::of(&[
        ("1.md", "# In haste\n\nA steepner, they wrote.\n"),
        ("2.md", "# Monday\n\nThe steepener came back.\n"),
        ("3.md", "# Tuesday\n\nA steepener again.\n"),
        ("4.md", "# Wednesday\n\nNobody wants the steepener.\n"),
    ]);
    let ran = desk.tape(&["search", "steepner"]);
    assert_snapshot!(ran.whole());
    let json = desk.tape(&["search", "--json", "steepner"]);
    let object: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let titles = |hits: &serde_json::Value| -> Vec<String> {
        let hits = hits.as_array().unwrap().iter();
        hits.map(|hit| hit["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles(&object["hits"]), ["In haste"]);
    assert_eq!(titles(&object["similar"]["hits"]).len(), 3);
}

#[test]
fn where_few_match_the_word_in_the_way_is_named() {
    let ran = desk().tape(&["search", "收益率", "zzyzx"]);
    assert_snapshot!(ran.whole());
    let quiet = desk().tape(&["search", "-q", "收益率", "zzyzx"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn a_query_and_its_hits_are_explained() {
    let ran = good().tape(&["search", "--explain", "short gamma -tag:x", "--limit", "2"]);
    assert_snapshot!(ran.whole());
    for line in ran.stdout.lines() {
        assert!(unicode_width(line) <= 76, "{line}");
    }
}

/// Columns of a line: Chinese takes two.
fn unicode_width(line: &str) -> usize {
    line.chars()
        .map(|c| if u32::from(c) >= 0x2E80 { 2 } else { 1 })
        .sum()
}

#[test]
fn the_parts_of_an_explained_score_are_the_score() {
    let ran = good().tape(&["search", "--explain", "--json", "做空伽马 OR dealers"]);
    let object: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let hits = object["explain"]["hits"].as_array().unwrap();
    assert_eq!(hits.len(), object["hits"].as_array().unwrap().len());
    for hit in hits {
        let parts = hit["parts"].as_array().unwrap().iter();
        let sum: f64 = parts.map(|part| part["score"].as_f64().unwrap()).sum();
        assert!((sum - hit["score"].as_f64().unwrap()).abs() < 0.02, "{hit}");
        assert!(!hit["found_as"].as_array().unwrap().is_empty(), "{hit}");
    }
}

fn wrong(query: &str) -> Ran {
    good().tape(&["search", query])
}

#[test]
fn a_query_that_does_not_parse_is_pointed_into() {
    for (query, column, mark, expected) in [
        ("tag:", 5, "    ^", "a value for `tag:`"),
        ("tag:(a", 5, "    ^", "a closing bracket"),
        ("-", 1, "^", "a word"),
        ("gold OR", 8, "       ^", "a word"),
        ("\"open", 1, "^", "a closing quotation mark"),
        ("黄金 (白银", 4, "     ^", "a closing bracket"),
        ("date:2026-13", 6, "     ^", "a date such as"),
        ("date:2026-02..2026-01", 6, "     ^", "ends after it begins"),
        ("since:7x", 7, "      ^", "such as 7d"),
        ("lang:fr", 6, "     ^", "there are zh, zh-hans, zh-hant, en"),
        ("has:tabel", 5, "    ^", "nearest: table"),
        ("黄金 is:raed", 7, "        ^", "nearest: read"),
        ("gold NEAR/99 qt", 6, "     ^", "NEAR/0 to NEAR/50"),
        ("gold @nosuch", 6, "     ^", "the name of a saved search"),
        ("foo:bar", 1, "^", "a field instead of `foo:`"),
        ("spekaer:lin", 1, "^", "nearest: speaker"),
        ("concept:shrt-gamma", 9, "        ^", "short"),
    ] {
        let message = wrong(query).complaint();
        let lines: Vec<&str> = message.lines().collect();
        assert_eq!(lines.len(), 3, "{message}");
        let start = format!("tape: query, column {column}: expected ");
        assert!(lines[0].starts_with(&start), "{message}");
        assert!(lines[0].contains(expected), "{message}");
        assert_eq!(lines[1], format!("  {query}"));
        assert_eq!(lines[2], format!("  {mark}"));
    }
}

#[test]
fn notes_point_into_their_query_too() {
    let message = good().tape(&["notes", "date:soon"]).complaint();
    assert!(message.ends_with("  date:soon\n       ^\n"), "{message}");
}
