//! What stands around a number and says what it counts, in a folded text.

use crate::text::numerals::{english_scale, han_unit};

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing that is told.
    None,
    Percent,
    BasisPoints,
    /// Of a tenor.
    Years,
    /// Of a tenor.
    Months,
    /// A currency's code in lower case.
    Money(&'static str),
}

/// Signs and codes of currencies before a number, longest first; `¥` and 元 are of several.
const BEFORE: [(&str, &str); 16] = [
    ("us$", "usd"),
    ("hk$", "hkd"),
    ("nt$", "twd"),
    ("a$", "aud"),
    ("c$", "cad"),
    ("usd", "usd"),
    ("eur", "eur"),
    ("gbp", "gbp"),
    ("jpy", "jpy"),
    ("cny", "cny"),
    ("rmb", "cny"),
    ("hkd", "hkd"),
    ("twd", "twd"),
    ("$", "usd"),
    ("€", "eur"),
    ("£", "gbp"),
];

/// Names of currencies behind a number, longest first.
const BEHIND: [(&str, &str); 31] = [
    ("u.s. dollars", "usd"),
    ("us dollars", "usd"),
    ("dollars", "usd"),
    ("dollar", "usd"),
    ("usd", "usd"),
    ("美元", "usd"),
    ("美金", "usd"),
    ("euros", "eur"),
    ("euro", "eur"),
    ("eur", "eur"),
    ("欧元", "eur"),
    ("yen", "jpy"),
    ("jpy", "jpy"),
    ("日元", "jpy"),
    ("日圆", "jpy"),
    ("pounds", "gbp"),
    ("gbp", "gbp"),
    ("英镑", "gbp"),
    ("yuan", "cny"),
    ("cny", "cny"),
    ("rmb", "cny"),
    ("元人民币", "cny"),
    ("人民币", "cny"),
    ("hkd", "hkd"),
    ("港元", "hkd"),
    ("港币", "hkd"),
    ("twd", "twd"),
    ("元新台币", "twd"),
    ("新台币", "twd"),
    ("台币", "twd"),
    ("新台幣", "twd"),
];

/// Names of units but tenors, and what they multiply a number by, longest first.
const MEASURES: [(&str, Unit, f64); 18] = [
    ("percentage points", Unit::BasisPoints, 100.0),
    ("percentage point", Unit::BasisPoints, 100.0),
    ("percentage-point", Unit::BasisPoints, 100.0),
    ("个百分点", Unit::BasisPoints, 100.0),
    ("百分点", Unit::BasisPoints, 100.0),
    ("basis points", Unit::BasisPoints, 1.0),
    ("basis point", Unit::BasisPoints, 1.0),
    ("basis-point", Unit::BasisPoints, 1.0),
    ("个基点", Unit::BasisPoints, 1.0),
    ("基点", Unit::BasisPoints, 1.0),
    ("个bps", Unit::BasisPoints, 1.0),
    ("个bp", Unit::BasisPoints, 1.0),
    ("bps", Unit::BasisPoints, 1.0),
    ("bp", Unit::BasisPoints, 1.0),
    ("percent", Unit::Percent, 1.0),
    ("per cent", Unit::Percent, 1.0),
    ("pct", Unit::Percent, 1.0),
    ("%", Unit::Percent, 1.0),
];

/// Names of tenors, longest first; whether a space may stand before.
const TENORS: [(&str, Unit, bool); 14] = [
    ("年期", Unit::Years, true),
    ("年美债", Unit::Years, true),
    ("年国债", Unit::Years, true),
    ("年公债", Unit::Years, true),
    ("年债", Unit::Years, true),
    ("year", Unit::Years, true),
    ("yr", Unit::Years, false),
    ("y", Unit::Years, false),
    ("个月期", Unit::Months, true),
    ("月期", Unit::Months, true),
    ("month", Unit::Months, false),
    ("mth", Unit::Months, false),
    ("mo", Unit::Months, false),
    ("m", Unit::Months, false),
];

/// What issuers borrow for: `5 year` is a tenor, `4 year` is a time.
const ISSUED: [f64; 8] = [1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 30.0];

/// The currency whose sign or code ends a text, and the bytes from it to the end.
pub(super) fn currency_before(before: &str) -> (Option<&'static str>, usize) {
    let text = before.trim_end_matches(' ');
    for (sign, currency) in BEFORE {
        let Some(rest) = text.strip_suffix(sign) else {
            continue;
        };
        let is_code = sign.ends_with(|c: char| c.is_ascii_alphabetic());
        let is_part = rest.ends_with(|c: char| c.is_ascii_alphanumeric());
        // A sign stands right before its number, a code may stand apart.
        if (is_code || text.len() == before.len()) && !(is_part && sign != "$") {
            return (Some(currency), before.len() - rest.len());
        }
    }
    (None, 0)
}

/// The currency that a text begins with, after a space or none, and the bytes read.
pub(super) fn money(text: &str) -> Option<(&'static str, usize)> {
    let (rest, space) = after_space(text);
    let mut known = BEHIND.into_iter();
    let (name, currency) = known.find(|(name, _)| begins(rest, name))?;
    Some((currency, space + name.len()))
}

/// What multiplies the number before, and the bytes read: 1 and none where nothing does.
pub(super) fn magnitude(text: &str, is_money: bool) -> (f64, usize) {
    let (rest, space) = after_space(text);
    let units = rest.chars().map_while(han_unit);
    let (scale, count) = units.fold((1.0, 0), |(scale, count), unit| (scale * unit, count + 1));
    if count > 0 {
        let bytes = rest.chars().take(count).map(char::len_utf8).sum::<usize>();
        return (scale, space + bytes);
    }
    let end = rest.find(|c: char| !c.is_ascii_lowercase());
    let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let tail = rest.get(word.len()..).unwrap_or_default();
    if tail.starts_with(|c: char| c.is_ascii_digit()) {
        return (1.0, 0);
    }
    let is_attached = space == 0;
    let scale = match word {
        "k" if is_attached => 1e3,
        "m" if is_attached && is_money => 1e6,
        "b" if is_attached => 1e9,
        "t" if is_attached && is_money => 1e12,
        "mn" | "mm" | "mln" => 1e6,
        "bn" | "bln" => 1e9,
        "tn" | "trn" => 1e12,
        "hundred" => return (1.0, 0),
        _ => match english_scale(word) {
            Some(scale) => scale,
            None => return (1.0, 0),
        },
    };
    (scale, space + word.len())
}

/// The unit of a number without magnitude, what it multiplies the number by, and the bytes read.
pub(super) fn measure(text: &str, value: f64, is_words: bool) -> Option<(Unit, f64, usize)> {
    let joined = text.strip_prefix('-');
    let (rest, space) = joined.map_or_else(|| after_space(text), |rest| (rest, 1));
    for (name, unit, scale) in MEASURES {
        if begins(rest, name) {
            return Some((unit, scale, space + name.len()));
        }
    }
    for (name, unit, may_part) in TENORS {
        let is_apart = joined.is_none() && space > 0;
        if !begins(rest, name) || (is_apart && !may_part) || value < 1.0 {
            continue;
        }
        let is_year = name == "year";
        // `two year` and `10 year` are written of bonds, `four year` of times.
        if is_apart && is_year && (is_words || !ISSUED.contains(&value)) {
            continue;
        }
        let tail = rest.get(name.len()..).unwrap_or_default();
        let is_age = ["-old", " old", " ago"]
            .iter()
            .any(|end| tail.starts_with(end));
        if !is_age {
            return Some((unit, 1.0, space + name.len()));
        }
    }
    None
}

/// Whether a text goes on as a date or a time does after a number.
pub(super) fn is_date(text: &str) -> bool {
    text.starts_with(['年', '月', '日', '号', '时', ':', '/'])
}

/// A text without its first space, and the bytes of that.
fn after_space(text: &str) -> (&str, usize) {
    text.strip_prefix(' ').map_or((text, 0), |rest| (rest, 1))
}

/// Whether a text begins with a name that does not go on as a longer word.
fn begins(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix(name) else {
        return false;
    };
    let is_word = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    !(is_word && rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}
