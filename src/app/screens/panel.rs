//! One indicator in full, over everything else.
//!
//! The answer is turned into rows once, when it arrives; the view paints those
//! that are in view.

use crate::app::commands::Command;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::model::{Cell, MissingReason, Percentile, Quantity, Reading, Table, Term, ThenNow};

/// Rows that the chart takes.
pub const CHART_ROWS: u16 = 12;

/// A panel and how far it is scrolled.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelView {
    /// The indicator's id.
    pub id: String,
    /// What it is of; empty for what the indicator is usually of.
    pub subject: String,
    /// Then and now; `None` until computed.
    pub reading: Option<ThenNow>,
    /// What is painted, from top to bottom.
    pub rows: Vec<PanelRow>,
    /// Levels of its own history that the chart draws: the 10th, 50th and 90th percentile.
    pub levels: Vec<(&'static str, f64)>,
    /// Rows scrolled.
    pub scroll: Scroll,
}

/// A row of a panel, or a block that takes several.
#[derive(Debug, Clone, PartialEq)]
pub enum PanelRow {
    /// Nothing.
    Blank,
    /// Name, subject, whether it is a model.
    Title,
    /// Value, rank and changes as of one date.
    Headline {
        /// Of the note's date; else of the last date.
        then: bool,
    },
    /// The history, [`CHART_ROWS`] high.
    Chart,
    /// The headings of the two columns below.
    ThenNow,
    /// A value beside the headline, then and now.
    Fact {
        /// What it is.
        label: Term,
        /// As of the note's date.
        then: Option<Cell>,
        /// As of the last date.
        now: Option<Cell>,
    },
    /// The title of a table, and whether it is of the note's date.
    TableTitle(Term, bool),
    /// The headings of a table.
    Columns(Vec<Term>),
    /// A row of a table.
    Cells(Vec<Cell>),
    /// A word and what belongs to it.
    Detail(Term, String),
    /// A number the method takes as given.
    Assumption(Term, Term, Quantity),
    /// What to bear in mind.
    Caveat(Term),
    /// Where the method is published.
    Method,
    /// An input that is missing, and why.
    Missing(String, MissingReason),
}

impl PanelView {
    /// A panel that is being computed.
    #[must_use]
    pub fn awaited(id: &str, subject: &str) -> Self {
        Self {
            id: id.to_owned(),
            subject: subject.to_owned(),
            reading: None,
            rows: Vec::new(),
            levels: Vec::new(),
            scroll: Scroll::default(),
        }
    }

    /// Takes the answer, if it is of this panel.
    pub fn take(&mut self, reading: ThenNow) {
        let of_this = self.subject.is_empty() || reading.subject == self.subject;
        if reading.now.indicator == self.id && of_this {
            self.rows = rows(&reading);
            self.levels = levels(&reading.now);
            self.reading = Some(reading);
        }
    }

    /// Scrolls.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let moved = self.scroll.steer(command, rows);
        self.scroll.clamp(self.height(), rows);
        moved
    }

    /// Rows in all.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.iter().map(|row| usize::from(row.height())).sum()
    }
}

impl PanelRow {
    /// Rows of the screen that it takes.
    #[must_use]
    pub const fn height(&self) -> u16 {
        match self {
            Self::Chart => CHART_ROWS,
            _ => 1,
        }
    }
}

fn rows(panel: &ThenNow) -> Vec<PanelRow> {
    let now = &panel.now;
    let then = panel.then.as_deref();
    let mut rows = vec![PanelRow::Title, PanelRow::Blank];
    if then.is_some() {
        rows.push(PanelRow::Headline { then: true });
    }
    rows.push(PanelRow::Headline { then: false });
    rows.extend(
        now.missing
            .iter()
            .map(|lack| PanelRow::Missing(lack.input.clone(), lack.reason)),
    );
    if now.history.len() > 1 {
        rows.extend([PanelRow::Blank, PanelRow::Chart]);
    }
    facts(then, now, &mut rows);
    for (reading, of_then) in then
        .map(|then| (then, true))
        .into_iter()
        .chain([(&**now, false)])
    {
        for table in &reading.tables {
            tabulate(table, of_then, &mut rows);
        }
    }
    rows.push(PanelRow::Blank);
    provenance(now, &mut rows);
    rows
}

/// Facts by label; one that only one of the two dates has stands alone.
fn facts(then: Option<&Reading>, now: &Reading, rows: &mut Vec<PanelRow>) {
    let earlier = then.map_or(&[][..], |then| &then.facts);
    if now.facts.is_empty() && earlier.is_empty() {
        return;
    }
    rows.extend([PanelRow::Blank, PanelRow::ThenNow]);
    for fact in &now.facts {
        let then = earlier.iter().find(|other| other.label == fact.label);
        rows.push(PanelRow::Fact {
            label: fact.label,
            then: then.map(|fact| fact.value.clone()),
            now: Some(fact.value.clone()),
        });
    }
    let gone = earlier
        .iter()
        .filter(|fact| now.facts.iter().all(|other| other.label != fact.label));
    rows.extend(gone.map(|fact| PanelRow::Fact {
        label: fact.label,
        then: Some(fact.value.clone()),
        now: None,
    }));
}

fn tabulate(table: &Table, of_then: bool, rows: &mut Vec<PanelRow>) {
    rows.extend([
        PanelRow::Blank,
        PanelRow::TableTitle(table.title, of_then),
        PanelRow::Columns(table.columns.clone()),
    ]);
    rows.extend(table.rows.iter().cloned().map(PanelRow::Cells));
}

fn provenance(now: &Reading, rows: &mut Vec<PanelRow>) {
    for (index, input) in now.inputs.iter().enumerate() {
        let label = if index == 0 {
            wording::INPUTS
        } else {
            Term::same("")
        };
        let text = format!("{}  {}  ({})", input.series, input.last, input.origin);
        rows.push(PanelRow::Detail(label, text));
    }
    for (index, assumption) in now.assumptions.iter().enumerate() {
        let label = if index == 0 {
            wording::ASSUMES
        } else {
            Term::same("")
        };
        rows.push(PanelRow::Assumption(
            label,
            assumption.label,
            assumption.value,
        ));
    }
    rows.extend(now.notices.iter().map(|notice| PanelRow::Caveat(*notice)));
    rows.push(PanelRow::Method);
}

/// The 10th, 50th and 90th percentile of the window that the headline is ranked in.
fn levels(now: &Reading) -> Vec<(&'static str, f64)> {
    let Some(Percentile { count, .. }) = now.percentile else {
        return Vec::new();
    };
    let from = now.history.len().saturating_sub(count);
    let window = now.history.get(from..).unwrap_or_default();
    let mut values: Vec<f64> = window.iter().map(|(_, value)| *value).collect();
    values.sort_by(f64::total_cmp);
    let level = |share: f64| {
        let at = (share * values.len().saturating_sub(1) as f64).round() as usize;
        values.get(at).copied()
    };
    [("P90", 0.9), ("P50", 0.5), ("P10", 0.1)]
        .into_iter()
        .filter_map(|(name, share)| level(share).map(|value| (name, value)))
        .collect()
}
