//! Captions with two languages: a line of Chinese over a line of English, or a caption of each
//! at the same time.

use crate::model::{Language, Side};
use crate::text::script::{han_characters, language};

use super::Cue;

/// Puts captions together that are shown at the very same time in different languages.
pub(super) fn merge(cues: Vec<Cue>) -> Vec<Cue> {
    let mut merged: Vec<Cue> = Vec::with_capacity(cues.len());
    for cue in cues {
        match merged.last_mut() {
            Some(last) if cue.end.is_some() && are_one(last, &cue) => last.lines.extend(cue.lines),
            _ => merged.push(cue),
        }
    }
    merged
}

fn are_one(one: &Cue, two: &Cue) -> bool {
    let side = |cue: &Cue| language(&cue.lines.concat()).map(Language::side);
    (one.start, one.end) == (two.start, two.end)
        && one.lines.len() == two.lines.len()
        && side(one).is_some()
        && side(two).is_some()
        && side(one) != side(two)
}

/// Which language stands first in captions of two; `None` where most have one only.
pub(super) fn order(cues: &[Cue]) -> Option<Side> {
    let firsts: Vec<Side> = cues.iter().filter_map(|cue| switch(&cue.lines)).collect();
    if firsts.len() < 2 || firsts.len() * 2 < cues.len() {
        return None;
    }
    let chinese = firsts.iter().filter(|&&side| side == Side::Zh).count();
    Some(if chinese * 2 >= firsts.len() {
        Side::Zh
    } else {
        Side::En
    })
}

/// The language of the first lines, where a caption changes from it to the other once.
fn switch(lines: &[String]) -> Option<Side> {
    let sides: Vec<Side> = lines.iter().filter_map(|line| side(line)).collect();
    let first = *sides.first()?;
    let change = sides.iter().position(|&side| side != first)?;
    let rest = sides.get(change..)?;
    rest.iter().all(|&side| side != first).then_some(first)
}

/// The lines of each language, Chinese first.
///
/// Two lines without a character to tell them by, a name over a name, stand in the usual order.
pub(super) fn split(lines: Vec<String>, first: Side) -> (Vec<String>, Vec<String>) {
    let second = if first == Side::Zh {
        Side::En
    } else {
        Side::Zh
    };
    let is_pair = lines.len() == 2 && switch(&lines).is_none();
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    let mut here = first;
    for (at, line) in lines.into_iter().enumerate() {
        here = match side(&line) {
            _ if is_pair && han_characters(&line) == 0 => {
                [first, second].get(at).copied().unwrap_or(here)
            }
            Some(side) => side,
            None => here,
        };
        match here {
            Side::Zh => chinese.push(line),
            Side::En => english.push(line),
        }
    }
    (chinese, english)
}

fn side(line: &str) -> Option<Side> {
    language(line).map(Language::side)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u32, lines: &[&str]) -> Cue {
        Cue {
            start: Some(start),
            end: Some(start + 1),
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            ..Cue::default()
        }
    }

    fn halves(lines: &[&str], first: Side) -> (String, String) {
        let (chinese, english) = split(cue(0, lines).lines, first);
        (chinese.join("|"), english.join("|"))
    }

    #[test]
    fn most_captions_must_have_both() {
        let both = || cue(0, &["波动率走高", "Vol is up"]);
        let one = || cue(0, &["只有中文"]);
        for (cues, expected) in [
            (vec![both(), both()], Some(Side::Zh)),
            (vec![both(), both(), one()], Some(Side::Zh)),
            (vec![both(), one(), one()], None),
            (vec![both()], None),
            (
                vec![
                    cue(0, &["Vol is up", "波动率走高"]),
                    cue(0, &["Sell it", "卖出"]),
                ],
                Some(Side::En),
            ),
            (
                vec![
                    cue(0, &["one line", "and another"]),
                    cue(0, &["of the", "same"]),
                ],
                None,
            ),
            (vec![], None),
        ] {
            assert_eq!(order(&cues), expected);
        }
    }

    #[test]
    fn lines_go_to_their_languages() {
        for (lines, first, chinese, english) in [
            (
                &["波动率走高", "Vol is up"][..],
                Side::Zh,
                "波动率走高",
                "Vol is up",
            ),
            (&["甲", "乙", "one", "two"], Side::Zh, "甲|乙", "one|two"),
            (&["Nomura", "Nomura"], Side::Zh, "Nomura", "Nomura"),
            (
                &["Vol is up", "波动率走高"],
                Side::En,
                "波动率走高",
                "Vol is up",
            ),
            (&["只有中文"], Side::Zh, "只有中文", ""),
            (&["Only English here"], Side::Zh, "", "Only English here"),
            (&["♪", "Vol"], Side::Zh, "♪", "Vol"),
        ] {
            assert_eq!(
                halves(lines, first),
                (chinese.into(), english.into()),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn captions_of_one_time_become_one() {
        let merged = merge(vec![
            cue(0, &["甲乙"]),
            cue(0, &["One two"]),
            cue(5, &["丙"]),
            cue(5, &["丁"]),
        ]);
        let lines: Vec<_> = merged.iter().map(|cue| cue.lines.join("|")).collect();
        assert_eq!(lines, ["甲乙|One two", "丙", "丁"]);
    }
}
