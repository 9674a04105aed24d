//! The addresses of links behind their words, since printed text cannot be followed.

use std::borrow::Cow;

use crate::model::{Emphasis, Span, Text};

/// A text with the address of each link behind it in angle brackets, unless the words say it.
pub(super) fn written(text: &Text) -> Cow<'_, Text> {
    let mut shown: Vec<(usize, String)> = text
        .spans
        .iter()
        .filter_map(|span| Some((span.range.end, address(text, span)?)))
        .collect();
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.sort_by_key(|(at, _)| *at);
    let mut content = String::with_capacity(text.content.len() + shown.len() * 40);
    let mut from = 0;
    for (at, address) in &shown {
        content.push_str(text.content.get(from..*at).unwrap_or_default());
        content.push_str(address);
        from = *at;
    }
    content.push_str(text.content.get(from..).unwrap_or_default());
    // A span that ends at a link ends before its address; one around the link has it inside.
    let moved = |place: usize, is_end: bool| {
        let before = shown
            .iter()
            .filter(|(at, _)| *at < place || (*at == place && !is_end));
        place + before.map(|(_, address)| address.len()).sum::<usize>()
    };
    let spans = text.spans.iter().map(|span| Span {
        range: moved(span.range.start, false)..moved(span.range.end, true),
        emphasis: span.emphasis.clone(),
    });
    Cow::Owned(Text {
        language: text.language,
        spans: spans.collect(),
        content: content.into(),
    })
}

/// What stands behind a link: nothing for its own address, a place in the note, or data.
fn address(text: &Text, span: &Span) -> Option<String> {
    let Emphasis::Link(target) = &span.emphasis else {
        return None;
    };
    let words = text.content.get(span.range.clone())?;
    let bare = |address: &str| {
        let address = address.trim_end_matches('/');
        let address = address
            .strip_prefix("https://")
            .or(address.strip_prefix("http://"))
            .unwrap_or(address);
        address
            .strip_prefix("mailto:")
            .unwrap_or(address)
            .to_owned()
    };
    let is_silent = target.is_empty() || target.starts_with('#') || target.starts_with("data:");
    (!is_silent && bare(words.trim()) != bare(target)).then(|| format!(" <{target}>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn linked(content: &str, words: &str, target: &str) -> Text {
        let start = content.find(words).unwrap();
        let emphasis = Emphasis::Link(target.to_owned());
        Text {
            spans: vec![Span {
                range: start..start + words.len(),
                emphasis,
            }],
            ..Text::plain(Language::En, content)
        }
    }

    #[test]
    fn addresses_stand_behind_words() {
        for (words, target, expected) in [
            (
                "the note",
                "https://x.y/z",
                "see the note <https://x.y/z> today",
            ),
            ("x.y/z", "https://x.y/z/", "see x.y/z today"),
            ("here", "#section", "see here today"),
            ("here", "data:image/png;base64,AAAA", "see here today"),
        ] {
            let text = linked(&format!("see {words} today"), words, target);
            assert_eq!(&*written(&text).content, expected);
        }
    }

    #[test]
    fn spans_keep_their_words() {
        let mut text = linked("see the note today", "the note", "u");
        text.spans.insert(
            0,
            Span {
                range: 0..18,
                emphasis: Emphasis::Strong,
            },
        );
        text.spans.push(Span {
            range: 13..18,
            emphasis: Emphasis::Code,
        });
        let text = written(&text);
        let parts: Vec<&str> = text
            .spans
            .iter()
            .map(|span| &text.content[span.range.clone()])
            .collect();
        assert_eq!(parts, ["see the note <u> today", "the note", "today"]);
    }
}
