//! Every provider, and how it behaved.

use jiff::Timestamp;

use crate::desk::DeskError;
use crate::fetch::client::{Circuit, HostState};
use crate::market::providers::PROVIDERS;
use crate::store::sources::SourceStore;

use super::Sources;

/// One provider, what is known of it, and how it behaved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// The word for it on the command line and in the settings.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it offers.
    pub gives: &'static str,
    /// Whose figures they are and what may be done with them.
    pub terms: &'static str,
    /// Where it is asked.
    pub base: String,
    /// The last time that it gave what was asked for.
    pub succeeded: Option<Timestamp>,
    /// The last time that it did not, and why.
    pub failed: Option<(Timestamp, String)>,
    /// Until when it is left alone, where its breaker is open.
    pub open_until: Option<Timestamp>,
}

/// All of them, the preferred first.
pub(super) fn lines(
    store: &SourceStore,
    sources: &Sources,
    now: Timestamp,
) -> Result<Vec<SourceLine>, DeskError> {
    let records = store.providers()?;
    let hosts = store.hosts()?;
    let lines = PROVIDERS.iter().map(|provider| {
        let base = sources.base(*provider);
        let record = records.iter().find(|record| record.id == provider.id());
        let host = hosts.iter().find(|host| host.name == host_of(&base));
        let circuit = host.map(|host| {
            let state = HostState {
                failures: host.failures,
                open_until: host.open_until,
                last_asked: host.last_asked,
            };
            state.circuit(now)
        });
        SourceLine {
            id: provider.id(),
            name: provider.name(),
            gives: provider.gives(),
            terms: provider.terms(),
            succeeded: record.and_then(|record| record.succeeded),
            failed: record.and_then(|record| record.failed.clone()),
            open_until: match circuit {
                Some(Circuit::Open(until)) => Some(until),
                _ => None,
            },
            base,
        }
    });
    Ok(lines.collect())
}

/// The host of a base address, with its port.
fn host_of(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}
