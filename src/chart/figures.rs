//! The pictures of a reading's plots: curves, bars, maps, candles.

use jiff::civil::Date;

use super::axis::{self, Scale};
use super::scene::{Scene, Shape, Tick, Tone};
use crate::model::quantity::Sign;
use crate::model::{Bar, Curve, Figure, Locale, Quantity, Term, Unit};

/// Ticks along each axis.
const TICKS: usize = 5;

/// The share of its slot that a bar fills.
const FILL: f64 = 0.8;

const TONES: [Tone; 3] = [Tone::Main, Tone::Second, Tone::Third];

/// A figure set out; `None` where it has nothing to draw.
#[must_use]
pub fn figure(figure: &Figure, locale: Locale) -> Option<Scene> {
    match figure {
        Figure::Curves {
            across,
            unit,
            curves,
            marks,
        } => self::curves(curves, marks, (across.1, *unit), locale),
        Figure::Bars {
            across,
            unit,
            bars,
            marks,
        } => self::bars(bars, marks, (across.1, *unit), locale),
        Figure::Named { unit, bars } => named(bars, *unit),
        Figure::Heat { names, rows } => heat(names, rows),
        Figure::Candles {
            bars,
            lines,
            levels,
        } => candles(bars, lines, levels, locale),
    }
}

fn curves(
    curves: &[Curve],
    marks: &[(Term, f64)],
    (across, unit): (Unit, Unit),
    locale: Locale,
) -> Option<Scene> {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let x = Scale::of(points().map(|(x, _)| *x))?;
    let y = Scale::of(points().map(|(_, y)| *y))?.padded(0.05);
    let mut shapes = zero(y);
    shapes.extend(places(marks, x, locale));
    let mut legend = Vec::new();
    for (curve, tone) in curves.iter().zip(TONES.into_iter().cycle()) {
        let points = curve.points.iter();
        let points: Vec<(f64, f64)> = points.map(|(px, py)| (x.at(*px), y.at(*py))).collect();
        if points.len() > 1 {
            shapes.push(Shape::Line { points, tone });
        }
        legend.push((tone, curve.name.get(locale).to_owned()));
    }
    Some(Scene {
        left: y.ticks(TICKS, unit),
        bottom: x.ticks(TICKS, across),
        shapes,
        legend: if legend.len() > 1 { legend } else { Vec::new() },
        readout: None,
    })
}

fn bars(
    bars: &[(f64, f64)],
    marks: &[(Term, f64)],
    (across, unit): (Unit, Unit),
    locale: Locale,
) -> Option<Scene> {
    let gap = bars
        .windows(2)
        .filter_map(|pair| match pair {
            [(a, _), (b, _)] if b > a => Some(b - a),
            _ => None,
        })
        .fold(f64::INFINITY, f64::min);
    let half = if gap.is_finite() {
        gap * FILL / 2.0
    } else {
        0.5
    };
    let x = Scale::of(bars.iter().flat_map(|(x, _)| [x - half, x + half]))?;
    let y = Scale::of(bars.iter().map(|(_, y)| *y).chain([0.0]))?.padded(0.03);
    let mut shapes = zero(y);
    shapes.extend(
        bars.iter()
            .map(|(place, height)| upright((x.at(place - half), x.at(place + half)), y, *height)),
    );
    shapes.extend(places(marks, x, locale));
    Some(Scene {
        left: y.ticks(TICKS, unit),
        bottom: x.ticks(TICKS, across),
        shapes,
        ..Scene::default()
    })
}

/// A bar from zero, risen or fallen.
fn upright((left, right): (f64, f64), y: Scale, height: f64) -> Shape {
    let (low, high) = (height.min(0.0), height.max(0.0));
    Shape::Bar {
        from: (left, y.at(low)),
        to: (right, y.at(high)),
        tone: if height < 0.0 { Tone::Fall } else { Tone::Rise },
    }
}

fn named(bars: &[(String, f64)], unit: Unit) -> Option<Scene> {
    let x = Scale::of(bars.iter().map(|(_, length)| *length).chain([0.0]))?;
    let slot = 1.0 / bars.len() as f64;
    let mut left = Vec::with_capacity(bars.len());
    let mut shapes = Vec::with_capacity(bars.len());
    for (index, (name, length)) in bars.iter().enumerate() {
        let middle = 1.0 - (index as f64 + 0.5) * slot;
        let written = Quantity::new(*length, unit).written(Sign::Negative);
        left.push(Tick {
            at: middle,
            label: format!("{name}  {written}"),
        });
        let half = slot * FILL / 2.0;
        shapes.push(Shape::Bar {
            from: (x.at(length.min(0.0)), middle - half),
            to: (x.at(length.max(0.0)), middle + half),
            tone: if *length < 0.0 {
                Tone::Fall
            } else {
                Tone::Rise
            },
        });
    }
    // From the bottom up, as every left axis.
    left.reverse();
    (!bars.is_empty()).then_some(Scene {
        left,
        bottom: x.ticks(TICKS, unit),
        shapes,
        ..Scene::default()
    })
}

fn heat(names: &[String], rows: &[Vec<Option<f64>>]) -> Option<Scene> {
    let slot = 1.0 / names.len() as f64;
    let middle = |index: usize| (index as f64 + 0.5) * slot;
    let cells = rows
        .iter()
        .zip(names)
        .enumerate()
        .flat_map(|(row, (values, _))| {
            let top = 1.0 - row as f64 * slot;
            let values = values.iter().enumerate().take(names.len());
            values.filter_map(move |(column, value)| {
                let share = value.filter(|value| value.is_finite())?.clamp(-1.0, 1.0);
                Some(Shape::Cell {
                    from: (column as f64 * slot, top - slot),
                    to: ((column + 1) as f64 * slot, top),
                    share,
                    text: Quantity::new(share, Unit::Ratio).written(Sign::Negative),
                })
            })
        });
    let left = names.iter().enumerate().rev().map(|(index, name)| Tick {
        at: 1.0 - middle(index),
        label: name.clone(),
    });
    let bottom = names.iter().enumerate().map(|(index, name)| Tick {
        at: middle(index),
        label: name.clone(),
    });
    (!names.is_empty()).then(|| Scene {
        left: left.collect(),
        bottom: bottom.collect(),
        shapes: cells.collect(),
        ..Scene::default()
    })
}

fn candles(
    bars: &[Bar],
    lines: &[(Term, Vec<(Date, f64)>)],
    levels: &[(Term, f64)],
    locale: Locale,
) -> Option<Scene> {
    let days: Vec<Date> = bars.iter().map(|bar| bar.date).collect();
    let (first, last) = (*days.first()?, *days.last()?);
    let within = |day: Date| (first..=last).contains(&day);
    let averages = lines.iter().flat_map(|(_, points)| points);
    let prices = bars
        .iter()
        .flat_map(|bar| [bar.high.unwrap_or(bar.close), bar.low.unwrap_or(bar.close)])
        .chain(
            averages
                .filter(|(day, _)| within(*day))
                .map(|(_, price)| *price),
        );
    let y = Scale::of(prices)?.padded(0.03);
    let slot = 1.0 / days.len() as f64;
    let middle = |index: usize| (index as f64 + 0.5) * slot;
    let mut shapes: Vec<Shape> = levels
        .iter()
        .filter(|(_, price)| y.holds(*price))
        .map(|(name, price)| Shape::Level {
            y: y.at(*price),
            label: name.get(locale).to_owned(),
        })
        .collect();
    for (index, bar) in bars.iter().enumerate() {
        shapes.extend(candle(bar, y, (middle(index), slot * FILL / 2.0)));
    }
    let mut legend = Vec::new();
    for ((name, points), tone) in lines
        .iter()
        .zip([Tone::Second, Tone::Third].into_iter().cycle())
    {
        let points: Vec<(f64, f64)> = points
            .iter()
            .filter_map(|(day, price)| {
                let index = days.binary_search(day).ok()?;
                Some((middle(index), y.at(*price)))
            })
            .collect();
        if points.len() > 1 {
            shapes.push(Shape::Line { points, tone });
            legend.push((tone, name.get(locale).to_owned()));
        }
    }
    Some(Scene {
        left: y.ticks(TICKS, Unit::Price),
        bottom: axis::days(&days),
        shapes,
        legend,
        readout: None,
    })
}

/// A wick from low to high and a body from open to close; a day without an open is a wick.
fn candle(bar: &Bar, y: Scale, (middle, half): (f64, f64)) -> Vec<Shape> {
    let open = bar.open.unwrap_or(bar.close);
    let tone = if bar.close < open {
        Tone::Fall
    } else {
        Tone::Rise
    };
    let wick = Shape::Line {
        points: vec![
            (middle, y.at(bar.low.unwrap_or(open.min(bar.close)))),
            (middle, y.at(bar.high.unwrap_or(open.max(bar.close)))),
        ],
        tone,
    };
    let body = Shape::Bar {
        from: (middle - half, y.at(open.min(bar.close))),
        to: (middle + half, y.at(open.max(bar.close))),
        tone,
    };
    vec![wick, body]
}

/// The zero line, where the scale crosses it.
fn zero(y: Scale) -> Vec<Shape> {
    let crossed = y.at(0.0) > 0.0 && y.at(0.0) < 1.0;
    let level = crossed.then(|| Shape::Level {
        y: y.at(0.0),
        label: String::new(),
    });
    level.into_iter().collect()
}

/// Named places along the bottom, as far as they lie within.
fn places(marks: &[(Term, f64)], x: Scale, locale: Locale) -> Vec<Shape> {
    let within = marks.iter().filter(|(_, at)| x.holds(*at));
    within
        .map(|(name, at)| Shape::Place {
            x: x.at(*at),
            label: name.get(locale).to_owned(),
            tone: Tone::Today,
        })
        .collect()
}
