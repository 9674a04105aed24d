//! Widths of the letters of the standard fonts, which files may leave out.
//!
//! From Adobe's metrics of the core 14 fonts, in thousandths of the size; letters beyond ASCII are
//! guessed.

use crate::text::width::width;

/// The first character of the tables.
const FIRST: u32 = 0x20;

/// Helvetica.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Times-Roman.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// About how wide a text is in a font of a name, in parts of the size.
pub(super) fn of(text: &str, font: &str) -> f32 {
    let serif = ["times", "roman", "serif", "song", "ming"]
        .iter()
        .any(|sign| font.contains(sign));
    let table = if serif && !font.contains("sans") {
        &TIMES
    } else {
        &HELVETICA
    };
    let one = |c: char| {
        if width(c.encode_utf8(&mut [0; 4])) == 2 {
            return 1.0;
        }
        if font.contains("courier") || font.contains("mono") {
            return 0.6;
        }
        let at = u32::from(c).checked_sub(FIRST);
        let known = at.and_then(|at| table.get(at as usize));
        known.map_or(0.5, |&width| f32::from(width) / 1_000.0)
    };
    text.chars().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_widths_of_their_fonts() {
        for (text, font, expected) in [
            ("W", "helvetica", 0.944),
            ("i", "helvetica-bold", 0.222),
            ("i", "times-roman", 0.278),
            ("Wi", "courier", 1.2),
            ("波动", "stsong-light", 2.0),
            ("é", "helvetica", 0.5),
            ("", "helvetica", 0.0),
        ] {
            assert!(
                (of(text, font) - expected).abs() < 0.001,
                "{text} in {font}"
            );
        }
    }
}
