//! `tape read`.

use insta::assert_snapshot;

use crate::desk::{Desk, good};

#[test]
fn a_note_is_printed_as_text() {
    assert_snapshot!(good().tape(&["read", "Into the close"]).answer());
}

#[test]
fn both_languages_of_a_passage_stand_together_or_one_alone() {
    let read = |words: &[&str]| {
        let words: Vec<&str> = ["read", "信用"].iter().chain(words).copied().collect();
        good().tape(&words).answer()
    };
    assert_snapshot!(read(&[]));
    let zh = read(&["--only", "zh"]);
    assert!(zh.contains("利差没有动") && !zh.contains("Spreads"), "{zh}");
    let en = read(&["--only", "en"]);
    assert!(en.contains("Spreads") && !en.contains("利差没有动"), "{en}");
}

#[test]
fn a_note_answers_to_its_id_its_path_and_part_of_its_title() {
    let desk = good();
    let by_title = desk.tape(&["read", "into the"]).answer();
    let list = desk.tape(&["notes", "title:close"]).answer();
    let id = list.split_whitespace().next().unwrap();
    assert_eq!(desk.tape(&["read", id]).answer(), by_title);
    let below = "desk/2026-01-12-close.md";
    assert_eq!(desk.tape(&["read", below]).answer(), by_title);
    let path = desk.path("notes").join(below);
    let path = path.to_str().unwrap();
    assert_eq!(desk.tape(&["read", path]).answer(), by_title);
}

#[test]
fn a_name_of_no_note_is_met_with_the_nearest_or_a_way_to_find_it() {
    let near = good()
        .tape(&["read", "desk/2026-01-12-colse.md"])
        .complaint();
    assert!(
        near.contains("did you mean: desk/2026-01-12-close.md"),
        "{near}"
    );
    let far = good().tape(&["read", "xyzzy"]).complaint();
    assert!(far.contains("`tape search xyzzy`"), "{far}");
    good().tape(&["read", "."]).complaint();
}

#[test]
fn a_name_of_several_notes_lists_them() {
    let desk = Desk::of(&[
        ("a.md", "---\ntitle: Gold one\n---\nText.\n"),
        ("b.md", "---\ntitle: Gold two\n---\nText.\n"),
    ]);
    let message = desk.tape(&["read", "gold"]).complaint();
    assert!(
        message.starts_with("tape: \"gold\" names 2 notes\n  "),
        "{message}"
    );
    assert!(
        message.contains("Gold one") && message.contains("Gold two"),
        "{message}"
    );
}

#[test]
fn what_would_steer_the_terminal_is_shown_as_marks() {
    let desk = Desk::with("invalid");
    for words in [
        &["read", "escapes.md"][..],
        &["notes"],
        &["search", "overridden"],
        &["search", "--json", "overridden"],
        &["read", "--json", "escapes.md"],
        &["mentions", "escapes.md"],
        &["doctor"],
        &["--color", "never", "read", "escapes.md"],
    ] {
        let ran = desk.tape(words);
        for text in [&ran.stdout, &ran.stderr] {
            let steers =
                |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.contains(steers), "{words:?}: {text:?}");
        }
    }
    let read = desk.tape(&["read", "escapes.md"]);
    assert!(read.stdout.contains("␛[31mred␛[0m"), "{read:?}");
    assert!(read.stdout.contains("‹U+202E›"), "{read:?}");
    assert!(read.stdout.starts_with("Steer ␛[2J the screen"), "{read:?}");
}

#[test]
fn a_damaged_note_is_read_and_says_what_was_done() {
    let desk = Desk::with("invalid");
    let ran = desk.tape(&["read", "types.md"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.stdout
            .contains("The keys are of other types than usual."),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("tape: line 4: "), "{ran:?}");
    assert!(ran.stderr.contains("`tape doctor` names them"), "{ran:?}");
    assert_eq!(desk.tape(&["-q", "read", "types.md"]).stderr, "");
}

#[test]
fn words_of_others_are_told_and_what_was_set_aside_is_printed_on_request() {
    let sentence =
        "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲放大了波动。";
    let page = format!(
        "首页\n行情\n登录\n下载APP\n动量崩盘的背后\n\n{sentence}\n\n{sentence}\n\n译注：指周三。\n\n{sentence}\n\n{sentence}\n\n相关文章\n评论\n取消\n提交\n"
    );
    let desk = Desk::of(&[("page.txt", &page)]);
    let plain = desk.tape(&["read", "page.txt"]);
    assert!(plain.stdout.contains("[译注]\n指周三。"), "{plain:?}");
    assert!(!plain.stdout.contains("首页"), "{plain:?}");
    assert!(plain.stderr.contains("`tape read --all`"), "{plain:?}");
    let all = desk.tape(&["read", "page.txt", "--all"]).stdout;
    assert!(all.ends_with("相关文章\n评论\n取消\n提交\n"), "{all}");
}
