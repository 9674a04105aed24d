//! Documents with gold pairs, set in every make from the same invented commentary.

use std::collections::HashSet;

use super::{Link, Score, bare, links};
use crate::lexicon::Lexicon;
use crate::model::{Note, Terms};
use crate::note::parse_with;

const HANS: &str = include_str!("../../../../tests/fixtures/pairs/hans.txt");
const HANT: &str = include_str!("../../../../tests/fixtures/pairs/hant.txt");

/// Paragraphs that say the same, and what stands with them.
#[derive(Default)]
struct Group {
    english: Vec<Block>,
    chinese: Vec<Block>,
    table: Vec<&'static str>,
    remarks: Vec<&'static str>,
}

/// A block of Markdown: its mark and its text.
#[derive(Clone, Copy)]
struct Block {
    mark: &'static str,
    text: &'static str,
}

impl Block {
    fn is_heading(self) -> bool {
        self.mark == "#"
    }

    fn markdown(self) -> String {
        match self.mark {
            "" => format!("{}\n\n", self.text),
            "#" => format!("## {}\n\n", self.text),
            mark => format!("{mark} {}\n\n", self.text),
        }
    }
}

fn groups(gold: &'static str) -> Vec<Group> {
    gold.split("\n\n").map(group).collect()
}

fn group(lines: &'static str) -> Group {
    let mut group = Group::default();
    for line in lines.lines() {
        let (tag, text) = line.split_once(' ').expect("a tag and a text");
        let (side, mark) = tag.split_at(1);
        let block = Block { mark, text };
        match side {
            "e" => group.english.push(block),
            "z" => group.chinese.push(block),
            "t" => group.table.push(text),
            "r" => group.remarks.push(text),
            other => panic!("no such line: {other}"),
        }
    }
    group
}

fn markdown(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.markdown()).collect()
}

/// What is of neither language, and what the translator adds.
fn besides(group: &Group) -> String {
    let mut out = group.table.join("\n");
    for remark in &group.remarks {
        out.extend([remark, "\n"]);
    }
    out + "\n\n"
}

/// A paragraph and then its translation.
fn alternating(groups: &[Group], english_first: bool) -> String {
    let mut out = String::new();
    for group in groups {
        let (english, chinese) = (markdown(&group.english), markdown(&group.chinese));
        let (first, second) = if english_first {
            (english, chinese)
        } else {
            (chinese, english)
        };
        out += &(first + &second + &besides(group));
    }
    out
}

/// A paragraph and below it its original, folded in.
fn transcript(groups: &[Group]) -> String {
    let mut out = String::new();
    for group in groups {
        out += &markdown(&group.chinese);
        if group.chinese.is_empty() || group.english.iter().any(|block| block.is_heading()) {
            out += &markdown(&group.english);
        } else {
            out += "<details>\n<summary>Original</summary>\n";
            for one in &group.english {
                out.extend(["<p>", one.text, "</p>\n"]);
            }
            out += "</details>\n\n";
        }
        out += &besides(group);
    }
    out
}

/// Everything of a section in one language, then in the other; the whole document is one section
/// where headings part none.
fn blocks(groups: &[Group], english_first: bool, by_section: bool) -> String {
    let (mut out, mut first, mut second) = (String::new(), String::new(), String::new());
    for group in groups {
        let opens = group
            .english
            .first()
            .is_some_and(|block| block.is_heading());
        if opens && by_section {
            out += &(std::mem::take(&mut first) + &std::mem::take(&mut second));
        }
        let (english, chinese) = (markdown(&group.english), markdown(&group.chinese));
        if english_first {
            first += &english;
            second += &(chinese + &besides(group));
        } else {
            first += &(chinese + &besides(group));
            second += &english;
        }
    }
    let rule = if by_section { "" } else { "---\n\n" };
    out + &first + rule + &second
}

/// The links that a document is meant to have; transcripts leave their English headings alone.
fn meant(groups: &[Group], with_headings: bool) -> HashSet<(String, String)> {
    let mut meant = HashSet::new();
    for group in groups {
        for one in &group.chinese {
            for other in &group.english {
                if with_headings || !other.is_heading() {
                    meant.insert((bare(one.text), bare(other.text)));
                }
            }
        }
    }
    meant
}

fn found(note: &Note, groups: &[Group]) -> Vec<(Link, f32)> {
    let blocks = groups
        .iter()
        .flat_map(|group| group.chinese.iter().chain(&group.english));
    let remarks = groups.iter().flat_map(|group| &group.remarks);
    let known = blocks
        .map(|block| bare(block.text))
        .chain(remarks.map(|text| bare(text)));
    links(note, &known.collect()).found.into_iter().collect()
}

fn score(groups: &[Group], source: &str, with_headings: bool, terms: &dyn Terms) -> Score {
    let note = parse_with(source.as_bytes(), "gold.md", terms).expect("a note");
    let meant = meant(groups, with_headings);
    let mut score = Score {
        meant: meant.len(),
        ..Score::default()
    };
    let mut missed = meant.clone();
    for ((zh, en), confidence) in found(&note, groups) {
        let link = (zh.0, en.0);
        if !with_headings && !meant.contains(&link) && is_heading(groups, &link.1) {
            continue;
        }
        score.found += 1;
        let is_right = missed.remove(&link);
        score.right += usize::from(is_right);
        if !is_right {
            eprintln!("  wrong {confidence:.2} {link:?}");
        }
    }
    for link in missed {
        eprintln!("  missed {link:?}");
    }
    score
}

fn is_heading(groups: &[Group], text: &str) -> bool {
    let mut blocks = groups.iter().flat_map(|group| &group.english);
    blocks.any(|block| block.is_heading() && bare(block.text) == text)
}

type Setting = fn(&[Group]) -> String;

#[test]
fn documents_of_every_make_are_paired_as_they_are_meant() {
    let makes: [(&str, Setting); 7] = [
        ("transcript", transcript),
        ("English first", |groups| alternating(groups, true)),
        ("Chinese first", |groups| alternating(groups, false)),
        ("sections, English first", |groups| {
            blocks(groups, true, true)
        }),
        ("sections, Chinese first", |groups| {
            blocks(groups, false, true)
        }),
        ("whole, English first", |groups| blocks(groups, true, false)),
        ("whole, Chinese first", |groups| {
            blocks(groups, false, false)
        }),
    ];
    let lexicon = Lexicon::built_in().expect("a lexicon");
    let mut failed = Vec::new();
    for (make, set) in makes {
        let mut sum = Score::default();
        for gold in [HANS, HANT] {
            let groups = groups(gold);
            sum.add(score(
                &groups,
                &set(&groups),
                make != "transcript",
                &lexicon,
            ));
        }
        let (precision, recall) = (sum.precision(), sum.recall());
        eprintln!("{make}: precision {precision:.3}, recall {recall:.3}, {sum:?}");
        assert!(sum.meant >= 60);
        if precision < 0.98 || recall < 0.98 {
            failed.push(make);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
