//! Parts of a layout against the whole, and places in one layout found again in another.

use super::*;

/// A note that is too long to be laid out whole at once.
fn long() -> Document {
    let mut document = note(Make::Markdown, Vec::new());
    for at in 0..600 {
        let zh = format!("第{at}段：{}", ZH.repeat(1 + at % 5));
        let en = format!("{at}: {}", EN.repeat(1 + at % 3));
        let mut one = note(Make::Markdown, vec![(PassageKind::Prose, None, "零", "x")]);
        let mut passage = one.note.passages.remove(0);
        for (text, written) in [(&mut passage.zh, zh), (&mut passage.en, en)] {
            if let Some(text) = text {
                text.content = Arc::from(written);
            }
        }
        document.note.passages.push(passage);
    }
    document
}

fn frame(mode: LanguageMode) -> Frame {
    Frame {
        width: 60,
        mode,
        ..Frame::default()
    }
}

#[test]
fn a_part_is_the_same_rows_as_the_whole_has_there() {
    let document = long();
    let frame = frame(LanguageMode::Stacked);
    let whole = Layout::new(&document, frame);
    for passage in [0, 5, 300, 599] {
        let part = Layout::around(&document, frame, passage, 40);
        assert!(!part.is_whole());
        let mut taken = whole.clone();
        let above = taken.replace(&part);
        for (row, line) in part.lines().iter().enumerate() {
            assert_eq!(
                Some(line),
                whole.lines().get(row + above),
                "{passage} {row}"
            );
        }
        let row = part.first_line(passage);
        assert_eq!(row + above, whole.first_line(passage));
        assert_eq!(part.passage_at(row), passage);
        assert_eq!(
            part.line_of(passage, Side::En, 3).map(|row| row + above),
            whole.line_of(passage, Side::En, 3)
        );
        assert!(passage == 599 || part.lines().len() >= row + 40);
        assert!(passage < 40 || row >= 40);
    }
}

#[test]
fn a_passage_that_is_not_laid_out_has_no_rows() {
    let part = Layout::around(&long(), frame(LanguageMode::Stacked), 300, 40);
    assert_eq!(part.line_of(0, Side::Zh, 0), None);
    assert_eq!(part.line_of(599, Side::Zh, 0), None);
    assert_eq!(part.first_line(0), 0);
    assert_eq!(part.first_line(599), part.lines().len() - 1);
}

#[test]
fn a_short_note_is_laid_out_whole() {
    let document = note(Make::Markdown, vec![(PassageKind::Prose, None, ZH, EN)]);
    let frame = frame(LanguageMode::Stacked);
    let layout = Layout::around(&document, frame, 0, 1);
    assert!(layout.is_whole());
    assert_eq!(layout, Layout::new(&document, frame));
    assert!(Layout::new(&long(), frame).is_whole());
}

#[test]
fn a_row_is_found_again_in_every_mode() {
    let document = long();
    let stacked = Layout::new(&document, frame(LanguageMode::Stacked));
    for mode in [
        LanguageMode::Chinese,
        LanguageMode::English,
        LanguageMode::SideBySide,
    ] {
        let other = Layout::new(&document, frame(mode));
        for row in 4..stacked.lines().len() {
            let spot = stacked.spot(row);
            let found = other.row_of(&document, &spot);
            let passage = other.passage_at(found);
            assert_eq!(passage, spot.passage, "{mode:?} {row}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_row_is_found_again_in_the_same_layout(document in documents(), columns in 12_u16..130, mode in modes()) {
        let layout = lay_out(&document, columns, mode);
        for row in 0..layout.lines().len() {
            prop_assert_eq!(layout.row_of(&document, &layout.spot(row)), row);
        }
    }
}
