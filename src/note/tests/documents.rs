//! Documents of each make, in small.

use jiff::civil::date;

use super::super::{NotANote, is_candidate, parse};
use super::{assert_sound, contents, markdown};
use crate::model::{
    Diagnostic, DiagnosticKind, Emphasis, Language, Make, MetadataValue, Note, Passage, PassageKind,
};

/// The text of one side of every passage, empty where it has none.
fn sides(note: &Note) -> Vec<(String, String)> {
    let side = |text: Option<&crate::model::Text>| {
        text.map_or_else(String::new, |text| text.content.to_string())
    };
    let passages = note.passages.iter();
    passages
        .map(|p| (side(p.zh.as_ref()), side(p.en.as_ref())))
        .collect()
}

fn kinds(note: &Note) -> Vec<DiagnosticKind> {
    note.diagnostics
        .iter()
        .map(|found| found.kind.clone())
        .collect()
}

#[test]
fn candidates_are_told_by_their_endings() {
    for (path, is_one) in [
        ("a.md", true),
        ("a/b.MARKDOWN", true),
        ("c.txt", true),
        ("d.HTM", true),
        ("e.pdf", true),
        ("f.SRT", true),
        ("g.png", false),
        ("LICENSE", false),
        (".md", false),
    ] {
        assert_eq!(is_candidate(path.as_ref()), is_one, "{path}");
    }
}

#[test]
fn what_is_no_note_says_why() {
    assert_eq!(parse(b"", "a.md"), Err(NotANote::Empty));
    assert_eq!(parse(b" \n\t\n", "a.md"), Err(NotANote::Empty));
    assert_eq!(parse(b"%PDF-1.7", "a.md"), Err(NotANote::Damaged));
    assert_eq!(
        parse(&[0; 64], "a.md"),
        Err(NotANote::Binary {
            found: "binary data"
        })
    );
    let shell = b"<html><body><zero-md src=\"a.md\"></zero-md></body></html>";
    assert_eq!(parse(shell, "a.html"), Err(NotANote::NoText));
}

#[test]
fn title_and_date_fall_back_to_heading_and_file_name() {
    let note = parse("# 周报\n\n正文。".as_bytes(), "2026-02-09-weekly.md").expect("a note");
    assert_eq!(note.metadata.title, "周报");
    assert_eq!(note.metadata.date, Some(date(2026, 2, 9)));
    let note = parse("正文。".as_bytes(), "weekly.md").expect("a note");
    assert_eq!(note.metadata.title, "weekly");
    assert_eq!(note.metadata.date, None);
    let note = markdown("# 2026年2月9日 盘后\n\n正文。");
    assert_eq!(note.metadata.date, Some(date(2026, 2, 9)));
}

#[test]
fn a_folded_original_belongs_to_the_passage_above() {
    let note = markdown(
        "### 波动率\n\n**Ann**: 做市商做空伽马。\n\n<details>\n<summary>Original English</summary>\n\n\
         **Ann**: Dealers are short gamma.\n\n</details>\n\n**Bob**: 是的。\n\n<details>\n\
         <summary>View/Hide Original English</summary>\n<p class=\"x\">Bob: Yes &amp; no.</p>\n\
         </details>\n\n**Ann**: 谢谢。\n\n**Bob**: 再见。\n",
    );
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::Transcript);
    let expected = [
        ("波动率", ""),
        ("做市商做空伽马。", "Dealers are short gamma."),
        ("是的。", "Yes & no."),
        ("谢谢。", ""),
        ("再见。", ""),
    ];
    let expected = expected.map(|(zh, en)| (zh.to_owned(), en.to_owned()));
    assert_eq!(sides(&note), expected);
    let speaker = note
        .passages
        .get(1)
        .and_then(|passage| passage.speaker.as_deref());
    assert_eq!(speaker, Some("Ann"));
    let path = note.passages.get(1).map(|passage| passage.heading.to_vec());
    assert_eq!(path, Some(vec![String::from("波动率")]));
    assert!(note.diagnostics.is_empty(), "{:?}", note.diagnostics);
}

#[test]
fn originals_pair_in_number_and_by_length() {
    let fold = |body: &str| format!("<details>\n<summary>原文</summary>\n\n{body}\n\n</details>\n");
    let even = markdown(&format!("第一段。\n\n第二段。\n\n{}", fold("One.\n\nTwo.")));
    assert_eq!(sides(&even).len(), 2);
    assert_eq!(sides(&even)[1], ("第二段。".into(), "Two.".into()));
    let long = "这一段话很长，说的是做市商的对冲怎样放大了下跌，以及谁在最后买入。";
    let more = markdown(&format!(
        "短。\n\n{long}\n\n{}",
        fold(
            "Short.\n\nThis one is long.\n\nIt says how hedging amplified the fall, and who bought."
        )
    ));
    assert_eq!(sides(&more).len(), 2);
    assert!(
        sides(&more)[1].1.contains("long.\nIt says"),
        "{:?}",
        sides(&more)
    );
    let fewer = markdown(&format!(
        "导语：本期节目请来一位交易员，谈谈最近的行情和他自己的看法。\n\n{long}\n\n{}",
        fold(
            "This paragraph is long and says how the hedging of dealers amplified the fall, and who bought at the end."
        )
    ));
    assert_eq!(sides(&fewer).len(), 2);
    assert!(sides(&fewer)[0].1.is_empty(), "{:?}", sides(&fewer));
}

#[test]
fn a_fold_that_is_no_original_is_plain_text() {
    let note = markdown(
        "正文。\n\n<details>\n<summary>附录</summary>\n\n数据来自公开资料。\n\n</details>\n",
    );
    assert_eq!(contents(&note), ["正文。", "附录", "数据来自公开资料。"]);
    assert_eq!(note.metadata.make, Make::Markdown);
}

#[test]
fn a_fold_that_says_it_is_no_translation_is_none() {
    for summary in [
        "Chart notes (not a translation)",
        "英文图表",
        "附录（English）",
    ] {
        let note = markdown(&format!(
            "做市商做空伽马，波动放大。\n\n<details>\n<summary>{summary}</summary>\n\n\
             - Dealers are short gamma\n- Volumes rose to 10<sup>13</sup>\n\n</details>\n"
        ));
        let shown: Vec<_> = note.passages.iter().filter(|p| p.pair.is_none()).collect();
        assert_eq!(
            shown.len(),
            note.passages.len(),
            "{summary}: nothing is paired"
        );
        let words = contents(&note).join("\n");
        assert!(words.contains(summary), "{words}");
        assert!(words.contains("10¹³"), "{words}");
    }
}

#[test]
fn an_unclosed_fold_ends_at_the_translation_after_it() {
    let note = markdown(
        "甲说。\n\n<details>\n<summary>Original English</summary>\n\nA says.\n\n乙说。\n\n# 下一节\n\n丙说。",
    );
    assert_eq!(sides(&note)[0], ("甲说。".into(), "A says.".into()));
    assert_eq!(sides(&note)[1], ("乙说。".into(), String::new()));
    let unclosed = Diagnostic {
        kind: DiagnosticKind::UnclosedDetails,
        line: Some(3),
    };
    assert_eq!(note.diagnostics, [unclosed]);
}

#[test]
fn misspelt_ends_of_a_fold_close_it() {
    let note = markdown(
        "甲说。\n\n<details>\n<summary>Original English</summary>\n\nA says.\n\n</detais>\n\n乙说。",
    );
    assert_eq!(sides(&note)[0], ("甲说。".into(), "A says.".into()));
    assert!(note.diagnostics.is_empty());
}

#[test]
fn a_desk_note_pairs_paragraphs_headings_and_bullets() {
    let note = markdown(
        "# RATES ARE HEAVY\n\n利率沉重\n\n\
         Dealers bought 20 bn of TLT calls on Wednesday, and the curve steepened again.\n\n\
         做市商週三買入了20億美元的TLT買權，殖利率曲線再度變陡。\n\n\
         **曲線（Curve）：** 指不同期限的殖利率。\n\n\
         o Vol control funds will have to sell equities if realized volatility rises further.\n\n\
         如果實際波動率進一步上升，波動率控制基金將不得不賣出股票。\n\n\
         o Buyer of 5k Feb 90 calls.\n",
    );
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::DeskNote);
    let sides = sides(&note);
    assert_eq!(sides.len(), 5, "{sides:#?}");
    assert_eq!(sides[0], ("利率沉重".into(), "RATES ARE HEAVY".into()));
    assert!(sides[1].0.contains("20億") && sides[1].1.contains("20 bn"));
    assert!(sides[2].1.is_empty(), "an explanation stays alone");
    assert!(!sides[3].0.is_empty() && !sides[3].1.is_empty());
    assert!(sides[4].0.is_empty(), "no translation, no pair");
    let bullet = PassageKind::List {
        depth: 0,
        marker: "•".into(),
    };
    assert_eq!(note.passages[3].kind, bullet);
    assert_eq!(
        note.passages[1].zh.as_ref().map(|text| text.language),
        Some(Language::Hant)
    );
}

#[test]
fn the_translation_may_stand_first() {
    let note = markdown(
        "做市商本週買入了標普500指數的看跌期權，金額約為30億美元。\n\n\
         Dealers bought puts on the S&P 500 this week for about 3 billion dollars.\n\n\
         波動率控制基金在過去一個月賣出了大量股票，目前部位很低。\n\n\
         Vol control funds sold a lot of equities over the past month and hold little now.\n",
    );
    assert_eq!(note.metadata.make, Make::DeskNote);
    assert!(
        sides(&note)
            .iter()
            .all(|(zh, en)| !zh.is_empty() && !en.is_empty())
    );
    assert_eq!(sides(&note).len(), 2);
}

#[test]
fn a_quotation_makes_no_desk_note() {
    let long = "本周市场在通胀数据公布之后大幅反弹，做市商被迫回补空头，利率随之下行。".repeat(6);
    let note = markdown(&format!(
        "{long}\n\nStocks rallied on the news.\n\n{long}\n\n{long}"
    ));
    assert_eq!(note.metadata.make, Make::Markdown);
    assert_eq!(sides(&note).len(), 4);
}

#[test]
fn glossaries_are_no_conversations() {
    let note = markdown(
        "**伽马：** 期权德尔塔的变化率。\n\n**偏斜：** 看跌与看涨之差。\n\n**基差：** 现货与期货之差。\n",
    );
    assert!(
        note.passages
            .iter()
            .all(|passage| passage.speaker.is_none())
    );
}

#[test]
fn plain_names_take_turns() {
    let note = markdown("主持人：今天谈什么？\n\n嘉宾：谈利率。\n\n主持人：好。\n\n嘉宾：谢谢。\n");
    let names: Vec<_> = note.passages.iter().map(|p| p.speaker.as_deref()).collect();
    assert_eq!(
        names,
        [Some("主持人"), Some("嘉宾"), Some("主持人"), Some("嘉宾")]
    );
    assert_eq!(contents(&note)[1], "谈利率。");
}

#[test]
fn names_in_two_scripts_stand_side_by_side() {
    let turn = |zh: &str, en: &str| {
        format!(
            "**乔**: {zh}\n\n<details><summary>Original English</summary>\n\n**Joe**: {en}\n\n</details>\n\n"
        )
    };
    let note = markdown(&(turn("你好。", "Hello.") + &turn("再见。", "Bye.")));
    assert!(
        note.passages
            .iter()
            .all(|p| p.speaker.as_deref() == Some("乔 · Joe"))
    );
}

#[test]
fn a_page_saved_as_text_loses_its_menus() {
    let paragraph =
        "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲进一步放大了波动。";
    let page = format!(
        "登录\n首页\n行情\n快讯\n下载APP\n\n动量崩盘的背后发生了什么\n原文作者：某甲\n来源：某通讯社\n2026-02-05 10:00\n\n\
         {paragraph}\n\n{paragraph}\n\n接下来会怎样？\n\n{paragraph}\n\n{paragraph}\n\n相关文章\n评论\n取消\n提交\n"
    );
    let note = parse(page.as_bytes(), "p.txt").expect("a note");
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::SavedPage);
    assert_eq!(note.metadata.title, "动量崩盘的背后发生了什么");
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    assert_eq!(note.metadata.source.as_deref(), Some("某通讯社"));
    assert_eq!(note.metadata.date, Some(date(2026, 2, 5)));
    assert_eq!(contents(&note).len(), 5);
    assert_eq!(note.passages[2].kind, PassageKind::Heading(2));
    assert!(
        matches!(kinds(&note)[..], [DiagnosticKind::SetAside { lines: 9.. }]),
        "{:?}",
        kinds(&note)
    );
}

#[test]
fn plain_text_keeps_every_line() {
    let text = "买入清单\n英伟达\n超微\n美光\n博通\n台积电";
    let note = parse(text.as_bytes(), "list.txt").expect("a note");
    assert_eq!(note.metadata.make, Make::PlainText);
    assert_eq!(note.metadata.title, "买入清单");
    assert_eq!(
        contents(&note),
        ["英伟达", "超微", "美光", "博通", "台积电"]
    );
}

#[test]
fn wrapped_plain_text_is_joined() {
    let line = "The desk saw another round of systematic selling into the close";
    let text = format!("Close\n\n{line}\n{line}\nand bought.\n\n{line}\n{line}\nand sold.\n");
    let note = parse(text.as_bytes(), "n.txt").expect("a note");
    assert_eq!(contents(&note).len(), 2);
    assert!(contents(&note)[0].ends_with("close and bought."));
}

#[test]
fn a_dateline_takes_the_year_only_from_what_is_known() {
    let body = "某社 2 月 5 日讯(编辑 某乙)市场在周三遭遇了罕见的抛售，动量组合下跌，波动放大。";
    let text = format!("标题在这里\n{body}\n{body}");
    let note = parse(text.as_bytes(), "n.txt").expect("a note");
    assert_eq!(note.metadata.date, None);
    assert_eq!(note.metadata.source.as_deref(), Some("某社"));
}

#[test]
fn a_page_gives_its_article_and_metadata() {
    let paragraph = "<p>市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲进一步放大了波动，<b>散户</b>没有出现。</p>";
    let page = format!(
        "<!DOCTYPE html><html><head><title>动量崩盘的背后发生了什么_某网</title>\
         <meta property=\"article:published_time\" content=\"2026-02-05T10:00:00+08:00\">\
         <meta name=\"author\" content=\"某甲\"><script>var a = '<p>x</p>';</script></head><body>\
         <nav><a href=\"/\">首页</a><a href=\"/a\">行情</a></nav><article><h1>动量崩盘的背后发生了什么</h1>\
         {paragraph}{paragraph}<table><tr><th>代码</th><th>涨跌</th></tr><tr><td>TLT</td><td>1%</td></tr></table>\
         {paragraph}{paragraph}</article><footer>版权所有</footer></body></html>"
    );
    let note = parse(page.as_bytes(), "p.html").expect("a note");
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::SavedPage);
    assert_eq!(note.metadata.title, "动量崩盘的背后发生了什么");
    assert_eq!(note.metadata.date, Some(date(2026, 2, 5)));
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    let all = contents(&note).join("\n");
    assert_eq!(all.matches("罕见的抛售").count(), 4);
    assert!(all.contains("代码\t涨跌\nTLT\t1%"), "{all}");
    assert!(!all.contains("版权所有") && !all.contains("首页"));
    let spans = note
        .passages
        .iter()
        .flat_map(Passage::texts)
        .flat_map(|(_, t)| &t.spans);
    assert!(
        spans
            .into_iter()
            .any(|span| span.emphasis == Emphasis::Strong)
    );
}

#[test]
fn control_characters_are_shown_and_named() {
    let note = markdown("Line \u{1b}[31mred\u{202e}txt\n\n&#27;[0m and &#x202E; too\n");
    assert_sound(&note);
    assert!(
        contents(&note)
            .iter()
            .all(|text| !text.contains(['\u{1b}', '\u{202e}']))
    );
    assert_eq!(
        kinds(&note),
        [
            DiagnosticKind::ControlCharacters { count: 2 },
            DiagnosticKind::ControlCharacters { count: 2 }
        ]
    );
    assert_eq!(note.diagnostics[0].line, Some(1));
}

#[test]
fn front_matter_alone_is_a_note_without_text() {
    let note = markdown("---\ntitle: 空\n---\n");
    assert_eq!(kinds(&note), [DiagnosticKind::NoText]);
    assert_eq!(note.metadata.title, "空");
}

#[test]
fn toml_front_matter_is_typed() {
    let note = markdown(
        "+++\ntitle = \"标题\"\ndate = 2026-02-09\ntags = [\"a\", \"b\"]\n[params]\nx = 1.50\n+++\n\n正文。\n",
    );
    assert_eq!(note.metadata.title, "标题");
    assert_eq!(note.metadata.date, Some(date(2026, 2, 9)));
    assert_eq!(note.metadata.tags, ["a", "b"]);
    let x = MetadataValue::Map(vec![("x".into(), MetadataValue::Text("1.50".into()))]);
    assert_eq!(note.metadata.other, [("params".into(), x)]);
    assert_eq!(contents(&note), ["正文。"]);
    assert!(note.diagnostics.is_empty());
}

#[test]
fn scrambled_comments_hide_nothing() {
    let note =
        markdown("正文。\n\n<!--yml\n\n被藏起来的段落。\n\n-->\n\n<!-- more -->\n\n结尾。\n");
    let all = contents(&note).join("\n");
    assert!(
        all.contains("被藏起来的段落。") && all.contains("结尾。"),
        "{all}"
    );
    assert!(!all.contains("more"));
}

#[test]
fn a_text_without_a_title_is_named_by_its_file_or_its_first_words() {
    let long =
        "到周五收盘之前，市场像一艘漏水的船，每个人都在往外舀水，谁也没有去看洞在哪里。".repeat(3);
    for (text, name, title) in [
        (
            &*long,
            "001_ec83c6fb50b098af.txt",
            "到周五收盘之前，市场像一艘漏水的船，每个人都在往外舀水…",
        ),
        (&*long, "周报.txt", "周报"),
        (&*long, "2026-02-09.txt", "2026-02-09"),
        (
            "缺口与反弹\n这是正文的第一句话，也是最后一句。",
            "0001.txt",
            "缺口与反弹",
        ),
    ] {
        let note = parse(text.as_bytes(), name).expect("a note");
        assert_eq!(note.metadata.title, title, "{name}");
    }
}

#[test]
fn the_editor_of_a_dateline_is_a_credit() {
    let body = "某社2月5日讯(编辑 某乙)市场在周三遭遇了罕见的抛售，动量组合下跌，波动放大。";
    let note = parse(format!("标题在这里\n{body}\n{body}").as_bytes(), "n.txt").expect("a note");
    assert_eq!(note.metadata.credits.editor.as_deref(), Some("某乙"));
}
