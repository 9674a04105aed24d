//! Lists of feeds in OPML, as feed readers write them.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::{decode, html};
use super::{NotAFeed, is_subscriptions, line};

/// One feed of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// As the list names it; the address where it does not.
    pub title: String,
    /// Its address, as written.
    pub url: String,
}

/// Reads a list of feeds, whatever the folders it is parted in; each address once, in order.
/// A list that breaks off gives what stands before.
///
/// # Errors
///
/// Where the file is no OPML.
pub fn subscriptions(bytes: &[u8]) -> Result<Vec<Subscription>, NotAFeed> {
    let text = decode::decode(bytes)?.text;
    if !is_subscriptions(bytes) {
        return Err(NotAFeed::NotAList);
    }
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let one = subscription(&tag);
                found.extend(one.filter(|one| seen.insert(one.url.clone())));
            }
            Ok(Event::Eof) | Err(_) => return Ok(found),
            Ok(_) => {}
        }
    }
}

fn subscription(tag: &BytesStart<'_>) -> Option<Subscription> {
    if !tag.name().as_ref().eq_ignore_ascii_case("outline") {
        return None;
    }
    let url = attribute(tag, "xmlUrl").map(|url| url.trim().to_owned())?;
    let title = attribute(tag, "title").or_else(|| attribute(tag, "text"));
    let title = title
        .map(|title| line(&title))
        .filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| url.clone());
    (!url.is_empty()).then_some(Subscription { title, url })
}

/// An attribute by its name in any case; entities that are not HTML's stay as written.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let mut all = all.with_checks(false).flatten();
    let found = all.find(|attribute| attribute.key.as_ref().eq_ignore_ascii_case(name))?;
    Some(html::decode(&found.value).into_owned())
}
