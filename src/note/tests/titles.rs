//! Titles, the headings that repeat them, and what stands around them.

use jiff::civil::date;

use super::super::parse;
use super::{assert_sound, contents, markdown};
use crate::model::{Emphasis, Make, PassageKind};

const PARAGRAPH: &str =
    "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲进一步放大了波动。";

#[test]
fn the_byline_of_a_saved_page_is_not_its_title() {
    let page = format!(
        "导航\n首页\n登录\n\n标题一行\n\n原创 作者：某甲   来源：某社   2025-11-24 08:12\n\n\
         {PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n"
    );
    let note = parse(page.as_bytes(), "p.txt").expect("a note");
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::SavedPage);
    assert_eq!(note.metadata.title, "标题一行");
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    assert_eq!(note.metadata.source.as_deref(), Some("某社"));
    assert_eq!(note.metadata.date, Some(date(2025, 11, 24)));
    assert_eq!(contents(&note), [PARAGRAPH; 3]);
}

#[test]
fn the_labels_below_the_title_of_a_text_are_metadata() {
    let text = format!("标题在这里\n\n作者：某甲\n来源：某社 2025-10-09\n\n{PARAGRAPH}");
    let note = parse(text.as_bytes(), "n.txt").expect("a note");
    assert_eq!(note.metadata.make, Make::PlainText);
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    assert_eq!(note.metadata.source.as_deref(), Some("某社"));
    assert_eq!(note.metadata.date, Some(date(2025, 10, 9)));
    assert_eq!(contents(&note), [PARAGRAPH]);
}

#[test]
fn the_title_is_in_the_language_that_stands_first() {
    for (source, title) in [
        ("# THE SLOW BUYER\n\n慢的買家\n\n", "THE SLOW BUYER"),
        ("# 慢的買家\n\n# THE SLOW BUYER\n\n", "慢的買家"),
    ] {
        let note = markdown(&format!(
            "{source}Dealers bought puts on the S&P 500 this week for about 3 billion dollars.\n\n\
             做市商本週買入了標普500指數的看跌期權，金額約為30億美元。\n"
        ));
        assert_eq!(note.metadata.title, title);
    }
}

#[test]
fn a_heading_that_repeats_the_title_is_shown_once() {
    for (source, first) in [
        ("# 周报\n\n正文。", "正文。"),
        (
            "---\ntitle: Ａ weekly\n---\n# a  Weekly\n\n正文。",
            "正文。",
        ),
        ("---\ntitle: 周报\n---\n# 另一行\n\n正文。", "另一行"),
        ("正文。\n\n# 周报\n", "正文。"),
        ("# 只有标题", "只有标题"),
        ("### 一节\n\n正文。", "一节"),
        ("---\ntitle: 一节\n---\n### 一节\n\n正文。", "正文。"),
    ] {
        let note = markdown(source);
        assert_eq!(contents(&note)[0], first, "{source}");
    }
    let note = markdown("# 周报\n\n## 节\n\n正文。");
    assert_eq!(contents(&note), ["节", "正文。"]);
    assert_eq!(*note.passages[1].heading, [String::from("节")]);
}

#[test]
fn a_repeated_heading_with_a_translation_stays() {
    let note = markdown(
        "---\ntitle: RATES ARE HEAVY\n---\n# RATES ARE HEAVY\n\n利率沉重\n\n\
         Dealers bought 20 bn of TLT calls on Wednesday, and the curve steepened again.\n\n\
         做市商週三買入了20億美元的TLT買權，殖利率曲線再度變陡。\n",
    );
    assert_eq!(contents(&note)[..2], ["利率沉重", "RATES ARE HEAVY"]);
}

#[test]
fn prices_keep_the_emphasis_around_them() {
    let note = markdown("The call spread in ($TLT), quoted at **$0.34**, and $x^2$ of $105B.");
    let text = note.passages[0].en.as_ref().expect("an English text");
    assert_eq!(
        &*text.content,
        "The call spread in ($TLT), quoted at $0.34, and x^2 of $105B."
    );
    let spans = text.spans.iter();
    let found: Vec<_> = spans
        .map(|span| (&text.content[span.range.clone()], &span.emphasis))
        .collect();
    assert_eq!(
        found,
        [("$0.34", &Emphasis::Strong), ("x^2", &Emphasis::Code)]
    );
}

#[test]
fn callouts_begin_with_their_name() {
    let note = markdown(
        "> [!WARNING]\n> 流动性很差。\n\n> [!NOTE]\n>\n> Second.\n\n> [!tip] 小心\n> 正文\n> 继续\n",
    );
    let expected = [
        "Warning\n流动性很差。",
        "Note",
        "Second.",
        "Tip\n小心\n正文继续",
    ];
    assert_eq!(contents(&note), expected);
    let quotes = note.passages.iter().map(|passage| &passage.kind);
    assert!(
        quotes
            .into_iter()
            .all(|kind| *kind == PassageKind::Quote(1))
    );
}

#[test]
fn glossaries_are_definitions_of_their_terms() {
    let entry = |term: &str| format!("**{term}（Gloss）：** 一句解释。\n\n");
    let source: String = ["伽马", "偏斜", "基差", "掉窗"].map(entry).concat();
    let note = markdown(&source);
    assert_sound(&note);
    let kinds: Vec<_> = note.passages.iter().map(|passage| &passage.kind).collect();
    assert_eq!(kinds, [&PassageKind::Definition(String::new()); 4]);
    // The term stays in the text, where it is linked and found.
    let text = |term: &str| format!("{term}（Gloss）：一句解释。");
    assert_eq!(contents(&note), ["伽马", "偏斜", "基差", "掉窗"].map(text));
}
