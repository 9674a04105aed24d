use super::*;
use crate::model::{Likeness, Note};
use crate::search::fixtures::{index, note, ranked};

fn library() -> Snapshot {
    let mut notes: Vec<Note> = vec![
        note("尾盘的卖压", &["做市商在尾盘做空伽马，卖压很重。"]),
        note("Into the close", &["A recession would steepen the curve."]),
        note("量化緊縮", &["聯準會的量化緊縮沒有停。"]),
        note(
            "黄金那一天",
            &["黄金一天跌去百分之九。", "Nvidia fell too."],
        ),
    ];
    for _ in 0..3 {
        notes.push(note("Recession odds", &["The odds of a recession rose."]));
    }
    notes[0].metadata.tags = vec!["信用 市场".into(), "dealer-flow".into()];
    index(&notes).snapshot()
}

fn otherwise(query: &str, typing: bool) -> Option<(String, Vec<(String, Likeness)>)> {
    let otherwise = library().otherwise(query, typing).unwrap()?;
    let read = otherwise.read_as.into_iter();
    let read = read.map(|one| (format!("{}={}", one.typed, one.name), one.by));
    Some((otherwise.query, read.collect()))
}

#[test]
fn unknown_words_are_read_as_the_names_they_are_like() {
    for (query, expected) in [
        ("zuokonggama", Some("做空伽马")),
        ("zuo kong jia ma", Some("做空伽马")),
        ("zuokongxiama", None),
        ("lianghuajinsuo", Some("量化紧缩")),
        ("liang4hua4 jin3suo1", Some("量化紧缩")),
        ("lhjs", Some("量化紧缩")),
        ("ywd", Some("英伟达")),
        ("weipan", Some("尾盘")),
        ("weipandemaiya", Some("尾盘的卖压")),
        ("wpdmy", Some("尾盘的卖压")),
        ("recesion", Some("recession")),
        ("quantitive tightening", Some("quantitative tightening")),
        ("nvdia", Some("Nvidia")),
        ("量化紧锁", Some("量化紧缩")),
        ("dealerflow", Some("dealer-flow")),
        ("xinyongshichang", Some("\"信用 市场\"")),
        ("xyzzyx", None),
        ("recession", None),
        ("做空伽马", None),
        ("", None),
    ] {
        let query_read = otherwise(query, false).map(|(query, _)| query);
        assert_eq!(query_read.as_deref(), expected, "{query}");
    }
}

#[test]
fn only_the_word_that_is_meant_otherwise_is_replaced() {
    for (query, expected) in [
        ("recesion curve", "recession curve"),
        ("curve (recesion OR lhjs)", "curve (recession OR 量化紧缩)"),
        ("-curve recesion", "-curve recession"),
        ("tag:dealerflow 尾盘", "tag:dealer-flow 尾盘"),
        ("title:weipan lang:zh", "title:尾盘 lang:zh"),
        ("联储量化紧锁了", "联储量化紧缩了"),
    ] {
        let query_read = otherwise(query, false).map(|(query, _)| query);
        assert_eq!(query_read.as_deref(), Some(expected), "{query}");
    }
    for query in [
        "-recesion",
        "\"recesion\"",
        "=recesion",
        "recesi*",
        "tag:recesion",
        "date:7d",
    ] {
        assert_eq!(otherwise(query, false), None, "{query}");
    }
}

#[test]
fn a_word_that_goes_on_is_read_so_far() {
    for (query, so_far) in [
        ("weip", Some("尾盘")),
        ("lianghuaj", Some("量化紧缩")),
        ("recesio", Some("recession")),
        ("reces", None),
        ("we", None),
    ] {
        let typing = otherwise(query, true).map(|(query, _)| query);
        assert_eq!(typing.as_deref(), so_far, "{query}");
    }
    assert_eq!(otherwise("weip", false), None);
    let snapshot = library();
    let of = |query| snapshot.otherwise(query, true).unwrap().unwrap();
    assert!(of("weip").is_finished);
    assert!(!of("weipan cur").is_finished);
}

#[test]
fn what_is_told_names_word_name_and_reason() {
    let (_, read) = otherwise("lhjs recesion", false).unwrap();
    let expected = [
        ("lhjs=量化紧缩".to_owned(), Likeness::Initials),
        ("recesion=recession".to_owned(), Likeness::Spelling),
    ];
    assert_eq!(read, expected);
}

#[test]
fn what_was_read_otherwise_finds_notes_that_what_was_typed_does_not() {
    let snapshot = library();
    for query in [
        "lhjs",
        "weipan",
        "recesion",
        "nvdia",
        "量化紧锁",
        "tag:dealerflow",
    ] {
        assert_eq!(ranked(&snapshot, query), [0_u64; 0], "{query}");
        let otherwise = snapshot.otherwise(query, false).unwrap().unwrap();
        assert!(!ranked(&snapshot, &otherwise.query).is_empty(), "{query}");
    }
}

#[test]
fn a_word_that_notes_hold_is_no_slip_of_another_that_is_not_far_commoner() {
    let mut notes = vec![note("a", &["The hopper filled."])];
    for _ in 0..4 {
        notes.push(note("b", &["The copper hoppers filled. Hoppel did not."]));
    }
    let snapshot = index(&notes).snapshot();
    assert_eq!(snapshot.otherwise("hopper", false).unwrap(), None);
    assert_eq!(snapshot.otherwise("hoppel", false).unwrap(), None);
    let unknown = snapshot.otherwise("hoppex", false).unwrap();
    assert!(unknown.is_some());
}

#[test]
fn common_words_are_left_alone_whatever_they_sound_like() {
    let notes: Vec<Note> = (0..FEW).map(|_| note("t", &["weipan 尾盘"])).collect();
    assert_eq!(
        index(&notes).snapshot().otherwise("weipan", false).unwrap(),
        None
    );
    let notes: Vec<Note> = (1..FEW).map(|_| note("t", &["weipan 尾盘"])).collect();
    let otherwise = index(&notes).snapshot().otherwise("weipan", false).unwrap();
    assert_eq!(otherwise.unwrap().query, "尾盘");
}

#[test]
fn of_equals_what_more_notes_hold_comes_first_and_what_is_far_rarer_is_left_out() {
    let mut notes: Vec<Note> = (0..25).map(|_| note("t", &["实际 利率"])).collect();
    notes.extend((0..5).map(|_| note("t", &["世纪 之交"])));
    notes.push(note("t", &["她的事迹"]));
    let snapshot = index(&notes).snapshot();
    let otherwise = snapshot.otherwise("shiji", false).unwrap().unwrap();
    assert_eq!(otherwise.query, "(实际 OR 世纪)");
    assert_eq!(snapshot.nearest("shiji").unwrap(), ["实际", "世纪", "事迹"]);
}

#[test]
fn nearest_names_are_told_whether_a_note_holds_them_or_not() {
    let snapshot = index(&[note("t", &["text"])]).snapshot();
    for (word, nearest) in [
        ("levereged etf", "leveraged ETF"),
        ("ganggan etf", "杠杆ETF"),
        ("nvdia", "Nvidia"),
        ("lhjs", "量化紧缩"),
    ] {
        let found = snapshot.nearest(word).unwrap();
        assert_eq!(found.first().map(String::as_str), Some(nearest), "{word}");
    }
}

#[test]
fn names_are_made_anew_when_the_index_changes_and_only_then() {
    let index = index(&[note("t", &["text"])]);
    let lexicon = index.analysis().unwrap().lexicon();
    let first = index.snapshot().names(lexicon).unwrap();
    index.refresh().unwrap();
    assert!(std::sync::Arc::ptr_eq(
        &first,
        &index.snapshot().names(lexicon).unwrap()
    ));
    crate::search::fixtures::put(&index, &[note("尾盘", &["text"])]);
    let second = index.snapshot().names(lexicon).unwrap();
    assert!(!std::sync::Arc::ptr_eq(&first, &second));
    assert!(second.titles.contains(&"尾盘".to_owned()));
}
