//! Captions with timing lines: `SubRip`, `WebVTT`, and what recognisers of speech print.
//!
//! A timing line begins a caption and the next one ends it, so that blank lines too many or too
//! few lose nothing.

use crate::model::{Metadata, MetadataValue};

use super::super::clock::at_head;
use super::{Captions, Cue};

/// Lines in which the first timing line stands at the latest.
const HEAD: usize = 200;

/// Whether a text has captions with timing lines.
pub(super) fn is_one(text: &str) -> bool {
    let named = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    named
        || text
            .lines()
            .take(HEAD)
            .any(|line| Timing::of(line).is_some())
}

/// Reads the captions, and what the head of the file says into the metadata.
pub(super) fn read(text: &str, metadata: &mut Metadata) -> Captions {
    let mut reader = Reader::default();
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    if text.trim_start_matches('\u{feff}').starts_with("WEBVTT") {
        reader.is_vtt = true;
        head(&mut lines, metadata);
        // The blank line that ended the head.
        reader.is_apart = true;
    }
    for (at, line) in lines {
        reader.take(line.trim(), at + 1);
    }
    reader.finish()
}

/// The head of `WebVTT`: a title, and keys up to the first blank line.
fn head<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>, metadata: &mut Metadata) {
    let first = lines.next().map(|(_, line)| line).unwrap_or_default();
    let title = first.trim_start_matches("WEBVTT");
    let title = title.trim_matches(|c: char| c.is_whitespace() || c == '-');
    if metadata.title.is_empty() {
        title.clone_into(&mut metadata.title);
    }
    for (_, line) in lines {
        if line.trim().is_empty() {
            return;
        }
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let value = MetadataValue::Text(value.trim().to_owned());
        metadata.other.push((key.trim().to_owned(), value));
    }
}

/// A line that says when a caption is shown.
struct Timing<'a> {
    start: u32,
    end: Option<u32>,
    /// What stands behind the times.
    rest: &'a str,
}

impl<'a> Timing<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let line = line.trim().trim_start_matches('[');
        let start = at_head(line)?;
        let arrow = line.get(start.length..)?.trim_start();
        let after = ["-->", "->", "—>", "–>"]
            .iter()
            .find_map(|sign| arrow.strip_prefix(sign))?
            .trim_start();
        let end = at_head(after);
        let rest = after.get(end.map_or(0, |end| end.length)..)?;
        Some(Self {
            start: start.millis,
            end: end.map(|end| end.millis),
            rest: rest.trim_start_matches(']').trim(),
        })
    }

    /// The text behind the times, without settings such as `align:start` or `X1:100`.
    fn text(&self) -> Option<&'a str> {
        let is_setting = |word: &str| {
            word.split_once(':')
                .is_some_and(|(key, value)| key.is_ascii() && !value.is_empty())
        };
        let is_text = !self.rest.is_empty() && !self.rest.split_whitespace().all(is_setting);
        is_text.then_some(self.rest)
    }
}

/// A line that may yet turn out to be the name of the caption below it.
struct Line {
    text: String,
    number: usize,
    is_apart: bool,
}

#[derive(Default)]
struct Reader {
    captions: Captions,
    /// The lines of the caption under way, or those above the first.
    lines: Vec<Line>,
    cue: Option<Cue>,
    is_vtt: bool,
    /// In a comment or style sheet of `WebVTT`, up to the next blank line.
    is_hidden: bool,
    is_apart: bool,
    /// The number that the last caption had.
    number: Option<u64>,
}

impl Reader {
    fn take(&mut self, line: &str, number: usize) {
        if line.is_empty() {
            self.is_apart = true;
            self.is_hidden = false;
            return;
        }
        if self.is_hidden {
            return;
        }
        if let Some(timing) = Timing::of(line) {
            self.begin(&timing, number);
        } else if self.is_vtt && self.is_apart && is_hidden_block(line) {
            self.is_hidden = true;
        } else if is_damaged_timing(line) {
            self.captions.faults.push(number);
            self.drop_name();
            self.end();
            self.cue = Some(Cue {
                line: number,
                ..Cue::default()
            });
        } else {
            self.lines.push(Line {
                text: line.to_owned(),
                number,
                is_apart: self.is_apart,
            });
        }
        self.is_apart = false;
    }

    fn begin(&mut self, timing: &Timing<'_>, number: usize) {
        self.drop_name();
        self.end();
        if timing.end.is_none_or(|end| end < timing.start) {
            self.captions.faults.push(number);
        }
        self.cue = Some(Cue {
            start: Some(timing.start),
            end: timing.end.filter(|&end| end >= timing.start),
            line: number,
            ..Cue::default()
        });
        if let Some(text) = timing.text() {
            self.lines.push(Line {
                text: text.to_owned(),
                number,
                is_apart: false,
            });
        }
    }

    /// Takes the number or name of the coming caption off the lines above it.
    fn drop_name(&mut self) {
        let Some(last) = self.lines.last() else {
            return;
        };
        let value = last.text.parse::<u64>().ok();
        let follows = value.is_some() && value == Some(self.number.map_or(1, |number| number + 1));
        let is_name = (value.is_some() || self.is_vtt) && (last.is_apart || self.cue.is_none());
        if follows || is_name {
            self.number = value.or(self.number);
            self.lines.pop();
        }
    }

    fn end(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let Some(mut cue) = self.cue.take() else {
            let lead = lines.into_iter().map(|line| (line.text, line.number));
            self.captions.lead.extend(lead);
            return;
        };
        // A blank line inside a caption means that the times below it are lost.
        let torn = lines.iter().skip(1).find(|line| line.is_apart);
        self.captions.faults.extend(torn.map(|line| line.number));
        cue.lines = lines.into_iter().map(|line| line.text).collect();
        if !cue.lines.is_empty() {
            self.captions.cues.push(cue);
        }
    }

    fn finish(mut self) -> Captions {
        self.end();
        self.captions
    }
}

fn is_hidden_block(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|name| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    })
}

/// An arrow between what should be times.
fn is_damaged_timing(line: &str) -> bool {
    line.contains("-->") && !line.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let found = read(text, &mut Metadata::default());
        found.cues.iter().map(|cue| cue.lines.join("|")).collect()
    }

    #[test]
    fn timing_lines_are_read_in_every_spelling() {
        for (line, start, end, text) in [
            ("00:00:01,000 --> 00:00:02,500", 1_000, Some(2_500), None),
            (
                "00:01.000 --> 00:02.000 align:start position:0%",
                1_000,
                Some(2_000),
                None,
            ),
            (
                "[00:01.000 --> 00:02.000]  Hello",
                1_000,
                Some(2_000),
                Some("Hello"),
            ),
            ("0:00:01.00 -> 0:00:02.00", 1_000, Some(2_000), None),
            ("00:00:01,000 -->", 1_000, None, None),
            (
                "00:00:01,000 --> 00:00:02,000 X1:10 Y1:20",
                1_000,
                Some(2_000),
                None,
            ),
        ] {
            let timing = Timing::of(line).expect(line);
            assert_eq!(
                (timing.start, timing.end, timing.text()),
                (start, end, text)
            );
        }
        for line in ["a --> b", "00:01 text", "1", ""] {
            assert!(Timing::of(line).is_none(), "{line}");
        }
    }

    #[test]
    fn numbers_and_names_of_captions_are_no_text() {
        let srt =
            "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:02,000 --> 00:00:03,000\ntwo\n";
        assert_eq!(texts(srt), ["one", "two"]);
        let dense = "1\n00:01 --> 00:02\none\n2\n00:02 --> 00:03\ntwo\n";
        assert_eq!(texts(dense), ["one", "two"]);
        let vtt =
            "WEBVTT\n\nintro\n00:01.000 --> 00:02.000\none\n\nq-2\n00:02.000 --> 00:03.000\ntwo\n";
        assert_eq!(texts(vtt), ["one", "two"]);
    }

    #[test]
    fn a_number_may_be_a_caption() {
        let srt = "1\n00:01 --> 00:02\nin\n2008\n\n2\n00:02 --> 00:03\nit fell\n";
        assert_eq!(texts(srt), ["in|2008", "it fell"]);
    }

    #[test]
    fn comments_and_styles_are_hidden() {
        for vtt in [
            "WEBVTT\n\nNOTE by nobody\nmore\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nNOTED\n",
            "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nNOTED\n",
        ] {
            assert_eq!(texts(vtt), ["NOTED"]);
            assert_eq!(read(vtt, &mut Metadata::default()).lead, []);
        }
    }

    #[test]
    fn the_head_of_webvtt_is_metadata() {
        let mut metadata = Metadata::default();
        read(
            "WEBVTT - 收盘谈话\nKind: captions\nLanguage: zh\n\n00:01.000 --> 00:02.000\n甲\n",
            &mut metadata,
        );
        assert_eq!(metadata.title, "收盘谈话");
        let keys: Vec<_> = metadata.other.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["Kind", "Language"]);
    }

    #[test]
    fn damaged_captions_keep_their_text() {
        for (text, expected, faults) in [
            (
                "1\n00:01 --> 00:02\na\n\nb\n\n2\n00:03 --> 00:04\nc\n",
                vec!["a|b", "c"],
                vec![5],
            ),
            (
                "1\n00:01 --> 00:02\na\n\n2\n99:99:99 --> 1\nb\n",
                vec!["a", "b"],
                vec![6],
            ),
            ("1\n00:05 --> 00:02\na\n", vec!["a"], vec![2]),
            ("1\n00:01 -->\na", vec!["a"], vec![2]),
            ("1\n00:01 --> 00:02\na --> b\n", vec!["a --> b"], vec![]),
            (
                "1\n00:01 --> 00:02\n\n2\n00:02 --> 00:03\nb\n",
                vec!["b"],
                vec![],
            ),
        ] {
            let found = read(text, &mut Metadata::default());
            assert_eq!(texts(text), expected, "{text:?}");
            assert_eq!(found.faults, faults, "{text:?}");
        }
    }

    #[test]
    fn text_above_the_first_caption_is_kept() {
        let found = read(
            "My talk\nby me\n\n1\n00:01 --> 00:02\na\n",
            &mut Metadata::default(),
        );
        let lead: Vec<_> = found.lead.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(lead, ["My talk", "by me"]);
    }
}
