//! Notes of any kinds, texts and spans come back.

use proptest::prelude::*;

use super::difference;
use crate::model::{
    Alignment, Emphasis, Language, Metadata, MetadataValue, Note, Pair, Passage, PassageKind, Span,
    Text,
};

/// Pieces that are markup somewhere.
const PIECES: &[&str] = &[
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "<b>",
    "</details>",
    "<!--",
    "&amp;",
    "&",
    "$5",
    "$",
    "~",
    "~~",
    "==",
    "=",
    "|",
    "\\",
    "# ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    ">",
    "!",
    "%%",
    "{{<",
    "{%",
    "^id",
    "```",
    "[^1]",
    " ",
    "  ",
    "“词”",
    "词",
    "word",
    "https://a.b/c",
    "---",
    "，",
    "。",
    "—",
    "😀",
    "\u{3000}",
    "\\*",
    "<https://x.y>",
    "[[a]]",
    ";",
];

/// A text on one line that is Chinese whatever its pieces are.
fn line() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..8);
    pieces.prop_map(|pieces| format!("市场，波动率回落了{}做市商周三买入", pieces.concat()))
}

/// Lines that begin with pieces.
fn lines() -> impl Strategy<Value = String> {
    let begun = (prop::sample::select(PIECES), line());
    let begun = begun.prop_map(|(piece, line)| format!("{piece}{line}"));
    (line(), prop::collection::vec(begun, 0..3)).prop_map(|(first, rest)| {
        let mut lines = vec![first];
        lines.extend(rest);
        lines.join("\n")
    })
}

fn emphasis() -> impl Strategy<Value = Emphasis> {
    let target = prop::sample::select(vec![
        "http://a.b/c_d(e)",
        "a b.md",
        "x?y=$1&amp;z",
        "<>",
        "a\\b",
        "[x]",
        "`c`|*d*",
    ]);
    prop_oneof![
        Just(Emphasis::Strong),
        Just(Emphasis::Emphasis),
        Just(Emphasis::Strikethrough),
        Just(Emphasis::Highlight),
        target.prop_map(|target| Emphasis::Link(target.to_owned())),
        Just(Emphasis::Code),
    ]
}

/// Spans over a text, none of which crosses another.
fn with_spans(content: String, wanted: &[(usize, usize, Emphasis)]) -> Text {
    let places: Vec<usize> = content
        .char_indices()
        .map(|(at, _)| at)
        .chain([content.len()])
        .collect();
    let mut spans: Vec<Span> = Vec::new();
    for (one, other, emphasis) in wanted {
        let at = |place: usize| places[place % places.len()];
        let range = at(*one).min(at(*other))..at(*one).max(at(*other));
        // Code ends its paragraph's other spans: nothing is set off inside of it, and no line ends.
        let inner = &content[range.clone()];
        let fits = spans.iter().all(|span| {
            let apart = span.range.end <= range.start || range.end <= span.range.start;
            let inside = span.range.start <= range.start
                && range.end <= span.range.end
                && span.range != range;
            apart || (inside && span.emphasis != Emphasis::Code)
        });
        let is_text = inner.trim() == inner && !inner.is_empty();
        if fits && is_text && !(*emphasis == Emphasis::Code && inner.contains('\n')) {
            spans.push(Span {
                range,
                emphasis: emphasis.clone(),
            });
        }
    }
    spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    Text {
        spans,
        ..Text::plain(Language::Hans, content)
    }
}

fn text(content: impl Strategy<Value = String>) -> impl Strategy<Value = Text> {
    let spans = prop::collection::vec((0..60_usize, 0..60_usize, emphasis()), 0..4);
    (content, spans).prop_map(|(content, spans)| with_spans(content, &spans))
}

fn of(kind: PassageKind, text: Text) -> Passage {
    let mut passage = Passage::new(kind);
    passage.set(text);
    passage
}

fn block() -> impl Strategy<Value = Passage> {
    let marker = prop::sample::select(vec!["•", "☐", "☑", "1.", "2.", "7."]);
    let item = (0..4_u8, marker).prop_map(|(depth, marker)| PassageKind::List {
        depth,
        marker: marker.to_owned(),
    });
    let sides = vec![Alignment::Left, Alignment::Centre, Alignment::Right];
    let table = (
        prop::collection::vec(prop::sample::select(sides), 1..4),
        1..4_usize,
        line(),
    );
    let table = table.prop_map(|(sides, rows, cell)| {
        let row = vec![cell; sides.len()].join("\t");
        of(
            PassageKind::Table(sides),
            Text::plain(Language::Hans, vec![row; rows].join("\n")),
        )
    });
    let code = (
        lines(),
        prop::sample::select(vec![None, Some("rust"), Some("a b")]),
    );
    let code = code.prop_map(|(code, language)| {
        of(
            PassageKind::Code(language.map(str::to_owned)),
            Text::plain(Language::Hans, code),
        )
    });
    prop_oneof![
        4 => text(lines()).prop_map(|text| of(PassageKind::Prose, text)),
        2 => ((1..=6_u8), text(line())).prop_map(|(level, text)| of(PassageKind::Heading(level), text)),
        2 => ((1..4_u8), text(lines())).prop_map(|(depth, text)| of(PassageKind::Quote(depth), text)),
        4 => (item, text(lines())).prop_map(|(kind, text)| of(kind, text)),
        1 => table,
        1 => code,
        1 => Just(Passage::new(PassageKind::Rule)),
    ]
}

/// A translation below a paragraph, as a transcript has it.
fn folded(mut passage: Passage) -> Passage {
    let takes = matches!(
        passage.kind,
        PassageKind::Prose | PassageKind::Quote(_) | PassageKind::List { .. }
    );
    if takes {
        passage.en = Some(Text::plain(
            Language::En,
            "The market fell and * dealers # were buying",
        ));
        passage.pair = Some(Pair::Marked);
    }
    passage
}

fn value() -> impl Strategy<Value = MetadataValue> {
    let text = prop_oneof![
        line(),
        lines(),
        "[ -~中]{0,12}",
        "[0-9:.-]{1,10}",
        "yes|no|null|~|true|<<|---|- a"
    ];
    let leaf =
        prop_oneof![4 => text.prop_map(MetadataValue::Text), 1 => Just(MetadataValue::Empty)];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let key = "[a-z中: #-]{1,8}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(MetadataValue::List),
            prop::collection::btree_map(key, inner, 0..3)
                .prop_map(|map| MetadataValue::Map(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_passages_come_back(passages in prop::collection::vec((block(), any::<bool>()), 1..6)) {
        let translated = |(passage, is_folded)| if is_folded { folded(passage) } else { passage };
        let passages = passages.into_iter().map(translated).collect();
        let metadata = Metadata { title: String::from("题"), ..Metadata::default() };
        let note = Note { metadata, passages, ..Note::default() };
        prop_assert_eq!(difference(&note), None, "{}", super::super::markdown(&note));
    }

    #[test]
    fn any_metadata_comes_back(
        values in prop::collection::vec(value(), 0..5),
        texts in prop::collection::vec("[ -_a-z{|}中：，]{0,16}", 4),
        tags in prop::collection::vec("[!-~中]{1,8}", 0..4),
    ) {
        let text = |at: usize| Some(texts[at].trim().to_owned()).filter(|text| !text.is_empty() && !text.contains(['`', '"', '*', '=']));
        let mut seen = std::collections::HashSet::new();
        let tags = tags.iter().map(|tag| tag.trim_start_matches('#').to_owned());
        let metadata = Metadata {
            title: text(0).unwrap_or_else(|| String::from("题")),
            source: text(1),
            series: text(2),
            summary: text(3),
            tags: tags.filter(|tag| !tag.is_empty() && seen.insert(tag.clone())).collect(),
            other: values.into_iter().enumerate().map(|(at, value)| (format!("key{at}"), value)).collect(),
            ..Metadata::default()
        };
        let note = Note {
            metadata,
            passages: vec![of(PassageKind::Prose, Text::plain(Language::Hans, "正文在这里，说的是周三的收盘。"))],
            ..Note::default()
        };
        prop_assert_eq!(difference(&note), None, "{}", super::super::markdown(&note));
    }
}
