//! Every indicator for the last date: most stretched first, or by group; all groups or one.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::{registry, wording};
use crate::indicators::Group;
use crate::model::{Locale, Reading, Standing};

/// Rows of the title, a gap and the headings.
pub const HEADING_ROWS: u16 = 3;

/// What stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What is furthest from the middle of its own history.
    #[default]
    Stretch,
    /// Group by group, the most stretched of each first.
    Group,
}

/// The readings of the last date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dashboard {
    /// All of them, most stretched first; `None` until computed.
    standings: Option<Vec<Standing>>,
    /// Places in them of what is listed, in the order listed.
    listed: Vec<usize>,
    /// What stands first.
    pub order: Order,
    /// The one group that is listed; `None` for all.
    pub only: Option<Group>,
    /// The chosen one.
    pub cursor: Cursor,
}

impl Dashboard {
    /// Takes new readings; those without a percentile stand last.
    pub fn set(&mut self, mut standings: Vec<Standing>) {
        standings.sort_by(|a, b| stretch(&b.reading).total_cmp(&stretch(&a.reading)));
        self.standings = Some(standings);
        self.list();
    }

    /// Whether the readings are there.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.standings.is_some()
    }

    /// What is listed, in its order.
    pub fn listed(&self) -> impl Iterator<Item = &Standing> {
        let all = self.standings.as_deref().unwrap_or_default();
        self.listed.iter().filter_map(|at| all.get(*at))
    }

    /// How many are listed.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether none is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The chosen reading.
    #[must_use]
    pub fn selected(&self) -> Option<&Standing> {
        self.listed().nth(self.cursor.selected)
    }

    /// Readings that fit below the headings.
    #[must_use]
    pub fn page(rows: u16) -> usize {
        usize::from(rows.saturating_sub(HEADING_ROWS)).max(1)
    }

    /// Moves the choice, orders anew or turns to the next group; false for other commands.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        match command {
            Command::Order => {
                self.order = match self.order {
                    Order::Stretch => Order::Group,
                    Order::Group => Order::Stretch,
                };
            }
            Command::GroupNext => self.turn(1),
            Command::GroupPrevious => self.turn(-1),
            _ => return self.cursor.steer(command, self.len(), Self::page(rows)),
        }
        self.list();
        true
    }

    /// What may be listed alone, after all of it, and whether that is what is listed.
    #[must_use]
    pub fn choices(&self, locale: Locale) -> Vec<(&'static str, bool)> {
        let all = (wording::ALL_OF_IT.get(locale), self.only.is_none());
        let of = |group: Group| (group.name().get(locale), Some(group) == self.only);
        std::iter::once(all).chain(self.groups().map(of)).collect()
    }

    /// The groups that have a reading, in the order of the menus.
    fn groups(&self) -> impl Iterator<Item = Group> {
        let all = self.standings.as_deref().unwrap_or_default();
        let has = move |group: &Group| {
            all.iter()
                .any(|standing| group_of(standing) == Some(*group))
        };
        Group::ALL.into_iter().filter(has)
    }

    /// All groups, then each alone, in a ring.
    fn turn(&mut self, steps: isize) {
        let ring: Vec<Option<Group>> = std::iter::once(None)
            .chain(self.groups().map(Some))
            .collect();
        let at = ring.iter().position(|only| *only == self.only).unwrap_or(0);
        let next = (at as isize + steps).rem_euclid(ring.len() as isize);
        self.only = ring.get(next as usize).copied().flatten();
    }

    fn list(&mut self) {
        let all = self.standings.as_deref().unwrap_or_default();
        let wanted = |at: &usize| {
            let group = all.get(*at).and_then(group_of);
            self.only.is_none() || group == self.only
        };
        let mut listed: Vec<usize> = (0..all.len()).filter(wanted).collect();
        if self.order == Order::Group {
            let place = |at: &usize| {
                let group = all.get(*at).and_then(group_of);
                Group::ALL.iter().position(|other| Some(*other) == group)
            };
            listed.sort_by_key(place);
        }
        self.listed = listed;
        self.cursor.clamp(self.listed.len());
    }
}

fn group_of(standing: &Standing) -> Option<Group> {
    registry::group(standing.reading.indicator)
}

/// Distance from the middle of its own history; below zero where there is none.
fn stretch(reading: &Reading) -> f64 {
    match (&reading.percentile, reading.value) {
        (Some(percentile), _) => (percentile.rank() - 50.0).abs(),
        (None, Some(_)) => -1.0,
        (None, None) => -2.0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::model::{Percentile, Unit};

    fn standing(id: &'static str, percentile: Option<f64>) -> Standing {
        let mut reading = Reading::missing(id, Unit::Ratio, Vec::new());
        reading.value = percentile;
        let since = date(2021, 2, 1);
        reading.percentile = percentile.map(|value| Percentile {
            value,
            below: value,
            window: 1260,
            count: 1260,
            since,
        });
        Standing {
            reading: Arc::new(reading),
            notes: 0,
        }
    }

    fn dashboard() -> Dashboard {
        let mut dashboard = Dashboard::default();
        dashboard.set(vec![
            standing("cta-trend", Some(55.0)),
            standing("curve-regime", None),
            standing("vol-control", Some(2.0)),
            standing("variance-risk-premium", Some(97.0)),
        ]);
        dashboard
    }

    fn ids(dashboard: &Dashboard) -> Vec<&str> {
        dashboard
            .listed()
            .map(|standing| standing.reading.indicator)
            .collect()
    }

    #[test]
    fn the_most_stretched_stands_first_and_the_missing_last() {
        assert_eq!(
            ids(&dashboard()),
            [
                "vol-control",
                "variance-risk-premium",
                "cta-trend",
                "curve-regime"
            ]
        );
    }

    #[test]
    fn groups_keep_their_order_and_the_stretch_within() {
        let mut dashboard = dashboard();
        assert!(dashboard.steer(Command::Order, 20));
        assert_eq!(
            ids(&dashboard),
            [
                "vol-control",
                "cta-trend",
                "variance-risk-premium",
                "curve-regime"
            ]
        );
        dashboard.steer(Command::Order, 20);
        assert_eq!(dashboard.order, Order::Stretch);
    }

    #[test]
    fn one_group_at_a_time_in_a_ring() {
        let mut dashboard = dashboard();
        let mut seen = Vec::new();
        for _ in 0..4 {
            dashboard.steer(Command::GroupNext, 20);
            seen.push((dashboard.only, dashboard.len()));
        }
        assert_eq!(
            seen,
            [
                (Some(Group::Positioning), 2),
                (Some(Group::Volatility), 1),
                (Some(Group::Rates), 1),
                (None, 4)
            ]
        );
        dashboard.steer(Command::GroupPrevious, 20);
        assert_eq!(dashboard.only, Some(Group::Rates));
    }

    #[test]
    fn the_choice_stays_within_what_is_listed() {
        let mut dashboard = dashboard();
        dashboard.steer(Command::Bottom, 20);
        assert_eq!(dashboard.cursor.selected, 3);
        dashboard.steer(Command::GroupNext, 20);
        assert!(dashboard.selected().is_some());
    }
}
