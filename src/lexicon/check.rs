//! The rules that a table must keep before anything is made of it.

use std::collections::HashSet;

use crate::model::{Language, Names};

use super::error::LexiconError;
use super::record::Entry;

/// Every language has a name, and none is empty.
pub(super) fn check_names(file: &'static str, id: &str, names: &Names) -> Result<(), LexiconError> {
    for (language, field) in [
        (Language::En, "en"),
        (Language::Hans, "zh_hans"),
        (Language::Hant, "zh_hant"),
    ] {
        let names = names.of(language);
        if names.is_empty() || names.iter().any(|name| name.trim().is_empty()) {
            return Err(LexiconError::MissingName {
                file,
                id: id.to_owned(),
                language: field,
            });
        }
    }
    Ok(())
}

/// No two entries of one table share an id.
pub(super) fn check_ids(entries: &[Entry]) -> Result<(), LexiconError> {
    let mut seen = HashSet::with_capacity(entries.len());
    for entry in entries {
        if !seen.insert(&entry.target) {
            return Err(LexiconError::DuplicateId {
                file: entry.file(),
                id: entry.target.id().to_owned(),
            });
        }
    }
    Ok(())
}

/// Whether an id is lower-case letters and digits joined by single hyphens.
pub(super) fn is_kebab_case(id: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.split('-').all(is_part)
}
