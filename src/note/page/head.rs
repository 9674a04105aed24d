//! What a page says of itself to machines: `<meta>`, JSON-LD, `<time>`.
//!
//! Sources: the Open Graph protocol (`og:`, `article:`), schema.org's `Article` in JSON-LD and as
//! microdata, Dublin Core, and the names that Chinese portals use. The first that is filled counts,
//! in the order of the tables below. Times are taken as the day written.

use jiff::civil::Date;
use serde_json::Value;

use crate::text::sanitise::sanitise;

use super::super::date;
use super::{Token, html};

/// Names of `<meta>` by what they give, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publishtime",
    "_pubtime",
    "weibo:article:create_at",
    "bytedance:published_time",
    "article:create_at",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "release_date",
    "date",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "sailthru.author",
    "mediaid",
];
const SITES: &[&str] = &[
    "og:site_name",
    "application-name",
    "copyright_site",
    "dc.publisher",
];
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "headline", "title"];
const TAGS: &[&str] = &["article:tag", "keywords", "news_keywords"];

/// Characters of the longest name of a person or a site.
const LONGEST_NAME: usize = 60;

/// Deepest nesting that is searched in JSON-LD.
const DEEPEST: usize = 12;

/// What was found.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Head {
    pub title: Option<String>,
    pub author: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// Where the page is from.
    pub address: Option<String>,
    pub date: Option<Date>,
    /// The first `<time>` below the title, which may be another article's.
    pub time: Option<Date>,
    pub tags: Vec<String>,
    /// `articleBody` of JSON-LD.
    pub body: Option<String>,
}

/// Reads the head of a page, and its data wherever they stand.
pub(super) fn read(page: &str) -> Head {
    let mut found = Found::default();
    let mut data = None;
    for token in html::tokens(page) {
        match token {
            Token::Tag(tag) if !tag.is_close => {
                data = None;
                match tag.name.as_str() {
                    "meta" => found.meta(&tag),
                    "link" => found.link(&tag),
                    "time" => found.time(&tag),
                    "h1" => found.is_below_title = true,
                    "script" => {
                        data = tag
                            .attribute("type")
                            .filter(|kind| kind.contains("ld+json"));
                    }
                    _ => {}
                }
            }
            Token::Text(text) if data.is_some() => found.json(text),
            _ => {}
        }
    }
    found.settle()
}

#[derive(Default)]
struct Found {
    /// Lower-case names and values, in order.
    metas: Vec<(String, String)>,
    address: Option<String>,
    first_time: Option<Date>,
    time_below: Option<Date>,
    is_below_title: bool,
    linked: Head,
}

impl Found {
    fn meta(&mut self, tag: &html::Tag<'_>) {
        let name = ["name", "property", "itemprop"]
            .iter()
            .find_map(|key| tag.attribute(key));
        let content = tag.attribute("content").map(|text| clean(&text));
        if let (Some(name), Some(content)) = (name, content)
            && !content.is_empty()
        {
            self.metas.push((name.to_ascii_lowercase(), content));
        }
    }

    fn link(&mut self, tag: &html::Tag<'_>) {
        if tag
            .attribute("rel")
            .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        {
            self.address = tag.attribute("href").map(|text| clean(&text));
        }
    }

    fn time(&mut self, tag: &html::Tag<'_>) {
        let written = tag
            .attribute("datetime")
            .and_then(|text| date::parse(&text));
        let is_published = tag
            .attribute("itemprop")
            .is_some_and(|name| name == "datePublished")
            || tag.attribute("pubdate").is_some();
        if is_published {
            self.linked.date = self.linked.date.or(written);
        }
        self.first_time = self.first_time.or(written);
        if self.is_below_title {
            self.time_below = self.time_below.or(written);
        }
    }

    fn json(&mut self, text: &str) {
        if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
            self.linked_data(&value, 0);
        }
    }

    /// Takes every article of a JSON-LD value.
    fn linked_data(&mut self, value: &Value, depth: usize) {
        match value {
            _ if depth > DEEPEST => {}
            Value::Array(items) => items
                .iter()
                .for_each(|item| self.linked_data(item, depth + 1)),
            Value::Object(map) => {
                if is_article(value) {
                    self.article(value);
                }
                for key in ["@graph", "mainEntity", "itemListElement"] {
                    if let Some(inner) = map.get(key) {
                        self.linked_data(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, value: &Value) {
        let text = |key: &str| value.get(key).and_then(words);
        let linked = &mut self.linked;
        let day = ["datePublished", "dateCreated"]
            .iter()
            .find_map(|key| text(key));
        linked.date = linked.date.or_else(|| date::parse(&day?));
        linked.title = linked
            .title
            .take()
            .or_else(|| text("headline").or_else(|| text("name")));
        linked.author = linked.author.take().or_else(|| text("author"));
        linked.site = linked.site.take().or_else(|| text("publisher"));
        // Its line ends part its paragraphs.
        let body = value.get("articleBody").and_then(Value::as_str);
        let body = body.map(str::trim).filter(|body| !body.is_empty());
        linked.body = linked.body.take().or_else(|| body.map(str::to_owned));
    }

    fn settle(self) -> Head {
        let values = |names: &'static [&'static str]| {
            let metas = &self.metas;
            names.iter().flat_map(move |name| {
                metas
                    .iter()
                    .filter(move |(key, _)| key == name)
                    .map(|(_, value)| value.as_str())
            })
        };
        let is_name = |text: &&str| !text.contains("://") && text.chars().count() <= LONGEST_NAME;
        let address = self.metas.iter().find(|(key, _)| key == "og:url");
        let tags = values(TAGS).flat_map(|text| text.split([',', '，', '、', ';']));
        let mut kept: Vec<String> = Vec::new();
        for tag in tags
            .map(str::trim)
            .filter(|tag| !tag.is_empty() && tag.chars().count() <= 16)
        {
            if kept.len() < 12 && !kept.iter().any(|known| known == tag) {
                kept.push(tag.to_owned());
            }
        }
        Head {
            title: self
                .linked
                .title
                .or_else(|| values(TITLES).next().map(str::to_owned)),
            author: self
                .linked
                .author
                .or_else(|| values(AUTHORS).find(is_name).map(str::to_owned)),
            site: self
                .linked
                .site
                .or_else(|| values(SITES).find(is_name).map(str::to_owned)),
            address: self
                .address
                .or_else(|| address.map(|(_, value)| value.clone())),
            date: self
                .linked
                .date
                .or_else(|| values(DATES).find_map(date::parse)),
            time: self.time_below.or(self.first_time),
            tags: kept,
            body: self.linked.body,
        }
    }
}

/// Whether a JSON-LD object is an article: `NewsArticle`, `BlogPosting`, `Report`.
fn is_article(value: &Value) -> bool {
    let is_one = |name: &str| {
        ["Article", "Posting", "Report"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    match value.get("@type") {
        Some(Value::String(name)) => is_one(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

/// The words of a value: a text, the name of an object, the names of several.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => clean(text),
        Value::Object(map) => map.get("name").and_then(Value::as_str).map(clean)?,
        Value::Array(items) => {
            let names: Vec<String> = items.iter().take(8).filter_map(one_name).collect();
            names.join(", ")
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn one_name(value: &Value) -> Option<String> {
    let name = value
        .as_str()
        .or_else(|| value.get("name").and_then(Value::as_str))?;
    Some(clean(name))
}

/// A text on one line, without control characters.
fn clean(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    sanitise(&words).0.into_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_to_name_the_day() {
        for source in [
            r#"<meta property="article:published_time" content="2026-02-05T10:00:00+08:00">"#,
            r"<META NAME='pubdate' CONTENT='2026年2月5日'>",
            r#"<meta itemprop="datePublished" content="2026-02-05">"#,
            r#"<time itemprop="datePublished" datetime="2026-02-05T08:00">2小时前</time>"#,
            r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-02-05"}</script>"#,
            r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["X","BlogPosting"],"datePublished":"2026-02-05"}]}</script>"#,
        ] {
            assert_eq!(read(source).date, Some(day(2026, 2, 5)), "{source}");
        }
    }

    #[test]
    fn names_are_names() {
        for (source, author, site) in [
            (
                r#"<meta name="author" content="某甲"><meta property="og:site_name" content="某网">"#,
                Some("某甲"),
                Some("某网"),
            ),
            (
                r#"<meta property="article:author" content="https://a.example/u">"#,
                None,
                None,
            ),
            (
                r#"<script type="application/ld+json">[{"@type":"Article","author":[{"name":"A"},"B"],"publisher":{"name":"P"}}]</script>"#,
                Some("A, B"),
                Some("P"),
            ),
            (
                r#"<script type="application/ld+json">{broken</script>"#,
                None,
                None,
            ),
        ] {
            let head = read(source);
            assert_eq!(
                (head.author.as_deref(), head.site.as_deref()),
                (author, site),
                "{source}"
            );
        }
    }

    #[test]
    fn a_time_below_the_title_goes_before_one_above() {
        let page =
            r#"<time datetime="2026-01-01">x</time><h1>t</h1><time datetime="2026-02-05">y</time>"#;
        assert_eq!(read(page).time, Some(day(2026, 2, 5)));
        assert_eq!(read(page).date, None);
    }

    #[test]
    fn tags_addresses_and_bodies_are_read() {
        let head = read(
            r#"<link rel="canonical" href="https://a.example/1"><meta name="keywords" content="美股,动量，美股">
            <script type="application/ld+json">{"@type":"Report","headline":"题","articleBody":"甲。\n乙。"}</script>"#,
        );
        assert_eq!(head.tags, ["美股", "动量"]);
        assert_eq!(head.address.as_deref(), Some("https://a.example/1"));
        assert_eq!(head.body.as_deref(), Some("甲。\n乙。"));
        assert_eq!(head.title.as_deref(), Some("题"));
    }

    proptest! {
        #[test]
        fn any_page_is_read_without_a_panic(page in "(<meta |<script type=\"application/ld\\+json\">|</script>|\\{\"@graph\":|\\[|name=\"date\"|content=\"2026-02-05\"|>|甲){0,16}") {
            let _ = read(&page);
        }
    }
}
