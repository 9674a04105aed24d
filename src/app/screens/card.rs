//! The card of a linked word: names in three scripts, definition, panel, every note that says it.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::{registry, wording, written};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{
    Card, CardSubject, Concept, ConceptId, Instrument, Locale, Names, NoteSummary, Reading, Target,
    ThenNow,
};

/// A card and which of its notes is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct CardView {
    /// What the card is of.
    pub target: Target,
    /// What is known; `None` until collected.
    pub card: Option<Card>,
    /// The chosen note.
    pub cursor: Cursor,
    /// Its rows, the notes last.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    locale: Option<Locale>,
}

impl CardView {
    /// A card that is being collected.
    #[must_use]
    pub fn awaited(target: Target) -> Self {
        Self {
            target,
            card: None,
            cursor: Cursor::default(),
            page: Page::default(),
            scroll: Scroll::default(),
            locale: None,
        }
    }

    /// Takes the answer, if it is of this card.
    pub fn take(&mut self, card: Card) {
        if card.subject.target() == self.target {
            self.cursor.clamp(card.notes.len());
            self.card = Some(card);
            self.locale = None;
        }
    }

    /// The row of the chosen note.
    #[must_use]
    pub fn selected_row(&self) -> Option<usize> {
        let count = self.notes();
        let first = self.page.rows().len().checked_sub(count)?;
        (count > 0).then_some(first + self.cursor.selected)
    }

    /// Moves the choice among the notes; what is above them scrolls by before the choice moves.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let top = usize::from(self.scroll.top);
        let below = self
            .selected_row()
            .is_some_and(|row| row >= top + usize::from(rows));
        let reading = match command {
            Command::MoveDown => below || self.notes() == 0,
            Command::MoveUp => self.cursor.selected == 0,
            _ => false,
        };
        if reading {
            return self.scroll.steer(command, rows);
        }
        if !self
            .cursor
            .steer(command, self.notes(), usize::from(rows).max(1))
        {
            return false;
        }
        if let Some(row) = self.selected_row() {
            let lowest = (row + 1).saturating_sub(usize::from(rows));
            let top = if self.cursor.selected == 0 {
                lowest
            } else {
                top.max(lowest).min(row)
            };
            self.scroll.top = u16::try_from(top).unwrap_or(u16::MAX);
        }
        true
    }

    /// Lays it out where its width, language or content has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() == width && self.locale == Some(locale) {
            return;
        }
        self.locale = Some(locale);
        let mut writer = Writer {
            page: Page::new(width),
            locale,
        };
        if let Some(card) = &self.card {
            writer.card(card);
        } else {
            writer.page.row().put(self.target.id(), Role::Heading);
            writer
                .page
                .row()
                .put(wording::COMPUTING.get(locale), Role::Muted);
        }
        self.page = writer.page;
    }

    fn notes(&self) -> usize {
        self.card.as_ref().map_or(0, |card| card.notes.len())
    }
}

struct Writer {
    page: Page,
    locale: Locale,
}

impl Writer {
    fn card(&mut self, card: &Card) {
        match &card.subject {
            CardSubject::Concept(concept) => self.concept(concept),
            CardSubject::Instrument(instrument) => self.instrument(instrument),
        }
        if let Some(panel) = &card.panel {
            self.page.blank(1);
            self.panel(panel);
        }
        self.page.blank(1);
        let count = wording::notes(card.notes.len(), self.locale);
        let mut heading = self.page.row();
        heading.put_right(&count, Role::Muted);
        heading.put(wording::MENTIONED_IN.get(self.locale), Role::Muted);
        for note in &card.notes {
            self.note(note);
        }
    }

    fn concept(&mut self, concept: &Concept) {
        self.names(&concept.names, Role::Concept, concept.id.as_str());
        let definition = concept.definition(self.locale);
        if !definition.is_empty() {
            self.page.blank(1);
            self.page.paragraph(definition, Role::Text, 0);
        }
        if !concept.related.is_empty() {
            let related: Vec<&str> = concept.related.iter().map(ConceptId::as_str).collect();
            let text = format!(
                "{}  {}",
                wording::RELATED.get(self.locale),
                related.join(" · ")
            );
            self.page.blank(1);
            self.page.paragraph(&text, Role::Muted, 0);
        }
    }

    fn instrument(&mut self, instrument: &Instrument) {
        self.names(&instrument.names, Role::Instrument, instrument.id.as_str());
        let definition = wording::of_class(instrument.asset_class).get(self.locale);
        self.page.paragraph(definition, Role::Text, 0);
        let mut parts = vec![instrument.calendar.clone(), instrument.currency.clone()];
        parts.extend(instrument.symbols.iter().cloned());
        parts.retain(|part| !part.is_empty() && part != instrument.id.as_str());
        if !parts.is_empty() {
            self.page.paragraph(&parts.join(" · "), Role::Muted, 0);
        }
    }

    /// The name to the reader's taste, then all others, a row a language.
    fn names(&mut self, names: &Names, role: Role, id: &str) {
        let first = names.preferred(self.locale);
        let mut row = self.page.row();
        if first != id {
            row.put_right(id, Role::Muted);
        }
        row.put(first, role);
        for names in [&names.en, &names.zh_hans, &names.zh_hant] {
            let others: Vec<&str> = names
                .iter()
                .map(String::as_str)
                .filter(|name| *name != first)
                .collect();
            if !others.is_empty() {
                self.page.paragraph(&others.join(" · "), Role::Muted, 0);
            }
        }
    }

    fn panel(&mut self, panel: &ThenNow) {
        let name = registry::panel_name(panel.now.indicator);
        let mut row = self.page.row();
        row.put_right(&panel.subject, Role::Instrument);
        row.put(name.get(self.locale), Role::Text);
        if let Some(then) = &panel.then {
            self.reading(wording::THEN.get(self.locale), then);
        }
        self.reading(wording::NOW.get(self.locale), &panel.now);
    }

    fn reading(&mut self, word: &str, reading: &Reading) {
        let mut row = self.page.row();
        row.put_in(word, 6, Role::Muted).skip(2);
        let date = reading
            .as_of
            .map_or_else(|| "—".to_owned(), |date| date.to_string());
        row.put(&date, Role::Muted).to(18);
        if let Some(lack) = reading.missing.first().filter(|_| reading.value.is_none()) {
            let why = written::missing(lack.reason, self.locale);
            row.skip(1)
                .put(&lack.input, Role::Stale)
                .skip(1)
                .put(&why, Role::Muted);
            return;
        }
        row.put_in(&written::value(reading, Sign::Negative), 12, Role::Text)
            .skip(2);
        row.put(&written::rank(reading), written::rank_role(reading));
    }

    fn note(&mut self, note: &NoteSummary) {
        let mut row = self.page.row();
        let date = note
            .date
            .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
        row.skip(1)
            .put(&date, Role::Muted)
            .skip(2)
            .put(&note.title, Role::Text);
    }
}
