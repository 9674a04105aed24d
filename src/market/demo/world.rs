//! The engine: series by name, each made of those before it, of chance, and of its pins.

use std::collections::BTreeMap;

use jiff::civil::Date;
use libm::{exp, log, sqrt};

use super::bridge::{Course, Guard, Pin, contain_all, lead, settle};
use super::days::Days;
use super::noise::Noise;
use super::regime::Regime;
use super::script;

/// Trading days a year, for annual figures.
pub(super) const YEAR: f64 = 252.0;

/// What a series shows of each day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// Open, high, low and close, and this usual volume in millions; 0 for none.
    Bars(f64),
    /// A close only.
    Close,
    /// A close only, in percent, which moves by sums and not by factors.
    Rate,
}

/// One line of a table of series.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spec {
    pub id: &'static str,
    pub shape: Shape,
    /// Places behind the point.
    pub decimals: u8,
    /// Chance of its own, in percent a year (percentage points for a rate).
    pub noise: f64,
    /// What that chance grows and shrinks with.
    pub regime: Regime,
    /// How much it takes of the moves of earlier series or forces.
    pub loads: &'static [(&'static str, f64)],
    /// Levels it passes; the first is where it begins. Those of the script are added.
    pub anchors: &'static [(Date, f64)],
}

/// The days of one series.
pub(super) struct Path {
    pub shape: Shape,
    pub decimals: u8,
    /// The place of its first day.
    pub start: usize,
    /// The rounded close of each day from `start`.
    pub closes: Vec<f64>,
}

/// All that has been made so far.
pub(super) struct World {
    pub seed: u64,
    pub days: Days,
    paths: BTreeMap<&'static str, Path>,
    moves: BTreeMap<&'static str, Vec<f64>>,
    regimes: Vec<(Regime, Vec<f64>)>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let days = Days::new();
        let regimes = [
            Regime::Market,
            Regime::Peculiar,
            Regime::Rates,
            Regime::Metals,
            Regime::Oil,
            Regime::Crypto,
            Regime::Steady,
        ]
        .map(|regime| (regime, regime.curve(&days)))
        .into();
        Self {
            seed,
            days,
            paths: BTreeMap::new(),
            moves: BTreeMap::new(),
            regimes,
        }
    }

    /// The daily moves of a series or force, one for every day; empty for an unknown name.
    pub(super) fn moves(&self, name: &str) -> &[f64] {
        self.moves.get(name).map_or(&[], Vec::as_slice)
    }

    /// The closes of a series from its first day on; empty for an unknown name.
    pub(super) fn closes(&self, id: &str) -> &[f64] {
        self.paths.get(id).map_or(&[], |path| &path.closes)
    }

    /// The factor of every day of a regime.
    pub(super) fn regime(&self, regime: Regime) -> &[f64] {
        self.regimes
            .iter()
            .find(|(one, _)| *one == regime)
            .map_or(&[], |(_, curve)| curve)
    }

    /// Adds moves that no series shows, for later series to load on.
    pub(super) fn add_force(&mut self, name: &'static str, mut moves: Vec<f64>) {
        for &(_, day, percent) in script::EVENTS.iter().filter(|event| event.0 == name) {
            if let Some(slot) = self.days.at(day).and_then(|at| moves.get_mut(at)) {
                *slot = percent / 100.0;
            }
        }
        self.moves.insert(name, moves);
    }

    /// Makes one series of a table.
    pub(super) fn add(&mut self, spec: &Spec) {
        let pins = self.pins(spec.id, spec.shape, spec.anchors);
        let known = self.mixed(spec.loads);
        let scale = self.scale(spec.noise, spec.regime);
        let guards = self.guards(spec.id, spec.shape);
        let course = Course {
            known: &known,
            scale: &scale,
            pins: &pins,
            guards: &guards,
        };
        let mut moves = course.draw(&mut Noise::new(self.seed, spec.id));
        let retold = self.on_days(spec.shape, days_of(script::RETOLD, spec.id));
        lead(&mut moves, &scale, &pins, &retold);
        let mut passed = [pins, retold].concat();
        passed.sort_by_key(|pin| pin.day);
        self.finish(spec.id, spec.shape, spec.decimals, &passed, moves);
    }

    /// Makes a series of moves that were drawn elsewhere, corrected to pass its pins.
    pub(super) fn add_settled(
        &mut self,
        spec: &Spec,
        anchors: &[(Date, f64)],
        mut moves: Vec<f64>,
        scale: &[f64],
    ) {
        let pins = self.pins(spec.id, spec.shape, anchors);
        let before = pins.first().map_or(0, |pin| pin.day + 1);
        moves.iter_mut().take(before).for_each(|step| *step = 0.0);
        settle(&mut moves, scale, &pins);
        contain_all(&mut moves, &pins, &self.guards(spec.id, spec.shape));
        self.finish(spec.id, spec.shape, spec.decimals, &pins, moves);
    }

    /// Adds a path as it is, such as the assets of a fund.
    pub(super) fn add_path(&mut self, id: &'static str, path: Path) {
        self.paths.insert(id, path);
    }

    /// The sum of earlier moves, each times its load.
    pub(super) fn mixed(&self, loads: &[(&str, f64)]) -> Vec<f64> {
        let mut sum = vec![0.0; self.days.len()];
        for &(name, load) in loads {
            for (slot, step) in sum.iter_mut().zip(self.moves(name)) {
                *slot += load * step;
            }
        }
        sum
    }

    /// The daily standard deviation of `percent` a year under a regime.
    pub(super) fn scale(&self, percent: f64, regime: Regime) -> Vec<f64> {
        let daily = percent / 100.0 / sqrt(YEAR);
        self.regime(regime)
            .iter()
            .map(|factor| daily * factor)
            .collect()
    }

    /// The levels that a series passes, of its table and of the script, in the units of its moves.
    fn pins(&self, id: &str, shape: Shape, anchors: &[(Date, f64)]) -> Vec<Pin> {
        let column = script::COLUMNS.iter().position(|name| *name == id);
        let scripted = script::CLOSES
            .iter()
            .filter_map(|(day, row)| Some((*day, *row.get(column?)?)));
        let between = days_of(script::BETWEEN, id);
        let mut pins = self.on_days(
            shape,
            anchors.iter().copied().chain(scripted).chain(between),
        );
        pins.sort_by_key(|pin| pin.day);
        pins
    }

    fn on_days(&self, shape: Shape, levels: impl Iterator<Item = (Date, f64)>) -> Vec<Pin> {
        levels
            .filter_map(|(day, level)| {
                Some(Pin {
                    day: self.days.at(day)?,
                    value: units(shape, level),
                })
            })
            .collect()
    }

    fn guards(&self, id: &str, shape: Shape) -> Vec<Guard> {
        script::GUARDS
            .iter()
            .filter(|guard| guard.0 == id)
            .map(|&(_, first, last, low, high)| Guard {
                from: self.days.from(first),
                until: self.days.until(last),
                low: units(shape, low),
                high: units(shape, high),
            })
            .collect()
    }

    fn finish(
        &mut self,
        id: &'static str,
        shape: Shape,
        decimals: u8,
        pins: &[Pin],
        moves: Vec<f64>,
    ) {
        let Some(first) = pins.first() else { return };
        let mut value = first.value;
        let mut closes = Vec::with_capacity(moves.len() - first.day);
        let mut pins = pins.iter().peekable();
        for (day, step) in moves.iter().enumerate().skip(first.day) {
            if day > first.day {
                value += step;
            }
            // Sums of moves miss a pin in the last place; the path continues from the pin itself.
            while let Some(pin) = pins.next_if(|pin| pin.day <= day) {
                value = pin.value;
            }
            closes.push(rounded(level(shape, value), decimals));
        }
        let start = first.day;
        self.moves.insert(id, moves);
        self.paths.insert(
            id,
            Path {
                shape,
                decimals,
                start,
                closes,
            },
        );
    }

    /// Everything made, by name.
    pub(super) fn into_paths(self) -> (Days, BTreeMap<&'static str, Path>) {
        (self.days, self.paths)
    }
}

/// The days of one series in a table of the script.
fn days_of(
    table: &'static [(&'static str, &'static [(Date, f64)])],
    id: &str,
) -> impl Iterator<Item = (Date, f64)> {
    let own = table.iter().filter(move |(name, _)| *name == id);
    own.flat_map(|(_, levels)| levels.iter().copied())
}

/// To this many places behind the point.
pub(super) fn rounded(value: f64, decimals: u8) -> f64 {
    let factor = match decimals {
        0 => 1.0,
        1 => 10.0,
        2 => 100.0,
        3 => 1000.0,
        _ => 10_000.0,
    };
    (value * factor).round() / factor
}

fn units(shape: Shape, level: f64) -> f64 {
    match shape {
        Shape::Rate => level / 100.0,
        Shape::Bars(_) | Shape::Close => log(level),
    }
}

fn level(shape: Shape, value: f64) -> f64 {
    match shape {
        Shape::Rate => value * 100.0,
        Shape::Bars(_) | Shape::Close => exp(value),
    }
}
