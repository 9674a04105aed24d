//! Keys of every type in every field.

use jiff::civil::date;

use super::super::front_matter::split;
use super::{is_known, read};
use crate::model::{DiagnosticKind, Metadata, MetadataValue};

fn metadata(keys: &str) -> (Metadata, Vec<DiagnosticKind>) {
    let source = format!("---\n{keys}\n---\n");
    let (metadata, diagnostics) = read(split(&source).keys);
    (
        metadata,
        diagnostics.into_iter().map(|found| found.kind).collect(),
    )
}

/// The key, what was expected and what was found, of each odd type.
fn odd(kinds: &[DiagnosticKind]) -> Vec<(&str, &str, &str)> {
    let types = kinds.iter().filter_map(|kind| match kind {
        DiagnosticKind::UnexpectedType {
            key,
            expected,
            found,
            ..
        } => Some((&**key, *expected, *found)),
        _ => None,
    });
    types.collect()
}

#[test]
fn usual_keys_fill_their_fields() {
    let (metadata, kinds) = metadata(
        "title: 标题\ndate: '2026-02-09'\ntags: [a, b, a]\nspeaker: S\nguest: ''\nauthor: A\n\
         source: https://x.y\nsummary: 摘要\nseries: null\ncategory: C\narea: finance\ndraft: true",
    );
    assert_eq!(kinds, []);
    assert_eq!(metadata.title, "标题");
    assert_eq!(metadata.date, Some(date(2026, 2, 9)));
    assert_eq!(metadata.tags, ["a", "b"]);
    assert_eq!(metadata.speaker.as_deref(), Some("S"));
    assert_eq!(metadata.guest, None);
    assert_eq!(metadata.series, None);
    assert_eq!(metadata.category.as_deref(), Some("C"));
    let other = [
        ("area".to_owned(), MetadataValue::Text("finance".into())),
        ("draft".to_owned(), MetadataValue::Text("true".into())),
    ];
    assert_eq!(metadata.other, other);
}

#[test]
fn other_spellings_fill_what_is_free() {
    let (metadata, kinds) = metadata(
        "url: https://b\nsource: https://a\n标题: 题\nauthors: [甲, 乙]\n日期: 2026年2月9日\nKeywords: [x]",
    );
    assert_eq!(kinds, []);
    assert_eq!(metadata.source.as_deref(), Some("https://a"));
    assert_eq!(
        metadata.other,
        [("url".into(), MetadataValue::Text("https://b".into()))]
    );
    assert_eq!(metadata.title, "题");
    assert_eq!(metadata.credits.author.as_deref(), Some("甲, 乙"));
    assert_eq!(metadata.date, Some(date(2026, 2, 9)));
    assert_eq!(metadata.tags, ["x"]);
    assert!(is_known("分类") && is_known("URL") && !is_known("area"));
}

#[test]
fn tags_of_odd_types_are_bent_into_a_list() {
    for (keys, tags, found) in [
        ("tags: a, b，c", vec!["a", "b", "c"], "text"),
        ("tags: '#vol #rates'", vec!["vol", "rates"], "text"),
        ("tags: 2026", vec!["2026"], "a number"),
        ("tags:", vec![], "nothing"),
        ("tags: {a: b}", vec!["a: b"], "a mapping"),
        ("tags: [a, [b, c]]", vec!["a", "b", "c"], "a list"),
        ("tags: [a, null]", vec!["a"], "nothing"),
    ] {
        let (metadata, kinds) = metadata(keys);
        assert_eq!(metadata.tags, tags, "{keys}");
        assert_eq!(odd(&kinds).first().map(|odd| odd.2), Some(found), "{keys}");
    }
}

#[test]
fn dates_of_odd_types_are_read_or_kept() {
    let (read, kinds) = metadata("date: 20260209");
    assert_eq!(read.date, Some(date(2026, 2, 9)));
    assert_eq!(odd(&kinds), [("date", "a date", "a number")]);
    let (read, kinds) = metadata("date: [2026-02-09, 2026-02-10]");
    assert_eq!(read.date, Some(date(2026, 2, 9)));
    assert_eq!(odd(&kinds), [("date", "a date", "a list")]);
    let (read, kinds) = metadata("date: next Tuesday");
    assert_eq!(read.date, None);
    let invalid = DiagnosticKind::InvalidDate {
        key: "date".into(),
        value: "next Tuesday".into(),
    };
    assert_eq!(kinds, [invalid]);
    assert_eq!(read.other.len(), 1, "what was written is kept");
    let (read, kinds) = metadata("date:");
    assert_eq!((read.date, kinds.len()), (None, 0));
}

#[test]
fn texts_of_odd_types_are_joined() {
    let (read, kinds) = metadata("title: [a, b]\nspeaker: [x, y]\nsummary: {k: v}");
    assert_eq!(read.title, "a, b");
    assert_eq!(read.speaker.as_deref(), Some("x, y"));
    assert_eq!(read.summary.as_deref(), Some("k: v"));
    let odd = odd(&kinds);
    assert_eq!(
        odd,
        [
            ("title", "text", "a list"),
            ("summary", "text", "a mapping")
        ]
    );
}

#[test]
fn unknown_values_keep_their_shape() {
    let (read, _) = metadata("menu: {main: {weight: 10}}\nlist: [1, ~, x]\nempty:");
    let text = |text: &str| MetadataValue::Text(text.into());
    let weight = MetadataValue::Map(vec![("weight".into(), text("10"))]);
    let expected = [
        (
            "menu".into(),
            MetadataValue::Map(vec![("main".into(), weight)]),
        ),
        (
            "list".into(),
            MetadataValue::List(vec![text("1"), MetadataValue::Empty, text("x")]),
        ),
        ("empty".into(), MetadataValue::Empty),
    ];
    assert_eq!(read.other, expected);
}

#[test]
fn escapes_of_yaml_bring_no_control_characters() {
    let (read, _) = metadata("title: \"a\\eb\"\ntags: [\"\\x07\"]\n\"k\\e\": \"\\u202e\"");
    let all = format!("{read:?}");
    assert!(!all.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{all}");
}

#[test]
fn titles_and_summaries_are_plain_text() {
    for (written, plain) in [
        ("'**要点**：看多'", "要点：看多"),
        ("'a **b** and `c` and ==d=='", "a b and c and d"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("'**不成对'", "**不成对"),
        ("|\n  - **a**\n  - b", "- **a**\n- b"),
    ] {
        let (metadata, _) = metadata(&format!("summary: {written}"));
        assert_eq!(metadata.summary.as_deref(), Some(plain), "{written}");
    }
    let (metadata, _) = metadata("title: '**粗**标题'");
    assert_eq!(metadata.title, "粗标题");
}

#[test]
fn those_who_made_it_are_named_in_both_languages() {
    for keys in [
        "translator: 甲\neditor: 乙\noriginal_title: The Slow Buyer",
        "Translated-By: 甲\nedited by: 乙\nOriginal Title: The Slow Buyer",
        "译者: 甲\n编辑: 乙\n原题: The Slow Buyer",
        "譯者: 甲\n責任編輯: 乙\n原標題: The Slow Buyer",
    ] {
        let (metadata, kinds) = metadata(keys);
        assert_eq!(kinds, [], "{keys}");
        assert_eq!(metadata.credits.translator.as_deref(), Some("甲"), "{keys}");
        assert_eq!(metadata.credits.editor.as_deref(), Some("乙"), "{keys}");
        let original = metadata.original_title.as_deref();
        assert_eq!(original, Some("The Slow Buyer"), "{keys}");
        assert!(metadata.other.is_empty(), "{keys}");
    }
}

#[test]
fn quotation_marks_that_an_export_escaped_are_plain() {
    for (written, title) in [
        (r#"\"周报：缺口\""#, "周报：缺口"),
        (r#"说\"不\"的人"#, "说\"不\"的人"),
        (r#"'\"a\" and \"b\"'"#, "\"a\" and \"b\""),
        (r#""a \"b\"""#, "a \"b\""),
    ] {
        let (metadata, _) = metadata(&format!("title: {written}"));
        assert_eq!(metadata.title, title, "{written}");
    }
}
