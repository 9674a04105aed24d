//! The panels beside the text: then at the left, now at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::panels::PANEL_ROWS;
use crate::app::shape::Pane;
use crate::app::{App, registry, wording};
use crate::config::theme::Role;
use crate::model::ThenNow;
use crate::model::quantity::Sign;
use crate::tui::paint::Paint;
use crate::tui::widgets::gauge::sparkline;
use crate::tui::widgets::line::Row;

use super::reading;

/// Title with both dates, then as many panels as fit.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    heading(app, paint, area, buffer);
    if app.panels.note.is_none() || app.panels.readings.is_empty() {
        let text = match (&app.reader.document, app.panels.note) {
            (None, _) => return,
            (Some(_), None) => wording::COMPUTING,
            (Some(_), Some(_)) => wording::NO_PANELS,
        };
        Row::new(buffer, area, 2).put(text.get(app.locale), paint.style(Role::Muted));
        return;
    }
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let top = app.panels.cursor.top;
    for (index, panel) in app.panels.readings.iter().enumerate().skip(top) {
        let y = (index - top) as u16 * PANEL_ROWS;
        if y + PANEL_ROWS - 1 > body.height {
            break;
        }
        let area = Rect {
            y: body.y + y,
            height: PANEL_ROWS - 1,
            ..body
        };
        entry(app, paint, area, (index, panel), buffer);
    }
}

fn heading(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Panels;
    let role = if focused { Role::Accent } else { Role::Muted };
    let mut row = Row::new(buffer, area, 0);
    let arrow = format!(
        "{} → {}",
        wording::THEN.get(app.locale),
        wording::NOW.get(app.locale)
    );
    row.put_right(&arrow, paint.style(Role::Muted));
    row.put(wording::THIS_NOTE.get(app.locale), paint.style(role));
    let date = |panel: Option<&ThenNow>, then: bool| {
        let reading = panel.and_then(|panel| {
            if then {
                panel.then.as_ref()
            } else {
                Some(&panel.now)
            }
        });
        reading
            .and_then(|reading| reading.as_of)
            .map(|date| date.strftime("%m-%d").to_string())
    };
    let first = app.panels.readings.first();
    let dates: Vec<String> = [date(first, true), date(first, false)]
        .into_iter()
        .flatten()
        .collect();
    Row::new(buffer, area, 1).put_right(&dates.join("   "), paint.style(Role::Muted));
}

fn entry(
    app: &App,
    paint: &Paint,
    area: Rect,
    (index, panel): (usize, &ThenNow),
    buffer: &mut Buffer,
) {
    let chosen = app.shape.focus == Pane::Panels && app.panels.cursor.selected == index;
    if chosen {
        for y in 0..area.height {
            Row::fill(buffer, area, y, paint.style(Role::Selection));
        }
    }
    let now = &panel.now;
    let mut name = Row::new(buffer, area, 0);
    if !panel.subject.is_empty() {
        name.put_right(&panel.subject, paint.style(Role::Instrument));
    }
    name.put(
        registry::panel_name(now.indicator).get(app.locale),
        paint.style(Role::Text),
    );
    if let Some(lack) = now.missing.first() {
        Row::new(buffer, area, 1)
            .skip(2)
            .put(&lack.input, paint.style(Role::Stale));
        let why = reading::missing(lack.reason, app.locale);
        Row::new(buffer, area, 2)
            .skip(2)
            .put(&why, paint.style(Role::Muted));
        return;
    }
    let mut row = Row::new(buffer, area, 1);
    row.put_right(&reading::rank(now), paint.style(reading::rank_role(now)));
    row.skip(2);
    if let Some(then) = &panel.then {
        row.put(
            &reading::value(then, Sign::Negative),
            paint.style(Role::Text),
        );
        row.put(" → ", paint.style(Role::Muted));
    }
    row.put(
        &reading::value(now, Sign::Negative),
        paint.style(Role::Text),
    );
    if let Some((sign, style)) = direction(panel, paint) {
        row.skip(1).put(sign, style);
    }
    let values: Vec<f64> = now.history.iter().map(|(_, value)| *value).collect();
    let course = sparkline(&values, usize::from(area.width.saturating_sub(4)));
    Row::new(buffer, area, 2)
        .skip(2)
        .put(&course, paint.style(Role::Chart));
    let then = panel.then.as_ref().and_then(|then| then.percentile);
    if let Some(percentile) = then.or(now.percentile) {
        let word = if then.is_some() {
            wording::THEN
        } else {
            wording::NOW
        };
        let among = wording::among(percentile.value, percentile.count, app.locale);
        let text = format!("{} {among}", word.get(app.locale));
        Row::new(buffer, area, 3)
            .skip(2)
            .put(&text, paint.style(Role::Muted));
    }
}

/// Up or down since then, else over the last day.
fn direction(panel: &ThenNow, paint: &Paint) -> Option<(&'static str, ratatui::style::Style)> {
    let since = panel
        .then
        .as_ref()
        .and_then(|then| Some(panel.now.value? - then.value?));
    let change = since.or(panel.now.change_1d)?;
    let sign = match (change > 0.0, change < 0.0) {
        (true, _) => "▲",
        (_, true) => "▼",
        _ => return None,
    };
    Some((sign, paint.change(change)))
}
