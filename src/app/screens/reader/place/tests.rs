use std::sync::Arc;

use jiff::civil::date;

use crate::app::effect::Effect;
use crate::app::fixture::{Stage, document};
use crate::app::layout::{LanguageMode, Layout};
use crate::app::msg::{Msg, Opened};
use crate::model::{Document, Extent, Make, Matches, PassageKind, Side};

/// A note of so many passages, the longer ones of several rows, and a few linked words.
fn note(passages: usize) -> Document {
    let zh = "每一轮卖出都让波动更高，更高的波动又要求再卖一轮。".repeat(4);
    let en = "Every round of selling raises volatility, and that asks for another. ".repeat(4);
    let mut built = document(9, ("长文", date(2026, 2, 5)), Make::Markdown, Vec::new());
    for at in 0..passages {
        let text = |text: &str| format!("{at}. {text}");
        let mut one = document(
            9,
            ("", date(2026, 2, 5)),
            Make::Markdown,
            vec![(PassageKind::Prose, None, "零", "x")],
        );
        let mut passage = one.note.passages.remove(0);
        for (side, written) in [(&mut passage.zh, text(&zh)), (&mut passage.en, text(&en))] {
            if let Some(side) = side {
                side.content = Arc::from(written);
            }
        }
        built.note.passages.push(passage);
    }
    built
}

#[expect(clippy::unnecessary_box_returns, reason = "as the message carries it")]
fn opened(document: Document, extent: Extent) -> Box<Opened> {
    Box::new(Opened {
        marks: Vec::new(),
        document: Arc::new(document),
        extent,
        passage: None,
        mention: None,
        matches: Matches::new(),
    })
}

/// The reader with a note open, the keys in its text.
fn reading(passages: usize) -> Stage {
    let mut stage = Stage::new(120, 40);
    let generation = stage.app.reader.generation;
    stage.send(Msg::Opened {
        generation,
        opened: opened(note(passages), Extent::Linked),
    });
    stage.press("<tab>");
    stage.asked.clear();
    stage
}

/// The passage, side and byte at a row of the screen.
fn at_row(stage: &Stage, row: usize) -> Option<(usize, Side)> {
    use crate::app::layout::Piece;
    let reader = &stage.app.reader;
    let line = reader.layout.lines().get(reader.top + row)?;
    let side = line.pieces.iter().find_map(|piece| match piece {
        Piece::Text { side, .. } => Some(*side),
        Piece::Label { .. } | Piece::Picture { .. } => None,
    })?;
    Some((line.passage?, side))
}

#[test]
fn the_row_at_the_top_stays_there_through_all_modes_and_back() {
    for steps in [1, 7, 30, 61] {
        let mut stage = reading(40);
        for _ in 0..steps {
            stage.press("j");
        }
        let (top, passage) = (stage.app.reader.top, at_row(&stage, 0).map(|(at, _)| at));
        for _ in 0..4 {
            stage.press("b");
            let reader = &stage.app.reader;
            let seen = reader.layout.passage_at(reader.top);
            assert!(
                passage.is_none_or(|passage| passage == seen),
                "{steps} {:?}",
                reader.mode
            );
        }
        assert_eq!(stage.app.reader.mode, LanguageMode::Stacked);
        assert_eq!(stage.app.reader.top, top, "after {steps} rows");
    }
}

#[test]
fn a_size_dragged_to_and_fro_comes_back_to_the_same_row() {
    let mut stage = reading(60);
    stage.press("<ctrl-d> <ctrl-d> j j j");
    let top = stage.app.reader.top;
    for width in [119, 90, 60, 41, 30, 77, 120] {
        stage.send(Msg::Resize { width, height: 40 });
    }
    assert_eq!(stage.app.reader.top, top);
}

#[test]
fn the_panels_come_and_go_without_moving_the_text() {
    let mut stage = reading(60);
    stage.press("<ctrl-d> j");
    let (top, before) = (stage.app.reader.top, at_row(&stage, 0));
    stage.press("P");
    assert_eq!(at_row(&stage, 0), before);
    stage.press("P");
    assert_eq!(stage.app.reader.top, top);
}

#[test]
fn a_chosen_match_stays_at_its_row_of_the_screen() {
    let mut stage = reading(40);
    stage.press("/20.<enter>");
    let row = |stage: &Stage| {
        let reader = &stage.app.reader;
        let (passage, side, byte) = reader.tally.current.unwrap();
        reader.layout.line_of(passage, side, byte).unwrap() - reader.top
    };
    let before = row(&stage);
    assert!(before > 0);
    stage.press("b");
    assert_eq!(stage.app.reader.mode, LanguageMode::SideBySide);
    assert_eq!(row(&stage), before);
}

#[test]
fn the_head_stays_in_view() {
    let mut stage = reading(40);
    for _ in 0..4 {
        stage.press("b");
        assert_eq!(stage.app.reader.top, 0);
    }
}

#[test]
fn a_long_note_asks_for_the_rest_of_its_rows_once() {
    let mut stage = reading(1);
    let generation = stage.app.reader.generation;
    let document = note(400);
    let effects = stage.app.update(Msg::Opened {
        generation,
        opened: opened(document.clone(), Extent::Linked),
    });
    let [
        Effect::Readings { .. },
        Effect::LayOut { frame, .. },
        Effect::Read { .. },
    ] = effects.as_slice()
    else {
        panic!("{} effects", effects.len())
    };
    assert!(!stage.app.reader.layout.is_whole());
    let seen: Vec<_> = stage.app.reader.layout.lines()[..30].to_vec();
    assert!(stage.press_unanswered("j").is_empty(), "asked twice");
    let top = stage.app.reader.top;
    let layout = Box::new(Layout::new(&document, *frame));
    stage.send(Msg::LaidOut { generation, layout });
    assert!(stage.app.reader.layout.is_whole());
    assert_eq!(stage.app.reader.top, top);
    assert_eq!(stage.app.reader.layout.lines()[..30], seen);
}

#[test]
fn rows_for_another_width_or_note_are_dropped() {
    let mut stage = reading(1);
    let generation = stage.app.reader.generation;
    let document = note(400);
    stage.app.update(Msg::Opened {
        generation,
        opened: opened(document.clone(), Extent::Linked),
    });
    let old = stage.app.reader.layout.frame();
    let effects = stage.app.update(Msg::Resize {
        width: 90,
        height: 40,
    });
    assert!(matches!(effects.as_slice(), [Effect::LayOut { .. }]));
    let layout = Box::new(Layout::new(&document, old));
    stage.app.update(Msg::LaidOut { generation, layout });
    assert!(!stage.app.reader.layout.is_whole(), "of the old width");
    let new = stage.app.reader.layout.frame();
    assert_ne!(new, old);
    let layout = Box::new(Layout::new(&document, new));
    let generation = generation + 1;
    stage.app.update(Msg::LaidOut { generation, layout });
    assert!(!stage.app.reader.layout.is_whole(), "of another note");
}

#[test]
fn what_cannot_wait_lays_the_rest_out_itself() {
    for (keys, wants_whole) in [
        ("j j <ctrl-d>", false),
        ("G", true),
        ("/", true),
        ("}", true),
    ] {
        let mut stage = reading(1);
        let generation = stage.app.reader.generation;
        stage.app.update(Msg::Opened {
            generation,
            opened: opened(note(400), Extent::Linked),
        });
        stage.press_unanswered(keys);
        assert_eq!(stage.app.reader.layout.is_whole(), wants_whole, "{keys}");
    }
}

#[test]
fn a_landing_far_below_is_the_same_before_and_after_the_rest() {
    let mut stage = reading(1);
    let generation = stage.app.reader.generation;
    let document = note(400);
    let mut landing = opened(document.clone(), Extent::Linked);
    landing.passage = Some(300);
    let effects = stage.app.update(Msg::Opened {
        generation,
        opened: landing,
    });
    let before = at_row(&stage, 0);
    assert_eq!(before, Some((300, Side::Zh)));
    stage.perform(effects);
    let reader = &stage.app.reader;
    assert!(reader.layout.is_whole());
    assert_eq!(at_row(&stage, 0), before);
    assert_eq!(reader.top, reader.layout.first_line(300));
}

#[test]
fn linked_words_light_up_in_place() {
    let mut stage = Stage::new(120, 40);
    let generation = stage.app.reader.generation;
    let linked = stage.app.reader.document.clone().unwrap();
    let without = Document {
        mentions: Vec::new(),
        ..Document::clone(&linked)
    };
    let effects = stage.app.update(Msg::Opened {
        generation,
        opened: opened(without, Extent::Text),
    });
    assert_eq!(effects, [], "the panels wait for the linked words");
    stage.press("<enter> j j ]");
    assert_eq!(stage.app.reader.chosen, None);
    let (top, layout) = (stage.app.reader.top, stage.app.reader.layout.clone());
    let note = linked.summary.id;
    let effects = stage.app.update(Msg::More {
        generation,
        extent: Extent::Linked,
        document: linked,
    });
    assert_eq!(effects, [Effect::Readings { note }]);
    assert_eq!(
        (stage.app.reader.top, &stage.app.reader.layout),
        (top, &layout)
    );
    stage.press("]");
    assert!(stage.app.reader.chosen.is_some());
}

#[test]
fn linked_words_of_a_note_left_since_are_dropped() {
    let mut stage = Stage::new(120, 40);
    let generation = stage.app.reader.generation;
    let left = stage.app.reader.document.clone().unwrap();
    stage.press("j");
    let effects = stage.app.update(Msg::More {
        generation,
        extent: Extent::Linked,
        document: left,
    });
    assert_eq!(effects, []);
    assert_eq!(stage.title(), "Vol control: how much is left to sell");
}

#[test]
fn a_note_in_one_language_says_so() {
    let mut stage = Stage::new(120, 40);
    let notice = |stage: &Stage| stage.app.status.notice.clone().map(|notice| notice.text);
    stage.press("j j <enter> b");
    assert_eq!(stage.app.reader.mode, LanguageMode::Stacked);
    let text = notice(&stage).unwrap();
    assert!(
        text.contains("no passage") || text.contains("only"),
        "{text}"
    );
    let passages = vec![(PassageKind::Prose, None, "只有中文。", "")];
    let chinese = document(9, ("一", date(2026, 2, 5)), Make::Markdown, passages);
    let generation = stage.app.reader.generation;
    stage.send(Msg::Opened {
        generation,
        opened: opened(chinese, Extent::Linked),
    });
    stage.press("b");
    assert_eq!(
        notice(&stage).as_deref(),
        Some("this note is in Chinese only")
    );
}

#[test]
fn a_note_without_pairs_leaves_the_list_beside_it() {
    let mut stage = Stage::new(120, 40);
    stage.press("<enter> b");
    assert_eq!(stage.app.shape.columns().notes, 0);
    let passages = vec![(PassageKind::Prose, None, "只有中文。", "")];
    let chinese = document(9, ("一", date(2026, 2, 5)), Make::Markdown, passages);
    let generation = stage.app.reader.generation;
    stage.send(Msg::Opened {
        generation,
        opened: opened(chinese, Extent::Linked),
    });
    assert!(stage.app.shape.columns().notes > 0);
}

#[test]
fn the_rest_of_a_note_arrives_without_moving_what_is_read() {
    let mut stage = reading(1);
    let generation = stage.app.reader.generation;
    let whole = note(400);
    let mut beginning = whole.clone();
    beginning.note.passages.truncate(60);
    stage.send(Msg::Opened {
        generation,
        opened: opened(beginning, Extent::Beginning),
    });
    stage.press("<ctrl-d> j j j");
    let (top, seen) = (stage.app.reader.top, at_row(&stage, 0));
    let effects = stage.app.update(Msg::More {
        generation,
        document: Arc::new(whole),
        extent: Extent::Text,
    });
    assert!(
        matches!(effects.as_slice(), [Effect::LayOut { .. }]),
        "no panels yet"
    );
    assert_eq!((stage.app.reader.top, at_row(&stage, 0)), (top, seen));
    stage.perform(effects);
    assert_eq!((stage.app.reader.top, at_row(&stage, 0)), (top, seen));
    let passages = stage
        .app
        .reader
        .document
        .as_ref()
        .unwrap()
        .note
        .passages
        .len();
    assert_eq!(passages, 400);
}

#[test]
fn a_passage_is_followed_where_the_whole_is_divided_otherwise() {
    let mut stage = reading(1);
    let generation = stage.app.reader.generation;
    let mut whole = note(60);
    let beginning = whole.clone();
    stage.send(Msg::Opened {
        generation,
        opened: opened(beginning, Extent::Beginning),
    });
    stage.press("} } } } } }");
    let (passage, side) = at_row(&stage, 0).unwrap();
    whole.note.passages.drain(0..2);
    stage.send(Msg::More {
        generation,
        document: Arc::new(whole),
        extent: Extent::Text,
    });
    assert_eq!(at_row(&stage, 0), Some((passage - 2, side)));
}

#[test]
fn what_is_looked_for_is_found_in_the_rest_too() {
    let mut stage = reading(1);
    let generation = stage.app.reader.generation;
    let whole = note(60);
    let mut beginning = whole.clone();
    beginning.note.passages.truncate(20);
    stage.send(Msg::Opened {
        generation,
        opened: opened(beginning, Extent::Beginning),
    });
    stage.press("/波动");
    let before = stage.app.reader.tally.shown;
    stage.send(Msg::More {
        generation,
        document: Arc::new(whole),
        extent: Extent::Text,
    });
    assert_eq!(stage.app.reader.tally.shown, 3 * before);
}

/// The open note, read once more after its text was changed.
fn reread(stage: &mut Stage, change: impl FnOnce(&mut Document)) {
    stage.send(Msg::Changed);
    let Some(Effect::Reread { generation, path }) = stage.asked.pop() else {
        panic!("it is not read once more: {:?}", stage.asked)
    };
    let before = stage.app.reader.document.as_ref().unwrap();
    assert_eq!(before.summary.path, path);
    let mut document = Document::clone(before);
    change(&mut document);
    stage.send(Msg::Reread {
        generation,
        document: Some(Arc::new(document)),
    });
}

#[test]
fn a_note_that_was_changed_shows_its_new_text_at_the_same_place() {
    for added in [0, 1, 3] {
        let mut stage = reading(40);
        stage.press("<ctrl-d> <ctrl-d> <ctrl-d> j j");
        let row = |stage: &Stage| {
            let reader = &stage.app.reader;
            let passage = reader.layout.passage_at(reader.top);
            (passage, reader.top - reader.layout.first_line(passage))
        };
        let (passage, below) = row(&stage);
        assert!(passage > 3);
        reread(&mut stage, |document| {
            let passages = &mut document.note.passages;
            for _ in 0..added {
                let copy = passages[39].clone();
                passages.insert(0, copy);
            }
            passages.truncate(38 + added);
        });
        assert_eq!(row(&stage), (passage + added, below), "{added} added above");
        let told = stage.app.status.notice.as_ref().unwrap();
        assert!(
            !told.is_problem && told.text.contains("changed"),
            "{told:?}"
        );
    }
}

#[test]
fn the_head_of_a_changed_note_stays_in_view() {
    let mut stage = reading(20);
    reread(&mut stage, |document| {
        let first = document.note.passages[19].clone();
        document.note.passages.insert(0, first);
    });
    assert_eq!(stage.app.reader.top, 0);
}

#[test]
fn a_note_whose_file_says_the_same_is_not_touched() {
    let mut stage = reading(20);
    stage.press("<ctrl-d> /20.<enter>");
    let before = stage.app.reader.clone();
    stage.asked.clear();
    reread(&mut stage, |_| {});
    assert_eq!(stage.app.reader, before);
    assert_eq!(stage.app.status.notice, None);
    assert_eq!(stage.asked, []);
}

#[test]
fn what_was_lit_is_looked_for_in_the_new_text() {
    let mut stage = reading(20);
    stage.press("/12.");
    assert!(!stage.app.reader.matches.is_empty());
    reread(&mut stage, |document| document.note.passages.truncate(10));
    assert!(stage.app.reader.matches.is_empty());
    assert!(stage.app.reader.find.is_some());
    stage.press("<esc>");
    reread(&mut stage, |document| document.note.passages.truncate(0));
    assert_eq!(stage.app.reader.top, 0, "nothing is left to read");
}

#[test]
fn a_note_whose_file_is_gone_stays_on_the_screen() {
    let mut stage = reading(20);
    let before = stage.app.reader.clone();
    let generation = before.answered();
    stage.send(Msg::Reread {
        generation,
        document: None,
    });
    assert_eq!(stage.app.reader, before);
    let told = stage.app.status.notice.as_ref().unwrap();
    assert!(told.text.contains("gone"), "{told:?}");
    stage.app.status.notice = None;
    stage.send(Msg::Reread {
        generation: generation + 1,
        document: None,
    });
    assert_eq!(stage.app.status.notice, None, "of a note left since");
}
