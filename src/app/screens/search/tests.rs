use super::*;
use crate::model::{Facet, FacetKind, FacetValue, Names, NoteId, NoteSummary, Omitted, Place};
use crate::model::{ReadAs, Relaxed, Side, Similar};

fn hit(id: u64) -> Hit {
    Hit {
        note: NoteSummary {
            id: NoteId::new(id),
            ..NoteSummary::default()
        },
        score: 1.0,
        via: Vec::new(),
        title: Vec::new(),
        place: None,
    }
}

fn answer(query: &str) -> SearchAnswer {
    SearchAnswer {
        query: query.to_owned(),
        total: 3,
        hits: [1, 2, 3].map(hit).to_vec(),
        ..SearchAnswer::default()
    }
}

/// A search that has been answered, with what narrows it.
fn answered(query: &str, terms: &[&str]) -> Search {
    let mut search = Search {
        field: Field::holding(query),
        ..Search::default()
    };
    search.ask();
    let value = |term: &&str| FacetValue {
        term: (*term).to_owned(),
        names: Names::default(),
        notes: 1,
    };
    let facet = Facet {
        kind: FacetKind::Tag,
        values: terms.iter().map(value).collect(),
    };
    search.take(
        1,
        SearchAnswer {
            facets: Some(vec![facet]),
            ..answer(query)
        },
    );
    search.settle(40);
    search
}

fn press(search: &mut Search, key: &str) -> Option<String> {
    asked(search.type_key(key.parse().unwrap()))
}

fn asked(effect: Option<Effect>) -> Option<String> {
    match effect {
        Some(Effect::Search { query, .. }) => Some(query),
        _ => None,
    }
}

fn chosen(search: &mut Search) -> Option<(Option<u64>, String)> {
    match search.choose()? {
        Chosen::Note(hit, query) => Some((Some(hit.note.id.get()), query)),
        Chosen::Search(effect) => Some((None, asked(Some(effect))?)),
    }
}

#[test]
fn late_answers_are_dropped() {
    let mut search = Search::default();
    assert_eq!(press(&mut search, "伽").as_deref(), Some("伽"));
    assert_eq!(press(&mut search, "马").as_deref(), Some("伽马"));
    search.take(2, answer("伽马"));
    search.take(1, answer("伽"));
    search.take_end(1);
    assert_eq!(search.answer.query, "伽马");
    assert!(!search.is_whole);
    search.take_end(2);
    assert!(search.is_whole);
}

#[test]
fn keys_that_change_nothing_ask_nothing() {
    let mut search = Search::default();
    for key in ["left", "backspace", "alt-1", "f9"] {
        assert_eq!(press(&mut search, key), None, "{key}");
    }
}

#[test]
fn an_error_goes_when_the_query_parses_again() {
    let mut search = Search {
        generation: 3,
        ..Search::default()
    };
    let at = |column| Unparsed {
        column,
        message: "a value".to_owned(),
    };
    search.take_unparsed(3, at(4));
    search.take_unparsed(2, at(9));
    assert_eq!(search.unparsed, Some(at(4)));
    search.take(3, answer("a"));
    assert_eq!(search.unparsed, None);
}

#[test]
fn a_digit_narrows_where_the_keys_are_or_with_alt() {
    for (is_focused, key, expected, stays) in [
        (false, "alt-2", Some("tag:b gold"), false),
        (true, "2", Some("tag:b gold"), true),
        (true, "alt-1", Some("tag:a gold"), true),
        (true, "9", None, true),
        (false, "2", Some("gold2"), false),
        (true, "x", Some("goldx"), false),
        (true, "ctrl-u", Some(""), false),
    ] {
        let mut search = answered("gold", &["tag:a", "tag:b"]);
        search.narrow.is_focused = is_focused;
        assert_eq!(press(&mut search, key).as_deref(), expected, "{key}");
        assert_eq!(search.narrow.is_focused, stays, "{key}");
    }
}

#[test]
fn what_narrows_can_be_chosen_and_taken_back() {
    let mut search = answered("gold", &["tag:a"]);
    search.narrow.is_focused = true;
    assert_eq!(chosen(&mut search), Some((None, "tag:a gold".to_owned())));
    search.settle(40);
    // The field of the query comes first.
    assert_eq!(chosen(&mut search), Some((None, "gold".to_owned())));
    assert_eq!(asked(search.widen()), None);
    let mut search = answered("tag:a lang:en gold", &[]);
    assert_eq!(asked(search.widen()).as_deref(), Some("tag:a gold"));
    assert_eq!(asked(search.widen()).as_deref(), Some("gold"));
}

#[test]
fn numbers_stay_until_they_are_counted_anew_and_go_with_the_query() {
    let mut search = answered("gold", &["tag:a"]);
    assert!(!search.narrow.is_stale());
    press(&mut search, "x");
    search.take(2, answer("goldx"));
    search.settle(40);
    assert!(search.narrow.is_stale());
    assert_eq!(search.narrow.choices().len(), 1);
    search.ask_for("");
    search.take(3, SearchAnswer::default());
    search.settle(40);
    assert!(search.narrow.choices().is_empty());
}

/// An answer that holds a line of each kind.
fn lines() -> SearchAnswer {
    let by = crate::model::Likeness::Pinyin;
    SearchAnswer {
        query: "fangkong zink".to_owned(),
        similar: Some(Similar {
            read_as: vec![ReadAs {
                typed: "fangkong".to_owned(),
                name: "放空".to_owned(),
                by,
            }],
            query: "放空 zink".to_owned(),
            total: 1,
            hits: vec![hit(7)],
        }),
        relaxed: Some(Relaxed {
            omitted: vec![Omitted {
                word: "zink".to_owned(),
                is_unknown: true,
                without: 2,
                nearest: vec!["zinc".to_owned()],
            }],
            hits: vec![hit(8)],
        }),
        ..SearchAnswer::default()
    }
}

#[test]
fn notes_open_where_they_were_found_and_lines_ask_anew() {
    for (moves, note, query) in [
        (0, None, "放空 zink"),
        (1, Some(7), "放空 zink"),
        (2, None, "fangkong"),
        (3, None, "fangkong zinc"),
        (4, Some(8), "fangkong zink"),
    ] {
        let mut search = Search::default();
        search.take(0, lines());
        for _ in 0..moves {
            search.steer(Command::MoveDown, 40);
        }
        let expected = Some((note, query.to_owned()));
        assert_eq!(chosen(&mut search), expected, "{moves}");
        if note.is_none() {
            assert_eq!(search.field.text(), query);
        }
    }
}

#[test]
fn without_its_only_word_nothing_is_asked() {
    let mut search = Search::default();
    let mut answer = lines();
    answer.query = "zink".to_owned();
    answer.similar = None;
    if let Some(relaxed) = &mut answer.relaxed {
        relaxed.omitted[0].without = 0;
    }
    search.take(0, answer);
    assert_eq!(chosen(&mut search), None);
    assert_eq!(search.place(), "");
}

#[test]
fn a_place_is_among_all_that_match() {
    let mut search = Search::default();
    let mut many = answer("gold");
    many.total = 193;
    search.take(0, many);
    search.steer(Command::MoveDown, 40);
    assert_eq!(search.place(), "2/193");
    search.take(0, lines());
    search.steer(Command::MoveDown, 40);
    assert_eq!(search.place(), "1/1");
}

/// Many hits, of which the first so many are there.
fn many(total: usize) -> Search {
    let mut search = Search {
        field: Field::holding("gold"),
        ..Search::default()
    };
    search.ask();
    let hits = (0..50).map(hit).collect();
    search.take(
        1,
        SearchAnswer {
            total,
            hits,
            ..answer("gold")
        },
    );
    search
}

#[test]
fn more_hits_are_asked_for_when_the_last_come_near() {
    let mut search = many(80);
    assert_eq!(search.steer(Command::Bottom, 40), None, "not yet whole");
    search.take_end(1);
    let more = Effect::SearchMore {
        generation: 1,
        query: "gold".to_owned(),
        from: 50,
    };
    assert_eq!(search.steer(Command::MoveUp, 40), Some(more));
    assert_eq!(search.steer(Command::MoveUp, 40), None, "asked once");
    // One is there already: the index has changed between.
    search.take_more(1, 50, (49..80).map(hit).collect());
    assert_eq!(search.answer.hits.len(), 80);
    assert_eq!(search.list.selected(), 47);
    search.take_more(1, 50, vec![hit(99)]);
    assert_eq!(search.answer.hits.len(), 80, "late");
    assert_eq!(search.steer(Command::Bottom, 40), None, "all there");
    assert_eq!(many(50).steer(Command::Bottom, 40), None);
}

#[test]
fn no_more_hits_than_there_are_do_not_keep_it_asking() {
    let mut search = many(80);
    search.take_end(1);
    assert!(search.steer(Command::Bottom, 40).is_some());
    search.take_more(1, 50, Vec::new());
    assert_eq!(search.steer(Command::MoveUp, 40), None);
}

#[test]
fn passages_stay_while_the_same_is_asked_again() {
    let mut search = Search::default();
    let mut first = answer("gold");
    first.hits[1].place = Some(Place {
        passage: 4,
        side: Side::En,
        snippet: Vec::new(),
    });
    search.take(0, first);
    search.take(0, answer("gold"));
    let passage = |search: &Search| search.answer.hits[1].place.as_ref().map(|one| one.passage);
    assert_eq!(passage(&search), Some(4));
    search.take(0, answer("gold x"));
    assert_eq!(passage(&search), None);
}

#[test]
fn that_nothing_is_found_takes_rows_of_its_own() {
    let mut search = Search::default();
    assert_eq!(search.list_rows(20), 17);
    search.take(0, lines());
    assert!(search.finds_nothing());
    assert_eq!(search.list_rows(20), 15);
    assert_eq!(search.list_rows(1), 0);
}
