//! What was odd about the open note and what was done about it, and what the document says of
//! itself beyond the head of the text.

use std::sync::Arc;

use crate::app::about;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::config::theme::Role;
use crate::model::{Document, Locale, Metadata};

/// The diagnostics of one note.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostics {
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    document: Option<Arc<Document>>,
    locale: Option<Locale>,
}

impl Diagnostics {
    /// The diagnostics of a note, to be laid out.
    #[must_use]
    pub fn of(document: Option<Arc<Document>>) -> Self {
        Self {
            page: Page::default(),
            scroll: Scroll::default(),
            document,
            locale: None,
        }
    }

    /// Lays it out where its width or language has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    /// Title, the note's path, then a paragraph a diagnostic.
    fn page(&self, width: u16, locale: Locale) -> Page {
        let mut page = Page::new(width);
        page.row()
            .put(wording::DIAGNOSTICS.get(locale), Role::Accent);
        let Some(document) = &self.document else {
            page.blank(1);
            page.paragraph(wording::NOTHING_OPEN.get(locale), Role::Muted, 0);
            return page;
        };
        page.paragraph(&document.summary.path.display().to_string(), Role::Muted, 0);
        page.blank(1);
        let found = &document.note.diagnostics;
        if found.is_empty() {
            page.paragraph(wording::NO_DIAGNOSTICS.get(locale), Role::Text, 0);
        }
        for diagnostic in found {
            page.entry(
                ("!", Role::Warning),
                4,
                (&diagnostic.to_string(), Role::Text),
            );
        }
        page.blank(1);
        page.row().put(wording::METADATA.get(locale), Role::Accent);
        for (key, value) in metadata(&document.note.metadata, locale) {
            page.entry((&key, Role::Muted), VALUES, (&value, Role::Text));
        }
        page
    }
}

/// Where the values of metadata stand.
const VALUES: u16 = 20;

/// What the head of the text does not tell, the document's own keys last.
fn metadata(metadata: &Metadata, locale: Locale) -> Vec<(String, String)> {
    let known = [
        (wording::ORIGINAL_TITLE, &metadata.original_title),
        (wording::SOURCE, &metadata.source),
        (wording::CATEGORY, &metadata.category),
        (wording::SUMMARY, &metadata.summary),
    ];
    let known = known.into_iter().filter_map(|(term, value)| {
        let value = value.as_ref()?;
        Some((term.get(locale).to_owned(), value.clone()))
    });
    let encoding = wording::ENCODING.get(locale).to_owned();
    let encoding = (encoding, metadata.encoding.to_owned());
    let others = about::others(metadata);
    known.chain([encoding]).chain(others).collect()
}
