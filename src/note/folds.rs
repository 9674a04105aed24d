//! Originals folded into `<details>`: each belongs to the passages just before it.

use crate::model::{Language, PassageKind, Side};

use super::draft::{Draft, Fold};
use super::unit::{Unit, alignment, joined, measures, merge};

/// Whether the words of a `<summary>` say that an original or a translation is folded in.
pub(super) fn names_original(summary: &str) -> bool {
    let lower = summary.to_lowercase();
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
            originals += usize::from(attach(&mut units, reach, folded, fold.is_closed));
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
        other: None,
        line: fold.line,
    })
}

/// Pairs the folded blocks with the units from `reach` on; `false` where nothing was paired.
fn attach(units: &mut Vec<Unit>, reach: usize, folded: Vec<Unit>, is_closed: bool) -> bool {
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
    let is_paired = match first_open(units, reach, side) {
        Some(first) => {
            let before = units.split_off(first);
            units.extend(together(before, contents));
            true
        }
        None => {
            units.extend(contents);
            false
        }
    };
    units.extend(others);
    units.extend(rest);
    is_paired
}

/// The first unit from `reach` on that an original of this side could belong to.
fn first_open(units: &[Unit], reach: usize, side: Side) -> Option<usize> {
    let near = units.get(reach..)?.iter();
    let mut open = near.map(|unit| unit.is_prose() && unit.other.is_none() && unit.side() != side);
    open.position(|is_open| is_open).map(|at| reach + at)
}

/// Pairs paragraphs with their originals: one to one where there are as many, else by length,
/// and as a whole where lengths tell nothing.
fn together(before: Vec<Unit>, contents: Vec<Unit>) -> Vec<Unit> {
    let open = |unit: &Unit| unit.is_prose() && unit.other.is_none();
    let count = before.iter().filter(|unit| open(unit)).count();
    if count == contents.len() {
        let mut contents = contents.into_iter();
        let paired = before.into_iter().map(|mut unit| {
            if open(&unit)
                && let Some(original) = contents.next()
            {
                unit.pair_with(original);
            }
            unit
        });
        return paired.collect();
    }
    if count > 1 && before.iter().all(open) {
        let (left, right) = (measures(&before), measures(&contents));
        let beads = alignment(&before, &contents, &left, &right);
        if beads
            .iter()
            .any(|bead| !bead.first.is_empty() && !bead.second.is_empty())
        {
            return merge(before, contents, &beads);
        }
    }
    // The nearest paragraph takes the whole original.
    let mut before = before;
    let last = before.iter().rposition(open);
    if let (Some(unit), Some(whole)) = (last.and_then(|at| before.get_mut(at)), joined(contents)) {
        unit.pair_with(whole);
    }
    before
}
