//! Rows of placed words: what lies over a screen, laid out once and then only scrolled.
//!
//! Words stand at columns and carry a role; the view looks up what a role looks like. Everything
//! is made safe to draw and cut to the page's width as it is put down.

use crate::config::theme::Role;
use crate::text::sanitise::sanitise;
use crate::text::width::{truncate, width};
use crate::text::wrap::wrap;

/// Words at a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// First column.
    pub x: u16,
    /// The words, on one line.
    pub text: String,
    /// What they are, and so how they look.
    pub role: Role,
}

/// Rows of one width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    width: u16,
    rows: Vec<Vec<Placed>>,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub const fn new(width: u16) -> Self {
        Self {
            width,
            rows: Vec::new(),
        }
    }

    /// Columns of a row.
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// What stands on each row.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Placed>] {
        &self.rows
    }

    /// Adds rows on which nothing stands.
    pub fn blank(&mut self, rows: usize) {
        self.rows.resize_with(self.rows.len() + rows, Vec::new);
    }

    /// Adds a row, to be filled from either end.
    pub fn row(&mut self) -> PageRow<'_> {
        let right = self.width;
        self.rows.push(Vec::new());
        let last = self.rows.len() - 1;
        PageRow {
            placed: self.rows.get_mut(last),
            x: 0,
            right,
        }
    }

    /// Adds a text, wrapped, that begins at a column on each of its rows.
    pub fn paragraph(&mut self, text: &str, role: Role, indent: u16) {
        let (text, _) = sanitise(text);
        let room = usize::from(self.width.saturating_sub(indent)).max(2);
        for range in wrap(&text, room, room) {
            self.row()
                .skip(indent)
                .put(text.get(range).unwrap_or_default(), role);
        }
    }

    /// Adds a word and at a column beside it a text, wrapped there.
    pub fn entry(&mut self, label: (&str, Role), column: u16, text: (&str, Role)) {
        let first = self.rows.len();
        let (word, role) = label;
        self.paragraph(text.0, text.1, column);
        if let Some(row) = self.rows.get_mut(first) {
            let mut beside = PageRow {
                placed: Some(row),
                x: 0,
                right: column.saturating_sub(1),
            };
            beside.skip(2).put(word, role);
        }
    }
}

/// A row being filled from both ends; what does not fit between is cut with `…`.
pub struct PageRow<'a> {
    placed: Option<&'a mut Vec<Placed>>,
    x: u16,
    right: u16,
}

impl PageRow<'_> {
    /// Columns still free.
    #[must_use]
    pub const fn room(&self) -> u16 {
        self.right.saturating_sub(self.x)
    }

    /// The column that is filled next.
    #[must_use]
    pub const fn at(&self) -> u16 {
        self.x
    }

    /// Writes at the left end and moves on.
    pub fn put(&mut self, text: &str, role: Role) -> &mut Self {
        let (text, _) = sanitise(text);
        let text = truncate(&text, usize::from(self.room()));
        if !text.is_empty() {
            let columns = width(&text) as u16;
            self.place(self.x, &text, role);
            self.x += columns;
        }
        self
    }

    /// Leaves columns free.
    pub fn skip(&mut self, columns: u16) -> &mut Self {
        self.x = self.x.saturating_add(columns).min(self.right);
        self
    }

    /// Moves on to a column.
    pub fn to(&mut self, column: u16) -> &mut Self {
        self.x = column.max(self.x).min(self.right);
        self
    }

    /// Writes right-aligned in the next columns.
    pub fn put_in(&mut self, text: &str, columns: u16, role: Role) -> &mut Self {
        let columns = columns.min(self.room());
        let (text, _) = sanitise(text);
        let text = truncate(&text, usize::from(columns));
        self.skip(columns - width(&text) as u16).put(&text, role)
    }

    /// Writes left-aligned in the next columns, cut there.
    pub fn put_in_left(&mut self, text: &str, columns: u16, role: Role) -> &mut Self {
        let columns = columns.min(self.room());
        let (text, _) = sanitise(text);
        let text = truncate(&text, usize::from(columns));
        let end = self.x + columns;
        self.put(&text, role).to(end)
    }

    /// Writes at the right end, whole or not at all.
    pub fn put_right(&mut self, text: &str, role: Role) -> &mut Self {
        let (text, _) = sanitise(text);
        let columns = width(&text) as u16;
        if columns <= self.room() {
            self.right -= columns;
            self.place(self.right, &text, role);
            self.right = self.right.saturating_sub(1);
        }
        self
    }

    fn place(&mut self, x: u16, text: &str, role: Role) {
        if let Some(placed) = &mut self.placed {
            placed.push(Placed {
                x,
                text: text.to_owned(),
                role,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rows as they will look.
    fn shown(page: &Page) -> Vec<String> {
        let row = |placed: &Vec<Placed>| {
            let mut placed: Vec<&Placed> = placed.iter().collect();
            placed.sort_by_key(|placed| placed.x);
            placed.iter().fold(String::new(), |mut line, placed| {
                line.push_str(&" ".repeat(usize::from(placed.x).saturating_sub(width(&line))));
                line + &placed.text
            })
        };
        page.rows().iter().map(row).collect()
    }

    #[test]
    fn a_row_is_filled_from_both_ends_and_cut_between() {
        let mut page = Page::new(16);
        page.row()
            .put_right("SPX", Role::Instrument)
            .put("波动率控制基金敞口", Role::Text);
        page.row()
            .put_in("1.32x", 8, Role::Text)
            .put_in("−0.35x", 8, Role::Loss);
        page.row()
            .put("0123456789", Role::Text)
            .put_right("no room", Role::Muted);
        assert_eq!(
            shown(&page),
            ["波动率控制…  SPX", "   1.32x  −0.35x", "0123456789"]
        );
    }

    #[test]
    fn an_entry_wraps_beside_its_word() {
        let mut page = Page::new(20);
        page.entry(
            ("assumptions", Role::Muted),
            9,
            ("SPX close, demo data", Role::Text),
        );
        assert_eq!(shown(&page), ["  assum… SPX close,", "         demo data"]);
    }

    #[test]
    fn control_characters_become_visible() {
        let mut page = Page::new(20);
        page.row().put("a\u{1b}[31m\u{202e}b", Role::Text);
        assert_eq!(shown(&page), ["a␛[31m‹U+202E›b"]);
    }

    proptest! {
        #[test]
        fn no_row_exceeds_the_width(columns in 2_u16..60, text in "\\PC{0,80}", skip in 0_u16..70) {
            let mut page = Page::new(columns);
            page.row().skip(skip).put(&text, Role::Text).put_right(&text, Role::Muted);
            page.row().put_in(&text, skip, Role::Text);
            page.paragraph(&text, Role::Text, skip.min(columns.saturating_sub(2)));
            for line in shown(&page) {
                prop_assert!(width(&line) <= usize::from(columns), "{line:?}");
            }
        }
    }
}
