//! Originals folded into `<details>`: each belongs to the passages just before it.

use crate::model::{Language, Pair, PassageKind, Side, Voice};

use super::align::confidence;
use super::draft::{Draft, Fold};
use super::measure::{measures, weight};
use super::unit::{Unit, joined};

/// Words of summaries that fold in something else, or say that it is no translation.
const OTHERS: &[&str] = &[
    "不是",
    "并非",
    "並非",
    "非译文",
    "非譯文",
    "非原文",
    "图表",
    "圖表",
    "数据",
    "數據",
    "附录",
    "附錄",
    "chart",
    "appendix",
];

/// Whether the words of a `<summary>` say that an original or a translation is folded in.
pub(super) fn names_original(summary: &str) -> bool {
    let lower = summary.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let is_denied = words
        .into_iter()
        .any(|word| matches!(word, "not" | "no" | "non"))
        || OTHERS.iter().any(|word| lower.contains(word));
    if is_denied {
        return false;
    }
    [
        "original",
        "english",
        "translation",
        "chinese",
        "source text",
        "原文",
        "英文",
        "中文",
        "译文",
        "譯文",
        "翻译",
        "翻譯",
        "双语",
        "雙語",
        "对照",
        "對照",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Units of a document, the originals paired; and how many folds were originals.
///
/// A fold that is no original becomes plain blocks below its summary. The label of an original is
/// the author's sign for the reader's eye and is not kept.
pub(super) fn resolve(
    blocks: Vec<Draft>,
    folds: &[Fold],
    languages: &[Option<Language>],
    main: Language,
) -> (Vec<Unit>, usize) {
    let mut units: Vec<Unit> = Vec::with_capacity(blocks.len());
    // Units before this one are out of reach of the coming fold.
    let mut reach = 0;
    let mut originals = 0;
    let mut blocks = blocks.into_iter().zip(languages).peekable();
    let mut waiting = folds.iter().enumerate().peekable();
    let mut at = 0;
    while blocks.peek().is_some() || waiting.peek().is_some() {
        if let Some((index, fold)) = waiting.next_if(|(_, fold)| fold.start <= at) {
            if !names_original(&fold.summary.content) {
                units.extend(summary(fold, main));
                reach = units.len();
                continue;
            }
            let mut folded: Vec<Unit> = Vec::new();
            while let Some((draft, language)) =
                blocks.next_if(|(draft, _)| draft.fold == Some(index))
            {
                folded.push(Unit::new(draft, *language, main));
                at += 1;
            }
            originals += usize::from(attach(&mut units, reach, folded, fold.is_closed, main));
            reach = units.len();
        } else if let Some((draft, language)) = blocks.next() {
            at += 1;
            let unit = Unit::new(draft, *language, main);
            let is_bound = matches!(unit.kind, PassageKind::Heading(_) | PassageKind::Rule);
            units.push(unit);
            if is_bound {
                reach = units.len();
            }
        } else {
            // A fold that begins behind the last block holds nothing.
            at = usize::MAX;
        }
    }
    (units, originals)
}

fn summary(fold: &Fold, main: Language) -> Option<Unit> {
    let text = fold.summary.clone();
    (!text.content.is_empty()).then(|| Unit {
        kind: PassageKind::Prose,
        language: crate::text::script::language(&text.content).unwrap_or(main),
        text,
        speaker: None,
        time: None,
        voice: Voice::default(),
        remarks: Vec::new(),
        other: None,
        pair: None,
        line: fold.line,
    })
}

/// Pairs the folded blocks with the units from `reach` on; `false` where nothing was paired.
fn attach(
    units: &mut Vec<Unit>,
    reach: usize,
    folded: Vec<Unit>,
    is_closed: bool,
    main: Language,
) -> bool {
    let Some(side) = folded.iter().find(|unit| unit.is_prose()).map(Unit::side) else {
        units.extend(folded);
        return false;
    };
    // Of a fold that never closes only the beginning is the original.
    let length = if is_closed {
        folded.len()
    } else {
        let other = |unit: &Unit| unit.is_prose() && unit.side() != side;
        folded.iter().position(other).unwrap_or(folded.len())
    };
    let mut folded = folded;
    let rest = folded.split_off(length);
    let (contents, others): (Vec<Unit>, Vec<Unit>) = folded
        .into_iter()
        .partition(|unit| unit.is_prose() && unit.side() == side);
    if first_open(units, reach, side).is_none()
        && main.side() != side
        && let Some(last) = units.get_mut(reach..).and_then(<[Unit]>::last_mut)
        && last.is_prose()
        && last.other.is_none()
    {
        // A translation of names alone, such as `Skulls Unlimited。`, reads as the other language.
        last.language = main;
    }
    let first = first_open(units, reach, side);
    if let Some(first) = first {
        let before = units.split_off(first);
        units.extend(together(before, contents));
    } else {
        units.extend(contents);
    }
    units.extend(others);
    units.extend(rest);
    first.is_some()
}

/// The first unit from `reach` on that an original of this side could belong to.
fn first_open(units: &[Unit], reach: usize, side: Side) -> Option<usize> {
    let near = units.get(reach..)?.iter();
    let mut open = near.map(|unit| unit.is_prose() && unit.other.is_none() && unit.side() != side);
    open.position(|is_open| is_open).map(|at| reach + at)
}

/// Pairs paragraphs with their originals: one to one where there are as many; else the paragraphs
/// of the side that has more are grouped so that the lengths go together. Nothing is left over.
fn together(before: Vec<Unit>, contents: Vec<Unit>) -> Vec<Unit> {
    let side = contents.first().map(Unit::side);
    let (mut kept, mut open): (Vec<_>, Vec<_>) =
        before.into_iter().enumerate().partition(|(_, unit)| {
            !unit.is_prose() || unit.other.is_some() || Some(unit.side()) == side
        });
    if open.len() == contents.len() {
        let is_marked = open.len() == 1;
        for ((_, unit), original) in open.iter_mut().zip(contents) {
            pair(unit, original, is_marked);
        }
        kept.extend(open);
        kept.sort_by_key(|(at, _)| *at);
        return kept.into_iter().map(|(_, unit)| unit).collect();
    }
    let (left, right) = (
        weights(open.iter().map(|(_, unit)| unit)),
        weights(contents.iter()),
    );
    // With more paragraphs than originals, the first may have none.
    let spare = if open.len() > contents.len() {
        open.len() - best_suffix(&left, &right, contents.len())
    } else {
        0
    };
    kept.extend(open.drain(..spare));
    let left = left.get(spare..).unwrap_or_default();
    if open.len() <= contents.len() {
        let mut groups = grouped(contents, &right, left).into_iter();
        for (_, unit) in &mut open {
            if let Some(original) = groups.next().and_then(joined) {
                pair(unit, original, false);
            }
        }
    } else {
        let places: Vec<usize> = open.iter().map(|(at, _)| *at).collect();
        let units: Vec<Unit> = open.drain(..).map(|(_, unit)| unit).collect();
        // One paragraph right above a fold with one is marked, whatever stands further up.
        let is_marked = units.len() == 1 && contents.len() == 1;
        let groups = grouped(units, left, &right);
        let mut next = 0;
        for (group, original) in groups.into_iter().zip(contents) {
            let place = places.get(next).copied().unwrap_or(usize::MAX);
            next += group.len();
            let unit = match joined(group) {
                Some(mut unit) => {
                    pair(&mut unit, original, is_marked);
                    unit
                }
                None => original,
            };
            open.push((place, unit));
        }
    }
    kept.extend(open);
    kept.sort_by_key(|(at, _)| *at);
    kept.into_iter().map(|(_, unit)| unit).collect()
}

/// Gives a unit its original; only lengths and words tell how sure it is where marks do not.
fn pair(unit: &mut Unit, original: Unit, is_marked: bool) {
    let sure = if is_marked {
        Pair::Marked
    } else {
        let texts = [&*unit, &original].map(|unit| (unit.side(), unit.text.content.as_str()));
        match measures(texts.into_iter(), &()).as_slice() {
            [one, other] => Pair::Aligned(confidence(one, other)),
            _ => Pair::Aligned(0.0),
        }
    };
    unit.pair_with(original);
    unit.pair = unit.other.is_some().then_some(sure);
}

fn weights<'u>(units: impl Iterator<Item = &'u Unit>) -> Vec<f64> {
    // Never nothing: lengths are divided by.
    let weights = units.map(|unit| weight(&unit.text.content).max(1.0));
    weights.collect()
}

/// How many of the last paragraphs are together about as long as all originals.
fn best_suffix(left: &[f64], right: &[f64], least: usize) -> usize {
    let whole: f64 = right.iter().sum();
    let mut sum = 0.0;
    let mut best = (f64::INFINITY, least);
    for (count, weight) in left.iter().rev().enumerate() {
        sum += weight;
        let distance = (sum / whole).ln().abs();
        if count + 1 >= least && distance < best.0 {
            best = (distance, count + 1);
        }
    }
    best.1
}

/// Parts units into as many neighbouring groups as there are targets, each about as long, by
/// where the middle of a unit falls; with as many units as targets each has its own.
fn grouped(units: Vec<Unit>, weights: &[f64], targets: &[f64]) -> Vec<Vec<Unit>> {
    let mut groups: Vec<Vec<Unit>> = targets.iter().map(|_| Vec::new()).collect();
    let (all, whole): (f64, f64) = (weights.iter().sum(), targets.iter().sum());
    let count = units.len();
    let mut passed = 0.0;
    let mut end = targets.first().copied().unwrap_or_default();
    let mut group = 0;
    for (at, (unit, weight)) in units.into_iter().zip(weights).enumerate() {
        let middle = (passed + weight / 2.0) / all * whole;
        passed += weight;
        // No target may be left without a unit.
        let must = targets.len() - group > count - at;
        let one_to_one = count == targets.len() && at > 0;
        let is_full = groups.get(group).is_some_and(|group| !group.is_empty());
        if is_full && group + 1 < targets.len() && (middle > end || must || one_to_one) {
            group += 1;
            end += targets.get(group).copied().unwrap_or_default();
        }
        if let Some(group) = groups.get_mut(group) {
            group.push(unit);
        }
    }
    groups
}
