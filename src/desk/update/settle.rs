//! What became of one series after a provider was asked for it.

use jiff::civil::Date;

use crate::market::providers::Provider;
use crate::model::{OptionChain, Series};

use super::ask::Got;
use super::plan::Wanted;
use super::report::{SourceError, UpdateOutcome};

/// What the answers of one provider brought of one series.
#[derive(Debug, Clone, Default)]
pub(super) struct Gain {
    /// Days that were not held.
    bars: usize,
    /// The last day held before, then of all.
    last: Option<Date>,
    /// The last day held before.
    before: Option<Date>,
    fault: Option<SourceError>,
}

impl Gain {
    /// Nothing yet, beyond what is held up to a day.
    pub(super) fn since(last: Option<Date>) -> Self {
        Self {
            last,
            before: last,
            ..Self::default()
        }
    }

    /// Counts what came of one request; of several faults the first is kept.
    pub(super) fn take(&mut self, id: &str, came: &Result<Got, SourceError>) {
        let figures = match came {
            Ok(Got::Nothing) => return,
            Ok(Got::Figures(figures)) => figures,
            Err(error) => {
                self.fault.get_or_insert_with(|| error.clone());
                return;
            }
        };
        let of_it = figures.series.iter().filter(|series| series.id() == id);
        let bars = of_it.flat_map(Series::bars);
        let chains = figures.chains.iter();
        let chains = chains.filter(|chain| OptionChain::input(chain.underlying()) == id);
        let days = bars.map(|bar| bar.date);
        for day in days.chain(chains.map(OptionChain::date)) {
            self.bars += usize::from(self.before.is_none_or(|before| day > before));
            self.last = self.last.max(Some(day));
        }
    }
}

/// Decides what became of a series; gives why the provider failed, where it did.
pub(super) fn settle(
    provider: &dyn Provider,
    wanted: &mut Wanted,
    gain: &Gain,
    today: Date,
) -> Option<SourceError> {
    let why = match (&gain.fault, gain.last) {
        (Some(fault), _) => fault.clone(),
        (None, None) => SourceError::NotInAnswer {
            id: wanted.id.clone(),
        },
        (None, Some(last)) => {
            let due = provider.due(&wanted.id, today).filter(|due| last < *due);
            let Some(due) = due else {
                wanted.provider = Some(provider.name());
                wanted.outcome = Some(match gain.bars {
                    0 => UpdateOutcome::Current { last },
                    bars => UpdateOutcome::Updated { bars, last },
                });
                return None;
            };
            wanted.stands_still(provider.name(), gain.bars, last, due);
            SourceError::Stale { last, due }
        }
    };
    wanted.faults.push((provider.name(), why.clone()));
    Some(why)
}

impl Wanted {
    /// A source that stands still gave what it has; of several, the one that goes furthest counts.
    fn stands_still(&mut self, provider: &'static str, bars: usize, last: Date, due: Date) {
        let is_further = match self.outcome {
            Some(UpdateOutcome::Stale { last: other, .. }) => last > other,
            _ => true,
        };
        if is_further {
            self.provider = Some(provider);
            self.outcome = Some(UpdateOutcome::Stale { bars, last, due });
        }
    }
}
