//! All keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::help::{HelpRow, rows};
use crate::app::screens::scroll::Scroll;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Columns of the keys.
const KEYS: u16 = 26;

/// The rows in view, keys at the left.
pub(super) fn paint(app: &App, scroll: Scroll, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let title = wording::KEYS.get(app.locale);
    Row::new(buffer, area, 0).put(title, paint.style(Role::Accent));
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let shown = rows(&app.keys.map);
    for (row, y) in shown
        .iter()
        .skip(usize::from(scroll.top))
        .zip(0..body.height)
    {
        let mut line = Row::new(buffer, body, y);
        match row {
            HelpRow::Blank => {}
            HelpRow::Section(section) => {
                line.put(section.title().get(app.locale), paint.style(Role::Heading));
            }
            HelpRow::Command(info, keys) => {
                line.skip(2).put(keys, paint.style(Role::Text));
                line.to(body.x + KEYS.min(body.width / 2));
                if body.width > 60 {
                    line.put_right(info.id, paint.style(Role::Muted));
                }
                line.put(info.title.get(app.locale), paint.style(Role::Text));
            }
        }
    }
}
