//! What a person relies on: everything that is said is found, under any of its names, and nothing
//! else is.

use jiff::civil::date;
use proptest::prelude::*;

use super::fixtures::{found, index, note, parse, put, ranked, summary};
use super::*;
use crate::model::{ConceptId, MetadataValue, Note, NoteId, Target};

mod language;

/// Several hundred notes that say none of the planted names, though parts of them.
fn haystack(count: usize) -> Vec<Note> {
    let texts = [
        "美元流动性紧张，量化基金减仓，紧缩预期升温。",
        "聯準會的量化模型顯示，財政緊縮影響有限。",
        "Quantitative funds cut risk; tightening spreads hurt the carry trade.",
        "波动率控制基金买入标普，缩量上涨。",
    ];
    (0..count)
        .map(|n| {
            let first = texts[n % texts.len()];
            let second = texts[(n / texts.len() + 1) % texts.len()];
            note(&format!("Note {n}"), &[first, second])
        })
        .collect()
}

#[test]
fn every_spelling_finds_all_planted_notes_and_no_other() {
    let planted = [
        "我们认为量化紧缩将在年底结束。",
        "我們認為量化緊縮將在年底結束。",
        "We expect quantitative tightening to end this year.",
    ];
    let mut notes = haystack(600);
    let mut expected = Vec::new();
    for n in 0..30 {
        let place = n * 19 + 3;
        notes[place]
            .passages
            .push(fixtures::passage(planted[n % 3]));
        expected.push(place as u64 + 1);
    }
    let snapshot = index(&notes).snapshot();
    for query in [
        "量化紧缩",
        "量化緊縮",
        "quantitative tightening",
        "Quantitative-Tightening",
        "QT",
        "缩表",
        "concept:quantitative-tightening",
    ] {
        assert_eq!(found(&snapshot, query), expected, "{query}");
    }
    assert_eq!(
        found(&snapshot, "=量化紧缩").len(),
        20,
        "both scripts fold alike"
    );
    assert_eq!(found(&snapshot, "\"quantitative tightening\"").len(), 10);
    let typed_first = ranked(&snapshot, "quantitative tightening");
    let english = |id: &u64| (*id as usize - 4) / 19 % 3 == 2;
    assert!(typed_first[..10].iter().all(english), "{typed_first:?}");
}

#[test]
fn via_says_which_spelling_matched() {
    let notes = [
        note("a", &["负伽马环境"]),
        note("b", &["空頭Gamma 的環境"]),
        note("c", &["dealers are short gamma"]),
    ];
    let snapshot = index(&notes).snapshot();
    let query = parse("short gamma", &snapshot);
    let results = snapshot.search(&query, 10).unwrap();
    let via: Vec<_> = results
        .hits
        .iter()
        .map(|hit| (hit.note.title.as_str(), hit.via.join(" ")))
        .collect();
    assert_eq!(via[0], ("c", String::new()));
    assert!(via.contains(&("a", "负伽马".into())), "{via:?}");
    assert!(via.contains(&("b", "空頭Gamma".into())), "{via:?}");
    assert!(results.widened.contains(&"做空伽馬".to_owned()));
    assert!(results.hits[0].score > results.hits[1].score);
}

#[test]
fn via_tells_the_other_script_of_the_typed_word() {
    let notes = [
        note("a", &["量化紧缩"]),
        note("b", &["市場預期量化緊縮會結束"]),
    ];
    let snapshot = index(&notes).snapshot();
    let results = snapshot.search(&parse("量化紧缩", &snapshot), 10).unwrap();
    let via = |title: &str| {
        let mut hits = results.hits.iter();
        hits.find(|hit| hit.note.title == title)
            .unwrap()
            .via
            .clone()
    };
    assert!(via("a").is_empty());
    assert_eq!(via("b"), ["量化緊縮"]);
}

#[test]
fn names_are_recognised_over_words_and_signs() {
    let notes = [
        note("a", &["杠杆ETF再平衡"]),
        note("b", &["flows of leveraged ETFs into the close"]),
        note("c", &["leveraged loans and an ETF"]),
    ];
    let snapshot = index(&notes).snapshot();
    for query in ["leveraged etf", "杠杆 ETF", "槓桿ETF", "Leveraged ETFs"] {
        let expected: &[u64] = if query == "Leveraged ETFs" {
            &[2, 3]
        } else {
            &[1, 2]
        };
        assert_eq!(found(&snapshot, query), expected, "{query}");
    }
}

#[test]
fn any_instrument_is_found_by_its_names() {
    let notes = [
        note("a", &["輝達大漲"]),
        note("b", &["英伟达财报"]),
        note("c", &["$NVDA up"]),
    ];
    let snapshot = index(&notes).snapshot();
    for query in [
        "nvda",
        "Nvidia",
        "英偉達",
        "辉达",
        "ticker:NVDA",
        "ticker:$nvda",
    ] {
        assert_eq!(found(&snapshot, query), [1, 2, 3], "{query}");
    }
}

#[test]
fn english_words_match_in_any_inflection_unless_quoted() {
    let notes = [
        note("a", &["dealers hedged"]),
        note("b", &["a dealer is hedging"]),
    ];
    let snapshot = index(&notes).snapshot();
    assert_eq!(found(&snapshot, "hedges"), [1, 2]);
    assert_eq!(ranked(&snapshot, "hedging"), [2, 1]);
    assert_eq!(found(&snapshot, "=hedging"), [2]);
    assert_eq!(found(&snapshot, "\"dealers hedged\""), [1]);
    assert_eq!(found(&snapshot, "\"dealer hedged\""), [0_u64; 0]);
}

#[test]
fn a_title_weighs_more_than_a_tag_and_a_tag_more_than_the_body() {
    let filler = "市场今日窄幅波动，成交清淡，投资者观望。";
    let mut tagged = note("two", &[filler, filler]);
    tagged.metadata.tags = vec!["skew".into()];
    let notes = [
        note("one", &[filler, "skew is low"]),
        tagged,
        note("skew", &[filler, filler]),
        note("four", &[filler, filler]),
    ];
    let snapshot = index(&notes).snapshot();
    assert_eq!(ranked(&snapshot, "skew"), [3, 2, 1]);
}

#[test]
fn chinese_without_spaces_is_also_matched_by_its_parts() {
    let notes = [
        note("a", &["美联储缩表进入尾声"]),
        note("b", &["聯準會官員談話。他說縮表接近完成。"]),
        note("c", &["美联储降息"]),
    ];
    let snapshot = index(&notes).snapshot();
    assert_eq!(ranked(&snapshot, "美联储缩表"), [1, 2]);
    assert_eq!(found(&snapshot, "\"美联储缩表\""), [1]);
    assert_eq!(found(&snapshot, "美联储对缩表的态度"), [0_u64; 0]);
}

#[test]
fn one_character_and_mixed_words_are_found() {
    let notes = [
        note("a", &["A股放量"]),
        note("b", &["股市大涨"]),
        note("c", &["跌"]),
    ];
    let snapshot = index(&notes).snapshot();
    assert_eq!(found(&snapshot, "股"), [1, 2]);
    assert_eq!(found(&snapshot, "跌"), [3]);
    assert_eq!(found(&snapshot, "A股"), [1]);
    assert_eq!(found(&snapshot, "涨"), [2]);
}

#[test]
fn operators_combine() {
    let notes = [
        note("a", &["gold rally"]),
        note("b", &["silver rally"]),
        note("c", &["copper fell"]),
        note("d", &["gamma squeeze", "gammas"]),
    ];
    let snapshot = index(&notes).snapshot();
    for (query, expected) in [
        ("", &[1, 2, 3, 4][..]),
        ("rally", &[1, 2]),
        ("rally gold", &[1]),
        ("gold OR silver", &[1, 2]),
        ("gold | copper", &[1, 3]),
        ("rally -gold", &[2]),
        ("-rally", &[3, 4]),
        ("NOT rally", &[3, 4]),
        ("-(gold OR silver)", &[3, 4]),
        ("(gold OR copper) -fell", &[1]),
        ("gam*", &[4]),
        ("sil* OR cop*", &[2, 3]),
        ("--gold", &[1]),
        ("gold & rally", &[1]),
        ("gold，rally", &[1]),
        ("（gold OR silver）　－gold", &[2]),
    ] {
        assert_eq!(found(&snapshot, query), expected, "{query}");
    }
}

#[test]
fn fields_narrow() {
    let mut one = note("Gamma week", &["做空伽马"]);
    one.metadata.date = Some(date(2026, 1, 15));
    one.metadata.tags = vec!["Credit Market".into(), "波動率".into()];
    one.metadata.speaker = Some("Charlie Lin".into());
    let mut two = note("Rates", &["The yield curve. TLT fell."]);
    two.metadata.date = Some(date(2025, 11, 30));
    two.metadata.credits.author = Some("林宏".into());
    two.passages[0].speaker = Some("Ann".into());
    let snapshot = index(&[one, two, note("None", &["聯準會"])]).snapshot();
    for (query, expected) in [
        ("tag:credit-market", &[1][..]),
        ("tag:\"credit market\"", &[1]),
        ("TAG：波动率", &[1]),
        ("tag:cred*", &[1]),
        ("speaker:lin", &[1]),
        ("speaker:\"charlie lin\"", &[1]),
        ("speaker:林宏", &[2]),
        ("speaker:ann", &[2]),
        ("title:gamma", &[1]),
        ("title:做空伽马", &[]),
        ("concept:short-gamma", &[1]),
        ("concept:负伽马", &[1]),
        ("ticker:tlt", &[2]),
        ("lang:zh", &[1, 3]),
        ("lang:zh-hant", &[3]),
        ("lang:en", &[2]),
        ("date:2026-01", &[1]),
        ("date:2025..2026", &[1, 2]),
        ("date:>2025-11", &[1]),
        ("date:>=2025-11", &[1, 2]),
        ("date:<2026", &[2]),
        ("-date:2026", &[2, 3]),
        ("date:30d", &[1]),
        ("lang:zh -tag:credit-market", &[3]),
    ] {
        assert_eq!(found(&snapshot, query), expected, "{query}");
    }
}

#[test]
fn what_the_front_matter_says_is_found() {
    let mut one = note("a", &["text"]);
    one.metadata.summary = Some("关于流动性".into());
    one.metadata.other = vec![("people".into(), MetadataValue::Text("Jane Doe".into()))];
    let snapshot = index(&[one]).snapshot();
    for query in ["流动性", "\"jane doe\"", "doe"] {
        assert_eq!(found(&snapshot, query), [1], "{query}");
    }
}

#[test]
fn lists_are_sorted_and_paged() {
    let mut notes = Vec::new();
    for (title, day) in [("b", Some(2)), ("c", None), ("A", Some(3)), ("d", Some(2))] {
        let mut one = note(title, &["text"]);
        one.metadata.date = day.map(|day| date(2026, 2, day));
        notes.push(one);
    }
    let snapshot = index(&notes).snapshot();
    let list = |sort| {
        let (notes, _) = snapshot.notes(&Query::everything(), sort, 0, 10).unwrap();
        let titles = notes.iter().map(|note| note.title.as_str());
        titles.collect::<String>()
    };
    assert_eq!(list(Sort::Newest), "Abdc");
    assert_eq!(list(Sort::Oldest), "bdAc");
    assert_eq!(list(Sort::Title), "Abcd");
    assert_eq!(list(Sort::Path), "bcAd");
    let (page, total) = snapshot
        .notes(&Query::everything(), Sort::Newest, 1, 2)
        .unwrap();
    assert_eq!(total, 4);
    assert_eq!(
        page.iter().map(|n| n.title.as_str()).collect::<String>(),
        "bd"
    );
    let (beyond, total) = snapshot
        .notes(&Query::everything(), Sort::Newest, 9, usize::MAX)
        .unwrap();
    assert_eq!((beyond.len(), total), (0, 4));
    let newest = snapshot
        .search_ranked(&parse("text", &snapshot), Rank::Newest, 0, 2)
        .unwrap();
    assert_eq!(newest.hits[0].note.title, "A");
    assert_eq!(newest.total, 4);
}

#[test]
fn a_search_with_no_room_still_counts() {
    let snapshot = index(&[note("a", &["gold"])]).snapshot();
    let query = parse("gold", &snapshot);
    let results = snapshot.search(&query, 0).unwrap();
    assert_eq!((results.total, results.hits.len()), (1, 0));
    assert_eq!(snapshot.count(&query).unwrap(), 1);
}

#[test]
fn tags_are_counted_however_they_are_written() {
    let mut notes = Vec::new();
    for tags in [
        vec!["Gold", "利率"],
        vec!["gold"],
        vec!["Gold", "收益 率"],
        vec![],
    ] {
        let mut one = note("a", &["text"]);
        one.metadata.tags = tags.into_iter().map(str::to_owned).collect();
        notes.push(one);
    }
    let snapshot = index(&notes).snapshot();
    let all = snapshot.counts_by_tag(&Query::everything()).unwrap();
    let expected = [("Gold", 3), ("利率", 1), ("收益 率", 1)];
    assert_eq!(all, expected.map(|(tag, count)| (tag.to_owned(), count)));
    let one = snapshot
        .counts_by_tag(&parse("tag:利率", &snapshot))
        .unwrap();
    assert_eq!(one.len(), 2);
}

#[test]
fn one_note_is_found_by_id_title_and_target() {
    let notes = [
        note("Short gamma, long skew", &["TLT"]),
        note("Short gamma", &["x"]),
        note("做空伽马周报", &["NVDA"]),
    ];
    let snapshot = index(&notes).snapshot();
    let titles = |notes: Vec<crate::model::NoteSummary>| {
        notes
            .into_iter()
            .map(|note| note.id.get())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        snapshot.summary(NoteId::new(2)).unwrap().unwrap().title,
        "Short gamma"
    );
    assert!(snapshot.summary(NoteId::new(99)).unwrap().is_none());
    assert_eq!(titles(snapshot.find_title("short gamma").unwrap()), [2]);
    assert_eq!(titles(snapshot.find_title("long sk").unwrap()), [1]);
    assert_eq!(titles(snapshot.find_title("伽马周").unwrap()), [3]);
    let tlt = Target::Instrument("TLT".into());
    assert_eq!(titles(snapshot.mentioning(&tlt).unwrap()), [1]);
    let concept = Target::Concept(ConceptId::from("short-gamma"));
    assert!(
        snapshot.mentioning(&concept).unwrap().is_empty(),
        "titles are no mentions"
    );
}

#[test]
fn a_note_is_replaced_and_removed() {
    let index = index(&[note("a", &["gold"]), note("b", &["silver"])]);
    let before = index.snapshot();
    put(&index, &[note("a", &["copper"])]);
    let after = index.snapshot();
    assert_eq!(found(&after, "copper"), [1]);
    assert_eq!(found(&after, "gold"), [0_u64; 0]);
    assert_eq!(found(&before, "gold"), [1], "a snapshot never changes");
    let mut writer = index.writer().unwrap();
    writer.remove(NoteId::new(2));
    assert_eq!(
        found(&index.snapshot(), "silver"),
        [2],
        "nothing is seen before a commit"
    );
    writer.commit().unwrap();
    assert_eq!(found(&index.snapshot(), ""), [1]);
    writer.clear().unwrap();
    writer.commit().unwrap();
    assert_eq!(index.snapshot().count(&Query::everything()).unwrap(), 0);
}

#[test]
fn stamps_and_rejected_files_are_remembered() {
    let index = index(&[note("a", &["gold"])]);
    let file = RejectedFile {
        id: NoteId::new(9),
        path: "x/b.png".into(),
        reason: "not a kind of note: .png".into(),
    };
    let stamp = |hash| FileStamp {
        size: 5,
        modified_ns: -7,
        hash,
    };
    let mut writer = index.writer().unwrap();
    writer.reject(&file, stamp(1)).unwrap();
    writer.renew(NoteId::new(1), stamp(2)).unwrap();
    writer.renew(NoteId::new(1), stamp(3)).unwrap();
    writer.commit().unwrap();
    drop(writer);
    let snapshot = index.snapshot();
    assert_eq!(snapshot.rejected().unwrap(), std::slice::from_ref(&file));
    let stamps = snapshot.stamps().unwrap();
    assert_eq!(stamps.len(), 2);
    assert_eq!(stamps[&NoteId::new(1)], stamp(3));
    assert_eq!(stamps[&NoteId::new(9)], stamp(1));
    assert_eq!(found(&snapshot, ""), [1], "a rejected file is no note");
    assert_eq!(found(&snapshot, "-silver"), [1]);
    assert!(snapshot.summary(file.id).unwrap().is_none());
    put(&index, &[note("a", &["gold"])]);
    let stamps = index.snapshot().stamps().unwrap();
    assert_eq!(
        stamps[&NoteId::new(1)],
        FileStamp::default(),
        "a new text ends a renewal"
    );
    let mut writer = index.writer().unwrap();
    writer.remove(NoteId::new(9));
    writer.commit().unwrap();
    assert!(index.snapshot().rejected().unwrap().is_empty());
}

#[test]
fn a_second_writer_waits() {
    let index = index(&[]);
    let first = index.writer().unwrap();
    assert!(matches!(index.writer(), Err(SearchError::Busy)));
    drop(first);
    assert!(index.writer().is_ok());
}

#[test]
fn an_entry_keeps_its_whole_line() {
    let one = note("a", &["gold", "做空伽马"]);
    let line = summary(1, &one);
    let snapshot = index(&[one]).snapshot();
    assert_eq!(snapshot.summary(NoteId::new(1)).unwrap(), Some(line));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_piece_of_chinese_finds_its_note(
        texts in proptest::collection::vec("[美联储会议纪要显示通胀预期升温市场流动性收紧，。a ]{6,60}", 1..6),
        place in 0_usize..6,
        from in 0_usize..60,
        length in 2_usize..7,
    ) {
        let notes: Vec<Note> = texts.iter().map(|text| note("t", &[text])).collect();
        let snapshot = index(&notes).snapshot();
        let place = place % texts.len();
        let han: Vec<char> = texts[place].chars().collect();
        let from = from % han.len();
        let piece: String = han[from..].iter().take(length).collect();
        prop_assume!(piece.chars().count() >= 2 && piece.chars().all(|c| c > '\u{3400}' && c < '\u{a000}'));
        let expected: Vec<u64> = texts
            .iter()
            .zip(1_u64..)
            .filter(|(text, _)| text.contains(&piece))
            .map(|(_, id)| id)
            .collect();
        prop_assert_eq!(found(&snapshot, &format!("\"{piece}\"")), expected.clone());
        let loose = found(&snapshot, &piece);
        prop_assert!(expected.iter().all(|id| loose.contains(id)));
    }
}
