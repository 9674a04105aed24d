//! Pictures set out from figures, and written as SVG.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::model::{Bar, Curve, Figure, Locale, Term, Unit};

fn wave(count: i64) -> Vec<(Date, f64)> {
    (0..count)
        .map(|day| {
            let value = (day as f64 / 40.0).sin();
            (date(2021, 1, 4).saturating_add(day.days()), value)
        })
        .collect()
}

fn history(points: &[(Date, f64)]) -> History<'_> {
    History {
        points,
        unit: Unit::Multiple,
        window: 1260,
        then: None,
        notes: &[],
        events: &[],
    }
}

fn feet(scene: &Scene, wanted: Tone) -> Vec<f64> {
    let of = |shape: &Shape| match shape {
        Shape::Foot { x, tone } if *tone == wanted => Some(*x),
        _ => None,
    };
    scene.shapes.iter().filter_map(of).collect()
}

#[test]
fn a_span_is_counted_back_from_the_last_day() {
    let points = wave(400);
    let whole = history(&points);
    for (span, count) in [
        (Span::Month, 32),
        (Span::Quarter, 93),
        (Span::Year, 366),
        (Span::FiveYears, 400),
        (Span::All, 400),
    ] {
        assert_eq!(whole.shown(span).len(), count, "{span:?}");
    }
    assert_eq!(Span::Month.shorter(), Span::Month);
    assert_eq!(Span::Month.longer(), Span::Quarter);
    assert_eq!(Span::All.longer(), Span::All);
}

#[test]
fn a_line_has_its_band_its_levels_and_its_end() {
    let points = wave(400);
    let scene = line(&history(&points), View::default()).unwrap();
    assert!(matches!(scene.shapes[0], Shape::Band { low, high } if low < high));
    let levels = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Level { label, .. } => Some(label.as_str()),
        _ => None,
    });
    assert_eq!(levels.collect::<Vec<_>>(), ["P10", "P50", "P90"]);
    let last = scene.shapes.last();
    assert!(matches!(last, Some(Shape::Dot { at: (x, _), .. }) if (x - 1.0).abs() < 1e-12));
    assert_eq!(scene.readout, None);
    assert!(line(&history(&points[..1]), View::default()).is_none());
}

#[test]
fn the_crosshair_reads_a_day_off() {
    let points = wave(400);
    let at = |back| {
        let view = View {
            span: Span::Month,
            back: Some(back),
        };
        line(&history(&points), view).unwrap().readout
    };
    assert_eq!(at(0).as_deref(), Some("2022-02-07  −0.52x"));
    assert_eq!(at(1).as_deref(), Some("2022-02-06  −0.50x"));
    // Further back than what is shown stays at its edge.
    assert_eq!(at(9_999).as_deref(), Some("2022-01-07  0.22x"));
}

#[test]
fn then_is_a_dot_of_its_own() {
    let points = wave(400);
    let day = date(2021, 12, 1);
    let marked = History {
        then: Some(day),
        ..history(&points)
    };
    let scene = line(&marked, View::default()).unwrap();
    let then = scene.shapes.iter().find_map(|shape| match shape {
        Shape::Dot {
            at: (x, _),
            tone: Tone::Second,
        } => Some(*x),
        _ => None,
    });
    let index = points.iter().position(|(other, _)| *other == day).unwrap();
    assert!(then.is_some_and(|x| (x - index as f64 / 399.0).abs() < 1e-12));
}

#[test]
fn marks_outside_of_what_is_shown_are_left_out() {
    let points = wave(400);
    let notes = [date(2020, 1, 1), date(2022, 2, 7), date(2023, 1, 1)];
    let events = [date(2021, 1, 4)];
    let marked = History {
        notes: &notes,
        events: &events,
        ..history(&points)
    };
    let whole = line(&marked, View::default()).unwrap();
    assert_eq!(feet(&whole, Tone::Note), [1.0]);
    assert_eq!(feet(&whole, Tone::Event), [0.0]);
    let month = View {
        span: Span::Month,
        back: None,
    };
    assert!(feet(&line(&marked, month).unwrap(), Tone::Event).is_empty());
}

#[test]
fn a_histogram_counts_the_window_and_knows_today() {
    let points = wave(400);
    let scene = histogram(&history(&points)).unwrap();
    let today = |shape: &&Shape| {
        matches!(
            shape,
            Shape::Bar {
                tone: Tone::Today,
                ..
            }
        )
    };
    assert_eq!(scene.shapes.iter().filter(today).count(), 1);
    assert_eq!(scene.readout.as_deref(), Some("−0.52x"));
}

fn curves() -> Figure {
    let curve = |name, height: f64| Curve {
        name: Term::same(name),
        points: vec![(0.0, height), (1.0, -height), (2.0, height)],
    };
    Figure::Curves {
        across: (Term::same("years"), Unit::Count),
        unit: Unit::Yield,
        curves: vec![curve("now", 1.0), curve("then", 2.0)],
        marks: vec![(Term::same("spot"), 1.0), (Term::same("far"), 9.0)],
    }
}

#[test]
fn curves_share_axes_and_are_named() {
    let scene = figure(&curves(), Locale::En).unwrap();
    let names: Vec<&str> = scene.legend.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["now", "then"]);
    let places = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Place { label, x, .. } => Some((label.as_str(), *x)),
        _ => None,
    });
    // What lies outside of the axis is not drawn at its edge.
    assert_eq!(places.collect::<Vec<_>>(), [("spot", 0.5)]);
}

#[test]
fn bars_stand_on_zero() {
    let bars = Figure::Bars {
        across: (Term::same("strike"), Unit::Price),
        unit: Unit::UsdBn,
        bars: vec![(6500.0, -2.0), (6600.0, 1.0), (6700.0, 4.0)],
        marks: Vec::new(),
    };
    let scene = figure(&bars, Locale::En).unwrap();
    let tones = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Bar { tone, from, to } => {
            assert!(from.0 < to.0 && from.1 < to.1);
            Some(*tone)
        }
        _ => None,
    });
    assert_eq!(
        tones.collect::<Vec<_>>(),
        [Tone::Fall, Tone::Rise, Tone::Rise]
    );
}

#[test]
fn names_are_read_from_the_top() {
    let named = Figure::Named {
        unit: Unit::Fraction,
        bars: vec![("first".to_owned(), 0.5), ("second".to_owned(), -0.1)],
    };
    let scene = figure(&named, Locale::En).unwrap();
    let labels: Vec<&str> = scene.left.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(labels, ["second  −10.0%", "first  50.0%"]);
}

#[test]
fn a_map_leaves_out_what_is_not_known() {
    let heat = Figure::Heat {
        names: vec!["A".to_owned(), "B".to_owned()],
        rows: vec![vec![Some(1.0), None], vec![Some(-0.5), Some(1.0)]],
    };
    let scene = figure(&heat, Locale::En).unwrap();
    let cells = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Cell { text, .. } => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(cells.collect::<Vec<_>>(), ["1.00", "−0.50", "1.00"]);
}

#[test]
fn candles_rise_and_fall() {
    let bar = |day, open, close| Bar {
        open: Some(open),
        high: Some(12.0),
        low: Some(8.0),
        ..Bar::close_only(date(2026, 1, day), close)
    };
    let candles = Figure::Candles {
        bars: vec![bar(5, 9.0, 11.0), bar(6, 11.0, 9.0)],
        lines: Vec::new(),
        levels: vec![(Term::same("low"), 8.0), (Term::same("far"), 99.0)],
    };
    let scene = figure(&candles, Locale::En).unwrap();
    let bodies = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Bar { tone, .. } => Some(*tone),
        _ => None,
    });
    assert_eq!(bodies.collect::<Vec<_>>(), [Tone::Rise, Tone::Fall]);
}

#[test]
fn nothing_to_draw_is_no_picture() {
    let empty = [
        Figure::Named {
            unit: Unit::Count,
            bars: Vec::new(),
        },
        Figure::Heat {
            names: Vec::new(),
            rows: Vec::new(),
        },
        Figure::Candles {
            bars: Vec::new(),
            lines: Vec::new(),
            levels: Vec::new(),
        },
    ];
    for figure in &empty {
        assert_eq!(self::figure(figure, Locale::En), None, "{figure:?}");
    }
}

#[test]
fn a_picture_says_what_it_is_and_runs_nothing() {
    let scene = figure(&curves(), Locale::En).unwrap();
    let written = svg(&scene, "<script>x</script> & \u{1b}[2J", "\"two\" curves");
    assert!(written.starts_with("<svg ") && written.ends_with("</svg>\n"));
    assert!(written.contains("<title>&lt;script&gt;x&lt;/script&gt; &amp; \u{fffd}[2J</title>"));
    assert!(written.contains("&quot;two&quot; curves</text>"));
    assert!(!written.contains("<script") && !written.contains("href"));
    assert_eq!(
        written,
        svg(&scene, "<script>x</script> & \u{1b}[2J", "\"two\" curves")
    );
}

proptest! {
    #[test]
    fn every_shape_of_a_line_lies_within(values in prop::collection::vec(-1e6f64..1e6, 2..300)) {
        let points: Vec<(Date, f64)> = wave(values.len() as i64)
            .into_iter()
            .zip(values)
            .map(|((day, _), value)| (day, value))
            .collect();
        let scene = line(&history(&points), View::default()).unwrap();
        for shape in &scene.shapes {
            if let Shape::Line { points, .. } = shape {
                let within = |share: &f64| (0.0..=1.0).contains(share);
                prop_assert!(points.iter().all(|(x, y)| within(x) && within(y)));
            }
        }
    }
}
