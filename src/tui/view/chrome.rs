//! The top line: which screen, which data, how old. The bottom line: what the next key can do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::cast::Cast;
use crate::app::cursor::Cursor;
use crate::app::field::Field;
use crate::app::layout::LanguageMode;
use crate::app::shape::Pane;
use crate::app::{App, Screen, wording};
use crate::config::theme::Role;
use crate::text::width::{truncate, width};
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Name of the program, the screens with the present one lit, the market's date.
pub(super) fn top(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let market = market(app);
    let mut row = Row::new(buffer, area, 0);
    if app.status.market.demo {
        row.put_right(&format!("{market} "), paint.style(Role::Warning));
    } else {
        row.put_right(&format!("{market} "), paint.style(Role::Muted));
    }
    if area.width < NARROW {
        row.put(" ", paint.style(Role::Heading))
            .put(narrow_title(app), paint.style(Role::Heading));
        return;
    }
    row.put(" tape", paint.style(Role::Heading)).skip(2);
    for (screen, name) in [
        (Screen::Reader, wording::READER),
        (Screen::Search, wording::SEARCH),
        (Screen::Dashboard, wording::DASHBOARD),
    ] {
        let style = if screen == app.screen {
            // Not by its colour alone.
            paint.style(Role::Accent).add_modifier(Modifier::UNDERLINED)
        } else {
            paint.style(Role::Muted)
        };
        row.put(name.get(app.locale), style).skip(2);
    }
}

/// From this width on there is room to say how far it is in words.
const WORDY: u16 = 100;

/// Narrower than this, the top line names only what is read.
const NARROW: u16 = 60;

/// What is read, where its own title is scrolled away; else the screen or the program.
fn narrow_title(app: &App) -> &str {
    let reading = app.shape.focus == Pane::Text && app.reader.top > 0;
    match app.screen {
        Screen::Search => wording::SEARCH.get(app.locale),
        Screen::Dashboard => wording::DASHBOARD.get(app.locale),
        Screen::Reader => {
            let document = app.reader.document.as_ref().filter(|_| reading);
            document.map_or("tape", |document| &document.summary.title)
        }
    }
}

fn market(app: &App) -> String {
    let status = &app.status.market;
    let Some(last) = status.last else {
        return String::new();
    };
    let narrow = app.shape.width < NARROW;
    match (status.demo, narrow) {
        (true, true) => format!("DEMO {}", last.strftime("%m-%d")),
        (false, true) => last.strftime("%m-%d").to_string(),
        (true, false) => format!(
            "{} · {} {last}",
            wording::DEMO.get(app.locale),
            wording::LAST_CLOSE.get(app.locale)
        ),
        (false, false) => format!("{} {last}", wording::LAST_CLOSE.get(app.locale)),
    }
}

/// Columns of a speaker's name at most.
const LONGEST_NAME: usize = 20;

/// Whether the bottom line holds more than hints.
pub(super) fn has_something_to_say(app: &App) -> bool {
    app.status.notice.is_some() || app.context() == "find" || !app.overlays.is_empty()
}

/// A notice, the find box, or hints and where you are; returns where the caret stands.
pub(super) fn bottom(
    app: &App,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let mut row = Row::new(buffer, area, 0);
    if let Some(notice) = &app.status.notice {
        let role = if notice.is_problem {
            Role::Error
        } else {
            Role::Accent
        };
        let sign = if notice.is_problem { " ! " } else { " · " };
        row.put(sign, paint.style(role))
            .put(&notice.text, paint.style(role));
        return None;
    }
    if let (Some(find), "find") = (&app.reader.find, app.context()) {
        return Some(find_box(app, &find.field, paint, area, buffer));
    }
    row.put_right(&format!("{} ", place(app)), paint.style(Role::Muted));
    row.skip(1);
    for hint in &app.keys.hints.list {
        let label = hint.label.get(app.locale);
        let needed = width(&hint.key) + width(label) + 1;
        if needed > usize::from(row.room()) {
            break;
        }
        row.put(&hint.key, paint.style(Role::Key)).skip(1);
        row.put(label, paint.style(Role::Muted)).skip(3);
    }
    None
}

fn find_box(app: &App, field: &Field, paint: &Paint, area: Rect, buffer: &mut Buffer) -> Position {
    let prompt = format!(" /{}", field.text());
    let caret = area.x + 2 + width(field.before_caret()) as u16;
    let mut row = Row::new(buffer, area, 0);
    if !field.text().is_empty() {
        let role = if app.reader.tally.shown == 0 {
            Role::Warning
        } else {
            Role::Muted
        };
        row.put_right(&format!("{} ", tally(app)), paint.style(role));
    }
    row.put(&prompt, paint.style(Role::Text));
    Position::new(caret.min(area.right().saturating_sub(1)), area.y)
}

/// How many matches are lit, and which of them is gone to: `match 2/5`.
fn tally(app: &App) -> String {
    let tally = app.reader.tally;
    match (tally.shown, tally.hidden, tally.at) {
        (0, 0, _) => wording::NOT_IN_NOTE.get(app.locale).to_owned(),
        (0, _, _) => wording::NOT_SHOWN.get(app.locale).to_owned(),
        (shown, _, at) => {
            let word = wording::MATCH.get(app.locale);
            let place = at.map_or_else(String::new, |at| format!("{}/", at + 1));
            let wrapped = match at {
                Some(0) if tally.wrapped => wording::FROM_TOP.get(app.locale),
                Some(_) if tally.wrapped => wording::FROM_END.get(app.locale),
                _ => return format!("{word} {place}{shown}"),
            };
            format!("{word} {place}{shown} · {wrapped}")
        }
    }
}

/// Where you are: how far in the note, which hit, or how far the index is.
fn place(app: &App) -> String {
    if app.status.progress.is_some_and(|progress| progress.waiting) {
        return wording::WAITING.get(app.locale).to_owned();
    }
    if let Some(progress) = app.status.progress.filter(|progress| progress.total > 0) {
        let word = wording::INDEXING.get(app.locale);
        return format!("{word} {}/{}", progress.done, progress.total);
    }
    if !app.overlays.is_empty() {
        return String::new();
    }
    let of = |cursor: Cursor, count: usize| match count {
        0 => String::new(),
        count => format!("{}/{count}", cursor.selected + 1),
    };
    match app.screen {
        Screen::Search => return app.search.place(),
        Screen::Dashboard => {
            return of(app.dashboard.cursor, app.dashboard.len());
        }
        Screen::Reader if app.shape.focus == Pane::Notes => {
            return of(app.library.cursor, app.library.notes().len());
        }
        Screen::Reader if !app.reader.matches.is_empty() => return tally(app),
        Screen::Reader => {}
    }
    let place = how_far(app);
    match only(app) {
        Some(only) if place.is_empty() => only,
        Some(only) => format!("{only} · {place}"),
        None => place,
    }
}

/// How far in the note, and what is left; the less of it, the narrower the screen.
fn how_far(app: &App) -> String {
    let Some(progress) = app.reader.progress(app.shape.body()) else {
        return String::new();
    };
    let percent = (progress.share * 100.0).floor() as u32;
    // How long the speakers that are read take is not how long the note takes.
    let left = if app.reader.only.is_all() {
        progress.minutes
    } else {
        0
    };
    let passage = (progress.passage + 1).min(progress.passages);
    let place = match app.shape.width {
        ..NARROW => return format!("{percent}%"),
        NARROW..WORDY if left == 0 => format!("{passage}/{} · {percent}%", progress.passages),
        NARROW..WORDY => format!("{percent}% · {}", wording::left_to_read(left, app.locale)),
        _ => wording::place(passage, progress.passages, percent, left, app.locale),
    };
    format!("{}{place}", doubt(app))
}

/// The speakers that are read alone: `only 周岚`, `only 周岚 +1`.
fn only(app: &App) -> Option<String> {
    let document = app.reader.document.as_ref()?;
    let mut chosen = app.reader.only.places();
    let first = chosen.next()?;
    let more = chosen.count();
    let cast = Cast::of(&document.note);
    let name = truncate(cast.names().get(first)?, LONGEST_NAME).into_owned();
    let more = if more > 0 {
        format!(" +{more}")
    } else {
        String::new()
    };
    Some(format!("{} {name}{more}", wording::ONLY.get(app.locale)))
}

/// How sure it is that the first doubtful pair in view says the same in both languages; nothing
/// where there is none, or one language is shown.
fn doubt(app: &App) -> String {
    let reader = &app.reader;
    let Some(document) = &reader.document else {
        return String::new();
    };
    if matches!(reader.mode, LanguageMode::Chinese | LanguageMode::English) {
        return String::new();
    }
    let bottom = reader.top + usize::from(app.shape.body()).saturating_sub(1);
    let in_view = reader.layout.passage_at(reader.top)..=reader.layout.passage_at(bottom);
    let passages = document.note.passages.get(in_view).unwrap_or_default();
    let doubtful = passages
        .iter()
        .filter_map(|passage| passage.pair)
        .find(|pair| pair.is_doubtful());
    doubtful.map_or_else(String::new, |pair| {
        let word = wording::DOUBTFUL_PAIR.get(app.locale);
        format!("{word} {:.0}% · ", pair.confidence() * 100.0)
    })
}
