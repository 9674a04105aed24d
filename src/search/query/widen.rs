//! What else a typed name is called.

use super::{Form, Node, Scope, Spelling, Words};
use crate::lexicon::Lexicon;
use crate::model::{Language, Target};
use crate::search::Analysis;
use crate::text::fold::folded;
use crate::text::script::{han_characters, is_han};

/// Chinese of more characters than this, that is no name, is also matched by its parts.
const WHOLE: usize = 4;

/// A bare word or run of words: a name with all its spellings, else words in any inflection, and
/// Chinese without spaces also by its parts.
pub(super) fn loose(typed: &str, scope: Scope, analysis: &Analysis) -> Node {
    let words = whole(typed, scope, analysis);
    if words.spellings.len() > 1 {
        return Node::Text(words);
    }
    let whole = Node::Text(words);
    let parts = parts(typed, analysis);
    if parts.len() < 2 {
        return whole;
    }
    let parts = parts.iter();
    let parts = parts.map(|part| Node::Text(self::whole(part, scope, analysis)));
    Node::Any(vec![whole, Node::All(parts.collect())])
}

/// A bare word as it stands: a name with all its spellings, else words in any inflection.
pub(super) fn whole(typed: &str, scope: Scope, analysis: &Analysis) -> Words {
    let words = named(typed, scope, analysis.lexicon());
    words.unwrap_or_else(|| plain(typed, scope, Form::Stemmed))
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

/// The parts of Chinese written without spaces: names of the lexicon and what stands between them,
/// cut into words. Single characters, mostly particles, are dropped.
fn parts(typed: &str, analysis: &Analysis) -> Vec<String> {
    if !typed.chars().any(is_han) {
        return Vec::new();
    }
    let found = analysis.lexicon().find(typed);
    if found.is_empty() && han_characters(typed) <= WHOLE {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (_, range) in found {
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

fn add_words(text: Option<&str>, analysis: &Analysis, parts: &mut Vec<String>) {
    let folded = folded(text.unwrap_or_default());
    let words = analysis.cut(&folded).into_iter();
    parts.extend(
        words
            .filter(|word| word.chars().count() > 1)
            .map(str::to_owned),
    );
}
