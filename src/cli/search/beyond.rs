//! What `tape search` tells below the hits: notes that hold a name like what was typed, the word
//! that stands in the way, notes that hold some of the words.

use crate::app::wording;
use crate::cli::output::Output;
use crate::config::theme::Role;
use crate::model::{Omitted, ReadAs, Relaxed, SearchAnswer, Similar};

/// What parts two remarks on one line.
const BETWEEN: &str = " · ";

/// So many notes with a name that a word is like leave no room for notes with some of the words.
const ENOUGH: usize = 10;

/// Tells all there is below the hits, each part under a line that says what it is, and an empty one
/// where something stands above.
pub(super) fn tell(
    answer: &SearchAnswer,
    mut stands_above: bool,
    out: &mut Output,
) -> anyhow::Result<()> {
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
    // The names of one word stand together.
    let read = similar
        .read_as
        .chunk_by(|one, next| one.typed == next.typed);
    let read = read.filter_map(|of_one| {
        let names: Vec<&str> = of_one.iter().map(|one| one.name.as_str()).collect();
        let ReadAs { typed, by, .. } = of_one.first()?;
        Some(wording::read_as(typed, &names.join(" / "), *by, out.locale))
    });
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
        read.into_iter()
            .any(|one| one.typed.contains(word) || word.contains(&one.typed))
    };
    let mut omitted = relaxed
        .omitted
        .iter()
        .filter(|one| !is_read(&one.word) && tells_more(one, relaxed))
        .peekable();
    if omitted.peek().is_some() {
        part(out, stands_above)?;
    }
    for one in omitted {
        out.styled(&[(Role::Strong, &stood_in_the_way(one, out))])?;
    }
    // Names that enough notes hold are what was meant.
    if similar.is_some_and(|similar| similar.total >= ENOUGH) {
        return Ok(());
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

/// Whether there is more to tell of a word than that nothing was found.
fn tells_more(omitted: &Omitted, relaxed: &Relaxed) -> bool {
    omitted.without > 0 || !omitted.nearest.is_empty() || relaxed.omitted.len() > 1
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
