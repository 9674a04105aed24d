//! A feed in parts, by the places of its elements: what stands around the entries, and each entry.
//!
//! With them one entry can be read without the others, and a feed that breaks off up to there.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::super::html;

/// The parts of a feed's text.
#[derive(Debug)]
pub(super) struct Parts<'t> {
    text: Cow<'t, str>,
    entries: Vec<Part>,
    /// `xml:base` of the feed.
    base: Option<String>,
    /// Behind the last whole entry.
    end: usize,
    /// What closes the elements around the entries.
    closing: String,
    /// Whether the text ends before the feed does.
    pub is_cut: bool,
}

#[derive(Debug)]
struct Part {
    range: Range<usize>,
    /// `xml:base` of the entry.
    base: Option<String>,
}

impl<'t> Parts<'t> {
    /// Parts a feed; a JSON feed has no parts but its whole.
    pub(super) fn of(text: &'t str) -> Self {
        let mut parts = Self {
            text: readable(text),
            entries: Vec::new(),
            base: None,
            end: 0,
            closing: String::new(),
            is_cut: false,
        };
        if parts.text.trim_start().starts_with('<') {
            parts.find_entries();
        } else if let Some(text) = with_text_ids(&parts.text) {
            parts.text = Cow::Owned(text);
        }
        parts
    }

    pub(super) fn whole(&self) -> &str {
        &self.text
    }

    pub(super) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// The `xml:base` of the feed and of one entry.
    pub(super) fn base(&self, at: usize) -> [Option<&str>; 2] {
        let entry = self.entries.get(at).and_then(|part| part.base.as_deref());
        [self.base.as_deref(), entry]
    }

    /// The feed with nothing but what stands above its entries.
    pub(super) fn without_entries(&self) -> String {
        let start = self
            .entries
            .first()
            .map_or(self.end, |part| part.range.start);
        let head = self.text.get(..start).unwrap_or_default();
        format!("{head}{}", self.closing)
    }

    /// The feed with one of its entries.
    pub(super) fn only(&self, at: usize) -> String {
        let start = self.entries.first().map_or(0, |part| part.range.start);
        let head = self.text.get(..start).unwrap_or_default();
        let entry = self.entries.get(at);
        let entry = entry.and_then(|part| self.text.get(part.range.clone()));
        format!("{head}{}{}", entry.unwrap_or_default(), self.closing)
    }

    fn find_entries(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = false;
        let mut open: Vec<String> = Vec::new();
        let mut entry: Option<(usize, usize, Option<String>)> = None;
        loop {
            let start = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let name = tag.name().as_ref().to_owned();
                    if open.is_empty() {
                        self.base = base(&tag);
                    }
                    if entry.is_none() && is_entry(&name) {
                        entry = Some((start, open.len(), base(&tag)));
                        self.closing = closing(&open);
                    }
                    open.push(name);
                }
                Ok(Event::End(_)) => {
                    open.pop();
                    let end = reader.buffer_position() as usize;
                    if entry.is_none() {
                        self.end = start;
                    }
                    if let Some((from, _, base)) =
                        entry.take_if(|(_, depth, _)| *depth == open.len())
                    {
                        let range = from..end;
                        self.entries.push(Part { range, base });
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        self.is_cut = !open.is_empty();
        if self.entries.is_empty() {
            self.end = text.len();
            self.closing = closing(&open);
        }
        self.text = text;
    }
}

/// A JSON feed with ids of text, where some are numbers: the library would refuse the whole feed.
fn with_text_ids(text: &str) -> Option<String> {
    let mut feed: Value = serde_json::from_str(text).ok()?;
    let mut is_changed = false;
    for item in feed.get_mut("items")?.as_array_mut()? {
        if let Some(id) = item.get_mut("id").filter(|id| id.is_number()) {
            *id = Value::String(id.to_string());
            is_changed = true;
        }
    }
    is_changed.then(|| feed.to_string())
}

fn is_entry(name: &str) -> bool {
    matches!(name.rsplit(':').next(), Some("item" | "entry"))
}

fn base(tag: &BytesStart<'_>) -> Option<String> {
    let attribute = tag.try_get_attribute("xml:base").ok()??;
    Some(html::decode(&attribute.value).into_owned())
}

fn closing(open: &[String]) -> String {
    let names = open.iter().rev();
    names.flat_map(|name| ["</", name, ">"]).collect()
}

/// The text without its declaration, whose encoding is settled, and with a version of RSS that the
/// library knows.
fn readable(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let body = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, body)| body),
        None => text,
    };
    let Some(start) = body.find("<rss") else {
        return Cow::Borrowed(body);
    };
    let Some(end) = body.get(start..).and_then(|rest| rest.find('>')) else {
        return Cow::Borrowed(body);
    };
    let tag = body.get(start..start + end).unwrap_or_default();
    let known = ["2.0", "0.91", "0.92"].iter().any(|version| {
        tag.contains(&format!("version=\"{version}\""))
            || tag.contains(&format!("version='{version}'"))
    });
    if known {
        return Cow::Borrowed(body);
    }
    let head = body.get(..start).unwrap_or_default();
    let tail = body.get(start + end..).unwrap_or_default();
    let attributes = tag
        .get(4..)
        .unwrap_or_default()
        .replace("version=", "was-version=");
    Cow::Owned(format!("{head}<rss version=\"2.0\"{attributes}{tail}"))
}
