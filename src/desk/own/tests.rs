use std::fs;

use jiff::civil::date;

use super::*;
use crate::desk::Setup;
use crate::indicators::Settings;
use crate::model::Target;

/// A library, an empty lexicon folder, and a desk over both.
fn desk(notes: &[(&str, &str)]) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("notes");
    fs::create_dir(&library).unwrap();
    fs::create_dir(folder.path().join("lexicon")).unwrap();
    for (name, text) in notes {
        fs::write(library.join(name), text).unwrap();
    }
    let desk = open(folder.path());
    (folder, desk)
}

fn open(folder: &Path) -> Desk {
    let desk = Desk::new(Setup {
        library: Some(folder.join("notes")),
        home: folder.join("home"),
        today: date(2026, 2, 6),
        indicators: Settings::default(),
    });
    desk.with_own_lexicon(Some(folder.join("lexicon")))
}

fn write(folder: &tempfile::TempDir, name: &str, text: &str) {
    fs::write(folder.path().join("lexicon").join(name), text).unwrap();
}

fn total(desk: &Desk, query: &str) -> usize {
    desk.search(query, 10).unwrap().total
}

const NOTES: &[(&str, &str)] = &[
    ("a.md", "控波仔今天又在卖。\n"),
    ("b.md", "Vol control is selling.\n"),
    ("c.md", "三明治交易散场。\n"),
];

#[test]
fn a_saved_table_widens_queries_at_once_and_links_when_indexed() {
    let (folder, desk) = desk(NOTES);
    desk.index(&mut |_, _| {}).unwrap();
    assert_eq!(total(&desk, "vol control"), 1);
    assert_eq!(total(&desk, "concept:vol-control"), 1);
    write(
        &folder,
        "concepts.yaml",
        "- {id: vol-control, zh_hans: 控波仔}\n",
    );
    assert_eq!(total(&desk, "vol control"), 2, "before anything is indexed");
    assert_eq!(total(&desk, "concept:vol-control"), 1);
    let report = desk.index(&mut |_, _| {}).unwrap();
    assert_eq!(report.indexed, 3);
    assert_eq!(total(&desk, "concept:vol-control"), 2);
    let again = desk.index(&mut |_, _| {}).unwrap();
    assert_eq!((again.indexed, again.unchanged), (0, 3));
    let opened = desk.open_path(Path::new("a.md")).unwrap();
    assert_eq!(
        opened.mentions[0].target,
        Target::Concept("vol-control".into())
    );
}

#[test]
fn a_table_taken_away_is_forgotten() {
    let (folder, desk) = desk(NOTES);
    write(
        &folder,
        "mine.yml",
        "- {id: sandwich, zh_hans: 三明治交易}\n",
    );
    desk.index(&mut |_, _| {}).unwrap();
    assert_eq!(total(&desk, "concept:sandwich"), 1);
    let file = folder.path().join("lexicon/mine.yml");
    fs::remove_file(file).unwrap();
    assert!(desk.lexicon_has_changed());
    desk.index(&mut |_, _| {}).unwrap();
    assert!(desk.named("三明治交易").is_err());
    assert!(!desk.lexicon_has_changed());
}

#[test]
fn another_start_with_other_tables_links_anew() {
    let (folder, first) = desk(NOTES);
    first.index(&mut |_, _| {}).unwrap();
    drop(first);
    write(
        &folder,
        "concepts.yaml",
        "- {id: sandwich, zh_hans: 三明治交易}\n",
    );
    let second = open(folder.path());
    assert_eq!(second.notes(10).unwrap().total, 3, "nothing is emptied");
    assert_eq!(second.index(&mut |_, _| {}).unwrap().indexed, 3);
    assert_eq!(total(&second, "concept:sandwich"), 1);
}

#[test]
fn what_is_wrong_is_told_once_and_stops_nothing() {
    let (folder, desk) = desk(NOTES);
    let wrong = "- {id: A B, en: x}\n".repeat(5) + "- {id: sandwich, zh_hans: 三明治交易}\n";
    write(&folder, "concepts.yaml", &wrong);
    write(&folder, ".concepts.yaml", "not read");
    let report = desk.index(&mut |_, _| {}).unwrap();
    let told: Vec<&String> = report
        .notices
        .iter()
        .filter(|one| one.contains("lexicon"))
        .collect();
    assert_eq!(told.len(), 4, "{:?}", report.notices);
    assert!(
        told[0].contains("concepts.yaml:1: id `A B` should be"),
        "{told:?}"
    );
    assert!(told[3].starts_with("2 more entries"), "{told:?}");
    assert_eq!(total(&desk, "concept:sandwich"), 1);
    let (files, problems) = desk.check_lexicon(None).unwrap();
    assert_eq!((files, problems.len()), (1, 5));
}

#[test]
fn one_file_can_be_checked_wherever_it_lies() {
    let (folder, desk) = desk(&[]);
    let file = folder.path().join("draft.txt");
    fs::write(&file, "- {id: sandwich}\n").unwrap();
    let (_, problems) = desk.check_lexicon(Some(&file)).unwrap();
    assert_eq!(problems.len(), 1);
    let gone = desk.check_lexicon(Some(Path::new("/nowhere/x.yaml")));
    assert!(matches!(gone, Err(DeskError::File { .. })));
    assert!(desk.check_lexicon(None).unwrap().1.is_empty());
}

#[test]
fn without_a_folder_there_is_nothing_to_follow() {
    let (_folder, desk) = desk(NOTES);
    let desk = desk.with_own_lexicon(None);
    desk.index(&mut |_, _| {}).unwrap();
    assert!(!desk.lexicon_has_changed());
    assert!(!desk.reload_lexicon().unwrap());
}
