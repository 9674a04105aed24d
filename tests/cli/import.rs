//! `tape import`: what is written, what is said, and how it ends.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::desk::{Desk, Ran};

const TEXT: &str = "Dealers are short gamma on the index, so they sell as it falls and buy as it \
    rises, which makes the close move more than the news would have it.";

fn note(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-02-05\n---\n\n{TEXT}\n")
}

/// The files of the library, hidden ones too.
fn names(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(desk.path("notes"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn piped(desk: &Desk, words: &[&str], text: &str) -> Ran {
    let file = desk.write("piped", text.as_bytes());
    let mut command = desk.binary();
    command.arg("--library").arg(desk.path("notes"));
    command.args(words).stdin(fs::File::open(file).unwrap());
    desk.finish(&mut command)
}

#[test]
fn a_file_becomes_a_note_that_is_found() {
    let desk = Desk::empty();
    desk.write("here/a.md", note("Desk").as_bytes());
    let line = desk.tape(&["import", "a.md"]).answer();
    assert!(
        line.contains("  2026-02-05-desk.md  Desk, 2026-02-05, en, "),
        "{line}"
    );
    let id = line.split(' ').next().unwrap();
    assert!(desk.tape(&["read", id]).answer().contains("short gamma"));
    assert_eq!(names(&desk), ["2026-02-05-desk.md"]);
}

#[test]
fn a_copy_is_named_and_the_code_is_1() {
    let desk = Desk::of(&[("old.md", &note("Old"))]);
    desk.write("here/a.md", note("New").as_bytes());
    let ran = desk.tape(&["import", "a.md"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(
        ran.stderr,
        "tape: a.md: the same as old.md, word for word\n"
    );
    desk.write(
        "here/b.md",
        note("Old").replace("the news", "all news").as_bytes(),
    );
    let ran = desk.tape(&["import", "b.md"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("the same as old.md ("), "{ran:?}");
    assert!(ran.stderr.contains("`--as-version`"), "{ran:?}");
    let line = desk.tape(&["import", "b.md", "--as-version"]).answer();
    assert!(line.ends_with(", a version of old.md\n"), "{line}");
    let version = fs::read_to_string(desk.path("notes/2026-02-05-old.md")).unwrap();
    assert!(version.contains("version_of: old.md\n"), "{version}");
    desk.tape(&["import", "a.md", "--anyway"]).answer();
    assert_eq!(names(&desk).len(), 3);
}

#[test]
fn a_dry_run_says_where_and_writes_nothing() {
    let desk = Desk::empty();
    desk.write("here/a.md", note("Desk").as_bytes());
    let line = desk
        .tape(&["import", "a.md", "--dry-run", "--to", "sub"])
        .answer();
    assert!(
        line.starts_with("would write  sub/2026-02-05-desk.md  Desk, 2026-02-05, en, "),
        "{line}"
    );
    assert_eq!(names(&desk), Vec::<String>::new());
}

#[test]
fn what_is_piped_in_becomes_a_note() {
    let desk = Desk::empty();
    let html = format!("<meta charset=utf-8><h1>Clipboard</h1><p>{TEXT}</p>");
    let ran = piped(&desk, &["import", "-"], &html);
    assert!(
        ran.stdout.contains("  clipboard.md  Clipboard, en, "),
        "{ran:?}"
    );
    let ran = piped(&desk, &["import", "-"], "");
    assert_eq!(
        ran.complaint(),
        "tape: -: the file is empty\ntape: 1 of 1 could not be imported\n"
    );
}

#[test]
fn what_fails_is_named_with_the_way_out_and_the_code_is_2() {
    let desk = Desk::empty();
    desk.write("here/good.md", note("Good").as_bytes());
    desk.write("here/SPX.csv", b"date,close\n2026-02-05,6900\n");
    let words = [
        "import",
        "gone.md",
        "SPX.csv",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "good.md",
    ];
    let ran = desk.tape(&words);
    assert_eq!(ran.code, 2);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(
        lines,
        [
            "tape: gone.md: there is no such file; an address begins with http:// or https://",
            "tape: SPX.csv: these are figures, not a note: `tape market import` takes them",
            "tape: http://127.0.0.1/ leads to 127.0.0.1 in your own network: `--private` fetches it",
            "tape: file:///etc/passwd is not fetched: only http and https are, not file",
            "tape: 4 of 5 could not be imported",
        ]
    );
    assert!(ran.stdout.contains("2026-02-05-good.md"), "{ran:?}");
}

#[test]
fn the_sample_takes_no_notes() {
    let desk = Desk::empty();
    desk.write("here/a.md", note("Desk").as_bytes());
    let message = desk.bare(&["import", "a.md"]).complaint();
    assert!(
        message.starts_with("tape: the built-in sample takes no notes"),
        "{message}"
    );
    let line = desk.bare(&["import", "a.md", "--to", "mine"]).answer();
    assert!(line.contains("  mine/2026-02-05-desk.md  "), "{line}");
    assert!(desk.path("here/mine/2026-02-05-desk.md").exists());
}

#[test]
fn the_record_names_every_document() {
    let desk = Desk::of(&[("old.md", &note("Old"))]);
    desk.write("here/a.md", note("New").as_bytes());
    desk.write(
        "here/b.txt",
        "做市商做空伽马，尾盘的波动被放大了。".as_bytes(),
    );
    let ran = desk.tape(&["import", "a.md", "b.txt", "gone.md", "--json"]);
    assert_eq!(ran.code, 2);
    let record: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(record["schema"], 1);
    assert_eq!(record["written"], 1);
    let fates: Vec<&str> = record["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| document["fate"].as_str().unwrap())
        .collect();
    assert_eq!(fates, ["same", "written", "failed"]);
    let document = &record["documents"][0];
    assert_eq!(document["same_as"]["path"], "old.md");
    assert_eq!(document["same_as"]["resemblance"], 1.0);
    assert_eq!(record["documents"][1]["languages"][0], "zh-Hans");
}

const ENTRY: &str = "flow says 42 bn";

fn rss(text: &str, day: u8) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>Flow</title><link>https://example.com/</link>\
         <lastBuildDate>Thu, {day:02} Feb 2026 12:00:00 +0800</lastBuildDate>\
         <item><guid isPermaLink=\"false\">e1</guid><title>Desk</title>\
         <link>https://example.com/1</link>\
         <pubDate>Thu, {day:02} Feb 2026 10:00:00 +0800</pubDate>\
         <description>{text}</description></item></channel></rss>"
    )
}

fn atom(text: &str, day: u8) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:flow</id><title>Flow</title>\
         <updated>2026-02-{day:02}T12:00:00+08:00</updated><entry><id>urn:e1</id>\
         <title>Desk</title><link href=\"https://example.com/1\"/>\
         <updated>2026-02-{day:02}T10:00:00+08:00</updated>\
         <content type=\"html\">{text}</content></entry></feed>"
    )
}

#[test]
fn a_changed_entry_rewrites_its_note() {
    let whole = format!("{TEXT} The {ENTRY}.");
    let digit = whole.replace("42", "43");
    let other = "Nothing of what was written before is left of this text.";
    for feed in [rss, atom] {
        let desk = Desk::empty();
        let versions = [
            (&*whole, 5),
            (&*digit, 5),
            (other, 5),
            (other, 12),
            (&*whole, 19),
        ];
        for (text, day) in versions {
            desk.write("here/feed.xml", feed(text, day).as_bytes());
            let line = desk.tape(&["import", "feed.xml"]).answer();
            assert!(line.contains("  2026-02-05-desk.md  "), "{line}");
            assert_eq!(names(&desk), ["2026-02-05-desk.md"]);
            let path = desk.path("notes/2026-02-05-desk.md");
            let note = fs::read_to_string(path).unwrap();
            assert!(note.contains(text.rsplit(' ').next().unwrap()), "{note}");
            assert!(note.contains(&format!("date: 2026-02-{day:02}")), "{note}");
        }
    }
}

#[test]
fn an_import_that_is_killed_leaves_no_half_note() {
    let desk = Desk::empty();
    // Large enough that writing one takes a while, and each of its own words.
    for number in 0..60 {
        let line =
            |row: usize| format!("Line {row} of note {number} is about {}.\n\n", row * number);
        let text: String = (0..400).map(line).collect();
        desk.write(
            &format!("in/{number}.md"),
            format!("# Note {number}\n\n{text}End.\n").as_bytes(),
        );
    }
    let mut command = desk.binary();
    command
        .arg("--library")
        .arg(desk.path("notes"))
        .arg("import")
        .arg(desk.path("in"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    while names(&desk).len() < 3 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let names = names(&desk);
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let text = fs::read_to_string(desk.path("notes").join(name)).unwrap();
        assert!(text.ends_with("End.\n"), "{name}");
    }
    // What was left is no note, and the import can be taken up again.
    let ran = desk.tape(&["import", desk.path("in").to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let notes = desk.tape(&["--json", "notes"]).answer();
    let notes: serde_json::Value = serde_json::from_str(&notes).unwrap();
    assert_eq!(notes["total"], 60, "{notes}");
}

#[test]
fn an_import_waits_for_the_end_of_what_is_piped_in() {
    let desk = Desk::empty();
    let mut command = desk.binary();
    command
        .arg("--library")
        .arg(desk.path("notes"))
        .args(["import", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"# Half\n\nThis note is not").unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(names(&desk), Vec::<String>::new());
}
