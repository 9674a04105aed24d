mod fields;
mod part;
mod wide;

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::{Frame, LabelRole, LanguageMode, Layout, Line, Piece};
use crate::app::cast::Only;
use crate::app::fixture::document;
use crate::config::Reading;
use crate::model::{Alignment, Document, Locale, Make, PassageKind, Side};
use crate::text::width::width;

type Written = (
    PassageKind,
    Option<&'static str>,
    &'static str,
    &'static str,
);

fn note(make: Make, passages: Vec<Written>) -> Document {
    document(1, ("动量为何先倒", date(2026, 2, 5)), make, passages)
}

fn lay_out(document: &Document, columns: u16, mode: LanguageMode) -> Layout {
    Layout::new(
        document,
        Frame {
            width: columns,
            mode,
            locale: Locale::En,
            reading: Reading::default(),
            only: Only::default(),
            canvas: None,
        },
    )
}

fn content<'a>(document: &'a Document, line: &Line, piece: &'a Piece) -> (u32, &'a str) {
    match piece {
        Piece::Label { x, text, .. } => (*x, text),
        Piece::Picture { x, .. } => (*x, "▀"),
        Piece::Text { x, side, range, .. } => {
            let text = document.note.passages[line.passage.unwrap()]
                .text(*side)
                .unwrap();
            (*x, &text.content[range.clone()])
        }
    }
}

/// A row as it will look.
fn shown(document: &Document, line: &Line) -> String {
    let mut pieces: Vec<_> = line
        .pieces
        .iter()
        .map(|piece| content(document, line, piece))
        .collect();
    pieces.sort_by_key(|(x, _)| *x);
    pieces.iter().fold(String::new(), |mut row, (x, text)| {
        row.push_str(&" ".repeat((*x as usize).saturating_sub(width(&row))));
        row + text
    })
}

/// The rows of the passages, without title, byline and tags.
fn rows(passages: Vec<Written>, columns: u16, mode: LanguageMode) -> Vec<String> {
    rows_of(&note(Make::Markdown, passages), columns, mode)
}

fn rows_of(document: &Document, columns: u16, mode: LanguageMode) -> Vec<String> {
    let layout = lay_out(document, columns, mode);
    let first = layout.first_line(0);
    layout
        .lines()
        .iter()
        .skip(first)
        .map(|line| shown(document, line))
        .collect()
}

const ZH: &str = "波动率降一半，仓位就翻一倍。";
const EN: &str = "Halve the volatility and the position doubles.";

#[test]
fn each_mode_shows_its_languages() {
    for (mode, expected) in [
        (LanguageMode::Chinese, vec![ZH]),
        (
            LanguageMode::English,
            vec!["Halve the volatility and the", "position doubles."],
        ),
        (
            LanguageMode::Stacked,
            vec![
                ZH,
                "",
                "  Halve the volatility and",
                "  the position doubles.",
            ],
        ),
    ] {
        assert_eq!(
            rows(vec![(PassageKind::Prose, None, ZH, EN)], 28, mode),
            expected,
            "{mode:?}"
        );
    }
    let beside = rows(
        vec![(PassageKind::Prose, None, ZH, EN)],
        40,
        LanguageMode::SideBySide,
    );
    assert_eq!(
        beside,
        [
            "波动率降一半，仓位    Halve the",
            "就翻一倍。            volatility and the",
            "                      position doubles.",
        ]
    );
}

#[test]
fn a_language_that_is_missing_gives_way_to_the_other() {
    let only_en = || vec![(PassageKind::Prose, None, "", "Only English.")];
    for mode in [
        LanguageMode::Chinese,
        LanguageMode::English,
        LanguageMode::Stacked,
    ] {
        assert_eq!(rows(only_en(), 40, mode), ["Only English."], "{mode:?}");
    }
    // A note in one language does not leave half of the screen empty.
    assert_eq!(
        rows(only_en(), 60, LanguageMode::SideBySide),
        ["Only English."]
    );
}

#[test]
fn a_desk_note_stands_in_english_first() {
    let document = note(
        Make::DeskNote,
        vec![(PassageKind::Prose, None, ZH, "Short.")],
    );
    assert_eq!(
        rows_of(&document, 60, LanguageMode::Stacked),
        ["Short.".to_owned(), format!("  {ZH}")]
    );
    assert_eq!(
        lay_out(&document, 60, LanguageMode::Stacked).leading(),
        Side::En
    );
    assert_eq!(
        lay_out(&document, 60, LanguageMode::SideBySide).leading(),
        Side::Zh
    );
}

#[test]
fn short_names_stand_beside_their_words_and_are_said_once() {
    let passages = vec![
        (PassageKind::Prose, Some("周岚"), ZH, "One."),
        (PassageKind::Prose, Some("周岚"), "再说。", ""),
        (PassageKind::Prose, Some("主持"), "哪里？", ""),
    ];
    assert_eq!(
        rows(passages, 30, LanguageMode::Stacked),
        [
            "周岚  波动率降一半，仓位就翻一",
            "      倍。",
            "      One.",
            "",
            "      再说。",
            "",
            "主持  哪里？",
        ]
    );
}

#[test]
fn long_names_and_narrow_screens_put_names_on_their_own_row() {
    let passages = vec![(PassageKind::Prose, Some("Charlie McElligott"), "", "Short.")];
    assert_eq!(
        rows(passages, 40, LanguageMode::Stacked),
        ["Charlie McElligott", "Short."]
    );
    let passages = vec![(PassageKind::Prose, Some("周岚"), "哪里？", "")];
    assert_eq!(
        rows(passages, 20, LanguageMode::Stacked),
        ["周岚", "哪里？"]
    );
}

#[test]
fn lists_hang_under_their_text_and_stand_close() {
    let item = |depth, marker: &str, text| {
        (
            PassageKind::List {
                depth,
                marker: marker.to_owned(),
            },
            None,
            "",
            text,
        )
    };
    assert_eq!(
        rows(
            vec![
                item(0, "1.", "a rule of three words"),
                item(1, "•", "deeper"),
                item(0, "☐", "to do")
            ],
            16,
            LanguageMode::Stacked,
        ),
        ["1. a rule of", "   three words", "  • deeper", "☐ to do"]
    );
}

#[test]
fn deep_lists_leave_room_for_their_text() {
    let kind = PassageKind::List {
        depth: 200,
        marker: "•".to_owned(),
    };
    let shown = rows(vec![(kind, None, "深处", "")], 30, LanguageMode::Stacked);
    assert_eq!(shown, ["          • 深处"]);
}

#[test]
fn quotes_are_marked_on_every_row() {
    let shown = rows(
        vec![(PassageKind::Quote(2), None, "没有人想第一个卖。", "")],
        16,
        LanguageMode::Stacked,
    );
    assert_eq!(shown, ["││ 没有人想第一", "││ 个卖。"]);
}

#[test]
fn a_long_label_of_a_definition_stands_on_its_own_row() {
    let definition = |label: &str| {
        (
            PassageKind::Definition(label.to_owned()),
            None,
            "持有长债要求的补偿。",
            "",
        )
    };
    assert_eq!(
        rows(vec![definition("溢价")], 40, LanguageMode::Stacked),
        ["溢价 持有长债要求的补偿。"]
    );
    assert_eq!(
        rows(
            vec![definition("期限溢价（term premium）")],
            40,
            LanguageMode::Stacked
        ),
        ["期限溢价（term premium）", "  持有长债要求的补偿。"]
    );
}

#[test]
fn code_pictures_and_rules() {
    let shown = rows(
        vec![
            (PassageKind::Code(None), None, "", "if x {\n    y\n}"),
            (PassageKind::Image("a.png".to_owned()), None, "曲线图", ""),
            (PassageKind::Rule, None, "", ""),
        ],
        40,
        LanguageMode::Stacked,
    );
    assert_eq!(
        shown,
        ["  if x {", "      y", "  }", "", "▣ 曲线图", "", "───"]
    );
}

fn table() -> Vec<Written> {
    let alignments = vec![Alignment::Left, Alignment::Right, Alignment::Centre];
    let text = "期限\t收盘\t说明\n2 年\t3.50%\t短端\n10 年\t14.21%\t长端与期限溢价";
    vec![(PassageKind::Table(alignments), None, text, "")]
}

#[test]
fn tables_align_their_columns() {
    assert_eq!(
        rows(table(), 40, LanguageMode::Stacked),
        [
            "期限     收盘       说明",
            "─────────────────────────────",
            "2 年    3.50%       短端",
            "10 年  14.21%  长端与期限溢价",
        ]
    );
}

#[test]
fn a_table_leaves_no_room_for_a_name_beside_it() {
    let mut passages = table();
    passages[0].1 = Some("周岚");
    let shown = rows(passages, 40, LanguageMode::Stacked);
    assert_eq!(shown[..2], ["周岚", "期限     收盘       说明"]);
}

#[test]
fn words_are_narrowed_in_a_table_and_figures_are_not() {
    assert_eq!(
        rows(table(), 24, LanguageMode::Stacked),
        [
            "期限     收盘    说明",
            "────────────────────────",
            "2 年    3.50%    短端",
            "10 年  14.21%  长端与期",
            "                限溢价",
        ]
    );
}

#[test]
fn languages_beside_each_other_start_on_one_row() {
    let document = note(
        Make::Markdown,
        vec![
            (PassageKind::Prose, Some("周岚"), ZH, EN),
            (PassageKind::Prose, Some("主持"), "哪里？", "Where?"),
        ],
    );
    let layout = lay_out(&document, 50, LanguageMode::SideBySide);
    for passage in 0..2 {
        let row = layout.first_line(passage);
        assert_eq!(layout.line_of(passage, Side::Zh, 0), Some(row));
        assert_eq!(layout.line_of(passage, Side::En, 0), Some(row));
    }
}

#[test]
fn the_head_tells_title_byline_and_tags() {
    let document = note(Make::Markdown, vec![(PassageKind::Prose, None, ZH, EN)]);
    let layout = lay_out(&document, 60, LanguageMode::Stacked);
    let head: Vec<String> = layout
        .lines()
        .iter()
        .take(4)
        .map(|line| shown(&document, line))
        .collect();
    assert_eq!(
        head,
        [
            "动量为何先倒",
            "宏观夜话 · with 周岚 · 2026-02-05 · 7\u{a0}min",
            "#positioning #波动率",
            ""
        ]
    );
    let Piece::Label { role, .. } = &layout.lines()[0].pieces[0] else {
        panic!("no title")
    };
    assert_eq!(*role, LabelRole::Title);
}

#[test]
fn rows_between_passages_belong_to_the_next() {
    let passages = vec![
        (PassageKind::Prose, None, "一。", ""),
        (PassageKind::Prose, None, "二。", ""),
    ];
    let document = note(Make::Markdown, passages);
    let layout = lay_out(&document, 40, LanguageMode::Stacked);
    let (first, second) = (layout.first_line(0), layout.first_line(1));
    assert_eq!(second, first + 2);
    assert_eq!(layout.passage_at(0), 0);
    assert_eq!(layout.passage_at(first), 0);
    assert_eq!(layout.passage_at(first + 1), 1);
    assert_eq!(layout.passage_at(999), 1);
    assert_eq!(
        (layout.start_after(first), layout.start_before(second)),
        (second, first)
    );
    assert_eq!(
        (layout.start_after(second), layout.start_before(first)),
        (second + 1, 0)
    );
}

#[test]
fn an_empty_note_has_a_head_only() {
    let document = note(Make::Markdown, Vec::new());
    let layout = lay_out(&document, 60, LanguageMode::Stacked);
    assert_eq!(layout.lines().len(), 3);
    assert_eq!((layout.passage_at(2), layout.first_line(0)), (0, 2));
    assert_eq!(layout.line_of(0, Side::Zh, 0), None);
}

#[test]
fn control_characters_in_the_head_become_visible() {
    let mut document = note(Make::Markdown, Vec::new());
    document.note.metadata.title = "a\u{1b}[2J\u{202e}b".to_owned();
    let layout = lay_out(&document, 40, LanguageMode::Stacked);
    assert_eq!(shown(&document, &layout.lines()[0]), "a␛[2J‹U+202E›b");
}

fn kinds() -> impl Strategy<Value = PassageKind> {
    prop_oneof![
        3 => Just(PassageKind::Prose),
        1 => Just(PassageKind::Heading(2)),
        1 => (1_u8..60).prop_map(PassageKind::Quote),
        2 => (0_u8..90, "[•☐]|[0-9]{1,9}\\.")
            .prop_map(|(depth, marker)| PassageKind::List { depth, marker }),
        1 => Just(PassageKind::Code(None)),
        1 => "[期限溢a-z ]{1,30}".prop_map(PassageKind::Definition),
        1 => Just(PassageKind::Image("x.png".to_owned())),
        2 => Just(PassageKind::Table(vec![Alignment::Right, Alignment::Centre])),
    ]
}

fn texts() -> impl Strategy<Value = String> {
    "[波动率，。「」a-z0-9 .%\\-\n—]{0,60}"
}

fn documents() -> impl Strategy<Value = Document> {
    let speaker = prop::option::of(prop::sample::select(vec![
        "周岚",
        "Charlie McElligott",
        "A",
    ]));
    let passage = (kinds(), speaker, texts(), texts());
    prop::collection::vec(passage, 0..8).prop_map(|passages| {
        let mut document = note(Make::DeskNote, Vec::new());
        for (kind, speaker, zh, en) in passages {
            let mut one = note(Make::Markdown, vec![(kind.clone(), speaker, "零", "x")]);
            let mut passage = one.note.passages.remove(0);
            let written = |text: &str| match kind {
                PassageKind::Table(_) => text.replace(' ', "\t"),
                _ => text.to_owned(),
            };
            if let Some(text) = &mut passage.zh {
                text.content = Arc::from(written(&zh));
            }
            if let Some(text) = &mut passage.en {
                text.content = Arc::from(written(&en));
            }
            if zh.is_empty() {
                passage.zh = None;
            }
            document.note.passages.push(passage);
        }
        document
    })
}

fn modes() -> impl Strategy<Value = LanguageMode> {
    prop::sample::select(vec![
        LanguageMode::Stacked,
        LanguageMode::SideBySide,
        LanguageMode::Chinese,
        LanguageMode::English,
    ])
}

proptest! {
    #[test]
    fn every_character_that_is_shown_stands_on_one_row(
        document in documents(), columns in 12_u16..130, mode in modes(),
    ) {
        let layout = lay_out(&document, columns, mode);
        for (index, passage) in document.note.passages.iter().enumerate() {
            for (side, text) in passage.texts() {
                let mut times = vec![0_usize; text.content.len()];
                let pieces = layout.lines().iter().filter(|line| line.passage == Some(index));
                for piece in pieces.flat_map(|line| &line.pieces) {
                    if let Piece::Text { side: at, range, .. } = piece && *at == side {
                        times[range.clone()].iter_mut().for_each(|times| *times += 1);
                    }
                }
                let visible = text.content.char_indices().filter(|(_, c)| !c.is_whitespace());
                let times: Vec<usize> = visible.map(|(at, _)| times[at]).collect();
                let hidden = matches!(
                    (mode, side),
                    (LanguageMode::Chinese, Side::En) | (LanguageMode::English, Side::Zh)
                ) && passage.texts().count() > 1;
                let expected = usize::from(!hidden);
                prop_assert!(times.iter().all(|times| *times == expected), "{index} {side:?} {times:?}");
            }
        }
    }

    #[test]
    fn no_row_exceeds_the_frame_and_no_two_pieces_overlap(
        document in documents(), columns in 12_u16..130, mode in modes(),
    ) {
        let layout = lay_out(&document, columns, mode);
        for line in layout.lines() {
            let mut end = 0;
            let wide = layout.wide(line.passage).is_some();
            let mut pieces: Vec<_> =
                line.pieces.iter().map(|piece| content(&document, line, piece)).collect();
            pieces.sort_by_key(|(x, text)| (*x, width(text)));
            for (x, text) in pieces {
                prop_assert!(x as usize >= end, "{:?}", shown(&document, line));
                end = x as usize + width(text);
            }
            prop_assert!(wide || end <= usize::from(columns), "{:?}", shown(&document, line));
        }
    }

    #[test]
    fn rows_and_passages_agree(document in documents(), columns in 1_u16..130, mode in modes()) {
        let layout = lay_out(&document, columns, mode);
        for (row, line) in layout.lines().iter().enumerate() {
            if let Some(passage) = line.passage {
                prop_assert_eq!(layout.passage_at(row), passage);
                prop_assert!(layout.first_line(passage) <= row);
            }
            for piece in &line.pieces {
                if let (Piece::Text { side, range, .. }, Some(passage)) = (piece, line.passage)
                    && !range.is_empty()
                {
                    prop_assert_eq!(layout.line_of(passage, *side, range.start), Some(row));
                }
            }
        }
    }
}
