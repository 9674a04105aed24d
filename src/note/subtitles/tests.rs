//! Captions in, paragraphs out.

use proptest::prelude::*;

use super::super::parse;
use crate::model::{DiagnosticKind, Make, Note, Pair, Timestamp};

fn note(name: &str, text: &str) -> Note {
    parse(text.as_bytes(), name).expect("a note")
}

/// Time, speaker, Chinese and English of each passage.
fn told(note: &Note) -> Vec<(Option<u32>, Option<&str>, &str, &str)> {
    let passages = note.passages.iter();
    passages
        .map(|one| {
            let time = one.time.map(|Timestamp(at)| at);
            let zh = one.zh.as_ref().map_or("", |text| &*text.content);
            let en = one.en.as_ref().map_or("", |text| &*text.content);
            (time, one.speaker.as_deref(), zh, en)
        })
        .collect()
}

#[test]
fn subrip_becomes_sentences_with_times() {
    let note = note(
        "talk.srt",
        "1\n00:00:01,000 --> 00:00:03,000\n<i>Vol control</i> funds\nsell when\n\n\
         2\n00:00:03,000 --> 00:00:05,000\nrealised vol is up.\n\n\
         3\n00:01:09,000 --> 00:01:11,000\nDEALER: {\\an8}They buy it back.\n",
    );
    assert_eq!(note.metadata.make, Make::Subtitles);
    assert_eq!(note.metadata.title, "talk");
    assert_eq!(
        told(&note),
        [
            (
                Some(1),
                None,
                "",
                "Vol control funds sell when realised vol is up."
            ),
            (Some(69), Some("DEALER"), "", "They buy it back."),
        ]
    );
    assert_eq!(note.diagnostics, []);
}

#[test]
fn two_languages_in_a_caption_are_a_marked_pair() {
    let note = note(
        "talk.srt",
        "1\n00:00:01,000 --> 00:00:03,000\n波动率控制基金在\nVol control funds\n\n\
         2\n00:00:03,000 --> 00:00:05,000\n波动率上升时卖出。\nsell when vol is up.\n\n\
         3\n00:00:09,000 --> 00:00:11,000\n然后买回。\nThen they buy it back.\n",
    );
    assert_eq!(
        told(&note),
        [
            (
                Some(1),
                None,
                "波动率控制基金在波动率上升时卖出。",
                "Vol control funds sell when vol is up."
            ),
            (Some(9), None, "然后买回。", "Then they buy it back."),
        ]
    );
    assert!(
        note.passages
            .iter()
            .all(|passage| passage.pair == Some(Pair::Marked))
    );
}

#[test]
fn webvtt_names_its_voices() {
    let note = note(
        "a.vtt",
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Ann>Is it up?\n\n\
         2\n00:02.000 --> 00:03.000\n<v Bob>It is.</v>\n",
    );
    assert_eq!(
        told(&note),
        [
            (Some(1), Some("Ann"), "", "Is it up?"),
            (Some(2), Some("Bob"), "", "It is.")
        ]
    );
}

#[test]
fn rolling_captions_are_told_once() {
    let mut text = String::from("WEBVTT\nKind: captions\n\n");
    let words = [
        "so vol control",
        "funds look at",
        "the last month",
        "and then they sell",
    ];
    for (at, word) in words.iter().enumerate() {
        let above = if at == 0 { "" } else { words[at - 1] };
        let (first, rest) = word.split_once(' ').expect("two words");
        let next = at + 1;
        let settings = "align:start position:0%";
        text.extend([
            format!("00:0{at}.000 --> 00:0{at}.990 {settings}\n{above}\n"),
            format!("{first}<00:0{at}.300><c> {rest}</c>\n\n"),
            format!("00:0{at}.990 --> 00:0{next}.000 {settings}\n{word}\n \n\n"),
        ]);
    }
    let note = note("auto.vtt", &text);
    assert_eq!(told(&note), [(Some(0), None, "", &*words.join(" "))]);
}

#[test]
fn plain_text_is_told_by_its_content() {
    let note = note(
        "transcript.txt",
        "收盘谈话\n0:00\n波动率\n0:02\n走高了。\n0:04\n他们\n0:06\n卖出。\n",
    );
    assert_eq!(note.metadata.title, "收盘谈话");
    assert_eq!(
        told(&note),
        [(Some(0), None, "波动率走高了。他们卖出。", "")]
    );
}

#[test]
fn damaged_captions_are_told_with_count_and_line() {
    let note = note(
        "a.srt",
        "1\n00:00:05,000 --> 00:00:06,000\nlater.\n\n2\n00:00:01,000 --> 00:00:02,000\nearly.\n\n\
         3\n00:00:0x,000 --> 00:00:12\nlost time.\n\n4\n00:00:20,000 --> 00:00:19,000\nbackwards.\n",
    );
    let found = &note.diagnostics[0];
    assert!(matches!(
        found.kind,
        DiagnosticKind::DamagedCaptions { count: 2.. }
    ));
    assert_eq!(found.line, Some(6));
    let all: String = told(&note).iter().map(|(.., en)| *en).collect();
    for word in ["later", "early", "lost time", "backwards"] {
        assert!(all.contains(word), "{word} of {all}");
    }
    assert!(all.find("early") < all.find("later"));
}

#[test]
fn a_file_without_captions_is_plain_text() {
    let note = note("a.srt", "Nothing of the kind.\n");
    assert_eq!(note.metadata.make, Make::PlainText);
    assert_eq!(note.passages.len(), 1);
}

#[test]
fn long_files_are_read_in_time_that_grows_with_them() {
    let cue = |at: u32| {
        let (minutes, seconds) = (at / 60, at % 60);
        let start = format!("{minutes:02}:{seconds:02}");
        format!("{at}\n{start},000 --> {start},900\n第{at}句\n\n")
    };
    let text: String = (0..20_000).map(cue).collect();
    assert!(!note("long.srt", &text).passages.is_empty());
}

/// A word that stands once, so that it can be looked for.
fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-z]{3,6}|[市场波动]{2,4}", 1..30).prop_map(|words| {
        let words = words.iter().enumerate();
        words.map(|(at, word)| format!("{word}x{at}x")).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_word_of_a_caption_is_lost(
        words in words(),
        frames in prop::collection::vec(prop::sample::select(vec![
            ("1\n00:00:01,000 --> 00:00:02,000\n", "\n\n"), ("00:05.000 --> 00:01.000\n", "\n"),
            ("7\n", "\n"), ("- ", "\n"), ("ANN: ", "\n"), ("<v Bob>", "\n\n"), ("<i>", "</i>\n"),
            ("{\\an8}", "\n"), ("a --> b ", "\n"), ("\n\n", "\n"), ("0:12 ", "\n"), ("[00:12] ", "\n"),
            ("99:99 --> 00\n", "\n"), ("", "-\n"), ("", "。"), ("<", "> "), ("", "\\N"), ("&lt;", "\n"),
            ("NOTE\n\n", "\n"), ("♪ ", " ♪\n"), ("{", "}\n"), ("NOTED ", "\n\n"),
        ]), 30),
        head in prop::sample::select(vec!["", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"]),
        name in prop::sample::select(vec!["a.srt", "a.vtt", "a.txt"]),
    ) {
        let framed = words.iter().zip(&frames);
        let pieces = framed.flat_map(|(word, (open, close))| [*open, word, *close]);
        let text = format!("{head}{}", pieces.collect::<String>());
        let is_vtt = head.starts_with("WEBVTT");
        if let Ok(note) = parse(text.as_bytes(), name) {
            super::super::tests::assert_sound(&note);
            let mut shown = format!("{} {:?}", note.metadata.title, note.metadata.other);
            for (_, speaker, zh, en) in told(&note) {
                shown = format!("{shown}\n{} {zh} {en}", speaker.unwrap_or_default());
            }
            for word in &words {
                // The name of a caption of WebVTT is any line right above its times.
                prop_assert!(is_vtt || shown.contains(word), "{word} of {text:?} is not in {shown:?}");
            }
        }
    }
}

#[test]
fn all_lines_of_a_voice_are_its_own() {
    let note = note(
        "a.vtt",
        "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n\
         00:01.000 --> 00:02.000\n<v Neil>Vol is up.\nGold is up too.\n\n\
         00:02.000 --> 00:03.000\n<v Ann>Is it?\n- So it is.\n",
    );
    assert_eq!(note.metadata.title, "a");
    assert_eq!(
        told(&note),
        [
            (Some(1), Some("Neil"), "", "Vol is up. Gold is up too."),
            (Some(2), Some("Ann"), "", "Is it?"),
            (Some(2), None, "", "So it is."),
        ]
    );
}

#[test]
fn a_head_alone_is_no_text() {
    for text in ["WEBVTT", "WEBVTT\n\n", "WEBVTT\n\nNOTE none yet\n"] {
        let note = note("a.vtt", text);
        assert_eq!(told(&note), []);
        assert_eq!(note.diagnostics[0].kind, DiagnosticKind::NoText);
    }
}

#[test]
fn seams_of_chinese_without_stops_are_seen() {
    let lines = [
        "大家好，欢迎收看",
        "今天我们谈波动率控制基金",
        "他们上周卖出了",
    ];
    let cue = |(at, line): (usize, &&str)| {
        format!(
            "{}\n00:00:0{at},000 --> 00:00:0{},000\n{line}\n\n",
            at + 1,
            at + 1
        )
    };
    let text: String = lines.iter().enumerate().map(cue).collect();
    assert_eq!(
        told(&note("a.srt", &text)),
        [(Some(0), None, &*lines.join(" "), "")]
    );
}
