//! Where answers go: plain lines, styled ones on a terminal, or one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use crate::config::theme::{self, ColorDepth, Modifiers, Role, Theme};
use crate::model::Locale;
use crate::text::sanitise::sanitise;

use super::args::Global;
use super::setup::Setup;

/// The one place a command writes to.
pub(super) struct Output<'a> {
    out: &'a mut dyn Write,
    theme: Theme,
    depth: ColorDepth,
    /// The language of words and numbers.
    pub(super) locale: Locale,
    /// Print one JSON object and nothing else.
    pub(super) json: bool,
    /// Nothing but the answer.
    pub(super) quiet: bool,
}

impl<'a> Output<'a> {
    /// An output of the user's choice.
    pub(super) fn new(out: &'a mut dyn Write, setup: &Setup, global: &Global) -> Self {
        Self {
            out,
            theme: setup.settings.theme.clone(),
            depth: setup.settings.color,
            locale: setup.settings.locale,
            json: global.json,
            quiet: global.quiet,
        }
    }

    /// One JSON object, with the schema it keeps to.
    pub(super) fn object(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let versioned = super::json::Versioned::new(value);
        serde_json::to_writer_pretty(&mut *self.out, &versioned)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    /// A line without style. What a document says cannot drive the terminal.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(sanitise(text).0.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// A line in parts of different looks.
    pub(super) fn styled(&mut self, parts: &[(Role, &str)]) -> io::Result<()> {
        for (role, text) in parts {
            let (text, _) = sanitise(text);
            let style = to_ansi(self.theme.style(*role, self.depth));
            write!(self.out, "{style}{text}{style:#}")?;
        }
        self.out.write_all(b"\n")
    }

    /// Bytes as they are, for what is no text of a document.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }
}

fn to_ansi(style: theme::Style) -> anstyle::Style {
    let mut effects = anstyle::Effects::new();
    for (set, effect) in [
        (Modifiers::BOLD, anstyle::Effects::BOLD),
        (Modifiers::ITALIC, anstyle::Effects::ITALIC),
        (Modifiers::UNDERLINE, anstyle::Effects::UNDERLINE),
        (Modifiers::DIM, anstyle::Effects::DIMMED),
        (Modifiers::REVERSE, anstyle::Effects::INVERT),
        (Modifiers::STRIKE, anstyle::Effects::STRIKETHROUGH),
    ] {
        if style.modifiers.contains(set) {
            effects |= effect;
        }
    }
    let color = |color: Option<theme::Color>| match color? {
        theme::Color::Default => None,
        theme::Color::Indexed(index) => Some(anstyle::Ansi256Color(index).into()),
        theme::Color::Rgb(r, g, b) => Some(anstyle::RgbColor(r, g, b).into()),
    };
    anstyle::Style::new()
        .fg_color(color(style.fg))
        .bg_color(color(style.bg))
        .effects(effects)
}
