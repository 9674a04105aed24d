//! Which characters of a text would be markup where they stand.

/// Where a text stands: what ends a line there, and what else is markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph, item, quotation or definition.
    Block,
    /// Behind the signs of a heading, on one line.
    Heading,
    /// In the cell of a table, on one line.
    Cell,
}

/// The characters of a text that are to be escaped.
#[derive(Debug)]
pub(super) struct Escapes<'t> {
    text: &'t str,
    place: Place,
    /// Whether a sign that works in pairs stands more than once.
    dollars: bool,
    tildes: bool,
    has_lines: bool,
}

impl<'t> Escapes<'t> {
    /// The escapes of a text; `strikes` where tildes are written around part of it.
    pub(super) fn of(text: &'t str, place: Place, strikes: bool) -> Self {
        let recurs = |sign: char| text.matches(sign).nth(1).is_some();
        Self {
            text,
            place,
            dollars: recurs('$'),
            tildes: strikes || recurs('~'),
            has_lines: text.contains('\n'),
        }
    }

    /// Whether the character at a byte is written with a backslash before it.
    pub(super) fn escapes(&self, at: usize, c: char) -> bool {
        let before = self.text.get(..at).and_then(|s| s.chars().next_back());
        let after = self.text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        match c {
            '\\' | '`' | '*' | '[' | '<' => true,
            '_' => !(is_word(before) && is_word(next)),
            '$' => self.dollars,
            '~' => self.tildes,
            '|' => self.place == Place::Cell || self.has_lines,
            '&' => begins_entity(after),
            '=' | '%' if before == Some(c) || next == Some(c) => true,
            '%' => before == Some('{'),
            '{' => matches!(next, Some('{' | '%')) || before == Some('{'),
            '^' => before.is_none_or(char::is_whitespace),
            '#' if self.place == Place::Heading => before.is_none_or(char::is_whitespace),
            '.' | ')' | '#' | '-' | '+' | ':' | '=' | '>' => {
                self.place == Place::Block && self.begins_block(at, c, after)
            }
            _ => false,
        }
    }

    /// Whether a character would begin a block of another kind, or end a list's number that would.
    fn begins_block(&self, at: usize, c: char, after: &str) -> bool {
        // A number that begins an item has nine figures at most.
        let near = self.text.floor_char_boundary(at.saturating_sub(10));
        let near = self.text.get(near..at).unwrap_or_default();
        let before = near.rsplit('\n').next().unwrap_or_default();
        let line = after.split('\n').next().unwrap_or_default();
        let apart = line.is_empty() || line.starts_with([' ', '\t']);
        match c {
            '.' | ')' => {
                let is_number = (1..=9).contains(&before.len());
                is_number && before.bytes().all(|b| b.is_ascii_digit()) && apart
            }
            _ if !before.is_empty() => false,
            '#' => {
                let hashes = line.len() - line.trim_start_matches('#').len();
                let rest = line.trim_start_matches('#');
                hashes < 6 && (rest.is_empty() || rest.starts_with([' ', '\t']))
            }
            '-' | '+' => apart || line.starts_with(c),
            ':' => apart || line.starts_with('-'),
            '=' | '>' => true,
            _ => false,
        }
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether what follows a `&` makes a character reference of it.
fn begins_entity(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.get(end..).is_some_and(|rest| rest.starts_with(';')))
}

/// An address as it stands between the brackets of a link.
pub(super) fn target(address: &str, place: Place) -> String {
    let mut out = String::with_capacity(address.len());
    let spaced = address.contains(char::is_whitespace) || address.starts_with('<');
    if spaced {
        out.push('<');
    }
    for (at, c) in address.char_indices() {
        match c {
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\\' | '<' | '>' | '`' | '$' | '*' => out.extend(['\\', c]),
            '(' | ')' if !spaced => out.extend(['\\', c]),
            '|' if place == Place::Cell => out.push_str("&#124;"),
            '&' if begins_entity(address.get(at + 1..).unwrap_or_default()) => {
                out.push_str("&amp;");
            }
            c => out.push(c),
        }
    }
    if spaced {
        out.push('>');
    }
    out
}

/// A text or address inside HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '|' => out.push_str("&#124;"),
            c => out.push(c),
        }
    }
    out
}
