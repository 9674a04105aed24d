//! The list of notes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::library::{DATE_WIDTH, entry_rows, title_rows};
use crate::app::shape::Pane;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::NoteSummary;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Tags listed at most, where the pane is tall enough for them.
const TAGS: usize = 6;

/// From this height on the pane has room for tags.
const TALL: u16 = 30;

/// Title, the notes in view, and the most used tags at the foot of a tall pane.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    heading(app, paint, area, buffer);
    let tags = app.library.list.as_ref().map_or(&[][..], |list| &list.tags);
    let shown = if area.height >= TALL {
        tags.len().min(TAGS)
    } else {
        0
    };
    let foot = if shown == 0 { 0 } else { shown as u16 + 2 };
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + foot),
        ..area
    };
    if app.library.notes().is_empty() {
        empty(app, paint, list, buffer);
        return;
    }
    let mut y = 0;
    for (index, note) in app
        .library
        .notes()
        .iter()
        .enumerate()
        .skip(app.library.cursor.top)
    {
        let rows = entry_rows(note, area.width) as u16;
        if y + rows > list.height {
            break;
        }
        entry(
            app,
            paint,
            Rect {
                y: list.y + y,
                height: rows,
                ..list
            },
            (index, note),
            buffer,
        );
        y += rows;
    }
    if shown > 0 {
        let area = Rect {
            y: list.bottom() + 1,
            height: foot - 1,
            ..area
        };
        Row::new(buffer, area, 0).put(wording::TAGS.get(app.locale), paint.style(Role::Muted));
        for ((tag, count), y) in tags.iter().take(shown).zip(1..) {
            let mut row = Row::new(buffer, area, y);
            row.skip(2)
                .put_right(&format!("{count} "), paint.style(Role::Muted));
            row.put(tag, paint.style(Role::Text));
        }
    }
}

fn heading(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Notes;
    let role = if focused { Role::Accent } else { Role::Muted };
    let mut row = Row::new(buffer, area, 0);
    row.put(wording::NOTES.get(app.locale), paint.style(role))
        .skip(2);
    if let Some(list) = &app.library.list {
        let detail = format!("{}, {}", list.total, wording::NEWEST_FIRST.get(app.locale));
        row.put(&detail, paint.style(Role::Muted));
    }
}

fn empty(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let muted = paint.style(Role::Muted);
    let text = match (&app.library.list, app.status.progress) {
        (None, _) | (_, Some(_)) => wording::OPENING,
        (Some(_), None) => wording::NO_NOTES,
    };
    Row::new(buffer, area, 1)
        .skip(1)
        .put(text.get(app.locale), muted);
    if app.library.list.is_some() && app.status.progress.is_none() {
        let hint = wording::NO_NOTES_HINT.get(app.locale);
        let room = usize::from(area.width.saturating_sub(2));
        for (range, y) in crate::text::wrap::wrap(hint, room, room)
            .into_iter()
            .zip(2..)
        {
            let line = hint.get(range).unwrap_or_default();
            Row::new(buffer, area, y).skip(1).put(line, muted);
        }
    }
}

fn entry(
    app: &App,
    paint: &Paint,
    area: Rect,
    (index, note): (usize, &NoteSummary),
    buffer: &mut Buffer,
) {
    let open = app
        .reader
        .document
        .as_ref()
        .is_some_and(|open| open.summary.id == note.id);
    let chosen = index == app.library.cursor.selected;
    if chosen && app.shape.focus == Pane::Notes {
        for y in 0..area.height {
            Row::fill(buffer, area, y, paint.style(Role::Selection));
        }
    }
    let date = note.date.map(|date| date.strftime("%m-%d").to_string());
    let title = if open { Role::Accent } else { Role::Text };
    let mut rows = 0;
    for line in title_rows(note, area.width) {
        let mut row = Row::new(buffer, area, rows);
        if rows == 0 {
            let mark = if chosen { "▸" } else { " " };
            row.put(mark, paint.style(Role::Accent));
            row.put(date.as_deref().unwrap_or("  —  "), paint.style(Role::Muted));
        }
        row.to(area.x + DATE_WIDTH).put(line, paint.style(title));
        rows += 1;
    }
    let minutes = wording::minutes(note.reading_minutes(), app.locale);
    let detail = match &note.speaker {
        Some(speaker) => format!("{speaker} · {minutes}"),
        None => minutes,
    };
    let mut row = Row::new(buffer, area, rows);
    row.to(area.x + DATE_WIDTH)
        .put(&detail, paint.style(Role::Muted));
    if note.diagnostics > 0 {
        row.skip(1).put("!", paint.style(Role::Warning));
    }
}
