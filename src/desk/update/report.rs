//! What an update did.

use jiff::civil::Date;

use crate::fetch::client::Fault;
use crate::market::formats::FormatError;

/// A request that is about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateProgress {
    /// Requests made so far.
    pub done: usize,
    /// Who is asked.
    pub provider: &'static str,
    /// For which series.
    pub subject: String,
}

/// What an update did, series by series.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UpdateReport {
    /// In the order in which they were asked for.
    pub series: Vec<SeriesUpdate>,
    /// What a person should know besides.
    pub notices: Vec<String>,
}

impl UpdateReport {
    /// Whether every series that a source offers is as new as it should be.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let is_good = |outcome: &UpdateOutcome| {
            matches!(
                outcome,
                UpdateOutcome::Updated { .. } | UpdateOutcome::Current { .. }
            )
        };
        self.series.iter().all(|one| is_good(&one.outcome))
    }
}

/// What an update did to one series or chain.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesUpdate {
    /// Its name.
    pub id: String,
    /// Who gave what is held now; `None` where nobody did.
    pub provider: Option<&'static str>,
    /// What became of it.
    pub outcome: UpdateOutcome,
    /// Who failed before, and why.
    pub faults: Vec<(&'static str, SourceError)>,
}

/// What became of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateOutcome {
    /// New days came.
    Updated {
        /// How many.
        bars: usize,
        /// The last.
        last: Date,
    },
    /// There is nothing newer.
    Current {
        /// The last day.
        last: Date,
    },
    /// The source stands still.
    Stale {
        /// How many new days came all the same.
        bars: usize,
        /// The last day that it has.
        last: Date,
        /// The day that it should have by now.
        due: Date,
    },
    /// Nothing came; what was held is held.
    Failed {
        /// Its last day; `None` where nothing is held.
        kept: Option<Date>,
    },
    /// No provider has it.
    NotOffered,
}

impl UpdateOutcome {
    /// How many new days came.
    #[must_use]
    pub const fn new_days(&self) -> usize {
        match self {
            Self::Updated { bars, .. } | Self::Stale { bars, .. } => *bars,
            Self::Current { .. } | Self::Failed { .. } | Self::NotOffered => 0,
        }
    }
}

/// Why a provider did not give a series.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SourceError {
    /// It could not be asked, or did not answer as it should.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// What it answered is not what was asked for.
    #[error("{url}: {error}")]
    Content {
        /// The address.
        url: String,
        /// What is wrong with it.
        error: FormatError,
    },
    /// It answered, but without this series.
    #[error("its answer holds no {id}: the source may have renamed it")]
    NotInAnswer {
        /// The series.
        id: String,
    },
    /// It stands still.
    #[error("its last day is {last}, where {due} should be there")]
    Stale {
        /// The last day that it has.
        last: Date,
        /// The day that it should have by now.
        due: Date,
    },
}
