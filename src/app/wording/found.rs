//! What is said of a search: how words were read, what stood in the way, what a score is made of.

use std::time::Duration;

use crate::model::quantity::{Sign, grouped};
use crate::model::{Likeness, Locale, ScoredBy, Term};

use super::{
    BY_INITIALS, BY_PINYIN, BY_SPELLING, SCORED_FORM, SCORED_LABELS, SCORED_NEAR, SCORED_REST,
    SCORED_TEXT, SCORED_TITLE, SCORED_TYPED, SCORED_WORDS, notes,
};

/// How a word is like the name that it was read as.
#[must_use]
pub const fn of_likeness(likeness: Likeness) -> Term {
    match likeness {
        Likeness::Pinyin => BY_PINYIN,
        Likeness::Initials => BY_INITIALS,
        Likeness::Spelling => BY_SPELLING,
    }
}

/// What a share of a score is for.
#[must_use]
pub const fn of_share(by: ScoredBy) -> Term {
    match by {
        ScoredBy::Typed => SCORED_TYPED,
        ScoredBy::Text => SCORED_TEXT,
        ScoredBy::Title => SCORED_TITLE,
        ScoredBy::Labels => SCORED_LABELS,
        ScoredBy::Words => SCORED_WORDS,
        ScoredBy::Form => SCORED_FORM,
        ScoredBy::Near => SCORED_NEAR,
        ScoredBy::Rest => SCORED_REST,
    }
}

/// How long something took: `1.1 ms`, `84 ms`, `1.2 s`.
#[must_use]
pub fn took(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1_000.0;
    match milliseconds {
        ..9.95 => format!("{milliseconds:.1} ms"),
        ..999.5 => format!("{milliseconds:.0} ms"),
        _ => format!("{:.1} s", milliseconds / 1_000.0),
    }
}

/// No note holds a word under any of its names.
#[must_use]
pub fn unknown_word(word: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("no note holds “{word}”"),
        Locale::Hans => format!("没有笔记含有“{word}”"),
        Locale::Hant => format!("沒有筆記含有「{word}」"),
    }
}

/// How many notes match without a word that was just named.
#[must_use]
pub fn without_it(count: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{} without it", notes(count, locale)),
        Locale::Hans | Locale::Hant => format!("去掉它有 {count} 篇"),
    }
}

/// How many notes match without a word that stands in the way of more.
#[must_use]
pub fn without_word(word: &str, count: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("without “{word}”: {}", notes(count, locale)),
        Locale::Hans => format!("去掉“{word}”：{count} 篇"),
        Locale::Hant => format!("去掉「{word}」：{count} 篇"),
    }
}

/// How a word was read: `fangkong read as 放空 (pinyin)`.
#[must_use]
pub fn read_as(typed: &str, name: &str, by: Likeness, locale: Locale) -> String {
    let why = of_likeness(by).get(locale);
    match locale {
        Locale::En => format!("{typed} read as {name} ({why})"),
        Locale::Hans => format!("{typed} 按{why}当作“{name}”"),
        Locale::Hant => format!("{typed} 按{why}當作「{name}」"),
    }
}

/// Which of many are shown: `1–20 of 193`.
#[must_use]
pub fn shown_of(shown: usize, total: usize, locale: Locale) -> String {
    let total = grouped(total as f64, 0, Sign::Negative);
    match locale {
        Locale::En => format!("1–{shown} of {total}"),
        Locale::Hans | Locale::Hant => format!("第 1–{shown} 篇，共 {total} 篇"),
    }
}
