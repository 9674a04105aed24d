//! The keys by which front matter names each field, in both languages and both scripts.

/// A field of [`Metadata`](crate::model::Metadata) that front matter can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    OriginalTitle,
    Date,
    Tags,
    Speaker,
    Guest,
    Author,
    Translator,
    Editor,
    Source,
    Summary,
    Series,
    Category,
}

/// The spellings of each field's key, folded to lower case, with `_` for `-` and space.
const SPELLINGS: &[(Field, &[&str])] = &[
    (Field::Title, &["title", "标题", "標題", "题目", "題目"]),
    (
        Field::OriginalTitle,
        &[
            "original_title",
            "title_original",
            "english_title",
            "原题",
            "原題",
            "原标题",
            "原標題",
            "原文标题",
            "原文標題",
            "英文标题",
            "英文標題",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "日期",
            "published",
            "pubdate",
            "publish_date",
            "date_published",
            "发布时间",
            "發佈時間",
            "发布日期",
            "發布日期",
            "created",
        ],
    ),
    (
        Field::Tags,
        &[
            "tags",
            "tag",
            "keywords",
            "标签",
            "標籤",
            "关键词",
            "關鍵詞",
        ],
    ),
    (
        Field::Speaker,
        &["speaker", "speakers", "host", "主讲", "主講", "主持人"],
    ),
    (Field::Guest, &["guest", "guests", "嘉宾", "嘉賓", "來賓"]),
    (
        Field::Author,
        &["author", "authors", "byline", "作者", "原作者", "原文作者"],
    ),
    (
        Field::Translator,
        &[
            "translator",
            "translators",
            "translated_by",
            "译者",
            "譯者",
            "翻译",
            "翻譯",
            "编译",
            "編譯",
        ],
    ),
    (
        Field::Editor,
        &[
            "editor",
            "editors",
            "edited_by",
            "编辑",
            "編輯",
            "责编",
            "責編",
            "责任编辑",
            "責任編輯",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "url",
            "link",
            "来源",
            "來源",
            "出处",
            "出處",
            "原文链接",
            "原文連結",
        ],
    ),
    (
        Field::Summary,
        &["summary", "description", "abstract", "摘要", "概要"],
    ),
    (
        Field::Series,
        &["series", "show", "podcast", "系列", "节目", "節目"],
    ),
    (Field::Category, &["category", "categories", "分类", "分類"]),
];

/// The field that a key names, in any of its spellings.
pub(super) fn field(key: &str) -> Option<Field> {
    let key = key.trim().to_lowercase().replace([' ', '-'], "_");
    SPELLINGS
        .iter()
        .find(|(_, spellings)| spellings.contains(&key.as_str()))
        .map(|(field, _)| *field)
}

/// Whether a key is the plain spelling of a field.
pub(super) fn is_plain(key: &str) -> bool {
    SPELLINGS
        .iter()
        .any(|(_, spellings)| spellings.first() == Some(&key))
}
