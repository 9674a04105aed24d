//! One entry of a feed as a note.

use feed_rs::model;
use url::Url;

use crate::model::{
    Credits, Diagnostic, DiagnosticKind, Emphasis, Make, Metadata, MetadataValue, Note, Passage,
    PassageKind,
};
use crate::text::sanitise::sanitise;

use super::super::compose::{self, Composed};
use super::super::draft::{Drafts, Writer};
use super::super::{html, lines};
use super::moment::{Clock, Moment};
use super::parts::Parts;
use super::{Entry, line};

/// Characters of a title that is taken from the text.
const TITLE: usize = 40;

/// What the entries of a feed share.
pub(super) struct About {
    pub title: String,
    pub link: Option<String>,
    id: Option<String>,
    author: Option<String>,
    encoding: &'static str,
}

impl About {
    pub(super) fn of(feed: &model::Feed, parts: &Parts<'_>, encoding: &'static str) -> Self {
        let title = feed.title.as_ref().map(|title| line(&title.content));
        let own = feed
            .links
            .iter()
            .find(|link| link.rel.as_deref() == Some("self"));
        let [base, _] = parts.base(0);
        let link = page(&feed.links).map(|link| resolved(link, &bases([base, None, None, None])));
        let own = own.map(|link| link.href.clone());
        let id = Some(feed.id.clone()).filter(|id| !id.is_empty());
        Self {
            title: title.unwrap_or_default(),
            id: id.or(own).or_else(|| link.clone()),
            author: names(&feed.authors),
            link,
            encoding,
        }
    }
}

/// Makes a note of an entry, with the time by which it is newer or older; `None` where it is empty.
pub(super) fn read(
    entry: &model::Entry,
    about: &About,
    clock: &Clock,
    written_bases: [Option<&str>; 2],
) -> Option<(Option<Moment>, Entry)> {
    let (link, bases) = places(entry, about, written_bases);
    let title = entry.title.as_ref().map(|title| line(&title.content));
    let title = title.unwrap_or_default();
    let (body, summary) = body(entry);
    let Composed {
        title: own_title,
        mut passages,
        mut diagnostics,
        originals,
        is_desk_note,
    } = compose::compose(body, &title, &());
    for passage in &mut passages {
        resolve_targets(passage, &bases);
    }
    if passages.is_empty() && title.is_empty() && link.is_none() {
        return None;
    }
    if passages.is_empty() {
        let kind = DiagnosticKind::NoText;
        diagnostics.push(Diagnostic { kind, line: None });
    }
    let title = first_of([own_title, beginning(&passages), about.title.clone()]);
    let id = first_of([entry.id.trim().to_owned(), made_id(link.as_deref(), &title)]);
    let id = sanitise(&id).0.into_owned();
    let (mut metadata, updated) = known(entry, about, clock, &id);
    metadata.title = first_of([title, id.clone()]);
    metadata.source.clone_from(&link);
    metadata.summary = summary;
    metadata.make = make(originals, is_desk_note);
    let note = Note {
        metadata,
        passages,
        diagnostics,
        ..Note::default()
    };
    let entry = Entry {
        id,
        link,
        updated: updated.map(|moment| moment.written()),
        note,
    };
    Some((updated, entry))
}

/// The page of an entry, and what relative addresses in it are resolved against: what the feed says
/// itself, else that page, else the page of the feed.
fn places(
    entry: &model::Entry,
    about: &About,
    [feed, own]: [Option<&str>; 2],
) -> (Option<String>, Vec<Url>) {
    let bases = bases([feed, own, entry.base.as_deref(), None]);
    let around = with(&bases, about.link.as_deref());
    let link = page(&entry.links).map(|link| resolved(link, &around));
    let bases = match (bases.is_empty(), &link) {
        (true, Some(link)) => with(&bases, Some(link)),
        (true, None) => around,
        (false, _) => bases,
    };
    (link, bases)
}

/// What an entry and its feed say beside the text, and when the entry was last changed.
fn known(
    entry: &model::Entry,
    about: &About,
    clock: &Clock,
    id: &str,
) -> (Metadata, Option<Moment>) {
    let published = entry.published.and_then(|time| clock.at(time));
    let updated = entry.updated.and_then(|time| clock.at(time)).or(published);
    let written = updated.map(|moment| moment.written());
    let metadata = Metadata {
        date: published.or(updated).map(|moment| moment.day),
        tags: tags(&entry.categories),
        series: Some(about.title.clone()).filter(|title| !title.is_empty()),
        encoding: about.encoding,
        other: other(id, about, written.as_deref(), entry),
        credits: Credits {
            author: names(&entry.authors).or_else(|| about.author.clone()),
            ..Credits::default()
        },
        ..Metadata::default()
    };
    (metadata, updated)
}

const fn make(originals: usize, is_desk_note: bool) -> Make {
    match (originals, is_desk_note) {
        (1.., _) => Make::Transcript,
        (0, true) => Make::DeskNote,
        (0, false) => Make::Markdown,
    }
}

/// The article: the content, else the summary; and the summary where it is not the article.
fn body(entry: &model::Entry) -> (Drafts, Option<String>) {
    let content = entry.content.as_ref();
    let text = content.and_then(|content| Some((content.body.as_deref()?, content)));
    let summary = entry
        .summary
        .as_ref()
        .filter(|text| !text.content.trim().is_empty());
    match (text.filter(|(body, _)| !body.trim().is_empty()), summary) {
        (Some((body, content)), summary) => {
            let drafts = blocks(body, content.content_type.subty().as_str());
            let is_article = |summary: &String| {
                let whole: String = drafts
                    .blocks
                    .iter()
                    .map(|b| b.text.content.as_str())
                    .collect();
                whole.contains(summary.as_str())
            };
            let summary = summary.map(|text| line(&text.content));
            let summary = summary.filter(|text| !text.is_empty() && !is_article(text));
            (drafts, summary)
        }
        (None, Some(summary)) => (
            blocks(&summary.content, summary.content_type.subty().as_str()),
            None,
        ),
        (None, None) => (Drafts::default(), None),
    }
}

/// Blocks of HTML, or of plain text where nothing in it is markup.
fn blocks(text: &str, kind: &str) -> Drafts {
    let is_markup = html::tokens(text).any(|token| match token {
        html::Token::Tag(tag) => html::is_element(&tag.name),
        html::Token::Comment => true,
        html::Token::Text(text) => html::decode(text) != text,
    });
    if kind != "plain" && is_markup {
        let mut writer = Writer::default();
        html::write(text, &mut writer);
        return writer.finish();
    }
    Drafts {
        blocks: lines::blocks(&lines::lines(text)),
        ..Drafts::default()
    }
}

/// The link to a page: the one that says so, else the first that is not for machines.
fn page(links: &[model::Link]) -> Option<&str> {
    let rel = |link: &&model::Link| link.rel.clone().unwrap_or_default();
    let is_page = |link: &&model::Link| {
        link.target.is_none() && matches!(rel(link).as_str(), "" | "alternate")
    };
    let found = links.iter().find(is_page);
    found
        .map(|link| link.href.trim())
        .filter(|href| !href.is_empty())
}

/// The addresses that relative ones are resolved against, each against the one before.
fn bases(written: [Option<&str>; 4]) -> Vec<Url> {
    let mut found: Vec<Url> = Vec::new();
    for base in written.into_iter().flatten() {
        let joined = match found.last() {
            Some(outer) => outer.join(base),
            None => Url::parse(base),
        };
        found.extend(joined);
    }
    found
}

fn with(bases: &[Url], further: Option<&str>) -> Vec<Url> {
    let further = further.and_then(|base| Url::parse(base).ok());
    let last = bases.last().cloned().or(further);
    last.into_iter().collect()
}

/// An address, resolved where it is relative and there is something to resolve it against.
fn resolved(target: &str, bases: &[Url]) -> String {
    if Url::parse(target).is_ok() {
        return target.to_owned();
    }
    let joined = bases.last().and_then(|base| base.join(target).ok());
    joined.map_or_else(|| target.to_owned(), String::from)
}

fn resolve_targets(passage: &mut Passage, bases: &[Url]) {
    if let PassageKind::Image(target) = &mut passage.kind {
        *target = resolved(target, bases);
    }
    for text in [&mut passage.zh, &mut passage.en].into_iter().flatten() {
        for span in &mut text.spans {
            if let Emphasis::Link(target) = &mut span.emphasis {
                *target = resolved(target, bases);
            }
        }
    }
}

fn names(people: &[model::Person]) -> Option<String> {
    let names = people.iter().map(|person| {
        let name = person.name.as_deref().or(person.email.as_deref());
        line(name.unwrap_or_default())
    });
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

fn tags(categories: &[model::Category]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for category in categories {
        let tag = line(category.label.as_deref().unwrap_or(&category.term));
        let tag = tag.trim_start_matches('#').to_owned();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn other(
    id: &str,
    about: &About,
    updated: Option<&str>,
    entry: &model::Entry,
) -> Vec<(String, MetadataValue)> {
    let text = |text: &str| MetadataValue::Text(sanitise(text).0.into_owned());
    let mut other = vec![(String::from(super::ENTRY_KEY), text(id))];
    let feed = about.id.as_deref().map(text);
    other.extend(feed.map(|feed| (String::from(super::FEED_KEY), feed)));
    let updated = updated.map(text);
    other.extend(updated.map(|updated| (String::from("updated"), updated)));
    let enclosed = entry
        .links
        .iter()
        .filter(|link| link.rel.as_deref() == Some("enclosure"));
    let media = entry.media.iter().flat_map(|media| &media.content);
    let media = media.filter_map(|content| content.url.as_ref().map(ToString::to_string));
    let mut enclosed: Vec<String> = enclosed
        .map(|link| link.href.clone())
        .chain(media)
        .collect();
    enclosed.dedup();
    if !enclosed.is_empty() {
        let list = enclosed.iter().map(|url| text(url)).collect();
        other.push((String::from("enclosure"), MetadataValue::List(list)));
    }
    other
}

/// An id for an entry without one: alike each time the feed is read.
fn made_id(link: Option<&str>, title: &str) -> String {
    match link {
        Some(link) => format!("{link} {title}"),
        None => title.to_owned(),
    }
}

/// The first words of the text.
fn beginning(passages: &[Passage]) -> String {
    let first = passages.iter().find_map(|passage| passage.texts().next());
    let line = first.and_then(|(_, text)| text.content.lines().next());
    let line = line.unwrap_or_default();
    if line.chars().count() <= TITLE {
        return line.to_owned();
    }
    let mut title: String = line.chars().take(TITLE).collect();
    title.push('…');
    title
}

fn first_of<const N: usize>(texts: [String; N]) -> String {
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}
