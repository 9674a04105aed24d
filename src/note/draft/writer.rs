//! Writes blocks: one set of calls for Markdown events and HTML elements alike.
//!
//! A call never fails. Calls that do not fit where they stand, such as the end of a list that
//! never began, do nothing.

use std::borrow::Cow;

use crate::model::{Emphasis, PassageKind};

use super::super::inline::{Finished, Inline, Origin, Script};
use super::{Container, Draft, Drafts, ImageDraft, TableDraft, callout};

/// The writer of one document.
#[derive(Debug, Default)]
pub(in super::super) struct Writer {
    pub(super) drafts: Drafts,
    pub(super) inline: Inline,
    pub(super) containers: Vec<Container>,
    /// How many of the containers are quotations, and how many lists.
    quotes: usize,
    lists: usize,
    /// Definitions under way whose label no block carries yet.
    pub(super) unnamed: usize,
    /// The term whose definitions are coming, and whether one has come.
    pub(super) term: Option<(String, bool)>,
    pub(super) heading: Option<u8>,
    pub(super) table: Option<TableDraft>,
    pub(super) image: Option<ImageDraft>,
    /// Images of the block under way, which stand below it.
    pub(super) images: Vec<Draft>,
    /// `<details>` under way, outermost first.
    pub(super) folds: Vec<usize>,
    pub(super) in_summary: bool,
    is_html: bool,
    pub(super) line: Option<usize>,
}

impl Writer {
    /// Ends the document.
    pub(in super::super) fn finish(mut self) -> Drafts {
        self.end_table();
        self.end_block();
        for at in std::mem::take(&mut self.folds) {
            self.report_unclosed(at);
        }
        self.drafts
    }

    /// The line of the file at which the coming blocks stand.
    pub(in super::super) const fn at_line(&mut self, line: usize) {
        self.line = Some(line);
    }

    // Text inside a block.

    pub(in super::super) fn text(&mut self, text: &str) {
        if self.image.is_none() && !text.trim().is_empty() {
            self.part_cell();
        }
        match &mut self.image {
            Some(image) => image.text.push_str(text),
            None if self.is_html => self.inline.push_unread(&self.fitting(text)),
            None => self.inline.push(&self.fitting(text)),
        }
    }

    /// Says whether the coming text is out of an HTML block, whose Markdown nobody has read.
    pub(in super::super) const fn set_html(&mut self, is_html: bool) {
        self.is_html = is_html;
    }

    pub(in super::super) fn escaped(&mut self, text: &str) {
        match &mut self.image {
            Some(image) => image.text.push_str(text),
            None => self.inline.push_escaped(&self.fitting(text)),
        }
    }

    /// A text that is a span of its own.
    pub(in super::super) fn span(&mut self, text: &str, emphasis: Emphasis) {
        if let Some(image) = &mut self.image {
            image.text.push_str(text);
            return;
        }
        let text = self.fitting(text);
        self.inline.push_span(&text, emphasis);
    }

    pub(in super::super) fn open(&mut self, emphasis: Emphasis, origin: Origin) {
        if self.image.is_none() {
            self.inline.open(emphasis, origin);
        }
    }

    pub(in super::super) fn close(&mut self, origin: Origin) {
        if self.image.is_none() {
            self.inline.close(origin);
        }
    }

    /// The coming text is raised or lowered, until [`Self::end_script`].
    pub(in super::super) fn begin_script(&mut self, script: Script) {
        if self.image.is_none() {
            self.inline.begin_script(script);
        }
    }

    pub(in super::super) fn end_script(&mut self) {
        if self.image.is_none() {
            self.inline.end_script();
        }
    }

    /// Ends a link; one without words shows its address, unless a picture stands for it or it is
    /// only the anchor of a heading.
    pub(in super::super) fn close_link(&mut self) {
        if self.image.is_none()
            && let Some(target) = self.inline.empty_link()
        {
            let is_pictured = self.images.iter().any(|image| image.text.has_link(target));
            if !is_pictured && !target.starts_with('#') {
                let target = target.to_owned();
                self.text(&target);
            }
        }
        self.close(Origin::Markdown);
    }

    pub(in super::super) fn soft_break(&mut self) {
        match &mut self.image {
            Some(image) => image.text.push(' '),
            // The rest of a callout's first line is its title.
            None if self.quotes > 0 && self.inline.begins_with_line_of("[!") => {
                self.inline.hard_break();
            }
            None => self.inline.soft_break(),
        }
    }

    pub(in super::super) fn hard_break(&mut self) {
        match (&mut self.image, &self.table) {
            (Some(image), _) => image.text.push(' '),
            (None, Some(_)) => self.inline.push(" "),
            (None, None) => self.inline.hard_break(),
        }
    }

    /// Whether a space would be one too many here.
    pub(in super::super) fn ends_with_space(&self) -> bool {
        self.image.is_none() && self.inline.ends_with_space()
    }

    // Blocks.

    /// Ends the paragraph, heading or item text under way, if there is one.
    pub(in super::super) fn end_block(&mut self) {
        if let Some(table) = &mut self.table {
            table.is_parted = true;
            return;
        }
        self.end_image();
        if self.in_summary {
            // A block after its words ends a summary that never closes.
            if !self.inline.is_blank() {
                self.end_summary();
            }
            return;
        }
        let heading = self.heading.take();
        if let Some(text) = self.inline.finish() {
            let kind = match heading {
                Some(level) => PassageKind::Heading(level),
                None => self.kind_here(),
            };
            self.push(kind, text);
        }
        let images = std::mem::take(&mut self.images);
        self.drafts.blocks.extend(images);
    }

    pub(in super::super) fn begin_heading(&mut self, level: u8) {
        self.end_block();
        if self.table.is_some() || self.in_summary {
            return;
        }
        // An original that is still open here was never closed.
        while let Some(at) = self.folds.pop() {
            self.report_unclosed(at);
        }
        self.heading = Some(level);
    }

    pub(in super::super) fn begin_quote(&mut self) {
        self.end_block();
        self.containers.push(Container::Quote);
        self.quotes += 1;
    }

    pub(in super::super) fn end_quote(&mut self) {
        self.end_block();
        self.leave(|container| *container == Container::Quote);
    }

    pub(in super::super) fn begin_list(&mut self, first: Option<u64>) {
        self.end_block();
        self.containers.push(Container::List { next: first });
        self.lists += 1;
    }

    pub(in super::super) fn end_list(&mut self) {
        self.end_block();
        self.leave(|container| matches!(container, Container::List { .. }));
    }

    pub(in super::super) fn begin_item(&mut self) {
        self.end_block();
        let mut around = self.containers.iter_mut().rev();
        let marker = around.find_map(Container::next_marker);
        let marker = marker.unwrap_or_else(|| String::from("•"));
        self.containers.push(Container::Item {
            marker,
            is_marked: false,
        });
    }

    /// An item outside any list, with its own marker.
    pub(in super::super) fn begin_marked_item(&mut self, marker: &str) {
        self.end_block();
        self.containers.push(Container::Item {
            marker: marker.to_owned(),
            is_marked: false,
        });
    }

    /// Makes a task of the item under way.
    pub(in super::super) fn mark_task(&mut self, is_done: bool) {
        if let Some(Container::Item { marker, .. }) = self.containers.last_mut() {
            *marker = String::from(if is_done { "☑" } else { "☐" });
        }
    }

    pub(in super::super) fn end_item(&mut self) {
        self.end_block();
        self.leave(|container| matches!(container, Container::Item { .. }));
    }

    /// Ends the item under way in the innermost list, which HTML may leave open.
    pub(in super::super) fn end_item_of_this_list(&mut self) {
        let innermost =
            self.containers.iter().rev().find(|container| {
                matches!(container, Container::List { .. } | Container::Item { .. })
            });
        if matches!(innermost, Some(Container::Item { .. })) {
            self.end_item();
        }
    }

    pub(in super::super) fn code(&mut self, language: Option<String>, code: &str) {
        self.end_block();
        if self.table.is_some() || self.in_summary {
            self.text(code);
            return;
        }
        let content = code.trim_end().replace('\t', "    ");
        let content = content.trim_start_matches('\n');
        if !content.is_empty() {
            let text = Finished {
                content: content.to_owned(),
                spans: Vec::new(),
            };
            self.push(PassageKind::Code(language), text);
        }
    }

    pub(in super::super) fn rule(&mut self) {
        self.end_block();
        if self.table.is_none() && !self.in_summary {
            self.push(PassageKind::Rule, Finished::default());
        }
    }

    pub(super) fn push(&mut self, kind: PassageKind, mut text: Finished) {
        if matches!(kind, PassageKind::Quote(_)) {
            callout::name(&mut text);
        }
        if self.unnamed > 0 && !matches!(kind, PassageKind::Definition(_)) {
            self.name_definitions();
        }
        self.drafts.blocks.push(Draft {
            fold: self.folds.last().copied(),
            ..Draft::new(kind, text, self.line)
        });
    }

    /// Closes the innermost container of a kind and all inside it.
    pub(super) fn leave(&mut self, is_it: impl Fn(&Container) -> bool) {
        let Some(at) = self.containers.iter().rposition(is_it) else {
            return;
        };
        for container in self.containers.drain(at..) {
            match container {
                Container::Quote => self.quotes -= 1,
                Container::List { .. } => self.lists -= 1,
                Container::Definition { is_named, .. } => self.unnamed -= usize::from(!is_named),
                Container::Item { .. } => {}
            }
        }
    }

    /// What a plain paragraph is in the containers around it.
    fn kind_here(&mut self) -> PassageKind {
        let depth = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let (quotes, lists) = (depth(self.quotes), depth(self.lists));
        match self.containers.last_mut() {
            Some(Container::Quote) => PassageKind::Quote(quotes),
            Some(Container::Definition { label, is_named }) => {
                self.unnamed -= usize::from(!*is_named);
                *is_named = true;
                PassageKind::Definition(label.clone())
            }
            Some(Container::Item { marker, is_marked }) => {
                let marker = if *is_marked {
                    String::new()
                } else {
                    marker.clone()
                };
                *is_marked = true;
                PassageKind::List {
                    depth: lists.saturating_sub(1),
                    marker,
                }
            }
            Some(Container::List { .. }) | None => PassageKind::Prose,
        }
    }

    /// Text as it may stand here: only a table has tabs, and a cell has no line ends.
    fn fitting<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_cell = self.table.is_some();
        if text.contains('\t') || (is_cell && text.contains('\n')) {
            let line_end = if is_cell { " " } else { "\n" };
            text.replace('\t', " ").replace('\n', line_end).into()
        } else {
            text.into()
        }
    }
}

impl Container {
    /// The marker of the coming item of a list, counted on; `None` for other containers.
    fn next_marker(&mut self) -> Option<String> {
        match self {
            Self::List { next: Some(number) } => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                Some(marker)
            }
            Self::List { next: None } => Some(String::from("•")),
            _ => None,
        }
    }
}
