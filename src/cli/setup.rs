//! From arguments, environment and files to a desk.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;
use tracing::info;

use crate::config::{
    self, ColorChoice, ConfigError, Environment, Library, Notice, Options, PanelValue, Pictures,
    Settings, UniverseSetting,
};
use crate::desk::{self, Desk, DeskError, MarketSetup, Sources, Universe};
use crate::indicators::{self, Given};
use crate::model::SavedSearch;
use crate::search::SearchError;

use super::args::Global;
use super::index::{self, WhenBusy};
use super::output::Output;

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
        no_watch: bool,
    ) -> anyhow::Result<Self> {
        let options = Options {
            library: library.or_else(|| global.folder.clone()),
            home: global.home.clone(),
            config: global.config.clone(),
            lang: global.lang,
            theme: global.theme.clone(),
            color: ColorChoice::from(global.color),
            no_watch,
        };
        let mut settings = config::resolve(&options, &Environment::of_process())?;
        let indicators = of_panels(&mut settings);
        for file in &settings.files {
            info!("read the settings in {}", file.display());
        }
        info!("index and market store are in {}", settings.home.display());
        let library = match &settings.library {
            Library::Sample => None,
            Library::Folder(folder) => Some(folder.clone()),
        };
        let desk = Desk::new(desk::Setup {
            library,
            home: settings.home.clone(),
            today: Zoned::now().date(),
            indicators,
        });
        let searches = settings.searches.iter().map(|search| SavedSearch {
            name: search.name.clone(),
            query: search.query.clone(),
            is_fixed: true,
        });
        let desk = desk
            .with_searches(searches.collect())
            .with_own_lexicon(settings.lexicon.clone())
            .with_market(market(&settings))
            .with_sources(sources(&settings))
            .with_live(desk::Live {
                instruments: settings.live.instruments.clone(),
                stream: settings.live.stream.clone(),
            });
        let desk = match settings.reading.pictures {
            Pictures::Off => desk,
            _ => desk.measuring_pictures(),
        };
        Ok(Self {
            settings,
            desk: Arc::new(desk),
        })
    }

    /// Tells what is wrong in the files of settings.
    pub(super) fn tell_problems(&self, out: &Output) {
        for problem in self.settings.problems() {
            out.notice(&problem.to_string());
        }
    }

    /// The desk, with its index brought up to date, for commands that ask it.
    pub(super) fn indexed(&self, out: &Output) -> anyhow::Result<&Desk> {
        if self.settings.notices.contains(&Notice::Sample) {
            out.notice(&Notice::Sample.to_string());
        }
        match index::bring_up_to_date(self, out, WhenBusy::Leave) {
            Ok(report) => {
                for notice in &report.notices {
                    out.notice(notice);
                }
            }
            // What was indexed before can be read all the same.
            Err(error) if is_full(&error) => out.notice(&format!("{error:#}")),
            Err(error) => return Err(error),
        }
        Ok(&self.desk)
    }
}

/// What the panels take as given; what does not count is added to the notices.
fn of_panels(settings: &mut Settings) -> indicators::Settings {
    let mut found = indicators::Settings::default();
    for setting in &settings.panels {
        let given = match &setting.value {
            PanelValue::Number(number) => Given::Number(*number),
            PanelValue::Text(text) => Given::Text(text),
            PanelValue::Flag(flag) => Given::Flag(*flag),
        };
        if let Err(error) = found.set(&setting.panel, &setting.key, given) {
            settings.notices.push(Notice::Ignored(ConfigError::Panel {
                place: setting.place.clone(),
                reason: error.to_string(),
            }));
        }
    }
    found
}

/// How the settings look at the market.
fn market(settings: &Settings) -> MarketSetup {
    let universe = settings.market.universe.clone();
    MarketSetup {
        sources: settings.market.sources.clone(),
        universe: universe.map(|universe| match universe {
            UniverseSetting::List(name) => Universe::List(name),
            UniverseSetting::Stocks(names) => Universe::Stocks(names),
        }),
    }
}

/// How sources of market data are asked.
fn sources(settings: &Settings) -> Sources {
    let bases = settings.providers.iter();
    Sources {
        bases: bases
            .map(|setting| (setting.provider.clone(), setting.base.clone()))
            .collect(),
        ..Sources::default()
    }
}

/// Whether there is no room to write the index.
fn is_full(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(DeskError::Search(SearchError::Full { .. }))
    )
}
