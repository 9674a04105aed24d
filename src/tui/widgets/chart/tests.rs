//! Scenes in characters, in each way to draw.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::*;
use crate::chart::{self, History, View};
use crate::config::theme::{ColorDepth, Theme};
use crate::model::{Figure, Locale, Term, Unit};
use crate::tui::picture::Pictures;

fn painted(scene: &Scene, charts: Charts, (columns, rows): (u16, u16)) -> String {
    let look = Paint {
        theme: Theme::built_in(),
        depth: ColorDepth::True,
        links: false,
        charts,
        pictures: Pictures::default(),
    };
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    paint(scene, &look, area, &mut buffer);
    let rows = (0..rows).map(|y| {
        let row = (0..columns).map(|x| buffer[(x, y)].symbol());
        row.collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn wave(days: i64, notes: &[Date]) -> Scene {
    let points: Vec<(Date, f64)> = (0..days)
        .map(|day| {
            let value = 1.0 + (day as f64 / 60.0).sin();
            (date(2024, 1, 2).saturating_add(day.days()), value)
        })
        .collect();
    let history = History {
        points: &points,
        unit: Unit::Multiple,
        window: 1260,
        then: None,
        notes,
        events: &[],
    };
    chart::line(&history, View::default()).unwrap()
}

fn by_strike() -> Scene {
    let bars = Figure::Bars {
        across: (Term::same("strike"), Unit::Count),
        unit: Unit::UsdBn,
        bars: vec![(6500.0, -2.0), (6600.0, -0.5), (6700.0, 1.0), (6800.0, 3.0)],
        marks: vec![(Term::same("flip"), 6640.0)],
    };
    chart::figure(&bars, Locale::En).unwrap()
}

#[test]
fn a_history_in_every_way_to_draw() {
    let scene = wave(500, &[date(2025, 2, 3)]);
    for (name, charts) in [
        ("braille", Charts::Braille),
        ("block", Charts::Block),
        ("ascii", Charts::Ascii),
    ] {
        insta::assert_snapshot!(format!("history_{name}"), painted(&scene, charts, (72, 13)));
    }
}

#[test]
fn bars_by_strike_with_the_flip() {
    insta::assert_snapshot!("by_strike", painted(&by_strike(), Charts::Block, (60, 12)));
    insta::assert_snapshot!(
        "by_strike_ascii",
        painted(&by_strike(), Charts::Ascii, (60, 12))
    );
}

#[test]
fn names_that_would_touch_stand_below_each_other() {
    let bars = Figure::Bars {
        across: (Term::same("strike"), Unit::Count),
        unit: Unit::UsdBn,
        bars: vec![(6500.0, -2.0), (6600.0, -0.5), (6700.0, 1.0), (6800.0, 3.0)],
        marks: vec![
            (Term::same("spot"), 6650.0),
            (Term::same("flip"), 6640.0),
            (Term::same("call wall"), 6655.0),
            (Term::same("put wall"), 6500.0),
        ],
    };
    let scene = chart::figure(&bars, Locale::En).unwrap();
    let shown = painted(&scene, Charts::Ascii, (60, 12));
    let rows: Vec<&str> = shown.lines().collect();
    for (row, name) in [(0, "put wall"), (0, "flip"), (1, "spot"), (2, "call wall")] {
        assert!(rows[row].contains(name), "{name}\n{shown}");
    }
}

#[test]
fn a_map_of_correlations() {
    let heat = Figure::Heat {
        names: ["SPX", "TLT", "XAU"].map(str::to_owned).to_vec(),
        rows: vec![
            vec![Some(1.0), Some(-0.42), Some(0.11)],
            vec![Some(-0.42), Some(1.0), None],
            vec![Some(0.11), None, Some(1.0)],
        ],
    };
    let scene = chart::figure(&heat, Locale::En).unwrap();
    insta::assert_snapshot!("map", painted(&scene, Charts::Braille, (44, 9)));
}

#[test]
fn what_is_too_small_is_not_painted() {
    let scene = wave(500, &[]);
    for size in [(12, 13), (72, 4), (3, 3)] {
        assert_eq!(
            painted(&scene, Charts::Braille, size).trim(),
            "",
            "{size:?}"
        );
    }
}

#[test]
fn ascii_is_ascii() {
    let scene = wave(500, &[date(2025, 2, 3)]);
    assert!(painted(&scene, Charts::Ascii, (72, 13)).is_ascii());
}
