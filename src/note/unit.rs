//! Blocks on their way to passages: one text, or two that say the same.

use crate::model::{Language, Pair, PassageKind, Side, Timestamp, Voice};

use crate::text::script;

use super::draft::Draft;
use super::inline::Finished;

/// A block with its language, and its counterpart once that is found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub kind: PassageKind,
    pub language: Language,
    pub text: Finished,
    pub speaker: Option<String>,
    pub time: Option<Timestamp>,
    pub voice: Voice,
    /// Remarks that stood below it; they go where it goes and are never paired.
    pub remarks: Vec<Self>,
    /// The same in the other language.
    pub other: Option<(Language, Finished)>,
    /// How the other was found; `None` where there is no other.
    pub pair: Option<Pair>,
    /// Line of the file, from 1.
    pub line: Option<usize>,
}

impl Unit {
    /// A unit of one text; texts without letters take the document's language.
    pub(super) fn new(draft: Draft, language: Option<Language>, main: Language) -> Self {
        let mut unit = Self {
            kind: draft.kind,
            language: language.unwrap_or(main),
            text: draft.text,
            speaker: draft.speaker,
            time: draft.time,
            voice: draft.voice,
            remarks: Vec::new(),
            other: None,
            pair: None,
            line: draft.line,
        };
        if let Some(text) = draft.translation {
            let other = script::language(&text.content).unwrap_or(main);
            unit.pair_with(Self::new(
                Draft::new(unit.kind.clone(), text, unit.line),
                Some(other),
                main,
            ));
            unit.pair = unit.other.is_some().then_some(Pair::Marked);
        }
        unit
    }

    /// Which of a passage's texts it is.
    pub(super) const fn side(&self) -> Side {
        self.language.side()
    }

    /// Whether it is of a kind that is translated paragraph by paragraph, and the document's own.
    pub(super) const fn is_prose(&self) -> bool {
        matches!(self.voice, Voice::Document)
            && matches!(
                self.kind,
                PassageKind::Prose
                    | PassageKind::Heading(_)
                    | PassageKind::Quote(_)
                    | PassageKind::List { .. }
                    | PassageKind::Definition(_)
            )
    }

    /// Whether two blocks may be translations of each other by their kinds alone: a paragraph is
    /// also written for the translation of a heading, an item or a quotation.
    pub(super) fn fits(&self, other: &Self) -> bool {
        use PassageKind::{Definition, Heading, List, Prose, Quote};
        let body =
            |kind: &PassageKind| matches!(kind, Prose | List { .. } | Quote(_) | Definition(_));
        match (&self.kind, &other.kind) {
            (Heading(_), Heading(_)) => true,
            (Heading(_), Prose) => other.is_line(),
            (Prose, Heading(_)) => self.is_line(),
            (a, b) if a == b || *a == Prose || *b == Prose => body(a) && body(b),
            (a, b) => body(a) && std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    /// What it costs to take two blocks for translations of each other though their kinds differ;
    /// `None` where they cannot be.
    pub(super) fn strangeness(&self, other: &Self) -> Option<f64> {
        use PassageKind::{Heading, List};
        if !self.fits(other) {
            return None;
        }
        Some(match (&self.kind, &other.kind) {
            (Heading(a), Heading(b)) if a == b => -1.0,
            (Heading(_), Heading(_)) | (List { .. }, List { .. }) => 0.0,
            (Heading(_), _) | (_, Heading(_)) => 2.0,
            (List { .. }, _) | (_, List { .. }) => 0.7,
            _ => 0.0,
        })
    }

    /// Adds a later block of the same side below this one.
    pub(super) fn absorb(&mut self, mut later: Self) {
        if let PassageKind::List { marker, .. } = &later.kind
            && !marker.is_empty()
        {
            later.text.prefix(&format!("{marker} "));
        }
        if let Some(name) = later
            .speaker
            .filter(|name| Some(name) != self.speaker.as_ref())
        {
            later.text.prefix(&format!("{name}: "));
        }
        self.text.append(later.text, "\n");
        self.remarks.append(&mut later.remarks);
    }

    /// Takes a block of the other side as this one's counterpart.
    pub(super) fn pair_with(&mut self, mut other: Self) {
        // A passage has one text a side: a second one of its own side would be lost.
        if other.side() == self.side() {
            self.absorb(other);
            return;
        }
        match (&mut self.speaker, other.speaker) {
            (_, None) => {}
            (speaker @ None, name) => *speaker = name,
            (Some(name), Some(again)) => {
                let is_same = name.eq_ignore_ascii_case(&again);
                let other_script = name.is_ascii() != again.is_ascii();
                if !is_same && other_script {
                    *name = format!("{name} · {again}");
                } else if !is_same {
                    // Two names of one script may be two people: the text keeps the second.
                    other.text.prefix(&format!("{again}: "));
                }
            }
        }
        // The marker and the level of the more telling kind stay.
        if self.kind == PassageKind::Prose {
            self.kind = other.kind;
        }
        self.time = self.time.or(other.time);
        self.remarks.append(&mut other.remarks);
        self.other = Some((other.language, other.text));
    }
}

/// Hangs the remarks of a translator on the unit above them, so that they part no pair.
pub(super) fn hang_remarks(units: Vec<Unit>) -> Vec<Unit> {
    let mut hung: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        match hung.last_mut() {
            Some(above) if unit.voice == Voice::Translator && above.is_prose() => {
                above.remarks.push(unit);
            }
            _ => hung.push(unit),
        }
    }
    hung
}

/// Puts remarks below the units that they hung on.
pub(super) fn lay_remarks(units: Vec<Unit>) -> Vec<Unit> {
    let mut laid = Vec::with_capacity(units.len());
    for mut unit in units {
        let remarks = std::mem::take(&mut unit.remarks);
        laid.push(unit);
        laid.extend(remarks);
    }
    laid
}

/// Several blocks as one.
pub(super) fn joined(units: Vec<Unit>) -> Option<Unit> {
    let mut units = units.into_iter();
    let mut first = units.next()?;
    for later in units {
        first.absorb(later);
    }
    Some(first)
}

impl Unit {
    /// Whether it is short enough to be a heading.
    pub(super) fn is_line(&self) -> bool {
        let content = &self.text.content;
        !content.contains('\n') && content.chars().nth(80).is_none()
    }

    /// Whether it explains a term, `**term**: …`: such a paragraph continues no other.
    pub(super) fn begins_with_term(&self) -> bool {
        let strong = self.text.spans.first().filter(|span| {
            span.range.start == 0 && span.emphasis == crate::model::Emphasis::Strong
        });
        strong.is_some_and(|span| {
            let term = self
                .text
                .content
                .get(span.range.clone())
                .unwrap_or_default();
            let after = self.text.content.get(span.range.end..).unwrap_or_default();
            term.ends_with([':', '：']) || after.trim_start().starts_with([':', '：'])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(kind: PassageKind, language: Language, text: &str) -> Unit {
        Unit::new(Draft::plain(kind, text, None), Some(language), language)
    }

    fn item(marker: &str) -> PassageKind {
        PassageKind::List {
            depth: 0,
            marker: marker.to_owned(),
        }
    }

    #[test]
    fn kinds_that_translate_each_other() {
        use PassageKind::{Heading, Prose, Quote, Rule};
        for (one, other, fits) in [
            (Prose, Prose, true),
            (Heading(1), Heading(2), true),
            (Heading(1), Prose, true),
            (Prose, item("1."), true),
            (item("1."), item("•"), true),
            (Quote(1), Quote(2), true),
            (Quote(1), item("•"), false),
            (Heading(1), item("•"), false),
            (Rule, Prose, false),
        ] {
            let found = unit(one.clone(), Language::Hans, "甲").fits(&unit(
                other.clone(),
                Language::En,
                "A",
            ));
            assert_eq!(found, fits, "{one:?} {other:?}");
        }
        let heading = unit(Heading(1), Language::En, "A");
        let long = unit(Prose, Language::Hans, &"长".repeat(81));
        assert!(!heading.fits(&long));
    }

    #[test]
    fn absorbed_blocks_keep_marker_and_speaker() {
        let mut one = unit(PassageKind::Prose, Language::En, "first");
        one.absorb(unit(item("2."), Language::En, "second"));
        let mut third = unit(PassageKind::Prose, Language::En, "third");
        third.speaker = Some(String::from("Ann"));
        one.absorb(third);
        assert_eq!(one.text.content, "first\n2. second\nAnn: third");
    }

    #[test]
    fn a_pair_keeps_every_name() {
        for (zh, en, speaker, text) in [
            (None, None, None, "A"),
            (None, Some("Ann"), Some("Ann"), "A"),
            (Some("ann"), Some("Ann"), Some("ann"), "A"),
            (Some("安"), Some("Ann"), Some("安 · Ann"), "A"),
            (Some("Bob"), Some("Ann"), Some("Bob"), "Ann: A"),
        ] {
            let mut one = unit(PassageKind::Prose, Language::Hans, "甲");
            one.speaker = zh.map(str::to_owned);
            let mut other = unit(PassageKind::Heading(2), Language::En, "A");
            other.speaker = en.map(str::to_owned);
            one.pair_with(other);
            assert_eq!(one.speaker.as_deref(), speaker);
            assert_eq!(one.kind, PassageKind::Heading(2));
            assert_eq!(
                one.other.map(|(_, other)| other.content).as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn a_second_text_of_one_side_is_added_below() {
        let mut one = unit(PassageKind::Prose, Language::Hans, "甲");
        one.pair_with(unit(PassageKind::Prose, Language::Hant, "乙"));
        assert_eq!(one.text.content, "甲\n乙");
        assert_eq!(one.other, None);
    }
}
