//! Languages of a text, of the interface, and words given in all three.

use std::fmt;
use std::str::FromStr;

/// The language of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Chinese in simplified characters (`zh-Hans`).
    Hans,
    /// Chinese in traditional characters (`zh-Hant`).
    Hant,
    /// English, or any other language that is not Chinese (`en`).
    En,
    /// Sentences of Chinese and of English in one text, about half and half (`mul`).
    Mixed,
}

impl Language {
    /// All languages, Chinese first.
    pub const ALL: [Self; 4] = [Self::Hans, Self::Hant, Self::En, Self::Mixed];

    /// The BCP 47 tag shown to people and written to JSON.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::En => "en",
            Self::Mixed => "mul",
        }
    }

    /// Which half of a passage a text of this language belongs to; one in both to the Chinese.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Hans | Self::Hant | Self::Mixed => Side::Zh,
            Self::En => Side::En,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// One of the two languages that a passage may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Chinese, simplified or traditional.
    Zh,
    /// English.
    En,
}

impl Side {
    /// The two-letter code used in queries and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The language that the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// 简体中文.
    Hans,
    /// 繁體中文.
    Hant,
}

impl Locale {
    /// All locales, in the order that menus list them.
    pub const ALL: [Self; 3] = [Self::En, Self::Hans, Self::Hant];

    /// The tag that `--lang` takes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
        }
    }
}

/// A language tag that names none of the three interface languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: use en, zh-Hans or zh-Hant")]
pub struct UnknownLocale(pub String);

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Takes BCP 47 tags and POSIX locale names: `zh-Hant`, `zh_TW.UTF-8`, `en_US`, `C`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let lower = tag.to_ascii_lowercase().replace('_', "-");
        let base = lower.split(['.', '@']).next().unwrap_or_default();
        let traditional = ["hant", "tw", "hk", "mo"];
        match base.split('-').next() {
            Some("zh") if base.split('-').any(|part| traditional.contains(&part)) => Ok(Self::Hant),
            Some("zh") => Ok(Self::Hans),
            Some("en" | "c" | "posix") => Ok(Self::En),
            _ => Err(UnknownLocale(tag.to_owned())),
        }
    }
}

/// A word or sentence of the interface in its three languages, each written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// English.
    pub en: &'static str,
    /// 简体.
    pub zh_hans: &'static str,
    /// 繁體.
    pub zh_hant: &'static str,
}

impl Term {
    /// A term from its three wordings.
    #[must_use]
    pub const fn new(en: &'static str, zh_hans: &'static str, zh_hant: &'static str) -> Self {
        Self {
            en,
            zh_hans,
            zh_hant,
        }
    }

    /// A term that reads alike in all languages: a symbol, a ticker.
    #[must_use]
    pub const fn same(text: &'static str) -> Self {
        Self::new(text, text, text)
    }

    /// The wording for one locale.
    #[must_use]
    pub const fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::Hans => self.zh_hans,
            Locale::Hant => self.zh_hant,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locale_reads_tags_and_posix_names() {
        for (tag, locale) in [
            ("zh-Hans", Locale::Hans),
            ("zh_CN.UTF-8", Locale::Hans),
            ("zh-TW", Locale::Hant),
            ("zh_HK.Big5", Locale::Hant),
            ("zh-Hant-HK", Locale::Hant),
            ("en_GB.UTF-8", Locale::En),
            ("C.UTF-8", Locale::En),
            ("POSIX", Locale::En),
        ] {
            assert_eq!(tag.parse(), Ok(locale), "{tag}");
        }
        assert!("fr".parse::<Locale>().is_err());
    }

    #[test]
    fn sides_mirror_each_other() {
        assert_eq!(Language::Hant.side(), Side::Zh);
        assert_eq!(Language::En.side().other(), Side::Zh);
    }
}
