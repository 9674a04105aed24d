//! What a word typed by its pinyin, by initials or with a slip costs, after the exact hits were told.
//!
//! Other people's notes beside the checkout, as for the scale: made-up ones have too few words.

use std::time::Instant;

use tapereader::desk::Desk;

use crate::harness::{Budget, Suite};
use crate::library::{self, Library};
use crate::scale::pieces;

/// Words that are names when they are typed right.
const WORDS: &[&str] = &[
    "fangkong",
    "lianghuajinsuo",
    "weipan",
    "bdl",
    "mlc",
    "steepner",
    "recesion",
    "federal resreve",
    "收益绿",
    "xyzzyx",
];

/// Hits that the screen asks for.
const HITS: usize = 50;

/// All figures.
pub(crate) fn figures(suite: &Suite) -> anyhow::Result<()> {
    let Some(corpora) = library::corpora() else {
        return Suite::skip("likeness", "no notes beside this checkout");
    };
    let pieces = pieces(&corpora)?;
    let count = suite.size(10_000, 200);
    let library = Library::filled(count, |number| {
        let piece = pieces.get(number % pieces.len()).map_or("", String::as_str);
        library::front_matter(number, number + 1 == count) + piece
    })?;
    let desk = library.desk();
    desk.index(&mut |_, _| {})?;
    let group = format!("likeness {count}");
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for round in 0..suite.size(20, 2) {
        // Names are listed anew by a desk that has asked for none.
        let desk = library.desk();
        desk.search("market", HITS)?;
        for (place, word) in WORDS.iter().enumerate() {
            let took = like(&desk, word)?;
            if place == 0 {
                first.push(took);
            } else if round > 0 {
                later.push(took);
            }
        }
    }
    let name = format!("{group}: the first word, with the names listed");
    suite.times(&name, Budget::Open, first)?;
    suite.times(&format!("{group}: a word"), Budget::Open, later)
}

/// The time that is spent beside the exact search.
fn like(desk: &Desk, word: &str) -> anyhow::Result<std::time::Duration> {
    let mut answer = desk.search(word, HITS)?;
    let started = Instant::now();
    desk.similar(&mut answer, HITS)?;
    Ok(started.elapsed())
}
