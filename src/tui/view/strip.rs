//! The quote strip: the user's instruments with last price, change, course, age, and how far each
//! can be relied on, in words and not by colour alone.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, written};
use crate::config::Charts;
use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{Ticker, TickerState};
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::gauge;
use crate::tui::widgets::line::Row;

/// Columns of a course.
const COURSE: usize = 8;

/// Columns between two instruments.
const GAP: u16 = 3;

/// One line; instruments that do not fit are left out, the last first.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1);
    for ticker in &app.status.tickers {
        let parts = parts(app, paint, ticker);
        let needed: usize = parts.iter().map(|(_, text)| width(text)).sum();
        if needed > usize::from(row.room()) {
            row.put("…", paint.style(Role::Muted));
            break;
        }
        for (role, text) in &parts {
            row.put(text, paint.style(*role));
        }
        row.skip(GAP);
    }
}

/// What is said of an instrument, in its parts.
fn parts(app: &App, paint: &Paint, ticker: &Ticker) -> Vec<(Role, String)> {
    let mut parts = vec![(Role::Instrument, ticker.id.clone())];
    // A price that nobody stands by is not shown as if it were one of now.
    let is_good = matches!(
        ticker.state,
        TickerState::Live | TickerState::Delayed | TickerState::Closed
    );
    let muted = |role| if is_good { role } else { Role::Muted };
    if let Some(last) = ticker.last {
        let text = format!(" {}", grouped(last, decimals(last), Sign::Negative));
        parts.push((muted(Role::Text), text));
    }
    if let Some(change) = ticker.change {
        let percent = grouped(change * 100.0, 2, Sign::Always);
        parts.push((muted(written::change_role(change)), format!(" {percent}%")));
    }
    let course = gauge::course(&ticker.trail, COURSE);
    if !course.is_empty() && paint.charts != Charts::Ascii {
        parts.push((Role::Muted, format!(" {course}")));
    }
    let word = crate::app::wording::of_ticker(ticker.state).get(app.locale);
    parts.push((role_of(ticker.state), format!(" {word}")));
    if let Some(age) = ticker.age.filter(|age| !age.is_zero()) {
        parts.push((Role::Muted, format!(" {}", written_age(age))));
    }
    parts
}

const fn role_of(state: TickerState) -> Role {
    match state {
        TickerState::Live | TickerState::Delayed => Role::Accent,
        TickerState::Waiting | TickerState::Closed => Role::Muted,
        TickerState::Stale => Role::Warning,
        TickerState::Offline => Role::Error,
    }
}

/// Prices under ten have more digits that matter.
const fn decimals(price: f64) -> usize {
    if price < 10.0 { 4 } else { 2 }
}

/// `20s`, `3m`, `2h`: as short as the strip is.
fn written_age(age: Duration) -> String {
    match age.as_secs() {
        seconds @ ..60 => format!("{seconds}s"),
        seconds @ 60..3600 => format!("{}m", seconds / 60),
        seconds => format!("{}h", seconds / 3600),
    }
}
