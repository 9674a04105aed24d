//! Numbers as people write them.

use super::body;
use super::notice::Reason;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::market) enum Cell {
    /// Nothing, or a mark for nothing.
    Gap,
    /// A finite number.
    Number(f64),
    /// Neither.
    Text,
}

/// Reads a cell: signs of currency and percent, thousands separators, and the K, M or B of
/// volumes are understood; `decimal_comma` says that `1,5` is one and a half.
pub(in crate::market) fn cell(text: &str, decimal_comma: bool) -> Cell {
    // Nearly every cell of a large file is a bare number.
    if !decimal_comma
        && let Ok(number) = text.parse::<f64>()
        && number.is_finite()
    {
        return Cell::Number(number);
    }
    let text = text.trim();
    if is_gap(text) {
        return Cell::Gap;
    }
    number(text, decimal_comma).map_or(Cell::Text, Cell::Number)
}

/// The number that a text is; `None` for a mark of nothing.
pub(in crate::market) fn figure(text: &str, column: &str) -> Result<Option<f64>, Reason> {
    match cell(text, false) {
        Cell::Gap => Ok(None),
        Cell::Number(number) => Ok(Some(number)),
        Cell::Text => Err(Reason::NotANumber {
            column: column.to_owned(),
            found: body::shown(text),
        }),
    }
}

fn is_gap(text: &str) -> bool {
    const MARKS: [&str; 12] = [
        "", ".", "-", "--", "—", "na", "n/a", "#n/a", "nan", "null", "none", "nd",
    ];
    MARKS.iter().any(|mark| text.eq_ignore_ascii_case(mark))
}

fn number(text: &str, decimal_comma: bool) -> Option<f64> {
    let (text, negative) = match text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let text = text.replace('\u{2212}', "-");
    let text = text
        .trim_start_matches(['$', '¥', '€', '£', '￥'])
        .trim_end_matches('%');
    let (text, factor) = scaled(text.trim());
    let plain = without_separators(text, decimal_comma)?;
    let number: f64 = plain.parse().ok()?;
    let number = if negative { -number } else { number } * factor;
    number.is_finite().then_some(number)
}

fn scaled(text: &str) -> (&str, f64) {
    const SCALES: [(char, f64); 6] = [
        ('K', 1e3),
        ('k', 1e3),
        ('M', 1e6),
        ('B', 1e9),
        ('万', 1e4),
        ('亿', 1e8),
    ];
    SCALES
        .iter()
        .find_map(|(mark, factor)| Some((text.strip_suffix(*mark)?, *factor)))
        .unwrap_or((text, 1.0))
}

/// The number with a decimal point only; `None` where its separators do not part thousands.
fn without_separators(text: &str, decimal_comma: bool) -> Option<String> {
    let (thousands, point) = if decimal_comma {
        ('.', ',')
    } else {
        (',', '.')
    };
    let is_separator = |c: char| c == thousands || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut groups = whole.split(is_separator);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        let three = group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
        let leads = (1..=3).contains(&first.trim_start_matches('-').len());
        if !three || !leads {
            return None;
        }
        digits.push_str(group);
    }
    if let Some(fraction) = fraction {
        digits.push('.');
        digits.push_str(fraction);
    }
    // What else a float may be called (inf, infinity, nan) is no figure of a market.
    let plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    digits.bytes().all(plain).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_as_written() {
        let cases = [
            ("6932", 6932.0),
            ("-36.98", -36.98),
            ("1,234.5", 1234.5),
            ("1 234", 1234.0),
            ("1\u{a0}234.5", 1234.5),
            ("12'345", 12_345.0),
            ("$185.40", 185.4),
            ("4.21%", 4.21),
            ("(2.5)", -2.5),
            ("−2.5", -2.5),
            ("45.3M", 45.3e6),
            ("1.2B", 1.2e9),
            ("3.5亿", 3.5e8),
            ("1e3", 1000.0),
            ("+1", 1.0),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text, false), Cell::Number(expected), "{text}");
        }
    }

    #[test]
    fn numbers_with_a_decimal_comma() {
        let cases = [
            ("1.234,5", 1234.5),
            ("4,25", 4.25),
            ("1 234,5", 1234.5),
            ("7", 7.0),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text, true), Cell::Number(expected), "{text}");
        }
    }

    #[test]
    fn gaps() {
        for text in [
            "", " ", ".", "-", "NA", "n/a", "NaN", "null", "#N/A", "ND", "—",
        ] {
            assert_eq!(cell(text, false), Cell::Gap, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "abc",
            "1,23",
            "1,2345",
            "12,34,567",
            "inf",
            "1.2.3",
            "--5",
            "1e999",
            "M",
            "infinity",
        ] {
            assert_eq!(cell(text, false), Cell::Text, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_something(text: String, comma: bool) {
            if let Cell::Number(number) = cell(&text, comma) {
                prop_assert!(number.is_finite());
            }
        }

        #[test]
        fn printed_numbers_come_back(number in -1e12..1e12f64) {
            prop_assert_eq!(cell(&number.to_string(), false), Cell::Number(number));
        }
    }
}
