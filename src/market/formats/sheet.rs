//! Lines of cells under a header, for the formats that are CSV with known columns.

use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::civil::Date;

use super::body;
use super::cells::figure;
use super::error::FormatError;
use super::notice::{Notice, Place, Reason};

/// The lines of a file.
pub(super) struct Sheet {
    header: Vec<String>,
    rows: Vec<(Place, StringRecord)>,
}

impl Sheet {
    /// The lines under the first one, which `is_header` must know as that of its format.
    pub(super) fn read(
        text: &str,
        expected: &'static str,
        is_header: impl Fn(&[String]) -> bool,
    ) -> Result<Self, FormatError> {
        let mut records = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes())
            .into_records()
            // Text in memory that is UTF-8 gives no errors.
            .filter_map(Result::ok)
            .filter(|record| record.iter().any(|cell| !cell.is_empty()));
        let header: Vec<String> = match records.next() {
            None => return Err(FormatError::Empty),
            Some(record) => record.iter().map(str::to_owned).collect(),
        };
        if !is_header(&header) {
            let found = body::shown(&header.join(","));
            return Err(if header.len() == 1 {
                FormatError::Words {
                    expected,
                    said: found,
                }
            } else {
                FormatError::Shape { expected, found }
            });
        }
        let rows = records.map(|record| (place(text, &record), record));
        let rows = rows.collect();
        Ok(Self { header, rows })
    }

    /// The column of this name, in any case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let is_wanted = |column: &String| column.eq_ignore_ascii_case(name);
        self.header.iter().position(is_wanted)
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The lines as they are.
    pub(super) fn records(&self) -> &[(Place, StringRecord)] {
        &self.rows
    }

    /// The lines whose first cell is a date; of the others a notice says what is wrong.
    pub(super) fn dated(
        &self,
        read: impl Fn(&str) -> Option<Date>,
        notices: &mut Vec<Notice>,
    ) -> Vec<Line<'_>> {
        let mut lines = Vec::with_capacity(self.rows.len());
        for (place, record) in &self.rows {
            let text = record.get(0).unwrap_or_default();
            let surplus = record.iter().skip(self.header.len());
            let reason = if surplus.clone().any(|cell| !cell.is_empty()) {
                Reason::Width {
                    found: record.len(),
                    expected: self.header.len(),
                }
            } else if let Some(date) = read(text) {
                lines.push(Line {
                    sheet: self,
                    place: *place,
                    date,
                    record,
                });
                continue;
            } else {
                Reason::NotADate {
                    column: self.header.first().cloned().unwrap_or_default(),
                    found: body::shown(text),
                }
            };
            notices.push(Notice::LeftOut {
                id: None,
                place: *place,
                reason,
            });
        }
        lines
    }
}

/// The line that a record begins in; the reader itself counts from before the blank lines that
/// it passes over.
pub(super) fn place(text: &str, record: &StringRecord) -> Place {
    let Some(position) = record.position() else {
        return Place::Line(0);
    };
    let rest = text.as_bytes().iter().skip(position.byte() as usize);
    let blank = rest.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let passed = blank.filter(|byte| **byte == b'\n').count();
    Place::Line(position.line() + passed as u64)
}

/// One dated line.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    sheet: &'a Sheet,
    /// Where it stands.
    pub place: Place,
    /// Its date.
    pub date: Date,
    record: &'a StringRecord,
}

impl Line<'_> {
    /// The text in a column.
    pub(super) fn text(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    /// The number in a column; `None` for a blank.
    pub(super) fn number(&self, column: usize) -> Result<Option<f64>, Reason> {
        let text = self.record.get(column).unwrap_or_default();
        let name = self.sheet.header.get(column).map_or("", String::as_str);
        figure(text, name)
    }
}

/// `2026-02-06`, perhaps with a time behind it.
pub(super) fn iso(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_end = text
        .get(10..)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['T', ' ']));
    (is_end && year.len() == 4)
        .then(|| civil(year, month, day))
        .flatten()
}

/// `02/06/2026`: the month first.
pub(super) fn american(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4 && parts.next().is_none())
        .then(|| civil(year, month, day))
        .flatten()
}

/// `20260206`.
pub(super) fn compact(text: &str) -> Option<Date> {
    let is_whole = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole
        .then(|| civil(text.get(..4)?, text.get(4..6)?, text.get(6..)?))
        .flatten()
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_of_the_three_forms() {
        let day = Some(date(2026, 2, 6));
        for text in [
            "2026-02-06",
            "2026-02-06T00:00:00.000",
            "2026-02-06 21:15:00",
        ] {
            assert_eq!(iso(text), day, "{text}");
        }
        for text in ["02/06/2026", "2/6/2026"] {
            assert_eq!(american(text), day, "{text}");
        }
        assert_eq!(compact("20260206"), day);
        for text in [
            "",
            "2026-02-30",
            "26-02-06aa",
            "2026-02-061",
            "2026年02月",
            "+026-02-06",
        ] {
            assert_eq!(
                (iso(text), american(text), compact(text)),
                (None, None, None),
                "{text}"
            );
        }
    }

    #[test]
    fn a_line_without_a_date_or_with_a_surplus_is_named() {
        let text = "Date,A\n2026-02-06,1\nsoon,2\n\n2026-02-09,1,234\n2026-02-10,3,\n";
        let sheet = Sheet::read(text, "a table", |header| header.len() == 2).unwrap();
        let mut notices = Vec::new();
        let lines = sheet.dated(iso, &mut notices);
        assert_eq!(lines.len(), 2);
        let said: Vec<String> = notices.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 3 was left out: Date: expected a date, found \"soon\"",
                "line 5 was left out: 3 values, expected 2",
            ]
        );
    }

    #[test]
    fn words_and_other_columns_are_told_apart() {
        let read = |text| Sheet::read(text, "a table", |_| false).map(|sheet| sheet.rows.len());
        assert!(matches!(read("No data\n"), Err(FormatError::Words { .. })));
        assert!(matches!(read("a,b\n"), Err(FormatError::Shape { .. })));
        assert!(matches!(read("\n\n"), Err(FormatError::Empty)));
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in ".{0,14}") {
            let _ = (iso(&text), american(&text), compact(&text));
        }

        #[test]
        fn printed_dates_come_back(days in 0i64..60_000) {
            use jiff::ToSpan;
            let day = date(1900, 1, 1).checked_add(days.days()).unwrap();
            prop_assert_eq!(iso(&day.to_string()), Some(day));
            prop_assert_eq!(american(&day.strftime("%m/%d/%Y").to_string()), Some(day));
            prop_assert_eq!(compact(&day.strftime("%Y%m%d").to_string()), Some(day));
        }
    }
}
