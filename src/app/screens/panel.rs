//! One indicator in full, over everything else.
//!
//! The answer is laid out once, when it arrives; the view paints the rows in view and the chart.

mod rows;

use crate::app::commands::Command;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::{registry, wording};
use crate::config::theme::Role;
use crate::model::{Locale, Percentile, Reading, ThenNow};

/// Rows that the chart takes.
pub const CHART_ROWS: u16 = 12;

/// A panel and how far it is scrolled.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelView {
    /// The indicator's id.
    pub id: String,
    /// What it is of; empty for what the indicator is usually of.
    pub subject: String,
    /// Then and now; `None` until computed.
    pub reading: Option<ThenNow>,
    /// What is painted, from top to bottom, with [`CHART_ROWS`] left free for the chart.
    pub page: Page,
    /// The first row of the chart, where there is one.
    pub chart: Option<usize>,
    /// Levels of its own history that the chart draws: the 10th, 50th and 90th percentile.
    pub levels: Vec<(&'static str, f64)>,
    /// Rows scrolled.
    pub scroll: Scroll,
    locale: Option<Locale>,
}

impl PanelView {
    /// A panel that is being computed.
    #[must_use]
    pub fn awaited(id: &str, subject: &str) -> Self {
        Self {
            id: id.to_owned(),
            subject: subject.to_owned(),
            reading: None,
            page: Page::default(),
            chart: None,
            levels: Vec::new(),
            scroll: Scroll::default(),
            locale: None,
        }
    }

    /// Whether an answer is the one that this panel waits for.
    #[must_use]
    pub fn awaits(&self, reading: &ThenNow) -> bool {
        let of_this = self.subject.is_empty() || reading.subject == self.subject;
        reading.now.indicator == self.id && of_this
    }

    /// Takes the answer, if it is of this panel.
    pub fn take(&mut self, reading: ThenNow) {
        if self.awaits(&reading) {
            self.levels = levels(&reading.now);
            self.reading = Some(reading);
            self.locale = None;
        }
    }

    /// Scrolls; the end is kept in view once the panel is laid out.
    pub const fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.scroll.steer(command, rows)
    }

    /// Lays it out where its width, language or content has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() == width && self.locale == Some(locale) {
            return;
        }
        self.locale = Some(locale);
        (self.page, self.chart) = if let Some(reading) = &self.reading {
            rows::page(reading, width, locale)
        } else {
            let mut page = Page::new(width);
            page.row()
                .put(registry::panel_name(&self.id).get(locale), Role::Heading);
            page.blank(1);
            page.row().put(wording::COMPUTING.get(locale), Role::Muted);
            (page, None)
        };
    }
}

/// The 10th, 50th and 90th percentile of the window that the headline is ranked in.
fn levels(now: &Reading) -> Vec<(&'static str, f64)> {
    let Some(Percentile { count, .. }) = now.percentile else {
        return Vec::new();
    };
    let from = now.history.len().saturating_sub(count);
    let window = now.history.get(from..).unwrap_or_default();
    let mut values: Vec<f64> = window.iter().map(|(_, value)| *value).collect();
    values.sort_by(f64::total_cmp);
    let level = |share: f64| {
        let at = (share * values.len().saturating_sub(1) as f64).round() as usize;
        values.get(at).copied()
    };
    [("P90", 0.9), ("P50", 0.5), ("P10", 0.1)]
        .into_iter()
        .filter_map(|(name, share)| level(share).map(|value| (name, value)))
        .collect()
}
