//! Passages as blocks of Markdown.

use std::collections::{BTreeSet, HashSet};

use crate::model::{
    Emphasis, Language, Make, Metadata, Note, Passage, PassageKind, Side, Span, Text,
};
use crate::text::fold::folded;

use super::escape::Place;
use super::inline::{self, words};
use super::table;

mod labels;
mod lists;

use labels::labels;
use lists::Lists;

/// Columns of the longest term that a definition list names.
const LONGEST_TERM: usize = 40;

/// The passages of a note, parted by blank lines; empty where there are none.
pub(super) fn body(note: &Note) -> String {
    let marks = note.passages.iter().flat_map(Passage::texts);
    let marks = marks.flat_map(|(_, text)| &text.spans);
    let marks = marks.filter_map(|span| match &span.emphasis {
        Emphasis::Footnote(label) => Some(label.as_str()),
        _ => None,
    });
    let mut body = Body {
        out: String::new(),
        lists: Lists::default(),
        is_desk_note: note.metadata.make == Make::DeskNote,
        marks: marks.collect(),
        last: None,
        is_open: false,
    };
    body.repeat_title(&note.metadata, &note.passages);
    for (at, passage) in note.passages.iter().enumerate() {
        let rest = note.passages.get(at + 1..).unwrap_or_default();
        body.passage(passage, rest);
    }
    body.close_notes(&note.passages);
    if !body.out.is_empty() {
        body.out.push('\n');
    }
    body.out
}

/// What the block before was, by which the next one joins it or stands apart.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Last {
    /// A list item of one paragraph.
    Item,
    /// A quotation of a depth.
    Quote(u8),
    /// A definition of a label.
    Definition(String),
    Other,
}

struct Body<'n> {
    out: String,
    lists: Lists,
    is_desk_note: bool,
    /// Labels of footnotes that a text refers to.
    marks: HashSet<&'n str>,
    last: Option<Last>,
    /// Whether a paragraph without translation stands above, which the next original would be
    /// taken for, too.
    is_open: bool,
}

impl Body<'_> {
    /// A first heading that repeats the title would be taken for the title: so it stands twice.
    fn repeat_title(&mut self, metadata: &Metadata, passages: &[Passage]) {
        let Some(first) = passages.first() else {
            return;
        };
        let bare = |text: &str| folded(text).split_whitespace().collect::<String>();
        let is_link = |span: &Span| matches!(span.emphasis, Emphasis::Link(_));
        let mut texts = first.texts();
        if let (PassageKind::Heading(level), Some((_, text)), None) =
            (&first.kind, texts.next(), texts.next())
            && !text.spans.iter().any(is_link)
            && bare(&text.content) == bare(&metadata.title)
        {
            let signs = "#".repeat(usize::from(*level));
            let title = inline::markdown(text, Place::Heading);
            self.apart("", &format!("{signs} {title}"), Last::Other);
        }
    }

    fn passage(&mut self, passage: &Passage, rest: &[Passage]) {
        let (first, second) = self.order(passage);
        match &passage.kind {
            PassageKind::Rule => {
                self.is_open = false;
                self.lists.close();
                self.apart("", "---", Last::Other);
            }
            PassageKind::Heading(level) => {
                self.is_open = false;
                let indent = self.lists.around(rest);
                let signs = "#".repeat(usize::from((*level).clamp(1, 6)));
                for text in [first, second].into_iter().flatten() {
                    let text = inline::markdown(text, Place::Heading);
                    self.apart(&indent, &format!("{signs} {text}"), Last::Other);
                }
            }
            PassageKind::Table(alignments) => self.blocks(first, second, rest, |text| {
                table::markdown(alignments, text)
            }),
            PassageKind::Code(language) => self.blocks(first, second, rest, |text| {
                fenced(language.as_deref(), &text.content)
            }),
            PassageKind::Image(target) => {
                self.blocks(first, second, rest, |text| image(target, text));
            }
            _ => self.prose(passage, first, second, rest),
        }
    }

    /// The texts in the order in which they are written.
    fn order<'p>(&self, passage: &'p Passage) -> (Option<&'p Text>, Option<&'p Text>) {
        let (zh, en) = (passage.text(Side::Zh), passage.text(Side::En));
        match (zh, en) {
            (Some(zh), Some(en)) if self.is_desk_note => (Some(en), Some(zh)),
            (Some(zh), en) => (Some(zh), en),
            (None, en) => (en, None),
        }
    }

    /// Blocks that know neither speakers nor translations.
    fn blocks(
        &mut self,
        first: Option<&Text>,
        second: Option<&Text>,
        rest: &[Passage],
        written: impl Fn(&Text) -> String,
    ) {
        let indent = self.lists.around(rest);
        for text in [first, second].into_iter().flatten() {
            self.apart(&indent, &written(text), Last::Other);
        }
    }

    fn prose(
        &mut self,
        passage: &Passage,
        first: Option<&Text>,
        second: Option<&Text>,
        rest: &[Passage],
    ) {
        let Some(first) = first else {
            return;
        };
        let is_folded = second.is_some() && !self.is_desk_note;
        if is_folded && self.is_open {
            // A fold of nothing bounds the reach of the next one.
            self.apart(&self.lists.indent(), "<details></details>", Last::Other);
        }
        self.is_open = second.is_none();
        let (before, behind) = labels(passage, first, second);
        let text = format!("{before}{}", inline::markdown(first, Place::Block));
        let mut inner = self.first_text(passage, &text, rest);
        if is_folded && before.is_empty() && !behind.is_empty() {
            // Inside of an item a name is no speaker's.
            self.lists.close();
            inner.clear();
        }
        let Some(second) = second else {
            return;
        };
        let text = format!("{behind}{}", inline::markdown(second, Place::Block));
        if is_folded {
            let named = match second.language {
                Language::En => "Original English",
                Language::Hans | Language::Mixed => "中文译文",
                Language::Hant => "中文譯文",
            };
            let open = format!("<details><summary>{named}</summary>");
            self.apart(&inner, &open, Last::Other);
            self.apart(&inner, &text, Last::Other);
            self.apart(&inner, "</details>", Last::Other);
            return;
        }
        match &passage.kind {
            PassageKind::Quote(depth) => self.quote(*depth, &text),
            _ => self.apart(&inner, &text, Last::Other),
        }
    }

    /// Writes the text that comes first; gives what further blocks of the passage begin with.
    fn first_text(&mut self, passage: &Passage, text: &str, rest: &[Passage]) -> String {
        match &passage.kind {
            PassageKind::List { depth, marker } => self.item(usize::from(*depth), marker, text),
            PassageKind::Quote(depth) => {
                let indent = self.lists.around(rest);
                let is_callout = passage
                    .texts()
                    .next()
                    .is_some_and(|(_, text)| has_name(text));
                if is_callout && matches!(self.last, Some(Last::Quote(_))) {
                    // A callout is a quotation of its own.
                    self.last = Some(Last::Other);
                }
                self.quote(*depth, text);
                indent
            }
            PassageKind::Definition(label) if !label.is_empty() => {
                self.lists.close();
                self.definition(label, text)
            }
            _ => {
                self.lists.close();
                self.apart("", text, Last::Other);
                String::new()
            }
        }
    }

    fn item(&mut self, depth: usize, marker: &str, text: &str) -> String {
        let (front, inner, joins) = self.lists.item(depth, marker);
        let is_short = !text.contains('\n');
        if joins && self.last == Some(Last::Item) {
            self.out.push('\n');
        } else {
            self.part();
        }
        self.push(&front, &inner, text);
        self.last = Some(if is_short { Last::Item } else { Last::Other });
        inner
    }

    fn quote(&mut self, depth: u8, text: &str) {
        let indent = self.lists.indent();
        let signs = "> ".repeat(usize::from(depth.max(1)));
        let prefix = format!("{indent}{signs}");
        if self.last == Some(Last::Quote(depth)) {
            self.out.push('\n');
            self.out.push_str(prefix.trim_end());
            self.out.push('\n');
        } else {
            self.part();
        }
        self.push(&prefix, &prefix, text);
        self.last = Some(Last::Quote(depth));
    }

    /// A footnote, or a term with its definition where nothing refers to it.
    fn definition(&mut self, label: &str, text: &str) -> String {
        let inner = String::from("    ");
        if self.last == Some(Last::Definition(label.to_owned())) {
            self.part();
            self.push(&inner, &inner, text);
        } else if !self.marks.contains(label) && is_term(label) {
            self.part();
            self.push("", "", &words(label, Place::Block));
            self.out.push('\n');
            self.push(":   ", &inner, text);
        } else {
            self.part();
            self.push(&format!("[^{label}]: "), &inner, text);
        }
        self.last = Some(Last::Definition(label.to_owned()));
        inner
    }

    /// Empty definitions for the marks of footnotes that have none, without which they are no marks.
    fn close_notes(&mut self, passages: &[Passage]) {
        let defined = passages.iter().filter_map(|passage| match &passage.kind {
            PassageKind::Definition(label) => Some(label.as_str()),
            _ => None,
        });
        let defined: HashSet<&str> = defined.collect();
        let open: BTreeSet<&str> = self.marks.difference(&defined).copied().collect();
        for label in open {
            self.apart("", &format!("[^{label}]:"), Last::Other);
        }
    }

    /// A block below a blank line.
    fn apart(&mut self, prefix: &str, text: &str, last: Last) {
        self.part();
        self.push(prefix, prefix, text);
        self.last = Some(last);
    }

    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    /// Lines with what stands before the first and before the others; blank ones stay blank.
    fn push(&mut self, front: &str, inner: &str, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            let prefix = if at == 0 { front } else { inner };
            let prefix = if line.is_empty() {
                prefix.trim_end()
            } else {
                prefix
            };
            self.out.push_str(prefix);
            self.out.push_str(line);
        }
    }
}

/// Whether the first line of a text is all strong, as the name of a callout is.
fn has_name(text: &Text) -> bool {
    let first = text.content.split('\n').next().unwrap_or_default();
    let is_name = |span: &Span| {
        span.emphasis == Emphasis::Strong && span.range.start == 0 && span.range.end == first.len()
    };
    text.spans.iter().any(is_name)
}

/// Whether a definition list can name a label: a short line without a stop.
fn is_term(label: &str) -> bool {
    let ends = label.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '）'));
    let begins = label.starts_with(char::is_alphabetic);
    begins && ends && label.chars().count() <= LONGEST_TERM && !label.contains('\n')
}

/// Code between fences that do not stand in it.
fn fenced(language: Option<&str>, code: &str) -> String {
    let language = language.unwrap_or_default();
    let sign = if code.contains("```") || language.contains('`') {
        '~'
    } else {
        '`'
    };
    let longest = code.split(|c| c != sign).map(str::len).max().unwrap_or(0);
    let fence = sign.to_string().repeat(longest.max(2) + 1);
    let language = words(language, Place::Heading);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// A picture, inside the link that it carries.
fn image(target: &str, text: &Text) -> String {
    let address = super::escape::target(target, Place::Block);
    let picture = format!("![{}]({address})", words(&text.content, Place::Heading));
    let link = text.spans.iter().find_map(|span| match &span.emphasis {
        Emphasis::Link(link) => Some(super::escape::target(link, Place::Block)),
        _ => None,
    });
    match link {
        Some(link) => format!("[{picture}]({link})"),
        None => picture,
    }
}
