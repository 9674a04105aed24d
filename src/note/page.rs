//! Web pages saved as HTML: `dom_smoothie` finds the article, the HTML reader reads it.
//!
//! The extractor (a port of Mozilla's Readability) scores elements by commas and classes, and
//! writes the page anew. On Chinese pages this loses text: paragraphs parted by `<br>` in one
//! `<div>`, a lead in a box of its own, a sentence short in bytes, a table or list beside the
//! winner. So it only says where the article is. What stands between the first and the last of
//! its sentences is taken from the page itself, together with the sentences that touch them; what
//! it left out there stays out only where it is furniture. Where it finds less than half of the
//! running text, the stretch with most sentences is taken instead.
//!
//! Of the 125 pages of the project's corpora 122 hold no text: a script loads it from a file
//! beside them. They are told from pages, not read. Text that a page carries as data is read, see
//! [`embedded`].

mod article;
mod embedded;
mod head;
mod title;

use crate::model::{Make, Metadata, PassageKind};
use crate::text::width::width;

use super::date::{self, YearlessDay};
use super::draft::{Draft, Drafts, Fold, Writer};
use super::html::{self, Token};
use super::lines::draft_score;
use super::{byline, dateline, furniture};

use article::Parted;
use head::Head;

/// Blocks before the first sentence, and behind the last, among which bylines stand.
const BESIDE: usize = 12;

/// Columns of the longest block that can say when a page was published.
const DATE_LINE: usize = 60;

/// Running text that data must hold beyond what the page shows, in columns.
const LEAST_DATA: usize = 200;

/// Columns of a page that shows nothing but that it is loading.
const SHELL: usize = 400;

/// Reads a page; what it says of itself goes into the metadata.
pub(super) fn read(page: &str, metadata: &mut Metadata) -> Drafts {
    metadata.make = Make::SavedPage;
    let head = head::read(page);
    let shown = blocks(body(page));
    let running = running_text(&shown.blocks);
    let data = embedded::article(page, &head)
        .map(|text| of_data(&text))
        .filter(|data| running_text(&data.blocks) >= LEAST_DATA.max(running * 4));
    metadata.title = title::of(page, &head, &shown.blocks);
    if data.is_none() && running == 0 && is_shell(page, &shown.blocks) {
        return Drafts::default();
    }
    let is_data = data.is_some();
    let whole = data.unwrap_or(shown);
    let parted = if is_data {
        Parted::all(&whole.blocks)
    } else {
        article::part(page, &whole.blocks).with_folds(&whole.blocks, &whole.folds)
    };
    metadata.date = head.date;
    let missing = tell(&whole.blocks, &parted, &head, metadata);
    let mut drafts = keep(whole, &parted, &head, metadata);
    drafts.diagnostics.extend(missing);
    metadata.source = metadata.source.take().or(head.site).or(head.address);
    metadata.credits.author = metadata.credits.author.take().or(head.author);
    if metadata.tags.is_empty() {
        metadata.tags = head.tags;
    }
    drafts
}

/// Fills the metadata from the rows at the head and the end of the article.
fn tell(
    blocks: &[Draft],
    parted: &Parted,
    head: &Head,
    metadata: &mut Metadata,
) -> Option<crate::model::Diagnostic> {
    let kept = || {
        let all = blocks.iter().enumerate();
        all.filter(|(at, _)| parted.is_kept(*at))
            .map(|(_, draft)| draft)
    };
    let texts = kept().map(|draft| draft.text.content.as_str());
    let day = dateline::take(texts, metadata);
    let near = |from: usize, to: usize| {
        let beside = blocks.get(from..to).unwrap_or_default().iter();
        beside.filter(|draft| width(&draft.text.content) <= DATE_LINE)
    };
    let from = parted.first.saturating_sub(BESIDE);
    let above = || near(from, parted.sentence);
    if metadata.date.is_none() {
        let find = |draft: &Draft| date::find(&draft.text.content);
        let first = above().find_map(find);
        metadata.date = first
            .or(head.time)
            .or_else(|| near(0, blocks.len()).take(60).find_map(find));
    }
    let short = || above().find_map(|draft| YearlessDay::find(&draft.text.content));
    let day = match metadata.date {
        // A page that names its day fully knows better than a dateline.
        Some(_) => None,
        None => day.or_else(short),
    };
    let known = near(0, blocks.len()).find_map(|draft| date::find(&draft.text.content));
    dateline::settle(day, known, metadata)
}

/// The blocks of the article; all others are set aside, but for rows that the metadata takes.
fn keep(whole: Drafts, parted: &Parted, head: &Head, metadata: &mut Metadata) -> Drafts {
    let mut drafts = Drafts {
        folds: whole.folds,
        diagnostics: whole.diagnostics,
        ..Drafts::default()
    };
    let aside = summaries_aside(&mut drafts.folds, &whole.blocks, parted);
    drafts.aside.extend(aside);
    let mut gone = Vec::new();
    let names = [&head.author, &head.site].map(|name| name.as_deref().unwrap_or_default());
    let mut rest = whole.blocks.into_iter().enumerate().peekable();
    while let Some((at, draft)) = rest.next() {
        let text = &draft.text.content;
        let is_title = *text == metadata.title;
        let is_row = matches!(draft.kind, PassageKind::Prose | PassageKind::List { .. });
        let is_edge = parted.is_beside(at, BESIDE) && is_row && draft_score(&draft) <= 0;
        if is_edge && (is_title || byline::take_beside(text, &names, metadata)) {
            gone.push(at);
            continue;
        }
        if parted.is_kept(at) {
            drafts.blocks.push(draft);
            continue;
        }
        gone.push(at);
        let next = rest.peek().map(|(_, next)| next.text.content.as_str());
        if at > parted.last && metadata.tags.is_empty() {
            metadata.tags = furniture::tags(text, next).unwrap_or_default();
        }
        let is_told = is_title && at < parted.first;
        if !text.is_empty() && !is_told {
            let line = text.replace(['\n', '\t'], " ");
            drafts.aside.push(line);
        }
    }
    // Folds are told by the number of blocks above them.
    for fold in &mut drafts.folds {
        fold.start -= gone.partition_point(|at| *at < fold.start);
    }
    drafts
}

/// Takes away the summaries of folds that stand outside the article.
fn summaries_aside(folds: &mut [Fold], blocks: &[Draft], parted: &Parted) -> Vec<String> {
    let mut kept: Vec<bool> = folds
        .iter()
        .map(|fold| fold.start > 0 && parted.is_kept(fold.start - 1))
        .collect();
    for (at, draft) in blocks.iter().enumerate() {
        if let Some(kept) = draft.fold.and_then(|fold| kept.get_mut(fold)) {
            *kept |= parted.is_kept(at);
        }
    }
    let outside = folds.iter_mut().zip(kept).filter(|(_, kept)| !kept);
    let summaries = outside.map(|(fold, _)| std::mem::take(&mut fold.summary).content);
    summaries.filter(|summary| !summary.is_empty()).collect()
}

/// Whether a page has nothing to show before its scripts have run.
fn is_shell(page: &str, blocks: &[Draft]) -> bool {
    let columns: usize = blocks.iter().map(|draft| width(&draft.text.content)).sum();
    let waits = [
        "读取中",
        "讀取中",
        "加载中",
        "載入中",
        "正在加载",
        "loading",
    ];
    let says = |draft: &Draft| {
        let text = draft.text.content.to_lowercase();
        waits.iter().any(|word| text.contains(word))
    };
    columns <= SHELL && find_tag(page, "<script").is_some() && blocks.iter().any(says)
}

/// Blocks of a text that a page carries as data: HTML, or lines.
fn of_data(text: &str) -> Drafts {
    if ["<p", "<br", "<div"]
        .iter()
        .any(|tag| find_tag(text, tag).is_some())
    {
        return blocks(text);
    }
    Drafts {
        blocks: super::lines::blocks(&super::lines::lines(text)),
        ..Drafts::default()
    }
}

fn blocks(html: &str) -> Drafts {
    let mut writer = Writer::default();
    html::write_page(html, &mut writer);
    writer.finish()
}

/// The page without its head.
fn body(page: &str) -> &str {
    let at = find_tag(page, "<body").or_else(|| find_tag(page, "</head"));
    at.and_then(|at| page.get(at..)).unwrap_or(page)
}

fn find_tag(page: &str, tag: &str) -> Option<usize> {
    let opening = tag.as_bytes();
    let mut windows = page.as_bytes().windows(opening.len());
    windows.position(|window| window.eq_ignore_ascii_case(opening))
}

/// Columns of the blocks that read as sentences.
fn running_text(blocks: &[Draft]) -> usize {
    let blocks = blocks.iter().filter(|draft| draft_score(draft) > 0);
    blocks.map(|draft| width(&draft.text.content)).sum()
}

#[cfg(test)]
mod tests;
