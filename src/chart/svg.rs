//! A scene as one SVG picture: no script, no outside request, light and dark by the viewer's wish.

use std::fmt::Write;

use super::scene::{Scene, Shape, Tick, Tone};

/// The whole picture, in units of the view box.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 340.0;

/// Room around the plot for titles and ticks; at the left as much as the widest tick needs.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 56.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 56.0;

/// Stroke and fill by tone; plain classes, which every viewer of SVG reads.
const STYLE: &str = "text{font:12px ui-sans-serif,system-ui,sans-serif;fill:#6b7280}\
.title{font-size:14px;fill:#1b1f24}path{fill:none;stroke-width:1.5}\
.main{stroke:#0b62c4}.two{stroke:#a35200}.three{stroke:#5b3fa8}.rise{stroke:#0f7b3f}\
.fall{stroke:#b3261e}.quiet{stroke:#6b7280}.today{stroke:#c2410c}\
.main-f{fill:#0b62c4}.two-f{fill:#a35200}.three-f{fill:#5b3fa8}.rise-f{fill:#0f7b3f}\
.fall-f{fill:#b3261e}.today-f{fill:#c2410c}\
@media (prefers-color-scheme:dark){text{fill:#9aa2ad}.title{fill:#e6e8eb}\
.main{stroke:#6cb2ff}.two{stroke:#f0a35e}.three{stroke:#b9a3ff}.rise{stroke:#5fcf8f}\
.fall{stroke:#ff8a80}.today{stroke:#ffb077}\
.main-f{fill:#6cb2ff}.two-f{fill:#f0a35e}.three-f{fill:#b9a3ff}.rise-f{fill:#5fcf8f}\
.fall-f{fill:#ff8a80}.today-f{fill:#ffb077}}";

/// The picture with its title, its shapes, and below them the sentence that says of which day and
/// source it is, which also stands for the picture where it cannot be seen.
///
/// The same scene gives the same bytes; every text is escaped.
#[must_use]
pub fn svg(scene: &Scene, title: &str, description: &str) -> String {
    let mut out = String::new();
    let widest = scene.left.iter().map(|tick| columns(&tick.label));
    let room = 7.0 * widest.max().unwrap_or(0) as f64 + 16.0;
    let page = Page {
        left: room.max(LEFT),
    };
    let (left, foot) = (page.left, HEIGHT - 10.0);
    let (title, description) = (escaped(title), escaped(description));
    // Writing to a String never fails.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">\
         <title>{title}</title><desc>{description}</desc><style>{STYLE}</style>\
         <text class=\"title\" x=\"{left}\" y=\"20\">{title}</text>\
         <text x=\"{left}\" y=\"{foot}\">{description}</text>"
    );
    page.frame(&mut out, scene);
    for shape in &scene.shapes {
        page.shape(&mut out, shape);
    }
    page.legend(&mut out, scene);
    out.push_str("</svg>\n");
    out
}

/// Where the plot stands on the page.
#[derive(Clone, Copy)]
struct Page {
    left: f64,
}

impl Page {
    fn frame(self, out: &mut String, scene: &Scene) {
        let ink = "class=\"quiet\" stroke-opacity=\"0.35\"";
        for Tick { at, label } in &scene.left {
            let y = down(*at);
            let (from, to) = (self.across(0.0), self.across(1.0));
            let _ = write!(
                out,
                "<path d=\"M{from:.1} {y:.1}H{to:.1}\" {ink}/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                from - 8.0,
                y + 4.0,
                escaped(label)
            );
        }
        for Tick { at, label } in &scene.bottom {
            let (x, y) = (self.across(*at), down(0.0));
            let _ = write!(
                out,
                "<path d=\"M{x:.1} {y:.1}v5\" {ink}/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y + 20.0,
                escaped(label)
            );
        }
    }

    fn shape(self, out: &mut String, shape: &Shape) {
        let _ = match shape {
            Shape::Line { points, tone } => {
                let mut path = String::new();
                for (index, (x, y)) in points.iter().enumerate() {
                    let step = if index == 0 { 'M' } else { 'L' };
                    let _ = write!(path, "{step}{:.1} {:.1}", self.across(*x), down(*y));
                }
                writeln!(out, "<path d=\"{path}\" class=\"{}\"/>", class(*tone))
            }
            Shape::Band { low, high } => {
                self.rect(out, (0.0, *low), (1.0, *high), Tone::Main, 0.10)
            }
            Shape::Bar { from, to, tone } => self.rect(out, *from, *to, *tone, 0.85),
            Shape::Level { y, label } => writeln!(
                out,
                "<path d=\"M{:.1} {y:.1}H{:.1}\" class=\"quiet\" stroke-dasharray=\"4 4\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                self.across(0.0),
                self.across(1.0),
                self.across(1.0) + 6.0,
                down(*y) + 4.0,
                escaped(label),
                y = down(*y),
            ),
            Shape::Place { x, label, tone } => writeln!(
                out,
                "<path d=\"M{x:.1} {:.1}V{:.1}\" class=\"{}\" stroke-dasharray=\"2 3\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                down(0.0),
                down(1.0),
                class(*tone),
                down(1.0) - 4.0,
                escaped(label),
                x = self.across(*x),
            ),
            Shape::Foot { x, tone } => {
                let (x, y) = (self.across(*x), down(0.0));
                let fill = class(*tone);
                writeln!(
                    out,
                    "<path d=\"M{x:.1} {y:.1}l-4 7h8z\" class=\"{fill}-f\"/>"
                )
            }
            Shape::Dot { at: (x, y), tone } => writeln!(
                out,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" class=\"{}-f\"/>",
                self.across(*x),
                down(*y),
                class(*tone)
            ),
            Shape::Cell {
                from,
                to,
                share,
                text,
            } => {
                let tone = if *share < 0.0 { Tone::Fall } else { Tone::Rise };
                let _ = self.rect(out, *from, *to, tone, share.abs() * 0.8);
                let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
                writeln!(
                    out,
                    "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                    self.across(middle.0),
                    down(middle.1) + 4.0,
                    escaped(text)
                )
            }
        };
    }

    fn legend(self, out: &mut String, scene: &Scene) {
        let mut x = self.across(1.0);
        for (tone, name) in scene.legend.iter().rev() {
            let _ = write!(
                out,
                "<text x=\"{x:.1}\" y=\"20\" text-anchor=\"end\" class=\"{}-f\">{}</text>",
                class(*tone),
                escaped(name)
            );
            x -= 7.0 * columns(name) as f64 + 16.0;
        }
    }

    fn rect(
        self,
        out: &mut String,
        from: (f64, f64),
        to: (f64, f64),
        tone: Tone,
        opacity: f64,
    ) -> std::fmt::Result {
        let (x, y) = (self.across(from.0), down(to.1));
        let (width, height) = (self.across(to.0) - x, (down(from.1) - y).max(0.5));
        writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
         class=\"{}-f\" fill-opacity=\"{opacity:.2}\"/>",
            class(tone)
        )
    }

    fn across(self, x: f64) -> f64 {
        self.left + x.clamp(0.0, 1.0) * (WIDTH - self.left - RIGHT)
    }
}

fn down(y: f64) -> f64 {
    TOP + (1.0 - y.clamp(0.0, 1.0)) * (HEIGHT - TOP - BOTTOM)
}

/// The columns of a text in a font of one width; wide characters take about two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum()
}

const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Main => "main",
        Tone::Second | Tone::Note => "two",
        Tone::Third | Tone::Event => "three",
        Tone::Rise => "rise",
        Tone::Fall => "fall",
        Tone::Today => "today",
    }
}

/// Text as text: the five characters that XML knows otherwise, and no control character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
