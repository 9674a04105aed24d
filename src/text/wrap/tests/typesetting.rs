//! The rules of typesetting at every width that a terminal has, on text that knows which of its
//! parts must stay whole.

use proptest::prelude::*;

use super::super::{gaps, wrap, wrap_spaced};
use crate::text::width::{graphemes, width};

/// Marks that start no line, after clreq 3.1.6, with those of English.
const CLOSING: &str = "，。、；：？！）］｝」』】〕〗》〉”％‰·～…—!?,.:;)]}%";

/// Marks that end no line.
const OPENING: &str = "（［｛「『【〔〖《〈“￥＄([{$";

/// The widths that are tried.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=200;

/// Longer than every generated cluster: parts with the marks that cling to them fit a line.
const WHOLE: &[&str] = &[
    "69.1%",
    "−1.4%",
    "+0.35x",
    "2 月 5 日",
    "2月5日",
    "2026-02-05",
    "14:30",
    "6,745",
    "$105B",
    "HK$5.2",
    "25bp",
    "25 bp",
    "3 亿美元",
    "4.25–4.50%",
    "P97",
    "600519.SH",
    "BTC-USD",
    "0700.HK",
    "BRK.B",
    "S&P",
    "10-year",
    "don’t",
    "Treasury",
    "positioning",
    "gamma",
    "γ",
    "Fed",
    "CPI",
    "👩‍👩‍👧",
    "🇭🇰",
    "e\u{301}te\u{301}",
    "第3季",
    "第 12 页",
];

/// A text and the parts of it that no line end may tear.
#[derive(Debug, Clone, Default)]
struct Sample {
    text: String,
    whole: Vec<std::ops::Range<usize>>,
}

impl Sample {
    fn push(&mut self, part: &str) {
        self.text.push_str(part);
    }

    /// Adds a part that stays whole, a space away from a part of letters before it, and a comma
    /// from another whole one, with which it would be read as one.
    fn push_whole(&mut self, part: &str) {
        if self
            .whole
            .last()
            .is_some_and(|last| last.end == self.text.len())
        {
            self.text.push('，');
        }
        let last = self.text.chars().next_back().unwrap_or(' ');
        if last.is_alphanumeric() && width(last.encode_utf8(&mut [0; 4])) < 2
            || ".,%’\u{301}".contains(last)
        {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(part);
        self.whole.push(start..self.text.len());
    }

    /// A written text in which parts that stay whole stand between bars.
    fn written(text: &str) -> Self {
        let mut sample = Self::default();
        for (index, part) in text.split('|').enumerate() {
            let start = sample.text.len();
            sample.push(part);
            if index % 2 == 1 {
                sample.whole.push(start..sample.text.len());
            }
        }
        sample
    }

    fn check(&self, columns: usize, spaced: bool) -> Result<(), TestCaseError> {
        let text = self.text.as_str();
        let lines = if spaced {
            wrap_spaced(text, columns, columns)
        } else {
            wrap(text, columns, columns)
        };
        for range in &lines {
            let line = &text[range.clone()];
            let room = if spaced { gaps(line).count() } else { 0 };
            prop_assert!(width(line) + room <= columns, "{line:?} in {columns}");
            prop_assert!(
                !line.starts_with(|c| CLOSING.contains(c)),
                "{line:?} in {columns}"
            );
            prop_assert!(
                !line.ends_with(|c| OPENING.contains(c)),
                "{line:?} in {columns}"
            );
        }
        for whole in &self.whole {
            let inside =
                |line: &std::ops::Range<usize>| line.start <= whole.start && whole.end <= line.end;
            let part = &text[whole.clone()];
            prop_assert!(
                lines.iter().any(inside),
                "{part:?} torn in {columns}: {lines:?}"
            );
        }
        Ok(())
    }
}

#[derive(Debug, Clone)]
enum Part {
    Plain(String),
    Whole(&'static str),
    Enclosed(char, &'static str, char),
    Mark(&'static str),
}

fn parts() -> impl Strategy<Value = Part> {
    let whole = || prop::sample::select(WHOLE);
    let pairs = vec![
        ('（', '）'),
        ('「', '」'),
        ('《', '》'),
        ('“', '”'),
        ('【', '】'),
        ('(', ')'),
        ('[', ']'),
    ];
    prop_oneof![
        4 => "[美联储降息预期收益率曲線殖利]{1,9}".prop_map(Part::Plain),
        4 => whole().prop_map(Part::Whole),
        2 => (prop::sample::select(pairs), whole()).prop_map(|((open, close), part)| Part::Enclosed(open, part, close)),
        3 => prop::sample::select(vec!["，", "。", "、", "；", "：", "？", "！", "……", "——", ", ", ". ", " "]).prop_map(Part::Mark),
    ]
}

/// Text as it is written: no two marks in a row but a closing bracket and what ends the sentence.
fn samples() -> impl Strategy<Value = Sample> {
    prop::collection::vec(parts(), 1..40).prop_map(|parts| {
        let mut sample = Sample::default();
        sample.push("开头");
        let mut marked = false;
        for part in parts {
            let is_mark = matches!(part, Part::Mark(_));
            match part {
                Part::Mark(_) if marked => {}
                Part::Mark(mark) => sample.push(mark),
                Part::Plain(text) => sample.push(&text),
                Part::Whole(part) => sample.push_whole(part),
                Part::Enclosed(open, part, close) => {
                    // English has a space before its brackets.
                    sample.push(if open.is_ascii() { " " } else { "" });
                    sample.push(&open.to_string());
                    sample.push_whole(part);
                    sample.push(&close.to_string());
                    sample.push(if open.is_ascii() { " " } else { "" });
                }
            }
            marked = is_mark;
        }
        sample
    })
}

/// Written for this test; bars stand around what stays whole.
const PARAGRAPHS: &[&str] = &[
    "|2026 年 2 月 5 日|收盘，标普 500 指数报 |6,745| 点，下跌 |1.4%|；|VIX| 升至 |21.8|（上一交易日 |18.9|），\
     |10| 年期收益率回落 |6 bp| 至 |4.21%|。",
    "他说：“只要已实现波动率不回落，vol-control 基金就还有约 |$105B| 要卖——这还没有算 |CTA|。”\
     《期权日报》称之为「逆回购」，见第3节（|0700.HK|、|600519.SH|、|BTC-USD|）……",
    "殖利率曲線再度變陡：|30| 年期升至 |4.85%|，與 |2| 年期的利差擴大到 |135bp|，為 |2022-10-21| 以來最闊。",
    "Dealers are short |gamma| below |6,745|, so a |1%| fall asks them to sell another |$7.5bn|; the \
     |European| close (|17:30|) was |orderly|, but “nobody |wants| to sell first” |isn’t| a |strategy|.",
    "今年以来，纳指100ETF（|QQQ|）净流入 |32.6 亿美元|，而 |TLT| 净流出 |−4.1 亿美元|；|2月5日|一天就有 |9.8 亿美元|。",
    "团队👩‍👩‍👧很高兴🇭🇰，|café| 的 re\u{301}sume\u{301} 里写着：|P/E| 为 |17.3x|、|EPS| 增 |8%|！",
];

#[test]
fn written_paragraphs_are_set_well_at_every_width() {
    for paragraph in PARAGRAPHS {
        let sample = Sample::written(paragraph);
        for columns in WIDTHS {
            for spaced in [false, true] {
                sample.check(columns, spaced).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn generated_text_is_set_well_at_every_width(sample in samples()) {
        for columns in WIDTHS {
            sample.check(columns, false)?;
            sample.check(columns, true)?;
        }
    }

    #[test]
    fn no_line_end_falls_inside_of_a_grapheme(sample in samples(), columns in WIDTHS) {
        let borders: Vec<_> = graphemes(&sample.text).map(|grapheme| grapheme.start).collect();
        for line in wrap_spaced(&sample.text, columns, columns) {
            prop_assert!(borders.contains(&line.start));
        }
    }
}
