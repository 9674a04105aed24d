//! Searching: from a keystroke to the results on the screen, over many notes.

use std::time::Duration;

use anyhow::ensure;
use tapereader::app::effect::Effect;
use tapereader::app::msg::Msg;
use tapereader::config::keymap::{self, KeyChord};
use tapereader::desk::{Desk, DeskError};
use tapereader::model::SearchAnswer;

use crate::harness::{Budget, Stopwatch, Suite};
use crate::library::Library;
use crate::reader::Screen;

/// Typed a key at a time: words of both languages, phrases, fields, words that stand everywhere.
const QUERIES: &[&str] = &[
    "short gamma",
    "做空伽马",
    "波动率控制",
    "vol control",
    "收益率曲线倒挂",
    "聯準會",
    "\"leveraged etf\"",
    "tag:positioning 黄金",
    "date:2018-01..2019-06 nvidia",
    "concept:short-gamma",
    "ticker:TLT duration",
    "市场",
    "the market",
    "降息 or 加息 -黄金",
];

/// Hits that the screen asks for.
const HITS: usize = 50;

/// Columns of the passage under a hit.
const COLUMNS: usize = 160;

/// All figures.
pub(crate) fn figures(suite: &Suite) -> anyhow::Result<()> {
    let asked = std::env::var("TAPE_BENCH_NOTES").ok();
    let full = asked.and_then(|count| count.parse().ok());
    let count = suite.size(full.unwrap_or(100_000), 500);
    let library = Library::of(count)?;
    library.desk().index(&mut |_, _| {})?;
    let group = format!("query {count}");
    keystrokes(suite, &group, &library, Budget::AtMost(8.0))?;
    narrowed(suite, &library.desk(), count)?;
    list(suite, &library.desk(), count)
}

/// Times each key of each query over a library that is indexed.
pub(crate) fn keystrokes(
    suite: &Suite,
    group: &str,
    library: &Library,
    budget: Budget,
) -> anyhow::Result<()> {
    let desk = library.desk();
    let mut keys = Vec::new();
    for round in 0..suite.size(6, 1) {
        for query in QUERIES {
            let typed = typed(&desk, query)?;
            // The first round reads the index from disk and loads the dictionary.
            if round > 0 || suite.quick {
                keys.extend(typed);
            }
        }
    }
    let name = format!("{group}: keystroke to results on the screen");
    let hits = keys.iter().map(|key| key.hits).collect();
    suite.times(&name, budget, hits)?;
    let name = format!("{group}: what narrows it, counted after that");
    let facets = keys.iter().map(|key| key.facets).collect();
    suite.times(&name, Budget::Open, facets)?;
    let name = format!("{group}: the same with what narrows and the passage of every hit");
    let passages = keys.iter().map(|key| key.passages).collect();
    suite.times(&name, Budget::Open, passages)?;
    slowest(suite, group, keys)
}

/// Names the queries that decide the percentile.
fn slowest(suite: &Suite, group: &str, mut keys: Vec<Key>) -> anyhow::Result<()> {
    keys.sort_unstable_by_key(|key| std::cmp::Reverse(key.hits));
    let mut told: Vec<String> = Vec::new();
    for key in keys {
        if told.len() < 5 && !told.contains(&key.typed) {
            let name = format!("{group}: slowest, typed so far {:?}", key.typed);
            suite.times(&name, Budget::Open, vec![key.hits])?;
            told.push(key.typed);
        }
    }
    Ok(())
}

/// One key of a query.
struct Key {
    typed: String,
    /// Until the hits are painted.
    hits: Duration,
    /// To count what narrows them.
    facets: Duration,
    /// Until their passages are.
    passages: Duration,
}

/// What it costs to count what all notes have in common: the most that a query can ask for.
fn narrowed(suite: &Suite, desk: &Desk, count: usize) -> anyhow::Result<()> {
    let name = format!("query: what narrows all of {count} notes");
    suite.time(&name, Budget::Open, 20, || {
        let mut answer = SearchAnswer::default();
        desk.facets(&mut answer)?;
        ensure!(answer.facets.is_some_and(|facets| !facets.is_empty()));
        Ok(())
    })
}

/// What the list of notes costs beside it.
fn list(suite: &Suite, desk: &Desk, count: usize) -> anyhow::Result<()> {
    let name = format!("query: newest notes listed, {count} notes");
    suite.time(&name, Budget::Open, 20, || {
        ensure!(desk.notes(2_000)?.total == count);
        Ok(())
    })
}

/// Types a query.
fn typed(desk: &Desk, query: &str) -> anyhow::Result<Vec<Key>> {
    let mut screen = Screen::new()?;
    screen
        .app
        .update(Msg::Key(KeyChord::plain(keymap::Key::Char('s'))));
    let mut keys = Vec::new();
    for character in query.chars() {
        let watch = Stopwatch::start();
        let key = Msg::Key(KeyChord::plain(keymap::Key::Char(character)));
        for effect in screen.app.update(key) {
            let Effect::Search { generation, query } = effect else {
                continue;
            };
            let Some(mut answer) = search(desk, &query)? else {
                continue;
            };
            let found = answer.clone();
            screen.app.update(Msg::Found {
                generation,
                answer: found,
            });
            screen.draw()?;
            let hits = watch.read();
            let counting = Stopwatch::start();
            desk.facets(&mut answer)?;
            let facets = counting.read();
            desk.place(&mut answer, COLUMNS)?;
            screen.app.update(Msg::Found { generation, answer });
            screen.draw()?;
            keys.push(Key {
                typed: query,
                hits,
                facets,
                passages: watch.read(),
            });
        }
    }
    ensure!(!keys.is_empty(), "{query} asked for nothing");
    Ok(keys)
}

/// Nothing where what is typed so far does not parse.
fn search(desk: &Desk, query: &str) -> anyhow::Result<Option<SearchAnswer>> {
    match desk.search(query, HITS) {
        Ok(answer) => Ok(Some(answer)),
        Err(DeskError::Query(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
