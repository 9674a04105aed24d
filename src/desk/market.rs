//! The market behind the numbers: made by the generator, or imported by the user.
//!
//! A series or a chain is read when an indicator first asks for it, and kept.

mod chosen;
mod files;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::Date;

pub use chosen::Universe;
pub use files::{FigureFile, ImportAs, ImportReport, MarketImport, figures_below};

use crate::indicators::{Indicator, Inputs};
use crate::market::demo;
use crate::model::{MarketStatus, OptionChain, Series};
use crate::store::market::{Batch, ChainInfo, Kind, MarketStore, Preference, SeriesInfo};

use super::lazy::lock;
use super::{Desk, DeskError};

/// How the market is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarketSetup {
    /// Whose figures are read where several sources have one series, the most trusted first;
    /// imported files are `file`, and stand first unless named.
    pub sources: Vec<String>,
    /// Which stocks stand for the market; `None` for those of an imported list, else the demo's.
    pub universe: Option<Universe>,
}

/// The store with the series and chains read so far.
pub(super) struct Market {
    store: Mutex<MarketStore>,
    series: Mutex<HashMap<String, Option<Arc<Series>>>>,
    chains: Mutex<HashMap<usize, Arc<OptionChain>>>,
    /// What chains there are: by underlying, then by time, one a time.
    chain_infos: Vec<ChainInfo>,
    /// Which data there are, and how old.
    pub(super) status: MarketStatus,
    /// Stocks that stand for the market, of those that the store prices.
    universe: chosen::Chosen,
}

/// One series of the store.
pub type SeriesLine = SeriesInfo;

/// One option chain of the store.
pub type ChainLine = ChainInfo;

impl Market {
    /// The user's figures where there are any, else the demo market, made where it is not there.
    fn open(home: &Path, setup: &MarketSetup) -> Result<(Self, Vec<String>), DeskError> {
        let preference = Preference::new(setup.sources.clone());
        let open = |path: &Path| -> Result<MarketStore, DeskError> {
            Ok(MarketStore::open(path)?.preferring(preference.clone()))
        };
        let mut store = open(&real_path(home))?;
        let mut notices: Vec<String> = store
            .rebuilt()
            .map(ToString::to_string)
            .into_iter()
            .collect();
        if store.kind()?.is_none() {
            store = open(&demo_path(home))?;
            notices.extend(store.rebuilt().map(ToString::to_string));
        }
        if store.kind()?.is_none() {
            make_demo(&mut store)?;
        }
        let status = MarketStatus {
            demo: store.kind()? == Some(Kind::Demo),
            last: store.last_date()?,
        };
        let list = store.list()?;
        let present = list.iter().map(|info| info.id.as_str());
        let asked = setup.universe.as_ref().filter(|_| !status.demo);
        let mut universe = chosen::universe(asked, &store.member_lists()?, present);
        notices.extend(universe.notice.take());
        let mut chain_infos = store.list_chains()?;
        chain_infos
            .dedup_by(|later, kept| (&later.underlying, later.at) == (&kept.underlying, kept.at));
        let market = Self {
            store: Mutex::new(store),
            series: Mutex::default(),
            chains: Mutex::default(),
            chain_infos,
            status,
            universe,
        };
        Ok((market, notices))
    }

    /// A series by name, read once.
    fn series(&self, id: &str) -> Result<Option<Arc<Series>>, DeskError> {
        if let Some(known) = lock(&self.series).get(id) {
            return Ok(known.clone());
        }
        let read = lock(&self.store).get(id)?.map(Arc::new);
        lock(&self.series).insert(id.to_owned(), read.clone());
        Ok(read)
    }

    /// What an indicator needs for these dates, as far as there is any.
    pub(super) fn inputs(
        &self,
        indicator: &Indicator,
        subject: &str,
        dates: &[Option<Date>],
    ) -> Result<Inputs, DeskError> {
        let mut inputs = Inputs::default();
        for id in indicator.inputs(subject) {
            if let Some(series) = self.series(&id)? {
                inputs.insert(series);
            }
        }
        for underlying in indicator.chains(subject) {
            let chains = self.chains_of(&underlying, dates)?;
            inputs.chains.insert(underlying, chains);
        }
        if indicator.needs_universe {
            for id in &self.universe.ids {
                inputs.universe.extend(self.series(id)?);
            }
            inputs.members.clone_from(&self.universe.members);
        }
        Ok(inputs)
    }

    /// The option chains of an underlying for these dates, oldest first, each read once.
    fn chains_of(
        &self,
        underlying: &str,
        dates: &[Option<Date>],
    ) -> Result<Vec<Arc<OptionChain>>, DeskError> {
        let infos = self.chain_infos.iter();
        let all: Vec<(usize, &ChainInfo)> = infos
            .enumerate()
            .filter(|(_, info)| info.underlying == underlying)
            .collect();
        let mut chains = Vec::new();
        for (key, info) in chosen::chains(&all, dates) {
            if let Some(known) = lock(&self.chains).get(&key) {
                chains.push(Arc::clone(known));
                continue;
            }
            if let Some(read) = lock(&self.store).chain(info)? {
                let read = Arc::new(read);
                lock(&self.chains).insert(key, Arc::clone(&read));
                chains.push(read);
            }
        }
        Ok(chains)
    }

    /// Whether there is a series of that name.
    pub(super) fn has(&self, id: &str) -> Result<bool, DeskError> {
        Ok(self.series(id)?.is_some())
    }
}

impl Desk {
    /// Which data stand behind the numbers; makes the demo market where there are none.
    pub fn market(&self) -> Result<MarketStatus, DeskError> {
        Ok(self.market_handle()?.status.clone())
    }

    /// Every series of the market store.
    pub fn series(&self) -> Result<Vec<SeriesLine>, DeskError> {
        let market = self.market_handle()?;
        let store = lock(&market.store);
        Ok(store.list()?)
    }

    /// Every option chain of the market store.
    pub fn option_chains(&self) -> Result<Vec<ChainLine>, DeskError> {
        Ok(self.market_handle()?.chain_infos.clone())
    }

    /// The same desk, which looks at the market in this way.
    #[must_use]
    pub fn with_market(mut self, setup: MarketSetup) -> Self {
        self.market_setup = setup;
        self
    }

    /// Removes what was imported, so that the demo market stands again.
    pub fn reset_market(&self) -> Result<(), DeskError> {
        Ok(MarketStore::open(&real_path(&self.setup.home))?.clear()?)
    }

    /// The last trading day there is.
    pub fn last_date(&self) -> Result<Option<Date>, DeskError> {
        Ok(self.market()?.last)
    }

    pub(super) fn market_handle(&self) -> Result<Arc<Market>, DeskError> {
        self.market.get(|| {
            let (market, notices) = Market::open(&self.setup.home, &self.market_setup)?;
            lock(&self.notices).extend(notices);
            Ok(market)
        })
    }
}

/// Fills an empty store with the demo market.
fn make_demo(store: &mut MarketStore) -> Result<(), DeskError> {
    let (series, chains) = (demo::generate(demo::SEED), demo::chains(demo::SEED));
    let batch = Batch {
        chains: &chains,
        // What is made anywhere at any time is of no time.
        ..Batch::of_series(&series, Timestamp::UNIX_EPOCH)
    };
    store.put(Kind::Demo, &batch)?;
    Ok(())
}

/// What the user imported; never holds a demo figure.
pub(super) fn real_path(home: &Path) -> PathBuf {
    home.join("market.db")
}

/// The demo market of this version of the generator.
fn demo_path(home: &Path) -> PathBuf {
    home.join(format!("demo-{}.db", demo::VERSION))
}
