//! The list below the query: notes with their passages, and the lines that say what else there is.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screens::search::list::{self, Entry, Item};
use crate::app::screens::search::{NOTHING_ROWS, Search};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::{Hit, Locale, Omitted, ReadAs, Snippet};
use crate::text::width::{graphemes, truncate, width};
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

use super::{ROOMY, below, paragraph};

/// Columns of a hit's date and of what stands around it: passages stand under their titles.
const INDENT: u16 = 13;

/// Columns of who speaks, or of the source, at most.
const LONGEST_NAME: usize = 24;

/// How the list looks: muted while the query as typed has no answer of its own.
struct Look<'p> {
    paint: &'p Paint,
    dimmed: bool,
}

impl Look<'_> {
    fn of(&self, role: Role) -> Style {
        self.paint
            .style(if self.dimmed { Role::Muted } else { role })
    }
}

/// What was found, or that nothing was.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let search = &app.search;
    let look = Look {
        paint,
        dimmed: search.unparsed.is_some(),
    };
    let mut area = area;
    if search.finds_nothing() {
        nothing(app, &look, area, buffer);
        area = below(area, NOTHING_ROWS);
    }
    let mut y = 0;
    let items = search.list.items().iter().enumerate();
    for (place, item) in items.skip(search.list.top()) {
        if y >= area.height {
            break;
        }
        let rows = below(area, y);
        let is_chosen = place == search.list.selected() && !search.narrow.is_focused;
        entry(app, &look, (item, is_chosen), rows, buffer);
        y += item.head + item.rows;
    }
}

/// That no note holds what was asked; where nothing else is told, what to do about it.
fn nothing(app: &App, look: &Look<'_>, area: Rect, buffer: &mut Buffer) {
    let told = match app.status.progress {
        Some(_) => wording::NOTHING_YET,
        None => wording::NOTHING_FOUND,
    };
    Row::new(buffer, area, 0).put(told.get(app.locale), look.of(Role::Text));
    if app.search.is_whole && app.search.list.items().is_empty() {
        let hint = wording::NOTHING_FOUND_HINT.get(app.locale);
        paragraph(hint, look.of(Role::Muted), below(area, 1), buffer);
    }
}

fn entry(
    app: &App,
    look: &Look<'_>,
    (item, is_chosen): (&Item, bool),
    area: Rect,
    buffer: &mut Buffer,
) {
    if item.head > 0 {
        let head = wording::SOME_OF_IT.get(app.locale);
        Row::new(buffer, area, 0).put(head, look.of(Role::Muted));
    }
    let area = below(area, item.head);
    let is_line = item.entry.is_line();
    let rows = if is_line { 1 } else { item.rows - 1 };
    if is_chosen {
        for y in 0..rows {
            Row::fill(buffer, area, y, look.paint.style(Role::Selection));
        }
    }
    let answer = &app.search.answer;
    if let Some(hit) = list::hit(answer, item.entry) {
        note(app, look, hit, area, buffer);
        return;
    }
    let mut row = Row::new(buffer, area, 0);
    if item.entry == Entry::Similar {
        similar(&app.search, app.locale, look, &mut row);
    } else if let Some(told) = list::omitted(answer, item.entry) {
        omitted(told, item.entry, app.locale, look, &mut row);
    }
}

/// How words were read, and how many notes hold what they may mean: `fangkong → 放空 (pinyin)`.
fn similar(search: &Search, locale: Locale, look: &Look<'_>, row: &mut Row<'_>) {
    let Some(similar) = &search.answer.similar else {
        return;
    };
    row.put_right(&wording::notes(similar.total, locale), look.of(Role::Muted));
    for (place, ReadAs { typed, name, by }) in similar.read_as.iter().enumerate() {
        let why = wording::of_likeness(*by);
        if place > 0 {
            row.put(" · ", look.of(Role::Muted));
        }
        row.put(typed, look.of(Role::Muted));
        row.put(" → ", look.of(Role::Accent));
        row.put(name, look.of(Role::Strong));
        row.put(&format!(" ({})", why.get(locale)), look.of(Role::Muted));
    }
}

/// A word that stands in the way, or a name to ask for in its place.
fn omitted(told: &Omitted, entry: Entry, locale: Locale, look: &Look<'_>, row: &mut Row<'_>) {
    if let Entry::Nearest(_, at) = entry {
        let Some(name) = told.nearest.get(at) else {
            return;
        };
        let label = wording::NEAREST.get(locale);
        row.skip(2).put(label, look.of(Role::Muted)).skip(2);
        row.put(name, look.of(Role::Strong));
        return;
    }
    let word = &told.word;
    let text = match (told.is_unknown, told.without) {
        (true, 0) => wording::unknown_word(word, locale),
        (true, count) => format!(
            "{} · {}",
            wording::unknown_word(word, locale),
            wording::without_it(count, locale)
        ),
        (false, count) => wording::without_word(word, count, locale),
    };
    row.put(&text, look.of(Role::Text));
}

/// Date, title and who speaks; below them the passage and by which spelling it was found.
fn note(app: &App, look: &Look<'_>, hit: &Hit, area: Rect, buffer: &mut Buffer) {
    let muted = look.of(Role::Muted);
    let is_roomy = area.width > ROOMY;
    let mut row = Row::new(buffer, area, 0);
    if let Some(from) = from(hit).filter(|_| is_roomy) {
        row.put_right(&format!("{from} "), muted);
    }
    let date = hit.note.date;
    let date = date.map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
    row.skip(1).put(&date, muted).skip(2);
    title(&hit.note.title, &hit.title, look, &mut row);
    let mut row = Row::new(buffer, area, 1);
    if !hit.via.is_empty() && is_roomy {
        let via = format!("{} {} ", wording::VIA.get(app.locale), hit.via.join(" · "));
        row.put_right(&via, muted);
    }
    let Some(place) = &hit.place else { return };
    row.skip(if is_roomy { INDENT } else { 3 });
    snippet(&place.snippet, look, &mut row);
}

/// Who speaks, or where it is from; of an address the host.
fn from(hit: &Hit) -> Option<Cow<'_, str>> {
    let source = || {
        let source = hit.note.source.as_deref()?;
        let Some((_, address)) = source.split_once("://") else {
            return Some(source);
        };
        let host = address.split('/').next()?;
        Some(host.trim_start_matches("www."))
    };
    let name = hit.note.speaker.as_deref().or_else(source)?;
    Some(truncate(name, LONGEST_NAME))
}

/// A title with the parts that match lit.
fn title(title: &str, lit: &[Range<usize>], look: &Look<'_>, row: &mut Row<'_>) {
    let mut put = |range: Range<usize>, role| {
        row.put(title.get(range).unwrap_or_default(), look.of(role));
    };
    let mut at = 0;
    for range in lit {
        put(at..range.start, Role::Heading);
        put(range.clone(), Role::Highlight);
        at = range.end;
    }
    put(at..title.len(), Role::Heading);
}

/// A snippet from so far on that its first match is in view.
fn snippet(pieces: &[Snippet], look: &Look<'_>, row: &mut Row<'_>) {
    let before = pieces.iter().take_while(|piece| !piece.matched);
    let lead: usize = before.map(|piece| width(&piece.text)).sum();
    let first = pieces
        .iter()
        .find(|piece| piece.matched)
        .map_or(0, |piece| width(&piece.text));
    let room = usize::from(row.room());
    // Columns to leave out at the left, so that a third of the row leads to the match.
    let mut out = if lead + first < room {
        0
    } else {
        lead.saturating_sub(room / 3)
    };
    if out > 0 {
        row.put("…", look.of(Role::Muted));
    }
    for piece in pieces {
        let skipped = graphemes(&piece.text).take_while(|grapheme| {
            let left_out = out > 0;
            out = out.saturating_sub(grapheme.width);
            left_out
        });
        let from = skipped.last().map_or(0, |grapheme| grapheme.end());
        let text = piece.text.get(from..).unwrap_or_default();
        let role = if piece.matched {
            Role::Highlight
        } else {
            Role::Text
        };
        row.put(text, look.of(role));
    }
}
