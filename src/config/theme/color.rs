//! Colours as plain values, how a theme writes them, and how they look with fewer colours.

use std::str::FromStr;

/// A colour of text or of what is behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    /// What the terminal has of its own.
    Default,
    /// One of the palette: 0 to 15 are the terminal's own sixteen, 16 to 255 are fixed.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum ColorDepth {
    /// None: only bold, underline and the like.
    None,
    /// The sixteen of its palette.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// The form in which a theme writes a colour.
pub(super) const EXPECTED: &str =
    "a colour: \"#rrggbb\", \"default\" or one of the sixteen such as \"bright-black\"";

/// The sixteen by name, in the order of the palette.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// The sixteen as xterm shows them when nobody has changed them.
const XTERM: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The six levels of each channel in the cube of 216.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// A text that names no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no colour")]
pub struct NoColor(pub String);

impl FromStr for Color {
    type Err = NoColor;

    /// Reads `#rrggbb`, `default` and the names of the sixteen, `bright-black` also as `gray`.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let error = || NoColor(written.to_owned());
        if let Some(digits) = written.strip_prefix('#') {
            return hexadecimal(digits).ok_or_else(error);
        }
        let name = written.to_ascii_lowercase().replace('_', "-");
        match name.as_str() {
            "default" => return Ok(Self::Default),
            "gray" | "grey" => return Ok(Self::Indexed(8)),
            _ => {}
        }
        (0..)
            .zip(NAMES)
            .find(|(_, known)| *known == name)
            .map(|(index, _)| Self::Indexed(index))
            .ok_or_else(error)
    }
}

impl Color {
    /// The nearest colour that a terminal of `depth` shows.
    #[must_use]
    pub fn at(self, depth: ColorDepth) -> Self {
        match (self, depth) {
            (_, ColorDepth::None) => Self::Default,
            (Self::Rgb(r, g, b), ColorDepth::Indexed) => Self::Indexed(nearest_of_256((r, g, b))),
            (Self::Rgb(r, g, b), ColorDepth::Sixteen) => Self::Indexed(nearest_of_16((r, g, b))),
            (Self::Indexed(16..), ColorDepth::Sixteen) => self
                .rgb()
                .map_or(self, |rgb| Self::Indexed(nearest_of_16(rgb))),
            _ => self,
        }
    }

    /// Red, green and blue, the sixteen as xterm has them; `None` for the terminal's own.
    #[must_use]
    pub fn rgb(self) -> Option<(u8, u8, u8)> {
        match self {
            Self::Default => None,
            Self::Rgb(r, g, b) => Some((r, g, b)),
            Self::Indexed(index @ 0..16) => XTERM.get(usize::from(index)).copied(),
            Self::Indexed(index @ 16..232) => {
                let level = |place: u8| CUBE.get(usize::from(place % 6)).copied();
                let place = index - 16;
                Some((level(place / 36)?, level(place / 6)?, level(place)?))
            }
            Self::Indexed(index) => {
                let level = 8 + 10 * (index - 232);
                Some((level, level, level))
            }
        }
    }

    /// Contrast of two colours as WCAG 2.2 defines it, from 1 (alike) to 21 (black on white).
    ///
    /// `None` where one of them is the terminal's own.
    ///
    /// Source: W3C, Web Content Accessibility Guidelines 2.2, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Self) -> Option<f64> {
        let (a, b) = (luminance(self.rgb()?), luminance(other.rgb()?));
        Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
    }
}

fn hexadecimal(digits: &str) -> Option<Color> {
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Color::Rgb(r, g, b))
}

/// Relative luminance of sRGB, from 0 to 1.
fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.0722f64.mul_add(linear(b), 0.7152f64.mul_add(linear(g), 0.2126 * linear(r)))
}

fn nearest_of_256(rgb: (u8, u8, u8)) -> u8 {
    // The first sixteen are left out: every terminal has its own.
    nearest(rgb, 16..=255)
}

fn nearest_of_16(rgb: (u8, u8, u8)) -> u8 {
    nearest(rgb, 0..=15)
}

fn nearest(rgb: (u8, u8, u8), among: impl Iterator<Item = u8>) -> u8 {
    among
        .min_by_key(|index| {
            let palette = Color::Indexed(*index).rgb();
            palette.map_or(u32::MAX, |palette| distance(rgb, palette))
        })
        .unwrap_or(7)
}

/// Squared distance, weighted by how much of each channel an eye sees.
fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    3 * square(a.0, b.0) + 6 * square(a.1, b.1) + square(a.2, b.2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn colours_are_read_in_three_forms() {
        for (written, color) in [
            ("#1a2B3c", Color::Rgb(0x1a, 0x2b, 0x3c)),
            ("default", Color::Default),
            ("red", Color::Indexed(1)),
            ("bright-black", Color::Indexed(8)),
            ("Bright_Black", Color::Indexed(8)),
            ("grey", Color::Indexed(8)),
            ("bright-white", Color::Indexed(15)),
        ] {
            assert_eq!(written.parse(), Ok(color), "{written}");
        }
        for written in ["", "#", "#fff", "#12345g", "#+12345", "rouge", "#1234567"] {
            assert!(written.parse::<Color>().is_err(), "{written}");
        }
    }

    #[test]
    fn fewer_colours_are_the_nearest() {
        for (rgb, indexed, sixteen) in [
            ((0, 0, 0), 16, 0),
            ((255, 255, 255), 231, 15),
            ((95, 135, 175), 67, 8),
            ((8, 8, 8), 232, 0),
            ((250, 5, 5), 196, 9),
        ] {
            let color = Color::Rgb(rgb.0, rgb.1, rgb.2);
            assert_eq!(
                color.at(ColorDepth::Indexed),
                Color::Indexed(indexed),
                "{rgb:?}"
            );
            assert_eq!(
                color.at(ColorDepth::Sixteen),
                Color::Indexed(sixteen),
                "{rgb:?}"
            );
        }
        assert_eq!(Color::Indexed(1).at(ColorDepth::None), Color::Default);
        assert_eq!(
            Color::Indexed(196).at(ColorDepth::Sixteen),
            Color::Indexed(9)
        );
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |a: Color, b| format!("{:.2}", a.contrast(b).unwrap());
        let white = Color::Rgb(255, 255, 255);
        assert_eq!(contrast(white, Color::Rgb(0, 0, 0)), "21.00");
        assert_eq!(contrast(white, white), "1.00");
        // #767676 is known as the lightest grey that passes 4.5 on white.
        assert_eq!(contrast(white, Color::Rgb(0x76, 0x76, 0x76)), "4.54");
        assert_eq!(white.contrast(Color::Default), None);
    }

    proptest! {
        #[test]
        fn a_colour_of_the_palette_stays_itself(index in 16..=255_u8) {
            let (r, g, b) = Color::Indexed(index).rgb().unwrap();
            let back = Color::Rgb(r, g, b).at(ColorDepth::Indexed);
            prop_assert_eq!(back.rgb(), Some((r, g, b)));
        }

        #[test]
        fn every_depth_shows_only_its_own(r: u8, g: u8, b: u8) {
            let color = Color::Rgb(r, g, b);
            prop_assert!(matches!(color.at(ColorDepth::Sixteen), Color::Indexed(0..16)));
            prop_assert!(matches!(color.at(ColorDepth::Indexed), Color::Indexed(16..)));
            prop_assert_eq!(color.at(ColorDepth::True), color);
            prop_assert_eq!(color.at(ColorDepth::None), Color::Default);
        }

        #[test]
        fn any_text_is_a_colour_or_an_error(written in "\\PC{0,10}") {
            let _ = written.parse::<Color>();
        }
    }
}
