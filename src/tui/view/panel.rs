//! One indicator in full: then, now, history with the notes on it, what-if, method.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::panel::{CHART_ROWS, PanelRow, PanelView};
use crate::app::{App, registry, wording};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{Cell, Reading, Term, ThenNow};
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::chart::{Chart, ChartStyle};
use crate::tui::widgets::line::Row;

use super::reading;

/// Columns of the names at the left of facts and details.
const LABELS: u16 = 34;

/// Columns of each of the two values of a fact.
const VALUES: u16 = 18;

/// The rows in view.
pub(super) fn paint(app: &App, view: &PanelView, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let inset = u16::from(area.width > 60);
    let area = Rect {
        x: area.x + inset,
        width: area.width.saturating_sub(2 * inset),
        ..area
    };
    let Some(panel) = &view.reading else {
        Row::new(buffer, area, 0).put(
            registry::panel_name(&view.id).get(app.locale),
            paint.style(Role::Heading),
        );
        Row::new(buffer, area, 2).put(wording::COMPUTING.get(app.locale), paint.style(Role::Muted));
        return;
    };
    // The whole panel on a sheet of its own, of which the part in view is copied.
    let sheet_area = Rect {
        x: 0,
        y: 0,
        width: area.width,
        height: view.height() as u16,
    };
    let mut sheet = Buffer::empty(sheet_area);
    sheet.set_style(sheet_area, paint.ground());
    let page = Page {
        app,
        view,
        panel,
        paint,
    };
    let mut y = 0;
    for row in &view.rows {
        page.row(
            row,
            Rect {
                y,
                height: row.height(),
                ..sheet_area
            },
            &mut sheet,
        );
        y += row.height();
    }
    for y in 0..area
        .height
        .min(sheet_area.height.saturating_sub(view.scroll.top))
    {
        for x in 0..area.width {
            buffer[(area.x + x, area.y + y)] = sheet[(x, y + view.scroll.top)].clone();
        }
    }
}

struct Page<'a> {
    app: &'a App,
    view: &'a PanelView,
    panel: &'a ThenNow,
    paint: &'a Paint,
}

impl Page<'_> {
    fn row(&self, row: &PanelRow, area: Rect, buffer: &mut Buffer) {
        let locale = self.app.locale;
        let muted = self.paint.style(Role::Muted);
        let text = self.paint.style(Role::Text);
        match row {
            PanelRow::Blank => {}
            PanelRow::Title => self.title(area, buffer),
            PanelRow::Headline { then } => self.headline(*then, area, buffer),
            PanelRow::Chart => self.chart(area, buffer),
            PanelRow::ThenNow => {
                let mut row = Row::new(buffer, area, 0);
                row.to(area.x + LABELS.min(area.width / 2));
                if self.panel.then.is_some() {
                    row.put_in(wording::THEN.get(locale), VALUES, muted);
                }
                row.put_in(wording::NOW.get(locale), VALUES, muted);
            }
            PanelRow::Fact { label, then, now } => {
                let mut row = Row::new(buffer, area, 0);
                row.skip(2).put(label.get(locale), muted);
                row.to(area.x + LABELS.min(area.width / 2));
                if self.panel.then.is_some() {
                    self.put_cell(&mut row, then.as_ref(), VALUES);
                }
                self.put_cell(&mut row, now.as_ref(), VALUES);
            }
            PanelRow::TableTitle(title, then) => {
                let word = if *then { wording::THEN } else { wording::NOW };
                let mut row = Row::new(buffer, area, 0);
                row.skip(2)
                    .put(title.get(locale), self.paint.style(Role::Heading));
                if self.panel.then.is_some() {
                    row.skip(2).put(word.get(locale), muted);
                }
            }
            PanelRow::Columns(columns) => self.columns(columns, area, buffer),
            PanelRow::Cells(cells) => {
                let column = column_width(cells.len(), area.width);
                let mut row = Row::new(buffer, area, 0);
                for cell in cells {
                    self.put_cell(&mut row, Some(cell), column);
                }
            }
            PanelRow::Detail(label, detail) => self.detail(*label, detail, area, buffer),
            PanelRow::Assumption(label, name, value) => {
                let detail = format!("{}  {}", name.get(locale), value.written(Sign::Negative));
                self.detail(*label, &detail, area, buffer);
            }
            PanelRow::Method => {
                self.detail(
                    wording::METHOD,
                    registry::panel_source(&self.view.id),
                    area,
                    buffer,
                );
            }
            PanelRow::Caveat(notice) => {
                let mut row = Row::new(buffer, area, 0);
                row.skip(2)
                    .put(wording::NOTICE.get(locale), self.paint.style(Role::Warning));
                row.to(area.x + 14).put(notice.get(locale), text);
            }
            PanelRow::Missing(input, reason) => {
                let mut row = Row::new(buffer, area, 0);
                row.skip(2)
                    .put(wording::MISSING.get(locale), self.paint.style(Role::Stale));
                row.to(area.x + 14).put(input, text).skip(2);
                row.put(&reading::missing(*reason, locale), muted);
            }
        }
    }

    fn title(&self, area: Rect, buffer: &mut Buffer) {
        let locale = self.app.locale;
        let name = registry::panel_name(&self.view.id);
        let mut row = Row::new(buffer, area, 0);
        let mut right = registry::panel_group(&self.view.id).get(locale).to_owned();
        if registry::is_model(&self.view.id) {
            right = format!("{} · {right}", wording::MODEL.get(locale));
        }
        row.put_right(&right, self.paint.style(Role::Muted));
        row.put(name.get(locale), self.paint.style(Role::Heading));
        if name.get(locale) != name.en {
            row.put(" · ", self.paint.style(Role::Muted))
                .put(name.en, self.paint.style(Role::Muted));
        }
        row.skip(2)
            .put(&self.panel.subject, self.paint.style(Role::Instrument));
    }

    fn headline(&self, then: bool, area: Rect, buffer: &mut Buffer) {
        let locale = self.app.locale;
        let muted = self.paint.style(Role::Muted);
        let reading: Option<&Reading> = if then {
            self.panel.then.as_deref()
        } else {
            Some(&self.panel.now)
        };
        let Some(reading) = reading else { return };
        let word = if then { wording::THEN } else { wording::NOW };
        let mut row = Row::new(buffer, area, 0);
        row.put_in(word.get(locale), 6, muted).skip(2);
        let date = reading
            .as_of
            .map_or_else(|| "—".to_owned(), |date| date.to_string());
        row.put(&date, muted).skip(2);
        row.put_in(
            &reading::value(reading, Sign::Negative),
            12,
            self.paint.style(Role::Heading),
        );
        if let Some(percentile) = reading.percentile {
            let among = wording::among(percentile.value, percentile.count, locale);
            row.skip(3)
                .put(&among, self.paint.style(reading::rank_role(reading)));
        }
        for (label, change) in [
            (wording::ONE_DAY, reading.change_1d),
            (wording::ONE_MONTH, reading.change_1m),
        ] {
            let style = self.paint.change(change.unwrap_or(0.0));
            row.skip(3).put(label.get(locale), muted).skip(1);
            row.put(&reading::change(reading, change), style);
        }
    }

    fn chart(&self, area: Rect, buffer: &mut Buffer) {
        let style = ChartStyle {
            line: self.paint.style(Role::Chart),
            quiet: self.paint.style(Role::Border),
            mark: self.paint.style(Role::Concept),
        };
        let area = Rect {
            height: CHART_ROWS,
            ..area
        };
        let now = &self.panel.now;
        let chart = Chart {
            history: &now.history,
            unit: now.unit,
            levels: &self.view.levels,
            marks: &self.panel.mentioned_on,
        };
        chart.paint(area, &style, buffer);
    }

    fn columns(&self, columns: &[Term], area: Rect, buffer: &mut Buffer) {
        let column = column_width(columns.len(), area.width);
        let mut row = Row::new(buffer, area, 0);
        for title in columns {
            row.put_in(
                title.get(self.app.locale),
                column,
                self.paint.style(Role::Muted),
            );
        }
    }

    fn detail(&self, label: Term, detail: &str, area: Rect, buffer: &mut Buffer) {
        let mut row = Row::new(buffer, area, 0);
        row.skip(2)
            .put(label.get(self.app.locale), self.paint.style(Role::Muted));
        row.to(area.x + 14)
            .put(detail, self.paint.style(Role::Text));
    }

    fn put_cell(&self, row: &mut Row, cell: Option<&Cell>, columns: u16) {
        let style = match cell {
            Some(Cell::Signed(quantity)) => self.paint.change(quantity.value),
            _ => self.paint.style(Role::Text),
        };
        let text = cell
            .map(|cell| reading::cell(cell, self.app.locale))
            .unwrap_or_default();
        if width(&text) + 1 > usize::from(columns) {
            row.skip(1).put_in(&text, columns.saturating_sub(1), style);
        } else {
            row.put_in(&text, columns, style);
        }
    }
}

/// Columns share the width, none wider than it needs to be read.
fn column_width(columns: usize, width: u16) -> u16 {
    let share = width.saturating_sub(2) / (columns.max(1) as u16);
    share.clamp(6, 16)
}
