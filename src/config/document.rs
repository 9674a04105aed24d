//! TOML with the line of every key, so that an error can point at it.
//!
//! Nothing is deserialised into structs: the readers of settings, themes and
//! keymaps walk the entries, keep what is right and report the rest.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Place, nearest};

/// A parsed file.
pub(super) struct Document<'t> {
    source: Source<'t>,
    root: DeTable<'t>,
}

/// A key, what it is set to, and where.
pub(super) struct Entry<'d> {
    /// The key, without its table.
    pub(super) key: &'d str,
    /// The line of the key.
    pub(super) place: Place,
    source: Source<'d>,
    value: &'d DeValue<'d>,
}

#[derive(Clone, Copy)]
struct Source<'t> {
    file: &'t Path,
    text: &'t str,
}

impl<'t> Document<'t> {
    /// Reads the text of a file; `file` only serves the messages.
    pub(super) fn parse(file: &'t Path, text: &'t str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = Source { file, text };
        match DeTable::parse(text) {
            Ok(root) => Ok(Self {
                source,
                root: root.into_inner(),
            }),
            Err(error) => Err(ConfigError::Syntax {
                place: source.place(error.span().map_or(0, |span| span.start)),
                reason: error.message().lines().collect::<Vec<_>>().join(", "),
            }),
        }
    }

    /// The entries of the top level, in the order of the file.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        entries(self.source, &self.root)
    }
}

impl<'d> Entry<'d> {
    /// The value, if it is a string.
    pub(super) const fn text(&self) -> Option<&'d str> {
        match self.value {
            DeValue::String(text) => Some(match text {
                std::borrow::Cow::Borrowed(text) => text,
                std::borrow::Cow::Owned(text) => text.as_str(),
            }),
            _ => None,
        }
    }

    /// The values, if they are an array of strings.
    pub(super) fn texts(&self) -> Option<Vec<&'d str>> {
        let DeValue::Array(values) = self.value else {
            return None;
        };
        let texts = values.iter().map(|value| value.get_ref().as_str());
        texts.collect()
    }

    /// The value, if it is `true` or `false`.
    pub(super) const fn flag(&self) -> Option<bool> {
        match self.value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The value, if it is a finite number, whole or not.
    pub(super) fn number(&self) -> Option<f64> {
        let digits = match self.value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => return None,
        };
        let number: f64 = digits.replace('_', "").parse().ok()?;
        number.is_finite().then_some(number)
    }

    /// The entries of the value, if it is a table.
    pub(super) fn table(&self) -> Option<Vec<Entry<'d>>> {
        match self.value {
            DeValue::Table(table) => Some(entries(self.source, table)),
            _ => None,
        }
    }

    /// The error of a value that is not what the key takes.
    pub(super) fn wrong(&self, expected: &'static str) -> ConfigError {
        ConfigError::WrongValue {
            place: self.place.clone(),
            key: self.key.to_owned(),
            expected,
        }
    }

    /// The error of a key that means nothing among these.
    pub(super) fn unknown<'a>(
        &self,
        what: &'static str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> ConfigError {
        ConfigError::UnknownName {
            place: self.place.clone(),
            what,
            name: self.key.to_owned(),
            nearest: nearest(self.key, known),
        }
    }
}

impl Source<'_> {
    fn place(self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        Place {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
        }
    }
}

fn entries<'d>(source: Source<'d>, table: &'d DeTable<'d>) -> Vec<Entry<'d>> {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    let entry = |(key, value): (&'d Spanned<_>, &'d Spanned<DeValue<'d>>)| {
        let name: &'d std::borrow::Cow<'d, str> = key.get_ref();
        Entry {
            key: name.as_ref(),
            place: source.place(key.span().start),
            source,
            value: value.get_ref(),
        }
    };
    pairs.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_knows_its_line() {
        let text = "b = 1\n\n# a comment\na = \"x\"\n[t]\nc = true\n";
        let document = Document::parse(Path::new("f"), text).unwrap();
        let lines: Vec<(&str, usize)> = document
            .entries()
            .iter()
            .map(|entry| (entry.key, entry.place.line))
            .collect();
        assert_eq!(lines, [("b", 1), ("a", 4), ("t", 5)]);
        let entries = document.entries();
        let inner = entries[2].table().unwrap();
        assert_eq!((inner[0].key, inner[0].place.line), ("c", 6));
        assert_eq!(inner[0].flag(), Some(true));
    }

    #[test]
    fn numbers_are_finite_and_decimal() {
        let text = "a = 1_000\nb = 2.5\nc = nan\nd = 0x10\ne = \"1\"\nf = -3";
        let document = Document::parse(Path::new("f"), text).unwrap();
        let numbers: Vec<_> = document.entries().iter().map(Entry::number).collect();
        assert_eq!(
            numbers,
            [Some(1000.0), Some(2.5), None, None, None, Some(-3.0)]
        );
    }

    #[test]
    fn broken_toml_names_its_line_in_one_line() {
        for (text, line) in [
            ("a = 1\nb = \n", 2),
            ("a = 1\na = 2\n", 2),
            ("x\n", 1),
            ("\n\n[t\n", 3),
        ] {
            let Err(error) = Document::parse(Path::new("f.toml"), text) else {
                panic!("{text:?} was read");
            };
            let message = error.to_string();
            assert!(
                message.starts_with(&format!("f.toml:{line}: ")),
                "{message}"
            );
            assert!(!message.contains('\n'), "{message}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        let document = Document::parse(Path::new("f"), "\u{feff}a = 1").unwrap();
        assert_eq!(document.entries().len(), 1);
    }
}
