//! Tables that exceed the screen.

use super::*;
use crate::app::layout::Wide;

/// A table of so many columns: `name`, then figures.
fn figures(columns: usize, rows: usize) -> Document {
    let row = |row: usize| {
        let cells = (1..columns).map(|column| format!("{}.{row}%", column * 10));
        std::iter::once(format!("第{row}行"))
            .chain(cells)
            .collect::<Vec<_>>()
    };
    let text: Vec<String> = (0..rows).map(|at| row(at).join("\t")).collect();
    let mut document = note(
        Make::Markdown,
        vec![(PassageKind::Table(vec![]), None, "零", "")],
    );
    if let Some(zh) = &mut document.note.passages[0].zh {
        zh.content = Arc::from(text.join("\n"));
    }
    document
}

/// A row as it is seen in its room.
fn seen(document: &Document, layout: &Layout, row: usize) -> String {
    let line = &layout.lines()[row];
    let wide = layout.wide(line.passage).unwrap();
    let mut shown = String::new();
    for piece in &line.pieces {
        let (x, text) = content(document, line, piece);
        let Some(x) = wide.place(x).filter(|x| *x < wide.room()) else {
            continue;
        };
        shown.push_str(&" ".repeat((x as usize).saturating_sub(width(&shown))));
        shown.push_str(text);
    }
    shown
}

fn table(layout: &mut Layout) -> &mut Wide {
    let rows = layout.lines().len();
    layout.wide_in_view(0..rows).unwrap()
}

#[test]
fn a_table_that_fits_is_not_wide() {
    let document = figures(4, 3);
    let mut layout = lay_out(&document, 60, LanguageMode::Stacked);
    assert_eq!(layout.wide_in_view(0..99), None);
    assert_eq!(layout.wide(Some(0)), None);
}

#[test]
fn a_table_takes_the_whole_pane_before_it_exceeds_it() {
    let document = figures(14, 2);
    assert!(
        lay_out(&document, 80, LanguageMode::Stacked)
            .wide(Some(0))
            .is_some()
    );
    assert!(
        lay_out(&document, 120, LanguageMode::Stacked)
            .wide(Some(0))
            .is_none()
    );
}

#[test]
fn columns_move_behind_the_first_one() {
    let document = figures(8, 2);
    let mut layout = lay_out(&document, 30, LanguageMode::Stacked);
    let row = layout.first_line(0);
    assert_eq!(seen(&document, &layout, row), "第0行  10.0%  20.0%  30.0%");
    assert!(!table(&mut layout).has_left() && table(&mut layout).has_right());
    assert!(table(&mut layout).step(true));
    assert_eq!(seen(&document, &layout, row), "第0行  20.0%  30.0%  40.0%");
    assert!(table(&mut layout).has_left());
    while table(&mut layout).step(true) {}
    assert_eq!(seen(&document, &layout, row), "第0行  50.0%  60.0%  70.0%");
    while table(&mut layout).step(false) {}
    assert_eq!(seen(&document, &layout, row), "第0行  10.0%  20.0%  30.0%");
}

#[test]
fn a_cell_that_is_looked_for_comes_into_view() {
    let document = figures(40, 2);
    let mut layout = lay_out(&document, 40, LanguageMode::Stacked);
    let text = document.note.passages[0].zh.clone().unwrap().content;
    let row = layout.first_line(0);
    for cell in ["390.0%", "10.0%", "200.0%"] {
        layout.show(0, Side::Zh, text.find(cell).unwrap());
        assert!(seen(&document, &layout, row).contains(cell), "{cell}");
    }
}

#[test]
fn a_table_stays_moved_when_it_is_laid_out_anew() {
    let document = figures(20, 2);
    let mut before = lay_out(&document, 40, LanguageMode::Stacked);
    table(&mut before).step(true);
    table(&mut before).step(true);
    let mut after = lay_out(&document, 50, LanguageMode::Chinese);
    after.replace(&before);
    let row = after.first_line(0);
    assert!(seen(&document, &after, row).starts_with("第0行  30.0%"));
}

#[test]
fn both_languages_of_a_table_share_their_columns() {
    let (zh, en) = ("期限\t收盘\n2 年\t3.50%", "Maturity\tClose\n2 years\t3.50%");
    let passages = vec![(PassageKind::Table(vec![]), None, zh, en)];
    assert_eq!(
        rows(passages, 40, LanguageMode::Stacked),
        [
            "期限      收盘",
            "───────────────",
            "2 年      3.50%",
            "",
            "Maturity  Close",
            "───────────────",
            "2 years   3.50%",
        ]
    );
}

#[test]
fn a_table_of_one_column_is_broken() {
    let passages = vec![(PassageKind::Table(vec![]), None, "说明\n长端与期限溢价", "")];
    assert_eq!(
        rows(passages, 8, LanguageMode::Stacked),
        ["说明", "────────", "长端与期", "限溢价"]
    );
}

#[test]
fn five_thousand_columns_stand_in_rows_of_their_own() {
    let document = figures(5_000, 3);
    let mut layout = lay_out(&document, 80, LanguageMode::Stacked);
    let first = layout.first_line(0);
    assert_eq!(layout.lines().len() - first, 4);
    let text = document.note.passages[0].zh.clone().unwrap().content;
    let last = text.find("49990.0%").unwrap();
    layout.show(0, Side::Zh, last);
    assert!(seen(&document, &layout, first).ends_with("49990.0%"));
}

proptest! {
    #[test]
    fn every_cell_of_a_wide_table_can_be_brought_into_view(
        columns in 2_usize..30, width in 20_u16..70, cell in 0_usize..30,
    ) {
        let document = figures(columns, 2);
        let mut layout = lay_out(&document, width, LanguageMode::Stacked);
        let row = layout.first_line(0);
        let text = document.note.passages[0].zh.clone().unwrap().content;
        let cell = format!("{}.0%", (cell % (columns - 1) + 1) * 10);
        layout.show(0, Side::Zh, text.find(&cell).unwrap());
        if layout.wide(Some(0)).is_some() {
            prop_assert!(seen(&document, &layout, row).contains(&cell));
        }
    }
}
