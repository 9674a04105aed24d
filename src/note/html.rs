//! HTML to blocks: whole articles, the HTML blocks of Markdown, and single inline elements.
//!
//! A scanner, not a parser: it walks the tags once, in order, whatever their nesting. Elements it
//! knows become blocks and spans, other known elements vanish around their text, and what only
//! looks like a tag stays text. Scripts, styles and comments are no text.

mod entity;
mod hidden;
mod layout;
mod scan;
mod sources;

use std::ops::Range;

use crate::model::Emphasis;

use super::draft::Writer;
use super::inline::{Origin, Script};

pub(super) use entity::decode;
pub(super) use scan::{Tag, Token, tokens};

/// Writes a stretch of HTML as blocks.
pub(super) fn write(html: &str, writer: &mut Writer) {
    write_with(Page::default(), html, writer);
}

/// Writes a whole page as blocks. Other than in a stretch of HTML that someone wrote into a note,
/// `<br>` may part paragraphs, and a table may only place what stands in it.
pub(super) fn write_page(html: &str, writer: &mut Writer) {
    let page = Page {
        is_whole: true,
        placing: layout::tables(html),
        hidden: hidden::stretches(html),
        ..Page::default()
    };
    write_with(page, html, writer);
}

fn write_with(mut page: Page, html: &str, writer: &mut Writer) {
    writer.end_block();
    let mut hidden = std::mem::take(&mut page.hidden).into_iter().peekable();
    for (at, token) in tokens(html).enumerate() {
        while hidden.next_if(|stretch| stretch.end <= at).is_some() {}
        if hidden.peek().is_some_and(|stretch| stretch.contains(&at)) {
            page.pass(&token);
        } else {
            page.token(&token, writer);
        }
    }
    page.finish(writer);
}

/// Writes one inline element of Markdown, such as `<br>` or `</font>`.
pub(super) fn write_inline(html: &str, writer: &mut Writer) {
    let mut page = Page::default();
    for token in tokens(html) {
        page.token(&token, writer);
    }
}

/// What pages indent paragraphs with.
const INDENTS: [char; 2] = ['\u{3000}', '\u{a0}'];

/// What lasts from tag to tag.
#[derive(Default)]
struct Page {
    /// The element whose content is passed over: a script, a style.
    silent: Option<&'static str>,
    /// The text of the `<pre>` under way.
    code: Option<String>,
    /// Whether two `<br>`, or one before an indented line, part paragraphs, as in pages that know
    /// no `<p>`.
    is_whole: bool,
    /// Which tables only place, in order; how many have begun, and which are open.
    placing: Vec<bool>,
    tables: usize,
    open_tables: Vec<bool>,
    /// Tokens that a browser does not show, by their number.
    hidden: Vec<Range<usize>>,
    /// Whether nothing but space stands behind the last `<br>`.
    after_break: bool,
}

impl Page {
    fn token(&mut self, token: &Token<'_>, writer: &mut Writer) {
        match token {
            Token::Text(text) if self.silent.is_none() => self.text(&decode(text), writer),
            Token::Comment | Token::Text(_) => {}
            Token::Tag(tag) => match element(&tag.name) {
                Some(name) => self.tag(name, tag, writer),
                // Elements that a page makes itself have a hyphen in their names.
                None if tag.name.contains('-') => {}
                // What is no element is what its writer typed.
                None if tag.is_close && is_details_misspelt(&tag.name) => writer.end_details(),
                None if self.silent.is_none() => self.text(tag.raw, writer),
                None => {}
            },
        }
    }

    /// Passes a token over; its tables are counted all the same.
    fn pass(&mut self, token: &Token<'_>) {
        if let Token::Tag(tag) = token
            && tag.name == "table"
        {
            self.is_placing("table", tag.is_close);
        }
    }

    fn text(&mut self, text: &str, writer: &mut Writer) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        if self.after_break {
            let line = text.trim_start_matches([' ', '\n', '\r', '\t']);
            let rest = line.trim_start_matches(INDENTS);
            if line.chars().count() - rest.chars().count() >= 2 {
                writer.end_block();
            }
            self.after_break = text.trim().is_empty();
        }
        // What indents a paragraph by hand is no part of it.
        let text = if self.is_whole && writer.ends_with_space() {
            text.trim_start_matches(|c: char| c.is_ascii_whitespace() || INDENTS.contains(&c))
        } else {
            text
        };
        let mut first = true;
        for word in text.split([' ', '\n', '\t', '\r']) {
            if !first && !writer.ends_with_space() {
                writer.text(" ");
            }
            first = false;
            if !word.is_empty() {
                writer.text(word);
            }
        }
    }

    fn tag(&mut self, name: &'static str, tag: &Tag<'_>, writer: &mut Writer) {
        if let Some(silent) = self.silent {
            if tag.is_close && name == silent {
                self.silent = None;
            }
            return;
        }
        match name {
            "script" | "style" | "template" | "noscript" => {
                self.silent = (!tag.is_close && !tag.is_empty).then_some(name);
            }
            "pre" => self.pre(tag, writer),
            _ if self.code.is_some() => {
                if name == "br" {
                    self.text("\n", writer);
                }
            }
            "table" | "tr" | "td" | "th" if self.is_placing(name, tag.is_close) => {
                writer.end_block();
            }
            "br" if self.after_break => writer.end_block(),
            "br" => {
                writer.hard_break();
                self.after_break = self.is_whole;
            }
            _ if tag.is_close => close(name, writer),
            _ => open(name, tag, writer),
        }
    }

    /// Whether a tag belongs to a table that only places what stands in it.
    fn is_placing(&mut self, name: &str, is_close: bool) -> bool {
        let here = self.open_tables.last().copied().unwrap_or(false);
        match (name, is_close) {
            ("table", false) => {
                let placing = self.placing.get(self.tables).copied().unwrap_or(false);
                self.tables += 1;
                self.open_tables.push(placing);
                placing
            }
            ("table", true) => self.open_tables.pop().unwrap_or(false),
            _ => here,
        }
    }

    fn pre(&mut self, tag: &Tag<'_>, writer: &mut Writer) {
        if !tag.is_close {
            writer.end_block();
            self.code.get_or_insert_default();
        } else if let Some(code) = self.code.take() {
            writer.code(None, &code);
        }
    }

    fn finish(&mut self, writer: &mut Writer) {
        if let Some(code) = self.code.take() {
            writer.code(None, &code);
        }
        writer.end_block();
    }
}

fn open(name: &'static str, tag: &Tag<'_>, writer: &mut Writer) {
    match name {
        "hr" => writer.rule(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let digit = name.as_bytes().get(1);
            let level = digit.map_or(1, |digit| digit.saturating_sub(b'0'));
            writer.begin_heading(level);
        }
        "blockquote" => writer.begin_quote(),
        "ul" | "menu" => writer.begin_list(None),
        "ol" => {
            let first = tag.attribute("start").and_then(|n| n.parse().ok());
            writer.begin_list(Some(first.unwrap_or(1)));
        }
        "li" => {
            writer.end_item_of_this_list();
            writer.begin_item();
        }
        "table" => writer.begin_table(Vec::new()),
        "tr" => writer.begin_row(),
        "td" | "th" => {
            let span = |name| tag.attribute(name).and_then(|n| n.trim().parse().ok());
            writer.begin_spanning_cell(span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
        }
        "sup" => writer.begin_script(Script::Raised),
        "sub" => writer.begin_script(Script::Lowered),
        "details" => writer.begin_details(),
        "summary" => writer.begin_summary(),
        "img" => {
            if let Some(address) = sources::address(tag) {
                writer.begin_image(&address);
                writer.text(&tag.attribute("alt").unwrap_or_default());
                writer.end_image();
            }
        }
        _ if is_block(name) => writer.end_block(),
        _ => {
            if let Some(emphasis) = emphasis(name, tag)
                && !tag.is_empty
            {
                writer.open(emphasis, Origin::Html(name));
            }
        }
    }
}

fn close(name: &'static str, writer: &mut Writer) {
    match name {
        "blockquote" => writer.end_quote(),
        "ul" | "ol" | "menu" => writer.end_list(),
        "li" => writer.end_item(),
        "table" => writer.end_table(),
        "details" => writer.end_details(),
        "summary" => writer.end_summary(),
        "sup" | "sub" => writer.end_script(),
        _ if is_block(name) => writer.end_block(),
        _ => writer.close(Origin::Html(name)),
    }
}

/// The span that an inline element makes of its text.
fn emphasis(name: &str, tag: &Tag<'_>) -> Option<Emphasis> {
    match name {
        "b" | "strong" => Some(Emphasis::Strong),
        "i" | "em" | "cite" | "var" => Some(Emphasis::Emphasis),
        "s" | "del" | "strike" => Some(Emphasis::Strikethrough),
        "mark" => Some(Emphasis::Highlight),
        "code" | "kbd" | "samp" | "tt" => Some(Emphasis::Code),
        "a" => tag.attribute("href").map(Emphasis::Link),
        _ => None,
    }
}

/// `</detais>` and the like, which real notes hold.
fn is_details_misspelt(name: &str) -> bool {
    name.ends_with("details") || name.starts_with("detai") || name.starts_with("deatils")
}

/// Whether a name in lower case is that of an element.
pub(super) fn is_element(name: &str) -> bool {
    element(name).is_some()
}

/// The known element of a name.
fn element(name: &str) -> Option<&'static str> {
    let all = BLOCKS.iter().chain(INLINE);
    all.copied().find(|known| *known == name)
}

fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "details",
    "summary",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "blockquote",
    "pre",
    "hr",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "figure",
    "figcaption",
    "center",
    "dl",
    "dt",
    "dd",
    "menu",
    "form",
    "fieldset",
    "legend",
    "address",
    "body",
    "html",
    "head",
    "title",
    "iframe",
    "video",
    "audio",
    "object",
    "select",
    "option",
    "textarea",
    "noscript",
    "script",
    "style",
    "template",
    "link",
    "meta",
    "base",
    "dialog",
    "hgroup",
    "search",
    "optgroup",
    "param",
    "source",
    "track",
    "frameset",
    "frame",
];

const INLINE: &[&str] = &[
    "a", "b", "strong", "i", "em", "cite", "var", "s", "del", "strike", "mark", "code", "kbd",
    "samp", "tt", "span", "font", "u", "ins", "sup", "sub", "small", "big", "img", "abbr",
    "acronym", "q", "dfn", "time", "data", "label", "button", "input", "wbr", "ruby", "rt", "rp",
    "rb", "bdi", "bdo", "picture", "embed", "map", "area", "canvas", "svg", "path", "g", "nobr",
    "output", "progress", "meter", "slot",
];

#[cfg(test)]
mod tests;
