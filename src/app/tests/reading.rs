//! The open note: outline, marks, jumps, what is left to read, speakers, links, copying.

use super::*;
use crate::app::cast::Only;
use crate::app::screens::link::Leads;
use crate::model::{Anchor, Mark};

/// A stage of 120 by 24 that reads the newest note, after some keys.
fn reading(keys: &str) -> Stage {
    let mut stage = Stage::new(120, 24);
    stage.press("<enter>").press(keys);
    stage
}

fn notice(stage: &Stage) -> &str {
    stage
        .app
        .status
        .notice
        .as_ref()
        .map_or("", |notice| &notice.text)
}

/// What was copied, oldest first.
fn copied(stage: &Stage) -> Vec<String> {
    let text = |effect: &Effect| -> Option<String> {
        match effect {
            Effect::Copy(text) => Some(text.clone()),
            _ => None,
        }
    };
    stage.asked.iter().filter_map(text).collect()
}

/// The passages with a row of their own.
fn shown(app: &App) -> Vec<usize> {
    let mut shown: Vec<usize> = app
        .reader
        .layout
        .lines()
        .iter()
        .filter_map(|line| line.passage)
        .collect();
    shown.dedup();
    shown
}

#[test]
fn the_outline_leads_to_a_place_and_back_again() {
    let mut stage = reading("} } } o");
    assert_eq!(overlays(&stage.app), ["outline"]);
    let before = stage.app.reader.visit();
    // It has no second heading, so it lists the turns, of which the last is the host's.
    stage.press("最後<enter>");
    assert_eq!(overlays(&stage.app), [""; 0]);
    let lines = stage.app.reader.layout.lines().len();
    assert_eq!(
        stage.app.reader.top + 22,
        lines,
        "the last turn is on the last page"
    );
    let there = stage.app.reader.visit();
    stage.press("<ctrl-o>");
    assert_eq!(stage.app.reader.visit(), before);
    stage.press("<ctrl-i>");
    assert_eq!(stage.app.reader.visit(), there);
}

#[test]
fn the_outline_is_left_as_it_was_entered() {
    let mut stage = reading("} } o");
    let top = stage.app.reader.top;
    stage.press("xyz<enter>");
    assert_eq!(overlays(&stage.app), ["outline"], "nothing to go to");
    stage.press("<esc>");
    assert_eq!((overlays(&stage.app).len(), stage.app.reader.top), (0, top));
}

#[test]
fn chapters_are_stepped_through_there_and_back() {
    let mut stage = reading("");
    let mut tops = vec![stage.app.reader.top];
    for _ in 0..3 {
        stage.press(")");
        tops.push(stage.app.reader.top);
    }
    assert!(tops.windows(2).all(|pair| pair[0] < pair[1]), "{tops:?}");
    for expected in tops.iter().rev().skip(1) {
        stage.press("(");
        assert_eq!(stage.app.reader.top, *expected);
    }
}

#[test]
fn far_moves_within_a_note_are_jumps() {
    for keys in [
        "G",
        "/最后<enter>",
        "/波动<enter> n n n n n n",
        ") ) )",
        "o最後<enter>",
    ] {
        let mut stage = reading("} }");
        let before = stage.app.reader.visit();
        stage.press(keys);
        assert_ne!(stage.app.reader.visit(), before, "{keys}");
        let mut steps = 0;
        while stage.app.reader.visit() != before && steps < 9 {
            stage.press("<ctrl-o>");
            steps += 1;
        }
        assert_eq!(stage.app.reader.visit(), before, "{keys}");
    }
    let stage = reading("G <ctrl-o> j j j");
    assert!(
        !stage
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::Open { .. }))
    );
}

#[test]
fn a_mark_is_set_and_gone_to() {
    let mut stage = reading("} } } m a");
    let passage = stage.app.reader.here(22);
    let kept = stage.asked.iter().find_map(|effect| match effect {
        Effect::Mark { mark, .. } => Some(mark.clone()),
        _ => None,
    });
    let note = stage.app.reader.document.clone().unwrap();
    let anchor = Anchor::of(&note.note, passage);
    assert_eq!(
        kept,
        Some(Mark {
            letter: 'a',
            anchor
        })
    );
    assert!(notice(&stage).contains("marked as a"));
    stage.press("G ' a");
    assert_eq!(top_passage(&stage.app), passage);
    stage.press("g g ' '");
    assert_eq!(top_passage(&stage.app), passage, "twice the key goes back");
    assert_eq!(stage.app.reader.mark_at(passage), Some('a'));
}

#[test]
fn a_letter_that_names_nothing_is_told() {
    let stage = reading("' a");
    assert!(
        notice(&stage).is_empty(),
        "without marks no letter is awaited"
    );
    let stage = reading("'");
    assert!(notice(&stage).contains("no marks"));
    let stage = reading("m a '");
    assert!(notice(&stage).contains("a 一、拥挤"), "{}", notice(&stage));
    let stage = reading("m a ' b");
    assert_eq!(notice(&stage), "no mark b in this note");
    for keys in ["m <esc>", "m <ctrl-a>", "m ?", "m <enter>"] {
        let stage = reading(keys);
        assert_eq!(stage.app.reader.marks, [], "{keys}");
        assert_eq!(overlays(&stage.app), [""; 0], "{keys}");
    }
}

#[test]
fn where_a_note_is_left_is_kept_once_it_is_moved() {
    let mut stage = reading("");
    let left = |stage: &Stage| -> Vec<usize> {
        let of = |effect: &Effect| match effect {
            Effect::Leave { anchor, .. } => Some(anchor.passage),
            _ => None,
        };
        stage.asked.iter().filter_map(of).collect()
    };
    assert_eq!(left(&stage), [0; 0], "opening it moves nothing");
    stage.press("} } ?");
    let passages = left(&stage);
    assert_eq!(passages.last(), Some(&top_passage(&stage.app)));
    let count = passages.len();
    stage.press("<esc>");
    assert_eq!(left(&stage).len(), count, "the same place is kept once");
    stage.press("g g");
    assert_eq!(left(&stage).last(), Some(&0));
}

#[test]
fn notes_open_where_they_were_left() {
    let mut stage = Stage::new(120, 24);
    let asked = stage.press_unanswered("j");
    let landing = asked.iter().find_map(|effect| match effect {
        Effect::Open { destination, .. } => Some(&destination.landing),
        _ => None,
    });
    assert_eq!(landing, Some(&Landing::Left));
}

#[test]
fn what_is_left_to_read_is_counted_by_the_languages_shown() {
    let mut stage = reading("");
    let share = |stage: &Stage| stage.app.reader.progress(22).unwrap().share;
    assert_eq!(share(&stage).to_bits(), 0.0_f64.to_bits());
    let stacked = stage.app.reader.progress(22).unwrap().minutes;
    stage.press("b b");
    let chinese = stage.app.reader.progress(22).unwrap().minutes;
    assert!(chinese >= 1 && chinese <= stacked);
    let mut before = share(&stage);
    for _ in 0..12 {
        stage.press("}");
        let now = share(&stage);
        assert!(now >= before, "{now} after {before}");
        before = now;
    }
    stage.press("G");
    let end = stage.app.reader.progress(22).unwrap();
    assert_eq!((end.share.to_bits(), end.minutes), (1.0_f64.to_bits(), 0));
    assert_eq!(
        App::new(80, 24, Locale::En, Stage::new(80, 24).app.keys.map)
            .reader
            .progress(22),
        None
    );
}

#[test]
fn stepping_past_the_last_match_says_so() {
    let mut stage = reading("/波動<enter>");
    let tally = stage.app.reader.tally;
    assert!(tally.shown > 3, "简 is found by 繁");
    assert!(!tally.wrapped);
    stage.press("N");
    assert!(
        stage.app.reader.tally.wrapped,
        "back from the first is the last"
    );
    stage.press("N");
    assert!(!stage.app.reader.tally.wrapped);
    stage.press("n n");
    assert!(
        stage.app.reader.tally.wrapped,
        "on from the last is the first"
    );
}

#[test]
fn case_and_width_and_script_are_one_in_the_find_box() {
    for (typed, modes) in [
        ("cta", ""),
        ("ＣＴＡ", ""),
        ("標普", ""),
        ("QUIET", ""),
        ("标普", "b b"),
        ("s&p", "b b b"),
    ] {
        let stage = reading(&format!("{modes} /{typed}"));
        assert!(stage.app.reader.tally.shown > 0, "{typed} {modes}");
    }
    let stage = reading("b b /quiet");
    let tally = stage.app.reader.tally;
    assert_eq!(
        (tally.shown, tally.hidden),
        (0, 1),
        "it stands in the other language"
    );
}

#[test]
fn a_passage_is_copied_with_or_without_its_source() {
    let stage = reading("] y y");
    assert!(copied(&stage)[0].starts_with("低波动把所有人推向同一边。"));
    assert!(copied(&stage)[0].contains("\nQuiet markets"));
    assert!(notice(&stage).starts_with("copied "), "{}", notice(&stage));
    let stage = reading("b b ] y c");
    let text = copied(&stage).remove(0);
    assert!(!text.contains("Quiet"), "one language is shown");
    assert!(
        text.ends_with("— 周岚, 《动量为何先倒》, 宏观夜话, 2026-02-05"),
        "{text}"
    );
}

#[test]
fn chosen_passages_are_copied_together() {
    let mut stage = reading("b b v");
    assert_eq!(stage.app.context(), "select");
    stage.press("j j y");
    assert_eq!(stage.app.context(), "reader");
    assert_eq!(copied(&stage)[0].split("\n\n").count(), 3);
    assert!(copied(&stage)[0].contains("主持: 那么触发点在哪里？"));
    let stage = reading("v j k k c");
    assert_eq!(copied(&stage).len(), 1);
    let mut stage = reading("v G");
    let selection = stage.app.reader.selection.unwrap();
    assert_eq!((selection.from, selection.to), (0, 16));
    stage.press("<esc>");
    assert_eq!(
        (stage.app.reader.selection, stage.app.shape.focus),
        (None, Pane::Text)
    );
}

#[test]
fn a_text_that_no_clipboard_takes_is_refused_with_its_size() {
    let long = "波".repeat(30_000);
    let long: &'static str = Box::leak(long.into_boxed_str());
    let mut stage = reading("");
    let document = fixture::document(
        9,
        ("长", jiff::civil::date(2026, 2, 3)),
        crate::model::Make::Markdown,
        vec![(crate::model::PassageKind::Prose, None, long, "")],
    );
    stage.show(document).press("y y");
    assert!(copied(&stage).is_empty());
    assert!(notice(&stage).contains("90 KB"), "{}", notice(&stage));
}

#[test]
fn one_speaker_is_read_alone_until_that_is_lifted() {
    let mut stage = reading("f");
    assert_eq!(overlays(&stage.app), ["speakers"]);
    let all = shown(&stage.app);
    stage.press("j <enter>");
    // The host asks in passages 2 and 16; what precedes each is a line, the heading stays.
    assert_eq!(shown(&stage.app), [0, 1, 2, 15, 16]);
    let rows = |passage: usize| {
        let lines = stage.app.reader.layout.lines();
        lines
            .iter()
            .filter(|line| line.passage == Some(passage))
            .count()
    };
    assert_eq!((rows(1), rows(15)), (1, 1));
    assert!(rows(2) > 1, "both languages of what is read");
    stage.press("<esc>");
    assert_eq!(shown(&stage.app), all);
    assert_eq!(stage.app.shape.focus, Pane::Text);
    stage.press("f <space> j <space> <enter>");
    assert_eq!(stage.app.reader.only.places().count(), 2);
    assert_eq!(shown(&stage.app), all);
}

#[test]
fn a_note_without_speakers_says_so() {
    let mut stage = reading("");
    stage.show(fixture::links()).press("f");
    assert_eq!(overlays(&stage.app), [""; 0]);
    assert!(notice(&stage).contains("no speakers"));
    assert_eq!(stage.app.reader.only, Only::default());
}

#[test]
fn moving_among_few_speakers_stays_among_what_is_shown() {
    let mut stage = reading("f j <enter>");
    for keys in [
        "}",
        "}",
        "G",
        "{",
        "{",
        "g g",
        "v j j y",
        "b",
        "b",
        "/波动<enter>",
        "n",
        ") )",
    ] {
        stage.press(keys);
        let top = top_passage(&stage.app);
        assert!([0, 1, 2, 15, 16].contains(&top), "{top} after {keys}");
        let at = stage.app.reader.tally.current;
        assert!(at.is_none_or(|(passage, ..)| [0, 1, 2, 15, 16].contains(&passage)));
    }
}

/// The card of the link that is stepped to with so many keys.
fn card(steps: usize) -> (Stage, Leads) {
    let mut stage = reading("");
    stage.show(fixture::links());
    for _ in 0..steps {
        stage.press("]");
    }
    stage.press("<enter>");
    let Some(Overlay::Link(view)) = stage.app.overlays.last() else {
        panic!("no card after {steps} steps");
    };
    let leads = view.leads.clone();
    (stage, leads)
}

#[test]
fn an_address_is_shown_and_opened_by_a_second_key() {
    let (mut stage, leads) = card(1);
    let Leads::Web(address) = leads else {
        panic!("{leads:?}")
    };
    assert_eq!(
        address.as_str(),
        "https://example.com/%E6%8A%A5%E5%91%8A?a=1"
    );
    assert!(
        !stage
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::Browse(_)))
    );
    stage.press("<enter>");
    assert_eq!(stage.asked.last(), Some(&Effect::Browse(address)));
    assert_eq!(overlays(&stage.app), [""; 0]);
    let (mut stage, _) = card(1);
    stage.press("y");
    assert_eq!(
        copied(&stage),
        ["https://example.com/%E6%8A%A5%E5%91%8A?a=1"]
    );
}

#[test]
fn a_link_to_a_note_opens_it() {
    let (mut stage, _) = card(2);
    stage.press("<enter>");
    assert_eq!(stage.title(), "动量为何先倒");
    let (mut stage, leads) = card(3);
    assert!(
        matches!(
            leads,
            Leads::Note {
                found: Some(None),
                ..
            }
        ),
        "{leads:?}"
    );
    stage.press("<enter>");
    assert_eq!(overlays(&stage.app), ["link"], "there is nothing to open");
}

#[test]
fn links_within_a_note_footnotes_and_pictures_have_cards() {
    let (_, leads) = card(4);
    assert!(
        matches!(
            leads,
            Leads::Here {
                passage: Some(0),
                ..
            }
        ),
        "{leads:?}"
    );
    let (mut stage, leads) = card(5);
    assert_eq!(leads, Leads::Other("mailto:desk@example.com".to_owned()));
    stage.press("<enter>");
    assert!(
        !stage
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::Browse(_)))
    );
    let (_, leads) = card(6);
    let Leads::Footnote {
        passages, texts, ..
    } = leads
    else {
        panic!("{leads:?}")
    };
    assert_eq!(
        (passages, texts),
        (vec![3], vec!["脚注的文字。".to_owned()])
    );
    // The linked word comes between.
    let (stage, leads) = card(8);
    assert!(matches!(leads, Leads::Web(_)), "{leads:?}");
    assert!(
        !stage
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::Browse(_))),
        "never unasked"
    );
}

#[test]
fn the_text_alone_has_all_rows_and_comes_back() {
    let mut stage = reading("");
    let before = stage.app.shape;
    stage.press("z");
    assert_eq!(
        (stage.app.shape.body(), stage.app.shape.columns().text),
        (24, 120)
    );
    stage.press("z");
    assert_eq!(stage.app.shape, before);
    for keys in ["z <esc>", "z <tab>", "z s <esc>", "z P"] {
        let stage = reading(keys);
        assert!(!stage.app.shape.is_alone(), "{keys}");
    }
    let stage = reading("z ? <esc>");
    assert!(stage.app.shape.is_alone(), "a page over it goes away again");
}
