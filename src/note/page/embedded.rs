//! Articles that a page carries as data, for its script to show: `articleBody` of JSON-LD, the
//! state of Next.js (`__NEXT_DATA__`), and `window.__INITIAL_STATE__`.
//!
//! Only what is plainly text is taken: the longest value under a key that names one. States that
//! are programs rather than JSON are not run.

use serde::Deserialize;
use serde_json::Value;

use super::super::html::{Token, tokens};
use super::head::Head;

/// Keys under which articles stand.
const KEYS: &[&str] = &[
    "articleBody",
    "articleContent",
    "article_content",
    "content",
    "contentHtml",
    "content_html",
    "body",
    "bodyHtml",
    "html",
    "text",
    "detail",
    "newsContent",
    "post_content",
];

/// What is assigned to when a page keeps its state.
const STATES: &[&str] = &[
    "__INITIAL_STATE__",
    "__INITIAL_DATA__",
    "__PRELOADED_STATE__",
    "__NEXT_DATA__",
];

/// Bytes of the shortest text that can be an article.
const SHORTEST: usize = 300;

/// Deepest nesting that is searched; JSON deeper than 128 is not read at all.
const DEEPEST: usize = 64;

/// The longest article that the data of a page hold.
pub(super) fn article(page: &str, head: &Head) -> Option<String> {
    let mut best = head.body.clone().unwrap_or_default();
    let mut is_state = false;
    for token in tokens(page) {
        match token {
            Token::Tag(tag) => {
                let id = tag.attribute("id").unwrap_or_default();
                is_state = tag.name == "script" && !tag.is_close && STATES.contains(&id.as_str());
            }
            Token::Text(text) => {
                let found = if is_state { json(text) } else { assigned(text) };
                if let Some(value) = found {
                    longest(&value, None, 0, &mut best);
                }
            }
            Token::Comment => {}
        }
    }
    (best.len() >= SHORTEST).then_some(best)
}

/// The value that a script assigns to a state.
fn assigned(script: &str) -> Option<Value> {
    STATES.iter().find_map(|state| {
        let rest = script.get(script.find(state)? + state.len()..)?;
        let rest = rest.trim_start_matches([']', '"', '\'', ' ']);
        json(rest.strip_prefix('=')?)
    })
}

/// The JSON that a text begins with, whatever stands behind it.
fn json(text: &str) -> Option<Value> {
    let mut reader = serde_json::Deserializer::from_str(text.trim_start());
    Value::deserialize(&mut reader).ok()
}

/// Keeps the longest text below a value that stands under one of the keys.
fn longest(value: &Value, key: Option<&str>, depth: usize, best: &mut String) {
    match value {
        _ if depth > DEEPEST => {}
        Value::String(text) => {
            let is_named = key.is_some_and(|key| KEYS.contains(&key));
            if is_named && text.len() > best.len() && is_article(text) {
                best.clone_from(text);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| longest(item, key, depth + 1, best)),
        Value::Object(map) => {
            for (key, inner) in map {
                longest(inner, Some(key), depth + 1, best);
            }
        }
        _ => {}
    }
}

/// Whether a text reads as prose or HTML rather than as a script or a style.
fn is_article(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect();
    let stops = head.matches(['。', '，', '.', ',']).count();
    let signs = head.matches(['{', '}', ';']).count();
    text.len() >= SHORTEST && stops >= 3 && signs <= stops
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body() -> String {
        "<p>市场在周三遭遇了罕见的抛售，动量组合下跌，做市商的对冲放大了波动。</p>".repeat(5)
    }

    #[test]
    fn states_and_linked_data_give_the_article() {
        let text = body().replace('"', "\\\"");
        for page in [
            format!(
                "<script id=\"__NEXT_DATA__\" type=\"application/json\">{{\"props\":{{\"post\":{{\"content\":\"{text}\"}}}}}}</script>"
            ),
            format!(
                "<script>window.__INITIAL_STATE__ = {{\"a\":[{{\"body\":\"{text}\"}}]}};(function(){{}})()</script>"
            ),
            format!("<script>window[\"__INITIAL_STATE__\"]={{\"detail\":\"{text}\"}}</script>"),
        ] {
            assert_eq!(article(&page, &Head::default()), Some(body()), "{page}");
        }
        let head = Head {
            body: Some(body()),
            ..Head::default()
        };
        assert_eq!(article("", &head), Some(body()));
    }

    #[test]
    fn what_is_no_article_is_left() {
        let css = "a{color:red;}".repeat(40);
        for page in [
            format!("<script id=\"__NEXT_DATA__\">{{\"content\":\"{css}\"}}</script>"),
            format!(
                "<script id=\"__NEXT_DATA__\">{{\"other\":\"{}\"}}</script>",
                body()
            ),
            String::from("<script id=\"__NEXT_DATA__\">{\"content\":\"短。\"}</script>"),
            format!(
                "<script>window.__INITIAL_STATE__=function(){{return \"{}\"}}</script>",
                body()
            ),
            format!(
                "<script id=\"__NEXT_DATA__\">{}</script>",
                "[".repeat(100_000)
            ),
        ] {
            assert_eq!(article(&page, &Head::default()), None);
        }
    }

    proptest! {
        #[test]
        fn any_script_is_read_without_a_panic(script in "(__INITIAL_STATE__|=|\\{|\\}|\"body\":|\"甲\"|\\[|,|;| ){0,16}") {
            let _ = article(&format!("<script>{script}</script>"), &Head::default());
        }
    }
}
