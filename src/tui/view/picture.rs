//! A picture in the text, or a word that it is on its way.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::layout::{Line, Piece};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::picture;
use crate::tui::widgets::line::Row;

use super::chrome;

/// Paints a picture from a row of the text pane on, where that row is the first seen of it.
pub(super) fn paint(
    app: &App,
    paint: &Paint,
    (line, y): (&Line, u16),
    area: Rect,
    buffer: &mut Buffer,
) {
    for piece in &line.pieces {
        let Piece::Picture { x, row, cells } = piece else {
            continue;
        };
        let x = u16::try_from(*x).unwrap_or(u16::MAX);
        if (*row > 0 && y > 0) || x >= area.width {
            continue;
        }
        let place = Rect {
            x: area.x + x,
            y: area.y + y,
            width: cells.columns.min(area.width - x),
            height: (cells.rows - row.min(&cells.rows)).min(area.height - y.min(area.height)),
        };
        let sketch = line.passage.and_then(|at| picture::sketch(app, at, *cells));
        let Some(sketch) = sketch else { continue };
        if let Some(drawing) = paint.pictures.get(&sketch) {
            drawing.paint(*row, place, (paint.depth, is_alone(app)), buffer);
            continue;
        }
        let wide = Rect {
            width: area.width - x,
            ..place
        };
        let told = wording::DRAWING.get(app.locale);
        Row::new(buffer, wide, 0).put(told, paint.style(Role::Muted));
    }
}

/// Whether nothing is laid over the text.
fn is_alone(app: &App) -> bool {
    app.overlays.is_empty() && !(app.shape.is_alone() && chrome::has_something_to_say(app))
}
