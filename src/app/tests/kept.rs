//! What is read and kept: unread marks, lists of unread and new notes, saved searches.

use crate::app::Screen;
use crate::app::effect::{Effect, SearchChange};
use crate::app::fixture::{self, Stage};
use crate::app::msg::Msg;
use crate::app::overlay::Overlay;
use crate::model::{NoteList, Only};

fn unread(stage: &Stage) -> Option<usize> {
    stage.app.library.unread()
}

/// Whether reading was asked to be kept, and whether to the end.
fn kept(stage: &Stage) -> Vec<bool> {
    let asked = stage.asked.iter();
    asked
        .filter_map(|effect| match effect {
            Effect::Read { is_done, .. } => Some(*is_done),
            _ => None,
        })
        .collect()
}

fn titles(stage: &Stage) -> Vec<&str> {
    let notes = stage.app.library.notes().iter();
    notes.map(|note| note.title.as_str()).collect()
}

#[test]
fn passing_over_notes_in_the_list_is_not_reading_them() {
    let mut stage = Stage::new(120, 40);
    assert_eq!(unread(&stage), Some(2));
    stage.press("j j k k G g g");
    assert_eq!(kept(&stage), [] as [bool; 0]);
    assert_eq!(unread(&stage), Some(2));
}

#[test]
fn going_into_the_text_is_reading_and_its_end_is_kept_once() {
    let mut stage = Stage::new(80, 24);
    stage.press("<enter>");
    assert_eq!(kept(&stage), [false]);
    assert_eq!(unread(&stage), Some(1));
    let open = stage.app.reader.document.as_ref().unwrap().summary.id;
    assert!(!stage.app.library.is_unread(open));
    stage.press("j j G k k G");
    assert_eq!(kept(&stage), [false, true]);
    // It is opened anew, so it is read anew.
    stage.press("<esc> j k <enter>");
    assert_eq!(kept(&stage), [false, true, false]);
}

#[test]
fn a_note_that_changes_while_it_is_read_is_read_in_its_new_text() {
    let mut stage = Stage::new(80, 24);
    stage.press("<enter>");
    let document = fixture::document(
        1,
        ("动量为何先倒", jiff::civil::date(2026, 2, 5)),
        crate::model::Make::Transcript,
        Vec::new(),
    );
    stage.show(document);
    assert_eq!(kept(&stage).len(), 2);
}

#[test]
fn unread_notes_are_listed_alone_and_all_again() {
    let mut stage = Stage::new(120, 40);
    let all = titles(&stage).len();
    stage.press("U");
    assert_eq!(titles(&stage).len(), 2);
    assert_eq!(stage.asked, [Effect::ListOnly(Only::Unread)]);
    for back in ["U", "<esc>"] {
        stage.press(back);
        assert_eq!(titles(&stage).len(), all, "{back}");
        stage.press("U");
        assert_eq!(titles(&stage).len(), 2);
    }
    // A note that is read meanwhile stays until the list is made anew.
    stage.press("<enter> <esc>");
    assert_eq!(titles(&stage).len(), 2);
    stage.press("w");
    assert_eq!(titles(&stage).len(), 1);
    assert!(stage.app.library.list.as_ref().unwrap().since.is_some());
}

#[test]
fn a_list_of_another_kind_is_not_shown() {
    let mut stage = Stage::new(120, 40);
    let asked = stage.press_unanswered("U");
    assert_eq!(asked, [Effect::ListOnly(Only::Unread)]);
    // While indexing goes on, lists of all notes arrive: they tell that there is more to ask for.
    let effects = stage.app.update(Msg::Notes(fixture::list()));
    assert_eq!(effects, [Effect::ListOnly(Only::Unread)]);
    assert_eq!(stage.app.library.list.as_ref().unwrap().only, Only::All);
    stage.perform(effects);
    assert_eq!(titles(&stage).len(), 2);
    // One that was asked for before is late.
    let late = NoteList {
        only: Only::New,
        ..NoteList::default()
    };
    assert_eq!(stage.app.update(Msg::Notes(late)), []);
    assert_eq!(titles(&stage).len(), 2);
}

#[test]
fn a_note_is_marked_read_and_unread_by_hand() {
    let mut stage = Stage::new(120, 40);
    stage.press("j M");
    assert_eq!(unread(&stage), Some(1));
    stage.press("j M");
    assert_eq!(unread(&stage), Some(3));
}

#[test]
fn all_are_marked_read_once_that_was_asked_back() {
    let mut stage = Stage::new(120, 40);
    stage.press("A");
    assert_eq!(unread(&stage), Some(2));
    let told = stage.app.status.notice.as_ref().unwrap().text.clone();
    assert!(told.starts_with("mark 2 notes as read?"), "{told}");
    stage.press("j A");
    assert_eq!(unread(&stage), Some(2), "another key came between");
    stage.press("A");
    assert_eq!(unread(&stage), Some(0));
    stage.press("A");
    let told = &stage.app.status.notice.as_ref().unwrap().text;
    assert_eq!(told, "nothing is unread");
}

/// The changes of the saved searches that were asked for.
fn changes(stage: &Stage) -> Vec<SearchChange> {
    let asked = stage.asked.iter();
    asked
        .filter_map(|effect| match effect {
            Effect::Keep(change) => Some(change.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_search_is_saved_under_the_name_proposed_or_typed() {
    for (typed, name) in [("", "缩表-since-1y"), ("fed", "fed")] {
        let mut stage = Stage::new(120, 40);
        stage.press("s缩表<space>since:1y<ctrl-s>");
        assert_eq!(stage.app.context(), "name");
        stage.press(typed).press("<enter>");
        let query = "缩表 since:1y".to_owned();
        let name = name.to_owned();
        assert_eq!(changes(&stage), [SearchChange::Save { name, query }]);
        assert_eq!(stage.app.context(), "search");
        assert!(stage.asked.contains(&Effect::CountSearches));
    }
}

#[test]
fn what_is_no_name_or_no_query_is_not_saved() {
    let mut stage = Stage::new(120, 40);
    stage.press("s<ctrl-s>");
    assert_eq!(stage.app.context(), "search");
    stage.press("gold<ctrl-s>").press("a<space>b<enter>");
    assert_eq!(stage.app.context(), "name", "it waits for a name");
    stage.press("<esc>");
    assert_eq!((stage.app.context(), changes(&stage)), ("search", vec![]));
}

#[test]
fn a_saved_search_opens_with_room_for_more() {
    let mut stage = Stage::new(120, 40);
    stage.press("@ j <enter>");
    assert_eq!(stage.app.screen, Screen::Search);
    assert_eq!(stage.app.search.field.text(), "@vol-unread ");
}

#[test]
fn searches_are_renamed_moved_and_removed_but_not_those_of_the_settings() {
    let mut stage = Stage::new(120, 40);
    stage.press("@ J r").press("<ctrl-u>qt<enter>");
    stage.press("d");
    assert!(
        stage
            .app
            .status
            .notice
            .as_ref()
            .unwrap()
            .text
            .starts_with("remove @")
    );
    stage.press("d");
    let changes = changes(&stage);
    let [
        SearchChange::Order(names),
        SearchChange::Rename { from, to },
        SearchChange::Forget(gone),
    ] = changes.as_slice()
    else {
        panic!("{changes:?}")
    };
    assert_eq!(names, &["vol-unread", "缩表", "broken"]);
    assert_eq!((from.as_str(), to.as_str()), ("缩表", "qt"));
    assert!(!gone.is_empty());
    let count = changes.len();
    stage.press("G r d d K");
    assert_eq!(super::overlays(&stage.app), ["searches"]);
    assert_eq!(self::changes(&stage).len(), count);
    let told = &stage.app.status.notice;
    assert!(told.is_none(), "a move that cannot be is no news: {told:?}");
}

#[test]
fn searches_that_were_counted_anew_show_where_they_lie_open() {
    let mut stage = Stage::new(120, 40);
    stage.press("@ G");
    stage.send(Msg::Searches(Vec::new()));
    let Some(Overlay::Searches(searches)) = stage.app.overlays.last() else {
        panic!("closed")
    };
    assert_eq!(searches.selected(), None);
    stage.press("<enter> d r J q");
    assert!(stage.app.overlays.is_empty());
}

#[test]
fn related_notes_open_where_they_were_left() {
    let mut stage = Stage::new(120, 40);
    let first = stage.title().to_owned();
    stage.press("R j <enter>");
    assert_ne!(stage.title(), first);
    assert!(stage.app.overlays.is_empty());
    stage.press("<ctrl-o>");
    assert_eq!(stage.title(), first, "back to where it was asked");
}

#[test]
fn a_time_line_opens_at_the_mention() {
    let mut stage = Stage::new(120, 40);
    stage.press("<enter> ] L");
    assert_eq!(stage.app.context(), "timeline");
    let asked = stage.asked.iter();
    let said = asked.filter(|effect| matches!(effect, Effect::Said { .. }));
    assert_eq!(said.count(), 1, "what the chosen note says, once");
    stage.press("j <enter>");
    assert!(stage.app.overlays.is_empty());
    assert!(stage.app.reader.chosen_mention().is_some());
    // From the card of the word, too.
    stage.press("K L");
    assert_eq!(stage.app.context(), "timeline");
    stage.press("<esc>");
    assert_eq!(stage.app.context(), "card");
}

#[test]
fn what_failed_to_be_found_does_not_stay_awaited() {
    for keys in ["R", "<enter> ] L"] {
        let mut stage = Stage::new(120, 40);
        stage.press("<enter> ] <esc> <esc>");
        stage.press_unanswered(keys);
        stage.send(Msg::Failed("the index is gone".to_owned()));
        assert!(stage.app.overlays.is_empty(), "{keys}");
    }
}
