//! Stepping through what has a card: linked words, links, footnote marks and pictures, as the
//! language mode shows them.

use crate::model::{Emphasis, Mention, PassageKind, Side, Span};

use super::Reader;

/// Something in the text that has a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// A linked word: its index among the mentions.
    Mention(usize),
    /// A link or the mark of a footnote.
    Span {
        /// The passage.
        passage: usize,
        /// Which of its texts.
        side: Side,
        /// The index among the spans of that text.
        span: usize,
    },
    /// A picture: its passage.
    Picture(usize),
}

/// Where a stop stands: passage, side, first byte.
type At = (usize, Side, usize);

impl Reader {
    /// The words of the chosen mention, where it is doubtful.
    pub(in crate::app) fn doubtful_words(&self) -> Option<String> {
        let mention = self.chosen_mention().filter(|mention| mention.doubtful)?;
        let passage = self.document.as_ref()?.note.passages.get(mention.passage)?;
        let text = passage.text(mention.side)?;
        text.content.get(mention.range.clone()).map(str::to_owned)
    }

    /// The mention chosen with `]` and `[`.
    #[must_use]
    pub fn chosen_mention(&self) -> Option<&Mention> {
        match self.chosen? {
            Stop::Mention(index) => self.mentions().get(index),
            _ => None,
        }
    }

    /// The link or footnote mark of a stop.
    #[must_use]
    pub fn span(&self, passage: usize, side: Side, span: usize) -> Option<&Span> {
        let document = self.document.as_ref()?;
        let text = document.note.passages.get(passage)?.text(side)?;
        text.spans.get(span)
    }

    /// The link that the chosen word stands in: its passage, side and index among the spans.
    pub(in crate::app) fn link_around_mention(&self) -> Option<(usize, Side, usize)> {
        let mention = self.chosen_mention()?;
        let document = self.document.as_ref()?;
        let text = document.note.passages.get(mention.passage)?;
        let around = |span: &Span| {
            has_card(span)
                && span.range.start <= mention.range.start
                && mention.range.end <= span.range.end
        };
        let span = text.text(mention.side)?.spans.iter().position(around)?;
        Some((mention.passage, mention.side, span))
    }

    /// What a card is asked of: what is chosen, else the first on the screen.
    ///
    /// The choice moves to it. `None` where nothing in view has a card.
    pub(in crate::app) fn stop_in_view(&mut self, rows: u16) -> Option<Stop> {
        self.choose_in_view(rows, |_| true)
    }

    /// The same of linked words alone.
    pub(in crate::app) fn mention_in_view(&mut self, rows: u16) -> Option<&Mention> {
        self.choose_in_view(rows, |stop| matches!(stop, Stop::Mention(_)))?;
        self.chosen_mention()
    }

    fn choose_in_view(&mut self, rows: u16, is_wanted: fn(Stop) -> bool) -> Option<Stop> {
        let shown = |&stop: &Stop| self.is_in_view(stop, rows) && is_wanted(stop);
        let chosen = self.chosen.filter(shown);
        let chosen = chosen.or_else(|| self.stops().into_iter().find(shown));
        if chosen.is_some() {
            self.chosen = chosen;
        }
        chosen
    }

    /// Scrolls until what is chosen is in view.
    pub(super) fn reveal_chosen(&mut self, rows: u16) {
        if let Some(row) = self.chosen.and_then(|stop| self.row_of(stop)) {
            self.reveal(row, rows);
        }
        if let Some((passage, side, byte)) = self.chosen.and_then(|stop| self.place_of(stop)) {
            self.layout.show(passage, side, byte);
        }
    }

    /// The next stop in reading order that is shown; from the top of the screen at first.
    pub(super) fn step_stop(&mut self, forward: bool, rows: u16) {
        let order = self.stops();
        let from = self.chosen.filter(|&stop| self.is_in_view(stop, rows));
        let from = from.and_then(|stop| order.iter().position(|&at| at == stop));
        let shown = |stop: &&Stop| self.row_of(**stop).is_some();
        let below = |stop: &&Stop| self.row_of(**stop).is_some_and(|row| row >= self.top);
        let above = |stop: &&Stop| self.row_of(**stop).is_some_and(|row| row < self.top);
        let found = match (from, forward) {
            (Some(place), true) => order.iter().skip(place + 1).find(shown),
            (Some(place), false) => order.iter().take(place).rev().find(shown),
            (None, true) => order.iter().find(below),
            (None, false) => order.iter().rev().find(above),
        };
        if let Some(&found) = found {
            self.chosen = Some(found);
            self.reveal_chosen(rows);
        }
    }

    /// Whether a stop stands on a row of the screen.
    pub(super) fn is_in_view(&self, stop: Stop, rows: u16) -> bool {
        let in_view = self.top..self.top + usize::from(rows);
        self.row_of(stop).is_some_and(|row| in_view.contains(&row))
    }

    /// The passage of a stop.
    pub(super) fn passage_of(&self, stop: Stop) -> Option<usize> {
        self.place_of(stop).map(|(passage, ..)| passage)
    }

    /// The row of a stop, where its language is shown.
    pub(super) fn row_of(&self, stop: Stop) -> Option<usize> {
        let (passage, side, byte) = self.place_of(stop)?;
        self.layout.line_of(passage, side, byte)
    }

    fn place_of(&self, stop: Stop) -> Option<At> {
        match stop {
            Stop::Mention(index) => {
                let mention = self.mentions().get(index)?;
                Some((mention.passage, mention.side, mention.range.start))
            }
            Stop::Span {
                passage,
                side,
                span,
            } => {
                let span = self.span(passage, side, span)?;
                Some((passage, side, span.range.start))
            }
            Stop::Picture(passage) => {
                let document = self.document.as_ref()?;
                let (side, _) = document.note.passages.get(passage)?.texts().next()?;
                Some((passage, side, 0))
            }
        }
    }

    /// All stops as they are met when reading: by passage, the language that stands first before
    /// the other, then by place.
    fn stops(&self) -> Vec<Stop> {
        let Some(document) = &self.document else {
            return Vec::new();
        };
        let mut stops: Vec<Stop> = (0..document.mentions.len()).map(Stop::Mention).collect();
        for (passage, block) in document.note.passages.iter().enumerate() {
            if matches!(block.kind, PassageKind::Image(_)) {
                stops.push(Stop::Picture(passage));
                continue;
            }
            for (side, text) in block.texts() {
                let spans = text.spans.iter().enumerate();
                let linked = spans.filter(|(_, span)| has_card(span));
                stops.extend(linked.map(|(span, _)| Stop::Span {
                    passage,
                    side,
                    span,
                }));
            }
        }
        stops.sort_by_key(|&stop| {
            self.place_of(stop).map(|(passage, side, byte)| {
                let second = side != self.layout.leading();
                (passage, second, byte)
            })
        });
        stops
    }
}

const fn has_card(span: &Span) -> bool {
    matches!(span.emphasis, Emphasis::Link(_) | Emphasis::Footnote(_))
}
