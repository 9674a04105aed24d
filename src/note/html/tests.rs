//! HTML in pieces and as blocks.

use super::super::draft::{Drafts, Writer};
use super::{Token, decode, tokens, write};
use crate::model::{Emphasis, PassageKind};

fn blocks(html: &str) -> Drafts {
    let mut writer = Writer::default();
    write(html, &mut writer);
    writer.finish()
}

fn contents(html: &str) -> Vec<String> {
    blocks(html)
        .blocks
        .into_iter()
        .map(|draft| draft.text.content)
        .collect()
}

#[test]
fn tokens_hold_the_whole_text() {
    for html in [
        "a<b>c</b>",
        "<!-- x -->y",
        "1 < 2 > 0",
        "<a href='>'>x</a>",
        "<a \"",
        "<",
        "</",
        "<!--",
        "<b",
        "a<叹气>",
    ] {
        let mut length = 0;
        for token in tokens(html) {
            length += match token {
                Token::Text(text) => text.len(),
                Token::Tag(tag) => tag.raw.len(),
                Token::Comment => 10,
            };
        }
        assert_eq!(length, html.len(), "{html}");
    }
}

#[test]
fn attributes_are_found_in_any_quoting() {
    for (html, value) in [
        ("<a href=\"x y\">", Some("x y")),
        ("<a class=c HREF='x'>", Some("x")),
        ("<a href = x>", Some("x")),
        ("<a href>", Some("")),
        ("<a title=\"href=no\">", None),
        ("<a href=\"a&amp;b\"/>", Some("a&b")),
    ] {
        let found = tokens(html).find_map(|token| match token {
            Token::Tag(tag) => tag.attribute("href"),
            _ => None,
        });
        assert_eq!(found.as_deref(), value, "{html}");
    }
}

#[test]
fn character_references_are_decoded() {
    for (written, read) in [
        ("a&amp;b", "a&b"),
        ("&#20013;&#x6587;", "中文"),
        ("&ldquo;x&rdquo;&mdash;", "“x”—"),
        ("AT&T; &unknown; & &", "AT&T; &unknown; & &"),
        ("&#xD800;&#10;", "&#xD800; "),
    ] {
        assert_eq!(decode(written), read);
    }
}

#[test]
fn blocks_and_spans_come_from_elements() {
    let drafts = blocks(
        "<h2>题</h2><p>一 <b>二</b><br>三</p><ul><li>a<li>b<ol start=3><li>c</ol></ul>\
         <blockquote><p>q</p></blockquote><pre>x\n\ty</pre><hr><p><img src=\"u/p.png\" alt=\"图\"></p>",
    );
    let kinds: Vec<_> = drafts
        .blocks
        .iter()
        .map(|draft| draft.kind.clone())
        .collect();
    let item = |depth, marker: &str| PassageKind::List {
        depth,
        marker: marker.into(),
    };
    let expected = [
        PassageKind::Heading(2),
        PassageKind::Prose,
        item(0, "•"),
        item(0, "•"),
        item(1, "3."),
        PassageKind::Quote(1),
        PassageKind::Code(None),
        PassageKind::Rule,
        PassageKind::Image("u/p.png".into()),
    ];
    assert_eq!(kinds, expected);
    let prose = &drafts.blocks[1].text;
    assert_eq!(prose.content, "一 二\n三");
    assert_eq!(prose.spans[0].emphasis, Emphasis::Strong);
    assert_eq!(drafts.blocks[6].text.content, "x\n    y");
}

#[test]
fn tables_become_rows_and_cells() {
    let html = "<table><tr><th>a<th>b</tr><tr><td>1<br>2</td><td></td></tr></table>";
    assert_eq!(contents(html), ["a\tb\n1 2\t"]);
    let nested = "<table><tr><td>x<table><tr><td>y</td></tr></table></td><td>z</td></tr></table>";
    assert_eq!(contents(nested), ["x y\tz"]);
}

#[test]
fn scripts_styles_and_comments_are_no_text() {
    let html =
        "<style>p{}</style>a<script>if (a < b) { '<p>' }</script><!-- c -->b<noscript>n</noscript>";
    assert_eq!(contents(html), ["ab"]);
}

#[test]
fn what_only_looks_like_a_tag_is_text() {
    assert_eq!(
        contents("<p>x <slug> y <bos>z</bos></p>"),
        ["x <slug> y <bos>z</bos>"]
    );
    assert_eq!(contents("<my-note>x</my-note>"), ["x"]);
}

#[test]
fn a_summary_that_never_closes_ends_with_its_paragraph() {
    let drafts = blocks("<details><summary>Original</p><p>text</p></details>");
    assert_eq!(drafts.folds[0].summary.content, "Original");
    assert!(drafts.folds[0].is_closed);
    assert_eq!(drafts.blocks[0].text.content, "text");
    assert_eq!(drafts.blocks[0].fold, Some(0));
}

#[test]
fn raised_figures_do_not_join_the_number() {
    for (html, text) in [
        ("<p>规模为10<sup>13</sup>美元</p>", "规模为10¹³美元"),
        ("<p>10<sup>1.5</sup> 倍</p>", "10^1.5 倍"),
        ("<p>见此<sup>[1]</sup></p>", "见此[1]"),
        ("<p>12<sup><a href=#n>3</a></sup></p>", "123"),
        ("<p>CO<sub>2</sub> x<sub>max</sub></p>", "CO₂ xmax"),
        ("<p>10<sup>13</p>", "1013"),
    ] {
        assert_eq!(contents(html), [text], "{html}");
    }
}

#[test]
fn cells_stand_in_their_columns() {
    for (html, text) in [
        (
            "<tr><td rowspan=2>标普</td><td>收盘</td><td>6932</td></tr><tr><td>涨跌</td><td>+1.2%</td></tr>",
            "标普\t收盘\t6932\n\t涨跌\t+1.2%",
        ),
        (
            "<tr><td colspan=2>a</td><td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr>",
            "a\t\tb\n1\t2\t3",
        ),
        (
            "<tr><td>a</td><td rowspan=2>b</td></tr><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr>",
            "a\tb\n1\n2\t3",
        ),
        (
            "<tr><td>a</td><td rowspan=1000000>b</td><td>c</td></tr><tr><td>1</td><td>2</td></tr>",
            "a\tb\tc\n1\t\t2",
        ),
        (
            "<tr><td><p>p1</p><p>p2</p></td><td><p>3</p></td></tr>",
            "p1 p2\t3",
        ),
    ] {
        assert_eq!(
            contents(&format!("<table>{html}</table>")),
            [text],
            "{html}"
        );
    }
    let wide = contents("<table><tr><td colspan=1000000>a</td><td>b</td></tr></table>");
    assert!(wide[0].len() < 100);
}

#[test]
fn a_picture_without_address_is_left_out() {
    assert_eq!(contents("<p>a</p><img alt=x><p>b</p>"), ["a", "b"]);
}
