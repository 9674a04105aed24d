//! Where times stand, and what only looks like one.

use super::super::parse;
use crate::model::{Note, Timestamp};

fn markdown(text: &str) -> Note {
    parse(text.as_bytes(), "note.md").expect("a note")
}

/// Seconds, speaker and text of each passage.
fn told(note: &Note) -> Vec<(Option<u32>, Option<&str>, &str)> {
    let passages = note.passages.iter();
    passages
        .map(|one| {
            let text = one.texts().next().map_or("", |(_, text)| &*text.content);
            (
                one.time.map(|Timestamp(at)| at),
                one.speaker.as_deref(),
                text,
            )
        })
        .collect()
}

#[test]
fn times_at_the_head_are_taken_in_every_spelling() {
    for (text, said) in [
        ("[00:12:34] Vol is up.", "Vol is up."),
        ("(12:34) Vol is up.", "Vol is up."),
        ("00:12:34 Vol is up.", "Vol is up."),
        ("00:12:34: Vol is up.", "Vol is up."),
        ("【00:12:34】波动率走高。", "波动率走高。"),
        ("（12:34）波动率走高。", "波动率走高。"),
        ("**[00:12:34]** Vol is up.", "Vol is up."),
        (
            "[00:12:34](https://youtu.be/x?t=754) Vol is up.",
            "Vol is up.",
        ),
        (
            "[12:34](https://youtu.be/x?t=754) - Vol is up.",
            "Vol is up.",
        ),
        (
            "[[12:34]](https://youtu.be/x?t=754) Vol is up.",
            "Vol is up.",
        ),
        ("- 00:12:34 Vol is up.", "Vol is up."),
        ("> [00:12:34] Vol is up.", "Vol is up."),
        ("## [00:12:34] Vol is up", "Vol is up"),
    ] {
        let note = markdown(&format!("Lead.\n\n{text}\n"));
        assert_eq!(told(&note)[1], (Some(754), None, said), "{text}");
    }
}

#[test]
fn times_behind_names_are_taken_and_the_names_too() {
    for label in [
        "Cam [00:01:02]:",
        "**Cam** (01:02)",
        "**Cam** (01:02):",
        "**Cam [01:02]:**",
        "**Cam** [00:01:02](https://youtu.be/x?t=62):",
        "[00:01:02] **Cam**:",
        "Cam (01:02):",
        "Cam: [00:01:02]",
        "**Cam:** (01:02)",
        "**Cam** 00:01:02",
        "Cam (01:02)\n\n",
        "[00:01:02] Cam\n\n",
    ] {
        let turn = |name: &str| format!("{} It is up.\n\n", label.replace("Cam", name));
        let text = [turn("Cam"), turn("Dee"), turn("Cam"), turn("Dee")].concat();
        let note = markdown(&text);
        let expected = ["Cam", "Dee", "Cam", "Dee"].map(|name| (Some(62), Some(name), "It is up."));
        assert_eq!(told(&note), expected, "{label}");
    }
}

#[test]
fn chinese_names_have_times_too() {
    let note = markdown(
        "主持人（00:05）：你好。\n\n嘉宾（01:07）：好。\n\n主持人（02:11）：请讲。\n\n嘉宾（03:13）：走高。\n",
    );
    let times: Vec<_> = told(&note)
        .iter()
        .map(|(time, name, _)| (*time, *name))
        .collect();
    assert_eq!(
        times,
        [
            (Some(5), Some("主持人")),
            (Some(67), Some("嘉宾")),
            (Some(131), Some("主持人")),
            (Some(193), Some("嘉宾")),
        ]
    );
}

#[test]
fn times_of_day_ratios_and_dates_are_text() {
    for text in [
        "14:30 ET: the data.",
        "8:30 数据公布。",
        "(08:30) CPI",
        "08:30 CPI\n\n10:00 ISM\n\n14:00 FOMC\n\n16:00 收盘",
        "(14:37) 央行公告。\n\n(15:02) 美股开盘。\n\n(16:11) 收盘。",
        "16:9 is a ratio.",
        "1:20 比率。",
        "2026-02-05 08:41 更新",
        "10:30-11:00 会议",
        "The call at [00:12:34] was short.",
        "At 00:12:34 he said so.",
        "Powell 14:30 发言",
        "[1:2] x",
        "(12:34 ET) x",
        "[12:34 x",
        "12:34",
    ] {
        let note = markdown(&format!("前言。\n\n{text}\n"));
        assert!(
            told(&note).iter().all(|(time, ..)| time.is_none()),
            "{text}"
        );
        let all: String = told(&note).iter().map(|(.., text)| *text).collect();
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
        };
        assert!(letters(&all).contains(&letters(text)), "{text}");
    }
}

#[test]
fn bare_times_count_where_they_are_many() {
    let note = markdown("0:00 Welcome.\n\n1:15 Vol.\n\n4:07 Flows.\n");
    let times: Vec<_> = told(&note).iter().map(|(time, ..)| *time).collect();
    assert_eq!(times, [Some(0), Some(75), Some(247)]);
    let few = markdown("0:12 Welcome.\n\nVol.\n");
    assert!(told(&few).iter().all(|(time, ..)| time.is_none()));
}

#[test]
fn times_in_brackets_at_the_end_are_taken_where_they_are_a_habit() {
    let note = markdown("## 开场 [00:00:13]\n\n正文。\n\n## 风险 [00:02:25]\n\n正文。\n");
    assert_eq!(told(&note)[0], (Some(13), None, "开场"));
    assert_eq!(told(&note)[2], (Some(145), None, "风险"));
    let once = markdown("正文。\n\n他说过 [00:02:25]\n");
    assert_eq!(told(&once)[1], (None, None, "他说过 [00:02:25]"));
}

#[test]
fn a_time_alone_is_of_the_paragraph_below() {
    let note = markdown("[00:00:05]\n\nVol is up.\n\n[00:01:07]\n\nSell.\n\n[00:02:00]\n");
    assert_eq!(
        told(&note),
        [
            (Some(5), None, "Vol is up."),
            (Some(67), None, "Sell."),
            (None, None, "[00:02:00]"),
        ]
    );
    let last = markdown("正文。\n\nCam (01:02)\n\nDee (03:04)\n");
    assert_eq!(told(&last)[1], (None, None, "Cam (01:02)"));
    assert_eq!(told(&last)[2], (None, None, "Dee (03:04)"));
}

#[test]
fn originals_keep_their_places_when_times_go() {
    let turn = |at: &str, zh: &str, en: &str| {
        format!(
            "[{at}]\n\n{zh}\n\n<details>\n<summary>Original</summary>\n\n[{at}] {en}\n\n</details>\n\n"
        )
    };
    let text =
        turn("00:00:05", "波动率走高。", "Vol is up.") + &turn("00:01:07", "卖出。", "Sell it.");
    let note = markdown(&text);
    let found: Vec<_> = note
        .passages
        .iter()
        .map(|one| {
            let side = |text: &Option<crate::model::Text>| {
                text.as_ref().map(|text| text.content.to_string())
            };
            (
                one.time.map(|Timestamp(at)| at),
                side(&one.zh),
                side(&one.en),
            )
        })
        .collect();
    let both = |at, zh: &str, en: &str| (Some(at), Some(zh.to_owned()), Some(en.to_owned()));
    assert_eq!(
        found,
        [
            both(5, "波动率走高。", "Vol is up."),
            both(67, "卖出。", "Sell it.")
        ]
    );
}

fn text(text: &str) -> Note {
    parse(text.as_bytes(), "odd-lots.txt").expect("a note")
}

#[test]
fn a_line_of_a_name_and_a_time_heads_what_is_below() {
    let long =
        "The funds that target volatility had to sell once more into the close, and they did.";
    for (ann, bob) in [
        ("Ann Lee (00:03):", "Bob Ray (01:15):"),
        ("Ann Lee  0:03", "Bob Ray  1:15"),
        ("说话人 1 00:03", "说话人 2 01:15"),
        ("Ann Lee [00:00:03]", "Bob Ray [00:01:15]"),
    ] {
        let name = |head: &str| {
            head.split(['(', '[']).next().map(|name| {
                let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
                name.trim().to_owned()
            })
        };
        let names = if ann.starts_with("说") {
            [Some("说话人 1".to_owned()), Some("说话人 2".to_owned())]
        } else {
            [name(ann), name(bob)]
        };
        let source = format!("{ann}\n{long}\n\n{bob}\n{long}\nYes.\n\nNo more.\n");
        for note in [text(&source), markdown(&source)] {
            let found: Vec<_> = told(&note)
                .into_iter()
                .map(|(time, name, _)| (time, name.map(str::to_owned)))
                .collect();
            assert_eq!(found[0], (Some(3), names[0].clone()), "{ann}");
            assert_eq!(found[1], (Some(75), names[1].clone()), "{ann}");
            assert!(
                found[2..]
                    .iter()
                    .all(|one| *one == (None, names[1].clone())),
                "{ann} {found:?}"
            );
            assert_eq!(note.aside, [""; 0], "{ann}");
            assert!(
                !note.metadata.title.contains("Ann"),
                "{}",
                note.metadata.title
            );
        }
    }
}
