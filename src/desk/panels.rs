//! Panels: an indicator as of a note's date and as of the last data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::indicators::{self, INDICATORS, Indicator, Request};
use crate::model::{Document, NoteId, Reading, Target, ThenNow};
use crate::search::Sort;
use crate::search::query::Query;

use super::market::Market;
use super::{Desk, DeskError};

/// The panel shown for an instrument.
const INSTRUMENT_PANEL: &str = "price-structure";

/// Instruments of a note that get a panel of their own.
const INSTRUMENTS_SHOWN: usize = 3;

impl Desk {
    /// The panels that a note speaks of, most mentioned first, then and now.
    pub fn readings(&self, note: NoteId) -> Result<Vec<ThenNow>, DeskError> {
        let document = self.open(note)?;
        let market = self.market_handle()?;
        let mut wanted: Vec<(usize, &'static Indicator, String)> = Vec::new();
        for (id, count) in self.concept_panels(&document)? {
            if let Some(indicator) = indicators::find(&id) {
                wanted.push((count, indicator, indicator.subject("").to_owned()));
            }
        }
        if let Some(indicator) = indicators::find(INSTRUMENT_PANEL) {
            for (subject, count) in self.priced(&document, &market)? {
                let known = |entry: &(usize, &Indicator, String)| {
                    entry.1.id == indicator.id && entry.2 == subject
                };
                if !wanted.iter().any(known) {
                    wanted.push((count, indicator, subject));
                }
            }
        }
        wanted.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
        let then = document.summary.date;
        let readings = wanted
            .into_iter()
            .map(|(_, indicator, subject)| self.then_and_now(&market, indicator, &subject, then));
        readings.collect()
    }

    /// One panel, with the date of a note as "then".
    pub fn panel(
        &self,
        id: &str,
        subject: &str,
        note: Option<NoteId>,
    ) -> Result<ThenNow, DeskError> {
        let then = match note {
            Some(note) => self.open(note)?.summary.date,
            None => None,
        };
        let indicator = find(id)?;
        let market = self.market_handle()?;
        let subject = indicator.subject(subject).to_owned();
        self.then_and_now(&market, indicator, &subject, then)
    }

    /// The panel behind a concept or an instrument; `None` where nothing measures it.
    pub fn panel_of(
        &self,
        target: &Target,
        note: Option<NoteId>,
    ) -> Result<Option<ThenNow>, DeskError> {
        let lexicon = self.lexicon()?;
        match target {
            Target::Concept(id) => {
                let panel = lexicon
                    .concept(id.as_str())
                    .and_then(|concept| concept.panel.clone());
                let known = panel.filter(|panel| indicators::find(panel).is_some());
                known.map(|panel| self.panel(&panel, "", note)).transpose()
            }
            Target::Instrument(id) => {
                let series = lexicon
                    .instrument(id.as_str())
                    .and_then(|one| one.series.clone());
                let Some(series) = series else {
                    return Ok(None);
                };
                if !self.market_handle()?.has(&series)? {
                    return Ok(None);
                }
                self.panel(INSTRUMENT_PANEL, &series, note).map(Some)
            }
        }
    }

    /// One reading, as of a date or of the last data.
    pub fn reading(
        &self,
        id: &str,
        subject: &str,
        as_of: Option<Date>,
    ) -> Result<Reading, DeskError> {
        let market = self.market_handle()?;
        self.compute(&market, find(id)?, subject, as_of)
    }

    /// Every indicator for its usual subject and the last date.
    pub fn dashboard(&self) -> Result<Vec<Arc<Reading>>, DeskError> {
        let market = self.market_handle()?;
        let readings = INDICATORS
            .iter()
            .map(|indicator| self.compute(&market, indicator, "", None).map(Arc::new));
        readings.collect()
    }

    fn compute(
        &self,
        market: &Market,
        indicator: &Indicator,
        subject: &str,
        as_of: Option<Date>,
    ) -> Result<Reading, DeskError> {
        let subject = indicator.subject(subject);
        let inputs = market.inputs(indicator, subject)?;
        let settings = &self.setup.indicators;
        Ok(indicator.reading(
            &inputs,
            &Request {
                subject,
                as_of,
                settings,
            },
        ))
    }

    fn then_and_now(
        &self,
        market: &Market,
        indicator: &'static Indicator,
        subject: &str,
        then: Option<Date>,
    ) -> Result<ThenNow, DeskError> {
        let inputs = market.inputs(indicator, subject)?;
        let settings = &self.setup.indicators;
        let reading = |as_of| {
            Arc::new(indicator.reading(
                &inputs,
                &Request {
                    subject,
                    as_of,
                    settings,
                },
            ))
        };
        Ok(ThenNow {
            subject: subject.to_owned(),
            then: then.map(|date| reading(Some(date))),
            now: reading(None),
            mentioned_on: self.mentioned_on(indicator, subject)?,
        })
    }

    /// The dates of the notes that speak of an indicator, or of the instrument it is of.
    fn mentioned_on(&self, indicator: &Indicator, subject: &str) -> Result<Vec<Date>, DeskError> {
        let lexicon = self.lexicon()?;
        let concepts = lexicon.concepts().iter();
        let mut targets: Vec<Target> = concepts
            .filter(|concept| concept.panel.as_deref() == Some(indicator.id))
            .map(|concept| Target::Concept(concept.id.clone()))
            .collect();
        if indicator.id == INSTRUMENT_PANEL {
            let instruments = lexicon.instruments().iter();
            let of_subject =
                instruments.filter(|instrument| instrument.series.as_deref() == Some(subject));
            targets.extend(of_subject.map(|one| Target::Instrument(one.id.clone())));
        }
        let snapshot = self.snapshot()?;
        let mut dates = BTreeSet::new();
        for target in &targets {
            let query = Query::mentioning(target);
            let (notes, _) = snapshot.notes(&query, Sort::Newest, 0, 1_000)?;
            dates.extend(notes.into_iter().filter_map(|note| note.date));
        }
        Ok(dates.into_iter().collect())
    }

    /// The panels of the concepts that a note mentions, with the number of mentions.
    fn concept_panels(&self, document: &Document) -> Result<BTreeMap<String, usize>, DeskError> {
        let lexicon = self.lexicon()?;
        let mut counts = BTreeMap::new();
        for mention in &document.mentions {
            let Target::Concept(id) = &mention.target else {
                continue;
            };
            let panel = lexicon
                .concept(id.as_str())
                .and_then(|concept| concept.panel.clone());
            if let Some(panel) = panel {
                *counts.entry(panel).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// The most mentioned instruments that the market prices.
    fn priced(
        &self,
        document: &Document,
        market: &Market,
    ) -> Result<Vec<(String, usize)>, DeskError> {
        let lexicon = self.lexicon()?;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for mention in &document.mentions {
            let Target::Instrument(id) = &mention.target else {
                continue;
            };
            let series = lexicon
                .instrument(id.as_str())
                .and_then(|one| one.series.clone());
            if let Some(series) = series {
                *counts.entry(series).or_default() += 1;
            }
        }
        let mut ranked: Vec<(String, usize)> = counts.into_iter().collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut priced = Vec::new();
        for (series, count) in ranked {
            if priced.len() < INSTRUMENTS_SHOWN && market.has(&series)? {
                priced.push((series, count));
            }
        }
        Ok(priced)
    }
}

fn find(id: &str) -> Result<&'static Indicator, DeskError> {
    indicators::find(id).ok_or_else(|| {
        let ids = INDICATORS.iter().map(|indicator| indicator.id);
        DeskError::UnknownPanel {
            id: id.to_owned(),
            nearest: super::nearest(id, ids),
        }
    })
}
