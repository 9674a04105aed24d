//! Whole files, made up and real.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn read_text(text: &str, name: &str) -> Imported {
    read(text.as_bytes(), name, Told::default()).unwrap()
}

fn read_as(text: &str, name: &str, id: &str) -> Result<Imported, ImportError> {
    let told = Told {
        series: Some(id),
        ..Told::default()
    };
    read(text.as_bytes(), name, told)
}

fn refused(text: &str, name: &str) -> String {
    read(text.as_bytes(), name, Told::default())
        .unwrap_err()
        .to_string()
}

fn said(read: &Imported) -> Vec<String> {
    read.notices.iter().map(Notice::to_string).collect()
}

fn closes(series: &Series) -> Vec<(Date, f64)> {
    series
        .bars()
        .iter()
        .map(|bar| (bar.date, bar.close))
        .collect()
}

#[test]
fn a_plain_file_of_bars() {
    let text = "Date,Open,High,Low,Close,Volume\n\
                2026-02-05,6850.1,6855,6780.5,6798,5100000000\n\
                2026-02-06,6810,6940,6805,6932,4900000000\n";
    let read = read_text(text, "SPX.csv");
    assert_eq!(read.notices, []);
    let [series] = read.series.as_slice() else {
        panic!("one series")
    };
    assert_eq!(series.id(), "SPX");
    assert_eq!(series.origin(), &Origin::File("SPX.csv".to_owned()));
    assert_eq!(
        series.bars()[0],
        Bar {
            date: date(2026, 2, 5),
            open: Some(6850.1),
            high: Some(6855.0),
            low: Some(6780.5),
            close: 6798.0,
            volume: Some(5.1e9),
        }
    );
}

#[test]
fn the_name_may_be_given() {
    let one = read_as("Date,Price\n2026-02-06,1\n", "data.csv", "SPX").unwrap();
    assert_eq!(one.series[0].id(), "SPX");
    let one = read_as("Date,X\n2026-02-06,1\n", "data.csv", "SPX").unwrap();
    assert_eq!(one.series[0].id(), "SPX");
    let error = read_as("Date,X,Y\n2026-02-06,1,2\n", "t.csv", "SPX").unwrap_err();
    assert_eq!(
        error.to_string(),
        "t.csv holds 2 series, so it cannot be imported as SPX; leave the name out"
    );
}

#[test]
fn the_format_may_be_given() {
    let told = |id: &str| Told {
        format: format(id),
        series: None,
    };
    let text = b"Date,Open,High,Low,Close,Volume\n2026-02-05,1,2,1,1.5,9\n";
    assert_eq!(
        read(text, "SPY.csv", Told::default()).unwrap().format,
        "Stooq daily bars (CSV)"
    );
    assert_eq!(
        read(text, "SPY.csv", told("table")).unwrap().format,
        "daily figures (CSV)"
    );
    let error = read(text, "SPY.csv", told("yahoo"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("SPY.csv (Yahoo chart (JSON)): words came in the place of"),
        "{error}"
    );
    assert!(format("none").is_none());
}

#[test]
fn newest_first_european_and_quoted() {
    let text = "Datum;Close\n";
    assert!(
        refused(text, "x.csv").contains("it is of no known format, beginning with \"Datum;Close\"")
    );
    let text = "Date;Close;Vol.\n06.02.2026;6.932,30;1,2M\n05.02.2026;6.798,40;-\n";
    let read = read_text(text, "SPX.csv");
    assert_eq!(
        closes(&read.series[0]),
        [(date(2026, 2, 5), 6798.4), (date(2026, 2, 6), 6932.3)]
    );
    assert_eq!(read.series[0].bars()[1].volume, Some(1.2e6));
    let text = "\"Date\",\"Price\"\n\"Feb 06, 2026\",\"6,932.30\"\n\"Feb 05, 2026\",\"6,798.40\"\n";
    assert_eq!(
        closes(&read_text(text, "SPX.csv").series[0])[1].1.to_bits(),
        6932.3_f64.to_bits()
    );
}

#[test]
fn blanks_are_gaps() {
    let text = "DATE,VALUE\n2026-02-03,1\n2026-02-04,.\n2026-02-05,\n2026-02-06,NA\n2026-02-09,2\n";
    let read = read_text(text, "x.csv");
    assert_eq!(read.series[0].bars().len(), 2);
    assert_eq!(read.notices, []);
}

#[test]
fn a_wide_table_is_a_series_a_column() {
    let text = "Date,2 Yr,10 Yr,Note\n2026-02-05,3.47,4.19,quiet\n2026-02-06,3.50,,\n";
    let read = read_text(text, "par-yields.csv");
    let ids: Vec<&str> = read.series.iter().map(Series::id).collect();
    assert_eq!(ids, ["US2Y", "US10Y"]);
    assert_eq!(read.series[1].bars().len(), 1);
    assert_eq!(
        read.notices[0].to_string(),
        "column Note was passed over: it holds text"
    );
}

#[test]
fn twin_columns_give_one_series() {
    let read = read_text("date,VIX3M,VXV,E\n2026-02-06,20,21,\n", "t.csv");
    assert_eq!(read.series.len(), 1);
    assert_eq!(read.series[0].bars()[0].close.to_bits(), 20.0_f64.to_bits());
    let said = said(&read);
    assert_eq!(
        said,
        [
            "column VXV was passed over: another column gives the same series",
            "column E was passed over: it is empty"
        ]
    );
}

#[test]
fn months_are_kept_apart_from_days() {
    let text = "Date,SP500,10 Yr\n2026-01-01,6900,4.1\n2026-02-01,6950,4.2\n2026-03-01,7000,4.3\n";
    let read = read_text(text, "t.csv");
    let ids: Vec<&str> = read.series.iter().map(Series::id).collect();
    assert_eq!(ids, ["SPX-M", "US10Y-M"]);
    let said = said(&read);
    assert_eq!(
        said,
        [
            "one value a month: stored as SPX-M, US10Y-M, apart from daily figures, which the \
             panels need"
        ]
    );
    let text = "Date,Close\n2026-01-02,1\n2026-01-09,2\n2026-01-16,3\n";
    let read = read_as(text, "data.csv", "SPX").unwrap();
    assert_eq!(read.series[0].id(), "SPX-W");
}

#[test]
fn zeros_for_the_unpublished_are_gaps() {
    let text =
        "Date,SP500,Dividend\n2026-04-01,6900,78\n2026-05-01,6950,0.0\n2026-06-01,7000,0.0\n";
    let read = read_text(text, "t.csv");
    assert_eq!(read.series[1].bars().len(), 1);
    assert_eq!(
        read.notices[0].to_string(),
        "T:DIVIDEND: 2 zeros (the first in line 3) were taken as not published"
    );
    let read = read_text(
        "Date,High,Low,Close\n2026-02-05,2,1,1.5\n2026-02-06,0,0,0\n",
        "X.csv",
    );
    assert_eq!(read.series[0].bars().len(), 1);
}

#[test]
fn zeros_that_are_values_stay() {
    let mut text = "date,DFEDTARL,DGS1MO\n2020-03-12,1.0,0.4\n2020-03-13,1.0,0.0\n".to_owned();
    for day in 1..=20 {
        writeln!(text, "2020-04-{day:02},0.0,0.1").unwrap();
    }
    text.push_str("2022-03-17,0.25,0.2\n");
    let read = read_text(&text, "rates.csv");
    assert_eq!(read.notices, []);
    assert!(read.series.iter().all(|series| series.bars().len() == 23));
}

#[test]
fn a_negative_price_is_a_price() {
    let read = read_text(
        "Date,Price\n2020-04-17,18.3\n2020-04-20,-36.98\n",
        "wti-daily.csv",
    );
    assert_eq!(
        closes(&read.series[0])[1].1.to_bits(),
        (-36.98_f64).to_bits()
    );
    assert_eq!(read.notices, []);
}

#[test]
fn rows_that_contradict_themselves_are_named_and_left_out() {
    let text = "Date,Open,High,Low,Close\n2026-02-05,5,4,6,5\n2026-02-06,5,6,4,7\n\
                2026-02-09,9,6,4,5\n2026-02-10,5,6,4,5\n2026-02-10,5,6,4,5.5\nsoon,1,1,1,1\n2026-02-11,5,6,4,up\n";
    let read = read_text(text, "X.csv");
    let kept: Vec<(i8, Option<f64>)> = read.series[0]
        .bars()
        .iter()
        .map(|bar| (bar.date.day(), bar.open))
        .collect();
    assert_eq!(kept, [(9, None), (10, Some(5.0))]);
    assert_eq!(
        said(&read),
        [
            "line 7 was left out: Date: expected a date, found \"soon\"",
            "line 2, X was left out: high 4 is below low 6",
            "line 3, X was left out: close 7 is not between low 4 and high 6",
            "line 8, X was left out: Close: expected a number or nothing, found \"up\"",
            "X: the open of 1 days (the first in line 4) is not between high and low and was left out",
            "line 6, X was left out: 2026-02-10 has other figures in line 5, which were kept",
        ]
    );
}

#[test]
fn volumes_of_nothing_are_unknown() {
    let read = read_text(
        "Date,Close,Volume\n2026-02-05,5,0\n2026-02-06,5,10\n",
        "X.csv",
    );
    let volumes: Vec<Option<f64>> = read.series[0].bars().iter().map(|bar| bar.volume).collect();
    assert_eq!(volumes, [None, Some(10.0)]);
}

#[test]
fn errors_say_what_was_expected() {
    let cases = [
        ("", "X.csv was passed over: it is empty"),
        (
            "Symbol,Name\nA,Agilent\n",
            "X.csv was passed over: it holds names, no figures",
        ),
        (
            "<html><title>403 Forbidden</title>",
            "X.csv was passed over: it is of no known format, beginning with \"<html><title>403 Forbidden</title>\"",
        ),
        (
            "Date,Close\nsoon,1\n",
            "X.csv (daily figures (CSV)): none of its 1 rows can be used; the first: line 2 was left out: Date: \
             expected a date, found \"soon\"",
        ),
        (
            "Date,Close\n2026-02-06,1,234\n",
            "X.csv (daily figures (CSV)): none of its 1 rows can be used; the first: line 2 was left out: 3 values, \
             expected 2",
        ),
        (
            "Date,Close\n2026-02-06,\n",
            "X.csv (daily figures (CSV)): it holds no figures",
        ),
        (
            "Date,AUM:TQQQ\n2026-02-05,31000\n2026-02-06,31000000000\n",
            "X.csv: AUM:TQQQ is 31000000000 on 2026-02-06, more than any fund has; assets are \
             read in USD mn, so divide dollars by 1,000,000",
        ),
        (
            "Date,Future,Close\n2026-02-05,A,1\n2026-02-05,B,2\n2026-02-06,A,1\n2026-02-06,B,2\n",
            "X.csv (daily figures (CSV)): 2 dates stand in an earlier line too, the first is 2026-02-05 in line 3; \
             expected one line a day, with one series or a column a series",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(refused(text, "X.csv"), expected);
    }
    for name in ["data.csv", "d.csv"] {
        let error = refused("Date,Close\n2026-02-06,1\n", name);
        assert!(error.contains("name it, as in --series SPX"), "{error}");
    }
}

#[test]
fn what_is_known_of_a_series_by_its_name_comes_along() {
    let text = "date,PAYEMS,CPI,TGA_CLOSE\n2025-11-01,159000,,841253\n2025-12-01,159100,326.0,850000\n\
                2026-01-01,159200,326.5,860000\n";
    let read = read_text(text, "labor.csv");
    let found: Vec<(&str, Option<&str>)> = read
        .series
        .iter()
        .map(|one| (one.id(), one.unit()))
        .collect();
    let expected = [
        ("PAYEMS", Some("Thousands of Persons")),
        ("CPIAUCSL", Some("Index 1982-1984=100")),
        ("TGA", Some("Millions of U.S. Dollars")),
    ];
    assert_eq!(found, expected);
    // The payrolls of January were out on 11 February.
    let known = |day| read.series[0].known_on(day).len();
    assert_eq!((known(date(2026, 2, 10)), known(date(2026, 2, 11))), (2, 3));
}

#[test]
fn a_broad_dollar_index_is_not_stored_as_the_dxy() {
    let read = read_text("date,DXY\n2026-02-05,119.1\n2026-02-06,119.2\n", "fx.csv");
    assert_eq!(read.series[0].id(), "DTWEXBGS");
    assert!(said(&read)[0].starts_with("DXY is stored as DTWEXBGS: "));
}

#[test]
fn adjusted_closes_are_total_returns() {
    let read = read_text("date,adj_close\n2026-02-05,1\n2026-02-06,2\n", "SPY.csv");
    assert_eq!(read.series[0].adjustment(), Adjustment::SplitsAndDividends);
}

#[test]
fn a_quote_is_a_bar_of_its_day() {
    let text = r#"{"timestamp":"2026-10-02 20:31:00","data":{"symbol":"_VIX","current_price":16.2,
        "open":16.0,"high":16.8,"low":15.7,"last_trade_time":"2026-10-02T16:15:00"}}"#;
    let read = read_text(text, "vix.json");
    assert_eq!(
        (read.format, closes(&read.series[0])),
        ("Cboe quote (JSON)", vec![(date(2026, 10, 2), 16.2)])
    );
}

#[test]
fn candles_and_chains_are_named_by_their_files() {
    let candles = "[[1790899200,60000,62000,60500,61500,900]]";
    assert_eq!(read_text(candles, "BTC-USD.json").series[0].id(), "BTC");
    let chain = "expiration,strike,right,bid,ask\n20260807,400,C,12,12.4\n20260807,400,P,9,9.2\n";
    let read = read_text(chain, "MSFT_gex_20260728_2210.csv");
    assert_eq!(
        (read.chains[0].underlying(), read.chains[0].date()),
        ("MSFT", date(2026, 7, 28))
    );
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for bytes in [&b"Date,Close\n\xff\xfe"[..], b"D\0a\0t\0e\0"] {
        assert!(read(bytes, "X.csv", Told::default()).is_err());
    }
}

#[test]
fn a_remark_under_the_data_is_passed_over() {
    let read = read_text("Date,Close\n2026-02-06,1\nSource: the exchange\n", "X.csv");
    assert_eq!(read.series[0].bars().len(), 1);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_as_any_format(
        bytes in proptest::collection::vec(any::<u8>(), 0..300)
    ) {
        let _ = read(&bytes, "X.csv", Told::default());
        for format in FORMATS {
            let told = Told { format: Some(format), series: Some("X") };
            let _ = read(&bytes, "X.csv", told);
        }
    }

    #[test]
    fn any_cells_are_read_or_refused(
        cells in proptest::collection::vec("[0-9./;, \"a-cN-]{0,9}", 0..40), columns in 1usize..5
    ) {
        let mut text = "Date,Open,High,Low,Close\n".to_owned();
        for row in cells.chunks(columns) {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        if let Ok(read) = read(text.as_bytes(), "X.csv", Told::default()) {
            prop_assert!(read.series.iter().all(|series| !series.bars().is_empty()));
        }
    }

    #[test]
    fn what_is_written_is_read(values in proptest::collection::vec(0.01..1e6f64, 1..60)) {
        let days = crate::calendar::new_york::trading_days(date(2020, 1, 2), date(2021, 1, 1));
        let expected: Vec<(Date, f64)> = days.zip(values).collect();
        let mut text = "Date,Close\n".to_owned();
        for (day, close) in expected.iter().rev() {
            writeln!(text, "{},{close}", day.strftime("%m/%d/%Y")).unwrap();
        }
        let read = read(text.as_bytes(), "X.csv", Told::default()).unwrap();
        prop_assert_eq!(closes(&read.series[0]), expected);
    }
}

/// The folder of real figures that may stand beside the checkout.
fn real() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/market");
    if !folder.is_dir() {
        eprintln!("skipped: {} is absent", folder.display());
        return None;
    }
    Some(folder)
}

fn read_real(folder: &Path, name: &str) -> Imported {
    let bytes = fs::read(folder.join(name)).unwrap();
    read(&bytes, name, Told::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn real_files_of_one_series() {
    let Some(folder) = real() else { return };
    let cases = [
        (
            "datasets-finance-vix/vix-daily.csv",
            "VIX",
            date(1990, 1, 2),
            9000,
        ),
        (
            "datasets-oil-prices/wti-daily.csv",
            "WTI",
            date(1986, 1, 2),
            10_000,
        ),
        (
            "datasets-oil-prices/brent-daily.csv",
            "BRENT",
            date(1987, 5, 20),
            9900,
        ),
        (
            "datasets-gold-prices/gold-monthly.csv",
            "XAU-M",
            date(1833, 1, 1),
            2300,
        ),
        (
            "datasets-bond-yields-us-10y/us10y-monthly.csv",
            "US10Y-M",
            date(1953, 4, 1),
            870,
        ),
        (
            "heliar-k-market-base/indices/SPX.csv",
            "SPX",
            date(2016, 6, 28),
            2500,
        ),
        (
            "heliar-k-market-base/indices/SOX.csv",
            "SOX",
            date(2016, 7, 28),
            2500,
        ),
        (
            "heliar-k-market-base/stocks/BRK.B.csv",
            "BRK.B",
            date(2016, 7, 28),
            2500,
        ),
        (
            "dsturdy-Factor_Attribution/etf/TLT.csv",
            "TLT",
            date(2002, 7, 30),
            6000,
        ),
        (
            "dsturdy-Factor_Attribution/leveraged/NVDL.csv",
            "NVDL",
            date(2022, 12, 13),
            900,
        ),
    ];
    for (name, id, first, least) in cases {
        let read = read_real(&folder, name);
        let [series] = read.series.as_slice() else {
            panic!("{name}: one series")
        };
        assert_eq!((series.id(), series.bars()[0].date), (id, first), "{name}");
        assert!(
            series.bars().len() >= least,
            "{name}: {}",
            series.bars().len()
        );
    }
}

#[test]
fn real_wide_tables() {
    let Some(folder) = real() else { return };
    let cases: [(&str, &[&str]); 5] = [
        (
            "deerfieldgreen-us-treasury/treasury-par-yields-2021-2025.csv",
            &["US3M", "US2Y", "US5Y", "US10Y", "US30Y"],
        ),
        (
            "us-gov-macro/us_gov_daily_2006.csv",
            &[
                "US3M",
                "US2Y",
                "US10Y",
                "US30Y",
                "US10YREAL",
                "DFF",
                "WALCL",
            ],
        ),
        (
            "heliar-k-market-base/cboe_volatility.csv",
            &["VIX", "VIX3M", "SKEW", "VVIX"],
        ),
        (
            "heliar-k-market-base/asset_prices.csv",
            &["SPX", "NDX", "BTC", "XAU", "WTI", "TLT", "N225", "USDJPY"],
        ),
        (
            "heliar-k-market-base/fred/rates.csv",
            &["US2Y", "SOFR", "DFEDTARL"],
        ),
    ];
    for (name, ids) in cases {
        let read = read_real(&folder, name);
        for id in ids {
            let found = read.series.iter().find(|series| series.id() == *id);
            assert!(
                found.is_some_and(|series| series.bars().len() > 300),
                "{name}: {id}"
            );
        }
    }
}

#[test]
fn traps_of_the_real_files() {
    let Some(folder) = real() else { return };
    let told = |name: &str| said(&read_real(&folder, name)).join("\n");
    let shiller = told("datasets-s-and-p-500/sp500-monthly-shiller.csv");
    assert!(
        shiller.contains(":EARNINGS: ") && shiller.contains("taken as not published"),
        "{shiller}"
    );
    assert!(told("heliar-k-market-base/fred/fx.csv").contains("stored as DTWEXBGS"));
    let sox = read_real(&folder, "heliar-k-market-base/indices/SOX.csv");
    assert!(sox.series[0].bars().iter().all(|bar| bar.volume.is_none()));
    let oil = read_real(&folder, "datasets-oil-prices/wti-daily.csv");
    assert_eq!(oil.series[0].close_on(date(2020, 4, 20)), Some(-36.98));
    let contracts = read_real(&folder, "pyfedwatch/zq_contracts_2018_2025.csv");
    assert!(
        contracts
            .series
            .iter()
            .all(|one| one.id().starts_with("ZQ:20"))
    );
    let rates = read_real(&folder, "us-gov-macro/us_gov_daily_2006.csv");
    let average = rates
        .series
        .iter()
        .find(|one| one.id() == "WTREGEN")
        .unwrap();
    let daily = rates.series.iter().find(|one| one.id() == "TGA").unwrap();
    assert!(average.unit().is_some() && daily.unit().is_some());
}

#[test]
fn real_chains_and_lists() {
    let Some(folder) = real() else { return };
    let spx = read_real(
        &folder,
        "aryamanwastaken-gamma-exposure/spx_quotedata_20230820.csv",
    );
    let chain = &spx.chains[0];
    assert_eq!(
        (chain.underlying(), chain.date()),
        ("SPX", date(2023, 8, 20))
    );
    assert!((chain.spot() - 4369.71).abs() < 1e-9);
    assert!(chain.quotes().len() > 18_000, "{}", chain.quotes().len());
    let msft = read_real(&folder, "heliar-k-market-base/MSFT_gex_20260728_2210.csv");
    let stock = read_real(&folder, "heliar-k-market-base/stocks/MSFT.csv");
    let close = stock.series[0].close_on(date(2026, 7, 28)).unwrap();
    let spot = msft.chains[0].spot();
    assert!((spot / close - 1.0).abs() < 0.01, "{spot} against {close}");
    let members = read_real(&folder, "fja05680-sp500/sp500_ticker_start_end.csv");
    assert_eq!(
        (
            members.lists[0].name.as_str(),
            members.lists[0].members.len()
        ),
        ("sp500", 1230)
    );
}

/// A row of the manifest: path, rows, first and last day.
struct Listed {
    path: String,
    rows: usize,
    range: Option<(Date, Date)>,
}

fn manifest(folder: &Path) -> Vec<Listed> {
    let text = fs::read(folder.join("MANIFEST.csv")).unwrap();
    let records = csv::Reader::from_reader(text.as_slice()).into_records();
    records
        .map(Result::unwrap)
        .map(|record| Listed {
            path: record[0].to_owned(),
            rows: record[2].parse().unwrap_or_default(),
            range: record[3].parse().ok().zip(record[4].parse().ok()),
        })
        .collect()
}

/// What holds no figures that a store keeps.
const NOT_READ: &[&str] = &[
    "MANIFEST.csv",
    "names/",
    "fja05680-sp500/sp500_changes_since_2019.csv",
    "heliar-k-market-base/statements.csv",
    "heliar-k-market-base/universe.csv",
    "heliar-k-market-base/fomc_probabilities.csv",
];

/// Its last lines are meetings that were ahead, without a figure.
const AHEAD: &str = "fomc_data.csv";

#[test]
fn every_real_file_has_the_rows_and_days_of_the_manifest() {
    let Some(folder) = real() else { return };
    let mut read_files = 0;
    for listed in manifest(&folder) {
        let Ok(bytes) = fs::read(folder.join(&listed.path)) else {
            continue;
        };
        let told = Told::default();
        let found = read(&bytes, &listed.path, told);
        if NOT_READ
            .iter()
            .any(|begins| listed.path.starts_with(begins))
        {
            let error = found.unwrap_err();
            assert!(matches!(error, ImportError::NotFigures { .. }), "{error}");
            continue;
        }
        let found = found.unwrap_or_else(|error| panic!("{}: {error}", listed.path));
        read_files += 1;
        let Some((first, last)) = listed.range.filter(|_| !listed.path.ends_with(AHEAD)) else {
            continue;
        };
        let days = || {
            found
                .series
                .iter()
                .flat_map(Series::bars)
                .map(|bar| bar.date)
        };
        assert_eq!(
            (days().min(), days().max()),
            (Some(first), Some(last)),
            "{}",
            listed.path
        );
        if let [one] = found.series.as_slice() {
            let lost = found
                .notices
                .iter()
                .filter(|it| matches!(it, Notice::Read(formats::Notice::LeftOut { .. })));
            assert!(
                one.bars().len() + lost.count() + blanks(&bytes) >= listed.rows,
                "{}: {} of {}",
                listed.path,
                one.bars().len(),
                listed.rows
            );
            assert!(
                one.bars().len() * 100 >= listed.rows * 80,
                "{}",
                listed.path
            );
        }
    }
    assert!(read_files > 680, "{read_files}");
}

/// Lines whose last cell is blank.
fn blanks(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .filter(|line| line.trim_end().ends_with([',', '.']))
        .count()
        + text.lines().filter(|line| line.contains(",,")).count()
}
