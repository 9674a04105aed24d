//! One file a screen or overlay: its state and what keys do to it.

pub mod agenda;
pub mod card;
pub mod dashboard;
pub mod diagnostics;
pub mod help;
pub mod library;
pub mod link;
pub mod name;
pub mod outline;
pub mod palette;
pub mod panel;
pub mod panels;
pub mod reader;
pub mod related;
pub mod scroll;
pub mod search;
pub mod searches;
pub mod speakers;
pub mod timeline;
pub mod why;
