mod kept;
mod reading;

use proptest::prelude::*;

use super::effect::Effect;
use super::fixture::{self, Stage, answer};
use super::msg::Msg;
use super::overlay::Overlay;
use super::screens::reader::Stop;
use super::shape::Pane;
use super::{App, Screen};
use crate::app::layout::LanguageMode;
use crate::model::{IndexReport, Landing, Locale, NoteId, NoteList, Side, Target};

/// Presses keys on a fresh stage of 120 by 40, and hands it to a look at what came of it.
fn check(keys: &str, look: impl FnOnce(&Stage)) {
    let mut stage = Stage::new(120, 40);
    stage.press(keys);
    look(&stage);
}

fn top_passage(app: &App) -> usize {
    app.reader.layout.passage_at(app.reader.top)
}

fn overlays(app: &App) -> Vec<&'static str> {
    app.overlays.iter().map(Overlay::context).collect()
}

#[test]
fn the_first_list_opens_the_newest_note_and_only_that() {
    let mut stage = Stage::new(120, 40);
    assert_eq!(stage.title(), "动量为何先倒");
    assert_eq!(stage.app.shape.focus, Pane::Notes);
    assert_eq!(stage.app.panels.readings.len(), 6);
    stage.send(Msg::Notes(fixture::list()));
    assert_eq!(stage.asked, []);
}

#[test]
fn moving_in_the_list_opens_notes() {
    check("j", |stage| {
        assert_eq!(stage.title(), "Vol control: how much is left to sell");
        assert_eq!(stage.app.shape.focus, Pane::Notes);
        assert!(!stage.app.history.can_go_forward());
    });
    check("G", |stage| {
        assert!(stage.title().starts_with("Dispersion"));
    });
    check("j j k k", |stage| assert_eq!(stage.title(), "动量为何先倒"));
}

#[test]
fn a_late_note_does_not_replace_the_one_chosen_since() {
    let mut stage = Stage::new(120, 40);
    let there = stage.press_unanswered("j");
    let back = stage.press_unanswered("k");
    assert_eq!((there.len(), back.len()), (1, 1), "going back asks again");
    stage.perform(there);
    assert_eq!(stage.title(), "动量为何先倒");
    stage.perform(back);
    assert_eq!(stage.title(), "动量为何先倒");
}

#[test]
fn a_note_that_failed_is_asked_for_again() {
    let mut stage = Stage::new(120, 40);
    stage.press_unanswered("j");
    stage.send(Msg::Failed("the file is gone".to_owned()));
    assert!(
        stage
            .app
            .status
            .notice
            .as_ref()
            .is_some_and(|notice| notice.is_problem)
    );
    stage.press("<enter>");
    assert_eq!(stage.title(), "Vol control: how much is left to sell");
}

#[test]
fn enter_goes_from_the_list_into_the_text() {
    check("<enter>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Text);
        assert_eq!(stage.app.context(), "reader");
    });
    check("<enter> <esc>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Notes);
    });
}

#[test]
fn the_passage_at_the_top_stays_there_through_all_languages() {
    let mut stage = Stage::new(120, 24);
    stage.press("<enter> } } } }");
    let passage = top_passage(&stage.app);
    assert!(passage >= 3);
    for mode in [
        LanguageMode::SideBySide,
        LanguageMode::Chinese,
        LanguageMode::English,
        LanguageMode::Stacked,
    ] {
        stage.press("b");
        assert_eq!(stage.app.reader.mode, mode);
        assert_eq!(top_passage(&stage.app), passage, "{mode:?}");
    }
}

#[test]
fn passages_are_stepped_through_there_and_back() {
    let mut stage = Stage::new(120, 24);
    stage.press("<enter>");
    let mut tops = vec![stage.app.reader.top];
    for _ in 0..4 {
        stage.press("}");
        tops.push(stage.app.reader.top);
    }
    assert!(tops.windows(2).all(|pair| pair[0] < pair[1]), "{tops:?}");
    for expected in tops.iter().rev().skip(1) {
        stage.press("{");
        assert_eq!(stage.app.reader.top, *expected);
    }
}

#[test]
fn only_the_words_that_are_shown_are_stepped_through() {
    for (modes, expected) in [
        (
            "",
            ["目标波动率", "target-vol", "CTA", "标普", "做空伽马", "CTA"],
        ),
        (
            "b b",
            [
                "目标波动率",
                "CTA",
                "标普",
                "做空伽马",
                "波动率控制",
                "波动率控制",
            ],
        ),
        (
            "b b b",
            [
                "target-vol",
                "CTA",
                "S&P",
                "short gamma",
                "vol control",
                "vol control",
            ],
        ),
    ] {
        let mut stage = Stage::new(120, 40);
        stage.press("<enter>").press(modes);
        let words: Vec<_> = (0..6)
            .map(|_| stage.press("]").chosen_word().unwrap())
            .collect();
        assert_eq!(words, expected, "{modes:?}");
    }
}

#[test]
fn words_are_stepped_through_as_they_are_read() {
    // A desk note stands in English first.
    check("j <enter> ]", |stage| {
        assert_eq!(stage.chosen_word().as_deref(), Some("Vol control"));
    });
    check("j <enter> ] ]", |stage| {
        assert_eq!(stage.chosen_word().as_deref(), Some("波动率控制"));
    });
    check("j <enter> ] ] [", |stage| {
        assert_eq!(stage.chosen_word().as_deref(), Some("Vol control"));
    });
}

#[test]
fn the_chosen_word_is_scrolled_into_view() {
    let mut stage = Stage::new(80, 12);
    stage.press("<enter>");
    for _ in 0..12 {
        stage.press("]");
        let mention = stage.app.reader.chosen_mention().unwrap();
        let (passage, side, byte) = (mention.passage, mention.side, mention.range.start);
        let row = stage
            .app
            .reader
            .layout
            .line_of(passage, side, byte)
            .unwrap();
        let top = stage.app.reader.top;
        assert!((top..top + 10).contains(&row), "row {row}, top {top}");
    }
    assert_eq!(stage.chosen_word().as_deref(), Some("vol control"));
}

#[test]
fn the_card_opens_and_leads_to_the_notes_that_say_it() {
    let mut stage = Stage::new(120, 40);
    stage.press("<enter> ] ] ] ] ] K");
    assert_eq!(overlays(&stage.app), ["card"]);
    stage.press("j <enter>");
    assert_eq!(stage.title(), "Vol control: how much is left to sell");
    assert_eq!(overlays(&stage.app), [""; 0]);
    assert_eq!(stage.chosen_word().as_deref(), Some("做空伽马"));
    stage.press("<ctrl-o>");
    assert_eq!(stage.title(), "动量为何先倒");
}

#[test]
fn a_card_leads_to_the_cards_of_the_concepts_beside_it() {
    let mut stage = Stage::new(120, 40);
    stage.press("<enter> ] K k <enter>");
    assert_eq!(overlays(&stage.app), ["card"]);
    let Some(Overlay::Card(view)) = stage.app.overlays.last() else {
        panic!("no card")
    };
    assert_eq!(view.target.id(), "risk-parity");
}

#[test]
fn without_a_choice_the_card_is_of_the_first_word_on_the_screen() {
    check("<enter> K", |stage| {
        assert_eq!(stage.chosen_word().as_deref(), Some("目标波动率"));
        assert_eq!(overlays(&stage.app), ["card"]);
    });
    check("j j <enter> K", |stage| {
        assert_eq!(overlays(&stage.app), ["link"], "a picture has a card");
    });
    check("j j <enter> p", |stage| {
        assert_eq!(overlays(&stage.app), [""; 0]);
        assert!(
            stage.app.status.notice.is_some(),
            "a key that finds nothing says so"
        );
    });
}

#[test]
fn the_panel_of_a_word_opens_with_its_answer() {
    check("<enter> ] p", |stage| {
        assert_eq!(overlays(&stage.app), ["panel"]);
    });
    check("<enter> ] ] ] p", |stage| {
        assert_eq!(overlays(&stage.app), [""; 0]);
        let notice = stage.app.status.notice.as_ref().unwrap();
        assert_eq!(notice.text, "no panel measures cta-trend");
    });
    check("<enter> ] K p", |stage| {
        assert_eq!(overlays(&stage.app), ["card", "panel"]);
    });
    check("<enter> ] K p <esc> <esc>", |stage| {
        assert_eq!(overlays(&stage.app), [""; 0]);
    });
}

#[test]
fn what_was_closed_meanwhile_stays_closed() {
    for (before, keys) in [("<enter> ]", "K"), ("<enter> ]", "p"), ("3", "<enter>")] {
        let mut stage = Stage::new(120, 40);
        let asked = stage.press(before).press_unanswered(keys);
        assert_eq!(asked.len(), 1, "{keys}");
        stage.press("<esc>");
        stage.perform(asked);
        assert_eq!(overlays(&stage.app), [""; 0], "{keys}");
    }
}

#[test]
fn an_answer_reaches_its_card_below_other_overlays() {
    let mut stage = Stage::new(120, 40);
    let asked = stage.press_unanswered("<enter> ] K");
    stage.press("?");
    stage.perform(asked);
    stage.press("<esc>");
    let Some(Overlay::Card(view)) = stage.app.overlays.last() else {
        panic!("no card")
    };
    assert!(view.card.is_some());
}

#[test]
fn nothing_waits_for_what_has_failed() {
    let mut stage = Stage::new(120, 40);
    stage.press_unanswered("<enter> ] K");
    stage.send(Msg::Failed("the index is damaged".to_owned()));
    assert_eq!(overlays(&stage.app), [""; 0]);
}

#[test]
fn back_and_forward_return_to_the_same_places() {
    let mut stage = Stage::new(120, 24);
    stage.press("<enter> } } } } } }");
    let left = (stage.title().to_owned(), top_passage(&stage.app));
    stage.press("s6,745<enter>");
    let there = (stage.title().to_owned(), top_passage(&stage.app));
    assert_ne!(left.0, there.0);
    for forward in ["<ctrl-i>", "<tab>", "<alt-right>"] {
        stage.press("<ctrl-o>");
        assert_eq!(
            (stage.title().to_owned(), top_passage(&stage.app)),
            left,
            "{forward}"
        );
        stage.press(forward);
        assert_eq!(
            (stage.title().to_owned(), top_passage(&stage.app)),
            there,
            "{forward}"
        );
    }
}

#[test]
fn tab_turns_the_focus_where_there_is_nothing_ahead() {
    check("<tab>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Text);
    });
    check("<tab> <tab>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Panels);
    });
    check("<tab> <tab> <tab>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Notes);
    });
    check("<shift-tab>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Panels);
    });
    check("P <tab> <tab>", |stage| {
        assert_eq!(stage.app.shape.focus, Pane::Notes);
    });
}

#[test]
fn a_search_asks_as_it_is_typed_and_lands_with_its_matches_lit() {
    check("s做空伽马", |stage| {
        assert_eq!(stage.app.screen, Screen::Search);
        let queries: Vec<_> = stage
            .asked
            .iter()
            .filter_map(|effect| match effect {
                Effect::Search { query, .. } => Some(query.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(queries, ["做", "做空", "做空伽", "做空伽马"]);
        assert_eq!(stage.app.search.answer.total, 3);
    });
    check("s做空伽马<enter>", |stage| {
        assert_eq!(stage.title(), "动量为何先倒");
        assert_eq!(
            (stage.app.screen, stage.app.shape.focus),
            (Screen::Reader, Pane::Text)
        );
        assert_eq!(stage.app.reader.tally.shown, 1);
        assert_eq!(
            stage
                .app
                .reader
                .tally
                .current
                .map(|(passage, side, _)| (passage, side)),
            Some((3, Side::Zh))
        );
    });
    check("s做空伽马<enter><esc>", |stage| {
        assert!(stage.app.reader.matches.is_empty());
        assert_eq!(stage.app.shape.focus, Pane::Text);
    });
}

#[test]
fn a_search_is_narrowed_from_its_column() {
    check("s做空伽马<tab>", |stage| {
        assert_eq!(stage.app.context(), "narrow");
    });
    check("s做空伽马<tab><esc>", |stage| {
        assert_eq!(
            (stage.app.screen, stage.app.context()),
            (Screen::Search, "search")
        );
    });
    check("s做空伽马<tab>3", |stage| {
        assert_eq!(stage.app.search.field.text(), "ticker:SPX 做空伽马");
        assert_eq!(stage.app.context(), "narrow");
    });
    check("s做空伽马<alt-3>", |stage| {
        assert_eq!(stage.app.search.field.text(), "ticker:SPX 做空伽马");
        assert_eq!(stage.app.context(), "search");
    });
    check("s做空伽马<tab>3<backspace>", |stage| {
        assert_eq!(stage.app.search.field.text(), "做空伽马");
    });
    check("s做空伽马<tab>x", |stage| {
        assert_eq!(stage.app.search.field.text(), "做空伽马x");
        assert_eq!(stage.app.context(), "search");
    });
    check("s没有<tab>", |stage| {
        assert_eq!(stage.app.context(), "search");
        assert!(stage.app.status.notice.is_some());
    });
}

#[test]
fn a_search_opened_again_is_replaced_by_what_is_typed() {
    check("s做空<esc>s", |stage| {
        assert_eq!(stage.app.search.field.text(), "做空");
        assert!(stage.app.search.field.is_chosen());
    });
    check("s做空<esc>s伽", |stage| {
        assert_eq!(stage.app.search.field.text(), "伽");
    });
    check("s做空<esc>s<end>伽", |stage| {
        assert_eq!(stage.app.search.field.text(), "做空伽");
    });
}

#[test]
fn a_search_is_explained_over_its_hits() {
    check("s做空伽马<ctrl-e>", |stage| {
        assert_eq!(stage.app.context(), "why");
        assert!(matches!(
            stage.asked.last(),
            Some(Effect::Explain { note: Some(_), .. })
        ));
    });
    check("s<ctrl-e>", |stage| {
        assert_eq!(stage.app.context(), "search");
    });
    check("s做空伽马<ctrl-e>q", |stage| {
        assert_eq!(stage.app.context(), "search");
    });
}

#[test]
fn lines_of_a_search_ask_for_what_they_say() {
    check("sbodong<space>zink<enter>", |stage| {
        assert_eq!(stage.app.search.field.text(), "波动 zink");
    });
    check("sbodong<space>zink<down><enter>", |stage| {
        assert_eq!(stage.app.screen, Screen::Reader);
        assert_eq!(stage.title(), "动量为何先倒");
    });
}

#[test]
fn late_answers_of_a_search_are_dropped() {
    let mut stage = Stage::new(120, 40);
    let mut asked = stage.press_unanswered("s做空");
    asked.reverse();
    stage.perform(asked);
    assert_eq!(stage.app.search.answer.query, "做空");
}

#[test]
fn a_query_that_does_not_parse_tells_where() {
    let mut stage = Stage::new(120, 40);
    stage.press("sdate:x");
    let generation = stage.app.search.generation;
    let message = "a date such as 2026-02".to_owned();
    stage.send(Msg::Unparsed {
        generation,
        column: 6,
        message,
    });
    assert_eq!(
        stage.app.search.unparsed.as_ref().map(|at| at.column),
        Some(6)
    );
    stage.press("<backspace>");
    assert_eq!(stage.app.search.unparsed, None);
}

#[test]
fn letters_are_text_while_text_is_typed() {
    check("sq?:", |stage| {
        assert_eq!(stage.app.search.field.text(), "q?:");
    });
    check("<enter>/qs", |stage| {
        let find = stage.app.reader.find.as_ref().unwrap();
        assert_eq!(find.field.text(), "qs");
    });
    let mut stage = Stage::new(120, 40);
    stage.press("s").send(Msg::Paste("做空\n伽马".to_owned()));
    assert_eq!(stage.app.search.field.text(), "做空 伽马");
}

#[test]
fn find_goes_round_in_both_directions() {
    let mut stage = Stage::new(120, 12);
    stage.press("<enter>/波动<enter>");
    let count = stage.app.reader.tally.shown;
    assert!(count > 4);
    let mut seen = vec![stage.app.reader.tally.at.unwrap()];
    for _ in 0..count {
        stage.press("n");
        seen.push(stage.app.reader.tally.at.unwrap());
    }
    let expected: Vec<_> = (0..=count).map(|step| step % count).collect();
    assert_eq!(seen, expected);
    stage.press("N");
    assert_eq!(stage.app.reader.tally.at, Some(count - 1));
}

#[test]
fn finding_starts_from_where_it_was_begun_and_escape_goes_back_there() {
    let mut stage = Stage::new(120, 12);
    stage.press("<enter> } }");
    let before = stage.app.reader.top;
    stage.press("/round<space>of");
    assert!(stage.app.reader.top > before);
    stage.press(
        "<backspace><backspace><backspace><backspace><backspace><backspace><backspace><backspace>",
    );
    assert_eq!(stage.app.reader.top, before);
    stage.press("剩多少");
    assert_eq!(stage.app.reader.tally.shown, 1);
    stage.press("<esc>");
    assert_eq!(stage.app.reader.top, before);
    assert!(stage.app.reader.matches.is_empty());
}

#[test]
fn matches_in_the_language_not_shown_are_told_apart() {
    check("<enter> b b /trigger", |stage| {
        assert_eq!(
            (stage.app.reader.tally.shown, stage.app.reader.tally.hidden),
            (0, 1)
        );
    });
    check("<enter> b b b /trigger", |stage| {
        assert_eq!(stage.app.reader.tally.shown, 1);
    });
}

#[test]
fn the_palette_runs_a_command_by_name() {
    check(":dash<enter>", |stage| {
        assert_eq!(stage.app.screen, Screen::Dashboard);
        assert_eq!(overlays(&stage.app), [""; 0]);
    });
    check(":zzz<enter>", |stage| {
        assert_eq!(overlays(&stage.app), [""; 0]);
    });
    check(":<down><down><up><esc>", |stage| {
        assert_eq!(overlays(&stage.app), [""; 0]);
    });
}

#[test]
fn overlays_scroll_to_their_end_and_close() {
    for keys in ["?", "d", "<enter> ] K", "<enter> ] p"] {
        let mut stage = Stage::new(60, 10);
        stage.press(keys).press("G");
        let overlay = stage.app.overlays.last().unwrap();
        let rows = overlay.page().unwrap().rows().len();
        assert!(
            overlay.top() < rows,
            "{keys}: top {}, rows {rows}",
            overlay.top()
        );
        let at_end = overlay.top();
        stage.press("j j j");
        assert!(
            stage.app.overlays.last().unwrap().top() <= at_end.max(rows),
            "{keys}"
        );
        stage.press("g g <esc>");
        assert_eq!(overlays(&stage.app), [""; 0], "{keys}");
    }
}

#[test]
fn an_overlay_lies_on_the_stack_once() {
    check("? d ? d : <esc> ? d", |stage| {
        assert_eq!(overlays(&stage.app), ["help", "diagnostics"]);
    });
}

#[test]
fn the_dashboard_opens_its_panels() {
    check("3", |stage| {
        let first = stage.app.dashboard.listed().next().unwrap();
        assert_eq!(first.reading.indicator, "leveraged-etf-flow");
    });
    check("3 <enter>", |stage| {
        let Some(Overlay::Panel(panel)) = stage.app.overlays.last() else {
            panic!("no panel")
        };
        assert_eq!(panel.id, "leveraged-etf-flow");
        assert!(panel.reading.is_some());
    });
    check("3 <esc>", |stage| {
        assert_eq!(stage.app.screen, Screen::Reader);
    });
}

#[test]
fn the_panels_beside_the_text_open_too() {
    check("<shift-tab> j <enter>", |stage| {
        let Some(Overlay::Panel(panel)) = stage.app.overlays.last() else {
            panic!("no panel")
        };
        assert_eq!(
            (panel.id.as_str(), panel.subject.as_str()),
            ("cta-trend", "SPX")
        );
    });
}

#[test]
fn the_program_itself_is_asked_for_by_effects() {
    for (keys, effect) in [
        ("q", Effect::Quit),
        ("<ctrl-c>", Effect::Quit),
        ("? q q", Effect::Quit),
        ("<ctrl-z>", Effect::Suspend),
        ("s<ctrl-z>", Effect::Suspend),
        ("T", Effect::NextTheme),
        ("r", Effect::Index),
    ] {
        let mut stage = Stage::new(80, 24);
        assert_eq!(stage.press_unanswered(keys).last(), Some(&effect), "{keys}");
    }
}

#[test]
fn a_changed_library_is_listed_again_and_the_choice_stays() {
    let mut stage = Stage::new(80, 24);
    stage.press("j");
    stage.send(Msg::Indexed(IndexReport {
        indexed: 1,
        ..IndexReport::default()
    }));
    let asked = &stage.asked;
    assert!(asked.contains(&Effect::ListNotes));
    assert!(
        matches!(asked.last(), Some(Effect::Reread { .. })),
        "the open note is read again: {asked:?}"
    );
    assert_eq!(
        stage.app.library.selected().map(|note| note.id),
        Some(NoteId::new(2))
    );
    stage.asked.clear();
    stage.send(Msg::Indexed(IndexReport {
        unchanged: 4,
        ..IndexReport::default()
    }));
    assert_eq!(stage.asked, []);
}

#[test]
fn an_unknown_key_does_nothing_and_a_sequence_may_be_broken_off() {
    check("<f9> <alt-x>", |stage| assert_eq!(stage.asked, []));
    check("g j", |stage| {
        assert_eq!(stage.app.library.cursor.selected, 1);
    });
    check("G g g", |stage| {
        assert_eq!(stage.app.library.cursor.selected, 0);
    });
}

#[test]
fn hints_tell_the_keys_of_the_place() {
    let labels = |keys: &str| {
        let mut stage = Stage::new(80, 24);
        stage.press(keys);
        let hints = stage.app.keys.hints.list.iter();
        let written = hints.map(|hint| format!("{} {}", hint.key, hint.label.en));
        written.collect::<Vec<_>>().join(", ")
    };
    assert!(
        labels("").starts_with("j choose, enter read"),
        "{}",
        labels("")
    );
    assert!(
        labels("<enter>").contains("] link, K card"),
        "{}",
        labels("<enter>")
    );
    assert!(labels("s").contains("enter open"), "{}", labels("s"));
    assert!(labels("?").contains("q close"), "{}", labels("?"));
}

fn check_invariants(app: &App) {
    let inside = |selected: usize, count: usize| selected < count.max(1);
    assert!(inside(
        app.library.cursor.selected,
        app.library.notes().len()
    ));
    assert!(app.library.cursor.top <= app.library.cursor.selected);
    assert!(inside(
        app.panels.cursor.selected,
        app.panels.readings.len()
    ));
    let search = &app.search;
    assert!(inside(search.list.selected(), search.list.items().len()));
    assert!(search.list.top() <= search.list.selected());
    let narrow = &search.narrow;
    assert!(inside(narrow.selected(), narrow.choices().len()));
    assert!(!narrow.is_focused || !narrow.choices().is_empty());
    let readings = app.dashboard.len();
    assert!(inside(app.dashboard.cursor.selected, readings));
    let rows = app.reader.layout.lines().len();
    assert!(
        app.reader.top < rows.max(1),
        "top {} of {rows}",
        app.reader.top
    );
    if let Some(Stop::Mention(mention)) = app.reader.chosen {
        assert!(mention < app.reader.mentions().len());
    }
    assert!(
        app.reader
            .tally
            .at
            .is_none_or(|at| at < app.reader.tally.shown)
    );
    assert!(app.reader.find.is_none() || app.screen == Screen::Reader);
    assert!(app.overlays.len() <= 8);
    for overlay in &app.overlays {
        let rows = overlay.page().map_or(1, |page| page.rows().len());
        assert!(overlay.top() < rows.max(1));
    }
    let kinds: std::collections::HashSet<_> = app.overlays.iter().map(Overlay::context).collect();
    assert_eq!(kinds.len(), app.overlays.len());
}

fn keys() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "j",
        "k",
        "<ctrl-d>",
        "<ctrl-u>",
        "<ctrl-f>",
        "<ctrl-b>",
        "g g",
        "G",
        "<enter>",
        "<tab>",
        "<shift-tab>",
        "h",
        "l",
        "<ctrl-o>",
        "<ctrl-i>",
        "s",
        "做",
        "空",
        "γ",
        "1",
        "3",
        "b",
        "P",
        "T",
        "d",
        "r",
        "?",
        ":",
        "<esc>",
        "<esc>",
        "]",
        "[",
        "}",
        "{",
        "K",
        "p",
        "/",
        "n",
        "N",
        "<backspace>",
        "<left>",
        "<up>",
        "<down>",
        "<space>",
        "g",
        "<ctrl-w>",
    ])
}

/// What may happen next.
#[derive(Debug, Clone)]
enum Step {
    Press(&'static str),
    Resize(u16, u16),
    Answer(usize),
    Empty,
    Fail,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => keys().prop_map(Step::Press),
        1 => (1_u16..=250, 1_u16..=80).prop_map(|(width, height)| Step::Resize(width, height)),
        4 => (0_usize..8).prop_map(Step::Answer),
        1 => Just(Step::Empty),
        1 => Just(Step::Fail),
    ];
    prop::collection::vec(step, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_that_happens_in_any_order_breaks_the_state(steps in steps()) {
        let mut stage = Stage::unread(80, 24, Locale::Hant);
        let mut waiting: Vec<Effect> = App::start();
        for step in steps {
            match step {
                Step::Press(keys) => waiting.extend(stage.press_unanswered(keys)),
                Step::Resize(width, height) => {
                    waiting.extend(stage.app.update(Msg::Resize { width, height }));
                }
                Step::Answer(at) if at < waiting.len() => {
                    for msg in answer(&waiting.remove(at)) {
                        waiting.extend(stage.app.update(msg));
                    }
                }
                Step::Answer(_) => {}
                Step::Empty => waiting.extend(stage.app.update(Msg::Notes(NoteList::default()))),
                Step::Fail => waiting.extend(stage.app.update(Msg::Failed("no".to_owned()))),
            }
            check_invariants(&stage.app);
        }
    }
}

#[test]
fn every_size_holds_the_state_together() {
    let mut stage = Stage::new(80, 24);
    stage.press("<enter> ] K");
    for width in 1..=250 {
        for height in [1, 2, 3, 5, 24, 80] {
            stage.send(Msg::Resize { width, height });
            check_invariants(&stage.app);
        }
    }
}

#[test]
fn a_landing_on_a_mention_that_is_gone_is_the_top() {
    let mut stage = Stage::new(80, 24);
    let landing = Landing::Mention(Target::Concept("no-such".into()));
    let effects = stage.app.go(NoteId::new(2), landing);
    stage.perform(effects);
    assert_eq!(
        (stage.title(), stage.app.reader.top),
        ("Vol control: how much is left to sell", 0)
    );
}
