//! Captions out of order, captions that overlap, and captions that roll: each shows again the
//! line above that has just been said.

use super::{Captions, Cue};

/// Captions further apart than this, in milliseconds, say the same twice rather than roll.
const TOUCHING: u32 = 150;

/// Puts captions in order of time, and notes which were out of it or overlap another.
///
/// Captions without a time stay behind the one above them. Overlaps that are a habit of the
/// whole file, as where each caption stays for the next, are none worth telling.
pub(super) fn order(captions: &mut Captions) {
    let mut last = 0;
    let mut overlaps = Vec::new();
    let mut shown_until = 0;
    for cue in &captions.cues {
        let Some(start) = cue.start else { continue };
        if start < last {
            captions.faults.push(cue.line);
        } else if start < shown_until {
            overlaps.push(cue.line);
        }
        last = last.max(start);
        shown_until = cue.end.unwrap_or(start);
    }
    if overlaps.len() * 3 < captions.cues.len() {
        captions.faults.extend(overlaps);
    }
    captions.faults.sort_unstable();
    captions.faults.dedup();
    let mut time = 0;
    for cue in &mut captions.cues {
        time = cue.start.unwrap_or(time);
        cue.start = cue.start.or(Some(time));
    }
    captions.cues.sort_by_key(|cue| cue.start);
}

/// Takes out the lines that captions repeat from the one before, where that is their way.
pub(super) fn unroll(cues: &mut Vec<Cue>) {
    let repeats: Vec<usize> = cues
        .windows(2)
        .map(|pair| match pair {
            [one, two] if touch(one, two) => repeated(&one.lines, &two.lines),
            _ => 0,
        })
        .collect();
    let rolling = repeats.iter().filter(|&&count| count > 0).count();
    if rolling >= 2 && rolling * 5 >= repeats.len() {
        for (cue, count) in cues.iter_mut().skip(1).zip(repeats) {
            cue.lines.drain(..count.min(cue.lines.len()));
        }
    }
    grow(cues);
    cues.retain(|cue| !cue.lines.is_empty());
}

fn touch(one: &Cue, two: &Cue) -> bool {
    match (one.end.or(one.start), two.start) {
        (Some(end), Some(start)) => start <= end.saturating_add(TOUCHING),
        _ => false,
    }
}

/// How many lines at the head of one caption are those at the foot of the one before.
fn repeated(one: &[String], two: &[String]) -> usize {
    let most = one.len().min(two.len());
    (1..=most)
        .rev()
        .find(|&count| {
            let foot = one.len() - count;
            one.get(foot..) == two.get(..count)
        })
        .unwrap_or(0)
}

/// Drops captions that the next one shows again with more words: `vol`, `vol is`, `vol is up`.
fn grow(cues: &mut [Cue]) {
    let grown: Vec<bool> = cues
        .windows(2)
        .map(|pair| match pair {
            [one, two] => touch(one, two) && extends(&one.lines, &two.lines),
            _ => false,
        })
        .collect();
    let count = grown.iter().filter(|&&is_grown| is_grown).count();
    if count < 2 || count * 3 < grown.len() {
        return;
    }
    // The text goes to the last of a row, the time is the first's.
    let mut start = None;
    for (cue, is_grown) in cues.iter_mut().zip(grown.into_iter().chain([false])) {
        if is_grown {
            start = start.or(cue.start);
            cue.lines.clear();
        } else {
            cue.start = start.take().or(cue.start);
        }
    }
}

/// Whether one text begins with the other and goes on.
fn extends(one: &[String], two: &[String]) -> bool {
    let (one, two) = (one.join(" "), two.join(" "));
    !one.is_empty() && two.len() > one.len() && two.starts_with(&one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u32, end: u32, lines: &[&str]) -> Cue {
        Cue {
            start: Some(start),
            end: Some(end),
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            line: start as usize,
            ..Cue::default()
        }
    }

    fn unrolled(mut cues: Vec<Cue>) -> Vec<String> {
        unroll(&mut cues);
        cues.iter().map(|cue| cue.lines.join("|")).collect()
    }

    #[test]
    fn rolling_lines_are_said_once() {
        let cues = vec![
            cue(0, 10, &["a"]),
            cue(10, 11, &["a"]),
            cue(11, 20, &["a", "b"]),
            cue(20, 21, &["b"]),
            cue(21, 30, &["b", "c"]),
        ];
        assert_eq!(unrolled(cues), ["a", "b", "c"]);
    }

    #[test]
    fn what_is_said_twice_is_kept() {
        let apart = vec![
            cue(0, 10, &["no"]),
            cue(2_000, 2_010, &["no"]),
            cue(4_000, 4_010, &["no"]),
        ];
        assert_eq!(unrolled(apart), ["no", "no", "no"]);
        let once: Vec<Cue> = (0..20)
            .map(|at| {
                cue(
                    at * 10,
                    at * 10 + 10,
                    &[if at < 2 { "no" } else { "x" }][..],
                )
            })
            .enumerate()
            .map(|(at, mut cue)| {
                if at >= 2 {
                    cue.lines = vec![format!("line {at}")];
                }
                cue
            })
            .collect();
        assert_eq!(unrolled(once).len(), 20);
    }

    #[test]
    fn growing_captions_are_said_once_and_keep_their_start() {
        let mut cues = vec![
            cue(0, 10, &["vol"]),
            cue(10, 20, &["vol is"]),
            cue(20, 30, &["vol is up"]),
            cue(30, 40, &["so sell"]),
        ];
        unroll(&mut cues);
        let found: Vec<_> = cues
            .iter()
            .map(|cue| (cue.start, cue.lines.join("|")))
            .collect();
        assert_eq!(
            found,
            [(Some(0), "vol is up".into()), (Some(30), "so sell".into())]
        );
    }

    #[test]
    fn captions_are_put_in_order_and_told() {
        let mut captions = Captions {
            cues: vec![
                cue(10, 20, &["b"]),
                cue(1, 9, &["a"]),
                cue(30, 40, &["c"]),
                cue(50, 60, &["d"]),
            ],
            ..Captions::default()
        };
        let untimed = Cue {
            lines: vec!["c2".into()],
            ..Cue::default()
        };
        captions.cues.insert(3, untimed);
        order(&mut captions);
        let texts: Vec<_> = captions.cues.iter().map(|cue| cue.lines.concat()).collect();
        assert_eq!(texts, ["a", "b", "c", "c2", "d"]);
        assert_eq!(captions.faults, [1]);
    }

    #[test]
    fn overlaps_are_told_unless_they_are_the_habit() {
        let overlapping = |count: u32, every: u32| {
            let cues = (0..count).map(|at| {
                let end = if at % every == 0 {
                    at * 10 + 15
                } else {
                    at * 10 + 10
                };
                cue(at * 10, end, &["x"])
            });
            let mut captions = Captions {
                cues: cues.collect(),
                ..Captions::default()
            };
            order(&mut captions);
            captions.faults.len()
        };
        assert_eq!(overlapping(20, 10), 2);
        assert_eq!(overlapping(20, 1), 0);
    }
}
