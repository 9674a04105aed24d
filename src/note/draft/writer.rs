//! Writes blocks: one set of calls for Markdown events and HTML elements alike.
//!
//! A call never fails. Calls that do not fit where they stand, such as the end of a list that
//! never began, do nothing.

use crate::model::{Alignment, Diagnostic, DiagnosticKind, Emphasis, PassageKind, Span};

use super::super::inline::{Finished, Inline, Origin};
use super::{Container, Draft, Drafts, Fold, ImageDraft, TableDraft};

/// The writer of one document.
#[derive(Debug, Default)]
pub(in super::super) struct Writer {
    drafts: Drafts,
    inline: Inline,
    containers: Vec<Container>,
    /// How many of the containers are quotations, and how many lists.
    quotes: usize,
    lists: usize,
    heading: Option<u8>,
    table: Option<TableDraft>,
    image: Option<ImageDraft>,
    /// Images of the block under way, which stand below it.
    images: Vec<Draft>,
    /// `<details>` under way, outermost first.
    folds: Vec<usize>,
    in_summary: bool,
    line: Option<usize>,
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
        match &mut self.image {
            Some(image) => image.text.push_str(text),
            None => self.inline.push(&self.in_cell(text)),
        }
    }

    pub(in super::super) fn escaped(&mut self, text: &str) {
        match &mut self.image {
            Some(image) => image.text.push_str(text),
            None => self.inline.push_escaped(text),
        }
    }

    /// A text that is a span of its own.
    pub(in super::super) fn span(&mut self, text: &str, emphasis: Emphasis) {
        match &mut self.image {
            Some(image) => image.text.push_str(text),
            None => {
                let text = self.in_cell(text);
                self.inline.push_span(&text, emphasis);
            }
        }
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

    pub(in super::super) fn soft_break(&mut self) {
        match &mut self.image {
            Some(image) => image.text.push(' '),
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

    // Images.

    pub(in super::super) fn begin_image(&mut self, target: &str) {
        if self.image.is_none() {
            self.image = Some(ImageDraft {
                target: target.to_owned(),
                text: String::new(),
                links: self.inline.open_links().cloned().collect(),
            });
        }
    }

    pub(in super::super) fn end_image(&mut self) {
        let Some(image) = self.image.take() else {
            return;
        };
        let alternative = image.text.split_whitespace().collect::<Vec<_>>().join(" ");
        // A cell or a heading cannot hold a block: its image is a link there.
        if self.table.is_some() || self.heading.is_some() || self.in_summary {
            let text = if alternative.is_empty() {
                file_name(&image.target)
            } else {
                &alternative
            };
            self.inline
                .push_span(text, Emphasis::Link(image.target.clone()));
            return;
        }
        let content = if alternative.is_empty() {
            file_name(&image.target).to_owned()
        } else {
            alternative
        };
        let spans = image.links.into_iter().map(|emphasis| Span {
            range: 0..content.len(),
            emphasis,
        });
        let text = Finished {
            spans: spans.collect(),
            content,
        };
        self.images.push(Draft {
            kind: PassageKind::Image(image.target),
            text,
            fold: self.folds.last().copied(),
            line: self.line,
            speaker: None,
        });
    }

    // Blocks.

    /// Ends the paragraph, heading or item text under way, if there is one.
    pub(in super::super) fn end_block(&mut self) {
        if self.table.is_some() {
            return;
        }
        self.end_image();
        if self.in_summary {
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
        let marker = match self
            .containers
            .iter_mut()
            .rev()
            .find_map(Container::next_number)
        {
            Some(Some(number)) => format!("{number}."),
            Some(None) | None => String::from("•"),
        };
        self.containers.push(Container::Item {
            marker,
            is_marked: false,
        });
    }

    /// A whole item outside any list, with its own marker.
    pub(in super::super) fn item(&mut self, marker: &str, text: &str) {
        self.end_block();
        self.containers.push(Container::Item {
            marker: marker.to_owned(),
            is_marked: false,
        });
        self.text(text);
        self.end_item();
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

    pub(in super::super) fn begin_definition(&mut self, label: &str) {
        self.end_block();
        self.containers
            .push(Container::Definition(label.to_owned()));
    }

    pub(in super::super) fn end_definition(&mut self) {
        self.end_block();
        self.leave(|container| matches!(container, Container::Definition(_)));
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

    // Tables.

    pub(in super::super) fn begin_table(&mut self, alignments: Vec<Alignment>) {
        if let Some(table) = &mut self.table {
            table.nested += 1;
            return;
        }
        self.end_block();
        if !self.in_summary {
            self.table = Some(TableDraft {
                alignments,
                ..TableDraft::default()
            });
        }
    }

    pub(in super::super) fn begin_row(&mut self) {
        self.end_image();
        let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) else {
            return;
        };
        if table.has_rows {
            self.inline.push("\n");
        }
        table.has_rows = true;
        table.in_row = 0;
    }

    pub(in super::super) fn begin_cell(&mut self) {
        self.end_image();
        let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) else {
            if self.table.is_some() {
                self.inline.push(" ");
            }
            return;
        };
        if table.in_row > 0 {
            self.inline.push("\t");
        }
        table.has_rows = true;
        table.in_row += 1;
        table.columns = table.columns.max(table.in_row);
    }

    pub(in super::super) fn end_table(&mut self) {
        self.end_image();
        let Some(mut table) = self.table.take() else {
            return;
        };
        if table.nested > 0 {
            table.nested -= 1;
            self.table = Some(table);
            return;
        }
        table.alignments.resize(table.columns, Alignment::Left);
        if let Some(text) = self.inline.finish() {
            self.push(PassageKind::Table(table.alignments), text);
        }
        self.end_block();
    }

    // `<details>`.

    pub(in super::super) fn begin_details(&mut self) {
        self.end_block();
        if self.table.is_some() {
            return;
        }
        // An original inside an original: the first was never closed.
        while let Some(&at) = self.folds.last() {
            let summary = self
                .drafts
                .folds
                .get(at)
                .map(|fold| fold.summary.content.as_str());
            if !summary.is_some_and(super::super::folds::names_original) {
                break;
            }
            self.folds.pop();
            self.report_unclosed(at);
        }
        self.folds.push(self.drafts.folds.len());
        self.drafts.folds.push(Fold {
            start: self.drafts.blocks.len(),
            line: self.line,
            ..Fold::default()
        });
    }

    pub(in super::super) fn begin_summary(&mut self) {
        self.end_block();
        self.in_summary = self.table.is_none() && !self.folds.is_empty();
    }

    pub(in super::super) fn end_summary(&mut self) {
        if !self.in_summary {
            return;
        }
        self.end_image();
        self.in_summary = false;
        let summary = self.inline.finish().unwrap_or_default();
        let fold = self
            .folds
            .last()
            .and_then(|&at| self.drafts.folds.get_mut(at));
        if let Some(fold) = fold {
            fold.summary = summary;
        }
    }

    pub(in super::super) fn end_details(&mut self) {
        self.end_summary();
        self.end_block();
        if let Some(fold) = self
            .folds
            .pop()
            .and_then(|at| self.drafts.folds.get_mut(at))
        {
            fold.is_closed = true;
        }
    }

    fn report_unclosed(&mut self, at: usize) {
        let line = self.drafts.folds.get(at).and_then(|fold| fold.line);
        self.drafts.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::UnclosedDetails,
            line,
        });
    }

    fn push(&mut self, kind: PassageKind, text: Finished) {
        self.drafts.blocks.push(Draft {
            kind,
            text,
            fold: self.folds.last().copied(),
            line: self.line,
            speaker: None,
        });
    }

    /// Closes the innermost container of a kind and all inside it.
    fn leave(&mut self, is_it: impl Fn(&Container) -> bool) {
        let Some(at) = self.containers.iter().rposition(is_it) else {
            return;
        };
        for container in self.containers.drain(at..) {
            match container {
                Container::Quote => self.quotes -= 1,
                Container::List { .. } => self.lists -= 1,
                Container::Item { .. } | Container::Definition(_) => {}
            }
        }
    }

    /// What a plain paragraph is in the containers around it.
    fn kind_here(&mut self) -> PassageKind {
        let depth = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let (quotes, lists) = (depth(self.quotes), depth(self.lists));
        match self.containers.last_mut() {
            Some(Container::Quote) => PassageKind::Quote(quotes),
            Some(Container::Definition(label)) => PassageKind::Definition(label.clone()),
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

    /// Text as it may stand here: a cell holds neither line ends nor tabs.
    fn in_cell<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.table.is_some() && text.contains(['\n', '\t']) {
            text.replace(['\n', '\t'], " ").into()
        } else {
            text.into()
        }
    }
}

impl Container {
    /// The number of the coming item of a list, counted on; `None` for other containers.
    fn next_number(&mut self) -> Option<Option<u64>> {
        match self {
            Self::List { next } => {
                let number = *next;
                *next = number.map(|n| n.saturating_add(1));
                Some(number)
            }
            _ => None,
        }
    }
}

/// The last part of a path or link, without its query.
fn file_name(target: &str) -> &str {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    // An image given in the link itself has no name.
    let is_data = target.starts_with("data:");
    if name.is_empty() || is_data {
        "image"
    } else {
        name
    }
}
