//! What the codes of simple fonts mean: the standard encodings and the names of glyphs.

use lopdf::{Dictionary, Document, Encoding, Object, dictionary};

use super::fonts::get;

/// The text of each of the 256 codes of a simple font, by its encoding and its differences.
pub(super) fn table(document: &Document, font: &Dictionary) -> Vec<Option<String>> {
    let encoding = get(document, font, b"Encoding");
    let (base, differences) = match encoding {
        Some(Object::Name(name)) => (Some(name.as_slice()), None),
        Some(Object::Dictionary(dictionary)) => (
            get(document, dictionary, b"BaseEncoding").and_then(|name| name.as_name().ok()),
            get(document, dictionary, b"Differences").and_then(|list| list.as_array().ok()),
        ),
        _ => (None, None),
    };
    let base = match base {
        Some(name @ (b"MacRomanEncoding" | b"MacExpertEncoding" | b"WinAnsiEncoding")) => name,
        _ if is_true_type(document, font) => b"WinAnsiEncoding",
        _ => b"StandardEncoding",
    };
    let base = dictionary! { "Type" => "Font", "Encoding" => Object::Name(base.to_vec()) };
    let mut table = codes(document, &base);
    let mut code = 0_usize;
    for object in differences.into_iter().flatten() {
        match document.dereference(object) {
            Ok((_, Object::Integer(first))) => code = usize::try_from(*first).unwrap_or(usize::MAX),
            Ok((_, Object::Name(name))) => {
                if let Some(place) = table.get_mut(code) {
                    *place = named(document, name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    table
}

fn is_true_type(document: &Document, font: &Dictionary) -> bool {
    let subtype = get(document, font, b"Subtype").and_then(|name| name.as_name().ok());
    subtype == Some(b"TrueType")
}

/// The 256 codes of an encoding that `lopdf` knows.
fn codes(document: &Document, font: &Dictionary) -> Vec<Option<String>> {
    let encoding = font.get_font_encoding(document).ok();
    (0..=u8::MAX)
        .map(|code| {
            let text = encoding.as_ref()?.bytes_to_string(&[code]).ok()?;
            (!text.is_empty()).then_some(text)
        })
        .collect()
}

/// The text of a glyph's name: `comma`, `uni6CE2`, `u20000`, `f_i`, `one.tab`.
fn named(document: &Document, name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let bare = name.split('.').next().filter(|bare| !bare.is_empty())?;
    let parts = bare
        .split('_')
        .map(|part| by_number(part).or_else(|| by_list(document, part)));
    parts.collect()
}

fn by_number(name: &str) -> Option<String> {
    let digits = name.strip_prefix("uni").or(name.strip_prefix('u'))?;
    if !(4..=6).contains(&digits.len()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    char::from_u32(value).map(String::from)
}

/// The name in Adobe's glyph list. `lopdf` has the list, but shows it through fonts only.
fn by_list(document: &Document, name: &str) -> Option<String> {
    let differences = vec![Object::Integer(1), Object::Name(name.as_bytes().to_vec())];
    let font = dictionary! {
        "Type" => "Font",
        "Encoding" => dictionary! { "Differences" => differences },
    };
    match font.get_font_encoding(document) {
        Ok(encoding @ Encoding::Differences(_)) => {
            let text = encoding.bytes_to_string(&[1]).ok()?;
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_read() {
        let document = Document::new();
        for (name, text) in [
            ("comma", Some(",")),
            ("A", Some("A")),
            ("quoteright", Some("’")),
            ("uni6CE2", Some("波")),
            ("u20000", Some("\u{20000}")),
            ("f_i", Some("fi")),
            ("one.tab", Some("1")),
            ("g123", None),
            (".notdef", None),
            ("uniXXXX", None),
        ] {
            assert_eq!(named(&document, name.as_bytes()).as_deref(), text, "{name}");
        }
    }

    #[test]
    fn differences_stand_over_the_encoding() {
        let document = Document::new();
        let differences = vec![
            Object::Integer(65),
            "uni6CE2".into(),
            "uni52A8".into(),
            Object::Integer(999),
            "A".into(),
        ];
        let font = dictionary! {
            "Type" => "Font",
            "Encoding" => dictionary! {
                "BaseEncoding" => "WinAnsiEncoding",
                "Differences" => differences,
            },
        };
        let table = table(&document, &font);
        let at = |code: u8| table[usize::from(code)].as_deref();
        assert_eq!(
            [at(65), at(66), at(67), at(0x80)],
            [Some("波"), Some("动"), Some("C"), Some("€")]
        );
    }

    #[test]
    fn fonts_without_an_encoding_have_a_standard_one() {
        let document = Document::new();
        let table = table(
            &document,
            &dictionary! { "Type" => "Font", "Subtype" => "Type1" },
        );
        assert_eq!(table.len(), 256);
        assert_eq!(table[0x27].as_deref(), Some("’"));
    }
}
