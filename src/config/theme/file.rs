//! Reads one theme from its text.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::document::{Document, Entry};
use crate::config::error::{ConfigError, Place};

use super::color::EXPECTED;
use super::{Ground, Modifiers, Role, Style, Theme};

/// A theme as written, before its parent is put under it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) theme: Theme,
    /// The name of the parent and where it stands.
    pub(super) parent: Option<(String, Place)>,
    ground: Option<Ground>,
}

const KEYS: [&str; 4] = ["parent", "ground", "roles", "sixteen"];

/// Reads a theme; the first thing that is wrong with it is the error.
pub(super) fn read(name: &str, file: &Path, text: &str) -> Result<Written, ConfigError> {
    let document = Document::parse(file, text)?;
    let mut written = Written {
        theme: Theme {
            name: name.to_owned(),
            ..Theme::default()
        },
        parent: None,
        ground: None,
    };
    for entry in document.entries() {
        match entry.key {
            "parent" => {
                let parent = entry
                    .text()
                    .ok_or_else(|| entry.wrong("the name of a theme"))?;
                written.parent = Some((parent.to_owned(), entry.place.clone()));
            }
            "ground" => written.ground = Some(ground(&entry)?),
            "roles" => written.theme.roles = roles(&entry)?,
            "sixteen" => written.theme.sixteen = roles(&entry)?,
            _ => return Err(entry.unknown("key of a theme", KEYS)),
        }
    }
    written.theme.ground = written.ground.unwrap_or_default();
    Ok(written)
}

impl Written {
    /// The theme with what it does not say taken from its parent.
    pub(super) fn over(self, parent: Theme) -> Theme {
        let lay = |mut under: BTreeMap<Role, Style>, over: BTreeMap<Role, Style>| {
            under.extend(over);
            under
        };
        Theme {
            name: self.theme.name,
            ground: self.ground.unwrap_or(parent.ground),
            roles: lay(parent.roles, self.theme.roles),
            sixteen: lay(parent.sixteen, self.theme.sixteen),
        }
    }
}

fn ground(entry: &Entry<'_>) -> Result<Ground, ConfigError> {
    match entry.text() {
        Some("dark") => Ok(Ground::Dark),
        Some("light") => Ok(Ground::Light),
        _ => Err(entry.wrong("\"dark\" or \"light\"")),
    }
}

fn roles(entry: &Entry<'_>) -> Result<BTreeMap<Role, Style>, ConfigError> {
    let rows = entry
        .table()
        .ok_or_else(|| entry.wrong("a table of roles"))?;
    rows.iter()
        .map(|row| {
            let role = Role::of_name(row.key)
                .ok_or_else(|| row.unknown("role", Role::all().map(Role::name)))?;
            Ok((role, style(role, row)?))
        })
        .collect()
}

/// A colour alone is that of the letters, but for the background, which has none.
fn style(role: Role, row: &Entry<'_>) -> Result<Style, ConfigError> {
    let mut style = Style::default();
    let Some(fields) = row.table() else {
        let color = color(row)?;
        if role == Role::Background {
            style.bg = Some(color);
        } else {
            style.fg = Some(color);
        }
        return Ok(style);
    };
    for field in &fields {
        match field.key {
            "fg" => style.fg = Some(color(field)?),
            "bg" => style.bg = Some(color(field)?),
            name => {
                let modifier = modifier(name).ok_or_else(|| {
                    let names = Modifiers::NAMED.iter().map(|(name, _)| *name);
                    field.unknown("part of a look", ["fg", "bg"].into_iter().chain(names))
                })?;
                if field.flag().ok_or_else(|| field.wrong("true or false"))? {
                    style.modifiers = style.modifiers.with(modifier);
                }
            }
        }
    }
    Ok(style)
}

fn modifier(name: &str) -> Option<Modifiers> {
    Modifiers::NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, modifier)| *modifier)
}

fn color(entry: &Entry<'_>) -> Result<super::Color, ConfigError> {
    entry
        .text()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| entry.wrong(EXPECTED))
}
