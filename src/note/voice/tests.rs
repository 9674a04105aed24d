//! Voices of whole documents.

use crate::model::{Make, Note, Passage, Voice};
use crate::note::tests::{assert_sound, markdown};

fn voices(note: &Note) -> Vec<Voice> {
    note.passages.iter().map(|passage| passage.voice).collect()
}

/// The texts of the passages of one voice.
fn said(note: &Note, voice: Voice) -> Vec<String> {
    let passages = note
        .passages
        .iter()
        .filter(|passage| passage.voice == voice);
    let texts = passages.flat_map(Passage::texts);
    texts.map(|(_, text)| text.content.to_string()).collect()
}

const DESK: &str = "Dealers bought 20 bn of TLT calls on Wednesday, and the curve steepened again \
    (buyers remain scarred) => 长债买家还在害怕\n\n\
    做市商周三买入了20亿美元的TLT看涨期权，若数据走弱 (==> 指经济变差)，收益率曲线会再度变陡。\n\n\
    Vol control funds sold 105 bn of equities over the past month and hold little now.\n\n\
    波动率控制基金在过去一个月卖出了1050亿美元的股票，目前仓位很低。\n\n";

#[test]
fn remarks_stand_below_their_pair_and_are_never_paired() {
    let note = markdown(DESK);
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::DeskNote);
    assert_eq!(
        voices(&note),
        [
            Voice::Document,
            Voice::Translator,
            Voice::Translator,
            Voice::Document
        ]
    );
    assert_eq!(
        said(&note, Voice::Translator),
        ["长债买家还在害怕", "指经济变差"]
    );
    let pairs = note
        .passages
        .iter()
        .filter(|passage| passage.texts().count() == 2);
    assert_eq!(pairs.count(), 2);
    let all = said(&note, Voice::Document).join("\n");
    assert!(
        all.contains("若数据走弱，收益率") && all.ends_with("hold little now."),
        "{all}"
    );
}

#[test]
fn a_note_signed_by_a_name_reaches_to_the_gap() {
    let note = markdown(&format!(
        "{DESK}Jasper Note: \n\n3M Skew 应该是指 90 天\n\nPut skew -> 25 delta\n\n\n\n接下来是正文的一段话。\n"
    ));
    let remarks: Vec<_> = note
        .passages
        .iter()
        .filter(|p| p.speaker.is_some())
        .collect();
    assert_eq!(remarks.len(), 2);
    assert!(remarks.iter().all(|p| p.voice == Voice::Translator));
    assert_eq!(remarks[0].speaker.as_deref(), Some("Jasper"));
    assert_eq!(note.passages.last().map(|p| p.voice), Some(Voice::Document));
}

#[test]
fn arrows_and_names_mean_nothing_in_one_language() {
    let note = markdown("=> 结论是降息。\n\nJasper Note: 看多。\n\n走弱 (=> 降息)，买入。\n");
    assert!(voices(&note).iter().all(|voice| *voice == Voice::Document));
    assert_eq!(said(&note, Voice::Document)[0], "=> 结论是降息。");
}

#[test]
fn labelled_remarks_are_told_everywhere() {
    let note = markdown(
        "译者注：本文写于上周。\n\n曲线变陡（译注：指**长端**）之后，买家离场。\n\n[译者注：数字有误]\n\n正文。\n",
    );
    assert_eq!(
        said(&note, Voice::Translator),
        ["本文写于上周。", "指长端", "数字有误"]
    );
    assert_eq!(
        said(&note, Voice::Document),
        ["曲线变陡之后，买家离场。", "正文。"]
    );
    let strong = note.passages[2].zh.as_ref().map(|text| text.spans.len());
    assert_eq!(strong, Some(1), "emphasis goes with its words");
}

#[test]
fn an_editors_note_ends_where_it_announces_the_text() {
    let note = markdown(
        "编者按：黄金大跌。\n\n所有人都在找原因。\n\n以下内容为作者原文，逐步拆解。\n\n我们正在经历转变。\n",
    );
    assert_eq!(said(&note, Voice::Editor).len(), 3);
    assert_eq!(said(&note, Voice::Document), ["我们正在经历转变。"]);
    let note = markdown("编者按：黄金大跌。\n\n我们正在经历转变。\n\n甲。\n");
    assert_eq!(said(&note, Voice::Editor), ["黄金大跌。"]);
}

#[test]
fn a_heading_marks_its_section_as_a_machines() {
    let note = markdown("# 题\n\n## AI 摘要\n\n甲。\n\n- 乙\n- 丙\n\n## 正文\n\n丁。\n");
    assert_eq!(said(&note, Voice::Machine), ["AI 摘要", "甲。", "乙", "丙"]);
    assert_eq!(said(&note, Voice::Document), ["正文", "丁。"]);
}

#[test]
fn a_label_on_its_own_line_marks_what_is_below() {
    let head = markdown("AI 摘要\n\n甲说一。\n\n正文一。\n\n正文二。\n\n正文三。\n");
    assert_eq!(said(&head, Voice::Machine), ["甲说一。"]);
    let tail = markdown("正文一。\n\n正文二。\n\n正文三。\n\nAI 解读\n\n甲说一。\n\n甲说二。\n");
    assert_eq!(said(&tail, Voice::Machine), ["甲说一。", "甲说二。"]);
}

#[test]
fn folded_summaries_and_statements_are_a_machines() {
    let note = markdown(
        "正文一。\n\n<details>\n<summary>AI 摘要</summary>\n\n要点。\n\n</details>\n\n正文二。\n\n*本日報由 AI 自動整理，僅供參考。*\n",
    );
    let machine = said(&note, Voice::Machine);
    assert!(machine.contains(&String::from("要点。")), "{machine:?}");
    assert!(
        machine.iter().any(|text| text.starts_with("本日報由")),
        "{machine:?}"
    );
    assert!(said(&note, Voice::Document).contains(&String::from("正文二。")));
}

#[test]
fn folds_keep_their_place_when_remarks_are_parted_above_them() {
    let note = markdown(
        "曲线变陡（译注：长端）之后。\n\n买家离场了。\n\n<details>\n<summary>Original English</summary>\n\nBuyers left.\n\n</details>\n",
    );
    let pair = note.passages.iter().find(|passage| passage.en.is_some());
    let zh = pair.and_then(|passage| passage.zh.as_ref());
    assert_eq!(zh.map(|text| &*text.content), Some("买家离场了。"));
}
