//! The words of every example of the CommonMark and GFM specifications survive.

use std::fs;

use super::super::markdown;
use super::corpora::shared_files;
use super::words::{Words, decoded, without_between, without_tags};
use crate::model::{Emphasis, PassageKind};

/// Examples of a specification: Markdown and the HTML it should become.
pub(in crate::note) fn examples(spec: &str) -> Vec<(String, String)> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    for block in spec.split(&format!("{fence} example")).skip(1) {
        let Some((_, rest)) = block.split_once('\n') else {
            continue;
        };
        let Some((body, _)) = rest.split_once(&format!("\n{fence}")) else {
            continue;
        };
        let Some((source, html)) = body.split_once("\n.\n").or(body.split_once(".\n")) else {
            continue;
        };
        examples.push((source.replace('→', "\t"), html.replace('→', "\t")));
    }
    examples
}

/// What a browser would show of HTML, with the words of pictures; the numbers that footnotes get
/// there are left out, since here they keep the marks of their writer.
fn visible(html: &str) -> Words {
    let mut text = html.to_owned();
    for (open, close) in [
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
        ("<?", "?>"),
        ("<sup class=\"footnote-ref\">", "</sup>"),
        ("<a href=\"#fnref", "</a>"),
    ] {
        text = without_between(&text, open, close, |_| true);
    }
    let mut words = Words::of(&decoded(&without_tags(&text)));
    for picture in text.split("alt=\"").skip(1) {
        words.add(&decoded(picture.split('"').next().unwrap_or_default()));
    }
    words
}

/// Everything that a reader could be shown of Markdown.
fn shown(source: &str) -> Words {
    let drafts = markdown::read(source, 0);
    let mut words = Words::default();
    for draft in &drafts.blocks {
        words.add(&draft.text.content);
        match &draft.kind {
            PassageKind::Definition(word) | PassageKind::Image(word) => words.add(word),
            _ => {}
        }
        for span in &draft.text.spans {
            if let Emphasis::Link(target) = &span.emphasis {
                words.add(target);
            }
        }
    }
    for fold in &drafts.folds {
        words.add(&fold.summary.content);
    }
    words
}

/// Examples that lose words lawfully, by a part of their source, and why.
const LAWFUL: &[(&str, &str)] = &[
    (
        "<textarea>",
        "the names of elements that GitHub shows for safety are no text here",
    ),
    (
        "<title> <style>",
        "the names of elements that GitHub shows for safety are no text here",
    ),
    ("<!-- not a comment", "a comment since CommonMark 0.31"),
    ("foo <!--> foo -->", "a comment since CommonMark 0.31"),
];

#[test]
fn words_of_the_specifications_survive() {
    let (mut checked, mut lawful, mut lost) = (0, 0, Vec::new());
    let folders = ["conformance/commonmark", "conformance/gfm"];
    for path in folders.into_iter().flat_map(shared_files) {
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let spec = fs::read_to_string(&path).expect("a specification");
        for (source, html) in examples(&spec) {
            checked += 1;
            let missing = visible(&html).beyond(&shown(&source));
            if missing.is_empty() {
                continue;
            }
            if LAWFUL.iter().any(|(part, _)| source.contains(part)) {
                lawful += 1;
                continue;
            }
            lost.push(format!("{missing:?} of {source:?}\n  {html:?}"));
        }
    }
    eprintln!("{checked} examples, {lawful} lose words lawfully");
    assert!(lost.is_empty(), "{}\n{}", lost.len(), lost.join("\n"));
}
