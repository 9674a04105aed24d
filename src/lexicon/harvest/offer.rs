//! An entry that is offered, and the YAML of it.

use std::fmt::Write;
use std::path::PathBuf;

use crate::model::Target;
use crate::text::script::is_han;
use crate::text::to_simplified;

/// An entry for the user's own tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Of a new entry, or the one that it adds to.
    pub id: String,
    /// As the notes write them, English before Chinese.
    pub names: Vec<String>,
    /// As a note explains it.
    pub definition: Option<String>,
    /// How it stands to the lexicon.
    pub standing: Standing,
    /// Where it was found, at best.
    pub origin: Origin,
    /// How many notes say it.
    pub notes: usize,
    /// The first note that says it, below the library.
    pub path: PathBuf,
    /// Which of its passages, from 0; `None` for the front matter.
    pub passage: Option<usize>,
}

/// Where a term was found; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A line that explains it.
    Glossary,
    /// A list in the front matter.
    FrontMatter,
    /// A Chinese term with its English in brackets.
    Brackets,
}

impl Origin {
    /// The word for it in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Glossary => "glossary",
            Self::FrontMatter => "front-matter",
            Self::Brackets => "brackets",
        }
    }
}

/// How the names of an offer stand to the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// None of them is known.
    New,
    /// One of them is a name of an entry already, to which the others would be added.
    Known {
        /// The name that is known.
        name: String,
        /// Of what.
        target: Target,
    },
}

/// The id of an entry: that of the one it adds to, else made of its English or Chinese.
pub(super) fn id(names: &[String], standing: &Standing) -> String {
    if let Standing::Known { target, .. } = standing {
        return target.id().to_owned();
    }
    let name = names.first().map_or("", String::as_str).to_lowercase();
    let parts = name.split(|character: char| !character.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// The offers as a table for the user's folder, each with its source above it.
#[must_use]
pub fn yaml(offers: &[Offer]) -> String {
    let mut text = String::new();
    for offer in offers {
        // Writing to a string cannot fail.
        let _ = write_offer(&mut text, offer);
    }
    text
}

fn write_offer(text: &mut String, offer: &Offer) -> std::fmt::Result {
    let notes = match offer.notes {
        1 => "1 note".to_owned(),
        count => format!("{count} notes"),
    };
    let place = offer.passage.map_or_else(
        || "front matter".to_owned(),
        |passage| format!("passage {passage}"),
    );
    let path = offer.path.display().to_string().replace(['\n', '\r'], " ");
    writeln!(text, "# {notes}; {path}, {place}")?;
    if let Standing::Known { name, target } = &offer.standing {
        writeln!(text, "# {name} is already {}", target.id())?;
    }
    writeln!(text, "- id: {}", scalar(&offer.id))?;
    let is_known = |name: &&String| match &offer.standing {
        Standing::Known { name: known, .. } => *name == known,
        Standing::New => false,
    };
    for (field, belongs) in [
        ("en", is_english as fn(&str) -> bool),
        ("zh_hans", is_simplified),
        ("zh_hant", is_traditional),
    ] {
        let names = offer.names.iter().filter(|name| !is_known(name));
        let names: Vec<String> = names
            .filter(|name| belongs(name))
            .map(|name| scalar(name))
            .collect();
        if !names.is_empty() {
            writeln!(text, "  {field}: [{}]", names.join(", "))?;
        }
    }
    if let (Some(definition), Standing::New) = (&offer.definition, &offer.standing) {
        writeln!(text, "  definition: {}", scalar(definition))?;
    }
    Ok(())
}

fn is_english(name: &str) -> bool {
    !name.chars().any(is_han)
}

fn is_simplified(name: &str) -> bool {
    !is_english(name) && to_simplified(name) == name
}

fn is_traditional(name: &str) -> bool {
    !is_english(name) && !is_simplified(name)
}

/// A word as YAML reads it as a word: quoted where it might be read as anything else.
fn scalar(word: &str) -> String {
    let is_plain =
        |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '&');
    let begins =
        word.starts_with(|character: char| is_han(character) || character.is_ascii_alphabetic());
    let is_value = matches!(
        word.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    if begins && word.chars().all(is_plain) && !is_value && word.trim() == word {
        return word.to_owned();
    }
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"");
    let escaped = escaped.replace(['\n', '\r', '\t'], " ");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(names: &[&str], standing: Standing) -> Offer {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Offer {
            id: id(&names, &standing),
            names,
            definition: Some("两头买、中间卖: \"肉\"在里面。".to_owned()),
            standing,
            origin: Origin::Glossary,
            notes: 2,
            path: PathBuf::from("2026/a.md"),
            passage: Some(3),
        }
    }

    #[test]
    fn an_offer_is_an_entry_with_its_source() {
        let text = yaml(&[offer(&["Sandwich Trade", "三明治交易"], Standing::New)]);
        assert_eq!(
            text,
            "# 2 notes; 2026/a.md, passage 3\n- id: sandwich-trade\n  en: [Sandwich Trade]\n  zh_hans: [三明治交易]\n  definition: \"两头买、中间卖: \\\"肉\\\"在里面。\"\n"
        );
    }

    #[test]
    fn a_known_name_is_told_and_the_others_are_added_to_it() {
        let standing = Standing::Known {
            name: "波动率目标".to_owned(),
            target: Target::Concept("vol-control".into()),
        };
        let text = yaml(&[offer(&["vol targeting", "波动率目标"], standing)]);
        let expected = "# 2 notes; 2026/a.md, passage 3\n# 波动率目标 is already vol-control\n- id: vol-control\n  en: [vol targeting]\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn words_that_yaml_may_take_for_values_are_quoted() {
        for (word, written) in [
            ("carry trade", "carry trade"),
            ("套息", "套息"),
            ("No", "\"No\""),
            ("3M", "\"3M\""),
            ("S&P: 500", "\"S&P: 500\""),
            ("a\\b\"c", "\"a\\\\b\\\"c\""),
            (" a", "\" a\""),
        ] {
            assert_eq!(scalar(word), written);
        }
    }

    #[test]
    fn traditional_names_stand_under_their_own_field() {
        let text = yaml(&[offer(&["殖利率曲線交易"], Standing::New)]);
        assert!(
            text.contains("- id: 殖利率曲線交易\n  zh_hant: [殖利率曲線交易]\n"),
            "{text}"
        );
    }
}
