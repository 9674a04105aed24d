//! Character references: the numeric ones, and the named ones that occur in prose.
//!
//! The rarer of HTML's 2,231 names stay as written.

use std::borrow::Cow;

const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("divide", "÷"),
    ("plusmn", "±"),
    ("minus", "−"),
    ("deg", "°"),
    ("permil", "‰"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("sect", "§"),
    ("para", "¶"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("larr", "←"),
    ("rarr", "→"),
    ("uarr", "↑"),
    ("darr", "↓"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("asymp", "≈"),
    ("infin", "∞"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("Delta", "Δ"),
    ("theta", "θ"),
    ("sigma", "σ"),
    ("Sigma", "Σ"),
    ("mu", "μ"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("uuml", "ü"),
    ("ouml", "ö"),
    ("auml", "ä"),
    ("szlig", "ß"),
    ("ccedil", "ç"),
    ("ntilde", "ñ"),
];

/// Decodes character references; a text without any is borrowed.
pub(in super::super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        let (characters, length) = one(reference).unwrap_or((Cow::Borrowed("&"), 1));
        decoded.push_str(&characters);
        rest = reference.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The reference that a text begins with: its characters and its length.
fn one(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let inner = text.strip_prefix('&')?;
    // No reference is longer; the search must not run through the document.
    let end = inner.bytes().take(12).position(|b| b == b';')?;
    let name = inner.get(..end)?;
    let characters = if let Some(number) = name.strip_prefix('#') {
        Cow::Owned(numbered(number)?.to_string())
    } else {
        let (_, characters) = NAMED.iter().find(|(known, _)| *known == name)?;
        Cow::Borrowed(*characters)
    };
    Some((characters, end + 2))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // A line end or tab from a reference would break the rows of a table.
    match char::from_u32(code)? {
        '\n' | '\t' | '\r' | '\u{a0}' => Some(' '),
        c => Some(c),
    }
}
