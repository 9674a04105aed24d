//! Notes that belong together: related ones, and all that mention something in time.

use crate::model::{Document, Mention, NoteId, RelatedNote, Said, SaidWords, Target, Timeline};
use crate::search::query::Query;
use crate::search::{Asked, Sort};

use super::{Desk, DeskError};

/// Notes on a time line at most.
const NOTES: usize = 2_000;

/// Characters before a mention that are told with it at most.
const BEFORE: usize = 60;

/// Characters told in all at most.
const MOST: usize = 360;

impl Desk {
    /// The notes that share most with one, best first, and how many share anything.
    ///
    /// # Errors
    ///
    /// Where the note or the index cannot be read.
    pub fn related(
        &self,
        document: &Document,
        limit: usize,
    ) -> Result<(Vec<RelatedNote>, usize), DeskError> {
        let snapshot = self.index_to_search()?.answers();
        let asked = Asked {
            summary: &document.summary,
            note: &document.note,
            mentions: &document.mentions,
        };
        Ok(snapshot.related(asked, limit)?)
    }

    /// Every note that mentions something, newest first.
    ///
    /// # Errors
    ///
    /// Where it is unknown or the index cannot be read.
    pub fn timeline(&self, target: &Target) -> Result<Timeline, DeskError> {
        let subject = self.subject(target)?;
        let query = Query::mentioning(target);
        let (notes, total) = self.snapshot()?.notes(&query, Sort::Newest, 0, NOTES)?;
        Ok(Timeline {
            subject,
            notes,
            total,
        })
    }

    /// What a note says of something where it first mentions it.
    ///
    /// # Errors
    ///
    /// Where the note cannot be read.
    pub fn said(&self, note: NoteId, target: &Target) -> Result<Said, DeskError> {
        let document = self.open(note)?;
        let mut mentions = document.mentions.iter();
        let mention = mentions.find(|mention| mention.target == *target);
        Ok(Said {
            note,
            target: target.clone(),
            words: mention.and_then(|mention| around(&document, mention)),
        })
    }
}

/// The words around a mention: from its passage's beginning where that is near, to its end.
fn around(document: &Document, mention: &Mention) -> Option<SaidWords> {
    let passage = document.note.passages.get(mention.passage)?;
    let content = &passage.text(mention.side)?.content;
    let before = content.get(..mention.range.start)?;
    let skipped = before.chars().count().saturating_sub(BEFORE);
    let from = match skipped {
        0 => 0,
        skipped => before.char_indices().nth(skipped).map_or(0, |(at, _)| at),
    };
    let sign = if from == 0 { "" } else { "…" };
    let rest = content.get(from..)?;
    let mut text = sign.to_owned();
    text.extend(
        rest.chars()
            .take(MOST)
            .map(|c| if c.is_whitespace() { ' ' } else { c }),
    );
    let start = mention.range.start - from + sign.len();
    let length = mention.range.end.saturating_sub(mention.range.start);
    Some(SaidWords {
        speaker: passage.speaker.as_deref().map(str::to_owned),
        mention: start..(start + length).min(text.len()),
        text,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::journal::tests::desk;
    use super::*;
    use crate::model::SharedKind;

    #[test]
    fn notes_relate_and_stand_in_time_with_what_they_say() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join("notes").join(name), text).unwrap();
        };
        write(
            "a.md",
            "---\ndate: 2026-01-03\n---\n# a\n\n做市商已经做空伽马，跌得越多卖得越多。\n",
        );
        let long = "A long way to go before it is said. ".repeat(5);
        write(
            "b.md",
            &format!("---\ndate: 2026-02-03\n---\n# b\n\n{long}Dealers are short gamma.\n"),
        );
        write("c.md", "# c\n\nNothing.\n");
        for name in 0..12 {
            write(
                &format!("other{name}.md"),
                &format!("# x\n\nplain{name} page.\n"),
            );
        }
        desk.index(&mut |_, _| {}).unwrap();
        let target = desk.named("做空伽马").unwrap();
        let line = desk.timeline(&target).unwrap();
        let titles: Vec<&str> = line.notes.iter().map(|note| note.title.as_str()).collect();
        assert_eq!((titles, line.total), (vec!["b", "a"], 2));
        let said = desk.said(line.notes[0].id, &target).unwrap().words.unwrap();
        assert!(said.text.starts_with('…'), "{said:?}");
        assert_eq!(&said.text[said.mention.clone()], "short gamma");
        let said = desk.said(line.notes[1].id, &target).unwrap().words.unwrap();
        assert_eq!(&said.text[said.mention.clone()], "做空伽马");
        let gone = Target::Concept("quantitative-tightening".into());
        assert_eq!(desk.said(line.notes[0].id, &gone).unwrap().words, None);
        let document = desk.open(line.notes[0].id).unwrap();
        let (related, total) = desk.related(&document, 5).unwrap();
        assert_eq!((related.len(), total), (1, 1));
        assert_eq!(related[0].note.title, "a");
        assert_eq!(related[0].shares[0].kind, SharedKind::Concept);
    }
}
