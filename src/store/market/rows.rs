//! Rows of the series table to and from plain values.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use super::{Kind, SeriesInfo, record};
use crate::model::{Origin, Series};
use crate::store::StoreError;

/// What stands between the names of files that a series is from.
const SEPARATOR: &str = ", ";

/// What stands for the files that are not named.
const MORE: &str = "…";

/// How many files a series names as its origin.
const NAMED_FILES: usize = 4;

/// The kind of what is stored; `None` where nothing is.
pub(super) fn kind(connection: &Connection) -> Result<Option<Kind>, rusqlite::Error> {
    let origin: Option<String> = connection
        .prepare_cached("SELECT origin FROM series LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(origin.map(|text| Kind::of(&origin_of(&text))))
}

/// Removes every series; answers how many there were.
pub(super) fn remove_all(connection: &Connection) -> Result<usize, rusqlite::Error> {
    connection.execute("DELETE FROM series", [])
}

/// One whole series; `None` where there is none of that name.
pub(super) fn read(
    connection: &Connection,
    path: &Path,
    id: &str,
) -> Result<Option<Series>, StoreError> {
    let found = connection
        .prepare_cached("SELECT origin, bars FROM series WHERE id = ?1")
        .and_then(|mut statement| {
            statement
                .query_row([id], |row| {
                    let origin: String = row.get(0)?;
                    let bars = record::decode(row.get_ref(1)?.as_blob()?);
                    Ok((origin, bars))
                })
                .optional()
        })
        .map_err(|source| StoreError::Database {
            path: path.to_owned(),
            source,
        })?;
    let Some((origin, bars)) = found else {
        return Ok(None);
    };
    match bars {
        Ok(bars) => Ok(Some(Series::new(id, origin_of(&origin), bars))),
        Err(what) => Err(StoreError::Damaged {
            path: path.to_owned(),
            id: id.to_owned(),
            what,
        }),
    }
}

/// Writes one series over any of its name; answers how many bars it has.
pub(super) fn write(connection: &Connection, series: &Series) -> Result<usize, rusqlite::Error> {
    let bars = series.bars();
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return Ok(0);
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO series (id, origin, first, last, count, bars)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            series.id(),
            origin_text(series.origin()),
            record::number(first.date),
            record::number(last.date),
            bars.len() as i64,
            record::encode(bars),
        ))?;
    Ok(bars.len())
}

/// The union of the days of both, from the files of both; of two bars of one day that of `later`
/// stays.
pub(super) fn merged(earlier: &Series, later: &Series) -> Series {
    let mut bars = earlier.bars().to_vec();
    bars.extend_from_slice(later.bars());
    let is_replaced = |day| later.close_on(day).is_some();
    let origin = if earlier.bars().iter().all(|bar| is_replaced(bar.date)) {
        later.origin().clone()
    } else {
        joined(earlier.origin(), later.origin())
    };
    Series::new(later.id(), origin, bars)
}

/// The files of both, each once, the earlier first; behind the fourth only that there are more.
fn joined(earlier: &Origin, later: &Origin) -> Origin {
    let (Origin::File(earlier), Origin::File(later)) = (earlier, later) else {
        return later.clone();
    };
    let mut names: Vec<&str> = Vec::new();
    for name in earlier.split(SEPARATOR).chain(later.split(SEPARATOR)) {
        if name != MORE && !names.contains(&name) {
            names.push(name);
        }
    }
    let is_cut = names.len() > NAMED_FILES || earlier.ends_with(MORE) || later.ends_with(MORE);
    names.truncate(NAMED_FILES);
    if is_cut {
        names.push(MORE);
    }
    Origin::File(names.join(SEPARATOR))
}

/// A row's name, and its description unless a date in it is none.
pub(super) fn described(row: &Row<'_>) -> Result<(String, Option<SeriesInfo>), rusqlite::Error> {
    let id: String = row.get(0)?;
    let origin: String = row.get(1)?;
    let (first, last) = (record::date(row.get(2)?), record::date(row.get(3)?));
    let count: i64 = row.get(4)?;
    let described = first.zip(last).map(|(first, last)| SeriesInfo {
        id: id.clone(),
        origin: origin_of(&origin),
        first,
        last,
        count: usize::try_from(count).unwrap_or_default(),
    });
    Ok((id, described))
}

fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::Demo => "demo".to_owned(),
        Origin::File(name) => format!("file:{name}"),
        Origin::Provider(name) => format!("provider:{name}"),
    }
}

fn origin_of(text: &str) -> Origin {
    match text.split_once(':') {
        Some(("file", name)) => Origin::File(name.to_owned()),
        Some(("provider", name)) => Origin::Provider(name.to_owned()),
        _ => Origin::Demo,
    }
}
