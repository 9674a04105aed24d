//! The card of a linked word: names in three scripts, definition, the concepts beside it, panel,
//! every note that says it.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::{registry, wording, written};
use crate::config::theme::Role;
use crate::model::quantity::Sign;
use crate::model::{
    Card, CardSubject, Concept, Doubt, Instrument, Locale, Names, Neighbour, NoteSummary, Reading,
    Target, ThenNow,
};

/// The column of a neighbour's name, behind the widest word for a relation.
const RELATION: u16 = 11;

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
    /// The rows that can be chosen: those of the neighbours, then those of the notes.
    stops: Vec<usize>,
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
            stops: Vec::new(),
            locale: None,
        }
    }

    /// Takes the answer, if it is of this card.
    pub fn take(&mut self, card: Card) {
        if card.subject.target() == self.target {
            // Notes are what a card is mostly opened for; its neighbours are a key above.
            self.cursor.selected = card.neighbours.len();
            self.cursor.clamp(card.neighbours.len() + card.notes.len());
            self.card = Some(card);
            self.locale = None;
        }
    }

    /// The row of what is chosen.
    #[must_use]
    pub fn selected_row(&self) -> Option<usize> {
        self.stops.get(self.cursor.selected).copied()
    }

    /// What is chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen<'_>> {
        let card = self.card.as_ref()?;
        let Some(note) = self.cursor.selected.checked_sub(card.neighbours.len()) else {
            let neighbour = card.neighbours.get(self.cursor.selected);
            return neighbour.map(Chosen::Neighbour);
        };
        card.notes.get(note).map(Chosen::Note)
    }

    /// Moves the choice among neighbours and notes; what is above them scrolls by before the choice moves.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let top = usize::from(self.scroll.top);
        let below = self
            .selected_row()
            .is_some_and(|row| row >= top + usize::from(rows));
        let reading = match command {
            Command::MoveDown => below || self.stops.is_empty(),
            Command::MoveUp => self.cursor.selected == 0,
            _ => false,
        };
        if reading {
            return self.scroll.steer(command, rows);
        }
        if !self
            .cursor
            .steer(command, self.stops.len(), usize::from(rows).max(1))
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
            stops: Vec::new(),
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
        self.stops = writer.stops;
    }
}

/// What a card leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Chosen<'a> {
    /// A concept beside this one.
    Neighbour(&'a Neighbour),
    /// A note that mentions it.
    Note(&'a NoteSummary),
}

struct Writer {
    page: Page,
    stops: Vec<usize>,
    locale: Locale,
}

impl Writer {
    fn card(&mut self, card: &Card) {
        match &card.subject {
            CardSubject::Concept(concept) => self.concept(concept),
            CardSubject::Instrument(instrument) => self.instrument(instrument),
        }
        if let Some(doubt) = &card.doubt {
            self.doubt(doubt);
        }
        self.neighbours(&card.neighbours);
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
    }

    /// What else the words may mean from which the card was opened.
    fn doubt(&mut self, doubt: &Doubt) {
        let others = doubt.others.iter().map(|(target, names)| {
            let name = names.preferred(self.locale);
            format!("{name} {}", target.id())
        });
        let others: Vec<String> = others.collect();
        let text = wording::doubtful(&doubt.words, &others.join(" · "), self.locale);
        self.page.blank(1);
        self.page.paragraph(&text, Role::Stale, 0);
    }

    /// A row a neighbour, its relation before the first of each kind.
    fn neighbours(&mut self, neighbours: &[Neighbour]) {
        if neighbours.is_empty() {
            return;
        }
        self.page.blank(1);
        let mut last = None;
        for neighbour in neighbours {
            let name = neighbour.names.preferred(self.locale);
            self.stops.push(self.page.rows().len());
            let mut row = self.page.row();
            if name != neighbour.id.as_str() {
                row.put_right(neighbour.id.as_str(), Role::Muted);
            }
            row.skip(1);
            if last != Some(neighbour.relation) {
                let word = wording::of_relation(neighbour.relation);
                row.put(word.get(self.locale), Role::Muted);
            }
            row.to(RELATION).put(name, Role::Concept);
            last = Some(neighbour.relation);
        }
    }

    fn instrument(&mut self, instrument: &Instrument) {
        self.names(&instrument.names, Role::Instrument, instrument.id.as_str());
        let definition = wording::of_class(instrument.asset_class).get(self.locale);
        self.page.paragraph(definition, Role::Text, 0);
        let region = instrument.region.map(wording::of_region);
        let region = region.map_or("", |region| region.get(self.locale));
        let mut parts = vec![
            region.to_owned(),
            instrument.calendar.clone(),
            instrument.currency.clone(),
        ];
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
            let why = written::missing(lack, self.locale);
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
        self.stops.push(self.page.rows().len());
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
