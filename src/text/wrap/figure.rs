//! How far a figure reaches: a number with its sign, currency, unit, or a whole date.
//!
//! `69.1%`, `$105B`, `−1.4%`, `25bp`, `3 亿美元`, `4.25–4.50%`, `2026-02-05` and
//! `2 月 5 日` are each one figure. Only spelling is looked at, so a number that merely
//! stands before such a character (5 点阵图) holds on to it too.

/// Units that may follow a number, directly or after a space. Longer ones first.
const UNITS: [&str; 86] = [
    "trillion",
    "billion",
    "million",
    "percent",
    "个百分点",
    "個百分點",
    "个基点",
    "個基點",
    "百分点",
    "百分點",
    "交易日",
    "人民币",
    "人民幣",
    "个月",
    "個月",
    "小时",
    "小時",
    "分钟",
    "分鐘",
    "季度",
    "年期",
    "年代",
    "基点",
    "基點",
    "美元",
    "美金",
    "港元",
    "港币",
    "欧元",
    "歐元",
    "日元",
    "日圓",
    "英镑",
    "英鎊",
    "台币",
    "台幣",
    "盎司",
    "年",
    "月",
    "日",
    "号",
    "號",
    "时",
    "時",
    "点",
    "點",
    "分",
    "秒",
    "天",
    "周",
    "週",
    "季",
    "万",
    "萬",
    "亿",
    "億",
    "兆",
    "千",
    "百",
    "倍",
    "元",
    "成",
    "个",
    "個",
    "股",
    "页",
    "頁",
    "章",
    "节",
    "節",
    "期",
    "次",
    "位",
    "名",
    "家",
    "桶",
    "吨",
    "噸",
    "%",
    "％",
    "‰",
    "bps",
    "bp",
    "bn",
    "mn",
    "σ",
];

/// Units after which another number goes on with the same date or time.
const DATE_UNITS: [&str; 10] = ["年", "月", "日", "号", "號", "时", "時", "点", "點", "分"];

/// Whether a figure may begin with this character.
#[inline]
pub(super) fn may_start(character: char) -> bool {
    character.is_ascii_digit() || is_sign(character) || is_currency(character)
}

/// Where the figure that starts at a byte ends, `None` where none starts.
pub(super) fn end(text: &str, start: usize) -> Option<usize> {
    let body = text.get(start..)?;
    let unsigned = strip(body, is_sign);
    let mut rest = strip(unsigned, is_currency);
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    while let Some(after) = part(rest) {
        rest = after;
    }
    Some(start + body.len() - rest.len())
}

/// What follows the next part of a figure, `None` at its end.
fn part(rest: &str) -> Option<&str> {
    let first = rest.chars().next()?;
    if first.is_ascii_alphanumeric() {
        return Some(strip(rest, |_| true));
    }
    let after = strip(rest, joins_digits);
    if after.len() < rest.len()
        && strip(after, is_currency).starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(after);
    }
    unit(rest)
}

/// What follows a unit, and the number behind it if both are parts of a date.
fn unit(rest: &str) -> Option<&str> {
    let bare = strip(rest, is_space);
    let (unit, after) = UNITS
        .iter()
        .find_map(|unit| Some((unit, bare.strip_prefix(unit)?)))?;
    let is_word = unit.is_ascii() && *unit != "%";
    if is_word && after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let number = strip(after, is_space);
    let goes_on = DATE_UNITS.contains(unit) && number.starts_with(|c: char| c.is_ascii_digit());
    Some(if goes_on { number } else { after })
}

/// The text without its first character, where that is one of a kind.
fn strip(text: &str, kind: impl Fn(char) -> bool) -> &str {
    text.strip_prefix(|c: char| kind(c)).unwrap_or(text)
}

fn is_sign(character: char) -> bool {
    matches!(
        character,
        '+' | '-' | '−' | '±' | '~' | '≈' | '<' | '>' | '≤' | '≥' | '－' | '＋'
    )
}

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '￥' | '＄')
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{202F}')
}

fn joins_digits(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ':' | '/' | '-' | '–' | '—' | '−' | '~' | '～' | '×'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn figure(text: &str) -> Option<&str> {
        end(text, 0).map(|end| &text[..end])
    }

    #[test]
    fn figures_reach_to_their_units() {
        for (text, expected) in [
            ("69.1%的", "69.1%"),
            ("2 月 5 日，", "2 月 5 日"),
            ("2026年2月5日收盘", "2026年2月5日"),
            ("$105B of", "$105B"),
            ("6,745, up", "6,745"),
            ("−1.4%。", "−1.4%"),
            ("-$5.2bn", "-$5.2bn"),
            ("25bp cut", "25bp"),
            ("25 bp cut", "25 bp"),
            ("25 bpx", "25"),
            ("$25 billion of", "$25 billion"),
            ("2026-02-05 ", "2026-02-05"),
            ("1.32x.", "1.32x"),
            ("3 亿美元的", "3 亿美元"),
            ("50 个基点", "50 个基点"),
            ("4.25%–4.50%", "4.25%–4.50%"),
            ("4.25-4.50", "4.25-4.50"),
            ("14:30 收", "14:30"),
            ("97 month", "97"),
            ("10-year", "10"),
            ("5.", "5"),
        ] {
            assert_eq!(figure(text), Some(expected));
        }
    }

    #[test]
    fn other_text_is_no_figure() {
        for text in ["", "-a", "$", "降息", "--5", "(5)", " 5"] {
            assert_eq!(figure(text), None, "{text}");
        }
    }

    #[test]
    fn longer_units_come_before_their_beginnings() {
        for (index, unit) in UNITS.iter().enumerate() {
            let hidden = UNITS[..index]
                .iter()
                .find(|earlier| unit.starts_with(**earlier));
            assert_eq!(hidden, None, "{unit} is never reached");
        }
        assert!(DATE_UNITS.iter().all(|unit| UNITS.contains(unit)));
    }

    proptest! {
        #[test]
        fn a_figure_ends_between_characters(text in "[0-9$%.,− 年月日亿bp-]{0,20}") {
            if let Some(end) = end(&text, 0) {
                prop_assert!(end > 0 && text.is_char_boundary(end));
            }
        }
    }
}
