//! Performs effects on threads of their own and answers with messages.
//!
//! Six workers, one a family of work, so that a slow one never holds up
//! another: listing and opening, laying out, searching, computing, indexing, keeping.
//! Of requests to open, to lay out and to search only the newest is performed; those that it
//! overtook are dropped unseen. What is to be kept is kept before the process ends.

mod indexing;
mod opener;
mod prices;
mod search;
mod watch;
mod worker;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::app::effect::{Effect, Generation, SearchChange};
use crate::app::layout::Layout;
use crate::app::msg::{Msg, Opened};
use crate::desk::{Desk, DeskError, Opening};
use crate::model::{Destination, Extent, Kept, Landing};

use prices::Prices;
use watch::Watch;
use worker::{Waiting, Worker};

/// Notes listed at most; a reader who needs one beyond them searches.
const LISTED: usize = 2_000;

/// Notes listed before those: more than any screen holds.
const LISTED_FIRST: usize = 200;

/// Related notes shown at most.
const RELATED: usize = 30;

/// Takes the answers; called on the workers' threads, and may hold them up.
pub type Tell = Arc<dyn Fn(Msg) + Send + Sync>;

/// The workers.
pub struct Jobs {
    notes: Worker,
    pages: Worker,
    search: Worker,
    look: Worker,
    index: Worker,
    journal: Worker,
    opener: Option<String>,
    tell: Tell,
    /// Set where changes by other programs are followed.
    watch: Option<Watch>,
    /// Set where prices are followed.
    prices: Option<Prices>,
}

impl Jobs {
    /// Starts the workers, which answer by `tell`; they end when this value is dropped.
    ///
    /// `opener` is the program that opens addresses, where the platform's own is not wanted.
    #[must_use]
    pub fn start(desk: &Arc<Desk>, opener: Option<String>, tell: &Tell) -> Self {
        let worker = |name, perform| Worker::start(name, desk, tell, perform);
        Self {
            notes: worker("notes", notes),
            pages: worker("pages", pages),
            search: worker("search", search::perform),
            look: worker("look", look),
            index: worker("index", indexing::index),
            journal: worker("journal", journal),
            opener,
            tell: Arc::clone(tell),
            watch: None,
            prices: None,
        }
    }

    /// The same workers, which follow what other programs change in the library from the first
    /// [`Effect::Index`] on.
    #[must_use]
    pub fn following(mut self, desk: &Arc<Desk>) -> Self {
        self.watch = self.index.asker().map(|index| Watch::new(desk, index));
        self
    }

    /// The same workers, beside which the prices of the moment are followed from now on.
    #[must_use]
    pub fn with_prices(mut self, desk: &Arc<Desk>) -> Self {
        self.prices = Some(Prices::start(desk, &self.tell));
        self
    }

    /// Hands an effect to the worker of its family; does not wait.
    pub fn perform(&self, effect: Effect) {
        match effect {
            Effect::ListNotes
            | Effect::ListOnly(_)
            | Effect::Open { .. }
            | Effect::Reread { .. } => {
                self.notes.ask(effect);
            }
            Effect::LayOut { .. } => self.pages.ask(effect),
            Effect::Search { .. } | Effect::SearchMore { .. } => self.search.ask(effect),
            Effect::Index if self.begins_to_watch() => {}
            Effect::Index | Effect::Follow(_) => self.index.ask(effect),
            // Not with the searches: the rest of an answer would give way to it.
            Effect::Explain { .. }
            | Effect::Readings { .. }
            | Effect::Card { .. }
            | Effect::Panel { .. }
            | Effect::PanelOf { .. }
            | Effect::Linked { .. }
            | Effect::CountSearches
            | Effect::Related { .. }
            | Effect::Timeline { .. }
            | Effect::Said { .. }
            | Effect::Dashboard => self.look.ask(effect),
            Effect::Leave { .. }
            | Effect::Mark { .. }
            | Effect::Read { .. }
            | Effect::SetRead { .. }
            | Effect::ReadAll(_)
            | Effect::Keep(_) => self.journal.ask(effect),
            Effect::Browse(address) => {
                opener::open(&address, self.opener.as_deref(), &self.tell);
            }
            Effect::Copy(_) | Effect::NextTheme | Effect::Suspend | Effect::Quit => {}
        }
    }

    /// Watching begins before the first walk, which it asks for, so that nothing changes unseen
    /// between the two.
    fn begins_to_watch(&self) -> bool {
        self.watch
            .as_ref()
            .is_some_and(|watch| watch.begin(&self.tell))
    }
}

impl Drop for Jobs {
    /// Waits for what is to be kept; the rest ends with the process.
    fn drop(&mut self) {
        self.prices = None;
        self.journal.finish();
    }
}

/// What a worker does with one effect.
type Perform = fn(&Context, Effect) -> Result<(), DeskError>;

/// What every worker has.
struct Context {
    desk: Arc<Desk>,
    tell: Tell,
    waiting: Waiting,
}

impl Context {
    /// Sends an answer.
    fn tell(&self, msg: Msg) {
        (self.tell)(msg);
    }

    /// What the journal keeps of a note. That it cannot be read is told, and no reason not to open
    /// the note.
    fn kept(&self, path: &Path) -> Kept {
        let kept = self.desk.kept(path).unwrap_or_else(|error| {
            self.tell(Msg::Trouble(worker::chain(&error)));
            Kept::default()
        });
        for notice in self.desk.take_notices() {
            self.tell(Msg::Trouble(notice));
        }
        kept
    }

    /// Whether a newer request waits, so that the rest of this one is better left.
    fn is_overtaken(&self) -> bool {
        self.waiting.any()
    }
}

fn notes(context: &Context, effect: Effect) -> Result<(), DeskError> {
    match effect {
        Effect::ListNotes => {
            let first = context.desk.notes(LISTED_FIRST)?;
            let is_all = first.notes.len() == first.total;
            context.tell(Msg::Notes(first));
            if !is_all {
                context.tell(Msg::Notes(context.desk.notes(LISTED)?));
            }
            context.tell(Msg::Read(context.desk.read_notes()?));
        }
        Effect::ListOnly(only) => {
            context.tell(Msg::Notes(context.desk.list_only(only, LISTED)?));
            context.tell(Msg::Read(context.desk.read_notes()?));
        }
        Effect::Open {
            generation,
            destination,
        } => {
            open(context, generation, destination)?;
        }
        Effect::Reread { generation, path } => {
            let document = context.desk.reread(&path)?;
            context.tell(Msg::Reread {
                generation,
                document,
            });
        }
        _ => {}
    }
    Ok(())
}

/// Several answers: as much of the note as fills a screen, then the rest of it. Where a place far
/// into it is asked for, the text has to be there first; where a linked word is, all of it.
fn open(
    context: &Context,
    generation: Generation,
    destination: Destination,
) -> Result<(), DeskError> {
    let desk = &context.desk;
    let mut opening = desk.open_first(destination.note)?;
    let kept = context.kept(&opening.document.summary.path);
    let least = match destination.landing {
        Landing::Top => Extent::Beginning,
        Landing::Left if kept.position.is_none() => Extent::Beginning,
        Landing::Left | Landing::Passage(_) | Landing::Query(_) => Extent::Text,
        Landing::Mention(_) => Extent::Linked,
    };
    while opening.extent < least
        && let Some(more) = desk.go_on(&opening)?
    {
        opening = more;
    }
    let opened = land(desk, opening.clone(), kept, destination.landing)?;
    context.tell(Msg::Opened {
        generation,
        opened: Box::new(opened),
    });
    while let Some(more) = desk.go_on(&opening)? {
        opening = more;
        context.tell(Msg::More {
            generation,
            document: Arc::clone(&opening.document),
            extent: opening.extent,
        });
    }
    Ok(())
}

/// Finds the place to land on.
fn land(desk: &Desk, opening: Opening, kept: Kept, landing: Landing) -> Result<Opened, DeskError> {
    let mut opened = Opened {
        document: opening.document,
        extent: opening.extent,
        passage: None,
        mention: None,
        matches: crate::model::Matches::new(),
        marks: kept.marks,
    };
    match landing {
        Landing::Top => {}
        Landing::Left => {
            let note = &opened.document.note;
            opened.passage = kept.position.map(|position| position.find(note));
        }
        Landing::Passage(passage) => opened.passage = Some(passage),
        Landing::Mention(target) => {
            let mentions = &opened.document.mentions;
            opened.mention = mentions.iter().position(|mention| mention.target == target);
        }
        Landing::Query(query) => {
            let (passage, matches) = desk.locate(&opened.document, &query)?;
            opened.passage = passage;
            opened.matches = matches;
        }
    }
    Ok(opened)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the work of every worker may fail"
)]
fn pages(context: &Context, effect: Effect) -> Result<(), DeskError> {
    if let Effect::LayOut {
        generation,
        document,
        frame,
    } = effect
    {
        let layout = Box::new(Layout::new(&document, frame));
        context.tell(Msg::LaidOut { generation, layout });
    }
    Ok(())
}

fn look(context: &Context, effect: Effect) -> Result<(), DeskError> {
    let desk = &context.desk;
    let effect = match effect {
        Effect::CountSearches => {
            context.tell(Msg::Searches(desk.count_searches()?));
            return Ok(());
        }
        Effect::Related { note } => {
            let (notes, total) = desk.related(&*desk.open(note)?, RELATED)?;
            let of = note;
            context.tell(Msg::Related { of, notes, total });
            return Ok(());
        }
        Effect::Timeline { target } => {
            context.tell(Msg::Timeline(Box::new(desk.timeline(&target)?)));
            return Ok(());
        }
        Effect::Said { note, target } => {
            context.tell(Msg::Said(Box::new(desk.said(note, &target)?)));
            return Ok(());
        }
        Effect::Explain { mut answer, note } => {
            // The query is explained in any case, a hit where one is asked about.
            answer.hits.retain(|hit| Some(hit.note.id) == note);
            let explained = desk.explain(&answer, note)?;
            context.tell(Msg::Explained(Box::new(explained)));
            return Ok(());
        }
        measured => measured,
    };
    context.tell(Msg::Market(desk.market()?));
    match effect {
        Effect::Readings { note } => {
            context.tell(Msg::Readings {
                note,
                readings: desk.readings(note)?,
            });
        }
        Effect::Card {
            target,
            note,
            doubt,
        } => {
            let mut card = desk.card(&target, note)?;
            if let Some(words) = doubt {
                card.doubt = Some(desk.doubt(&words, &target)?);
            }
            context.tell(Msg::Card(Box::new(card)));
        }
        Effect::Panel { id, subject, note } => {
            context.tell(Msg::Panel(Box::new(desk.panel(&id, &subject, note)?)));
        }
        Effect::PanelOf { target, note } => match desk.panel_of(&target, note)? {
            Some(panel) => context.tell(Msg::Panel(Box::new(panel))),
            None => context.tell(Msg::Notice(format!("no panel measures {}", target.id()))),
        },
        Effect::Linked { from, link } => {
            let note = desk.note_of_link(&from, &link)?;
            context.tell(Msg::Linked { link, note });
        }
        Effect::Dashboard => context.tell(Msg::Dashboard(desk.dashboard()?)),
        _ => {}
    }
    Ok(())
}

/// Keeps what the user left in a note, what was read, and the searches that have a name.
fn journal(context: &Context, effect: Effect) -> Result<(), DeskError> {
    let now = Timestamp::now();
    let desk = &context.desk;
    match effect {
        Effect::Leave { path, anchor } => desk.leave(&path, &anchor, now)?,
        Effect::Mark { path, mark } => desk.mark(&path, &mark, now)?,
        Effect::Read { path, is_done } => {
            desk.mark_read(&path, is_done, now)?;
            context.tell(Msg::Read(desk.read_notes()?));
        }
        Effect::SetRead { notes, is_read } => {
            desk.set_read(&notes, is_read, now)?;
            context.tell(Msg::Read(desk.read_notes()?));
        }
        Effect::ReadAll(only) => {
            let all = desk.list_only(only, usize::MAX >> 1)?;
            desk.set_read(&all.notes, true, now)?;
            context.tell(Msg::Read(desk.read_notes()?));
        }
        Effect::Keep(change) => {
            let told = keep(desk, &change, now)?.then_some(change);
            context.tell(Msg::SearchesChanged(told));
        }
        _ => {}
    }
    Ok(())
}

/// Changes the saved searches; whether that is worth telling.
fn keep(desk: &Desk, change: &SearchChange, now: Timestamp) -> Result<bool, DeskError> {
    match change {
        SearchChange::Save { name, query } => drop(desk.save_search(name, query, now)?),
        SearchChange::Rename { from, to } => desk.rename_search(from, to, now)?,
        SearchChange::Forget(name) => drop(desk.forget_search(name)?),
        SearchChange::Order(names) => {
            desk.order_searches(names)?;
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
