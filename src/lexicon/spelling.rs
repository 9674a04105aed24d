//! Every way in which the entries of the lexicon may be written, folded once
//! for the name index and the linker alike.

use crate::text::fold::folded;

use super::normal::normalise;
use super::table::Entry;

/// One way of writing one entry.
#[derive(Debug)]
pub(super) struct Spelling {
    /// Place of the entry in the list of entries.
    pub(super) entry: usize,
    /// What it is to the entry.
    pub(super) role: Role,
    /// Which capitals a text must have.
    pub(super) casing: Casing,
    /// As the table has it.
    pub(super) written: String,
    /// Folded: how the index of notes holds it.
    pub(super) folded: String,
    /// Folded and levelled: how names are compared.
    pub(super) key: String,
}

/// What a spelling is to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// A name or alias.
    Name,
    /// A symbol, whole and in capitals.
    Symbol,
    /// A name that means other things too, such as another entry.
    Shared,
    /// A short form, which counts beside its context alone.
    Short,
    /// A longer word that holds a name of the entry and means something else.
    Guard,
}

/// The capitals that a text must show for a spelling to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Casing {
    /// None: `VIX` and `vix` are one.
    Any,
    /// The first letter: `Fed`, not `fed`.
    Initial,
    /// All letters: `TIPS`, not `tips`.
    Upper,
}

impl Casing {
    /// Whether a piece of the original text has the capitals.
    pub(super) fn admits(self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Initial => text.chars().next().is_some_and(char::is_uppercase),
            Self::Upper => !text.chars().any(char::is_lowercase),
        }
    }

    fn of(written: &str) -> Self {
        let is_lower = |character: char| character.is_lowercase();
        match written.chars().next() {
            Some(first) if !first.is_ascii_uppercase() => Self::Any,
            _ if written.chars().any(is_lower) => Self::Initial,
            _ => Self::Upper,
        }
    }
}

/// All spellings of all entries, those that win a shared key first.
pub(super) fn all(entries: &[Entry]) -> Vec<Spelling> {
    let mut spellings: Vec<Spelling> = entries
        .iter()
        .enumerate()
        .flat_map(|(place, entry)| of_entry(place, entry))
        .collect();
    spellings.sort_by_key(|spelling| {
        // A shared or short name yields to whoever has it for its own, a guard to all.
        let rank = match spelling.role {
            Role::Name | Role::Symbol => 0,
            Role::Shared => 1,
            Role::Short => 2,
            Role::Guard => 3,
        };
        let is_ambiguous = entries
            .get(spelling.entry)
            .is_some_and(|entry| entry.rules.ambiguous);
        (rank, is_ambiguous, spelling.entry)
    });
    spellings
}

fn of_entry(place: usize, entry: &Entry) -> impl Iterator<Item = Spelling> {
    let exact = entry.rules.capitals || !entry.rules.needs_context.is_empty();
    let rules = &entry.rules;
    let names = entry.names.iter().map(|(_, name)| (Role::Name, name));
    let others = [
        (Role::Symbol, &entry.symbols),
        (Role::Shared, &rules.shared),
        (Role::Short, &rules.short),
        (Role::Guard, &rules.not_in),
    ];
    let others = others.into_iter().flat_map(|(role, words)| {
        let words = words.iter();
        words.map(move |word| (role, word.as_str()))
    });
    let names = names.chain(others);
    names.map(move |(role, written)| {
        let written = written.trim();
        let casing = match role {
            Role::Name if exact => Casing::of(written),
            Role::Short | Role::Shared => Casing::of(written),
            Role::Symbol if !written.chars().any(char::is_lowercase) => Casing::Upper,
            _ => Casing::Any,
        };
        let folded = folded(written).into_owned();
        Spelling {
            entry: place,
            role,
            casing,
            key: key(&folded),
            written: written.to_owned(),
            folded,
        }
    })
}

/// How a folded name is compared.
pub(super) fn key(folded: &str) -> String {
    normalise(folded).text().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casing_follows_the_way_a_name_is_written() {
        for (written, text, admitted) in [
            ("Fed", "Fed", true),
            ("Fed", "FED", true),
            ("Fed", "fed", false),
            ("TIPS", "TIPS", true),
            ("TIPS", "Tips", false),
            ("gold", "Gold", true),
            ("苹果", "苹果", true),
        ] {
            assert_eq!(
                Casing::of(written).admits(text),
                admitted,
                "{written} {text}"
            );
        }
    }
}
