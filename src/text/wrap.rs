//! Breaks a text into lines of so many columns.
//!
//! One greedy pass over the graphemes. Chinese breaks anywhere but where kinsoku
//! forbids it (`rules`), Latin at spaces and hyphens, figures with their units and
//! dates nowhere (`figure`). A word wider than the line is cut between graphemes.
//!
//! Where asked, Chinese and Latin stand a column apart, as clreq 3.2.6 and CSS Text 4
//! (`text-autospace`) have it, with the signs of a figure counted as part of it: a gap is
//! room on the line, never a character of the text. It does not justify, hyphenate or move
//! punctuation into the margin.

use std::ops::Range;

use self::rules::{Class, Place};
use super::width::{Grapheme, first_grapheme, graphemes};

mod figure;
mod rules;

/// The byte ranges of the lines of a text, with the spaces at their ends left out.
///
/// `first` and `rest` are the columns of the first line and of all others. A newline
/// ends a line; one at the end of the text adds none. An empty text is one empty line.
/// A line exceeds its columns only by a single grapheme that is wider than they are.
/// Where the first line is the shorter one and no word fits, it is left empty.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    Wrapper::new(text, first, rest).run()
}

/// The same as [`wrap`] with room for the [`gaps`] of every line.
pub fn wrap_spaced(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut wrapper = Wrapper::new(text, first, rest);
    wrapper.is_spaced = true;
    wrapper.run()
}

/// The bytes of a line before which a column is left free: where a letter or digit stands
/// right beside a Chinese character. There is none where a space stands already.
pub fn gaps(line: &str) -> impl Iterator<Item = usize> {
    let mut before = '\0';
    graphemes(line).filter_map(move |grapheme| {
        let character = grapheme.text.chars().next()?;
        let last = std::mem::replace(&mut before, character);
        rules::stand_apart(last, character).then_some(grapheme.start)
    })
}

/// A place where the current line may end.
#[derive(Clone, Copy)]
struct Break {
    /// Where the line ends, before any spaces.
    end: usize,
    /// Where the next line starts, after them.
    next: usize,
}

struct Wrapper<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    /// Columns of the current line, and of all after the first.
    limit: usize,
    rest: usize,
    /// Where the current line starts, and where its last visible grapheme ends.
    start: usize,
    ink: usize,
    columns: usize,
    /// The last place for a break, and the last one inside a figure: only for need.
    good: Option<Break>,
    poor: Option<Break>,
    /// The last figure: inside it no break is good.
    figure: Range<usize>,
    place: Place,
    /// Chinese and Latin stand a column apart.
    is_spaced: bool,
}

impl<'a> Wrapper<'a> {
    fn new(text: &'a str, first: usize, rest: usize) -> Self {
        Self {
            text,
            lines: Vec::new(),
            limit: first,
            rest,
            start: 0,
            ink: 0,
            columns: 0,
            good: None,
            poor: None,
            figure: 0..0,
            place: Place::default(),
            is_spaced: false,
        }
    }

    fn run(mut self) -> Vec<Range<usize>> {
        let mut at = 0;
        while let Some(grapheme) = first_grapheme(self.text, at) {
            at = self.push(&grapheme);
            at = self.run_on(at);
        }
        self.finish()
    }

    /// Takes the next grapheme, and tells where to go on: after it, or back at the
    /// start of a new line.
    #[inline]
    fn push(&mut self, grapheme: &Grapheme<'_>) -> usize {
        let character = grapheme.text.chars().next().unwrap_or_default();
        let class = match rules::class(character) {
            Class::Newline => return self.newline(grapheme.end()),
            // A space that carries a mark is seen, and so must not vanish.
            Class::Space if grapheme.text.len() == character.len_utf8() => {
                self.columns += grapheme.width;
                self.place.follow(character, Class::Space);
                return grapheme.end();
            }
            class => self.enter_figure(grapheme.start, character, class),
        };
        if self.place.allows(character, class) {
            self.note_break(grapheme.start);
        }
        let gap = usize::from(self.is_spaced && self.place.is_apart(character));
        if self.columns + gap + grapheme.width > self.limit
            && let Some(next) = self.overflow(grapheme.start)
        {
            return next;
        }
        self.columns += gap + grapheme.width;
        self.ink = grapheme.end();
        self.place.follow(character, class);
        self.ink
    }

    /// Passes the letters or ideographs that go on as the last grapheme began, as far as
    /// they fit, but for the last one: that may carry a mark, and may be broken before.
    #[inline]
    fn run_on(&mut self, at: usize) -> usize {
        let room = self.limit.saturating_sub(self.columns);
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let (columns, bytes) = match self.place.class() {
            Class::Letter => {
                let letters = rest.iter().take(room);
                let count = letters.take_while(|b| b.is_ascii_alphabetic()).count();
                let passed = count.saturating_sub(1);
                (passed, passed)
            }
            Class::Wide => {
                let triples = rest.chunks_exact(3).take(room / 2);
                let count = triples.take_while(|triple| is_ideograph(triple)).count();
                let passed = count.saturating_sub(1);
                (2 * passed, 3 * passed)
            }
            _ => return at,
        };
        if bytes > 0 {
            self.columns += columns;
            self.ink = at + bytes;
        }
        at + bytes
    }

    /// Looks for the end of a figure that begins here; its sign breaks like a digit.
    #[inline]
    fn enter_figure(&mut self, start: usize, character: char, class: Class) -> Class {
        if start < self.figure.end || !figure::may_start(character) {
            return class;
        }
        match figure::end(self.text, start) {
            Some(end) => {
                self.figure = start..end;
                Class::Letter
            }
            None => class,
        }
    }

    #[inline]
    fn note_break(&mut self, next: usize) {
        if self.ink == self.start {
            return;
        }
        let end = self.ink;
        if self.figure.start < next && next < self.figure.end {
            self.poor = Some(Break { end, next });
        } else {
            self.good = Some(Break { end, next });
        }
    }

    /// Ends the line at the best place before `at` and tells where the next one starts.
    ///
    /// `None` where a single grapheme has to exceed the line.
    fn overflow(&mut self, at: usize) -> Option<usize> {
        let waits_for_room = self.lines.is_empty() && self.limit < self.rest;
        if self.good.is_none() && waits_for_room {
            self.lines.push(self.start..self.start);
            return Some(self.start_line(self.start));
        }
        if self.ink == self.start {
            // Indentation that leaves no room is given up.
            let indented = self.columns > 0;
            return indented.then(|| self.restart_line(at));
        }
        let cut = Break {
            end: self.ink,
            next: at,
        };
        let chosen = self.good.or(self.poor).unwrap_or(cut);
        self.lines.push(self.start..chosen.end);
        Some(self.start_line(chosen.next))
    }

    fn newline(&mut self, next: usize) -> usize {
        self.lines.push(self.start..self.ink);
        self.start_line(next)
    }

    fn start_line(&mut self, start: usize) -> usize {
        self.limit = self.rest;
        self.restart_line(start)
    }

    fn restart_line(&mut self, start: usize) -> usize {
        self.start = start;
        self.ink = start;
        self.columns = 0;
        self.good = None;
        self.poor = None;
        self.place = Place::default();
        start
    }

    fn finish(mut self) -> Vec<Range<usize>> {
        if self.start < self.text.len() || self.lines.is_empty() {
            self.lines.push(self.start..self.ink);
        }
        self.lines
    }
}

/// Whether three bytes are a character from U+4E00 to U+9FFF.
#[inline]
fn is_ideograph(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE5..=0xE9, ..] | [0xE4, 0xB8..=0xBF, _])
}

#[cfg(test)]
mod tests;
