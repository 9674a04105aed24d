//! Rows of the series table to and from plain values.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::history::{self, Columns};
use super::info::{FILES, Preference};
use super::merge::Held;
use super::{Kind, SeriesInfo, record, schema};
use crate::model::{Adjustment, Bar, Origin, Series};
use crate::store::StoreError;

/// What stands between the names of files that a series is from.
const SEPARATOR: &str = ", ";

/// What stands for the files that are not named.
const MORE: &str = "…";

/// How many files a series names as its origin.
const NAMED_FILES: usize = 4;

/// What [`described`] reads of a row.
pub(super) const DESCRIPTION: &str =
    "id, origin, adjustment, unit, first, last, count, revised, fetched";

/// The kind of what is stored; `None` where nothing is.
pub(super) fn kind(connection: &Connection) -> Result<Option<Kind>, rusqlite::Error> {
    let origin: Option<String> = connection
        .prepare_cached("SELECT origin FROM series UNION ALL SELECT origin FROM chains LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(origin.map(|text| Kind::of(&origin_of(&text))))
}

/// Removes everything; answers how many series and chains there were.
pub(super) fn remove_all(connection: &Connection) -> Result<usize, rusqlite::Error> {
    let series = connection.execute("DELETE FROM series", [])?;
    let chains = connection.execute("DELETE FROM chains", [])?;
    connection.execute("DELETE FROM restated", [])?;
    connection.execute("DELETE FROM members", [])?;
    Ok(series + chains)
}

/// The series of a name that is preferred; `None` where there is none of that name.
pub(super) fn read(
    connection: &Connection,
    path: &Path,
    id: &str,
    preference: &Preference,
) -> Result<Option<Series>, StoreError> {
    let failed = |source| StoreError::Database {
        path: path.to_owned(),
        source,
    };
    let infos = of_name(connection, id).map_err(failed)?;
    let best = infos
        .into_iter()
        .min_by(|a, b| order(a, preference).cmp(&order(b, preference)));
    let Some(best) = best else { return Ok(None) };
    let held = one(connection, &best, |info, row| {
        let known: Option<Vec<u8>> = row.get(2)?;
        let earlier: Option<Vec<u8>> = row.get(3)?;
        Ok(series(
            info,
            row.get_ref(0)?.as_blob()?,
            known.as_deref(),
            earlier.as_deref(),
        ))
    });
    unbroken(held.map_err(failed)?, path, id)
}

/// A series with all that is held of it: that of the source and the adjustment of `like`.
pub(super) fn held(
    connection: &Connection,
    path: &Path,
    like: &Series,
) -> Result<Option<Held>, StoreError> {
    let failed = |source| StoreError::Database {
        path: path.to_owned(),
        source,
    };
    let infos = of_name(connection, like.id()).map_err(failed)?;
    let is_its = |info: &SeriesInfo| {
        provider(&info.origin) == provider(like.origin()) && info.adjustment == like.adjustment()
    };
    let Some(info) = infos.into_iter().find(is_its) else {
        return Ok(None);
    };
    let held = one(connection, &info, |info, row| {
        let times: Option<Vec<u8>> = row.get(1)?;
        let known: Option<Vec<u8>> = row.get(2)?;
        let earlier: Option<Vec<u8>> = row.get(3)?;
        let series = series(
            info,
            row.get_ref(0)?.as_blob()?,
            known.as_deref(),
            earlier.as_deref(),
        );
        Ok(series.and_then(|series| history::held(series, times.as_deref(), earlier.as_deref())))
    });
    unbroken(held.map_err(failed)?, path, like.id())
}

/// Writes one series over that of its name, source and adjustment; answers how many bars it has.
pub(super) fn write(
    connection: &Connection,
    held: &Held,
    fetched: Timestamp,
) -> Result<usize, rusqlite::Error> {
    let series = &held.series;
    let bars = series.bars();
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return Ok(0);
    };
    let Columns {
        bars: blob,
        times,
        known,
        earlier,
    } = history::encode(held);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO series
             (id, provider, adjustment, origin, unit, first, last, count, revised, fetched,
              bars, times, known, earlier)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute((
            series.id(),
            provider(series.origin()),
            series.adjustment().name(),
            origin_text(series.origin()),
            series.unit(),
            record::number(first.date),
            record::number(last.date),
            bars.len() as i64,
            series.earlier().len() as i64,
            schema::seconds(fetched),
            blob,
            times,
            known,
            earlier,
        ))?;
    Ok(bars.len())
}

/// Keeps the bars that a restated past took the place of.
pub(super) fn put_aside(
    connection: &Connection,
    series: &Series,
    bars: &[Bar],
    until: Timestamp,
) -> Result<(), rusqlite::Error> {
    if bars.is_empty() {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO restated (id, provider, adjustment, until, bars)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            series.id(),
            provider(series.origin()),
            series.adjustment().name(),
            schema::seconds(until),
            record::encode(bars),
        ))?;
    Ok(())
}

/// Bars below which a series gives way to a longer one of its name: some sources know the day alone.
const LEAST_BARS: usize = 20;

/// The order in which series of one name are read: the first is.
pub(super) fn order(info: &SeriesInfo, preference: &Preference) -> impl Ord + use<> {
    (
        info.adjustment == Adjustment::SplitsAndDividends,
        preference.rank(provider(&info.origin)),
        info.count < LEAST_BARS,
        std::cmp::Reverse(info.fetched),
        provider(&info.origin).to_owned(),
        info.adjustment,
    )
}

/// What the store calls the source of an origin.
pub(super) fn provider(origin: &Origin) -> &str {
    match origin {
        Origin::Demo => "demo",
        Origin::File(_) => FILES,
        Origin::Provider(name) => name,
    }
}

/// The files of both, each once, the earlier first; behind the fourth only that there are more.
pub(super) fn joined(earlier: &Origin, later: &Origin) -> Origin {
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

/// A row's name, and its description unless something in it is none.
pub(super) fn described(row: &Row<'_>) -> Result<(String, Option<SeriesInfo>), rusqlite::Error> {
    let id: String = row.get(0)?;
    let origin: String = row.get(1)?;
    let adjustment: String = row.get(2)?;
    let (first, last) = (record::date(row.get(4)?), record::date(row.get(5)?));
    let (count, revised): (i64, i64) = (row.get(6)?, row.get(7)?);
    let (unit, fetched): (Option<String>, Option<i64>) = (row.get(3)?, row.get(8)?);
    let described =
        first
            .zip(last)
            .zip(Adjustment::named(&adjustment))
            .map(|((first, last), adjustment)| SeriesInfo {
                id: id.clone(),
                origin: origin_of(&origin),
                adjustment,
                unit,
                first,
                last,
                count: usize::try_from(count).unwrap_or_default(),
                revised: usize::try_from(revised).unwrap_or_default(),
                fetched: fetched.and_then(schema::time),
                is_passed_over: false,
            });
    Ok((id, described))
}

pub(super) fn origin_text(origin: &Origin) -> String {
    match origin {
        Origin::Demo => "demo".to_owned(),
        Origin::File(name) => format!("file:{name}"),
        Origin::Provider(name) => format!("provider:{name}"),
    }
}

pub(super) fn origin_of(text: &str) -> Origin {
    match text.split_once(':') {
        Some(("file", name)) => Origin::File(name.to_owned()),
        Some(("provider", name)) => Origin::Provider(name.to_owned()),
        _ => Origin::Demo,
    }
}

fn of_name(connection: &Connection, id: &str) -> Result<Vec<SeriesInfo>, rusqlite::Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {DESCRIPTION} FROM series WHERE id = ?1"))?;
    let found = statement.query_map([id], described)?;
    let infos = found.map(|row| row.map(|(_, info)| info));
    infos.filter_map(Result::transpose).collect()
}

/// What `make` makes of the large columns of a row: bars, times, known, earlier.
fn one<T>(
    connection: &Connection,
    info: &SeriesInfo,
    make: impl FnOnce(&SeriesInfo, &Row<'_>) -> Result<T, rusqlite::Error>,
) -> Result<Option<T>, rusqlite::Error> {
    connection
        .prepare_cached(
            "SELECT bars, times, known, earlier FROM series
             WHERE id = ?1 AND provider = ?2 AND adjustment = ?3",
        )?
        .query_row(
            (&info.id, provider(&info.origin), info.adjustment.name()),
            |row| make(info, row),
        )
        .optional()
}

fn series(
    info: &SeriesInfo,
    bars: &[u8],
    known: Option<&[u8]>,
    earlier: Option<&[u8]>,
) -> Result<Series, &'static str> {
    let bars = record::decode(bars)?;
    let series = if known.is_none() && earlier.is_none() {
        Series::new(&info.id, info.origin.clone(), bars)
    } else {
        let vintages = history::vintages(bars, known, earlier)?;
        Series::of_vintages(&info.id, info.origin.clone(), vintages)
    };
    let series = series.with_adjustment(info.adjustment);
    Ok(match &info.unit {
        Some(unit) => series.with_unit(unit),
        None => series,
    })
}

fn unbroken<T>(
    found: Option<Result<T, &'static str>>,
    path: &Path,
    id: &str,
) -> Result<Option<T>, StoreError> {
    found.transpose().map_err(|what| StoreError::Damaged {
        path: path.to_owned(),
        id: id.to_owned(),
        what,
    })
}
