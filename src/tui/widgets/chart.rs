//! A scene in characters: axes and names in cells, lines in dots between them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Context, Line};

use crate::chart::{Scene, Shape, Tick, Tone};
use crate::config::Charts;
use crate::config::theme::Role;
use crate::text::width::width;
use crate::tui::paint::Paint;

/// Columns for the scale at the left at most.
const SCALE: usize = 24;

/// Columns for the names of the levels at the right at most.
const LEVEL_NAMES: usize = 8;

/// Columns and rows of a plot at least.
const LEAST: (u16, u16) = (8, 3);

/// Paints a scene; nothing where the area is too small for one.
pub(in crate::tui) fn paint(scene: &Scene, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width / 3);
    let left = widest(scene.left.iter().map(|tick| &tick.label), SCALE.min(room));
    let right = widest(scene.shapes.iter().filter_map(level_name), LEVEL_NAMES);
    let plot = Rect {
        x: area.x + left + 2,
        y: area.y,
        width: area.width.saturating_sub(left + 3 + right),
        height: area.height.saturating_sub(2),
    };
    if plot.width < LEAST.0 || plot.height < LEAST.1 {
        return;
    }
    let pen = Pen {
        paint,
        plot,
        signs: Signs::of(paint.charts),
    };
    pen.frame(scene, buffer);
    // What supports the eye lies under the figures.
    for shape in &scene.shapes {
        pen.ground(shape, buffer);
    }
    for shape in &scene.shapes {
        pen.bar(shape, buffer);
    }
    pen.lines(scene, buffer);
    for shape in &scene.shapes {
        pen.point(shape, buffer);
    }
    pen.places(scene, buffer);
    pen.legend(scene, buffer);
}

/// The characters of a way to draw.
struct Signs {
    marker: Marker,
    level: &'static str,
    upright: &'static str,
    /// Upright, tick, level, beginning, corner.
    axis: [&'static str; 5],
    full: &'static str,
    dot: &'static str,
    foot: &'static str,
    band: &'static str,
}

impl Signs {
    const fn of(charts: Charts) -> Self {
        let marker = match charts {
            Charts::Braille => Marker::Braille,
            Charts::Block => Marker::Quadrant,
            Charts::Ascii => Marker::Custom('*'),
        };
        match charts {
            Charts::Ascii => Self {
                marker,
                level: "-",
                upright: "|",
                axis: ["|", "+", "-", "+", "+"],
                full: "#",
                dot: "o",
                foot: "^",
                band: ".",
            },
            Charts::Braille | Charts::Block => Self {
                marker,
                level: "┄",
                upright: "┊",
                axis: ["│", "┤", "─", "┬", "└"],
                full: "█",
                dot: "●",
                foot: "▲",
                band: "·",
            },
        }
    }
}

struct Pen<'a> {
    paint: &'a Paint,
    plot: Rect,
    signs: Signs,
}

impl Pen<'_> {
    fn style(&self, tone: Tone) -> Style {
        self.paint.style(match tone {
            Tone::Main => Role::Chart,
            Tone::Second | Tone::Note => Role::Concept,
            Tone::Third => Role::Instrument,
            Tone::Rise => Role::Gain,
            Tone::Fall => Role::Loss,
            Tone::Event => Role::Warning,
            Tone::Today => Role::Accent,
        })
    }

    fn column(&self, x: f64) -> u16 {
        let last = self.plot.width - 1;
        self.plot.x + (x.clamp(0.0, 1.0) * f64::from(last)).round() as u16
    }

    fn row(&self, y: f64) -> u16 {
        let last = self.plot.height - 1;
        self.plot.y + ((1.0 - y.clamp(0.0, 1.0)) * f64::from(last)).round() as u16
    }

    /// Axes and ticks; a label that would touch another is left out.
    fn frame(&self, scene: &Scene, buffer: &mut Buffer) {
        let (quiet, name) = (
            self.paint.style(Role::Border),
            self.paint.style(Role::Muted),
        );
        let [upright, tick, level, beginning, corner] = self.signs.axis;
        let axis = self.plot.x - 1;
        for y in self.plot.top()..self.plot.bottom() {
            buffer.set_string(axis, y, upright, quiet);
        }
        let mut taken = None;
        for Tick { at, label } in &scene.left {
            let y = self.row(*at);
            if taken == Some(y) {
                continue;
            }
            taken = Some(y);
            buffer.set_string(axis, y, tick, quiet);
            let room = (self.plot.x - 2).min(SCALE as u16);
            let columns = (width(label) as u16).min(room);
            buffer.set_stringn(axis - 1 - columns, y, label, usize::from(columns), name);
        }
        let y = self.plot.bottom();
        buffer.set_string(axis, y, corner, quiet);
        for x in self.plot.left()..self.plot.right() {
            buffer.set_string(x, y, level, quiet);
        }
        let mut free = self.plot.x.saturating_sub(4);
        for Tick { at, label } in &scene.bottom {
            let (x, columns) = (self.column(*at), width(label) as u16);
            buffer.set_string(x, y, beginning, quiet);
            let start = x.saturating_sub(columns / 2);
            if start >= free && start + columns <= self.plot.right() + 3 {
                buffer.set_string(start, y + 1, label, name);
                free = start + columns + 2;
            }
        }
    }

    /// The usual range, levels and places.
    fn ground(&self, shape: &Shape, buffer: &mut Buffer) {
        let quiet = self.paint.style(Role::Border);
        match shape {
            Shape::Band { low, high } => {
                for y in self.row(*high)..=self.row(*low) {
                    for x in self.plot.left()..self.plot.right() {
                        if (x + 2 * (y % 2)).is_multiple_of(4) {
                            buffer.set_string(x, y, self.signs.band, quiet);
                        }
                    }
                }
            }
            Shape::Level { y, label } => {
                let y = self.row(*y);
                for x in self.plot.left()..self.plot.right() {
                    buffer.set_string(x, y, self.signs.level, quiet);
                }
                let muted = self.paint.style(Role::Muted);
                buffer.set_stringn(self.plot.right() + 1, y, label, LEVEL_NAMES, muted);
            }
            Shape::Place { x, tone, .. } => {
                let x = self.column(*x);
                for y in self.plot.top()..self.plot.bottom() {
                    buffer.set_string(x, y, self.signs.upright, self.style(*tone));
                }
            }
            _ => {}
        }
    }

    /// Bars and the cells of maps, in half rows.
    fn bar(&self, shape: &Shape, buffer: &mut Buffer) {
        match shape {
            Shape::Bar { from, to, tone } => {
                let (left, right) = (self.column(from.0), self.column(to.0));
                for x in left..right.max(left + 1) {
                    self.pillar(x, (from.1, to.1), self.style(*tone), buffer);
                }
            }
            Shape::Cell {
                from,
                to,
                share,
                text,
            } => {
                let role = match share {
                    share if share.abs() < 0.3 => Role::Muted,
                    share if *share < 0.0 => Role::Loss,
                    _ => Role::Gain,
                };
                let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
                let start = self
                    .column(middle.0)
                    .saturating_sub(width(text) as u16 / 2)
                    .max(self.plot.x);
                let room = usize::from(self.plot.right().saturating_sub(start));
                buffer.set_stringn(
                    start,
                    self.row(middle.1),
                    text,
                    room,
                    self.paint.style(role),
                );
            }
            _ => {}
        }
    }

    /// One column of a bar.
    fn pillar(&self, x: u16, (low, high): (f64, f64), style: Style, buffer: &mut Buffer) {
        let halves = f64::from(2 * self.plot.height);
        let top = ((1.0 - high.clamp(0.0, 1.0)) * halves).round() as u16;
        let bottom = ((1.0 - low.clamp(0.0, 1.0)) * halves).round() as u16;
        let bottom = bottom.max(top + 1).min(2 * self.plot.height);
        for y in top / 2..bottom.div_ceil(2) {
            let (upper, lower) = (2 * y >= top, 2 * y + 1 < bottom);
            let sign = match (upper, lower) {
                _ if self.paint.charts == Charts::Ascii => self.signs.full,
                (true, true) => self.signs.full,
                (true, false) => "▀",
                _ => "▄",
            };
            buffer.set_string(x, self.plot.y + y, sign, style);
        }
    }

    /// All lines, in dots.
    fn lines(&self, scene: &Scene, buffer: &mut Buffer) {
        let ground = self.paint.ground().bg.unwrap_or(Color::Reset);
        let draw = |context: &mut Context<'_>| {
            for shape in &scene.shapes {
                let Shape::Line { points, tone } = shape else {
                    continue;
                };
                let color = self.style(*tone).fg.unwrap_or(Color::Reset);
                for pair in points.windows(2) {
                    if let [(x1, y1), (x2, y2)] = *pair {
                        context.draw(&Line::new(x1, y1, x2, y2, color));
                    }
                }
            }
        };
        Canvas::default()
            .marker(self.signs.marker)
            .background_color(ground)
            .x_bounds([0.0, 1.0])
            .y_bounds([0.0, 1.0])
            .paint(draw)
            .render(self.plot, buffer);
    }

    /// The end of a line, the marks under the axis.
    fn point(&self, shape: &Shape, buffer: &mut Buffer) {
        match shape {
            Shape::Dot { at: (x, y), tone } => {
                let (x, y) = (self.column(*x), self.row(*y));
                buffer.set_string(x, y, self.signs.dot, self.style(*tone));
            }
            Shape::Foot { x, tone } => {
                let x = self.column(*x);
                buffer.set_string(x, self.plot.bottom(), self.signs.foot, self.style(*tone));
            }
            _ => {}
        }
    }

    /// The names of places, from the left; one that would touch the one before stands a row lower.
    fn places(&self, scene: &Scene, buffer: &mut Buffer) {
        let mut named: Vec<(u16, &str, Tone)> = scene
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Place { x, label, tone } if !label.is_empty() => {
                    Some((self.column(*x), label.as_str(), *tone))
                }
                _ => None,
            })
            .collect();
        named.sort_unstable_by_key(|(x, ..)| *x);
        let (mut free, mut row) = (0, 0);
        for (x, label, tone) in named {
            let columns = width(label) as u16;
            let most = self.plot.right().saturating_sub(columns);
            let x = (x + 1).min(most).max(self.plot.x);
            row = if x < free {
                (row + 1) % self.plot.height
            } else {
                0
            };
            let room = usize::from(self.plot.right().saturating_sub(x));
            buffer.set_stringn(x, self.plot.y + row, label, room, self.style(tone));
            free = free.max(x + columns + 1);
        }
    }

    /// What the lines are, at the right of the second row.
    fn legend(&self, scene: &Scene, buffer: &mut Buffer) {
        let mut right = self.plot.right();
        for (tone, name) in scene.legend.iter().rev() {
            let columns = width(name) as u16;
            let Some(x) = right.checked_sub(columns).filter(|x| *x > self.plot.x) else {
                return;
            };
            buffer.set_string(x, self.plot.y + 1, name, self.style(*tone));
            right = x.saturating_sub(2);
        }
    }
}

fn level_name(shape: &Shape) -> Option<&String> {
    match shape {
        Shape::Level { label, .. } => Some(label),
        _ => None,
    }
}

/// The columns of the widest of some names, at most `most`.
fn widest<'a>(names: impl Iterator<Item = &'a String>, most: usize) -> u16 {
    names.map(|name| width(name)).max().unwrap_or(0).min(most) as u16
}

#[cfg(test)]
mod tests;
