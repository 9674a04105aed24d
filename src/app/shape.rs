//! The size of the screen and how it is divided.

use super::layout::LanguageMode;

/// The panes of the reading screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The list of notes.
    #[default]
    Notes,
    /// The open note.
    Text,
    /// The panels of the open note.
    Panels,
}

/// The size of the terminal and what shares it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that are shown or not, independent of each other"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// Which pane keys go to.
    pub focus: Pane,
    /// Whether the panels stand beside the text where there is room.
    pub panels: bool,
    /// Two languages stand beside each other, so the text in focus takes the whole width.
    pub spread: bool,
    /// The text alone, without lines and panes around it.
    pub alone: bool,
    /// Whether there are prices of the moment to show.
    pub strip: bool,
}

/// Columns of each pane, without the rules between; 0 where it is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Columns {
    /// The list of notes.
    pub notes: u16,
    /// The open note.
    pub text: u16,
    /// The panels.
    pub panels: u16,
}

/// From this width on all three panes fit.
const THREE_PANES: u16 = 108;

/// From this width on two panes fit.
const TWO_PANES: u16 = 72;

const PANELS_WIDTH: u16 = 34;

/// Rows taken by the line at the top and the line at the bottom.
const CHROME: u16 = 2;

/// From this height on there is a row for the quote strip.
const STRIP_FROM: u16 = 12;

impl Shape {
    /// A shape of a size, with the list in focus and the panels shown.
    #[must_use]
    pub const fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            focus: Pane::Notes,
            panels: true,
            spread: false,
            alone: false,
            strip: false,
        }
    }

    /// Columns of the list: what the text does not need, up to titles of a good length.
    const fn notes_width(self) -> u16 {
        match self.width {
            200.. => 52,
            160.. => 42,
            100.. => 30,
            _ => 26,
        }
    }

    /// How the reading screen is divided.
    #[must_use]
    pub const fn columns(self) -> Columns {
        let none = Columns {
            notes: 0,
            text: 0,
            panels: 0,
        };
        if (self.spread || self.alone) && matches!(self.focus, Pane::Text) {
            return Columns {
                text: self.width,
                ..none
            };
        }
        if self.width >= THREE_PANES && self.panels {
            let text = self.width - self.notes_width() - PANELS_WIDTH - 2;
            return Columns {
                notes: self.notes_width(),
                text,
                panels: PANELS_WIDTH,
            };
        }
        if self.width >= TWO_PANES {
            return match self.focus {
                Pane::Panels => Columns {
                    text: self.width - PANELS_WIDTH - 1,
                    panels: PANELS_WIDTH,
                    ..none
                },
                _ => Columns {
                    notes: self.notes_width(),
                    text: self.width - self.notes_width() - 1,
                    ..none
                },
            };
        }
        match self.focus {
            Pane::Notes => Columns {
                notes: self.width,
                ..none
            },
            Pane::Text => Columns {
                text: self.width,
                ..none
            },
            Pane::Panels => Columns {
                panels: self.width,
                ..none
            },
        }
    }

    /// Hides the panels where they stand beside the text, else shows them, in focus if need be.
    pub fn toggle_panels(&mut self) {
        self.panels = self.columns().panels == 0;
        if !self.panels && self.focus == Pane::Panels {
            self.focus = Pane::Text;
        }
        if self.panels && self.columns().panels == 0 {
            self.focus = Pane::Panels;
        }
    }

    /// Takes over what a language mode asks of the division.
    pub(super) const fn settle(&mut self, mode: LanguageMode) {
        self.spread = matches!(mode, LanguageMode::SideBySide);
    }

    /// Columns that a note's lines may take: the pane less a column of air at each side.
    #[must_use]
    pub const fn text_width(self) -> u16 {
        let text = self.columns().text;
        let pane = if text == 0 { self.width } else { text };
        pane.saturating_sub(2)
    }

    /// Rows between the top line and the bottom line; all where the text stands alone.
    #[must_use]
    pub const fn body(self) -> u16 {
        if self.is_alone() {
            self.height
        } else {
            self.height.saturating_sub(CHROME + self.strip_rows())
        }
    }

    /// Rows of the quote strip: none on a screen that is too short to spare one.
    #[must_use]
    pub const fn strip_rows(self) -> u16 {
        (self.strip && !self.is_alone() && self.height >= STRIP_FROM) as u16
    }

    /// Whether nothing but the text is shown.
    #[must_use]
    pub const fn is_alone(self) -> bool {
        self.alone && matches!(self.focus, Pane::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_share_the_width_with_one_rule_between() {
        let columns = Shape::new(120, 40).columns();
        assert_eq!(columns.notes + columns.text + columns.panels + 2, 120);
        let columns = Shape::new(80, 24).columns();
        assert_eq!((columns.notes + columns.text + 1, columns.panels), (80, 0));
    }

    #[test]
    fn a_narrow_screen_shows_the_pane_in_focus() {
        for (focus, expected) in [
            (
                Pane::Notes,
                Columns {
                    notes: 40,
                    text: 0,
                    panels: 0,
                },
            ),
            (
                Pane::Text,
                Columns {
                    notes: 0,
                    text: 40,
                    panels: 0,
                },
            ),
            (
                Pane::Panels,
                Columns {
                    notes: 0,
                    text: 0,
                    panels: 40,
                },
            ),
        ] {
            assert_eq!(
                Shape {
                    focus,
                    ..Shape::new(40, 12)
                }
                .columns(),
                expected
            );
        }
    }

    #[test]
    fn panels_take_the_place_of_the_list_where_two_panes_fit() {
        let shape = Shape {
            focus: Pane::Panels,
            ..Shape::new(80, 24)
        };
        assert_eq!(shape.columns().notes, 0);
        assert!(shape.columns().panels > 0);
    }

    #[test]
    fn two_languages_beside_each_other_take_the_whole_width() {
        let mut shape = Shape {
            focus: Pane::Text,
            ..Shape::new(120, 40)
        };
        shape.settle(LanguageMode::SideBySide);
        assert_eq!(
            shape.columns(),
            Columns {
                notes: 0,
                text: 120,
                panels: 0
            }
        );
        shape.focus = Pane::Notes;
        assert!(shape.columns().notes > 0);
    }

    #[test]
    fn the_panels_come_and_go_at_any_width() {
        for width in [40, 80, 120] {
            let mut shape = Shape {
                focus: Pane::Text,
                ..Shape::new(width, 24)
            };
            let before = shape.columns().panels > 0;
            for expected in [!before, before, !before] {
                shape.toggle_panels();
                assert_eq!(shape.columns().panels > 0, expected, "{width}");
            }
        }
    }

    #[test]
    fn hidden_panels_leave_their_room_to_the_text() {
        let wide = Shape {
            panels: false,
            ..Shape::new(120, 40)
        };
        assert!(wide.text_width() > Shape::new(120, 40).text_width());
    }
}
