//! Paths that pass through given points.
//!
//! A path is a sum of daily moves. Between two pins the moves are drawn freely, then the
//! missing distance is spread over the days in proportion to their variance, which for normal
//! moves is exactly the law of the path given its end (the Brownian bridge).

use std::ops::Range;

use super::noise::Noise;

/// How often a stretch is drawn again when it leaves its guards.
const DRAWS: usize = 48;

/// What is kept of a stretch's wandering at a time when no draw stays within its guards.
const SHRINK: f64 = 0.85;

/// How often that is done before the stretch is left as it is, all but straight.
const SHRINKS: usize = 40;

/// A value that the path takes on a day, in the units of its moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pin {
    pub day: usize,
    pub value: f64,
}

/// Bounds of the path on the days `from..until`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Guard {
    pub from: usize,
    pub until: usize,
    pub low: f64,
    pub high: f64,
}

/// The moves of a path: what is known of it, and how far it wanders.
pub(super) struct Course<'a> {
    /// The part of each day's move that is not chance, such as beta times the market's.
    pub known: &'a [f64],
    /// The standard deviation of the chance of each day.
    pub scale: &'a [f64],
    /// Where it starts (the first) and what it passes, by day.
    pub pins: &'a [Pin],
    /// Where it must stay.
    pub guards: &'a [Guard],
}

impl Course<'_> {
    /// Draws the moves of all days; those up to the first pin are 0.
    pub(super) fn draw(&self, noise: &mut Noise) -> Vec<f64> {
        let mut moves = vec![0.0; self.known.len()];
        for ends in self.pins.windows(2) {
            if let [from, to] = ends {
                self.stretch(&mut moves, *from, *to, noise);
            }
        }
        if let Some(last) = self.pins.last() {
            self.shake(&mut moves, last.day + 1..self.known.len(), noise);
        }
        moves
    }

    fn stretch(&self, moves: &mut [f64], from: Pin, to: Pin, noise: &mut Noise) {
        let days = from.day + 1..to.day + 1;
        for _ in 0..DRAWS {
            self.shake(moves, days.clone(), noise);
            settle_one(moves, self.scale, from, to);
            if stays(moves, from, to.day, self.guards) {
                return;
            }
        }
        contain(moves, from, to, self.guards);
    }

    fn shake(&self, moves: &mut [f64], days: Range<usize>, noise: &mut Noise) {
        let day = |part: &[f64], at: usize| part.get(at).copied().unwrap_or_default();
        let mut week = Week::default();
        for at in days {
            let step = day(self.known, at) + day(self.scale, at) * week.shock(noise);
            if let Some(slot) = moves.get_mut(at) {
                *slot = step;
            }
        }
    }
}

/// The squares of the last shocks. A week in which nothing moves hardly happens in markets, but
/// would by chance about once a year; and a quiet index is what some statistics divide by.
struct Week([f64; 4]);

impl Default for Week {
    fn default() -> Self {
        Self([1.0; 4])
    }
}

impl Week {
    /// The least sum of five squared shocks; its mean is 5.
    const LEAST: f64 = 1.1;

    fn shock(&mut self, noise: &mut Noise) -> f64 {
        let before: f64 = self.0.iter().sum();
        let mut shock = noise.shock();
        for _ in 0..8 {
            if before + shock * shock >= Self::LEAST {
                break;
            }
            shock = noise.shock();
        }
        let [_, second, third, fourth] = self.0;
        self.0 = [second, third, fourth, shock * shock];
        shock
    }
}

/// Draws every stretch between pins towards its straight line until it stays within its guards.
pub(super) fn contain_all(moves: &mut [f64], pins: &[Pin], guards: &[Guard]) {
    for ends in pins.windows(2) {
        if let [from, to] = ends {
            contain(moves, *from, *to, guards);
        }
    }
}

fn contain(moves: &mut [f64], from: Pin, to: Pin, guards: &[Guard]) {
    let days = from.day + 1..to.day + 1;
    let straight = (to.value - from.value) / days.len() as f64;
    for _ in 0..SHRINKS {
        if stays(moves, from, to.day, guards) {
            return;
        }
        for step in moves.get_mut(days.clone()).unwrap_or_default() {
            *step = straight + (*step - straight) * SHRINK;
        }
    }
}

/// Whether the days between `from` and `end` keep to the guards.
fn stays(moves: &[f64], from: Pin, end: usize, guards: &[Guard]) -> bool {
    let guards: Vec<&Guard> = guards
        .iter()
        .filter(|guard| guard.from < end && from.day < guard.until)
        .collect();
    if guards.is_empty() {
        return true;
    }
    let mut value = from.value;
    let mut steps = moves.iter().enumerate().take(end).skip(from.day + 1);
    steps.all(|(day, step)| {
        value += step;
        guards.iter().all(|guard| {
            !(guard.from..guard.until).contains(&day) || (guard.low..=guard.high).contains(&value)
        })
    })
}

/// Corrects moves so that the path passes all pins, days of large `scale` taking more of it.
pub(super) fn settle(moves: &mut [f64], scale: &[f64], pins: &[Pin]) {
    for ends in pins.windows(2) {
        if let [from, to] = ends {
            settle_one(moves, scale, *from, *to);
        }
    }
}

/// Leads drawn moves through `retold`, the days between the pins around them alone.
pub(super) fn lead(moves: &mut [f64], scale: &[f64], pins: &[Pin], retold: &[Pin]) {
    let mut all = [pins, retold].concat();
    all.sort_by_key(|pin| pin.day);
    for ends in all.windows(2) {
        if let [from, to] = ends
            && (retold.contains(from) || retold.contains(to))
        {
            settle_one(moves, scale, *from, *to);
        }
    }
}

fn settle_one(moves: &mut [f64], scale: &[f64], from: Pin, to: Pin) {
    let days = from.day + 1..to.day + 1;
    let count = days.len() as f64;
    let (Some(steps), Some(scale)) = (moves.get_mut(days.clone()), scale.get(days)) else {
        return;
    };
    let missing = to.value - from.value - steps.iter().sum::<f64>();
    let variance: f64 = scale.iter().map(|one| one * one).sum();
    for (step, one) in steps.iter_mut().zip(scale) {
        let share = if variance > 0.0 {
            one * one / variance
        } else {
            1.0 / count
        };
        *step += missing * share;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pin(day: usize, value: f64) -> Pin {
        Pin { day, value }
    }

    fn path(moves: &[f64], from: Pin) -> Vec<f64> {
        let mut value = from.value;
        moves
            .iter()
            .enumerate()
            .map(|(day, step)| {
                if day > from.day {
                    value += step;
                }
                value
            })
            .collect()
    }

    #[test]
    fn quiet_days_take_less_of_the_correction() {
        let mut moves = [0.0; 4];
        settle(
            &mut moves,
            &[0.0, 1.0, 2.0, 1.0],
            &[pin(0, 0.0), pin(3, 6.0)],
        );
        assert_eq!(format!("{moves:?}"), "[0.0, 1.0, 4.0, 1.0]");
    }

    #[test]
    fn without_chance_the_correction_is_even() {
        let mut moves = [0.0; 4];
        settle(&mut moves, &[0.0; 4], &[pin(1, 0.0), pin(3, 6.0)]);
        assert_eq!(format!("{moves:?}"), "[0.0, 0.0, 3.0, 3.0]");
    }

    #[test]
    fn leading_through_a_point_leaves_other_stretches_alone() {
        let mut moves = [0.0, 1.0, 1.0, 1.0, 1.0];
        let pins = [pin(0, 0.0), pin(2, 2.0), pin(4, 4.0)];
        lead(&mut moves, &[1.0; 5], &pins, &[pin(3, 5.0)]);
        assert_eq!(format!("{moves:?}"), "[0.0, 1.0, 1.0, 3.0, -1.0]");
    }

    #[test]
    fn a_hopeless_guard_leaves_the_straight_line() {
        let guards = [Guard {
            from: 0,
            until: 9,
            low: 50.0,
            high: 60.0,
        }];
        let pins = [pin(0, 0.0), pin(8, 8.0)];
        let course = Course {
            known: &[0.0; 9],
            scale: &[1.0; 9],
            pins: &pins,
            guards: &guards,
        };
        let moves = course.draw(&mut Noise::new(1, "test"));
        assert!(
            moves[1..].iter().all(|step| (step - 1.0).abs() < 0.01),
            "{moves:?}"
        );
    }

    proptest! {
        #[test]
        fn every_pin_is_passed_within_the_guards(
            seed: u64, ends in proptest::collection::vec((1usize..30, -1.0..1.0f64), 1..8)
        ) {
            let mut pins = vec![pin(0, 0.0)];
            for (gap, value) in ends {
                pins.push(pin(pins[pins.len() - 1].day + gap, value));
            }
            let count = pins[pins.len() - 1].day + 1;
            let guards = [Guard { from: 0, until: count, low: -1.0, high: 1.0 }];
            let (known, scale) = (vec![0.01; count], vec![0.2; count]);
            let course = Course { known: &known, scale: &scale, pins: &pins, guards: &guards };
            let path = path(&course.draw(&mut Noise::new(seed, "test")), pins[0]);
            for pin in &pins {
                prop_assert!((path[pin.day] - pin.value).abs() < 1e-9);
            }
            // The straight line keeps to the guards because its ends do; shrinking comes close to it.
            prop_assert!(path.iter().all(|value| value.abs() <= 1.0 + 1e-3));
        }
    }
}
