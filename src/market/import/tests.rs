//! Whole files, made up and real.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn read_text(text: &str, name: &str) -> Imported {
    read_csv(text.as_bytes(), name).unwrap()
}

fn refused(text: &str, name: &str) -> String {
    read_csv(text.as_bytes(), name).unwrap_err().to_string()
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
    let read = read_csv_as(b"Date,Price\n2026-02-06,1\n", "data.csv", "SPX").unwrap();
    assert_eq!(read.series[0].id(), "SPX");
    let read = read_csv_as(b"Date,X\n2026-02-06,1\n", "data.csv", "SPX").unwrap();
    assert_eq!(read.series[0].id(), "SPX");
    let error = read_csv_as(b"Date,X,Y\n2026-02-06,1,2\n", "t.csv", "SPX").unwrap_err();
    assert_eq!(
        error.to_string(),
        "t.csv holds 2 series, so it cannot be imported as SPX; leave the name out"
    );
}

#[test]
fn newest_first_european_and_quoted() {
    let text = "Datum;Close\n";
    assert!(refused(text, "x.csv").contains("expected a header with a date column"));
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
    let said: Vec<String> = read.notices.iter().map(Notice::to_string).collect();
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
    let said: Vec<String> = read.notices.iter().map(Notice::to_string).collect();
    assert_eq!(
        said,
        [
            "one value a month: stored as SPX-M, US10Y-M, apart from daily figures, which the \
             panels need"
        ]
    );
    let text = "Date,Close\n2026-01-02,1\n2026-01-09,2\n2026-01-16,3\n";
    let read = read_csv_as(text.as_bytes(), "data.csv", "SPX").unwrap();
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
fn bars_that_contradict_themselves_keep_their_close() {
    let text =
        "Date,Open,High,Low,Close\n2026-02-05,5,4,6,5\n2026-02-06,5,6,4,7\n2026-02-09,5,6,4,5\n";
    let read = read_text(text, "X.csv");
    let highs: Vec<Option<f64>> = read.series[0].bars().iter().map(|bar| bar.high).collect();
    assert_eq!(highs, [None, None, Some(6.0)]);
    assert_eq!(
        read.notices[0].to_string(),
        "X: on 2 days (the first in line 2) open, high and low do not fit, and only the close was kept"
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
fn errors_say_where_and_what_was_expected() {
    let cases = [
        (
            "",
            "X.csv",
            "X.csv is empty: expected a header such as Date,Open,High,Low,Close,Volume",
        ),
        (
            "Symbol,Name\nA,Agilent\n",
            "names.csv",
            "names.csv, line 1: expected a header with a date column (Date, 日期), found \"Symbol,Name\"",
        ),
        (
            "Date,Close\n2026-02-06,1\nsoon,2\n",
            "X.csv",
            "X.csv, line 3, column Date: expected a date such as 2026-02-06, found \"soon\"",
        ),
        (
            "Date,Close\n2026-02-06,up\n",
            "X.csv",
            "X.csv, line 2, column Close: expected a number or nothing, found \"up\"",
        ),
        (
            "Date,A,B\n2026-02-05,1,2\n2026-02-06,x,2\n2026-02-09,1,2\n",
            "X.csv",
            "X.csv, line 3, column A: expected a number or nothing, found \"x\"",
        ),
        (
            "Date,Close\n2026-02-06,1,234\n",
            "X.csv",
            "X.csv, line 2: 3 cells under 2 column names; numbers with separators need quotes",
        ),
        (
            "Date,Close\n2026-02-06,\n",
            "X.csv",
            "X.csv: no column beside the dates holds numbers",
        ),
        (
            "Date,Close\n2026-02-06,1\n",
            "data.csv",
            "data.csv: the file name names no series; name it, as in --series SPX",
        ),
        (
            "Date,Close\n2026-02-06,1\n",
            "D.csv",
            "D.csv: the file name names no series; name it, as in --series SPX",
        ),
        (
            "Date,AUM:TQQQ\n2026-02-05,31000\n2026-02-06,31000000000\n",
            "assets.csv",
            "assets.csv: AUM:TQQQ is 31000000000 on 2026-02-06, more than any fund has; assets are \
             read in USD mn, so divide dollars by 1,000,000",
        ),
        (
            "Date,Contract,Close\n2026-02-06,A,1\n2026-02-06,B,2\n",
            "X.csv",
            "X.csv, line 3: 2026-02-06 stands in an earlier line too; expected one line a day, with \
             one series or a column a series",
        ),
    ];
    for (text, name, expected) in cases {
        assert_eq!(refused(text, name), expected);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for bytes in [&b"Date,Close\n\xff\xfe"[..], b"D\0a\0t\0e\0"] {
        let error = read_csv(bytes, "X.csv").unwrap_err();
        assert!(matches!(error, ImportError::Encoding { .. }), "{error}");
    }
}

#[test]
fn a_remark_under_the_data_is_passed_over() {
    let read = read_text("Date,Close\n2026-02-06,1\nSource: the exchange\n", "X.csv");
    assert_eq!(read.series[0].bars().len(), 1);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_csv(&bytes, "X.csv");
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
        if let Ok(read) = read_csv(text.as_bytes(), "X.csv") {
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
        let read = read_csv(text.as_bytes(), "X.csv").unwrap();
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
    read_csv(&bytes, name).unwrap_or_else(|error| panic!("{error}"))
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
                "WALCL-W",
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
    let said = |name: &str| {
        let notices = read_real(&folder, name).notices;
        notices
            .iter()
            .map(Notice::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let shiller = said("datasets-s-and-p-500/sp500-monthly-shiller.csv");
    assert!(
        shiller.contains(":EARNINGS: ") && shiller.contains("taken as not published"),
        "{shiller}"
    );
    assert!(said("heliar-k-market-base/fred/fx.csv").contains("broad dollar index"));
    let sox = read_real(&folder, "heliar-k-market-base/indices/SOX.csv");
    assert!(sox.series[0].bars().iter().all(|bar| bar.volume.is_none()));
    let oil = read_real(&folder, "datasets-oil-prices/wti-daily.csv");
    assert_eq!(oil.series[0].close_on(date(2020, 4, 20)), Some(-36.98));
    let contracts = fs::read(folder.join("pyfedwatch/zq_contracts_2018_2025.csv")).unwrap();
    let refused = read_csv(&contracts, "zq_contracts_2018_2025.csv");
    assert!(matches!(refused, Err(ImportError::RepeatedDates { .. })));
}

#[test]
fn every_real_file_is_read_or_refused_with_its_name() {
    let Some(folder) = real() else { return };
    let mut folders = vec![folder];
    let (mut read, mut refused) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "csv") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                match read_csv(&fs::read(&path).unwrap(), &name) {
                    Ok(_) => read += 1,
                    Err(error) => {
                        assert!(error.to_string().starts_with(&name), "{error}");
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(read > 600, "{read} files read, {refused} refused");
}
