//! The rows of one passage in each language mode.

use std::ops::Range;

use crate::app::cast::{Cast, Extent};
use crate::app::wording;
use crate::config::Align;
use crate::model::{
    Document, Note, Pair, Passage, PassageKind, Picture, Side, Text, Timestamp, Voice,
};
use crate::text::width::{truncate, width};
use crate::text::wrap::{gaps, wrap, wrap_spaced};

use super::{Frame, LabelRole, LanguageMode, Line, Piece, Wide, leading_side, picture, table};

/// Names up to this many columns stand beside their words; longer ones on a row of their own.
const SPEAKER_BESIDE: usize = 8;

/// Narrower than this, all names and times stand on a row of their own.
const BESIDE_FROM: u16 = 30;

/// Narrower than this, two languages stand under each other all the same.
const SIDES_FROM: u16 = 40;

/// Columns between two languages beside each other.
const BETWEEN: usize = 4;

/// How far the second language is set in where no speaker's name sets it in already.
const SECOND_INDENT: usize = 2;

/// Stands before the second language of a doubtful pair.
const DOUBT: &str = "?";

/// What all passages of a note share.
pub(super) struct Setting<'d> {
    frame: Frame,
    leading: Side,
    /// Columns kept free at the left for speakers' names and times; 0 where there are none.
    hang: usize,
    beside: bool,
    /// Some passage is said an hour from the start or later.
    hours: bool,
    /// Two languages stand beside each other.
    sides: bool,
    cast: Cast,
    pictures: &'d [Picture],
}

/// Where a text is set: from which column, how wide, and as which of the two languages.
#[derive(Clone, Copy)]
struct Column {
    x: usize,
    width: usize,
    second: bool,
    /// Chinese and Latin stand a column apart.
    spaced: bool,
}

/// What stands before a text: on its first row, on every row, or on a row of its own.
struct Mark {
    text: String,
    indent: usize,
    every_row: bool,
}

impl<'d> Setting<'d> {
    /// Measures the speakers' names and the times.
    pub(super) fn new(document: &'d Document, frame: Frame) -> Self {
        let passages = &document.note.passages;
        let longest = longest_name(passages);
        let latest = passages.iter().filter_map(|passage| passage.time).max();
        let beside = longest <= SPEAKER_BESIDE && frame.width >= BESIDE_FROM;
        let hours = latest.is_some_and(|latest| latest >= AN_HOUR);
        let time = latest.map_or(0, |latest| width(&clock(latest, hours)));
        let hang = match longest.max(time) {
            0 => 0,
            columns if beside => columns + 2,
            _ => 0,
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
            hours,
            sides,
            cast: Cast::of(&document.note),
            pictures: &document.pictures,
        }
    }

    /// What it was made for.
    pub(super) const fn frame(&self) -> Frame {
        self.frame
    }

    /// The language that stands first.
    pub(super) const fn leading(&self) -> Side {
        if self.sides { Side::Zh } else { self.leading }
    }

    /// Columns that the text is set in from the left of its pane.
    pub(super) fn origin(&self) -> u16 {
        let used = if self.sides {
            2 * self.half() + BETWEEN
        } else {
            self.frame.measure()
        };
        let free = self.frame.width.saturating_sub(used as u16);
        match self.frame.reading.align {
            Align::Left => 0,
            Align::Centre => free / 2,
        }
    }

    /// How much of a passage is shown.
    pub(super) fn extent(&self, note: &Note, index: usize) -> Extent {
        self.cast.extent(note, index, self.frame.only)
    }

    /// Appends the first row of a passage alone, set back as a second language is.
    pub(super) fn set_line(
        &self,
        (index, passage): (usize, &Passage),
        previous: Option<&Passage>,
        lines: &mut Vec<Line>,
    ) {
        let mut all = Vec::new();
        self.set((index, passage), previous, &mut all);
        let holds_text = |line: &Line| {
            let mut pieces = line.pieces.iter();
            pieces.any(|piece| matches!(piece, Piece::Text { .. }))
        };
        let Some(mut line) = all.into_iter().find(holds_text) else {
            lines.push(Line::default());
            return;
        };
        let mut goes_on_at = None;
        for piece in &mut line.pieces {
            if let Piece::Text {
                x,
                side,
                range,
                second,
            } = piece
            {
                *second = true;
                let text = passage.text(*side).map_or("", |text| &text.content);
                let rest = text.get(range.end..).unwrap_or_default();
                let row = text.get(range.clone()).unwrap_or_default();
                let end = *x as usize + width(row.trim_end());
                goes_on_at = (!rest.trim().is_empty()).then_some(end);
            }
        }
        if let Some(end) = goes_on_at {
            let x = end.min(usize::from(self.frame.width).saturating_sub(1));
            line.pieces.push(Piece::label(x, "…", LabelRole::Byline));
        }
        lines.push(line);
    }

    /// The look of a speaker's name.
    fn speaker(&self, name: &str) -> LabelRole {
        LabelRole::Speaker(self.cast.place(name).unwrap_or_default())
    }

    /// Appends the rows of one passage; tells where its table exceeds the screen.
    pub(super) fn set(
        &self,
        (index, passage): (usize, &Passage),
        previous: Option<&Passage>,
        lines: &mut Vec<Line>,
    ) -> Option<Wide> {
        let is_new = previous.is_none_or(|previous| previous.speaker != passage.speaker);
        let speaker = passage.speaker.as_deref().filter(|_| is_new);
        let time = passage.time.map(|time| clock(time, self.hours));
        // A table takes the whole pane.
        let beside = self.beside && !matches!(passage.kind, PassageKind::Table(_));
        if !beside {
            self.set_above(speaker, time.as_deref(), lines);
        }
        self.set_voice(passage, previous, lines);
        let first = lines.len();
        let mut wide = None;
        match &passage.kind {
            PassageKind::Rule => {
                let rule = "─".repeat(self.frame.measure().min(3));
                lines.push(Line::label(0, &rule, LabelRole::Rule));
            }
            PassageKind::Table(alignments) => {
                let room = self.frame.width.saturating_sub(self.origin());
                wide = table::set(&self.order(passage), alignments, usize::from(room), lines);
            }
            PassageKind::Image(target) => self.set_picture(passage, (index, target), lines),
            _ => self.set_texts(passage, lines),
        }
        if beside {
            let speaker = speaker.map(|name| (name, self.speaker(name)));
            let time = time.as_deref().map(|time| (time, LabelRole::Time));
            set_gutter(speaker.into_iter().chain(time), first, lines);
        }
        wide
    }

    fn set_texts(&self, passage: &Passage, lines: &mut Vec<Line>) {
        if self.sides {
            self.set_beside(passage, lines);
        } else {
            self.set_under(passage, lines);
        }
    }

    /// A picture over its words, and under them what else there is to say of it.
    fn set_picture(
        &self,
        passage: &Passage,
        (index, target): (usize, &str),
        lines: &mut Vec<Line>,
    ) {
        let at = self.pictures.binary_search_by_key(&index, |at| at.passage);
        let found = at.ok().and_then(|at| self.pictures.get(at));
        let place = picture::Place {
            canvas: self.frame.canvas,
            x: self.hang(passage),
            columns: self.frame.measure().saturating_sub(self.hang(passage)),
        };
        lines.extend(place.above(found));
        self.set_texts(passage, lines);
        lines.extend(place.below(target, found, self.frame.locale));
    }

    /// A name and a time on rows of their own.
    fn set_above(&self, speaker: Option<&str>, time: Option<&str>, lines: &mut Vec<Line>) {
        let room = usize::from(self.frame.width).max(2);
        let mut used = 0;
        if let Some(name) = speaker {
            for range in wrap(name, room, room) {
                let row = name.get(range).unwrap_or_default();
                used = width(row) + 2;
                lines.push(Line::label(0, row, self.speaker(name)));
            }
        }
        let Some(time) = time else { return };
        match lines.last_mut() {
            Some(line) if used > 0 && used + width(time) <= room => {
                line.pieces.push(Piece::label(used, time, LabelRole::Time));
            }
            _ => lines.push(Line::cut_label(0, time, room, LabelRole::Time)),
        }
    }

    /// Says whose words begin, where they are not the document's.
    fn set_voice(&self, passage: &Passage, previous: Option<&Passage>, lines: &mut Vec<Line>) {
        if previous.is_some_and(|previous| previous.voice == passage.voice) {
            return;
        }
        let word = match passage.voice {
            // A heading such as `AI 摘要` says it itself.
            _ if matches!(passage.kind, PassageKind::Heading(_)) => return,
            Voice::Document => return,
            Voice::Translator => wording::TRANSLATORS_NOTE,
            Voice::Editor => wording::EDITORS_NOTE,
            Voice::Machine => wording::MACHINE_SUMMARY,
        };
        let word = word.get(self.frame.locale);
        let x = self.hang(passage);
        let room = self.frame.measure().saturating_sub(x).max(2);
        lines.push(Line::cut_label(x, word, room, LabelRole::Voice));
    }

    fn hang(&self, passage: &Passage) -> usize {
        if passage.speaker.is_some() || passage.time.is_some() {
            self.hang
        } else {
            0
        }
    }

    /// Columns of each of two languages beside each other.
    fn half(&self) -> usize {
        let total = usize::from(self.frame.width);
        (total.saturating_sub(BETWEEN) / 2).min(usize::from(self.frame.reading.width))
    }

    fn column(&self, passage: &Passage, x: usize, width: usize) -> Column {
        Column {
            x,
            width,
            second: false,
            spaced: self.frame.reading.gap && !matches!(passage.kind, PassageKind::Code(_)),
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
        let measure = self.frame.measure();
        for (second, text) in self.order(passage) {
            let indent = match (second, hang) {
                (true, 0) => SECOND_INDENT,
                _ => hang,
            };
            let column = Column {
                second,
                ..self.column(passage, indent, measure.saturating_sub(indent))
            };
            let mut rows = block(passage, text, column);
            if let Some(first) = rows.first_mut().filter(|_| second) {
                mark_doubt(passage, indent.saturating_sub(SECOND_INDENT), first);
            }
            if second && rows.len() > 1 {
                lines.push(Line::default());
            }
            lines.extend(rows);
        }
    }

    /// Chinese at the left, English at the right, both starting on one row.
    fn set_beside(&self, passage: &Passage, lines: &mut Vec<Line>) {
        let hang = self.hang(passage);
        let half = self.half();
        let column = |side: Side| match side {
            Side::Zh => self.column(passage, hang, half.saturating_sub(hang)),
            Side::En => self.column(passage, half + BETWEEN, half),
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
        for row in 0..rows {
            let mut line = left.next().unwrap_or_default();
            if row == 0 {
                mark_doubt(passage, half + BETWEEN / 2, &mut line);
            }
            line.pieces.extend(right.next().unwrap_or_default().pieces);
            lines.push(line);
        }
    }
}

/// From here on times are shown with their hours.
const AN_HOUR: Timestamp = Timestamp(3_600);

/// A time as the note needs it: without hours where no passage has any.
fn clock(time: Timestamp, hours: bool) -> String {
    let clock = time.to_string();
    match clock.strip_prefix("00:") {
        Some(short) if !hours => short.to_owned(),
        _ => clock,
    }
}

/// Columns of the longest name of a speaker.
fn longest_name(passages: &[Passage]) -> usize {
    let mut longest = 0;
    let mut last: Option<&str> = None;
    for name in passages
        .iter()
        .filter_map(|passage| passage.speaker.as_deref())
    {
        // Speakers mostly go on for several passages.
        if last != Some(name) {
            longest = longest.max(width(name));
            last = Some(name);
        }
    }
    longest
}

/// Labels at the left of the rows from one on, each on its own.
fn set_gutter<'t>(
    labels: impl Iterator<Item = (&'t str, LabelRole)>,
    first: usize,
    lines: &mut Vec<Line>,
) {
    for ((text, role), row) in labels.zip(first..) {
        if lines.len() <= row {
            lines.push(Line::default());
        }
        if let Some(line) = lines.get_mut(row) {
            line.pieces.insert(0, Piece::label(0, text, role));
        }
    }
}

/// A quiet sign where the two languages of a passage may not say the same.
fn mark_doubt(passage: &Passage, x: usize, line: &mut Line) {
    if passage.pair.is_some_and(Pair::is_doubtful) {
        line.pieces.push(Piece::label(x, DOUBT, LabelRole::Doubt));
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
    let broken = if column.spaced {
        wrap_spaced(&text.content, room, room)
    } else {
        wrap(&text.content, room, room)
    };
    for (row, range) in broken.into_iter().enumerate() {
        let mut pieces = Vec::with_capacity(2);
        if !apart && ((marked && row == 0) || mark.every_row) {
            pieces.push(Piece::label(lead, &mark.text, LabelRole::Marker));
        }
        set_pieces(text, range, lead + set_in, column, &mut pieces);
        rows.push(Line {
            passage: None,
            pieces,
        });
    }
    rows
}

/// The pieces of a row of text, parted by its gaps.
fn set_pieces(
    text: &Text,
    range: Range<usize>,
    mut x: usize,
    column: Column,
    pieces: &mut Vec<Piece>,
) {
    let line = text.content.get(range.clone()).unwrap_or_default();
    let mut push = |x: usize, from: usize, to: usize| {
        pieces.push(Piece::Text {
            x: x as u32,
            side: text.language.side(),
            range: range.start + from..range.start + to,
            second: column.second,
        });
    };
    let mut from = 0;
    if column.spaced {
        for gap in gaps(line) {
            push(x, from, gap);
            x += line.get(from..gap).map_or(0, width) + 1;
            from = gap;
        }
    }
    push(x, from, line.len());
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

impl Piece {
    /// Words that are no part of a text.
    pub(super) fn label(x: usize, text: &str, role: LabelRole) -> Self {
        Self::Label {
            x: x as u32,
            text: text.to_owned(),
            role,
        }
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

    /// The same with the label cut to so many columns.
    pub(super) fn cut_label(x: usize, text: &str, columns: usize, role: LabelRole) -> Self {
        Self::label(x, &truncate(text, columns), role)
    }
}
