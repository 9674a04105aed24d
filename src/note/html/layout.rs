//! Tables that place the parts of a page rather than hold figures, as old pages use them.

use super::scan::{Token, tokens};

/// Characters of the longest cell that is read as a cell.
const LONGEST_CELL: usize = 300;

/// Whether each table of a page, in the order of their opening tags, is for placing: it holds a
/// table, a cell with several paragraphs, or one that is as long as an article.
pub(super) fn tables(html: &str) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::new();
    let mut open: Vec<Table> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Tag(tag) if tag.name == "table" && !tag.is_close => {
                // A table inside a cell makes its outer one a placing one.
                if let Some(outer) = open.last().and_then(|outer| found.get_mut(outer.index)) {
                    *outer = true;
                }
                open.push(Table {
                    index: found.len(),
                    ..Table::default()
                });
                found.push(false);
            }
            Token::Tag(tag) if tag.name == "table" => {
                open.pop();
            }
            Token::Tag(tag) if !tag.is_close => {
                if let Some(table) = open.last_mut() {
                    table.tag(&tag.name);
                }
            }
            Token::Text(text) => {
                if let Some(table) = open.last_mut() {
                    table.characters += text.trim().chars().count();
                    table.has_text |= !text.trim().is_empty();
                }
            }
            _ => {}
        }
        if let Some(table) = open.last().filter(|table| table.is_placing())
            && let Some(slot) = found.get_mut(table.index)
        {
            *slot = true;
        }
    }
    found
}

/// The cell under way of an open table.
#[derive(Default)]
struct Table {
    index: usize,
    characters: usize,
    /// Paragraphs begun behind text.
    paragraphs: usize,
    has_text: bool,
}

impl Table {
    fn tag(&mut self, name: &str) {
        match name {
            "td" | "th" | "tr" => {
                self.characters = 0;
                self.paragraphs = 0;
                self.has_text = false;
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "li" => {
                self.paragraphs += usize::from(self.has_text);
                self.has_text = false;
            }
            _ => {}
        }
    }

    const fn is_placing(&self) -> bool {
        self.paragraphs >= 2 || self.characters > LONGEST_CELL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_place_are_told_from_tables_of_figures() {
        let long = "长".repeat(LONGEST_CELL + 1);
        for (html, found) in [
            (
                "<table><tr><td>1</td><td>2</td></tr></table>".to_owned(),
                vec![false],
            ),
            (
                format!("<table><tr><td>{long}</td></tr></table>"),
                vec![true],
            ),
            (
                "<table><tr><td><p>a<p>b<p>c</td></tr></table>".to_owned(),
                vec![true],
            ),
            (
                "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>".to_owned(),
                vec![true, false],
            ),
            (
                format!(
                    "<table><tr><td>{}</td></tr></table>",
                    "<p>1</p></td><td>".repeat(9)
                ),
                vec![false],
            ),
            ("</table><table>".to_owned(), vec![false]),
            (String::new(), vec![]),
        ] {
            assert_eq!(tables(&html), found, "{html}");
        }
    }
}
