//! Which lines of plain text are headings: by their number, their signs, or how they stand.

use super::{Line, bullet};

/// Columns of the longest heading.
const LONGEST: usize = 60;

/// Columns of the longest heading that nothing but its place tells.
const PLAIN: usize = 48;

/// The level of the heading that a line is, between the lines above and below it.
pub(super) fn level(
    above: Option<&Line<'_>>,
    line: &Line<'_>,
    below: Option<&Line<'_>>,
) -> Option<u8> {
    let below = below?;
    if line.columns > LONGEST || is_stopped(line.text) || !is_telling(line.text) {
        return None;
    }
    if let Some(level) = numbered(line.text) {
        return Some(level);
    }
    if is_framed(line.text) || (is_capitals(line.text) && line.is_apart) {
        return Some(2);
    }
    // `1. Title` above a paragraph is a heading, and above `2. …` an item.
    if bullet(line.text).is_some() {
        let is_number = line.text.starts_with(|c: char| c.is_ascii_digit());
        let is_alone = line.is_apart && below.is_apart && line.columns <= PLAIN;
        let over_text = bullet(below.text).is_none() && is_paragraph(below);
        return (is_number && is_alone && over_text).then_some(3);
    }
    let is_label = line.text.contains(['：', ':']) && !line.text.ends_with(['：', ':']);
    let after_text = above.is_none_or(|above| above.is_sentence() && above.columns >= 40);
    let is_alone = line.is_apart && below.is_apart && is_paragraph(below);
    let stands_out = below.columns >= 80 && below.is_sentence();
    let is_plain = line.columns <= PLAIN && !is_label && after_text;
    (is_plain && (stands_out || is_alone)).then_some(2)
}

fn is_paragraph(line: &Line<'_>) -> bool {
    line.is_sentence() && line.columns >= 40
}

fn is_telling(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

fn is_stopped(text: &str) -> bool {
    text.ends_with(['。', '，', '；', '、', '.', ',', ';', '”', '」', '…'])
}

/// `第一章 …`, `一、…` and `（一）…` by the order in which Chinese documents nest them.
fn numbered(text: &str) -> Option<u8> {
    let is_digit = |c: char| "一二三四五六七八九十百零〇".contains(c) || c.is_ascii_digit();
    let after_digits = |text: &str| {
        let rest = text.trim_start_matches(is_digit);
        (rest.len() < text.len()).then(|| rest.trim_start().chars().next())?
    };
    if let Some(rest) = text.strip_prefix('第') {
        let sign = after_digits(rest.trim_start())?;
        return matches!(sign, '章' | '节' | '節' | '部' | '篇' | '回').then_some(2);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let is_chinese = !rest.starts_with(|c: char| c.is_ascii_digit());
        return (is_chinese && matches!(after_digits(rest)?, '）' | ')')).then_some(3);
    }
    let is_chinese = !text.starts_with(|c: char| c.is_ascii_digit());
    (is_chinese && after_digits(text)? == '、').then_some(2)
}

/// `【…】` and nothing else.
fn is_framed(text: &str) -> bool {
    let inner = text
        .strip_prefix('【')
        .and_then(|rest| rest.strip_suffix('】'));
    inner.is_some_and(|inner| !inner.contains(['【', '】']))
}

/// Two words or more in capitals.
fn is_capitals(text: &str) -> bool {
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    let words = text
        .split_whitespace()
        .filter(|word| word.len() > 1)
        .count();
    capitals >= 6 && words >= 2 && !text.chars().any(char::is_lowercase) && text.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    const TEXT: &str =
        "做市商在周三的对冲放大了下跌，波动率控制基金随后跟着减仓，尾盘的卖盘没有人接。";

    /// The level of the line between two paragraphs, apart from both or not.
    fn between(line: &str, apart: &str) -> Option<u8> {
        let text = format!("{TEXT}{apart}{line}{apart}{TEXT}");
        let lines = lines(&text);
        level(lines.first(), &lines[1], lines.get(2))
    }

    #[test]
    fn numbers_and_signs_make_headings() {
        for (line, expected) in [
            ("一、市场回顾", Some(2)),
            ("十二、附录", Some(2)),
            ("（三）利率", Some(3)),
            ("第一章 缺口", Some(2)),
            ("第 3 节 波动率", Some(2)),
            ("【盘后点评】", Some(2)),
            ("一、市场在周三下跌。", None),
            ("（3）点", None),
            ("第一次看到这种行情，", None),
            ("【快讯】某社：正文从这里开始，", None),
        ] {
            assert_eq!(between(line, "\n"), expected, "{line}");
        }
    }

    #[test]
    fn short_lines_stand_out() {
        for (line, apart, expected) in [
            ("谁在卖", "\n\n", Some(2)),
            ("USD RATES AND FUNDING", "\n\n", Some(2)),
            ("1. 谁在卖", "\n\n", Some(3)),
            ("1. 谁在卖", "\n", None),
            ("作者：某甲", "\n\n", None),
            ("收盘走低。", "\n\n", None),
            ("TLT", "\n\n", Some(2)),
            ("42", "\n\n", None),
        ] {
            assert_eq!(between(line, apart), expected, "{line}");
        }
        let last = lines("谁在卖");
        assert_eq!(level(None, &last[0], None), None, "nothing stands below it");
    }
}
