//! The card of a link, a footnote or a picture: where it leads, in full, before anything is opened.
//!
//! An address goes to the browser by a key on this card and in no other way. Links of other
//! kinds (`mailto:`, `javascript:`, files) are shown and never opened.

use std::sync::Arc;

use crate::app::commands::Command;
use crate::app::copy;
use crate::app::layout::LanguageMode;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::config::theme::Role;
use crate::model::{Address, Document, Locale, NoteSummary, PassageKind};

/// A card of something that leads elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkView {
    /// Where it leads.
    pub leads: Leads,
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The words of the link.
    words: String,
    locale: Option<Locale>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Leads {
    /// To the web.
    Web(Address),
    /// To a note of the library, by a path or a name.
    Note {
        /// As written.
        link: String,
        /// What was found; the outer `None` while it is looked for.
        found: Option<Option<NoteSummary>>,
    },
    /// To a heading of this note.
    Here {
        /// As written.
        link: String,
        /// The heading's passage.
        passage: Option<usize>,
    },
    /// To a footnote.
    Footnote {
        /// Its mark.
        label: String,
        /// Its passages, of which the first has the mark.
        passages: Vec<usize>,
        /// Their text, as the language mode shows it.
        texts: Vec<String>,
    },
    /// To a picture on disk, or in the document itself.
    Picture(String),
    /// To something that is shown only.
    Other(String),
}

impl Leads {
    /// Where a link of a document leads, by what is written there.
    #[must_use]
    pub fn to(link: &str) -> Self {
        let link = link.trim();
        let web = link
            .strip_prefix("//")
            .map(|rest| format!("https://{rest}"));
        if let Some(address) = Address::parse(web.as_deref().unwrap_or(link)) {
            return Self::Web(address);
        }
        let link = link.to_owned();
        if link.starts_with('#') {
            return Self::Here {
                link,
                passage: None,
            };
        }
        if has_scheme(&link) {
            return Self::Other(link);
        }
        Self::Note { link, found: None }
    }

    /// Where the mark of a footnote leads.
    #[must_use]
    pub fn footnote(document: &Arc<Document>, label: &str, mode: LanguageMode) -> Self {
        let all = &document.note.passages;
        let is_it = |kind: &PassageKind| matches!(kind, PassageKind::Definition(of) if of == label);
        let first = all.iter().position(|passage| is_it(&passage.kind));
        let passages: Vec<usize> = first.into_iter().collect();
        let texts = passages
            .iter()
            .filter_map(|&at| all.get(at))
            .flat_map(|passage| copy::texts(document, passage, mode))
            .map(|text| text.content.to_string())
            .collect();
        Self::Footnote {
            label: label.to_owned(),
            passages,
            texts,
        }
    }

    /// What the key that copies takes: the whole address, or the words of a footnote.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Web(address) => address.to_string(),
            Self::Footnote { texts, .. } => texts.join("\n"),
            Self::Note { link, .. }
            | Self::Here { link, .. }
            | Self::Picture(link)
            | Self::Other(link) => link.clone(),
        }
    }
}

/// Whether a link begins as `mailto:` does; a drive's letter is no scheme.
fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        let mut characters = scheme.chars();
        let first = characters.next().is_some_and(|c| c.is_ascii_alphabetic());
        let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        first && scheme.len() > 1 && characters.all(rest)
    })
}

impl LinkView {
    /// The card of a link with these words.
    #[must_use]
    pub fn new(leads: Leads, words: &str) -> Self {
        Self {
            leads,
            page: Page::default(),
            scroll: Scroll::default(),
            words: words.to_owned(),
            locale: None,
        }
    }

    /// Takes what a link to a note was found to mean, if it is of this card.
    pub fn take(&mut self, of: &str, note: Option<NoteSummary>) {
        if let Leads::Note { link, found } = &mut self.leads
            && link == of
        {
            *found = Some(note);
            self.locale = None;
        }
    }

    /// Scrolls as a command says; false for other commands.
    pub const fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.scroll.steer(command, rows)
    }

    /// Lays it out where its width, language or content has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    fn page(&self, columns: u16, locale: Locale) -> Page {
        let mut page = Page::new(columns);
        let (title, body) = match &self.leads {
            Leads::Web(address) => (wording::LINK_WEB, address.to_string()),
            Leads::Note { link, .. } => (wording::LINK_NOTE, link.clone()),
            Leads::Here { link, .. } => (wording::LINK_HERE, link.clone()),
            Leads::Footnote { label, .. } => (wording::FOOTNOTE, format!("[{label}]")),
            Leads::Picture(link) => (wording::PICTURE, link.clone()),
            Leads::Other(link) => (wording::LINK_OTHER, link.clone()),
        };
        page.row().put(title.get(locale), Role::Accent);
        let words = self.words.trim();
        if !words.is_empty() && words != body {
            page.paragraph(words, Role::Heading, 0);
        }
        page.blank(1);
        match &self.leads {
            Leads::Footnote { texts, .. } => {
                for text in texts {
                    page.paragraph(text, Role::Text, 0);
                }
            }
            _ => page.paragraph(&body, Role::Link, 0),
        }
        if let Leads::Note {
            found: Some(Some(note)),
            ..
        } = &self.leads
        {
            let date = note
                .date
                .map_or_else(String::new, |date| format!("{date}  "));
            page.blank(1);
            page.paragraph(&format!("{date}{}", note.title), Role::Text, 0);
        }
        if let Some(told) = self.told() {
            page.blank(1);
            page.paragraph(told.get(locale), Role::Muted, 0);
        }
        page
    }

    /// What can be done, or why nothing can.
    const fn told(&self) -> Option<crate::model::Term> {
        Some(match &self.leads {
            Leads::Web(_) => wording::LINK_WEB_HINT,
            Leads::Note { found: None, .. } => wording::COMPUTING,
            Leads::Note {
                found: Some(None), ..
            } => wording::NO_SUCH_NOTE,
            Leads::Here { passage: None, .. } => wording::NO_SUCH_HEADING,
            Leads::Footnote { passages, .. } if passages.is_empty() => wording::NO_SUCH_FOOTNOTE,
            Leads::Other(_) => wording::LINK_NOT_OPENED,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::app::fixture::document;
    use crate::model::Make;

    fn rows(view: &mut LinkView, columns: u16) -> Vec<String> {
        view.lay_out(columns, Locale::En);
        let row = |row: &Vec<crate::app::page::Placed>| {
            row.iter()
                .map(|placed| placed.text.as_str())
                .collect::<String>()
        };
        view.page.rows().iter().map(row).collect()
    }

    #[test]
    fn a_link_leads_where_its_form_says() {
        for (link, expected) in [
            ("https://a.b/c", "web"),
            ("//a.b/c", "web"),
            ("HTTP://a.b", "web"),
            ("notes/other.md", "note"),
            ("动量为何先倒", "note"),
            ("other", "note"),
            ("a: b", "note"),
            ("C:/a.md", "note"),
            ("#第一节", "here"),
            ("mailto:a@b.c", "other"),
            ("javascript:alert(1)", "other"),
            ("file:///etc/passwd", "other"),
            ("https://", "other"),
            ("data:text/html,x", "other"),
        ] {
            let leads = match Leads::to(link) {
                Leads::Web(_) => "web",
                Leads::Note { .. } => "note",
                Leads::Here { .. } => "here",
                Leads::Footnote { .. } => "footnote",
                Leads::Picture(_) => "picture",
                Leads::Other(_) => "other",
            };
            assert_eq!(leads, expected, "{link}");
        }
    }

    #[test]
    fn the_whole_address_is_shown_however_long() {
        let address = format!("https://example.com/{}", "path/".repeat(40));
        let mut view = LinkView::new(Leads::to(&address), "here");
        let rows = rows(&mut view, 40);
        assert!(rows.concat().contains(&address), "{rows:#?}");
        assert_eq!(view.leads.text(), address);
    }

    #[test]
    fn a_footnote_shows_its_text_or_that_there_is_none() {
        let document = Arc::new(document(
            1,
            ("t", date(2026, 2, 5)),
            Make::Markdown,
            vec![(
                PassageKind::Definition("1".to_owned()),
                None,
                "注文",
                "a note",
            )],
        ));
        for (label, mode, expected) in [
            ("1", LanguageMode::Chinese, "注文"),
            ("1", LanguageMode::English, "a note"),
            (
                "2",
                LanguageMode::Stacked,
                wording::NO_SUCH_FOOTNOTE.get(Locale::En),
            ),
        ] {
            let mut view = LinkView::new(Leads::footnote(&document, label, mode), "[1]");
            let rows = rows(&mut view, 60);
            assert_eq!(
                rows.last().map(String::as_str),
                Some(expected),
                "{label} {mode:?}"
            );
        }
    }

    #[test]
    fn what_a_link_to_a_note_means_is_told_when_it_is_known() {
        let mut view = LinkView::new(Leads::to("b.md"), "that note");
        assert!(rows(&mut view, 60).contains(&wording::COMPUTING.get(Locale::En).to_owned()));
        view.take("other.md", None);
        assert!(rows(&mut view, 60).contains(&wording::COMPUTING.get(Locale::En).to_owned()));
        view.take("b.md", None);
        assert!(rows(&mut view, 60).contains(&wording::NO_SUCH_NOTE.get(Locale::En).to_owned()));
        let note = NoteSummary {
            title: "Found".to_owned(),
            ..NoteSummary::default()
        };
        view.take("b.md", Some(note));
        assert!(rows(&mut view, 60).contains(&"Found".to_owned()));
    }

    proptest! {
        #[test]
        fn any_link_has_a_card_without_control_characters(link in any::<String>(), words in any::<String>()) {
            let mut view = LinkView::new(Leads::to(&link), &words);
            let rows = rows(&mut view, 40);
            prop_assert!(!rows.concat().chars().any(char::is_control));
        }
    }
}
