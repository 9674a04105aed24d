//! A file of figures as series, chains and lists for the market store.
//!
//! Its format is recognised by what it holds, or named. What is read under a name that it does
//! not deserve is corrected and told of; a series that is not daily is kept apart, `SPX-M` of
//! months, unless it is one that never is. Nothing is resampled, filled or adjusted.

mod error;
mod frequency;
mod kinds;
mod sample;
#[cfg(test)]
mod tests;

use std::fmt;

pub use error::ImportError;
pub use frequency::Frequency;
pub use kinds::{FORMATS, Format};

use jiff::civil::Date;

use crate::market::formats::{self, FormatError, Parsed, SeriesRows, names};
use crate::model::{Adjustment, Bar, MemberList, OptionChain, Origin, Series};

use self::kinds::Given;
use self::sample::Sample;

/// No leveraged fund has as much as this.
const MOST_ASSETS_USD_MN: f64 = 500_000.0;

/// What a person said of a file.
#[derive(Default, Clone, Copy)]
pub struct Told<'a> {
    /// Its format; found by its content where there is none.
    pub format: Option<&'a Format>,
    /// The name of its one series, or of its list or chain.
    pub series: Option<&'a str>,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What it was taken for: the title of its format.
    pub format: &'static str,
    /// Its series, in the order of its columns; each has at least one bar.
    pub series: Vec<Series>,
    /// Its option chains.
    pub chains: Vec<OptionChain>,
    /// Its lists of members.
    pub lists: Vec<MemberList>,
    /// What a person should know of how it was read.
    pub notices: Vec<Notice>,
}

/// Something about an import that a person should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Of how the format was read.
    Read(formats::Notice),
    /// Series that are not daily were given names of their own.
    NotDaily {
        /// How often they have a value.
        frequency: Frequency,
        /// The names they have now.
        ids: Vec<String>,
    },
    /// A series was stored under the name that its values deserve.
    Renamed {
        /// The name it came under.
        from: String,
        /// The name it has now.
        to: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// The values are not those that the name promises.
    Suspicious {
        /// The series.
        id: String,
        /// What it probably is.
        hint: &'static str,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(notice) => notice.fmt(f),
            Self::NotDaily { frequency, ids } => write!(
                f,
                "{frequency}: stored as {}, apart from daily figures, which the panels need",
                ids.join(", ")
            ),
            Self::Renamed { from, to, reason } => {
                write!(f, "{from} is stored as {to}: {reason}")
            }
            Self::Suspicious { id, hint } => write!(f, "{id}: {hint}"),
        }
    }
}

/// The format of this id, as [`Told::format`] takes it.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// Whether a file that begins like this holds the bars of one instrument: of two files that give
/// the same days, such a one says more than a table of closes.
#[must_use]
pub fn begins_with_bars(head: &[u8]) -> bool {
    let sample = Sample::of(head);
    ["high", "low", "close"]
        .iter()
        .all(|name| sample.has_column(name))
}

/// Reads a file, whose name, with or without its folders, may say what it holds.
pub fn read(bytes: &[u8], file_name: &str, told: Told<'_>) -> Result<Imported, ImportError> {
    let name = names::last_part(file_name);
    let sample = Sample::of(bytes);
    let format = match told.format {
        Some(format) => format,
        None => recognised(&sample, file_name)?,
    };
    let failed = |reason| ImportError::Format {
        file: file_name.to_owned(),
        format: format.title,
        reason,
    };
    let given = Given {
        bytes,
        name,
        series: told.series,
        sample: &sample,
    };
    let parsed = (format.read)(&given).map_err(failed)?;
    if let (Some(id), true) = (told.series, names_of(&parsed) > 1) {
        return Err(ImportError::ManySeries {
            file: file_name.to_owned(),
            id: id.to_owned(),
            series: names_of(&parsed),
        });
    }
    finish(parsed, file_name, format.title)
}

/// The format that the content has.
fn recognised(sample: &Sample, file: &str) -> Result<&'static Format, ImportError> {
    let passed_over = |reason: String| ImportError::NotFigures {
        file: file.to_owned(),
        reason,
    };
    if let Some(reason) = kinds::no_figures(sample) {
        return Err(passed_over(reason.to_owned()));
    }
    let found = FORMATS.iter().find(|format| format.is(sample));
    found.ok_or_else(|| {
        let begins: String = sample
            .head
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect();
        passed_over(if begins.is_empty() {
            "it is empty".to_owned()
        } else {
            format!("it is of no known format, beginning with {begins:?}")
        })
    })
}

/// How many names its series have; of one name there may be several adjustments.
fn names_of(parsed: &Parsed) -> usize {
    let mut ids: Vec<&str> = parsed.series.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// The figures under the names and units that the store knows.
fn finish(mut parsed: Parsed, file: &str, format: &'static str) -> Result<Imported, ImportError> {
    let mut notices: Vec<Notice> = parsed.notices.into_iter().map(Notice::Read).collect();
    parsed
        .series
        .extend(parsed.quotes.iter().filter_map(of_quote));
    for one in &mut parsed.series {
        let Some(last) = one.rows.last().map(|row| row.bar.close) else {
            continue;
        };
        if let Some((to, reason)) = names::corrected(&one.id, last) {
            let from = std::mem::replace(&mut one.id, to.to_owned());
            notices.push(Notice::Renamed { from, to, reason });
        }
        if let Some(hint) = names::suspicion(&one.id, last) {
            let id = one.id.clone();
            notices.push(Notice::Suspicious { id, hint });
        }
        fits_unit(one, file)?;
    }
    apart_from_daily(&mut parsed.series, &mut notices);
    let origin = Origin::File(names::last_part(file).to_owned());
    let series = parsed.series.into_iter();
    let chains = parsed.chains.into_iter();
    let imported = Imported {
        format,
        series: series.map(|one| one.into_series(origin.clone())).collect(),
        chains: chains.map(|one| one.into_chain(origin.clone())).collect(),
        lists: parsed.lists,
        notices,
    };
    if imported.series.is_empty() && imported.chains.is_empty() && imported.lists.is_empty() {
        return Err(ImportError::Format {
            file: file.to_owned(),
            format,
            reason: FormatError::NoValues,
        });
    }
    Ok(imported)
}

/// The day of a quote in a file as a bar.
fn of_quote(quote: &formats::Quote) -> Option<SeriesRows> {
    let bar = Bar {
        date: quote.at?.date(),
        open: quote.open,
        high: quote.high,
        low: quote.low,
        close: quote.last,
        volume: quote.volume,
    };
    Some(SeriesRows {
        id: quote.id.clone(),
        adjustment: Adjustment::AsGiven,
        unit: None,
        rows: vec![formats::Row {
            bar,
            published: None,
        }],
    })
}

/// Refuses fund assets that no fund has: those given in dollars, not millions of them.
fn fits_unit(series: &SeriesRows, file: &str) -> Result<(), ImportError> {
    if !series.id.starts_with(names::ASSETS) {
        return Ok(());
    }
    let bars = series.rows.iter().map(|row| row.bar);
    let too_large: Option<(Date, f64)> = bars
        .map(|bar| (bar.date, bar.close))
        .find(|(_, close)| *close > MOST_ASSETS_USD_MN);
    match too_large {
        None => Ok(()),
        Some((date, found)) => Err(ImportError::TooManyAssets {
            file: file.to_owned(),
            id: series.id.clone(),
            date,
            found,
        }),
    }
}

/// Renames what is not daily, with one notice for each frequency.
fn apart_from_daily(series: &mut [SeriesRows], notices: &mut Vec<Notice>) {
    let mut renamed: Vec<(Frequency, Vec<String>)> = Vec::new();
    for one in series {
        let Some(frequency) = frequency::name(one) else {
            continue;
        };
        let id = one.id.clone();
        match renamed.iter_mut().find(|(other, _)| *other == frequency) {
            Some((_, ids)) => ids.push(id),
            None => renamed.push((frequency, vec![id])),
        }
    }
    let told = renamed.into_iter();
    notices.extend(told.map(|(frequency, ids)| Notice::NotDaily { frequency, ids }));
}
