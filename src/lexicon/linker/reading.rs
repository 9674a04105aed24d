//! A text as it stands and as it is compared.

use std::ops::Range;

use crate::lexicon::normal::{Normal, normalise};
use crate::lexicon::spelling::Casing;
use crate::lexicon::word::addresses;
use crate::text::fold::{Folded, fold};

/// A text, folded and levelled, that knows where each of its bytes came from.
pub(super) struct Reading<'a> {
    text: &'a str,
    folded: Folded,
    normal: Normal,
    addresses: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let folded = fold(text);
        let normal = normalise(folded.text());
        Self {
            text,
            folded,
            normal,
            addresses: addresses(text),
        }
    }

    /// The levelled text.
    pub(super) fn text(&self) -> &str {
        self.normal.text()
    }

    pub(super) fn into_text(self) -> String {
        self.normal.into_text()
    }

    /// Bytes of the text for bytes of its levelled form.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.folded.original(self.normal.source(range))
    }

    /// Whether the text has the capitals that a spelling asks for.
    pub(super) fn admits(&self, casing: Casing, range: &Range<usize>) -> bool {
        casing == Casing::Any
            || self
                .text
                .get(self.original(range))
                .is_some_and(|written| casing.admits(written))
    }

    /// Whether bytes of the text stand in a web address.
    pub(super) fn is_address(&self, original: &Range<usize>) -> bool {
        let next = self
            .addresses
            .partition_point(|address| address.start <= original.start);
        let before = next
            .checked_sub(1)
            .and_then(|last| self.addresses.get(last));
        before.is_some_and(|address| original.start < address.end)
    }
}
