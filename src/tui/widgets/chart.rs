//! A line chart of a history, in box-drawing characters, with marks under its axis.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::quantity::Sign;
use crate::model::{Quantity, Unit};
use crate::text::width::width;

/// Columns for the scale at the left.
const SCALE: u16 = 11;

/// Columns for the names of the levels at the right.
const LEVEL_NAMES: u16 = 5;

/// What a chart shows.
pub(in crate::tui) struct Chart<'a> {
    /// Oldest first.
    pub(in crate::tui) history: &'a [(Date, f64)],
    /// Its unit, for the scale.
    pub(in crate::tui) unit: Unit,
    /// Levels drawn across, with their names.
    pub(in crate::tui) levels: &'a [(&'static str, f64)],
    /// Days marked under the axis.
    pub(in crate::tui) marks: &'a [Date],
}

/// How a chart is painted.
pub(in crate::tui) struct ChartStyle {
    /// The line itself.
    pub(in crate::tui) line: Style,
    /// Axis and levels.
    pub(in crate::tui) quiet: Style,
    /// The scale and the names of levels and years.
    pub(in crate::tui) name: Style,
    /// The marks under the axis.
    pub(in crate::tui) mark: Style,
}

/// One column of the plot: the last value of its days.
struct Column {
    last: Date,
    value: f64,
}

impl Chart<'_> {
    /// Paints the chart; nothing where the area is too small or there are under two values.
    pub(in crate::tui) fn paint(&self, area: Rect, style: &ChartStyle, buffer: &mut Buffer) {
        let plot_width = area.width.saturating_sub(SCALE + 2 + LEVEL_NAMES);
        let plot_height = area.height.saturating_sub(2);
        if plot_width < 8 || plot_height < 3 {
            return;
        }
        let columns = self.columns(usize::from(plot_width));
        let Some((low, high)) = bounds(&columns) else {
            return;
        };
        let plot = Rect {
            x: area.x + SCALE + 1,
            y: area.y,
            width: plot_width,
            height: plot_height,
        };
        let row = |value: f64| row_of(value, low, high, plot_height);
        self.paint_frame(plot, (low, high), style, buffer);
        for (name, level) in self.levels {
            if (low..=high).contains(level) {
                let y = plot.y + row(*level);
                for x in plot.left()..plot.right() {
                    buffer.set_string(x, y, "┄", style.quiet);
                }
                buffer.set_stringn(
                    plot.right() + 1,
                    y,
                    name,
                    usize::from(LEVEL_NAMES),
                    style.name,
                );
            }
        }
        paint_line(&columns, plot, row, style.line, buffer);
        self.paint_axis(&columns, plot, style, buffer);
    }

    /// The history in so many columns, the last value of each bucket kept.
    fn columns(&self, width: usize) -> Vec<Column> {
        let count = self.history.len();
        let used = count.min(width);
        (1..=used)
            .filter_map(|column| {
                let at = (column * count).div_ceil(used).saturating_sub(1);
                self.history
                    .get(at)
                    .map(|&(last, value)| Column { last, value })
            })
            .collect()
    }

    fn paint_frame(&self, plot: Rect, bounds: (f64, f64), style: &ChartStyle, buffer: &mut Buffer) {
        let (low, high) = bounds;
        let rows = plot.height - 1;
        for y in 0..plot.height {
            let labelled = y == 0 || y == rows || (rows >= 6 && y == rows / 2);
            let tick = if labelled { "┤" } else { "│" };
            buffer.set_string(plot.x - 1, plot.y + y, tick, style.quiet);
            if labelled {
                let share = f64::from(rows - y) / f64::from(rows.max(1));
                let value = Quantity::new(low + (high - low) * share, self.unit);
                let text = value.written(Sign::Negative);
                let x = (plot.x - 2).saturating_sub(width(&text) as u16);
                buffer.set_stringn(x, plot.y + y, &text, usize::from(SCALE), style.name);
            }
        }
    }

    fn paint_axis(&self, columns: &[Column], plot: Rect, style: &ChartStyle, buffer: &mut Buffer) {
        let y = plot.bottom();
        buffer.set_string(plot.x - 1, y, "└", style.quiet);
        for x in plot.left()..plot.right() {
            buffer.set_string(x, y, "─", style.quiet);
        }
        let mut free = plot.x;
        let mut year = None;
        // The first year stands at the edge, unless the next one follows at its heels.
        if let (Some(first), Some(later)) = (columns.first(), columns.get(6))
            && first.last.year() == later.last.year()
        {
            buffer.set_string(plot.x, y + 1, first.last.year().to_string(), style.name);
            free = plot.x + 6;
        }
        for (column, x) in columns.iter().zip(plot.left()..) {
            if year.is_some_and(|year| year != column.last.year()) {
                buffer.set_string(x, y, "┬", style.quiet);
                let label = column.last.year().to_string();
                if x >= free && x + 4 <= plot.right() {
                    buffer.set_string(x, y + 1, &label, style.name);
                    free = x + 6;
                }
            }
            year = Some(column.last.year());
        }
        let first = self.history.first().map(|(date, _)| *date);
        for mark in self
            .marks
            .iter()
            .filter(|mark| first.is_some_and(|first| first <= **mark))
        {
            let at = columns.partition_point(|column| column.last < *mark);
            let x = plot.x + at.min(columns.len().saturating_sub(1)) as u16;
            buffer.set_string(x, y, "▲", style.mark);
        }
    }
}

fn bounds(columns: &[Column]) -> Option<(f64, f64)> {
    if columns.len() < 2 {
        return None;
    }
    let low = columns
        .iter()
        .map(|column| column.value)
        .fold(f64::INFINITY, f64::min);
    let high = columns
        .iter()
        .map(|column| column.value)
        .fold(f64::NEG_INFINITY, f64::max);
    let flat = high - low <= f64::EPSILON * high.abs().max(1.0);
    Some(if flat {
        (low - 1.0, high + 1.0)
    } else {
        (low, high)
    })
}

fn row_of(value: f64, low: f64, high: f64, height: u16) -> u16 {
    let last = height.saturating_sub(1);
    let share = ((high - value) / (high - low)).clamp(0.0, 1.0);
    (share * f64::from(last)).round() as u16
}

/// Joins neighbouring columns with corners and uprights; the last value is a dot.
fn paint_line(
    columns: &[Column],
    plot: Rect,
    row: impl Fn(f64) -> u16,
    style: Style,
    buffer: &mut Buffer,
) {
    let mut before: Option<u16> = None;
    for (column, x) in columns.iter().zip(plot.left()..plot.right()) {
        let here = row(column.value);
        let from = before.unwrap_or(here);
        let (top, bottom) = (from.min(here), from.max(here));
        for y in top + 1..bottom {
            buffer.set_string(x, plot.y + y, "│", style);
        }
        if from == here {
            buffer.set_string(x, plot.y + here, "─", style);
        } else {
            let (leave, arrive) = if here < from {
                ("╯", "╭")
            } else {
                ("╮", "╰")
            };
            buffer.set_string(x, plot.y + from, leave, style);
            buffer.set_string(x, plot.y + here, arrive, style);
        }
        before = Some(here);
    }
    if let (Some(y), Some(count)) = (before, columns.len().checked_sub(1)) {
        buffer.set_string(plot.x + count as u16, plot.y + y, "●", style);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn painted(values: &[f64], marks: &[Date]) -> String {
        let start = date(2025, 12, 29);
        let history: Vec<(Date, f64)> = values
            .iter()
            .enumerate()
            .map(|(day, value)| {
                (
                    start.saturating_add(jiff::Span::new().days(day as i64)),
                    *value,
                )
            })
            .collect();
        let area = Rect::new(0, 0, 34, 7);
        let mut buffer = Buffer::empty(area);
        let plain = Style::default();
        let style = ChartStyle {
            line: plain,
            quiet: plain,
            name: plain,
            mark: plain,
        };
        let levels = [("P50", 2.0)];
        Chart {
            history: &history,
            unit: Unit::Multiple,
            levels: &levels,
            marks,
        }
        .paint(area, &style, &mut buffer);
        let rows = (0..area.height).map(|y| {
            let row = (0..area.width).map(|x| buffer[(x, y)].symbol());
            row.collect::<String>().trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_rise_and_a_fall_are_joined() {
        let shown = painted(&[1.0, 1.0, 3.0, 3.0, 2.0, 1.0], &[date(2026, 1, 1)]);
        let expected = [
            "     3.00x ┤  ╭─╮",
            "           │  │ │",
            "           │┄┄│┄╰╮┄┄┄┄┄┄┄┄┄┄ P50",
            "           │  │  │",
            "     1.00x ┤──╯  ●",
            "           └───▲────────────",
            "               2026",
        ]
        .join("\n");
        assert_eq!(shown, expected);
    }

    #[test]
    fn one_value_is_no_chart_and_a_flat_one_is() {
        assert_eq!(painted(&[1.0], &[]).trim(), "");
        assert!(painted(&[2.0, 2.0, 2.0], &[]).contains("──●"));
    }
}
