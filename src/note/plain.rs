//! Plain text, and web pages saved as text with the menus around them.
//!
//! A text is a saved page where short lines stand before or behind one stretch of sentences that
//! holds most of it. Only then is anything set aside, and a diagnostic says how many lines.

use crate::model::{Diagnostic, DiagnosticKind, Make, Metadata};

use super::draft::Drafts;
use super::lines::{Line, article, blocks, lines};
use super::{byline, date};

/// Words of prompts that stand inside articles: to download, to follow, to subscribe.
const PROMPTS: &[&str] = &[
    "扫码下载",
    "掃碼下載",
    "下载APP",
    "打开APP",
    "点击了解",
    "欢迎加入",
    "订阅群",
    "交流群",
    "官方账号",
    "官方帐号",
    "关注我们",
    "关注公众号",
    "登录后",
    "打开小程序",
    "原文链接",
    "原文連結",
    "分享到",
    "责任编辑",
    "免责声明",
    "Sign up",
    "Subscribe",
    "Share this",
    "Read more",
    "Related articles",
];

/// Reads a text, filling what its first lines say into the metadata.
pub(super) fn read(text: &str, metadata: &mut Metadata) -> Drafts {
    let lines = lines(text);
    let range = article(&lines);
    let weigh = |lines: &[Line<'_>]| lines.iter().map(|line| line.columns).sum::<usize>();
    let (head, rest) = lines.split_at_checked(range.start).unwrap_or_default();
    let (body, tail) = rest.split_at_checked(range.len()).unwrap_or_default();
    let outside = head.len() + tail.len();
    let is_page = outside >= 4
        && weigh(body) * 2 > weigh(&lines)
        && weigh(head) + weigh(tail) <= outside * 40;
    if is_page {
        page(head, body, tail, metadata)
    } else {
        metadata.make = Make::PlainText;
        plain(&lines, metadata)
    }
}

fn plain(lines: &[Line<'_>], metadata: &mut Metadata) -> Drafts {
    let mut body = lines;
    if let [first, rest @ ..] = lines
        && metadata.title.is_empty()
        && is_title(first)
        && !rest.is_empty()
    {
        first.text.clone_into(&mut metadata.title);
        body = rest;
    }
    while let [first, rest @ ..] = body
        && !rest.is_empty()
        && byline::take(first.text, metadata)
    {
        body = rest;
    }
    dateline(body, metadata);
    Drafts {
        blocks: blocks(body),
        ..Drafts::default()
    }
}

fn page(
    head: &[Line<'_>],
    body: &[Line<'_>],
    tail: &[Line<'_>],
    metadata: &mut Metadata,
) -> Drafts {
    metadata.make = Make::SavedPage;
    let mut aside = tail.len() + head.len();
    // The title is the longest line that can be one above the first paragraph.
    let lead = body.iter().position(is_paragraph).unwrap_or(0);
    let (above, _) = body.split_at_checked(lead).unwrap_or_default();
    let candidates = head.iter().chain(above).filter(|line| is_title(line));
    let title = candidates.max_by_key(|line| line.columns).copied();
    if let Some(title) = title.filter(|_| metadata.title.is_empty()) {
        title.text.clone_into(&mut metadata.title);
        aside -= usize::from(head.contains(&title));
    }
    for line in head {
        aside -= usize::from(byline::take(line.text, metadata));
        if metadata.date.is_none() && line.columns <= 60 {
            metadata.date = date::find(line.text);
        }
    }
    let mut kept: Vec<Line<'_>> = Vec::with_capacity(body.len());
    for (at, line) in body.iter().enumerate() {
        if at < 12 && byline::take(line.text, metadata) {
            continue;
        }
        if Some(*line) == title && metadata.title == line.text {
            continue;
        }
        let is_prompt =
            line.columns <= 60 && PROMPTS.iter().any(|prompt| line.text.contains(prompt));
        if is_prompt || (at < lead && !line.is_sentence()) {
            aside += 1;
        } else {
            kept.push(*line);
        }
    }
    dateline(&kept, metadata);
    let mut drafts = Drafts {
        blocks: blocks(&kept),
        ..Drafts::default()
    };
    if aside > 0 {
        drafts.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::SetAside { lines: aside },
            line: None,
        });
    }
    drafts
}

/// A first line that can name the whole: short, and no path or link.
fn is_title(line: &Line<'_>) -> bool {
    let address = ["://", ".htm", "../"]
        .iter()
        .any(|sign| line.text.contains(sign));
    let stopped = line.text.ends_with(['。', '，', '；', ';', ',']);
    let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
    (4..=100).contains(&line.columns)
        && letters >= 3
        && !address
        && !stopped
        && !byline::is_one(line.text)
}

/// A line that is a paragraph of running text beyond doubt.
fn is_paragraph(line: &Line<'_>) -> bool {
    let stopped = line.text.ends_with(['。', '.', '”', '」', '！']);
    line.columns >= 100 || (line.columns >= 60 && stopped)
}

/// Reads `财联社 2 月 5 日讯(编辑 …)` at the head of an article; the line stays in the text.
///
/// The year is taken from a full date that is known already, and there is no date without it.
fn dateline(lines: &[Line<'_>], metadata: &mut Metadata) {
    let Some(text) = lines.iter().take(6).find_map(|line| opening(line.text)) else {
        return;
    };
    let (opening, editor) = text;
    let agency: String = opening
        .chars()
        .take_while(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect();
    if metadata.source.is_none() && !agency.is_empty() {
        metadata.source = Some(agency);
    }
    if let Some(editor) = editor {
        let known = &mut metadata.credits.editor;
        known.get_or_insert_with(|| editor.to_owned());
    }
    if let Some(known) = metadata.date
        && let Some(date) = date::month_and_day(opening, known.year())
    {
        metadata.date = Some(date);
    }
}

/// The words up to `日讯` or `日电`, and the editor named in brackets behind them.
fn opening(text: &str) -> Option<(&str, Option<&str>)> {
    let at = ["日讯", "日訊", "日电", "日電"]
        .iter()
        .find_map(|sign| text.find(sign))?;
    let end = at + "日讯".len();
    let before = text
        .get(..end)
        .filter(|before| before.chars().count() <= 24)?;
    let editor = text.get(end..).and_then(|rest| {
        let rest = rest.trim_start().strip_prefix(['(', '（'])?;
        let (inner, _) = rest.split_once([')', '）'])?;
        let name = inner
            .trim()
            .strip_prefix("编辑")
            .or(inner.trim().strip_prefix("編輯"))?;
        let name = name.trim_start_matches([' ', '：', ':']);
        (!name.is_empty() && name.chars().count() <= 20).then_some(name)
    });
    Some((before, editor))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn datelines_name_agency_day_and_editor() {
        for (text, found) in [
            (
                "某社 2 月 5 日讯(编辑 某乙)正文",
                Some(("某社 2 月 5 日讯", Some("某乙"))),
            ),
            ("某社北京2月5日电 正文", Some(("某社北京2月5日电", None))),
            (
                "正文里很久以后才提到某社在某年某月某日的那一天的2月5日讯",
                None,
            ),
            ("没有", None),
        ] {
            assert_eq!(opening(text), found, "{text}");
        }
        let mut metadata = Metadata {
            date: Some(day(2026, 1, 31)),
            ..Metadata::default()
        };
        dateline(&lines("某社2月5日讯 正文"), &mut metadata);
        assert_eq!(metadata.date, Some(day(2026, 2, 5)));
        assert_eq!(metadata.source.as_deref(), Some("某社"));
    }

    #[test]
    fn titles_are_no_addresses_labels_or_sentences() {
        for (text, is_one) in [
            ("动量崩盘的背后", true),
            ("比风暴还惨烈!祸从何来?", true),
            ("index_new5.html", false),
            ("https://a.b/c", false),
            ("作者：某甲", false),
            ("原创 作者：某甲   来源：某社   2025-11-24 08:12", false),
            ("这是一句话。", false),
            ("12", false),
        ] {
            assert_eq!(is_title(&lines(text)[0]), is_one, "{text}");
        }
    }
}
