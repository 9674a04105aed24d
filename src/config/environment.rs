//! What the process was started with, as a value: folders, variables, languages.
//!
//! [`Environment::of_process`] is the only function of the module that looks at
//! the process; all else takes the value, so tests start anywhere they like.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use super::reading::Links;
use super::theme::ColorDepth;

/// The name of the folders of the program in those of the platform.
const FOLDER: &str = "tapereader";

/// Where a process stands and what its surroundings say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// The folder it was started in.
    pub cwd: PathBuf,
    /// The user's own folder, for paths that begin with `~`.
    pub user_folder: Option<PathBuf>,
    /// Where the user's `config.toml` and `themes` are, such as `~/.config/tapereader`.
    pub config_folder: Option<PathBuf>,
    /// Where what is built and kept goes, such as `~/.local/share/tapereader`.
    pub data_folder: Option<PathBuf>,
    /// `TAPE_HOME`, if it is set and not empty.
    pub tape_home: Option<PathBuf>,
    /// The language of the system, as a tag or a POSIX name.
    pub language: Option<String>,
    /// What is known of the terminal's colours.
    pub terminal: Terminal,
}

/// What variables say of the terminal's colours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terminal {
    /// `NO_COLOR` is set and not empty.
    pub is_colourless: bool,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `TERM_PROGRAM`, or `WT_SESSION` as `Windows_Terminal`, or `VTE_VERSION` as `VTE`.
    pub program: Option<String>,
}

/// Whether the user wants colours, as `--color` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ColorChoice {
    /// As many as the terminal shows.
    #[default]
    Auto,
    /// Colours even where `NO_COLOR` is set.
    Always,
    /// None.
    Never,
}

impl Environment {
    /// The surroundings of this process.
    ///
    /// Folders follow the XDG convention, on macOS too, and that of Windows there.
    #[must_use]
    pub fn of_process() -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        let folders = folders.as_ref();
        let program = match text("WT_SESSION") {
            Some(_) => Some("Windows_Terminal".to_owned()),
            None => text("TERM_PROGRAM").or_else(|| text("VTE_VERSION").map(|_| "VTE".to_owned())),
        };
        Self {
            // A folder that is gone leaves paths as they are written.
            cwd: env::current_dir().unwrap_or_default(),
            user_folder: folders.map(|folders| folders.home_dir().to_owned()),
            config_folder: folders.map(|folders| folders.config_dir().join(FOLDER)),
            data_folder: folders.map(|folders| folders.data_dir().join(FOLDER)),
            tape_home: env::var_os("TAPE_HOME")
                .filter(|value| !value.is_empty())
                .map(PathBuf::from),
            language: sys_locale::get_locale(),
            terminal: Terminal {
                is_colourless: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
                colorterm: text("COLORTERM"),
                term: text("TERM"),
                program,
            },
        }
    }
}

fn text(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}

impl Terminal {
    /// How many colours it shows, where they are wanted.
    ///
    /// `Auto` does not know whether anyone looks: for output that is piped,
    /// callers choose `Never`.
    #[must_use]
    pub fn depth(&self, choice: ColorChoice) -> ColorDepth {
        match choice {
            ColorChoice::Never => ColorDepth::None,
            ColorChoice::Auto if self.is_colourless => ColorDepth::None,
            ColorChoice::Auto => self.shown(),
            ColorChoice::Always => self.shown().max(ColorDepth::Sixteen),
        }
    }

    /// Whether it is told of links: where they are wanted at all, those terminals that are known
    /// to take OSC 8. `tmux` passes it on to a terminal that it knows to, and drops it else.
    #[must_use]
    pub fn takes_links(&self, choice: Links) -> bool {
        let term = self.term.as_deref().unwrap_or_default();
        let program = self.program.as_deref().unwrap_or_default();
        match choice {
            Links::Always => true,
            Links::Never => false,
            Links::Auto => {
                let is_known = |known: &&str| known.eq_ignore_ascii_case(program);
                term != "dumb"
                    && (LINK_PROGRAMS.iter().any(is_known)
                        || TRUE_COLOR_TERMS.iter().any(|known| term.contains(known)))
            }
        }
    }

    fn shown(&self) -> ColorDepth {
        let term = self.term.as_deref().unwrap_or_default();
        let is_any = |value: Option<&str>, known: &[&str]| {
            value.is_some_and(|value| known.iter().any(|known| value.eq_ignore_ascii_case(known)))
        };
        if term == "dumb" {
            return ColorDepth::None;
        }
        if is_any(self.colorterm.as_deref(), &["truecolor", "24bit"])
            || is_any(self.program.as_deref(), &TRUE_COLOR_PROGRAMS)
            || TRUE_COLOR_TERMS.iter().any(|known| term.contains(known))
        {
            return ColorDepth::True;
        }
        if term.contains("256color") || self.colorterm.is_some() {
            return ColorDepth::Indexed;
        }
        ColorDepth::Sixteen
    }
}

/// Terminals that show 24 bits but may lose `COLORTERM` on the way, over ssh or sudo.
const TRUE_COLOR_TERMS: [&str; 7] = [
    "-direct",
    "kitty",
    "ghostty",
    "alacritty",
    "foot",
    "wezterm",
    "contour",
];

const TRUE_COLOR_PROGRAMS: [&str; 5] = [
    "iTerm.app",
    "WezTerm",
    "ghostty",
    "vscode",
    "Windows_Terminal",
];

const LINK_PROGRAMS: [&str; 7] = [
    "iTerm.app",
    "WezTerm",
    "ghostty",
    "vscode",
    "Windows_Terminal",
    "VTE",
    "tmux",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_to_terminals_that_take_them() {
        for (term, program, told) in [
            ("xterm-256color", None, false),
            ("xterm-256color", Some("WezTerm"), true),
            ("xterm-256color", Some("VTE"), true),
            ("tmux-256color", Some("tmux"), true),
            ("xterm-kitty", None, true),
            ("foot", None, true),
            ("linux", None, false),
            ("screen", None, false),
            ("dumb", Some("vscode"), false),
        ] {
            let terminal = Terminal {
                program: program.map(str::to_owned),
                ..terminal(term, None)
            };
            assert_eq!(
                terminal.takes_links(Links::Auto),
                told,
                "{term} {program:?}"
            );
            assert!(terminal.takes_links(Links::Always));
            assert!(!terminal.takes_links(Links::Never));
        }
    }

    fn terminal(term: &str, colorterm: Option<&str>) -> Terminal {
        Terminal {
            term: Some(term.to_owned()),
            colorterm: colorterm.map(ToOwned::to_owned),
            ..Terminal::default()
        }
    }

    #[test]
    fn variables_tell_the_colours() {
        for (term, colorterm, depth) in [
            ("xterm", None, ColorDepth::Sixteen),
            ("xterm-256color", None, ColorDepth::Indexed),
            ("xterm-256color", Some("truecolor"), ColorDepth::True),
            ("screen-256color", Some("24bit"), ColorDepth::True),
            ("xterm-kitty", None, ColorDepth::True),
            ("xterm-direct", None, ColorDepth::True),
            ("xterm", Some("yes"), ColorDepth::Indexed),
            ("linux", None, ColorDepth::Sixteen),
            ("dumb", None, ColorDepth::None),
            ("dumb", Some("truecolor"), ColorDepth::None),
        ] {
            assert_eq!(
                terminal(term, colorterm).depth(ColorChoice::Auto),
                depth,
                "{term} {colorterm:?}"
            );
        }
        let unknown = Terminal::default();
        assert_eq!(unknown.depth(ColorChoice::Auto), ColorDepth::Sixteen);
    }

    #[test]
    fn the_program_tells_what_the_variables_do_not() {
        let terminal = Terminal {
            program: Some("iTerm.app".to_owned()),
            ..terminal("xterm-256color", None)
        };
        assert_eq!(terminal.depth(ColorChoice::Auto), ColorDepth::True);
    }

    #[test]
    fn no_color_is_obeyed_unless_colours_are_asked_for() {
        let terminal = Terminal {
            is_colourless: true,
            ..terminal("xterm-256color", None)
        };
        assert_eq!(terminal.depth(ColorChoice::Auto), ColorDepth::None);
        assert_eq!(terminal.depth(ColorChoice::Always), ColorDepth::Indexed);
        assert_eq!(terminal.depth(ColorChoice::Never), ColorDepth::None);
    }

    #[test]
    fn colours_asked_for_come_even_on_a_dumb_terminal() {
        let terminal = terminal("dumb", None);
        assert_eq!(terminal.depth(ColorChoice::Always), ColorDepth::Sixteen);
    }
}
