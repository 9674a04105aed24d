//! A page that lies over the screen: card, help, diagnostics, and what is inside of a panel.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::{Overlay, Size};
use crate::app::page::Page;
use crate::config::theme::Role;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Clears a sheet in the middle of the body and rules it off; returns the room inside.
pub(super) fn clear(overlay: &Overlay, body: Rect, paint: &Paint, buffer: &mut Buffer) -> Rect {
    let size = Size {
        width: body.width,
        height: body.height,
    };
    let sheet = overlay.sheet(size);
    let area = Rect {
        x: body.x + (body.width - sheet.width) / 2,
        y: body.y + (body.height - sheet.height) / 2,
        width: sheet.width,
        height: sheet.height,
    };
    for y in area.top()..area.bottom() {
        // A wide character cut by the sheet's edge would spill into it.
        if let Some(before) = area.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)))
            && width(before.symbol()) > 1
        {
            before.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    buffer.set_style(area, paint.ground());
    let rule = "─".repeat(usize::from(sheet.width));
    Row::new(buffer, area, 0).put(&rule, paint.style(Role::Border));
    Row::new(buffer, area, area.height.saturating_sub(1)).put(&rule, paint.style(Role::Border));
    let inside = overlay.inside(size);
    Rect {
        x: area.x + Overlay::air(sheet.width).min(area.width),
        y: area.y + 1,
        width: inside.width,
        height: inside.height,
    }
}

/// The rows of a page in view, with one of them chosen; what does not fit is told at the right.
pub(super) fn paint(
    page: &Page,
    top: usize,
    chosen: Option<usize>,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) {
    for ((index, row), y) in page.rows().iter().enumerate().skip(top).zip(0..area.height) {
        if chosen == Some(index) {
            Row::fill(buffer, area, y, paint.style(Role::Selection));
        }
        for placed in row {
            let cell = Rect {
                x: area.x + placed.x.min(area.width),
                width: area.width.saturating_sub(placed.x),
                ..area
            };
            Row::new(buffer, cell, y).put(&placed.text, paint.style(placed.role));
        }
    }
    let below = page.rows().len() > top + usize::from(area.height);
    for (more, sign, y) in [
        (top > 0, "▲", 0),
        (below, "▼", area.height.saturating_sub(1)),
    ] {
        if more && area.height > 1 {
            let beside = Rect {
                x: area.right(),
                width: 1,
                ..area
            };
            Row::new(buffer, beside, y).put(sign, paint.style(Role::Muted));
        }
    }
}

/// Clears the sheet of an overlay that is a page, and paints it.
pub(super) fn lay(overlay: &Overlay, body: Rect, look: &Paint, buffer: &mut Buffer) {
    let inside = clear(overlay, body, look, buffer);
    let chosen = match overlay {
        Overlay::Card(card) => card.selected_row(),
        _ => None,
    };
    if let Some(page) = overlay.page() {
        paint(page, overlay.top(), chosen, look, inside, buffer);
    }
}
