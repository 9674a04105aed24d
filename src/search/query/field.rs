//! The fields that a query may name, and what their closed ones may hold, in English and Chinese.

use crate::search::Rank;
use crate::search::filed::Kind;
use crate::text::fold::folded;

/// A field of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Summary,
    /// What a note is filed under.
    Filed(Kind),
    Tag,
    Ticker,
    Concept,
    Language,
    /// Days that a note is of.
    Date,
    /// The first day that a note may be of.
    Since,
    Has,
    Is,
    /// No condition: the order of what is found.
    Sort,
}

/// Each field with its name, and the name that a Chinese reader would type, simplified.
const FIELDS: [(Field, &str, &str); 22] = [
    (Field::Title, "title", "标题"),
    (Field::Summary, "summary", "摘要"),
    (Field::Filed(Kind::Speaker), "speaker", "主讲"),
    (Field::Filed(Kind::Guest), "guest", "嘉宾"),
    (Field::Filed(Kind::Author), "author", "作者"),
    (Field::Filed(Kind::Person), "person", "人物"),
    (Field::Filed(Kind::Org), "org", "机构"),
    (Field::Filed(Kind::Product), "product", "产品"),
    (Field::Tag, "tag", "标签"),
    (Field::Ticker, "ticker", "代码"),
    (Field::Concept, "concept", "概念"),
    (Field::Filed(Kind::Series), "series", "系列"),
    (Field::Filed(Kind::Category), "category", "分类"),
    (Field::Filed(Kind::Source), "source", "来源"),
    (Field::Language, "lang", "语言"),
    (Field::Filed(Kind::Status), "status", "状态"),
    (Field::Filed(Kind::Path), "path", "路径"),
    (Field::Date, "date", "日期"),
    (Field::Since, "since", "最近"),
    (Field::Has, "has", "含"),
    (Field::Is, "is", "是"),
    (Field::Sort, "sort", "排序"),
];

/// Every name of a field, in the order in which they are told.
pub(super) const NAMES: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < FIELDS.len() {
        names[at] = FIELDS[at].1;
        at += 1;
    }
    names
};

impl Field {
    pub(super) fn name(self) -> &'static str {
        let found = FIELDS.iter().find(|(field, ..)| *field == self);
        found.map_or("", |(_, name, _)| name)
    }

    /// The field of a name in English or Chinese, in any case, width and script.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = folded(name);
        let mut fields = FIELDS.iter();
        let found = fields.find(|(_, english, chinese)| name == *english || name == *chinese);
        found.map(|(field, ..)| *field)
    }
}

/// A value that is one of a few: as it is told, and what it is also called, in Chinese simplified.
type Choices<T> = &'static [(T, &'static str, &'static [&'static str])];

/// What `is:` may say of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Unread,
    Read,
    /// It has this, or has not.
    Has(&'static str, bool),
}

const STATES: Choices<State> = &[
    (State::Unread, "unread", &["未读", "新"]),
    (State::Read, "read", &["已读"]),
    (State::Has("tag", true), "tagged", &["有标签"]),
    (State::Has("tag", false), "untagged", &["无标签"]),
    (State::Has("date", true), "dated", &["有日期"]),
    (State::Has("date", false), "undated", &["无日期"]),
    (
        State::Has("translation", true),
        "translated",
        &["bilingual", "双语", "有译文"],
    ),
];

const ORDERS: Choices<Rank> = &[
    (Rank::Newest, "date", &["newest", "日期", "最新"]),
    (Rank::Oldest, "oldest", &["最早", "最旧"]),
    (Rank::Title, "title", &["标题"]),
    (Rank::Longest, "length", &["longest", "长度", "篇幅"]),
    (Rank::Best, "best", &["relevance", "相关", "相关度"]),
];

const LANGUAGES: Choices<&str> = &[
    ("zh", "zh", &["chinese", "中文"]),
    ("zh-hans", "zh-hans", &["hans", "zh-cn", "简", "简体"]),
    (
        "zh-hant",
        "zh-hant",
        &["hant", "zh-tw", "zh-hk", "繁", "繁体"],
    ),
    ("en", "en", &["english", "英文"]),
    ("mul", "mul", &["mixed", "双语"]),
];

const THINGS: Choices<&str> = &[
    ("english", "english", &["en", "英文"]),
    ("chinese", "chinese", &["zh", "中文"]),
    ("translation", "translation", &["译文", "双语"]),
    ("table", "table", &["tables", "表格", "表"]),
    (
        "image",
        "image",
        &["images", "picture", "chart", "图片", "图"],
    ),
    ("code", "code", &["代码"]),
    ("quote", "quote", &["quotes", "引文", "引用"]),
    ("list", "list", &["lists", "列表"]),
    ("glossary", "glossary", &["definition", "术语"]),
    ("times", "times", &["timestamps", "时间"]),
    ("speaker", "speaker", &["speakers", "主讲"]),
    ("summary", "summary", &["摘要"]),
    ("source", "source", &["来源"]),
    ("tag", "tag", &["tags", "标签"]),
    ("date", "date", &["日期"]),
    ("problem", "problem", &["problems", "diagnostic", "问题"]),
];

/// What `is:` was given.
pub(super) fn state(value: &str) -> Result<State, Vec<&'static str>> {
    choice(STATES, value)
}

/// What `sort:` was given.
pub(super) fn order(value: &str) -> Result<Rank, Vec<&'static str>> {
    choice(ORDERS, value)
}

/// The tag of the language that `lang:` was given.
pub(super) fn language(value: &str) -> Result<&'static str, Vec<&'static str>> {
    choice(LANGUAGES, value)
}

/// What `has:` was given.
pub(super) fn thing(value: &str) -> Result<&'static str, Vec<&'static str>> {
    choice(THINGS, value)
}

/// The choice of a name, else the names of all.
fn choice<T: Copy>(choices: Choices<T>, value: &str) -> Result<T, Vec<&'static str>> {
    let value = folded(value.trim()).replace('_', "-");
    let mut known = choices.iter();
    let found = known.find(|(_, name, others)| value == *name || others.contains(&value.as_str()));
    found.map(|(choice, ..)| *choice).ok_or_else(|| {
        let names = choices.iter().map(|(_, name, _)| *name);
        names.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::terms;

    #[test]
    fn a_field_is_called_by_its_name_in_either_language() {
        for (field, english, chinese) in FIELDS {
            assert_eq!(Field::named(english), Some(field));
            assert_eq!(Field::named(chinese), Some(field));
            assert_eq!(field.name(), english);
            assert_eq!(folded(chinese), chinese, "compared as folded");
        }
        assert_eq!(Field::named("標籤"), Some(Field::Tag));
        assert_eq!(Field::named("ＤＡＴＥ"), Some(Field::Date));
        assert_eq!(Field::named("colour"), None);
        assert_eq!(Field::named(""), None);
    }

    #[test]
    fn choices_have_names_of_their_own() {
        fn check<T>(choices: Choices<T>) {
            let mut known: Vec<&str> = Vec::new();
            for (_, name, others) in choices {
                for name in others.iter().chain([name]) {
                    assert!(!known.contains(name), "{name}");
                    assert_eq!(folded(name), *name);
                    known.push(name);
                }
            }
        }
        check(STATES);
        check(ORDERS);
        check(LANGUAGES);
        check(THINGS);
    }

    #[test]
    fn all_that_notes_are_indexed_with_can_be_asked_for() {
        let things: Vec<&str> = THINGS.iter().map(|(thing, ..)| *thing).collect();
        assert_eq!(things, terms::HAS);
        for (state, ..) in STATES {
            if let State::Has(thing, _) = state {
                assert!(terms::HAS.contains(thing), "{thing}");
            }
        }
    }

    #[test]
    fn an_unknown_value_is_answered_by_the_known_ones() {
        assert_eq!(thing("表格"), Ok("table"));
        assert_eq!(language("繁體"), Ok("zh-hant"));
        assert_eq!(order("Newest"), Ok(Rank::Newest));
        assert_eq!(state("未讀"), Ok(State::Unread));
        let known = state("red").unwrap_err();
        assert_eq!(known.first(), Some(&"unread"));
    }
}
