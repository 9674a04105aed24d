//! The calls of site generators in Markdown: Hugo's `{{< … >}}` and `{{% … %}}`, Jekyll's `{% … %}`.
//!
//! Pictures, links, code and comments become what they mean. Of every other call the words that
//! it shows stay, such as a title; what stands between its opening and its end is text. A call
//! that stands alone and is not known stays as written, as code. Nothing is ever run.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::code;

/// Bytes of the longest call.
const LONGEST: usize = 2_000;

/// Parameters that say how something looks, or where a program finds it.
const SILENT: &[&str] = &[
    "color", "colour", "class", "style", "id", "width", "height", "align", "type", "icon", "lang",
    "language", "theme", "size", "target", "rel", "loading", "command", "options", "weight",
];

/// Jekyll's calls that only steer what is built around them.
const STEERING: &[&str] = &[
    "if",
    "elsif",
    "else",
    "unless",
    "for",
    "case",
    "when",
    "assign",
    "capture",
    "raw",
    "break",
    "continue",
    "increment",
    "decrement",
    "tablerow",
    "cycle",
];

/// A body with its calls unwrapped; lines stay where they are.
pub(super) fn unwrap(body: &str) -> Cow<'_, str> {
    if !["{{<", "{{%", "{%"].iter().any(|sign| body.contains(sign)) {
        return Cow::Borrowed(body);
    }
    let calls = calls(body);
    let closed: HashSet<&str> = calls
        .iter()
        .filter(|call| call.is_close)
        .map(|call| call.name)
        .collect();
    let mut text = String::with_capacity(body.len());
    let mut from = 0;
    for call in &calls {
        text.push_str(body.get(from..call.range.start).unwrap_or_default());
        let written = body.get(call.range.clone()).unwrap_or_default();
        let place = Place::of(body, &call.range);
        let shown = call.shown(closed.contains(call.name), place);
        text.push_str(&shown.replace('\n', " "));
        text.extend(written.chars().filter(|&c| c == '\n'));
        from = call.range.end;
    }
    text.push_str(body.get(from..).unwrap_or_default());
    Cow::Owned(text)
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is all of its lines.
    OwnLine,
    /// It is the address of a link.
    Address,
    Text,
}

impl Place {
    fn of(body: &str, range: &Range<usize>) -> Self {
        let before = body.get(..range.start).unwrap_or_default();
        let after = body.get(range.end..).unwrap_or_default();
        if before.ends_with("](") {
            return Self::Address;
        }
        let opens = before.trim_end_matches([' ', '\t']);
        let closes = after.trim_start_matches([' ', '\t']);
        let is_alone = (opens.is_empty() || opens.ends_with('\n'))
            && (closes.is_empty() || closes.starts_with('\n'));
        if is_alone { Self::OwnLine } else { Self::Text }
    }
}

/// One call.
#[derive(Debug, PartialEq)]
struct Call<'a> {
    range: Range<usize>,
    name: &'a str,
    is_close: bool,
    /// Key, if it has one, and value, its quotation marks taken off.
    parameters: Vec<(Option<&'a str>, &'a str)>,
    /// Between the signs, as written.
    inner: &'a str,
}

impl Call<'_> {
    fn shown(&self, is_paired: bool, place: Place) -> String {
        match self.name {
            "comment" => String::from(if self.is_close { "-->" } else { "<!--" }),
            "highlight" if place == Place::OwnLine => self.fence(),
            _ if self.is_close => String::new(),
            "figure" | "img" | "image" | "imgproc" | "picture" => self.picture(),
            "ref" | "relref" | "link" | "post_url" => self.first().to_owned(),
            name if STEERING.contains(&name) => String::new(),
            // Another file's text is not here, and its name is nobody's words.
            "include" | "include_relative" | "include_cached" if self.parameters.len() == 1 => {
                String::new()
            }
            _ if place == Place::Address => self.first().to_owned(),
            _ => self.words(is_paired, place),
        }
    }

    fn fence(&self) -> String {
        let language = if self.is_close { "" } else { self.first() };
        format!("```{language}")
    }

    fn first(&self) -> &str {
        self.parameters.first().map_or("", |(_, value)| value)
    }

    fn named(&self, names: &[&str]) -> Option<&str> {
        let mut found = names.iter().filter_map(|name| {
            let mut all = self.parameters.iter();
            all.find(|(key, _)| *key == Some(*name))
        });
        found.next().map(|(_, value)| *value)
    }

    /// A picture with its words, then what else is said of it.
    fn picture(&self) -> String {
        let target = self
            .named(&["src", "link", "url", "path"])
            .unwrap_or_else(|| self.first());
        let mut words: Vec<&str> = Vec::new();
        for name in ["alt", "caption", "title", "attr"] {
            words.extend(self.named(&[name]).filter(|word| !words.contains(word)));
        }
        let mut words = words.into_iter();
        let mut text = format!("![{}](<{target}>)", words.next().unwrap_or_default());
        for word in words {
            let _ = write!(text, " {word}");
        }
        text
    }

    /// The words that a call shows; a call alone that is not known is shown as code.
    fn words(&self, is_paired: bool, place: Place) -> String {
        let shown = |(key, value): &&(Option<&str>, &str)| {
            let is_loud = key.is_none_or(|key| !SILENT.contains(&key));
            is_loud && value.chars().any(char::is_alphabetic)
        };
        if !is_paired {
            let has_words = self.parameters.iter().any(|parameter| shown(&parameter));
            return if has_words {
                format!("`` {} ``", self.inner)
            } else {
                String::new()
            };
        }
        let words: Vec<&str> = self
            .parameters
            .iter()
            .filter(shown)
            .map(|(_, value)| *value)
            .collect();
        match (words.join(" "), place) {
            (words, _) if words.is_empty() => words,
            // The text goes on in the next line.
            (words, Place::OwnLine) => format!("**{words}**  "),
            (words, _) => format!("**{words}** "),
        }
    }
}

/// The calls of a body outside code, in order.
fn calls(body: &str) -> Vec<Call<'_>> {
    let code = code::ranges(body);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_sign(body, from) {
        let call = (!code::is_inside(&code, at))
            .then(|| call(body, at))
            .flatten();
        from = call.as_ref().map_or(at + 2, |call| call.range.end);
        found.extend(call);
    }
    found
}

/// The next byte from one on at which a call may begin.
fn next_sign(body: &str, from: usize) -> Option<usize> {
    let mut braces = body.get(from..)?.match_indices('{');
    braces.find_map(|(at, _)| {
        let rest = body.get(from + at..)?;
        let is_sign = ["{{<", "{{%", "{%"]
            .iter()
            .any(|sign| rest.starts_with(sign));
        is_sign.then_some(from + at)
    })
}

/// The call that begins at a byte.
fn call(body: &str, at: usize) -> Option<Call<'_>> {
    let end = body.floor_char_boundary((at + LONGEST).min(body.len()));
    let rest = body.get(at..end)?;
    let (open, close) = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))?;
    let inner = rest.get(open.len()..)?;
    let inner = inner.get(..inner.find(close)?)?;
    // A blank line or another call ends it before its end: it is text.
    if inner.contains("\n\n") || inner.contains("{{") || inner.trim_start().starts_with("/*") {
        return None;
    }
    let range = at..at + open.len() + inner.len() + close.len();
    let inner = inner.trim_matches('-').trim();
    let (is_close, named) = match inner.strip_prefix('/') {
        Some(named) => (true, named.trim_start()),
        None => (false, inner),
    };
    let length = named.find(char::is_whitespace).unwrap_or(named.len());
    let (name, rest) = named.split_at_checked(length)?;
    let ended = name
        .strip_prefix("end")
        .filter(|rest| open == "{%" && !rest.is_empty());
    Some(Call {
        range,
        name: ended.unwrap_or(name),
        is_close: is_close || ended.is_some(),
        parameters: parameters(rest.trim_end_matches('/')),
        inner,
    })
}

fn parameters(mut rest: &str) -> Vec<(Option<&str>, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '`'));
        let (word, after) = rest
            .split_at_checked(end.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        let key = after.strip_prefix('=').filter(|_| !word.is_empty());
        let (value, after) = match key {
            Some(after) => value(after),
            None if word.is_empty() => value(rest.trim_start_matches('=')),
            None => (word, after),
        };
        found.push((key.map(|_| word), value));
        rest = after;
    }
}

/// A value with or without quotation marks, and what stands behind it.
fn value(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    for quote in ['"', '\'', '`'] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_calls_become_what_they_mean() {
        for (body, text) in [
            (
                "{{< figure src=\"a.png\" alt=\"图\" caption=\"说明\" >}}",
                "![图](<a.png>) 说明",
            ),
            (
                "{{< figure\n  src=\"a.png\"\n>}}\n后",
                "![](<a.png>)\n\n\n后",
            ),
            ("[甲]({{< ref \"a.md\" >}})", "[甲](a.md)"),
            ("[甲]({% post_url 2026-01-02-a %})", "[甲](2026-01-02-a)"),
            (
                "{% highlight rust %}\nlet a;\n{% endhighlight %}",
                "```rust\nlet a;\n```",
            ),
            ("{% comment %}x{% endcomment %}y", "<!--x-->y"),
            ("{%- if a -%}甲{% else %}乙{%- endif -%}", "甲乙"),
            ("{% include toc.html %}正文", "正文"),
            ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ] {
            assert_eq!(unwrap(body), text, "{body}");
        }
    }

    #[test]
    fn other_calls_leave_their_words() {
        for (body, text) in [
            (
                "{{< alert color=\"warning\" title=\"注意\" >}}\n正文\n{{< /alert >}}",
                "**注意**  \n正文\n",
            ),
            ("{{% pageinfo %}}正文{{% /pageinfo %}}", "正文"),
            ("{{< toc >}}", ""),
            ("看 {{< youtube w7Ft2 >}}。", "看 `` youtube w7Ft2 ``。"),
            (
                "{% include a.html caption='图 1' %}",
                "`` include a.html caption='图 1' ``",
            ),
        ] {
            assert_eq!(unwrap(body), text, "{body}");
        }
    }

    #[test]
    fn code_and_what_is_no_call_stay() {
        for body in [
            "`{{< a >}}`",
            "```\n{% if x %}\n```",
            "{{ site.url }}",
            "{{< never closed",
            "{{</* shown */>}}",
            "{{< a\n\nb >}}",
            "涨了 {5%}",
        ] {
            assert_eq!(unwrap(body), body);
        }
    }

    #[test]
    fn parameters_have_keys_and_quotes_or_neither() {
        let found = parameters(" a b=\"c d\" 'e f' g=h");
        let expected = [
            (None, "a"),
            (Some("b"), "c d"),
            (None, "e f"),
            (Some("g"), "h"),
        ];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn lines_stay_where_they_are(body in "[{}<>%/a\"= \n`-]{0,60}") {
            let text = unwrap(&body);
            prop_assert_eq!(text.matches('\n').count(), body.matches('\n').count());
        }
    }
}
