//! What must hold after every message: choices inside of their lists and in view, layouts made
//! for the present size.
//!
//! It is done in one place so that no message can forget it. It moves nothing that still fits.

use super::App;
use super::effect::Effect;
use super::overlay::Size;
use super::screens::dashboard::Dashboard;
use super::screens::library::Foot;
use super::screens::panels::Panels;

impl App {
    /// Brings what is shown in line with the size and with what there is to show.
    ///
    /// Returns what that leaves to be done elsewhere.
    pub(super) fn settle(&mut self) -> Option<Effect> {
        let rows = self.shape.body();
        self.shape.settle(self.reader.shown_mode());
        let frame = self
            .reader
            .frame((self.shape.text_width(), rows), self.locale);
        self.reader.lay_out(frame, rows);
        self.reader.clamp(rows);
        let notes = self.shape.columns().notes;
        let list_rows = Foot::of(&self.library, rows).list_rows(rows);
        self.library.settle(notes, list_rows);
        self.panels
            .cursor
            .settle(self.panels.readings.len(), Panels::page(rows));
        self.search.settle(rows);
        let readings = self.dashboard.len();
        self.dashboard
            .cursor
            .settle(readings, Dashboard::page(rows));
        let body = Size {
            width: self.shape.width,
            height: rows,
        };
        for overlay in &mut self.overlays {
            overlay.settle(body, self.locale);
        }
        self.settle_hints();
        self.reader.ask_whole()
    }
}
