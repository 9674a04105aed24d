//! What the columns of a file are, by their names.

use csv::StringRecord;

use super::super::error::FormatError;
use super::super::names;
use super::lines::Table;

const DATES: &[&str] = &[
    "date",
    "observation_date",
    "record_date",
    "trade_date",
    "datetime",
    "timestamp",
    "time",
    "day",
    "日期",
    "交易日期",
    "交易日",
    "时间",
    "時間",
];
const OPENS: &[&str] = &[
    "open",
    "o",
    "1. open",
    "open price",
    "开盘",
    "开盘价",
    "開盤",
    "開盤價",
];
const HIGHS: &[&str] = &[
    "high",
    "h",
    "2. high",
    "high price",
    "最高",
    "最高价",
    "最高價",
];
const LOWS: &[&str] = &[
    "low",
    "l",
    "3. low",
    "low price",
    "最低",
    "最低价",
    "最低價",
];
/// The earlier, the better: a plain close agrees with open, high and low, an adjusted one may
/// not.
const CLOSES: &[&str] = &[
    "close",
    "c",
    "4. close",
    "close/last",
    "last",
    "close price",
    "last price",
    "px_last",
    "settle",
    "settlement",
    "收盘",
    "收盘价",
    "收盤",
    "收盤價",
    "收市",
    "收市价",
    "收市價",
    "adj close",
    "adj. close",
    "adj_close",
    "adjclose",
    "adjusted close",
    "5. adjusted close",
    "price",
    "value",
    "rate",
    "yield",
    "价格",
    "價格",
];
const VOLUMES: &[&str] = &[
    "volume",
    "v",
    "vol",
    "vol.",
    "5. volume",
    "6. volume",
    "成交量",
    "成交股数",
    "成交股數",
];

/// How the columns of a file make series.
#[derive(Debug, PartialEq)]
pub(super) enum Layout {
    /// One series.
    One(Columns),
    /// A series a column.
    Wide {
        /// The column of dates.
        date: usize,
        /// The others.
        columns: Vec<Column>,
    },
}

impl Layout {
    /// The column of dates.
    pub(super) fn date(&self) -> usize {
        match self {
            Self::One(columns) => columns.date,
            Self::Wide { date, .. } => *date,
        }
    }
}

/// The columns of one series.
#[derive(Debug, PartialEq)]
pub(super) struct Columns {
    pub date: usize,
    pub open: Option<usize>,
    pub high: Option<usize>,
    pub low: Option<usize>,
    pub close: usize,
    pub volume: Option<usize>,
    /// Whether the close is one restated for dividends.
    pub is_adjusted: bool,
    /// Those that a bar has no place for.
    pub unused: Vec<usize>,
}

/// A series in a wide table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub id: String,
    pub value: usize,
    /// The column called like it with `_volume` after it.
    pub volume: Option<usize>,
}

/// Whether a line names a column of dates, and is the header for it.
pub(super) fn has_date(record: &StringRecord) -> bool {
    record.len() > 1 && record.iter().any(|name| is_one_of(name, DATES))
}

/// The layout that the header says.
pub(super) fn layout(table: &Table) -> Result<Layout, FormatError> {
    let date = first_of(table, DATES).ok_or(FormatError::NoValues)?;
    let Some(close) = first_of(table, CLOSES) else {
        let columns = wide(table, date);
        if columns.is_empty() {
            return Err(FormatError::NoValues);
        }
        return Ok(Layout::Wide { date, columns });
    };
    let mut columns = Columns {
        date,
        open: first_of(table, OPENS),
        high: first_of(table, HIGHS),
        low: first_of(table, LOWS),
        close,
        volume: first_of(table, VOLUMES),
        is_adjusted: table.name(close).to_lowercase().starts_with("adj"),
        unused: Vec::new(),
    };
    let used = [columns.open, columns.high, columns.low, columns.volume];
    columns.unused = (0..table.header.len())
        .filter(|at| *at != date && *at != close && !used.contains(&Some(*at)))
        .filter(|at| !table.name(*at).is_empty())
        .collect();
    Ok(Layout::One(columns))
}

fn wide(table: &Table, date: usize) -> Vec<Column> {
    let lower: Vec<String> = table
        .header
        .iter()
        .map(|name| name.to_lowercase())
        .collect();
    let is_volume_of = |volume: &str, of: &str| {
        let base = volume
            .strip_suffix("_volume")
            .or_else(|| volume.strip_suffix(" volume"));
        base == Some(of)
    };
    (0..table.header.len())
        .filter(|at| *at != date && !table.name(*at).is_empty())
        .filter(|at| {
            let name = lower.get(*at).map_or("", String::as_str);
            !lower.iter().any(|of| is_volume_of(name, of))
        })
        .filter_map(|value| {
            let name = lower.get(value)?;
            Some(Column {
                id: names::of_column(table.name(value))?,
                value,
                volume: lower.iter().position(|volume| is_volume_of(volume, name)),
            })
        })
        .collect()
}

/// The column whose name stands first in the list.
fn first_of(table: &Table, list: &[&str]) -> Option<usize> {
    list.iter().find_map(|wanted| {
        let is_wanted = |name: &String| name.to_lowercase() == *wanted;
        table.header.iter().position(is_wanted)
    })
}

fn is_one_of(name: &str, list: &[&str]) -> bool {
    list.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout_of(header: &str) -> Result<Layout, FormatError> {
        let cells = header.split(',').map(|_| "1").collect::<Vec<_>>().join(",");
        layout(&Table::read(&format!("{header}\n{cells}\n"), &mut Vec::new()).unwrap())
    }

    #[test]
    fn one_series_in_the_usual_spellings() {
        let headers = [
            "Date,Open,High,Low,Close,Volume",
            "DATE,OPEN,HIGH,LOW,CLOSE,VOL",
            "日期,开盘价,最高价,最低价,收盘价,成交量",
            "日期,開盤,最高,最低,收盤,成交量",
            "timestamp,o,h,l,c,v",
            "Date,1. open,2. high,3. low,4. close,5. volume",
        ];
        for header in headers {
            let expected = Layout::One(Columns {
                date: 0,
                open: Some(1),
                high: Some(2),
                low: Some(3),
                close: 4,
                volume: Some(5),
                is_adjusted: false,
                unused: Vec::new(),
            });
            assert_eq!(layout_of(header).unwrap(), expected, "{header}");
        }
    }

    #[test]
    fn a_close_is_better_than_an_adjusted_one() {
        let cases = [
            ("Date,Open,High,Low,Close,Adj Close,Volume", 4, vec![5]),
            ("date,adj_close", 1, vec![]),
            ("Date,Price", 1, vec![]),
            ("observation_date,value", 1, vec![]),
            ("date,open,high,low,close,volume,wap,count", 4, vec![6, 7]),
        ];
        for (header, expected, left) in cases {
            let Layout::One(columns) = layout_of(header).unwrap() else {
                panic!("{header} is one series");
            };
            assert_eq!(
                (columns.close, columns.unused),
                (expected, left),
                "{header}"
            );
        }
    }

    #[test]
    fn wide_tables_with_volumes() {
        let Layout::Wide { date, columns } = layout_of("date,SPX,2 Yr,,SPX_volume").unwrap() else {
            panic!("a wide table");
        };
        assert_eq!(date, 0);
        let found: Vec<(&str, usize, Option<usize>)> = columns
            .iter()
            .map(|column| (column.id.as_str(), column.value, column.volume))
            .collect();
        assert_eq!(found, [("SPX", 1, Some(4)), ("US2Y", 2, None)]);
    }

    #[test]
    fn a_header_needs_more_than_dates() {
        assert!(!has_date(&StringRecord::from(vec!["Date"])));
        assert!(!has_date(&StringRecord::from(vec!["Symbol", "Name"])));
        assert!(matches!(layout_of("Date,"), Err(FormatError::NoValues)));
    }
}
