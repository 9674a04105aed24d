//! Measures what the program does against judged sets: `tape-eval retrieval DIR…`; writes a library
//! in which is known what speaks of what: `tape-eval plant DIR`.
//!
//! A query goes the way that a person's does: read by the query language, searched by the index in
//! memory, answered by what holds all of it and then by what holds some. One that the language
//! cannot read, such as a question with one quotation mark, is asked again as plain words.

mod beir;
mod measure;
mod plant;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};
use jiff::civil::Date;
use serde::Serialize;
use tapereader::lexicon::Lexicon;
use tapereader::model::{Language, Note, NoteId, NoteSummary, Passage, PassageKind, Text};
use tapereader::search::query::Bare;
use tapereader::search::{Analysis, Entry, FileStamp, Query, SearchIndex, Snapshot, query};
use tapereader::text::script::language;

use crate::beir::{Document, Set};

/// Ranks that count for nDCG and for recall.
const NDCG_DEPTH: usize = 10;
const RECALL_DEPTH: usize = 100;

/// What relative dates would count back from; no question has one.
const TODAY: Date = jiff::civil::date(2026, 1, 1);

/// Measures tape against judged sets.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Ranking, over sets in BEIR layout.
    Retrieval {
        /// Folders with corpus.jsonl, queries.jsonl and qrels/test.tsv.
        #[arg(required = true)]
        sets: Vec<PathBuf>,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Write 5,000 notes, and which of them speak of what.
    Plant {
        /// Gets a folder `notes` and a table `planted.tsv`.
        folder: PathBuf,
        /// Sentences of a note.
        #[arg(long, default_value_t = 12)]
        sentences: usize,
    },
}

#[derive(Serialize)]
struct Report {
    sets: Vec<Figures>,
}

/// What one set gave.
#[derive(Serialize)]
struct Figures {
    name: String,
    documents: usize,
    queries: usize,
    ndcg10: f64,
    recall100: f64,
    p50_ms: f64,
    p99_ms: f64,
}

fn main() -> anyhow::Result<()> {
    let (sets, json) = match Args::parse().what {
        What::Retrieval { sets, json } => (sets, json),
        What::Plant { folder, sentences } => return Ok(plant::lay_out(&folder, sentences)?),
    };
    let analysis = Arc::new(Analysis::new(Arc::new(Lexicon::built_in()?)));
    let mut out = io::stdout().lock();
    if !json {
        writeln!(
            out,
            "{:<24}{:>10}{:>9}{:>9}{:>12}{:>9}{:>9}",
            "set", "documents", "queries", "nDCG@10", "recall@100", "p50 ms", "p99 ms"
        )?;
    }
    let mut report = Report { sets: Vec::new() };
    for folder in sets {
        let figures = retrieval(&Set::read(&folder)?, &analysis)?;
        if !json {
            writeln!(
                out,
                "{:<24}{:>10}{:>9}{:>9.4}{:>12.4}{:>9.2}{:>9.2}",
                figures.name,
                figures.documents,
                figures.queries,
                figures.ndcg10,
                figures.recall100,
                figures.p50_ms,
                figures.p99_ms
            )?;
            out.flush()?;
        }
        report.sets.push(figures);
    }
    if json {
        serde_json::to_writer_pretty(&mut out, &report)?;
        writeln!(out)?;
    }
    Ok(())
}

fn retrieval(set: &Set, analysis: &Arc<Analysis>) -> anyhow::Result<Figures> {
    let snapshot = index(&set.documents, analysis)?.snapshot();
    let (mut ndcg, mut recall) = (0.0, 0.0);
    let mut times: Vec<Duration> = Vec::with_capacity(set.queries.len());
    for question in &set.queries {
        let begun = Instant::now();
        let places = ask(&snapshot, &question.text, analysis)?;
        times.push(begun.elapsed());
        let documents = places.iter().filter_map(|place| set.documents.get(*place));
        let ranked: Vec<String> = documents.map(|document| document.id.clone()).collect();
        ndcg += measure::ndcg(&ranked, &question.grades, NDCG_DEPTH);
        recall += measure::recall(&ranked, &question.grades, RECALL_DEPTH);
    }
    let queries = set.queries.len().max(1) as f64;
    Ok(Figures {
        name: set.name.clone(),
        documents: set.documents.len(),
        queries: set.queries.len(),
        ndcg10: ndcg / queries,
        recall100: recall / queries,
        p50_ms: measure::percentile(&mut times, 50),
        p99_ms: measure::percentile(&mut times, 99),
    })
}

/// The documents that a question finds, best first, as places in the set.
fn ask(snapshot: &Snapshot, text: &str, analysis: &Analysis) -> anyhow::Result<Vec<usize>> {
    let query = read(text, analysis);
    let results = snapshot.search(&query, RECALL_DEPTH)?;
    let relaxed = snapshot.relax(&query, &results.hits, results.total, RECALL_DEPTH)?;
    let relaxed = relaxed.iter().flat_map(|relaxed| &relaxed.hits);
    let hits = results.hits.iter().chain(relaxed);
    Ok(hits.map(|hit| hit.note.id.get() as usize).collect())
}

fn read(text: &str, analysis: &Analysis) -> Query {
    let bare = Bare {
        today: TODAY,
        analysis,
    };
    query::parse(text, &bare).unwrap_or_else(|_| query::parse_plain(text, analysis))
}

/// An index in memory; the id of a note is the place of its document.
fn index(documents: &[Document], analysis: &Arc<Analysis>) -> anyhow::Result<SearchIndex> {
    let index = SearchIndex::in_memory(Arc::clone(analysis))?;
    let mut writer = index.writer()?;
    for (place, document) in documents.iter().enumerate() {
        let note = note(document);
        let summary = NoteSummary {
            id: NoteId::new(place as u64),
            path: format!("{place}.md").into(),
            title: document.title.clone(),
            ..NoteSummary::default()
        };
        writer.put(&Entry {
            summary: &summary,
            note: &note,
            mentions: &[],
            listed: &[],
            stamp: FileStamp::default(),
        })?;
    }
    writer.commit()?;
    Ok(index)
}

fn note(document: &Document) -> Note {
    let mut note = Note::default();
    note.metadata.title.clone_from(&document.title);
    let mut passage = Passage::new(PassageKind::Prose);
    let written_in = language(&document.text).unwrap_or(Language::En);
    passage.set(Text::plain(written_in, document.text.as_str()));
    note.passages.push(passage);
    note
}
