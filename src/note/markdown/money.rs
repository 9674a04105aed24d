//! Dollars that mean money: of `($TLT), at **$0.34**` nobody means a formula.
//!
//! The dialect takes whatever stands between two dollar signs for mathematics, with the emphasis
//! in it. So signs of money are escaped before the text is read, by looking at what the parser
//! itself would take for mathematics; code is left alone, since the parser finds none in it.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser};

/// Escaping one sign lets the next pair up anew. Texts that need more rounds than this are full of
/// prices and are read without mathematics.
const MOST_ROUNDS: usize = 8;

/// The body with dollars of money escaped, and the options to read it by; lines stay in place.
pub(super) fn settle(body: Cow<'_, str>, options: Options) -> (Cow<'_, str>, Options) {
    let plain = options - Options::ENABLE_MATH;
    if body.bytes().filter(|&byte| byte == b'$').count() < 2 {
        return (body, plain);
    }
    let mut body = body;
    for _ in 0..MOST_ROUNDS {
        let signs = signs_of_money(&body, options);
        if signs.is_empty() {
            return (body, options);
        }
        body = Cow::Owned(escaped(&body, &signs));
    }
    (body, plain)
}

/// Bytes of the dollar signs that would open what is no formula.
fn signs_of_money(body: &str, options: Options) -> Vec<usize> {
    let events = Parser::new_ext(body, options).into_offset_iter();
    let found = events.filter_map(|(event, range)| match event {
        Event::InlineMath(math) if !is_formula(&math) => Some(range.start),
        Event::DisplayMath(math) if has_emphasis(&math) => Some(range.start),
        _ => None,
    });
    found
        .filter(|&at| body.as_bytes().get(at) == Some(&b'$'))
        .collect()
}

fn escaped(body: &str, signs: &[usize]) -> String {
    let mut text = String::with_capacity(body.len() + signs.len());
    let mut from = 0;
    for &at in signs {
        text.push_str(body.get(from..at).unwrap_or_default());
        text.push('\\');
        from = at;
    }
    text.push_str(body.get(from..).unwrap_or_default());
    text
}

/// Whether a text between dollars is TeX: a command, or signs of a formula without sentences
/// around them, or letters alone.
fn is_formula(math: &str) -> bool {
    if has_emphasis(math) {
        return false;
    }
    if has_command(math) {
        return true;
    }
    let is_price = math.starts_with(|c: char| c.is_ascii_digit());
    let words = math
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 3);
    let signs = math.contains(['^', '_', '=', '{', '}']);
    let letters = math.bytes().all(|byte| byte.is_ascii_alphabetic());
    math.is_ascii() && !is_price && (letters || (signs && words.count() < 2))
}

fn has_emphasis(math: &str) -> bool {
    math.contains("**") || math.contains("==")
}

/// Whether a backslash stands before a letter, as in `\frac`.
fn has_command(math: &str) -> bool {
    let mut pairs = math.as_bytes().windows(2);
    pairs.any(|pair| matches!(pair, [b'\\', letter] if letter.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settled(body: &str) -> String {
        settle(Cow::Borrowed(body), Options::ENABLE_MATH).0.into()
    }

    #[test]
    fn formulas_are_told_from_prices() {
        for (math, is_one) in [
            ("x", true),
            ("x^2", true),
            ("P_{close}", true),
            ("a = b + c", true),
            (r"\frac{2}{N+1}", true),
            (r"\text{敞口}", true),
            (r"2\sigma", true),
            ("EMA(P_{close}, 12)", true),
            ("5 and ", false),
            ("105B to ", false),
            ("TLT), quoted at **", false),
            ("ES_F and other futures, then ", false),
            ("跌破", false),
            ("L^2 倍", false),
            (r"0.34 \", false),
        ] {
            assert_eq!(is_formula(math), is_one, "{math}");
        }
    }

    #[test]
    fn money_is_escaped_until_none_is_taken_for_mathematics() {
        for (body, expected) in [
            ("no sign", "no sign"),
            ("$5 alone", "$5 alone"),
            ("($TLT), at **$0.34**, and", r"(\$TLT), at **$0.34**, and"),
            ("$x^2$ stays", "$x^2$ stays"),
            ("`$5 and $6`", "`$5 and $6`"),
            ("$105B,$x$ and", r"\$105B,$x$ and"),
        ] {
            assert_eq!(settled(body), expected);
        }
    }

    #[test]
    fn endless_prices_are_read_without_mathematics() {
        let body = "$a b$c d".repeat(200);
        let (text, options) = settle(Cow::Borrowed(&body), Options::ENABLE_MATH);
        assert!(signs_of_money(&text, options).is_empty());
    }

    proptest! {
        #[test]
        fn only_backslashes_are_added(body in r"[$\\ a-z0-9*`\n中=_{}]{0,60}") {
            let text = settled(&body);
            let bare = |text: &str| text.replace('\\', "");
            prop_assert_eq!(bare(&text), bare(&body));
            prop_assert_eq!(text.lines().count(), body.lines().count());
        }
    }
}
