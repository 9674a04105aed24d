//! The `[!NOTE]` that makes a callout of a quotation, as a word for the reader.

use crate::model::{Emphasis, Span};

use super::super::inline::Finished;

/// Longer words in brackets are no name of a callout.
const LONGEST: usize = 16;

/// Turns the sign at the head of a quotation into its first line: `Note`.
pub(super) fn name(text: &mut Finished) {
    let Some((word, length)) = sign(&text.content) else {
        return;
    };
    let name = titled(word);
    text.cut_front(length);
    let is_alone = text.content.is_empty();
    text.prefix(if is_alone { "" } else { "\n" });
    text.prefix(&name);
    let range = 0..name.len();
    let emphasis = Emphasis::Strong;
    text.spans.insert(0, Span { range, emphasis });
}

/// The word of a sign, and the bytes that the sign takes, with the `+` or `-` of a folded one.
fn sign(text: &str) -> Option<(&str, usize)> {
    let (word, rest) = text.strip_prefix("[!")?.split_once(']')?;
    let is_word = word.chars().all(|c| c.is_alphabetic() || c == '-');
    let fits = (1..=LONGEST).contains(&word.chars().count());
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_word && fits && apart).then(|| (word, text.len() - rest.len()))
}

/// The first letter great, the others small.
fn titled(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(content: &str) -> Finished {
        let mut text = Finished {
            content: content.to_owned(),
            spans: Vec::new(),
        };
        name(&mut text);
        text
    }

    #[test]
    fn signs_become_first_lines() {
        for (content, expected) in [
            ("[!NOTE] 正文", "Note\n正文"),
            ("[!warning]\nBody", "Warning\nBody"),
            ("[!tip]- Folded", "Tip\nFolded"),
            ("[!注意] 正文", "注意\n正文"),
            ("[!NOTE]", "Note"),
        ] {
            let text = named(content);
            assert_eq!(text.content, expected);
            assert_eq!(text.spans[0].emphasis, Emphasis::Strong);
        }
    }

    #[test]
    fn other_brackets_stay() {
        for content in ["[!] x", "[note] x", "[!NOTE]x", "[!a b] x", "text [!NOTE]"] {
            let text = named(content);
            assert_eq!(text.content, content);
            assert!(text.spans.is_empty());
        }
    }
}
