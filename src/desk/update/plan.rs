//! What is wanted, and what would be asked for it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::indicators::{self, INDICATORS, Indicator};
use crate::market::providers::{self, PROVIDERS, Provider, Request, Span, symbols};
use crate::model::{OptionChain, Origin};
use crate::store::StoreError;
use crate::store::market::MarketStore;

use super::report::{SeriesUpdate, SourceError, UpdateOutcome};
use super::{Sources, unique};
use crate::desk::DeskError;

/// Years of history that are asked for where nothing is held.
const HISTORY_YEARS: i16 = 10;

/// Days before the last one held that are asked for again: the last bar may have been of a running
/// session, and a past that was restated shows in them.
const OVERLAP_DAYS: i64 = 7;

/// What an update would ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdatePlan {
    /// In the order in which they are made, each of the preferred provider.
    pub requests: Vec<PlannedRequest>,
    /// Series that are as new as they can be.
    pub current: Vec<String>,
    /// What no provider has.
    pub not_offered: Vec<String>,
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRequest {
    /// Who is asked.
    pub provider: &'static str,
    /// The whole address.
    pub url: String,
    /// The series that it is made for.
    pub series: Vec<String>,
}

/// What is held of a series or chain of one source.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    id: String,
    origin: Origin,
    last: Date,
}

/// Everything that is held.
pub(super) fn holdings(store: &MarketStore) -> Result<Vec<Holding>, StoreError> {
    let series = store.list()?.into_iter().map(|info| Holding {
        id: info.id,
        origin: info.origin,
        last: info.last,
    });
    let chains = store.list_chains()?.into_iter().map(|info| Holding {
        id: OptionChain::input(&info.underlying),
        origin: info.origin,
        last: info.at.date(),
    });
    Ok(series.chain(chains).collect())
}

/// A series that is wanted, and what became of it so far.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) id: String,
    /// Only this provider is asked, as the user did.
    pub(super) only: Option<&'static str>,
    pub(super) provider: Option<&'static str>,
    pub(super) outcome: Option<UpdateOutcome>,
    pub(super) faults: Vec<(&'static str, SourceError)>,
    /// The last day held of any source.
    pub(super) kept: Option<Date>,
}

impl Wanted {
    fn new(id: String, only: Option<&'static str>) -> Self {
        Self {
            id,
            only,
            provider: None,
            outcome: None,
            faults: Vec::new(),
            kept: None,
        }
    }

    /// Whether a provider is to be asked for it still.
    pub(super) fn is_of(&self, provider: &dyn Provider) -> bool {
        let is_open = matches!(self.outcome, None | Some(UpdateOutcome::Stale { .. }));
        is_open && self.only.is_none_or(|only| only == provider.id()) && provider.offers(&self.id)
    }

    pub(super) fn into_update(self) -> SeriesUpdate {
        let nothing = if self.faults.is_empty() {
            UpdateOutcome::NotOffered
        } else {
            UpdateOutcome::Failed { kept: self.kept }
        };
        SeriesUpdate {
            outcome: self.outcome.unwrap_or(nothing),
            id: self.id,
            provider: self.provider,
            faults: self.faults,
        }
    }
}

/// The series that words of the user's stand for: series, panels, groups, providers; where there
/// are none, what providers gave before.
pub(super) fn wanted(what: &[String], held: &[Holding]) -> Result<Vec<Wanted>, DeskError> {
    let mut all: Vec<Wanted> = Vec::new();
    let mut add = |ids: Vec<String>, only: Option<&'static str>| {
        for id in ids {
            if !all.iter().any(|one| one.id == id && one.only == only) {
                all.push(Wanted::new(id, only));
            }
        }
    };
    if what.is_empty() {
        let given = held.iter().filter(|info| is_provider(&info.origin));
        add(unique(given.map(|info| info.id.clone())), None);
    }
    for word in what {
        if let Some(provider) = providers::named(word) {
            let given = held.iter().filter(|info| is_of(info, provider));
            let given = given.map(|info| info.id.clone());
            let ids = unique(given.chain(provider.listed()));
            if ids.is_empty() {
                return Err(DeskError::NameSeries {
                    provider: provider.name(),
                });
            }
            add(ids, Some(provider.id()));
        } else if let Some(panel) = indicators::find(word) {
            add(inputs(panel), None);
        } else if let Some(ids) = group(word) {
            add(ids, None);
        } else {
            add(vec![symbols::canonical(word)], None);
        }
    }
    for one in &mut all {
        let of_it = held.iter().filter(|info| info.id == one.id);
        one.kept = of_it.map(|info| info.last).max();
    }
    Ok(all)
}

/// What would be asked, of the preferred provider of each series.
pub(super) fn plan(
    wanted: &[Wanted],
    held: &[Holding],
    sources: &Sources,
    today: Date,
) -> UpdatePlan {
    let mut plan = UpdatePlan::default();
    let mut open: Vec<&Wanted> = wanted.iter().collect();
    for provider in PROVIDERS.iter().copied() {
        let (of_it, rest): (Vec<&Wanted>, _) =
            open.into_iter().partition(|one| one.is_of(provider));
        open = rest;
        let ids: Vec<&str> = of_it.iter().map(|one| one.id.as_str()).collect();
        let requests = requests(provider, &ids, held, today);
        let is_asked = |id: &str| requests.iter().any(|(_, of)| of.iter().any(|it| it == id));
        let current = ids.iter().filter(|id| !is_asked(id));
        plan.current.extend(current.map(|id| (*id).to_owned()));
        let base = sources.base(provider);
        plan.requests.extend(
            requests
                .into_iter()
                .map(|(request, series)| PlannedRequest {
                    provider: provider.name(),
                    url: format!("{base}{}", request.path),
                    series,
                }),
        );
    }
    plan.not_offered = open.iter().map(|one| one.id.clone()).collect();
    plan
}

/// The requests for some series, one for each address, with the series that each is made for.
/// A series of which nothing newer can be there is asked for by none.
pub(super) fn requests(
    provider: &dyn Provider,
    ids: &[&str],
    held: &[Holding],
    today: Date,
) -> Vec<(Request, Vec<String>)> {
    let mut all: Vec<(Request, Vec<String>)> = Vec::new();
    for id in ids {
        let last = last_held(held, id, provider);
        if last.is_some_and(|last| !provider.may_have_newer(id, last, today)) {
            continue;
        }
        for request in provider.requests(id, span(last, today)) {
            match all.iter_mut().find(|(other, _)| other.path == request.path) {
                Some((_, of)) => of.push((*id).to_owned()),
                None => all.push((request, vec![(*id).to_owned()])),
            }
        }
    }
    all
}

/// The days to ask for where something is held up to a day.
fn span(last_held: Option<Date>, today: Date) -> Span {
    let first = match last_held {
        Some(last) => last.saturating_sub(OVERLAP_DAYS.days()),
        None => today.saturating_sub(HISTORY_YEARS.years()),
    };
    Span { first, last: today }
}

/// The last day held of a series as this provider gave it.
pub(super) fn last_held(held: &[Holding], id: &str, provider: &dyn Provider) -> Option<Date> {
    let of_it = held
        .iter()
        .filter(|info| info.id == id && is_of(info, provider));
    of_it.map(|info| info.last).max()
}

fn is_provider(origin: &Origin) -> bool {
    matches!(origin, Origin::Provider(_))
}

fn is_of(info: &Holding, provider: &dyn Provider) -> bool {
    matches!(&info.origin, Origin::Provider(name) if name == provider.name())
}

fn inputs(panel: &Indicator) -> Vec<String> {
    let subject = panel.subject("");
    let chains = panel.chains(subject).into_iter();
    let chains = chains.map(|underlying| OptionChain::input(&underlying));
    panel.inputs(subject).into_iter().chain(chains).collect()
}

fn group(word: &str) -> Option<Vec<String>> {
    let panels: Vec<&Indicator> = INDICATORS
        .iter()
        .filter(|panel| panel.group.id() == word)
        .collect();
    (!panels.is_empty()).then(|| unique(panels.into_iter().flat_map(inputs)))
}
