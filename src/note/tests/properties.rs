//! Nothing that a file may hold makes the parser panic or break the model's rules.

use proptest::prelude::*;

use super::super::parse;
use super::assert_sound;

/// Pieces that mean something to some reader, in orders that nobody would write.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "---\n",
        "+++\n",
        "...\n",
        "title: a\n",
        "tags: [a, b\n",
        "tags:\n",
        "  - x\n",
        "date: 2026-02-30\n",
        "a: &a [*a]\n",
        "? [x]\n: y\n",
        "key: >\n  text\n",
        "!t x\n",
        "\"\\u001b\": \"\\t\\e\"\n",
        "<<: *a\n",
        "<!--yml\n",
        "分类：未分类\n",
        "-->\n",
        "{\"a\": 1}\n",
        "# 标题\n",
        "## Head\n",
        "**粗：**后",
        "==高亮==",
        "==a **b== c**",
        "`code",
        "``",
        "~~x~~ ",
        "[^1] ",
        "[^1]: note\n",
        "| a | b |\n|-|-:|\n| 1 |\n",
        "> 引\n",
        "- item\n",
        "  - [ ] todo\n",
        "1) one\n",
        "![图](a.png)",
        "[链](http://x \"t\")",
        "<details>\n",
        "<summary>Original English</summary>\n",
        "</details>\n",
        "</detais>\n",
        "<summary>",
        "<p class=\"x\">",
        "</p>",
        "<table><tr><td>1</td>",
        "</table>",
        "<ul><li>a<li>b",
        "<b><i></b></i>",
        "<script>",
        "</script>",
        "<!--",
        "&#27;",
        "&#x202E;",
        "&amp;",
        "<a href='x",
        "<pre>\tx\n",
        "$x^2$ ",
        "$5 and $6 ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "\u{1b}[31m",
        "\u{202e}",
        "\u{0}",
        "\r\n",
        "\r",
        "**Ann**: hi\n\n",
        "**Bob：** 你好\n\n",
        "o Bullet\n\n",
        "English words here.\n",
        "中文句子在这里。\n",
        "😀\u{200d}👩",
        "term\n: definition\n",
        "\\*\\*",
        "***",
        "<zero-md>",
        "</叹气",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const NAMES: [&str; 4] = ["n.md", "2026-02-09.txt", "p.html", "noext"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_a_note_or_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        name in prop::sample::select(NAMES.to_vec()),
    ) {
        if let Ok(note) = parse(&bytes, name) {
            assert_sound(&note);
        }
    }

    #[test]
    fn any_text_is_sound(text in "\\PC{0,200}", name in prop::sample::select(NAMES.to_vec())) {
        if let Ok(note) = parse(text.as_bytes(), name) {
            assert_sound(&note);
        }
    }

    #[test]
    fn nasty_pieces_are_sound(text in nasty(), name in prop::sample::select(NAMES.to_vec())) {
        if let Ok(note) = parse(text.as_bytes(), name) {
            assert_sound(&note);
            prop_assert_eq!(parse(text.as_bytes(), name), Ok(note));
        }
    }

    #[test]
    fn damaged_front_matter_opens(keys in nasty(), closed in any::<bool>()) {
        let close = if closed { "---\n" } else { "" };
        let text = format!("---\n{keys}{close}Body 正文\n");
        let note = parse(text.as_bytes(), "n.md");
        assert_sound(&note.expect("a note"));
    }
}

/// Inputs whose time must not grow with the square of their length; each would run for minutes.
#[test]
fn deep_and_endless_constructs_are_read_at_once() {
    let many = 20_000;
    let inputs = [
        ">".repeat(many),
        "- ".repeat(many),
        "[".repeat(many),
        "**a ".repeat(many),
        "==a ".repeat(many),
        "<b>".repeat(many) + &"</i>".repeat(many),
        "<details>\n".repeat(many),
        "<!--".repeat(many),
        "<a \"".repeat(many),
        "<script>".repeat(many),
        "<ul><li>".repeat(many),
        "&".repeat(many),
        "a\n中\n\n".repeat(many),
        "| a ".repeat(many) + "\n" + &"|-".repeat(many),
        format!("---\na: {}\n---\n", "[".repeat(many)),
        format!("---\n{}\n---\n", "- ".repeat(many)),
        format!("---\n{}---\n", "a: 1\n".repeat(many)),
        format!("{{{}", "\"a\":{".repeat(many)),
    ];
    for input in inputs {
        for name in ["n.md", "n.txt", "n.html"] {
            if let Ok(note) = parse(input.as_bytes(), name) {
                assert!(!note.metadata.title.is_empty());
            }
        }
    }
}
