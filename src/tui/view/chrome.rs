//! The top line: which screen, which data, how old. The bottom line: what the next key can do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::commands::Command;
use crate::app::layout::LanguageMode;
use crate::app::overlay::Overlay;
use crate::app::{App, Screen, wording};
use crate::config::keymap::print_sequence;
use crate::config::theme::Role;
use crate::model::Term;
use crate::text::width::width;
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
    if area.width < 60 {
        let title = app
            .reader
            .document
            .as_ref()
            .map(|document| document.summary.title.as_str());
        row.put(title.unwrap_or("tape"), paint.style(Role::Heading));
        return;
    }
    row.put(" tape", paint.style(Role::Heading)).skip(2);
    for (screen, name) in [
        (Screen::Reader, wording::READER),
        (Screen::Search, wording::SEARCH),
        (Screen::Dashboard, wording::DASHBOARD),
    ] {
        let role = if screen == app.screen {
            Role::Accent
        } else {
            Role::Muted
        };
        row.put(name.get(app.locale), paint.style(role)).skip(2);
    }
}

fn market(app: &App) -> String {
    let status = &app.status.market;
    let Some(last) = status.last else {
        return String::new();
    };
    let narrow = app.shape.width < 60;
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
    if let (Some(field), true) = (&app.reader.find, app.context() == "find") {
        return Some(find_box(app, field, paint, area, buffer));
    }
    row.put_right(&format!("{} ", place(app)), paint.style(Role::Muted));
    row.skip(1);
    for (command, label) in hints(app) {
        let keys = app.keys.map.keys_of(&app.contexts(), command_id(command));
        let Some(key) = keys.map(|keys| print_sequence(&keys)) else {
            continue;
        };
        let needed = width(&key) + width(label.get(app.locale)) + 4;
        if needed > usize::from(row.room()) {
            break;
        }
        row.put(&key, paint.style(Role::Key)).skip(1);
        row.put(label.get(app.locale), paint.style(Role::Muted))
            .skip(2);
    }
    None
}

fn command_id(command: Command) -> &'static str {
    crate::app::commands::info(command).map_or("", |info| info.id)
}

fn find_box(
    app: &App,
    field: &crate::app::field::Field,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let prompt = format!(" /{}", field.text());
    let caret = area.x + 2 + width(field.before_caret()) as u16;
    let mut row = Row::new(buffer, area, 0);
    let count = app.reader.match_count();
    if !field.text().is_empty() {
        let found = match count {
            0 => wording::NOT_IN_NOTE.get(app.locale).to_owned(),
            count => count.to_string(),
        };
        let role = if count == 0 {
            Role::Warning
        } else {
            Role::Muted
        };
        row.put_right(&format!("{found} "), paint.style(role));
    }
    row.put(&prompt, paint.style(Role::Text));
    Position::new(caret.min(area.right().saturating_sub(1)), area.y)
}

/// Where you are: how far in the note, or how far the index is.
fn place(app: &App) -> String {
    if let Some(progress) = app.status.progress.filter(|progress| progress.total > 0) {
        let word = wording::INDEXING.get(app.locale);
        return format!("{word} {}/{}", progress.done, progress.total);
    }
    let Some(document) = app
        .reader
        .document
        .as_ref()
        .filter(|_| app.screen == Screen::Reader)
    else {
        return String::new();
    };
    let total = document.note.passages.len();
    let rows = usize::from(app.shape.body());
    let last = app.reader.layout.lines().len();
    let bottom = (app.reader.top + rows).min(last);
    let share = if last == 0 {
        1.0
    } else {
        bottom as f64 / last as f64
    };
    if app.shape.width < 60 {
        return format!("{:.0}%", share * 100.0);
    }
    let passage = app.reader.layout.passage_at(app.reader.top) + 1;
    let minutes = f64::from(document.summary.reading_minutes()) * (1.0 - share);
    let locale = app.locale;
    let left = wording::minutes(minutes.ceil() as u32, locale);
    let word = wording::PASSAGE.get(locale);
    format!(
        "{word} {}/{total} · {left} {}",
        passage.min(total),
        wording::LEFT.get(locale)
    )
}

/// The keys worth telling here, most useful first.
fn hints(app: &App) -> Vec<(Command, Term)> {
    match app.overlays.last() {
        Some(Overlay::Card(_)) => {
            return vec![
                (Command::Open, wording::HINT_OPEN),
                (Command::Panel, wording::HINT_PANEL),
                (Command::Close, wording::HINT_CLOSE),
            ];
        }
        Some(Overlay::Palette(_)) => {
            return vec![
                (Command::Open, wording::HINT_OPEN),
                (Command::Close, wording::HINT_CLOSE),
            ];
        }
        Some(_) => return vec![(Command::Close, wording::HINT_CLOSE)],
        None => {}
    }
    match app.screen {
        Screen::Search => {
            vec![
                (Command::Open, wording::HINT_OPEN),
                (Command::Close, wording::HINT_BACK),
            ]
        }
        Screen::Dashboard => vec![
            (Command::Open, wording::HINT_PANEL),
            (Command::Close, wording::HINT_BACK),
            (Command::Help, wording::HINT_KEYS),
        ],
        Screen::Reader => vec![
            (Command::NextLanguageMode, mode_name(app.reader.mode)),
            (Command::NextMention, wording::HINT_LINK),
            (Command::Card, wording::HINT_CARD),
            (Command::Search, wording::SEARCH),
            (Command::FocusNext, wording::HINT_PANE),
            (Command::Help, wording::HINT_KEYS),
        ],
    }
}

const fn mode_name(mode: LanguageMode) -> Term {
    match mode {
        LanguageMode::Stacked => wording::MODE_STACKED,
        LanguageMode::SideBySide => wording::MODE_SIDE,
        LanguageMode::Chinese => wording::MODE_CHINESE,
        LanguageMode::English => wording::MODE_ENGLISH,
    }
}
