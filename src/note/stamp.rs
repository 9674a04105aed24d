//! The times of a transcript: `[00:12:34]`, `(12:34)`, `00:12:34` or a link of it, at the head of
//! a paragraph, behind the name of its speaker, or in brackets at its very end.
//!
//! A time of day looks the same, so times without brackets and hours count only where the
//! document has several and they are no agenda. A time in the middle of a paragraph is text.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Emphasis, PassageKind, Timestamp};

use super::clock::{Clock, at_head, is_agenda};
use super::draft::{Draft, Drafts};
use super::inline::Finished;

/// Times without brackets and hours that it takes to believe them.
const FEWEST_BARE: usize = 3;

/// Lines of but a name and a time that it takes to believe them, brackets or not.
const FEWEST_TURNS: usize = 2;

/// Times behind the text that it takes to believe them.
const FEWEST_BEHIND: usize = 2;

/// Times of which all lie between six and midnight, if they are of a day, are.
const DAY: Range<u32> = 6 * 60..24 * 60;

/// Characters of a name before a time.
const LONGEST_NAME: usize = 40;

/// Bytes of the longest line of a name and a time.
const LONGEST_HEAD: usize = 96;

/// Where a time stands in its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before what is said.
    Head,
    /// Behind the speaker's name.
    Name,
    /// Behind all that is said.
    Tail,
}

/// A time as it is written in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    clock: Clock,
    place: Place,
    /// Its bytes, with brackets.
    range: Range<usize>,
    /// Whether brackets or a link set it off.
    is_set_off: bool,
    /// Whether nothing but a name stands beside it.
    is_alone: bool,
}

/// Whether a line is but a name and a time, `Ann Lee (00:03):`, `Ann Lee  0:03`, `说话人 1 00:03`:
/// the head of what is said below it. Whether it is one, only other lines can tell.
pub(super) fn heads_turn(line: &str) -> bool {
    let could_be = line.len() <= LONGEST_HEAD
        && line.contains([':', '：'])
        && !line.starts_with(char::is_lowercase);
    could_be && behind_the_name(&bare(line)).is_some_and(|stamp| stamp.is_alone)
}

/// Whether lines of a name and a time stand above what is said, as in a transcript.
pub(super) fn has_turns<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    let turns = lines.filter(|line| heads_turn(line));
    turns.take(FEWEST_TURNS).count() == FEWEST_TURNS
}

fn bare(line: &str) -> Finished {
    Finished {
        content: line.to_owned(),
        spans: Vec::new(),
    }
}

/// Takes the times off the paragraphs of a transcript.
///
/// A paragraph of a time, or of a name and a time, is the head of the one below it.
pub(super) fn take(drafts: &mut Drafts) {
    let stamps: Vec<Option<Stamp>> = drafts.blocks.iter().map(stamp).collect();
    let believed = Belief::of(&stamps);
    let mut heads = Vec::with_capacity(stamps.len());
    for (block, stamp) in drafts.blocks.iter_mut().zip(stamps) {
        let stamp = stamp.filter(|stamp| believed.holds(stamp));
        heads.push(stamp.and_then(|stamp| {
            let whole = block.text.clone();
            cut(block, &stamp);
            let text = block.text.content.as_str();
            let is_stub =
                text.is_empty() || (stamp.place == Place::Name && !text.contains([':', '：']));
            let is_name = stamp.place == Place::Head && is_name(text);
            let is_turn = stamp.is_alone;
            (is_stub || is_name).then_some(Head {
                whole,
                is_stub,
                is_turn,
            })
        }));
    }
    move_down(drafts, heads);
}

/// Which times of a document are places in a recording.
struct Belief {
    bare: bool,
    short: bool,
    behind: bool,
}

impl Belief {
    fn of(stamps: &[Option<Stamp>]) -> Self {
        let all = || stamps.iter().flatten();
        let ahead = all().filter(|stamp| stamp.place != Place::Tail);
        let clocks: Vec<Clock> = ahead.map(|stamp| stamp.clock).collect();
        let bare = all().filter(|stamp| !stamp.is_set_off && !stamp.clock.has_hours);
        let turns = all().filter(|stamp| stamp.is_alone).count();
        let tails: Vec<Clock> = all()
            .filter(|stamp| stamp.place == Place::Tail)
            .map(|stamp| stamp.clock)
            .collect();
        let seconds = || clocks.iter().map(|clock| clock.seconds());
        let is_day = clocks.len() >= FEWEST_BARE
            && !clocks.iter().any(|clock| clock.has_hours)
            && seconds().all(|seconds| DAY.contains(&seconds));
        let short = !is_day && !is_agenda(&clocks);
        Self {
            bare: short && (bare.count() >= FEWEST_BARE || turns >= FEWEST_TURNS),
            short,
            behind: tails.len() >= FEWEST_BEHIND && !is_agenda(&tails),
        }
    }

    const fn holds(&self, stamp: &Stamp) -> bool {
        match stamp.place {
            Place::Tail => self.behind,
            _ if stamp.clock.has_hours => true,
            _ if stamp.is_set_off => self.short,
            _ => self.bare,
        }
    }
}

fn stamp(block: &Draft) -> Option<Stamp> {
    use PassageKind::{Heading, List, Prose, Quote};
    if !matches!(block.kind, Prose | Quote(_) | List { .. } | Heading(_)) {
        return None;
    }
    let text = &block.text;
    let is_open = matches!(block.kind, Prose | Quote(_));
    at_the_head(text)
        .or_else(|| behind_the_name(text).filter(|_| is_open))
        .or_else(|| at_the_tail(text))
}

fn at_the_head(text: &Finished) -> Option<Stamp> {
    let found = written_at(text, 0, Place::Head)?;
    let rest = text.content.get(found.range.end..)?;
    // `14:30 ET`, `8:30–9:00` and `1:20 比率` speak of a time or a figure.
    let goes_on = rest.starts_with(['-', '–', '—', '~', '～', '/', '%']) || is_hour_of_day(rest);
    let is_apart =
        found.is_set_off || rest.is_empty() || rest.starts_with([' ', '\n', ':', '：', '\u{3000}']);
    (!goes_on && is_apart).then_some(found)
}

fn behind_the_name(text: &Finished) -> Option<Stamp> {
    let content = &text.content;
    let at = content
        .find(['[', '(', '（', '【'])
        .or_else(|| first_time(content))?;
    let found = written_at(text, at, Place::Name)?;
    let name = content.get(..at)?;
    let rest = content.get(found.range.end..)?;
    let bare = name
        .trim()
        .trim_end_matches([':', '：', '-', '–', '|', '·']);
    let is_labelled = rest.is_empty()
        || rest.starts_with([':', '：', '\n'])
        || is_strong(text, name.trim_end().len())
        || name.trim_end().ends_with([':', '：']);
    let is_apart = found.is_set_off || name.ends_with([' ', '\u{3000}', '\n']);
    let is_alone = rest.trim_matches([' ', ':', '：', '\n']).is_empty();
    (is_name(bare.trim()) && is_labelled && is_apart && !is_hour_of_day(rest))
        .then_some(Stamp { is_alone, ..found })
}

/// Whether a few words can be the name of someone.
fn is_name(words: &str) -> bool {
    let characters = words.chars().count();
    (1..=LONGEST_NAME).contains(&characters)
        && words.split_whitespace().count() <= 5
        && words.chars().any(char::is_alphabetic)
        && !words.contains(['，', '。', ',', '.', '；', ';', '！', '!', '？', '?', '\n'])
        && (words.is_ascii() || characters <= 12)
}

/// The first time behind a space; the figure of `Speaker 1 00:03` is of the name.
fn first_time(text: &str) -> Option<usize> {
    let spaces = text.match_indices([' ', '\u{3000}', '\n']);
    let mut words = spaces.map(|(at, space)| at + space.len());
    words.find(|&at| text.get(at..).and_then(at_head).is_some())
}

/// Whether the first bytes of a text are set in strong letters.
fn is_strong(text: &Finished, length: usize) -> bool {
    text.spans.iter().any(|span| {
        span.emphasis == Emphasis::Strong && span.range.start == 0 && span.range.end >= length
    })
}

fn at_the_tail(text: &Finished) -> Option<Stamp> {
    let content = text.content.trim_end();
    if !content.ends_with([']', ')', '）', '】']) {
        return None;
    }
    let open = content.rfind('[')?;
    let found = written_at(text, open, Place::Tail)?;
    (found.range.end == content.len()).then_some(found)
}

/// A time in brackets, as a link, or bare, at a place of a text.
fn written_at(text: &Finished, at: usize, place: Place) -> Option<Stamp> {
    let rest = text.content.get(at..)?;
    let inner = rest.trim_start_matches(['[', '(', '（', '【']);
    let open = rest.len() - inner.len();
    let clock = at_head(inner)?;
    let after = inner.get(clock.length..)?;
    let length = if open == 0 {
        clock.length
    } else {
        let closed = after.trim_start_matches([']', ')', '）', '】']);
        let close = after.len() - closed.len();
        (close > 0).then_some(open + clock.length + close)?
    };
    let is_link = text.spans.iter().any(|span| {
        matches!(span.emphasis, Emphasis::Link(_))
            && span.range.start >= at
            && span.range.start <= at + open
            && span.range.end <= at + length
            && span.range.end >= at + open + clock.length
    });
    Some(Stamp {
        clock,
        place,
        range: at..at + length,
        is_set_off: open > 0 || is_link,
        is_alone: false,
    })
}

/// Whether what follows a time makes it one of the day.
fn is_hour_of_day(rest: &str) -> bool {
    let word: String = rest
        .trim_start()
        .chars()
        .take_while(|c| c.is_ascii_alphabetic() || *c == '.')
        .filter(|c| *c != '.')
        .collect();
    let zones = [
        "ET", "EST", "EDT", "CT", "PT", "GMT", "UTC", "BST", "CET", "HKT", "SGT", "JST", "AM", "PM",
    ];
    zones.contains(&word.to_ascii_uppercase().as_str())
}

/// Takes a time off a text; between a name and what is said a colon is left.
fn cut(block: &mut Draft, stamp: &Stamp) {
    block.time = Some(Timestamp(stamp.clock.seconds()));
    match stamp.place {
        Place::Head => {
            let rest = block
                .text
                .content
                .get(stamp.range.end..)
                .unwrap_or_default();
            let sign = rest.trim_start_matches([' ', ':', '：', '-', '–', '|']);
            let length = block.text.content.len() - sign.len();
            block.text.cut_front(length);
        }
        Place::Tail => {
            let length = block.text.content.len() - stamp.range.start;
            block.text.cut_back(length);
        }
        Place::Name => cut_behind_name(&mut block.text, &stamp.range),
    }
}

fn cut_behind_name(text: &mut Finished, range: &Range<usize>) {
    let rest = text.content.get(range.end..).unwrap_or_default();
    let said = rest.trim_start_matches([' ', ':', '：', '\n', '\u{3000}']);
    let name = text.content.get(..range.start).unwrap_or_default();
    let name = name.trim_end_matches([' ', ':', '：', '\u{3000}', '\n', '-', '–', '|', '·']);
    let (start, end) = (name.len(), text.content.len() - said.len());
    text.replace(start..end, if said.is_empty() { "" } else { ": " });
}

/// A paragraph of which little is left without its time.
struct Head {
    /// As it was.
    whole: Finished,
    /// Whether what is left says nothing without a paragraph below.
    is_stub: bool,
    /// Whether it is a name and a time, and so the head of all up to the next.
    is_turn: bool,
}

/// Who speaks in the paragraphs below a head.
struct Turn {
    speaker: String,
    /// The `<details>` in which it is said.
    fold: Option<usize>,
}

/// Gives the times, and the names that come back, of the paragraphs that hold nothing else to
/// those below them; the name of a turn to all of them up to the next. The text of a stub is put
/// back where nothing is below.
fn move_down(drafts: &mut Drafts, heads: Vec<Option<Head>>) {
    if heads.iter().all(Option::is_none) {
        return;
    }
    let moves = moves(&drafts.blocks, &heads);
    let mut carried: Option<Draft> = None;
    let mut turn: Option<Turn> = None;
    let mut kept = Vec::with_capacity(drafts.blocks.len());
    let blocks = std::mem::take(&mut drafts.blocks).into_iter();
    for ((mut block, head), &moves) in blocks.zip(heads).zip(&moves) {
        if moves {
            turn = head.filter(|head| head.is_turn).map(|_| Turn {
                speaker: std::mem::take(&mut block.text.content),
                fold: block.fold,
            });
            carried = Some(block);
            continue;
        }
        if let Some(head) = head.filter(|head| head.is_stub) {
            block.text = head.whole;
            block.time = None;
        }
        let goes_on = is_said(&block) && block.time.is_none();
        turn = turn.filter(|turn| goes_on && turn.fold == block.fold);
        if let Some(turn) = &turn {
            block.speaker = Some(turn.speaker.clone());
        }
        kept.push(match carried.take() {
            Some(head) => below(head, block),
            None => block,
        });
    }
    drafts.blocks = kept;
    for fold in &mut drafts.folds {
        let before = moves.iter().take(fold.start);
        fold.start -= before.filter(|&&moves| moves).count();
    }
}

const fn is_said(block: &Draft) -> bool {
    use PassageKind::{List, Prose, Quote};
    matches!(block.kind, Prose | Quote(_) | List { .. })
}

/// Which blocks are but the head of the one below.
fn moves(blocks: &[Draft], heads: &[Option<Head>]) -> Vec<bool> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    for (block, _) in blocks.iter().zip(heads).filter(|(_, head)| head.is_some()) {
        *names.entry(&block.text.content).or_default() += 1;
    }
    let is_open = |block: &Draft| matches!(block.kind, PassageKind::Prose | PassageKind::Quote(_));
    let turns = heads.iter().flatten().filter(|head| head.is_turn).count();
    let below = blocks.iter().skip(1).map(Some).chain([None]);
    let all = blocks.iter().zip(heads).zip(below);
    all.map(|((block, head), below)| {
        let name = block.text.content.as_str();
        let is_turn = head.as_ref().is_some_and(|head| head.is_turn) && turns >= FEWEST_TURNS;
        let is_known =
            is_turn || name.is_empty() || names.get(name).is_some_and(|&count| count > 1);
        head.is_some()
            && is_known
            && is_open(block)
            && below.is_some_and(|below| {
                is_open(below) && below.fold == block.fold && below.time.is_none()
            })
    })
    .collect()
}

fn below(head: Draft, mut block: Draft) -> Draft {
    block.time = head.time;
    if !head.text.content.is_empty() {
        let mut text = head.text;
        text.append(std::mem::take(&mut block.text), ": ");
        block.text = text;
    }
    block
}

#[cfg(test)]
mod tests;
