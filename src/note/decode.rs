//! Bytes to text: encodings, line ends, and what is no text at all.
//!
//! Order: byte order mark, UTF-16 by its shape, strict UTF-8, then `chardetng` over all bytes,
//! because a buffer cut inside a character makes it take UTF-8 or GBK for windows-1252.

mod wide;

use encoding_rs::{Encoding, UTF_8};

use crate::model::{Diagnostic, DiagnosticKind};
use crate::text::sanitise::sanitise;

use super::NotANote;

/// The first bytes of files that are often misnamed as text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
];

/// A text as it is read from here on: `\n` ends lines and control characters are visible marks.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    /// By its WHATWG name.
    pub encoding: &'static str,
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the encoding and decodes; invalid sequences become U+FFFD and are counted.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NotANote> {
    if bytes.is_empty() {
        return Err(NotANote::Empty);
    }
    if let Some((_, found)) = SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
    {
        return Err(NotANote::Binary { found });
    }
    let (text, encoding) = to_text(bytes)?;
    if text.trim().is_empty() {
        return Err(NotANote::Empty);
    }
    let mut diagnostics = Vec::new();
    if let Some(count) = invalid_sequences(&text, bytes, encoding) {
        let encoding = encoding.name();
        diagnostics.push(Diagnostic {
            kind: DiagnosticKind::InvalidBytes { count, encoding },
            line: None,
        });
    }
    let text = unix_line_ends(text);
    let (clean, count) = sanitise(&text);
    if count > 0 {
        diagnostics.push(Diagnostic {
            kind: DiagnosticKind::ControlCharacters { count },
            line: first_difference(&text, &clean),
        });
    }
    let text = match clean {
        std::borrow::Cow::Borrowed(_) => text,
        std::borrow::Cow::Owned(clean) => clean,
    };
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        diagnostics,
    })
}

fn to_text(bytes: &[u8]) -> Result<(String, &'static Encoding), NotANote> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        let (text, _) = encoding.decode_without_bom_handling(body);
        return Ok((text.into_owned(), encoding));
    }
    if let Some((encoding, text)) = wide::read(bytes) {
        return Ok((text, encoding));
    }
    if is_binary(bytes) {
        return Err(NotANote::Binary {
            found: "binary data",
        });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), UTF_8));
    }
    let encoding = detect(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok((text.into_owned(), encoding))
}

/// The likeliest encoding of bytes that are not valid UTF-8.
fn detect(bytes: &[u8]) -> &'static Encoding {
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    if let Some(declared) = declared(bytes) {
        return declared;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// The encoding that a page's `<meta>` or the declaration of XML names near the head. Bytes that do
/// not fit it are not rare on real pages, but `UTF-8` was tried before.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2_048))?;
    let head = head.to_ascii_lowercase();
    let key: &[u8] = if head.starts_with(b"<?xml") {
        b"encoding="
    } else {
        b"charset="
    };
    let at = head.windows(key.len()).position(|window| window == key)?;
    let label = head.get(at + key.len()..)?;
    let label = label
        .strip_prefix(b"\"")
        .or(label.strip_prefix(b"'"))
        .unwrap_or(label);
    let end = label
        .iter()
        .position(|b| !b.is_ascii_alphanumeric() && !b"-_".contains(b))?;
    Encoding::for_label(label.get(..end)?).filter(|&encoding| encoding != UTF_8)
}

/// Whether nearly every non-ASCII character is well-formed UTF-8, so that a few damaged bytes
/// should not turn a whole Chinese note into windows-1252.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut good = 0_usize;
    let mut bad = 0_usize;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad.saturating_mul(20) <= good
}

/// Control bytes that no text of an ASCII-based encoding holds, in more than one of 50 bytes, or
/// null bytes in more than one of 1,000; a few of either are let through, but not in a few bytes.
///
/// A stray escape sequence or null is shown to the reader rather than a reason to refuse.
fn is_binary(bytes: &[u8]) -> bool {
    let (mut nulls, mut controls) = (0_usize, 0_usize);
    for &byte in bytes {
        nulls += usize::from(byte == 0);
        let is_usual = matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
        controls += usize::from(byte < 0x20 && !is_usual);
    }
    let few = (bytes.len() / 8).clamp(1, 8);
    nulls > few + bytes.len() / 1_000 || controls > few + bytes.len() / 50
}

fn invalid_sequences(text: &str, bytes: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let shown = text.matches('\u{fffd}').count();
    // A file may hold U+FFFD as a valid character of its own.
    let written = if encoding == UTF_8 {
        bytes
            .windows(3)
            .filter(|w| *w == [0xef, 0xbf, 0xbd])
            .count()
    } else {
        0
    };
    let count = shown.saturating_sub(written);
    (count > 0).then_some(count)
}

fn unix_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// The line, from 1, at which two texts begin to differ.
fn first_difference(old: &str, new: &str) -> Option<usize> {
    let same = old.bytes().zip(new.bytes()).position(|(a, b)| a != b)?;
    let before = old.as_bytes().get(..same)?;
    Some(1 + String::from_utf8_lossy(before).matches('\n').count())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030, GBK};

    use super::*;

    const TEXT: &str =
        "本週美國國債殖利率下行，做市商被迫回補空頭部位，波動率控制基金重新買入股票。";

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).expect("a text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn byte_order_marks_decide() {
        let mut bytes = vec![0xef, 0xbb, 0xbf];
        bytes.extend(TEXT.bytes());
        assert_eq!(read(&bytes), (TEXT.to_owned(), "UTF-8"));
        let wide = TEXT.encode_utf16();
        let bytes: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(wide.flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(read(&bytes), (TEXT.to_owned(), "UTF-16LE"));
        let wide = TEXT.encode_utf16();
        let bytes: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain(wide.flat_map(u16::to_be_bytes))
            .collect();
        assert_eq!(read(&bytes), (TEXT.to_owned(), "UTF-16BE"));
    }

    #[test]
    fn chinese_encodings_are_detected() {
        let (big5, _, _) = BIG5.encode(TEXT);
        assert_eq!(read(&big5), (TEXT.to_owned(), "Big5"));
        let simplified =
            "本周美国国债收益率下行，做市商被迫回补空头头寸，波动率控制基金重新买入股票。";
        let (gbk, _, _) = GBK.encode(simplified);
        assert_eq!(read(&gbk), (simplified.to_owned(), "GBK"));
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let page = "<meta charset=\"gb18030\"><p>短</p>";
        let (bytes, _, _) = GB18030.encode(page);
        assert_eq!(read(&bytes), (page.to_owned(), "gb18030"));
    }

    #[test]
    fn a_few_damaged_bytes_leave_utf_8() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.push(0xe5);
        let decoded = decode(&bytes).expect("a text");
        assert_eq!(decoded.encoding, "UTF-8");
        let kinds: Vec<_> = decoded
            .diagnostics
            .into_iter()
            .map(|found| found.kind)
            .collect();
        let expected = DiagnosticKind::InvalidBytes {
            count: 1,
            encoding: "UTF-8",
        };
        assert_eq!(kinds, [expected]);
    }

    #[test]
    fn line_ends_become_one() {
        assert_eq!(read(b"a\r\nb\rc\n").0, "a\nb\nc\n");
    }

    #[test]
    fn control_characters_are_marked_and_located() {
        let decoded = decode(b"one\r\ntwo \x1b[31m\n").expect("a text");
        assert!(decoded.text.contains('\u{241b}'));
        let expected = Diagnostic {
            kind: DiagnosticKind::ControlCharacters { count: 1 },
            line: Some(2),
        };
        assert_eq!(decoded.diagnostics, [expected]);
    }

    #[test]
    fn a_stray_null_is_shown() {
        assert_eq!(read(b"one\0two").0, "one\u{2400}two");
    }

    #[test]
    fn binaries_are_refused_by_what_they_are() {
        for (bytes, found) in [
            (&b"\x89PNG\r\n"[..], "a PNG image"),
            (b"PK\x03\x04rest", "a ZIP archive or office document"),
            (&[1, 2, 3, 0].repeat(100), "binary data"),
            (&[0, 159, 146, 150, 0, 1, 2, 255], "binary data"),
        ] {
            let refused = decode(bytes).err();
            assert_eq!(refused, Some(NotANote::Binary { found }));
        }
    }
}
