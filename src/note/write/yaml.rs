//! Scalars, lists and mappings of YAML, quoted where YAML would read something else than the text.
//!
//! The rules are those of YAML 1.1 and 1.2 taken together, so that a reader of either sees the
//! same text: `yes`, `010`, `1_000`, `12:30` and `2026-02-09` are quoted.

use crate::model::MetadataValue;

/// Words that are no text to some reader of YAML, in lower case.
const WORDS: &[&str] = &[
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".nan", ".inf", "-.inf",
    "+.inf", "<<", "=",
];

/// Longer keys must be written in another form.
const LONGEST_KEY: usize = 1_000;

/// A key with its value, ending in a line end.
pub(super) fn entry(out: &mut String, indent: usize, key: &str, value: &MetadataValue) {
    out.push_str(&" ".repeat(indent));
    if key.len() > LONGEST_KEY {
        out.push_str("? ");
        out.push_str(&quoted(key));
        out.push('\n');
        out.push_str(&" ".repeat(indent));
    } else {
        out.push_str(&scalar(key));
    }
    out.push(':');
    below(out, indent, value);
}

/// A text as a scalar on one line.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// What stands behind a colon or dash at an indent.
fn below(out: &mut String, indent: usize, value: &MetadataValue) {
    match value {
        MetadataValue::Empty => out.push('\n'),
        MetadataValue::Text(text) => {
            out.push(' ');
            if is_block(text) {
                block(out, indent + 2, text);
            } else if is_usual(text) {
                out.push_str(text);
            } else {
                out.push_str(&scalar(text));
            }
            out.push('\n');
        }
        MetadataValue::List(items) if items.is_empty() => out.push_str(" []\n"),
        MetadataValue::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        MetadataValue::List(items) => {
            out.push('\n');
            for item in items {
                out.push_str(&" ".repeat(indent + 2));
                out.push('-');
                // A null item must be said: nothing behind a dash may be taken for what follows.
                if *item == MetadataValue::Empty {
                    out.push_str(" null\n");
                } else {
                    below(out, indent + 2, item);
                }
            }
        }
        MetadataValue::Map(entries) => {
            out.push('\n');
            for (key, value) in entries {
                entry(out, indent + 2, key, value);
            }
        }
    }
}

/// A number or truth value in its usual spelling: as one it was written, and reads back as it is.
fn is_usual(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let leads_with_zero = whole.len() > 1 && whole.starts_with('0');
    let number = is_number(whole) && is_number(part) && !leads_with_zero && whole.len() <= 15;
    number || matches!(text, "true" | "false")
}

/// Whether every reader of YAML takes the bare characters for just this text.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    // A figure may begin a number, a date, a time.
    let begins = first.is_alphabetic() || is_wide(first);
    let bare = text
        .chars()
        .all(|c| !needs_escape(c) && c != '\n' && c != '\t');
    let parts = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let edges = text.ends_with(char::is_whitespace);
    let word = WORDS.contains(&text.to_lowercase().as_str());
    begins && bare && !parts && !edges && !word && text != "---"
}

/// Marks of Chinese and typographic punctuation, which mean nothing to YAML.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ffee}')
}

fn needs_escape(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    );
    (c.is_control() && c != '\n' && c != '\t') || unseen
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                let code = format!("\\u{:04x}", u32::from(c));
                out.push_str(&code);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a text of several lines can stand as it is below its key.
fn is_block(text: &str) -> bool {
    let edge = |c: char| c.is_whitespace();
    text.contains('\n')
        && !text.starts_with(edge)
        && !text.ends_with(edge)
        && !text.chars().any(|c| needs_escape(c) || c == '\t')
}

fn block(out: &mut String, indent: usize, text: &str) {
    out.push_str("|-");
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> MetadataValue {
        MetadataValue::Text(text.to_owned())
    }

    fn written(value: &MetadataValue) -> String {
        let mut out = String::new();
        entry(&mut out, 0, "key", value);
        out
    }

    #[test]
    fn texts_are_quoted_where_yaml_needs_it() {
        for (plain, is_bare) in [
            ("动荡", true),
            ("市场动荡：第二天", true),
            ("“引语”", true),
            ("a b, c", true),
            ("https://a.b/c?d=e#f", true),
            ("", false),
            ("yes", false),
            ("No", false),
            ("y", false),
            ("null", false),
            ("~", false),
            ("010", false),
            ("1e3", false),
            ("0x1f", false),
            ("12:30", false),
            ("2026-02-09", false),
            ("市场: 动荡", false),
            ("a #b", false),
            ("a:", false),
            ("@home", false),
            ("#tag", false),
            ("- item", false),
            ("-x", false),
            ("[a]", false),
            ("{a}", false),
            ("*a", false),
            ("&a", false),
            ("!a", false),
            ("%a", false),
            ("`a", false),
            ("'a", false),
            ("\"a", false),
            ("a ", false),
            ("a\tb", false),
            ("---", false),
        ] {
            assert_eq!(scalar(plain) == plain, is_bare, "{plain:?}");
        }
    }

    #[test]
    fn usual_numbers_stay_numbers() {
        for (number, is_bare) in [
            ("5", true),
            ("-3", true),
            ("1.10", true),
            ("true", true),
            ("007", false),
            ("1.", false),
            (".5", false),
            ("1,000", false),
        ] {
            let line = format!("key: {number}\n");
            assert_eq!(written(&text(number)) == line, is_bare, "{number}");
        }
    }

    #[test]
    fn lists_and_mappings_nest() {
        let inner = MetadataValue::Map(vec![(String::from("a: b"), text("no"))]);
        let list = MetadataValue::List(vec![text("x"), MetadataValue::Empty, inner]);
        assert_eq!(
            written(&list),
            "key:\n  - x\n  - null\n  -\n    \"a: b\": \"no\"\n"
        );
        assert_eq!(written(&MetadataValue::List(Vec::new())), "key: []\n");
        assert_eq!(written(&MetadataValue::Map(Vec::new())), "key: {}\n");
        assert_eq!(written(&MetadataValue::Empty), "key:\n");
    }

    #[test]
    fn several_lines_stand_below_their_key() {
        assert_eq!(written(&text("一\n\n二")), "key: |-\n  一\n\n  二\n");
        assert_eq!(written(&text(" a\nb")), "key: \" a\\nb\"\n");
    }
}
