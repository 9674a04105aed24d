//! Which picture of a panel is looked at, and how: its history, how often it stood where, and
//! the plots of its reading.

use jiff::civil::Date;

use crate::app::commands::Command;
use crate::app::wording;
use crate::calendar::{self, Event, EventKind};
use crate::chart::{Pictured, Scene, Span, View};
use crate::model::{Locale, ThenNow};

/// Steps of the crosshair across what is shown.
const STEPS: usize = 90;

/// The pictures of one reading.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pictures {
    /// Their names, the history first.
    pub titles: Vec<&'static str>,
    /// What all of a history is called.
    pub all: &'static str,
    /// Which one is shown.
    pub shown: usize,
    /// Which part of the history is looked at.
    pub view: View,
    /// What is drawn; `None` where there is nothing to draw.
    pub scene: Option<Scene>,
}

impl Pictures {
    /// Whether the history is shown, which can be zoomed and read off.
    #[must_use]
    pub const fn is_history(&self) -> bool {
        self.shown == 0
    }

    /// Sets the picture out anew.
    pub(super) fn draw(&mut self, reading: &ThenNow, locale: Locale) {
        let events = events(reading, self.view.span);
        let days: Vec<Date> = events.iter().map(|event| event.date).collect();
        let pictured = pictured(reading, &days);
        let titles = pictured.titles().map(|title| title.get(locale));
        self.titles = titles.collect();
        self.all = wording::ALL_OF_IT.get(locale);
        self.shown = self.shown.min(self.titles.len().saturating_sub(1));
        self.scene = pictured.picture(self.shown, self.view, locale);
        let read_off = pictured.history().read_off(self.view);
        let day = read_off
            .filter(|_| self.is_history())
            .map(|(_, day, _)| day);
        let readout = self.scene.as_mut().and_then(|scene| scene.readout.as_mut());
        if let Some(readout) = readout {
            for event in events.iter().filter(|event| Some(event.date) == day) {
                readout.push_str("  ");
                readout.push_str(event.name.get(locale));
            }
        }
    }

    /// Turns to another picture, zooms, or moves the crosshair; false for other commands.
    pub(super) fn steer(&mut self, command: Command, reading: &ThenNow) -> bool {
        let count = self.titles.len().max(1);
        let shown = pictured(reading, &[]).history().shown(self.view.span).len();
        let step = (shown / STEPS).max(1);
        match command {
            Command::PictureNext => self.shown = (self.shown + 1) % count,
            Command::PicturePrevious => self.shown = (self.shown + count - 1) % count,
            Command::ZoomIn => self.zoom(self.view.span.shorter()),
            Command::ZoomOut => self.zoom(self.view.span.longer()),
            Command::CrosshairLeft => {
                let back = self.view.back.map_or(0, |back| back + step);
                self.view.back = Some(back.min(shown.saturating_sub(1)));
            }
            Command::CrosshairRight => {
                self.view.back = self.view.back.and_then(|back| back.checked_sub(step));
            }
            _ => return false,
        }
        true
    }

    /// Another length of the history; a crosshair that is no longer in view goes.
    fn zoom(&mut self, span: Span) {
        self.shown = 0;
        self.view = View { span, back: None };
    }
}

/// The reading as the charts read it.
fn pictured<'a>(reading: &'a ThenNow, events: &'a [Date]) -> Pictured<'a> {
    Pictured {
        reading: &reading.now,
        then: reading.then.as_ref().and_then(|then| then.as_of),
        notes: &reading.mentioned_on,
        events,
    }
}

/// What is marked under a history: of a year the decisions of the Federal Reserve, of less also
/// releases and expiries; of more nothing, which would be a row of marks.
fn events(reading: &ThenNow, span: Span) -> Vec<Event> {
    let shown = pictured(reading, &[]).history().shown(span);
    let (Some((from, _)), Some((to, _))) = (shown.first(), shown.last()) else {
        return Vec::new();
    };
    let mut events = match span {
        Span::Month | Span::Quarter | Span::Year => calendar::events(*from, *to),
        Span::FiveYears | Span::All => Vec::new(),
    };
    events.retain(|event| match span {
        Span::Year => event.kind == EventKind::Decision,
        _ => event.kind.is_marked(),
    });
    events
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::chart::{Shape, Tone};
    use crate::model::{Figure, Plot, Reading, Term, Unit};

    fn reading() -> ThenNow {
        let mut now = Reading::missing("vol-control", Unit::Multiple, Vec::new());
        now.history = (0..700)
            .map(|day: i64| (date(2024, 1, 2).saturating_add(day.days()), day as f64))
            .collect();
        now.plots = vec![Plot {
            title: Term::same("by name"),
            figure: Figure::Named {
                unit: Unit::Count,
                bars: vec![("A".to_owned(), 1.0)],
            },
        }];
        ThenNow {
            subject: "SPX".to_owned(),
            then: None,
            now: Arc::new(now),
            mentioned_on: Vec::new(),
            quoted: Vec::new(),
        }
    }

    fn after(commands: &[Command]) -> Pictures {
        let reading = reading();
        let mut pictures = Pictures::default();
        pictures.draw(&reading, Locale::En);
        for command in commands {
            assert!(pictures.steer(*command, &reading), "{command:?}");
            pictures.draw(&reading, Locale::En);
        }
        pictures
    }

    #[test]
    fn pictures_are_turned_in_a_ring() {
        assert_eq!(after(&[]).titles, ["history", "distribution", "by name"]);
        for (commands, shown) in [
            (&[Command::PictureNext][..], 1),
            (&[Command::PicturePrevious], 2),
            (&[Command::PictureNext; 3], 0),
        ] {
            let pictures = after(commands);
            assert_eq!(pictures.shown, shown, "{commands:?}");
            assert!(pictures.scene.is_some());
        }
    }

    #[test]
    fn zooming_shows_the_history_and_takes_the_crosshair_away() {
        let pictures = after(&[
            Command::PictureNext,
            Command::CrosshairLeft,
            Command::ZoomIn,
        ]);
        assert_eq!((pictures.shown, pictures.view.back), (0, None));
        assert_eq!(pictures.view.span, Span::FiveYears);
    }

    #[test]
    fn the_crosshair_goes_column_by_column_and_leaves_at_the_end() {
        let back = |commands: &[Command]| after(commands).view.back;
        assert_eq!(back(&[Command::CrosshairLeft]), Some(0));
        assert_eq!(back(&[Command::CrosshairLeft; 3]), Some(14));
        assert_eq!(back(&[Command::CrosshairLeft; 200]), Some(699));
        let there_and_back = [
            Command::CrosshairLeft,
            Command::CrosshairLeft,
            Command::CrosshairRight,
            Command::CrosshairRight,
        ];
        assert_eq!(back(&there_and_back), None);
        assert_eq!(
            after(&[Command::CrosshairLeft]).scene.unwrap().readout,
            Some("2025-12-01  699.00x".to_owned())
        );
    }

    #[test]
    fn a_short_history_has_its_events_and_names_them() {
        let marks = |commands: &[Command]| {
            let scene = after(commands).scene.unwrap();
            let is_event = |shape: &&Shape| {
                matches!(
                    shape,
                    Shape::Foot {
                        tone: Tone::Event,
                        ..
                    }
                )
            };
            scene.shapes.iter().filter(is_event).count()
        };
        assert_eq!(marks(&[]), 0);
        // A year before December 2025: eight decisions.
        assert_eq!(marks(&[Command::ZoomIn, Command::ZoomIn]), 8);
        let mut day_by_day = vec![Command::ZoomIn; 4];
        day_by_day.extend([Command::CrosshairLeft; 12]);
        let readout = after(&day_by_day).scene.unwrap().readout.unwrap();
        assert!(readout.starts_with("2025-11-20  688.00x  "), "{readout}");
    }
}
