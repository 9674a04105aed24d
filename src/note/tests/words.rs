//! The words of a document by the simplest reading of its source, and the words that its note shows.
//!
//! Knows nothing of the parser: marks are struck out, tags and comments cut, and what is left is
//! counted, a Han character or a run of letters and figures at a time. What a source holds and a
//! reader lawfully is not shown is taken out here, each for the reason given.

use std::collections::{HashMap, HashSet};

use crate::model::{Emphasis, MetadataValue, Note, PassageKind, Voice};
use crate::text::script::is_han;

/// How often each word stands in a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Words(HashMap<String, i64>);

impl Words {
    /// The words of plain text; signs of emphasis inside a word do not part it.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.add(text);
        words
    }

    /// Raised figures count as plain ones, and what is unseen parts no word.
    pub(super) fn add(&mut self, text: &str) {
        let mut word = String::new();
        let marks = ['*', '_', '~', '=', '`', '\\', '^'];
        let unseen = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];
        let seen = |c: &char| !marks.contains(c) && !unseen.contains(c);
        for c in text.chars().filter(seen).map(level) {
            if c.is_alphanumeric() && !is_han(c) {
                word.extend(c.to_lowercase());
                continue;
            }
            self.count(&mut word);
            if is_han(c) {
                word.push(c);
                self.count(&mut word);
            }
        }
        self.count(&mut word);
    }

    fn count(&mut self, word: &mut String) {
        if !word.is_empty() {
            *self.0.entry(std::mem::take(word)).or_default() += 1;
        }
    }

    /// The words that stand here more often than there, and how much more often.
    pub(super) fn beyond(mut self, other: &Self) -> Vec<(String, i64)> {
        for (word, count) in &other.0 {
            if let Some(here) = self.0.get_mut(word) {
                *here -= count;
            }
        }
        let mut more: Vec<_> = self.0.into_iter().filter(|&(_, count)| count > 0).collect();
        more.sort();
        more
    }
}

/// A raised or lowered figure as a plain one.
fn level(c: char) -> char {
    let places = ["⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"].map(|all| all.chars().position(|known| known == c));
    let digit = places.into_iter().flatten().next();
    digit
        .and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
        .unwrap_or(c)
}

/// The words that a reader is shown of a note's text.
pub(super) fn shown(note: &Note) -> Words {
    let mut words = Words::default();
    for passage in &note.passages {
        if let Some(time) = passage.time {
            words.add(&time.to_string());
        }
        match &passage.kind {
            PassageKind::Image(word)
            | PassageKind::Definition(word)
            | PassageKind::Code(Some(word)) => words.add(word),
            _ => {}
        }
        if let Some(time) = passage.time {
            words.add(&time.to_string());
        }
        for (_, text) in passage.texts() {
            words.add(&text.content);
            for span in &text.spans {
                if let Emphasis::Link(target) = &span.emphasis {
                    words.add(target);
                }
            }
        }
    }
    words
}

/// Every word of the metadata.
pub(super) fn of_metadata(note: &Note) -> Words {
    let metadata = &note.metadata;
    let mut words = Words::of(&metadata.title);
    let credits = &metadata.credits;
    for text in [
        &metadata.original_title,
        &metadata.speaker,
        &metadata.guest,
        &credits.author,
        &credits.translator,
        &credits.editor,
        &metadata.source,
        &metadata.summary,
        &metadata.series,
        &metadata.category,
    ] {
        words.add(text.as_deref().unwrap_or_default());
    }
    if let Some(date) = metadata.date {
        words.add(&date.to_string());
    }
    for tag in &metadata.tags {
        words.add(tag);
        words.add(" ");
    }
    for (_, value) in &metadata.other {
        add_value(&mut words, value);
    }
    words
}

fn add_value(words: &mut Words, value: &MetadataValue) {
    match value {
        MetadataValue::Empty => {}
        MetadataValue::Text(text) => {
            words.add(text);
            if let Some((day, _)) = text.split_once('T') {
                words.add(day);
            }
        }
        MetadataValue::List(items) => items.iter().for_each(|item| add_value(words, item)),
        MetadataValue::Map(entries) => {
            for (key, value) in entries {
                words.add(key);
                add_value(words, value);
            }
        }
    }
}

/// A source parted into the lines of its front matter and its body.
pub(super) fn parted(source: &str) -> (&str, &str) {
    let source = source.trim_start_matches(['\u{feff}', '\n']);
    for (open, close) in [("<!--yml\n", "-->"), ("```\n\n分类：", "\n```\n")] {
        if let Some(rest) = source.strip_prefix(open)
            && let Some((front, body)) = rest.split_once(close)
            && front.contains([':', '：', '='])
        {
            return (front, body);
        }
    }
    let opening = source.lines().next().unwrap_or_default();
    let fence = ["---", "+++", ";;;"].into_iter().find(|fence| {
        let language = opening.strip_prefix(fence).map(str::trim);
        language.is_some_and(|language| ["", "json", "yaml"].contains(&language))
    });
    let Some(fence) = fence else {
        return ("", source);
    };
    let mut end = opening.len() + 1;
    let rest = source.get(end..).unwrap_or_default();
    for line in rest.split_inclusive('\n') {
        let start = end;
        end += line.len();
        if [fence, "..."].contains(&line.trim_end()) {
            return (&source[opening.len() + 1..start], &source[end..]);
        }
    }
    (rest, "")
}

/// The words of the values of front matter, a key a line.
///
/// Left out: the hour of a date, YAML's word for nothing, its comments.
pub(super) fn of_front(front: &str) -> Words {
    let mut words = Words::default();
    for line in front
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
    {
        let line = line.trim_start_matches([' ', '-']);
        let (key, value) = line.split_once([':', '：']).unwrap_or(("", line));
        let value = value.split(" #").next().unwrap_or_default().trim();
        let is_date = ["date", "日期", "发布日期", "created"].contains(&key.trim());
        match value {
            "null" | "~" => {}
            value if is_date => words.add(value.split([' ', 'T']).next().unwrap_or_default()),
            value => words.add(&value.replace("\\n", " ")),
        }
    }
    words
}

/// The words of a Markdown body, without the names that stand before what `speakers` say.
///
/// A name that is said again inside one passage is shown once; that every name is there at all
/// shows in that the note knows it.
pub(super) fn of_body(body: &str, speakers: &HashSet<String>) -> Words {
    let mut kept = String::with_capacity(body.len());
    let mut is_code = false;
    for line in body.lines() {
        let bare = line.trim_start_matches([' ', '>', '\t']);
        if bare.starts_with("```") || bare.starts_with("~~~") {
            is_code = !is_code;
        }
        if !is_code && is_address_of_a_link(bare) {
            continue;
        }
        kept.push_str(if is_code {
            line
        } else {
            without_name(without_marker(bare), speakers)
        });
        kept.push('\n');
    }
    let kept = without_between(&kept, "<!--", "-->", |comment| !comment.contains("\n\n"));
    // Calls of site generators, and the labels by which links name their addresses.
    let kept = without_between(&kept, "{%", "%}", |_| true);
    let kept = without_between(&kept, "][", "]", |_| true);
    let kept = without_between(&kept, "{{<", ">}}", |_| true);
    let kept = without_between(&kept, "{{%", "%}}", |_| true);
    let kept = without_between(&kept, "<summary>", "</summary>", names_the_original);
    let kept = without_between(&kept, "<!DOCTYPE", ">", |_| true);
    let kept = without_between(&kept, "<script", "</script>", |_| true);
    let kept = without_between(&kept, "<style", "</style>", |_| true);
    let mut words = Words::of(&decoded(&without_titles(&without_tags(&kept))));
    // An address in angle brackets is a link and its own words.
    for part in kept.split("<http").skip(1) {
        words.add(&format!(
            "http{}",
            part.split('>').next().unwrap_or_default()
        ));
    }
    words
}

/// `[label]: address`, which is shown as the target of the links that name it.
fn is_address_of_a_link(line: &str) -> bool {
    let target = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"));
    target.is_some_and(|(label, target)| {
        let target = target.trim_start();
        !label.starts_with('^')
            && ["http", "www.", "/", "#", "<", "."]
                .iter()
                .any(|sign| target.starts_with(sign))
    })
}

/// A line without the number of its item, which is counted anew, and the box of its task.
fn without_marker(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let is_sign = |rest: &&str| digits > 0 && (rest.is_empty() || rest.starts_with(' '));
    let numbered = rest.strip_prefix(['.', ')']).filter(is_sign);
    // Word processors write their round bullets so.
    let numbered = numbered.or(line.strip_prefix("o "));
    let line = numbered
        .unwrap_or(line)
        .trim_start_matches([' ', '-', '*', '+']);
    ["[x] ", "[X] ", "[ ] "]
        .iter()
        .find_map(|sign| line.strip_prefix(sign))
        .unwrap_or(line)
}

/// A line without the name of its speaker, `**Name**: ` or `Name：`, in a tag or not.
fn without_name<'a>(line: &'a str, speakers: &HashSet<String>) -> &'a str {
    let Some((label, rest)) = line.split_once([':', '：']) else {
        return line;
    };
    let tag = label.rfind('>').map_or(0, |at| at + 1);
    let name = label[tag..].replace('*', "");
    let name = name.trim_matches(|c: char| "[]【】".contains(c) || c.is_whitespace());
    if speakers.contains(name) { rest } else { line }
}

/// Everyone who says something in a note, by each of their names; also the label of the remarks
/// of its translator, which are set apart by their voice.
pub(super) fn speakers(note: &Note) -> HashSet<String> {
    let names = note
        .passages
        .iter()
        .filter_map(|passage| passage.speaker.as_deref());
    let mut all: HashSet<String> = names
        .flat_map(|names| names.split(" · "))
        .map(str::to_owned)
        .collect();
    let voices = note.passages.iter().map(|passage| passage.voice);
    if voices.into_iter().any(|voice| voice == Voice::Translator) {
        all.insert(String::from("Jasper Note"));
    }
    all
}

/// The label of a folded original says only that it is one.
fn names_the_original(summary: &str) -> bool {
    ["Original", "original", "原文", "英文", "English"]
        .iter()
        .any(|word| summary.contains(word))
}

/// A text without the stretches between two signs that are to go.
pub(super) fn without_between(
    text: &str,
    open: &str,
    close: &str,
    goes: impl Fn(&str) -> bool,
) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        match after.split_once(close) {
            Some((inner, behind)) if goes(inner) => {
                kept.push(' ');
                rest = behind;
            }
            _ => {
                kept.push_str(open);
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// A text without tags: those inside a line part no words.
pub(super) fn without_tags(text: &str) -> String {
    let inline = [
        "a", "b", "i", "em", "strong", "code", "span", "font", "sub", "sup", "u", "del",
    ];
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        let named = after.strip_prefix('/').unwrap_or(after);
        let length = named
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(named.len());
        let (name, behind) = named.split_at(length);
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && behind.starts_with(['>', ' ', '/', '\n']);
        let end = after
            .find('>')
            .filter(|&end| is_tag && !after[..end].contains('<'));
        if let Some(end) = end {
            kept.push_str(if inline.contains(&name) { "" } else { " " });
            rest = &after[end + 1..];
        } else {
            kept.push('<');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

/// A text without the titles of its links, `[a](b "title")`, which show nowhere.
fn without_titles(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (at, part) in text.split("](").enumerate() {
        if at > 0 {
            kept.push_str("](");
        }
        let title = part
            .find(" \"")
            .zip(part.find("\")"))
            .filter(|(open, close)| at > 0 && open < close && !part[..*open].contains([')', '\n']));
        match title {
            Some((open, close)) => {
                kept.push_str(&part[..open]);
                kept.push_str(&part[close..]);
            }
            None => kept.push_str(part),
        }
    }
    kept
}

pub(super) fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ] {
        if text.contains(entity) {
            text = text.replace(entity, character);
        }
    }
    text
}

#[test]
fn a_lost_word_is_found() {
    let nobody = HashSet::new();
    let source = "# 标题\n\n一句 **bo**ld [link](http://x.y \"t\") and <b>more</b>.\n";
    let note = super::markdown(&format!("{source}\n下一段。\n"));
    let lost = of_body(source, &nobody).beyond(&shown(&note));
    let heading = ["标", "题"].map(|word| (word.to_owned(), 1));
    assert_eq!(lost, heading, "the heading is the title");
    let lost = of_body("下一段 again", &nobody).beyond(&shown(&note));
    assert_eq!(lost, [("again".to_owned(), 1)]);
    let twice = format!("{source}{source}下一段。");
    assert_eq!(of_body(&twice, &nobody).beyond(&shown(&note)).len(), 11);
}
