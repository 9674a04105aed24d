//! Finds notes: an index of every note on disk, a query language that knows the market's words,
//! and where in a note a query is found.
//!
//! Source: tantivy 0.27 (BM25, k1 1.2, b 0.75). Choices, measured before the first line:
//!
//! - Folded character bigrams in phrases decide *whether* a note matches: they find every
//!   substring, where the cuts of jieba's search mode find two in three. Chinese words as jieba
//!   cuts them, kept without positions, only help to *rank*; English ranks by word and stem.
//! - Names of the lexicon are widened in the query, not in the index, so a better lexicon needs
//!   no other index but for the mentions.
//! - The body is not stored: the file is the truth, and storing it nearly doubles the index.
//! - Highlighting is our own ([`locate()`]), by the same patterns that matched.
//! - What can be rebuilt is not repaired: another version, another lexicon or damage empties the
//!   index and says so.
//!
//! The seam for a remote engine is [`Engine`]: it takes whole notes and answers [`Query`] values;
//! analysis and highlighting stay on this side.
//!
//! What it does not do: it reads no note's file and starts no thread but the engine's own.

mod analysis;
mod document;
mod engine;
mod error;
mod explain;
mod facets;
mod filed;
mod index;
mod locate;
mod matcher;
mod names;
mod near;
mod occurrences;
mod pattern;
mod plan;
mod proximity;
pub mod query;
mod read;
mod recency;
mod record;
mod related;
mod relax;
mod results;
mod schema;
mod similar;
mod snapshot;
mod snippet;
mod terms;
mod tokenizer;
mod via;
mod writer;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use analysis::Analysis;
pub use document::{Entry, FileStamp};
pub use engine::{Answers, Engine, Records};
pub use error::{Notice, RebuildReason, SearchError};
pub use index::{Opened, SearchIndex};
pub use locate::{Located, locate};
pub use matcher::Matcher;
pub use query::{Query, QueryError};
pub use read::But;
pub use record::RejectedFile;
pub use related::Asked;
pub use results::{Rank, Results};
pub use similar::Otherwise;
pub use snapshot::{Snapshot, Sort};
pub use snippet::snippet;
pub use writer::Writer;
