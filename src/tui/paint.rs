//! From a theme's roles to the terminal's styles.

use ratatui::style::{Color, Modifier, Style};

use crate::config::theme::{self, ColorDepth, Role, Theme};
use crate::config::Gains;

/// How roles look here: a theme, how many colours the terminal has, and which colour gains take.
#[derive(Debug, Clone)]
pub struct Paint {
    /// The theme.
    pub theme: Theme,
    /// How many colours the terminal shows.
    pub depth: ColorDepth,
    /// Whether gains are green or, as in China, red.
    pub gains: Gains,
}

impl Paint {
    /// The style of a role.
    pub(super) fn style(&self, role: Role) -> Style {
        to_terminal(&self.theme.style(role, self.depth))
    }

    /// The style of a signed number: gain, loss, or plain text for zero.
    pub(super) fn change(&self, value: f64) -> Style {
        let red_up = self.gains == Gains::Red;
        let role = match (value > 0.0, value < 0.0) {
            (true, _) if red_up => Role::Loss,
            (_, true) if red_up => Role::Gain,
            (true, _) => Role::Gain,
            (_, true) => Role::Loss,
            _ => Role::Text,
        };
        self.style(role)
    }
}

fn to_terminal(style: &theme::Style) -> Style {
    let mut out = Style::default();
    if let Some(color) = style.fg {
        out = out.fg(color_of(color));
    }
    if let Some(color) = style.bg {
        out = out.bg(color_of(color));
    }
    for (set, modifier) in [
        (style.bold, Modifier::BOLD),
        (style.italic, Modifier::ITALIC),
        (style.underline, Modifier::UNDERLINED),
        (style.dim, Modifier::DIM),
        (style.reverse, Modifier::REVERSED),
    ] {
        if set {
            out = out.add_modifier(modifier);
        }
    }
    out
}

const fn color_of(color: theme::Color) -> Color {
    match color {
        theme::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
        theme::Color::Indexed(index) => Color::Indexed(index),
        theme::Color::Default => Color::Reset,
    }
}
