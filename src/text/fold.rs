//! Brings every way of writing a word to one: the form that is indexed and compared.
//!
//! Folding is compatibility normalisation (NFKC, by `unicode-normalization`), lower
//! case, and Traditional to Simplified Chinese by characters. Full-width letters and
//! punctuation become ASCII on the way. It keeps accents, and does not translate
//! (聯準會 becomes 联准会, not 美联储).
//!
//! Plain Han text and ASCII are copied in runs; all else goes through the
//! normaliser one combining sequence at a time.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use super::simplify::simplify;

/// A folded text that remembers where each part came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    text: String,
    shifts: Vec<Shift>,
}

/// A stretch whose characters do not pair one to one, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shift {
    folded: Range<usize>,
    original: Range<usize>,
}

/// Folds a text and keeps the offsets.
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder::new(text);
    folder.run();
    folder.copy_to(text.len());
    Folded {
        text: folder.out,
        shifts: folder.shifts,
    }
}

/// Folds a text; borrowed where nothing changes.
pub fn folded(text: &str) -> Cow<'_, str> {
    let mut folder = Folder::new(text);
    folder.run();
    if folder.copied == 0 {
        return Cow::Borrowed(text);
    }
    folder.copy_to(text.len());
    Cow::Owned(folder.out)
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the folded text stands for.
    ///
    /// Always whole characters: a range that covers part of what a character became
    /// yields that character. Ranges beyond the text are cut; an empty one stays empty.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end);
        let from = self.locate(start).start;
        if end <= start {
            return from..from;
        }
        let last = self.text.floor_char_boundary(end - 1);
        from..self.locate(last).end
    }

    /// What became the character at a boundary of the folded text.
    fn locate(&self, at: usize) -> Range<usize> {
        let next = self.shifts.partition_point(|shift| shift.folded.end <= at);
        if let Some(shift) = self.shifts.get(next)
            && shift.folded.start <= at
        {
            return shift.original.clone();
        }
        let before = next.checked_sub(1).and_then(|last| self.shifts.get(last));
        let start = before.map_or(at, |s| at - s.folded.end + s.original.end);
        let length = self.text.ceil_char_boundary(at + 1) - at;
        start..start + length
    }
}

/// What folding does to a character that is not ASCII.
enum Treatment {
    /// Stays, and joins with no character before it.
    Keep,
    /// One character becomes one other, neither joining with what stands before.
    Replace(char),
    /// Needs the normaliser.
    Normalise,
}

/// The state of one pass over a text.
struct Folder<'a> {
    source: &'a str,
    /// The next byte to look at; everything before is decided.
    at: usize,
    /// Bytes of the source that `out` stands for; those up to `at` follow unchanged.
    copied: usize,
    out: String,
    shifts: Vec<Shift>,
}

impl<'a> Folder<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            copied: 0,
            out: String::new(),
            shifts: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(rest) = self.source.get(self.at..)
            && let Some(first) = rest.chars().next()
        {
            if first.is_ascii() {
                self.ascii_run(rest);
                continue;
            }
            match treatment(first) {
                Treatment::Keep => self.at += first.len_utf8(),
                Treatment::Replace(with) => self.replace(first, with),
                Treatment::Normalise => self.normalise(rest, first),
            }
        }
    }

    fn ascii_run(&mut self, rest: &str) {
        let bytes = rest.as_bytes();
        let length = bytes.iter().position(|b| !b.is_ascii());
        let run = rest.get(..length.unwrap_or(rest.len())).unwrap_or(rest);
        if run.bytes().any(|b| b.is_ascii_uppercase()) {
            self.copy_to(self.at);
            let start = self.out.len();
            self.out.push_str(run);
            if let Some(tail) = self.out.get_mut(start..) {
                tail.make_ascii_lowercase();
            }
            self.copied = self.at + run.len();
        }
        self.at += run.len();
    }

    fn replace(&mut self, from: char, with: char) {
        self.copy_to(self.at);
        let end = self.at + from.len_utf8();
        if from.len_utf8() != with.len_utf8() {
            let start = self.out.len();
            self.shifts.push(Shift {
                folded: start..start + with.len_utf8(),
                original: self.at..end,
            });
        }
        self.out.push(with);
        self.at = end;
        self.copied = end;
    }

    /// Folds the combining sequence that `first`, the head of `rest`, begins or goes on with.
    fn normalise(&mut self, rest: &str, first: char) {
        let tail = rest.char_indices().skip(1);
        let length = tail.into_iter().find(|&(_, c)| begins_sequence(c));
        let length = length.map_or(rest.len(), |(at, _)| at);
        if length == first.len_utf8() && stays(first) {
            self.at += length;
            return;
        }
        let end = self.at + length;
        if !begins_sequence(first) {
            self.step_back();
        }
        let start = self.at;
        self.at = end;
        let sequence = self.source.get(start..end).unwrap_or_default();
        let normal = normal_form(sequence);
        if normal == sequence {
            return;
        }
        self.copy_to(start);
        let from = self.out.len();
        self.out.push_str(&normal);
        self.copied = end;
        if !pairs_up(sequence, &normal) {
            self.shifts.push(Shift {
                folded: from..self.out.len(),
                original: start..end,
            });
        }
    }

    /// Takes back the last character: the one after it may join with it.
    ///
    /// It was no sequence of its own, as that would have taken in the mark after it,
    /// so it stands as exactly one character in `out`, if it is there yet.
    fn step_back(&mut self) {
        let Some(previous) = self.at.checked_sub(1) else {
            return;
        };
        let start = self.source.floor_char_boundary(previous);
        if self.copied > start {
            self.out.pop();
            self.copied = start;
            self.shifts.pop_if(|shift| shift.original.end == self.at);
        }
        self.at = start;
    }

    /// Appends the unchanged bytes before `end`.
    fn copy_to(&mut self, end: usize) {
        if self.copied < end {
            if self.out.capacity() == 0 {
                self.out.reserve(self.source.len());
            }
            let plain = self.source.get(self.copied..end).unwrap_or_default();
            self.out.push_str(plain);
            self.copied = end;
        }
    }
}

#[inline]
fn treatment(character: char) -> Treatment {
    match character {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => {
            let simplified = simplify(character);
            if simplified == character {
                Treatment::Keep
            } else {
                Treatment::Replace(simplified)
            }
        }
        // CJK punctuation, kana, and the dashes and quotes of both languages.
        '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FE}'
        | '\u{2012}'..='\u{2016}'
        | '\u{2018}'..='\u{2023}'
        | '\u{2190}'..='\u{21FF}' => Treatment::Keep,
        '\u{3000}' => Treatment::Replace(' '),
        '\u{FF01}'..='\u{FF5E}' => {
            let code = u32::from(character) - 0xFF01 + u32::from('!');
            let narrow = char::from_u32(code).unwrap_or(character);
            Treatment::Replace(narrow.to_ascii_lowercase())
        }
        _ => Treatment::Normalise,
    }
}

/// Whether a character alone is its own folded form.
fn stays(character: char) -> bool {
    is_nfkc_quick(std::iter::once(character)) == IsNormalized::Yes
        && character.to_lowercase().eq(std::iter::once(character))
        && begins_sequence(character)
}

/// Whether nothing that this character turns into joins with what stands before it.
fn begins_sequence(character: char) -> bool {
    if character.is_ascii() {
        return true;
    }
    let Some(first) = std::iter::once(character).nfkd().next() else {
        return false;
    };
    canonical_combining_class(first) == 0
        && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
}

/// Folds one combining sequence until it no longer changes.
///
/// Lower case can undo a normal form (J̌ has no single character, ǰ has), so one round
/// is not always enough. The bound only guards against a circle.
fn normal_form(sequence: &str) -> String {
    let mut text: String = sequence.nfkc().collect();
    for _ in 0..4 {
        let lower = text.chars().flat_map(char::to_lowercase);
        let next: String = lower.nfkc().map(simplify).collect();
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// Whether both texts are a single character of the same length.
fn pairs_up(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.chars().count() == 1 && other.chars().count() == 1
}

#[cfg(test)]
mod tests;
