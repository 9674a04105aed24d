use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::app::fixture::{document, links};
use crate::app::layout::{Frame, Layout};
use crate::config::Reading;
use crate::model::{Document, Make, PassageKind, PictureFault};

const CANVAS: Canvas = Canvas {
    cell: (10, 20),
    rows: 40,
};

fn file(width: u32, height: u32) -> PictureFile {
    PictureFile {
        path: Path::new("a.png").into(),
        width,
        height,
    }
}

#[test]
fn a_picture_covers_its_size_or_what_there_is_room_for() {
    for ((width, height), (columns, rows)) in [
        ((100, 100), (10, 5)),
        ((101, 101), (11, 6)),
        ((1, 1), (1, 1)),
        // As wide as the text.
        ((1520, 400), (76, 10)),
        // Three fifths of the rows.
        ((480, 960), (24, 24)),
        ((4000, 1), (76, 1)),
        ((1, 4000), (1, 24)),
    ] {
        let cells = CANVAS.cells(&file(width, height), 76);
        assert_eq!(
            (cells.columns, cells.rows),
            (columns, rows),
            "{width}×{height}"
        );
    }
}

proptest! {
    #[test]
    fn no_picture_exceeds_its_room(
        size in (1_u32..100_000, 1_u32..100_000),
        cell in (0_u16..60, 0_u16..60),
        rows in 0_u16..300,
        columns in 0_usize..500,
    ) {
        let cells = Canvas { cell, rows }.cells(&file(size.0, size.1), columns);
        prop_assert!((1..=columns.max(1)).contains(&usize::from(cells.columns)));
        prop_assert!((1..=(rows * 3 / 5).max(1)).contains(&cells.rows));
    }
}

/// A note with a picture, which is the second passage.
fn note(file: Result<PictureFile, PictureFault>) -> Document {
    let image = PassageKind::Image("img/curve.png".to_owned());
    let mut note = document(
        9,
        ("图", date(2026, 2, 5)),
        Make::Markdown,
        vec![
            (PassageKind::Prose, None, "前。", ""),
            (image, Some("罗亦航"), "曲线", ""),
            (PassageKind::Prose, None, "后。", ""),
        ],
    );
    note.pictures = vec![Picture { passage: 1, file }];
    note
}

fn lay_out(document: &Document, canvas: Option<Canvas>) -> Layout {
    let frame = Frame {
        width: 80,
        reading: Reading::default(),
        canvas,
        ..Frame::default()
    };
    Layout::new(document, frame)
}

/// How many rows of a passage are of a picture, and its labels.
fn of_passage(layout: &Layout, passage: usize) -> (usize, Vec<&str>) {
    let rows = layout.lines().iter();
    let pieces = rows.filter(|line| line.passage == Some(passage));
    let pieces = pieces.flat_map(|line| &line.pieces);
    let mut drawn = 0;
    let mut labels = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Picture { row, .. } => {
                assert_eq!(usize::from(*row), drawn);
                drawn += 1;
            }
            Piece::Label { text, .. } => labels.push(text.as_str()),
            Piece::Text { .. } => {}
        }
    }
    (drawn, labels)
}

#[test]
fn rows_are_kept_only_where_pictures_are_drawn() {
    let note = note(Ok(file(200, 100)));
    let drawn = lay_out(&note, Some(CANVAS));
    let off = lay_out(&note, None);
    assert_eq!(of_passage(&drawn, 1), (5, vec!["罗亦航", "▣"]));
    assert_eq!(of_passage(&off, 1), (0, vec!["罗亦航", "▣"]));
    assert_eq!(drawn.lines().len(), off.lines().len() + 5);
}

#[test]
fn what_cannot_be_drawn_says_why_where_pictures_are_drawn() {
    for (fault, told) in [
        (PictureFault::Missing, "img/curve.png · no such file"),
        (
            PictureFault::Outside,
            "img/curve.png · not drawn: outside of the library",
        ),
    ] {
        let note = note(Err(fault));
        let told = vec!["罗亦航", "▣", told];
        assert_eq!(of_passage(&lay_out(&note, Some(CANVAS)), 1), (0, told));
        let quiet = vec!["罗亦航", "▣"];
        assert_eq!(of_passage(&lay_out(&note, None), 1), (0, quiet));
    }
}

#[test]
fn a_remote_picture_is_a_line_with_its_address() {
    for canvas in [None, Some(CANVAS)] {
        let layout = lay_out(&links(), canvas);
        let labels = vec!["▣", "https://example.com/pic.png?w=1"];
        assert_eq!(of_passage(&layout, 2), (0, labels));
    }
}
