//! Help, version, and words that no command takes.

use insta::assert_snapshot;

use crate::desk::Desk;

/// Every subcommand with a help text of its own.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["import"],
    &["index"],
    &["notes"],
    &["search"],
    &["read"],
    &["panel"],
    &["mentions"],
    &["concept"],
    &["market"],
    &["market", "import"],
    &["market", "list"],
    &["market", "reset"],
    &["market", "sources"],
    &["market", "update"],
    &["themes"],
    &["doctor"],
    &["completions"],
];

#[test]
fn every_command_explains_itself() {
    let desk = Desk::empty();
    for command in COMMANDS {
        let words: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let text = desk.bare(&words).answer();
        let name = command
            .iter()
            .fold("help".to_owned(), |name, word| name + "_" + word);
        assert_snapshot!(name, text);
    }
}

#[test]
fn the_version_is_on_one_line() {
    assert_eq!(
        Desk::empty().bare(&["--version"]).answer(),
        "tape [VERSION]\n"
    );
}

#[test]
fn wrong_words_are_refused_with_what_would_be_right() {
    let desk = Desk::empty();
    for (words, said) in [
        (
            &["serach", "short", "gamma"][..],
            "did you mean: tape search",
        ),
        (&["pannel"], "did you mean: tape panel"),
        (&["market", "improt", "x.csv"], "import"),
        (&["search"], "<QUERY>"),
        (&["read"], "<NOTE>"),
        (&["panel"], "<ID"),
        (&["completions", "tcsh"], "bash"),
        (&["notes", "--sort", "length"], "newest, oldest, title"),
        (&["notes", "--limit", "many"], "--limit"),
        (&["notes", "--lmit", "3"], "--limit"),
        (&["--lang", "fr", "notes"], "en, zh-Hans or zh-Hant"),
        (&["--color", "blue", "notes"], "auto, always, never"),
    ] {
        let message = desk.bare(words).complaint();
        assert!(message.contains(said), "{words:?}: {message}");
        assert!(!message.contains("--help"), "{words:?}: {message}");
    }
}

#[test]
fn a_day_that_is_none_is_refused_in_one_line() {
    let desk = Desk::empty();
    for day in ["2026-13-01", "yesterday", "2026-02-30", "02/06/2026", ""] {
        let message = desk
            .bare(&["panel", "vol-control", "--as-of", day])
            .complaint();
        assert!(message.contains("YYYY-MM-DD"), "{day}: {message}");
        assert_eq!(message.lines().count(), 1, "{day}: {message}");
    }
}
