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
