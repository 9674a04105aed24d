//! The rows of one passage in each language mode.

use crate::model::{Document, Passage, PassageKind, Side, Text};
use crate::text::width::width;
use crate::text::wrap::wrap;

use super::{Frame, LabelRole, LanguageMode, Line, MEASURE, Piece, leading_side, table};

/// Names up to this many columns stand beside their words; longer ones on a row of their own.
const SPEAKER_BESIDE: usize = 8;

/// How far the second language is set in where no speaker's name sets it in already.
const SECOND_INDENT: usize = 2;

/// What all passages of a note share.
pub(super) struct Setting {
    frame: Frame,
    leading: Side,
    /// Columns kept free at the left for speakers' names; 0 where nobody speaks.
    hang: usize,
    beside: bool,
}

/// Where a text is set: from which column, how wide, and as which of the two languages.
#[derive(Clone, Copy)]
struct Column {
    x: usize,
    width: usize,
    second: bool,
}

impl Setting {
    /// Measures the speakers' names.
    pub(super) fn new(document: &Document, frame: Frame) -> Self {
        let speakers = document
            .note
            .passages
            .iter()
            .filter_map(|passage| passage.speaker.as_ref());
        let longest = speakers.map(|name| width(name)).max().unwrap_or(0);
        let beside = longest <= SPEAKER_BESIDE && frame.width >= 30;
        let hang = match (longest, beside) {
            (0, _) | (_, false) => 0,
            (longest, true) => longest + 2,
        };
        let leading = leading_side(document.note.metadata.make);
        Self {
            frame,
            leading,
            hang,
            beside,
        }
    }

    /// Appends the rows of one passage.
    pub(super) fn set(&self, passage: &Passage, speaks: bool, lines: &mut Vec<Line>) {
        let start = lines.len();
        let speaker = passage.speaker.as_deref().filter(|_| speaks);
        if let Some(name) = speaker.filter(|_| !self.beside) {
            lines.push(label(0, name, LabelRole::Speaker));
        }
        match &passage.kind {
            PassageKind::Rule => lines.push(label(0, "───", LabelRole::Rule)),
            PassageKind::Table(alignments) => {
                for (_, text) in self.order(passage) {
                    let side = text.language.side();
                    lines.extend(table::rows(text, side, alignments, self.measure()));
                }
            }
            _ => self.set_texts(passage, lines),
        }
        if let Some(name) = speaker.filter(|_| self.beside) {
            if lines.len() == start {
                lines.push(Line::default());
            }
            if let Some(line) = lines.get_mut(start) {
                line.pieces.insert(0, speaker_piece(name));
            }
        }
    }

    fn measure(&self) -> usize {
        usize::from(self.frame.width.min(MEASURE))
    }

    /// The texts that the mode shows, first language first.
    fn order<'a>(&self, passage: &'a Passage) -> Vec<(bool, &'a Text)> {
        let only = |side: Side| {
            let text = passage.text(side).or_else(|| passage.text(side.other()));
            text.map(|text| (false, text)).into_iter().collect()
        };
        match self.frame.mode {
            LanguageMode::Chinese => only(Side::Zh),
            LanguageMode::English => only(Side::En),
            LanguageMode::Stacked | LanguageMode::SideBySide => {
                let first = passage.text(self.leading);
                let second = passage.text(self.leading.other());
                let both = first.is_some();
                let first = first.map(|text| (false, text));
                first
                    .into_iter()
                    .chain(second.map(|text| (both, text)))
                    .collect()
            }
        }
    }

    fn set_texts(&self, passage: &Passage, lines: &mut Vec<Line>) {
        let hang = if passage.speaker.is_some() {
            self.hang
        } else {
            0
        };
        if self.frame.mode == LanguageMode::SideBySide && self.frame.width >= 40 {
            return self.set_beside(passage, hang, lines);
        }
        let measure = self.measure();
        for (second, text) in self.order(passage) {
            let indent = match (second, hang) {
                (true, 0) => SECOND_INDENT,
                _ => hang,
            };
            let column = Column {
                x: indent,
                width: measure.saturating_sub(indent),
                second,
            };
            let rows = block(passage, text, column);
            if second && rows.len() > 1 {
                lines.push(Line::default());
            }
            lines.extend(rows);
        }
    }

    /// Chinese at the left, English at the right, both starting on one row.
    fn set_beside(&self, passage: &Passage, hang: usize, lines: &mut Vec<Line>) {
        let total = usize::from(self.frame.width);
        let half = (total.saturating_sub(3) / 2).min(usize::from(MEASURE));
        let column = |side: Side| {
            let left = Column {
                x: hang,
                width: half.saturating_sub(hang),
                second: false,
            };
            match side {
                Side::Zh => left,
                Side::En => Column {
                    x: half + 3,
                    width: half,
                    second: false,
                },
            }
        };
        let set = |side| {
            passage
                .text(side)
                .map(|text| block(passage, text, column(side)))
        };
        let left = set(Side::Zh).unwrap_or_default();
        let right = set(Side::En).unwrap_or_default();
        let rows = left.len().max(right.len());
        let mut left = left.into_iter();
        let mut right = right.into_iter();
        for _ in 0..rows {
            let mut line = left.next().unwrap_or_default();
            line.pieces.extend(right.next().unwrap_or_default().pieces);
            lines.push(line);
        }
    }
}

/// The rows of one text in its column, with the marks that its kind asks for.
fn block(passage: &Passage, text: &Text, column: Column) -> Vec<Line> {
    let (marker, depth) = marker(&passage.kind);
    let lead = column.x + depth;
    let mark_width = if marker.is_empty() {
        0
    } else {
        width(&marker) + 1
    };
    let x = lead + mark_width;
    let room = column.width.saturating_sub(depth + mark_width).max(2);
    let repeat = matches!(passage.kind, PassageKind::Quote(_));
    let mut rows = Vec::new();
    for (row, range) in wrap(&text.content, room, room).into_iter().enumerate() {
        let mut pieces = Vec::with_capacity(2);
        if !marker.is_empty() && (repeat || (row == 0 && !column.second)) {
            let text = marker.clone();
            pieces.push(Piece::Label {
                x: lead as u16,
                text,
                role: LabelRole::Marker,
            });
        }
        let side = text.language.side();
        pieces.push(Piece::Text {
            x: x as u16,
            side,
            range,
            second: column.second,
        });
        rows.push(Line {
            passage: None,
            pieces,
        });
    }
    rows
}

/// What stands before a passage's text, and how far it is set in.
fn marker(kind: &PassageKind) -> (String, usize) {
    match kind {
        PassageKind::List { depth, marker } => (marker.clone(), usize::from(*depth) * 2),
        PassageKind::Quote(depth) => ("│".repeat(usize::from(*depth)), 0),
        PassageKind::Image(_) => ("▣".to_owned(), 0),
        PassageKind::Definition(label) => (label.clone(), 0),
        PassageKind::Code(_) => (String::new(), 2),
        _ => (String::new(), 0),
    }
}

fn speaker_piece(name: &str) -> Piece {
    Piece::Label {
        x: 0,
        text: name.to_owned(),
        role: LabelRole::Speaker,
    }
}

fn label(x: u16, text: &str, role: LabelRole) -> Line {
    Line {
        passage: None,
        pieces: vec![Piece::Label {
            x,
            text: text.to_owned(),
            role,
        }],
    }
}
