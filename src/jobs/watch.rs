//! Follows what other programs change in the library, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::desk::Desk;

use super::Tell;
use super::worker::{Asker, chain};

/// Watching, which begins once.
pub(super) struct Watch {
    desk: Arc<Desk>,
    index: Asker,
    has_begun: AtomicBool,
}

impl Watch {
    pub(super) fn new(desk: &Arc<Desk>, index: Asker) -> Self {
        Self {
            desk: Arc::clone(desk),
            index,
            has_begun: AtomicBool::new(false),
        }
    }

    /// Starts the thread, which asks for the first walk itself; false where it was started before,
    /// or cannot be.
    pub(super) fn begin(&self, tell: &Tell) -> bool {
        if self.has_begun.swap(true, Ordering::Relaxed) {
            return false;
        }
        self.follow_lexicon();
        let (desk, index, told) = (Arc::clone(&self.desk), self.index.clone(), Arc::clone(tell));
        let thread = thread::Builder::new().name("watch".to_owned());
        let started = thread.spawn(move || follow(&desk, &index, &told));
        if let Err(error) = &started {
            tell(Msg::Trouble(format!(
                "cannot start the watch thread: {error}"
            )));
        }
        started.is_ok()
    }
}

/// How often it is looked whether the user's own tables of the lexicon were saved.
const LOOK_AT_LEXICON: Duration = Duration::from_millis(500);

impl Watch {
    /// Has the notes linked anew when the user's own tables are saved: a few files in one folder,
    /// of which names and times are read.
    fn follow_lexicon(&self) {
        if self.desk.own_lexicon().is_none() {
            return;
        }
        let (desk, index) = (Arc::clone(&self.desk), self.index.clone());
        let look = move || {
            loop {
                thread::sleep(LOOK_AT_LEXICON);
                if desk.lexicon_has_changed() && !index.ask(Effect::Index) {
                    return;
                }
            }
        };
        let started = thread::Builder::new()
            .name("lexicon".to_owned())
            .spawn(look);
        if let Err(error) = started {
            // Saved tables count from the next search or `r` on.
            tracing::warn!("cannot start the lexicon thread: {error}");
        }
    }
}

/// Asks for every change to be indexed; ends with the worker, or with the process.
fn follow(desk: &Desk, index: &Asker, tell: &Tell) {
    let watcher = desk.watch();
    index.ask(Effect::Index);
    match watcher {
        Ok(mut watcher) => while index.ask(Effect::Follow(watcher.wait())) {},
        // Indexing says the same of a library that is not there.
        Err(error) => tell(Msg::Trouble(chain(&error))),
    }
}
