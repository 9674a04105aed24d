//! A query that is kept under a name, and what may be such a name.

/// Characters of a name at most: it stands in a narrow pane and within other queries.
const LONGEST: usize = 40;

/// A query under a name, which stands for it as `@name` in any other query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedSearch {
    /// As written; two that differ only in case, width or script are one.
    pub name: String,
    /// As typed.
    pub query: String,
    /// It stands in a file of settings, and is changed there.
    pub is_fixed: bool,
}

/// A saved search and how many notes it finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedCount {
    /// The search.
    pub search: SavedSearch,
    /// How many; `None` where its query does not parse.
    pub notes: Option<usize>,
}

/// Whether a text may name a search: letters of any script, digits, `-`, `_` and `.`, so that
/// `@name` ends where a reader of the query sees it end. The first is a letter or a digit; at
/// most 40 characters.
#[must_use]
pub fn is_search_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(char::is_alphanumeric)
        && text.chars().count() <= LONGEST
        && text.chars().all(is_of_name)
}

/// A name for a query that has none: its words, joined by `-`; empty where it has no word.
#[must_use]
pub fn suggested_search_name(query: &str) -> String {
    let mut name = String::new();
    let words = query
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    for word in words {
        let joint = usize::from(!name.is_empty());
        if name.chars().count() + joint + word.chars().count() > LONGEST / 2 {
            break;
        }
        if joint == 1 {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() {
        let all = query.chars().filter(|c| c.is_alphanumeric());
        name.extend(all.take(LONGEST / 2));
    }
    name
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_hold_what_ends_no_word_of_a_query() {
        for name in [
            "fed",
            "缩表",
            "縮表-2026",
            "a",
            "Fed_watch.1",
            "2s10s",
            &"长".repeat(40),
        ] {
            assert!(is_search_name(name), "{name}");
        }
        for name in [
            "",
            " ",
            "a b",
            "@a",
            "-a",
            "a:b",
            "\"a\"",
            "a\n",
            "(a)",
            &"长".repeat(41),
        ] {
            assert!(!is_search_name(name), "{name}");
        }
    }

    #[test]
    fn a_query_suggests_its_first_words() {
        for (query, name) in [
            ("做空伽马 since:6m", "做空伽马-since-6m"),
            ("\"short gamma\" -gold", "short-gamma-gold"),
            ("tag:rates date:2026-01..2026-02", "tag-rates-date-2026"),
            (
                "动量为何先倒的二十一个字以上的一个词没有空格",
                "动量为何先倒的二十一个字以上的一个词没有",
            ),
            ("  ", ""),
            ("-", ""),
        ] {
            assert_eq!(suggested_search_name(query), name, "{query}");
        }
    }

    proptest! {
        #[test]
        fn what_is_suggested_is_a_name(query in "\\PC{0,80}") {
            let name = suggested_search_name(&query);
            prop_assert!(name.is_empty() || is_search_name(&name), "{name:?}");
        }
    }
}
