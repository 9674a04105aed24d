//! Tapereader: a terminal reader for market commentary in Chinese and English
//! that puts every claim next to its number.
//!
//! The map of the house, the layer table and the invariants stand in
//! ARCHITECTURE.md. Modules lower in this list may use those above them, as the
//! table there allows; `tests/architecture.rs` holds them to it.

pub mod model;
pub mod text;

pub mod calendar;
pub mod chart;
pub mod indicators;
pub mod lexicon;
pub mod note;

pub mod config;
pub mod fetch;
pub mod library;
pub mod market;
pub mod picture;
pub mod search;
pub mod store;

pub mod desk;

pub mod app;
pub mod jobs;
pub mod tui;

pub mod cli;
