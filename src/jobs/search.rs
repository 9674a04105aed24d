//! Searches while a query is typed: the notes at once, then whatever takes longer, unless a newer
//! query waits.

use crate::app::effect::{Effect, Generation};
use crate::app::msg::Msg;
use crate::desk::DeskError;
use crate::model::SearchAnswer;

use super::Context;

/// Hits asked for at once.
const HITS: usize = 50;

/// Hits whose passages are shown before those of the rest: as many as a screen holds.
const FIRST_PLACED: usize = 10;

/// Columns of the passage shown under a hit; a wide screen shows all of it.
const SNIPPET_COLUMNS: usize = 160;

/// What the worker does with an effect.
pub(super) fn perform(context: &Context, effect: Effect) -> Result<(), DeskError> {
    match effect {
        Effect::Search { generation, query } => search(context, generation, query),
        Effect::SearchMore {
            generation,
            query,
            from,
        } => {
            let desk = &context.desk;
            let go_on = || !context.is_overtaken();
            let hits = desk.search_on(&query, from, HITS, (SNIPPET_COLUMNS, &go_on))?;
            context.tell(Msg::FoundMore {
                generation,
                from,
                hits,
            });
            Ok(())
        }
        _ => Ok(()),
    }
}

fn search(context: &Context, generation: Generation, query: String) -> Result<(), DeskError> {
    let tell = |answer: &SearchAnswer| {
        let answer = answer.clone();
        context.tell(Msg::Found { generation, answer });
    };
    if query.trim().is_empty() {
        tell(&SearchAnswer {
            query,
            ..SearchAnswer::default()
        });
        return Ok(());
    }
    let mut answer = match context.desk.search_as_typed(&query, HITS) {
        Ok(answer) => answer,
        Err(DeskError::Query(error)) => {
            // The column is pointed at.
            context.tell(Msg::Unparsed {
                generation,
                column: error.column,
                message: format!("expected {}", error.expected),
            });
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    tell(&answer);
    if add(context, &mut answer, &tell)? {
        tell(&answer);
        context.tell(Msg::FoundAll { generation });
    }
    Ok(())
}

/// Looks for what is similar, what else there is, what narrows it and where to land, telling of
/// each; false where a newer query waits, whose answer is better given soon.
fn add(
    context: &Context,
    answer: &mut SearchAnswer,
    tell: &dyn Fn(&SearchAnswer),
) -> Result<bool, DeskError> {
    let desk = &context.desk;
    if context.is_overtaken() {
        return Ok(false);
    }
    desk.similar(answer, HITS)?;
    if context.is_overtaken() {
        return Ok(false);
    }
    desk.relax(answer, HITS)?;
    if answer.similar.is_some() || answer.relaxed.is_some() {
        tell(answer);
    }
    if context.is_overtaken() {
        return Ok(false);
    }
    desk.facets(answer)?;
    tell(answer);
    let mut overtaken = context.is_overtaken();
    desk.place_while(answer, SNIPPET_COLUMNS, &mut |answer, placed| {
        if placed == FIRST_PLACED {
            tell(answer);
        }
        overtaken = context.is_overtaken();
        !overtaken
    })?;
    Ok(!overtaken)
}
