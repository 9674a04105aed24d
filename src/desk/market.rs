//! The market behind the numbers: made by the generator, or imported by the user.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::indicators::{Indicator, Inputs};
use crate::market::{demo, import};
use crate::model::{MarketStatus, Series};
use crate::store::market::{Batch, Kind, MarketStore, SeriesInfo};

use super::lazy::lock;
use super::{Desk, DeskError};

/// The store with the series read so far.
pub(super) struct Market {
    store: Mutex<MarketStore>,
    series: Mutex<HashMap<String, Option<Arc<Series>>>>,
    /// Which data there are, and how old.
    pub(super) status: MarketStatus,
    /// Large members of the S&P 500 that the store prices.
    universe: Vec<String>,
}

/// One series of the store.
pub type SeriesLine = SeriesInfo;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Names of the series written.
    pub series: Vec<String>,
    /// Bars that those series hold now.
    pub bars: usize,
    /// What was odd about the file, and what was done about it.
    pub notices: Vec<String>,
}

impl Market {
    /// The user's figures where there are any, else the demo market, made where it is not there.
    fn open(home: &Path) -> Result<(Self, Vec<String>), DeskError> {
        let mut store = MarketStore::open(&real_path(home))?;
        let mut notices: Vec<String> = store
            .rebuilt()
            .map(ToString::to_string)
            .into_iter()
            .collect();
        if store.kind()?.is_none() {
            store = MarketStore::open(&demo_path(home))?;
            notices.extend(store.rebuilt().map(ToString::to_string));
        }
        if store.kind()?.is_none() {
            let (series, chains) = (demo::generate(demo::SEED), demo::chains(demo::SEED));
            let batch = Batch {
                chains: &chains,
                // What is made anywhere at any time is of no time.
                ..Batch::of_series(&series, Timestamp::UNIX_EPOCH)
            };
            store.put(Kind::Demo, &batch)?;
        }
        let status = MarketStatus {
            demo: store.kind()? == Some(Kind::Demo),
            last: store.last_date()?,
        };
        let present: HashSet<String> = store.list()?.into_iter().map(|info| info.id).collect();
        let names = demo::universe().map(str::to_owned);
        let universe = names.filter(|id| present.contains(id)).collect();
        let market = Self {
            store: Mutex::new(store),
            series: Mutex::default(),
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

    /// What an indicator needs, as far as there is any.
    pub(super) fn inputs(&self, indicator: &Indicator, subject: &str) -> Result<Inputs, DeskError> {
        let mut inputs = Inputs::default();
        for id in indicator.inputs(subject) {
            if let Some(series) = self.series(&id)? {
                inputs.insert(series);
            }
        }
        if indicator.needs_universe {
            for id in &self.universe {
                inputs.universe.extend(self.series(id)?);
            }
        }
        Ok(inputs)
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

    /// Imports a file of daily figures; the first one takes the place of the demo market.
    ///
    /// `name` is the series to write where the file holds one and its name does not say.
    /// `at` is now; what differs from what was known before is told of.
    pub fn import(
        &self,
        path: &Path,
        name: Option<&str>,
        at: Timestamp,
    ) -> Result<ImportReport, DeskError> {
        let failed = |source| DeskError::File {
            path: path.to_owned(),
            source,
        };
        let bytes = std::fs::read(path).map_err(failed)?;
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let file = file.unwrap_or_default();
        let imported = match name {
            Some(name) => import::read_csv_as(&bytes, &file, name),
            None => import::read_csv(&bytes, &file),
        }?;
        let mut store = MarketStore::open(&real_path(&self.setup.home))?;
        let mut notices: Vec<String> = imported.notices.iter().map(ToString::to_string).collect();
        if store.kind()?.is_none() {
            notices.push("these figures take the place of the demo market".to_owned());
        }
        let stored = store.put(Kind::Real, &Batch::of_series(&imported.series, at))?;
        notices.extend(stored.changes.iter().map(ToString::to_string));
        let series = imported
            .series
            .iter()
            .map(|series| series.id().to_owned())
            .collect();
        Ok(ImportReport {
            series,
            bars: stored.bars,
            notices,
        })
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
            let (market, notices) = Market::open(&self.setup.home)?;
            lock(&self.notices).extend(notices);
            Ok(market)
        })
    }
}

/// What the user imported; never holds a demo figure.
pub(super) fn real_path(home: &Path) -> PathBuf {
    home.join("market.db")
}

/// The demo market of this version of the generator.
fn demo_path(home: &Path) -> PathBuf {
    home.join(format!("demo-{}.db", demo::VERSION))
}
