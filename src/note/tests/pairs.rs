//! How well paragraphs find their translations: precision and recall of links.
//!
//! A link is a paragraph of one language and one of the other that say the same; a paragraph that
//! is translated in two makes two links. Precision is the share of the links found that are meant,
//! recall the share of those meant that are found.

use std::collections::{HashMap, HashSet};

use crate::model::{Note, Pair, Text};

mod corpora;
mod gold;

/// A paragraph: its text without spaces, and how many like it stand before it.
type Paragraph = (String, usize);

/// A paragraph of Chinese and one of English.
type Link = (Paragraph, Paragraph);

/// The links of a note, with the confidence of their pair.
#[derive(Default)]
struct Links {
    found: HashMap<Link, f32>,
    /// Paragraphs of pairs that only a guess within a fold brought together.
    guessed: HashSet<Paragraph>,
}

/// Every link of a note. Its texts are taken apart into paragraphs that are known, where some are;
/// else each is one paragraph.
fn links(note: &Note, known: &HashSet<String>) -> Links {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut paragraphs = |text: Option<&Text>| -> Vec<Paragraph> {
        let content = text.map_or("", |text| &text.content);
        let apart = take_apart(content, known).into_iter().map(|paragraph| {
            let count = seen.entry(paragraph.clone()).or_default();
            *count += 1;
            (paragraph, *count)
        });
        apart.collect()
    };
    let mut links = Links::default();
    for passage in &note.passages {
        let (zh, en) = (
            paragraphs(passage.zh.as_ref()),
            paragraphs(passage.en.as_ref()),
        );
        let Some(pair) = passage.pair else { continue };
        if pair != Pair::Marked {
            links.guessed.extend(zh.iter().chain(&en).cloned());
        }
        for one in &zh {
            let both = en.iter().map(|other| (one.clone(), other.clone()));
            links
                .found
                .extend(both.map(|link| (link, pair.confidence())));
        }
    }
    links
}

/// A text without its spaces.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The paragraphs that a text was joined from.
fn take_apart(content: &str, known: &HashSet<String>) -> Vec<String> {
    let whole = bare(content);
    if whole.is_empty() {
        return Vec::new();
    }
    if known.is_empty() || known.contains(&whole) {
        return vec![whole];
    }
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for line in content.lines() {
        paragraph += &bare(line);
        if known.contains(&paragraph) {
            paragraphs.push(std::mem::take(&mut paragraph));
        }
    }
    if !paragraph.is_empty() {
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// How many links were meant, found, and both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Score {
    meant: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.meant += other.meant;
        self.found += other.found;
        self.right += other.right;
    }

    fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / self.meant.max(1) as f64
    }
}

/// How often pairs of each tenth of confidence are right.
#[derive(Debug, Clone, Copy, Default)]
struct Calibration([(usize, usize); 11]);

impl Calibration {
    fn count(&mut self, confidence: f32, is_right: bool) {
        let tenth = (f64::from(confidence) * 10.0) as usize;
        if let Some((found, right)) = self.0.get_mut(tenth) {
            *found += 1;
            *right += usize::from(is_right);
        }
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
    }

    fn report(&self) -> String {
        let rows = self.0.iter().enumerate().filter(|(_, row)| row.0 > 0);
        let row = |(tenth, (found, right)): (usize, &(usize, usize))| {
            let share = *right as f64 / *found as f64;
            format!(
                "  {:.1}: {right} of {found}, {share:.3}\n",
                tenth as f64 / 10.0
            )
        };
        rows.map(row).collect()
    }
}
