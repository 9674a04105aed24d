use proptest::prelude::*;

use super::*;
use crate::model::{Matches, Passage, Side};
use crate::search::fixtures::{analysis, bare, note};
use crate::search::{Query, locate, query};
use crate::text::width::width;

/// Where a query is found; the beginning where it is not.
fn place(note: &Note, query: &Query) -> Located {
    let mut texts = note.passages.iter().flat_map(Passage::texts);
    locate(note, query).unwrap_or_else(|| Located {
        passage: 0,
        side: texts.next().map_or(Side::Zh, |(side, _)| side),
        matches: Matches::new(),
        via: Vec::new(),
    })
}

/// The snippet with matches in brackets.
fn shown(text: &str, query: &str, columns: usize) -> String {
    let note = note("t", &[text]);
    let query = query::parse(query, &bare(&analysis())).unwrap();
    let pieces = snippet(&note, &place(&note, &query), columns);
    let shown = pieces.iter().map(|piece| {
        if piece.matched {
            format!("[{}]", piece.text)
        } else {
            piece.text.clone()
        }
    });
    shown.collect()
}

#[test]
fn a_short_text_is_shown_whole() {
    assert_eq!(
        shown("gold rose\nand fell", "gold", 40),
        "[gold] rose and fell"
    );
    assert_eq!(
        shown("市場量化緊縮結束", "量化紧缩", 40),
        "市場[量化緊縮]結束"
    );
    assert_eq!(shown("no match", "gold", 40), "no match");
}

#[test]
fn a_long_text_is_cut_around_the_match() {
    let text = "一二三四五六七八九十".repeat(10) + "黄金" + &"甲乙丙丁".repeat(20);
    let line = shown(&text, "黄金", 30);
    assert_eq!(line, "…七八九十[黄金]甲乙丙丁甲乙丙丁…");
    let end = "一二三四五六七八九十".repeat(10) + "黄金";
    assert_eq!(shown(&end, "黄金", 16), "…六七八九十[黄金]");
    let start = "黄金".to_owned() + &"甲乙丙丁".repeat(20);
    assert_eq!(shown(&start, "黄金", 16), "[黄金]甲乙丙丁甲…");
}

#[test]
fn a_note_without_text_has_no_snippet() {
    let query = query::parse("gold", &bare(&analysis())).unwrap();
    let note = Note::default();
    assert!(snippet(&note, &place(&note, &query), 40).is_empty());
}

proptest! {
    #[test]
    fn a_snippet_keeps_to_its_columns(text in "[a-z 黄金量化\n😀é]{0,80}", columns in 0_usize..60) {
        let note = note("t", &[&text]);
        let query = query::parse("黄金 OR a", &bare(&analysis())).unwrap();
        let pieces = snippet(&note, &place(&note, &query), columns);
        let line: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        prop_assert!(columns < 2 || width(&line) <= columns, "{} {}", width(&line), line);
        prop_assert!(pieces.windows(2).all(|pair| pair[0].matched != pair[1].matched));
    }
}
