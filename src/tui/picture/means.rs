//! How this terminal draws pictures: by setting, or by what is known of it.
//!
//! `auto` goes by the environment and the size that the system tells of a cell. The terminal is not
//! asked: its answer would come between the keys and hold up the first frame, and terminals that
//! know none of the protocols do not answer at all. What multiplexers pass on is not known, so under
//! them `auto` means half blocks; a protocol that is named is wrapped for tmux, which passes it on
//! with `set -g allow-passthrough on`.

use crate::config::Pictures;
use crate::config::theme::ColorDepth;

use super::blocks;

/// A graphics protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Graphics {
    Kitty,
    Sixel,
    Iterm,
}

/// How pictures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) struct Means {
    /// Beside half blocks, which stand in where it cannot be used.
    pub(super) graphics: Option<Graphics>,
    /// Pixels across and down of a cell.
    pub(in crate::tui) cell: (u16, u16),
    /// Sequences pass through tmux.
    pub(super) is_tmux: bool,
}

/// What is known of the terminal.
pub(in crate::tui) struct Surroundings<'a> {
    /// Variables of the environment.
    pub(in crate::tui) variable: &'a dyn Fn(&str) -> Option<String>,
    /// Pixels across and down of a cell, where the system tells.
    pub(in crate::tui) cell: Option<(u16, u16)>,
    /// How many colours there are.
    pub(in crate::tui) depth: ColorDepth,
}

/// The shape of most fonts, where the system does not tell.
const USUAL_CELL: (u16, u16) = (10, 20);

impl Means {
    /// How to draw pictures, where they are wanted and can be drawn.
    pub(in crate::tui) fn choose(setting: Pictures, around: &Surroundings<'_>) -> Option<Self> {
        let graphics = match setting {
            Pictures::Off => return None,
            // Pixels have to be counted for the protocols.
            Pictures::Auto => around.cell.and_then(|_| known(around.variable)),
            Pictures::HalfBlocks => None,
            Pictures::Kitty => Some(Graphics::Kitty),
            Pictures::Sixel => Some(Graphics::Sixel),
            Pictures::Iterm => Some(Graphics::Iterm),
        };
        if graphics.is_none() && !blocks::suffice(around.depth) {
            return None;
        }
        Some(Self {
            graphics,
            cell: around.cell.unwrap_or(USUAL_CELL),
            is_tmux: (around.variable)("TMUX").is_some(),
        })
    }
}

/// The protocol of a terminal that makes itself known.
fn known(variable: &dyn Fn(&str) -> Option<String>) -> Option<Graphics> {
    let of = |name| variable(name).unwrap_or_default();
    let (term, program) = (of("TERM"), of("TERM_PROGRAM"));
    let between = ["TMUX", "STY", "ZELLIJ"];
    let is_between = between.iter().any(|name| variable(name).is_some());
    if is_between || term.starts_with("tmux") || term.starts_with("screen") {
        return None;
    }
    match (term.as_str(), program.as_str()) {
        (_, "iTerm.app" | "WezTerm") => Some(Graphics::Iterm),
        ("xterm-kitty" | "xterm-ghostty", _) | (_, "ghostty") => Some(Graphics::Kitty),
        _ if variable("KITTY_WINDOW_ID").is_some() => Some(Graphics::Kitty),
        // Its placeholders of kitty and its sixels are incomplete.
        _ if variable("KONSOLE_VERSION").is_some() => Some(Graphics::Iterm),
        _ if ["foot", "mlterm", "contour"]
            .iter()
            .any(|name| term.starts_with(name)) =>
        {
            Some(Graphics::Sixel)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(
        setting: Pictures,
        variables: &[(&str, &str)],
        cell: Option<(u16, u16)>,
        depth: ColorDepth,
    ) -> Option<Means> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(at, _)| *at == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let around = Surroundings {
            variable: &variable,
            cell,
            depth,
        };
        Means::choose(setting, &around)
    }

    #[test]
    fn auto_goes_by_what_the_terminal_says_of_itself() {
        for (variables, expected) in [
            (&[("TERM", "xterm-kitty")][..], Some(Graphics::Kitty)),
            (&[("TERM", "xterm-ghostty")], Some(Graphics::Kitty)),
            (
                &[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")],
                Some(Graphics::Kitty),
            ),
            (&[("TERM_PROGRAM", "iTerm.app")], Some(Graphics::Iterm)),
            (&[("TERM_PROGRAM", "WezTerm")], Some(Graphics::Iterm)),
            (&[("KONSOLE_VERSION", "240800")], Some(Graphics::Iterm)),
            (&[("TERM", "foot-extra")], Some(Graphics::Sixel)),
            (&[("TERM", "xterm-256color")], None),
            (&[("TERM", "xterm-kitty"), ("TMUX", "/run/tmux")], None),
            (&[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")], None),
            (&[("TERM", "screen"), ("KITTY_WINDOW_ID", "1")], None),
            (&[], None),
        ] {
            let means = choose(Pictures::Auto, variables, Some((9, 18)), ColorDepth::True);
            let means = means.unwrap();
            assert_eq!(
                (means.graphics, means.cell),
                (expected, (9, 18)),
                "{variables:?}"
            );
        }
    }

    #[test]
    fn auto_without_the_size_of_a_cell_means_half_blocks() {
        let kitty = [("TERM", "xterm-kitty")];
        let means = choose(Pictures::Auto, &kitty, None, ColorDepth::True).unwrap();
        assert_eq!((means.graphics, means.cell), (None, USUAL_CELL));
    }

    #[test]
    fn half_blocks_need_colours_and_protocols_do_not() {
        for (setting, depth, is_drawn) in [
            (Pictures::Off, ColorDepth::True, false),
            (Pictures::Auto, ColorDepth::Sixteen, false),
            (Pictures::HalfBlocks, ColorDepth::None, false),
            (Pictures::HalfBlocks, ColorDepth::Indexed, true),
            (Pictures::Sixel, ColorDepth::Sixteen, true),
        ] {
            let means = choose(setting, &[("TERM", "linux")], Some((8, 16)), depth);
            assert_eq!(means.is_some(), is_drawn, "{setting:?} {depth:?}");
        }
    }

    #[test]
    fn a_protocol_that_is_named_is_taken_and_wrapped_for_tmux() {
        for (variables, is_tmux) in [(&[("TMUX", "/run/tmux")][..], true), (&[], false)] {
            let means = choose(Pictures::Kitty, variables, None, ColorDepth::True).unwrap();
            assert_eq!(
                (means.graphics, means.is_tmux),
                (Some(Graphics::Kitty), is_tmux)
            );
        }
    }
}
