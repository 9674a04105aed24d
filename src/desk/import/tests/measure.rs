//! How well copies are told from other notes, on real ones, through the whole import.

use std::collections::{BTreeSet, HashMap};

use super::*;
use crate::library;
use crate::text::to_simplified;

const CORPORA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");

/// Notes of each corpus in the library, and as many others that are not.
const NOTES: usize = 25;

/// Every changed copy is recognised, and no other note is taken for one.
#[test]
fn copies_of_real_notes_are_recognised_and_nothing_else() {
    let root = Path::new(CORPORA);
    if !root.is_dir() {
        eprintln!("skipped: {CORPORA} is not there");
        return;
    }
    for corpus in ["yenhao-daily-tw", "opendoccn-quant-dev"] {
        let (present, absent) = samples(&root.join(corpus));
        let notes: Vec<(String, &str)> = present
            .iter()
            .enumerate()
            .map(|(number, text)| (format!("{number}.md"), text.as_str()))
            .collect();
        let notes: Vec<(&str, &str)> = notes
            .iter()
            .map(|(name, text)| (name.as_str(), *text))
            .collect();
        let place = Place::new(&notes);
        let dry = ImportOptions {
            dry_run: true,
            ..plain()
        };
        for (name, change) in CHANGES {
            let mut missed = Vec::new();
            for (number, text) in present.iter().enumerate() {
                let source = Source::Piped(change(text).into_bytes());
                let found = place.import_one(source, &dry);
                let own = PathBuf::from(format!("{number}.md"));
                if !matches!(&found.fate, Fate::Same(twin) if twin.path == own) {
                    missed.push((number, found.fate));
                }
            }
            eprintln!(
                "{corpus}, {name}: {} of {} recognised",
                present.len() - missed.len(),
                present.len()
            );
            assert!(
                missed.len() * 20 <= present.len(),
                "{corpus}, {name}: {missed:?}"
            );
        }
        for text in &absent {
            let found = place.import_one(Source::Piped(text.clone().into_bytes()), &dry);
            assert_eq!(found.fate, Fate::Written, "{}", found.title);
        }
        eprintln!(
            "{corpus}: none of {} other notes taken for a copy",
            absent.len()
        );
    }
}

type Change = (&'static str, fn(&str) -> String);

const CHANGES: [Change; 5] = [
    ("as it is", str::to_owned),
    ("in the other script", other_script),
    ("with other signs", |text| {
        text.replace('，', ",").replace('。', ".").replace("**", "")
    }),
    ("without its last lines", |text| {
        let count = text.lines().count();
        let kept = text.lines().take(count - count / 8);
        kept.map(|line| line.to_owned() + "\n").collect()
    }),
    ("with one character in a hundred changed", |text| {
        let change = |(at, c): (usize, char)| match at % 100 {
            50 if c.is_alphabetic() => '改',
            _ => c,
        };
        text.chars().enumerate().map(change).collect()
    }),
];

/// Texts of a corpus of which every other is to be in the library. Only those of some length: what
/// holds a line or two is the same as any other of its kind.
fn samples(corpus: &Path) -> (Vec<String>, Vec<String>) {
    let files = library::scan(corpus).unwrap().files;
    let step = (files.len() / (2 * NOTES)).max(1);
    let mut seen = BTreeSet::new();
    let texts = files
        .iter()
        .step_by(step)
        .filter_map(|file| fs::read_to_string(corpus.join(&file.path)).ok())
        .filter(|text| text.chars().count() > 600 && seen.insert(text.clone()));
    let (present, absent): (Vec<_>, Vec<_>) = texts.enumerate().partition(|(at, _)| at % 2 == 0);
    let bare = |list: Vec<(usize, String)>| list.into_iter().map(|(_, text)| text).collect();
    (bare(present), bare(absent))
}

/// Traditional to Simplified, and the other way by the same table turned round.
fn other_script(text: &str) -> String {
    let simple = to_simplified(text);
    if simple != text {
        return simple.into_owned();
    }
    let mut table = HashMap::new();
    for traditional in '\u{4e00}'..='\u{9fff}' {
        let mut letters = [0; 4];
        let one: &str = traditional.encode_utf8(&mut letters);
        let simple = to_simplified(one);
        if simple != one {
            table
                .entry(simple.chars().next().unwrap())
                .or_insert(traditional);
        }
    }
    text.chars().map(|c| *table.get(&c).unwrap_or(&c)).collect()
}
