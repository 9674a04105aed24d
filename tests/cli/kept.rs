//! What is read and kept: `tape searches`, `tape related`, `tape notes --new` and `--unread`.

use crate::desk::{Desk, good};

fn object(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

fn three() -> Desk {
    Desk::of(&[
        (
            "a.md",
            "---\ndate: 2026-01-03\n---\n# 甲\n\n做市商已经做空伽马。\n",
        ),
        (
            "b.md",
            "---\ndate: 2026-02-03\n---\n# Two\n\nDealers are short gamma.\n",
        ),
        ("c.md", "# Three\n\nNothing of it.\n"),
        ("d.md", "# Four\n\nNothing of it, either.\n"),
        ("e.md", "# Five\n\nNothing of it at all.\n"),
        ("f.md", "# Six\n\nNor here.\n"),
    ])
}

#[test]
fn a_search_is_kept_counted_used_and_removed() {
    let desk = three();
    let none = desk.tape(&["searches"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    assert_eq!(
        desk.tape(&["searches", "save", "空", "short", "gamma"])
            .answer(),
        ""
    );
    let list = desk.tape(&["searches"]).answer();
    assert_eq!(list, "@空        2  short gamma\n");
    let found = desk.tape(&["--json", "search", "@空"]).answer();
    assert_eq!(object(&found)["total"], 2);
    let json = object(&desk.tape(&["--json", "searches"]).answer());
    let one = &json["searches"][0];
    assert_eq!(
        (&one["name"], &one["notes"], &one["kept"]),
        (&"空".into(), &2.into(), &"journal".into())
    );
    desk.tape(&["searches", "rename", "@空", "gamma"]).answer();
    let removed = desk.tape(&["searches", "remove", "GAMMA"]);
    assert!(
        removed.stderr.contains("@gamma was: short gamma"),
        "{removed:?}"
    );
    assert_eq!(desk.tape(&["searches"]).code, 1);
}

#[test]
fn what_cannot_be_kept_is_told() {
    let desk = three();
    for (words, told) in [
        (
            &["searches", "save", "a b", "gold"][..],
            "cannot name a search",
        ),
        (&["searches", "save", "a", "(gold"], "(gold\n"),
        (
            &["searches", "remove", "none"],
            "no search is saved as @none",
        ),
        (
            &["searches", "rename", "none", "other"],
            "no search is saved as @none",
        ),
    ] {
        let message = desk.tape(words).complaint();
        assert!(message.contains(told), "{message}");
    }
}

#[test]
fn searches_of_the_settings_are_there_and_stay() {
    let desk = three();
    let settings = desk.write(
        "tape.toml",
        "[searches]\nshared = \"做空伽马\"\n\"no name\" = \"x\"\nbroken = \"(\"\n".as_bytes(),
    );
    let config = ["--config", settings.to_str().unwrap()];
    let run = |words: &[&str]| desk.tape(&[&config[..], words].concat());
    let list = run(&["searches"]);
    assert!(
        list.stderr.contains(":3: `no name` cannot name a search"),
        "{list:?}"
    );
    assert_eq!(
        list.stdout,
        "@shared        2  做空伽马\n@broken        !  (\n"
    );
    let message = run(&["searches", "remove", "shared"]).complaint();
    assert!(message.contains("stands in the settings"), "{message}");
    let found = run(&["--json", "search", "@shared"]);
    assert_eq!(object(&found.stdout)["total"], 2);
}

#[test]
fn related_notes_say_what_they_share() {
    let desk = three();
    let told = desk.tape(&["related", "甲"]).answer();
    assert!(
        told.contains("Two") && told.contains("shares ") && told.contains("short-gamma"),
        "{told}"
    );
    let json = object(&desk.tape(&["--json", "related", "甲"]).answer());
    assert_eq!(json["total"], 1);
    let one = &json["related"][0];
    assert_eq!(one["title"], "Two");
    assert_eq!(one["shares"][0]["kind"], "concept");
    assert_eq!(desk.tape(&["related", "Six"]).code, 1);
}

#[test]
fn a_card_tells_its_months() {
    let card = object(&good().tape(&["--json", "concept", "short gamma"]).answer());
    let months = card["timeline"].as_array().unwrap();
    let counted: u64 = months
        .iter()
        .map(|one| one["notes"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, card["notes"].as_array().unwrap().len() as u64);
}

#[test]
fn what_is_unread_and_new_is_listed() {
    let desk = three();
    let unread = object(&desk.tape(&["--json", "notes", "--unread"]).answer());
    assert_eq!(unread["total"], 6);
    let new = desk.tape(&["notes", "--new"]);
    assert_eq!(new.code, 1);
    assert!(new.stderr.contains("this is your first visit"), "{new:?}");
}
