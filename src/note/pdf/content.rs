//! What a page shows: its text in runs with their places, in the order in which it is drawn.
//!
//! Follows the text operators of ISO 32000-1, 9.4, and the forms that a page draws. Which way a
//! text runs is told of every run; see [`super::directions`] for what becomes of it.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::fonts::{Font, get};
use super::matrix::Matrix;
use super::page::{inherited, numbers, upright};

/// Forms inside forms that are followed.
const DEEPEST: usize = 6;

/// Saved states; a page that saves more has lost its way.
const MOST_STATES: usize = 256;

/// A shift inside a string, in parts of the size, that may be a gap between words.
const SHIFT: f32 = 0.1;

/// Text drawn in one go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// By how many degrees the page as shown was turned to the right for this run to run so: 0,
    /// 90, 180 or 270. Places are those of the page turned so.
    pub turn: i64,
    /// Whether it runs aslant even so.
    pub is_aslant: bool,
    /// Points from the left.
    pub left: f32,
    pub right: f32,
    /// The baseline, in points upwards.
    pub base: f32,
    /// Of the letters, in points.
    pub size: f32,
    pub text: String,
    pub is_bold: bool,
}

/// What may still be unpacked and followed, over all pages of a document.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of content.
    pub bytes: usize,
}

/// Reads pages, with the fonts that they share.
pub(super) struct Reader<'a> {
    document: &'a Document,
    /// By the place of their dictionaries in the document.
    fonts: HashMap<usize, Rc<Font>>,
    budget: Budget,
    /// Streams and forms that were left out: damaged, missing, or beyond the budget.
    pub unread: usize,
}

/// A page that could not be read, or not within the budget.
pub(super) struct Unread;

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document, budget: Budget) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
            budget,
            unread: 0,
        }
    }

    /// What a page draws.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<Vec<Run>, Unread> {
        let document = self.document;
        let dictionary = document.get_dictionary(page).map_err(|_| Unread)?;
        let bytes = document
            .get_page_content_with_limit(page, self.budget.bytes)
            .map_err(|_| Unread)?;
        self.budget.bytes -= bytes.len().min(self.budget.bytes);
        let streams = document.get_page_contents(page).into_iter();
        self.unread += streams
            .filter(|&id| document.get_object(id).is_err())
            .count();
        let resources =
            inherited(document, dictionary, b"Resources").and_then(|found| found.as_dict().ok());
        let mut pen = Pen {
            reader: self,
            runs: Vec::new(),
            state: State::new(upright(document, dictionary)),
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        };
        pen.draw(&bytes, resources, DEEPEST);
        Ok(pen.runs)
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = get(self.document, resources?, b"Font")?.as_dict().ok()?;
        let font = get(self.document, fonts, name)?.as_dict().ok()?;
        let document = self.document;
        let place = std::ptr::from_ref(font).addr();
        let font = self
            .fonts
            .entry(place)
            .or_insert_with(|| Rc::new(Font::read(document, font)));
        Some(Rc::clone(font))
    }
}

/// What `q` saves and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    between_letters: f32,
    between_words: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

impl State {
    const fn new(place: Matrix) -> Self {
        Self {
            place,
            font: None,
            size: 0.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// A text with its ligatures as letters and one kind of space.
fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => letters.push_str("ff"),
            '\u{fb01}' => letters.push_str("fi"),
            '\u{fb02}' => letters.push_str("fl"),
            '\u{fb03}' => letters.push_str("ffi"),
            '\u{fb04}' => letters.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => letters.push_str("st"),
            c if c.is_whitespace() => letters.push(' '),
            c => letters.push(c),
        }
    }
    letters
}

struct Pen<'r, 'a> {
    reader: &'r mut Reader<'a>,
    runs: Vec<Run>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
}

impl<'a> Pen<'_, 'a> {
    fn draw(&mut self, bytes: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        for operation in Content::decode_iter(bytes) {
            // What cannot be read ends the page, not the document.
            let Ok(operation) = operation else { return };
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "Tf" => self.take_font(resources, operands),
                "Do" => self.draw_object(resources, operands, depth),
                operator => self.step(operator, operands),
            }
        }
    }

    fn step(&mut self, operator: &str, operands: &[Object]) {
        match operator {
            "q" if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" => self.show_first(operands),
            "TJ" => self.show_all(operands),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_first(operands);
            }
            "\"" => self.show_spaced(operands),
            _ => self.set(operator, &numbers(operands)),
        }
    }

    fn set(&mut self, operator: &str, numbers: &[f32]) {
        match (operator, numbers) {
            ("cm", _) => self.transform(numbers),
            ("Tm", _) => {
                self.line = Matrix::of(numbers).unwrap_or(self.line);
                self.text = self.line;
            }
            ("Td", &[x, y]) => self.next_line(x, y),
            ("TD", &[x, y]) => {
                self.state.leading = -y;
                self.next_line(x, y);
            }
            ("Tc", &[space]) => self.state.between_letters = space,
            ("Tw", &[space]) => self.state.between_words = space,
            ("Tz", &[percent]) => self.state.stretch = percent / 100.0,
            ("TL", &[leading]) => self.state.leading = leading,
            ("Ts", &[rise]) => self.state.rise = rise,
            _ => {}
        }
    }

    fn transform(&mut self, numbers: &[f32]) {
        if let Some(matrix) = Matrix::of(numbers) {
            self.state.place = matrix.then(self.state.place);
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn take_font(&mut self, resources: Option<&'a Dictionary>, operands: &[Object]) {
        if let [Object::Name(name), size] = operands {
            self.state.font = self.reader.font(resources, name);
            self.state.size = size.as_float().unwrap_or(0.0);
        }
    }

    fn draw_object(
        &mut self,
        resources: Option<&'a Dictionary>,
        operands: &[Object],
        depth: usize,
    ) {
        let document = self.reader.document;
        let object = || {
            let [Object::Name(name)] = operands else {
                return None;
            };
            let objects = get(document, resources?, b"XObject")?.as_dict().ok()?;
            get(document, objects, name)?.as_stream().ok()
        };
        let Some(object) = object() else { return };
        let kind = get(document, &object.dict, b"Subtype").and_then(|kind| kind.as_name().ok());
        if kind != Some(b"Form") {
            return;
        }
        let limit = self.reader.budget.bytes;
        let bytes = (depth > 0).then(|| object.get_plain_content_with_limit(limit).ok());
        let Some(bytes) = bytes.flatten() else {
            self.reader.unread += 1;
            return;
        };
        self.reader.budget.bytes -= bytes.len().min(self.reader.budget.bytes);
        let own = get(document, &object.dict, b"Resources").and_then(|own| own.as_dict().ok());
        let matrix =
            get(document, &object.dict, b"Matrix").and_then(|matrix| matrix.as_array().ok());
        let (state, saved) = (self.state.clone(), std::mem::take(&mut self.saved));
        self.transform(&matrix.map(|matrix| numbers(matrix)).unwrap_or_default());
        self.draw(&bytes, own.or(resources), depth - 1);
        (self.state, self.saved) = (state, saved);
    }

    fn show_first(&mut self, operands: &[Object]) {
        if let Some(Object::String(bytes, _)) = operands.first() {
            self.show(bytes);
        }
    }

    fn show_spaced(&mut self, operands: &[Object]) {
        if let [words, letters, text] = operands {
            self.state.between_words = words.as_float().unwrap_or(0.0);
            self.state.between_letters = letters.as_float().unwrap_or(0.0);
            self.next_line(0.0, -self.state.leading);
            self.show_first(std::slice::from_ref(text));
        }
    }

    fn show_all(&mut self, operands: &[Object]) {
        let Some(Object::Array(parts)) = operands.first() else {
            return;
        };
        let mut open = false;
        for part in parts {
            if let Object::String(bytes, _) = part {
                let from = self.runs.len();
                self.show(bytes);
                if open {
                    self.close_up(from);
                }
                open = self.runs.len() > from || open;
            } else if let Ok(shift) = part.as_float() {
                let shift = -shift / 1_000.0;
                self.advance(shift * self.state.size * self.state.stretch);
                open = open && shift.abs() < SHIFT;
            }
        }
    }

    /// Adds the run at a place to the one before it, where only its letters were pushed together.
    fn close_up(&mut self, at: usize) {
        let is_near = |pair: &[Run]| match pair {
            [last, run] => last.turn == run.turn && run.left - last.right < run.size * SHIFT,
            _ => false,
        };
        let pair = at.checked_sub(1).and_then(|last| self.runs.get(last..));
        if !pair.is_some_and(is_near) {
            return;
        }
        let Some(run) = self.runs.pop() else {
            return;
        };
        if let Some(last) = self.runs.last_mut() {
            last.text.push_str(&run.text);
            last.right = run.right;
        }
    }

    fn advance(&mut self, by: f32) {
        self.text = Matrix::shift(by, 0.0).then(self.text);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        let mut text = String::new();
        let mut start = None;
        let mut end = self.text;
        for glyph in font.glyphs(bytes) {
            let is_blank = glyph.text.trim().is_empty();
            if !is_blank && start.is_none() {
                start = Some(self.text);
            }
            let between = self.state.between_letters
                + if glyph.is_space {
                    self.state.between_words
                } else {
                    0.0
                };
            let width = glyph.width * self.state.size * self.state.stretch;
            if start.is_some() {
                text.push_str(&glyph.text);
            }
            if !is_blank {
                end = Matrix::shift(width, 0.0).then(self.text);
            }
            self.advance(width + between * self.state.stretch);
        }
        if let Some(start) = start {
            self.push(text.trim_end(), start, end, font.is_bold);
        }
    }

    fn push(&mut self, text: &str, start: Matrix, end: Matrix, is_bold: bool) {
        let rise = Matrix::shift(0.0, self.state.rise);
        let start = rise.then(start).then(self.state.place);
        let (turn, is_straight) = start.quarter();
        let turned = Matrix::turned(turn, 0.0, 0.0);
        let (left, base) = start.then(turned).origin();
        let end = rise.then(end).then(self.state.place);
        let (right, _) = end.then(turned).origin();
        let size = start.height() * self.state.size.abs();
        let is_sound = [left, right, base, size]
            .iter()
            .all(|number| number.is_finite());
        if is_sound && size > 0.5 {
            self.runs.push(Run {
                turn,
                is_aslant: !is_straight,
                left,
                right: right.max(left),
                base,
                size,
                text: letters(text),
                is_bold,
            });
        }
    }
}
