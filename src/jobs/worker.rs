//! One thread that performs one family of effects, the newest first in mind.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread::{self, JoinHandle};

use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::desk::Desk;

use super::{Context, Perform, Tell};

/// A thread with a queue.
pub(super) struct Worker {
    queue: Option<Arc<Sender<Effect>>>,
    waiting: Waiting,
    thread: Option<JoinHandle<()>>,
}

/// How many effects wait in a queue.
#[derive(Clone, Default)]
pub(super) struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// Asks a worker from another thread, as long as there is one.
#[derive(Clone)]
pub(super) struct Asker {
    queue: Weak<Sender<Effect>>,
    waiting: Waiting,
}

impl Asker {
    /// Queues an effect; false where the worker has ended.
    pub(super) fn ask(&self, effect: Effect) -> bool {
        let Some(queue) = self.queue.upgrade() else {
            return false;
        };
        self.waiting.0.fetch_add(1, Ordering::Relaxed);
        queue.send(effect).is_ok()
    }
}

impl Worker {
    /// Starts the thread; where none can be had, that is told and its effects are not performed.
    pub(super) fn start(name: &str, desk: &Arc<Desk>, tell: &Tell, perform: Perform) -> Self {
        let (queue, effects) = channel();
        let waiting = Waiting::default();
        let context = Context {
            desk: Arc::clone(desk),
            tell: Arc::clone(tell),
            waiting: waiting.clone(),
        };
        let thread = thread::Builder::new().name(name.to_owned());
        let thread = match thread.spawn(move || work(&effects, &context, perform)) {
            Ok(thread) => Some(thread),
            Err(error) => {
                tell(Msg::Failed(format!(
                    "cannot start the {name} thread: {error}"
                )));
                None
            }
        };
        Self {
            queue: thread.is_some().then(|| Arc::new(queue)),
            waiting,
            thread,
        }
    }

    /// Waits until everything queued is performed; nothing can be asked for from then on.
    pub(super) fn finish(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // Its panics were told where they happened.
            drop(thread.join());
        }
    }

    /// Queues an effect.
    pub(super) fn ask(&self, effect: Effect) {
        if let Some(asker) = self.asker() {
            asker.ask(effect);
        }
    }

    /// What asks this worker from elsewhere; `None` where it has no thread.
    pub(super) fn asker(&self) -> Option<Asker> {
        let queue = self.queue.as_ref()?;
        Some(Asker {
            queue: Arc::downgrade(queue),
            waiting: self.waiting.clone(),
        })
    }
}

fn work(effects: &Receiver<Effect>, context: &Context, perform: Perform) {
    while let Ok(first) = effects.recv() {
        let mut waiting = vec![first];
        waiting.extend(effects.try_iter());
        context
            .waiting
            .0
            .fetch_sub(waiting.len(), Ordering::Relaxed);
        for effect in newest(waiting) {
            let is_kept = is_kept(&effect);
            let done = catch_unwind(AssertUnwindSafe(|| perform(context, effect)));
            match done {
                Ok(Ok(())) => {}
                // Nothing waits for what is only kept.
                Ok(Err(error)) if is_kept => context.tell(Msg::Trouble(chain(&error))),
                Ok(Err(error)) => context.tell(Msg::Failed(chain(&error))),
                Err(panic) => context.tell(Msg::Failed(told(panic.as_ref()))),
            }
        }
    }
}

/// Whether nothing waits for an effect's answer: what is only kept.
const fn is_kept(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Leave { .. }
            | Effect::Mark { .. }
            | Effect::Read { .. }
            | Effect::SetRead { .. }
            | Effect::ReadAll(_)
            | Effect::CountSearches
            | Effect::Keep(_)
    )
}

/// What to say of a panic: the thread lives on, the action is lost.
fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    match text {
        Some(text) => format!("an internal error, the last action was not completed: {text}"),
        None => "an internal error: the last action was not completed".to_owned(),
    }
}

/// Drops every effect that a later one overtakes, and joins those that tell what changed.
fn newest(effects: Vec<Effect>) -> Vec<Effect> {
    let mut kept: Vec<Effect> = Vec::with_capacity(effects.len());
    for mut effect in effects {
        if let Effect::Follow(changed) = &mut effect {
            for earlier in &kept {
                if let Effect::Follow(before) = earlier {
                    changed.join(before.clone());
                }
            }
        }
        kept.retain(|earlier| !overtakes(&effect, earlier));
        kept.push(effect);
    }
    kept
}

/// Whether a later effect makes an earlier one needless: one of its kind, and of what is kept only
/// what replaces it.
fn overtakes(later: &Effect, earlier: &Effect) -> bool {
    match (later, earlier) {
        (Effect::Leave { path, .. }, Effect::Leave { path: before, .. }) => path == before,
        (
            Effect::Mark { path, mark },
            Effect::Mark {
                path: before,
                mark: old,
            },
        ) => path == before && mark.letter == old.letter,
        (
            Effect::Read { path, is_done },
            Effect::Read {
                path: before,
                is_done: was_done,
            },
        ) => path == before && (*is_done || !was_done),
        (Effect::SetRead { .. } | Effect::ReadAll(_) | Effect::Keep(_), _) => false,
        _ => std::mem::discriminant(later) == std::mem::discriminant(earlier),
    }
}

/// An error with its causes, on one line.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Setup;
    use crate::indicators::Settings;
    use crate::model::{Anchor, Changed, Mark};

    #[test]
    fn a_later_request_overtakes_those_of_its_kind() {
        let search = |generation| Effect::Search {
            generation,
            query: String::new(),
        };
        let effects = vec![search(1), Effect::Index, search(2), search(3)];
        assert_eq!(newest(effects), [Effect::Index, search(3)]);
    }

    #[test]
    fn what_other_programs_changed_is_joined() {
        let follow = |path: &str| Effect::Follow(Changed::file(path.into()));
        let effects = vec![
            follow("a.md"),
            Effect::Index,
            follow("b.md"),
            follow("c.md"),
        ];
        let files = ["a.md", "b.md", "c.md"].map(Into::into);
        let joined = Effect::Follow(Changed::Files(files.into()));
        assert_eq!(newest(effects), [Effect::Index, joined]);
    }

    #[test]
    fn nobody_is_asked_after_the_end() {
        let tell: Tell = Arc::new(|_| {});
        let desk = Arc::new(Desk::new(Setup {
            library: None,
            home: "unused".into(),
            today: jiff::civil::date(2026, 2, 6),
            indicators: Settings::default(),
        }));
        let mut worker = Worker::start("test", &desk, &tell, |_, _| Ok(()));
        let asker = worker.asker().unwrap();
        assert!(asker.ask(Effect::Index));
        worker.finish();
        assert!(!asker.ask(Effect::Index));
        assert!(worker.asker().is_none());
    }

    #[test]
    fn what_is_kept_of_one_note_does_not_overtake_that_of_another() {
        let anchor = |passage| Anchor {
            passage,
            quote: String::new(),
        };
        let leave = |path: &str, passage| Effect::Leave {
            path: path.into(),
            anchor: anchor(passage),
        };
        let mark = |letter, passage| Effect::Mark {
            path: "a".into(),
            mark: Mark {
                letter,
                anchor: anchor(passage),
            },
        };
        let effects = vec![
            leave("a", 1),
            leave("b", 1),
            mark('x', 1),
            leave("a", 2),
            mark('y', 2),
        ];
        assert_eq!(
            newest(effects),
            [leave("b", 1), mark('x', 1), leave("a", 2), mark('y', 2)]
        );
        assert_eq!(newest(vec![mark('x', 1), mark('x', 2)]), [mark('x', 2)]);
    }

    #[test]
    fn a_panic_leaves_the_worker_alive() {
        let (sender, answers) = channel();
        let tell: Tell = Arc::new(move |msg| sender.send(msg).unwrap());
        let desk = Arc::new(Desk::new(Setup {
            library: None,
            home: "unused".into(),
            today: jiff::civil::date(2026, 2, 6),
            indicators: Settings::default(),
        }));
        let worker = Worker::start("test", &desk, &tell, |context, effect| {
            assert!(effect != Effect::ListNotes, "broken note");
            context.tell(Msg::Notice("alive".to_owned()));
            Ok(())
        });
        worker.ask(Effect::ListNotes);
        let told = answers.recv().unwrap();
        assert!(matches!(told, Msg::Failed(text) if text.ends_with("broken note")));
        worker.ask(Effect::Index);
        assert_eq!(answers.recv().unwrap(), Msg::Notice("alive".to_owned()));
        assert!(!worker.waiting.any());
    }

    #[test]
    fn a_panic_is_told_with_its_words() {
        for (panic, words) in [
            (catch_unwind(|| panic!("out of range")), "out of range"),
            (catch_unwind(|| panic!("note {}", 7)), "note 7"),
            (
                catch_unwind(|| std::panic::panic_any(7)),
                "was not completed",
            ),
        ] {
            let text = told(panic.unwrap_err().as_ref());
            assert!(text.ends_with(words), "{text}");
        }
    }

    #[test]
    fn an_error_is_told_with_its_causes() {
        #[derive(Debug, thiserror::Error)]
        #[error("cannot open the index")]
        struct Outer(#[source] std::fmt::Error);
        let text = chain(&Outer(std::fmt::Error));
        assert!(
            text.starts_with("cannot open the index: an error"),
            "{text}"
        );
    }
}
