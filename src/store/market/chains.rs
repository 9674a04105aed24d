//! Rows of the table of option chains to and from plain values.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::DateTime;
use rusqlite::{Connection, Row};

use super::info::Preference;
use super::{ChainInfo, quotes, rows, schema};
use crate::model::OptionChain;
use crate::store::StoreError;

/// How a time is written in the table: as it reads, so that its order is the order of time.
const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// Writes one chain over any of its underlying, time and source; answers how many quotes it has.
pub(super) fn write(
    connection: &Connection,
    chain: &OptionChain,
    fetched: Timestamp,
) -> Result<usize, rusqlite::Error> {
    let count = chain.quotes().len();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO chains
             (underlying, provider, at, origin, spot, count, fetched, quotes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            chain.underlying(),
            rows::provider(chain.origin()),
            chain.at().strftime(TIME).to_string(),
            rows::origin_text(chain.origin()),
            chain.spot(),
            count as i64,
            schema::seconds(fetched),
            quotes::encode(chain.quotes()),
        ))?;
    Ok(count)
}

/// All chains without their quotes: by underlying, then by time; of one time the source that is
/// preferred first. A row whose time is none is left out.
pub(super) fn list(
    connection: &Connection,
    preference: &Preference,
) -> Result<Vec<ChainInfo>, rusqlite::Error> {
    let mut statement = connection.prepare_cached(
        "SELECT underlying, at, origin, spot, count, fetched FROM chains ORDER BY underlying, at",
    )?;
    let all = statement.query_map([], described)?;
    let mut all: Vec<ChainInfo> = all
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    all.sort_by_key(|info| preference.rank(rows::provider(&info.origin)));
    all.sort_by(|a, b| (&a.underlying, a.at).cmp(&(&b.underlying, b.at)));
    Ok(all)
}

/// One chain; `None` where there is none of that description.
pub(super) fn read(
    connection: &Connection,
    path: &Path,
    info: &ChainInfo,
) -> Result<Option<OptionChain>, StoreError> {
    let failed = |source| StoreError::Database {
        path: path.to_owned(),
        source,
    };
    let mut statement = connection
        .prepare_cached(
            "SELECT quotes FROM chains WHERE underlying = ?1 AND at = ?2 AND provider = ?3",
        )
        .map_err(failed)?;
    let key = (
        &info.underlying,
        info.at.strftime(TIME).to_string(),
        rows::provider(&info.origin),
    );
    let mut found = statement.query(key).map_err(failed)?;
    let Some(row) = found.next().map_err(failed)? else {
        return Ok(None);
    };
    let bytes = row.get_ref(0).map_err(failed)?;
    let quotes = bytes.as_blob().map_err(|_| "it is no blob");
    let quotes = quotes
        .and_then(quotes::decode)
        .map_err(|what| StoreError::Damaged {
            path: path.to_owned(),
            id: OptionChain::input(&info.underlying),
            what,
        })?;
    Ok(Some(OptionChain::new(
        &info.underlying,
        info.origin.clone(),
        info.at,
        info.spot,
        quotes,
    )))
}

fn described(row: &Row<'_>) -> Result<Option<ChainInfo>, rusqlite::Error> {
    let at: String = row.get(1)?;
    let origin: String = row.get(2)?;
    let count: i64 = row.get(4)?;
    let info = |at| -> Result<ChainInfo, rusqlite::Error> {
        Ok(ChainInfo {
            underlying: row.get(0)?,
            origin: rows::origin_of(&origin),
            at,
            spot: row.get(3)?,
            count: usize::try_from(count).unwrap_or_default(),
            fetched: schema::time(row.get(5)?),
        })
    };
    DateTime::strptime(TIME, &at).ok().map(info).transpose()
}
