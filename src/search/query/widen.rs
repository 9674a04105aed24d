//! What else a typed name is called.

use std::ops::Range;

use super::{Form, Node, Scope, Spelling, Words};
use crate::lexicon::Lexicon;
use crate::model::{Language, Target};
use crate::search::Analysis;
use crate::text::bigram::grams;
use crate::text::figures::{self, figure_at};
use crate::text::fold::{fold, folded};
use crate::text::script::{han_characters, is_han};

/// Chinese of more characters than this, that is no name, is also matched by its parts.
const WHOLE: usize = 4;

/// A bare word or run of words: a name with all its spellings, a figure, else words in any
/// inflection, and Chinese without spaces also by its parts.
pub(super) fn loose(typed: &str, scope: Scope, analysis: &Analysis) -> Node {
    let whole = whole(typed, scope, analysis);
    if !matches!(&whole, Node::Text(words) if words.spellings.len() == 1 && words.form != Form::Figure)
    {
        return whole;
    }
    let parts = parts(typed, analysis);
    if parts.len() < 2 {
        return whole;
    }
    let parts = parts.iter();
    let parts = parts.map(|part| self::whole(part, scope, analysis));
    Node::Any(vec![whole, Node::All(parts.collect())])
}

/// A bare word as it stands: a name with all its spellings, a figure however it is written, either
/// where it may be both, else words in any inflection.
pub(super) fn whole(typed: &str, scope: Scope, analysis: &Analysis) -> Node {
    let named = named(typed, scope, analysis.lexicon());
    match (named, figure(typed, scope)) {
        (Some(named), Some(figure)) => Node::Any(vec![Node::Text(named), Node::Text(figure)]),
        (Some(words), None) | (None, Some(words)) => Node::Text(words),
        (None, None) => Node::Text(plain(typed, scope, Form::Stemmed)),
    }
}

/// A figure; `None` where what was typed is none, or more than one.
pub(super) fn figure(typed: &str, scope: Scope) -> Option<Words> {
    let figure = figures::whole(&folded(typed))?;
    Some(Words {
        typed: typed.to_owned(),
        scope,
        form: Form::Figure,
        spellings: vec![Spelling {
            folded: figure.term(),
            shown: Vec::new(),
        }],
    })
}

/// A name of the lexicon with all its spellings, the typed one first; `None` where it is no name.
pub(super) fn named(typed: &str, scope: Scope, lexicon: &Lexicon) -> Option<Words> {
    let targets = lexicon.resolve(typed);
    if targets.is_empty() {
        return None;
    }
    let mut words = plain(typed, scope, Form::Stemmed);
    for target in &targets {
        let names = names(target, lexicon);
        let typed = words.spellings.iter_mut();
        for spelling in typed {
            add_shown(spelling, &names);
        }
        for folded in lexicon.spellings(target) {
            if words.spellings.iter().any(|known| known.folded == folded) {
                continue;
            }
            let mut spelling = Spelling {
                folded,
                shown: Vec::new(),
            };
            add_shown(&mut spelling, &names);
            if spelling.shown.is_empty() {
                spelling.shown.push((None, spelling.folded.clone()));
            }
            words.spellings.push(spelling);
        }
    }
    Some(words)
}

/// Words as they stand.
pub(super) fn plain(typed: &str, scope: Scope, form: Form) -> Words {
    Words {
        typed: typed.to_owned(),
        scope,
        form,
        spellings: vec![Spelling {
            folded: folded(typed).into_owned(),
            shown: Vec::new(),
        }],
    }
}

/// How each name of a target is written, with its folded form.
fn names(target: &Target, lexicon: &Lexicon) -> Vec<(String, Option<Language>, String)> {
    let mut names = Vec::new();
    let mut add = |language, name: &str| {
        names.push((folded(name).into_owned(), language, name.to_owned()));
    };
    if let Some(known) = lexicon.names(target) {
        known
            .iter()
            .for_each(|(language, name)| add(Some(language), name));
    }
    if let Target::Instrument(id) = target {
        add(None, id.as_str());
        let instrument = lexicon.instrument(id.as_str());
        for symbol in instrument.iter().flat_map(|instrument| &instrument.symbols) {
            add(None, symbol);
        }
    }
    names
}

fn add_shown(spelling: &mut Spelling, names: &[(String, Option<Language>, String)]) {
    for (folded, language, name) in names {
        let shown = (*language, name.clone());
        if *folded == spelling.folded && !spelling.shown.contains(&shown) {
            spelling.shown.push(shown);
        }
    }
}

/// The parts of Chinese written without spaces: names of the lexicon, figures, and what stands
/// between them, cut into words. Single characters, mostly particles, are dropped.
fn parts(typed: &str, analysis: &Analysis) -> Vec<String> {
    if !typed.chars().any(is_han) {
        return Vec::new();
    }
    let names = analysis.lexicon().find(typed).into_iter();
    let mut found: Vec<Range<usize>> = names.map(|(_, range)| range).collect();
    found.extend(figures_of(typed));
    // Of two that begin together, the longer.
    found.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    if found.is_empty() && han_characters(typed) <= WHOLE {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for range in found {
        if range.start < from {
            continue;
        }
        add_words(typed.get(from..range.start), analysis, &mut parts);
        parts.extend(typed.get(range.clone()).map(str::to_owned));
        from = range.end;
    }
    add_words(typed.get(from..), analysis, &mut parts);
    parts
}

/// The bytes of each figure of a text.
fn figures_of(typed: &str) -> Vec<Range<usize>> {
    let folded = fold(typed);
    let begun = grams(folded.text()).filter_map(|gram| figure_at(folded.text(), gram.range.start));
    begun.map(|figure| folded.original(figure.range)).collect()
}

fn add_words(text: Option<&str>, analysis: &Analysis, parts: &mut Vec<String>) {
    let folded = folded(text.unwrap_or_default());
    let words = analysis.cut(&folded).into_iter();
    parts.extend(
        words
            .filter(|word| word.chars().count() > 1)
            .map(str::to_owned),
    );
}
