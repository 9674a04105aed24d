//! What `tape search` tells below the hits: notes that hold a name like what was typed, the word
//! that stands in the way, notes that hold some of the words.

use crate::app::wording;
use crate::cli::output::Output;
use crate::config::theme::Role;
use crate::model::{Omitted, Relaxed, SearchAnswer, Similar};

/// What parts two remarks on one line.
const BETWEEN: &str = " · ";

/// Tells all there is below the hits, each part under a line that says what it is.
pub(super) fn tell(answer: &SearchAnswer, out: &mut Output) -> anyhow::Result<()> {
    let mut stands_above = !answer.hits.is_empty();
    if let Some(similar) = &answer.similar {
        part(out, &mut stands_above)?;
        tell_similar(similar, out)?;
    }
    if let Some(relaxed) = &answer.relaxed {
        tell_relaxed(relaxed, answer.similar.as_ref(), &mut stands_above, out)?;
    }
    Ok(())
}

fn tell_similar(similar: &Similar, out: &mut Output) -> anyhow::Result<()> {
    let read = similar.read_as.iter();
    let read = read.map(|one| wording::read_as(&one.typed, &one.name, one.by, out.locale));
    let read: Vec<String> = read.collect();
    let shown = similar.hits.len();
    let count = if shown < similar.total {
        wording::shown_of(shown, similar.total, out.locale)
    } else {
        wording::notes(similar.total, out.locale)
    };
    out.styled(&[
        (Role::Strong, &read.join(BETWEEN)),
        (Role::Muted, BETWEEN),
        (Role::Muted, &count),
    ])?;
    similar
        .hits
        .iter()
        .try_for_each(|hit| super::tell(hit, out))
}

fn tell_relaxed(
    relaxed: &Relaxed,
    similar: Option<&Similar>,
    stands_above: &mut bool,
    out: &mut Output,
) -> anyhow::Result<()> {
    // What was read as a name needs no nearest one.
    let is_read = |word: &str| {
        let read = similar.into_iter().flat_map(|similar| &similar.read_as);
        read.into_iter().any(|one| one.typed == word)
    };
    let mut omitted = relaxed.omitted.iter().filter(|one| !is_read(&one.word));
    if let Some(first) = omitted.next() {
        part(out, stands_above)?;
        for one in std::iter::once(first).chain(omitted) {
            out.styled(&[(Role::Strong, &stood_in_the_way(one, out))])?;
        }
    }
    if !relaxed.hits.is_empty() {
        part(out, stands_above)?;
        out.styled(&[(Role::Strong, wording::SOME_OF_IT.get(out.locale))])?;
    }
    relaxed
        .hits
        .iter()
        .try_for_each(|hit| super::tell(hit, out))
}

/// A word, what there is without it, and what it may have been meant to say.
fn stood_in_the_way(omitted: &Omitted, out: &Output) -> String {
    let (word, locale) = (&omitted.word, out.locale);
    let mut told = match (omitted.is_unknown, omitted.without) {
        (true, 0) => vec![wording::unknown_word(word, locale)],
        (true, count) => vec![
            wording::unknown_word(word, locale),
            wording::without_it(count, locale),
        ],
        (false, count) => vec![wording::without_word(word, count, locale)],
    };
    if !omitted.nearest.is_empty() {
        let nearest = wording::NEAREST.get(locale);
        told.push(format!("{nearest} {}", omitted.nearest.join(", ")));
    }
    told.join(BETWEEN)
}

/// An empty line between parts.
fn part(out: &mut Output, stands_above: &mut bool) -> anyhow::Result<()> {
    if std::mem::replace(stands_above, true) {
        out.blank()?;
    }
    Ok(())
}
