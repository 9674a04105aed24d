//! How well names are found, measured on texts whose mentions were marked by hand.
//!
//! `tests/fixtures/mentions/*.md` are texts of our own in which every mention stands as
//! `⟦words|id⟧`, and as `⟦words|id?⟧` where no reader could be sure. Blank lines part paragraphs;
//! lines before the first paragraph that begin with `# ` are remarks. A file is read paragraph by
//! paragraph, each by itself, unless front matter between `---` lines stands on top (empty will
//! do): then it is one note, and is linked as a whole.
//!
//! `notes/*.md` below it are the texts of the sample notes, text by text in the order of reading,
//! marked likewise. They are linked as the notes that they are copies of, and may not differ.
//!
//! What is marked is what a careful trader would say that the words name: names, and the short words
//! that desks use for names (gross, vol, tens). What only points back to a name (the premium, the
//! index, the rule) and English verbs are not.
//!
//! A mention counts as found where its bytes and its id are those of the gold; leniently, where the
//! bytes overlap and the id is the same. Whether it is shown as doubtful is counted beside.
//!
//! `cargo test --lib lexicon::tests::gold -- --nocapture` prints every error and the figures.

use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::*;
use crate::model::{MetadataValue, Side, Text};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/mentions");
const COPIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/mentions/notes");
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/notes");
const MARKS: usize = 1_500;
const PRECISION: f64 = 0.97;
const RECALL: f64 = 0.95;

/// A mention, marked by hand or found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    id: String,
    doubtful: bool,
}

/// A paragraph without its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Paragraph {
    /// From 1, in its file.
    line: usize,
    text: String,
    marks: Vec<Mark>,
}

/// A file of gold.
struct Gold {
    name: String,
    /// The sample note that it is a copy of.
    sample: Option<Note>,
    front_matter: Option<Vec<(String, MetadataValue)>>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    gold: usize,
    found: usize,
    exact: usize,
    lenient: usize,
    /// Found exactly, and as doubtful as marked.
    as_sure: usize,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.exact, self.found)
    }

    fn recall(self) -> f64 {
        share(self.exact, self.gold)
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.exact += other.exact;
        self.lenient += other.lenient;
        self.as_sure += other.as_sure;
    }

    fn row(self, name: &str) -> String {
        format!(
            "{name:<46} {:>5} marked {:>5} found  precision {:.4}  recall {:.4}  lenient {:.4} {:.4}  doubt right {:.4}",
            self.gold,
            self.found,
            self.precision(),
            self.recall(),
            share(self.lenient, self.found),
            share(self.lenient, self.gold),
            share(self.as_sure, self.exact),
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 1.0;
    }
    part as f64 / whole as f64
}

impl Gold {
    fn read(text: &str) -> Self {
        let (front_matter, body, first) = match text.strip_prefix("---\n") {
            Some(rest) => {
                let end = rest.find("---\n").unwrap();
                let head = &rest[..end];
                let body = &rest[end + 4..];
                (Some(lists(head)), body, head.lines().count() + 3)
            }
            None => (None, text, 1),
        };
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut open = false;
        for (at, line) in body.lines().enumerate() {
            let is_remark = paragraphs.is_empty() && line.starts_with("# ");
            if line.trim().is_empty() || is_remark {
                open = false;
                continue;
            }
            if !open {
                paragraphs.push(Paragraph {
                    line: first + at,
                    text: String::new(),
                    marks: Vec::new(),
                });
                open = true;
            }
            let paragraph = paragraphs.last_mut().unwrap();
            if !paragraph.text.is_empty() {
                paragraph.text.push('\n');
            }
            strip(line, paragraph);
        }
        Self {
            name: String::new(),
            sample: None,
            front_matter,
            paragraphs,
        }
    }

    /// Every file of gold, by name.
    fn all() -> Vec<Self> {
        let named = |path: &Path, sample| Self {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            sample,
            ..Self::read(&fs::read_to_string(path).unwrap())
        };
        let mut all: Vec<Self> = files(FOLDER).iter().map(|path| named(path, None)).collect();
        let samples = files(SAMPLES);
        for copy in files(COPIES) {
            let is_of = |sample: &&PathBuf| sample.file_stem() == copy.file_stem();
            let sample = samples.iter().find(is_of).unwrap();
            let bytes = fs::read(sample).unwrap();
            let name = sample.file_name().unwrap().to_string_lossy();
            let note = crate::note::parse(&bytes, &name).unwrap();
            all.push(named(&copy, Some(note)));
        }
        all
    }

    /// What the lexicon finds in each paragraph.
    fn found(&self, lexicon: &Lexicon) -> Vec<Vec<Mark>> {
        if let Some(sample) = &self.sample {
            return marks(lexicon, sample);
        }
        let note = |paragraphs: &[Paragraph]| {
            let passages = paragraphs.iter().map(|paragraph| Passage {
                zh: Some(Text::plain(Language::Mixed, paragraph.text.clone())),
                ..Passage::new(PassageKind::Prose)
            });
            let mut note = Note {
                passages: passages.collect(),
                ..Note::default()
            };
            note.metadata.other = self.front_matter.clone().unwrap_or_default();
            note
        };
        if self.front_matter.is_none() {
            let alone = self.paragraphs.chunks(1);
            return alone
                .flat_map(|alone| marks(lexicon, &note(alone)))
                .collect();
        }
        marks(lexicon, &note(&self.paragraphs))
    }
}

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The texts of a note in the order of reading: passage, side and words.
fn texts(note: &Note) -> Vec<(usize, Side, &str)> {
    let passages = note.passages.iter().enumerate();
    let texts = passages.flat_map(|(place, passage)| {
        let texts = passage.texts();
        texts.map(move |(side, text)| (place, side, &*text.content))
    });
    texts.collect()
}

/// What the lexicon finds in each text of a note.
fn marks(lexicon: &Lexicon, note: &Note) -> Vec<Vec<Mark>> {
    let texts = texts(note);
    let mut found = vec![Vec::new(); texts.len()];
    for mention in lexicon.mentions(note) {
        let is_its = |(passage, side, _): &(usize, Side, &str)| {
            (*passage, *side) == (mention.passage, mention.side)
        };
        found[texts.iter().position(is_its).unwrap()].push(Mark {
            range: mention.range,
            id: mention.target.id().to_owned(),
            doubtful: mention.doubtful,
        });
    }
    found
}

/// The lists of a front matter: `key: [a, b]`, or `key:` above lines of `- a`.
fn lists(head: &str) -> Vec<(String, MetadataValue)> {
    let mut lists: Vec<(String, Vec<String>)> = Vec::new();
    for line in head.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            let (_, items) = lists.last_mut().unwrap();
            items.push(item.trim().to_owned());
        } else if let Some((key, rest)) = line.split_once(':') {
            let rest = rest.trim().trim_start_matches('[').trim_end_matches(']');
            let items = rest.split(',').map(str::trim);
            let items = items.filter(|item| !item.is_empty());
            lists.push((key.to_owned(), items.map(str::to_owned).collect()));
        }
    }
    let lists = lists.into_iter().map(|(key, items)| {
        let items = items.into_iter().map(MetadataValue::Text);
        (key, MetadataValue::List(items.collect()))
    });
    lists.collect()
}

/// Adds a line to a paragraph, its marks taken off.
fn strip(line: &str, paragraph: &mut Paragraph) {
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('⟦') {
        paragraph.text.push_str(before);
        let (mark, after) = marked.split_once('⟧').unwrap();
        let (words, id) = mark.rsplit_once('|').unwrap();
        let start = paragraph.text.len();
        paragraph.text.push_str(words);
        paragraph.marks.push(Mark {
            range: start..paragraph.text.len(),
            id: id.trim_end_matches('?').to_owned(),
            doubtful: id.ends_with('?'),
        });
        rest = after;
    }
    paragraph.text.push_str(rest);
}

/// Compares what was found in a paragraph with its marks, and tells of each difference.
fn compare(name: &str, paragraph: &Paragraph, found: &[Mark], errors: &mut String) -> Score {
    let same = |a: &Mark, b: &Mark| a.range == b.range && a.id == b.id;
    let alike = |a: &Mark, b: &Mark| {
        a.id == b.id && a.range.start < b.range.end && b.range.start < a.range.end
    };
    let mut score = Score {
        gold: paragraph.marks.len(),
        found: found.len(),
        ..Score::default()
    };
    for mark in &paragraph.marks {
        let exact = found.iter().find(|one| same(one, mark));
        score.exact += usize::from(exact.is_some());
        score.lenient += usize::from(found.iter().any(|one| alike(one, mark)));
        score.as_sure += usize::from(exact.is_some_and(|one| one.doubtful == mark.doubtful));
        if exact.is_none() {
            tell("missed", name, paragraph, mark, errors);
        }
    }
    for mark in found {
        let gold = paragraph.marks.iter().find(|one| same(one, mark));
        match gold {
            None => tell("wrong", name, paragraph, mark, errors),
            Some(gold) if gold.doubtful != mark.doubtful => {
                tell("doubt", name, paragraph, mark, errors);
            }
            Some(_) => {}
        }
    }
    score
}

fn tell(what: &str, name: &str, paragraph: &Paragraph, mark: &Mark, errors: &mut String) {
    let words = &paragraph.text[mark.range.clone()];
    let doubt = if mark.doubtful { "?" } else { "" };
    let line = paragraph.line;
    writeln!(
        errors,
        "{what:<6} {name}:{line}: {words} | {}{doubt}",
        mark.id
    )
    .unwrap();
}

#[test]
fn mentions_are_found_as_marked_by_hand() {
    let lexicon = Lexicon::built_in().unwrap();
    let mut errors = String::new();
    let mut table = String::new();
    let mut total = Score::default();
    let mut unknown = Vec::new();
    for gold in Gold::all() {
        unknown.extend(unknown_ids(&lexicon, &gold));
        let mut score = Score::default();
        for (paragraph, found) in gold.paragraphs.iter().zip(gold.found(&lexicon)) {
            score.add(compare(&gold.name, paragraph, &found, &mut errors));
        }
        writeln!(table, "{}", score.row(&gold.name)).unwrap();
        total.add(score);
    }
    assert!(unknown.is_empty(), "no such entry:\n{}", unknown.join("\n"));
    let figures = format!("{errors}{table}{}", total.row("all"));
    println!("{figures}");
    assert!(total.gold >= MARKS, "{figures}");
    assert!(total.precision() >= PRECISION, "{figures}");
    assert!(total.recall() >= RECALL, "{figures}");
}

/// Marks of an id that is not in the lexicon: slips of whoever marked.
fn unknown_ids(lexicon: &Lexicon, gold: &Gold) -> Vec<String> {
    let marks = gold.paragraphs.iter().flat_map(|paragraph| {
        let marks = paragraph.marks.iter();
        marks.map(move |mark| (paragraph.line, &mark.id))
    });
    let unknown = marks.filter(|(_, id)| {
        let is_known = lexicon.concept(id).is_some() || lexicon.instrument(id).is_some();
        !is_known
    });
    unknown
        .map(|(line, id)| format!("{}:{line}: {id}", gold.name))
        .collect()
}

#[test]
fn marked_copies_say_what_the_sample_notes_say() {
    let all = Gold::all();
    let copies: Vec<&Gold> = all.iter().filter(|gold| gold.sample.is_some()).collect();
    assert_eq!(copies.len(), files(SAMPLES).len());
    for gold in copies {
        let sample = gold.sample.as_ref().unwrap();
        let texts = texts(sample).into_iter().map(|(_, _, text)| text);
        let copied = gold.paragraphs.iter().map(|one| one.text.as_str());
        assert!(texts.eq(copied), "{} differs from its note", gold.name);
    }
}

#[test]
fn marks_are_taken_off_and_keep_their_bytes() {
    let gold = Gold::read("# remark\n\n⟦标普|SPX⟧跌，⟦MU|MU?⟧ a\nb ⟦VIX|VIX⟧\n\nc");
    assert_eq!(gold.paragraphs.len(), 2);
    let first = &gold.paragraphs[0];
    assert_eq!(
        (first.line, first.text.as_str()),
        (3, "标普跌，MU a\nb VIX")
    );
    let marks: Vec<_> = first
        .marks
        .iter()
        .map(|mark| {
            (
                &first.text[mark.range.clone()],
                mark.id.as_str(),
                mark.doubtful,
            )
        })
        .collect();
    assert_eq!(
        marks,
        [
            ("标普", "SPX", false),
            ("MU", "MU", true),
            ("VIX", "VIX", false)
        ]
    );
    assert_eq!(gold.paragraphs[1].line, 6);
}

#[test]
fn a_front_matter_makes_one_note() {
    let gold =
        Gold::read("---\npeople: [a, b]\ncompanies_orgs:\n  - 中信证券\n---\n⟦中信|600030.SH⟧");
    let lists = gold.front_matter.unwrap();
    assert_eq!(lists.len(), 2);
    let one = MetadataValue::List(vec![MetadataValue::Text("中信证券".into())]);
    assert_eq!(lists[1], ("companies_orgs".to_owned(), one));
    assert_eq!(gold.paragraphs[0].line, 6);
}

#[test]
fn a_score_tells_exact_from_lenient_and_sure_from_doubtful() {
    let mark = |range, id: &str, doubtful| Mark {
        range,
        id: id.to_owned(),
        doubtful,
    };
    let paragraph = Paragraph {
        line: 1,
        text: "abcdefgh".to_owned(),
        marks: vec![
            mark(0..2, "a", false),
            mark(2..4, "b", true),
            mark(4..6, "c", false),
        ],
    };
    let found = [
        mark(0..2, "a", true),
        mark(2..5, "b", true),
        mark(6..8, "d", false),
    ];
    let mut errors = String::new();
    let score = compare("x", &paragraph, &found, &mut errors);
    assert_eq!((score.gold, score.found, score.exact), (3, 3, 1));
    assert_eq!((score.lenient, score.as_sure), (2, 0));
    let kinds: Vec<&str> = errors.lines().map(|line| &line[..6]).collect();
    assert_eq!(kinds, ["missed", "missed", "doubt ", "wrong ", "wrong "]);
}
