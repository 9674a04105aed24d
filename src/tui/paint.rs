//! From a theme's roles to the terminal's styles.

use ratatui::style::{Color, Modifier, Style};

use super::picture::Pictures;
use crate::config::Charts;
use crate::config::theme::{self, ColorDepth, Modifiers, Role, Theme};

/// How roles look here: a theme, and how many colours the terminal has.
#[derive(Debug, Clone)]
pub struct Paint {
    /// The theme, with gains in their colour.
    pub theme: Theme,
    /// How many colours the terminal shows.
    pub depth: ColorDepth,
    /// Whether links are told to the terminal (OSC 8).
    pub links: bool,
    /// What charts are drawn with.
    pub charts: Charts,
    /// The pictures that are ready to be painted.
    pub pictures: Pictures,
}

impl Paint {
    /// The style of a role.
    pub(super) fn style(&self, role: Role) -> Style {
        to_terminal(self.theme.style(role, self.depth))
    }

    /// The style of what lies under everything.
    pub(super) fn ground(&self) -> Style {
        self.style(Role::Background).patch(self.style(Role::Text))
    }
}

const MODIFIERS: [(Modifiers, Modifier); 6] = [
    (Modifiers::BOLD, Modifier::BOLD),
    (Modifiers::ITALIC, Modifier::ITALIC),
    (Modifiers::UNDERLINE, Modifier::UNDERLINED),
    (Modifiers::DIM, Modifier::DIM),
    (Modifiers::REVERSE, Modifier::REVERSED),
    (Modifiers::STRIKE, Modifier::CROSSED_OUT),
];

fn to_terminal(style: theme::Style) -> Style {
    let mut out = Style {
        fg: style.fg.map(color),
        bg: style.bg.map(color),
        ..Style::default()
    };
    for (set, modifier) in MODIFIERS {
        if style.modifiers.contains(set) {
            out = out.add_modifier(modifier);
        }
    }
    out
}

pub(super) const fn color(color: theme::Color) -> Color {
    match color {
        theme::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
        theme::Color::Indexed(index) => Color::Indexed(index),
        theme::Color::Default => Color::Reset,
    }
}
