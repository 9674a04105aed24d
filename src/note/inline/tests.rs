//! Marks, line ends and spans.

use super::{Finished, Inline, Origin};
use crate::model::{Emphasis, Span};

/// A text written in lines parted by soft breaks.
fn lines(text: &str) -> String {
    let mut inline = Inline::default();
    for (at, line) in text.split('|').enumerate() {
        if at > 0 {
            inline.soft_break();
        }
        inline.push(line);
    }
    inline
        .finish()
        .map_or_else(String::new, |done| done.content)
}

/// The content and the marked parts of a text without other spans.
fn marked(text: &str) -> (String, Vec<String>) {
    let mut inline = Inline::default();
    inline.push(text);
    let done = inline.finish().expect("a text");
    let parts = done
        .spans
        .iter()
        .map(|span| done.content[span.range.clone()].to_owned());
    (done.content.clone(), parts.collect())
}

#[test]
fn line_ends_become_what_they_mean() {
    for (written, read) in [
        ("one|two", "one two"),
        ("中文|继续", "中文继续"),
        ("English|中文", "English 中文"),
        ("说完了。|下一句", "说完了。\n下一句"),
        ("Said it.|Next", "Said it. Next"),
        ("Said it.|中文译文", "Said it.\n中文译文"),
        ("标题|📎 来源", "标题\n📎 来源"),
        ("价格|“引”", "价格 “引”"),
        ("end|", "end"),
    ] {
        assert_eq!(lines(written), read, "{written}");
    }
}

#[test]
fn highlights_are_pairs_of_marks() {
    for (written, content, parts) in [
        ("a ==b== c", "a b c", vec!["b"]),
        ("之==所以==，==再==", "之所以，再", vec!["所以", "再"]),
        ("a == b", "a == b", vec![]),
        ("==a", "==a", vec![]),
        ("(==> 表示) ==x==", "(==> 表示) x", vec!["x"]),
        ("a === b ===", "a === b ===", vec![]),
        ("====", "====", vec![]),
        ("x !== y == z", "x !== y == z", vec![]),
    ] {
        let parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        assert_eq!(marked(written), (content.to_owned(), parts), "{written}");
    }
}

#[test]
fn strong_marks_beside_chinese_are_taken() {
    assert_eq!(marked("写着**“无情”**的").1, ["“无情”"]);
    assert_eq!(marked("2 ** 3 ** 4").0, "2 ** 3 ** 4");
    assert_eq!(marked("a**b**c").0, "a**b**c");
}

#[test]
fn escaped_and_coded_marks_stay() {
    let mut inline = Inline::default();
    inline.push("a ");
    inline.push_escaped("==b== ");
    inline.push_span("c ==d==", Emphasis::Code);
    let done = inline.finish().expect("a text");
    assert_eq!(done.content, "a ==b== c ==d==");
    assert_eq!(done.spans.len(), 1);
}

#[test]
fn spans_move_with_what_is_taken_out() {
    let mut inline = Inline::default();
    inline.push("  ==甲");
    inline.soft_break();
    inline.push("乙== ");
    inline.open(Emphasis::Strong, Origin::Markdown);
    inline.push("丙");
    inline.close(Origin::Markdown);
    let done = inline.finish().expect("a text");
    assert_eq!(done.content, "甲乙 丙");
    let parts: Vec<_> = done
        .spans
        .iter()
        .map(|span| &done.content[span.range.clone()])
        .collect();
    assert_eq!(parts, ["甲乙", "丙"]);
}

#[test]
fn crossing_spans_are_cut_and_nested_ones_kept() {
    let mut inline = Inline::default();
    inline.open(Emphasis::Strong, Origin::Html("b"));
    inline.push("ab");
    inline.open(Emphasis::Emphasis, Origin::Html("i"));
    inline.push("cd");
    inline.close(Origin::Html("b"));
    inline.push("ef");
    inline.close(Origin::Html("i"));
    inline.close(Origin::Html("u"));
    let done = inline.finish().expect("a text");
    let ranges: Vec<_> = done.spans.iter().map(|span| span.range.clone()).collect();
    assert_eq!(ranges, [0..4, 2..4]);
}

#[test]
fn elements_left_open_reach_the_end_of_the_block() {
    let mut inline = Inline::default();
    inline.push("a ");
    inline.open(Emphasis::Strong, Origin::Html("b"));
    inline.push("rest ");
    let done = inline.finish().expect("a text");
    assert_eq!(&done.content[done.spans[0].range.clone()], "rest");
}

#[test]
fn blank_text_is_no_block() {
    let mut inline = Inline::default();
    inline.push(" \n\t");
    assert_eq!(inline.finish(), None);
}

#[test]
fn cutting_the_front_moves_spans_and_drops_empty_ones() {
    let span = |start, end| Span {
        range: start..end,
        emphasis: Emphasis::Strong,
    };
    let mut text = Finished {
        content: "Ann: says so".into(),
        spans: vec![span(0, 4), span(5, 9)],
    };
    text.cut_front(4);
    assert_eq!(text.content, "says so");
    assert_eq!(text.spans, [span(0, 4)]);
}
