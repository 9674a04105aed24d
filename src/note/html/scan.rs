//! Parts HTML into tags, comments and the text between them, in one pass.

/// A part of HTML.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Token<'a> {
    /// Text as written, its entities not decoded.
    Text(&'a str),
    Tag(Tag<'a>),
    /// A comment, a declaration or a processing instruction.
    Comment,
}

/// A tag, opening or closing.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Tag<'a> {
    /// In lower case.
    pub name: String,
    pub is_close: bool,
    /// Written `<name/>`.
    pub is_empty: bool,
    /// With its angle brackets.
    pub raw: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute, its entities decoded.
    pub(in super::super) fn attribute(&self, name: &str) -> Option<String> {
        let inner = self.raw.trim_start_matches('<').trim_end_matches('>');
        let mut rest = inner.trim_start_matches(|c: char| !c.is_whitespace() && c != '/');
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c == '=' || c == '/' || c.is_whitespace());
            let (key, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
            if key.is_empty() && after.is_empty() {
                return None;
            }
            let (value, after) = value(after);
            if key.eq_ignore_ascii_case(name) {
                return Some(super::decode(value).into_owned());
            }
            rest = after;
        }
    }
}

/// The value after a key, and what stands after it.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.trim_start().strip_prefix('=') else {
        return ("", text);
    };
    let text = text.trim_start();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The parts of HTML, in order; together they are the whole text.
pub(in super::super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        rest: html,
        comments_end: true,
        quotes_end: true,
        raw_text_ends: true,
        raw_text: None,
    }
}

/// See [`tokens`].
pub(in super::super) struct Tokens<'a> {
    rest: &'a str,
    /// Cleared once a search for an end ran to the end of the text, so that no second one does.
    comments_end: bool,
    quotes_end: bool,
    raw_text_ends: bool,
    /// The element in which only its own closing tag is a tag.
    raw_text: Option<&'static str>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if let Some(name) = self.raw_text.take() {
            match find_close(self.rest, name) {
                Some(0) => {}
                Some(length) => return Some(Token::Text(self.take(length))),
                None => self.raw_text_ends = false,
            }
        }
        let next = self.markup();
        if let Some((token, length)) = next {
            self.take(length);
            return Some(token);
        }
        // Text up to the next place where a tag could begin.
        let first = self.rest.chars().next().map_or(1, char::len_utf8);
        let end = self.rest.get(first..).and_then(|rest| rest.find('<'));
        let length = end.map_or(self.rest.len(), |end| end + first);
        Some(Token::Text(self.take(length)))
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (head, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        head
    }

    /// The tag or comment that the rest begins with, and its length.
    fn markup(&mut self) -> Option<(Token<'a>, usize)> {
        let inner = self.rest.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            let end = comment.find("-->").filter(|_| self.comments_end);
            self.comments_end = end.is_some();
            return end.map(|end| (Token::Comment, end + 7));
        }
        let (is_close, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        let length = named
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(named.len());
        let name = named.get(..length)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let declaration = !is_close && inner.starts_with(['!', '?']);
            let end = self.end_of_tag().filter(|_| declaration)?;
            return Some((Token::Comment, end));
        }
        let end = self.end_of_tag()?;
        let raw = self.rest.get(..end)?;
        let tag = Tag {
            name: name.to_ascii_lowercase(),
            is_close,
            is_empty: raw.ends_with("/>"),
            raw,
        };
        if !is_close && !tag.is_empty && self.raw_text_ends {
            self.raw_text = ["script", "style"].into_iter().find(|raw| *raw == tag.name);
        }
        Some((Token::Tag(tag), end))
    }

    /// Bytes up to the `>` that ends the tag, past quoted attributes.
    fn end_of_tag(&mut self) -> Option<usize> {
        if self.quotes_end {
            let mut quote = None;
            let mut before = b' ';
            for (at, byte) in self.rest.bytes().enumerate() {
                match quote {
                    Some(open) if open == byte => quote = None,
                    None if byte == b'>' => return Some(at + 1),
                    // A tag does not reach into the next one.
                    None if byte == b'<' && at > 0 => return None,
                    None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
                    Some(_) | None => {}
                }
                before = byte;
            }
            self.quotes_end = false;
        }
        let end = self.rest.get(1..)?.find(['>', '<', '\n'])? + 1;
        self.rest.get(end..)?.starts_with('>').then_some(end + 1)
    }
}

/// Where an element's closing tag begins.
fn find_close(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|&at| {
        let rest = html.get(at + 2..).unwrap_or_default();
        rest.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    })
}
