//! Searching: from a keystroke to the results on the screen, over many notes.

use std::time::Duration;

use anyhow::ensure;
use tapereader::app::effect::Effect;
use tapereader::app::msg::Msg;
use tapereader::config::keymap::{Key, KeyChord};
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
    let desk = library.desk();
    desk.index(&mut |_, _| {})?;
    let mut hits = Vec::new();
    let mut passages = Vec::new();
    for round in 0..suite.size(6, 1) {
        for query in QUERIES {
            let (first, second) = typed(&desk, query)?;
            // The first round reads the index from disk and loads the dictionary.
            if round > 0 || suite.quick {
                hits.extend(first);
                passages.extend(second);
            }
        }
    }
    let name = format!("query: keystroke to results on the screen, {count} notes");
    suite.times(&name, Budget::AtMost(8.0), hits)?;
    let name = format!("query: the same with the passage of every hit, {count} notes");
    suite.times(&name, Budget::Open, passages)?;
    list(suite, &desk, count)
}

/// What the list of notes costs beside it.
fn list(suite: &Suite, desk: &Desk, count: usize) -> anyhow::Result<()> {
    let name = format!("query: newest notes listed, {count} notes");
    suite.time(&name, Budget::Open, 20, || {
        ensure!(desk.notes(2_000)?.total == count);
        Ok(())
    })
}

/// Types a query: the times from each key to the painted hits, and on to their passages.
fn typed(desk: &Desk, query: &str) -> anyhow::Result<(Vec<Duration>, Vec<Duration>)> {
    let mut screen = Screen::new()?;
    screen.app.update(Msg::Key(KeyChord::plain(Key::Char('s'))));
    let (mut hits, mut passages) = (Vec::new(), Vec::new());
    for character in query.chars() {
        let watch = Stopwatch::start();
        let key = Msg::Key(KeyChord::plain(Key::Char(character)));
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
            hits.push(watch.read());
            desk.place(&mut answer, COLUMNS)?;
            screen.app.update(Msg::Found { generation, answer });
            screen.draw()?;
            passages.push(watch.read());
        }
    }
    ensure!(!hits.is_empty(), "{query} asked for nothing");
    Ok((hits, passages))
}

/// Nothing where what is typed so far does not parse.
fn search(desk: &Desk, query: &str) -> anyhow::Result<Option<SearchAnswer>> {
    match desk.search(query, HITS) {
        Ok(answer) => Ok(Some(answer)),
        Err(DeskError::Query(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
