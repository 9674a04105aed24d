//! The card of a linked word: names in three scripts, definition, panel, every note that says it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::card::CardView;
use crate::app::{App, registry, wording};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{Card, CardSubject, Instrument, Names, NoteSummary, ThenNow};
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

use super::reading;

/// From top to bottom, as far as there is room; the notes take the rest.
pub(super) fn paint(app: &App, view: &CardView, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let Some(card) = &view.card else {
        Row::new(buffer, area, 0).put(view.target.id(), paint.style(Role::Heading));
        Row::new(buffer, area, 1).put(wording::COMPUTING.get(app.locale), paint.style(Role::Muted));
        return;
    };
    let mut page = Page {
        app,
        paint,
        area,
        y: 0,
        buffer,
    };
    match &card.subject {
        CardSubject::Concept(concept) => {
            page.names(&concept.names, Role::Concept, concept.id.as_str());
            page.definition(concept.definition(app.locale));
            if !concept.related.is_empty() {
                let related: Vec<&str> = concept.related.iter().map(|id| id.as_str()).collect();
                page.detail(wording::RELATED.get(app.locale), &related.join(" · "));
            }
        }
        CardSubject::Instrument(instrument) => page.instrument(instrument),
    }
    if let Some(panel) = &card.panel {
        page.panel(panel);
    }
    page.notes(card, view);
}

struct Page<'a> {
    app: &'a App,
    paint: &'a Paint,
    area: Rect,
    y: u16,
    buffer: &'a mut Buffer,
}

impl Page<'_> {
    fn names(&mut self, names: &Names, role: Role, id: &str) {
        let mut row = Row::new(self.buffer, self.area, self.y);
        row.put_right(id, self.paint.style(Role::Muted));
        row.put(names.preferred(self.app.locale), self.paint.style(role));
        self.y += 1;
        for names in [&names.en, &names.zh_hans, &names.zh_hant] {
            if !names.is_empty() {
                self.paragraph(&names.join(" · "), Role::Muted, 2);
            }
        }
        self.y += 1;
    }

    fn definition(&mut self, text: &str) {
        self.paragraph(text, Role::Text, 0);
        self.y += 1;
    }

    fn instrument(&mut self, instrument: &Instrument) {
        self.names(&instrument.names, Role::Instrument, instrument.id.as_str());
        let mut parts = vec![instrument.calendar.clone(), instrument.currency.clone()];
        parts.extend(instrument.symbols.iter().cloned());
        parts.retain(|part| !part.is_empty());
        self.paragraph(&parts.join(" · "), Role::Muted, 0);
        self.y += 1;
    }

    fn detail(&mut self, label: &str, text: &str) {
        let mut row = Row::new(self.buffer, self.area, self.y);
        row.put(label, self.paint.style(Role::Muted)).skip(2);
        row.put(text, self.paint.style(Role::Concept));
        self.y += 2;
    }

    fn paragraph(&mut self, text: &str, role: Role, indent: u16) {
        let room = usize::from(self.area.width.saturating_sub(indent)).max(2);
        for range in wrap(text, room, room) {
            let line = text.get(range).unwrap_or_default();
            let style = self.paint.style(role);
            Row::new(self.buffer, self.area, self.y)
                .skip(indent)
                .put(line, style);
            self.y += 1;
        }
    }

    fn panel(&mut self, panel: &ThenNow) {
        let locale = self.app.locale;
        let muted = self.paint.style(Role::Muted);
        let text = self.paint.style(Role::Text);
        let name = registry::panel_name(panel.now.indicator);
        let mut row = Row::new(self.buffer, self.area, self.y);
        row.put(name.get(locale), text).skip(1);
        row.put(&panel.subject, self.paint.style(Role::Instrument));
        self.y += 1;
        for (word, reading) in [
            (wording::THEN, panel.then.as_deref()),
            (wording::NOW, Some(&*panel.now)),
        ] {
            let Some(reading) = reading else { continue };
            let mut row = Row::new(self.buffer, self.area, self.y);
            row.skip(2).put(word.get(locale), muted).skip(1);
            row.put(
                &reading
                    .as_of
                    .map_or_else(|| "—".to_owned(), |date| date.to_string()),
                muted,
            );
            row.skip(2)
                .put(&reading::value(reading, Sign::Negative), text)
                .skip(2);
            let style = self.paint.style(reading::rank_role(reading));
            row.put(&reading::rank(reading), style);
            if let Some(lack) = reading.missing.first() {
                row.skip(1)
                    .put(&lack.input, self.paint.style(Role::Stale))
                    .skip(1);
                row.put(&reading::missing(lack.reason, locale), muted);
            }
            self.y += 1;
        }
        self.y += 1;
    }

    fn notes(&mut self, card: &Card, view: &CardView) {
        let heading = format!(
            "{}  {}",
            wording::MENTIONED_IN.get(self.app.locale),
            wording::notes(card.notes.len(), self.app.locale)
        );
        let style = self.paint.style(Role::Muted);
        Row::new(self.buffer, self.area, self.y).put(&heading, style);
        self.y += 1;
        let rows = usize::from(self.area.height.saturating_sub(self.y));
        let top = view.cursor.selected.saturating_sub(rows.saturating_sub(1));
        for (index, note) in card.notes.iter().enumerate().skip(top).take(rows) {
            self.note(note, index == view.cursor.selected);
        }
    }

    fn note(&mut self, note: &NoteSummary, chosen: bool) {
        if chosen {
            Row::fill(
                self.buffer,
                self.area,
                self.y,
                self.paint.style(Role::Selection),
            );
        }
        let mut row = Row::new(self.buffer, self.area, self.y);
        let date = note
            .date
            .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
        row.skip(2)
            .put(&date, self.paint.style(Role::Muted))
            .skip(2);
        row.put(&note.title, self.paint.style(Role::Text));
        self.y += 1;
    }
}
