//! One indicator in full: its page, with the chart in the rows left free for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::{Overlay, Size};
use crate::app::screens::panel::{CHART_ROWS, PanelView};
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::widgets::chart::{Chart, ChartStyle};

use super::sheet;

/// The rows in view.
pub(super) fn paint(
    overlay: &Overlay,
    view: &PanelView,
    paint: &Paint,
    body: Rect,
    buffer: &mut Buffer,
) {
    let inside = overlay.inside(Size {
        width: body.width,
        height: body.height,
    });
    let air = Overlay::air(body.width).min(body.width);
    let area = Rect {
        x: body.x + air,
        width: inside.width,
        ..body
    };
    let top = overlay.top();
    sheet::paint(&view.page, top, None, paint, area, buffer);
    if let Some(at) = view.chart {
        chart(view, paint, area, (at, top), buffer);
    }
}

/// The rows of the chart that are in view.
fn chart(
    view: &PanelView,
    paint: &Paint,
    area: Rect,
    (at, top): (usize, usize),
    buffer: &mut Buffer,
) {
    let Some(panel) = &view.reading else { return };
    let style = ChartStyle {
        line: paint.style(Role::Chart),
        quiet: paint.style(Role::Border),
        name: paint.style(Role::Muted),
        mark: paint.style(Role::Concept),
    };
    let chart = Chart {
        history: &panel.now.history,
        unit: panel.now.unit,
        levels: &view.levels,
        marks: &panel.mentioned_on,
    };
    let bottom = top + usize::from(area.height);
    if at >= top && at + usize::from(CHART_ROWS) <= bottom {
        let y = area.y + (at - top) as u16;
        chart.paint(
            Rect {
                y,
                height: CHART_ROWS,
                ..area
            },
            &style,
            buffer,
        );
        return;
    }
    // Partly scrolled out: painted whole beside, and the part in view copied.
    let whole = Rect {
        x: area.x,
        y: 0,
        width: area.width,
        height: CHART_ROWS,
    };
    let mut aside = Buffer::empty(whole);
    aside.set_style(whole, paint.ground());
    chart.paint(whole, &style, &mut aside);
    for row in 0..usize::from(CHART_ROWS) {
        if !(top..bottom).contains(&(at + row)) {
            continue;
        }
        let y = area.y + (at + row - top) as u16;
        for x in area.left()..area.right() {
            if let (Some(from), Some(to)) = (aside.cell((x, row as u16)), buffer.cell_mut((x, y))) {
                to.clone_from(from);
            }
        }
    }
}
