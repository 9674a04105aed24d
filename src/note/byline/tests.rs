//! Rows of every kind.

use jiff::civil::date as day;
use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    assert!(take(text, &mut metadata), "{text}");
    metadata
}

fn text(value: &str) -> MetadataValue {
    MetadataValue::Text(value.to_owned())
}

#[test]
fn fields_stand_in_any_order() {
    for line in [
        "原创 作者：某甲   来源：某社   2025-11-24 08:12",
        "2025-11-24 08:12:30 来源：某社 作者：某甲",
        "来源: 某社 | 2025年11月24日 | 文/某甲",
        "某甲 · 2025/11/24 08:12 · 来源：某社",
        "作者 某甲 来源：某社 日期：2025-11-24",
    ] {
        let metadata = read(line);
        assert_eq!(metadata.credits.author.as_deref(), Some("某甲"), "{line}");
        assert_eq!(metadata.source.as_deref(), Some("某社"), "{line}");
        assert_eq!(metadata.date, Some(day(2025, 11, 24)), "{line}");
        assert!(metadata.other.is_empty(), "{line}");
    }
}

#[test]
fn every_hand_has_its_field() {
    let metadata = read("记者 某乙 责任编辑：某丙 阅读 6 分钟");
    assert_eq!(metadata.credits.author.as_deref(), Some("某乙"));
    assert_eq!(metadata.credits.editor.as_deref(), Some("某丙"));
    assert_eq!(metadata.other, [(String::from("阅读"), text("6 分钟"))]);
    assert_eq!(read("阅读本文需 6 分钟").other[0].1, text("6 分钟"));
    assert_eq!(read("阅读量：1.2万").other[0].0, "阅读量");
    for line in [
        "译者：某丁",
        "譯者 某丁",
        "原文编译：某丁",
        "Translated by: 某丁",
    ] {
        assert_eq!(
            read(line).credits.translator.as_deref(),
            Some("某丁"),
            "{line}"
        );
    }
    for line in ["責任編輯：某丙", "Editor: 某丙"] {
        assert_eq!(read(line).credits.editor.as_deref(), Some("某丙"), "{line}");
    }
    for line in [
        "記者某甲／台北報導",
        "文｜某甲",
        "文 | 某甲",
        "記者 某甲／台北報導",
        "Author: 某甲",
    ] {
        let author = read(&line.replace("記者某甲", "記者 某甲")).credits.author;
        assert_eq!(author.as_deref(), Some("某甲"), "{line}");
    }
    assert_eq!(read("主讲：某戊").speaker.as_deref(), Some("某戊"));
}

#[test]
fn days_stand_behind_every_label() {
    for line in [
        "发布于 2026-02-05",
        "发布于2026年2月5日 10:22",
        "时间：2026 年 2 月 5 日",
        "來源：某社 2026 年 2 月 5 日 10:22",
        "created: 2026-02-05T10:22 (UTC +08:00)",
        "Published: Feb 5, 2026",
    ] {
        assert_eq!(read(line).date, Some(day(2026, 2, 5)), "{line}");
    }
}

#[test]
fn one_label_takes_its_whole_line() {
    assert_eq!(
        read("原文标题：A: B").original_title.as_deref(),
        Some("A: B")
    );
    assert_eq!(read("时间：2026-02-05 10:00").date, Some(day(2026, 2, 5)));
    assert_eq!(
        read("作者：Ann Lee").credits.author.as_deref(),
        Some("Ann Lee")
    );
}

#[test]
fn a_second_author_is_kept_beside_the_first() {
    let mut metadata = read("作者：某甲");
    assert!(take("作者：某甲", &mut metadata));
    assert!(metadata.other.is_empty());
    assert!(take("作者：某乙", &mut metadata));
    assert_eq!(metadata.other, [(String::from("作者"), text("某乙"))]);
}

#[test]
fn a_name_that_is_known_says_nothing_new() {
    let mut metadata = read("作者：白某");
    assert!(take("白某 2026-02-05 08:41", &mut metadata));
    assert!(metadata.other.is_empty());
    assert!(take("某网 2026-02-05 08:41 阅读 3", &mut metadata));
    assert!(
        metadata
            .other
            .contains(&(String::from("byline"), text("某网")))
    );
}

#[test]
fn sentences_and_titles_are_no_rows() {
    for line in [
        "",
        "作者：",
        "时间：昨天",
        "注意：风险",
        "没有标签",
        "反弹近1%，缺口还在",
        "周五标普收6603点。来源：某社",
        "某社2月5日讯 正文",
        "2026年美股展望 2026-02-05",
        "08:41",
        "阅读理解",
    ] {
        assert!(!is_one(line), "{line}");
    }
}

proptest! {
    #[test]
    fn any_line_is_a_row_or_changes_nothing(
        line in "(作者|来源：|：| |\\||2026-02-05|08:41|阅读|某甲|文/|[a-z0-9]){0,12}",
    ) {
        let mut metadata = Metadata::default();
        if !take(&line, &mut metadata) {
            prop_assert_eq!(metadata, Metadata::default());
        }
    }
}
