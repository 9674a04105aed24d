//! Times, voices, doubtful pairs, what the head tells, and where the text stands.

use super::*;
use crate::config::Align;
use crate::model::{Pair, Timestamp, Voice};

fn set(document: &Document, columns: u16, mode: LanguageMode, reading: Reading) -> Layout {
    Layout::new(
        document,
        Frame {
            width: columns,
            mode,
            locale: Locale::Hans,
            reading,
            only: Only::default(),
            canvas: None,
        },
    )
}

fn shown_rows(document: &Document, columns: u16, mode: LanguageMode) -> Vec<String> {
    let layout = set(document, columns, mode, Reading::default());
    let lines = layout.lines().iter().skip(layout.first_line(0));
    lines.map(|line| shown(document, line)).collect()
}

fn two(speaker: Option<&'static str>) -> Document {
    let passages = vec![
        (PassageKind::Prose, speaker, ZH, ""),
        (PassageKind::Prose, speaker, "再说。", ""),
    ];
    note(Make::Subtitles, passages)
}

#[test]
fn a_time_stands_under_the_name_beside_the_words() {
    let mut document = two(Some("周岚"));
    document.note.passages[0].time = Some(Timestamp(754));
    document.note.passages[1].time = Some(Timestamp(760));
    assert_eq!(
        shown_rows(&document, 30, LanguageMode::Stacked),
        [
            "周岚   波动率降一半，仓位就翻",
            "12:34  一倍。",
            "",
            "12:40  再说。",
        ]
    );
    document.note.passages[1].time = Some(Timestamp(3_760));
    let rows = shown_rows(&document, 60, LanguageMode::Stacked);
    assert_eq!(
        rows[..2],
        ["周岚      波动率降一半，仓位就翻一倍。", "00:12:34"]
    );
    assert_eq!(rows[3], "01:02:40  再说。");
}

#[test]
fn a_time_follows_a_name_on_its_own_row() {
    let mut document = two(Some("Charlie McElligott"));
    document.note.passages[0].time = Some(Timestamp(5));
    document.note.passages[1].time = Some(Timestamp(65));
    assert_eq!(
        shown_rows(&document, 40, LanguageMode::Stacked),
        [
            "Charlie McElligott  00:05",
            "波动率降一半，仓位就翻一倍。",
            "",
            "01:05",
            "再说。",
        ]
    );
}

#[test]
fn a_time_without_a_speaker_stands_at_the_left() {
    let mut document = two(None);
    document.note.passages[1].time = Some(Timestamp(65));
    assert_eq!(
        shown_rows(&document, 40, LanguageMode::Stacked),
        ["波动率降一半，仓位就翻一倍。", "", "01:05  再说。"]
    );
}

#[test]
fn a_voice_is_named_once_where_it_begins() {
    let mut document = two(None);
    for passage in &mut document.note.passages {
        passage.voice = Voice::Translator;
    }
    assert_eq!(
        shown_rows(&document, 40, LanguageMode::Stacked),
        ["译注", "波动率降一半，仓位就翻一倍。", "", "再说。"]
    );
    document.note.passages[1].voice = Voice::Machine;
    assert_eq!(
        shown_rows(&document, 40, LanguageMode::Stacked)[3..],
        ["AI 摘要", "再说。"]
    );
    document.note.passages[0].voice = Voice::Editor;
    assert_eq!(
        shown_rows(&document, 40, LanguageMode::Stacked)[0],
        "编者按"
    );
}

#[test]
fn a_doubtful_pair_carries_a_sign_at_its_second_language() {
    let mut document = note(
        Make::Markdown,
        vec![(PassageKind::Prose, None, ZH, "Short.")],
    );
    let passage = |document: &mut Document, confidence| {
        document.note.passages[0].pair = Some(Pair::Aligned(confidence));
    };
    passage(&mut document, 0.3);
    assert_eq!(
        shown_rows(&document, 60, LanguageMode::Stacked),
        [ZH, "? Short."]
    );
    assert_eq!(
        shown_rows(&document, 60, LanguageMode::SideBySide),
        ["波动率降一半，仓位就翻一倍。  ? Short."]
    );
    assert_eq!(shown_rows(&document, 60, LanguageMode::Chinese), [ZH]);
    passage(&mut document, 0.9);
    assert_eq!(
        shown_rows(&document, 60, LanguageMode::Stacked)[1],
        "  Short."
    );
}

#[test]
fn the_head_names_who_made_the_document() {
    let mut document = note(Make::Markdown, Vec::new());
    let metadata = &mut document.note.metadata;
    metadata.original_title = Some("Why momentum fell first".to_owned());
    metadata.credits.author = Some("Mei Lin".to_owned());
    metadata.credits.translator = Some("潇湘".to_owned());
    metadata.credits.editor = Some("宏观夜话".to_owned());
    let layout = set(&document, 76, LanguageMode::Stacked, Reading::default());
    let head: Vec<String> = layout
        .lines()
        .iter()
        .map(|line| shown(&document, line))
        .collect();
    assert_eq!(
        head,
        [
            "动量为何先倒",
            "Why momentum fell first",
            "宏观夜话 · Mei Lin · 嘉宾 周岚 · 翻译 潇湘 · 编辑 宏观夜话 · 2026-02-05 ·",
            "7\u{a0}分",
            "#positioning #波动率",
        ]
    );
}

#[test]
fn the_text_is_as_wide_as_is_set_and_stands_where_it_is_set() {
    let document = note(Make::Markdown, vec![(PassageKind::Prose, None, ZH, EN)]);
    let reading = |align| Reading {
        width: 20,
        align,
        ..Reading::default()
    };
    let left = set(&document, 60, LanguageMode::Stacked, reading(Align::Left));
    assert_eq!(left.origin(), 0);
    let centred = set(&document, 60, LanguageMode::Stacked, reading(Align::Centre));
    assert_eq!(centred.origin(), 20);
    assert_eq!(centred.lines(), left.lines());
    assert_eq!(
        shown(&document, &left.lines()[left.first_line(0)]),
        "波动率降一半，仓位就"
    );
    let beside = set(
        &document,
        60,
        LanguageMode::SideBySide,
        reading(Align::Centre),
    );
    assert_eq!(beside.origin(), 8);
    let narrow = set(&document, 16, LanguageMode::Stacked, reading(Align::Centre));
    assert_eq!(narrow.origin(), 0);
}

#[test]
fn a_gap_is_set_where_it_is_wanted_and_never_in_code() {
    let text = "涨3.5%后Fed说";
    let mut document = note(
        Make::Markdown,
        vec![
            (PassageKind::Prose, None, text, ""),
            (PassageKind::Code(None), None, "a降b", ""),
        ],
    );
    document.note.metadata.title = "标普500".to_owned();
    let rows = |gap| {
        let reading = Reading {
            gap,
            ..Reading::default()
        };
        let layout = set(&document, 60, LanguageMode::Stacked, reading);
        let row = |at: usize| shown(&document, &layout.lines()[at]);
        let first = layout.first_line(0);
        [row(0), row(first), row(first + 2)]
    };
    assert_eq!(rows(true), ["标普 500", "涨 3.5% 后 Fed 说", "  a降b"]);
    assert_eq!(rows(false), ["标普500", text, "  a降b"]);
}
