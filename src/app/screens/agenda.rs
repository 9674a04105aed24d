//! What stands ahead: meetings, releases, expiries and holidays, from the day of the open note and
//! from the last day of the data.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::calendar::{self, Event, EventKind};
use crate::config::theme::Role;
use crate::model::{Locale, Term};

/// Days of a list.
const DAYS: i32 = 42;

/// Where the names of events stand.
const NAMES: u16 = 20;

const TITLE: Term = Term::new("Agenda", "未来日程", "未來日程");
const FROM_NOTE: Term = Term::new("Ahead of the note", "成文之后", "成文之後");
const FROM_DATA: Term = Term::new("Ahead of the last data", "最新数据之后", "最新資料之後");
const NOTHING: Term = Term::new(
    "Nothing in the calendars.",
    "日历中没有事件。",
    "日曆中沒有事件。",
);
const NO_DAY: Term = Term::new(
    "Neither a dated note nor market data to begin at.",
    "既无带日期的文章，也无行情数据可作起点。",
    "既無帶日期的文章，也無行情資料可作起點。",
);

/// The lists of events.
#[derive(Debug, Clone, PartialEq)]
pub struct Agenda {
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    note: Option<Date>,
    data: Option<Date>,
    locale: Option<Locale>,
}

impl Agenda {
    /// From the day of a note and from the last day of the data, where there are such days.
    #[must_use]
    pub fn of(note: Option<Date>, data: Option<Date>) -> Self {
        Self {
            page: Page::default(),
            scroll: Scroll::default(),
            note,
            data: data.filter(|day| note != Some(*day)),
            locale: None,
        }
    }

    /// Lays it out where its width or language has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    fn page(&self, width: u16, locale: Locale) -> Page {
        let mut page = Page::new(width);
        page.row().put(TITLE.get(locale), Role::Accent);
        let lists = [(FROM_NOTE, self.note), (FROM_DATA, self.data)];
        for (title, from) in lists {
            let Some(from) = from else { continue };
            page.blank(1);
            let mut head = page.row();
            head.put(title.get(locale), Role::Heading).skip(2);
            head.put(&from.to_string(), Role::Muted);
            list(&mut page, from, locale);
        }
        if self.note.is_none() && self.data.is_none() {
            page.blank(1);
            page.paragraph(NO_DAY.get(locale), Role::Muted, 0);
        }
        page
    }
}

/// The events of the weeks after a day as the calendar stood on it; each day is named once.
fn list(page: &mut Page, from: Date, locale: Locale) {
    let (first, last) = (from.tomorrow(), from.checked_add(DAYS.days()));
    let (Ok(first), Ok(last)) = (first, last) else {
        return;
    };
    let events = calendar::known_on(from, first, last);
    if events.is_empty() {
        page.paragraph(NOTHING.get(locale), Role::Muted, 2);
    }
    let mut before = None;
    for event in events {
        let day = if before == Some(event.date) {
            String::new()
        } else {
            let weekday = wording::weekday(event.date).get(locale);
            format!("{} {weekday}", event.date)
        };
        before = Some(event.date);
        page.entry(
            (&day, Role::Muted),
            NAMES,
            (event.name.get(locale), role(&event)),
        );
    }
    for (name, end) in calendar::ending_before(last) {
        let known = wording::KNOWN_UNTIL.get(locale);
        page.entry(
            ("", Role::Muted),
            NAMES,
            (&format!("{} {known} {end}", name.get(locale)), Role::Muted),
        );
    }
}

const fn role(event: &Event) -> Role {
    match event.kind {
        EventKind::Decision => Role::Accent,
        EventKind::Closed | EventKind::HalfDay => Role::Muted,
        _ => Role::Text,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn rows(mut agenda: Agenda, locale: Locale) -> Vec<String> {
        agenda.lay_out(90, locale);
        let rows = agenda.page.rows().iter();
        let text = |row: &Vec<crate::app::page::Placed>| {
            row.iter()
                .map(|placed| placed.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        rows.map(text).collect()
    }

    #[test]
    fn from_the_note_and_from_the_data() {
        let agenda = Agenda::of(Some(date(2025, 9, 10)), Some(date(2026, 2, 6)));
        let rows = rows(agenda, Locale::En);
        assert_eq!(
            rows[..4],
            [
                "Agenda",
                "",
                "Ahead of the note 2025-09-10",
                "US CPI 2025-09-11 Thu"
            ]
        );
        assert!(
            rows.contains(&"FOMC decision 2025-09-17 Wed".to_owned()),
            "{rows:?}"
        );
        let data = rows
            .iter()
            .position(|row| row.starts_with("Ahead of the last data"));
        assert_eq!(rows[data.unwrap() + 1], "US payrolls 2026-02-11 Wed");
    }

    #[test]
    fn one_day_makes_one_list() {
        let day = date(2026, 2, 6);
        let both = rows(Agenda::of(Some(day), Some(day)), Locale::Hans);
        let heads = both.iter().filter(|row| row.contains("之后")).count();
        assert_eq!(heads, 1, "{both:?}");
        assert!(
            both.contains(&"美国CPI 2026-02-13 周五".to_owned()),
            "{both:?}"
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        let rows = rows(Agenda::of(None, Some(date(2026, 12, 1))), Locale::En);
        let said = "Shanghai and Shenzhen closed known until 2026-12-31";
        assert!(rows.iter().any(|row| row.contains(said)), "{rows:?}");
    }

    #[test]
    fn without_a_day_it_says_so() {
        let rows = rows(Agenda::of(None, None), Locale::En);
        assert!(
            rows.iter()
                .any(|row| row.starts_with("Neither a dated note")),
            "{rows:?}"
        );
    }
}
