use std::fs;
use std::path::PathBuf;
use std::thread;

use proptest::prelude::*;

use super::*;

pub(super) fn home() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/journal.db");
    (folder, path)
}

pub(super) fn key(id: u64) -> NoteKey<'static> {
    NoteKey {
        library: "/notes",
        id: NoteId::new(id),
        path: "2026/a.md",
    }
}

fn anchor_at(passage: usize, quote: &str) -> Anchor {
    Anchor {
        passage,
        quote: quote.to_owned(),
    }
}

fn mark_of(letter: char, passage: usize) -> Mark {
    Mark {
        letter,
        anchor: anchor_at(passage, "低波动"),
    }
}

pub(super) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

#[test]
fn what_is_kept_is_there_in_the_next_run() {
    let (_folder, path) = home();
    let mut journal = Journal::open(&path).unwrap();
    assert_eq!(journal.of(key(1)).unwrap(), Kept::default());
    journal
        .leave(key(1), &anchor_at(7, "先看"), time(1))
        .unwrap();
    journal
        .leave(key(1), &anchor_at(9, "再看"), time(2))
        .unwrap();
    for mark in [mark_of('b', 3), mark_of('a', 4), mark_of('b', 5)] {
        journal.mark(key(1), &mark, time(3)).unwrap();
    }
    drop(journal);
    let kept = Journal::open(&path).unwrap().of(key(1)).unwrap();
    assert_eq!(kept.position, Some(anchor_at(9, "再看")));
    assert_eq!(kept.marks, [mark_of('a', 4), mark_of('b', 5)]);
}

#[test]
fn a_note_is_one_of_its_library() {
    let (_folder, path) = home();
    let mut journal = Journal::open(&path).unwrap();
    journal.leave(key(1), &anchor_at(7, ""), time(1)).unwrap();
    let elsewhere = NoteKey {
        library: "/other",
        ..key(1)
    };
    for other in [key(2), elsewhere] {
        assert_eq!(journal.of(other).unwrap(), Kept::default());
        journal.mark(other, &mark_of('a', 1), time(2)).unwrap();
    }
    assert_eq!(journal.of(key(1)).unwrap().marks, []);
}

#[test]
fn the_row_of_a_note_tells_its_present_path_and_time() {
    let (_folder, path) = home();
    let mut journal = Journal::open(&path).unwrap();
    journal.leave(key(1), &anchor_at(0, ""), time(0)).unwrap();
    let renamed = NoteKey {
        path: "2026/b.md",
        ..key(1)
    };
    journal.mark(renamed, &mark_of('a', 0), time(60)).unwrap();
    let row: (String, String) = journal
        .connection
        .query_row("SELECT path, updated_at FROM note", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(
        row,
        ("2026/b.md".to_owned(), "1970-01-01T00:01:00Z".to_owned())
    );
}

#[test]
fn a_damaged_journal_is_refused_and_left_as_it_is() {
    for damage in [
        &b"this is no database, whatever its name says"[..],
        &[0; 4096],
    ] {
        let (_folder, path) = home();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, damage).unwrap();
        let Err(error) = Journal::open(&path) else {
            panic!("a damaged file was opened");
        };
        assert!(
            matches!(error, StoreError::JournalDamaged { .. }),
            "{error:?}"
        );
        assert!(error.to_string().contains("journal.db"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), damage);
    }
}

#[test]
fn a_journal_broken_in_its_middle_is_refused_and_left_as_it_is() {
    let (_folder, path) = home();
    let mut journal = Journal::open(&path).unwrap();
    for id in 0..400 {
        let long = "低波动把所有人推向同一边".repeat(3);
        journal
            .leave(key(id), &anchor_at(1, &long), time(1))
            .unwrap();
    }
    drop(journal);
    let mut bytes = fs::read(&path).unwrap();
    let third = bytes.len() / 3;
    bytes[third..third * 2].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(
        Journal::open(&path),
        Err(StoreError::JournalDamaged { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_journal_of_other_tables_is_refused() {
    let (_folder, path) = home();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE note (key INTEGER); PRAGMA user_version = 1;")
        .unwrap();
    drop(other);
    assert!(matches!(
        Journal::open(&path),
        Err(StoreError::JournalDamaged { .. })
    ));
}

#[test]
fn a_journal_of_a_newer_program_is_left_to_it() {
    let (_folder, path) = home();
    drop(Journal::open(&path).unwrap());
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 9).unwrap();
    drop(newer);
    let Err(error) = Journal::open(&path) else {
        panic!("a newer layout was opened");
    };
    assert!(matches!(error, StoreError::JournalNewer { found: 9, .. }));
    let version: i64 = Connection::open(&path)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 9);
}

/// A journal as the program of layout 1 left it.
fn of_layout_1(path: &Path) -> Connection {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = Connection::open(path).unwrap();
    old.execute_batch(include_str!("tests/layout_1.sql"))
        .unwrap();
    old
}

#[test]
fn all_of_layout_1_is_there_in_this_one() {
    let (_folder, path) = home();
    drop(of_layout_1(&path));
    let mut journal = Journal::open(&path).unwrap();
    let kept = journal.of(key(1)).unwrap();
    assert_eq!(kept.position, Some(anchor_at(7, "先看 CTA")));
    assert_eq!(kept.marks, [mark_of('a', 3), mark_of('b', 5)]);
    // Only marked, never left: nobody read in it.
    assert_eq!(journal.of(key(2)).unwrap().marks, [mark_of('z', 1)]);
    // What was left at a place was read, in whatever content.
    let readings = journal.readings("/notes").unwrap();
    assert_eq!(readings, [(NoteId::new(1), None)].into());
    journal.mark_read(key(1), 5, false, time(9)).unwrap();
    let readings = journal.readings("/notes").unwrap();
    assert_eq!(readings, [(NoteId::new(1), Some(5))].into());
    assert_eq!(journal.saved_searches().unwrap(), []);
}

#[test]
fn a_layout_that_cannot_be_brought_up_to_date_stays_as_it_is() {
    let (_folder, path) = home();
    // A table of the next layout is there already: some other program's.
    let old = of_layout_1(&path);
    old.execute_batch("CREATE TABLE visit (mine INTEGER)")
        .unwrap();
    drop(old);
    assert!(matches!(
        Journal::open(&path),
        Err(StoreError::JournalDamaged { .. })
    ));
    let old = Connection::open(&path).unwrap();
    let rows = |sql: &str| old.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(rows("PRAGMA user_version"), 1);
    assert_eq!(rows("SELECT count(*) FROM position"), 1);
    assert_eq!(rows("SELECT count(*) FROM mark"), 3);
    assert_eq!(
        rows("SELECT count(*) FROM sqlite_schema WHERE name = 'reading'"),
        0
    );
}

#[test]
fn programs_that_bring_a_layout_up_to_date_at_once_do_it_once() {
    let (_folder, path) = home();
    drop(of_layout_1(&path));
    let openers: Vec<_> = (0..4)
        .map(|_| {
            let path = path.clone();
            thread::spawn(move || Journal::open(&path).unwrap().readings("/notes").unwrap())
        })
        .collect();
    for opener in openers {
        assert_eq!(opener.join().unwrap().len(), 1);
    }
}

#[test]
fn two_programs_write_at_once() {
    let (_folder, path) = home();
    let write = |from: u64| {
        let path = path.clone();
        thread::spawn(move || {
            let mut journal = Journal::open(&path).unwrap();
            for id in from..from + 50 {
                journal
                    .leave(key(id), &anchor_at(id as usize, ""), time(1))
                    .unwrap();
                journal
                    .mark(key(1_000), &mark_of('a', id as usize), time(1))
                    .unwrap();
            }
        })
    };
    for writer in [write(0), write(100), write(200)] {
        writer.join().unwrap();
    }
    let journal = Journal::open(&path).unwrap();
    for id in [0, 49, 100, 149, 200, 249] {
        let position = journal.of(key(id)).unwrap().position;
        assert_eq!(position, Some(anchor_at(id as usize, "")));
    }
    assert_eq!(journal.of(key(1_000)).unwrap().marks.len(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let error = Journal::open(&folder.path().join("file/journal.db")).unwrap_err();
    assert!(matches!(error, StoreError::JournalFolder { .. }), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_anchor_and_letter_come_back(
        passage in 0_usize..1_000_000,
        quote in any::<String>(),
        letter in any::<char>(),
    ) {
        // A text with a zero character ends there for the database's own functions only.
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        let mark = Mark { letter, anchor: Anchor { passage, quote } };
        journal.leave(key(1), &mark.anchor, time(1)).unwrap();
        journal.mark(key(1), &mark, time(1)).unwrap();
        let kept = journal.of(key(1)).unwrap();
        prop_assert_eq!(kept.position.as_ref(), Some(&mark.anchor));
        prop_assert_eq!(kept.marks, [mark]);
    }
}
