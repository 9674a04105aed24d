//! From arguments, environment and files to a desk.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;

use crate::config::{self, ColorChoice, ColorDepth, Environment, Library, Options, Settings};
use crate::desk::{self, Desk};
use crate::indicators;

use super::args::Global;

/// What every command starts from.
pub(super) struct Setup {
    /// What the user chose.
    pub(super) settings: Settings,
    /// The calls behind the commands.
    pub(super) desk: Arc<Desk>,
}

impl Setup {
    /// Reads the configuration; opens nothing else.
    pub(super) fn new(
        global: &Global,
        library: Option<PathBuf>,
        is_terminal: bool,
    ) -> anyhow::Result<Self> {
        let color = ColorChoice::from(global.color);
        let options = Options {
            library: library.or_else(|| global.folder.clone()),
            home: global.home.clone(),
            config: global.config.clone(),
            lang: global.lang,
            theme: global.theme.clone(),
            color,
        };
        let mut settings = config::resolve(&options, &Environment::of_process())?;
        if !is_terminal && color != ColorChoice::Always {
            settings.color = ColorDepth::None;
        }
        let library = match &settings.library {
            Library::Sample => None,
            Library::Folder(folder) => Some(folder.clone()),
        };
        let desk = Desk::new(desk::Setup {
            library,
            home: settings.home.clone(),
            today: Zoned::now().date(),
            indicators: indicators::Settings::default(),
        });
        Ok(Self {
            settings,
            desk: Arc::new(desk),
        })
    }

    /// The desk, with its index brought up to date quietly, for commands that ask it.
    pub(super) fn indexed(&self) -> anyhow::Result<&Desk> {
        self.desk.index(&mut |_, _| {})?;
        Ok(&self.desk)
    }
}
