//! Themes: what each role looks like, on terminals of any number of colours.
//!
//! A theme is TOML. `[roles]` gives roles their look in 24 bits, which is
//! brought down for 256 colours; `[sixteen]` gives the look with the terminal's
//! own sixteen, where no arithmetic finds what is readable on white and on
//! black alike. A role left out looks as in the `parent`, else as the role it
//! falls back to. What the words of the file are not, is told with its line.

use std::collections::BTreeMap;

mod color;
mod file;
mod role;
mod shelf;

pub use color::{Color, ColorDepth, NoColor};
pub use role::Role;
pub use shelf::Themes;

/// Which colour says that something rose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gains {
    /// Green up, red down: the Western convention.
    #[default]
    Green,
    /// Red up, green down: the Chinese convention.
    Red,
}

/// How letters are drawn beside their colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Modifiers(u8);

impl Modifiers {
    /// Heavier.
    pub const BOLD: Self = Self(1);
    /// Slanted.
    pub const ITALIC: Self = Self(2);
    /// With a line under them.
    pub const UNDERLINE: Self = Self(4);
    /// Fainter.
    pub const DIM: Self = Self(8);
    /// With the colours of text and background changed for each other.
    pub const REVERSE: Self = Self(16);
    /// With a line through them.
    pub const STRIKE: Self = Self(32);

    /// Each modifier with its name in a theme.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("bold", Self::BOLD),
        ("italic", Self::ITALIC),
        ("underline", Self::UNDERLINE),
        ("dim", Self::DIM),
        ("reverse", Self::REVERSE),
        ("strike", Self::STRIKE),
    ];

    /// These and those.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of those are among these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The look of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// The colour of the letters; `None` leaves it as it is.
    pub fg: Option<Color>,
    /// The colour behind them; `None` leaves it as it is.
    pub bg: Option<Color>,
    /// How they are drawn.
    pub modifiers: Modifiers,
}

/// What a theme was made to stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ground {
    /// Light letters on dark.
    #[default]
    Dark,
    /// Dark letters on light.
    Light,
}

/// The look of every role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    name: String,
    ground: Ground,
    roles: BTreeMap<Role, Style>,
    sixteen: BTreeMap<Role, Style>,
}

impl Theme {
    /// The name it is chosen by: that of its file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it was made to stand on.
    #[must_use]
    pub const fn ground(&self) -> Ground {
        self.ground
    }

    /// The look of a role on a terminal of `depth`.
    ///
    /// With sixteen colours or none, letters and background are the
    /// terminal's own unless `[sixteen]` says otherwise, so that a dark theme
    /// is readable on a white terminal. With none, a role that has a background
    /// is reversed, for else it could not be seen.
    #[must_use]
    pub fn style(&self, role: Role, depth: ColorDepth) -> Style {
        match depth {
            ColorDepth::True => find(&self.roles, role),
            ColorDepth::Indexed => reduce(find(&self.roles, role), depth),
            ColorDepth::Sixteen => self.style_of_sixteen(role),
            ColorDepth::None => colourless(role, self.style_of_sixteen(role)),
        }
    }

    /// The same theme with gains in the colour that the user's convention gives them.
    #[must_use]
    pub fn with_gains(mut self, gains: Gains) -> Self {
        if gains == Gains::Green {
            return self;
        }
        for table in [&mut self.roles, &mut self.sixteen] {
            let (gain, loss) = (find(table, Role::Gain), find(table, Role::Loss));
            table.insert(Role::Gain, loss);
            table.insert(Role::Loss, gain);
        }
        self
    }

    fn style_of_sixteen(&self, role: Role) -> Style {
        if !self.sixteen.is_empty() {
            return find(&self.sixteen, role);
        }
        let style = reduce(find(&self.roles, role), ColorDepth::Sixteen);
        match role {
            Role::Background => Style::default(),
            Role::Text => Style { fg: None, ..style },
            _ => style,
        }
    }
}

/// The look of a role in one table, by way of the roles it falls back to.
///
/// A role that is there but names no colour of its letters has that of its fallback.
fn find(table: &BTreeMap<Role, Style>, role: Role) -> Style {
    let fallback = || role.fallback().map(|fallback| find(table, fallback));
    match table.get(&role) {
        Some(style) if style.fg.is_some() => *style,
        Some(style) => Style {
            fg: fallback().and_then(|fallback| fallback.fg),
            ..*style
        },
        None => fallback().unwrap_or_default(),
    }
}

fn reduce(style: Style, depth: ColorDepth) -> Style {
    Style {
        fg: style.fg.map(|color| color.at(depth)),
        bg: style.bg.map(|color| color.at(depth)),
        modifiers: style.modifiers,
    }
}

fn colourless(role: Role, style: Style) -> Style {
    let is_marked_by_ground =
        role != Role::Background && style.bg.is_some_and(|color| color != Color::Default);
    // What keys can reach is underlined; a match stays to be seen on a row that is reversed.
    let style = match role {
        Role::Concept | Role::Instrument => Style {
            modifiers: style.modifiers.with(Modifiers::UNDERLINE),
            ..style
        },
        Role::Highlight => {
            return Style {
                fg: None,
                bg: None,
                modifiers: Modifiers::BOLD.with(Modifiers::UNDERLINE),
            };
        }
        _ => style,
    };
    Style {
        fg: None,
        bg: None,
        modifiers: if is_marked_by_ground {
            style.modifiers.with(Modifiers::REVERSE)
        } else {
            style.modifiers
        },
    }
}

#[cfg(test)]
mod tests;
