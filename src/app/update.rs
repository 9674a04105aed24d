//! Messages to changes of state and effects.

use std::sync::Arc;

use super::effect::{Effect, Generation};
use super::msg::{Msg, Opened};
use super::overlay::Overlay;
use super::screens::panel::PanelView;
use super::screens::search::Unparsed;
use super::shape::Pane;
use super::{App, Notice, Screen, wording};
use crate::model::{
    Card, Document, Explained, Extent, IndexReport, Landing, NoteId, NoteList, NoteSummary, Only,
    ThenNow,
};

impl App {
    /// What a message changes, and what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.apply(msg);
        effects.extend(self.settle());
        effects.extend(self.reader.left());
        if self.screen == Screen::Reader && self.shape.focus == Pane::Text {
            self.reader.enter();
        }
        effects.extend(self.reader.read(self.shape.body()));
        effects.extend(self.ask_said());
        effects
    }

    fn apply(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(chord) => return self.key(chord),
            Msg::Paste(text) => return self.paste(&text),
            Msg::Resize { width, height } => {
                self.shape.width = width;
                self.shape.height = height;
            }
            Msg::Notes(list) => return self.listed(list),
            Msg::Read(read) => self.library.read = Some(read),
            Msg::Searches(searches) => self.take_searches(searches),
            Msg::SearchesChanged(change) => return self.searches_changed(change),
            Msg::Opened { generation, opened } if generation == self.reader.generation => {
                return self.opened(generation, *opened);
            }
            Msg::More {
                generation,
                document,
                extent,
            } if self.reader.shows(generation) => {
                let rows = self.shape.body();
                let note = document.summary.id;
                self.reader.take_more(&document, extent, rows);
                return readings(note, extent);
            }
            Msg::Reread {
                generation,
                document,
            } if self.reader.shows(generation) => return self.reread(document),
            Msg::LaidOut { generation, layout } => self.reader.take_whole(generation, *layout),
            Msg::Undrawn { file, fault } => {
                self.reader.take_fault(&file, fault, self.shape.body());
            }
            Msg::Readings { note, readings } => self.panels.set(note, readings),
            Msg::Found { generation, answer } => self.search.take(generation, answer),
            Msg::Explained(explained) => self.take_explained(*explained),
            Msg::FoundAll { generation } => self.search.take_end(generation),
            Msg::FoundMore {
                generation,
                from,
                hits,
            } => self.search.take_more(generation, from, hits),
            Msg::Unparsed {
                generation,
                column,
                message,
            } => {
                self.search
                    .take_unparsed(generation, Unparsed { column, message });
            }
            Msg::Card(card) => self.take_card(*card),
            Msg::Linked { link, note } => self.take_link(&link, note.as_ref()),
            Msg::Related { of, notes, total } => self.take_related(of, &notes, total),
            Msg::Timeline(line) => self.take_timeline(&line),
            Msg::Said(said) => self.take_said(&said),
            Msg::Panel(reading) => self.take_panel(*reading),
            Msg::Dashboard(readings) => self.dashboard.set(readings),
            Msg::Market(market) => self.status.market = market,
            Msg::Tickers(tickers) => {
                self.shape.strip = !tickers.is_empty();
                self.status.tickers = tickers;
            }
            Msg::Progress(progress) => self.status.progress = Some(progress),
            Msg::Indexed(report) => return self.indexed(&report),
            Msg::Changed => return self.look_again().into_iter().collect(),
            Msg::Notice(text) => self.tell(text, false),
            Msg::Failed(text) => self.failed(text),
            Msg::Trouble(text) => self.tell(text, true),
            Msg::Opened { .. } | Msg::More { .. } | Msg::Reread { .. } => {}
        }
        Vec::new()
    }

    pub(super) fn tell(&mut self, text: String, is_problem: bool) {
        self.status.notice = Some(Notice { text, is_problem });
    }

    /// A job failed: nothing waits for its answer any longer.
    fn failed(&mut self, text: String) {
        self.tell(text, true);
        self.reader.asked = self
            .reader
            .document
            .as_ref()
            .map(|document| document.summary.id);
        self.panels.awaited = false;
        self.overlays.retain(|overlay| match overlay {
            Overlay::Card(view) => view.card.is_some(),
            Overlay::Panel(view) => view.reading.is_some(),
            Overlay::Related(view) => !view.is_awaited(),
            Overlay::Timeline(view) => !view.is_awaited(),
            Overlay::Why(why) => why.is_there(),
            _ => true,
        });
    }

    /// The first list opens its newest note, so that there is something to read at once.
    ///
    /// A query that is open is asked again, since what it searches has changed.
    fn listed(&mut self, list: NoteList) -> Vec<Effect> {
        let only = self.library.only;
        if list.only == Only::All {
            self.library.whole = list.total;
        }
        if list.only != only {
            // One of all notes tells that there may be more of the others, too; one that was
            // asked for before is late.
            let is_news = list.only == Only::All && self.library.list.is_some();
            return is_news
                .then_some(Effect::ListOnly(only))
                .into_iter()
                .collect();
        }
        let is_first = self.library.list.is_none();
        self.library.set(list);
        let nothing_asked = self.reader.generation == 0;
        let mut effects = match self.library.selected().map(|note| note.id) {
            Some(note) if nothing_asked => self.request(note, Landing::Left),
            _ => Vec::new(),
        };
        if is_first {
            effects.push(Effect::CountSearches);
        }
        if self.screen == Screen::Search && !self.search.field.text().trim().is_empty() {
            effects.push(self.search.ask());
        }
        effects
    }

    fn opened(&mut self, generation: Generation, opened: Opened) -> Vec<Effect> {
        let note = opened.document.summary.id;
        let extent = opened.extent;
        let (width, rows) = (self.shape.text_width(), self.shape.body());
        let frame = self.reader.frame((width, rows), self.locale);
        self.reader.open(generation, opened, frame, rows);
        self.panels.expect(note);
        readings(note, extent)
    }

    /// An explanation that is awaited; where it was closed meanwhile it stays closed.
    fn take_explained(&mut self, explained: Explained) {
        for overlay in &mut self.overlays {
            if let Overlay::Why(why) = overlay {
                why.take(explained);
                return;
            }
        }
    }

    /// An answer to a card that lies open; one that was closed meanwhile stays closed.
    fn take_card(&mut self, card: Card) {
        for overlay in &mut self.overlays {
            if let Overlay::Card(view) = overlay {
                view.take(card);
                return;
            }
        }
    }

    /// An answer to the card of a link that lies open.
    fn take_link(&mut self, link: &str, note: Option<&NoteSummary>) {
        for overlay in &mut self.overlays {
            if let Overlay::Link(view) = overlay {
                view.take(link, note.cloned());
            }
        }
    }

    /// An answer to a panel that lies open, or one asked for by the name of a word.
    ///
    /// A panel that was closed meanwhile stays closed.
    fn take_panel(&mut self, reading: ThenNow) {
        for overlay in &mut self.overlays {
            if let Overlay::Panel(view) = overlay {
                view.take(reading);
                return;
            }
        }
        if !std::mem::take(&mut self.panels.awaited) {
            return;
        }
        let mut view = PanelView::awaited(reading.now.indicator, &reading.subject);
        view.take(reading);
        self.overlays.push(Overlay::Panel(Box::new(view)));
    }

    fn indexed(&mut self, report: &IndexReport) -> Vec<Effect> {
        self.status.progress = None;
        if let Some(notice) = report.notices.first() {
            self.tell(notice.clone(), false);
        }
        if report.indexed + report.removed == 0 {
            return Vec::new();
        }
        let mut effects = vec![Effect::ListNotes, Effect::CountSearches];
        effects.extend(self.look_again());
        effects
    }

    /// The open note may be among what changed.
    fn look_again(&self) -> Option<Effect> {
        let document = self.reader.document.as_ref()?;
        Some(Effect::Reread {
            generation: self.reader.answered(),
            path: document.summary.path.clone(),
        })
    }

    /// Shows the open note as its file is now, where it is another.
    fn reread(&mut self, document: Option<Arc<Document>>) -> Vec<Effect> {
        let Some(document) = document else {
            self.tell(wording::GONE.get(self.locale).to_owned(), false);
            return Vec::new();
        };
        if !self.reader.renew(&document, self.shape.body()) {
            return Vec::new();
        }
        self.tell(wording::CHANGED.get(self.locale).to_owned(), false);
        readings(document.summary.id, Extent::Linked)
    }
}

/// The panels of a note, once its linked words tell which.
fn readings(note: NoteId, extent: Extent) -> Vec<Effect> {
    match extent {
        Extent::Beginning | Extent::Text => Vec::new(),
        Extent::Linked => vec![Effect::Readings { note }],
    }
}
