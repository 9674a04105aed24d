//! Captions without timing lines: one a line, with the time before it, above it, or nowhere.

use crate::model::Language;
use crate::text::script::language;
use crate::text::width::width;

use super::super::clock::{Clock, at_head, is_agenda};
use super::{Captions, Cue};

/// Lines with a time that make captions of a text.
const FEWEST_TIMES: usize = 4;

/// Lines without times that do.
const FEWEST_LINES: usize = 24;

/// Lines longer than this are paragraphs, and paragraphs with times are a transcript.
const LONGEST: usize = 160;

/// Whether a text has one caption a line.
pub(super) fn is_one(text: &str) -> bool {
    read(text).is_some()
}

/// Reads them; `None` where the text is something else.
pub(super) fn read(text: &str) -> Option<Captions> {
    timed(text).or_else(|| untimed(text))
}

struct Line<'a> {
    text: &'a str,
    number: usize,
    is_apart: bool,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut is_apart = false;
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let text = line.trim();
        if text.is_empty() {
            is_apart = true;
            continue;
        }
        lines.push(Line {
            text,
            number: at + 1,
            is_apart,
        });
        is_apart = false;
    }
    lines
}

fn timed(text: &str) -> Option<Captions> {
    let lines = lines(text);
    let times: Vec<Option<(Clock, &str)>> = lines.iter().map(|line| time(line.text)).collect();
    let clocks: Vec<Clock> = times.iter().flatten().map(|(clock, _)| *clock).collect();
    let first = times.iter().position(Option::is_some)?;
    let body = lines.get(first..)?;
    let is_dense = clocks.len() >= FEWEST_TIMES && clocks.len() * 3 >= body.len();
    let mut widths: Vec<usize> = body.iter().map(|line| width(line.text)).collect();
    widths.sort_unstable();
    let is_short = widths
        .get(widths.len() * 3 / 4)
        .is_some_and(|&columns| columns <= LONGEST);
    if !is_dense || !is_short || is_agenda(&clocks) {
        return None;
    }
    let mut captions = Captions::default();
    for (line, time) in lines.iter().zip(times) {
        if let Some((clock, text)) = time {
            captions.cues.push(Cue {
                start: Some(clock.millis),
                lines: (!text.is_empty())
                    .then(|| text.to_owned())
                    .into_iter()
                    .collect(),
                line: line.number,
                is_apart: line.is_apart,
                ..Cue::default()
            });
        } else if let Some(cue) = captions.cues.last_mut() {
            if !(cue.lines.is_empty() && is_spoken_time(line.text)) {
                cue.lines.push(line.text.to_owned());
            }
        } else {
            captions.lead.push((line.text.to_owned(), line.number));
        }
    }
    captions.cues.retain(|cue| !cue.lines.is_empty());
    Some(captions)
}

/// The time at the head of a line, in brackets or not, and the text behind it.
fn time(line: &str) -> Option<(Clock, &str)> {
    let inner = line.trim_start_matches(['[', '(', '（', '【', '<']);
    let is_bracketed = inner.len() < line.len();
    let clock = at_head(inner)?;
    let rest = inner.get(clock.length..)?;
    let text = if is_bracketed {
        rest.trim_start()
            .strip_prefix([']', ')', '）', '】', '>'])?
    } else {
        let is_apart = rest.is_empty() || rest.starts_with([' ', '\t', '\u{3000}', '|']);
        is_apart.then_some(rest)?
    };
    Some((
        clock,
        text.trim_start_matches([' ', '\t', '\u{3000}', '|', '-', '–'])
            .trim(),
    ))
}

/// `1 minute, 30 seconds`, `1 分钟 30 秒`: the time once more, as players write it for the blind.
fn is_spoken_time(line: &str) -> bool {
    let words = line
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let mut words = words.peekable();
    let unit = |word: &str| {
        ["hour", "hours", "minute", "minutes", "second", "seconds"].contains(&word)
            || ["小时", "小時", "分", "分钟", "分鐘", "秒", "秒钟", "秒鐘"].contains(&word)
    };
    line.starts_with(|c: char| c.is_ascii_digit()) && words.peek().is_some() && words.all(unit)
}

/// Lines of a few words that run on into each other.
fn untimed(text: &str) -> Option<Captions> {
    let lines = lines(text);
    if lines.len() < FEWEST_LINES || !runs_on(&lines) {
        return None;
    }
    let cue = |line: &Line<'_>| Cue {
        lines: vec![line.text.to_owned()],
        line: line.number,
        is_apart: line.is_apart,
        ..Cue::default()
    };
    Some(Captions {
        cues: lines.iter().map(cue).collect(),
        ..Captions::default()
    })
}

/// Whether lines are neither paragraphs nor a list, table, menu or poem: short, nearly all of
/// words alone, and most of them without an end.
fn runs_on(lines: &[Line<'_>]) -> bool {
    let count = lines.len();
    let share = |holds: &dyn Fn(&Line<'_>) -> bool| lines.iter().filter(|line| holds(line)).count();
    let mut widths: Vec<usize> = lines.iter().map(|line| width(line.text)).collect();
    widths.sort_unstable();
    let at = |part: usize| widths.get(count * part / 20).copied().unwrap_or(0);
    let is_short = at(19) <= 60 && (8..=44).contains(&at(10)) && at(2) >= 4;
    let signs = share(&|line| {
        let marks = ["#", "- ", "* ", "•", "|", "http", "```", "    "];
        marks.iter().any(|mark| line.text.starts_with(mark))
            || line.text.contains(['|', '\t', '@', '='])
    });
    let labels = share(&|line| line.text.contains([':', '：']));
    let figures = share(&|line| {
        let digits = line.text.chars().filter(char::is_ascii_digit).count();
        digits * 3 > line.text.chars().count()
    });
    let ended = share(&|line| {
        line.text
            .ends_with(['。', '！', '？', '.', '!', '?', ';', '；'])
    });
    let blank = share(&|line| line.is_apart);
    let is_prose = (signs + figures) * 20 <= count && labels * 5 <= count && ended * 2 <= count;
    is_short && is_prose && blank * 5 <= count && continues(lines)
}

/// Whether lines go on where the one above stopped: English ones in small letters, Chinese ones
/// long enough to be no menu and without the full stops of a list.
fn continues(lines: &[Line<'_>]) -> bool {
    let (mut latin, mut small, mut chinese, mut columns) = (0, 0, 0, 0);
    for line in lines {
        match language(line.text) {
            Some(Language::En) => {
                latin += 1;
                small += usize::from(line.text.starts_with(char::is_lowercase));
            }
            Some(_) => {
                chinese += 1;
                columns += width(line.text);
            }
            None => {}
        }
    }
    if latin > chinese {
        small * 3 >= latin
    } else {
        columns >= chinese * 12 && columns <= chinese * 40
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str) -> Vec<(Option<u32>, String)> {
        let captions = read(text).expect("captions");
        let cues = captions.cues.into_iter();
        cues.map(|cue| (cue.start.map(|at| at / 1_000), cue.lines.join("|")))
            .collect()
    }

    #[test]
    fn times_stand_before_or_above_the_text() {
        let expected: Vec<(Option<u32>, String)> =
            [(0, "one"), (5, "two"), (9, "three"), (62, "four")]
                .map(|(at, text)| (Some(at), text.to_owned()))
                .into();
        for text in [
            "0:00 one\n0:05 two\n0:09 three\n1:02 four\n",
            "[00:00] one\n[00:05] two\n[00:09] three\n[01:02] four\n",
            "(0:00) one\n(0:05) two\n(0:09) three\n(1:02) four\n",
            "0:00\none\n0:05\ntwo\n0:09\nthree\n1:02\nfour\n",
            "00:00:00.000 one\n00:00:05.000 two\n00:00:09.500 three\n00:01:02.000 four",
            "0:00\n0 seconds\none\n0:05\n5 seconds\ntwo\n0:09\n9 秒\nthree\n1:02\n1 minute, 2 seconds\nfour\n",
        ] {
            assert_eq!(cues(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_above_the_first_time_is_the_lead() {
        let captions =
            read("收盘谈话\n\n0:00\n甲\n0:04\n乙\n0:08\n丙\n0:12\n丁\n").expect("captions");
        assert_eq!(captions.lead, [("收盘谈话".to_owned(), 1)]);
        assert_eq!(captions.cues.len(), 4);
    }

    #[test]
    fn lines_of_a_few_words_run_on() {
        let english =
            "so the way that\nvol control funds\nwork is that they\nlook at the last\n".repeat(8);
        assert_eq!(cues(&english).len(), 32);
        let chinese = "今天我们来聊聊\n波动率目标基金\n它们怎样去杠杆\n又怎样加回来\n".repeat(8);
        assert_eq!(cues(&chinese).len(), 32);
    }

    #[test]
    fn other_texts_are_no_captions() {
        for text in [
            "08:30 CPI\n10:00 ISM\n14:00 FOMC\n14:30 Powell\n16:00 Close\n".to_owned(),
            "首页\n快讯\n行情\n登录\n".repeat(10),
            "A short text.\n".repeat(3),
            "Each line is a sentence.\n".repeat(40),
            "Buy The Dip\nSell The Rip\nHold The Line\n".repeat(10),
            "SPX 6932 1.2%\nNDX 25600 0.4%\n".repeat(20),
            "- point one\n- point two\n".repeat(20),
            "Name: value here\nOther: value there\n".repeat(20),
            format!(
                "0:00 {0}\n1:00 {0}\n2:00 {0}\n3:02 {0}\n",
                "a long paragraph of speech. ".repeat(12)
            ),
            String::new(),
        ] {
            assert!(!is_one(&text), "{text}");
        }
    }
}
