//! Panels: an indicator as of a note's date and as of the last data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::civil::Date;

use crate::indicators::{self, INDICATORS, Indicator, Inputs, Request};
use crate::market::providers;
use crate::model::{
    AssetClass, Document, Mention, MissingReason, NoteId, Quoted, Reading, Standing, Target,
    ThenNow,
};
use crate::search::Sort;
use crate::search::query::Query;

use super::market::Market;
use super::{Desk, DeskError, quoted, quotes};

/// The panel shown for what has a price.
const PRICE_PANEL: &str = "price-structure";

/// The panel that says most of an instrument: a drawdown means nothing of a yield or of the VIX.
const fn panel_of_class(class: AssetClass) -> &'static str {
    match class {
        AssetClass::Rate => "curve-regime",
        AssetClass::Volatility => "variance-risk-premium",
        _ => PRICE_PANEL,
    }
}

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
                let subject = self.usual_subject(indicator, &document)?;
                wanted.push((count, indicator, subject));
            }
        }
        // What the note argues with stands before what it merely prices.
        wanted.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
        for (panel, subject, count) in self.priced(&document, &market)? {
            let Some(indicator) = indicators::find(panel) else {
                continue;
            };
            let subject = indicator.subject(&subject).to_owned();
            let is_shown = wanted
                .iter()
                .any(|(_, shown, of)| shown.id == panel && *of == subject);
            if !is_shown {
                wanted.push((count, indicator, subject));
            }
        }
        let then = document.summary.date;
        let readings = wanted.into_iter().map(|(_, indicator, subject)| {
            let mut panel = self.then_and_now(&market, indicator, &subject, then)?;
            panel.quoted =
                self.quoted_beside(&document, panel.then.as_ref().unwrap_or(&panel.now))?;
            Ok(panel)
        });
        readings.collect()
    }

    /// One panel, with the date of a note as "then".
    pub fn panel(
        &self,
        id: &str,
        subject: &str,
        note: Option<NoteId>,
    ) -> Result<ThenNow, DeskError> {
        let document = note.map(|note| self.open(note)).transpose()?;
        let then = document.as_ref().and_then(|document| document.summary.date);
        let indicator = find(id)?;
        let market = self.market_handle()?;
        let subject = indicator.subject(subject).to_owned();
        let mut panel = self.then_and_now(&market, indicator, &subject, then)?;
        if let Some(document) = document {
            panel.quoted =
                self.quoted_beside(&document, panel.then.as_ref().unwrap_or(&panel.now))?;
        }
        Ok(panel)
    }

    /// What a note quotes of what a reading measures, beside the reading's figures.
    pub fn quoted(&self, note: NoteId, reading: &Reading) -> Result<Vec<Quoted>, DeskError> {
        self.quoted_beside(&*self.open(note)?, reading)
    }

    fn quoted_beside(
        &self,
        document: &Document,
        reading: &Reading,
    ) -> Result<Vec<Quoted>, DeskError> {
        let lexicon = self.lexicon()?;
        let is_model = find(reading.indicator)?.is_model;
        let owner = |mention: &Mention| match &mention.target {
            Target::Concept(id) => lexicon.concept(id.as_str())?.panel.as_deref(),
            Target::Instrument(_) => None,
        };
        Ok(quoted::of(document, reading, is_model, owner))
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
                let Some(indicator) = panel.and_then(|panel| indicators::find(&panel)) else {
                    return Ok(None);
                };
                let subject = match note {
                    Some(note) => self.usual_subject(indicator, &*self.open(note)?)?,
                    None => String::new(),
                };
                self.panel(indicator.id, &subject, note).map(Some)
            }
            Target::Instrument(id) => {
                let Some(instrument) = lexicon.instrument(id.as_str()) else {
                    return Ok(None);
                };
                let Some(series) = &instrument.series else {
                    return Ok(None);
                };
                if !self.market_handle()?.has(series)? {
                    return Ok(None);
                }
                let panel = panel_of_class(instrument.asset_class);
                self.panel(panel, series, note).map(Some)
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

    /// Every indicator for its usual subject and the last date, and how much is said of it.
    pub fn dashboard(&self) -> Result<Vec<Standing>, DeskError> {
        let readings = self.all_readings(None)?;
        let standings = INDICATORS.iter().zip(readings).map(|(indicator, reading)| {
            Ok(Standing {
                reading: Arc::new(reading),
                notes: self.mentioned_on(indicator, indicator.subject(""))?.len(),
            })
        });
        standings.collect()
    }

    /// Every indicator for its usual subject as of a date or of the last data, in the order of the
    /// registry.
    ///
    /// On two threads: it is a tenth of a second of arithmetic that somebody waits for.
    pub fn all_readings(&self, as_of: Option<Date>) -> Result<Vec<Reading>, DeskError> {
        let market = self.market_handle()?;
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((at, indicator)) = take(&next) {
                done.push((at, self.compute(&market, indicator, "", as_of)));
            }
            done
        };
        let mut all = thread::scope(|scope| {
            let beside = scope.spawn(work);
            let mut done = work();
            match beside.join() {
                Ok(others) => done.extend(others),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            done
        });
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, reading)| reading).collect()
    }

    fn compute(
        &self,
        market: &Market,
        indicator: &Indicator,
        subject: &str,
        as_of: Option<Date>,
    ) -> Result<Reading, DeskError> {
        let subject = indicator.subject(subject);
        let inputs = market.inputs(indicator, subject, &[as_of])?;
        let settings = &self.setup.indicators;
        let request = Request {
            subject,
            as_of,
            settings,
        };
        Ok(read(indicator, &inputs, &request))
    }

    fn then_and_now(
        &self,
        market: &Market,
        indicator: &'static Indicator,
        subject: &str,
        then: Option<Date>,
    ) -> Result<ThenNow, DeskError> {
        let inputs = market.inputs(indicator, subject, &[then, None])?;
        let settings = &self.setup.indicators;
        let reading = |as_of| {
            let request = Request {
                subject,
                as_of,
                settings,
            };
            Arc::new(read(indicator, &inputs, &request))
        };
        let now = reading(None);
        // Of a day after the last data nothing is known: repeating "now" would look like it.
        let known = then.filter(|date| now.as_of.is_none_or(|last| *date <= last));
        Ok(ThenNow {
            subject: subject.to_owned(),
            then: known.map(|date| reading(Some(date))),
            now,
            mentioned_on: self.mentioned_on(indicator, subject)?,
            quoted: Vec::new(),
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
        if indicator.id == PRICE_PANEL {
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

    /// What a panel is asked about in a note that does not say: the structure that it quotes, else
    /// the panel's own.
    fn usual_subject(
        &self,
        indicator: &Indicator,
        document: &Document,
    ) -> Result<String, DeskError> {
        let quoted = if indicator.id == quotes::STRUCTURE_PANEL {
            quotes::structure(document, &*self.lexicon()?)
        } else {
            None
        };
        Ok(quoted.unwrap_or_else(|| indicator.subject("").to_owned()))
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

    /// The most mentioned instruments that the market prices: panel, series, mentions.
    fn priced(
        &self,
        document: &Document,
        market: &Market,
    ) -> Result<Vec<(&'static str, String, usize)>, DeskError> {
        let lexicon = self.lexicon()?;
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for mention in &document.mentions {
            let Target::Instrument(id) = &mention.target else {
                continue;
            };
            let Some(instrument) = lexicon.instrument(id.as_str()) else {
                continue;
            };
            if let Some(series) = &instrument.series {
                let panel = panel_of_class(instrument.asset_class);
                *counts.entry((series, panel)).or_default() += 1;
            }
        }
        let mut ranked: Vec<_> = counts.into_iter().collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut priced = Vec::new();
        for ((series, panel), count) in ranked {
            if priced.len() < INSTRUMENTS_SHOWN && market.has(series)? {
                let panel = indicators::find(panel).map_or(PRICE_PANEL, |found| found.id);
                priced.push((panel, series.to_owned(), count));
            }
        }
        Ok(priced)
    }
}

/// The next indicator that nobody has taken.
fn take(next: &AtomicUsize) -> Option<(usize, &'static Indicator)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, INDICATORS.get(at)?))
}

/// A reading in which what some source offers is told apart from what none does.
fn read(indicator: &Indicator, inputs: &Inputs, request: &Request<'_>) -> Reading {
    let mut reading = indicator.reading(inputs, request);
    for lack in &mut reading.missing {
        if lack.reason == MissingReason::Absent && !providers::offering(&lack.input).is_empty() {
            lack.reason = MissingReason::Offered;
        }
    }
    reading
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
