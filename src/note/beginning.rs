//! The part of a long document that is read before the rest, so that a screen is filled at once.
//!
//! Only of what is written from top to bottom without marks that reach far: Markdown and plain
//! text. A page is found by looking at all of it, and captions are put together over long ways.
//! The pairs of the beginning may be others than those of the whole, where no marks tell.

use std::path::Path;

/// Bytes of a beginning at most: some ten screens.
const MOST: usize = 32 << 10;

/// Documents of fewer bytes are read whole.
const LONG: u64 = 128 << 10;

/// Bytes to look at for the beginning of a document of so many; `None` where it is read whole.
#[must_use]
pub fn bytes_of_beginning(length: u64) -> Option<usize> {
    (length >= LONG).then_some(MOST)
}

/// The beginning of a document, up to an empty line; `None` where it has to be read whole.
#[must_use]
pub fn beginning<'b>(bytes: &'b [u8], file_name: &str) -> Option<&'b [u8]> {
    let extension = Path::new(file_name).extension()?.to_str()?;
    let reads_down = ["md", "markdown", "mdown", "mkd", "txt"];
    let reads_down = reads_down
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    // A byte 0 or a mark of UTF-16 in front: an empty line has other bytes there.
    let is_wide =
        bytes.contains(&0) || bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if !reads_down || is_wide || is_page(bytes) {
        return None;
    }
    let bytes = bytes.get(..MOST.min(bytes.len()))?;
    let cut = last_empty_line(bytes)?;
    let begun = bytes.get(..cut)?;
    (!is_front_matter_open(begun)).then_some(begun)
}

/// Whether a text is the source of a page, whatever its file is called.
fn is_page(bytes: &[u8]) -> bool {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
    let head = bytes.get(start.unwrap_or(0)..).unwrap_or_default();
    head.starts_with(b"<!")
        || head
            .get(..5)
            .is_some_and(|head| head.eq_ignore_ascii_case(b"<html"))
}

/// Where the last empty line stands.
fn last_empty_line(bytes: &[u8]) -> Option<usize> {
    let unix = bytes.windows(2).rposition(|two| two == b"\n\n");
    let dos = bytes.windows(4).rposition(|four| four == b"\r\n\r\n");
    unix.max(dos).map(|at| at + 1)
}

/// Whether the front matter goes on beyond the end.
fn is_front_matter_open(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lines = || {
        bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii_end)
    };
    let fence = match lines().find(|line| !line.is_empty()) {
        Some(fence @ (b"---" | b"+++" | b";;;")) => fence,
        Some(first) if first.starts_with(b"{") => return true,
        _ => return false,
    };
    lines()
        .filter(|line| *line == fence || *line == b"...")
        .count()
        < 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::note::parse;

    fn cut<'t>(text: &'t str, name: &str) -> Option<&'t str> {
        let begun = beginning(text.as_bytes(), name)?;
        Some(std::str::from_utf8(begun).unwrap())
    }

    #[test]
    fn only_long_documents_have_a_beginning() {
        assert_eq!(bytes_of_beginning(LONG - 1), None);
        assert_eq!(bytes_of_beginning(LONG), Some(MOST));
    }

    #[test]
    fn a_beginning_ends_at_an_empty_line() {
        for (text, expected) in [
            ("一\n\n二\n\n三", Some("一\n\n二\n")),
            ("一\r\n\r\n二", Some("一\r")),
            (
                "---\ntitle: a\n---\n\n一\n\n二",
                Some("---\ntitle: a\n---\n\n一\n"),
            ),
            ("一二三", None),
            ("---\ntitle: a\n\nb: c\n\nd: e", None),
            ("+++\ntitle = 1\n\n", None),
            ("{\"title\": 1\n\n", None),
        ] {
            assert_eq!(cut(text, "a.md"), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_read_downwards_is_read_whole() {
        for (text, name) in [
            ("a\n\nb", "a.html"),
            ("a\n\nb", "a.srt"),
            ("a\n\nb", "a"),
            ("<!doctype html>\n\nb", "a.txt"),
            ("  <HTML>\n\nb", "a.txt"),
            ("\u{0}a\n\nb", "a.txt"),
        ] {
            assert_eq!(cut(text, name), None, "{name}");
        }
        assert_eq!(beginning(b"\xFF\xFEa\n\nb", "a.txt"), None);
    }

    #[test]
    fn a_beginning_is_no_longer_than_it_may_be() {
        let text = "波动率降一半。\n\n".repeat(10_000);
        let begun = cut(&text, "a.TXT").unwrap();
        assert!(begun.len() <= MOST && begun.len() > MOST - 100);
    }

    proptest! {
        #[test]
        fn the_passages_of_a_beginning_are_those_of_the_whole(
            paragraphs in prop::collection::vec("[美联储降息预期]{1,30}。", 2..20),
        ) {
            let text = paragraphs.join("\n\n");
            let whole = parse(text.as_bytes(), "a.md").unwrap();
            let begun = beginning(text.as_bytes(), "a.md").unwrap();
            let begun = parse(begun, "a.md").unwrap();
            prop_assert_eq!(&begun.passages[..], &whole.passages[..begun.passages.len()]);
        }

        #[test]
        fn any_bytes_have_a_beginning_or_none(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(begun) = beginning(&bytes, "a.md") {
                prop_assert!(bytes.starts_with(begun));
            }
        }
    }
}
