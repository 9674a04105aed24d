//! Web pages saved as text, with their menus, related links, comments and prompts.
//!
//! The article is the stretch with most running text; what stands around it goes to the metadata
//! where it says who, when or under which words, and is set aside where it does not.

use jiff::civil::Date;

use crate::model::{Make, Metadata};

use super::date::{self, YearlessDay};
use super::draft::Drafts;
use super::lines::{Line, blocks};
use super::plain::{is_paragraph, is_title};
use super::{byline, dateline, furniture};

/// Columns of the longest line that can say when a page was published.
const DATE_LINE: usize = 60;

/// Lines at the head of an article among which its bylines stand.
const HEAD_LINES: usize = 12;

/// Lines at the end of an article among which its bylines stand.
const TAIL_LINES: usize = 3;

/// Reads a page by its lines before, inside and behind its article.
pub(super) fn read(parts: [&[Line<'_>]; 3], metadata: &mut Metadata) -> Drafts {
    metadata.make = Make::SavedPage;
    let [head, body, tail] = parts;
    // The title is the longest line that can be one above the first paragraph.
    let lead = body.iter().position(is_paragraph).unwrap_or(0);
    let (above, _) = body.split_at_checked(lead).unwrap_or_default();
    let candidates = head.iter().chain(above).filter(|line| is_title(line));
    let title = candidates.max_by_key(|line| line.columns).copied();
    let title = title.filter(|_| metadata.title.is_empty());
    if let Some(title) = title {
        title.text.clone_into(&mut metadata.title);
    }
    let mut page = Page {
        title,
        kept: Vec::with_capacity(body.len()),
        aside: Vec::new(),
    };
    page.head(head, metadata);
    page.body(body, lead, metadata);
    page.tail(tail, metadata);
    let known = metadata.date.or_else(|| dates(tail).next());
    let lines = page.kept.iter().map(|line| line.text);
    let day = dateline::take(lines, metadata).or_else(|| yearless(head, metadata.date));
    let missing = dateline::settle(day, known, metadata);
    Drafts {
        blocks: blocks(&page.kept),
        diagnostics: Vec::from_iter(missing),
        aside: page.aside,
        ..Drafts::default()
    }
}

/// The lines of a page, parted.
struct Page<'l> {
    title: Option<Line<'l>>,
    kept: Vec<Line<'l>>,
    aside: Vec<String>,
}

impl<'l> Page<'l> {
    fn head(&mut self, head: &[Line<'l>], metadata: &mut Metadata) {
        for line in head {
            let is_said = byline::take(line.text, metadata) || Some(*line) == self.title;
            if !is_said {
                self.set_aside(line);
            }
        }
        if metadata.date.is_none() {
            metadata.date = dates(head).next();
        }
    }

    fn body(&mut self, body: &[Line<'l>], lead: usize, metadata: &mut Metadata) {
        let end = end(body);
        for (at, line) in body.iter().enumerate() {
            let is_edge = at < HEAD_LINES || at + TAIL_LINES >= end;
            if at >= end || (at < lead && !line.is_sentence() && !self.is_known(line, metadata)) {
                self.set_aside(line);
            } else if self.is_known(line, metadata)
                || (is_edge && byline::take(line.text, metadata))
            {
                // Said by the metadata.
            } else if furniture::is_one(line.text) {
                self.set_aside(line);
            } else {
                self.kept.push(*line);
            }
        }
    }

    fn tail(&mut self, tail: &[Line<'l>], metadata: &mut Metadata) {
        let mut lines = tail.iter().peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().map(|next| next.text);
            let tags = furniture::tags(line.text, next).filter(|_| metadata.tags.is_empty());
            metadata.tags.extend(tags.into_iter().flatten());
            self.set_aside(line);
        }
    }

    /// Whether a line is the title, or a row at the head that the metadata takes.
    fn is_known(&self, line: &Line<'_>, metadata: &mut Metadata) -> bool {
        let is_title = self.title.is_some_and(|title| title.text == line.text);
        is_title || (!line.is_sentence() && byline::take(line.text, metadata))
    }

    fn set_aside(&mut self, line: &Line<'_>) {
        self.aside.push(line.text.to_owned());
    }
}

/// Where the article ends inside its stretch: at `相关阅读` and the like, in its second half.
fn end(body: &[Line<'_>]) -> usize {
    let ends = body
        .iter()
        .rposition(|line| !furniture::ends_article(line.text));
    let half = ends.map_or(0, |last| last / 2);
    let marks = body.iter().enumerate().skip(half);
    let mark = marks
        .filter(|(_, line)| furniture::ends_article(line.text))
        .map(|(at, _)| at);
    mark.min().unwrap_or(body.len())
}

/// The full dates of short lines.
fn dates(lines: &[Line<'_>]) -> impl Iterator<Item = Date> {
    let short = lines.iter().filter(|line| line.columns <= DATE_LINE);
    short.filter_map(|line| date::find(line.text))
}

/// A day without its year above the article, where no full date is known.
fn yearless(head: &[Line<'_>], known: Option<Date>) -> Option<YearlessDay> {
    let mut short = head.iter().filter(|line| line.columns <= DATE_LINE);
    match known {
        Some(_) => None,
        None => short.find_map(|line| YearlessDay::find(line.text)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use crate::model::{DiagnosticKind, Note};
    use crate::note::parse;
    use crate::note::tests::{assert_sound, contents};

    const SENTENCE: &str =
        "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲进一步放大了波动。";

    /// A page whose article stands between these lines.
    fn page(head: &str, article: &str, tail: &str) -> Note {
        let article = article.replace('#', SENTENCE);
        let text = format!(
            "登录\n首页\n行情\n下载APP\n{head}\n\n{article}\n\n{tail}\n取消\n提交\n关于我们\n"
        );
        let note = parse(text.as_bytes(), "p.txt").expect("a note");
        assert_sound(&note);
        note
    }

    #[test]
    fn every_line_is_kept_told_or_set_aside() {
        let note = page(
            "动量崩盘的背后发生了什么\n原文标题：Momentum\n译者：某丁",
            "#\n\n#\n\n扫码下载APP\n\n#\n\n#\n\n责任编辑：某丙",
            "相关标签\nai 动量\n相关文章\n评论",
        );
        assert_eq!(contents(&note).len(), 4);
        assert_eq!(note.metadata.original_title.as_deref(), Some("Momentum"));
        assert_eq!(note.metadata.credits.translator.as_deref(), Some("某丁"));
        assert_eq!(note.metadata.tags, ["ai", "动量"]);
        for line in ["首页", "扫码下载APP", "相关文章", "取消"] {
            assert!(
                note.aside.iter().any(|aside| aside == line),
                "{line} {:?}",
                note.aside
            );
        }
        let aside = DiagnosticKind::SetAside {
            lines: note.aside.len(),
        };
        assert!(note.diagnostics.iter().any(|found| found.kind == aside));
    }

    #[test]
    fn a_day_without_year_takes_it_from_the_page() {
        let article = format!("某社 2 月 5 日讯(编辑 某乙){SENTENCE}\n\n#\n\n#\n\n#");
        let note = page(
            "动量崩盘的背后发生了什么",
            &article,
            "相关文章\n2026-02-03 某标题",
        );
        assert_eq!(note.metadata.date, Some(day(2026, 2, 5)));
        assert_eq!(note.metadata.credits.editor.as_deref(), Some("某乙"));
        assert_eq!(note.metadata.source.as_deref(), Some("某社"));
        let note = page(
            "created: 2026-02-06T10:22 (UTC +08:00)\n动量崩盘的背后发生了什么",
            &article,
            "相关文章",
        );
        assert_eq!(note.metadata.date, Some(day(2026, 2, 5)));
        let note = page("动量崩盘的背后发生了什么", &article, "相关文章");
        assert_eq!(note.metadata.date, None);
        let is_missing = |kind: &DiagnosticKind| matches!(kind, DiagnosticKind::MissingYear { .. });
        assert!(note.diagnostics.iter().any(|found| is_missing(&found.kind)));
    }

    #[test]
    fn what_stands_behind_the_end_is_no_article() {
        let note = page(
            "动量崩盘的背后发生了什么",
            "#\n\n#\n\n#\n\n#\n\n评论 (2)\n\n#",
            "广告",
        );
        assert_eq!(contents(&note).len(), 4, "{:#?}", contents(&note));
        assert!(note.aside.iter().any(|line| line == SENTENCE));
    }
}
