//! The attributes of kramdown and Hugo, `{#id}`, `{.class}` and `{: .note }`, which say how a block
//! looks: taken out where they end a heading or are a line by themselves.
//!
//! Other braces are text, and so is what stands in code.

use std::borrow::Cow;

use super::code;

/// A body without attributes; lines stay where they are.
pub(super) fn strip(body: &str) -> Cow<'_, str> {
    if !["{:", "{#", "{."].iter().any(|sign| body.contains(sign)) {
        return Cow::Borrowed(body);
    }
    let code = code::ranges(body);
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_end();
        let place = bare
            .rfind('{')
            .filter(|open| !code::is_inside(&code, at + open));
        let kept = place.and_then(|open| {
            let (before, attributes) = bare.split_at_checked(open)?;
            let marks = before.trim_start_matches([' ', '>']);
            let is_heading = marks.starts_with('#') && before.ends_with([' ', '\t', '#']);
            let takes = (marks.is_empty() || is_heading) && are_attributes(attributes);
            takes.then(|| before.trim_end())
        });
        text.push_str(kept.unwrap_or(bare));
        text.push_str(line.get(bare.len()..).unwrap_or_default());
        at += line.len();
    }
    Cow::Owned(text)
}

/// Whether braces hold ids, classes, and keys with values, and nothing else.
fn are_attributes(braces: &str) -> bool {
    let inner = braces
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    let Some(inner) = inner else {
        return false;
    };
    let is_sign = |c: char| c.is_ascii_alphanumeric() || " _-.:#=\"'/%;".contains(c);
    if let Some(list) = inner.strip_prefix(':') {
        return list.chars().all(|c| is_sign(c) || c.is_alphanumeric());
    }
    let mut words = inner.split_whitespace();
    let is_name = |word: &str| {
        let name = word.strip_prefix(['#', '.']);
        name.is_some_and(|name| {
            let begins = name.starts_with(char::is_alphabetic);
            begins
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
        })
    };
    inner.starts_with(['#', '.']) && words.all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_go_and_lines_stay() {
        for (body, text) in [
            ("## 题 {#my-id}\n文", "## 题\n文"),
            ("## 题 {#a .b}\n", "## 题\n"),
            ("# T {: .no_toc }\n", "# T\n"),
            ("- toc\n{:toc}\n", "- toc\n\n"),
            ("段。\n{: .note title=\"x y\" }\n", "段。\n\n"),
            ("> 引\n> {: .q}\n", "> 引\n>\n"),
            ("{.mt-5}\n", "\n"),
        ] {
            assert_eq!(strip(body), text, "{body}");
        }
    }

    #[test]
    fn other_braces_are_text() {
        for body in [
            "text {#id}\n",
            "## 题 \\{#id}\n",
            "## 题 {甲}\n",
            "## 题 {#1 的人}\n",
            "`{:toc}`\n",
            "```\n{:toc}\n```\n",
            "{.5 之后}\n",
            "{: 「」}\n",
        ] {
            assert_eq!(strip(body), body);
        }
    }
}
