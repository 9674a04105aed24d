//! Feeds to notes, an entry a note: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed by `feed-rs`, lists of
//! subscriptions (OPML) by `quick-xml`.
//!
//! Where the field's library fails it is helped: encodings are settled before it reads, versions of
//! RSS that it does not know are read as 2.0, one damaged entry costs only itself, entries without
//! an id get one that stays the same, and a date is the day in the zone in which it was written,
//! not the day in Greenwich. The content of an entry is its article: nothing is set aside.
//! Entities that a document defines itself are not expanded. Nothing is fetched.

mod entry;
mod moment;
mod opml;
mod parts;

use std::collections::HashMap;
use std::path::Path;

use feed_rs::model;

use crate::model::Note;
use crate::text::sanitise::sanitise;

use super::decode::{self, Decoded};
use super::{NotANote, html};

use moment::{Clock, Moment};
use parts::Parts;

pub use opml::{Subscription, subscriptions};

/// Bytes at the head of a file by which it is told what it is.
const HEAD: usize = 4_096;

/// The key of an entry's metadata that names its feed for good.
pub const FEED_KEY: &str = "feed";

/// The key of an entry's metadata that names it for good within its feed.
pub const ENTRY_KEY: &str = "entry";

/// A feed and what it brings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Feed {
    /// Its name; empty where it has none.
    pub title: String,
    /// The page that it is the feed of.
    pub link: Option<String>,
    /// In the order written, each id once.
    pub entries: Vec<Entry>,
    /// What could not be read as written, and what was done about it.
    pub notices: Vec<Notice>,
}

/// One entry of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Names it for good: its own id, else its link and title.
    pub id: String,
    /// Its page.
    pub link: Option<String>,
    /// When it was last changed, in RFC 3339 as far as it is known: `2026-02-09T08:30:00+08:00`,
    /// without the zone or the time of day where none was written.
    pub updated: Option<String>,
    /// Its text and what is known of it.
    pub note: Note,
}

/// Something odd about a feed, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Notice {
    /// Two entries of one id.
    #[error(
        "two entries have the id {id}; the newer, \u{201c}{kept}\u{201d}, was kept and \u{201c}{dropped}\u{201d} was not"
    )]
    Doubled {
        /// The id.
        id: String,
        /// The title of the one kept.
        kept: String,
        /// The title of the other.
        dropped: String,
    },
    /// An entry that cannot be read.
    #[error("entry {number} cannot be read ({reason}); it was left out")]
    Damaged {
        /// Its place in the feed, from 1.
        number: usize,
        /// The library's words.
        reason: String,
    },
    /// The file ends inside the feed.
    #[error("the feed breaks off after entry {whole}; the entries before were read")]
    CutShort {
        /// How many entries are whole.
        whole: usize,
    },
}

/// Why a file is no feed and no list of feeds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAFeed {
    /// No bytes, or bytes that are no text.
    #[error("{0}")]
    NotText(#[from] NotANote),
    /// Text of another kind.
    #[error("the file is no RSS, Atom or JSON feed")]
    Other,
    /// A feed so damaged that nothing of it can be read.
    #[error("the feed cannot be read: {reason}")]
    Damaged {
        /// The library's words.
        reason: String,
    },
    /// XML that is no list of subscriptions.
    #[error("the file is no OPML list of feeds")]
    NotAList,
}

/// Whether a file begins as a feed does. Reads only its head.
#[must_use]
pub fn is_feed(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let json = head.starts_with('{') && head.contains("jsonfeed.org/version/");
    match root(&head) {
        Some("rss" | "feed") => true,
        Some("RDF") => head.contains("purl.org/rss/") || head.contains("netscape.com/rdf"),
        _ => json,
    }
}

/// Whether a file begins as an OPML list of feeds does. Reads only its head.
#[must_use]
pub fn is_subscriptions(bytes: &[u8]) -> bool {
    root(&head(bytes)) == Some("opml")
}

/// The ending of a path that is usual for feeds and lists of them, with its dot; a scan of a folder
/// knows no more of a file. A JSON feed is told by nothing in its name but `feed` itself.
#[must_use]
pub fn extension(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let endings = [".xml", ".rss", ".rdf", ".atom", ".opml", "feed.json"];
    let is_feed = endings.iter().any(|ending| name.ends_with(ending));
    let extension = path.extension()?.to_str()?;
    is_feed.then(|| format!(".{extension}"))
}

/// Reads a feed. Of two entries of one id the newer is kept, which is a notice.
///
/// # Errors
///
/// Where the file is none, or nothing of it can be read.
pub fn read(bytes: &[u8]) -> Result<Feed, NotAFeed> {
    if !is_feed(bytes) {
        decode::decode(bytes)?;
        return Err(NotAFeed::Other);
    }
    let Decoded { text, encoding, .. } = decode::decode(bytes)?;
    let clock = Clock::default();
    let parts = Parts::of(&text);
    let mut notices = Vec::new();
    let feed = parsed(&parts, &clock, &mut notices)?;
    let about = entry::About::of(&feed, &parts, encoding);
    let numbered = feed.entries.into_iter().enumerate();
    let entries = numbered.map(|(at, entry)| {
        let base = parts.base(at);
        entry::read(&entry, &about, &clock, base)
    });
    let entries = newest_of_each(entries.collect(), &mut notices);
    Ok(Feed {
        title: about.title,
        link: about.link,
        entries,
        notices,
    })
}

/// The feed by the library: as a whole, else entry by entry, so that a damaged one costs only itself.
fn parsed(
    parts: &Parts<'_>,
    clock: &Clock,
    notices: &mut Vec<Notice>,
) -> Result<model::Feed, NotAFeed> {
    // A parser that has failed is left in the middle of an entry: each reading takes a new one.
    let reason = match clock.parser().parse(parts.whole().as_bytes()) {
        Ok(feed) => return Ok(feed),
        Err(error) => error.to_string(),
    };
    let Ok(mut feed) = clock.parser().parse(parts.without_entries().as_bytes()) else {
        return Err(NotAFeed::Damaged { reason });
    };
    for at in 0..parts.len() {
        match clock.parser().parse(parts.only(at).as_bytes()) {
            Ok(one) => feed.entries.extend(one.entries),
            Err(error) => {
                // The places of the others stay those of the file.
                feed.entries.push(model::Entry::default());
                notices.push(Notice::Damaged {
                    number: at + 1,
                    reason: error.to_string(),
                });
            }
        }
    }
    if parts.is_cut {
        let whole = parts.len();
        notices.push(Notice::CutShort { whole });
    }
    Ok(feed)
}

/// Keeps the newer of entries of one id, in the place of the first.
fn newest_of_each(
    all: Vec<Option<(Option<Moment>, Entry)>>,
    notices: &mut Vec<Notice>,
) -> Vec<Entry> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<(Option<Moment>, Entry)> = Vec::with_capacity(all.len());
    for (moment, entry) in all.into_iter().flatten() {
        let place = places.get(&entry.id).copied();
        let Some(earlier) = place.and_then(|at| kept.get_mut(at)) else {
            places.insert(entry.id.clone(), kept.len());
            kept.push((moment, entry));
            continue;
        };
        let mut dropped = (moment, entry);
        if dropped.0 > earlier.0 {
            std::mem::swap(earlier, &mut dropped);
        }
        notices.push(Notice::Doubled {
            id: dropped.1.id,
            kept: earlier.1.note.metadata.title.clone(),
            dropped: dropped.1.note.metadata.title,
        });
    }
    kept.into_iter().map(|(_, entry)| entry).collect()
}

/// The first characters of a file; of UTF-16 those that are ASCII.
fn head(bytes: &[u8]) -> String {
    let head = bytes.iter().take(HEAD).filter(|&&byte| byte != 0);
    let head: Vec<u8> = head.copied().collect();
    let text = String::from_utf8_lossy(&head);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffd}');
    text.trim_start_matches(is_mark).to_owned()
}

/// The name of the element that holds all others, without its prefix.
fn root(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let open = rest.strip_prefix('<')?;
        let end = if open.starts_with("!--") {
            open.find("-->")? + 3
        } else if open.starts_with("!DOCTYPE") && open.split('>').next()?.contains('[') {
            open.find("]>")? + 2
        } else if open.starts_with(['?', '!']) {
            open.find('>')? + 1
        } else {
            let name = open
                .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .next()?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        };
        rest = open.get(end..)?;
    }
}

/// A line of text from one that may hold markup.
fn line(text: &str) -> String {
    let mut words = String::new();
    for token in html::tokens(text) {
        match token {
            html::Token::Text(text) => words.push_str(&html::decode(text)),
            html::Token::Tag(tag) if !html::is_element(&tag.name) => words.push_str(tag.raw),
            html::Token::Tag(_) | html::Token::Comment => {}
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    sanitise(&words).0.into_owned()
}

#[cfg(test)]
mod tests;
