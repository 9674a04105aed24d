//! `tape doctor --pairs`: which paragraphs of a note were taken for translations of each other,
//! and how sure that is.

use serde::Serialize;

use crate::config::theme::Role;
use crate::model::{Pair, Passage, PassageKind, Side, Voice};
use crate::text::width::{truncate, width};

use super::Outcome;
use super::output::Output;
use super::setup::Setup;

/// Columns of each text where no terminal says how many there are.
const TEXT: usize = 36;

/// Columns before the texts.
const MARGIN: usize = 22;

#[derive(Serialize)]
struct Record {
    note: String,
    pairs: Vec<PairRecord>,
    /// Passages whose pair is doubtful.
    doubtful: Vec<usize>,
    unpaired_zh: Vec<usize>,
    unpaired_en: Vec<usize>,
}

#[derive(Serialize)]
struct PairRecord {
    passage: usize,
    confidence: f32,
    by: &'static str,
    zh: String,
    en: String,
}

/// Prints the pairs of a note in reading order, and between them what has no counterpart.
pub(super) fn run(setup: &Setup, name: &str, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed(out)?;
    let summary = desk.resolve(name)?;
    let document = desk.open_path(&summary.path)?;
    let passages = &document.note.passages;
    let record = record(summary.id.to_string(), passages);
    if out.json {
        out.object(&record)?;
        return Ok(Outcome::of(record.pairs.len()));
    }
    let room = out
        .columns
        .map_or(TEXT, |columns| columns.saturating_sub(MARGIN + 3) / 2);
    for (at, passage) in passages.iter().enumerate().filter(|(_, one)| is_told(one)) {
        row(at, passage, room.max(4), out)?;
    }
    let Record {
        pairs,
        doubtful,
        unpaired_zh,
        unpaired_en,
        ..
    } = &record;
    if !out.quiet {
        let summary = format!(
            "{} pairs, {} doubtful; without a counterpart: {} Chinese, {} English",
            pairs.len(),
            doubtful.len(),
            unpaired_zh.len(),
            unpaired_en.len(),
        );
        out.styled(&[(Role::Muted, &summary)])?;
    }
    Ok(Outcome::of(pairs.len()))
}

fn record(note: String, passages: &[Passage]) -> Record {
    let mut record = Record {
        note,
        pairs: Vec::new(),
        doubtful: Vec::new(),
        unpaired_zh: Vec::new(),
        unpaired_en: Vec::new(),
    };
    for (at, passage) in passages.iter().enumerate().filter(|(_, one)| is_told(one)) {
        match (passage.pair, &passage.zh, &passage.en) {
            (Some(pair), Some(zh), Some(en)) => {
                if pair.is_doubtful() {
                    record.doubtful.push(at);
                }
                record.pairs.push(PairRecord {
                    passage: at,
                    confidence: pair.confidence(),
                    by: by(pair),
                    zh: zh.content.to_string(),
                    en: en.content.to_string(),
                });
            }
            (_, Some(_), _) => record.unpaired_zh.push(at),
            (_, None, Some(_)) => record.unpaired_en.push(at),
            (_, None, None) => {}
        }
    }
    record
}

/// Whether a passage is of a kind that has a translation.
fn is_told(passage: &Passage) -> bool {
    let is_text = !matches!(
        passage.kind,
        PassageKind::Table(_) | PassageKind::Code(_) | PassageKind::Image(_) | PassageKind::Rule
    );
    passage.pair.is_some() || (is_text && passage.voice == Voice::Document)
}

const fn by(pair: Pair) -> &'static str {
    match pair {
        Pair::Marked => "marked",
        Pair::Aligned(_) => "aligned",
    }
}

/// A passage: its number, how sure its pair is and by what, and how both texts begin.
fn row(at: usize, passage: &Passage, room: usize, out: &mut Output) -> anyhow::Result<()> {
    let (confidence, by, role) = match passage.pair {
        Some(pair) if pair.is_doubtful() => (Some(pair.confidence()), by(pair), Role::Warning),
        Some(pair) => (Some(pair.confidence()), by(pair), Role::Text),
        None => (None, "alone", Role::Muted),
    };
    let confidence = confidence.map_or_else(|| "–".to_owned(), |sure| format!("{sure:.2}"));
    let how = format!("{confidence:>4}  {by:<7}  ");
    let begins = |side: Side| -> String {
        let text = passage.text(side).map_or("–", |text| &text.content);
        let line = text.lines().next().unwrap_or_default();
        truncate(line, room).into_owned()
    };
    let (zh, en) = (begins(Side::Zh), begins(Side::En));
    let gap = " ".repeat(room.saturating_sub(width(&zh)) + 1);
    out.styled(&[
        (Role::Muted, &format!("{at:>5}  ")),
        (role, &how),
        (Role::Text, &zh),
        (Role::Border, &format!("{gap}│ ")),
        (Role::Text, &en),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Text};

    fn passage(zh: Option<&str>, en: Option<&str>, pair: Option<Pair>) -> Passage {
        Passage {
            zh: zh.map(|text| Text::plain(Language::Hans, text)),
            en: en.map(|text| Text::plain(Language::En, text)),
            pair,
            ..Passage::new(PassageKind::Prose)
        }
    }

    #[test]
    fn what_has_no_counterpart_is_listed_by_language() {
        let remark = Passage {
            voice: Voice::Translator,
            ..passage(Some("译注"), None, None)
        };
        let passages = [
            passage(Some("甲"), Some("A"), Some(Pair::Marked)),
            passage(Some("乙"), Some("B"), Some(Pair::Aligned(0.25))),
            passage(Some("丙"), None, None),
            passage(None, Some("D"), None),
            remark,
            Passage::new(PassageKind::Rule),
        ];
        let record = record("n".into(), &passages);
        assert_eq!(record.pairs.len(), 2);
        assert_eq!(
            (record.pairs[0].by, record.pairs[1].by),
            ("marked", "aligned")
        );
        assert_eq!(record.doubtful, [1]);
        assert_eq!(record.unpaired_zh, [2]);
        assert_eq!(record.unpaired_en, [3]);
    }
}
