//! Figures of a text by their value, however they are written: `$105B` and `1050亿美元`, `25bp` and
//! `25个基点`, `3.5%` and `百分之三点五`, `February` and `2月`.
//!
//! A figure is told by its value alone: what it counts is left out, since units change in
//! translation. Small numbers in words (`one`, 一) are passed over: they are articles as often as
//! numbers. Fractions and dozens are not read.

use crate::text::numerals::{Words, english_scale, han_number, han_unit, han_value};

/// What a figure of a text stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Figure {
    /// A number.
    Number(f64),
    /// A month, from 1.
    Month(u8),
}

impl Figure {
    /// A number that two writings of one figure share.
    pub(super) fn key(self) -> u64 {
        match self {
            Self::Month(month) => u64::from(month),
            Self::Number(value) if value > 0.0 => {
                // Five digits: 4.25 trillion and 42,500 亿 differ in the last bits of a float.
                let exponent = value.log10().floor();
                let mantissa = (value / 10_f64.powf(exponent) * 10_000.0).round();
                let exponent = (exponent + 100.0) as u64;
                (exponent << 32) | (mantissa as u64)
            }
            Self::Number(_) => u64::MAX,
        }
    }
}

/// Every figure of a text, in the order written.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let (figure, length) = if first.is_ascii_digit() {
            digits(rest, before)
        } else if first.is_ascii_alphabetic() {
            words(rest, before)
        } else if han_value(first).is_some() || rest.starts_with("百分之") {
            numerals(rest)
        } else {
            (None, first.len_utf8())
        };
        found.extend(figure);
        let (passed, after) = rest.split_at_checked(length.max(1)).unwrap_or((rest, ""));
        before = passed.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    found
}

/// A number in digits with the magnitude behind it; and its bytes.
fn digits(text: &str, before: char) -> (Option<Figure>, usize) {
    let is_inner = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let end = text.find(|c| !is_inner(c)).unwrap_or(text.len());
    let written = text.get(..end).unwrap_or_default();
    let written = written.trim_end_matches([',', '.']);
    let end = written.len();
    let plain: String = written.chars().filter(|c| *c != ',').collect();
    let Ok(value) = plain.parse::<f64>() else {
        return (None, end);
    };
    let behind = text.get(end..).unwrap_or_default();
    if behind.starts_with('月') {
        let month = (1.0..=12.0).contains(&value).then_some(value as u8);
        return (month.map(Figure::Month), end + '月'.len_utf8());
    }
    let is_money = matches!(before, '$' | '€' | '£' | '¥' | '￥');
    let (scale, length) = magnitude(behind, is_money);
    (Some(Figure::Number(value * scale)), end + length)
}

/// What follows a number and multiplies it, and its bytes.
fn magnitude(text: &str, is_money: bool) -> (f64, usize) {
    let behind = text.trim_start_matches(' ');
    let space = text.len() - behind.len();
    let mut scale = 1.0;
    let mut length = 0;
    for c in behind.chars() {
        let Some(unit) = han_unit(c) else { break };
        scale *= unit;
        length += c.len_utf8();
    }
    if length > 0 {
        return (scale, space + length);
    }
    let end = behind.find(|c: char| !c.is_ascii_alphabetic());
    let word = behind
        .get(..end.unwrap_or(behind.len()))
        .unwrap_or_default();
    let attached = space == 0;
    let scale = match word {
        "K" | "k" if attached => 1e3,
        "M" if attached => 1e6,
        // Three months are also written 3m.
        "m" if attached && is_money => 1e6,
        "B" | "b" if attached => 1e9,
        "T" if attached => 1e12,
        "mn" | "mm" | "mln" => 1e6,
        "bn" | "bln" => 1e9,
        "tn" | "trn" => 1e12,
        _ => match english_scale(word) {
            Some(scale) => scale,
            None => return (1.0, 0),
        },
    };
    (scale, space + word.len())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month or a number in English words, and the bytes that were read.
fn words(text: &str, before: char) -> (Option<Figure>, usize) {
    let first = word_at(text);
    let is_month = |month: &str| {
        month == first || (first.len() == 3 && month != "May" && month.starts_with(first))
    };
    if let Some(at) = MONTHS.iter().position(|month| is_month(month)) {
        return (Some(Figure::Month(at as u8 + 1)), first.len());
    }
    let mut number = Words::default();
    let mut read = 0;
    let mut end = 0;
    while let Some(rest) = text.get(read..) {
        let word = word_at(rest);
        if number.take(word).is_break() {
            break;
        }
        end = read + word.len();
        let gap = text.get(end..).unwrap_or_default();
        read = end + usize::from(gap.starts_with([' ', '-']));
        if read == end {
            break;
        }
    }
    if end == 0 {
        // A word with digits, such as `H100`, is a name; `3m10y` is two figures.
        let is_name = !before.is_ascii_digit();
        let is_inner = |c: char| c.is_ascii_alphabetic() || (is_name && c.is_ascii_digit());
        return (None, text.find(|c| !is_inner(c)).unwrap_or(text.len()));
    }
    let value = number.value();
    let behind = word_at(text.get(read..).unwrap_or_default());
    let is_percent = matches!(behind, "percent" | "percentage" | "basis");
    let tells = value >= 10.0 || (is_percent && value > 0.0);
    (tells.then_some(Figure::Number(value)), end)
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphabetic());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// A number in Chinese characters, and the bytes that were read.
fn numerals(text: &str) -> (Option<Figure>, usize) {
    let percent = "百分之";
    let prefix = if text.starts_with(percent) {
        percent.len()
    } else {
        0
    };
    let body = text.get(prefix..).unwrap_or_default();
    let is_inner = |c: char| han_value(c).is_some() || matches!(c, '点' | '點');
    let end = body.find(|c| !is_inner(c)).unwrap_or(body.len());
    let written = body.get(..end).unwrap_or_default();
    let length = prefix + end;
    let behind = body.get(end..).unwrap_or_default();
    let Some(value) = han_number(written) else {
        return (None, length.max(1));
    };
    if behind.starts_with('月') && (1.0..=12.0).contains(&value) {
        return (Some(Figure::Month(value as u8)), length + '月'.len_utf8());
    }
    let tells = value >= 10.0 || prefix > 0;
    (tells.then_some(Figure::Number(value)), length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        figures(text).into_iter().map(Figure::key).collect()
    }

    #[test]
    fn one_figure_in_two_writings_is_one_figure() {
        for (en, zh) in [
            ("$105B of supply", "1050亿美元的供给"),
            ("$105 billion", "1,050億美元"),
            ("25bp", "25个基点"),
            ("3.5%", "百分之三点五"),
            ("five percent", "百分之五"),
            ("fifty percent", "50%"),
            ("thirty-five", "三十五"),
            ("two hundred and", "两百"),
            ("two trillion dollars", "两万亿美元"),
            ("$4.25tn", "4.25万亿美元"),
            ("350 billion", "三千五百亿"),
            ("3.5 trillion", "三万五千亿"),
            ("$20m", "2000万美元"),
            ("12.5k", "1.25万"),
            ("10,500", "一万零五百"),
            ("February 6", "2月6日"),
            ("Sep 2024", "2024年9月"),
            ("2025", "二〇二五"),
            ("March", "三月"),
        ] {
            let (mut en, mut zh) = (keys(en), keys(zh));
            en.sort_unstable();
            zh.sort_unstable();
            assert!(!en.is_empty());
            assert_eq!(en, zh, "{en:?} {zh:?}");
        }
    }

    #[test]
    fn what_is_no_figure() {
        for text in [
            "one of them",
            "一个",
            "千万别买",
            "万一",
            "一点",
            "H100",
            "may",
            "百年",
            "",
            "点",
            "二",
        ] {
            assert_eq!(figures(text), [], "{text}");
        }
    }

    #[test]
    fn neighbouring_figures_stay_apart() {
        let number = Figure::Number;
        assert_eq!(
            figures("1.5, 2 and 3m10y"),
            [1.5, 2.0, 3.0, 10.0].map(number)
        );
        assert_eq!(figures("100亿到200亿"), [1e10, 2e10].map(number));
        assert_eq!(figures("涨了12个月"), [number(12.0)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_through(text in "[0-9一十百万亿点.,a-z %月零-]{0,40}") {
            for figure in figures(&text) {
                if let Figure::Number(value) = figure {
                    prop_assert!(value.is_finite() && value >= 0.0);
                }
            }
        }
    }
}
