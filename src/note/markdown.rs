//! Markdown to blocks, by `pulldown-cmark`: CommonMark with tables, footnotes, strikethrough, task
//! lists, mathematics, definition lists and links between notes.
//!
//! What the dialects of Obsidian, Hugo and Jekyll add is brought into its terms beforehand, and
//! what only looks like a mark is escaped: colons that define nothing, dollars that are money.
//! Heading attributes stay text, because notes write `{…}` for other reasons.

mod code;
mod definitions;
mod hidden;
mod money;
mod shortcodes;
mod vault;

use std::cell::OnceCell;

use pulldown_cmark::{
    Alignment as Column, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::model::{Alignment, Emphasis};

use super::draft::{Drafts, Writer};
use super::html;
use super::inline::Origin;
use super::stamp;

/// Reads a body of which `lines_above` lines of the file stand above it.
pub(super) fn read(body: &str, lines_above: usize) -> Drafts {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH;
    let body = shortcodes::unwrap(body);
    let body = vault::unwrap(&body);
    let (body, options) = definitions::settle(hidden::show(&body), options);
    let (body, options) = money::settle(body, options);
    let body = &*body;
    let mut reader = Reader {
        body,
        line: lines_above + 1,
        counted: 0,
        writer: Writer::default(),
        gather: None,
        embeds: 0,
        has_turns: OnceCell::new(),
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, range.start);
    }
    reader.writer.finish()
}

/// Events whose text is put together before it is written.
enum Gather {
    Code(Option<String>, String),
    Html(String),
}

struct Reader<'a> {
    body: &'a str,
    /// Line of the file at the byte `counted`.
    line: usize,
    counted: usize,
    writer: Writer,
    gather: Option<Gather>,
    /// Embedded notes under way, which are links here.
    embeds: usize,
    /// Whether lines of a name and a time stand above what is said, once that is asked.
    has_turns: OnceCell<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => {
                self.see_line(at);
                self.start(tag);
            }
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, at),
            Event::Code(code) => self.writer.span(&code, Emphasis::Code),
            Event::InlineMath(math) => self.writer.span(&math, Emphasis::Code),
            Event::DisplayMath(math) => self.writer.span(math.trim(), Emphasis::Code),
            Event::Html(text) => match &mut self.gather {
                Some(Gather::Html(html)) => html.push_str(&text),
                _ => html::write_inline(&text, &mut self.writer),
            },
            Event::InlineHtml(text) => {
                self.see_line(at);
                html::write_inline(&text, &mut self.writer);
            }
            Event::FootnoteReference(label) => {
                let mark = format!("[{label}]");
                self.writer
                    .span(&mark, Emphasis::Footnote(label.into_string()));
            }
            Event::SoftBreak if self.is_between_turns(at) => {
                self.writer.end_block();
                self.see_line(at + 1);
            }
            Event::SoftBreak => self.writer.soft_break(),
            Event::HardBreak => self.writer.hard_break(),
            Event::Rule => {
                self.see_line(at);
                self.writer.rule();
            }
            Event::TaskListMarker(is_done) => self.writer.mark_task(is_done),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let writer = &mut self.writer;
        match tag {
            Tag::Paragraph => writer.end_block(),
            Tag::Heading { level, .. } => writer.begin_heading(level_number(level)),
            Tag::BlockQuote(_) => writer.begin_quote(),
            Tag::CodeBlock(kind) => {
                self.gather = Some(Gather::Code(language(&kind), String::new()));
            }
            Tag::HtmlBlock => self.gather = Some(Gather::Html(String::new())),
            Tag::List(first) => writer.begin_list(first),
            Tag::Item => writer.begin_item(),
            Tag::FootnoteDefinition(label) => writer.begin_definition(&label),
            Tag::Table(columns) => {
                writer.begin_table(columns.iter().map(|&column| alignment(column)).collect());
            }
            Tag::TableHead | Tag::TableRow => writer.begin_row(),
            Tag::TableCell => writer.begin_cell(),
            Tag::Emphasis => writer.open(Emphasis::Emphasis, Origin::Markdown),
            Tag::Strong => writer.open(Emphasis::Strong, Origin::Markdown),
            Tag::Strikethrough => writer.open(Emphasis::Strikethrough, Origin::Markdown),
            Tag::Link { dest_url, .. } => {
                writer.open(Emphasis::Link(dest_url.into_string()), Origin::Markdown);
            }
            Tag::Image {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } if !is_picture(&dest_url) => {
                self.embeds += 1;
                writer.open(Emphasis::Link(dest_url.into_string()), Origin::Markdown);
            }
            Tag::Image { dest_url, .. } => writer.begin_image(&dest_url),
            Tag::DefinitionListTitle => writer.begin_term(),
            Tag::DefinitionListDefinition => writer.begin_explanation(),
            Tag::DefinitionList | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let writer = &mut self.writer;
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => writer.end_block(),
            TagEnd::BlockQuote(_) => writer.end_quote(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.gathered(),
            TagEnd::List(_) => writer.end_list(),
            TagEnd::Item => writer.end_item(),
            TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition => {
                writer.end_definition();
            }
            TagEnd::Table => writer.end_table(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                writer.close(Origin::Markdown);
            }
            TagEnd::Link => writer.close_link(),
            // The note or page that another one shows in itself.
            TagEnd::Image if self.embeds > 0 => {
                self.embeds -= 1;
                writer.close(Origin::Markdown);
            }
            TagEnd::Image => writer.end_image(),
            TagEnd::DefinitionListTitle => writer.end_term(),
            TagEnd::DefinitionList
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        let is_escaped = self.is_escaped(text, at);
        match &mut self.gather {
            Some(Gather::Code(_, gathered) | Gather::Html(gathered)) => {
                gathered.push_str(text);
            }
            None if is_escaped => self.writer.escaped(text),
            None => self.writer.text(text),
        }
    }

    /// Whether the line above a break is but a name and a time, the head of what is said below.
    fn is_between_turns(&self, at: usize) -> bool {
        let above = self.body.get(..at).unwrap_or_default();
        let above = above.rsplit('\n').next().unwrap_or_default();
        let has_turns = || stamp::has_turns(self.body.lines());
        stamp::heads_turn(above.trim_matches(['>', ' '])) && *self.has_turns.get_or_init(has_turns)
    }

    fn is_escaped(&self, text: &str, at: usize) -> bool {
        let sign = text.starts_with(['*', '=']);
        let before = at.checked_sub(1).and_then(|i| self.body.as_bytes().get(i));
        sign && before == Some(&b'\\')
    }

    fn gathered(&mut self) {
        match self.gather.take() {
            Some(Gather::Code(language, code)) => self.writer.code(language, &code),
            Some(Gather::Html(html)) => {
                self.writer.set_html(true);
                html::write(&html, &mut self.writer);
                self.writer.set_html(false);
            }
            None => {}
        }
    }

    /// Counts lines up to a byte; bytes before one already seen cost nothing.
    fn see_line(&mut self, at: usize) {
        if let Some(passed) = self.body.get(self.counted..at) {
            self.line += passed.matches('\n').count();
            self.counted = at;
        }
        self.writer.at_line(self.line);
    }
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) if !info.trim().is_empty() => Some(info.trim().to_owned()),
        CodeBlockKind::Fenced(_) | CodeBlockKind::Indented => None,
    }
}

/// Whether the name of a file is that of a picture.
fn is_picture(target: &str) -> bool {
    let endings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif"];
    let ending = target.rsplit('.').next().unwrap_or_default();
    endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

const fn alignment(column: Column) -> Alignment {
    match column {
        Column::None | Column::Left => Alignment::Left,
        Column::Center => Alignment::Centre,
        Column::Right => Alignment::Right,
    }
}

const fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
