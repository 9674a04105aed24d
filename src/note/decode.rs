//! Bytes to text: encodings, line ends, and what is no text at all.
//!
//! Order: byte order mark, UTF-16 by its shape, strict UTF-8, UTF-8 with some damage, the encoding
//! that a page names, then `chardetng` over all bytes, because a buffer cut inside a character
//! makes it take UTF-8 or GBK for windows-1252. Short Chinese texts, in which it errs, are settled
//! by the characters that each encoding would make of them.

mod chinese;
mod wide;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8};

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
    let count = invalid_sequences(&text, bytes, encoding);
    let text = unix_line_ends(text);
    if let Some(count) = count {
        let encoding = encoding.name();
        diagnostics.push(Diagnostic {
            kind: DiagnosticKind::InvalidBytes { count, encoding },
            line: text.find('\u{fffd}').map(|at| line_of(&text, at)),
        });
    }
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
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    named_by_use(bytes, chinese::settle(bytes, guess))
}

/// GBK that holds what only GB 18030 can write is called so; both are decoded alike.
fn named_by_use(bytes: &[u8], encoding: &'static Encoding) -> &'static Encoding {
    if encoding != GBK {
        return encoding;
    }
    let (text, _) = GBK.decode_without_bom_handling(bytes);
    let (_, _, is_beyond) = GBK.encode(&text);
    if is_beyond && !text.contains('\u{fffd}') {
        GB18030
    } else {
        GBK
    }
}

/// The encoding that a page's `<meta>` or the declaration of XML names near the head. Bytes that do
/// not fit it are not rare on real pages, but `UTF-8` was tried before.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2_048))?;
    let head = head.to_ascii_lowercase();
    let (key, tag): (&[u8], &[u8]) = if head.starts_with(b"<?xml") {
        (b"encoding=", b"?xml")
    } else {
        (b"charset=", b"meta")
    };
    let places = head.windows(key.len()).enumerate();
    let mut places = places.filter(|(_, window)| *window == key);
    places.find_map(|(at, _)| {
        // Scripts and styles name the encodings of other files.
        let inside = head.get(..at)?.rsplit(|byte| *byte == b'<').next()?;
        let label = head
            .get(at + key.len()..)
            .filter(|_| inside.starts_with(tag))?;
        let label = label
            .strip_prefix(b"\"")
            .or(label.strip_prefix(b"'"))
            .unwrap_or(label);
        let end = label
            .iter()
            .position(|b| !b.is_ascii_alphanumeric() && !b"-_".contains(b))?;
        Encoding::for_label(label.get(..end)?).filter(|&encoding| encoding != UTF_8)
    })
}

/// Whether most non-ASCII characters are well-formed UTF-8, so that a few damaged bytes should not
/// turn a whole Chinese note into windows-1252.
///
/// Characters of three bytes hardly come about by chance in another encoding, so a few of them
/// outweigh a damaged one; those of two do, and must be many.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut long, mut short, mut bad) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            long += usize::from(character.len_utf8() >= 3);
            short += usize::from(character.len_utf8() == 2);
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    long + short > 0 && (bad * 20 <= long + short || bad * 3 <= long)
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
    Some(line_of(old, same))
}

/// The line, from 1, in which a byte stands.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    1 + before.filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests;
