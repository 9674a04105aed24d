//! Commands on what lies over a screen, and the cards that open from the text.

use std::sync::Arc;

use crate::app::commands::Command;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::screens::card::{CardView, Chosen};
use crate::app::screens::link::{Leads, LinkView};
use crate::app::screens::reader::Stop;
use crate::app::{App, wording};
use crate::model::{Emphasis, Landing, PassageKind, Side, Target};

impl App {
    pub(super) fn perform_in_overlay(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.room();
        match self.overlays.last_mut() {
            Some(Overlay::Help(help)) => {
                help.scroll.steer(command, rows);
            }
            Some(Overlay::Diagnostics(diagnostics)) => {
                diagnostics.scroll.steer(command, rows);
            }
            Some(Overlay::Agenda(agenda)) => {
                agenda.scroll.steer(command, rows);
            }
            Some(Overlay::Why(why)) => {
                why.scroll.steer(command, rows);
            }
            Some(Overlay::Panel(panel)) => {
                panel.steer(command, rows);
            }
            Some(Overlay::Card(card)) => {
                if !card.steer(command, rows) {
                    return self.perform_in_card(command);
                }
            }
            Some(Overlay::Link(link)) => {
                if !link.steer(command, rows) {
                    return self.perform_in_link(command);
                }
            }
            Some(Overlay::Speakers(speakers)) => {
                if !speakers.steer(command, rows) {
                    match command {
                        Command::Toggle => speakers.toggle(),
                        Command::Open => {
                            self.reader.only = speakers.taken();
                            self.overlays.pop();
                        }
                        _ => {}
                    }
                }
            }
            Some(Overlay::Related(related)) => {
                if !related.steer(command, rows) {
                    return self.perform_among_notes(command);
                }
            }
            Some(Overlay::Timeline(line)) => {
                if !line.steer(command, rows) {
                    return self.perform_among_notes(command);
                }
            }
            Some(Overlay::Searches(searches)) => {
                if !searches.steer(command, rows) {
                    return self.perform_in_searches(command);
                }
            }
            Some(Overlay::Palette(_) | Overlay::Outline(_) | Overlay::Name(_)) | None => {}
        }
        Vec::new()
    }

    fn perform_in_card(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Card(view)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(card) = &view.card else {
            return Vec::new();
        };
        match command {
            Command::Open => match view.chosen() {
                Some(Chosen::Note(note)) => {
                    let landing = Landing::Mention(view.target.clone());
                    self.go(note.id, landing)
                }
                Some(Chosen::Neighbour(neighbour)) => {
                    let target = Target::Concept(neighbour.id.clone());
                    let note = self.open_note();
                    self.lay_over(Overlay::Card(Box::new(CardView::awaited(target.clone()))));
                    vec![Effect::Card {
                        target,
                        note,
                        doubt: None,
                    }]
                }
                None => Vec::new(),
            },
            Command::Timeline => {
                let target = view.target.clone();
                self.open_timeline(target)
            }
            Command::Panel | Command::Card => {
                let key = card
                    .panel
                    .as_ref()
                    .map(|panel| (panel.now.indicator, panel.subject.clone()));
                let note = self.open_note();
                key.map(|(id, subject)| self.panel(id, &subject, note))
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn perform_in_link(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Link(view)) = self.overlays.last() else {
            return Vec::new();
        };
        if matches!(command, Command::Copy | Command::Cite) {
            let text = view.leads.text();
            return self.put_into_clipboard(text);
        }
        if command != Command::Open {
            return Vec::new();
        }
        match &view.leads {
            Leads::Web(address) => {
                let address = address.clone();
                self.overlays.pop();
                self.tell(wording::handed_over(address.as_str(), self.locale), false);
                return vec![Effect::Browse(address)];
            }
            Leads::Note {
                found: Some(Some(note)),
                ..
            } => {
                let note = note.id;
                return self.go(note, Landing::Top);
            }
            Leads::Here {
                passage: Some(passage),
                ..
            } => {
                let passage = *passage;
                self.overlays.clear();
                self.jump(passage);
            }
            Leads::Footnote { passages, .. } => {
                if let Some(&passage) = passages.first() {
                    self.overlays.clear();
                    self.jump(passage);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// What a command does in the outline while text is typed: moves choose, `open` goes there.
    pub(super) fn perform_in_outline(&mut self, command: Command) {
        let rows = self.room();
        let Some(Overlay::Outline(outline)) = self.overlays.last_mut() else {
            return;
        };
        if outline.list.steer(command, rows) || command != Command::Open {
            return;
        }
        if let Some(passage) = outline.selected() {
            self.overlays.clear();
            self.jump(passage);
        }
    }

    /// The card of what is chosen, or of the first that has one on the screen.
    pub(super) fn card_of_stop(&mut self, rows: u16) -> Vec<Effect> {
        let Some(stop) = self.reader.stop_in_view(rows) else {
            if self.reader.document.is_some() {
                self.note(wording::NO_LINK_HERE);
            }
            return Vec::new();
        };
        match stop {
            Stop::Mention(_) => self.card_of_mention(),
            Stop::Span {
                passage,
                side,
                span,
            } => self.card_of_span(passage, side, span),
            Stop::Picture(passage) => self.card_of_picture(passage),
        }
    }

    /// The card of the author's own link where the chosen word stands in one, else that of the stop.
    pub(super) fn card_of_link_or_stop(&mut self, rows: u16) -> Vec<Effect> {
        self.reader.stop_in_view(rows);
        match self.reader.link_around_mention() {
            Some((passage, side, span)) => self.card_of_span(passage, side, span),
            None => self.card_of_stop(rows),
        }
    }

    fn card_of_mention(&mut self) -> Vec<Effect> {
        let Some(mention) = self.reader.chosen_mention() else {
            return Vec::new();
        };
        let target = mention.target.clone();
        let doubt = self.reader.doubtful_words();
        let note = self.open_note();
        self.lay_over(Overlay::Card(Box::new(CardView::awaited(target.clone()))));
        vec![Effect::Card {
            target,
            note,
            doubt,
        }]
    }

    fn card_of_span(&mut self, passage: usize, side: Side, span: usize) -> Vec<Effect> {
        let Some(document) = self.reader.document.as_ref().map(Arc::clone) else {
            return Vec::new();
        };
        let text = document
            .note
            .passages
            .get(passage)
            .and_then(|one| one.text(side));
        let (Some(text), Some(span)) = (text, self.reader.span(passage, side, span)) else {
            return Vec::new();
        };
        let words = text.content.get(span.range.clone()).unwrap_or_default();
        let mut leads = match &span.emphasis {
            Emphasis::Link(link) => Leads::to(link),
            Emphasis::Footnote(label) => Leads::footnote(&document, label, self.reader.mode),
            _ => return Vec::new(),
        };
        if let Leads::Here { link, passage } = &mut leads {
            *passage = self.reader.heading_of(link);
        }
        let effect = match &leads {
            Leads::Note { link, .. } => Some(Effect::Linked {
                from: document.summary.path.clone(),
                link: link.clone(),
            }),
            _ => None,
        };
        self.lay_over(Overlay::Link(Box::new(LinkView::new(leads, words))));
        effect.into_iter().collect()
    }

    /// The card of a picture: its address where it is of the web, else its path.
    fn card_of_picture(&mut self, passage: usize) -> Vec<Effect> {
        let document = self.reader.document.as_ref().map(Arc::clone);
        let passage = document
            .as_ref()
            .and_then(|one| one.note.passages.get(passage));
        let Some((passage, PassageKind::Image(path))) = passage.map(|one| (one, &one.kind)) else {
            return Vec::new();
        };
        let words = passage.texts().next().map_or("", |(_, text)| &text.content);
        let leads = match Leads::to(path) {
            Leads::Web(address) => Leads::Web(address),
            _ => Leads::Picture(path.clone()),
        };
        self.lay_over(Overlay::Link(Box::new(LinkView::new(leads, words))));
        Vec::new()
    }

    pub(super) fn panel_of_mention(&mut self, rows: u16) -> Vec<Effect> {
        let Some(target) = self.target_in_view(rows) else {
            return Vec::new();
        };
        let note = self.open_note();
        // Whether there is a panel is not known yet: it opens with its answer.
        self.panels.awaited = true;
        vec![Effect::PanelOf { target, note }]
    }

    /// What the chosen word, or the first on the screen, points to; told where there is none.
    pub(super) fn target_in_view(&mut self, rows: u16) -> Option<Target> {
        let mention = self.reader.mention_in_view(rows);
        let target = mention.map(|mention| mention.target.clone());
        if target.is_none() && self.reader.document.is_some() {
            self.note(wording::NO_LINK_HERE);
        }
        target
    }
}
