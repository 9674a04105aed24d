//! What may lie over a screen; the topmost takes the keys.

use crate::model::Locale;

use super::page::Page;
use super::screens::agenda::Agenda;
use super::screens::card::CardView;
use super::screens::diagnostics::Diagnostics;
use super::screens::help::Help;
use super::screens::link::LinkView;
use super::screens::name::Naming;
use super::screens::outline::Outline;
use super::screens::palette::Palette;
use super::screens::panel::PanelView;
use super::screens::related::RelatedView;
use super::screens::searches::Searches;
use super::screens::speakers::Speakers;
use super::screens::timeline::TimelineView;
use super::screens::why::Why;

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
    /// What stands ahead.
    Agenda(Agenda),
    /// The headings of the open note.
    Outline(Outline),
    /// Who speaks in the open note.
    Speakers(Speakers),
    /// A link, a footnote or a picture.
    Link(Box<LinkView>),
    /// Notes that share something with the open one.
    Related(Box<RelatedView>),
    /// All notes that mention something, by month.
    Timeline(Box<TimelineView>),
    /// The saved searches.
    Searches(Searches),
    /// A name for a search.
    Name(Naming),
    /// Why a search found what it found.
    Why(Why),
}

/// Columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Widths below which there is one column of air at each side instead of three.
const TIGHT: u16 = 45;

/// Columns of a sheet's words at most: longer lines are hard to follow.
const WIDEST: u16 = 88;

/// Rows of a name and what it names, with the rule above.
const NAME_ROWS: u16 = 6;

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
            Self::Agenda(_) => "agenda",
            Self::Outline(_) => "outline",
            Self::Speakers(_) => "speakers",
            Self::Link(_) => "link",
            Self::Related(_) => "related",
            Self::Timeline(_) => "timeline",
            Self::Searches(_) => "searches",
            Self::Name(_) => "name",
            Self::Why(_) => "why",
        }
    }

    /// Rows that it takes at the foot of a body, with the rule above it; a panel takes all.
    #[must_use]
    pub fn height(&self, body: Size) -> u16 {
        let needed = match self {
            Self::Panel(_) => return body.height,
            // It keeps its height while the list under what is typed grows and shrinks.
            Self::Palette(_) | Self::Outline(_) => (body.height * 2 / 3).max(10),
            Self::Name(_) => NAME_ROWS,
            _ => self.page().map_or(0, |page| page.rows().len() as u16 + 1),
        };
        needed.max(3).min(body.height)
    }

    /// The room inside: without its rule and the air at its sides.
    #[must_use]
    pub fn inside(&self, body: Size) -> Size {
        let width = body.width.saturating_sub(2 * Self::air(body.width));
        match self {
            Self::Panel(_) => Size {
                width,
                height: body.height,
            },
            _ => Size {
                width: width.min(WIDEST),
                height: self.height(body).saturating_sub(1),
            },
        }
    }

    /// Columns left free at each side.
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
            Self::Agenda(agenda) => Some(&agenda.page),
            Self::Card(card) => Some(&card.page),
            Self::Panel(panel) => Some(&panel.page),
            Self::Speakers(speakers) => Some(&speakers.page),
            Self::Link(link) => Some(&link.page),
            Self::Related(related) => Some(&related.page),
            Self::Timeline(line) => Some(&line.page),
            Self::Why(why) => Some(&why.page),
            Self::Searches(searches) => Some(&searches.page),
            Self::Palette(_) | Self::Outline(_) | Self::Name(_) => None,
        }
    }

    /// Rows of its page above the first in view.
    #[must_use]
    pub fn top(&self) -> usize {
        let scroll = match self {
            Self::Help(help) => help.scroll,
            Self::Diagnostics(diagnostics) => diagnostics.scroll,
            Self::Agenda(agenda) => agenda.scroll,
            Self::Card(card) => card.scroll,
            Self::Panel(panel) => panel.scroll,
            Self::Speakers(speakers) => speakers.scroll,
            Self::Link(link) => link.scroll,
            Self::Related(related) => related.scroll,
            Self::Timeline(line) => line.scroll,
            Self::Why(why) => why.scroll,
            Self::Searches(searches) => searches.scroll,
            Self::Palette(_) | Self::Outline(_) | Self::Name(_) => return 0,
        };
        usize::from(scroll.top)
    }

    /// Lays it out where its room has changed, and keeps its last page in view.
    pub(super) fn settle(&mut self, body: Size, locale: Locale) {
        let width = self.inside(body).width;
        match self {
            Self::Help(help) => help.lay_out(width, locale),
            Self::Diagnostics(diagnostics) => diagnostics.lay_out(width, locale),
            Self::Agenda(agenda) => agenda.lay_out(width, locale),
            Self::Card(card) => card.lay_out(width, locale),
            Self::Panel(panel) => panel.lay_out(width, locale),
            Self::Speakers(speakers) => speakers.lay_out(width, locale),
            Self::Link(link) => link.lay_out(width, locale),
            Self::Related(related) => related.lay_out(width, locale),
            Self::Timeline(line) => line.lay_out(width, body.height.saturating_sub(1), locale),
            Self::Why(why) => why.lay_out(width, locale),
            Self::Searches(searches) => searches.lay_out(width, locale),
            Self::Palette(_) | Self::Outline(_) | Self::Name(_) => {}
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
            Self::Agenda(agenda) => agenda.scroll.clamp(agenda.page.rows().len(), height),
            Self::Card(card) => card.scroll.clamp(card.page.rows().len(), height),
            Self::Panel(panel) => panel.scroll.clamp(panel.page.rows().len(), height),
            Self::Speakers(speakers) => speakers.scroll.clamp(speakers.page.rows().len(), height),
            Self::Link(link) => link.scroll.clamp(link.page.rows().len(), height),
            Self::Related(related) => related.scroll.clamp(related.page.rows().len(), height),
            Self::Timeline(line) => line.scroll.clamp(line.page.rows().len(), height),
            Self::Searches(searches) => searches.scroll.clamp(searches.page.rows().len(), height),
            Self::Name(_) => {}
            Self::Why(why) => why.scroll.clamp(why.page.rows().len(), height),
            Self::Outline(outline) => outline.list.settle(height),
            Self::Palette(palette) => palette.list.settle(height),
        }
    }
}
