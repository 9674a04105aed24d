//! What the parsers answer, and the one way a row comes to be among it.

use jiff::civil::{Date, DateTime};

use super::catalogue;
use super::error::FormatError;
use super::notice::{Notice, Place, Reason};
use crate::model::{
    Adjustment, Bar, MemberList, OptionChain, OptionQuote, Origin, Series, Vintage,
};

/// How far beyond high and low an open or close may lie by rounding, as a share.
const ROUNDING: f64 = 0.001;

/// What a body or file holds. Each series has at least one row, and one place in the list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// Dated values.
    pub series: Vec<SeriesRows>,
    /// Option chains.
    pub chains: Vec<ChainRows>,
    /// Lists of the members of indices.
    pub lists: Vec<MemberList>,
    /// Prices of the moment.
    pub quotes: Vec<Quote>,
    /// Funds with what they multiply; their assets are series.
    pub funds: Vec<Fund>,
    /// What a person should know of how it was read.
    pub notices: Vec<Notice>,
}

impl Parsed {
    /// The newest day of any series, chain or quote.
    #[must_use]
    pub fn last(&self) -> Option<Date> {
        let series = self.series.iter().filter_map(SeriesRows::last);
        let chains = self.chains.iter().map(|chain| chain.at.date());
        let quotes = self.quotes.iter().filter_map(|quote| quote.at);
        let quotes = quotes.map(DateTime::date);
        series.chain(chains).chain(quotes).max()
    }

    /// What is of days before `day`: the figures of a running day still change.
    #[must_use]
    pub fn before(mut self, day: Date) -> Self {
        for one in &mut self.series {
            one.rows.retain(|row| row.bar.date < day);
        }
        self.series.retain(|one| !one.rows.is_empty());
        self
    }

    /// Refuses figures that end before `expected`: a source that stands still answers with a
    /// good status and old data.
    pub fn must_reach(&self, expected: Date) -> Result<(), FormatError> {
        match self.last() {
            None => Err(FormatError::NoValues),
            Some(last) if last < expected => Err(FormatError::Frozen { last, expected }),
            Some(_) => Ok(()),
        }
    }
}

/// The values of one series, oldest first, one a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRows {
    /// The name in the market store, such as `SPX` or `US10Y`.
    pub id: String,
    /// What was done to the prices.
    pub adjustment: Adjustment,
    /// The unit in the words of the source, where it or the series' own rule tells.
    pub unit: Option<&'static str>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl SeriesRows {
    /// The newest day.
    #[must_use]
    pub fn last(&self) -> Option<Date> {
        self.rows.last().map(|row| row.bar.date)
    }

    /// The series as it is stored.
    #[must_use]
    pub fn into_series(self, origin: Origin) -> Series {
        let vintage = |row: &Row| Vintage {
            known: row.published.unwrap_or(row.bar.date),
            bar: row.bar,
        };
        let vintages = self.rows.iter().map(vintage).collect();
        let series = Series::of_vintages(self.id, origin, vintages);
        let series = series.with_adjustment(self.adjustment);
        match self.unit {
            Some(unit) => series.with_unit(unit),
            None => series,
        }
    }
}

/// One day's figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The figures and the day that they are of.
    pub bar: Bar,
    /// The day on which they were published, where it is known and another one.
    pub published: Option<Date>,
}

/// The options on one underlying.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainRows {
    /// The underlying, by its name in the market store.
    pub underlying: String,
    /// When the quotes stood, in the exchange's local time.
    pub at: DateTime,
    /// The underlying's price at that time.
    pub spot: f64,
    /// All options.
    pub quotes: Vec<OptionQuote>,
}

impl ChainRows {
    /// The chain as it is stored.
    #[must_use]
    pub fn into_chain(self, origin: Origin) -> OptionChain {
        OptionChain::new(self.underlying, origin, self.at, self.spot, self.quotes)
    }
}

/// A price of the moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The instrument, by its name in the market store.
    pub id: String,
    /// Its name, as the source writes it.
    pub name: Option<String>,
    /// The currency, such as `USD`; pence and cents are brought to the whole.
    pub currency: Option<String>,
    /// The last price.
    pub last: f64,
    /// The close of the session before.
    pub previous: Option<f64>,
    /// The day's first price.
    pub open: Option<f64>,
    /// The day's highest.
    pub high: Option<f64>,
    /// The day's lowest.
    pub low: Option<f64>,
    /// Units traded on the day.
    pub volume: Option<f64>,
    /// When the last price was made, in the exchange's local time.
    pub at: Option<DateTime>,
}

/// A fund of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Fund {
    /// Its symbol.
    pub symbol: String,
    /// The multiple of the underlying's daily return that it promises; negative for inverse.
    pub multiple: Option<f64>,
    /// The underlying, by its name in the market store.
    pub underlying: Option<String>,
}

/// A series in the making: every row passes [`Self::push`].
#[derive(Debug)]
pub(super) struct Rows {
    id: String,
    adjustment: Adjustment,
    is_price: bool,
    found: Vec<(Place, Row)>,
    zeros: usize,
    open_outside: Option<(usize, Place)>,
}

impl Rows {
    /// Prices: zero stands for what was not published.
    pub(super) fn prices(id: impl Into<String>, adjustment: Adjustment) -> Self {
        Self {
            adjustment,
            is_price: true,
            ..Self::values(id)
        }
    }

    /// Values of a statistic, which may be zero.
    pub(super) fn values(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            adjustment: Adjustment::AsGiven,
            is_price: false,
            found: Vec::new(),
            zeros: 0,
            open_outside: None,
        }
    }

    /// The name in the market store.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The same series with what was done to its prices.
    pub(super) fn adjusted(mut self, adjustment: Adjustment) -> Self {
        self.adjustment = adjustment;
        self
    }

    /// Takes a bar unless it contradicts itself.
    pub(super) fn push(&mut self, place: Place, mut bar: Bar, notices: &mut Vec<Notice>) {
        let positive = |figure: Option<f64>| figure.filter(|figure| *figure > 0.0);
        let some = |figure: Option<f64>| figure.filter(|figure| !is_zero(*figure));
        bar.volume = positive(bar.volume);
        if self.is_price {
            (bar.open, bar.high, bar.low) = (some(bar.open), some(bar.high), some(bar.low));
        }
        let is_unpublished = self.is_price && is_zero(bar.close);
        self.zeros += usize::from(is_unpublished);
        let reason = is_unpublished
            .then_some(Reason::Zero)
            .or_else(|| contradiction(&bar));
        if let Some(reason) = reason {
            notices.push(Notice::LeftOut {
                id: Some(self.id.clone()),
                place,
                reason,
            });
            return;
        }
        if open_is_outside(&bar) {
            bar.open = None;
            self.open_outside.get_or_insert((0, place)).0 += 1;
        }
        let published = None;
        self.found.push((place, Row { bar, published }));
    }

    /// Takes a value, or the reason why there is none.
    pub(super) fn push_value(
        &mut self,
        place: Place,
        date: Date,
        value: Result<Option<f64>, Reason>,
        notices: &mut Vec<Notice>,
    ) {
        match value {
            Ok(None) => {}
            Ok(Some(value)) => self.push(place, Bar::close_only(date, value), notices),
            Err(reason) => notices.push(Notice::LeftOut {
                id: Some(self.id.clone()),
                place,
                reason,
            }),
        }
    }

    /// The rows in order, one a day; `None` without any. Of two rows of one day with other
    /// figures the one that stands first is kept.
    fn finish(mut self, notices: &mut Vec<Notice>) -> Result<Option<SeriesRows>, FormatError> {
        if let Some((count, place)) = self.open_outside {
            notices.push(Notice::OpenOutside {
                id: self.id.clone(),
                count,
                place,
            });
        }
        if self.found.is_empty() && self.zeros > 0 {
            return Err(FormatError::Zeros { id: self.id });
        }
        self.found.sort_by_key(|(_, row)| row.bar.date);
        let mut repeated = Vec::new();
        self.found.dedup_by(|later, kept| {
            let same = later.1.bar.date == kept.1.bar.date;
            if same && later.1.bar != kept.1.bar {
                repeated.push((later.0, kept.1.bar.date, kept.0));
            }
            same
        });
        notices.extend(
            repeated
                .into_iter()
                .map(|(place, date, kept)| Notice::LeftOut {
                    id: Some(self.id.clone()),
                    place,
                    reason: Reason::Repeated { date, kept },
                }),
        );
        let mut rows: Vec<Row> = self.found.into_iter().map(|(_, row)| row).collect();
        let Some(last) = rows.last().map(|row| row.bar.close) else {
            return Ok(None);
        };
        for row in &mut rows {
            let known = catalogue::published(&self.id, row.bar.date);
            row.published = known.filter(|known| *known > row.bar.date);
        }
        Ok(Some(SeriesRows {
            unit: catalogue::unit(&self.id, last),
            id: self.id,
            adjustment: self.adjustment,
            rows,
        }))
    }
}

/// The answer made of these series, or why there is none.
pub(super) fn parsed(
    series: impl IntoIterator<Item = Rows>,
    mut notices: Vec<Notice>,
) -> Result<Parsed, FormatError> {
    let mut found = Vec::new();
    for rows in series {
        found.extend(rows.finish(&mut notices)?);
    }
    if found.is_empty() {
        return Err(nothing_left(&notices));
    }
    Ok(Parsed {
        series: found,
        notices,
        ..Parsed::default()
    })
}

/// That no row was left, because of what the notices say.
pub(super) fn nothing_left(notices: &[Notice]) -> FormatError {
    let is_left_out = |notice: &&Notice| matches!(notice, Notice::LeftOut { .. });
    let mut left_out = notices.iter().filter(is_left_out);
    match left_out.next() {
        None => FormatError::NoValues,
        Some(first) => FormatError::NothingLeft {
            count: 1 + left_out.count(),
            first: first.to_string(),
        },
    }
}

fn is_zero(value: f64) -> bool {
    value.abs() < f64::MIN_POSITIVE
}

fn contradiction(bar: &Bar) -> Option<Reason> {
    let (close, slack) = (bar.close, ROUNDING * bar.close.abs());
    match (bar.high, bar.low) {
        (Some(high), Some(low)) if high < low => Some(Reason::HighBelowLow { high, low }),
        (high, low)
            if high.is_some_and(|high| close > high + slack)
                || low.is_some_and(|low| close < low - slack) =>
        {
            Some(Reason::CloseOutside {
                close,
                low: low.unwrap_or(f64::NEG_INFINITY),
                high: high.unwrap_or(f64::INFINITY),
            })
        }
        _ => None,
    }
}

fn open_is_outside(bar: &Bar) -> bool {
    let slack = ROUNDING * bar.close.abs();
    bar.open.is_some_and(|open| {
        bar.high.is_some_and(|high| open > high + slack)
            || bar.low.is_some_and(|low| open < low - slack)
    })
}
