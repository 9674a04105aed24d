//! The XML twin of [`super::treasury`]: an `entry` a day, `BC_10YEAR` a nominal yield,
//! `TC_10YEAR` a real one, in percent, the oldest day first.

use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::error::FormatError;
use super::names;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::iso;
use super::treasury::Curve;
use super::{body, cells};

const EXPECTED: &str = "a yield curve in XML (NEW_DATE, BC_10YEAR)";

/// The yields of the file, a series a tenor; the fields say which curve it is.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    if !text.trim_start().starts_with('<') {
        let said = body::shown(text);
        return Err(FormatError::Words {
            expected: EXPECTED,
            said,
        });
    }
    let mut notices = Vec::new();
    let mut series: Vec<Rows> = Vec::new();
    for (at, entry) in entries(text)?.into_iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        let Some(date) = entry.date else {
            notices.push(Notice::LeftOut {
                id: None,
                place,
                reason: Reason::NotADate {
                    column: "NEW_DATE".to_owned(),
                    found: String::new(),
                },
            });
            continue;
        };
        for (id, text) in entry.yields {
            let at = series.iter().position(|rows| rows.id() == id);
            let at = at.unwrap_or_else(|| {
                series.push(Rows::values(&id));
                series.len() - 1
            });
            if let Some(rows) = series.get_mut(at) {
                rows.push_value(place, date, cells::figure(&text, &id), &mut notices);
            }
        }
    }
    parsed(series, notices)
}

#[derive(Default)]
struct Entry {
    date: Option<Date>,
    yields: Vec<(String, String)>,
}

fn entries(text: &str) -> Result<Vec<Entry>, FormatError> {
    let mut reader = Reader::from_str(text);
    let mut entries: Vec<Entry> = Vec::new();
    let mut field = String::new();
    loop {
        match reader
            .read_event()
            .map_err(|error| shape(&error.to_string()))?
        {
            Event::Eof => return Ok(entries),
            Event::Start(tag) => {
                tag.local_name().as_ref().clone_into(&mut field);
                if field == "properties" {
                    entries.push(Entry::default());
                }
            }
            Event::Text(text) => {
                let Some(entry) = entries.last_mut() else {
                    continue;
                };
                let text: &str = &text;
                if field == "NEW_DATE" {
                    entry.date = iso(text.trim());
                } else if let Some(id) = id(&field) {
                    entry.yields.push((id, text.trim().to_owned()));
                }
            }
            Event::End(_) => field.clear(),
            _ => {}
        }
    }
}

/// The series of a field: `BC_1_5MONTH` is `US1.5M`. `BC_30YEARDISPLAY` repeats another.
fn id(field: &str) -> Option<String> {
    let (curve, tenor) = match field.strip_prefix("BC_") {
        Some(tenor) => (Curve::Nominal, tenor),
        None => (Curve::Real, field.strip_prefix("TC_")?),
    };
    let id = names::of_column(&tenor.replace('_', "."))?;
    names::is_rate(&id).then(|| curve.id(id))
}

fn shape(found: &str) -> FormatError {
    FormatError::Shape {
        expected: EXPECTED,
        found: body::shown(found),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn feed(entries: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns:d=\"a\" xmlns:m=\"b\">\
             <title type=\"text\">DailyTreasuryYieldCurveRateData</title>{entries}</feed>"
        )
    }

    fn entry(fields: &str) -> String {
        format!("<entry><content><m:properties>{fields}</m:properties></content></entry>")
    }

    #[test]
    fn fields_are_tenors() {
        let text = feed(&entry(
            "<d:NEW_DATE m:type=\"Edm.DateTime\">2026-01-02T00:00:00</d:NEW_DATE>\
             <d:BC_1_5MONTH m:type=\"Edm.Double\">3.7</d:BC_1_5MONTH>\
             <d:BC_10YEAR m:type=\"Edm.Double\">4.19</d:BC_10YEAR>\
             <d:BC_30YEAR m:null=\"true\" /><d:BC_30YEARDISPLAY>4.86</d:BC_30YEARDISPLAY>\
             <d:TC_5YEAR>1.4</d:TC_5YEAR>",
        ));
        let read = parse(text.as_bytes()).unwrap();
        let found: Vec<(&str, f64)> = read
            .series
            .iter()
            .map(|one| (one.id.as_str(), one.rows[0].bar.close))
            .collect();
        assert_eq!(found, [("US1.5M", 3.7), ("US10Y", 4.19), ("US5YREAL", 1.4)]);
        assert_eq!(read.last(), Some(date(2026, 1, 2)));
    }

    #[test]
    fn a_day_without_its_date_and_words_are_named() {
        let text = feed(
            &(entry("<d:BC_2YEAR>3</d:BC_2YEAR>")
                + &entry("<d:NEW_DATE>2026-01-05T00:00:00</d:NEW_DATE><d:BC_2YEAR>x</d:BC_2YEAR>")
                + &entry(
                    "<d:NEW_DATE>2026-01-06T00:00:00</d:NEW_DATE><d:BC_2YEAR>3.5</d:BC_2YEAR>",
                )),
        );
        let read = parse(text.as_bytes()).unwrap();
        let said: Vec<String> = read.notices.iter().map(Notice::to_string).collect();
        assert_eq!(
            said,
            [
                "row 1 was left out: NEW_DATE: expected a date, found \"\"",
                "row 2, US2Y was left out: US2Y: expected a number or nothing, found \"x\"",
            ]
        );
    }

    #[test]
    fn what_is_no_curve_is_refused() {
        assert_eq!(parse(b""), Err(FormatError::Empty));
        assert_eq!(parse(feed("").as_bytes()), Err(FormatError::NoValues));
        let page = parse(b"<!DOCTYPE html><html><title>Oops</title>").unwrap_err();
        assert!(matches!(page, FormatError::Page { .. }), "{page}");
        let cut = parse(b"<feed><entry></feed>").unwrap_err();
        assert!(matches!(cut, FormatError::Shape { .. }), "{cut}");
    }

    proptest! {
        #[test]
        fn damaged_feeds_never_panic(at in 0usize..200, with in any::<u8>()) {
            let mut bytes = feed(&entry("<d:NEW_DATE>2026-01-02</d:NEW_DATE><d:BC_2YEAR>3</d:BC_2YEAR>"))
                .into_bytes();
            let len = bytes.len();
            bytes[at % len] = with;
            let _ = parse(&bytes);
        }
    }
}
