//! The command line from outside: the binary, a folder of its own, a scrubbed environment.
//!
//! One file a subject. [`desk::Desk`] is the folder that a test works in; nothing of the machine
//! reaches the binary but the path it is started by.

#![cfg(test)]

mod concept;
mod desk;
mod doctor;
mod help;
mod import;
mod index;
mod json;
mod kept;
mod loopback;
mod market;
mod notes;
mod panel;
mod process;
mod read;
mod safety;
mod search;
mod settings;
mod terminal;
mod update;
