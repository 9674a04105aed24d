//! Holds the house to its plan: who may import whom, who owns which crate, how files are written.
//!
//! Reads the sources as text. The tables here are those of ARCHITECTURE.md, and a test compares
//! the two, so a wall can only be moved in both.

#![expect(
    clippy::unwrap_used,
    reason = "a source that cannot be read fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Module, and the modules of this crate that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("note", &["model", "text"]),
    ("lexicon", &["model", "text"]),
    ("calendar", &["model"]),
    ("chart", &["model"]),
    ("indicators", &["model", "calendar"]),
    ("search", &["model", "text", "lexicon"]),
    ("store", &["model"]),
    ("market", &["model", "calendar", "store"]),
    ("library", &["model", "note"]),
    ("config", &["model"]),
    ("fetch", &["model"]),
    ("picture", &["model"]),
    (
        "desk",
        &[
            "model",
            "text",
            "note",
            "lexicon",
            "calendar",
            "indicators",
            "search",
            "store",
            "market",
            "library",
            "config",
            "fetch",
            "picture",
        ],
    ),
    (
        "app",
        &["model", "text", "config", "calendar", "chart", "indicators"],
    ),
    ("jobs", &["app", "desk", "model"]),
    (
        "tui",
        &[
            "app", "config", "model", "text", "chart", "picture", "jobs", "desk",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "text",
            "lexicon",
            "calendar",
            "chart",
            "indicators",
            "library",
            "config",
            "fetch",
            "desk",
            "search",
            "app",
            "tui",
        ],
    ),
];

/// Only the event loop of `tui` may know of jobs and the desk.
const EVENT_LOOP_ONLY: &[&str] = &["jobs", "desk"];

/// Crate, and the modules that may use it.
const OWNERS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["lexicon"]),
    ("anyhow", &["cli"]),
    ("chardetng", &["note"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("base64", &["tui"]),
    ("crossterm", &["tui"]),
    ("csv", &["market"]),
    ("dom_smoothie", &["note"]),
    ("encoding_rs", &["note", "market"]),
    ("etcetera", &["config"]),
    ("feed_rs", &["note"]),
    ("frostem", &["text"]),
    ("image", &["picture"]),
    ("implied_vol", &["indicators"]),
    ("indicatif", &["cli"]),
    ("jieba_rs", &["text"]),
    ("libm", &["indicators", "market"]),
    ("lopdf", &["note"]),
    ("pinyin", &["text"]),
    ("pulldown_cmark", &["note"]),
    ("quick_xml", &["note", "market"]),
    ("rand_chacha", &["market"]),
    ("ratatui", &["tui"]),
    ("ratatui_image", &["tui"]),
    ("rusqlite", &["store"]),
    ("rustix", &["library", "tui"]),
    ("serde_yaml", &["note", "lexicon"]),
    ("signal_hook", &["tui"]),
    ("sys_locale", &["config"]),
    ("tantivy", &["search"]),
    ("terminal_size", &["cli"]),
    ("toml", &["config", "note"]),
    ("tracing_subscriber", &["cli"]),
    ("tungstenite", &["fetch"]),
    ("twox_hash", &["library"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["text"]),
    ("ureq", &["fetch"]),
    ("url", &["fetch", "note"]),
    ("walkdir", &["library"]),
    ("yada", &["text"]),
];

/// Modules that read no file, no clock and no environment.
const PURE: &[&str] = &["model", "text", "note", "lexicon", "indicators", "app"];

/// What a pure module never names.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::io::stdin",
    "SystemTime::now",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];

struct Source {
    module: String,
    path: PathBuf,
    /// Without comments, strings and test modules.
    code: String,
}

#[test]
fn imports_follow_the_layers() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut broken = Vec::new();
    for source in sources() {
        let Some(may) = allowed.get(source.module.as_str()) else {
            continue;
        };
        for import in imports(&source.code) {
            let event_loop = source.path.ends_with("tui/event_loop.rs");
            let own = import == source.module;
            let narrowed =
                source.module == "tui" && EVENT_LOOP_ONLY.contains(&import.as_str()) && !event_loop;
            if !own && (!may.contains(&import.as_str()) || narrowed) {
                broken.push(format!(
                    "{}: {} imports {import}",
                    source.path.display(),
                    source.module
                ));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "walls of the layer table are broken:\n{}",
        broken.join("\n")
    );
}

#[test]
fn every_module_has_a_layer() {
    let known: BTreeSet<&str> = LAYERS.iter().map(|(module, _)| *module).collect();
    let found: BTreeSet<String> = sources()
        .into_iter()
        .map(|source| source.module)
        .filter(|module| !["lib", "main"].contains(&module.as_str()))
        .collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(known, found, "modules and the layer table differ");
}

#[test]
fn layers_have_no_cycle() {
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    for (module, may) in LAYERS {
        for import in *may {
            assert!(
                placed.contains(import),
                "{module} stands before {import}, which it imports"
            );
        }
        placed.insert(module);
    }
}

#[test]
fn crates_are_used_by_their_owners_only() {
    let mut broken = Vec::new();
    for source in sources() {
        for (name, owners) in OWNERS {
            if uses_crate(&source.code, name) && !owners.contains(&source.module.as_str()) {
                broken.push(format!("{} uses {name}", source.path.display()));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "crates outside of their owners:\n{}",
        broken.join("\n")
    );
}

#[test]
fn pure_modules_touch_nothing_outside() {
    let mut broken = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| PURE.contains(&source.module.as_str()))
    {
        for name in IMPURE {
            if source.code.contains(name) {
                broken.push(format!("{} names {name}", source.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn files_are_documented_small_and_free_of_exemptions() {
    let mut broken = Vec::new();
    let files = rust_files(&root().join("src"));
    let tests = test_paths(&files);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let shown = path.display();
        let is_test = tests.iter().any(|test| path.starts_with(test));
        if !is_test && !text.starts_with("//!") {
            broken.push(format!("{shown}: no module doc"));
        }
        if path.ends_with("mod.rs") {
            broken.push(format!("{shown}: is called mod.rs"));
        }
        if without_tests(&text).lines().count() > 600 && !is_test {
            broken.push(format!("{shown}: over 600 lines"));
        }
        if text.contains("#[allow(") || text.contains("#![allow(") {
            broken.push(format!(
                "{shown}: an exemption without a reason; use #[expect]"
            ));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_document_draws_the_same_walls() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (module, may) in LAYERS {
        let row = document
            .lines()
            .find(|line| line.starts_with(&format!("| `{module}` |")))
            .unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{module}`"));
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let drawn: BTreeSet<&str> = cells[2]
            .split_whitespace()
            .filter(|word| *word != "–")
            .collect();
        let built: BTreeSet<&str> = may.iter().copied().collect();
        assert_eq!(drawn, built, "the row of `{module}` in ARCHITECTURE.md");
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let files = rust_files(&src);
    let tests = test_paths(&files);
    files
        .into_iter()
        .filter(|path| !tests.iter().any(|test| path.starts_with(test)))
        .map(|path| {
            let below = path.strip_prefix(&src).unwrap();
            let first = below
                .components()
                .next()
                .unwrap()
                .as_os_str()
                .to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            let code = bare(&without_tests(&fs::read_to_string(&path).unwrap()));
            Source { module, path, code }
        })
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                files.extend(rust_files(&path));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text without what is compiled for tests only: an inline test module, which by custom stands
/// last, and declarations of modules in files of their own.
fn without_tests(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(FOR_TESTS) {
        out.push_str(before);
        let line = after.lines().next().unwrap_or_default();
        if line.contains("mod ") && line.ends_with('{') {
            return out;
        }
        rest = &after[line.len()..];
    }
    out + rest
}

const FOR_TESTS: &str = "#[cfg(test)]\n";

/// The files of modules that are declared for tests only, and the folders below them.
fn test_paths(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let is_root = file.ends_with("lib.rs") || file.ends_with("main.rs");
        let folder = if is_root {
            file.with_file_name("")
        } else {
            file.with_extension("")
        };
        for declared in text.split(FOR_TESTS).skip(1) {
            let line = declared.lines().next().unwrap_or_default();
            if let Some((_, name)) = line.split_once("mod ") {
                let name = first_segment(name);
                paths.push(folder.join(&name));
                paths.push(folder.join(name).with_extension("rs"));
            }
        }
    }
    paths
}

/// The text without comments and the contents of strings.
fn bare(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut in_string = false;
        let mut before = ' ';
        for (at, c) in line.char_indices() {
            if !in_string && line[at..].starts_with("//") {
                break;
            }
            if c == '"' && before != '\\' && before != '\'' {
                in_string = !in_string;
            } else if !in_string {
                out.push(c);
            }
            before = c;
        }
        out.push('\n');
    }
    out
}

/// The first segments of every `crate::…` path, in `use` trees too.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.insert(first_segment(&word));
                        word.clear();
                        continue;
                    }
                    _ => {}
                }
                word.push(c);
            }
            found.insert(first_segment(&word));
        } else {
            found.insert(first_segment(rest));
        }
    }
    found.retain(|name| LAYERS.iter().any(|(module, _)| module == name));
    found
}

fn first_segment(path: &str) -> String {
    let path = path.trim();
    path.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn uses_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn imports_are_seen_in_all_their_forms() {
    let code = bare(
        "use crate::model::Note;\nuse crate::{text::fold, app::{App, cursor}};\n// crate::tui\n",
    );
    let expected = ["app", "model", "text"].map(str::to_owned);
    assert_eq!(imports(&code), BTreeSet::from(expected));
    assert!(uses_crate("use toml::Table;", "toml"));
    assert!(!uses_crate("my_toml::Table", "toml"));
}
