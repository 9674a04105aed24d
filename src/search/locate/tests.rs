use proptest::prelude::*;

use super::*;
use crate::search::fixtures::{analysis, bare, note};
use crate::search::query;

fn locate_in(note: &Note, text: &str) -> Option<Located> {
    locate(note, &query::parse(text, &bare(&analysis())).unwrap())
}

fn located(note: &Note, text: &str) -> Located {
    locate_in(note, text).unwrap()
}

/// The matched pieces as `passage:piece`.
fn pieces(note: &Note, text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let matches = locate_in(note, text).map(|located| located.matches);
    for ((passage, side), ranges) in matches.unwrap_or_default() {
        let text = &note.passages[passage].text(side).unwrap().content;
        pieces.extend(
            ranges
                .into_iter()
                .map(|range| format!("{passage}:{}", &text[range])),
        );
    }
    pieces
}

#[test]
fn pieces_are_those_of_the_original() {
    let note = note(
        "t",
        &[
            "我們看到ＶＩＸ與量化緊縮，",
            "Dealers were hedging; QT ends.",
        ],
    );
    assert_eq!(pieces(&note, "量化紧缩"), ["0:量化緊縮", "1:QT"]);
    assert_eq!(pieces(&note, "vix"), ["0:ＶＩＸ"]);
    assert_eq!(pieces(&note, "hedges"), ["1:hedging"]);
    assert_eq!(pieces(&note, "=hedges"), [""; 0]);
    assert_eq!(pieces(&note, "deal*"), ["1:Dealers"]);
    assert_eq!(pieces(&note, "化"), ["0:化"]);
    assert_eq!(pieces(&note, "看到 -vix"), ["0:看到"]);
    assert_eq!(pieces(&note, "title:vix"), [""; 0]);
}

#[test]
fn a_phrase_is_not_found_across_punctuation_in_chinese() {
    let note = note("t", &["量化，紧缩", "短期。流动"]);
    assert_eq!(pieces(&note, "\"量化紧缩\""), [""; 0]);
    assert_eq!(pieces(&note, "期流"), [""; 0]);
}

#[test]
fn the_best_passage_says_most_of_what_was_asked() {
    let note = note("t", &["gold fell", "silver and gold rose", "gold, silver"]);
    let located = located(&note, "gold silver");
    assert_eq!((located.passage, located.side), (1, Side::En));
    assert_eq!(located.matches.len(), 3);
    assert_eq!(located.matches[&(1, Side::En)], [0..6, 11..15]);
}

#[test]
fn many_times_one_word_is_not_more() {
    let note = note("t", &["gold gold gold gold", "gold and silver"]);
    assert_eq!(located(&note, "gold silver").passage, 1);
}

#[test]
fn the_side_is_that_of_the_match() {
    let mut note = note("t", &["做空伽马的环境"]);
    note.passages[0].set(crate::model::Text::plain(
        crate::model::Language::En,
        "an environment of dealers",
    ));
    assert_eq!(located(&note, "dealers").side, Side::En);
    assert_eq!(located(&note, "环境").side, Side::Zh);
}

#[test]
fn via_names_what_the_note_says() {
    let hant = note("t", &["負伽馬與空頭Gamma，負伽馬"]);
    assert_eq!(located(&hant, "short gamma").via, ["負伽馬", "空頭Gamma"]);
    assert_eq!(located(&hant, "负伽马").via, ["負伽馬", "空頭Gamma"]);
    assert!(located(&hant, "負伽馬").via.is_empty());
    assert!(located(&hant, "空头 gamma").via == ["負伽馬", "空頭Gamma"]);
    let both = note("t", &["負伽馬", "Short Gamma"]);
    assert!(
        located(&both, "short gamma").via.is_empty(),
        "it says what was typed"
    );
    assert_eq!(
        located(&both, "QT OR 负伽马").via,
        ["負伽馬", "Short Gamma"]
    );
}

#[test]
fn words_of_the_title_alone_are_in_no_passage() {
    assert_eq!(locate_in(&note("gold", &["silver"]), "gold"), None);
    assert_eq!(locate(&Note::default(), &Query::everything()), None);
}

#[test]
fn a_title_is_lit_by_the_same_rules() {
    let query = query::parse("title:量化紧缩 gold", &bare(&analysis())).unwrap();
    let matcher = Matcher::new(&query);
    assert_eq!(matcher.in_title("量化緊縮：Gold"), [0..12, 15..19]);
}

#[test]
fn ranges_that_overlap_are_made_one() {
    let note = note("t", &["美联储缩表进入尾声"]);
    assert_eq!(pieces(&note, "美联储缩表"), ["0:美联储缩表"]);
}

proptest! {
    #[test]
    fn ranges_are_whole_characters_in_order(
        text in "[a-zA-Zé １２ 量化緊縮伽马，ＶＸ\u{301}ﬁ😀]{0,40}",
        query in "[a-zé 量化紧缩伽马]{1,8}",
    ) {
        let note = note("t", &[&text]);
        let matches = locate_in(&note, &query).map(|located| located.matches);
        for ((passage, side), ranges) in matches.unwrap_or_default() {
            let text = note.passages[passage].text(side).unwrap();
            let mut last = 0;
            for range in ranges {
                prop_assert!(text.content.get(range.clone()).is_some_and(|piece| !piece.is_empty()));
                prop_assert!(range.start >= last);
                last = range.end;
            }
        }
    }
}
