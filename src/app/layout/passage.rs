//! The rows of one passage in each language mode.

use crate::model::{Document, Passage, PassageKind, Side, Text};
use crate::text::width::{truncate, width};
use crate::text::wrap::wrap;

use super::{Frame, LabelRole, LanguageMode, Line, MEASURE, Piece, leading_side, table};

/// Names up to this many columns stand beside their words; longer ones on a row of their own.
const SPEAKER_BESIDE: usize = 8;

/// Narrower than this, all names stand on a row of their own.
const BESIDE_FROM: u16 = 30;

/// Narrower than this, two languages stand under each other all the same.
const SIDES_FROM: u16 = 40;

/// Columns between two languages beside each other.
const BETWEEN: usize = 4;

/// How far the second language is set in where no speaker's name sets it in already.
const SECOND_INDENT: usize = 2;

/// What all passages of a note share.
pub(super) struct Setting {
    frame: Frame,
    leading: Side,
    /// Columns kept free at the left for speakers' names; 0 where nobody speaks.
    hang: usize,
    beside: bool,
    /// Two languages stand beside each other.
    sides: bool,
}

/// Where a text is set: from which column, how wide, and as which of the two languages.
#[derive(Clone, Copy)]
struct Column {
    x: usize,
    width: usize,
    second: bool,
}

/// What stands before a text: on its first row, on every row, or on a row of its own.
struct Mark {
    text: String,
    indent: usize,
    every_row: bool,
}

impl Setting {
    /// Measures the speakers' names.
    pub(super) fn new(document: &Document, frame: Frame) -> Self {
        let passages = &document.note.passages;
        let speakers = passages
            .iter()
            .filter_map(|passage| passage.speaker.as_ref());
        let longest = speakers.map(|name| width(name)).max().unwrap_or(0);
        let beside = longest <= SPEAKER_BESIDE && frame.width >= BESIDE_FROM;
        let hang = match (longest, beside) {
            (0, _) | (_, false) => 0,
            (longest, true) => longest + 2,
        };
        let leading = leading_side(document.note.metadata.make);
        let wanted = frame.mode == LanguageMode::SideBySide && frame.width >= SIDES_FROM;
        // A note in one language would leave half of the screen empty.
        let sides = wanted && passages.iter().any(|passage| passage.texts().count() > 1);
        Self {
            frame,
            leading,
            hang,
            beside,
            sides,
        }
    }

    /// The language that stands first.
    pub(super) const fn leading(&self) -> Side {
        if self.sides { Side::Zh } else { self.leading }
    }

    /// Appends the rows of one passage.
    pub(super) fn set(&self, passage: &Passage, speaks: bool, lines: &mut Vec<Line>) {
        let start = lines.len();
        let speaker = passage.speaker.as_deref().filter(|_| speaks);
        // A table takes the whole measure.
        let beside = self.beside && !matches!(passage.kind, PassageKind::Table(_));
        if let Some(name) = speaker.filter(|_| !beside) {
            let room = usize::from(self.frame.width).max(2);
            for range in wrap(name, room, room) {
                let row = name.get(range).unwrap_or_default();
                lines.push(Line::label(0, row, LabelRole::Speaker));
            }
        }
        match &passage.kind {
            PassageKind::Rule => {
                let rule = "─".repeat(self.measure().min(3));
                lines.push(Line::label(0, &rule, LabelRole::Rule));
            }
            PassageKind::Table(alignments) => {
                for (second, text) in self.order(passage) {
                    if second {
                        lines.push(Line::default());
                    }
                    lines.extend(table::rows(text, second, alignments, self.measure()));
                }
            }
            _ if self.sides => self.set_beside(passage, lines),
            _ => self.set_under(passage, lines),
        }
        if let Some(name) = speaker.filter(|_| beside) {
            if lines.len() == start {
                lines.push(Line::default());
            }
            if let Some(line) = lines.get_mut(start) {
                line.pieces
                    .insert(0, Piece::label(0, name, LabelRole::Speaker));
            }
        }
    }

    fn measure(&self) -> usize {
        usize::from(self.frame.width.min(MEASURE))
    }

    fn hang(&self, passage: &Passage) -> usize {
        if passage.speaker.is_some() {
            self.hang
        } else {
            0
        }
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
                let first = passage.text(self.leading());
                let second = passage.text(self.leading().other());
                let both = first.is_some();
                let first = first.map(|text| (false, text));
                first
                    .into_iter()
                    .chain(second.map(|text| (both, text)))
                    .collect()
            }
        }
    }

    /// One language under the other, the second set in.
    fn set_under(&self, passage: &Passage, lines: &mut Vec<Line>) {
        let hang = self.hang(passage);
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
    fn set_beside(&self, passage: &Passage, lines: &mut Vec<Line>) {
        let hang = self.hang(passage);
        let total = usize::from(self.frame.width);
        let half = (total.saturating_sub(BETWEEN) / 2).min(usize::from(MEASURE));
        let column = |side: Side| match side {
            Side::Zh => Column {
                x: hang,
                width: half.saturating_sub(hang),
                second: false,
            },
            Side::En => Column {
                x: half + BETWEEN,
                width: half,
                second: false,
            },
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
    let third = column.width / 3;
    let mark = mark(&passage.kind, third);
    let lead = column.x + mark.indent;
    let columns = width(&mark.text);
    let apart = columns > third;
    let set_in = match columns {
        0 => 0,
        _ if apart => SECOND_INDENT,
        columns => columns + 1,
    };
    let room = column.width.saturating_sub(mark.indent + set_in).max(2);
    let side = text.language.side();
    let mut rows = Vec::new();
    // The second language needs no mark of its own: it stands under the first.
    let marked = columns > 0 && !column.second;
    if apart && marked {
        rows.extend(mark_rows(
            &mark.text,
            lead,
            column.width.saturating_sub(mark.indent),
        ));
    }
    for (row, range) in wrap(&text.content, room, room).into_iter().enumerate() {
        let mut pieces = Vec::with_capacity(2);
        if !apart && ((marked && row == 0) || mark.every_row) {
            pieces.push(Piece::label(lead, &mark.text, LabelRole::Marker));
        }
        let x = column_of(lead + set_in);
        pieces.push(Piece::Text {
            x,
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

/// A mark that is too wide to stand beside its text.
fn mark_rows(mark: &str, x: usize, room: usize) -> Vec<Line> {
    let room = room.max(2);
    let rows = wrap(mark, room, room)
        .into_iter()
        .filter_map(|range| mark.get(range));
    rows.map(|row| Line::label(x, row, LabelRole::Marker))
        .collect()
}

/// What stands before a passage's text; nests are set in by at most `most` columns.
fn mark(kind: &PassageKind, most: usize) -> Mark {
    let (text, indent) = match kind {
        PassageKind::List { depth, marker } => (marker.clone(), usize::from(*depth) * 2),
        PassageKind::Quote(depth) => ("│".repeat(usize::from(*depth).clamp(1, most.max(1))), 0),
        PassageKind::Image(_) => ("▣".to_owned(), 0),
        PassageKind::Definition(label) => (label.clone(), 0),
        PassageKind::Code(_) => (String::new(), 2),
        _ => (String::new(), 0),
    };
    let every_row = matches!(kind, PassageKind::Quote(_));
    Mark {
        text,
        indent: indent.min(most),
        every_row,
    }
}

fn column_of(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}

impl Piece {
    /// Words that are no part of a text.
    pub(super) fn label(x: usize, text: &str, role: LabelRole) -> Self {
        Self::Label {
            x: column_of(x),
            text: text.to_owned(),
            role,
        }
    }

    /// A label cut to so many columns.
    pub(super) fn cut_label(x: usize, text: &str, columns: usize, role: LabelRole) -> Self {
        Self::label(x, &truncate(text, columns), role)
    }
}

impl Line {
    /// A row on which only a label stands.
    pub(super) fn label(x: usize, text: &str, role: LabelRole) -> Self {
        Self {
            passage: None,
            pieces: vec![Piece::label(x, text, role)],
        }
    }
}
