//! Images as they are written: blocks of their own, or links where no block can stand.

use crate::model::{Emphasis, PassageKind, Span};

use super::super::inline::Finished;
use super::{Draft, ImageDraft, Writer};

impl Writer {
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
        let mut alternative = image.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_measure(&alternative) {
            alternative.clear();
        }
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
            fold: self.folds.last().copied(),
            ..Draft::new(PassageKind::Image(image.target), text, self.line)
        });
    }
}

/// Whether a text is the size at which a picture is to be drawn: `300`, `300x200`.
fn is_measure(text: &str) -> bool {
    let (width, height) = text.split_once('x').unwrap_or((text, "0"));
    let is_number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    is_number(width) && is_number(height)
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
