//! The words of every example of the CommonMark and GFM specifications survive.

use std::collections::HashMap;
use std::fs;

use super::super::{html, markdown};
use super::corpora::shared_files;
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

/// How often each word stands in a text.
fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// The visible words of HTML, with alternative texts.
fn visible(source: &str) -> String {
    let mut text = String::new();
    for token in html::tokens(source) {
        match token {
            html::Token::Text(part) => text.push_str(&html::decode(part)),
            html::Token::Tag(tag) => {
                // Elements inside a line part no words.
                let is_inline = matches!(&*tag.name, "em" | "strong" | "a" | "code" | "del");
                text.push_str(if is_inline { "" } else { " " });
                text.push_str(&tag.attribute("alt").unwrap_or_default());
            }
            html::Token::Comment => {}
        }
    }
    text
}

/// Everything that a reader could be shown of Markdown.
fn shown(source: &str) -> String {
    let drafts = markdown::read(source, 0);
    let mut text = String::new();
    for draft in &drafts.blocks {
        text.push_str(&draft.text.content);
        text.push('\n');
        match &draft.kind {
            PassageKind::Definition(label) => text.push_str(label),
            PassageKind::Image(target) => text.push_str(target),
            _ => {}
        }
        for span in &draft.text.spans {
            if let Emphasis::Link(target) = &span.emphasis {
                text.push('\n');
                text.push_str(target);
            }
        }
        text.push('\n');
    }
    for fold in &drafts.folds {
        text.push_str(&fold.summary.content);
        text.push('\n');
    }
    text
}

/// What is no text here although a specification shows it: raw HTML whose elements a reader of
/// notes does not show, and entities that the HTML reader leaves as written.
fn is_excluded(source: &str, html: &str) -> bool {
    let silent = [
        "<script",
        "<style",
        "<textarea",
        "<title",
        "<xmp",
        "<!--",
        "<?",
        "<!",
        "<noembed",
    ];
    silent
        .iter()
        .any(|element| source.contains(element) || html.contains(element))
        // Footnotes are numbered there; here they keep the marks of their writer.
        || html.contains("footnote")
}

#[test]
fn words_of_the_specifications_survive() {
    let mut checked = 0;
    let mut excluded = 0;
    let mut lost = Vec::new();
    for path in shared_files("conformance/commonmark")
        .into_iter()
        .chain(shared_files("conformance/gfm"))
    {
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let spec = fs::read_to_string(&path).expect("a specification");
        for (source, html) in examples(&spec) {
            if is_excluded(&source, &html) {
                excluded += 1;
                continue;
            }
            checked += 1;
            let found = words(&shown(&source));
            for (word, count) in words(&visible(&html)) {
                if found.get(&word).copied().unwrap_or(0) < count {
                    lost.push(format!("{word:?} of {source:?}\n  {:?}", shown(&source)));
                }
            }
        }
    }
    eprintln!(
        "{checked} examples, {excluded} excluded, {} words lost",
        lost.len()
    );
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
