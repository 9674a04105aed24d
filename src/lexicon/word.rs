//! Where a word ends: whole Latin words, their plurals, and addresses.
//!
//! Works on a folded and levelled text. Han needs no ends.

use std::ops::Range;

use super::spelling::Role;

/// What a name before these is part of an address, not a word of the text.
const DOMAINS: &[&str] = &[".com", ".net", ".org", ".io", ".cn", ".co"];

/// The hit, with the `s` of a plural, where it is no part of a longer word or an address.
pub(super) fn whole_word(text: &str, hit: Range<usize>, role: Role) -> Option<Range<usize>> {
    if is_whole(text, &hit) {
        return (!is_in_address(text, &hit)).then_some(hit);
    }
    let word = text.get(hit.clone()).unwrap_or_default();
    let takes_plural = role != Role::Symbol && word.ends_with(|c: char| c.is_ascii_alphabetic());
    let plural = hit.start..hit.end + 1;
    let is_plural = takes_plural && text.get(hit.end..plural.end) == Some("s");
    (is_plural && is_whole(text, &plural)).then_some(plural)
}

/// Whether no Latin word or number runs on across either end. Han needs no ends.
pub(super) fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let inside = text.get(range.clone()).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let runs_in = inside.starts_with(is_word) && before.ends_with(is_word);
    let runs_on = inside.ends_with(is_word) && after.starts_with(is_word);
    !runs_in && !runs_on
}

fn is_in_address(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    before.ends_with('@')
        || before.ends_with("www.")
        || DOMAINS.iter().any(|domain| {
            after
                .strip_prefix(domain)
                .is_some_and(|rest| !rest.starts_with(is_word))
        })
}

const fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '\u{c0}'..='\u{24f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, word: &str, role: Role) -> Option<Range<usize>> {
        let start = text.find(word).unwrap();
        whole_word(text, start..start + word.len(), role)
    }

    #[test]
    fn latin_words_are_whole_and_han_needs_no_ends() {
        for (text, word, range) in [
            ("gold rose", "gold", Some(0..4)),
            ("marigold", "gold", None),
            ("golden", "gold", None),
            ("gold_bar", "gold", None),
            ("goldé", "gold", None),
            ("买gold了", "gold", Some(3..7)),
            ("大黄金周", "黄金", Some(3..9)),
        ] {
            assert_eq!(whole(text, word, Role::Name), range, "{text}");
        }
    }

    #[test]
    fn a_plural_is_for_names_alone() {
        assert_eq!(whole("yields", "yield", Role::Name), Some(0..6));
        assert_eq!(whole("yields", "yield", Role::Symbol), None);
        assert_eq!(whole("yieldss", "yield", Role::Name), None);
        assert_eq!(whole("收益s", "收益", Role::Name), Some(0..6));
    }

    #[test]
    fn addresses_hold_no_words() {
        for text in ["apple.com", "@apple", "www.apple.de"] {
            assert_eq!(whole(text, "apple", Role::Name), None, "{text}");
        }
        assert!(whole("apple.comes", "apple", Role::Name).is_some());
    }
}
