//! A panel's rows: headline, facts, tables, then what it all rests on.

use crate::app::page::Page;
use crate::app::{registry, wording, written};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{Fact, InputUse, Locale, Reading, Term, ThenNow};
use crate::text::width::width;

use super::CHART_ROWS;

mod table;

/// From this width on a headline and its changes share a row.
const WIDE: u16 = 92;

/// Below this width the parts of a headline stand under each other.
const NARROW: u16 = 56;

/// Columns of each of the two values of a fact at least.
const VALUES: u16 = 14;

/// Series named one by one at most; a universe of a hundred names is counted.
const NAMED: usize = 8;

/// The rows of a panel and the first row of its chart.
pub(super) fn page(panel: &ThenNow, width: u16, locale: Locale) -> (Page, Option<usize>) {
    let mut writer = Writer {
        page: Page::new(width),
        panel,
        locale,
    };
    writer.title();
    writer.headlines();
    writer.quoted();
    let chart = writer.chart();
    writer.facts();
    writer.tables();
    writer.page.blank(1);
    writer.provenance();
    (writer.page, chart)
}

/// A fact as it is written.
struct FactRow {
    label: &'static str,
    then: (String, Role),
    now: (String, Role),
}

struct Writer<'a> {
    page: Page,
    panel: &'a ThenNow,
    locale: Locale,
}

impl Writer<'_> {
    /// Name, subject, group, whether it is a model.
    fn title(&mut self) {
        let (id, locale) = (self.panel.now.indicator, self.locale);
        let name = registry::panel_name(id);
        let group = registry::panel_group(id).get(locale);
        let right = if registry::is_model(id) {
            format!("{} · {group}", wording::MODEL.get(locale))
        } else {
            group.to_owned()
        };
        let roomy = self.page.width() >= NARROW;
        let mut row = self.page.row();
        if roomy {
            row.put_right(&right, Role::Muted);
        }
        row.put(name.get(locale), Role::Heading);
        if roomy && name.get(locale) != name.en {
            row.put(" · ", Role::Muted).put(name.en, Role::Muted);
        }
        row.skip(2).put(&self.panel.subject, Role::Instrument);
        if !roomy {
            self.page.row().put(&right, Role::Muted);
        }
        self.page.blank(1);
    }

    fn headlines(&mut self) {
        let panel = self.panel;
        if let Some(then) = panel.then.as_deref() {
            self.headline(wording::THEN, then, None);
        }
        self.headline(wording::NOW, &panel.now, written::direction(panel));
        for lack in &panel.now.missing {
            let mut row = self.page.row();
            row.put_in(wording::MISSING.get(self.locale), 8, Role::Stale)
                .skip(2);
            row.put(&lack.input, Role::Text).skip(2);
            row.put(&written::missing(lack, self.locale), Role::Muted);
        }
    }

    /// Word, date, value, which way it went, rank, changes: on one row, two or three.
    fn headline(&mut self, word: Term, reading: &Reading, turn: Option<(&'static str, Role)>) {
        let (columns, locale) = (self.page.width(), self.locale);
        let date = reading
            .as_of
            .map_or_else(|| "—".to_owned(), |date| date.to_string());
        let mut row = self.page.row();
        row.put_in(word.get(locale), 6, Role::Muted).skip(2);
        row.put(&date, Role::Muted).to(18);
        row.put_in(&written::value(reading, Sign::Negative), 12, Role::Heading);
        let (sign, role) = turn.unwrap_or((" ", Role::Text));
        row.skip(1).put(sign, role).skip(2);
        if let Some(among) = wording::standing(reading, locale) {
            if columns < NARROW {
                row = self.page.row();
                row.skip(8);
            }
            row.put(&among, written::rank_role(reading));
        }
        if reading.change_1d.is_none() && reading.change_1m.is_none() {
            return;
        }
        if columns < WIDE {
            row = self.page.row();
            row.skip(8);
        } else {
            row.to(60);
        }
        for (label, change) in [
            (wording::ONE_DAY, reading.change_1d),
            (wording::ONE_MONTH, reading.change_1m),
        ] {
            let role = written::change_role(change.unwrap_or(0.0));
            row.put(label.get(locale), Role::Muted).skip(1);
            row.put(&written::change(reading, change), role).skip(3);
        }
    }

    /// What the note quotes, the house's figure of the same, and why they differ.
    fn quoted(&mut self) {
        let (panel, locale) = (self.panel, self.locale);
        if panel.quoted.is_empty() {
            return;
        }
        self.page.blank(1);
        for quoted in &panel.quoted {
            let text = written::quoted(quoted, locale);
            self.entry(wording::quoted::NOTE_SAYS, Role::Muted, &text);
        }
    }

    /// Leaves room for the chart and tells what its marks are.
    fn chart(&mut self) -> Option<usize> {
        if self.panel.now.history.len() < 2 {
            return None;
        }
        self.page.blank(1);
        let at = self.page.rows().len();
        self.page.blank(usize::from(CHART_ROWS));
        let first = self.panel.now.history.first().map(|(date, _)| *date);
        let marked = self
            .panel
            .mentioned_on
            .iter()
            .filter(|date| first <= Some(**date))
            .count();
        if marked > 0 {
            let text = format!("▲ {}  {marked}", wording::MENTIONED_IN.get(self.locale));
            self.page.row().skip(12).put(&text, Role::Concept);
        }
        Some(at)
    }

    /// Facts by label, then and now; one that only one of the two dates has stands alone.
    fn facts(&mut self) {
        let panel = self.panel;
        let then = panel.then.as_ref().map_or(&[][..], |then| &then.facts);
        let now = &panel.now.facts;
        if now.is_empty() && then.is_empty() {
            return;
        }
        let of = |facts: &[Fact], label: Term| {
            let found = facts.iter().find(|fact| fact.label == label);
            found.map_or_else(
                || ("—".to_owned(), Role::Muted),
                |fact| {
                    let value = &fact.value;
                    (written::cell(value, self.locale), written::cell_role(value))
                },
            )
        };
        let gone = then
            .iter()
            .filter(|fact| now.iter().all(|other| other.label != fact.label));
        let word = |word: Term| (word.get(self.locale).to_owned(), Role::Muted);
        let mut rows = vec![FactRow {
            label: "",
            then: word(wording::THEN),
            now: word(wording::NOW),
        }];
        rows.extend(now.iter().chain(gone).map(|fact| FactRow {
            label: fact.label.get(self.locale),
            then: of(then, fact.label),
            now: of(now, fact.label),
        }));
        self.page.blank(1);
        self.put_facts(&rows);
    }

    /// Then at the left and now at the right of the labels; in a narrow panel under them.
    fn put_facts(&mut self, rows: &[FactRow]) {
        let columns = self.page.width();
        let both = self.panel.then.is_some();
        let widest = |of: fn(&FactRow) -> usize| rows.iter().map(of).max().unwrap_or(0) as u16;
        let labels = widest(|row| width(row.label)) + 2;
        let values = widest(|row| width(&row.then.0).max(width(&row.now.0)));
        let each = (values + 3).max(VALUES);
        let beside = labels + each * (1 + u16::from(both)) <= columns;
        for fact in rows {
            let mut row = self.page.row();
            row.skip(2);
            if !beside && !fact.label.is_empty() {
                row.put(fact.label, Role::Muted);
                row = self.page.row();
            }
            let each = if beside { each } else { columns / 2 };
            if beside {
                row.put(fact.label, Role::Muted).to(labels);
            }
            if both {
                row.put_in(&fact.then.0, each, fact.then.1);
            }
            row.put_in(&fact.now.0, each, fact.now.1);
        }
    }

    fn tables(&mut self) {
        let panel = self.panel;
        let then = panel.then.as_deref().map(|then| (wording::THEN, then));
        let both = then.is_some();
        for (word, reading) in then.into_iter().chain([(wording::NOW, &*panel.now)]) {
            for table in &reading.tables {
                self.page.blank(1);
                let mut title = self.page.row();
                title.put(table.title.get(self.locale), Role::Heading);
                if let (true, Some(date)) = (both, reading.as_of) {
                    title.skip(2).put(word.get(self.locale), Role::Muted);
                    title.skip(1).put(&date.to_string(), Role::Muted);
                }
                table::put(table, self.locale, &mut self.page);
            }
        }
    }

    /// What it was computed from and how, and what to bear in mind.
    fn provenance(&mut self) {
        let (panel, locale) = (self.panel, self.locale);
        let now = &panel.now;
        for notice in &now.notices {
            self.entry(wording::NOTICE, Role::Warning, notice.get(locale));
        }
        for (index, text) in inputs(&now.inputs, locale).iter().enumerate() {
            let label = if index == 0 {
                wording::INPUTS
            } else {
                Term::same("")
            };
            self.entry(label, Role::Muted, text);
        }
        for (index, assumption) in now.assumptions.iter().enumerate() {
            let label = if index == 0 {
                wording::ASSUMES
            } else {
                Term::same("")
            };
            let value = assumption.value.written(Sign::Negative);
            self.entry(
                label,
                Role::Muted,
                &format!("{} {value}", assumption.label.get(locale)),
            );
        }
        let id = now.indicator;
        self.entry(
            wording::METHOD,
            Role::Muted,
            registry::panel_method(id).get(locale),
        );
        self.entry(wording::SOURCE, Role::Muted, registry::panel_source(id));
    }

    fn entry(&mut self, label: Term, role: Role, text: &str) {
        let label = label.get(self.locale);
        let column = if self.page.width() < NARROW { 10 } else { 12 };
        self.page.entry(
            (label, role),
            column.max(width(label) as u16 + 3),
            (text, Role::Text),
        );
    }
}

/// Series by their last day and origin, a line each: `SPX VIX  2026-02-06  demo`.
fn inputs(inputs: &[InputUse], locale: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    let alike = |a: &InputUse, b: &InputUse| a.last == b.last && a.origin == b.origin;
    for group in inputs.chunk_by(alike) {
        let Some(first) = group.first() else { continue };
        let names: Vec<&str> = group
            .iter()
            .take(NAMED)
            .map(|input| input.series.as_str())
            .collect();
        let mut line = names.join(" ");
        if let Some(more) = group.len().checked_sub(NAMED).filter(|more| *more > 0) {
            line = format!("{line} {}", wording::and_more(more, locale));
        }
        lines.push(format!("{line}  {}  {}", first.last, first.origin));
    }
    lines
}
