//! Web pages saved as HTML: the article by `dom_smoothie`, its blocks by the HTML reader.
//!
//! Where the extractor finds less than half of the page's running text, as it does on pages that
//! part Chinese paragraphs by line ends, the stretch with most sentences is taken instead.

use dom_smoothie::{Article, Config, Readability};

use crate::model::{Diagnostic, DiagnosticKind, Make, Metadata, PassageKind};
use crate::text::sanitise::sanitise;
use crate::text::width::width;

use super::draft::{Draft, Drafts, Writer};
use super::html::{self, Token};
use super::lines::{densest, draft_score};
use super::{byline, date};

/// Deeper pages are not given to the extractor, which walks its tree by recursion.
const DEEPEST: usize = 256;

/// Blocks at the head of an article among which its byline stands.
const HEAD_BLOCKS: usize = 6;

/// Elements more than any page needs; the extractor's time grows with them.
const MOST_ELEMENTS: usize = 60_000;

/// Reads a page; what it says of itself goes into the metadata.
pub(super) fn read(page: &str, metadata: &mut Metadata) -> Drafts {
    metadata.make = Make::SavedPage;
    let whole = blocks(body(page));
    let article = is_modest(page).then(|| extract(page)).flatten();
    if let Some(article) = &article {
        describe(article, metadata);
    }
    if metadata.title.is_empty() {
        metadata.title = clean(&title_element(page).unwrap_or_default());
    }
    metadata.title = title(&metadata.title, &whole.blocks).to_owned();
    let found = article.map(|article| blocks(&article.content));
    let mut drafts = match found {
        Some(found) if running_text(&found) * 2 >= running_text(&whole) => found,
        _ => return own_article(whole, metadata),
    };
    let aside = whole.blocks.len().saturating_sub(drafts.blocks.len());
    take_bylines(&mut drafts, metadata);
    if metadata.date.is_none() {
        metadata.date = date_line(&whole.blocks);
    }
    with_aside(drafts, aside)
}

fn extract(page: &str) -> Option<Article> {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    Readability::new(page, None, Some(config))
        .ok()?
        .parse()
        .ok()
}

fn describe(article: &Article, metadata: &mut Metadata) {
    let text = |text: &str| {
        let text = clean(text.trim());
        (!text.is_empty()).then_some(text)
    };
    metadata.title = text(&article.title).unwrap_or_default();
    metadata.credits.author = article.byline.as_deref().and_then(text);
    metadata.source = article
        .site_name
        .as_deref()
        .or(article.url.as_deref())
        .and_then(text);
    metadata.date = article.published_time.as_deref().and_then(date::parse);
}

/// The stretch of the page with most sentences, for pages that the extractor cannot read.
fn own_article(mut whole: Drafts, metadata: &mut Metadata) -> Drafts {
    let range = densest(whole.blocks.iter().map(draft_score));
    if metadata.date.is_none() {
        metadata.date = date_line(&whole.blocks);
    }
    // A page without sentences keeps everything: there is no telling what matters.
    if range.is_empty() || !whole.folds.is_empty() {
        return whole;
    }
    let aside = whole.blocks.len() - range.len();
    whole.blocks.truncate(range.end);
    for draft in whole.blocks.drain(..range.start).rev().take(HEAD_BLOCKS) {
        byline::take(&draft.text.content, metadata);
    }
    take_bylines(&mut whole, metadata);
    with_aside(whole, aside)
}

/// Moves the rows that name author, source and time from above the first sentence into the metadata.
fn take_bylines(drafts: &mut Drafts, metadata: &mut Metadata) {
    // Folds are told by the number of blocks above them.
    if !drafts.folds.is_empty() {
        return;
    }
    let sentence = drafts
        .blocks
        .iter()
        .position(|draft| draft_score(draft) > 0);
    let end = sentence.unwrap_or(0).min(HEAD_BLOCKS);
    let is_row = |draft: &Draft| draft.kind == PassageKind::Prose;
    let mut at = 0;
    drafts.blocks.retain(|draft| {
        at += 1;
        !(at <= end && is_row(draft) && byline::take(&draft.text.content, metadata))
    });
}

fn with_aside(mut drafts: Drafts, lines: usize) -> Drafts {
    if lines > 0 {
        drafts.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::SetAside { lines },
            line: None,
        });
    }
    drafts
}

fn blocks(html: &str) -> Drafts {
    let mut writer = Writer::default();
    html::write(html, &mut writer);
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

fn title_element(page: &str) -> Option<String> {
    let rest = page.get(find_tag(page, "<title")?..)?;
    let inner = rest.get(rest.find('>')? + 1..)?;
    let end = find_tag(inner, "</title")?;
    let title = html::decode(inner.get(..end)?).into_owned();
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The title of the page, which its first heading gives without the name of the site.
fn title<'t>(written: &'t str, blocks: &'t [Draft]) -> &'t str {
    let headings = || {
        let all = blocks.iter();
        all.filter(|draft| matches!(draft.kind, PassageKind::Heading(_)))
    };
    let is_sign = |c: char| c.is_whitespace() || "_|｜-–—·:：".contains(c);
    // A first heading may be the site's own name, and the title stand below.
    let leads = |heading: &&str| {
        let rest = written.strip_prefix(*heading).unwrap_or_default();
        let name = rest.trim_matches(is_sign);
        rest.starts_with(is_sign) && headings().all(|other| other.text.content != name)
    };
    headings()
        .filter(|draft| draft.kind == PassageKind::Heading(1))
        .map(|draft| draft.text.content.as_str())
        .filter(leads)
        .max_by_key(|heading| heading.len())
        .unwrap_or_else(|| without_site(written))
}

/// A title without the name of the site, which Chinese pages add behind `_`, `|` or ` - `.
fn without_site(title: &str) -> &str {
    for sign in ["_", "|", "｜", " - ", " – ", " — "] {
        if let Some((head, _)) = title.split_once(sign)
            && width(head.trim()) >= 16
        {
            return head.trim();
        }
    }
    title
}

/// The first full date on a short line: where Chinese pages say when they were published.
fn date_line(blocks: &[Draft]) -> Option<jiff::civil::Date> {
    let short = blocks
        .iter()
        .filter(|draft| draft.text.content.chars().count() <= 60);
    short
        .take(40)
        .find_map(|draft| date::find(&draft.text.content))
}

/// Columns of the blocks that read as sentences.
fn running_text(drafts: &Drafts) -> usize {
    let blocks = drafts.blocks.iter().filter(|draft| draft_score(draft) > 0);
    blocks.map(|draft| width(&draft.text.content)).sum()
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

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "area"
            | "base"
            | "col"
            | "embed"
            | "source"
            | "track"
            | "wbr"
            | "param"
            | "p"
            | "li"
            | "td"
            | "th"
            | "tr"
            | "option"
    )
}

fn clean(text: &str) -> String {
    sanitise(text).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_off_long_titles() {
        for (title, cut) in [
            (
                "动量崩盘的背后发生了什么_财经_某网",
                "动量崩盘的背后发生了什么",
            ),
            (
                "Why momentum crashed this week - The Desk",
                "Why momentum crashed this week",
            ),
            ("短题_某网", "短题_某网"),
            ("no sign at all", "no sign at all"),
        ] {
            assert_eq!(without_site(title), cut);
        }
    }

    #[test]
    fn the_first_heading_gives_the_title_without_the_site() {
        let heading = |level, text| Draft::plain(PassageKind::Heading(level), text, None);
        for (written, blocks, expected) in [
            ("短题 - 某网", vec![heading(1, "短题")], "短题"),
            ("短题_某网", vec![heading(2, "短题")], "短题_某网"),
            ("短题集", vec![heading(1, "短题")], "短题集"),
            (
                "某网 - 短题",
                vec![heading(1, "某网"), heading(2, "短题")],
                "某网 - 短题",
            ),
            ("短题", Vec::new(), "短题"),
        ] {
            assert_eq!(title(written, &blocks), expected);
        }
    }

    #[test]
    fn rows_above_the_text_become_metadata() {
        let sentence = "市场在周三遭遇了罕见的抛售，动量组合下跌，做市商的对冲放大了波动。";
        let page = format!(
            "<body><h1>短题</h1><p class=\"meta\"><span>某甲</span> <time>2026-02-05 08:41</time> \
             <span>来源：某网</span> <span>阅读 6 分钟</span></p><p>{sentence}</p><p>{sentence}</p></body>"
        );
        let mut metadata = Metadata::default();
        let drafts = read(&page, &mut metadata);
        assert!(
            drafts
                .blocks
                .iter()
                .all(|draft| !draft.text.content.contains("来源"))
        );
        assert_eq!(metadata.credits.author.as_deref(), Some("某甲"));
        assert_eq!(metadata.source.as_deref(), Some("某网"));
        assert_eq!(metadata.date, Some(jiff::civil::date(2026, 2, 5)));
    }

    #[test]
    fn titles_are_read_without_the_extractor() {
        let page = "<HTML><Title>\n A &amp; B\n</TITLE></HTML>";
        assert_eq!(title_element(page).as_deref(), Some("A & B"));
        assert_eq!(title_element("<p>x"), None);
    }

    #[test]
    fn deep_pages_are_read_without_the_extractor() {
        assert!(is_modest("<div><p>x</p></div>"));
        assert!(!is_modest(&"<div>".repeat(DEEPEST + 1)));
        let page = "<div>".repeat(5_000)
            + "市场在周三遭遇了罕见的抛售，动量组合下跌，做市商的对冲放大了波动。";
        let drafts = read(&page, &mut Metadata::default());
        assert_eq!(drafts.blocks.len(), 1);
    }

    #[test]
    fn a_page_of_short_lines_keeps_them_all() {
        let page = "<body><p>甲</p><p>乙</p><p>丙</p></body>";
        let drafts = read(page, &mut Metadata::default());
        let texts: Vec<_> = drafts
            .blocks
            .iter()
            .map(|draft| draft.text.content.as_str())
            .collect();
        assert_eq!(texts, ["甲", "乙", "丙"]);
    }
}
