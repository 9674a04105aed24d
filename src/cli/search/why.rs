//! `tape search --explain`: how the query was read, and what each score is made of.

use crate::cli::output::Output;
use crate::config::theme::Role;
use crate::model::Explained;
use crate::text::width::width;
use crate::text::wrap::wrap;

use super::told::{self, Told};

/// Columns at most: lines that say much are read more easily when they are short.
const COLUMNS: usize = 76;

/// Columns that are left for a text at least.
const LEAST: usize = 20;

/// What parts a label and its text.
const GAP: &str = "  ";

/// Prints an explanation.
pub(super) fn tell(explained: &Explained, out: &mut Output) -> anyhow::Result<()> {
    for line in told::lines(explained, out.locale) {
        tell_line(&line, out)?;
    }
    Ok(())
}

/// A line, which goes on under its text where it is too long.
fn tell_line(told: &Told, out: &mut Output) -> anyhow::Result<()> {
    let columns = out.columns.map_or(COLUMNS, |columns| columns.min(COLUMNS));
    let gap = if told.label.is_empty() { "" } else { GAP };
    let hanging = told.indent + width(told.label) + gap.len();
    let room = columns.saturating_sub(hanging).max(LEAST);
    if told.text.is_empty() {
        return Ok(out.blank()?);
    }
    for (place, range) in wrap(&told.text, room, room).into_iter().enumerate() {
        let text = told.text.get(range).unwrap_or_default().trim_end();
        let before = if place == 0 { told.indent } else { hanging };
        let label = if place == 0 { told.label } else { "" };
        let gap = if place == 0 { gap } else { "" };
        out.styled(&[
            (Role::Text, &" ".repeat(before)),
            (Role::Muted, label),
            (Role::Text, gap),
            (told.role, text),
        ])?;
    }
    Ok(())
}
