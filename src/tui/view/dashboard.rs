//! Every indicator for the last date, most stretched first or by group.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::dashboard::{HEADING_ROWS, Order};
use crate::app::{App, registry, wording, written};
use crate::config::theme::Role;
use crate::model::Standing;
use crate::model::quantity::Sign;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::gauge::percentile_bar;
use crate::tui::widgets::line::Row;

/// Columns of a value and of a change.
const VALUE: u16 = 12;

/// Columns of the rank.
const RANK: u16 = 6;

/// Columns of the group.
const GROUP: u16 = 18;

/// Columns of the number of notes.
const NOTES: u16 = 7;

/// Narrower than this, the change over a day gives its room to the names.
const NARROW: u16 = 56;

/// How the columns share the width.
struct Columns {
    name: u16,
    value: u16,
    change: u16,
    bar: u16,
    notes: u16,
    group: u16,
}

impl Columns {
    /// Names first, then values, then the bar, group and notes, as far as the width goes.
    fn of(width: u16) -> Self {
        let change = if width < NARROW { 0 } else { VALUE };
        let rest = width.saturating_sub(VALUE + change + RANK + 2);
        let name = rest.min(34);
        let rest = rest - name;
        let group = if rest >= GROUP + 12 { GROUP } else { 0 };
        let notes = if rest >= group + NOTES + 12 { NOTES } else { 0 };
        let bar = (rest - group - notes).min(26);
        Self {
            name,
            value: VALUE,
            change,
            bar: if bar < 8 { 0 } else { bar - 2 },
            notes,
            group,
        }
    }
}

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
        title
            .put_right(&format!("{} {last}", wording::AS_OF.get(locale)), muted)
            .skip(0);
    }
    headline(app, paint, &mut title);
    if !app.dashboard.is_there() {
        Row::new(buffer, area, 2).put(wording::COMPUTING.get(locale), muted);
        return;
    }
    let columns = Columns::of(area.width);
    let mut head = Row::new(buffer, area, HEADING_ROWS - 1);
    head.skip(columns.name)
        .put_in(wording::VALUE.get(locale), columns.value, muted);
    if columns.change > 0 {
        head.put_in(wording::ONE_DAY.get(locale), columns.change, muted);
    }
    if columns.group > 0 {
        head.put_right(&" ".repeat(usize::from(columns.group) - 1), muted);
    }
    if columns.notes > 0 {
        head.put_right(wording::NOTES_THAT_SAY.get(locale), muted);
    }
    if columns.bar > 0 {
        head.skip(2).put(wording::PERCENTILE.get(locale), muted);
    }
    let body = Rect {
        y: area.y + HEADING_ROWS,
        height: area.height.saturating_sub(HEADING_ROWS),
        ..area
    };
    let count = app.dashboard.len();
    if count + 1 < usize::from(body.height) {
        let legend = format!("* {}", wording::STRETCHED.get(locale));
        Row::new(buffer, body, count as u16 + 1).put(&legend, muted);
    }
    let top = app.dashboard.cursor.top;
    let listed = app.dashboard.listed().enumerate().skip(top);
    for ((index, standing), y) in listed.zip(0..body.height) {
        if index == app.dashboard.cursor.selected {
            Row::fill(buffer, body, y, paint.style(Role::Selection));
        }
        let mut row = Row::new(buffer, body, y);
        entry(app, paint, standing, &columns, &mut row);
    }
}

/// What stands first, and the groups with the one listed alone, where there is room.
fn headline(app: &App, paint: &Paint, row: &mut Row<'_>) {
    let (muted, accent) = (paint.style(Role::Muted), paint.style(Role::Accent));
    let locale = app.locale;
    let order = match app.dashboard.order {
        Order::Stretch => wording::MOST_STRETCHED,
        Order::Group => wording::BY_GROUP,
    };
    let names = app.dashboard.choices(locale);
    let chosen = names
        .iter()
        .find(|(_, chosen)| *chosen)
        .map(|(name, _)| *name);
    let columns: usize = names.iter().map(|(name, _)| width(name) + 2).sum();
    let order = order.get(locale);
    if columns + width(order) + 2 <= usize::from(row.room()) {
        row.put(order, muted).skip(2);
        for (name, chosen) in names {
            row.put(name, if chosen { accent } else { muted }).skip(2);
        }
        return;
    }
    // Without room for all the names, the chosen one says more than the order.
    match chosen.filter(|_| app.dashboard.only.is_some()) {
        Some(name) => row.put(name, accent),
        None => row.put(order, muted),
    };
}

fn entry(app: &App, paint: &Paint, standing: &Standing, columns: &Columns, row: &mut Row<'_>) {
    let (reading, locale) = (&*standing.reading, app.locale);
    let muted = paint.style(Role::Muted);
    if columns.group > 0 {
        let group = registry::panel_group(reading.indicator).get(locale);
        let gap = usize::from(columns.group).saturating_sub(width(group) + 1);
        row.put_right(&format!("{group}{}", " ".repeat(gap)), muted);
    }
    let name = registry::panel_name(reading.indicator).get(locale);
    row.put_cell(name, columns.name, paint.style(Role::Text));
    if let Some(lack) = reading.missing.first().filter(|_| reading.value.is_none()) {
        if columns.bar > 0 && columns.group > 0 {
            row.put_in("—", columns.value, muted).skip(2);
        }
        row.put(wording::MISSING.get(locale), paint.style(Role::Stale))
            .skip(1);
        row.put(&lack.input, paint.style(Role::Text)).skip(2);
        row.put(&written::missing(lack, locale), muted);
        return;
    }
    if columns.notes > 0 && standing.notes > 0 {
        row.put_right(&standing.notes.to_string(), muted);
    }
    let value = written::value(reading, Sign::Negative);
    row.put_in(&value, columns.value, paint.style(Role::Text));
    if columns.change > 0 {
        let role = written::change_role(reading.change_1d.unwrap_or(0.0));
        let one_day = written::change(reading, reading.change_1d);
        row.put_in(&one_day, columns.change, paint.style(role));
    }
    row.skip(2);
    let style = paint.style(written::rank_role(reading));
    if let (Some(percentile), true) = (reading.percentile, columns.bar > 0) {
        row.put(
            &percentile_bar(percentile.value, usize::from(columns.bar)),
            style,
        )
        .skip(2);
    }
    row.put(&written::rank(reading), style);
}
