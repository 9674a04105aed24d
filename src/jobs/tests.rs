use std::fs;
use std::sync::mpsc::{Receiver, channel};

use jiff::civil::date;

use super::*;
use crate::desk::Setup;
use crate::indicators::Settings;
use crate::model::{Destination, IndexProgress, Target};

const NOTE: &str = "---\ntitle: Desk\ndate: 2026-02-03\n---\nDealers are short gamma here.\n";

/// Jobs over one note in a folder of its own.
fn jobs() -> (tempfile::TempDir, Jobs, Receiver<Msg>) {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("notes");
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.md"), NOTE).unwrap();
    let desk = Arc::new(Desk::new(Setup {
        library: Some(library),
        home: folder.path().join("home"),
        today: date(2026, 2, 6),
        indicators: Settings::default(),
    }));
    let (sender, answers) = channel();
    // A test that has seen enough drops its end.
    let tell: Tell = Arc::new(move |msg| drop(sender.send(msg)));
    (folder, Jobs::start(&desk, None, &tell), answers)
}

/// The first answer that is of the kind waited for.
fn wait<T>(answers: &Receiver<Msg>, mut of_kind: impl FnMut(Msg) -> Option<T>) -> T {
    answers.iter().find_map(&mut of_kind).unwrap()
}

fn listed(answers: &Receiver<Msg>) -> crate::model::NoteList {
    wait(answers, |msg| match msg {
        Msg::Notes(list) if list.total > 0 => Some(list),
        _ => None,
    })
}

fn indexed() -> (tempfile::TempDir, Jobs, Receiver<Msg>) {
    let (folder, jobs, answers) = jobs();
    jobs.perform(Effect::Index);
    wait(&answers, |msg| matches!(msg, Msg::Indexed(_)).then_some(()));
    (folder, jobs, answers)
}

#[test]
fn indexing_tells_its_progress_and_its_report() {
    let (_folder, jobs, answers) = jobs();
    jobs.perform(Effect::Index);
    let progress = wait(&answers, |msg| match msg {
        Msg::Progress(progress) => Some(progress),
        _ => None,
    });
    assert_eq!(
        progress,
        IndexProgress {
            done: 1,
            total: 1,
            waiting: false,
        }
    );
    let report = wait(&answers, |msg| match msg {
        Msg::Indexed(report) => Some(report),
        _ => None,
    });
    assert_eq!(report.indexed, 1);
    jobs.perform(Effect::ListNotes);
    assert_eq!(listed(&answers).total, 1);
}

#[test]
fn an_index_with_nothing_to_do_is_listed_all_the_same() {
    let (_folder, jobs, answers) = indexed();
    jobs.perform(Effect::Index);
    assert_eq!(listed(&answers).total, 1);
}

#[test]
fn a_search_answers_at_once_and_then_with_its_passages() {
    let (_folder, jobs, answers) = indexed();
    let search = |query: &str| Effect::Search {
        generation: 7,
        query: query.to_owned(),
    };
    let found = |answers: &Receiver<Msg>| {
        wait(answers, |msg| match msg {
            Msg::Found { generation, answer } => Some((generation, answer)),
            _ => None,
        })
    };
    jobs.perform(search("做空伽马"));
    let (generation, first) = found(&answers);
    assert_eq!((generation, first.total), (7, 1));
    assert_eq!(first.hits[0].place, None);
    let (_, counted) = found(&answers);
    // One note has nothing that another one lacks.
    assert_eq!(counted.facets, Some(Vec::new()));
    let (_, placed) = found(&answers);
    assert!(placed.hits[0].place.is_some());
    assert_eq!(answers.recv(), Ok(Msg::FoundAll { generation: 7 }));
    jobs.perform(search(" "));
    assert_eq!(found(&answers).1.total, 0);
    jobs.perform(search("date:soon"));
    let column = wait(&answers, |msg| match msg {
        Msg::Unparsed { column, .. } => Some(column),
        _ => None,
    });
    assert_eq!(column, 6);
}

#[test]
fn a_hit_is_explained_with_the_query_that_found_it() {
    let (_folder, jobs, answers) = indexed();
    jobs.perform(Effect::Search {
        generation: 1,
        query: "short gamma".to_owned(),
    });
    let answer = wait(&answers, |msg| match msg {
        Msg::Found { answer, .. } => Some(answer),
        _ => None,
    });
    let note = answer.hits[0].note.id;
    for (note, hits) in [(Some(note), 1), (None, 0)] {
        let answer = Box::new(answer.clone());
        jobs.perform(Effect::Explain { answer, note });
        let explained = wait(&answers, |msg| match msg {
            Msg::Explained(explained) => Some(explained),
            _ => None,
        });
        assert_eq!(explained.query, "short gamma");
        assert_eq!(
            (explained.parts.is_empty(), explained.hits.len()),
            (false, hits)
        );
    }
}

#[test]
fn hits_go_on_from_where_they_ended() {
    let (_folder, jobs, answers) = indexed();
    for (from, expected) in [(0, 1), (1, 0)] {
        jobs.perform(Effect::SearchMore {
            generation: 3,
            query: "short gamma".to_owned(),
            from,
        });
        let hits = wait(&answers, |msg| match msg {
            Msg::FoundMore { from: at, hits, .. } if at == from => Some(hits),
            _ => None,
        });
        assert_eq!(hits.len(), expected);
        assert!(hits.iter().all(|hit| hit.place.is_some()));
    }
}

#[test]
fn a_note_opens_where_it_was_asked_to() {
    let (_folder, jobs, answers) = indexed();
    jobs.perform(Effect::ListNotes);
    let note = listed(&answers).notes[0].id;
    let target = Target::Concept("short-gamma".into());
    for (landing, passage, mention) in [
        (Landing::Top, None, None),
        (Landing::Passage(0), Some(0), None),
        (Landing::Mention(target), None, Some(1)),
        (Landing::Query("空頭Gamma".to_owned()), Some(0), None),
    ] {
        let asked = landing.clone();
        jobs.perform(Effect::Open {
            generation: 1,
            destination: Destination { note, landing },
        });
        let opened = wait(&answers, |msg| match msg {
            Msg::Opened { opened, .. } => Some(opened),
            _ => None,
        });
        assert_eq!(
            (opened.passage, opened.mention),
            (passage, mention),
            "{asked:?}"
        );
    }
}

#[test]
fn what_fails_is_told_and_the_next_request_is_answered() {
    let (folder, jobs, answers) = indexed();
    jobs.perform(Effect::ListNotes);
    let note = listed(&answers).notes[0].id;
    fs::remove_file(folder.path().join("notes/a.md")).unwrap();
    jobs.perform(Effect::Open {
        generation: 1,
        destination: Destination {
            note,
            landing: Landing::Top,
        },
    });
    let failed = wait(&answers, |msg| match msg {
        Msg::Failed(text) => Some(text),
        _ => None,
    });
    assert!(failed.contains("a.md"), "{failed}");
    jobs.perform(Effect::ListNotes);
    assert_eq!(listed(&answers).total, 1);
}

/// Jobs that follow what is changed in the folder, with its one note open.
fn following() -> (tempfile::TempDir, Jobs, Receiver<Msg>) {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("notes");
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.md"), NOTE).unwrap();
    let desk = Arc::new(Desk::new(Setup {
        library: Some(library),
        home: folder.path().join("home"),
        today: date(2026, 2, 6),
        indicators: Settings::default(),
    }));
    let (sender, answers) = channel();
    let tell: Tell = Arc::new(move |msg| drop(sender.send(msg)));
    let jobs = Jobs::start(&desk, None, &tell).following(&desk);
    jobs.perform(Effect::Index);
    wait(&answers, |msg| matches!(msg, Msg::Indexed(_)).then_some(()));
    (folder, jobs, answers)
}

#[test]
fn what_another_program_changes_is_indexed_unasked() {
    let (folder, jobs, answers) = following();
    fs::write(
        folder.path().join("notes/b.md"),
        "# New\n\nGamma flipped.\n",
    )
    .unwrap();
    let list = wait(&answers, |msg| match msg {
        Msg::Notes(list) if list.total == 2 => Some(list),
        _ => None,
    });
    assert!(list.notes.iter().any(|note| note.title == "New"));
    fs::remove_file(folder.path().join("notes/a.md")).unwrap();
    wait(&answers, |msg| match msg {
        Msg::Notes(list) if list.total == 1 => Some(()),
        _ => None,
    });
    drop(jobs);
}

#[test]
fn a_note_is_read_once_more_as_its_file_is_now() {
    let (folder, jobs, answers) = indexed();
    let ask = || {
        jobs.perform(Effect::Reread {
            generation: 3,
            path: "a.md".into(),
        });
        wait(&answers, |msg| match msg {
            Msg::Reread {
                generation: 3,
                document,
            } => Some(document),
            _ => None,
        })
    };
    let first = ask().unwrap();
    assert!(
        Arc::ptr_eq(&first, &ask().unwrap()),
        "the file is as it was"
    );
    let path = folder.path().join("notes/a.md");
    fs::write(&path, NOTE.replace("short gamma", "long gamma again")).unwrap();
    let second = ask().unwrap();
    assert_ne!(first.note, second.note);
    assert!(!second.mentions.is_empty());
    fs::remove_file(&path).unwrap();
    assert_eq!(ask(), None);
}

#[test]
fn what_was_indexed_elsewhere_is_shown_too() {
    let (_folder, jobs, answers) = indexed();
    jobs.perform(Effect::Follow(crate::model::Changed::file("a.md".into())));
    wait(&answers, |msg| matches!(msg, Msg::Changed).then_some(()));
}
