//! What is checked of YAML before its parser sees it.
//!
//! libyaml's scanner takes 71 ms to refuse 20,000 nested brackets and says nothing of where a key
//! stood, so depth and the lines of top-level keys are found here by a plain scan.

use std::collections::HashMap;

/// The deepest nesting that is read.
pub(super) const LIMIT: usize = 64;

/// Whether no line nests deeper than [`LIMIT`], by indents, `- - -` and brackets together.
///
/// Brackets inside quotes that span lines are counted too: refusing such a text is safe.
pub(super) fn is_shallow(source: &str) -> bool {
    let mut indents: Vec<usize> = Vec::new();
    let mut brackets = 0_usize;
    for line in source.lines() {
        let body = line.trim_start_matches([' ', '-', '?', '\t']);
        if body.is_empty() && !line.contains('-') {
            continue;
        }
        let lead = line.get(..line.len() - body.len()).unwrap_or_default();
        let indent = lead.len();
        while indents.last().is_some_and(|&above| above >= indent) {
            indents.pop();
        }
        indents.push(indent);
        let inline = lead.matches(['-', '?']).count();
        let deepest = deepest_bracket(body, &mut brackets);
        if indents.len() + inline + deepest > LIMIT {
            return false;
        }
    }
    true
}

/// Follows brackets outside quotes through one line; `depth` carries over to the next.
fn deepest_bracket(line: &str, depth: &mut usize) -> usize {
    let mut quote = None;
    let mut deepest = *depth;
    for byte in line.bytes() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[' | b'{') => {
                *depth += 1;
                deepest = deepest.max(*depth);
            }
            (None, b']' | b'}') => *depth = depth.saturating_sub(1),
            (Some(_) | None, _) => {}
        }
    }
    deepest
}

/// Bytes of the JSON object that a text begins with.
pub(super) fn object_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the keys at the left margin stand.
pub(super) struct TopLevelLines<'a> {
    lines: HashMap<&'a str, std::vec::IntoIter<usize>>,
}

impl TopLevelLines<'_> {
    /// The line, from 0, at which the key stands for the next time.
    pub(super) fn next_of(&mut self, key: &str) -> Option<usize> {
        self.lines.get_mut(key)?.next()
    }
}

/// Lists the lines that look like keys at the left margin.
pub(super) fn top_level_lines(source: &str) -> TopLevelLines<'_> {
    let mut found: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, line) in source.lines().enumerate() {
        let key = line.split(':').next().unwrap_or_default();
        if key.len() < line.len() && !key.starts_with([' ', '\t', '-', '#']) {
            let key = key.trim().trim_matches(['"', '\'']);
            found.entry(key).or_default().push(number);
        }
    }
    TopLevelLines {
        lines: found
            .into_iter()
            .map(|(key, lines)| (key, lines.into_iter()))
            .collect(),
    }
}
