//! `--json`, schema 1: its fields are frozen. Add to these tables, never change or remove.

use serde_json::Value;

use crate::desk::{Desk, good};

/// Runs a command and reads the one object that it prints.
fn object(desk: &Desk, words: &[&str]) -> Value {
    let ran = desk.tape(&[&["--json"], words].concat());
    assert!(ran.code < 2, "{ran:?}");
    let object: Value = serde_json::from_str(&ran.stdout).expect("one object and nothing else");
    assert_eq!(object["schema"], 1, "{words:?}");
    object
}

/// A type of JSON by a letter: `s`tring, `n`umber, `b`oolean, `a`rray, `o`bject; `?` for null too.
fn is_of(value: &Value, kind: &str) -> bool {
    let optional = kind.ends_with('?');
    match kind.trim_end_matches('?') {
        _ if value.is_null() => optional,
        "s" => value.is_string(),
        "n" => value.is_number(),
        "b" => value.is_boolean(),
        "a" => value.is_array(),
        "o" => value.is_object(),
        other => panic!("no such type: {other}"),
    }
}

/// Checks that an object has exactly these fields, written `name:type`, in this order.
#[track_caller]
fn assert_fields(object: &Value, fields: &str) {
    let fields: Vec<(&str, &str)> = fields
        .split_whitespace()
        .map(|field| field.split_once(':').unwrap())
        .collect();
    let names: Vec<&str> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, expected);
    for (name, kind) in fields {
        assert!(is_of(&object[name], kind), "{name} is {}", object[name]);
    }
}

#[track_caller]
fn first<'a>(object: &'a Value, list: &str) -> &'a Value {
    &object[list].as_array().unwrap()[0]
}

const NOTE: &str = "id:s path:s title:s date:s? languages:a tags:a speaker:s? source:s? \
                    characters:n words:n passages:n diagnostics:n";

#[test]
fn notes() {
    let object = object(good(), &["notes"]);
    assert_fields(&object, "schema:n total:n notes:a");
    let note = first(&object, "notes");
    assert_fields(note, NOTE);
    assert_eq!(note["date"], "2026-02-05");
    assert_eq!(note["path"], "2026-02-05-tail.md");
    assert_eq!(note["languages"], serde_json::json!(["zh-Hans"]));
    assert_eq!(note["id"].as_str().unwrap().len(), 12);
    let all = object["notes"].as_array().unwrap();
    let undated = all.iter().find(|note| note["path"] == "undated.txt");
    assert!(undated.unwrap()["date"].is_null());
}

#[test]
fn search() {
    let object = object(good(), &["search", "short gamma"]);
    assert_fields(
        &object,
        "schema:n query:s total:n hits:a widened:a similar:o? relaxed:o? facets:a explain:o?",
    );
    assert!(object["similar"].is_null() && object["explain"].is_null());
    let facet = first(&object, "facets");
    assert_fields(facet, "kind:s values:a");
    assert_fields(first(facet, "values"), "term:s names:o notes:n");
    assert_eq!(
        (&object["query"], &object["total"]),
        (&"short gamma".into(), &4.into())
    );
    for hit in object["hits"].as_array().unwrap() {
        assert_fields(
            hit,
            "id:s path:s title:s date:s? score:n via:a passage:n? snippet:a",
        );
        assert_fields(first(hit, "snippet"), "text:s matched:b");
    }
}

#[test]
fn search_beyond_the_hits() {
    let object = object(good(), &["search", "liangzhongxing zuokongqiema"]);
    assert_fields(&object["relaxed"], "omitted:a hits:a");
    let omitted = first(&object["relaxed"], "omitted");
    assert_fields(omitted, "word:s unknown:b without:n nearest:a");
    let object = self::object(good(), &["search", "zuokongqiema"]);
    assert_fields(&object["similar"], "query:s read_as:a total:n hits:a");
    let read_as = first(&object["similar"], "read_as");
    assert_fields(read_as, "typed:s name:s by:s");
    assert_eq!(
        (&read_as["name"], &read_as["by"]),
        (&"做空伽马".into(), &"pinyin".into())
    );
}

#[test]
fn search_explained() {
    let object = object(good(), &["search", "--explain", "short gamma lang:zh"]);
    assert_fields(&object["explain"], "parts:a hits:a");
    for part in object["explain"]["parts"].as_array().unwrap() {
        assert_fields(part, "depth:n asks:s notes:n value:s? words:o?");
    }
    let words = &object["explain"]["parts"][1]["words"];
    assert_fields(
        words,
        "typed:s field:s? form:s names:a spellings:a ranked_by:a",
    );
    assert_fields(first(words, "names"), "kind:s id:s");
    let spelling = first(words, "spellings");
    assert_fields(spelling, "written:a terms:a notes:n");
    assert_fields(first(spelling, "written"), "lang:s? text:s");
    let hit = first(&object["explain"], "hits");
    assert_fields(hit, "id:s score:n parts:a found_as:a");
    assert_fields(first(hit, "parts"), "words:s by:s score:n");
    assert_fields(first(hit, "found_as"), "typed:s written:s title:b labels:b");
}

#[test]
fn read() {
    let object = object(good(), &["read", "信用"]);
    assert_fields(&object, "schema:n id:s metadata:o passages:a aside:a");
    assert_fields(
        &object["metadata"],
        "title:s date:s? tags:a speaker:s? guest:s? author:s? translator:s? editor:s? \
         original_title:s? source:s? summary:s? series:s? category:s? encoding:s other:o",
    );
    let passage = first(&object, "passages");
    assert_fields(
        passage,
        "index:n kind:s speaker:s? time:s? heading:a zh:s? en:s? voice:s",
    );
    assert_eq!(passage["speaker"], "Ada Quill");
    assert!(
        passage["zh"].is_string() && passage["en"].is_string(),
        "{passage}"
    );
}

#[test]
fn mentions() {
    let object = object(good(), &["mentions", "尾盘"]);
    assert_fields(&object, "schema:n note:s mentions:a");
    for mention in object["mentions"].as_array().unwrap() {
        assert_fields(
            mention,
            "kind:s id:s text:s passage:n language:s start:n end:n doubtful:b",
        );
        let kind = mention["kind"].as_str().unwrap();
        assert!(["concept", "instrument"].contains(&kind), "{kind}");
    }
}

const PANEL: &str = "id:s name:o subject:s as_of:s? value:n? unit:s percentile:o? change_1d:n? \
                     change_1m:n? model:b inputs:a source:s missing:a now:o? quoted:a";

#[test]
fn panel() {
    let object = object(good(), &["panel", "vol-control"]);
    assert_fields(&object, &format!("schema:n {PANEL}"));
    assert_fields(&object["name"], "en:s zh_hans:s zh_hant:s");
    assert_fields(&object["percentile"], "value:n window:n count:n since:s");
    assert_fields(first(&object, "inputs"), "series:s last:s source:s");
    assert_eq!(object["as_of"], "2026-02-06");
    assert_eq!(
        (&object["subject"], &object["unit"]),
        (&"SPX".into(), &"multiple".into())
    );
    assert_eq!(object["model"], true);
}

#[test]
fn panel_without_a_value() {
    let object = object(good(), &["panel", "vol-control", "--as-of", "2010-01-01"]);
    assert_fields(&object, &format!("schema:n {PANEL}"));
    assert_fields(first(&object, "missing"), "input:s hint:s");
    assert!(object["value"].is_null());
}

#[test]
fn panels() {
    let all = object(good(), &["panel", "--all"]);
    assert_fields(&all, "schema:n panels:a");
    for panel in all["panels"].as_array().unwrap() {
        assert_fields(panel, PANEL);
    }
    let list = object(good(), &["panel", "--list"]);
    assert_fields(&list, "schema:n panels:a");
    for panel in list["panels"].as_array().unwrap() {
        assert_fields(panel, "id:s name:o group:s");
    }
}

#[test]
fn lexicon() {
    let list = object(good(), &["lexicon", "list"]);
    assert_fields(&list, "schema:n concepts:n instruments:n own:a");
    let check = object(good(), &["lexicon", "check"]);
    assert_fields(&check, "schema:n files:n problems:a");
    let harvest = object(good(), &["lexicon", "harvest"]);
    assert_fields(&harvest, "schema:n offers:a");
}

#[test]
fn concept() {
    let object = object(good(), &["concept", "short gamma"]);
    assert_fields(
        &object,
        "schema:n id:s kind:s names:o definition:s? broader:a part_of:a opposite:a related:a region:s? panel:s? notes:a timeline:a",
    );
    assert_fields(&object["names"], "en:a zh_hans:a zh_hant:a");
    assert_fields(first(&object, "notes"), NOTE);
    assert_eq!(object["id"], "short-gamma");
}

#[test]
fn index() {
    let desk = Desk::with("good");
    desk.write("notes/empty.md", b"");
    let object = object(&desk, &["index"]);
    assert_fields(
        &object,
        "schema:n notes:n indexed:n unchanged:n removed:n rejected:a notices:a",
    );
    assert_fields(first(&object, "rejected"), "path:s reason:s");
    assert_eq!(object["notes"], 6);
}

#[test]
fn market() {
    let object_of = |words: &[&str]| object(good(), words);
    let list = object_of(&["market", "list"]);
    assert_fields(&list, "schema:n demo:b series:a chains:a");
    assert_fields(
        first(&list, "series"),
        "id:s first:s last:s count:n source:s adjustment:s unit:s? revised:n fetched:s? read:b",
    );
    let desk = Desk::empty();
    desk.write("here/SPX.csv", b"date,close\n2026-01-02,1\n2026-01-05,2\n");
    let import = object(&desk, &["market", "import", "SPX.csv"]);
    assert_fields(&import, "schema:n series:a bars:n notices:a files:a");
    assert_fields(
        first(&import, "files"),
        "path:s format:s? series:a chains:a lists:a rows:n first:s? last:s? passed_over:s?",
    );
    let reset = object(&desk, &["market", "reset"]);
    assert_fields(&reset, "schema:n removed:n");
}

#[test]
fn themes() {
    let object = object(good(), &["themes"]);
    assert_fields(&object, "schema:n themes:a current:s");
    assert_eq!(object["current"], "dark");
}

#[test]
fn doctor() {
    let desk = Desk::with("invalid");
    desk.write("notes/empty.md", b"");
    let object = object(&desk, &["doctor"]);
    assert_fields(
        &object,
        "schema:n version:s library:s sample:b language:s theme:s home:s files:a lexicon:s? notes:n market:o \
         problems:a diagnostics:a rejected:a",
    );
    assert_fields(&object["market"], "demo:b series:n last:s?");
    let note = first(&object, "diagnostics");
    assert_fields(note, "path:s diagnostics:a");
    assert_fields(first(note, "diagnostics"), "line:n? message:s");
    assert_fields(first(&object, "rejected"), "path:s reason:s");
}

#[test]
fn failures_print_no_object() {
    for words in [
        &["--json", "search", "tag:("][..],
        &["--json", "read", "xyzzy"],
        &["--json", "panel", "zzz"],
        &["--json", "concept", "qqqqqqqq"],
    ] {
        good().tape(words).complaint();
    }
}
