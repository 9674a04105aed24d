//! The open note: the rows in view, with what is set off, linked and matched in them.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::layout::{LabelRole, Line, Piece, Wide};
use crate::app::screens::reader::{Stop, matches_in};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::{
    Address, Document, Emphasis, Mention, Passage, PassageKind, Side, Span, Target, Text,
};
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

use super::{hyperlink, picture};

/// The rows in view, with a column of air at the left.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let Some(document) = &app.reader.document else {
        let empty = app.library.notes().is_empty();
        let text = match (empty, &app.library.list, app.status.progress) {
            (false, _, _) => wording::NOTHING_OPEN.get(app.locale),
            // The list says that it is on its way.
            (true, None, _) | (true, _, Some(_)) => "",
            (true, Some(_), None) => wording::NO_NOTES_HINT.get(app.locale),
        };
        let room = usize::from(area.width).max(2);
        for (range, y) in wrap(text, room, room).into_iter().zip(2..) {
            let line = text.get(range).unwrap_or_default();
            Row::new(buffer, area, y).put(line, paint.style(Role::Muted));
        }
        return;
    };
    let layout = &app.reader.layout;
    let origin = layout.origin().min(area.width);
    let area = Rect {
        x: area.x + origin,
        width: area.width - origin,
        ..area
    };
    let shown = layout
        .lines()
        .iter()
        .skip(app.reader.top)
        .take(usize::from(area.height));
    for (line, y) in shown.zip(0..) {
        let row = Rect {
            y: area.y + y,
            height: 1,
            ..area
        };
        if let Some(passage) = line.passage {
            let begins = layout.first_line(passage) == app.reader.top + usize::from(y);
            paint_beside(app, paint, row, (passage, begins), buffer);
        }
        let wide = layout.wide(line.passage);
        let row = wide.map_or(row, |wide| paint_marks(wide, line, paint, row, buffer));
        paint_line(app, document, line, paint, row, buffer);
        picture::paint(app, paint, (line, y), area, buffer);
    }
}

/// What says something of a row as a whole: the passage is chosen, or it begins here and a letter
/// names it.
fn paint_beside(
    app: &App,
    paint: &Paint,
    row: Rect,
    (passage, begins): (usize, bool),
    buffer: &mut Buffer,
) {
    let reader = &app.reader;
    if reader.selection.is_some_and(|chosen| chosen.holds(passage)) {
        Row::fill(buffer, row, 0, paint.style(Role::Selection));
    }
    if let Some(letter) = begins.then(|| reader.mark_at(passage)).flatten() {
        let air = Rect {
            x: row.x.saturating_sub(1),
            width: 1,
            ..row
        };
        Row::new(buffer, air, 0).put(letter.encode_utf8(&mut [0; 4]), paint.style(Role::Accent));
    }
}

/// Marks at the sides of a table's row that there is more there; returns the room between.
fn paint_marks(wide: &Wide, line: &Line, paint: &Paint, row: Rect, buffer: &mut Buffer) -> Rect {
    let width = row.width.min(wide.room() as u16);
    let inside = Rect {
        width: width.min(wide.inside() as u16),
        ..row
    };
    let is_cells = line.pieces.iter().any(|piece| {
        let rule = LabelRole::Rule;
        matches!(piece, Piece::Text { .. })
            || matches!(piece, Piece::Label { role, .. } if *role == rule)
    });
    if !is_cells {
        return inside;
    }
    let style = paint.style(Role::Accent);
    let at = |x: u16| Rect {
        x: row.x + x,
        width: 1,
        ..row
    };
    if wide.has_left() && wide.frozen() > 0 {
        Row::new(buffer, at(wide.frozen() as u16 - 1), 0).put("‹", style);
    }
    if wide.has_right() && width > 0 {
        Row::new(buffer, at(width - 1), 0).put("›", style);
    }
    inside
}

fn paint_line(
    app: &App,
    document: &Document,
    line: &Line,
    paint: &Paint,
    row: Rect,
    buffer: &mut Buffer,
) {
    let wide = app.reader.layout.wide(line.passage);
    // Where something stands on the row, if it is in view.
    let column = |x: u32| {
        let x = wide.map_or(Some(x), |wide| wide.place(x))?;
        u16::try_from(x).ok().filter(|x| *x < row.width)
    };
    let mut before = None;
    for piece in &line.pieces {
        match piece {
            Piece::Label { x, text, role } => {
                let Some(x) = column(*x) else { continue };
                let area = Rect {
                    x: row.x + x,
                    width: row.width - x,
                    ..row
                };
                Row::new(buffer, area, 0).put(text, paint.style(label_role(*role)));
            }
            // Painted as a whole, not by rows.
            Piece::Picture { .. } => {}
            Piece::Text {
                x,
                side,
                range,
                second,
            } => {
                let is_joined = before.replace((*side, range.end)) == Some((*side, range.start));
                let Some(x) = column(*x) else { continue };
                let Some(index) = line.passage else { continue };
                let Some(passage) = document.note.passages.get(index) else {
                    continue;
                };
                let Some(text) = passage.text(*side) else {
                    continue;
                };
                let run = Run {
                    app,
                    paint,
                    document,
                    passage,
                    index,
                    side: *side,
                    text,
                    second: *second,
                };
                if is_joined {
                    run.paint_gap(range.start, row, row.x + x, buffer);
                }
                run.paint(range.clone(), row, row.x + x, buffer);
            }
        }
    }
}

const fn label_role(role: LabelRole) -> Role {
    match role {
        LabelRole::Title => Role::Heading,
        LabelRole::Speaker(place) => Role::speaker(place),
        LabelRole::Byline | LabelRole::Time | LabelRole::Voice | LabelRole::Doubt => Role::Muted,
        LabelRole::Tag => Role::Tag,
        LabelRole::Marker => Role::Quote,
        LabelRole::Rule => Role::Border,
    }
}

/// A text of which some bytes stand on a row.
struct Run<'a> {
    app: &'a App,
    paint: &'a Paint,
    document: &'a Document,
    passage: &'a Passage,
    index: usize,
    side: Side,
    text: &'a Text,
    second: bool,
}

impl Run<'_> {
    /// Paints bytes from a column on, in pieces of one style each.
    fn paint(&self, range: Range<usize>, row: Rect, mut x: u16, buffer: &mut Buffer) {
        let layers = self.layers(&range);
        let base = self.base();
        let mut edges: Vec<usize> = vec![range.start, range.end];
        for (layer, _) in &layers {
            edges.push(layer.start.clamp(range.start, range.end));
            edges.push(layer.end.clamp(range.start, range.end));
        }
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let &[from, to] = pair else { continue };
            let Some(part) = self.text.content.get(from..to) else {
                continue;
            };
            let over = layers
                .iter()
                .filter(|(layer, _)| layer.start <= from && to <= layer.end);
            let style = over.fold(base, |style, (_, layer)| style.patch(*layer));
            let area = Rect {
                x,
                width: row.right().saturating_sub(x),
                ..row
            };
            let mut writer = Row::new(buffer, area, 0);
            let before = writer.room();
            writer.put(part, style);
            let columns = before - writer.room();
            if self.paint.links {
                let cells = Rect {
                    x,
                    width: columns,
                    ..row
                };
                self.link(&(from..to), cells, buffer);
            }
            x += columns;
        }
    }

    /// Carries what lies over both sides of a gap across it; the gap is before a column.
    fn paint_gap(&self, at: usize, row: Rect, x: u16, buffer: &mut Buffer) {
        let layers = self.layers(&(at..at + 1));
        let over = layers
            .iter()
            .filter(|(layer, _)| layer.start < at && at < layer.end);
        let style = over.fold(self.base(), |style, (_, layer)| style.patch(*layer));
        let gap = Rect {
            x: x.saturating_sub(1),
            width: 1,
            ..row
        };
        buffer.set_style(gap, style);
    }

    fn base(&self) -> Style {
        let role = match &self.passage.kind {
            PassageKind::Heading(_) => Role::Heading,
            PassageKind::Code(_) => Role::Code,
            PassageKind::Quote(_) => Role::Quote,
            PassageKind::Image(_) => Role::Muted,
            _ => Role::Text,
        };
        let style = self.paint.style(role);
        if self.second {
            style.patch(self.paint.style(Role::Muted))
        } else {
            style
        }
    }

    /// Styles that lie over parts of the row, the stronger later.
    fn layers(&self, row: &Range<usize>) -> Vec<(Range<usize>, Style)> {
        let touches = |range: &Range<usize>| range.start < row.end && row.start < range.end;
        let mut layers = Vec::new();
        for (at, span) in self.text.spans.iter().enumerate() {
            if touches(&span.range) {
                let style = self.paint.style(emphasis_role(&span.emphasis));
                let stop = Stop::Span {
                    passage: self.index,
                    side: self.side,
                    span: at,
                };
                layers.push((span.range.clone(), self.if_chosen(stop, style)));
            }
        }
        if matches!(self.passage.kind, PassageKind::Image(_)) {
            let style = self.if_chosen(Stop::Picture(self.index), Style::default());
            layers.push((row.clone(), style));
        }
        let mentions = &self.document.mentions;
        let from = mentions.partition_point(|mention| mention.passage < self.index);
        let here = mentions.iter().enumerate().skip(from);
        for (at, mention) in here.take_while(|(_, mention)| mention.passage == self.index) {
            if mention.side == self.side && touches(&mention.range) {
                let style = self.mention_style(mention);
                layers.push((
                    mention.range.clone(),
                    self.if_chosen(Stop::Mention(at), style),
                ));
            }
        }
        for range in matches_in(&self.app.reader.matches, self.index, self.side) {
            if touches(range) {
                let mut style = self.paint.style(Role::Highlight);
                let key = (self.index, self.side, range.start);
                if self.app.reader.tally.current == Some(key) {
                    style = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
                }
                layers.push((range.clone(), style));
            }
        }
        layers
    }

    fn if_chosen(&self, stop: Stop, style: Style) -> Style {
        if self.app.reader.chosen == Some(stop) {
            style.patch(self.paint.style(Role::Selection))
        } else {
            style
        }
    }

    fn mention_style(&self, mention: &Mention) -> Style {
        let role = match mention.target {
            Target::Concept(_) => Role::Concept,
            Target::Instrument(_) => Role::Instrument,
        };
        let style = self.paint.style(role);
        if mention.doubtful {
            return style.add_modifier(Modifier::ITALIC | Modifier::DIM);
        }
        style
    }

    /// Makes a painted part of the row a link of the terminal, where it is one of the document.
    fn link(&self, part: &Range<usize>, cells: Rect, buffer: &mut Buffer) {
        let holds = |span: &&Span| span.range.start <= part.start && part.end <= span.range.end;
        let spans = self.text.spans.iter().enumerate();
        let mut links = spans.filter(|(_, span)| holds(span));
        let found = links.find_map(|(at, span)| match &span.emphasis {
            Emphasis::Link(link) => Some((at, Address::parse(link)?)),
            _ => None,
        });
        if let Some((at, address)) = found {
            // The same for every row of a link, another for every link on the screen.
            let id =
                (self.index as u64) << 16 | (at as u64) << 1 | u64::from(self.side == Side::En);
            hyperlink::link(&address, id, cells, buffer);
        }
    }
}

const fn emphasis_role(emphasis: &Emphasis) -> Role {
    match emphasis {
        Emphasis::Emphasis => Role::Emphasis,
        Emphasis::Strong => Role::Strong,
        Emphasis::Strikethrough => Role::Struck,
        Emphasis::Highlight => Role::Marked,
        Emphasis::Code => Role::Code,
        Emphasis::Link(_) | Emphasis::Footnote(_) => Role::Link,
    }
}
