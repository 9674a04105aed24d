//! Captions to pieces of speech: whose each is, how long the pause before it was.

use std::collections::HashMap;

use crate::text::width::width;

use super::super::join::{Compounds, join};
use super::super::speaker;
use super::{Cue, bilingual, markup::VOICE};

/// What one caption, or one turn in it, says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Milliseconds.
    pub start: Option<u32>,
    /// Milliseconds of silence before it.
    pub pause: u32,
    pub speaker: Option<String>,
    /// Whether another one begins to speak, named or not.
    pub is_turn: bool,
    pub text: String,
    /// The same in English, in captions of two languages.
    pub other: String,
    /// Line of the file, from 1.
    pub line: usize,
}

/// The silence that a blank line between captions without times stands for.
const BLANK: u32 = 3_000;

/// Captions as pieces in order.
pub(super) fn pieces(cues: Vec<Cue>) -> Vec<Piece> {
    let cues = bilingual::merge(cues);
    let first = bilingual::order(&cues);
    let names = names(&cues);
    let compounds = Compounds::of(cues.iter().flat_map(|cue| &cue.lines).map(String::as_str));
    let pauses = pauses(&cues);
    let mut pieces = Vec::with_capacity(cues.len());
    for (cue, pause) in cues.into_iter().zip(pauses) {
        let from = pieces.len();
        let (start, line) = (cue.start, cue.line);
        match first {
            Some(first) => {
                let (chinese, english) = bilingual::split(cue.lines, first);
                let chinese = spoken(chinese, &names, &compounds);
                pieces.push(paired(chinese, spoken(english, &names, &compounds)));
            }
            None => pieces.extend(spoken(cue.lines, &names, &compounds)),
        }
        for piece in pieces.iter_mut().skip(from) {
            piece.start = start;
            piece.line = line;
        }
        if let Some(piece) = pieces.get_mut(from) {
            piece.pause = pause;
        }
    }
    pieces
}

/// The lines of a caption as the turns that they are.
fn spoken(lines: Vec<String>, names: &HashMap<String, usize>, compounds: &Compounds) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in lines {
        let turn = Turn::of(&line, names);
        match pieces.last_mut() {
            Some(piece) if !turn.begins => join(&mut piece.text, turn.text, compounds),
            _ => pieces.push(Piece {
                speaker: turn.speaker.map(str::to_owned),
                is_turn: turn.begins,
                text: turn.text.to_owned(),
                ..Piece::default()
            }),
        }
    }
    pieces
}

/// The two languages of a caption as one piece; turns within it become lines.
fn paired(chinese: Vec<Piece>, english: Vec<Piece>) -> Piece {
    let text = |pieces: &[Piece]| {
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        texts.join("\n")
    };
    let (text, other) = (text(&chinese), text(&english));
    let mut all = chinese.into_iter().chain(english);
    let first = all.next().unwrap_or_default();
    let speaker = first
        .speaker
        .or_else(|| all.find_map(|piece| piece.speaker));
    Piece {
        speaker,
        is_turn: first.is_turn,
        text,
        other,
        ..Piece::default()
    }
}

/// A line and who says it.
struct Turn<'a> {
    speaker: Option<&'a str>,
    /// Whether another one begins to speak.
    begins: bool,
    text: &'a str,
}

impl<'a> Turn<'a> {
    fn of(line: &'a str, names: &HashMap<String, usize>) -> Self {
        if let Some((voice, text)) = line
            .strip_prefix(VOICE)
            .and_then(|rest| rest.split_once(VOICE))
        {
            return Self {
                speaker: Some(voice),
                begins: true,
                text: text.trim_start(),
            };
        }
        let (begins, text) = without_dash(line);
        if let Some((name, length)) = speaker::name_at_head(text) {
            let again = names.get(name).is_some_and(|&count| count > 1);
            if again || is_capitals(name) {
                return Self {
                    speaker: Some(name),
                    begins: true,
                    text: text.get(length..).unwrap_or_default().trim_start(),
                };
            }
        }
        Self {
            speaker: None,
            begins,
            text,
        }
    }
}

/// Takes off the dash or `>>` that a turn begins with.
fn without_dash(line: &str) -> (bool, &str) {
    for sign in [">>", "&gt;&gt;", "- ", "– ", "— ", "-", "–"] {
        let Some(rest) = line.strip_prefix(sign) else {
            continue;
        };
        let rest = rest.trim_start_matches(['>', ' ']);
        let is_said = rest.starts_with(|c: char| c.is_alphabetic() || "\"“‘'[（(「♪".contains(c));
        if is_said {
            return (true, rest);
        }
    }
    (false, line)
}

/// Whether a name is written in capitals, as captions write those who speak.
fn is_capitals(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && name.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
}

/// How often each name stands at the head of a line.
fn names(cues: &[Cue]) -> HashMap<String, usize> {
    let mut names: HashMap<String, usize> = HashMap::new();
    for line in cues.iter().flat_map(|cue| &cue.lines) {
        let (_, text) = without_dash(line);
        if let Some((name, _)) = speaker::name_at_head(text) {
            *names.entry(name.to_owned()).or_default() += 1;
        }
    }
    names
}

/// The silence before each caption. Where only starts are written, a caption is taken to last as
/// long as its words take at the usual pace of the file.
fn pauses(cues: &[Cue]) -> Vec<u32> {
    let columns = |cue: &Cue| {
        cue.lines
            .iter()
            .map(|line| width(line))
            .sum::<usize>()
            .max(1) as u64
    };
    let mut paces: Vec<u64> = cues
        .windows(2)
        .filter_map(|pair| match pair {
            [one, two] => Some(u64::from(two.start?.checked_sub(one.start?)?) / columns(one)),
            _ => None,
        })
        .collect();
    paces.sort_unstable();
    let pace = paces.get(paces.len() / 2).copied().unwrap_or(0);
    let ends = cues.iter().map(|cue| {
        let lasts = (columns(cue) * pace * 3 / 2).min(60_000) as u32;
        cue.end
            .or(cue.start.map(|start| start.saturating_add(lasts)))
    });
    let before = std::iter::once(None).chain(ends);
    let pause = |(end, cue): (Option<u32>, &Cue)| match (end, cue.start) {
        (Some(end), Some(start)) => start.saturating_sub(end),
        _ if cue.is_apart => BLANK,
        _ => 0,
    };
    before.zip(cues).map(pause).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u32, end: u32, lines: &[&str]) -> Cue {
        Cue {
            start: Some(start),
            end: Some(end),
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            line: 1,
            ..Cue::default()
        }
    }

    fn said(lines: &[&[&str]]) -> Vec<(Option<String>, bool, String)> {
        let cues = lines.iter().map(|lines| cue(0, 1, lines)).collect();
        let pieces = pieces(cues).into_iter();
        pieces
            .map(|piece| (piece.speaker, piece.is_turn, piece.text))
            .collect()
    }

    #[test]
    fn names_and_dashes_are_turns() {
        for (lines, expected) in [
            (
                &["ANN LEE: Vol is up."][..],
                vec![(Some("ANN LEE"), true, "Vol is up.")],
            ),
            (
                &["- Is it?", "- It is."],
                vec![(None, true, "Is it?"), (None, true, "It is.")],
            ),
            (&[">> And now"], vec![(None, true, "And now")]),
            (&[">>> BOB: Now"], vec![(Some("BOB"), true, "Now")]),
            (&["\u{1}Ann\u{1}Hi"], vec![(Some("Ann"), true, "Hi")]),
            (&["-5% today"], vec![(None, false, "-5% today")]),
            (&["Remember: sell"], vec![(None, false, "Remember: sell")]),
            (&["波动", "率走高"], vec![(None, false, "波动率走高")]),
            (&["[Music]"], vec![(None, false, "[Music]")]),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(name, is_turn, text)| (name.map(str::to_owned), is_turn, text.to_owned()))
                .collect();
            assert_eq!(said(&[lines]), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_name_that_comes_back_is_a_speaker() {
        let found = said(&[
            &["主持人：你好"],
            &["嘉宾：你好"],
            &["主持人：请讲"],
            &["嘉宾：好的"],
        ]);
        let names: Vec<_> = found.iter().map(|(name, ..)| name.as_deref()).collect();
        assert_eq!(
            names,
            [Some("主持人"), Some("嘉宾"), Some("主持人"), Some("嘉宾")]
        );
    }

    #[test]
    fn two_languages_stay_together() {
        let cues = vec![
            cue(0, 1, &["波动率走高", "Vol is up"]),
            cue(1, 2, &["卖出", "Sell it"]),
        ];
        let found: Vec<_> = pieces(cues)
            .into_iter()
            .map(|piece| (piece.text, piece.other))
            .collect();
        assert_eq!(
            found,
            [
                ("波动率走高".into(), "Vol is up".into()),
                ("卖出".into(), "Sell it".into())
            ]
        );
    }

    #[test]
    fn pauses_are_measured_or_guessed() {
        let timed = [
            cue(0, 1_000, &["a"]),
            cue(3_000, 4_000, &["b"]),
            cue(3_500, 5_000, &["c"]),
        ];
        assert_eq!(pauses(&timed), [0, 2_000, 0]);
        let starts: Vec<Cue> = [0, 2_000, 4_000, 20_000, 22_000]
            .iter()
            .map(|&start| Cue {
                end: None,
                ..cue(start, 0, &["ten words!"])
            })
            .collect();
        assert_eq!(pauses(&starts), [0, 0, 0, 13_000, 0]);
        let blank = Cue {
            is_apart: true,
            ..Cue::default()
        };
        assert_eq!(
            pauses(&[Cue::default(), Cue::default(), blank]),
            [0, 0, BLANK]
        );
    }
}
