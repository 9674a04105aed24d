//! The store on real files in a temporary folder.

use jiff::Timestamp;
use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::model::{Adjustment, Bar, Member, OptionKind, OptionQuote, Settlement, Vintage};

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

/// When the figures of these tests came, unless they say otherwise.
const AT: Timestamp = Timestamp::constant(1_780_000_000, 0);

impl MarketStore {
    fn put_all(&mut self, kind: Kind, series: &[Series]) -> Result<Stored, StoreError> {
        self.put(kind, &Batch::of_series(series, AT))
    }
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
            adjustment: Adjustment::AsGiven,
            unit: None,
            first: date(2026, 2, 5),
            last: date(2026, 2, 6),
            count: 2,
            revised: 0,
            fetched: Some(AT),
            is_passed_over: false,
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
    let spx = store.get("SPX").unwrap().unwrap();
    let expected = real("SPX", "a.csv, b.csv", &[(4, 1.0), (5, 2.5), (6, 3.0)]);
    assert_eq!(
        (spx.bars(), spx.origin()),
        (expected.bars(), expected.origin())
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
        .pragma_update(None, "user_version", schema::VERSION + 1)
        .unwrap();
    let store = open(&folder);
    let rebuilt = store.rebuilt().unwrap();
    assert_eq!(
        rebuilt.reason,
        RebuildReason::OtherVersion(schema::VERSION + 1)
    );
    assert!(rebuilt.to_string().contains("layout 3, not 2"));
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
    let held = Held::new(&demo("SPX", &[(5, 1.0), (6, 2.0)]), AT);
    rows::write(&writing, &held, AT).unwrap();
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

#[test]
fn a_store_of_the_first_layout_keeps_all_it_holds() {
    let folder = folder();
    let path = folder.path().join("market.db");
    let first = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/market/layout-1.db"
    );
    fs::copy(first, &path).unwrap();
    for _ in 0..2 {
        let store = open(&folder);
        assert_eq!(store.rebuilt(), None);
        let lines: Vec<String> = store
            .list()
            .unwrap()
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {} {}",
                    one.id, one.origin, one.first, one.last, one.count
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                "SPX file SPX.csv 2026-02-04 2026-02-06 3",
                "US10Y file yields.csv 2026-02-05 2026-02-05 1",
                "US2Y file yields.csv 2026-02-05 2026-02-06 2",
            ]
        );
        let spx = store.get("SPX").unwrap().unwrap();
        let bar = spx.bars()[0];
        assert_eq!(
            (bar.open, bar.high, bar.volume),
            (Some(6900.5), Some(6950.0), Some(3_100_000.0))
        );
        assert_eq!(
            spx.last().map(|bar| (bar.close, bar.volume)),
            Some((6932.3, None))
        );
    }
    let mut store = open(&folder);
    let stored = store
        .put_all(Kind::Real, &[real("US2Y", "b.csv", &[(6, 3.5), (9, 3.6)])])
        .unwrap();
    assert_eq!((stored.bars, stored.revised), (3, 0));
}

#[test]
fn series_of_sources_and_adjustments_stand_side_by_side() {
    let folder = folder();
    let mut store = open(&folder);
    let from =
        |provider: &str, close| series("SPY", Origin::Provider(provider.to_owned()), &[(6, close)]);
    let total =
        real("SPY", "total.csv", &[(6, 1.0)]).with_adjustment(Adjustment::SplitsAndDividends);
    store
        .put_all(Kind::Real, &[from("Yahoo", 2.0), from("Cboe", 3.0), total])
        .unwrap();
    let closes = |store: &MarketStore| {
        store
            .get("SPY")
            .unwrap()
            .and_then(|one| one.close_on(date(2026, 2, 6)))
    };
    assert_eq!(
        closes(&store),
        Some(3.0),
        "by name where no order is set, and no total return"
    );
    let mut store = store.preferring(Preference::new(vec!["yahoo".to_owned()]));
    assert_eq!(closes(&store), Some(2.0));
    store
        .put_all(Kind::Real, &[real("SPY", "a.csv", &[(6, 4.0)])])
        .unwrap();
    assert_eq!(
        closes(&store),
        Some(4.0),
        "a file of the user's stands first"
    );
    let read: Vec<bool> = store
        .list()
        .unwrap()
        .iter()
        .map(|one| !one.is_passed_over)
        .collect();
    assert_eq!(read, [true, false, false, false]);
}

#[test]
fn units_publication_days_and_revisions_come_back() {
    let folder = folder();
    let said = |of, known, close| Vintage {
        known: date(2026, 2, known),
        bar: Bar::close_only(date(2026, 2, of), close),
    };
    let said = vec![said(1, 6, 4.4), said(1, 9, 4.35), said(2, 9, 4.5)];
    let payrolls = Series::of_vintages("UNRATE", Origin::Provider("FRED".to_owned()), said)
        .with_unit("Percent")
        .with_adjustment(Adjustment::Unadjusted);
    open(&folder)
        .put_all(Kind::Real, std::slice::from_ref(&payrolls))
        .unwrap();
    let store = open(&folder);
    assert_eq!(store.get("UNRATE").unwrap(), Some(payrolls));
    let info = store.list().unwrap().remove(0);
    assert_eq!((info.revised, info.unit.as_deref()), (1, Some("Percent")));
}

#[test]
fn what_an_import_changes_is_counted_and_told() {
    let folder = folder();
    let mut store = open(&folder);
    store
        .put_all(Kind::Real, &[real("US2Y", "a.csv", &[(4, 3.5), (5, 3.6)])])
        .unwrap();
    let stored = store
        .put_all(Kind::Real, &[real("US2Y", "b.csv", &[(4, 3.5), (5, 3.7)])])
        .unwrap();
    assert_eq!(stored.revised, 1);
    let told: Vec<String> = stored.changes.iter().map(ToString::to_string).collect();
    assert!(
        told[0].starts_with("US2Y: 1 value changed, that of 2026-02-05 from 3.6 to 3.7;"),
        "{told:?}"
    );
    let earlier = store.get("US2Y").unwrap().unwrap().earlier()[0];
    assert!((earlier.bar.close - 3.6).abs() < 1e-12);
}

fn chain(underlying: &str, origin: Origin, day: i8, hour: i8) -> OptionChain {
    let quote = OptionQuote {
        expiry: date(2026, 2, 20),
        settlement: Settlement::Close,
        kind: OptionKind::Call,
        strike: 6_900.0,
        bid: Some(10.0),
        ask: Some(11.0),
        implied: None,
        open_interest: Some(1.0),
        volume: None,
    };
    let at = date(2026, 2, day).at(hour, 0, 0, 0);
    OptionChain::new(underlying, origin, at, 6_932.3, vec![quote])
}

fn put_chains(
    store: &mut MarketStore,
    kind: Kind,
    chains: &[OptionChain],
) -> Result<Stored, StoreError> {
    let batch = Batch {
        chains,
        ..Batch::of_series(&[], AT)
    };
    store.put(kind, &batch)
}

#[test]
fn chains_come_back_by_underlying_and_time() {
    let folder = folder();
    let cboe = || Origin::Provider("Cboe".to_owned());
    let all = [
        chain("SPX", cboe(), 6, 16),
        chain("QQQ", cboe(), 6, 16),
        chain("SPX", cboe(), 5, 16),
    ];
    let stored = put_chains(&mut open(&folder), Kind::Real, &all).unwrap();
    assert_eq!(stored.chains, 3);
    let store = open(&folder);
    assert_eq!(store.kind().unwrap(), Some(Kind::Real));
    let infos = store.list_chains().unwrap();
    let read: Vec<OptionChain> = infos
        .iter()
        .filter_map(|info| store.chain(info).unwrap())
        .collect();
    assert_eq!(read, [all[1].clone(), all[2].clone(), all[0].clone()]);
    assert_eq!(infos[0].count, 1);
}

#[test]
fn chains_keep_the_rule_of_demo_and_real() {
    let folder = folder();
    let mut store = open(&folder);
    put_chains(&mut store, Kind::Demo, &[chain("SPX", Origin::Demo, 6, 16)]).unwrap();
    store
        .put_all(Kind::Demo, &[demo("SPX", &[(6, 1.0)])])
        .unwrap();
    assert!(matches!(
        put_chains(&mut store, Kind::Real, &[chain("SPX", Origin::Demo, 6, 16)]),
        Err(StoreError::WrongKind { id, .. }) if id == "CHAIN:SPX"
    ));
    let stored = put_chains(
        &mut store,
        Kind::Real,
        &[chain("SPX", Origin::File("c.csv".to_owned()), 6, 16)],
    )
    .unwrap();
    assert_eq!(stored.demo_removed, 2);
    let refused = put_chains(&mut store, Kind::Demo, &[chain("SPX", Origin::Demo, 6, 16)]);
    assert!(matches!(refused, Err(StoreError::DemoIntoReal { .. })));
    assert_eq!(store.list_chains().unwrap().len(), 1);
}

#[test]
fn a_damaged_chain_is_named() {
    let folder = folder();
    let mut store = open(&folder);
    put_chains(&mut store, Kind::Demo, &[chain("SPX", Origin::Demo, 6, 16)]).unwrap();
    store
        .connection
        .execute("UPDATE chains SET quotes = x'00ff'", [])
        .unwrap();
    let info = store.list_chains().unwrap().remove(0);
    let error = store.chain(&info).unwrap_err().to_string();
    assert!(
        error.contains("series CHAIN:SPX in the market store"),
        "{error}"
    );
}

#[test]
fn a_list_of_members_replaces_one_of_its_name() {
    let folder = folder();
    let mut store = open(&folder);
    let member = |id: &str, until| Member {
        id: id.to_owned(),
        from: Some(date(2000, 6, 5)),
        until,
    };
    let mut put = |name: &str, members: Vec<Member>| {
        let lists = [MemberList {
            name: name.to_owned(),
            members,
        }];
        let batch = Batch {
            lists: &lists,
            ..Batch::of_series(&[], AT)
        };
        store.put(Kind::Real, &batch).unwrap();
    };
    put("sp500", vec![member("X", None)]);
    put("dow", vec![member("V", None)]);
    put(
        "sp500",
        vec![member("B", Some(date(2017, 6, 19))), member("A", None)],
    );
    let lists = open(&folder).member_lists().unwrap();
    let names: Vec<(&str, Vec<&str>)> = lists
        .iter()
        .map(|list| {
            (
                list.name.as_str(),
                list.members.iter().map(|one| one.id.as_str()).collect(),
            )
        })
        .collect();
    assert_eq!(names, [("dow", vec!["V"]), ("sp500", vec!["B", "A"])]);
    assert_eq!(lists[1].members[0].until, Some(date(2017, 6, 19)));
}
