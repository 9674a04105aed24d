//! Which blocks of a page are its article.

use std::collections::HashMap;

use dom_smoothie::{Config, Readability};

use crate::model::{Emphasis, PassageKind};
use crate::text::width::width;

use super::super::draft::{Draft, Fold};
use super::super::furniture;
use super::super::lines::{densest, draft_score};
use super::{Token, blocks, html, running_text};

/// Deeper pages are not given to the extractor, which walks its tree by recursion.
const DEEPEST: usize = 256;

/// Elements more than any page needs; the extractor's time grows with them.
const MOST_ELEMENTS: usize = 60_000;

/// Bytes that may be compared to find blocks that the extractor has joined.
const MOST_COMPARED: usize = 50_000_000;

/// Characters below which a text may stand inside another by chance.
const TELLING: usize = 8;

/// A page's blocks, parted into its article and what stands around it.
#[derive(Debug)]
pub(super) struct Parted {
    kept: Vec<bool>,
    /// The first block of the article.
    pub first: usize,
    /// Its first sentence.
    pub sentence: usize,
    /// Its last block.
    pub last: usize,
}

impl Parted {
    /// A page of which everything is the article.
    pub(super) fn all(blocks: &[Draft]) -> Self {
        Self::of(vec![true; blocks.len()], blocks)
    }

    fn of(kept: Vec<bool>, blocks: &[Draft]) -> Self {
        let first = kept.iter().position(|kept| *kept).unwrap_or(0);
        let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
        let all = blocks.iter().zip(&kept);
        let sentence = all
            .clone()
            .position(|(draft, kept)| *kept && draft_score(draft) > 0);
        Self {
            sentence: sentence.unwrap_or(first),
            kept,
            first,
            last,
        }
    }

    /// What a page folds in right below the article, or below a part of it, is a part of it.
    pub(super) fn with_folds(self, blocks: &[Draft], folds: &[Fold]) -> Self {
        if folds.is_empty() {
            return self;
        }
        let mut kept = self.kept;
        for (at, draft) in blocks.iter().enumerate() {
            let fold = draft.fold.and_then(|fold| folds.get(fold));
            let above = fold.and_then(|fold| fold.start.checked_sub(1));
            let is_below = above.is_some_and(|above| kept.get(above) == Some(&true));
            if is_below && fold.is_some_and(|fold| fold.is_closed) {
                kept.get_mut(at).into_iter().for_each(|kept| *kept = true);
            }
        }
        Self::of(kept, blocks)
    }

    pub(super) fn is_kept(&self, at: usize) -> bool {
        self.kept.get(at).copied().unwrap_or(false)
    }

    /// Whether a block stands among the few above the first sentence or around the last block.
    pub(super) fn is_beside(&self, at: usize, few: usize) -> bool {
        let above = self.first.saturating_sub(few)..self.sentence;
        let below = self.last.saturating_sub(2)..=self.last + few / 4;
        above.contains(&at) || below.contains(&at)
    }
}

/// Parts the blocks of a page.
pub(super) fn part(page: &str, blocks: &[Draft]) -> Parted {
    let found = is_modest(page).then(|| extract(page)).flatten();
    let matched = found.map(|found| matched(blocks, &found));
    let text = |matched: &[bool]| -> usize {
        let kept = blocks.iter().zip(matched).filter(|(_, is_kept)| **is_kept);
        kept.map(|(draft, _)| running_text(std::slice::from_ref(draft)))
            .sum()
    };
    let kept = match matched {
        Some(matched) if text(&matched) * 2 >= running_text(blocks) && text(&matched) > 0 => {
            from_matched(blocks, &matched)
        }
        _ => by_density(blocks),
    };
    Parted::of(kept, blocks)
}

/// The article's blocks as the extractor writes them.
fn extract(page: &str) -> Option<Vec<Draft>> {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let article = Readability::new(page, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    Some(blocks(&article.content).blocks)
}

/// Which blocks of the page the extractor has taken.
fn matched(blocks: &[Draft], found: &[Draft]) -> Vec<bool> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut all = String::new();
    for draft in found {
        let text = squeezed(&draft.text.content);
        all.push_str(&text);
        *counts.entry(text).or_default() += 1;
    }
    let mut left = MOST_COMPARED;
    let is_taken = |draft: &Draft| {
        let text = squeezed(&draft.text.content);
        if let Some(count) = counts.get_mut(&text).filter(|count| **count > 0) {
            *count -= 1;
            return true;
        }
        // Only sentences are told by a part of a longer text.
        if text.chars().count() < TELLING || draft_score(draft) <= 0 || left < all.len() {
            return false;
        }
        left -= all.len();
        all.contains(&text)
    };
    blocks.iter().map(is_taken).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The article between the first and the last sentence that the extractor has taken.
fn from_matched(blocks: &[Draft], matched: &[bool]) -> Vec<bool> {
    let is_sentence = |at: usize| blocks.get(at).is_some_and(|draft| draft_score(draft) > 0);
    let is_taken = |at: usize| matched.get(at).copied().unwrap_or(false);
    let all = || 0..blocks.len();
    let first = all()
        .find(|&at| is_sentence(at) && is_taken(at))
        .unwrap_or(0);
    let last = all()
        .rfind(|&at| is_sentence(at) && is_taken(at))
        .unwrap_or(0);
    let touches = |at: usize| {
        let text = blocks.get(at).map(|draft| draft.text.content.as_str());
        is_sentence(at) && !text.is_none_or(furniture::is_one)
    };
    // Sentences, headings and pictures that the extractor took or that touch its sentences.
    let belongs = |at: usize| {
        let is_text = blocks
            .get(at)
            .is_some_and(|draft| !is_button(draft) && is_article(draft, true));
        touches(at) || (is_taken(at) && is_text)
    };
    let mut start = first;
    while start > 0 && belongs(start - 1) {
        start -= 1;
    }
    let mut end = last + 1;
    while end < blocks.len() && belongs(end) {
        end += 1;
    }
    let end = ended(blocks, start, end);
    let within = |(at, draft): (usize, &Draft)| {
        (start..end).contains(&at) && is_article(draft, is_taken(at))
    };
    blocks.iter().enumerate().map(within).collect()
}

/// The stretch of the page with most sentences, for pages that the extractor cannot read.
fn by_density(blocks: &[Draft]) -> Vec<bool> {
    let range = densest(blocks.iter().map(draft_score));
    // A page without sentences keeps everything: there is no telling what matters.
    if range.is_empty() {
        return vec![true; blocks.len()];
    }
    let end = ended(blocks, range.start, range.end);
    let range = range.start..end;
    let within = |(at, draft): (usize, &Draft)| range.contains(&at) && is_article(draft, true);
    blocks.iter().enumerate().map(within).collect()
}

/// Where an article ends before `end`: at `相关阅读` and the like, past half of its text.
fn ended(blocks: &[Draft], start: usize, end: usize) -> usize {
    let within = blocks.get(start..end).unwrap_or_default();
    let total = running_text(within);
    let mut passed = 0;
    for (at, draft) in within.iter().enumerate() {
        passed += running_text(std::slice::from_ref(draft));
        if passed * 2 > total && furniture::ends_article(&draft.text.content) {
            return start + at;
        }
    }
    end
}

/// Whether a block inside an article is a part of it.
fn is_article(draft: &Draft, is_taken: bool) -> bool {
    let text = &draft.text.content;
    match draft.kind {
        PassageKind::Table(_) | PassageKind::Code(_) | PassageKind::Rule => true,
        PassageKind::Image(_) => is_taken || !text.is_empty(),
        PassageKind::Heading(_) => !furniture::is_one(text),
        _ if furniture::is_one(text) => false,
        _ => is_taken || draft_score(draft) > 0 || !is_button(draft),
    }
}

/// A short block that is nothing but a link or a word: a button, a name of a section.
fn is_button(draft: &Draft) -> bool {
    let text = &draft.text.content;
    if !matches!(draft.kind, PassageKind::Prose | PassageKind::List { .. }) {
        return false;
    }
    let linked = draft
        .text
        .spans
        .iter()
        .filter(|span| matches!(span.emphasis, Emphasis::Link(_)));
    let linked: usize = linked.map(|span| span.range.len()).sum();
    linked * 10 >= text.len() * 9 || width(text) <= 8
}

/// Whether a page is small and shallow enough for the extractor.
fn is_modest(page: &str) -> bool {
    let mut depth = 0_usize;
    let mut elements = 0_usize;
    for token in html::tokens(page) {
        let Token::Tag(tag) = token else { continue };
        elements += 1;
        if tag.is_close {
            depth = depth.saturating_sub(1);
        } else if !tag.is_empty && !is_void(&tag.name) {
            depth += 1;
        }
        if depth > DEEPEST || elements > MOST_ELEMENTS {
            return false;
        }
    }
    true
}

/// Elements that never close, and those that are often left open.
fn is_void(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source",
        "track", "wbr", "param", "p", "li", "td", "th", "tr", "option",
    ];
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_pages_are_not_given_to_the_extractor() {
        assert!(is_modest("<div><p>x</p></div>"));
        assert!(!is_modest(&"<div>".repeat(DEEPEST + 1)));
        assert!(is_modest(&"<p><br>".repeat(DEEPEST + 1)));
        assert!(!is_modest(&"<p></p>".repeat(MOST_ELEMENTS)));
    }

    fn prose(text: &str) -> Draft {
        Draft::plain(PassageKind::Prose, text, None)
    }

    #[test]
    fn blocks_are_matched_once_and_inside_longer_ones() {
        let long = "市场在周三遭遇了罕见的抛售，动量组合下跌。";
        let page = [prose("首页"), prose("首页"), prose(long), prose("另一段")];
        let found = [prose("首页"), prose(&format!("导语 {long}"))];
        assert_eq!(matched(&page, &found), [true, false, true, false]);
    }

    #[test]
    fn buttons_are_short_or_linked() {
        let mut link = prose("这是一条指向别处的相关新闻标题");
        assert!(!is_button(&link));
        link.text.spans.push(crate::model::Span {
            range: 0..link.text.content.len(),
            emphasis: Emphasis::Link("https://a.example".into()),
        });
        assert!(is_button(&link));
        assert!(is_button(&prose("分享")));
    }
}
