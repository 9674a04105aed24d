//! What stands in a caption besides its words: tags of style, places on the screen, references.

use super::super::html;

/// The tags of `SubRip` and `WebVTT`; what stands in other angle brackets is text.
const TAGS: &[&str] = &[
    "b", "c", "font", "i", "lang", "rt", "ruby", "s", "span", "strong", "em", "u",
];

/// Longer than any tag.
const LONGEST: usize = 200;

/// The sign that a voice of `WebVTT` is told by from here on; no text holds it, since control
/// characters are visible marks by now.
pub(super) const VOICE: char = '\u{1}';

/// A line of a caption as the lines it is shown in, without marks and without blank lines.
///
/// A voice `<v Ann>` begins a line of its own and stands before it between two [`VOICE`]s.
pub(super) fn plain(line: &str) -> Vec<String> {
    let line = without_braces(line);
    let mut out = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(at) = rest.find(['<', '\\']) {
        let (before, mark) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(&decoded(before));
        let taken = if mark.starts_with('<') {
            tag(mark, &mut out)
        } else {
            escape(mark, &mut out)
        };
        rest = mark.get(taken..).unwrap_or_default();
    }
    out.push_str(&decoded(rest));
    let invisible = |c: char| {
        matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
        )
    };
    out.retain(|c| !invisible(c));
    out.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Text with its references resolved; one may stand for the sign of a voice.
fn decoded(text: &str) -> String {
    html::decode(text).replace(VOICE, "")
}

/// Takes a tag; gives its length, or that of its bracket where it is text.
fn tag(text: &str, out: &mut String) -> usize {
    let inner = text.get(1..).unwrap_or_default();
    let end = inner
        .bytes()
        .take(LONGEST)
        .position(|b| b == b'>' || b == b'<');
    let closed = end.filter(|&end| inner.as_bytes().get(end) == Some(&b'>'));
    let Some(inner) = closed.and_then(|end| inner.get(..end)) else {
        out.push('<');
        return 1;
    };
    let name = inner.trim_start_matches('/');
    let name = name.split([' ', '.', '\t', '/']).next().unwrap_or_default();
    let lower = name.to_ascii_lowercase();
    let is_time =
        super::super::clock::at_head(inner).is_some_and(|time| time.length == inner.len());
    match lower.as_str() {
        "v" if !inner.starts_with('/') => {
            let voice = inner.split_once(' ').map_or("", |(_, voice)| voice.trim());
            out.push('\n');
            if !voice.is_empty() {
                out.push(VOICE);
                out.push_str(&decoded(voice));
                out.push(VOICE);
            }
        }
        "v" => {}
        "br" => out.push('\n'),
        known if is_time || TAGS.contains(&known) => {}
        _ => {
            out.push('<');
            return 1;
        }
    }
    inner.len() + 2
}

/// Takes `\N`, `\n` and `\h` of `SubStation`; any other backslash is text.
fn escape(text: &str, out: &mut String) -> usize {
    let sign = match text.as_bytes().get(1) {
        Some(b'N' | b'n') => '\n',
        Some(b'h') => ' ',
        _ => {
            out.push('\\');
            return 1;
        }
    };
    out.push(sign);
    2
}

/// Takes out `{\an8}` and its like.
fn without_braces(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{\\") {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_text_is_kept() {
        for (line, expected) in [
            ("<i>vol</i> is <b>up</b>", vec!["vol is up"]),
            ("{\\an8}上方", vec!["上方"]),
            ("<font color=\"#fff\">a</font>", vec!["a"]),
            ("<00:00:01.500><c.yellow> word</c>", vec!["word"]),
            ("a\\Nb\\hc", vec!["a", "b c"]),
            ("a<br>b", vec!["a", "b"]),
            ("AT&amp;T &lt;3", vec!["AT&T <3"]),
            ("if x < 5 and y > 3", vec!["if x < 5 and y > 3"]),
            ("<unknown> C:\\data", vec!["<unknown> C:\\data"]),
            ("{y} {\\x", vec!["{y} {\\x"]),
            ("  a \u{200b} b ", vec!["a b"]),
            ("<i></i>", vec![]),
            ("<i", vec!["<i"]),
            ("a&#1;b", vec!["ab"]),
        ] {
            assert_eq!(plain(line), expected, "{line}");
        }
    }

    #[test]
    fn voices_begin_lines_of_their_own() {
        assert_eq!(
            plain("<v Ann>Hi</v> <v.loud Bob Lee>Ho"),
            ["\u{1}Ann\u{1}Hi", "\u{1}Bob Lee\u{1}Ho"]
        );
        assert_eq!(plain("<v>Hi"), ["Hi"]);
    }
}
