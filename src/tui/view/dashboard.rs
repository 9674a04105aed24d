//! Every indicator for the last date, most stretched first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, registry, wording};
use crate::config::theme::Role;
use crate::model::Reading;
use crate::model::quantity::Sign;
use crate::tui::paint::Paint;
use crate::tui::widgets::gauge::percentile_bar;
use crate::tui::widgets::line::Row;

use super::reading;

/// Columns of the percentile's bar.
const BAR: u16 = 24;

/// From this width on there is room for the bar and the group.
const WIDE: u16 = 90;

/// Title, headings, a row an indicator.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let locale = app.locale;
    let muted = paint.style(Role::Muted);
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let mut title = Row::new(buffer, area, 0);
    if let Some(last) = app.status.market.last {
        title.put_right(&format!("{} {last}", wording::AS_OF.get(locale)), muted);
    }
    title
        .put(wording::DASHBOARD.get(locale), paint.style(Role::Heading))
        .skip(2);
    title.put(wording::MOST_STRETCHED.get(locale), muted);
    let Some(readings) = &app.dashboard.readings else {
        Row::new(buffer, area, 2).put(wording::COMPUTING.get(locale), muted);
        return;
    };
    let names = name_width(area.width);
    let mut head = Row::new(buffer, area, 1);
    head.skip(names)
        .put_in(wording::VALUE.get(locale), 13, muted);
    head.put_in(wording::ONE_DAY.get(locale), 11, muted);
    head.skip(2).put(wording::PERCENTILE.get(locale), muted);
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let top = app.dashboard.cursor.top;
    for ((index, reading), y) in readings.iter().enumerate().skip(top).zip(0..body.height) {
        if index == app.dashboard.cursor.selected {
            Row::fill(buffer, body, y, paint.style(Role::Selection));
        }
        entry(app, paint, reading, body, y, buffer);
    }
}

fn name_width(width: u16) -> u16 {
    (width * 2 / 5).clamp(14, 38)
}

fn entry(app: &App, paint: &Paint, reading: &Reading, area: Rect, y: u16, buffer: &mut Buffer) {
    let locale = app.locale;
    let muted = paint.style(Role::Muted);
    let mut row = Row::new(buffer, area, y);
    if area.width >= WIDE {
        row.put_right(registry::panel_group(reading.indicator).get(locale), muted);
    }
    let names = name_width(area.width);
    let name = registry::panel_name(reading.indicator).get(locale);
    let name = crate::text::width::truncate(name, usize::from(names) - 1);
    row.put(&name, paint.style(Role::Text)).to(area.x + names);
    if let Some(lack) = reading.missing.first() {
        row.put_in("—", 13, muted).skip(13);
        row.put(&lack.input, paint.style(Role::Stale)).skip(1);
        row.put(&reading::missing(lack.reason, locale), muted);
        return;
    }
    row.put_in(
        &reading::value(reading, Sign::Negative),
        13,
        paint.style(Role::Text),
    );
    let change = paint.change(reading.change_1d.unwrap_or(0.0));
    row.put_in(&reading::change(reading, reading.change_1d), 11, change)
        .skip(2);
    let role = reading::rank_role(reading);
    if let (Some(percentile), true) = (reading.percentile, area.width >= WIDE) {
        row.put(
            &percentile_bar(percentile.value, usize::from(BAR)),
            paint.style(role),
        )
        .skip(1);
    }
    row.put_in(&reading::rank(reading), 5, paint.style(role));
}
