//! The list of notes.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::library::{DATE_WIDTH, entry_rows, list_rows, tags_shown, title_rows};
use crate::app::shape::Pane;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::NoteSummary;
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Title, the notes in view, and the most used tags at the foot of a tall pane.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    heading(app, paint, area, buffer);
    let tags = app.library.list.as_ref().map_or(&[][..], |list| &list.tags);
    let height = list_rows(area.height, tags.len());
    let list = Rect {
        y: area.y + 1,
        height,
        ..area
    };
    if app.library.notes().is_empty() {
        empty(app, paint, list, buffer);
        return;
    }
    let newest = app
        .library
        .notes()
        .iter()
        .find_map(|note| note.date)
        .map(Date::year);
    let mut y = 0;
    for (index, note) in app
        .library
        .notes()
        .iter()
        .enumerate()
        .skip(app.library.cursor.top)
    {
        if y >= list.height {
            break;
        }
        let rows = (entry_rows(note, area.width) as u16).min(list.height - y);
        let place = Rect {
            y: list.y + y,
            height: rows,
            ..list
        };
        entry(app, paint, place, (index, note, newest), buffer);
        y += rows;
    }
    let foot = Rect {
        y: list.bottom(),
        height: area.bottom().saturating_sub(list.bottom()),
        ..area
    };
    tag_list(
        app,
        paint,
        tags.iter().take(tags_shown(area.height, tags.len())),
        foot,
        buffer,
    );
}

/// The most used tags, with their numbers of notes.
fn tag_list<'a>(
    app: &App,
    paint: &Paint,
    tags: impl Iterator<Item = &'a (String, usize)>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let muted = paint.style(Role::Muted);
    for ((tag, count), y) in tags.zip(2..) {
        if y == 2 {
            Row::new(buffer, area, 1)
                .skip(1)
                .put(wording::TAGS.get(app.locale), muted);
        }
        let mut row = Row::new(buffer, area, y);
        row.put_right(&format!("{count} "), muted);
        row.skip(2).put(tag, paint.style(Role::Tag));
    }
}

fn heading(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Notes;
    let role = if focused { Role::Accent } else { Role::Muted };
    let mut row = Row::new(buffer, area, 0);
    row.skip(1)
        .put(wording::NOTES.get(app.locale), paint.style(role))
        .skip(2);
    if let Some(list) = app.library.list.as_ref().filter(|list| list.total > 0) {
        row.put(&list.total.to_string(), paint.style(Role::Muted))
            .skip(1);
        row.put(
            wording::NEWEST_FIRST.get(app.locale),
            paint.style(Role::Muted),
        );
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
    if app.library.list.is_some() && app.status.progress.is_none() && app.shape.columns().text == 0
    {
        let hint = wording::NO_NOTES_HINT.get(app.locale);
        let room = usize::from(area.width.saturating_sub(2)).max(2);
        for (range, y) in wrap(hint, room, room).into_iter().zip(2..) {
            let line = hint.get(range).unwrap_or_default();
            Row::new(buffer, area, y).skip(1).put(line, muted);
        }
    }
}

fn entry(
    app: &App,
    paint: &Paint,
    area: Rect,
    (index, note, newest): (usize, &NoteSummary, Option<i16>),
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
            row.put(if chosen { "▸" } else { " " }, paint.style(Role::Accent));
            row.put(date.as_deref().unwrap_or("  —  "), paint.style(Role::Muted));
        }
        row.to(area.x + DATE_WIDTH).put(&line, paint.style(title));
        rows += 1;
    }
    let minutes = wording::minutes(note.reading_minutes(), app.locale);
    let detail = match &note.speaker {
        Some(speaker) => format!("{speaker} · {minutes}"),
        None => minutes,
    };
    let mut row = Row::new(buffer, area, rows);
    // The year of older notes, under their day.
    if let Some(year) = note
        .date
        .map(Date::year)
        .filter(|year| Some(*year) != newest)
    {
        row.skip(1).put(&year.to_string(), paint.style(Role::Muted));
    }
    row.to(area.x + DATE_WIDTH)
        .put(&detail, paint.style(Role::Muted));
    if note.diagnostics > 0 {
        row.skip(1).put("!", paint.style(Role::Warning));
    }
}
