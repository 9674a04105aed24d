//! Every kind of block that Markdown makes.

use super::super::draft::Drafts;
use super::read;
use crate::model::{Alignment, Emphasis, PassageKind};

/// Kinds with contents.
fn blocks(body: &str) -> Vec<(PassageKind, String)> {
    let Drafts { blocks, .. } = read(body, 0);
    blocks
        .into_iter()
        .map(|draft| (draft.kind, draft.text.content))
        .collect()
}

fn item(depth: u8, marker: &str) -> PassageKind {
    PassageKind::List {
        depth,
        marker: marker.into(),
    }
}

#[test]
fn lists_keep_depth_and_markers() {
    let found = blocks("- a\n  - b\n\n    more b\n- [x] done\n- [ ] open\n\n3. c\n4. d\n");
    let expected = [
        (item(0, "•"), "a"),
        (item(1, "•"), "b"),
        (item(1, ""), "more b"),
        (item(0, "☑"), "done"),
        (item(0, "☐"), "open"),
        (item(0, "3."), "c"),
        (item(0, "4."), "d"),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn quotes_nest_and_hold_lists() {
    let found = blocks("> 甲\n>\n> > 乙\n>\n> - 丙\n");
    let expected = [
        (PassageKind::Quote(1), "甲"),
        (PassageKind::Quote(2), "乙"),
        (item(0, "•"), "丙"),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn tables_have_a_tab_between_cells() {
    let found = blocks("| 代號 | 張數 |\n|:-:|--:|\n| 2887 | **43** |\n| 00981A |\n");
    let columns = vec![Alignment::Centre, Alignment::Right];
    assert_eq!(
        found,
        [(
            PassageKind::Table(columns),
            "代號\t張數\n2887\t43\n00981A\t".into()
        )]
    );
}

#[test]
fn code_keeps_its_lines_and_language() {
    let found = blocks("```rust x\nfn a() {\n\tb\n}\n```\n\n    indented\n");
    let expected = [
        (
            PassageKind::Code(Some("rust x".into())),
            "fn a() {\n    b\n}",
        ),
        (PassageKind::Code(None), "indented"),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn images_are_blocks_named_by_their_words_or_file() {
    let found = blocks("前文 ![走势](a/b.png) 后文\n\n![](c/d.png?x=1)\n\n# 题 ![e](f.png)\n");
    let expected = [
        (PassageKind::Prose, "前文  后文"),
        (PassageKind::Image("a/b.png".into()), "走势"),
        (PassageKind::Image("c/d.png?x=1".into()), "d.png"),
        (PassageKind::Heading(1), "题 e"),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn footnotes_mark_and_define() {
    let found = read("据报道[^a]。\n\n[^a]: 来源。\n", 0);
    assert_eq!(found.blocks[0].text.content, "据报道[a]。");
    assert_eq!(
        found.blocks[0].text.spans[0].emphasis,
        Emphasis::Footnote("a".into())
    );
    assert_eq!(found.blocks[1].kind, PassageKind::Definition("a".into()));
}

#[test]
fn spans_carry_their_emphasis() {
    let found = read("*a* **b** ~~c~~ ==d== `e` [f](http://g)", 0);
    let text = &found.blocks[0].text;
    assert_eq!(text.content, "a b c d e f");
    let emphases: Vec<_> = text
        .spans
        .iter()
        .map(|span| span.emphasis.clone())
        .collect();
    let expected = [
        Emphasis::Emphasis,
        Emphasis::Strong,
        Emphasis::Strikethrough,
        Emphasis::Highlight,
        Emphasis::Code,
        Emphasis::Link("http://g".into()),
    ];
    assert_eq!(emphases, expected);
}

#[test]
fn dollars_are_money_unless_they_are_mathematics() {
    for (written, read) in [
        ("from $5-$10 and $NVDA/$SPX", "from $5-$10 and $NVDA/$SPX"),
        ("so $\\sigma^2$ rises", "so \\sigma^2 rises"),
        ("let $x$ be", "let x be"),
        ("$$a = b$$", "a = b"),
    ] {
        assert_eq!(blocks(written)[0].1, read, "{written}");
    }
}

#[test]
fn inline_html_is_unwrapped() {
    let found = read(
        "a <font color=red>b</font><br>c <b>d</b> <mark>e</mark> x&lt;y",
        0,
    );
    assert_eq!(found.blocks[0].text.content, "a b\nc d e x<y");
    assert_eq!(found.blocks[0].text.spans.len(), 2);
}

#[test]
fn rules_and_lines_of_the_file() {
    let found = read("a\n\n---\n\nb\n", 7);
    let lines: Vec<_> = found.blocks.iter().map(|draft| draft.line).collect();
    assert_eq!(lines, [Some(8), Some(10), Some(12)]);
    assert_eq!(found.blocks[1].kind, PassageKind::Rule);
}

#[test]
fn links_between_notes_show_their_words() {
    let found = read("见 [[周报]] 与 [[周报#二|上周的]]，嵌入 ![[附录]]。", 0);
    let text = &found.blocks[0].text;
    assert_eq!(text.content, "见 周报 与 上周的，嵌入 附录。");
    let targets: Vec<_> = text
        .spans
        .iter()
        .map(|span| span.emphasis.clone())
        .collect();
    let expected = ["周报", "周报#二", "附录"].map(|target| Emphasis::Link(target.into()));
    assert_eq!(targets, expected);
    let found = blocks("![[图/走势.png|300]]\n\n![[a.jpg|收盘]]\n");
    let expected = [
        (PassageKind::Image("图/走势.png".into()), "走势.png"),
        (PassageKind::Image("a.jpg".into()), "收盘"),
    ];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn citations_of_web_pages_stay_links() {
    let found = read("据报道[[1]](http://x.y/z)。", 0);
    assert_eq!(found.blocks[0].text.content, "据报道[1]。");
    assert_eq!(
        found.blocks[0].text.spans[0].emphasis,
        Emphasis::Link("http://x.y/z".into())
    );
}

#[test]
fn definition_lists_name_their_terms() {
    let definition = |label: &str| PassageKind::Definition(label.into());
    let found = blocks(
        "做空伽马\n: 上涨买，\n  下跌卖。\n: 又一义。\n\nSkew\nSmile\n: one\n\nVega\n: - a list\n",
    );
    let expected = [
        (definition("做空伽马"), "上涨买，下跌卖。"),
        (definition("做空伽马"), "又一义。"),
        (PassageKind::Prose, "Skew Smile\n: one"),
        (PassageKind::Prose, "Vega"),
        (item(0, "•"), "a list"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    assert_eq!(
        found[..2],
        expected[..2]
            .iter()
            .map(|(kind, text)| (kind.clone(), (*text).to_owned()))
            .collect::<Vec<_>>()
    );
    assert_eq!(
        found[3..],
        expected[3..]
            .iter()
            .map(|(kind, text)| (kind.clone(), (*text).to_owned()))
            .collect::<Vec<_>>()
    );
    assert_eq!(
        blocks(": 一段以冒号开头的话。")[0].1,
        ": 一段以冒号开头的话。"
    );
}

#[test]
fn a_footnote_of_a_list_keeps_its_mark() {
    let found = blocks("x[^n]\n\n[^n]:\n    - one\n    - two\n");
    let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["x[n]", "n", "one", "two"]);
}

#[test]
fn calls_comments_and_ids_leave_the_text() {
    let body = "{{< alert title=\"注意\" >}}\n流动性差。%%自己看%% ^block-1\n{{< /alert >}}\n\n结尾 ^end1\n";
    let texts: Vec<String> = blocks(body).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["注意\n流动性差。", "结尾"]);
}

#[test]
fn links_without_words_show_their_address() {
    for (body, shown) in [
        ("见（[](http://x.y/a)）。", "见（http://x.y/a）。"),
        ("# 题 [](#anchor)", "题"),
        ("[![](a.png)](http://x.y)", "a.png"),
    ] {
        let texts: Vec<String> = blocks(body).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, [shown], "{body}");
    }
}

#[test]
fn emphasis_inside_html_is_taken() {
    let found = read("<p class=\"x\">**Ann:** said ==so== and 2 ** 3</p>\n", 0);
    let text = &found.blocks[0].text;
    assert_eq!(text.content, "Ann: said so and 2 ** 3");
    assert_eq!(text.spans[0].emphasis, Emphasis::Strong);
    assert_eq!(text.spans[0].range, 0..4);
}
