//! Character maps inside a PDF: `ToUnicode`, and the embedded maps that say how long codes are.
//!
//! After Adobe Technical Note 5014 and ISO 32000-1, 9.7.5 and 9.10.3. Ranges are kept as ranges:
//! `lopdf` writes every code of them out, which a crafted range of all codes turns into gigabytes.

/// Entries that are read at most; the fonts of a page have a few thousand.
const MOST: usize = 100_000;

/// Codes to text, and which codes there are.
#[derive(Debug, Default)]
pub(super) struct CMap {
    spaces: Vec<Space>,
    /// Ordered by length and first code.
    ranges: Vec<Mapping>,
}

/// A range of codes of one length.
#[derive(Debug)]
struct Space {
    length: usize,
    low: u32,
    high: u32,
}

#[derive(Debug)]
struct Mapping {
    length: usize,
    first: u32,
    last: u32,
    /// The text of the first code; its last character counts up.
    text: Vec<u16>,
}

/// A word of a map.
#[derive(Debug, PartialEq)]
enum Word<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Other(&'a [u8]),
}

impl CMap {
    /// Reads a map; what it does not know is passed over.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut words = Words(bytes);
        let mut section: &[u8] = b"";
        let mut codes: Vec<Vec<u8>> = Vec::new();
        while let Some(word) = words.next() {
            if map.ranges.len() >= MOST {
                break;
            }
            match word {
                Word::Other(name) if name.starts_with(b"begin") => {
                    section = name;
                    codes.clear();
                }
                Word::Other(name) if name.starts_with(b"end") => section = b"",
                Word::Hex(code) => codes.push(code),
                Word::Open if section == b"beginbfrange" => {
                    map.list(&codes, &mut words);
                    codes.clear();
                }
                _ => {}
            }
            map.entry(section, &mut codes);
        }
        map.ranges
            .sort_by_key(|mapping| (mapping.length, mapping.first));
        map
    }

    /// Takes an entry whose codes are all there.
    fn entry(&mut self, section: &[u8], codes: &mut Vec<Vec<u8>>) {
        match (section, codes.as_slice()) {
            (b"begincodespacerange", [low, high]) => self.spaces.push(Space {
                length: low.len(),
                low: number(low),
                high: number(high),
            }),
            (b"beginbfchar", [code, text]) => {
                let code = (code.len(), number(code));
                self.put(code.0, code.1, code.1, units(text));
            }
            (b"beginbfrange", [first, last, text]) => {
                self.put(first.len(), number(first), number(last), units(text));
            }
            _ => return,
        }
        codes.clear();
    }

    /// A range whose texts are written one by one.
    fn list(&mut self, codes: &[Vec<u8>], words: &mut Words<'_>) {
        let first = codes.first();
        let mut code = first.map_or(0, |code| number(code));
        let length = first.map_or(0, Vec::len);
        while let Some(word) = words.next() {
            let Word::Hex(text) = word else { break };
            self.put(length, code, code, units(&text));
            code = code.saturating_add(1);
        }
    }

    fn put(&mut self, length: usize, first: u32, last: u32, text: Vec<u16>) {
        if first <= last && !text.is_empty() && self.ranges.len() < MOST {
            self.ranges.push(Mapping {
                length,
                first,
                last,
                text,
            });
        }
    }

    /// The text of a code; `None` where the map has none.
    pub(super) fn text(&self, code: u32, length: usize) -> Option<String> {
        let after = self
            .ranges
            .partition_point(|mapping| (mapping.length, mapping.first) <= (length, code));
        // Ranges may overlap, and the last one written counts; looking at a few is enough.
        let before = self.ranges.get(after.saturating_sub(4)..after)?;
        let mapping = before
            .iter()
            .rev()
            .find(|mapping| mapping.length == length && mapping.last >= code)?;
        let mut text = mapping.text.clone();
        if let Some(last) = text.last_mut() {
            *last = last.wrapping_add((code - mapping.first) as u16);
        }
        Some(String::from_utf16_lossy(&text))
    }

    /// How many bytes the code at the head of a string takes.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=bytes.len().min(4)).find(|&length| {
            let code = bytes.get(..length).map_or(0, number);
            let mut spaces = self.spaces.iter().filter(|space| space.length == length);
            spaces.any(|space| (space.low..=space.high).contains(&code))
        })
    }
}

/// A number of up to four bytes.
pub(super) fn number(bytes: &[u8]) -> u32 {
    let tail = bytes.get(bytes.len().saturating_sub(4)..);
    tail.unwrap_or_default()
        .iter()
        .fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// UTF-16 as bytes, the higher first; a single byte is a character of its own.
fn units(bytes: &[u8]) -> Vec<u16> {
    if let &[byte] = bytes {
        return vec![u16::from(byte)];
    }
    let pairs = bytes.chunks_exact(2);
    pairs
        .filter_map(|pair| match pair {
            &[high, low] => Some(u16::from_be_bytes([high, low])),
            _ => None,
        })
        .collect()
}

struct Words<'a>(&'a [u8]);

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<Word<'a>> {
        let blank = self
            .0
            .iter()
            .take_while(|b| b.is_ascii_whitespace() || **b == 0);
        self.0 = self.0.get(blank.count()..)?;
        let (&first, rest) = self.0.split_first()?;
        match first {
            b'%' => {
                let end = rest.iter().position(|&b| b == b'\n' || b == b'\r');
                self.0 = end.and_then(|end| rest.get(end..)).unwrap_or_default();
                self.next_after_comment()
            }
            b'[' | b']' => {
                self.0 = rest;
                Some(if first == b'[' {
                    Word::Open
                } else {
                    Word::Close
                })
            }
            b'<' if rest.first() != Some(&b'<') => {
                let end = rest.iter().position(|&b| b == b'>').unwrap_or(rest.len());
                let inner = rest.get(..end).unwrap_or_default();
                self.0 = rest.get(end + 1..).unwrap_or_default();
                Some(Word::Hex(hex(inner)))
            }
            _ => {
                let is_end = |b: &u8| b.is_ascii_whitespace() || b"[]<%".contains(b);
                let length = rest.iter().position(is_end).unwrap_or(rest.len());
                let (word, after) = self.0.split_at_checked(length + 1)?;
                self.0 = after;
                Some(Word::Other(word))
            }
        }
    }

    /// What follows a comment, and any comments below it.
    fn next_after_comment(&mut self) -> Option<Word<'a>> {
        loop {
            let blank = self.0.iter().take_while(|b| b.is_ascii_whitespace());
            self.0 = self.0.get(blank.count()..)?;
            if self.0.first() != Some(&b'%') {
                return self.next();
            }
            let end = self.0.iter().position(|&b| b == b'\n' || b == b'\r');
            self.0 = end.and_then(|end| self.0.get(end..)).unwrap_or_default();
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values = digits
        .iter()
        .filter_map(|&digit| char::from(digit).to_digit(16));
    let values: Vec<u8> = values.map(|value| value as u8).collect();
    let pairs = values.chunks(2);
    pairs
        .map(|pair| match *pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAP: &[u8] = b"/CIDInit /ProcSet findresource begin % a comment\n% and another\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        2 beginbfchar\n<0003> <6CE2>\n<0004> <00660069>\nendbfchar\n\
        2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<52A8> <7387>] endbfrange\nendcmap";

    #[test]
    fn codes_are_mapped_one_by_one_and_in_ranges() {
        let map = CMap::parse(MAP);
        for (code, text) in [
            (0x3, Some("波")),
            (0x4, Some("fi")),
            (0x10, Some("A")),
            (0x12, Some("C")),
            (0x13, None),
            (0x20, Some("动")),
            (0x21, Some("率")),
            (0x22, None),
        ] {
            assert_eq!(map.text(code, 2).as_deref(), text, "{code:x}");
        }
        assert_eq!(map.text(0x10, 1), None);
        assert_eq!(map.code_length(b"\x00\x03\x00"), Some(2));
        assert_eq!(map.code_length(b"\x00"), None);
    }

    #[test]
    fn a_range_of_all_codes_costs_nothing() {
        let map = CMap::parse(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(map.text(0xffff_0001, 4).as_deref(), Some("B"));
    }

    #[test]
    fn mixed_codes_have_their_lengths() {
        let map = CMap::parse(b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange");
        assert_eq!(map.code_length(b"A"), Some(1));
        assert_eq!(map.code_length(b"\x90\x50"), Some(2));
        assert_eq!(map.text(0x41, 1), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_map(bytes in prop::collection::vec(any::<u8>(), 0..300), code: u32) {
            let map = CMap::parse(&bytes);
            let _ = (map.text(code, 2), map.code_length(&bytes));
        }

        #[test]
        fn any_words_are_a_map(words in prop::collection::vec(prop::sample::select(vec![
            "beginbfrange", "endbfrange", "beginbfchar", "<00>", "<0041>", "[", "]", "<", ">", "%", "\n",
            "begincodespacerange", "<FFFFFFFFFF>", "<>", "12", "/Name", "<<", ">>",
        ]), 0..40)) {
            let map = CMap::parse(words.join(" ").as_bytes());
            let _ = map.text(0x41, 2);
        }
    }
}
