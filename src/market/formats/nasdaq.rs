//! Nasdaq's historical quotes as JSON: strings with dollar signs and commas, the newest first,
//! restated for splits only and capped at some 2,500 rows.

use serde::Deserialize;
use serde_json::Value;

use super::body;
use super::error::FormatError;
use super::figure::Figure;
use super::names;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::american;
use crate::model::Adjustment;
use crate::model::Bar;

const EXPECTED: &str = "historical quotes (data.tradesTable.rows)";

#[derive(Deserialize)]
struct Answer {
    data: Option<Data>,
    status: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    symbol: Option<String>,
    #[serde(default)]
    total_records: Figure,
    trades_table: Option<Trades>,
}

#[derive(Deserialize)]
struct Trades {
    rows: Option<Vec<Day>>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Day {
    date: String,
    open: Figure,
    high: Figure,
    low: Figure,
    close: Figure,
    volume: Figure,
}

/// Daily bars. `id` is the name in the market store; without one the symbol tells it.
pub fn parse(bytes: &[u8], id: Option<&str>) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    let Some(data) = answer.data else {
        return Err(refusal(answer.status.as_ref()));
    };
    let days = data.trades_table.and_then(|table| table.rows);
    let days = days.ok_or(FormatError::NoValues)?;
    let named = || names::of_symbol(data.symbol.as_deref()?);
    let id = id.map(str::to_owned).or_else(named);
    let mut rows = Rows::prices(id.ok_or(FormatError::NoValues)?, Adjustment::Splits);
    let mut notices = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        match bar(day) {
            Ok(None) => {}
            Ok(Some(bar)) => rows.push(place, bar, &mut notices),
            Err(reason) => notices.push(Notice::LeftOut {
                id: Some(rows.id().to_owned()),
                place,
                reason,
            }),
        }
    }
    if let Ok(Some(total)) = data.total_records.number("totalRecords")
        && total > days.len() as f64
    {
        notices.push(Notice::Capped {
            rows: days.len(),
            of: total as usize,
        });
    }
    parsed([rows], notices)
}

fn bar(day: &Day) -> Result<Option<Bar>, Reason> {
    let date = american(&day.date).ok_or_else(|| Reason::NotADate {
        column: "date".to_owned(),
        found: body::shown(&day.date),
    })?;
    let Some(close) = day.close.number("close")? else {
        return Ok(None);
    };
    Ok(Some(Bar {
        date,
        open: day.open.number("open")?,
        high: day.high.number("high")?,
        low: day.low.number("low")?,
        close,
        volume: day.volume.number("volume")?,
    }))
}

/// What the status says: a wrong class of asset is 400 with a sentence.
fn refusal(status: Option<&Value>) -> FormatError {
    let first = status.and_then(|status| status.get("bCodeMessage")?.get(0)?.get("errorMessage"));
    let said = first.and_then(Value::as_str).unwrap_or("no data");
    FormatError::Refused {
        said: body::shown(said),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn answer(rows: &str, total: usize) -> String {
        format!(
            r#"{{"data":{{"symbol":"AAPL","totalRecords":{total},"tradesTable":{{"asOf":null,
            "headers":{{"date":"Date"}},"rows":[{rows}]}}}},"message":null,
            "status":{{"rCode":200,"bCodeMessage":null}}}}"#
        )
    }

    const DAY: &str = r#"{"date":"01/10/2024","close":"$185.92","volume":"58,414,460","open":"$186.06","high":"$187.05","low":"$183.62"}"#;

    #[test]
    fn strings_with_signs_are_prices() {
        let read = parse(answer(DAY, 1).as_bytes(), None).unwrap();
        let one = &read.series[0];
        assert_eq!(
            (one.id.as_str(), one.adjustment),
            ("AAPL", Adjustment::Splits)
        );
        let expected = Bar {
            date: date(2024, 1, 10),
            open: Some(186.06),
            high: Some(187.05),
            low: Some(183.62),
            close: 185.92,
            volume: Some(58_414_460.0),
        };
        assert_eq!(one.rows[0].bar, expected);
    }

    #[test]
    fn newest_first_with_gaps_and_a_cap() {
        let older = DAY
            .replace("01/10", "01/09")
            .replace("58,414,460", "N/A")
            .replace("$186.06", "N/A");
        let read = parse(
            answer(&format!("{DAY},{older}"), 9000).as_bytes(),
            Some("X"),
        )
        .unwrap();
        let rows = &read.series[0].rows;
        assert_eq!(
            (rows[0].bar.date, rows[0].bar.open, rows[0].bar.volume),
            (date(2024, 1, 9), None, None)
        );
        assert_eq!(
            read.notices[0].to_string(),
            "2 of 9000 rows came: the source sends no more at once"
        );
    }

    #[test]
    fn refusals_are_told() {
        let no = br#"{"data":null,"message":null,"status":{"rCode":400,"bCodeMessage":[{"code":1001,"errorMessage":"Symbol not exists."}]}}"#;
        assert_eq!(
            parse(no, None).unwrap_err().to_string(),
            "the source refuses: \"Symbol not exists.\""
        );
        assert_eq!(
            parse(answer("", 0).as_bytes(), None),
            Err(FormatError::NoValues)
        );
        let wrong = answer(&DAY.replace("$185.92", "closed"), 1);
        assert!(matches!(
            parse(wrong.as_bytes(), None),
            Err(FormatError::NothingLeft { .. })
        ));
    }
}
