//! The store on real files in a temporary folder.

use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::model::Bar;

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

fn open(folder: &TempDir) -> MarketStore {
    MarketStore::open(&folder.path().join("market.db")).unwrap()
}

fn series(id: &str, origin: Origin, closes: &[(i8, f64)]) -> Series {
    let bars = closes
        .iter()
        .map(|&(day, close)| Bar::close_only(date(2026, 2, day), close))
        .collect();
    Series::new(id, origin, bars)
}

fn demo(id: &str, closes: &[(i8, f64)]) -> Series {
    series(id, Origin::Demo, closes)
}

fn real(id: &str, file: &str, closes: &[(i8, f64)]) -> Series {
    series(id, Origin::File(file.to_owned()), closes)
}

#[test]
fn a_new_store_is_empty() {
    let folder = folder();
    let store = open(&folder);
    assert_eq!(store.kind().unwrap(), None);
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(store.last_date().unwrap(), None);
    assert_eq!(store.get("SPX").unwrap(), None);
    assert_eq!(store.rebuilt(), None);
}

#[test]
fn its_folder_is_made() {
    let folder = folder();
    MarketStore::open(&folder.path().join("a/b/market.db")).unwrap();
    assert!(folder.path().join("a/b/market.db").is_file());
}

#[test]
fn what_is_put_comes_back_after_reopening() {
    let folder = folder();
    let spx = demo("SPX", &[(5, 6798.0), (6, 6932.0)]);
    let stored = open(&folder)
        .put_all(Kind::Demo, std::slice::from_ref(&spx))
        .unwrap();
    assert_eq!((stored.series, stored.bars, stored.demo_removed), (1, 2, 0));

    let store = open(&folder);
    assert_eq!(store.kind().unwrap(), Some(Kind::Demo));
    assert_eq!(store.get("SPX").unwrap(), Some(spx));
    assert_eq!(store.last_date().unwrap(), Some(date(2026, 2, 6)));
    assert_eq!(
        store.list().unwrap(),
        [SeriesInfo {
            id: "SPX".to_owned(),
            origin: Origin::Demo,
            first: date(2026, 2, 5),
            last: date(2026, 2, 6),
            count: 2,
        }]
    );
}

#[test]
fn the_list_is_by_name() {
    let folder = folder();
    let mut store = open(&folder);
    let all = ["VIX", "AAPL", "SPX"].map(|id| demo(id, &[(6, 1.0)]));
    store.put_all(Kind::Demo, &all).unwrap();
    let ids: Vec<String> = store
        .list()
        .unwrap()
        .into_iter()
        .map(|info| info.id)
        .collect();
    assert_eq!(ids, ["AAPL", "SPX", "VIX"]);
}

#[test]
fn series_without_bars_are_passed_over() {
    let folder = folder();
    let mut store = open(&folder);
    let stored = store.put_all(Kind::Demo, &[demo("SPX", &[])]).unwrap();
    assert_eq!(stored, Stored::default());
    assert_eq!(store.kind().unwrap(), None);
}

#[test]
fn real_figures_clear_a_demo_store_and_say_so() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(
            Kind::Demo,
            &[demo("SPX", &[(6, 1.0)]), demo("VIX", &[(6, 2.0)])],
        )
        .unwrap();
    let stored = store
        .put_all(Kind::Real, &[real("SPX", "a.csv", &[(5, 3.0)])])
        .unwrap();
    assert_eq!(stored.demo_removed, 2);
    assert_eq!(store.kind().unwrap(), Some(Kind::Real));
    assert_eq!(store.get("VIX").unwrap(), None);
    assert_eq!(
        store.get("SPX").unwrap(),
        Some(real("SPX", "a.csv", &[(5, 3.0)]))
    );
}

#[test]
fn demo_figures_are_refused_by_a_real_store() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(Kind::Real, &[real("SPX", "a.csv", &[(5, 3.0)])])
        .unwrap();
    let refused = store.put_all(Kind::Demo, &[demo("SPX", &[(6, 1.0)])]);
    assert!(
        matches!(refused, Err(StoreError::DemoIntoReal { .. })),
        "{refused:?}"
    );
    assert_eq!(
        store.get("SPX").unwrap(),
        Some(real("SPX", "a.csv", &[(5, 3.0)]))
    );
}

#[test]
fn a_series_cannot_pass_as_another_kind() {
    let folder = folder();
    let mut store = open(&folder);
    let refused = store
        .put_all(Kind::Real, &[demo("SPX", &[(6, 1.0)])])
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "series SPX comes from demo, so it cannot be stored as real data"
    );
}

#[test]
fn a_later_import_wins_day_by_day() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(Kind::Real, &[real("SPX", "a.csv", &[(4, 1.0), (5, 2.0)])])
        .unwrap();
    let stored = store
        .put_all(Kind::Real, &[real("SPX", "b.csv", &[(5, 2.5), (6, 3.0)])])
        .unwrap();
    assert_eq!(stored.bars, 3);
    assert_eq!(
        store.get("SPX").unwrap(),
        Some(real("SPX", "a.csv, b.csv", &[(4, 1.0), (5, 2.5), (6, 3.0)]))
    );
}

#[test]
fn a_series_names_the_files_it_is_from() {
    let folder = folder();
    let mut store = open(&folder);
    let mut import = |file: &str, days: &[i8]| {
        let closes: Vec<(i8, f64)> = days.iter().map(|day| (*day, 1.0)).collect();
        store
            .put_all(Kind::Real, &[real("SPX", file, &closes)])
            .unwrap();
        store.get("SPX").unwrap().unwrap().origin().to_string()
    };
    for (file, days, expected) in [
        ("a.csv", &[1][..], "file a.csv"),
        ("b.csv", &[2], "file a.csv, b.csv"),
        ("a.csv", &[3], "file a.csv, b.csv"),
        ("c.csv", &[4], "file a.csv, b.csv, c.csv"),
        ("d.csv", &[5], "file a.csv, b.csv, c.csv, d.csv"),
        ("e.csv", &[6], "file a.csv, b.csv, c.csv, d.csv, …"),
        ("b.csv", &[7], "file a.csv, b.csv, c.csv, d.csv, …"),
        ("whole.csv", &[1, 2, 3, 4, 5, 6, 7, 8], "file whole.csv"),
    ] {
        assert_eq!(import(file, days), expected, "{file}");
    }
}

#[test]
fn demo_figures_replace_demo_figures() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(Kind::Demo, &[demo("SPX", &[(4, 1.0)])])
        .unwrap();
    store
        .put_all(Kind::Demo, &[demo("SPX", &[(5, 2.0)])])
        .unwrap();
    assert_eq!(store.get("SPX").unwrap(), Some(demo("SPX", &[(5, 2.0)])));
}

#[test]
fn a_cleared_store_takes_either_kind() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(Kind::Real, &[real("SPX", "a.csv", &[(5, 3.0)])])
        .unwrap();
    store.clear().unwrap();
    assert_eq!(store.kind().unwrap(), None);
    store
        .put_all(Kind::Demo, &[demo("SPX", &[(6, 1.0)])])
        .unwrap();
    assert_eq!(store.kind().unwrap(), Some(Kind::Demo));
}

#[test]
fn a_file_that_is_no_database_is_set_aside() {
    let folder = folder();
    let path = folder.path().join("market.db");
    fs::write(&path, "date,close\n".repeat(500)).unwrap();
    let store = open(&folder);
    let rebuilt = store.rebuilt().unwrap();
    assert_eq!(rebuilt.reason, RebuildReason::Damaged);
    assert_eq!(rebuilt.set_aside, folder.path().join("market.db.old"));
    assert!(
        rebuilt
            .to_string()
            .starts_with("the market store was damaged and begun anew; ")
    );
    assert!(
        fs::read_to_string(&rebuilt.set_aside)
            .unwrap()
            .starts_with("date,close")
    );
    assert_eq!(open(&folder).rebuilt(), None);
}

#[test]
fn a_truncated_file_is_rebuilt() {
    let folder = folder();
    let path = folder.path().join("market.db");
    let closes: Vec<(i8, f64)> = (1..=28).map(|day| (day, f64::from(day))).collect();
    let all: Vec<Series> = (0..100).map(|n| demo(&format!("S{n}"), &closes)).collect();
    open(&folder).put_all(Kind::Demo, &all).unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let store = open(&folder);
    assert_eq!(
        store.rebuilt().map(|rebuilt| rebuilt.reason),
        Some(RebuildReason::Damaged)
    );
    assert_eq!(store.kind().unwrap(), None);
}

#[test]
fn another_version_is_rebuilt() {
    let folder = folder();
    let path = folder.path().join("market.db");
    open(&folder)
        .put_all(Kind::Demo, &[demo("SPX", &[(6, 1.0)])])
        .unwrap();
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", file::VERSION + 1)
        .unwrap();
    let store = open(&folder);
    let rebuilt = store.rebuilt().unwrap();
    assert_eq!(
        rebuilt.reason,
        RebuildReason::OtherVersion(file::VERSION + 1)
    );
    assert!(rebuilt.to_string().contains("layout 2, not 1"));
    assert_eq!(store.list().unwrap(), []);
}

#[test]
fn someone_elses_database_is_set_aside_not_written_to() {
    let folder = folder();
    let path = folder.path().join("market.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (a);")
        .unwrap();
    let store = open(&folder);
    assert_eq!(
        store.rebuilt().map(|rebuilt| rebuilt.reason),
        Some(RebuildReason::OtherVersion(0))
    );
}

#[test]
fn a_damaged_series_is_named() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(
            Kind::Demo,
            &[demo("SPX", &[(6, 1.0)]), demo("VIX", &[(6, 2.0)])],
        )
        .unwrap();
    store
        .connection
        .execute("UPDATE series SET bars = x'00ff' WHERE id = 'SPX'", [])
        .unwrap();
    let error = store.get("SPX").unwrap_err();
    assert!(
        error.to_string().contains("series SPX in the market store"),
        "{error}"
    );
    assert!(store.get("VIX").unwrap().is_some());
}

#[test]
fn one_reads_while_another_writes() {
    let folder = folder();
    let mut writer = open(&folder);
    writer
        .put_all(Kind::Demo, &[demo("SPX", &[(5, 1.0)])])
        .unwrap();
    let reader = open(&folder);
    let writing = writer
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    rows::write(&writing, &demo("SPX", &[(5, 1.0), (6, 2.0)])).unwrap();
    assert_eq!(reader.get("SPX").unwrap(), Some(demo("SPX", &[(5, 1.0)])));
    writing.commit().unwrap();
    assert_eq!(reader.last_date().unwrap(), Some(date(2026, 2, 6)));
}

#[test]
fn a_folder_in_the_place_of_the_file_is_an_error_that_names_it() {
    let folder = folder();
    let path = folder.path().join("market.db");
    fs::create_dir(&path).unwrap();
    let error = MarketStore::open(&path).unwrap_err();
    assert!(error.to_string().contains("market.db"), "{error}");
}
