//! Where answers and messages go: plain lines, styled ones on a terminal, or one JSON object;
//! what is no answer goes to standard error.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use crate::config::theme::{self, ColorDepth, Modifiers, Role, Theme};
use crate::model::Locale;
use crate::text::sanitise::sanitise;
use crate::text::width::truncate;

use super::args::{Global, When};
use super::setup::Setup;

/// The one place a command writes to.
pub(super) struct Output<'a> {
    out: &'a mut dyn Write,
    theme: Theme,
    depth: ColorDepth,
    is_styled: bool,
    /// How wide the terminal is; `None` where the output is a file or a pipe.
    pub(super) columns: Option<usize>,
    /// The language of words and numbers.
    pub(super) locale: Locale,
    /// Print one JSON object and nothing else.
    pub(super) json: bool,
    /// Nothing but the answer.
    pub(super) quiet: bool,
}

impl<'a> Output<'a> {
    /// An output of the user's choice; a pipe is given no style unless it is asked for.
    pub(super) fn new(
        out: &'a mut dyn Write,
        columns: Option<usize>,
        setup: &Setup,
        global: &Global,
    ) -> Self {
        Self {
            out,
            theme: setup.settings.theme.clone(),
            depth: setup.settings.color,
            is_styled: match global.color {
                When::Auto => columns.is_some(),
                When::Always => true,
                When::Never => false,
            },
            columns,
            locale: setup.settings.locale,
            json: global.json,
            quiet: global.quiet,
        }
    }

    /// One JSON object, with the schema it keeps to.
    pub(super) fn object(&mut self, value: &impl Serialize) -> io::Result<()> {
        let versioned = super::json::Versioned::new(value);
        serde_json::to_writer_pretty(&mut *self.out, &versioned)?;
        self.out.write_all(b"\n")
    }

    /// A line without style. What a document says cannot drive the terminal.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.styled(&[(Role::Text, text)])
    }

    /// An empty line.
    pub(super) fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// A line in parts of different looks; a line break in a part shows as a mark.
    pub(super) fn styled(&mut self, parts: &[(Role, &str)]) -> io::Result<()> {
        for (role, text) in parts {
            let text = one_line(text);
            if !self.is_styled || text.trim().is_empty() {
                self.out.write_all(text.as_bytes())?;
                continue;
            }
            let style = to_ansi(self.theme.style(*role, self.depth));
            write!(self.out, "{style}{text}{style:#}")?;
        }
        self.blank()
    }

    /// A label in the margin and what stands under it, such as `inputs  SPX`.
    pub(super) fn labelled(&mut self, label: &str, role: Role, text: &str) -> io::Result<()> {
        self.styled(&[(Role::Muted, label), (Role::Text, "  "), (role, text)])
    }

    /// A message, unless only the answer is wanted.
    pub(super) fn notice(&self, text: &str) {
        if !self.quiet {
            complain(text);
        }
    }

    /// A message that may be long: it is cut to one line of the terminal.
    pub(super) fn remark(&self, text: &str) {
        let room = self.columns.map(|columns| columns.saturating_sub(6));
        match room {
            Some(room) => self.notice(&truncate(text, room)),
            None => self.notice(text),
        }
    }
}

/// Writes a message to standard error, with the name of the program before it.
pub(super) fn complain(text: &str) {
    let text = format!("tape: {}\n", sanitise(text).0);
    // There is nowhere left to tell of a standard error that is closed.
    drop(io::stderr().write_all(text.as_bytes()));
}

fn one_line(text: &str) -> Cow<'_, str> {
    let (text, _) = sanitise(text);
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', "␊"))
    } else {
        text
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_says_stays_on_its_line_and_off_the_terminal() {
        assert_eq!(one_line("plain"), "plain");
        assert_eq!(one_line("a\nb"), "a␊b");
        assert_eq!(one_line("\u{1b}[2Jx\u{202e}"), "␛[2Jx‹U+202E›");
    }

    #[test]
    fn looks_become_escape_sequences() {
        let style = theme::Style {
            fg: Some(theme::Color::Indexed(4)),
            bg: None,
            modifiers: Modifiers::BOLD,
        };
        assert_eq!(to_ansi(style).to_string(), "\u{1b}[1m\u{1b}[38;5;4m");
        assert_eq!(to_ansi(theme::Style::default()).to_string(), "");
    }
}
