//! A scene as one SVG picture: no script, no outside request, light and dark by the viewer's wish.

use std::fmt::Write;

use super::scene::{Scene, Shape, Tick, Tone};

/// The whole picture, in units of the view box.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 320.0;

/// Room around the plot for titles and ticks.
const LEFT: f64 = 96.0;
const RIGHT: f64 = 56.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 36.0;

const STYLE: &str = "svg{--ink:#1b1f24;--soft:#6b7280;--line:#0b62c4;--two:#a35200;--three:#5b3fa8;\
--rise:#0f7b3f;--fall:#b3261e;--today:#c2410c;--band:#0b62c4}\
@media (prefers-color-scheme:dark){svg{--ink:#e6e8eb;--soft:#9aa2ad;--line:#6cb2ff;--two:#f0a35e;\
--three:#b9a3ff;--rise:#5fcf8f;--fall:#ff8a80;--today:#ffb077;--band:#6cb2ff}}\
text{font:12px ui-sans-serif,system-ui,sans-serif;fill:var(--soft)}\
.title{font-size:14px;fill:var(--ink)}path{fill:none;stroke-width:1.5}";

/// The picture with its title, a sentence of text for who cannot see it, and its shapes.
///
/// The same scene gives the same bytes; every text is escaped.
#[must_use]
pub fn svg(scene: &Scene, title: &str, description: &str) -> String {
    let mut out = String::new();
    let (title, description) = (escaped(title), escaped(description));
    // Writing to a String never fails.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">\
         <title>{title}</title><desc>{description}</desc><style>{STYLE}</style>\
         <text class=\"title\" x=\"{LEFT}\" y=\"20\">{title}</text>"
    );
    frame(&mut out, scene);
    for shape in &scene.shapes {
        self::shape(&mut out, shape);
    }
    legend(&mut out, scene);
    out.push_str("</svg>\n");
    out
}

fn frame(out: &mut String, scene: &Scene) {
    let ink = "stroke=\"var(--soft)\" stroke-opacity=\"0.35\"";
    for Tick { at, label } in &scene.left {
        let y = down(*at);
        let (from, to) = (across(0.0), across(1.0));
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
        let (x, y) = (across(*at), down(0.0));
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {y:.1}v5\" {ink}/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            y + 20.0,
            escaped(label)
        );
    }
}

fn shape(out: &mut String, shape: &Shape) {
    let _ = match shape {
        Shape::Line { points, tone } => {
            let mut path = String::new();
            for (index, (x, y)) in points.iter().enumerate() {
                let step = if index == 0 { 'M' } else { 'L' };
                let _ = write!(path, "{step}{:.1} {:.1}", across(*x), down(*y));
            }
            writeln!(out, "<path d=\"{path}\" stroke=\"{}\"/>", colour(*tone))
        }
        Shape::Band { low, high } => rect(out, (0.0, *low), (1.0, *high), "var(--band)", 0.10),
        Shape::Bar { from, to, tone } => rect(out, *from, *to, colour(*tone), 0.85),
        Shape::Level { y, label } => writeln!(
            out,
            "<path d=\"M{:.1} {y:.1}H{:.1}\" stroke=\"var(--soft)\" stroke-dasharray=\"4 4\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            across(0.0),
            across(1.0),
            across(1.0) + 6.0,
            down(*y) + 4.0,
            escaped(label),
            y = down(*y),
        ),
        Shape::Place { x, label, tone } => writeln!(
            out,
            "<path d=\"M{x:.1} {:.1}V{:.1}\" stroke=\"{}\" stroke-dasharray=\"2 3\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            down(0.0),
            down(1.0),
            colour(*tone),
            down(1.0) - 4.0,
            escaped(label),
            x = across(*x),
        ),
        Shape::Foot { x, tone } => {
            let (x, y) = (across(*x), down(0.0));
            let fill = colour(*tone);
            writeln!(
                out,
                "<path d=\"M{x:.1} {y:.1}l-4 7h8z\" style=\"fill:{fill}\"/>"
            )
        }
        Shape::Dot { at: (x, y), tone } => writeln!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\" fill=\"{}\"/>",
            across(*x),
            down(*y),
            colour(*tone)
        ),
        Shape::Cell {
            from,
            to,
            share,
            text,
        } => {
            let tone = if *share < 0.0 { Tone::Fall } else { Tone::Rise };
            let _ = rect(out, *from, *to, colour(tone), share.abs() * 0.8);
            let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
            writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                across(middle.0),
                down(middle.1) + 4.0,
                escaped(text)
            )
        }
    };
}

fn legend(out: &mut String, scene: &Scene) {
    let mut x = across(1.0);
    for (tone, name) in scene.legend.iter().rev() {
        let _ = write!(
            out,
            "<text x=\"{x:.1}\" y=\"20\" text-anchor=\"end\" style=\"fill:{}\">{}</text>",
            colour(*tone),
            escaped(name)
        );
        // Wide characters take about twice the room of narrow ones.
        let columns: usize = name.chars().map(|c| 1 + usize::from(!c.is_ascii())).sum();
        x -= 7.0 * columns as f64 + 16.0;
    }
}

fn rect(
    out: &mut String,
    from: (f64, f64),
    to: (f64, f64),
    fill: &str,
    opacity: f64,
) -> std::fmt::Result {
    let (x, y) = (across(from.0), down(to.1));
    let (width, height) = (across(to.0) - x, (down(from.1) - y).max(0.5));
    writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
         fill=\"{fill}\" fill-opacity=\"{opacity:.2}\"/>"
    )
}

fn across(x: f64) -> f64 {
    LEFT + x.clamp(0.0, 1.0) * (WIDTH - LEFT - RIGHT)
}

fn down(y: f64) -> f64 {
    TOP + (1.0 - y.clamp(0.0, 1.0)) * (HEIGHT - TOP - BOTTOM)
}

const fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Main => "var(--line)",
        Tone::Second | Tone::Note => "var(--two)",
        Tone::Third | Tone::Event => "var(--three)",
        Tone::Rise => "var(--rise)",
        Tone::Fall => "var(--fall)",
        Tone::Quiet => "var(--soft)",
        Tone::Today => "var(--today)",
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
