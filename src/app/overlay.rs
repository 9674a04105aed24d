//! What may lie over a screen; the topmost takes the keys.

use crate::model::Locale;

use super::page::Page;
use super::screens::card::CardView;
use super::screens::diagnostics::Diagnostics;
use super::screens::help::Help;
use super::screens::palette::Palette;
use super::screens::panel::PanelView;

/// Something that lies over the screen until it is closed.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// All keys.
    Help(Help),
    /// A command by name.
    Palette(Palette),
    /// A concept or an instrument.
    Card(Box<CardView>),
    /// One indicator in full.
    Panel(Box<PanelView>),
    /// What was odd about the open note.
    Diagnostics(Diagnostics),
}

/// Columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Widths below which a sheet has one column of air at each side instead of three.
const TIGHT: u16 = 45;

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

    /// The sheet it takes of a body: the whole of it for a panel, else as much as it needs.
    #[must_use]
    pub fn sheet(&self, body: Size) -> Size {
        let (widest, tallest) = match self {
            Self::Panel(_) => return body,
            Self::Help(_) => (88, body.height),
            Self::Diagnostics(_) => (84, body.height),
            Self::Card(_) => (80, body.height),
            Self::Palette(_) => (64, (body.height * 2 / 3).max(12)),
        };
        let needed = self
            .page()
            .map_or(tallest, |page| page.rows().len() as u16 + 2);
        let width = if body.width < widest + 4 {
            body.width
        } else {
            widest
        };
        let height = needed.min(tallest).max(3).min(body.height);
        Size { width, height }
    }

    /// The room inside of the sheet: without its rules and the air at its sides.
    #[must_use]
    pub fn inside(&self, body: Size) -> Size {
        let sheet = self.sheet(body);
        let air = Self::air(sheet.width);
        let rules = if matches!(self, Self::Panel(_)) { 0 } else { 2 };
        Size {
            width: sheet.width.saturating_sub(2 * air),
            height: sheet.height.saturating_sub(rules),
        }
    }

    /// Columns left free at each side of a sheet.
    #[must_use]
    pub const fn air(width: u16) -> u16 {
        if width < TIGHT { 1 } else { 3 }
    }

    /// Its rows and how far they are scrolled, where it is a page.
    #[must_use]
    pub fn page(&self) -> Option<&Page> {
        match self {
            Self::Help(help) => Some(&help.page),
            Self::Diagnostics(diagnostics) => Some(&diagnostics.page),
            Self::Card(card) => Some(&card.page),
            Self::Panel(panel) => Some(&panel.page),
            Self::Palette(_) => None,
        }
    }

    /// Rows of its page above the first in view.
    #[must_use]
    pub fn top(&self) -> usize {
        let scroll = match self {
            Self::Help(help) => help.scroll,
            Self::Diagnostics(diagnostics) => diagnostics.scroll,
            Self::Card(card) => card.scroll,
            Self::Panel(panel) => panel.scroll,
            Self::Palette(_) => return 0,
        };
        usize::from(scroll.top)
    }

    /// Lays it out where its room has changed, and keeps its last page in view.
    pub(super) fn settle(&mut self, body: Size, locale: Locale) {
        let width = self.inside(body).width;
        match self {
            Self::Help(help) => help.lay_out(width, locale),
            Self::Diagnostics(diagnostics) => diagnostics.lay_out(width, locale),
            Self::Card(card) => card.lay_out(width, locale),
            Self::Panel(panel) => panel.lay_out(width, locale),
            Self::Palette(_) => {}
        }
        // How tall the sheet is depends on its page.
        let height = self.inside(body).height;
        match self {
            Self::Help(help) => help.scroll.clamp(help.page.rows().len(), height),
            Self::Diagnostics(diagnostics) => {
                diagnostics
                    .scroll
                    .clamp(diagnostics.page.rows().len(), height);
            }
            Self::Card(card) => card.scroll.clamp(card.page.rows().len(), height),
            Self::Panel(panel) => panel.scroll.clamp(panel.page.rows().len(), height),
            Self::Palette(palette) => {
                palette
                    .cursor
                    .settle(palette.matches().len(), Palette::page(height));
            }
        }
    }
}
