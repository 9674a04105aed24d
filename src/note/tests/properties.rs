//! Nothing that a file may hold makes the parser panic or break the model's rules.

use proptest::prelude::*;

use super::super::parse;
use super::assert_sound;
use crate::model::{DiagnosticKind, Note};

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
        "> [!NOTE]\n",
        "**术语（Term）：** 解释\n\n",
        "**术语**（T: term，解释）\n\n",
        "作者：甲  来源：乙  2026-02-05 08:41\n",
        "$TLT at **$0.34**, ",
        "$$x$$ ",
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

/// The words of a note wherever they may be shown, its metadata included.
fn shown(note: &Note) -> String {
    let metadata = &note.metadata;
    let mut all = vec![metadata.title.clone()];
    let fields = [
        &metadata.credits.author,
        &metadata.source,
        &metadata.summary,
        &metadata.series,
    ];
    all.extend(fields.into_iter().flatten().cloned());
    all.extend(metadata.tags.iter().cloned());
    all.push(format!("{:?}", metadata.other));
    for passage in &note.passages {
        all.push(format!("{:?}", passage.kind));
        all.extend(passage.speaker.iter().map(ToString::to_string));
        all.extend(passage.texts().map(|(_, text)| text.content.to_string()));
    }
    all.join("\n")
}

/// A word that no marks stand in, each unlike all others by its number.
fn numbered(words: &[String]) -> Vec<String> {
    let words = words.iter().enumerate();
    words.map(|(at, word)| format!("{word}x{at}x")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn markdown_keeps_every_word(
        words in prop::collection::vec("[a-z]{3,6}|[中文市场波动]{2,4}", 1..12),
        frames in prop::collection::vec(
            prop::sample::select(vec![
                ("", "\n\n"), ("# ", "\n\n"), ("> ", "\n\n"), ("- ", "\n"), ("1. ", "\n"),
                ("**", "**\n\n"), ("==", "== "), ("**", "（A）：** "), ("$", " "), ("> [!NOTE] ", "\n\n"),
                ("`", "` "), ("| ", " |\n|-|\n\n"), ("    ", "\n\n"), ("o ", "\n\n"), ("作者：", "\n\n"),
                ("<b>", "</b> "), ("$5 ", " **"), ("~~", "~~ "), ("[^1] ", "\n"), ("&amp;", " "),
            ]),
            12,
        ),
        name in prop::sample::select(vec!["n.md", "n.txt"]),
    ) {
        let words = numbered(&words);
        let framed = words.iter().zip(&frames);
        let pieces = framed.flat_map(|(word, (open, close))| [*open, word, *close]);
        let text: String = pieces.collect();
        let note = parse(text.as_bytes(), name).expect("a note");
        assert_sound(&note);
        let shown = shown(&note);
        let is_aside = note.diagnostics.iter().any(|found| {
            matches!(found.kind, DiagnosticKind::SetAside { .. })
        });
        for word in words {
            prop_assert!(is_aside || shown.contains(&word), "{} of {:?}", word, text);
        }
    }

    #[test]
    fn front_matter_keeps_every_value(
        keys in prop::collection::vec("title|author|source|summary|series|tags|custom|日期|x", 1..6),
        quote in prop::sample::select(vec!["", "'", "\""]),
    ) {
        let values = numbered(&keys);
        let lines = keys.iter().zip(&values);
        let lines = lines.flat_map(|(key, value)| [key, ": ", quote, value, quote, "\n"]);
        let lines: String = lines.collect();
        let note = parse(format!("---\n{lines}---\n正文。\n").as_bytes(), "n.md").expect("a note");
        assert_sound(&note);
        let shown = shown(&note);
        let has = |value: &&String| shown.contains(*value) || format!("{:?}", note.diagnostics).contains(*value);
        // A key that is written twice has two values and is said to be so.
        let is_double = |key: &String| keys.iter().filter(|other| *other == key).count() > 1;
        for (key, value) in keys.iter().zip(&values) {
            prop_assert!(is_double(key) || has(&value), "{} of {}", value, lines);
        }
    }

    #[test]
    fn every_encoding_gives_the_same_note(text in "[a-z ，。市场波动率下行回补\n]{40,120}") {
        let text = format!("波动率控制基金周三卖出股票。{text}");
        let plain = parse(text.as_bytes(), "n.txt").expect("a note");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let note = parse(&wide, "n.txt").expect("a note");
        prop_assert_eq!(&plain.passages, &note.passages);
        prop_assert_eq!(note.metadata.encoding, "UTF-16LE");
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
