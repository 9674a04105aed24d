use super::*;
use crate::model::{NoteSummary, Relaxed, Similar};

fn hits(ids: &[u64]) -> Vec<Hit> {
    let hit = |&id: &u64| Hit {
        note: NoteSummary {
            id: NoteId::new(id),
            ..NoteSummary::default()
        },
        score: 1.0,
        via: Vec::new(),
        title: Vec::new(),
        place: None,
    };
    ids.iter().map(hit).collect()
}

fn answer(query: &str, ids: &[u64]) -> SearchAnswer {
    SearchAnswer {
        query: query.to_owned(),
        total: ids.len(),
        hits: hits(ids),
        ..SearchAnswer::default()
    }
}

/// An answer with one of everything.
fn full() -> SearchAnswer {
    let omitted = |word: &str, nearest: &[&str]| Omitted {
        word: word.to_owned(),
        is_unknown: true,
        without: 3,
        nearest: nearest.iter().map(|name| (*name).to_owned()).collect(),
    };
    SearchAnswer {
        similar: Some(Similar {
            hits: hits(&[4]),
            ..Similar::default()
        }),
        relaxed: Some(Relaxed {
            omitted: vec![omitted("zink", &["zinc"]), omitted("gold", &[])],
            hits: hits(&[5, 6]),
        }),
        ..answer("a", &[1])
    }
}

fn shown(answer: &SearchAnswer) -> List {
    let mut list = List::default();
    list.show(&SearchAnswer::default(), answer);
    list
}

#[test]
fn everything_in_an_answer_can_be_chosen_in_order() {
    let answer = full();
    let list = shown(&answer);
    let entries: Vec<Entry> = list.items().iter().map(|item| item.entry).collect();
    assert_eq!(
        entries,
        [
            Entry::Hit(0),
            Entry::Similar,
            Entry::SimilarHit(0),
            Entry::Omitted(0),
            Entry::Nearest(0, 0),
            Entry::Omitted(1),
            Entry::RelaxedHit(0),
            Entry::RelaxedHit(1),
        ]
    );
    let notes = entries.iter().filter_map(|&entry| note_of(&answer, entry));
    assert_eq!(notes.map(NoteId::get).collect::<Vec<_>>(), [1, 4, 5, 6]);
    let words = entries.iter().filter_map(|&entry| omitted(&answer, entry));
    let words: Vec<&str> = words.map(|one| one.word.as_str()).collect();
    assert_eq!(words, ["zink", "zink", "gold"]);
}

#[test]
fn a_choice_stays_on_its_note() {
    let before = answer("gold", &[1, 2, 3]);
    // Moves, the next answer, the note chosen then.
    for (moves, after, expected) in [
        // Nobody chose: the first of whatever comes.
        (0, answer("gold", &[9, 1, 2]), 9),
        (0, answer("gold c", &[9, 1]), 9),
        // Chosen, and still there.
        (1, answer("gold", &[9, 1, 2]), 2),
        (1, answer("gold c", &[2, 1]), 2),
        // Chosen, and gone: the same place of the same query, the first of another.
        (1, answer("gold", &[9, 1]), 1),
        (2, answer("gold c", &[9, 1]), 9),
        (2, answer("gold", &[9]), 9),
    ] {
        let mut list = shown(&before);
        for _ in 0..moves {
            list.steer(Command::MoveDown, 30);
        }
        list.show(&before, &after);
        let note = note_of(&after, list.chosen().unwrap()).map(NoteId::get);
        assert_eq!(note, Some(expected), "{moves} {:?}", after.query);
    }
}

#[test]
fn a_chosen_line_stays_while_its_query_does() {
    let answer = full();
    let mut list = shown(&answer);
    list.steer(Command::MoveDown, 30);
    assert_eq!(list.chosen(), Some(Entry::Similar));
    list.show(&answer, &answer);
    assert_eq!(list.chosen(), Some(Entry::Similar));
    let other = SearchAnswer {
        query: "b".to_owned(),
        ..full()
    };
    list.show(&answer, &other);
    assert_eq!(list.chosen(), Some(Entry::Hit(0)));
}

#[test]
fn what_is_chosen_is_in_view_with_what_stands_above_it() {
    let answer = full();
    let mut list = shown(&answer);
    // Rows: 3, 2, 3, 1, 1, 2, 2 + 3, 3.
    for (entry, top) in [(1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 3), (7, 6)] {
        list.steer(Command::MoveDown, 8);
        assert_eq!((list.selected(), list.top()), (entry, top));
    }
    list.steer(Command::Top, 8);
    assert_eq!((list.selected(), list.top()), (0, 0));
    assert!(!list.steer(Command::Quit, 8));
}

#[test]
fn an_entry_higher_than_the_screen_is_shown_from_its_top() {
    let mut list = shown(&full());
    for rows in [0, 1, 2] {
        list.steer(Command::Bottom, rows);
        assert_eq!(list.top(), list.selected());
        list.steer(Command::Top, rows);
        assert_eq!(list.top(), 0);
    }
    let mut empty = List::default();
    assert!(empty.steer(Command::Bottom, 10));
    assert_eq!((empty.selected(), empty.chosen()), (0, None));
}
