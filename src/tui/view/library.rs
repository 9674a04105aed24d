//! The list of notes.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screens::library::{DATE_WIDTH, Foot, entry_rows, title_rows};
use crate::app::shape::Pane;
use crate::app::wording::kept as words;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{NoteSummary, Only};
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Title, the notes in view, and the most used tags at the foot of a tall pane.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    heading(app, paint, area, buffer);
    let foot = Foot::of(&app.library, area.height);
    let height = foot.list_rows(area.height);
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
    let below = Rect {
        y: list.bottom(),
        height: area.bottom().saturating_sub(list.bottom()),
        ..area
    };
    feet(app, paint, (foot, below), buffer);
}

/// The most used tags and the saved searches, each with their numbers of notes.
fn feet(app: &App, paint: &Paint, (foot, area): (Foot, Rect), buffer: &mut Buffer) {
    let tags = app.library.list.as_ref().map_or(&[][..], |list| &list.tags);
    tag_list(app, paint, tags.iter().take(foot.tags), area, buffer);
    let taken = if foot.tags == 0 {
        0
    } else {
        foot.tags as u16 + 2
    };
    let area = Rect {
        y: area.y + taken.min(area.height),
        height: area.height.saturating_sub(taken),
        ..area
    };
    search_list(app, paint, foot.searches, area, buffer);
}

/// The first saved searches, and the key that opens them.
fn search_list(app: &App, paint: &Paint, count: usize, area: Rect, buffer: &mut Buffer) {
    let muted = paint.style(Role::Muted);
    for (saved, y) in app.library.searches.iter().take(count).zip(2..) {
        if y == 2 {
            let mut row = Row::new(buffer, area, 1);
            row.skip(1).put(words::SEARCHES.get(app.locale), muted);
            let left_out = app.library.searches.len() - count;
            if left_out > 0 {
                row.put_right(&format!("+{left_out} "), muted);
            }
        }
        let mut row = Row::new(buffer, area, y);
        match saved.notes {
            Some(notes) => {
                let count = grouped(notes as f64, 0, Sign::Negative);
                row.put_right(&format!("{count} "), muted)
            }
            None => row.put_right("! ", paint.style(Role::Warning)),
        };
        row.skip(1)
            .put("@", muted)
            .put(&saved.search.name, paint.style(Role::Accent));
    }
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
    if let Some(unread) = app.library.unread().filter(|unread| *unread > 0) {
        row.put_right(&format!("{unread}● "), paint.style(Role::Accent));
    }
    row.skip(1);
    let list = app.library.list.as_ref();
    match list.map(|list| (list.only, list.since)) {
        Some((Only::New, Some(_))) => {}
        Some((Only::Unread, _)) => {
            row.put(words::UNREAD.get(app.locale), paint.style(role))
                .skip(2);
        }
        _ => {
            row.put(wording::NOTES.get(app.locale), paint.style(role))
                .skip(2);
        }
    }
    let muted = paint.style(Role::Muted);
    let Some(list) = &app.library.list else {
        return;
    };
    if let (Only::New, Some(since)) = (list.only, list.since) {
        let line = words::new_since(list.total, since, app.locale);
        row.put(&line, paint.style(Role::Text));
    } else if list.total > 0 {
        row.put(&list.total.to_string(), muted).skip(1);
        row.put(wording::NEWEST_FIRST.get(app.locale), muted);
    }
}

fn empty(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let muted = paint.style(Role::Muted);
    let text = match (&app.library.list, app.status.progress) {
        (Some(list), _) if list.only == Only::Unread => words::NOTHING_UNREAD,
        (Some(list), _) if list.only == Only::New && list.since.is_none() => words::NO_VISIT,
        (Some(list), _) if list.only == Only::New => words::NOTHING_NEW,
        (None, _) | (_, Some(_)) => wording::OPENING,
        (Some(_), None) => wording::NO_NOTES,
    };
    let next = paragraph(text.get(app.locale), 1, muted, area, buffer);
    let only = app.library.list.as_ref().map(|list| list.only);
    if only.is_some_and(|only| only != Only::All) {
        paragraph(
            words::ESC_FOR_ALL.get(app.locale),
            next,
            muted,
            area,
            buffer,
        );
        return;
    }
    if app.library.list.is_some() && app.status.progress.is_none() && app.shape.columns().text == 0
    {
        let hint = wording::NO_NOTES_HINT.get(app.locale);
        paragraph(hint, next, muted, area, buffer);
    }
}

/// A text from a row on, wrapped; returns the row below it.
fn paragraph(text: &str, first: u16, style: Style, area: Rect, buffer: &mut Buffer) -> u16 {
    let room = usize::from(area.width.saturating_sub(2)).max(2);
    let mut next = first;
    for range in wrap(text, room, room) {
        let line = text.get(range).unwrap_or_default();
        Row::new(buffer, area, next).skip(1).put(line, style);
        next += 1;
    }
    next
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
            let unread = app.library.is_unread(note.id);
            row.put(if unread { "●" } else { " " }, paint.style(Role::Accent));
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
        row.skip(2).put(&year.to_string(), paint.style(Role::Muted));
    }
    row.to(area.x + DATE_WIDTH)
        .put(&detail, paint.style(Role::Muted));
    if note.diagnostics > 0 {
        row.skip(1).put("!", paint.style(Role::Warning));
    }
}
