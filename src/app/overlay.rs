//! What may lie over a screen; the topmost takes the keys.

use super::screens::card::CardView;
use super::screens::palette::Palette;
use super::screens::panel::PanelView;
use super::screens::scroll::Scroll;

/// Something that lies over the screen until it is closed.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// All keys.
    Help(Scroll),
    /// A command by name.
    Palette(Palette),
    /// A concept or an instrument.
    Card(Box<CardView>),
    /// One indicator in full.
    Panel(Box<PanelView>),
    /// What was odd about the open note.
    Diagnostics(Scroll),
}

impl Overlay {
    /// The keymap's name for where keys go while it lies on top.
    #[must_use]
    pub const fn context(&self) -> &'static str {
        match self {
            Self::Help(_) => "help",
            Self::Palette(_) => "palette",
            Self::Card(_) => "card",
            Self::Panel(_) => "panel",
            Self::Diagnostics(_) => "diagnostics",
        }
    }
}
