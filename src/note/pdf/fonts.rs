//! Fonts: from the bytes of a string to its characters and their widths.
//!
//! Text is taken from `ToUnicode` where a font has it, else from its encoding. The built-in
//! encodings of embedded fonts are not read; such characters come out as U+FFFD and are counted.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::{CMap, number};
use super::glyphs;
use super::predefined::Codes;
use super::widths;

/// Bytes that a map inside the file may have when it is unpacked.
const LARGEST_MAP: usize = 4 << 20;

/// Entries of a table of widths that are read.
const MOST_WIDTHS: usize = 70_000;

/// A character of a string.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its text, U+FFFD where it is not known.
    pub text: String,
    /// In parts of the font's size.
    pub width: f32,
    /// Whether the spacing between words is added behind it.
    pub is_space: bool,
}

/// A font as far as text is concerned.
#[derive(Debug)]
pub(super) struct Font {
    map: CMap,
    kind: Kind,
    widths: HashMap<u32, f32>,
    /// Width of a character that has none of its own; `None` where it is to be guessed.
    missing: Option<f32>,
    /// Thousandths for nearly all fonts.
    unit: f32,
    /// In lower case.
    name: String,
    /// Whether its name says that it is bold.
    pub is_bold: bool,
}

#[derive(Debug)]
enum Kind {
    /// Codes of one byte.
    Simple(Vec<Option<String>>),
    Composite(Codes),
    /// Codes as long as an embedded map says.
    Embedded(CMap),
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn read(document: &Document, font: &Dictionary) -> Self {
        let map = stream(document, font, b"ToUnicode")
            .map_or_else(CMap::default, |bytes| CMap::parse(&bytes));
        let name = get(document, font, b"BaseFont").and_then(|name| name.as_name().ok());
        let name = String::from_utf8_lossy(name.unwrap_or_default()).to_lowercase();
        let is_bold = ["bold", "black", "heavy", "simhei", "heiti"]
            .iter()
            .any(|sign| name.contains(sign));
        let subtype = get(document, font, b"Subtype").and_then(|name| name.as_name().ok());
        let mut read = Self {
            map,
            kind: Kind::Simple(Vec::new()),
            widths: HashMap::new(),
            missing: None,
            unit: 0.001,
            name,
            is_bold,
        };
        if subtype == Some(b"Type0") {
            read.composite(document, font);
        } else {
            read.simple(document, font, subtype == Some(b"Type3"));
        }
        read
    }

    fn composite(&mut self, document: &Document, font: &Dictionary) {
        let encoding = get(document, font, b"Encoding");
        self.kind = match encoding {
            Some(Object::Name(name)) => Kind::Composite(Codes::of(name).unwrap_or(Codes::Glyphs)),
            Some(Object::Stream(_)) => {
                let bytes = stream(document, font, b"Encoding").unwrap_or_default();
                Kind::Embedded(CMap::parse(&bytes))
            }
            _ => Kind::Composite(Codes::Glyphs),
        };
        let descendant = get(document, font, b"DescendantFonts")
            .and_then(|list| list.as_array().ok())
            .and_then(|list| list.first())
            .and_then(|first| document.dereference(first).ok())
            .and_then(|(_, first)| first.as_dict().ok());
        let Some(descendant) = descendant else { return };
        // The widths are of glyphs; only with these codes are they the widths of codes, too.
        if matches!(self.kind, Kind::Composite(Codes::Glyphs)) {
            let standard = get(document, descendant, b"DW").and_then(|width| width.as_float().ok());
            self.missing = Some(standard.unwrap_or(1_000.0) * self.unit);
        }
        let list = get(document, descendant, b"W").and_then(|list| list.as_array().ok());
        self.glyph_widths(document, list.map_or(&[][..], Vec::as_slice));
    }

    /// `first [w1 w2 …]` and `first last w`.
    fn glyph_widths(&mut self, document: &Document, list: &[Object]) {
        let mut words = list
            .iter()
            .filter_map(|word| document.dereference(word).ok());
        while let (Some((_, first)), Some((_, second))) = (words.next(), words.next()) {
            let Some(first) = whole(first) else { break };
            if let Ok(each) = second.as_array() {
                for (at, width) in each.iter().take(MOST_WIDTHS).enumerate() {
                    self.put(first.saturating_add(at as u32), width.as_float().ok());
                }
                continue;
            }
            let Some((_, width)) = words.next() else {
                break;
            };
            let (last, width) = (whole(second).unwrap_or(first), width.as_float().ok());
            for code in (first..=last).take(MOST_WIDTHS) {
                self.put(code, width);
            }
        }
    }

    fn put(&mut self, code: u32, width: Option<f32>) {
        if let Some(width) = width
            && self.widths.len() < MOST_WIDTHS
        {
            self.widths.insert(code, width * self.unit);
        }
    }

    fn simple(&mut self, document: &Document, font: &Dictionary, is_drawn: bool) {
        self.kind = Kind::Simple(glyphs::table(document, font));
        if is_drawn {
            // The glyphs of such a font are drawn in a space of its own.
            let matrix =
                get(document, font, b"FontMatrix").and_then(|matrix| matrix.as_array().ok());
            let scale = matrix.and_then(|matrix| matrix.first()?.as_float().ok());
            self.unit = scale.filter(|scale| *scale != 0.0).unwrap_or(0.001).abs();
        }
        let first = get(document, font, b"FirstChar")
            .and_then(whole)
            .unwrap_or(0);
        let widths = get(document, font, b"Widths").and_then(|list| list.as_array().ok());
        for (at, width) in widths.into_iter().flatten().take(256).enumerate() {
            let width = document.dereference(width).ok();
            self.put(
                first.saturating_add(at as u32),
                width.and_then(|(_, width)| width.as_float().ok()),
            );
        }
    }

    /// The characters of a string.
    pub(super) fn glyphs(&self, mut bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(bytes.len());
        while !bytes.is_empty() {
            let length = self.code_length(bytes).clamp(1, bytes.len());
            let Some((code, rest)) = bytes.split_at_checked(length) else {
                break;
            };
            glyphs.push(self.glyph(code));
            bytes = rest;
        }
        glyphs
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.kind {
            Kind::Simple(_) => 1,
            Kind::Composite(codes) => codes.length(bytes),
            Kind::Embedded(map) => map.code_length(bytes).unwrap_or(2),
        }
    }

    fn glyph(&self, code: &[u8]) -> Glyph {
        let value = number(code);
        let mapped = self.map.text(value, code.len());
        // Some writers give the codes of a simple font two bytes in its map.
        let mapped = mapped.or_else(|| (code.len() == 1).then(|| self.map.text(value, 2))?);
        let text = mapped
            .filter(|text| is_readable(text))
            .or_else(|| match &self.kind {
                Kind::Simple(table) => table.get(value as usize).cloned().flatten(),
                Kind::Composite(codes) => codes.text(code),
                Kind::Embedded(_) => None,
            });
        let text = text.unwrap_or_else(|| String::from('\u{fffd}'));
        let glyph = match self.kind {
            Kind::Composite(Codes::Glyphs) | Kind::Simple(_) => Some(value),
            _ => latin_glyph(&text),
        };
        let known = glyph.and_then(|glyph| self.widths.get(&glyph).copied());
        let known = known.or(self.missing);
        let guess = || widths::of(&text, &self.name);
        Glyph {
            width: known
                .filter(|width| width.is_finite())
                .unwrap_or_else(guess),
            is_space: code == b" ",
            text,
        }
    }
}

/// The glyph of an ASCII character in the collections of Chinese, Japanese and Korean fonts, all
/// of which begin with them.
fn latin_glyph(text: &str) -> Option<u32> {
    match text.as_bytes() {
        &[byte @ b' '..=b'~'] => Some(u32::from(byte) - 31),
        _ => None,
    }
}

/// Whether a map says something: many leave what they do not know null or in the private area.
fn is_readable(text: &str) -> bool {
    !text.is_empty()
        && !text
            .chars()
            .all(|c| matches!(c, '\0'..='\u{8}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
}

/// A value of a dictionary, behind any reference.
pub(super) fn get<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let object = dictionary.get(key).ok()?;
    document.dereference(object).ok().map(|(_, object)| object)
}

/// A stream of a dictionary, unpacked.
fn stream(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    let stream = get(document, dictionary, key)?.as_stream().ok()?;
    stream.get_plain_content_with_limit(LARGEST_MAP).ok()
}

fn whole(object: &Object) -> Option<u32> {
    object
        .as_i64()
        .ok()
        .and_then(|number| u32::try_from(number).ok())
}
