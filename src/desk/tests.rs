use std::fs;

use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::market::demo;
use crate::model::{Cell, Changed, Landing, Reading, Target};

/// A desk over a few invented notes in a folder of its own.
fn desk(notes: &[(&str, &str)]) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("notes");
    fs::create_dir(&library).unwrap();
    for (name, text) in notes {
        fs::write(library.join(name), text).unwrap();
    }
    let setup = Setup {
        library: Some(library),
        home: folder.path().join("home"),
        today: date(2026, 2, 6),
        indicators: indicators::Settings::default(),
    };
    (folder, Desk::new(setup))
}

const SIMPLIFIED: (&str, &str) = (
    "2026-02-05-a.md",
    "---\ntitle: 尾盘\ndate: 2026-02-05\ntags: [positioning]\n---\n做市商已经做空伽马，标普500越跌越卖。\n",
);
const TRADITIONAL: (&str, &str) = (
    "2026-02-04-b.md",
    "---\ntitle: 造市商\ndate: 2026-02-04\n---\n空頭Gamma放大了尾盤賣壓。\n",
);
const ENGLISH: (&str, &str) = (
    "2026-02-03-c.md",
    "---\ntitle: Desk\ndate: 2026-02-03\n---\nDealers are short gamma here.\n",
);

fn indexed(notes: &[(&str, &str)]) -> (tempfile::TempDir, Desk) {
    let (folder, desk) = desk(notes);
    desk.index(&mut |_, _| {}).unwrap();
    (folder, desk)
}

#[test]
fn one_query_finds_a_concept_in_three_spellings() {
    let (_folder, desk) = indexed(&[SIMPLIFIED, TRADITIONAL, ENGLISH]);
    for query in ["short gamma", "做空伽马", "空頭Gamma"] {
        let mut answer = desk.search(query, 10).unwrap();
        assert_eq!(answer.total, 3, "{query}");
        desk.place(&mut answer, 60).unwrap();
        for hit in &answer.hits {
            let place = hit.place.as_ref().unwrap();
            assert!(
                place.snippet.iter().any(|piece| piece.matched),
                "{query}: {hit:?}"
            );
        }
    }
}

#[test]
fn an_answer_is_narrowed_by_what_it_tells_and_goes_on_where_it_ended() {
    let (_folder, desk) = indexed(&[SIMPLIFIED, TRADITIONAL, ENGLISH]);
    let mut answer = desk.search("short gamma", 2).unwrap();
    assert!(!answer.took.is_zero());
    desk.facets(&mut answer).unwrap();
    let facets = answer.facets.unwrap();
    let values: Vec<_> = facets.iter().flat_map(|facet| &facet.values).collect();
    assert!(values.iter().any(|value| value.term == "tag:positioning"));
    for value in values {
        let narrowed = format!("{} short gamma", value.term);
        let found = desk.search(&narrowed, 9).unwrap().total;
        assert_eq!(found, value.notes, "{narrowed}");
    }
    let rest = desk.search_on("short gamma", 2, 9, (60, &|| true)).unwrap();
    let [last] = rest.as_slice() else {
        panic!("one more")
    };
    assert!(last.place.is_some());
    assert!(answer.hits.iter().all(|hit| hit.note.id != last.note.id));
}

#[test]
fn notes_that_hold_some_of_it_show_what_they_hold() {
    let (_folder, desk) = indexed(&[SIMPLIFIED, ENGLISH]);
    let mut answer = desk.search("尾盘 做市商买入", 9).unwrap();
    assert_eq!(answer.total, 0);
    desk.relax(&mut answer, 9).unwrap();
    desk.place(&mut answer, 60).unwrap();
    let hit = &answer.relaxed.as_ref().unwrap().hits[0];
    assert_eq!(hit.note.title, "尾盘");
    let lit: Vec<&str> = hit
        .title
        .iter()
        .map(|at| &hit.note.title[at.clone()])
        .collect();
    assert_eq!(lit, ["尾盘"]);
    let place = hit.place.as_ref().unwrap();
    let lit = place.snippet.iter().filter(|piece| piece.matched);
    let lit: Vec<&str> = lit.map(|piece| piece.text.as_str()).collect();
    assert_eq!(lit, ["做市商"]);
}

#[test]
fn a_second_run_reads_only_what_changed() {
    let (folder, desk) = indexed(&[SIMPLIFIED, TRADITIONAL]);
    let again = desk.index(&mut |_, _| {}).unwrap();
    assert_eq!((again.indexed, again.unchanged, again.removed), (0, 2, 0));
    let library = folder.path().join("notes");
    fs::write(library.join(ENGLISH.0), ENGLISH.1).unwrap();
    fs::remove_file(library.join(TRADITIONAL.0)).unwrap();
    let third = desk.index(&mut |_, _| {}).unwrap();
    assert_eq!((third.indexed, third.unchanged, third.removed), (1, 1, 1));
    assert_eq!(desk.notes(10).unwrap().total, 2);
}

#[test]
fn of_files_that_a_watcher_named_nothing_else_is_looked_at() {
    let (folder, desk) = indexed(&[SIMPLIFIED, TRADITIONAL]);
    let library = folder.path().join("notes");
    let follow = |names: &[&str]| {
        let paths = names.iter().map(Into::into).collect();
        let report = desk.follow(&Changed::Files(paths), &mut |_, _| {}).unwrap();
        (report.indexed, report.unchanged, report.removed)
    };
    assert_eq!(follow(&[SIMPLIFIED.0]), (0, 1, 0));
    fs::write(library.join(ENGLISH.0), ENGLISH.1).unwrap();
    fs::write(library.join("unnamed.md"), "Not named.\n").unwrap();
    assert_eq!(follow(&[ENGLISH.0]), (1, 0, 0));
    assert_eq!(desk.search("short gamma", 10).unwrap().total, 3);
    assert_eq!(desk.search("\"Not named\"", 10).unwrap().total, 0);
    // Written anew with the same text, its new time is kept: it is read once.
    fs::write(library.join(ENGLISH.0), ENGLISH.1).unwrap();
    assert_eq!(follow(&[ENGLISH.0]).0, 0);
    assert_eq!(follow(&[ENGLISH.0]), (0, 1, 0));
    fs::remove_file(library.join(ENGLISH.0)).unwrap();
    fs::write(library.join(SIMPLIFIED.0), "").unwrap();
    assert_eq!(follow(&[ENGLISH.0, SIMPLIFIED.0, "never.md"]), (0, 0, 1));
    assert_eq!(desk.notes(10).unwrap().total, 1);
    // A folder is for a walk to look into, which finds the rest.
    fs::create_dir(library.join("deep.md")).unwrap();
    assert_eq!(follow(&["deep.md"]).0, 1);
    assert_eq!(desk.search("\"Not named\"", 10).unwrap().total, 1);
}

#[test]
fn an_index_that_another_writes_is_waited_for_or_left() {
    let (folder, desk) = indexed(&[SIMPLIFIED]);
    let other = Desk::new(desk.setup.clone());
    fs::write(folder.path().join("notes").join(ENGLISH.0), ENGLISH.1).unwrap();
    let held = other.index_to_search().unwrap().records().unwrap();
    let report = desk.index_if_free(&mut |_, _| {}).unwrap();
    assert_eq!(report.indexed, 0);
    assert!(report.notices[0].contains("another tape"), "{report:?}");
    assert_eq!(desk.notes(10).unwrap().total, 1, "readers never wait");
    let mut held = Some(held);
    let mut waited = 0;
    let report = desk.index(&mut |progress, _| {
        if progress.waiting {
            waited += 1;
            // Now the other ends, as if it had failed.
            held = None;
        }
    });
    let report = report.unwrap();
    assert!(waited > 0);
    assert_eq!(report.indexed, 1);
    assert!(report.notices[0].contains("was stopped"), "{report:?}");
    assert_eq!(desk.notes(10).unwrap().total, 2);
}

#[test]
fn files_that_are_no_notes_are_named_with_the_reason() {
    let (folder, desk) = desk(&[SIMPLIFIED, ("empty.md", "")]);
    fs::write(
        folder.path().join("notes/chart.png"),
        [0x89, b'P', b'N', b'G', 0],
    )
    .unwrap();
    let report = desk.index(&mut |_, _| {}).unwrap();
    assert_eq!(report.indexed, 1);
    let named: Vec<String> = report
        .rejected
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(report.rejected.iter().all(|(_, reason)| !reason.is_empty()));
}

#[test]
fn a_note_is_named_by_id_path_or_part_of_its_title() {
    let (_folder, desk) = indexed(&[SIMPLIFIED, TRADITIONAL]);
    let by_title = desk.resolve("尾盘").unwrap();
    assert_eq!(desk.resolve(&by_title.id.to_string()).unwrap(), by_title);
    assert_eq!(desk.resolve(SIMPLIFIED.0).unwrap(), by_title);
    assert!(matches!(
        desk.resolve("nothing"),
        Err(DeskError::UnknownNote { .. })
    ));
}

#[test]
fn a_file_is_named_by_its_name_or_the_reason_is_told() {
    let (folder, desk) = desk(&[SIMPLIFIED, ("empty.md", "")]);
    let library = folder.path().join("notes");
    fs::create_dir(library.join("deep")).unwrap();
    fs::write(library.join("deep/tail.txt"), "Nothing of that name.\n").unwrap();
    fs::write(folder.path().join("tail.md"), "Beside the library.\n").unwrap();
    desk.index(&mut |_, _| {}).unwrap();
    let tail = desk.resolve("tail.txt").unwrap();
    assert_eq!(crate::library::relative_text(&tail.path), "deep/tail.txt");
    let empty = library.join("empty.md").display().to_string();
    for name in ["empty.md", &empty] {
        let told = desk.resolve(name).unwrap_err().to_string();
        assert_eq!(told, "empty.md is no note: the file is empty", "{name}");
    }
    let beside = folder.path().join("tail.md").display().to_string();
    let told = desk.resolve(&beside).unwrap_err().to_string();
    assert!(told.contains("outside of the library"), "{told}");
    assert!(told.contains(&format!("tape import {beside}")), "{told}");
}

#[test]
fn panels_stand_as_of_the_note_and_as_of_the_last_data() {
    let (_folder, desk) = indexed(&[SIMPLIFIED]);
    let note = desk.resolve("尾盘").unwrap();
    let readings = desk.readings(note.id).unwrap();
    assert!(!readings.is_empty());
    for reading in &readings {
        let then = reading.then.as_ref().unwrap();
        assert!(then.as_of <= Some(date(2026, 2, 5)), "{}", then.indicator);
        assert_eq!(
            reading.now.as_of,
            Some(date(2026, 2, 6)),
            "{}",
            then.indicator
        );
    }
}

#[test]
fn a_card_holds_every_note_that_mentions_its_subject() {
    let (_folder, desk) = indexed(&[SIMPLIFIED, TRADITIONAL, ENGLISH]);
    let target = desk.named("负伽马").unwrap();
    assert_eq!(target.id(), "short-gamma");
    let card = desk.card(&target, None).unwrap();
    assert_eq!(card.notes.len(), 3);
    assert!(matches!(
        desk.named("no such thing"),
        Err(DeskError::UnknownName { .. })
    ));
}

#[test]
fn a_query_lands_on_its_passage_with_the_matches_lit() {
    let (_folder, desk) = indexed(&[ENGLISH]);
    let note = desk.resolve("Desk").unwrap();
    let document = desk.open(note.id).unwrap();
    let (passage, matches) = desk.locate(&document, "做空伽马").unwrap();
    assert_eq!(passage, Some(0));
    assert_eq!(matches.values().map(Vec::len).sum::<usize>(), 1);
    assert!(
        document
            .mentions
            .iter()
            .any(|mention| matches!(mention.target, Target::Concept(_)))
    );
    assert_ne!(Landing::Top, Landing::Query(String::new()));
}

#[test]
fn real_figures_take_the_place_of_the_demo_market() {
    let (folder, desk) = desk(&[SIMPLIFIED]);
    assert!(desk.market().unwrap().demo);
    let file = folder.path().join("SPX.csv");
    let rows = (1..=28).map(|day| format!("2026-01-{day:02},{}\n", 6900 + day));
    fs::write(&file, format!("date,close\n{}", rows.collect::<String>())).unwrap();
    let report = desk.import(&file, None, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(
        (report.series.as_slice(), report.bars),
        (&["SPX".to_owned()][..], 28)
    );
    let fresh = Desk::new(desk.setup.clone());
    let status = fresh.market().unwrap();
    assert!(!status.demo);
    assert_eq!(status.last, Some(date(2026, 1, 28)));
    let reading = fresh.reading("vol-control", "", None).unwrap();
    assert_eq!(reading.value, None);
    assert!(!reading.missing.is_empty());
}

#[test]
fn unknown_panels_and_missing_folders_say_what_to_do() {
    let (_folder, desk) = desk(&[]);
    let error = desk
        .reading("vol-contrl", "", None)
        .unwrap_err()
        .to_string();
    assert!(error.contains("vol-control"), "{error}");
    let mut setup = desk.setup.clone();
    setup.library = Some("does/not/exist".into());
    let error = Desk::new(setup).notes(1).unwrap_err().to_string();
    assert!(error.contains("--library"), "{error}");
}

#[test]
fn the_sample_is_laid_out_and_read() {
    let (_folder, desk) = desk(&[]);
    let setup = Setup {
        library: None,
        ..desk.setup.clone()
    };
    let sample = Desk::new(setup);
    assert!(sample.is_sample());
    let report = sample.index(&mut |_, _| {}).unwrap();
    assert!(report.indexed >= 24, "{report:?}");
    assert_eq!(report.rejected, []);
}

#[test]
fn a_structure_in_a_note_is_the_subject_of_its_panel() {
    let text = "---\ntitle: Duration\ndate: 2026-02-05\n---\nA cheap one: the March 90/93 call spread ($TLT), quoted at $0.34.\n";
    let (_folder, desk) = indexed(&[("2026-02-05-d.md", text)]);
    let notes = desk.notes(1).unwrap();
    let readings = desk.readings(notes.notes[0].id).unwrap();
    let structure = readings
        .iter()
        .find(|panel| panel.now.indicator == "option-structure");
    let structure = structure.unwrap();
    assert_eq!(structure.subject, "TLT 90/93 call spread, March, for $0.34");
    let then = structure.then.as_ref().unwrap();
    assert!((then.value.unwrap() - 0.34 / 3.0).abs() < 1e-9);
}

/// The demo market as the indicators see it.
fn demo_inputs() -> indicators::Inputs {
    let mut inputs: indicators::Inputs = demo::generate(demo::SEED).into_iter().collect();
    let chains = demo::chains(demo::SEED).into_iter().map(Arc::new);
    inputs.chains.insert("SPX".to_owned(), chains.collect());
    inputs
}

fn demo_reading(inputs: &indicators::Inputs, id: &str, day: Date) -> Reading {
    let settings = indicators::Settings::default();
    let request = indicators::Request {
        subject: "SPX",
        as_of: Some(day),
        settings: &settings,
    };
    let reading = indicators::find(id).unwrap().reading(inputs, &request);
    assert_eq!(reading.as_of, Some(day), "{id}");
    reading
}

/// The number of the fact with an English label.
fn number_of(reading: &Reading, label: &str) -> f64 {
    let fact = reading.facts.iter().find(|fact| fact.label.en == label);
    match fact.map(|fact| &fact.value) {
        Some(Cell::Number(quantity) | Cell::Signed(quantity)) => quantity.value,
        other => panic!("{label}: {other:?}"),
    }
}

#[test]
fn dealers_of_the_demo_market_hold_what_the_notes_say() {
    let inputs = demo_inputs();
    // Day, gamma in USD bn where the notes say it, flip.
    for (day, gamma, flip) in [
        (date(2025, 1, 24), Some(3.5), 5995.0),
        (date(2025, 2, 19), None, 6075.0),
        (date(2025, 4, 8), Some(-6.0), 5450.0),
        (date(2025, 8, 1), None, 6250.0),
        (date(2025, 8, 22), Some(5.2), 6330.0),
        (date(2025, 10, 9), None, 6650.0),
        (date(2025, 10, 10), Some(-3.8), 6610.0),
        (date(2025, 11, 20), Some(-4.2), 6600.0),
        (date(2025, 12, 10), None, 6790.0),
        (date(2026, 1, 12), Some(3.1), 6880.0),
        (date(2026, 1, 29), Some(2.6), 6905.0),
        (date(2026, 2, 4), Some(0.9), 6870.0),
        (date(2026, 2, 5), Some(-2.2), 6870.0),
        (date(2026, 2, 6), Some(0.8), 6860.0),
    ] {
        let reading = demo_reading(&inputs, "dealer-gamma", day);
        let found = reading.value.unwrap();
        assert!(
            (number_of(&reading, "Flip level") - flip).abs() < 4.0,
            "{day}"
        );
        assert!(
            gamma.is_none_or(|gamma| (found - gamma).abs() < 0.05),
            "{day}: {found}"
        );
    }
    let january = demo_reading(&inputs, "dealer-gamma", date(2026, 1, 12));
    let without = number_of(&january, "Flip without the next expiry");
    assert!(
        without > 6880.0,
        "the rest turns above the whole: {without}"
    );
}

#[test]
fn chains_of_the_demo_market_agree_with_its_indices() {
    let inputs = demo_inputs();
    for day in [
        date(2020, 3, 13),
        date(2021, 6, 18),
        date(2022, 10, 14),
        date(2025, 4, 8),
        date(2025, 8, 22),
        date(2026, 1, 29),
        date(2026, 2, 6),
    ] {
        let index = demo_reading(&inputs, "implied-vol-index", day);
        let over = number_of(&index, "From the chain less published");
        let allowed = 0.4 + 0.01 * index.value.unwrap();
        assert!(over.abs() < allowed, "{day}: {over}");
        let made = number_of(&index, "SKEW, from the chain");
        let published = number_of(&index, "SKEW, published");
        assert!((made - published).abs() < 4.0, "{day}: {made}, {published}");
    }
    for (day, quoted) in [
        (date(2026, 1, 29), 1.27),
        (date(2026, 2, 5), 1.36),
        (date(2026, 2, 6), 1.31),
    ] {
        let skew = demo_reading(&inputs, "skew-25d", day).value.unwrap();
        assert!((skew - quoted).abs() < 0.05, "{day}: {skew}");
    }
    let last = date(2026, 2, 6);
    let expiring = demo_reading(&inputs, "option-expiry", last).value.unwrap();
    assert!((20.0..3000.0).contains(&expiring), "{expiring}");
    let odds = demo_reading(&inputs, "option-structure", last)
        .value
        .unwrap();
    assert!((0.3..0.5).contains(&odds), "{odds}");
}
