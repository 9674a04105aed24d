//! Plain text.
//!
//! A text is a saved page where short lines stand before or behind one stretch of sentences that
//! holds most of it, and some of them say what only pages say: menus, prompts, related articles.
//! Only then is anything set aside; short lines alone are how many notes end.

use crate::model::{Make, Metadata};

use super::draft::Drafts;
use super::lines::{Line, article, blocks, lines};
use super::{byline, dateline, furniture, mail, page_text, stamp};

/// Lines with the words of a page that it takes to believe a text is one.
const FEWEST_SIGNS: usize = 2;

/// Reads a text, filling what its first lines say into the metadata.
pub(super) fn read(text: &str, metadata: &mut Metadata) -> Drafts {
    let lines = lines(text);
    if let Some(body) = mail::take(&lines, metadata) {
        metadata.make = Make::PlainText;
        return plain(body, metadata);
    }
    let range = article(&lines);
    let weigh = |lines: &[Line<'_>]| lines.iter().map(|line| line.columns).sum::<usize>();
    let (head, rest) = lines.split_at_checked(range.start).unwrap_or_default();
    let (body, tail) = rest.split_at_checked(range.len()).unwrap_or_default();
    let outside = head.len() + tail.len();
    let is_page = outside >= 4
        && weigh(body) * 2 > weigh(&lines)
        && weigh(head) + weigh(tail) <= outside * 40
        && lines
            .iter()
            .filter(|line| is_sign(line))
            .take(FEWEST_SIGNS)
            .count()
            == FEWEST_SIGNS;
    if is_page {
        page_text::read([head, body, tail], metadata)
    } else {
        metadata.make = Make::PlainText;
        plain(&lines, metadata)
    }
}

/// Whether a line is one that pages put around their articles.
fn is_sign(line: &Line<'_>) -> bool {
    furniture::is_one(line.text) || furniture::ends_article(line.text)
}

fn plain(lines: &[Line<'_>], metadata: &mut Metadata) -> Drafts {
    let mut body = lines;
    if let [first, rest @ ..] = lines
        && metadata.title.is_empty()
        && is_title(first)
        && !(stamp::heads_turn(first.text) && stamp::has_turns(lines.iter().map(|line| line.text)))
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
    let day = dateline::take(body.iter().map(|line| line.text), metadata);
    Drafts {
        blocks: blocks(body),
        diagnostics: Vec::from_iter(dateline::settle(day, None, metadata)),
        ..Drafts::default()
    }
}

/// A first line that can name the whole: short, and no path or link.
pub(super) fn is_title(line: &Line<'_>) -> bool {
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
pub(super) fn is_paragraph(line: &Line<'_>) -> bool {
    let stopped = line.text.ends_with(['。', '.', '”', '」', '！']);
    line.columns >= 100 || (line.columns >= 60 && stopped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::parse;
    use crate::note::tests::contents;

    #[test]
    fn short_lines_at_the_end_are_text() {
        let sentence = "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲进一步放大了波动。";
        let tails = [
            &[
                "Silver lags.",
                "We stay long.",
                "Risks: a hawkish Fed.",
                "More on Monday.",
            ],
            &["白银落后", "维持做多", "风险：美联储偏鹰", "更多关注美元"],
        ];
        for tail in tails {
            let text = format!(
                "动量之后\n\n{sentence}\n\n{sentence}\n\n{}\n",
                tail.join("\n")
            );
            let note = parse(text.as_bytes(), "n.txt").expect("a note");
            assert_eq!(note.aside, [""; 0]);
            assert_eq!(note.metadata.title, "动量之后");
            assert!(
                contents(&note).concat().ends_with(&tail.concat()),
                "{:?}",
                contents(&note)
            );
        }
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
