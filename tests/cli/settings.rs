//! What options, environment and files choose: the look, the language, the folders.

use insta::assert_snapshot;

use crate::desk::{Desk, good};

const ESCAPE: char = '\u{1b}';

#[test]
fn a_pipe_is_given_no_escape_sequence_in_any_command() {
    for words in [
        &["index", "--report"][..],
        &["notes"],
        &["search", "short gamma"],
        &["read", "尾盘"],
        &["panel", "vol-control"],
        &["panel", "--list"],
        &["mentions", "尾盘"],
        &["concept", "short gamma"],
        &["themes"],
        &["doctor"],
        &["market", "list"],
        &["search", "tag:("],
        &["--help"],
    ] {
        let ran = good().tape(words);
        assert!(!ran.stdout.contains(ESCAPE), "{words:?}");
        assert!(!ran.stderr.contains(ESCAPE), "{words:?}");
    }
}

#[test]
fn colour_comes_when_asked_for_and_never_when_refused() {
    let read = |choice: &str| good().tape(&["--color", choice, "read", "尾盘"]).answer();
    assert!(read("always").contains("\u{1b}[38;2;"), "24-bit colours");
    assert!(!read("never").contains(ESCAPE));
    assert!(!read("auto").contains(ESCAPE));
    let plain = anstyle_stripped(&read("always"));
    assert_eq!(plain, read("never"));
}

/// The text without its `ESC [ … m`.
fn anstyle_stripped(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

#[test]
fn no_color_takes_the_colours_but_an_option_brings_them_back() {
    let run = |words: &[&str]| {
        let mut command = good().binary();
        command.env("NO_COLOR", "1").args(words);
        good().finish(&mut command).answer()
    };
    assert!(!run(&["themes"]).contains(ESCAPE));
    assert!(run(&["--color", "always", "themes"]).contains(ESCAPE));
}

#[test]
fn fewer_colours_are_used_where_the_terminal_has_fewer() {
    for (colorterm, term, start) in [
        ("truecolor", "xterm", "\u{1b}[38;2;"),
        ("", "xterm-256color", "\u{1b}[38;5;"),
        ("", "xterm", "\u{1b}["),
    ] {
        let mut command = good().binary();
        command.env("COLORTERM", colorterm).env("TERM", term);
        command.args(["--color", "always", "panel", "--list"]);
        let text = good().finish(&mut command).answer();
        assert!(text.contains(start), "{colorterm} {term}: {text:?}");
    }
}

#[test]
fn themes_are_listed_and_chosen() {
    assert_snapshot!(good().bare(&["themes"]).answer());
    let light = good().bare(&["--theme", "light", "themes"]).answer();
    assert!(light.contains("● light"), "{light}");
    let message = good().bare(&["--theme", "drak", "themes"]).complaint();
    assert!(message.contains("did you mean `dark`"), "{message}");
    let message = good()
        .bare(&["--theme", "./none.toml", "themes"])
        .complaint();
    assert!(message.contains("none.toml"), "{message}");
}

#[test]
fn a_theme_of_the_users_own_is_taken_by_path() {
    let desk = Desk::empty();
    desk.write(
        "here/mine.toml",
        b"parent = \"dark\"\n[roles]\naccent = \"#123456\"\n",
    );
    let ran = desk.bare(&[
        "--theme",
        "./mine.toml",
        "--color",
        "always",
        "panel",
        "--list",
    ]);
    assert!(ran.stdout.contains("\u{1b}[38;2;18;52;86m"), "{ran:?}");
}

#[test]
fn a_wrong_setting_is_left_out_with_its_file_and_line() {
    let desk = Desk::with("good");
    desk.write(
        "here/tape.toml",
        b"library = \"../notes\"\n\nlibary = \"x\"\n",
    );
    let ran = desk.bare(&["notes", "--limit", "1"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.stderr,
        "tape: [DIR]/here/tape.toml:3: unknown setting `libary`, did you mean `library`?\n"
    );
    assert!(ran.stdout.contains("尾盘的卖压"), "{ran:?}");
    assert_eq!(desk.bare(&["-q", "notes"]).stderr, "");
    let doctor = desk.bare(&["doctor"]);
    assert!(
        doctor.stdout.contains("! [DIR]/here/tape.toml:3: "),
        "{doctor:?}"
    );
    assert_eq!(doctor.stderr, "");
}

#[test]
fn what_a_panel_takes_as_given_is_set_in_a_file() {
    let desk = Desk::with("good");
    desk.write(
        "here/tape.toml",
        b"library = \"../notes\"\n\n[panels.risk-parity]\nassets_usd_bn = 123.0\nassets = 1\ncap = true\n",
    );
    let ran = desk.bare(&["panel", "risk-parity"]);
    assert!(
        ran.stdout.contains("Assets under management  123.0 bn"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("Cap  3.00x"), "{ran:?}");
    for told in [
        "[DIR]/here/tape.toml:5: `risk-parity` has no setting `assets`; it takes target, cap, assets_usd_bn, window",
        "[DIR]/here/tape.toml:6: `cap` takes a number from 0.1 to 10",
    ] {
        assert!(ran.stderr.contains(told), "{ran:?}");
    }
}

#[test]
fn a_file_that_is_no_toml_counts_for_nothing_with_a_notice() {
    let desk = Desk::with("good");
    desk.write("here/tape.toml", b"library = \n");
    let ran = desk.tape(&["notes", "--limit", "1"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.stderr.starts_with("tape: [DIR]/here/tape.toml:1: "),
        "{ran:?}"
    );
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
}

#[test]
fn settings_may_be_named_and_must_then_be_there() {
    let desk = Desk::with("good");
    desk.write(
        "here/other.toml",
        b"library = \"../notes\"\nlang = \"zh-Hant\"\n",
    );
    let ran = desk
        .bare(&["--config", "other.toml", "panel", "--list"])
        .answer();
    assert!(
        ran.contains("實現波動率") || ran.contains("波動率"),
        "{ran}"
    );
    let message = desk.bare(&["--config", "none.toml", "notes"]).complaint();
    assert!(message.contains("none.toml"), "{message}");
}

#[test]
fn the_language_comes_from_the_option_then_the_locale() {
    let list = |lang: &str, words: &[&str]| {
        let mut command = good().binary();
        command
            .env("LANG", lang)
            .args(words)
            .args(["panel", "--list"]);
        good().finish(&mut command).answer()
    };
    assert!(list("zh_TW.UTF-8", &[]).contains("波動率"));
    assert!(list("zh_CN.UTF-8", &[]).contains("波动率"));
    assert!(list("zh_TW.UTF-8", &["--lang", "en"]).contains("Realised volatility"));
    assert!(list("C", &[]).contains("Realised volatility"));
}

#[test]
fn home_is_where_it_is_said_to_be() {
    let desk = Desk::with("good");
    desk.tape(&["index"]).answer();
    assert!(desk.path("home/search").is_dir());
    let other = desk.path("elsewhere");
    desk.tape(&["--home", other.to_str().unwrap(), "index"])
        .answer();
    assert!(desk.path("elsewhere/search").is_dir());
    let mut command = desk.binary();
    command
        .env_remove("TAPE_HOME")
        .arg("--library")
        .arg(desk.path("notes"));
    desk.finish(command.arg("index")).answer();
    assert!(desk.path("user/data/tapereader/search").is_dir());
    let notes = std::fs::read_dir(desk.path("notes")).unwrap().count();
    assert_eq!(notes, 6, "nothing is put into the library");
}

#[test]
fn verbose_tells_what_is_done() {
    let desk = Desk::with("good");
    desk.write("notes/empty.md", b"");
    let once = desk.tape(&["-v", "notes", "--limit", "1"]);
    assert!(once.stderr.contains("6 files read"), "{once:?}");
    assert!(!once.stderr.contains("empty.md"), "{once:?}");
    let twice = desk.tape(&["-vv", "notes", "--limit", "1"]);
    assert!(twice.stderr.contains("passed over empty.md"), "{twice:?}");
    assert_eq!(once.stdout, twice.stdout);
}
