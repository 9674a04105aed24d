//! The line in which a search is given its name.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::screens::name::{Naming, Purpose};
use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// What is typed, what it would do, and what it names; returns where the caret stands.
pub(super) fn paint(
    app: &App,
    state: &Naming,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let (label, of) = match &state.purpose {
        Purpose::Save(query) => (words::SAVE_AS, query),
        Purpose::Rename(name) => (words::RENAME_TO, name),
    };
    let typed = state.field.text();
    let mut row = Row::new(buffer, area, 0);
    row.put(label.get(app.locale), paint.style(Role::Muted))
        .skip(1);
    row.put("@", paint.style(Role::Accent));
    let start = area.right() - row.room();
    if typed.is_empty() {
        row.put(&state.proposed, paint.style(Role::Muted));
    } else {
        row.put(typed, paint.style(Role::Text));
    }
    let verdict = state.verdict(app.locale);
    let role = if verdict.is_refused {
        Role::Warning
    } else {
        Role::Muted
    };
    Row::new(buffer, area, 1).put(&verdict.text, paint.style(role));
    Row::new(buffer, area, 3).put(of, paint.style(Role::Text));
    let caret = start + width(state.field.before_caret()) as u16;
    Position::new(caret.min(area.right().saturating_sub(1)), area.y)
}
