//! Bare `tape`: the reader.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::tui::{self, Paint, Pictures, Session};

use super::Outcome;
use super::complaint;
use super::setup::Setup;

/// Refuses what is neither a folder nor a command: words after a folder, a bare name of nothing.
pub(super) fn refuse_words(folder: Option<&Path>, rest: &[PathBuf]) -> anyhow::Result<()> {
    let Some(folder) = folder else {
        return Ok(());
    };
    let first = folder.to_string_lossy();
    let is_word = !first.contains(['/', '\\', '.']) && !folder.exists();
    match rest.first() {
        _ if is_word => Err(complaint::unknown_word(&first)),
        Some(word) => Err(complaint::unknown_word(&word.to_string_lossy())),
        None => Ok(()),
    }
}

/// Runs the reader until it is left.
pub(super) fn run(setup: Setup) -> anyhow::Result<Outcome> {
    let Setup { settings, desk } = setup;
    // A folder that is not there is told before the screen is taken.
    if !desk.is_sample() {
        desk.root()?;
    }
    tui::run(Session {
        desk,
        keymap: Arc::new(settings.keymap),
        locale: settings.locale,
        reading: settings.reading,
        paint: Paint {
            theme: settings.theme,
            depth: settings.color,
            links: settings.addresses.links,
            charts: settings.reading.charts,
            pictures: Pictures::default(),
        },
        themes: settings.themes,
        gains: settings.gains,
        notices: settings.notices.iter().map(ToString::to_string).collect(),
        opener: settings.addresses.opener,
        first_frame_only: std::env::var_os("TAPE_FIRST_FRAME").is_some(),
    })?;
    Ok(Outcome::Done)
}
