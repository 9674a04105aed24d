//! Whose words a block holds: remarks of the translator, notes of the editor, summaries by machine.
//!
//! They are told by their labels, which the interface shows in its own language and which are
//! therefore taken off the text. A remark inside a paragraph becomes a block below it. Arrows and
//! notes signed by a name are remarks only in documents of two languages, where a translator is at
//! work; a remark without any sign cannot be told from the text and stays in it.

mod inside;
mod label;

use crate::model::{Language, PassageKind, Side, Voice};
use crate::text::script::language;

use super::draft::{Draft, Fold};

/// Blocks that a label alone on its line may speak for.
const REACH: usize = 8;

/// Gives the blocks of a document their voices; the remarks inside a paragraph are parted from it.
pub(super) fn take(blocks: Vec<Draft>, folds: &mut [Fold]) -> Vec<Draft> {
    let arrows = is_bilingual(&blocks);
    let mut taking = Taking {
        total: blocks.len(),
        arrows,
        blocks: Vec::with_capacity(blocks.len()),
        section: None,
    };
    let mut places = Vec::with_capacity(blocks.len() + 1);
    let mut rest = blocks.into_iter().peekable();
    let mut at = 0;
    while let Some(block) = rest.next() {
        places.push(taking.blocks.len());
        let summary = block.fold.and_then(|fold| folds.get(fold));
        let folded = summary.and_then(|fold| label::of(&fold.summary.content));
        let is_next_apart = rest.peek().is_none_or(|next| is_apart(&block, next));
        taking.block(block, at, folded.map(|label| label.voice), is_next_apart);
        at += 1;
    }
    places.push(taking.blocks.len());
    for fold in folds {
        if let Some(place) = places.get(fold.start) {
            fold.start = *place;
        }
    }
    let mut blocks = taking.blocks;
    spread_editor(&mut blocks);
    blocks
}

/// A label that speaks for the blocks below it.
#[derive(Debug, Clone)]
struct Section {
    voice: Voice,
    who: Option<String>,
    reach: Reach,
}

/// How far a label reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the next heading of this level or above.
    Heading(u8),
    /// So many blocks, if nothing parts them.
    Blocks(usize),
    /// The next block, and a list in full.
    Next,
    /// To the next heading.
    End,
}

struct Taking {
    total: usize,
    arrows: bool,
    blocks: Vec<Draft>,
    section: Option<Section>,
}

impl Taking {
    fn block(&mut self, mut block: Draft, at: usize, folded: Option<Voice>, is_last: bool) {
        if !is_text(&block.kind) {
            self.section = self.section.take().filter(|section| {
                matches!((&block.kind, section.reach), (PassageKind::Heading(level), Reach::Heading(top)) if *level > top)
                    || (section.voice == Voice::Machine && matches!(block.kind, PassageKind::Table(_)))
            });
        }
        let found = match block.kind {
            PassageKind::Heading(_) => label::of(&block.text.content),
            _ if is_text(&block.kind) => self.label(&block.text.content),
            _ => None,
        };
        if let Some(found) = found {
            let is_alone = is_label_alone(&block, &found);
            block.voice = found.voice;
            if is_alone {
                self.begin_section(&block.kind, found, at, is_last);
                if matches!(block.kind, PassageKind::Heading(_)) {
                    self.blocks.push(block);
                }
                return;
            }
            self.section = None;
            if is_text(&block.kind) {
                block.text.cut_back(found.back);
                block.text.cut_front(found.front);
                block.speaker = found.who;
            }
            self.blocks.push(block);
            return;
        }
        if let Some(voice) = folded {
            block.voice = voice;
        } else if is_text(&block.kind) && label::is_statement(&block.text.content) {
            block.voice = Voice::Machine;
        } else if let Some(section) = self.section.take() {
            block.voice = section.voice;
            block.speaker.clone_from(&section.who);
            self.section = section.after(&block, is_last);
        }
        if block.voice == Voice::Document && is_text(&block.kind) {
            self.part(block);
        } else {
            self.blocks.push(block);
        }
    }

    fn label(&self, text: &str) -> Option<label::Label> {
        let known = label::of(text);
        if known.is_some() || !self.arrows {
            return known;
        }
        let front = inside::arrow(text);
        let by_arrow = (front > 0).then_some(label::Label {
            voice: Voice::Translator,
            front,
            back: 0,
            who: None,
        });
        by_arrow.or_else(|| label::named(text))
    }

    fn begin_section(&mut self, kind: &PassageKind, label: label::Label, at: usize, is_last: bool) {
        let reach = match (kind, label.voice) {
            (PassageKind::Heading(level), _) => Reach::Heading(*level),
            (_, Voice::Translator) if is_last => Reach::Next,
            (_, Voice::Translator) => Reach::Blocks(REACH),
            // What stands behind the article is the summary to its end.
            (_, Voice::Machine) if at * 2 >= self.total => Reach::End,
            _ => Reach::Next,
        };
        self.section = Some(Section {
            voice: label.voice,
            who: label.who,
            reach,
        });
    }

    /// Pushes a block and, below it, the remarks that stood in it.
    fn part(&mut self, mut block: Draft) {
        let remarks = inside::find(&block.text.content, self.arrows);
        if remarks.is_empty() {
            self.blocks.push(block);
            return;
        }
        let parted = remarks.iter().map(|remark| {
            let text = block.text.part(remark.words.clone());
            Draft {
                fold: block.fold,
                voice: remark.voice,
                ..Draft::new(PassageKind::Prose, text, block.line)
            }
        });
        let parted: Vec<Draft> = parted.collect();
        let cuts = remarks
            .iter()
            .map(|remark| (remark.whole.start, remark.whole.len()));
        block.text.remove(cuts.collect());
        self.blocks.push(block);
        self.blocks.extend(parted);
    }
}

impl Section {
    /// What is left of it below a block.
    fn after(mut self, block: &Draft, is_last: bool) -> Option<Self> {
        let is_item = matches!(block.kind, PassageKind::List { .. });
        self.reach = match self.reach {
            Reach::Blocks(0 | 1) => return None,
            Reach::Blocks(_) if is_last => return None,
            Reach::Blocks(left) => Reach::Blocks(left - 1),
            Reach::Next if !is_item => return None,
            reach => reach,
        };
        Some(self)
    }
}

/// Whether the block below stands further off than a blank line, or is of another make.
fn is_apart(block: &Draft, next: &Draft) -> bool {
    let lines = block.line.zip(next.line);
    let written = block.text.content.lines().count();
    let is_far = lines.is_none_or(|(line, next)| next > line + written + 1);
    is_far || next.kind != PassageKind::Prose || next.fold != block.fold
}

/// Whether a label is all that a block says.
fn is_label_alone(block: &Draft, label: &label::Label) -> bool {
    let end = block.text.content.len().saturating_sub(label.back);
    let words = block.text.content.get(label.front..end);
    words.is_none_or(|words| words.trim().is_empty())
}

const fn is_text(kind: &PassageKind) -> bool {
    matches!(
        kind,
        PassageKind::Prose | PassageKind::Quote(_) | PassageKind::List { .. }
    )
}

/// An editor's note goes on to the paragraph that announces the text, `以下为原文：`.
fn spread_editor(blocks: &mut [Draft]) {
    let is_editor = |block: &Draft| block.voice == Voice::Editor && is_text(&block.kind);
    let Some(start) = blocks.iter().position(is_editor) else {
        return;
    };
    let near = blocks
        .get(start + 1..)
        .unwrap_or_default()
        .iter()
        .take(REACH);
    let near = near.take_while(|block| is_text(&block.kind));
    let Some(count) = near.map(announces_text).position(|is_one| is_one) else {
        return;
    };
    for block in blocks.iter_mut().skip(start + 1).take(count + 1) {
        block.voice = Voice::Editor;
    }
}

fn announces_text(block: &Draft) -> bool {
    let text = &block.text.content;
    let is_short = text.chars().count() <= 60;
    let opens = text.starts_with("以下");
    let names = ["原文", "正文", "译文", "譯文", "全文"]
        .iter()
        .any(|word| text.contains(word));
    is_short && opens && names
}

/// Whether both languages hold at least two paragraphs.
fn is_bilingual(blocks: &[Draft]) -> bool {
    let signs = |block: &Draft| {
        let text = &block.text.content;
        text.contains("=>") || text.contains('⇒') || text.contains("Note")
    };
    // Most documents hold no sign that needs this to be known.
    if !blocks.iter().any(signs) {
        return false;
    }
    let (mut chinese, mut english) = (0, 0);
    for block in blocks.iter().filter(|block| is_text(&block.kind)) {
        match language(&block.text.content).map(Language::side) {
            Some(Side::Zh) => chinese += 1,
            Some(Side::En) => english += 1,
            None => {}
        }
        if chinese >= 2 && english >= 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
