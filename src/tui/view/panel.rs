//! One indicator in full: its page, with the chart in the rows left free for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::overlay::{Overlay, Size};
use crate::app::screens::panel::{CHART_ROWS, PanelView, Pictures};
use crate::chart::Span;
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::widgets::chart;
use crate::tui::widgets::line::Row;

use super::sheet;

/// The rows in view.
pub(super) fn paint(
    overlay: &Overlay,
    view: &PanelView,
    paint: &Paint,
    body: Rect,
    buffer: &mut Buffer,
) {
    let inside = overlay.inside(Size {
        width: body.width,
        height: body.height,
    });
    let air = Overlay::air(body.width).min(body.width);
    let area = Rect {
        x: body.x + air,
        width: inside.width,
        ..body
    };
    let top = overlay.top();
    sheet::paint(&view.page, top, None, paint, area, buffer);
    if let Some(at) = view.chart {
        chart(view, paint, area, (at, top), buffer);
    }
}

/// The rows of the picture that are in view.
fn chart(
    view: &PanelView,
    paint: &Paint,
    area: Rect,
    (at, top): (usize, usize),
    buffer: &mut Buffer,
) {
    let bottom = top + usize::from(area.height);
    if at >= top && at + usize::from(CHART_ROWS) <= bottom {
        let y = area.y + (at - top) as u16;
        let height = CHART_ROWS;
        picture(&view.pictures, paint, Rect { y, height, ..area }, buffer);
        return;
    }
    // Partly scrolled out: painted whole beside, and the part in view copied.
    let whole = Rect {
        x: area.x,
        y: 0,
        width: area.width,
        height: CHART_ROWS,
    };
    let mut aside = Buffer::empty(whole);
    aside.set_style(whole, paint.ground());
    picture(&view.pictures, paint, whole, &mut aside);
    for row in 0..usize::from(CHART_ROWS) {
        if !(top..bottom).contains(&(at + row)) {
            continue;
        }
        let y = area.y + (at + row - top) as u16;
        for x in area.left()..area.right() {
            if let (Some(from), Some(to)) = (aside.cell((x, row as u16)), buffer.cell_mut((x, y))) {
                to.clone_from(from);
            }
        }
    }
}

/// The caption, and the scene below it.
fn picture(pictures: &Pictures, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    caption(pictures, paint, area, buffer);
    if let Some(scene) = &pictures.scene {
        let below = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        chart::paint(scene, paint, below, buffer);
    }
}

/// The names of the pictures, and at the right what is read off or how much is looked at.
fn caption(pictures: &Pictures, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let (muted, accent) = (paint.style(Role::Muted), paint.style(Role::Accent));
    let mut row = Row::new(buffer, area, 0);
    let readout = pictures
        .scene
        .as_ref()
        .and_then(|scene| scene.readout.as_ref());
    if let Some(readout) = readout {
        row.put_right(readout, paint.style(Role::Text)).skip(0);
    } else if pictures.is_history() {
        for span in Span::ALL.into_iter().rev() {
            let chosen = span == pictures.view.span;
            let label = span.label().unwrap_or(pictures.all);
            row.put_right(label, if chosen { accent } else { muted });
        }
    }
    for (index, title) in pictures.titles.iter().enumerate() {
        let style = if index == pictures.shown {
            accent
        } else {
            muted
        };
        row.put(title, style).skip(2);
    }
}
