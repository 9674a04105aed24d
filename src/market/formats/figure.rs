//! A figure as JSON holds it: a number, a number in quotes, or a mark of nothing.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::Value;

use super::body;
use super::cells::figure;
use super::notice::Reason;

/// A field that should be a number; what else it is, is known only when it is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Figure {
    /// `null`, or no field at all.
    #[default]
    Missing,
    /// A number.
    Number(f64),
    /// A text, which may be a number.
    Text(String),
}

impl Figure {
    /// The number, if there is one; `field` names it where it is none.
    pub(super) fn number(&self, field: &str) -> Result<Option<f64>, Reason> {
        match self {
            Self::Missing => Ok(None),
            Self::Number(number) => Ok(Some(*number)),
            Self::Text(text) => figure(text, field),
        }
    }

    /// What a value in an array is.
    pub(super) fn of(value: Option<&Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self::Missing,
            Some(Value::Number(number)) => {
                let number = number.as_f64().filter(|number| number.is_finite());
                number.map_or(Self::Missing, Self::Number)
            }
            Some(Value::String(text)) => Self::Text(text.clone()),
            Some(other) => Self::Text(body::shown(&other.to_string())),
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FigureVisitor)
    }
}

struct FigureVisitor;

impl Visitor<'_> for FigureVisitor {
    type Value = Figure;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number or a text")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Figure, E> {
        Ok(Figure::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Figure, E> {
        Ok(Figure::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Figure, E> {
        Ok(Figure::Number(number as f64))
    }

    fn visit_str<E>(self, text: &str) -> Result<Figure, E> {
        Ok(Figure::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Figure, E> {
        Ok(Figure::Text(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Figure, E> {
        Ok(Figure::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_quotes_are_numbers() {
        let read = |json: &str| serde_json::from_str::<Figure>(json).unwrap().number("x");
        let cases = [
            ("1.5", Some(1.5)),
            ("-2", Some(-2.0)),
            ("\"58,414,460\"", Some(58_414_460.0)),
            ("\"$185.92\"", Some(185.92)),
            ("\"N/A\"", None),
            ("null", None),
        ];
        for (json, expected) in cases {
            assert_eq!(read(json), Ok(expected), "{json}");
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(Figure::of(Some(&value)).number("x"), Ok(expected), "{json}");
        }
        for json in ["\"soon\"", "true"] {
            assert!(read(json).is_err(), "{json}");
        }
        assert_eq!(Figure::of(None), Figure::Missing);
        let list = serde_json::json!([1]);
        assert!(Figure::of(Some(&list)).number("x").is_err());
    }
}
