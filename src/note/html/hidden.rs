//! Elements that a page itself hides: boxes not yet opened, words for machines.
//!
//! Told by attributes alone; no style sheet is read.

use std::ops::Range;

use super::scan::{Tag, Token, tokens};

/// Elements whose end may be left out, which have none, or which hold the whole page: such a page
/// waits for its script, and its text is meant to be read.
const NEVER: &[&str] = &[
    "html", "body", "main", "article", "p", "li", "td", "th", "tr", "dt", "dd", "option", "br",
    "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
    "param", "script", "style", "template", "noscript",
];

/// Elements that are boxes; on words, `aria-hidden` is for the ear and not for the eye.
const BOXES: &[&str] = &[
    "div", "section", "aside", "nav", "header", "footer", "form", "ul", "dialog",
];

/// The hidden stretches of a page, as numbers of its tokens, in order. What never closes is not
/// hidden.
pub(super) fn stretches(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String, usize)> = None;
    for (at, token) in tokens(html).enumerate() {
        let Token::Tag(tag) = token else { continue };
        match &mut open {
            Some((start, name, depth)) if tag.name == *name => {
                if !tag.is_close {
                    *depth += usize::from(!tag.is_empty);
                } else if *depth > 1 {
                    *depth -= 1;
                } else {
                    found.push(*start..at + 1);
                    open = None;
                }
            }
            None if is_hidden(&tag) => open = Some((at, tag.name.clone(), 1)),
            _ => {}
        }
    }
    found
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    if tag.is_close || tag.is_empty || NEVER.contains(&tag.name.as_str()) {
        return false;
    }
    let is_unshown = || {
        let style = tag.attribute("style").unwrap_or_default();
        let style: String = style.split_whitespace().collect();
        style.to_ascii_lowercase().contains("display:none")
    };
    let is_unheard = || {
        let value = tag.attribute("aria-hidden");
        BOXES.contains(&tag.name.as_str()) && value.as_deref() == Some("true")
    };
    tag.attribute("hidden").is_some() || is_unshown() || is_unheard()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_boxes_are_told_by_their_attributes() {
        for (html, found) in [
            (
                "<div style='color:red; display : none'>x</div>y",
                Some(0..3),
            ),
            ("<div hidden><div>x</div></div>y", Some(0..5)),
            ("a<span hidden>x</span>", Some(1..4)),
            ("<div aria-hidden=\"true\">x</div>", Some(0..3)),
            ("<span aria-hidden=\"true\">¥</span>5", None),
            ("<body style='display:none'>x</body>", None),
            ("<div hidden>x", None),
            ("<div data-x=hidden>x</div>", None),
        ] {
            assert_eq!(stretches(html), Vec::from_iter(found), "{html}");
        }
    }
}
