//! A command by name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::screens::palette::Palette;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

use super::narrowing::{self, Head};

/// What is typed and the commands that match; returns where the caret stands.
pub(super) fn paint(
    app: &App,
    state: &Palette,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let head = Head {
        sign: ":",
        label: wording::COMMANDS.get(app.locale),
        none: wording::NO_COMMAND.get(app.locale),
    };
    narrowing::paint(
        (&state.list, &head),
        paint,
        area,
        buffer,
        |index, (body, y), buffer| {
            let Some(entry) = state.entry(index) else {
                return;
            };
            let mut row = Row::new(buffer, body, y);
            row.put_right(&entry.keys, paint.style(Role::Key));
            row.put(entry.info.title.get(app.locale), paint.style(Role::Text));
        },
    )
}
