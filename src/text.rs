//! Language tools for Chinese and English text, without any file, clock or note.
//!
//! `fold` brings all ways of writing a word to one, `bigram` and `segment` cut
//! folded text for the index, `figures` reads `$105b` and 1050亿美元 as one, `stem` joins the
//! forms of an English word, `script` tells languages apart, `resemblance` near-duplicates,
//! `numerals` reads numbers in words, `pinyin` knows how Chinese is typed,
//! `sanitise` makes foreign text safe for a terminal, and `width` and `wrap`
//! lay it out there.

pub mod bigram;
pub mod figures;
pub mod fold;
pub mod numerals;
pub mod pinyin;
pub mod resemblance;
pub mod sanitise;
pub mod script;
pub mod segment;
pub mod stem;
pub mod width;
pub mod wrap;

mod simplify;

pub use simplify::to_simplified;

#[cfg(test)]
mod conformance;
