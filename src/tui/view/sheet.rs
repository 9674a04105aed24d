//! A page that lies over the screen: card, link, speakers, help, diagnostics, and what is inside of
//! a panel.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::{Overlay, Size};
use crate::app::page::Page;
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Clears the foot of the body and rules it off; returns the room inside.
///
/// It reaches from edge to edge, so that nothing of the screen is left beside it in pieces.
pub(super) fn clear(overlay: &Overlay, body: Rect, paint: &Paint, buffer: &mut Buffer) -> Rect {
    let size = Size {
        width: body.width,
        height: body.height,
    };
    let height = overlay.height(size);
    let area = Rect {
        y: body.bottom().saturating_sub(height),
        height,
        ..body
    };
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    buffer.set_style(area, paint.ground());
    let rule = "─".repeat(usize::from(area.width));
    Row::new(buffer, area, 0).put(&rule, paint.style(Role::Border));
    let inside = overlay.inside(size);
    Rect {
        x: area.x + Overlay::air(area.width).min(area.width),
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
                x: (area.right() + 1).min(buffer.area.right().saturating_sub(1)),
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
        Overlay::Speakers(speakers) => Some(speakers.selected_row()),
        Overlay::Searches(searches) => searches.selected_row(),
        Overlay::Related(related) => related.selected_row(),
        Overlay::Timeline(line) => line.selected_row(),
        _ => None,
    };
    if let Some(page) = overlay.page() {
        paint(page, overlay.top(), chosen, look, inside, buffer);
    }
}
