//! Feeds and lists of feeds.

use crate::note::feed;

use super::writing::{Arrived, set};
use super::{Import, ImportNews};

impl Import<'_> {
    /// A note for each entry. `address` is where the feed was fetched from.
    pub(super) fn feed(&mut self, shown: &str, address: Option<&str>, bytes: &[u8]) {
        let read = match feed::read(bytes) {
            Ok(read) => read,
            Err(error) => return self.fail(shown, &error),
        };
        for notice in &read.notices {
            (self.tell)(ImportNews::Notice(format!("{shown}: {notice}")));
        }
        if read.entries.is_empty() {
            (self.tell)(ImportNews::Notice(format!(
                "{shown}: the feed has no entry"
            )));
        }
        let page = read.link.as_deref().or(address);
        let name = address.or(page).unwrap_or(&read.title).to_owned();
        for mut entry in read.entries {
            if entry.note.passages.is_empty() {
                let title = &entry.note.metadata.title;
                (self.tell)(ImportNews::Notice(format!(
                    "{shown}: the entry \u{201c}{title}\u{201d} holds no text; it was passed over"
                )));
                continue;
            }
            let keys = &mut entry.note.metadata.other;
            if !keys.iter().any(|(key, _)| key == feed::FEED_KEY) {
                set(keys, feed::FEED_KEY, &name);
            }
            let shown_entry = entry.link.clone().unwrap_or_else(|| shown.to_owned());
            self.note(Arrived {
                shown: &shown_entry,
                address: entry.link.as_deref().or(page),
                local: None,
                note: entry.note,
            });
        }
    }

    /// Every feed of a list; one that fails is named, and the others go on.
    pub(super) fn subscriptions(&mut self, shown: &str, bytes: &[u8]) {
        let list = match feed::subscriptions(bytes) {
            Ok(list) => list,
            Err(error) => return self.fail(shown, &error),
        };
        if list.is_empty() {
            return self.fail(shown, "the list names no feed");
        }
        for subscription in list {
            self.subscription(&subscription.url);
        }
    }

    /// A list within a list is not followed: two that name each other would go on for ever.
    fn subscription(&mut self, address: &str) {
        let fetched = match self.fetch(address) {
            Ok(fetched) => fetched,
            Err(reason) => return self.fail(address, &reason),
        };
        if !feed::is_feed(&fetched.bytes) {
            return self.fail(address, "is no feed, though the list names it as one");
        }
        self.feed(address, Some(address), &fetched.bytes);
    }
}
