//! Paints the state: one file a screen, pane or overlay.
//!
//! Nothing here parses, sorts, reads or waits; what a frame needs stands in the
//! state already.

mod chrome;
mod dashboard;
mod hyperlink;
mod library;
mod name;
mod narrowing;
mod outline;
mod palette;
mod panel;
mod panels;
mod picture;
mod reader;
mod search;
mod sheet;
mod strip;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::app::overlay::Overlay;
use crate::app::{App, Screen};
use crate::config::theme::Role;

use super::paint::Paint;

/// Paints one frame; returns where the caret stands, if text is typed.
pub fn view(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    buffer.set_style(area, paint.ground());
    if area.width < 4 || area.height < 3 {
        return None;
    }
    let alone = app.shape.is_alone();
    let top = Rect { height: 1, ..area };
    let body = if alone {
        area
    } else {
        let above = 1 + app.shape.strip_rows();
        Rect {
            y: area.y + above,
            height: area.height - above - 1,
            ..area
        }
    };
    let bottom = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    if !alone {
        chrome::top(app, paint, top, buffer);
        let under_top = Rect {
            y: area.y + 1,
            height: app.shape.strip_rows(),
            ..area
        };
        strip::paint(app, paint, under_top, buffer);
    }
    // A panel takes the place of the screen; what lies above it is laid over it.
    let panel = app
        .overlays
        .iter()
        .rposition(|overlay| matches!(overlay, Overlay::Panel(_)));
    let mut caret = match panel.and_then(|at| app.overlays.get(at)) {
        Some(overlay) => {
            lay_over(app, overlay, paint, body, buffer);
            None
        }
        None => screen(app, paint, body, buffer),
    };
    for overlay in app.overlays.iter().skip(panel.map_or(0, |at| at + 1)) {
        caret = lay_over(app, overlay, paint, body, buffer);
    }
    // What is told or typed is seen all the same.
    if alone && !chrome::has_something_to_say(app) {
        return caret;
    }
    Clear.render(bottom, buffer);
    buffer.set_style(bottom, paint.ground());
    chrome::bottom(app, paint, bottom, buffer).or(caret)
}

fn screen(app: &App, paint: &Paint, body: Rect, buffer: &mut Buffer) -> Option<Position> {
    match app.screen {
        Screen::Search => return Some(search::paint(app, paint, body, buffer)),
        Screen::Dashboard => dashboard::paint(app, paint, body, buffer),
        Screen::Reader => panes(app, paint, body, buffer),
    }
    None
}

/// The panes of the reading screen, parted by one rule.
fn panes(app: &App, paint: &Paint, body: Rect, buffer: &mut Buffer) {
    let columns = app.shape.columns();
    let mut x = body.x;
    let mut take = |width: u16, buffer: &mut Buffer| {
        if width == 0 {
            return None;
        }
        if x > body.x {
            for y in body.top()..body.bottom() {
                buffer.set_string(x, y, "│", paint.style(Role::Border));
            }
            x += 1;
        }
        let pane = Rect {
            x,
            width: width.min(body.right().saturating_sub(x)),
            ..body
        };
        x += width;
        Some(pane)
    };
    if let Some(pane) = take(columns.notes, buffer) {
        library::paint(app, paint, pane, buffer);
    }
    if let Some(pane) = take(columns.text, buffer) {
        reader::paint(app, paint, pane, buffer);
    }
    if let Some(pane) = take(columns.panels, buffer) {
        panels::paint(app, paint, pane, buffer);
    }
}

/// Something over the screen, with the screen around it; returns where the caret stands.
fn lay_over(
    app: &App,
    overlay: &Overlay,
    paint: &Paint,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    match overlay {
        Overlay::Panel(view) => panel::paint(overlay, view, paint, body, buffer),
        Overlay::Palette(state) => {
            let area = sheet::clear(overlay, body, paint, buffer);
            return Some(palette::paint(app, state, paint, area, buffer));
        }
        Overlay::Outline(state) => {
            let area = sheet::clear(overlay, body, paint, buffer);
            return Some(outline::paint(app, state, paint, area, buffer));
        }
        Overlay::Name(state) => {
            let area = sheet::clear(overlay, body, paint, buffer);
            return Some(name::paint(app, state, paint, area, buffer));
        }
        Overlay::Help(_)
        | Overlay::Searches(_)
        | Overlay::Related(_)
        | Overlay::Timeline(_)
        | Overlay::Diagnostics(_)
        | Overlay::Agenda(_)
        | Overlay::Card(_)
        | Overlay::Speakers(_)
        | Overlay::Link(_)
        | Overlay::Why(_) => {
            sheet::lay(overlay, body, paint, buffer);
        }
    }
    None
}

#[cfg(test)]
mod tests;
