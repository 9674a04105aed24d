//! Paints the state: one file a screen, pane or overlay.
//!
//! Nothing here parses, sorts, reads or waits; what a frame needs stands in the
//! state already.

mod card;
mod chrome;
mod dashboard;
mod diagnostics;
mod help;
mod library;
mod palette;
mod panel;
mod panels;
mod reader;
mod reading;
mod search;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

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
    let top = Rect { height: 1, ..area };
    let body = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    let bottom = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    chrome::top(app, paint, top, buffer);
    let caret = match app.overlays.last() {
        Some(Overlay::Panel(panel)) => {
            panel::paint(app, panel, paint, body, buffer);
            None
        }
        _ => screen(app, paint, body, buffer),
    };
    let over = overlay(app, paint, body, buffer);
    let prompt = chrome::bottom(app, paint, bottom, buffer);
    prompt.or(if app.overlays.is_empty() { caret } else { over })
}

fn screen(app: &App, paint: &Paint, body: Rect, buffer: &mut Buffer) -> Option<Position> {
    match app.screen {
        Screen::Search => return search::paint(app, paint, body, buffer),
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

/// What lies over the screen: the topmost, in the middle, with the screen around it.
fn overlay(app: &App, paint: &Paint, body: Rect, buffer: &mut Buffer) -> Option<Position> {
    match app.overlays.last()? {
        Overlay::Panel(_) => None,
        Overlay::Help(scroll) => {
            help::paint(
                app,
                *scroll,
                paint,
                sheet(body, 96, body.height, paint, buffer),
                buffer,
            );
            None
        }
        Overlay::Diagnostics(scroll) => {
            let area = sheet(body, 84, body.height * 3 / 4, paint, buffer);
            diagnostics::paint(app, *scroll, paint, area, buffer);
            None
        }
        Overlay::Card(view) => {
            let area = sheet(body, 78, body.height * 5 / 6, paint, buffer);
            card::paint(app, view, paint, area, buffer);
            None
        }
        Overlay::Palette(state) => {
            let area = sheet(body, 64, body.height * 2 / 3, paint, buffer);
            palette::paint(app, state, paint, area, buffer)
        }
    }
}

/// Clears a sheet in the middle of the body and rules it off; returns the room inside.
fn sheet(body: Rect, width: u16, height: u16, paint: &Paint, buffer: &mut Buffer) -> Rect {
    let width = width.min(body.width);
    let height = height.clamp(3.min(body.height), body.height);
    let x = body.x + (body.width - width) / 2;
    let y = body.y + (body.height - height) / 2;
    let area = Rect {
        x,
        y,
        width,
        height,
    };
    for y in area.top()..area.bottom() {
        // A wide character cut by the sheet's edge would spill into it.
        if area.x > body.x && buffer[(area.x - 1, y)].symbol().len() > 1 {
            let before = &mut buffer[(area.x - 1, y)];
            if crate::text::width::width(before.symbol()) > 1 {
                before.set_symbol(" ");
            }
        }
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
    buffer.set_style(area, paint.ground());
    let rule = "─".repeat(usize::from(width));
    buffer.set_string(area.x, area.y, &rule, paint.style(Role::Border));
    buffer.set_string(area.x, area.bottom() - 1, &rule, paint.style(Role::Border));
    let inset = u16::from(width > 44) * 2 + 1;
    Rect {
        x: area.x + inset,
        y: area.y + 1,
        width: area.width.saturating_sub(2 * inset),
        height: area.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests;
