//! Where a word ends: whole Latin words, their plurals, and addresses.
//!
//! Works on a folded and levelled text. Han needs no ends.

use std::ops::Range;

use super::spelling::Role;

/// What a name before these is part of an address, not a word of the text.
const DOMAINS: &[&str] = &[".com", ".net", ".org", ".io", ".cn", ".co"];

/// Weekdays behind 周; 日 is more often the beginning of another word.
const WEEKDAYS: &[char] = &['一', '二', '三', '四', '五', '六'];

/// The hit, with the `s` of a plural, where it is no part of a longer word or an address.
pub(super) fn whole_word(text: &str, hit: Range<usize>, role: Role) -> Option<Range<usize>> {
    if role == Role::Guard && is_weekday(text, &hit) {
        return None;
    }
    if is_whole(text, &hit) {
        return (!is_in_address(text, &hit)).then_some(hit);
    }
    let word = text.get(hit.clone()).unwrap_or_default();
    let takes_plural = role != Role::Symbol && word.ends_with(|c: char| c.is_ascii_alphabetic());
    let plural = hit.start..hit.end + 1;
    let is_plural = takes_plural && text.get(hit.end..plural.end) == Some("s");
    (is_plural && is_whole(text, &plural)).then_some(plural)
}

/// The web addresses of a text that name their scheme: their words are no words of the text.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let ends_address = |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | ')' | ']');
    let is_scheme = |c: char| c.is_ascii_alphanumeric();
    text.match_indices("://")
        .map(|(colon, _)| {
            let (before, after) = text.split_at(colon);
            let start = before.trim_end_matches(is_scheme).len();
            let length = after.find(ends_address).unwrap_or(after.len());
            start..colon + length
        })
        .collect()
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

/// Whether the 周 at the end of a word is that of a weekday: 黄金周五 is no 黄金周.
fn is_weekday(text: &str, range: &Range<usize>) -> bool {
    let inside = text.get(range.clone()).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    inside.ends_with('周') && after.starts_with(WEEKDAYS)
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
    fn web_addresses_end_where_the_text_goes_on() {
        for (text, found) in [
            ("见https://a.com/gold-rose，金价", "https://a.com/gold-rose"),
            ("(http://a.b/c) x", "http://a.b/c"),
            ("ftp://x", "ftp://x"),
            ("://", "://"),
        ] {
            let addresses = addresses(text);
            assert_eq!(addresses.len(), 1, "{text}");
            assert_eq!(&text[addresses[0].clone()], found);
        }
        assert!(addresses("gold: rose").is_empty());
    }

    #[test]
    fn a_guard_ends_before_a_weekday() {
        for (text, is_guarded) in [
            ("黄金周五创新高", false),
            ("黄金周之后", true),
            ("黄金周日均客流", true),
            ("黄金周", true),
        ] {
            let guard = whole(text, "黄金周", Role::Guard);
            assert_eq!(guard.is_some(), is_guarded, "{text}");
        }
    }

    #[test]
    fn addresses_hold_no_words() {
        for text in ["apple.com", "@apple", "www.apple.de"] {
            assert_eq!(whole(text, "apple", Role::Name), None, "{text}");
        }
        assert!(whole("apple.comes", "apple", Role::Name).is_some());
    }
}
