//! Cards: what is known of a concept or an instrument.

use crate::model::{Card, CardSubject, NoteId, NoteSummary, Target};
use crate::search::Sort;
use crate::search::query::Query;

use super::{Desk, DeskError};

/// Notes listed on a card at most.
const NOTES: usize = 500;

impl Desk {
    /// Everything known of a concept or an instrument.
    pub fn card(&self, target: &Target, note: Option<NoteId>) -> Result<Card, DeskError> {
        Ok(Card {
            subject: self.subject(target)?,
            panel: self.panel_of(target, note)?,
            notes: self.mentioning(target)?,
        })
    }

    /// What a name stands for, in any language; the first where it is ambiguous.
    pub fn named(&self, name: &str) -> Result<Target, DeskError> {
        let lexicon = self.lexicon()?;
        let found = lexicon.resolve(name).into_iter().next();
        found.ok_or_else(|| DeskError::UnknownName {
            name: name.to_owned(),
            nearest: lexicon
                .nearest(name)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        })
    }

    /// Every note that mentions something, newest first.
    pub fn mentioning(&self, target: &Target) -> Result<Vec<NoteSummary>, DeskError> {
        let query = Query::mentioning(target);
        Ok(self.snapshot()?.notes(&query, Sort::Newest, 0, NOTES)?.0)
    }

    fn subject(&self, target: &Target) -> Result<CardSubject, DeskError> {
        let lexicon = self.lexicon()?;
        let found = match target {
            Target::Concept(id) => lexicon
                .concept(id.as_str())
                .cloned()
                .map(CardSubject::Concept),
            Target::Instrument(id) => lexicon
                .instrument(id.as_str())
                .cloned()
                .map(CardSubject::Instrument),
        };
        found.ok_or_else(|| DeskError::UnknownName {
            name: target.id().to_owned(),
            nearest: Vec::new(),
        })
    }
}
