//! Notes written and read back.

mod corpora;
mod properties;

use crate::model::{Emphasis, MetadataValue, Note, Passage, PassageKind, Text};
use crate::note::parse;

/// What of a note must come back.
fn essence(note: &Note) -> String {
    let metadata = &note.metadata;
    let others: Vec<_> = metadata
        .other
        .iter()
        .filter(|(key, _)| key != "language")
        .collect();
    format!(
        "{:?}",
        (
            (
                &metadata.title,
                &metadata.original_title,
                metadata.date,
                &metadata.tags
            ),
            (
                &metadata.speaker,
                &metadata.guest,
                &metadata.credits,
                &metadata.source
            ),
            (
                &metadata.summary,
                &metadata.series,
                &metadata.category,
                others
            ),
        )
    )
}

/// A kind, of whose marker only its own kind must come back.
fn kind(kind: &PassageKind) -> String {
    let PassageKind::List { depth, marker } = kind else {
        return format!("{kind:?}");
    };
    let number = marker.trim_end_matches(['.', ')', '、']);
    let is_number = number.len() < marker.len();
    let marker = match marker.as_str() {
        "" | "☐" | "☑" => marker,
        _ if is_number => &format!("{number}."),
        _ => "•",
    };
    format!("List {depth} {marker}")
}

/// What of a passage must come back.
fn passage(passage: &Passage) -> String {
    let text = |text: &Option<Text>| {
        text.as_ref().map(|text| {
            let spans: Vec<_> = text
                .spans
                .iter()
                .map(|span| (span.range.clone(), &span.emphasis))
                .collect();
            format!("{:?} {:?} {spans:?}", text.language, text.content)
        })
    };
    format!(
        "{} {:?} {:?} {:?}\n  {:?}\n  {:?}",
        kind(&passage.kind),
        passage.speaker,
        passage.time,
        passage.voice,
        text(&passage.zh),
        text(&passage.en)
    )
}

/// Whether a passage came back. The comparison of what is written out is the rule; equal fields
/// spare it thousands of times.
fn is_same(one: &Passage, other: &Passage) -> bool {
    let has_same_texts = one.zh == other.zh && one.en == other.en;
    let has_same_head = one.kind == other.kind && one.speaker == other.speaker;
    let has_same_source = one.time == other.time && one.voice == other.voice;
    (has_same_texts && has_same_head && has_same_source) || passage(one) == passage(other)
}

/// The first difference between a note and the one read back.
fn difference(note: &Note) -> Option<String> {
    let written = super::markdown(note);
    let back = match parse(written.as_bytes(), "n.md") {
        Ok(back) => back,
        Err(error) => return Some(error.to_string()),
    };
    if essence(note) != essence(&back) {
        return Some(format!("- {}\n+ {}", essence(note), essence(&back)));
    }
    let pairs = note.passages.iter().zip(&back.passages);
    let odd = pairs
        .enumerate()
        .find(|(_, (one, other))| !is_same(one, other));
    if let Some((at, (one, other))) = odd {
        return Some(format!("{at}:\n- {}\n+ {}", passage(one), passage(other)));
    }
    let (one, other) = (note.passages.len(), back.passages.len());
    (one != other).then(|| format!("{one} passages, {other} read back"))
}

fn note(body: &str) -> Note {
    parse(body.as_bytes(), "n.md").expect("a note")
}

#[test]
fn blocks_come_back() {
    for body in [
        "# 题\n\n正文。\n",
        "正文 **粗** *斜* ~~删~~ ==亮== `码` [链](http://a.b/c(d)) 完\n",
        "市场**“恐慌”**后反弹，**甲**乙\n",
        "> [!quote] 甲\n> 乙。\n\n> [!tip]+ 丙\n> 丁。\n\n> 戊\n>\n> 己\n",
        "- a\n  - b\n\n    more b\n- [x] done\n- [ ] open\n\n3. c\n4. d\n\n7. e\n",
        "> 甲\n>\n> > 乙\n>\n> - 丙\n",
        "| 代號 | 張數 |\n|:-:|--:|\n| 2887 | **43** |\n| 00981A |\n| a\\|b | `c` |\n",
        "```rust x\nfn a() {\n\n    b\n}\n```\n",
        "据报道[^a]。\n\n[^a]: 来源。\n\n    第二段。\n",
        "![走势](a/b.png)\n\n![](c/d.png?x=1)\n\n[![x](y.png)](http://z)\n",
        "a\\\nb\n\n---\n\n\\# no heading\n\n1\\. no item\n\n\\- no item\n\nfrom $5 to $6\n",
        "snake_case and \\_x\\_ and 5 \\* 6 \\* 7, a\\_b\\_ c, x &amp;amp; y, <b>\n",
    ] {
        let note = note(body);
        assert_eq!(
            difference(&note),
            None,
            "{body}\n---\n{}",
            super::markdown(&note)
        );
    }
}

#[test]
fn emphasis_is_read_by_any_other_program() {
    for (body, written) in [
        ("**粗**字", "**粗**字"),
        ("市场**“恐慌”**后", "市场<b>“恐慌”</b>后"),
        ("**“恐慌”** 后", "**“恐慌”** 后"),
        ("a *b **c** d* e", "a <em>b <b>c</b> d</em> e"),
        ("[**a**](b)", "[**a**](b)"),
    ] {
        let text = super::markdown(&note(body));
        assert_eq!(text.lines().last(), Some(written));
    }
}

#[test]
fn keys_come_back() {
    let note = note(
        "---\ntitle: '市场: 动荡'\ndate: 2026-02-09\ntags: [a, '010', '@x', yes]\nsummary: |\n  一\n\n  二\n\
         custom: {a: [1, 2, {b: null}], c: ''}\n'2026-01-01': x\n---\n\n正文。\n",
    );
    assert_eq!(difference(&note), None, "{}", super::markdown(&note));
    let text = super::markdown(&note);
    assert!(
        text.contains("tags:\n  - a\n  - \"010\"\n  - \"@x\"\n  - \"yes\"\n"),
        "{text}"
    );
    let has_list = matches!(
        note.metadata.other.first(),
        Some((_, MetadataValue::Map(_)))
    );
    assert!(has_list);
}

#[test]
fn spans_of_html_keep_their_meaning() {
    let note = note(
        "<table><tr><td><b>a</b> &amp; b</td></tr><tr><td>c</td><td><a href='d?e&amp;f'>g</a></td></tr></table>\n",
    );
    assert_eq!(difference(&note), None, "{}", super::markdown(&note));
    let spans = note
        .passages
        .iter()
        .flat_map(Passage::texts)
        .flat_map(|(_, text)| &text.spans);
    let links = spans.filter(|span| matches!(span.emphasis, Emphasis::Link(_)));
    assert_eq!(links.count(), 1);
}

#[test]
fn speakers_and_voices_come_back() {
    let turn = |name: &str, zh: &str, en: &str| {
        format!(
            "**{name}**：{zh}\n\n<details><summary>Original English</summary>\n\n{en}\n\n</details>\n\n"
        )
    };
    let body = turn("周岚", "波动率回落了。", "Volatility came down.")
        + &turn("乔", "做市商在买。", "Dealers were buying.")
        + "译注：此处指隐含波动率。\n\n"
        + &turn("周岚", "一直到收盘。", "Into the close.")
        + &turn("乔", "明天再看。", "We will see tomorrow.")
        + "编者按：以上为节选。\n\nAI 摘要：两人谈了波动率。\n";
    let note = note(&body);
    let voices: Vec<&str> = note
        .passages
        .iter()
        .map(|passage| passage.voice.name())
        .collect();
    assert!(
        ["translator", "editor", "machine"]
            .iter()
            .all(|voice| voices.contains(voice)),
        "{voices:?}"
    );
    assert!(
        note.passages
            .iter()
            .filter(|passage| passage.speaker.is_some())
            .count()
            >= 4
    );
    let written = super::markdown(&note);
    assert_eq!(difference(&note), None, "{written}");
    assert!(written.contains("**周岚**：波动率回落了。"), "{written}");
}

#[test]
fn a_desk_note_keeps_its_paragraphs_below_each_other() {
    let en = "Dealers bought 20 bn of TLT calls on Wednesday and the curve steepened again.";
    let zh = "做市商周三买入了20亿美元的TLT看涨期权，收益率曲线再度变陡。";
    let note = note(&format!("{en}\n\n{zh}\n\n- {en}\n\n  {zh}\n"));
    assert_eq!(note.metadata.make, crate::model::Make::DeskNote);
    let written = super::markdown(&note);
    assert_eq!(difference(&note), None, "{written}");
    assert!(!written.contains("<details>"), "{written}");
}

#[test]
fn callouts_stay_quotations_of_their_own() {
    let written = super::markdown(&note(
        "> [!quote] 甲\n> 乙。\n\n> [!tip]+ 丙\n\n> 丁\n>\n> 戊\n",
    ));
    let body = "> **Quote**\\\n> 甲\\\n> 乙。\n\n> **Tip**\\\n> 丙\n>\n> 丁\n>\n> 戊\n";
    assert!(written.ends_with(body), "{written}");
}

#[test]
fn a_double_key_gets_a_stroke() {
    let note = parse(
        "---\ndate: 2026-02-30\n---\n\n正文。\n".as_bytes(),
        "2026-02-09.md",
    )
    .expect("a note");
    let written = super::markdown(&note);
    assert!(written.contains("date: 2026-02-09\n"), "{written}");
    assert!(written.contains("date_: \"2026-02-30\"\n"), "{written}");
}

#[test]
fn a_first_heading_that_repeats_the_title_stands_twice() {
    let note = note("---\ntitle: 题\n---\n\n# 题\n\n# 题\n\n正文。\n");
    assert_eq!(note.passages.len(), 2);
    assert_eq!(difference(&note), None);
}

#[test]
fn nothing_of_a_note_becomes_markup() {
    for (content, written) in [
        ("[[wiki]] and ![x](y)", "\\[\\[wiki]] and !\\[x](y)"),
        ("%%hidden%%", "\\%\\%hidden\\%\\%"),
        ("{{< call >}}", "\\{\\{\\< call >}}"),
        ("text ^id", "text \\^id"),
        ("<script>", "\\<script>"),
        ("$5 and $6", "\\$5 and \\$6"),
        ("only $5", "only $5"),
        ("==no== a = b", "\\=\\=no\\=\\= a = b"),
        ("~5%", "~5%"),
        ("1. no", "1\\. no"),
        ("2026. yes", "2026\\. yes"),
        ("a 1. b", "a 1. b"),
        ("#tag", "#tag"),
        ("# no", "\\# no"),
        ("a & b &amp; c", "a & b \\&amp; c"),
    ] {
        let text = Text::plain(crate::model::Language::En, content);
        let found = super::inline::markdown(&text, super::escape::Place::Block);
        assert_eq!(found, written);
    }
}
