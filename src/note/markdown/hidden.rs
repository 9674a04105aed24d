//! Makes text of what CommonMark would hide although its writer meant it to be read.
//!
//! Comments that hold paragraphs or never end, scripts that never end, and lines such as `[Speaker 2]: 你好。`, which are
//! definitions of links by the letter of the specification.

use std::borrow::Cow;
use std::collections::HashMap;

/// The body with the sign that hides a stretch escaped; lines stay where they are.
pub(super) fn show(body: &str) -> Cow<'_, str> {
    if !["<!--", "]:", "<s", "<S"]
        .iter()
        .any(|sign| body.contains(sign))
    {
        return Cow::Borrowed(body);
    }
    let escapes = escapes(body);
    if escapes.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut shown = String::with_capacity(body.len() + escapes.len() * 3);
    let mut from = 0;
    for (at, sign) in escapes {
        shown.push_str(body.get(from..at).unwrap_or_default());
        shown.push_str(sign);
        from = at + 1;
    }
    shown.push_str(body.get(from..).unwrap_or_default());
    Cow::Owned(shown)
}

/// Bytes at which a sign is to be replaced, and by what.
fn escapes(body: &str) -> Vec<(usize, &'static str)> {
    let lines = lines(body);
    let mut labels: HashMap<&str, usize> = HashMap::new();
    for (label, _) in lines.iter().filter_map(|&(_, line)| definition(line)) {
        *labels.entry(label).or_default() += 1;
    }
    let mut escapes = Vec::new();
    let mut ends = Finder::new(body, "-->");
    let mut blanks = Finder::new(body, "\n\n");
    let last_ends = SILENT.map(|name| (name, last_end(body, name)));
    // Where the comment that is being passed over ends.
    let mut hidden = 0;
    for &(at, line) in &lines {
        if at < hidden {
            continue;
        }
        if line.starts_with("<!--") {
            let end = ends.after(at);
            if end == usize::MAX || blanks.after(at) < end {
                escapes.push((at, "&lt;"));
            } else {
                hidden = end;
            }
        } else if let Some((_, end)) = last_ends.iter().find(|(name, _)| opens(line, name)) {
            // A script that never ends would take the rest of the document with it.
            if end.is_none_or(|end| end < at) {
                escapes.push((at, "&lt;"));
            }
        } else if let Some((label, target)) = definition(line) {
            let recurs = labels.get(label).is_some_and(|&count| count > 1);
            if !is_address(target) && (recurs || !target.is_ascii()) {
                escapes.push((at, "\\["));
            }
        }
    }
    escapes
}

/// Lines outside code fences that could begin a comment or a definition, from their first sign.
fn lines(body: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) if bare.starts_with(['<', '[']) => {
                found.push((at + line.len() - bare.len(), bare));
            }
            _ => {}
        }
        at += line.len();
    }
    found
}

/// Elements whose content is no text.
const SILENT: [&str; 2] = ["script", "style"];

/// Whether a line begins with an element's opening tag.
fn opens(line: &str, name: &str) -> bool {
    let tag = line.get(1..=name.len()).unwrap_or_default();
    line.starts_with('<') && tag.eq_ignore_ascii_case(name)
}

/// Where the last closing tag of an element stands.
fn last_end(body: &str, name: &str) -> Option<usize> {
    body.rmatch_indices("</").map(|(at, _)| at).find(|&at| {
        let tag = body.get(at + 2..at + 2 + name.len()).unwrap_or_default();
        tag.eq_ignore_ascii_case(name)
    })
}

/// The label and target of a definition of a link.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    let is_label = !label.starts_with('^') && !label.contains([']', '[']) && label.len() < 200;
    is_label.then(|| (label, rest.trim()))
}

fn is_address(target: &str) -> bool {
    let first = target.split_whitespace().next().unwrap_or_default();
    let path = first.starts_with(['/', '#', '<', '.']);
    let dotted = first.is_ascii() && !first.ends_with('.') && first.contains('.');
    path || dotted || first.contains("://") || first.starts_with("mailto:")
}

/// Finds the next place of a sign for places that only grow, in one pass over the text.
struct Finder<'a> {
    text: &'a str,
    sign: &'static str,
    found: Option<usize>,
}

impl<'a> Finder<'a> {
    const fn new(text: &'a str, sign: &'static str) -> Self {
        Self {
            text,
            sign,
            found: None,
        }
    }

    /// The first place from `at` on; the greatest number where there is none.
    fn after(&mut self, at: usize) -> usize {
        if let Some(found) = self.found.filter(|&found| found >= at) {
            return found;
        }
        let rest = self.text.get(at..).unwrap_or_default();
        let found = rest.find(self.sign).map_or(usize::MAX, |place| at + place);
        self.found = Some(found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_comments_and_true_definitions_stay_hidden() {
        for body in [
            "plain",
            "<!-- more -->\n",
            "<!-- two\nlines -->\n<!-- again -->\n\n正文\n",
            "[a]: http://x.y/中\n[a]: http://z\n",
            "[a]: /url \"t\"\n",
            "```\n<!-- code\n\n[甲]: 乙\n```\n",
            "[^1]: 脚注\n",
        ] {
            assert_eq!(show(body), body);
        }
    }

    #[test]
    fn paragraphs_and_speech_come_to_light() {
        for (body, shown) in [
            ("<!--yml\n\n正文\n\n-->\n", "&lt;!--yml\n\n正文\n\n-->\n"),
            ("<!-- never\n", "&lt;!-- never\n"),
            ("<SCRIPT x>\n\n正文\n", "&lt;SCRIPT x>\n\n正文\n"),
            ("<style>a</style>\n", "<style>a</style>\n"),
            ("[Speaker 2]: 你好。\n", "\\[Speaker 2]: 你好。\n"),
            ("[A]: Hi.\n\n[A]: Yes\n", "\\[A]: Hi.\n\n\\[A]: Yes\n"),
        ] {
            assert_eq!(show(body), shown);
        }
    }
}
