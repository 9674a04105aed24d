//! Feeds of every kind, whole and damaged.

use proptest::prelude::*;

use super::*;
use crate::model::{Emphasis, Passage, PassageKind};

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

fn feed(text: &str) -> Feed {
    read(text.as_bytes()).expect("a feed")
}

fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>收盘 &amp; 夜盘</title><link>https://desk.example/</link>{items}</channel></rss>"
    )
}

fn texts(entry: &Entry) -> Vec<String> {
    let texts = entry.note.passages.iter().flat_map(Passage::texts);
    texts.map(|(_, text)| text.content.to_string()).collect()
}

#[test]
fn an_entry_of_rss_is_a_note() {
    let feed = feed(&rss(
        "<item><title>波动率 &lt;b&gt;回落&lt;/b&gt;</title><link>https://desk.example/a</link><guid>id-1</guid>\
         <pubDate>Mon, 09 Feb 2026 00:30:00 +0800</pubDate><dc:creator>周岚</dc:creator>\
         <category>波动率</category><category>做市商</category><category>波动率</category>\
         <description>短评。</description>\
         <content:encoded><![CDATA[<h2>做市商</h2><p>周三<b>买入</b>，见<a href=\"/b?x=1&amp;y=2\">图</a>。</p><img src=\"c.png\" alt=\"走势\">]]></content:encoded></item>",
    ));
    assert_eq!(feed.title, "收盘 & 夜盘");
    assert_eq!(feed.link.as_deref(), Some("https://desk.example/"));
    assert_eq!(feed.notices, []);
    let [entry] = &feed.entries[..] else {
        panic!("{feed:?}");
    };
    assert_eq!(entry.id, "id-1");
    assert_eq!(entry.updated.as_deref(), Some("2026-02-09T00:30:00+08:00"));
    let metadata = &entry.note.metadata;
    assert_eq!(metadata.title, "波动率 回落");
    // The day in Hong Kong, though it is Sunday in Greenwich.
    assert_eq!(metadata.date, Some(jiff::civil::date(2026, 2, 9)));
    assert_eq!(metadata.credits.author.as_deref(), Some("周岚"));
    assert_eq!(metadata.tags, ["波动率", "做市商"]);
    assert_eq!(metadata.source.as_deref(), Some("https://desk.example/a"));
    assert_eq!(metadata.series.as_deref(), Some("收盘 & 夜盘"));
    assert_eq!(metadata.summary.as_deref(), Some("短评。"));
    let keys: Vec<&str> = metadata.other.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["entry", "feed", "updated"]);
    assert_eq!(texts(entry), ["做市商", "周三买入，见图。", "走势"]);
    let kinds: Vec<_> = entry.note.passages.iter().map(|p| p.kind.clone()).collect();
    let image = PassageKind::Image("https://desk.example/c.png".into());
    assert_eq!(kinds, [PassageKind::Heading(2), PassageKind::Prose, image]);
    let spans = entry
        .note
        .passages
        .iter()
        .flat_map(Passage::texts)
        .flat_map(|(_, text)| &text.spans);
    let link = Emphasis::Link("https://desk.example/b?x=1&y=2".into());
    assert!(spans.into_iter().any(|span| span.emphasis == link));
}

#[test]
fn every_kind_of_feed_gives_the_same_note() {
    let item =
        "<title>题</title><link>http://a.example/1</link><description>正文第一句。</description>";
    for text in [
        rss(&format!("<item>{item}</item>")),
        format!(
            "<rss version=\"0.91\"><channel><title>名</title><link>http://a.example</link><item>{item}</item></channel></rss>"
        ),
        format!(
            "<rss version='0.93'><channel><title>名</title><item>{item}</item></channel></rss>"
        ),
        format!("<rss><channel><title>名</title><item>{item}</item></channel></rss>"),
        format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">\
             <channel rdf:about=\"x\"><title>名</title></channel><item rdf:about=\"http://a.example/1\">{item}</item></rdf:RDF>"
        ),
        String::from(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>名</title><id>f</id><updated>2026-02-09T00:00:00Z</updated>\
             <entry><id>e</id><title>题</title><link href=\"http://a.example/1\"/><updated>2026-02-09T00:00:00Z</updated>\
             <summary>正文第一句。</summary></entry></feed>",
        ),
        String::from(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"名\",\"items\":[{\"id\":\"e\",\"url\":\"http://a.example/1\",\
             \"title\":\"题\",\"content_text\":\"正文第一句。\"}]}",
        ),
    ] {
        let feed = feed(&text);
        let [entry] = &feed.entries[..] else {
            panic!("{text}: {feed:?}");
        };
        assert_eq!(entry.note.metadata.title, "题", "{text}");
        assert_eq!(entry.link.as_deref(), Some("http://a.example/1"), "{text}");
        assert_eq!(texts(entry), ["正文第一句。"], "{text}");
        assert!(!entry.id.is_empty());
    }
}

#[test]
fn atom_resolves_against_its_bases_and_keeps_xhtml() {
    let feed = feed(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://a.example/blog/\"><title type=\"html\">A &amp;amp; B</title><id>f</id>\
         <author><name>Desk</name></author>\
         <entry xml:base=\"2026/\"><id>e</id><title type=\"text\">x &lt; y</title><link href=\"one\"/><published>2026-02-08T20:00:00-05:00</published>\
         <updated>2026-02-10T00:00:00Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>See <a href=\"chart.png\">it</a>.</p></div></content></entry></feed>",
    );
    assert_eq!(feed.title, "A & B");
    let entry = &feed.entries[0];
    assert_eq!(entry.note.metadata.title, "x < y");
    assert_eq!(
        entry.note.metadata.date,
        Some(jiff::civil::date(2026, 2, 8))
    );
    assert_eq!(entry.updated.as_deref(), Some("2026-02-10T00:00:00Z"));
    assert_eq!(entry.note.metadata.credits.author.as_deref(), Some("Desk"));
    let (_, text) = entry.note.passages[0].texts().next().expect("a text");
    let link = Emphasis::Link("https://a.example/blog/2026/chart.png".into());
    assert_eq!(text.spans[0].emphasis, link);
}

#[test]
fn of_two_entries_of_one_id_the_newer_stays_and_the_other_is_named() {
    let item = |title: &str, date: &str| {
        format!(
            "<item><guid>same</guid><title>{title}</title><description>文</description><pubDate>{date}</pubDate></item>"
        )
    };
    let old = item("旧", "Mon, 09 Feb 2026 01:00:00 +0800");
    let new = item("新", "Sun, 08 Feb 2026 18:00:00 GMT");
    for text in [format!("{old}{new}"), format!("{new}{old}")] {
        let feed = feed(&rss(&text));
        assert_eq!(feed.entries.len(), 1);
        assert_eq!(feed.entries[0].note.metadata.title, "新");
        let doubled = Notice::Doubled {
            id: "same".into(),
            kept: "新".into(),
            dropped: "旧".into(),
        };
        assert_eq!(feed.notices, [doubled]);
    }
}

#[test]
fn entries_without_ids_keep_the_same_ones() {
    let text = rss(
        "<item><title>一</title><link>http://a.example/1</link></item><item><title>二</title><link>http://a.example/1</link></item>\
         <item><description>没有题目的一句话，说的是周三的收盘。</description></item>",
    );
    let (one, other) = (feed(&text), feed(&text));
    let ids: Vec<&str> = one.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(one, other);
    assert_eq!(
        one.entries[2].note.metadata.title,
        "没有题目的一句话，说的是周三的收盘。"
    );
}

#[test]
fn declared_encodings_are_read() {
    let text =
        rss("<item><title>波动率回落</title><description>做市商周三买入。</description></item>");
    for (label, encoding) in [
        ("gb2312", encoding_rs::GBK),
        ("GB18030", encoding_rs::GB18030),
    ] {
        let text = text.replace("UTF-8", label);
        let (bytes, ..) = encoding.encode(&text);
        let feed = read(&bytes).expect("a feed");
        assert_eq!(feed.entries[0].note.metadata.title, "波动率回落");
        assert_eq!(feed.entries[0].note.metadata.encoding, encoding.name());
    }
    let text = rss("<item><title>殖利率</title><description>殖利率曲線變陡。</description></item>")
        .replace("UTF-8", "Big5");
    let text = text.replace("收盘", "收盤").replace("夜盘", "夜盤");
    let (bytes, ..) = encoding_rs::BIG5.encode(&text);
    assert_eq!(read(&bytes).expect("a feed").title, "收盤 & 夜盤");
    // A copy in UTF-8 that still claims to be another.
    let feed = read(text.as_bytes()).expect("a feed");
    assert_eq!(feed.entries[0].note.metadata.title, "殖利率");
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &wide].concat();
    assert_eq!(read(&marked).expect("a feed").entries.len(), 1);
}

#[test]
fn entities_of_the_document_are_not_expanded() {
    let mut bomb = String::from("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">");
    for level in 1..30 {
        let below = format!("&a{};", level - 1).repeat(10);
        let entity = format!("<!ENTITY a{level} \"{below}\">");
        bomb.push_str(&entity);
    }
    bomb.push_str("]><rss version=\"2.0\"><channel><title>x &a29; y</title><item><title>&a29;</title><description>z</description></item></channel></rss>");
    let feed = feed(&bomb);
    assert_eq!(feed.title, "x &a29; y");
    assert_eq!(feed.entries[0].note.metadata.title, "&a29;");
}

#[test]
fn deep_nests_are_read_at_once() {
    let deep = 10_000;
    let html = format!(
        "{}正文。{}",
        "<div><b>".repeat(deep),
        "</b></div>".repeat(deep)
    );
    let escaped = html.replace('<', "&lt;");
    let inside = feed(&rss(&format!(
        "<item><title>t</title><description>{escaped}</description></item>"
    )));
    assert_eq!(texts(&inside.entries[0]), ["正文。"]);
    let around = rss(&format!(
        "<item><title>t</title><description>d</description>{html}</item>"
    ));
    assert_eq!(feed(&around).entries.len(), 1);
    let opml = format!("<opml>{}</opml>", "<outline text='a'>".repeat(deep));
    assert_eq!(subscriptions(opml.as_bytes()), Ok(Vec::new()));
}

#[test]
fn a_feed_that_breaks_off_gives_what_is_whole() {
    let whole = rss(
        "<item><title>一</title><description>a</description></item><item><title>二</title><description>b</description></item>",
    );
    let place = whole.find("b</desc").expect("the second");
    let feed = feed(&whole[..place]);
    let titles: Vec<&str> = feed
        .entries
        .iter()
        .map(|entry| entry.note.metadata.title.as_str())
        .collect();
    assert_eq!(titles, ["一"]);
    assert_eq!(feed.notices, [Notice::CutShort { whole: 1 }]);
    assert_eq!(feed.title, "收盘 & 夜盘");
    for end in 0..whole.len() {
        if let Some(part) = whole.get(..end) {
            // Whatever is left is a feed or a reason.
            drop(read(part.as_bytes()));
        }
    }
}

#[test]
fn a_damaged_entry_costs_only_itself() {
    let feed = feed(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>f</title><id>f</id>\
         <entry><id>1</id><title>一</title><content type=\"text\">a</content></entry>\
         <entry><id>2</id><title>二</title><content type=\"???\">b</content></entry>\
         <entry><id>3</id><title>三</title><content type=\"text\">c</content></entry></feed>",
    );
    let ids: Vec<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["1", "3"]);
    assert!(
        matches!(&feed.notices[..], [Notice::Damaged { number: 2, .. }]),
        "{:?}",
        feed.notices
    );
}

#[test]
fn what_is_no_feed_is_said_to_be_none() {
    for (bytes, error) in [
        (&b""[..], NotAFeed::NotText(NotANote::Empty)),
        (b"<html><body>x</body></html>", NotAFeed::Other),
        (b"# note", NotAFeed::Other),
        (
            b"\x89PNG\r\n",
            NotAFeed::NotText(NotANote::Binary {
                found: "a PNG image",
            }),
        ),
    ] {
        assert_eq!(read(bytes), Err(error));
    }
    assert!(matches!(
        read(b"<rss version=\"2.0\">"),
        Err(NotAFeed::Damaged { .. })
    ));
    assert_eq!(subscriptions(b"<rss/>"), Err(NotAFeed::NotAList));
}

#[test]
fn lists_of_feeds_keep_names_and_order() {
    let list = "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>t</title></head><body>\
        <outline text=\"市场\"><outline type=\"rss\" text=\"Desk &amp; Co\" xmlUrl=\"https://a.example/rss?x=1&amp;y=2\"/>\
        <outline title=\"二\" text=\"2\" xmlurl='http://b.example/feed'></outline></outline>\
        <outline xmlUrl=\"http://c.example\"/><outline text=\"again\" xmlUrl=\"http://c.example\"/></body></opml>";
    let found = subscriptions(list.as_bytes()).expect("a list");
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (one.title.as_str(), one.url.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Desk & Co", "https://a.example/rss?x=1&y=2"),
            ("二", "http://b.example/feed"),
            ("http://c.example", "http://c.example"),
        ]
    );
}

#[test]
fn two_languages_of_an_entry_are_brought_together() {
    let pair = "<p>Dealers bought 20 bn of TLT calls on Wednesday and the curve steepened again.</p>\
                <p>做市商周三买入了20亿美元的TLT看涨期权，收益率曲线再度变陡。</p>";
    let feed = feed(&rss(&format!(
        "<item><title>t</title><content:encoded><![CDATA[{pair}]]></content:encoded></item>"
    )));
    let note = &feed.entries[0].note;
    assert_eq!(note.metadata.make, crate::model::Make::DeskNote);
    assert!(note.passages[0].zh.is_some() && note.passages[0].en.is_some());
}

#[test]
fn the_feed_of_the_corpora_is_read() {
    let feeds = crate::note::tests::corpora::shared_files("corpora");
    for path in feeds.iter().filter(|path| path.ends_with("rss.xml")) {
        let bytes = std::fs::read(path).expect("a readable file");
        let feed = read(&bytes).expect("a feed");
        assert!(feed.entries.len() > 10 && feed.notices.is_empty());
        assert!(
            feed.entries
                .iter()
                .all(|entry| entry.note.metadata.date.is_some() && !entry.note.passages.is_empty())
        );
    }
}

proptest! {
    #[test]
    fn any_pieces_are_a_feed_or_a_reason(pieces in prop::collection::vec(prop::sample::select(vec![
        "<rss version=\"2.0\">", "<channel>", "</channel>", "</rss>", "<item>", "</item>", "<title>", "</title>", "题",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry>", "</entry>", "<![CDATA[", "]]>", "<content type=\"xhtml\">",
        "</content>", "&#x1b;", "&amp;", "&nope;", "<!--", "-->", "<p xml:base=\"::\">", "<pubDate>", "2026-02-09", "</pubDate>", "<", ">",
    ]), 0..30)) {
        let text = pieces.concat();
        if let Ok(feed) = read(text.as_bytes()) {
            for entry in feed.entries {
                prop_assert!(!entry.note.metadata.title.is_empty() && !entry.id.is_empty());
            }
        }
        drop(subscriptions(text.as_bytes()));
    }
}

#[test]
fn a_number_is_an_id_of_a_json_feed_too() {
    let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "盘后", "items": [
        {"id": "1", "content_text": "做市商做空伽马。"}, {"id": 2, "content_text": "尾盘放大。"}]}"#;
    let feed = read(text.as_bytes()).unwrap();
    let ids: Vec<&str> = feed.entries.iter().map(|entry| &*entry.id).collect();
    assert_eq!(ids, ["1", "2"]);
}
