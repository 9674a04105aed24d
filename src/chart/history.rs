//! A history as a line within its usual range, and as a histogram with today's place.

use jiff::ToSpan;
use jiff::civil::Date;

use super::axis::{self, Scale};
use super::scene::{Scene, Shape, Tone};
use crate::model::quantity::Sign;
use crate::model::{Quantity, Unit};

/// Ticks along the left.
const TICKS: usize = 4;

/// Bars of a histogram.
const BINS: usize = 32;

/// How much of a history is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Span {
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// One year.
    Year,
    /// Five years.
    FiveYears,
    /// All there is.
    #[default]
    All,
}

impl Span {
    /// From the shortest to the longest.
    pub const ALL: [Self; 5] = [
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::FiveYears,
        Self::All,
    ];

    /// `1m`, `3m`, `1y`, `5y`; `None` for all there is.
    #[must_use]
    pub const fn label(self) -> Option<&'static str> {
        match self {
            Self::Month => Some("1m"),
            Self::Quarter => Some("3m"),
            Self::Year => Some("1y"),
            Self::FiveYears => Some("5y"),
            Self::All => None,
        }
    }

    /// The next shorter one.
    #[must_use]
    pub fn shorter(self) -> Self {
        self.beside(-1)
    }

    /// The next longer one.
    #[must_use]
    pub fn longer(self) -> Self {
        self.beside(1)
    }

    fn beside(self, steps: isize) -> Self {
        let at = Self::ALL.iter().position(|span| *span == self);
        let next = at.and_then(|at| at.checked_add_signed(steps));
        next.and_then(|next| Self::ALL.get(next).copied())
            .unwrap_or(self)
    }

    /// The first day looked at, counted back from the last.
    fn since(self, last: Date) -> Option<Date> {
        let months = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
            Self::FiveYears => 60,
            Self::All => return None,
        };
        Some(last.saturating_sub(months.months()))
    }
}

/// Which part of a history is looked at, and where the crosshair stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// How much is looked at.
    pub span: Span,
    /// Observations from the last one back to the crosshair; `None` without one.
    pub back: Option<usize>,
}

/// A history with what is marked on it.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// Oldest first.
    pub points: &'a [(Date, f64)],
    /// Its unit.
    pub unit: Unit,
    /// Observations that make the usual range; all of them where there are fewer.
    pub window: usize,
    /// The day that is compared with the last one.
    pub then: Option<Date>,
    /// Days of the notes that speak of it.
    pub notes: &'a [Date],
    /// Days of the calendar.
    pub events: &'a [Date],
}

impl<'a> History<'a> {
    /// What a view shows of it.
    #[must_use]
    pub fn shown(&self, span: Span) -> &'a [(Date, f64)] {
        let since = self.points.last().and_then(|(last, _)| span.since(*last));
        let from = since.map_or(0, |since| {
            self.points.partition_point(|(day, _)| *day < since)
        });
        self.points.get(from..).unwrap_or_default()
    }

    /// The observation at the crosshair, by its place in what is shown; `None` without one.
    #[must_use]
    pub fn read_off(&self, view: View) -> Option<(usize, Date, f64)> {
        let shown = self.shown(view.span);
        let index = shown.len().checked_sub(1)?.saturating_sub(view.back?);
        let (day, value) = shown.get(index)?;
        Some((index, *day, *value))
    }

    /// The 10th, 50th and 90th percentile of the window.
    #[must_use]
    pub fn levels(&self) -> Option<[f64; 3]> {
        let mut values = self.windowed();
        values.sort_by(f64::total_cmp);
        let last = values.len().checked_sub(1)?;
        let level = |share: f64| values.get((share * last as f64).round() as usize).copied();
        Some([level(0.1)?, level(0.5)?, level(0.9)?])
    }

    fn windowed(&self) -> Vec<f64> {
        let from = self.points.len().saturating_sub(self.window);
        let window = self.points.get(from..).unwrap_or_default();
        window.iter().map(|(_, value)| *value).collect()
    }
}

/// The line of a history in its usual range; `None` for fewer than two observations.
#[must_use]
pub fn line(history: &History<'_>, view: View) -> Option<Scene> {
    let shown = history.shown(view.span);
    let last = shown.len().checked_sub(1).filter(|last| *last > 0)?;
    let scale = Scale::of(shown.iter().map(|(_, value)| *value))?.padded(0.04);
    let across = |index: usize| index as f64 / last as f64;
    let mut shapes = Vec::new();
    if let Some([low, middle, high]) = history.levels() {
        shapes.push(Shape::Band {
            low: scale.at(low).clamp(0.0, 1.0),
            high: scale.at(high).clamp(0.0, 1.0),
        });
        let levels = [("P10", low), ("P50", middle), ("P90", high)];
        let within = levels.into_iter().filter(|(_, level)| scale.holds(*level));
        shapes.extend(within.map(|(name, level)| Shape::Level {
            y: scale.at(level),
            label: name.to_owned(),
        }));
    }
    let points: Vec<(f64, f64)> = shown
        .iter()
        .enumerate()
        .map(|(index, (_, value))| (across(index), scale.at(*value)))
        .collect();
    let then = history.then.and_then(|day| observed(shown, day));
    let dots = [
        (
            then.and_then(|index| points.get(index)).copied(),
            Tone::Second,
        ),
        (points.last().copied(), Tone::Today),
    ];
    shapes.push(Shape::Line {
        points,
        tone: Tone::Main,
    });
    for (at, tone) in dots {
        shapes.extend(at.map(|at| Shape::Dot { at, tone }));
    }
    for (days, tone) in [(history.events, Tone::Event), (history.notes, Tone::Note)] {
        let feet = days.iter().filter_map(|day| observed(shown, *day));
        shapes.extend(feet.map(|index| Shape::Foot {
            x: across(index),
            tone,
        }));
    }
    let mut scene = Scene {
        left: scale.ticks(TICKS, history.unit),
        bottom: axis::days(&shown.iter().map(|(day, _)| *day).collect::<Vec<_>>()),
        shapes,
        ..Scene::default()
    };
    if let Some((index, day, value)) = history.read_off(view) {
        let written = Quantity::new(value, history.unit).written(Sign::Negative);
        scene.readout = Some(format!("{day}  {written}"));
        scene.shapes.push(Shape::Place {
            x: across(index),
            label: String::new(),
            tone: Tone::Today,
        });
    }
    Some(scene)
}

/// How often the window's values fell where; today's bar stands out. `None` for fewer than two.
#[must_use]
pub fn histogram(history: &History<'_>) -> Option<Scene> {
    let values = history.windowed();
    let today = *values.last().filter(|_| values.len() > 1)?;
    let scale = Scale::of(values.iter().copied())?;
    let bin = |value: f64| ((scale.at(value) * BINS as f64) as usize).min(BINS - 1);
    let mut counts = [0usize; BINS];
    for value in &values {
        if let Some(count) = counts.get_mut(bin(*value)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max()?;
    let height = Scale::of([0.0, most as f64])?;
    let edge = |index: usize| index as f64 / BINS as f64;
    let bars = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let shapes = bars.map(|(index, count)| Shape::Bar {
        from: (edge(index), 0.0),
        to: (edge(index + 1), height.at(*count as f64)),
        tone: if index == bin(today) {
            Tone::Today
        } else {
            Tone::Main
        },
    });
    Some(Scene {
        left: height.ticks(TICKS, Unit::Count),
        bottom: scale.ticks(TICKS, history.unit),
        shapes: shapes.collect(),
        readout: Some(Quantity::new(today, history.unit).written(Sign::Negative)),
        ..Scene::default()
    })
}

/// The observation on a day or the next one after it; `None` outside of what is shown.
fn observed(shown: &[(Date, f64)], day: Date) -> Option<usize> {
    let first = shown.first()?.0;
    let at = shown.partition_point(|(other, _)| *other < day);
    (day >= first && at < shown.len()).then_some(at)
}
