//! Bringing the market store up to date from the sources that the user asked for.
//!
//! Every series is asked of the provider that is preferred for it, and where that one fails or
//! stands still of the next. What is missing since the last day held is asked for, with a week of
//! overlap, by which the store sees whether the past was restated. Every answer is written by
//! itself, so that an end in the middle leaves the store whole. What is held stays,
//! whatever becomes of a request.

mod ask;
mod plan;
mod report;
mod settle;
mod sources;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use crate::fetch::client::{Client, Clock, HostState, Patience, SystemClock};
use crate::market::providers::{PROVIDERS, Provider};
use crate::store::market::MarketStore;
use crate::store::sources::{HostRecord, SourceStore};

use super::{Desk, DeskError};

pub use plan::{PlannedRequest, UpdatePlan};
pub use report::{SeriesUpdate, SourceError, UpdateOutcome, UpdateProgress, UpdateReport};
pub use sources::SourceLine;

use ask::Asker;
use plan::Wanted;

/// How sources are asked.
#[derive(Clone)]
pub struct Sources {
    /// Addresses that take the place of a provider's own: its id, and scheme, host and perhaps the
    /// beginning of the path.
    pub bases: Vec<(String, String)>,
    /// How much of everything a request may take.
    pub patience: Patience,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Default for Sources {
    fn default() -> Self {
        Self {
            bases: Vec::new(),
            patience: Patience::default(),
            clock: Arc::new(SystemClock),
        }
    }
}

impl Sources {
    /// Where a provider is asked.
    pub(super) fn base(&self, provider: &dyn Provider) -> String {
        let other = self.bases.iter().find(|(id, _)| id == provider.id());
        other.map_or_else(|| provider.host().base.to_owned(), |(_, base)| base.clone())
    }

    /// Settings for providers that there are none of.
    fn unknown(&self) -> impl Iterator<Item = String> {
        let is_known = |id: &str| PROVIDERS.iter().any(|provider| provider.id() == id);
        let unknown = self.bases.iter().filter(move |(id, _)| !is_known(id));
        unknown.map(|(id, _)| format!("no provider is called {id}: see `tape market sources`"))
    }
}

impl Desk {
    /// The same desk, which asks sources in another way than the usual one.
    #[must_use]
    pub fn with_sources(mut self, sources: Sources) -> Self {
        self.sources = sources;
        self
    }

    /// What an update of this would ask, without asking it: see [`Self::update_market`].
    pub fn plan_update(&self, what: &[String]) -> Result<UpdatePlan, DeskError> {
        let held = plan::holdings(&self.open_market_store()?)?;
        let wanted = plan::wanted(what, &held)?;
        Ok(plan::plan(&wanted, &held, &self.sources, self.setup.today))
    }

    /// Fetches what is missing of series, panels, groups and providers; where none is named, of
    /// what providers gave before.
    ///
    /// `tell` hears of every request before it is made. Blocks for as long as the budgets of the
    /// sources demand.
    ///
    /// # Errors
    ///
    /// [`DeskError`], where the stores fail; what happens to a source is in the report.
    pub fn update_market(
        &self,
        what: &[String],
        tell: &mut dyn FnMut(&UpdateProgress),
    ) -> Result<UpdateReport, DeskError> {
        let market = self.open_market_store()?;
        let was_demo = market.kind()?.is_none();
        let mut wanted = plan::wanted(what, &plan::holdings(&market)?)?;
        let sources = self.open_source_store()?;
        let client = self.client(&sources)?;
        let mut asker = Asker {
            settings: &self.sources,
            client,
            sources,
            market,
            today: self.setup.today,
            notices: Vec::new(),
            has_written: false,
        };
        let mut done = 0;
        for provider in PROVIDERS {
            asker.update(*provider, &mut wanted, &mut done, tell)?;
        }
        let (mut notices, has_written) = asker.finish()?;
        notices.extend(self.sources.unknown());
        if was_demo && has_written {
            notices.push("these figures take the place of the demo market".to_owned());
        }
        self.look_again();
        Ok(UpdateReport {
            series: wanted.into_iter().map(Wanted::into_update).collect(),
            notices,
        })
    }

    /// Every provider, what is known of it, and how it behaved.
    pub fn sources(&self) -> Result<Vec<SourceLine>, DeskError> {
        let store = self.open_source_store()?;
        let now = self.sources.clock.now();
        sources::lines(&store, &self.sources, now)
    }

    fn open_market_store(&self) -> Result<MarketStore, DeskError> {
        Ok(MarketStore::open(&super::market::real_path(
            &self.setup.home,
        ))?)
    }

    pub(super) fn open_source_store(&self) -> Result<SourceStore, DeskError> {
        Ok(SourceStore::open(&self.setup.home.join("sources.db"))?)
    }

    pub(super) fn client(&self, store: &SourceStore) -> Result<Client, DeskError> {
        let known = store.hosts()?.into_iter().map(|host| {
            let state = HostState {
                failures: host.failures,
                open_until: host.open_until,
                last_asked: host.last_asked,
            };
            (host.name, state)
        });
        let clock = Arc::clone(&self.sources.clock);
        Ok(Client::new(self.sources.patience, clock, known))
    }
}

/// Hosts as they are remembered.
fn records(client: &Client) -> Vec<HostRecord> {
    let hosts = client.hosts().into_iter();
    let records = hosts.map(|(name, state)| HostRecord {
        name,
        failures: state.failures,
        open_until: state.open_until,
        last_asked: state.last_asked,
    });
    records.collect()
}

/// The first of each, in their order.
fn unique(ids: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let firsts = ids.into_iter().filter(|id| seen.insert(id.clone()));
    firsts.collect()
}
