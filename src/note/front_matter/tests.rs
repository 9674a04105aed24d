//! Front matter in all its states.

use std::fmt::Write as _;

use super::guard::{LIMIT, is_shallow, object_length};
use super::salvage::{key_and_value, leading_keys};
use super::yaml::{Node, Scalar};
use super::{FrontMatter, split};
use crate::model::DiagnosticKind;

fn keys(front: &FrontMatter<'_>) -> Vec<(String, Option<usize>)> {
    front
        .keys
        .iter()
        .map(|(key, _, line)| (key.clone(), *line))
        .collect()
}

fn scalar(front: &FrontMatter<'_>, key: &str) -> Option<String> {
    let (_, node, _) = front.keys.iter().find(|(known, ..)| known == key)?;
    match node {
        Node::Scalar(_, text) => Some(text.clone()),
        _ => None,
    }
}

/// Keys, each indented further than the one above.
fn staircase(steps: usize) -> String {
    let keys: Vec<String> = (0..steps).map(|at| " ".repeat(at) + "a:").collect();
    keys.join("\n")
}

fn kinds(front: &FrontMatter<'_>) -> Vec<DiagnosticKind> {
    front
        .diagnostics
        .iter()
        .map(|found| found.kind.clone())
        .collect()
}

#[test]
fn blocks_are_found_in_each_syntax() {
    for source in [
        "---\ntitle: 标题\n---\n正文\n",
        "\n---\ntitle: 标题\n---\n正文\n",
        "---\ntitle: 标题\n...\n正文\n",
        "---yaml\ntitle: 标题\n---\n正文\n",
        "---json\n{\"title\": \"标题\"}\n---\n正文\n",
        "{\"title\": \"标题\"}\n正文\n",
        "{\n \"title\": \"标题\", \"a\": \"}\"\n}\n正文\n",
        "<!--yml\n\ntitle：标题\n\n-->\n正文\n",
        "<!--\n---\ntitle: 标题\n---\n-->\n正文\n",
        "```\n\ntitle: 标题\n\n```\n正文\n",
        "<!--yml\n\n-   title: 标题\n\n-   category: 甲\n\n-->\n正文\n",
        "+++\ntitle = \"标题\"\n+++\n正文\n",
        "---toml\ntitle = '标题'\n---\n正文\n",
        ";;;\n{\"title\": \"标题\"}\n;;;\n正文\n",
        "{\"title\": \"标题\", \"e\": \"\\ud83d\\ude00\"}\n正文\n",
        "#+TITLE: 标题\n#+OPTIONS: toc:nil\n正文\n",
    ] {
        let front = split(source);
        assert_eq!(scalar(&front, "title").as_deref(), Some("标题"), "{source}");
        assert_eq!(front.body, "正文\n", "{source}");
        assert_eq!(front.lines_above, source.lines().count() - 1, "{source}");
        assert!(front.diagnostics.is_empty(), "{source}");
    }
}

#[test]
fn what_only_looks_like_front_matter_is_body() {
    for source in [
        "正文\n",
        "",
        "---\n\n# 标题\n\n---\n正文\n",
        "---\n一段话。\n---\n正文\n",
        "----\na: b\n----\n",
        "--- \n",
        "```\nlet a: b\n```\n正文\n",
        "{{% blocks/cover %}}\n",
        "{ not json }\n正文",
        "***\ntitle: a\n***\n",
        "<!--\ntitle: a\n-->\n正文\n",
        "--- 一段\n正文\n---\n",
    ] {
        let front = split(source);
        assert!(front.keys.is_empty(), "{source}");
        assert_eq!(front.body, source);
        assert_eq!(front.lines_above, 0);
    }
}

#[test]
fn an_empty_block_is_taken_off() {
    let front = split("---\n\n---\n正文\n");
    assert_eq!(front.body, "正文\n");
    assert!(front.keys.is_empty() && front.diagnostics.is_empty());
}

#[test]
fn unclosed_keys_are_read_and_the_rest_is_text() {
    let front = split("---\ntitle: 标题\ntags:\n  - a\n正文从这里开始。\n");
    assert_eq!(scalar(&front, "title").as_deref(), Some("标题"));
    assert_eq!(front.body, "正文从这里开始。\n");
    assert_eq!(kinds(&front), [DiagnosticKind::UnclosedFrontMatter]);
    assert_eq!(front.diagnostics[0].line, Some(1));
}

#[test]
fn broken_yaml_is_salvaged_line_by_line() {
    let front =
        split("---\ntitle: 市场: 动荡\ntags: [a, b]\nlist:\n- x\n- y\nnote: \"q\"\n---\n正文\n");
    assert_eq!(scalar(&front, "title").as_deref(), Some("市场: 动荡"));
    assert_eq!(scalar(&front, "note").as_deref(), Some("q"));
    assert_eq!(keys(&front).len(), 4);
    let list = front
        .keys
        .iter()
        .find(|(key, ..)| key == "list")
        .map(|(_, node, _)| node);
    assert!(matches!(list, Some(Node::List(items)) if items.len() == 2));
    assert!(matches!(
        kinds(&front)[..],
        [DiagnosticKind::InvalidYaml { .. }]
    ));
    assert_eq!(front.diagnostics[0].line, Some(2));
}

#[test]
fn quotes_and_brackets_that_never_close_are_taken_off() {
    let front = split("---\ntitle: \"unclosed\ntags: [a, b\n---\n正文\n");
    assert_eq!(scalar(&front, "title").as_deref(), Some("unclosed"));
    let list = front.keys.iter().find(|(key, ..)| key == "tags");
    let texts = match list {
        Some((_, Node::List(items), _)) => items.iter(),
        _ => [].iter(),
    };
    let texts: Vec<_> = texts.collect();
    assert!(
        matches!(texts[..], [Node::Scalar(_, a), Node::Scalar(_, b)] if a == "a" && b == "b"),
        "{texts:?}"
    );
}

#[test]
fn toml_is_read_whole_or_shown() {
    let front = split("+++\ntitle = '标题'\n[params]\na = 1\n+++\n正文\n");
    assert_eq!(
        keys(&front),
        [("title".into(), Some(2)), ("params".into(), Some(3))]
    );
    assert!(front.shown.is_none() && front.diagnostics.is_empty());
    let front = split("+++\ntitle = '标题'\nbad = \n[params]\na = 1\n+++\n正文\n");
    assert_eq!(scalar(&front, "title").as_deref(), Some("标题"));
    assert!(matches!(
        kinds(&front)[..],
        [DiagnosticKind::InvalidToml { .. }]
    ));
    assert_eq!(front.shown.map(|(language, _)| language), Some("toml"));
}

#[test]
fn what_lines_cannot_say_is_shown() {
    for (source, is_shown) in [
        ("title: 市场: 动荡\ntags: [a]", false),
        ("- x\ntitle: 市场: 动荡", true),
        ("a: 1: 2\na: 3", true),
    ] {
        let text = format!("---\n{source}\n---\n正文\n");
        let front = split(&text);
        assert!(!front.keys.is_empty(), "{source}");
        assert_eq!(front.shown.is_some(), is_shown, "{source}");
    }
    let front = split("---coffee\ntitle: 'a'\nuser: -> 'x'\n---\n正文\n");
    assert_eq!(front.shown.map(|(language, _)| language), Some("coffee"));
    assert_eq!(scalar(&front, "title").as_deref(), Some("a"));
}

#[test]
fn of_equal_keys_the_last_stays_and_is_named() {
    let front = split("---\na: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n---\n");
    assert_eq!(
        keys(&front),
        [
            ("a".into(), Some(4)),
            ("b".into(), Some(3)),
            ("c".into(), Some(5))
        ]
    );
    assert_eq!(scalar(&front, "a").as_deref(), Some("3"));
    let key = |key: &str| DiagnosticKind::DuplicateKey { key: key.into() };
    assert_eq!(kinds(&front), [key("a"), key("c.d")]);
    assert_eq!(front.diagnostics[0].line, Some(4));
}

#[test]
fn scalars_keep_their_spelling() {
    let front = split(
        "---\na: 1.10\nb: 010\nc: yes\nd: 2026-02-09\ne: 1_000\nf: !t x\ng: TRUE\nh: [1.50]\n---\n",
    );
    for (key, text) in [
        ("a", "1.10"),
        ("b", "010"),
        ("c", "yes"),
        ("d", "2026-02-09"),
        ("f", "x"),
    ] {
        assert_eq!(scalar(&front, key).as_deref(), Some(text), "{key}");
    }
    let list = front
        .keys
        .iter()
        .find(|(key, ..)| key == "h")
        .map(|(_, node, _)| node.clone());
    assert_eq!(
        list,
        Some(Node::List(vec![Node::Scalar(
            Scalar::Number,
            "1.50".into()
        )]))
    );
}

#[test]
fn deep_nests_are_refused_before_they_are_parsed() {
    let deep = LIMIT + 1;
    for source in [
        format!("a: {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("a: {}1{}", "{b: ".repeat(deep), "}".repeat(deep)),
        format!("{}x", "- ".repeat(deep)),
        staircase(deep),
    ] {
        assert!(!is_shallow(&source), "{source}");
        let text = format!("---\n{source}\n---\n正文\n");
        let front = split(&text);
        assert_eq!(kinds(&front), [DiagnosticKind::TooDeep { limit: LIMIT }]);
        assert_eq!(front.body, "正文\n");
    }
    assert!(is_shallow("a: \"[[[[\"\nb:\n  - c: [1, [2]]\n"));
}

#[test]
fn aliases_cannot_grow_without_end() {
    let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for at in 1..12 {
        let inner = vec![format!("*a{}", at - 1); 9].join(", ");
        writeln!(bomb, "a{at}: &a{at} [{inner}]").expect("a string takes all");
    }
    bomb.push_str("---\n正文\n");
    let front = split(&bomb);
    assert_eq!(front.body, "正文\n");
    assert!(matches!(
        kinds(&front)[..],
        [DiagnosticKind::InvalidYaml { .. }]
    ));
}

#[test]
fn lines_that_are_keys() {
    for (line, found) in [
        ("title: a", Some(("title", "a"))),
        ("分类：未分类", Some(("分类", "未分类"))),
        ("a = \"b\"", Some(("a", "\"b\""))),
        ("key:", Some(("key", ""))),
        ("https://a.b", None),
        ("这是一句话，很长：因为", None),
        ("one two three four: x", None),
        ("no sign", None),
        (": x", None),
    ] {
        assert_eq!(key_and_value(line), found, "{line}");
    }
    assert_eq!(leading_keys("a: 1\n- x\n  y\nText.\nb: 2\n"), 13);
    assert_eq!(leading_keys("Text.\n"), 0);
}

#[test]
fn objects_end_at_their_brace() {
    assert_eq!(object_length("{\"a\": \"}\\\"\"} rest"), Some(12));
    assert_eq!(object_length("{{"), None);
    assert_eq!(object_length("}"), None);
}
