//! Reads a retrieval set in BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.
//!
//! A `corpus.jsonl` that is no JSON names another one, relative to its folder: sets that ask in
//! another language share their documents.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::measure::Grades;

/// One set.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) documents: Vec<Document>,
    /// Queries with at least one judgement, in the order of the file.
    pub(crate) queries: Vec<Question>,
}

/// One document.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    #[serde(rename = "_id")]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    pub(crate) text: String,
}

/// One query and what was judged of it.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) grades: Grades,
}

#[derive(Deserialize)]
struct QueryLine {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

impl Set {
    /// Reads the set in a folder.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        let corpus = folder.join("corpus.jsonl");
        let mut text = read(&corpus)?;
        if !text.starts_with('{') {
            text = read(&folder.join(text.trim()))?;
        }
        let mut grades = judgements(&read(&folder.join("qrels/test.tsv"))?)?;
        let queries = lines::<QueryLine>(&read(&folder.join("queries.jsonl"))?)?;
        let judged = queries.into_iter().filter_map(|query| {
            let grades = grades.remove(&query.id)?;
            let text = query.text;
            Some(Question { text, grades })
        });
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            documents: lines(&text)?,
            queries: judged.collect(),
        })
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn lines<'a, T: Deserialize<'a>>(text: &'a str) -> anyhow::Result<Vec<T>> {
    let parsed = text.lines().enumerate().map(|(at, line)| {
        serde_json::from_str(line).with_context(|| format!("line {} is no record", at + 1))
    });
    parsed.collect()
}

/// Grades by query, after a line of headings.
fn judgements(text: &str) -> anyhow::Result<HashMap<String, Grades>> {
    let mut judged: HashMap<String, Grades> = HashMap::new();
    for (at, line) in text.lines().enumerate().skip(1) {
        let mut columns = line.split('\t');
        let (Some(query), Some(document), Some(grade)) =
            (columns.next(), columns.next(), columns.next())
        else {
            bail!("line {} of the judgements lacks a column", at + 1);
        };
        let grade: i64 = grade.trim().parse().context("a grade is no number")?;
        let of_query = judged.entry(query.to_owned()).or_default();
        of_query.insert(document.to_owned(), u32::try_from(grade).unwrap_or(0));
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_read_by_query_after_the_headings() {
        let judged = judgements("query-id\tcorpus-id\tscore\nq\ta\t2\nq\tb\t-1\nr\ta\t1\n");
        let judged = judged.expect("three lines");
        assert_eq!(judged.len(), 2);
        assert_eq!(judged["q"]["a"], 2);
        assert_eq!(judged["q"]["b"], 0);
        assert!(judgements("h\nq\ta\n").is_err());
        assert!(judgements("h\nq\ta\tmuch\n").is_err());
    }

    #[test]
    fn a_corpus_may_name_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for set in ["one", "two"] {
            fs::create_dir_all(at(set).join("qrels")).expect("a set");
            fs::write(
                at(set).join("queries.jsonl"),
                "{\"_id\":\"q\",\"text\":\"why\"}\n{\"_id\":\"unjudged\",\"text\":\"x\"}\n",
            )
            .expect("queries");
            fs::write(at(set).join("qrels/test.tsv"), "h\nq\td\t1\n").expect("judgements");
        }
        fs::write(
            at("one/corpus.jsonl"),
            "{\"_id\":\"d\",\"text\":\"because\"}\n",
        )
        .expect("one");
        fs::write(at("two/corpus.jsonl"), "../one/corpus.jsonl").expect("two");
        let set = Set::read(&at("two")).expect("a set");
        assert_eq!(set.name, "two");
        assert_eq!(set.documents.len(), 1);
        assert_eq!(set.documents[0].text, "because");
        assert_eq!(set.queries.len(), 1);
    }
}
