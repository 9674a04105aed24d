use super::*;

mod notes;
mod sentences;
mod tables;
