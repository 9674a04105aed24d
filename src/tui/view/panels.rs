//! The panels beside the text: then at the left, now at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::panels::{HEADING_ROWS, PANEL_ROWS};
use crate::app::shape::Pane;
use crate::app::{App, registry, wording, written};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{Reading, ThenNow};
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::gauge::sparkline;
use crate::tui::widgets::line::Row;

/// Columns of a value; dates stand over the values' right ends.
const VALUE: u16 = 10;

/// Title with both dates, then as many panels as fit.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if app.reader.document.is_none() {
        return;
    }
    heading(app, paint, area, buffer);
    let body = Rect {
        y: area.y + HEADING_ROWS,
        height: area.height.saturating_sub(HEADING_ROWS),
        ..area
    };
    if app.panels.readings.is_empty() {
        let text = match app.panels.note {
            None => wording::COMPUTING,
            Some(_) => wording::NO_PANELS,
        };
        Row::new(buffer, body, 0).put(text.get(app.locale), paint.style(Role::Muted));
        return;
    }
    let below = app.panels.readings.len() as u16 * PANEL_ROWS < body.height;
    if below
        && app
            .panels
            .readings
            .iter()
            .any(|panel| is_stretched(&panel.now))
    {
        let legend = format!("* {}", wording::STRETCHED.get(app.locale));
        Row::new(buffer, body, body.height - 1).put(&legend, paint.style(Role::Muted));
    }
    let top = app.panels.cursor.top;
    for (index, panel) in app.panels.readings.iter().enumerate().skip(top) {
        let y = (index - top) as u16 * PANEL_ROWS;
        if y >= body.height {
            break;
        }
        let height = (PANEL_ROWS - 1).min(body.height - y);
        let area = Rect {
            y: body.y + y,
            height,
            ..body
        };
        entry(app, paint, area, (index, panel), buffer);
    }
}

fn is_stretched(reading: &Reading) -> bool {
    reading
        .percentile
        .is_some_and(|percentile| percentile.is_stretched())
}

/// The title, and over the columns of values which dates they are of.
fn heading(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Panels;
    let role = if focused { Role::Accent } else { Role::Muted };
    let muted = paint.style(Role::Muted);
    let mut title = Row::new(buffer, area, 0);
    title.put(wording::THIS_NOTE.get(app.locale), paint.style(role));
    let Some(first) = app.panels.readings.first() else {
        return;
    };
    let date = |reading: Option<&Reading>| {
        let date = reading.and_then(|reading| reading.as_of);
        date.map_or_else(String::new, |date| date.strftime("%m-%d").to_string())
    };
    let (then, now) = (wording::THEN.get(app.locale), wording::NOW.get(app.locale));
    let then = format!("{then} {}", date(first.then.as_deref()));
    let now = format!("{now} {}", date(Some(&first.now)));
    let mut row = Row::new(buffer, area, 1);
    if first.then.is_some() {
        row.skip(2).put_in(&then, VALUE, muted);
        row.skip(3).put(&now, muted);
    } else {
        row.skip(2).put_in(&now, VALUE, muted);
    }
}

fn entry(
    app: &App,
    paint: &Paint,
    area: Rect,
    (index, panel): (usize, &ThenNow),
    buffer: &mut Buffer,
) {
    if app.shape.focus == Pane::Panels && app.panels.cursor.selected == index {
        for y in 0..area.height {
            Row::fill(buffer, area, y, paint.style(Role::Selection));
        }
    }
    let now = &panel.now;
    let mut name = Row::new(buffer, area, 0);
    name.put_right(&panel.subject, paint.style(Role::Instrument));
    name.put(
        registry::panel_name(now.indicator).get(app.locale),
        paint.style(Role::Text),
    );
    if let Some(lack) = now.missing.first().filter(|_| now.value.is_none()) {
        let mut row = Row::new(buffer, area, 1);
        row.skip(2)
            .put(wording::MISSING.get(app.locale), paint.style(Role::Stale));
        row.skip(1).put(&lack.input, paint.style(Role::Text));
        let why = written::missing(lack, app.locale);
        Row::new(buffer, area, 2)
            .skip(2)
            .put(&why, paint.style(Role::Muted));
        return;
    }
    values(paint, area, panel, buffer);
    let course = sparkline(&now.history, usize::from(area.width.saturating_sub(4)));
    Row::new(buffer, area, 2)
        .skip(2)
        .put(&course, paint.style(Role::Chart));
    let standing = |reading: &Reading| wording::standing(reading, app.locale);
    if let Some(among) = panel.then.as_deref().and_then(standing) {
        let text = format!("{} {among}", wording::THEN.get(app.locale));
        Row::new(buffer, area, 3)
            .skip(2)
            .put(&text, paint.style(Role::Muted));
    } else if let Some(among) = standing(now) {
        Row::new(buffer, area, 3)
            .skip(2)
            .put(&among, paint.style(Role::Muted));
    }
}

/// Then, an arrow, now, which way it went, and where now stands in its own past.
fn values(paint: &Paint, area: Rect, panel: &ThenNow, buffer: &mut Buffer) {
    let now = &panel.now;
    let mut row = Row::new(buffer, area, 1);
    row.put_right(&written::rank(now), paint.style(written::rank_role(now)));
    row.skip(2);
    let value = written::value(now, Sign::Negative);
    match &panel.then {
        Some(then) => {
            let before = written::value(then, Sign::Negative);
            row.put_in(&before, VALUE, paint.style(Role::Text));
            row.put(" → ", paint.style(Role::Muted));
            row.put(&value, paint.style(Role::Text));
            let used = width(&value) as u16;
            row.skip(VALUE.saturating_sub(used));
        }
        None => {
            row.put_in(&value, VALUE, paint.style(Role::Text)).skip(1);
        }
    }
    if let Some((sign, role)) = written::direction(panel) {
        row.put(sign, paint.style(role));
    }
}
