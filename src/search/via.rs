//! Says by which spelling a note was found, where it is not the one that was typed.

use super::query::{Spelling, Words};
use crate::model::Language;
use crate::text::fold::folded;

/// The spellings that matched in a note of these languages, as such a note writes them.
///
/// Empty where the note holds what was typed.
pub(super) fn shown(matched: &[(&Words, &Spelling)], languages: &[Language]) -> Vec<String> {
    let mut via: Vec<String> = Vec::new();
    // The spellings of one name stand together.
    for of_one in matched.chunk_by(|(one, _), (other, _)| std::ptr::eq(*one, *other)) {
        let names = of_one.iter().filter_map(|(words, spelling)| {
            let name = name(words, spelling, languages)?;
            Some((differs(&words.typed, name), name))
        });
        let names: Vec<(bool, &String)> = names.collect();
        if names.iter().any(|(differs, _)| !differs) {
            continue;
        }
        for (_, name) in names {
            if !via.contains(name) {
                via.push(name.clone());
            }
        }
    }
    via
}

/// How a note of these languages writes a spelling: of its two scripts the typed one, if it may be.
pub(super) fn name<'a>(
    words: &Words,
    spelling: &'a Spelling,
    languages: &[Language],
) -> Option<&'a String> {
    let fits = |language: &Option<Language>| language.is_none_or(|one| languages.contains(&one));
    let fitting = spelling.shown.iter().filter(|(language, _)| fits(language));
    let fitting: Vec<&String> = fitting.map(|(_, name)| name).collect();
    let typed = fitting.iter().find(|name| !differs(&words.typed, name));
    let any = || spelling.shown.first().map(|(_, name)| name);
    typed.or(fitting.first()).copied().or_else(any)
}

/// Whether a reader would call this another spelling than the typed one: another word, or the same
/// in the other script. Case, width and spaces are no difference.
pub(super) fn differs(typed: &str, matched: &str) -> bool {
    let (one, other) = (folded(typed), folded(matched));
    if !alike(&one, &other) {
        return true;
    }
    let is_han = |text: &str| text.chars().any(|c| u32::from(c) >= 0x2E80);
    is_han(matched) && !alike(&typed.to_lowercase(), &matched.to_lowercase())
}

/// The same but for spaces and hyphens.
fn alike(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    one == other || letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_spaces_are_no_other_spelling() {
        for (typed, matched, expected) in [
            ("short gamma", "Short Gamma", false),
            ("short-gamma", "short gamma", false),
            ("ＳＰＸ", "spx", false),
            ("量化紧缩", "量化紧缩", false),
            ("量化紧缩", "量化緊縮", true),
            ("空头 Gamma", "空头gamma", false),
            ("QT", "量化紧缩", true),
        ] {
            assert_eq!(differs(typed, matched), expected, "{typed} {matched}");
        }
    }
}
