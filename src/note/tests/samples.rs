//! The notes that come with the program.

use std::fs;
use std::path::Path;

use jiff::civil::date;

use super::super::parse;
use super::{assert_sound, contents};
use crate::model::{Note, Passage, PassageKind};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/notes");

fn sample(name: &str) -> Note {
    let bytes = fs::read(Path::new(SAMPLES).join(name)).expect("a sample");
    parse(&bytes, name).expect("a note")
}

#[test]
fn every_sample_has_title_date_and_author_and_no_stray_marks() {
    let mut names: Vec<String> = fs::read_dir(SAMPLES)
        .expect("samples")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    assert!(names.len() > 20);
    for name in names {
        let note = sample(&name);
        assert_sound(&note);
        let metadata = &note.metadata;
        assert!(metadata.date.is_some(), "{name}");
        let is_bare = name.starts_with("2025-06-30");
        assert!(metadata.credits.author.is_some() || is_bare, "{name}");
        assert!(!metadata.title.starts_with("20"), "{name}");
        for text in contents(&note).iter().chain(&metadata.summary) {
            assert!(
                !text.contains("**") && !text.contains("=="),
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn the_saved_pages_know_who_wrote_them() {
    let text = sample("2025-11-24-bounce-with-an-open-gap.txt");
    assert!(text.metadata.title.starts_with("反弹近1%，缺口还在"));
    assert_eq!(text.metadata.credits.author.as_deref(), Some("顾行舟"));
    assert_eq!(text.metadata.source.as_deref(), Some("潮汐财经"));
    assert_eq!(text.metadata.date, Some(date(2025, 11, 24)));
    assert!(contents(&text)[0].starts_with("周三的缺口没有补上"));
    let page = sample("2026-02-05-losers-rally-winners-fall.html");
    assert_eq!(page.metadata.title, "赢家跌、输家涨：动量一天回吐一个季度");
    assert_eq!(page.metadata.credits.author.as_deref(), Some("白榆"));
    assert_eq!(page.metadata.source.as_deref(), Some("长堤财经"));
    assert!(contents(&page)[0].starts_with("摘要："));
}

#[test]
fn the_glossary_is_one_of_definitions() {
    let note = sample("2026-01-02-positioning-vocabulary.md");
    let is_definition = |passage: &&Passage| matches!(passage.kind, PassageKind::Definition(_));
    let definitions = note.passages.iter().filter(is_definition);
    let texts = definitions.filter_map(|passage| Some(&*passage.zh.as_ref()?.content));
    let texts: Vec<&str> = texts.collect();
    assert!(texts.len() > 30, "{}", texts.len());
    assert!(
        texts[0].starts_with("做空伽马（Short gamma）：又称负伽马"),
        "{}",
        texts[0]
    );
    assert!(texts.iter().any(|text| text.starts_with("VIX：")));
}

#[test]
fn the_desk_note_without_front_matter_has_its_english_title() {
    let note = sample("2025-06-30-vol-control-still-re-levering.md");
    assert_eq!(note.metadata.title, "THE SLOWEST BUYER IN THE ROOM");
    assert_eq!(contents(&note)[0], "全場最慢的買家");
}
