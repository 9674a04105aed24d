//! The front matter of other projects' test suites, key by key.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::front_matter::{FrontMatter, split};
use super::super::{NotANote, parse};
use super::corpora::shared_files;
use super::words;
use super::{assert_sound, contents};
use crate::model::{MetadataValue, Note};

/// The cases of the YAML suite that libyaml, which reads YAML 1.1, reads otherwise, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("2SXE", "a colon inside the name of an anchor"),
    ("W5VH", "signs inside the name of an anchor"),
    ("Y2GN", "a colon inside the name of an anchor"),
    (
        "4MUZ/01",
        "a quoted key on one line, its colon on the next: read as text",
    ),
    (
        "4MUZ/02",
        "a key on one line, its colon on the next: read as text",
    ),
    (
        "5MUD",
        "a quoted key on one line, its colon on the next: read as text",
    ),
    (
        "K3WX",
        "a quoted key on one line, its colon on the next: read as text",
    ),
    (
        "VJP3/01",
        "a key on one line, its colon on the next: read as text",
    ),
    ("58MP", "a value that begins with a colon: read as text"),
    (
        "652Z",
        "a key that begins with a question mark: the mark is taken for YAML's own",
    ),
    ("96NN/00", "a tab in a block's indent: read line by line"),
    ("96NN/01", "a tab in a block's indent: read line by line"),
    ("Y79Y/001", "a tab in a block's indent: read line by line"),
    ("A2M4", "tabs behind the dashes of a list: read as text"),
];

fn is_same(found: &MetadataValue, expected: &Value) -> bool {
    match (found, expected) {
        (MetadataValue::Empty, Value::Null) => true,
        (MetadataValue::Text(text), Value::String(expected)) => text == expected,
        (MetadataValue::Text(text), Value::Bool(flag)) => {
            text.eq_ignore_ascii_case(&flag.to_string())
        }
        // Numbers keep the spelling of their writer.
        (MetadataValue::Text(text), Value::Number(number)) => {
            let read = text.replace('_', "").parse::<f64>().ok();
            *text == number.to_string() || read == number.as_f64()
        }
        (MetadataValue::List(items), Value::Array(expected)) => {
            items.len() == expected.len() && items.iter().zip(expected).all(|(a, b)| is_same(a, b))
        }
        (MetadataValue::Map(entries), Value::Object(expected)) => {
            entries.len() == expected.len()
                && entries.iter().all(|(key, value)| {
                    expected.get(key).is_some_and(|other| is_same(value, other))
                })
        }
        _ => false,
    }
}

/// A case of the suite as front matter, if it is one document without marks of its own.
fn as_front_matter(yaml: &str) -> Option<String> {
    let yaml = yaml.strip_prefix("---\n").unwrap_or(yaml);
    let is_mark = |line: &str| {
        ["---", "...", "%"]
            .iter()
            .any(|mark| line.starts_with(mark))
    };
    let is_one = !yaml.lines().any(is_mark) && !yaml.trim().is_empty();
    let end = if yaml.ends_with('\n') { "" } else { "\n" };
    is_one.then(|| format!("---\n{yaml}{end}---\n正文\n"))
}

fn values(front: &FrontMatter<'_>) -> MetadataValue {
    let entries = front
        .keys
        .iter()
        .map(|(key, node, _)| (key.clone(), node.clone().into_value()));
    MetadataValue::Map(entries.collect())
}

#[test]
fn mappings_of_the_yaml_suite_are_read_alike() {
    let (mut compared, mut others, mut wrong) = (0, 0, Vec::new());
    for path in shared_files("conformance/yaml-test-suite/data-branch") {
        if path.file_name().is_none_or(|name| name != "in.yaml") {
            continue;
        }
        let case = path
            .parent()
            .map(|folder| folder.display().to_string())
            .unwrap_or_default();
        let case = case
            .rsplit("data-branch/")
            .next()
            .unwrap_or_default()
            .to_owned();
        let yaml = fs::read_to_string(&path).expect("a case");
        let Some(text) = as_front_matter(&yaml) else {
            continue;
        };
        let front = split(&text);
        let json = fs::read_to_string(path.with_file_name("in.json")).unwrap_or_default();
        let is_error = path.with_file_name("error").exists();
        let expected: Option<Value> = serde_json::from_str(&json).ok();
        let is_whole = front.body.contains(yaml.trim()) || front.shown.is_some();
        let reads = match expected {
            Some(expected @ Value::Object(_)) if !is_error => {
                compared += 1;
                is_same(&values(&front), &expected)
            }
            // What is no mapping is text; what is broken is said to be so, or is text.
            _ => {
                others += 1;
                is_whole || !front.diagnostics.is_empty() || !front.keys.is_empty()
            }
        };
        if !reads && !OTHERWISE.iter().any(|(name, _)| *name == case) {
            wrong.push(format!(
                "{case}: {yaml}\n  {:?} {:?}",
                values(&front),
                front.diagnostics
            ));
        }
    }
    eprintln!("{compared} mappings, {others} others");
    assert!(compared == 0 || compared > 100);
    assert!(
        wrong.is_empty(),
        "{} of {compared}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn note_of(path: &Path) -> Option<Note> {
    let bytes = fs::read(path).expect("a readable file");
    let name = path.file_name()?.to_string_lossy().into_owned();
    match parse(&bytes, &format!("{name}.md")) {
        Ok(note) => Some(note),
        Err(NotANote::Empty) => None,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

#[test]
fn front_matter_of_the_generators_keeps_every_word() {
    let mut lost = Vec::new();
    let folders = ["conformance/gray-matter", "conformance/jekyll/test/source"];
    for path in folders.into_iter().flat_map(shared_files) {
        let endings = ["md", "markdown", "textile", "mkdn", "yaml", "txt"];
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !ending.is_some_and(|ending| endings.contains(&ending)) {
            continue;
        }
        let Some(note) = note_of(&path) else { continue };
        assert_sound(&note);
        // Other encodings have their own tests.
        let source = fs::read_to_string(&path)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let (front, body) = words::parted(&source);
        let front = words::of_front(front);
        let mut kept = words::of_metadata(&note);
        kept.add(&contents(&note).join("\n"));
        let mut missing = front.beyond(&kept);
        let mut shown = words::shown(&note);
        shown.add(&note.metadata.title);
        missing.extend(words::of_body(body, &words::speakers(&note)).beyond(&shown));
        if !missing.is_empty() {
            lost.push(format!("{}: {missing:?}", path.display()));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn gray_matter_files_are_typed() {
    let other = |note: &Note, key: &str| {
        let found = note.metadata.other.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.clone())
    };
    let text = |text: &str| Some(MetadataValue::Text(text.into()));
    for (file, title, key, value) in [
        ("autodetect-json.md", "autodetect-JSON", "x", None),
        (
            "autodetect-yaml.md",
            "autodetect-yaml",
            "user",
            text("jonschlinkert"),
        ),
        (
            "autodetect-no-lang.md",
            "autodetect-no-lang",
            "user",
            text("jonschlinkert"),
        ),
        (
            "autodetect-cson.md",
            "autodetect-CSON",
            "user",
            text("jonschlinkert"),
        ),
        (
            "delims-semi-colons.md",
            "delims-semi-colons JSON",
            "x",
            None,
        ),
        ("delims-and-lang.md", "JSON", "x", None),
        ("basic.txt", "Basic", "x", None),
        ("has-matter.md", "Has Matter!", "x", None),
        ("all-dots.yaml", "all-dots.yaml", "three", text("baz")),
        ("complex.md", "BOILERPLATE", "brand", text("ASSEMBLE")),
        ("lang-yaml.md", "YAML", "x", None),
    ] {
        let files = shared_files("conformance/gray-matter/test/fixtures");
        let Some(path) = files.iter().find(|path| path.ends_with(file)) else {
            continue;
        };
        let note = note_of(path).expect("a note");
        assert_eq!(note.metadata.title, title, "{file}");
        assert_eq!(other(&note, key), value, "{file}");
    }
}

#[test]
fn hugo_finds_front_matter_where_we_do() {
    for path in shared_files("conformance/hugo") {
        let cases = fs::read_to_string(&path).expect("cases");
        let cases: Value = serde_json::from_str(&cases).expect("JSON");
        for case in cases["cases"].as_array().into_iter().flatten() {
            let input = case["input"].as_str().unwrap_or_default();
            let front = case["front"].as_str().unwrap_or("none");
            let clean = input.replace("\r\n", "\n").replace('\u{feff}', "");
            let found = split(&clean);
            let keys: Vec<&str> = found.keys.iter().map(|(key, ..)| key.as_str()).collect();
            let expected: &[&str] = match front {
                "yaml" | "toml" => &["foo"],
                "json" => &["a"],
                "org" => &["title", "author", "description"],
                _ => &[],
            };
            assert_eq!(keys, expected, "{input}");
            assert!(found.diagnostics.is_empty(), "{input}");
            if matches!(front, "none" | "error") {
                assert_eq!(found.body, clean);
            } else {
                assert!(found.body.trim_start().starts_with("Some text."), "{input}");
            }
        }
    }
}

#[test]
fn comments_that_only_look_like_front_matter_are_text() {
    let note = super::markdown("<!--yml\n\n其实是一段话，没有键\n\n-->\n\n正文。\n");
    assert!(
        contents(&note).join("\n").contains("其实是一段话"),
        "{note:?}"
    );
    let note = super::markdown("<!--yml\n分类：未分类\n这一行不是键\n-->\n\n正文。\n");
    let all = format!("{:?}{:?}", note.metadata, contents(&note));
    assert!(
        all.contains("未分类") && all.contains("这一行不是键"),
        "{all}"
    );
}
