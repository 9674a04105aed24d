//! One thread that performs one family of effects, the newest first in mind.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::effect::Effect;
use crate::app::msg::Msg;

use super::{Context, Perform};

/// A thread with a queue.
pub(super) struct Worker {
    queue: Option<Sender<Effect>>,
}

impl Worker {
    /// Starts the thread; where none can be had, its effects are told as failed.
    pub(super) fn start(name: &str, context: Context, perform: Perform) -> Self {
        let (queue, effects) = channel();
        let sender = context.sender.clone();
        let thread = thread::Builder::new().name(name.to_owned());
        match thread.spawn(move || work(&effects, &context, perform)) {
            Ok(_) => Self { queue: Some(queue) },
            Err(error) => {
                let text = format!("cannot start the {name} thread: {error}");
                drop(sender.try_send(Msg::Failed(text)));
                Self { queue: None }
            }
        }
    }

    /// Queues an effect.
    pub(super) fn ask(&self, effect: Effect) {
        if let Some(queue) = &self.queue {
            drop(queue.send(effect));
        }
    }
}

fn work(effects: &Receiver<Effect>, context: &Context, perform: Perform) {
    while let Ok(first) = effects.recv() {
        let mut waiting = vec![first];
        waiting.extend(effects.try_iter());
        for effect in newest(waiting) {
            let done = catch_unwind(AssertUnwindSafe(|| perform(context, effect)));
            match done {
                Ok(Ok(())) => {}
                Ok(Err(error)) => context.tell(Msg::Failed(chain(&error))),
                Err(_) => {
                    let text = "an internal error: the last action was not completed";
                    context.tell(Msg::Failed(text.to_owned()));
                }
            }
        }
    }
}

/// Drops every effect that a later one of its kind overtakes.
fn newest(effects: Vec<Effect>) -> Vec<Effect> {
    let mut kept: Vec<Effect> = Vec::with_capacity(effects.len());
    for effect in effects {
        let kind = std::mem::discriminant(&effect);
        kept.retain(|earlier| std::mem::discriminant(earlier) != kind);
        kept.push(effect);
    }
    kept
}

/// An error with its causes, on one line.
fn chain(error: &dyn std::error::Error) -> String {
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
