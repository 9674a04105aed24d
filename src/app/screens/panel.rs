//! One indicator in full, over everything else.
//!
//! The answer is laid out once, when it arrives; the view paints the rows in view and the chart.

mod pictures;
mod rows;

use crate::app::commands::Command;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::{registry, wording};
use crate::config::theme::Role;
use crate::model::{Locale, ThenNow};

pub use pictures::Pictures;

/// Rows that the picture takes, with its caption.
pub const CHART_ROWS: u16 = 14;

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
    /// What is drawn there.
    pub pictures: Pictures,
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
            pictures: Pictures::default(),
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
            self.reading = Some(reading);
            self.locale = None;
        }
    }

    /// Scrolls, or steers the picture, which is scrolled to where it is out of view; the end is
    /// kept in view once the panel is laid out.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let Some(reading) = self.reading.as_ref().filter(|_| self.chart.is_some()) else {
            return self.scroll.steer(command, rows);
        };
        if !self.pictures.steer(command, reading) {
            return self.scroll.steer(command, rows);
        }
        self.pictures.draw(reading, self.locale.unwrap_or_default());
        let first = self.chart.unwrap_or(0) as u16;
        let (top, bottom) = (self.scroll.top, self.scroll.top + rows);
        if first < top || first + CHART_ROWS > bottom {
            self.scroll.top = (first + CHART_ROWS).saturating_sub(rows).min(first);
        }
        true
    }

    /// Lays it out where its width, language or content has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() == width && self.locale == Some(locale) {
            return;
        }
        self.locale = Some(locale);
        (self.page, self.chart) = if let Some(reading) = &self.reading {
            self.pictures.draw(reading, locale);
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
