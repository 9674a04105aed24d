//! What was odd about the open note, and what was done about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::scroll::Scroll;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Title, the note's path, then a paragraph a diagnostic.
pub(super) fn paint(app: &App, scroll: Scroll, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let title = wording::DIAGNOSTICS.get(app.locale);
    Row::new(buffer, area, 0).put(title, paint.style(Role::Accent));
    let Some(document) = &app.reader.document else {
        return;
    };
    let path = document.summary.path.display().to_string();
    Row::new(buffer, area, 1).put(&path, paint.style(Role::Muted));
    let body = Rect {
        y: area.y + 3,
        height: area.height.saturating_sub(3),
        ..area
    };
    let found = &document.note.diagnostics;
    if found.is_empty() {
        let none = wording::NO_DIAGNOSTICS.get(app.locale);
        Row::new(buffer, body, 0).put(none, paint.style(Role::Text));
        return;
    }
    let room = usize::from(body.width).max(2);
    let mut y = 0;
    for diagnostic in found.iter().skip(usize::from(scroll.top)) {
        let text = diagnostic.to_string();
        for range in wrap(&text, room, room) {
            let line = text.get(range).unwrap_or_default();
            Row::new(buffer, body, y).put(line, paint.style(Role::Text));
            y += 1;
        }
    }
}
