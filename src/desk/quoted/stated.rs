//! The figures that a sentence states, with what they count and which way they point.
//!
//! Amounts, percentages and basis points are read by `text::figures`; this adds what only matters
//! beside a panel: percentiles, multiples, standard deviations, levels, and signs. Dates, counts
//! of days or stocks, tenors and the numbers of names (`S&P 500`) are passed over.

use std::ops::Range;

use crate::text::figures::{self, Counts};

/// What a stated figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// US dollars, or an amount without its currency.
    Dollars,
    Percent,
    BasisPoints,
    /// The place among the past, of a hundred.
    Percentile,
    /// How many times another.
    Times,
    /// Standard deviations.
    Sigma,
    /// A level or a ratio.
    Plain,
}

/// A figure of a folded sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stated {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Without its sign.
    pub(super) value: f64,
    /// Half a unit of the last digit that is written.
    pub(super) rounding: f64,
    /// Minus or plus one where it is told.
    pub(super) sign: Option<f64>,
}

/// An amount without a currency counts as dollars from here on.
const LEAST_AMOUNT: f64 = 1e8;

/// How far a number in words is off at most, as a part of it: 二十二亿.
const IN_WORDS: f64 = 0.025;

/// A whole number without a unit is a level from here on; less is a count.
const LEAST_LEVEL: f64 = 1_000.0;

/// What stands right before a number, or before `about`, and turns it.
const MINUS: [&str; 7] = ["-", "−", "minus", "negative", "负", "减", "净卖出"];
const PLUS: [&str; 5] = ["+", "plus", "正", "加", "净买入"];

/// Words between a sign and its number.
const ABOUT: [&str; 8] = [
    "about", "around", "roughly", "some", "$", "约", "大约", "us",
];

/// All figures of a folded sentence, in their order.
pub(super) fn stated(folded: &str) -> Vec<Stated> {
    let mut all: Vec<Stated> = Vec::new();
    let mut at = 0;
    while let Some(first) = folded.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + first.len_utf8();
        let Some(found) = one(folded, at) else {
            at = next;
            continue;
        };
        at = found.range.end.max(next);
        all.extend(Some(found).filter(|found| found.value.is_finite() && found.rounding > 0.0));
    }
    all
}

/// The figure whose number begins at a byte; one without rounding is to be passed over.
fn one(folded: &str, at: usize) -> Option<Stated> {
    let (before, text) = (folded.get(..at)?, folded.get(at..)?);
    let is_inner = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '&'));
    let Some(digits) = leading_digits(text).filter(|_| !is_inner) else {
        return unit_of(folded, at, None);
    };
    let end = at + digits.len();
    let (kind, length) = kind_of(before, folded.get(end..)?, digits);
    // 百 of 百分位 is no hundred.
    let is_told = matches!(kind, Some(Kind::Percentile | Kind::Sigma | Kind::Times));
    if !is_told && let Some(figure) = unit_of(folded, at, Some(digits)) {
        return Some(figure);
    }
    let rounding = kind.map_or(0.0, |_| half_digit(digits));
    Some(Stated {
        range: at..end + length,
        kind: kind.unwrap_or(Kind::Plain),
        value: number(digits),
        rounding,
        sign: sign_before(before),
    })
}

/// A figure with a unit or a magnitude.
fn unit_of(folded: &str, at: usize, digits: Option<&str>) -> Option<Stated> {
    let figure = figures::figure_at(folded, at)?;
    let value = figure.value();
    let kind = match figure.counts() {
        Counts::Dollars => Some(Kind::Dollars),
        // `per 1%`, 每1%: what an amount is counted by.
        Counts::Percent if is_measure(folded.get(..at)?) => None,
        Counts::Percent => Some(Kind::Percent),
        Counts::BasisPoints => Some(Kind::BasisPoints),
        Counts::Plain if value >= LEAST_AMOUNT => Some(Kind::Dollars),
        Counts::Plain => Some(Kind::Plain),
        Counts::Tenor | Counts::OtherMoney => None,
    };
    let is_whole = !folded.get(figure.range.clone())?.contains('.');
    if kind == Some(Kind::Plain) && is_whole && beside(folded.get(figure.range.end..)?) {
        return None;
    }
    let relative = digits.map_or(IN_WORDS, |digits| {
        half_digit(digits) / number(digits).max(1e-9)
    });
    Some(Stated {
        sign: sign_before(folded.get(..figure.range.start)?),
        range: figure.range,
        kind: kind.unwrap_or(Kind::Plain),
        value,
        rounding: kind.map_or(0.0, |_| relative * value),
    })
}

fn is_measure(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with('每') || before.ends_with(" per") || before.ends_with(" a")
}

/// What digits count by what stands around them, and the bytes of it behind; nothing for a count.
fn kind_of(before: &str, behind: &str, digits: &str) -> (Option<Kind>, usize) {
    let rest = behind.trim_start_matches(' ');
    let space = behind.len() - rest.len();
    let begins = |words: &[&str]| {
        let word = words.iter().find(|word| rest.starts_with(**word));
        word.map(|word| word.len())
    };
    let ordinal = begins(&["th ", "st ", "nd ", "rd "]);
    let after = ordinal.map_or(rest, |length| rest.get(length..).unwrap_or_default());
    let percentile = ["percentile", "百分位", "个百分位", "分位"];
    if percentile.iter().any(|word| after.starts_with(word)) {
        return (Some(Kind::Percentile), space);
    }
    if let Some(length) = begins(&["σ", "sigma", "standard deviation", "个标准差", "标准差"])
    {
        return (Some(Kind::Sigma), space + length);
    }
    let is_word = |length: usize| {
        let next = rest.get(length..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    if let Some(length) = begins(&["times", "x", "倍"]).filter(|length| is_word(*length)) {
        return (Some(Kind::Times), space + length);
    }
    let value = number(digits);
    let is_year = digits.len() == 4 && (1900.0..2100.0).contains(&value);
    let is_level = digits.contains('.') || value >= LEAST_LEVEL && !is_year;
    let is_part = rest.starts_with(['/', ':', '%', '-']) || before.ends_with(['/', ':']);
    (
        Some(Kind::Plain).filter(|_| is_level && !is_part && !beside(behind)),
        0,
    )
}

/// What stands behind a number that only counts.
const COUNTED: [&str; 22] = [
    "day",
    "week",
    "month",
    "year",
    "session",
    "name",
    "stock",
    "point",
    "contract",
    "日",
    "天",
    "周",
    "个月",
    "月",
    "年",
    "只",
    "家",
    "档",
    "支",
    "张",
    "手",
    "个交易日",
];

/// Whether what stands behind a number says that it counts days, things or names.
fn beside(behind: &str) -> bool {
    let rest = behind.trim_start_matches(' ');
    COUNTED.iter().any(|word| rest.starts_with(word))
}

/// The digits that a text begins with, with their groups and fraction.
fn leading_digits(text: &str) -> Option<&str> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'));
    let digits = text.get(..end.unwrap_or(text.len()))?;
    Some(digits.trim_end_matches([',', '.']))
}

fn number(digits: &str) -> f64 {
    digits.replace(',', "").parse().unwrap_or(f64::NAN)
}

/// Half a unit of the last digit.
fn half_digit(digits: &str) -> f64 {
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    0.5 * 10_f64.powi(-(decimals as i32))
}

/// The sign that stands before a number.
fn sign_before(before: &str) -> Option<f64> {
    let mut text = before.trim_end();
    while let Some(rest) = ABOUT.iter().find_map(|word| text.strip_suffix(word)) {
        text = rest.trim_end();
    }
    let ends = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word));
    if let Some(rest) = ends(&MINUS) {
        // `5-10`, `6,600-6,800`: a range.
        return Some(-1.0).filter(|_| !rest.ends_with(|c: char| c.is_ascii_digit() || c == '%'));
    }
    ends(&PLUS).map(|_| 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::folded;

    fn read(text: &str) -> Vec<(Kind, f64)> {
        stated(&folded(text))
            .into_iter()
            .map(|one| (one.kind, one.value * one.sign.unwrap_or(1.0)))
            .collect()
    }

    #[test]
    fn figures_of_both_languages_are_read() {
        use Kind::{BasisPoints, Dollars, Percent, Percentile, Plain, Sigma, Times};
        for (text, expected) in [
            (
                "they sold $105B over the past month",
                vec![(Dollars, 105e9)],
            ),
            ("−$105B over the past month", vec![(Dollars, -105e9)]),
            ("过去一个月净卖出约1050亿美元", vec![(Dollars, -1050e8)]),
            ("每1%顺势二十二亿", vec![(Dollars, 22e8)]),
            (
                "the 99th percentile of five years",
                vec![(Percentile, 99.0)],
            ),
            ("五年第99百分位", vec![(Percentile, 99.0)]),
            (
                "6.7 times as much as the index over five days",
                vec![(Times, 6.7)],
            ),
            (
                "0.91倍，五年的第88百分位",
                vec![(Times, 0.91), (Percentile, 88.0)],
            ),
            ("a −5.2 sigma day", vec![(Sigma, -5.2)]),
            ("信号加56%", vec![(Percent, 56.0)]),
            ("翻转点6,870", vec![(Plain, 6870.0)]),
            ("steeper by 25bp", vec![(BasisPoints, 25.0)]),
            ("z值负5.2", vec![(Plain, -5.2)]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn counts_dates_and_names_are_passed_over() {
        for text in [
            "over 21 days and 3 weeks",
            "S&P500 in 2026",
            "500 stocks of the index",
            "2月6日收盘后的21个交易日",
            "the 10-year",
            "二十一天",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn a_range_has_no_sign() {
        assert!(stated("6,600-6,800").iter().all(|one| one.sign.is_none()));
    }

    #[test]
    fn rounding_is_half_the_last_digit() {
        let rounding = |text: &str| stated(text)[0].rounding;
        assert!((rounding("$105b") - 0.5e9).abs() < 1.0);
        assert!((rounding("$98.2bn") - 0.05e9).abs() < 1.0);
        assert!((rounding("6.88x") - 0.005).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9a-z%$.,\\-−百分位倍亿第 ]{0,40}") {
            for one in stated(&folded(&text)) {
                prop_assert!(one.value.is_finite() && one.range.start < one.range.end);
            }
        }
    }
}
