//! Notes that belong together: the related ones, and the time line of a word.

use crate::app::App;
use crate::app::commands::Command;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::screens::related::RelatedView;
use crate::app::screens::timeline::TimelineView;
use crate::model::{Landing, NoteId, RelatedNote, Said, Target, Timeline};

impl App {
    /// The notes related to the open one.
    pub(super) fn open_related(&mut self) -> Vec<Effect> {
        let Some(document) = &self.reader.document else {
            return Vec::new();
        };
        let (note, title) = (document.summary.id, document.summary.title.clone());
        let view = RelatedView::awaited(note, &title);
        self.lay_over(Overlay::Related(Box::new(view)));
        vec![Effect::Related { note }]
    }

    /// The time line of the word at hand.
    pub(super) fn timeline_of_mention(&mut self, rows: u16) -> Vec<Effect> {
        self.target_in_view(rows)
            .map(|target| self.open_timeline(target))
            .unwrap_or_default()
    }

    /// The time line of something.
    pub(super) fn open_timeline(&mut self, target: Target) -> Vec<Effect> {
        let view = TimelineView::awaited(target.clone(), self.open_note());
        self.lay_over(Overlay::Timeline(Box::new(view)));
        vec![Effect::Timeline { target }]
    }

    /// What a command does among related notes or on a time line, besides moving the choice.
    pub(super) fn perform_among_notes(&mut self, command: Command) -> Vec<Effect> {
        if command != Command::Open {
            return Vec::new();
        }
        let chosen = match self.overlays.last() {
            Some(Overlay::Related(view)) => view.selected().map(|note| (note, Landing::Left)),
            Some(Overlay::Timeline(view)) => {
                let landing = Landing::Mention(view.target.clone());
                view.selected().map(|note| (note, landing))
            }
            _ => None,
        };
        chosen
            .map(|(note, landing)| self.go(note, landing))
            .unwrap_or_default()
    }

    /// Asks for what the chosen note of a time line says, where that is not known.
    pub(in crate::app) fn ask_said(&mut self) -> Option<Effect> {
        let Some(Overlay::Timeline(view)) = self.overlays.last_mut() else {
            return None;
        };
        let note = view.ask()?;
        let target = view.target.clone();
        Some(Effect::Said { note, target })
    }

    /// An answer to related notes that lie open.
    pub(in crate::app) fn take_related(&mut self, of: NoteId, notes: &[RelatedNote], total: usize) {
        for overlay in &mut self.overlays {
            if let Overlay::Related(view) = overlay {
                view.take(of, notes.to_vec(), total);
            }
        }
    }

    /// An answer to a time line that lies open.
    pub(in crate::app) fn take_timeline(&mut self, line: &Timeline) {
        for overlay in &mut self.overlays {
            if let Overlay::Timeline(view) = overlay {
                view.take(line.clone());
            }
        }
    }

    /// What a note of a time line says.
    pub(in crate::app) fn take_said(&mut self, said: &Said) {
        for overlay in &mut self.overlays {
            if let Overlay::Timeline(view) = overlay {
                view.take_said(said.clone());
            }
        }
    }
}
