//! A command by name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::screens::palette::Palette;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// What is typed and the commands that match; returns where the caret stands.
pub(super) fn paint(
    app: &App,
    state: &Palette,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let mut row = Row::new(buffer, area, 0);
    row.put_right(wording::COMMANDS.get(app.locale), paint.style(Role::Muted));
    row.put(":", paint.style(Role::Accent))
        .put(state.field.text(), paint.style(Role::Text));
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let matches = state.matches();
    if matches.is_empty() {
        let none = wording::NO_COMMAND.get(app.locale);
        Row::new(buffer, body, 0).put(none, paint.style(Role::Muted));
    }
    let shown = matches.iter().enumerate().skip(state.cursor.top);
    for ((index, entry), y) in shown.zip(0..body.height) {
        if index == state.cursor.selected {
            Row::fill(buffer, body, y, paint.style(Role::Selection));
        }
        let mut row = Row::new(buffer, body, y);
        row.put_right(&entry.keys, paint.style(Role::Key));
        row.put(entry.info.title.get(app.locale), paint.style(Role::Text));
    }
    let caret = area.x + 1 + width(state.field.before_caret()) as u16;
    Position::new(caret.min(area.right().saturating_sub(1)), area.y)
}
