//! Bytes as text or JSON, once it is clear that they are no page, no words and not nothing.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::error::FormatError;

/// How much of what was found an error shows.
const SHOWN: usize = 80;

/// How far into a body a page shows itself.
const HEAD: usize = 1024;

/// The text of these bytes without its byte order mark.
pub(super) fn text<'a>(bytes: &'a [u8], expected: &'static str) -> Result<&'a str, FormatError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FormatError::Encoding)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\0') {
        return Err(FormatError::Encoding);
    }
    judged(text, expected)?;
    Ok(text)
}

/// The text of bytes that are GBK, as Chinese sources send it, or UTF-8.
pub(super) fn chinese_text<'a>(
    bytes: &'a [u8],
    expected: &'static str,
) -> Result<Cow<'a, str>, FormatError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::GBK
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or(FormatError::Encoding)?,
    };
    judged(&text, expected)?;
    Ok(text)
}

/// The value that this JSON is.
pub(super) fn json<T: DeserializeOwned>(
    bytes: &[u8],
    expected: &'static str,
) -> Result<T, FormatError> {
    let text = text(bytes, expected)?;
    if !text.trim_start().starts_with(['{', '[']) {
        return Err(FormatError::Words {
            expected,
            said: shown(text),
        });
    }
    serde_json::from_str(text).map_err(|error| FormatError::Shape {
        expected,
        found: error.to_string(),
    })
}

/// What an error shows of a text: its first words in one line.
pub(super) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(SHOWN / 2).collect();
    words.join(" ").chars().take(SHOWN).collect()
}

fn judged(text: &str, expected: &'static str) -> Result<(), FormatError> {
    let text = text.trim_start();
    if text.is_empty() {
        return Err(FormatError::Empty);
    }
    if text.starts_with('<') {
        let head: String = text.chars().take(HEAD).collect::<String>().to_lowercase();
        if head.starts_with("<!doctype html") || head.contains("<html") {
            let title = title(text).unwrap_or_else(|| shown(text));
            return Err(FormatError::Page { expected, title });
        }
    }
    Ok(())
}

fn title(page: &str) -> Option<String> {
    // Lower case of ASCII alone, so that offsets stay those of the page.
    let lower = page.to_ascii_lowercase();
    let from = lower.find("<title")?;
    let from = from + lower.get(from..)?.find('>')? + 1;
    let to = from + lower.get(from..)?.find('<')?;
    Some(shown(page.get(from..to)?)).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHAT: &str = "figures";

    #[test]
    fn what_is_no_body_of_figures() {
        let page = |title: &str| FormatError::Page {
            expected: WHAT,
            title: title.to_owned(),
        };
        let cases: [(&[u8], FormatError); 6] = [
            (b"", FormatError::Empty),
            (b" \r\n", FormatError::Empty),
            (
                b"<!DOCTYPE html><head><TITLE lang=en>Just a\n moment</TITLE>",
                page("Just a moment"),
            ),
            (b"<html><body>no", page("<html><body>no")),
            (b"\xff\xfe", FormatError::Encoding),
            (b"D\0a\0", FormatError::Encoding),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text(bytes, WHAT), Err(expected));
        }
        assert_eq!(text("\u{feff}Date".as_bytes(), WHAT), Ok("Date"));
        assert_eq!(text(b"<?xml version=\"1.0\"?>", WHAT).map(str::len), Ok(21));
    }

    #[test]
    fn words_are_no_json() {
        let said = json::<Vec<u8>>(b"Too Many Requests\r\n", WHAT).unwrap_err();
        assert_eq!(
            said.to_string(),
            "words came in the place of figures: \"Too Many Requests\""
        );
        let cut = json::<Vec<u8>>(b"[1,2", WHAT).unwrap_err();
        assert!(matches!(cut, FormatError::Shape { .. }), "{cut}");
        assert_eq!(json::<Vec<u8>>(b"[1,2]", WHAT), Ok(vec![1, 2]));
    }

    #[test]
    fn gbk_is_read_as_well_as_utf_8() {
        let (gbk, _, _) = encoding_rs::GBK.encode("贵州茅台");
        assert_eq!(chinese_text(&gbk, WHAT).unwrap(), "贵州茅台");
        assert_eq!(
            chinese_text("贵州茅台".as_bytes(), WHAT).unwrap(),
            "贵州茅台"
        );
        assert_eq!(chinese_text(b"\xff\xff", WHAT), Err(FormatError::Encoding));
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = text(&bytes, WHAT);
            let _ = chinese_text(&bytes, WHAT);
        }
    }
}
