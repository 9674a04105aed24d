//! What the candles of all exchanges have in common: a list of lists, or an object that refuses.

use jiff::civil::Date;
use serde_json::Value;

use super::body;
use super::error::FormatError;
use super::figure::Figure;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Rows, parsed};
use crate::model::Adjustment;
use crate::model::Bar;

/// The elements of one candle, told apart.
pub(super) struct Candle<'a> {
    pub date: Date,
    pub open: Option<&'a Value>,
    pub high: Option<&'a Value>,
    pub low: Option<&'a Value>,
    pub close: Option<&'a Value>,
    pub volume: Option<&'a Value>,
}

impl Candle<'_> {
    /// The day's bar; `None` without a close.
    pub(super) fn bar(&self) -> Result<Option<Bar>, Reason> {
        let part = |value: Option<&Value>, name: &str| Figure::of(value).number(name);
        let Some(close) = part(self.close, "close")? else {
            return Ok(None);
        };
        Ok(Some(Bar {
            date: self.date,
            open: part(self.open, "open")?,
            high: part(self.high, "high")?,
            low: part(self.low, "low")?,
            close,
            volume: part(self.volume, "volume")?,
        }))
    }
}

/// Reads a list of candles of this width; `tell` knows the order of their elements.
pub(super) fn candles(
    bytes: &[u8],
    id: &str,
    expected: &'static str,
    width: usize,
    tell: impl Fn(&[Value]) -> Option<Candle<'_>>,
) -> Result<Parsed, FormatError> {
    let answer: Value = body::json(bytes, expected)?;
    let Value::Array(list) = &answer else {
        return Err(refusal(&answer, expected));
    };
    let mut notices = Vec::new();
    let mut rows = Rows::prices(id, Adjustment::AsGiven);
    for (at, row) in list.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        let candle = row.as_array().filter(|row| row.len() == width);
        let Some(candle) = candle else {
            return Err(FormatError::Shape {
                expected,
                found: body::shown(&row.to_string()),
            });
        };
        take(
            tell(candle).as_ref(),
            place,
            candle,
            &mut rows,
            &mut notices,
        );
    }
    parsed([rows], notices)
}

/// What an object says that came in the place of a list.
pub(super) fn refusal(answer: &Value, expected: &'static str) -> FormatError {
    let text = |key: &str| answer.get(key).and_then(Value::as_str);
    match text("msg").or_else(|| text("message")) {
        Some(said) => {
            let code = answer.get("code").map(|code| format!("{code} "));
            FormatError::Refused {
                said: body::shown(&(code.unwrap_or_default() + said)),
            }
        }
        None => FormatError::Shape {
            expected,
            found: body::shown(&answer.to_string()),
        },
    }
}

/// Takes one candle, or says what is wrong with it.
pub(super) fn take(
    candle: Option<&Candle<'_>>,
    place: Place,
    row: &[Value],
    rows: &mut Rows,
    notices: &mut Vec<Notice>,
) {
    let no_date = || Reason::NotADate {
        column: "time".to_owned(),
        found: body::shown(&row.first().map(Value::to_string).unwrap_or_default()),
    };
    match candle.ok_or_else(no_date).and_then(Candle::bar) {
        Ok(Some(bar)) => rows.push(place, bar, notices),
        Ok(None) => {}
        Err(reason) => notices.push(Notice::LeftOut {
            id: Some(rows.id().to_owned()),
            place,
            reason,
        }),
    }
}
