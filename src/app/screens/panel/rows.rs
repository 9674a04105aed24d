//! A panel's rows: headline, facts, tables, then what it all rests on.

use crate::app::page::Page;
use crate::app::{registry, wording, written};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{Cell, InputUse, Locale, Reading, Term, ThenNow};
use crate::text::width::width;

use super::CHART_ROWS;

mod table;

/// From this width on a headline and its changes share a row.
const WIDE: u16 = 92;

/// Below this width the values of a fact stand under its name.
const NARROW: u16 = 56;

/// Columns of each of the two values of a fact.
const VALUES: u16 = 18;

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
    let chart = writer.chart();
    writer.facts();
    writer.tables();
    writer.page.blank(1);
    writer.provenance();
    (writer.page, chart)
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
        let right = match registry::is_model(id) {
            true => format!("{} · {group}", wording::MODEL.get(locale)),
            false => group.to_owned(),
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
            row.put(&written::missing(lack.reason, self.locale), Role::Muted);
        }
    }

    fn headline(&mut self, word: Term, reading: &Reading, turn: Option<(&'static str, Role)>) {
        let wide = self.page.width() >= WIDE;
        let date = reading
            .as_of
            .map_or_else(|| "—".to_owned(), |date| date.to_string());
        let mut row = self.page.row();
        row.put_in(word.get(self.locale), 8, Role::Muted)
            .skip(2)
            .put(&date, Role::Muted);
        row.to(20)
            .put_in(&written::value(reading, Sign::Negative), 13, Role::Heading)
            .skip(1);
        let (sign, role) = turn.unwrap_or((" ", Role::Text));
        row.put(sign, role).skip(2);
        if let Some(percentile) = reading.percentile {
            let among = wording::among(percentile.value, percentile.count, self.locale);
            let mark = if percentile.is_stretched() { "*" } else { "" };
            row.put(&format!("{among}{mark}"), written::rank_role(reading));
        }
        if reading.change_1d.is_none() && reading.change_1m.is_none() {
            return;
        }
        let locale = self.locale;
        let mut changes = if wide { row } else { self.page.row() };
        changes.to(if wide { 60 } else { 10 });
        for (label, change) in [
            (wording::ONE_DAY, reading.change_1d),
            (wording::ONE_MONTH, reading.change_1m),
        ] {
            let role = written::change_role(change.unwrap_or(0.0));
            changes.put(label.get(locale), Role::Muted).skip(1);
            changes
                .put_in(&written::change(reading, change), 9, role)
                .skip(3);
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
            let text = format!("▲ {} {marked}", wording::MENTIONED_IN.get(self.locale));
            self.page.row().skip(12).put(&text, Role::Concept);
        }
        Some(at)
    }

    /// Facts by label; one that only one of the two dates has stands alone.
    fn facts(&mut self) {
        let panel = self.panel;
        let (now, then) = (&panel.now.facts, panel.then.as_ref());
        let earlier = then.map_or(&[][..], |then| &then.facts);
        if now.is_empty() && earlier.is_empty() {
            return;
        }
        self.page.blank(1);
        let (then, today) = (
            wording::THEN.get(self.locale),
            wording::NOW.get(self.locale),
        );
        self.values("", (then, Role::Muted), (today, Role::Muted));
        for fact in now {
            let before = earlier.iter().find(|other| other.label == fact.label);
            self.fact(
                fact.label,
                before.map(|fact| &fact.value),
                Some(&fact.value),
            );
        }
        for fact in earlier
            .iter()
            .filter(|fact| now.iter().all(|other| other.label != fact.label))
        {
            self.fact(fact.label, Some(&fact.value), None);
        }
    }

    fn fact(&mut self, label: Term, then: Option<&Cell>, now: Option<&Cell>) {
        let written = |cell: Option<&Cell>| match cell {
            Some(cell) => (written::cell(cell, self.locale), written::cell_role(cell)),
            None => ("—".to_owned(), Role::Muted),
        };
        let (then, now) = (written(then), written(now));
        self.values(label.get(self.locale), (&then.0, then.1), (&now.0, now.1));
    }

    /// A label, then at the left and now at the right; in a narrow panel the label stands above.
    fn values(&mut self, label: &str, then: (&str, Role), now: (&str, Role)) {
        let columns = self.page.width();
        let both = self.panel.then.is_some();
        if columns < NARROW {
            if !label.is_empty() {
                self.page.row().put(label, Role::Muted);
            }
            let each = columns / 2;
            let mut row = self.page.row();
            if both {
                row.put_in(then.0, each, then.1).put_in(now.0, each, now.1);
            } else {
                row.put_in(now.0, 2 * each, now.1);
            }
            return;
        }
        let names = (columns / 2).min(36);
        // Words that are wider than their column push the next one on rather than lose their end.
        let each = ((columns - names) / 2)
            .min(24)
            .max(VALUES.min((columns - names) / 2));
        let mut row = self.page.row();
        row.skip(2).put(label, Role::Muted).to(names);
        if both {
            row.put_in(then.0, each, then.1);
        }
        row.put_in(now.0, each, now.1);
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
