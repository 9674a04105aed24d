//! Signs in a text that a word is a ticker: `$ON`, `NYSE: T`, `Gartner (IT)`,
//! `ON.O`, "T shares", 股票代码 A.
//!
//! Works on a folded and levelled text, so letters are small and no space
//! stands between Han and Latin.

use std::ops::Range;

use super::normal::is_han;

const BEFORE: &[&str] = &[
    "nasdaq",
    "nyse",
    "amex",
    "nyse arca",
    "cboe",
    "hkex",
    "sehk",
    "hkg",
    "hk",
    "sse",
    "szse",
    "tse",
    "ticker",
    "symbol",
    "纳斯达克",
    "纽交所",
    "港交所",
    "上交所",
    "深交所",
    "台交所",
    "代码",
    "代号",
    "股票代码",
    "股票代号",
    "证券代码",
];
const AFTER: &[&str] = &[
    "shares",
    "share price",
    "stock price",
    "'s stock",
    "'s shares",
    "stock",
    "calls",
    "puts",
    "股价",
    "股票",
    "股份",
];
/// Ends of Reuters and Bloomberg codes that follow a symbol at once.
const SUFFIXES: &[&str] = &[
    ".oq", ".o", ".n", ".us", ".hk", ".ss", ".sh", ".sz", ".tw", ".t", ".pa", ".l",
];

/// The bytes of a symbol together with the `$` before it and the code of its
/// exchange after it.
pub(super) fn widen(text: &str, symbol: &Range<usize>) -> Range<usize> {
    let start = if has_cashtag(text, symbol.start) {
        symbol.start - 1
    } else {
        symbol.start
    };
    start..symbol.end + suffix(text, symbol.end).map_or(0, str::len)
}

/// Whether something beside a word says that it is a ticker.
///
/// `is_named_before` tells whether a name of the same instrument ends at a byte.
pub(super) fn has_sign(
    text: &str,
    symbol: &Range<usize>,
    is_named_before: impl Fn(usize) -> bool,
) -> bool {
    has_cashtag(text, symbol.start)
        || suffix(text, symbol.end).is_some()
        || has_exchange(text, symbol.start)
        || has_share_word(text, symbol.end)
        || stands_in_parentheses(text, symbol, is_named_before)
}

fn has_cashtag(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    before
        .strip_suffix('$')
        .is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '$'))
}

fn suffix(text: &str, end: usize) -> Option<&'static str> {
    let after = text.get(end..)?;
    SUFFIXES.iter().copied().find(|suffix| {
        after
            .strip_prefix(suffix)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

fn has_exchange(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
    let before = before.strip_suffix(':').unwrap_or(before);
    let before = before.trim_end_matches(' ');
    // "hk" and its like need their colon: "in hk all" names no share.
    let has_colon = text
        .get(before.len()..start)
        .is_some_and(|gap| gap.contains(':'));
    BEFORE.iter().any(|word| {
        let is_word = before.strip_suffix(word).is_some_and(|rest| {
            word.starts_with(is_han) || !rest.ends_with(|c: char| c.is_ascii_alphanumeric())
        });
        is_word && (has_colon || names_a_ticker(word))
    })
}

fn names_a_ticker(word: &str) -> bool {
    matches!(word, "ticker" | "symbol") || word.ends_with("代码") || word.ends_with("代号")
}

fn has_share_word(text: &str, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    let after = after.strip_prefix(' ').unwrap_or(after);
    AFTER.iter().any(|word| {
        after.strip_prefix(word).is_some_and(|rest| {
            word.starts_with(is_han) || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

fn stands_in_parentheses(
    text: &str,
    symbol: &Range<usize>,
    is_named_before: impl Fn(usize) -> bool,
) -> bool {
    let closes = text
        .get(symbol.end..)
        .is_some_and(|after| after.starts_with([')', ']', ',', '/', ' ']));
    let before = text.get(..symbol.start).unwrap_or_default();
    let Some(before) = before.strip_suffix(['(', '[']) else {
        return false;
    };
    closes && is_named_before(before.trim_end_matches(' ').len())
}

#[cfg(test)]
mod tests;
