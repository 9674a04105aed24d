//! The transcripts beside the project, with their marks taken away.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::super::corpora::shared_files;
use super::{Calibration, Link, Links, Score, links};
use crate::lexicon::Lexicon;
use crate::model::Terms;
use crate::note::{parse, parse_with};

/// A transcript and what became of its pairs.
struct Outcome {
    name: String,
    alternating: (Score, Calibration),

    /// Of every fourth: rows of a whole section take their time without optimisation.
    blocks: Option<(Score, Calibration)>,
}

/// A line of a transcript.
enum Line<'s> {
    /// Where an original begins.
    Open,
    /// Where it ends.
    Close,
    Text(&'s str),
}

/// The lines of a transcript without their marks.
fn lines(source: &str) -> impl Iterator<Item = Line<'_>> {
    source.lines().filter_map(|line| {
        let text = line.trim();
        if text.starts_with("<details") {
            return Some(Line::Open);
        }
        if text.starts_with("</details") {
            return Some(Line::Close);
        }
        (!text.starts_with("<summary")).then_some(Line::Text(line))
    })
}

/// The transcript without its marks; each original stays below its translation.
fn alternating(source: &str) -> String {
    lines(source).fold(String::new(), |all, line| match line {
        Line::Open | Line::Close => all + "\n",
        Line::Text(text) => all + text + "\n",
    })
}

/// The transcript with the originals of each section behind its translation.
fn in_blocks(source: &str) -> String {
    let (mut out, mut originals) = (String::new(), String::new());
    let mut is_inside = false;
    for line in lines(source) {
        match line {
            Line::Open | Line::Close => {
                is_inside = matches!(line, Line::Open);
                originals += "\n";
                out += "\n";
            }
            Line::Text(text) if is_inside => originals.extend([text, "\n"]),
            Line::Text(text) => {
                if text.starts_with('#') {
                    out += &std::mem::take(&mut originals);
                    out += "\n";
                }
                out.extend([text, "\n"]);
            }
        }
    }
    out + &originals
}

/// How the links of a document without marks compare to those that its marks gave.
fn compare(marked: &Links, stripped: &str, name: &str, terms: &dyn Terms) -> (Score, Calibration) {
    let note = parse_with(stripped.as_bytes(), name, terms).expect("a note");
    let known = marked.found.keys().flat_map(|link| [&link.0.0, &link.1.0]);
    let found = links(&note, &known.cloned().collect());
    let meant = |link: &Link| marked.found.get(link) == Some(&1.0);
    let is_guess =
        |link: &Link| marked.guessed.contains(&link.0) || marked.guessed.contains(&link.1);
    let mut score = Score {
        meant: marked.found.keys().filter(|link| meant(link)).count(),
        ..Score::default()
    };
    let mut calibration = Calibration::default();
    for (link, confidence) in found.found.iter().filter(|(link, _)| !is_guess(link)) {
        score.found += 1;
        score.right += usize::from(meant(link));
        calibration.count(*confidence, meant(link));
    }
    (score, calibration)
}

fn measure(path: &Path, with_blocks: bool, terms: &dyn Terms) -> Option<Outcome> {
    let source = std::fs::read_to_string(path).expect("a transcript");
    if !source.contains("<details") {
        return None;
    }
    let name = path.file_name()?.to_string_lossy().into_owned();
    let note = parse(source.as_bytes(), &name).expect("a note");
    let marked = links(&note, &HashSet::new());
    Some(Outcome {
        alternating: compare(&marked, &alternating(&source), &name, terms),
        blocks: with_blocks.then(|| compare(&marked, &in_blocks(&source), &name, terms)),
        name,
    })
}

#[test]
fn transcripts_are_paired_without_their_marks() {
    let files = shared_files("corpora/thought-foundry-dev");
    let lexicon = Lexicon::built_in().expect("a lexicon");
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = files.get(at) else { break };
                    let outcome = measure(path, at.is_multiple_of(4), &lexicon);
                    outcomes.lock().expect("a lock").extend(outcome);
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().expect("a lock");
    if outcomes.is_empty() {
        return;
    }
    let report = |what: &str, of: &dyn Fn(&Outcome) -> Option<(Score, Calibration)>| -> Score {
        let (mut score, mut calibration) = (Score::default(), Calibration::default());
        for (one, tenths) in outcomes.iter().filter_map(of) {
            score.add(one);
            calibration.add(&tenths);
        }
        let (precision, recall) = (score.precision(), score.recall());
        eprintln!("{what}: precision {precision:.4}, recall {recall:.4}, {score:?}");
        eprintln!("{}", calibration.report());
        score
    };
    let alternating = report("alternating", &|one| Some(one.alternating));
    report("in blocks", &|one| one.blocks);
    let worst = |score: Score| score.meant + score.found - 2 * score.right;
    outcomes.sort_by_key(|one| std::cmp::Reverse(worst(one.alternating.0)));
    for one in outcomes.iter().take(10) {
        eprintln!("{} {:?}", one.name, one.alternating.0);
    }
    assert!(outcomes.len() > 200);
    assert!(alternating.precision() >= 0.95 && alternating.recall() >= 0.95);
}
