//! Feeds of every kind, whole and damaged.

use super::*;

#[test]
fn roots_tell_what_a_file_is() {
    for (head, feed, list) in [
        (
            "<?xml version=\"1.0\"?>\n<!-- x -->\n<rss version=\"2.0\">",
            true,
            false,
        ),
        ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", true, false),
        ("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", true, false),
        ("<rdf:RDF xmlns=\"http://example.org/\">", false, false),
        (
            "{\"version\": \"https://jsonfeed.org/version/1.1\"",
            true,
            false,
        ),
        ("{\"version\": 1", false, false),
        ("\u{feff}<opml version=\"2.0\">", false, true),
        ("<!DOCTYPE html><html>", false, false),
        ("<!DOCTYPE rss [<!ENTITY a \"b>\">]><rss>", true, false),
        ("", false, false),
        ("text", false, false),
    ] {
        assert_eq!(is_feed(head.as_bytes()), feed, "{head}");
        assert_eq!(is_subscriptions(head.as_bytes()), list, "{head}");
    }
}
