//! The New York Fed's reference rates and reverse repos, the newest first.
//!
//! Rates are percent and published about 08:00 on the next working day; the target range stands
//! with EFFR only. Amounts of repos are dollars, sometimes in quotes, and known on their day;
//! exercises of small value are none of the market's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::body;
use super::error::FormatError;
use super::figure::Figure;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::iso;

const EXPECTED: &str = "reference rates (refRates) or repos (repo.operations)";

const DOLLARS_IN_BILLION: f64 = 1e9;

/// What the target range is called elsewhere.
const LOWER: &str = "DFEDTARL";
const UPPER: &str = "DFEDTARU";

/// What reverse repos of a day are called elsewhere, in USD bn.
const REVERSE_REPOS: &str = "RRPONTSYD";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    ref_rates: Option<Vec<Rate>>,
    repo: Option<Repo>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rate {
    effective_date: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, rename = "percentRate")]
    percent: Figure,
    #[serde(default)]
    target_rate_from: Figure,
    #[serde(default)]
    target_rate_to: Figure,
}

#[derive(Deserialize)]
struct Repo {
    operations: Vec<Operation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Operation {
    #[serde(rename = "operationDate")]
    date: String,
    #[serde(rename = "operationType")]
    kind: String,
    #[serde(default)]
    total_amt_accepted: Figure,
    #[serde(default)]
    note: Option<String>,
}

/// Rates by their own names (`SOFR`, `EFFR`), with EFFR the target range; reverse repos as
/// `RRPONTSYD` in USD bn.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    match answer {
        Answer {
            ref_rates: Some(rates),
            ..
        } => of_rates(&rates),
        Answer {
            repo: Some(repo), ..
        } => of_repos(&repo.operations),
        Answer { .. } => Err(FormatError::Shape {
            expected: EXPECTED,
            found: body::shown(&String::from_utf8_lossy(bytes)),
        }),
    }
}

fn of_rates(rates: &[Rate]) -> Result<Parsed, FormatError> {
    let mut notices = Vec::new();
    let mut series: BTreeMap<String, Rows> = BTreeMap::new();
    for (at, rate) in rates.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        let Some(date) = dated(&rate.effective_date, "effectiveDate", place, &mut notices) else {
            continue;
        };
        let own = (rate.kind.as_str(), &rate.percent, "percentRate");
        let range = [
            (LOWER, &rate.target_rate_from, "targetRateFrom"),
            (UPPER, &rate.target_rate_to, "targetRateTo"),
        ];
        for (id, figure, field) in [own].into_iter().chain(range) {
            let rows = series
                .entry(id.to_owned())
                .or_insert_with(|| Rows::values(id));
            rows.push_value(place, date, figure.number(field), &mut notices);
        }
    }
    parsed(series.into_values(), notices)
}

fn of_repos(operations: &[Operation]) -> Result<Parsed, FormatError> {
    let mut notices = Vec::new();
    let mut days: BTreeMap<Date, (Place, f64)> = BTreeMap::new();
    for (at, one) in operations.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        let note = one.note.as_deref().unwrap_or_default().to_lowercase();
        if one.kind != "Reverse Repo" || note.contains("small value exercise") {
            continue;
        }
        let Some(date) = dated(&one.date, "operationDate", place, &mut notices) else {
            continue;
        };
        match one.total_amt_accepted.number("totalAmtAccepted") {
            Ok(None) => {}
            // A day may have several operations.
            Ok(Some(amount)) => days.entry(date).or_insert((place, 0.0)).1 += amount,
            Err(reason) => notices.push(Notice::LeftOut {
                id: Some(REVERSE_REPOS.to_owned()),
                place,
                reason,
            }),
        }
    }
    let mut rows = Rows::values(REVERSE_REPOS);
    for (date, (place, amount)) in days {
        let value = Ok(Some(amount / DOLLARS_IN_BILLION));
        rows.push_value(place, date, value, &mut notices);
    }
    parsed([rows], notices)
}

/// The date of a field; what is none is told of.
fn dated(text: &str, field: &str, place: Place, notices: &mut Vec<Notice>) -> Option<Date> {
    let date = iso(text);
    if date.is_none() {
        notices.push(Notice::LeftOut {
            id: None,
            place,
            reason: Reason::NotADate {
                column: field.to_owned(),
                found: body::shown(text),
            },
        });
    }
    date
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn rates_with_the_range_that_effr_alone_has() {
        let text = r#"{"refRates":[
            {"effectiveDate":"2026-08-20","type":"SOFR","percentRate":3.63,"percentPercentile1":3.58,
             "volumeInBillions":2900,"revisionIndicator":""},
            {"effectiveDate":"2026-08-20","type":"EFFR","percentRate":"3.58",
             "targetRateFrom":3.5,"targetRateTo":3.75,"revisionIndicator":""},
            {"effectiveDate":"2026-08-21","type":"SOFR","percentRate":null}]}"#;
        let read = parse(text.as_bytes()).unwrap();
        let found: Vec<(&str, f64, Option<Date>)> = read
            .series
            .iter()
            .map(|one| {
                (
                    one.id.as_str(),
                    one.rows[0].bar.close,
                    one.rows[0].published,
                )
            })
            .collect();
        let known = Some(date(2026, 8, 21));
        let expected = [
            ("DFEDTARL", 3.5, None),
            ("DFEDTARU", 3.75, None),
            ("EFFR", 3.58, known),
            ("SOFR", 3.63, known),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn reverse_repos_are_added_up_in_billions_without_exercises() {
        let text = r#"{"repo":{"operations":[
            {"operationId":"RP 052026 27","operationDate":"2026-05-20","operationType":"Reverse Repo",
             "totalAmtAccepted":24867000000,"note":""},
            {"operationDate":"2026-05-20","operationType":"Reverse Repo","totalAmtAccepted":"133000000"},
            {"operationDate":"2026-05-19","operationType":"Reverse Repo","totalAmtAccepted":50000000,
             "note":"Small Value Exercise"},
            {"operationDate":"2026-05-19","operationType":"Repo","totalAmtAccepted":1000000000}]}}"#;
        let read = parse(text.as_bytes()).unwrap();
        let [one] = read.series.as_slice() else {
            panic!("one series")
        };
        assert_eq!((one.id.as_str(), one.rows.len()), ("RRPONTSYD", 1));
        assert!((one.rows[0].bar.close - 25.0).abs() < 1e-12);
        assert_eq!(one.rows[0].published, None);
    }

    #[test]
    fn rows_that_say_nothing_are_named() {
        let text = r#"{"refRates":[{"effectiveDate":"soon","type":"SOFR","percentRate":3.63},
            {"effectiveDate":"2026-08-20","type":"SOFR","percentRate":"high"}]}"#;
        let error = parse(text.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "none of its 2 rows can be used; the first: row 1 was left out: effectiveDate: \
             expected a date, found \"soon\""
        );
    }

    #[test]
    fn what_is_neither_is_refused() {
        assert_eq!(parse(br#"{"refRates":[]}"#), Err(FormatError::NoValues));
        for text in ["{}", "[]", "busy", r#"{"refRates":[{"percentRate":1}]}"#] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
