use std::sync::Mutex;
use std::time::Duration;

use jiff::civil::{Date, date};

use super::*;
use crate::desk::Setup;
use crate::fetch::client::TestClock;
use crate::fetch::loopback::{Act, Heard, Loopback, ok, response};
use crate::indicators;

/// A Friday.
const TODAY: Date = date(2026, 2, 6);

/// A desk that asks one loopback server in the place of every provider.
struct Scene {
    folder: tempfile::TempDir,
    server: Loopback,
    clock: Arc<TestClock>,
}

impl Scene {
    fn new(script: impl Fn(&Heard, usize) -> Act + Send + Sync + 'static) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            server: Loopback::start(script),
            clock: TestClock::new(),
        }
    }

    fn desk_on(&self, today: Date) -> Desk {
        let setup = Setup {
            library: Some(self.folder.path().to_owned()),
            home: self.folder.path().join("home"),
            today,
            indicators: indicators::Settings::default(),
        };
        let base = |provider: &&dyn Provider| {
            let path = format!("/{}", provider.id());
            (provider.id().to_owned(), self.server.base() + &path)
        };
        Desk::new(setup).with_sources(Sources {
            bases: PROVIDERS.iter().map(base).collect(),
            patience: Patience {
                attempts: 1,
                time: Duration::from_secs(20),
                bytes: 1_000_000,
                ..Patience::default()
            },
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
        })
    }

    fn desk(&self) -> Desk {
        self.desk_on(TODAY)
    }

    fn update(&self, what: &[&str]) -> UpdateReport {
        self.update_on(TODAY, what)
    }

    fn update_on(&self, today: Date, what: &[&str]) -> UpdateReport {
        let desk = self.desk_on(today);
        desk.update_market(&words(what), &mut |_| {}).unwrap()
    }
}

fn words(what: &[&str]) -> Vec<String> {
    what.iter().map(|word| (*word).to_owned()).collect()
}

/// A history of the VIX whose last days are these.
fn vix(days: &[Date]) -> String {
    let row = |day: &Date| format!("{},16,18,15,17.5\n", day.strftime("%m/%d/%Y"));
    let rows: String = days.iter().map(row).collect();
    format!("DATE,OPEN,HIGH,LOW,CLOSE\n{rows}")
}

/// The days of this week up to Thursday.
fn week() -> Vec<Date> {
    (2..=5).map(|day| date(2026, 2, day)).collect()
}

fn fred(id: &str, last: Date) -> String {
    format!("observation_date,{id}\n2026-02-03,17.1\n{last},17.2\n")
}

fn outcome(report: &UpdateReport, id: &str) -> UpdateOutcome {
    let found = report.series.iter().find(|one| one.id == id);
    found.unwrap().outcome
}

#[test]
fn what_is_named_is_fetched_and_kept_under_its_source() {
    let scene = Scene::new(|_, _| ok(vix(&week())));
    let asked = Mutex::new(Vec::new());
    let desk = scene.desk();
    let report = desk
        .update_market(&words(&["vix"]), &mut |progress| {
            asked.lock().unwrap().push(progress.clone());
        })
        .unwrap();
    let last = date(2026, 2, 5);
    assert_eq!(
        outcome(&report, "VIX"),
        UpdateOutcome::Updated { bars: 4, last }
    );
    assert!(report.is_complete());
    assert!(
        report
            .notices
            .iter()
            .any(|notice| notice.contains("demo market"))
    );
    let line = desk.series().unwrap().remove(0);
    assert_eq!((line.id.as_str(), line.count), ("VIX", 4));
    assert_eq!(line.origin.to_string(), "Cboe");
    let asked = asked.into_inner().unwrap();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].provider, asked[0].subject.as_str()),
        ("Cboe", "VIX")
    );
    let paths = scene.server.paths();
    assert_eq!(
        paths,
        ["/cboe/api/global/us_indices/daily_prices/VIX_History.csv"]
    );
}

#[test]
fn nothing_is_fetched_that_nobody_asked_for() {
    let scene = Scene::new(|_, _| ok(vix(&week())));
    assert_eq!(scene.update(&[]).series, []);
    assert!(scene.server.heard().is_empty());
    scene.update(&["VIX"]);
    // From now on it is what was fetched before.
    let report = scene.update_on(date(2026, 2, 9), &[]);
    assert_eq!(report.series.len(), 1);
    assert_eq!(scene.server.heard().len(), 2);
}

#[test]
fn what_is_as_new_as_it_can_be_is_not_asked_for() {
    let friday = [week(), vec![TODAY]].concat();
    let scene = Scene::new(move |_, _| ok(vix(&friday)));
    scene.update(&["VIX"]);
    let report = scene.update_on(date(2026, 2, 8), &["VIX"]);
    assert_eq!(
        outcome(&report, "VIX"),
        UpdateOutcome::Current { last: TODAY }
    );
    assert_eq!(scene.server.heard().len(), 1);
}

#[test]
fn only_what_is_missing_is_asked_for() {
    let scene = Scene::new(|_, before| match before {
        0 => ok(fred("PAYEMS", date(2026, 1, 1))),
        _ => ok(fred("PAYEMS", date(2026, 2, 1))),
    });
    scene.update(&["PAYEMS"]);
    scene.update_on(date(2026, 3, 6), &["PAYEMS"]);
    let paths = scene.server.paths();
    assert!(paths[0].ends_with("id=PAYEMS&cosd=2016-02-06"), "{paths:?}");
    assert!(paths[1].ends_with("id=PAYEMS&cosd=2026-01-27"), "{paths:?}");
}

#[test]
fn where_the_first_fails_the_next_is_asked_and_both_are_told() {
    let scene = Scene::new(|heard, _| {
        if heard.path.starts_with("/cboe") {
            Act::Send(response("403 Forbidden", "", b""))
        } else {
            ok(fred("VIXCLS", date(2026, 2, 5)))
        }
    });
    let report = scene.update(&["VIX"]);
    let one = &report.series[0];
    assert_eq!(one.provider, Some("FRED"));
    let last = date(2026, 2, 5);
    assert_eq!(one.outcome, UpdateOutcome::Updated { bars: 2, last });
    assert_eq!(one.faults[0].0, "Cboe");
    assert!(one.faults[0].1.to_string().contains("refused (403)"));
    let paths = scene.server.paths();
    assert!(
        paths[1].starts_with("/fred/graph/fredgraph.csv?id=VIXCLS"),
        "{paths:?}"
    );
}

#[test]
fn a_source_that_stands_still_is_stale_whatever_its_status() {
    let frozen = date(2026, 1, 6);
    let scene = Scene::new(move |heard, _| {
        if heard.path.starts_with("/cboe") {
            ok(vix(&[date(2026, 1, 5), frozen]))
        } else {
            Act::Send(response("504 Gateway Timeout", "", b""))
        }
    });
    let report = scene.update(&["VIX"]);
    let one = &report.series[0];
    let due = date(2026, 2, 4);
    assert_eq!(
        one.outcome,
        UpdateOutcome::Stale {
            bars: 2,
            last: frozen,
            due
        }
    );
    assert_eq!(one.provider, Some("Cboe"));
    assert_eq!(one.faults.len(), 2);
    assert!(!report.is_complete());
    // What it has is kept all the same.
    assert_eq!(scene.desk().series().unwrap()[0].last, frozen);
}

#[test]
fn where_one_stands_still_another_may_go_on() {
    let scene = Scene::new(|heard, _| {
        if heard.path.starts_with("/cboe") {
            ok(vix(&[date(2026, 1, 6)]))
        } else {
            ok(fred("VIXCLS", date(2026, 2, 5)))
        }
    });
    let report = scene.update(&["VIX"]);
    assert_eq!(report.series[0].provider, Some("FRED"));
    assert!(report.is_complete());
}

#[test]
fn what_is_no_figures_fails_and_what_was_held_is_held() {
    for (name, body) in [
        ("a page", "<!DOCTYPE html><title>Just a moment</title>"),
        ("nothing", ""),
        ("words", "Exceeded the daily hits limit"),
        ("zeros", "DATE,OPEN,HIGH,LOW,CLOSE\n02/09/2026,0,0,0,0\n"),
        ("other columns", "DATE,LAST,VOLUME\n02/09/2026,17,1\n"),
        (
            "other dates",
            "DATE,OPEN,HIGH,LOW,CLOSE\n2026-W07,16,18,15,17\n",
        ),
    ] {
        let scene = Scene::new(move |_, before| match before {
            0 => ok(vix(&week())),
            _ => ok(body),
        });
        scene.update(&["VIX"]);
        let report = scene.update_on(date(2026, 2, 9), &["VIX"]);
        let kept = Some(date(2026, 2, 5));
        let found = outcome(&report, "VIX");
        assert_eq!(found, UpdateOutcome::Failed { kept }, "{name}");
        assert_eq!(report.series[0].faults.len(), 2, "{name}");
        assert_eq!(scene.desk().series().unwrap()[0].count, 4, "{name}");
    }
}

#[test]
fn a_row_that_contradicts_itself_is_told_and_the_others_are_kept() {
    let scene = Scene::new(|_, _| {
        let wrong = "02/06/2026,16,14,15,17.5\n";
        ok(vix(&week()) + wrong)
    });
    let report = scene.update(&["VIX"]);
    assert!(report.is_complete());
    let told = report
        .notices
        .iter()
        .find(|notice| notice.starts_with("Cboe, VIX: "));
    assert!(
        told.unwrap().contains("high 14 is below low 15"),
        "{told:?}"
    );
}

#[test]
fn an_answer_that_is_held_is_not_sent_again() {
    let scene = Scene::new(|heard, _| match heard.header("if-none-match") {
        Some("\"a\"") => Act::Send(response("304 Not Modified", "", b"")),
        _ => Act::Send(response(
            "200 OK",
            "ETag: \"a\"\r\n",
            vix(&week()).as_bytes(),
        )),
    });
    scene.update(&["VIX"]);
    let report = scene.update(&["VIX"]);
    let last = date(2026, 2, 5);
    assert_eq!(outcome(&report, "VIX"), UpdateOutcome::Current { last });
    // Once the figures are gone, all of the answer is wanted.
    scene.desk().reset_market().unwrap();
    let report = scene.update(&["VIX"]);
    assert_eq!(
        outcome(&report, "VIX"),
        UpdateOutcome::Updated { bars: 4, last }
    );
    let heard = scene.server.heard();
    let conditions = heard
        .iter()
        .map(|one| one.header("if-none-match").is_some());
    assert_eq!(conditions.collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn an_unpublished_year_is_no_failure() {
    let scene = Scene::new(|heard, _| {
        if heard.path.contains("csv/2026/") {
            ok("")
        } else {
            ok("Date,\"2 Yr\",\"10 Yr\"\n12/31/2025,4.1,4.5\n12/30/2025,4.1,4.4\n")
        }
    });
    let new_year = date(2026, 1, 2);
    let report = scene.update_on(new_year, &["US2Y", "US10Y"]);
    assert!(report.is_complete(), "{report:?}");
    // One request a year for both.
    assert_eq!(scene.server.heard().len(), 11);
}

#[test]
fn a_host_that_fails_again_and_again_is_left_alone_also_by_the_next_run() {
    let scene = Scene::new(|_, _| Act::Send(response("403 Forbidden", "", b"")));
    for _ in 0..2 {
        scene.update(&["BTC"]);
    }
    let asked = scene.server.heard().len();
    let report = scene.update(&["ETH"]);
    assert_eq!(scene.server.heard().len(), asked);
    let fault = report.series[0].faults[0].1.to_string();
    assert!(fault.contains("is left alone until"), "{fault}");
    let sources = scene.desk().sources().unwrap();
    assert!(sources.iter().all(|source| source.open_until.is_some()));
    scene.clock.pass(Duration::from_hours(24));
    scene.update(&["ETH"]);
    assert!(scene.server.heard().len() > asked);
}

#[test]
fn sources_say_when_they_last_gave_something() {
    let scene = Scene::new(|heard, _| {
        if heard.path.contains("VIX_") {
            ok(vix(&week()))
        } else {
            Act::Send(response("404 Not Found", "", b""))
        }
    });
    scene.update(&["VIX"]);
    scene.clock.pass(Duration::from_mins(1));
    scene.update(&["SKEW"]);
    let sources = scene.desk().sources().unwrap();
    let cboe = sources.iter().find(|source| source.id == "cboe").unwrap();
    let (failed, why) = cboe.failed.clone().unwrap();
    assert!(cboe.succeeded.unwrap() < failed);
    assert!(why.contains("is not there (404)"), "{why}");
    assert_eq!(cboe.open_until, None);
    assert!(sources.iter().any(|source| source.succeeded.is_none()));
}

#[test]
fn a_plan_names_addresses_and_asks_none() {
    let scene = Scene::new(|_, _| ok(vix(&week())));
    scene.update(&["VIX"]);
    let desk = scene.desk_on(date(2026, 2, 9));
    let plan = desk.plan_update(&words(&["VIX", "US10Y", "HML"])).unwrap();
    let asked: Vec<(&str, usize)> = plan
        .requests
        .iter()
        .map(|request| (request.provider, request.series.len()))
        .collect();
    assert_eq!(asked[0], ("Cboe", 1));
    assert_eq!(asked[1..], [("US Treasury", 1); 11]);
    assert!(plan.requests[0].url.starts_with(&scene.server.base()));
    assert_eq!(plan.not_offered, ["HML"]);
    assert_eq!(scene.server.heard().len(), 1);
}

#[test]
fn words_stand_for_series_panels_groups_and_sources() {
    let ids = |what: &[&str]| {
        let wanted = plan::wanted(&words(what), &[]).unwrap();
        wanted.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&["vix", "VIX", "600519", "us10y"]),
        ["VIX", "600519.SH", "US10Y"]
    );
    assert!(ids(&["variance-risk-premium"]).contains(&"VIX".to_owned()));
    assert!(ids(&["rates"]).contains(&"US10Y".to_owned()));
    assert!(ids(&["cboe"]).contains(&"COR1M".to_owned()));
    let all = ids(&["rates", "curve-regime", "volatility"]);
    let first = unique(all.clone());
    assert_eq!(all, first);
    // A source that is named is the only one asked.
    let wanted = plan::wanted(&words(&["fred"]), &[]).unwrap();
    assert!(wanted.iter().all(|one| one.only == Some("fred")));
}

#[test]
fn what_nobody_offers_is_told_and_no_failure() {
    let scene = Scene::new(|_, _| ok(vix(&week())));
    let report = scene.update(&["HML"]);
    assert_eq!(outcome(&report, "HML"), UpdateOutcome::NotOffered);
    assert!(scene.server.heard().is_empty());
}

#[test]
fn a_clock_that_is_wrong_is_told() {
    let scene = Scene::new(|_, _| {
        let head = "Date: Fri, 06 Feb 2026 15:00:00 GMT\r\n";
        Act::Send(response("200 OK", head, vix(&week()).as_bytes()))
    });
    let report = scene.update(&["VIX"]);
    let told = "the clock of this machine is 5 h behind that of Cboe";
    assert!(
        report.notices.iter().any(|notice| notice.starts_with(told)),
        "{report:?}"
    );
}

#[test]
fn a_setting_for_a_provider_that_there_is_not_is_told() {
    let scene = Scene::new(|_, _| ok(vix(&week())));
    let mut desk = scene.desk();
    desk.sources.bases.push(("cbo".into(), "http://a".into()));
    let report = desk.update_market(&[], &mut |_| {}).unwrap();
    assert_eq!(
        report.notices,
        ["no provider is called cbo: see `tape market sources`"]
    );
}

/// A chart of Yahoo's whose session is over.
fn yahoo(closes: &[(i64, f64)]) -> String {
    let times: Vec<i64> = closes.iter().map(|(time, _)| *time).collect();
    let closes: Vec<f64> = closes.iter().map(|(_, close)| *close).collect();
    format!(
        "{{\"chart\":{{\"result\":[{{\"meta\":{{\"currency\":\"USD\",\"symbol\":\"NVDA\",\
         \"gmtoffset\":-18000,\"dataGranularity\":\"1d\"}},\"timestamp\":{times:?},\
         \"indicators\":{{\"quote\":[{{\"open\":{closes:?},\"high\":{closes:?},\"low\":{closes:?},\
         \"close\":{closes:?},\"volume\":{times:?}}}],\"adjclose\":[{{\"adjclose\":{closes:?}}}]}}}}],\
         \"error\":null}}}}"
    )
}

/// 14:30 UTC of a day of February 2026: the open in New York.
fn open(day: i8) -> i64 {
    let noon = date(2026, 2, day).at(14, 30, 0, 0);
    let zoned = noon.to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    zoned.timestamp().as_second()
}

const NASDAQ: &str = "{\"data\":{\"symbol\":\"NVDA\",\"totalRecords\":1,\"tradesTable\":{\"rows\":\
    [{\"date\":\"02/05/2026\",\"close\":\"$185.92\",\"volume\":\"58,414,460\",\
    \"open\":\"$186.06\",\"high\":\"$187.00\",\"low\":\"$185.00\"}]}},\"status\":{\"rCode\":200}}";

#[test]
fn nasdaq_stands_in_for_yahoo_and_looks_into_both_its_drawers() {
    let scene = Scene::new(|heard, _| {
        if heard.path.starts_with("/yahoo") {
            Act::Send(response("500 Internal Server Error", "", b""))
        } else if heard.path.contains("assetclass=stocks") {
            Act::Send(response("400 Bad Request", "", b""))
        } else {
            ok(NASDAQ)
        }
    });
    let report = scene.update(&["NVDA"]);
    let one = &report.series[0];
    assert_eq!(one.provider, Some("Nasdaq"), "{one:?}");
    assert!(one.faults[0].1.to_string().contains("answers 500"));
    assert_eq!(scene.server.heard().len(), 3);
}

#[test]
fn a_share_is_kept_as_price_and_as_total_return_and_a_split_restates_both() {
    let scene = Scene::new(|_, before| match before {
        0 => ok(yahoo(&[
            (open(3), 100.0),
            (open(4), 102.0),
            (open(5), 104.0),
        ])),
        // Two for one, and the week before says so.
        _ => ok(yahoo(&[(open(4), 51.0), (open(5), 52.0), (open(9), 53.0)])),
    });
    scene.update(&["NVDA"]);
    let report = scene.update_on(date(2026, 2, 10), &["NVDA"]);
    let told = report
        .notices
        .iter()
        .find(|notice| notice.contains("restated"));
    assert!(told.is_some(), "{report:?}");
    let lines = scene.desk().series().unwrap();
    let adjustments: Vec<&str> = lines.iter().map(|line| line.adjustment.name()).collect();
    assert_eq!(adjustments, ["splits", "splits-and-dividends"]);
    let store = scene.desk().open_market_store().unwrap();
    let held = store.get("NVDA").unwrap().unwrap();
    let closes: Vec<f64> = held.bars().iter().map(|bar| bar.close).collect();
    assert_eq!(closes, [50.0, 51.0, 52.0, 53.0]);
}

#[test]
fn the_chinese_sources_stand_in_for_each_other() {
    let sina = "var hq_str_sh600519=\"Moutai,1700.0,1690.0,1710.0,1720.0,1695.0,0,0,2217439,4597038936,\
                0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,2026-02-06,15:00:00,00\";\n";
    let scene = Scene::new(move |heard, _| {
        if heard.path.starts_with("/tencent") {
            ok("{\"code\":0,\"msg\":\"\",\"data\":[]}")
        } else if heard.path.starts_with("/eastmoney") {
            Act::Send(Vec::new())
        } else {
            assert_eq!(heard.header("referer"), Some("https://finance.sina.com.cn"));
            ok(sina)
        }
    });
    let report = scene.update(&["sh600519"]);
    let one = &report.series[0];
    assert_eq!(
        (one.id.as_str(), one.provider),
        ("600519.SH", Some("Sina")),
        "{one:?}"
    );
    assert_eq!(
        one.outcome,
        UpdateOutcome::Updated {
            bars: 1,
            last: TODAY
        }
    );
    let faults: Vec<&str> = one.faults.iter().map(|(provider, _)| *provider).collect();
    assert_eq!(faults, ["Tencent", "Eastmoney"]);
}

#[test]
fn a_chain_is_kept_with_its_time() {
    let chain = "{\"timestamp\":\"2026-02-06 21:15:00\",\"symbol\":\"_SPX\",\"data\":{\"symbol\":\"_SPX\",\
        \"security_type\":\"index\",\"current_price\":6012.18,\"close\":6012.18,\"prev_day_close\":6000.0,\
        \"iv30\":14.2,\"seqno\":1,\"last_trade_time\":\"2026-02-06T16:00:00\",\"options\":[{\"option\":\
        \"SPXW260220P06000000\",\"bid\":1.2,\"ask\":1.3,\"bid_size\":10.0,\"ask_size\":10.0,\"iv\":0.35,\
        \"open_interest\":1000.0,\"volume\":100.0,\"delta\":-0.1,\"gamma\":0.001,\"vega\":0.1,\
        \"theta\":-0.05,\"rho\":0.01,\"theo\":1.25,\"last_trade_price\":1.25,\"last_trade_time\":null}]}}";
    let scene = Scene::new(move |_, _| ok(chain));
    let report = scene.update(&["chain:spx"]);
    assert!(report.is_complete(), "{report:?}");
    let chains = scene
        .desk()
        .open_market_store()
        .unwrap()
        .list_chains()
        .unwrap();
    assert_eq!((chains[0].underlying.as_str(), chains[0].count), ("SPX", 1));
}
