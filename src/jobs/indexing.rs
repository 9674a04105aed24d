//! Bringing the index up to date, and telling how far it is.

use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::desk::DeskError;
use crate::model::IndexProgress;

use super::{Context, LISTED};

/// Of fewer files that another program changed no progress is told: it would only flash.
const FEW: usize = 64;

/// Indexes what changed, all of it or what another program changed; the list follows each commit.
pub(super) fn index(context: &Context, effect: Effect) -> Result<(), DeskError> {
    // The note that is opened first waits for its linked words; the files can wait.
    context.desk.lexicon()?;
    let mut told = IndexProgress::default();
    let is_following = matches!(effect, Effect::Follow(_));
    let mut tell = |progress: IndexProgress, committed| {
        let is_few = is_following && progress.total < FEW && !progress.waiting;
        // A hundred steps are as many as a line can show.
        let is_step = progress.waiting
            || progress.done == progress.total
            || progress.done > told.done + progress.total / 100;
        if is_step && !is_few && progress != told {
            told = progress;
            context.tell(Msg::Progress(progress));
        }
        if committed && let Ok(list) = context.desk.notes(LISTED) {
            context.tell(Msg::Notes(list));
            // That it cannot be told is told when the notes are listed next.
            if let Ok(read) = context.desk.read_notes() {
                context.tell(Msg::Read(read));
            }
        }
    };
    let report = if let Effect::Follow(changed) = effect {
        context.desk.follow(&changed, &mut tell)?
    } else {
        context.desk.look_again();
        context.desk.index(&mut tell)?
    };
    // Another process may have indexed meanwhile: then there was nothing to do and is much to see.
    let done_elsewhere = report.indexed + report.removed == 0;
    context.tell(Msg::Indexed(report));
    if done_elsewhere {
        context.tell(Msg::Notes(context.desk.notes(LISTED)?));
        context.tell(Msg::Changed);
    }
    Ok(())
}
