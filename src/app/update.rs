//! Messages to changes of state and effects.

use super::effect::Effect;
use super::msg::{Msg, Opened};
use super::overlay::Overlay;
use super::screens::panel::PanelView;
use super::screens::search::Unparsed;
use super::{App, Notice};
use crate::model::{IndexReport, Landing, NoteList, ThenNow};

impl App {
    /// What a message changes, and what is to be done about it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(chord) => return self.key(chord),
            Msg::Paste(text) => return self.paste(&text),
            Msg::Resize { width, height } => self.resize(width, height),
            Msg::Notes(list) => return self.listed(list),
            Msg::Opened { generation, opened } if generation == self.reader.generation => {
                return self.opened(*opened);
            }
            Msg::Readings { note, readings } => self.panels.set(note, readings),
            Msg::Found { generation, answer } => self.search.take(generation, answer),
            Msg::Unparsed {
                generation,
                column,
                message,
            } => {
                self.search
                    .take_unparsed(generation, Unparsed { column, message });
            }
            Msg::Card(card) => {
                if let Some(Overlay::Card(view)) = self.overlays.last_mut() {
                    view.take(*card);
                }
            }
            Msg::Panel(reading) => self.take_panel(*reading),
            Msg::Dashboard(readings) => self.dashboard.set(readings),
            Msg::Market(market) => self.status.market = market,
            Msg::Progress(progress) => self.status.progress = Some(progress),
            Msg::Indexed(report) => return self.indexed(&report),
            Msg::Notice(text) => self.tell(text, false),
            Msg::Failed(text) => self.tell(text, true),
            Msg::Opened { .. } => {}
        }
        Vec::new()
    }

    fn tell(&mut self, text: String, is_problem: bool) {
        self.status.notice = Some(Notice { text, is_problem });
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.shape.width = width;
        self.shape.height = height;
        self.reader.lay_out(self.shape.text_width(), self.locale);
        let columns = self.shape.columns();
        self.library
            .reveal(columns.notes.max(1), self.shape.body().saturating_sub(1));
    }

    /// The first list opens its newest note, so that there is something to read at once.
    fn listed(&mut self, list: NoteList) -> Vec<Effect> {
        self.library.set(list);
        let nothing_asked = self.reader.generation == 0;
        match self.library.selected().map(|note| note.id) {
            Some(note) if nothing_asked => self.request(note, Landing::Top),
            _ => Vec::new(),
        }
    }

    fn opened(&mut self, opened: Opened) -> Vec<Effect> {
        let note = opened.document.summary.id;
        let (width, rows) = (self.shape.text_width(), self.shape.body());
        self.reader.open(opened, width, rows, self.locale);
        self.panels.expect(note);
        vec![Effect::Readings { note }]
    }

    /// An answer to a panel that lies open, or one asked for by the name of a word.
    fn take_panel(&mut self, reading: ThenNow) {
        if let Some(Overlay::Panel(view)) = self.overlays.last_mut() {
            view.take(reading);
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
        vec![Effect::ListNotes]
    }
}
