//! What is read and kept, and notes that belong together.

use jiff::civil::date;

use super::{picture, snapshot_hant};
use crate::app::fixture::Stage;
use crate::app::msg::Msg;
use crate::model::{NoteList, Only, Since};

/// Wide enough for three panes, for two, for one.
const SIZES: [(u16, u16); 3] = [(118, 40), (80, 24), (40, 30)];

fn snapshot(name: &str, keys: &str) {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.press(keys);
        insta::assert_snapshot!(format!("{name}_{columns}"), picture(&stage.app));
    }
}

#[test]
fn lists_of_unread_and_new_notes() {
    snapshot("unread", "U");
    snapshot("unread_read", "U <enter> <esc>");
    snapshot("new", "w");
    snapshot_hant("new", "w");
}

#[test]
fn a_list_that_is_empty_says_why() {
    for (name, only, since) in [
        ("unread_none", Only::Unread, None),
        ("new_first", Only::New, None),
        ("new_none", Only::New, Some(date(2026, 2, 6).at(9, 5, 0, 0))),
    ] {
        let mut stage = Stage::new(80, 24);
        stage.press_unanswered(if only == Only::New { "w" } else { "U" });
        stage.send(Msg::Notes(NoteList {
            only,
            since: since.map(|at| Since { at, is_today: true }),
            ..NoteList::default()
        }));
        insta::assert_snapshot!(name, picture(&stage.app));
    }
}

#[test]
fn saved_searches() {
    snapshot("searches", "@ j");
    snapshot_hant("searches", "@");
    snapshot("search_named", "s缩表<space>since:6m<ctrl-s>");
    snapshot("search_named_taken", "sgold<ctrl-s>DESK");
    snapshot_hant("search_named", "sgold<ctrl-s>缩表");
    let mut stage = Stage::new(80, 24);
    stage.send(Msg::Searches(Vec::new())).press("@");
    // Counted anew as it opens; the answer of this stage has some.
    stage.send(Msg::Searches(Vec::new()));
    insta::assert_snapshot!("searches_none", picture(&stage.app));
}

#[test]
fn notes_that_belong_together() {
    snapshot("related", "R j");
    snapshot_hant("related", "R");
    snapshot("timeline", "<enter> ] L");
    snapshot("timeline_chosen", "<enter> ] L j j j j");
    snapshot("timeline_end", "<enter> ] L G");
    snapshot_hant("timeline", "<enter> ] L");
    let mut stage = Stage::new(80, 24);
    stage.press_unanswered("R");
    insta::assert_snapshot!("related_awaited", picture(&stage.app));
    let of = crate::app::fixture::list().notes[0].id;
    stage.send(Msg::Related {
        of,
        notes: Vec::new(),
        total: 0,
    });
    insta::assert_snapshot!("related_none", picture(&stage.app));
}
