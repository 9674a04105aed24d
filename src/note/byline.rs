//! Rows that say who wrote a page, where it is from, and when: `作者：甲   来源：乙   2026-02-05 08:41`.
//!
//! Fields may stand in any order on one line, parted by spaces or bars. A row counts only where
//! every word of it belongs to a field, so that a sentence is never taken for one.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::{Metadata, MetadataValue};

use super::date;

/// Labels at the head of a page, by their field.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Author,
        &[
            "原文作者",
            "原作者",
            "作者",
            "撰文",
            "撰稿",
            "采写",
            "採寫",
            "文",
            "记者",
            "記者",
            "author",
            "by",
            "written by",
        ],
    ),
    (
        Label::Translator,
        &[
            "原文编译",
            "原文編譯",
            "编译",
            "編譯",
            "译者",
            "譯者",
            "翻译",
            "翻譯",
            "translator",
            "translated by",
        ],
    ),
    (
        Label::Editor,
        &[
            "责任编辑",
            "責任編輯",
            "责编",
            "責編",
            "编辑",
            "編輯",
            "主编",
            "主編",
            "editor",
            "edited by",
        ],
    ),
    (
        Label::OriginalTitle,
        &[
            "原文标题",
            "原文標題",
            "原标题",
            "原標題",
            "原题",
            "原題",
            "original title",
        ],
    ),
    (
        Label::Source,
        &[
            "来源",
            "來源",
            "文章来源",
            "文章來源",
            "出处",
            "出處",
            "转自",
            "轉自",
            "source",
        ],
    ),
    (
        Label::Speaker,
        &["主讲", "主講", "主讲人", "主講人", "speaker"],
    ),
    (
        Label::Date,
        &[
            "发布时间",
            "發佈時間",
            "發布時間",
            "发布日期",
            "發布日期",
            "发布于",
            "發佈於",
            "發布於",
            "发表于",
            "發表於",
            "刊于",
            "时间",
            "時間",
            "日期",
            "created",
            "published",
            "date",
        ],
    ),
    (
        Label::Other,
        &[
            "校对",
            "校對",
            "审校",
            "審校",
            "排版",
            "阅读",
            "閱讀",
            "阅读量",
            "閱讀量",
        ],
    ),
];

/// Labels that are followed by their value without a colon.
const BARE: &[&str] = &[
    "责任编辑",
    "責任編輯",
    "编辑",
    "編輯",
    "记者",
    "記者",
    "阅读",
    "閱讀",
    "作者",
    "译者",
    "譯者",
    "发布于",
    "發佈於",
    "發布於",
    "发表于",
    "發表於",
];

/// Words that pages put before a byline and that say nothing of the text.
const SIGNS: &[&str] = &[
    "原创", "原創", "转载", "轉載", "首发", "首發", "独家", "獨家",
];

/// Longer rows are paragraphs.
const LONGEST: usize = 120;

/// More characters than a name or a count of readers has.
const LONGEST_VALUE: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Author,
    Translator,
    Editor,
    OriginalTitle,
    Source,
    Speaker,
    Date,
    Other,
}

/// A row read into its fields.
#[derive(Debug, Default, PartialEq)]
struct Row<'a> {
    fields: Vec<(Cow<'a, str>, Label, String)>,
    date: Option<Date>,
    /// Words before any field, as a page names its author or itself.
    name: String,
}

/// Takes a row of fields into the metadata; `false` where a line is none.
pub(super) fn take(text: &str, metadata: &mut Metadata) -> bool {
    take_beside(text, &[], metadata)
}

/// As [`take`], where the page has told these names elsewhere: a name alone beside a day is then
/// no more than a name.
pub(super) fn take_beside(text: &str, names: &[&str], metadata: &mut Metadata) -> bool {
    let is_told = |name: &str, metadata: &Metadata| {
        let known = [&metadata.credits.author, &metadata.source];
        names.contains(&name) || known.into_iter().flatten().any(|known| known == name)
    };
    let row = whole_line(text).or_else(|| row(text));
    let Some(row) = row.filter(|row| row.holds(is_told(&row.name, metadata))) else {
        return false;
    };
    match (metadata.date, row.date) {
        (None, found) => metadata.date = found,
        (Some(known), Some(found)) if known != found => {
            let value = MetadataValue::Text(found.to_string());
            metadata.other.push((String::from("date"), value));
        }
        _ => {}
    }
    let has_source = row
        .fields
        .iter()
        .any(|(_, label, _)| *label == Label::Source);
    for (key, label, value) in row.fields {
        set(label, &key, value, metadata);
    }
    if !row.name.is_empty() && !is_told(&row.name, metadata) {
        // Beside the source, a name is the author's; alone it may be either.
        if has_source && metadata.credits.author.is_none() {
            metadata.credits.author = Some(row.name);
        } else {
            let value = MetadataValue::Text(row.name);
            metadata.other.push((String::from("byline"), value));
        }
    }
    true
}

/// Whether a line is a row of fields.
pub(super) fn is_one(text: &str) -> bool {
    take(text, &mut Metadata::default())
}

/// Sets a field, or keeps a further value beside the first.
fn set(label: Label, key: &str, value: String, metadata: &mut Metadata) {
    let slot = match label {
        Label::Author => Some(&mut metadata.credits.author),
        Label::Translator => Some(&mut metadata.credits.translator),
        Label::Editor => Some(&mut metadata.credits.editor),
        Label::OriginalTitle => Some(&mut metadata.original_title),
        Label::Source => Some(&mut metadata.source),
        Label::Speaker => Some(&mut metadata.speaker),
        Label::Date => return,
        Label::Other => None,
    };
    match slot {
        Some(slot @ None) => *slot = Some(value),
        Some(Some(known)) if *known == value => {}
        _ => metadata
            .other
            .push((key.to_owned(), MetadataValue::Text(value))),
    }
}

/// The field of a label, in any case.
fn field(key: &str) -> Option<Label> {
    let is_it = |known: &&str| known.eq_ignore_ascii_case(key);
    let found = LABELS.iter().find(|(_, labels)| labels.iter().any(is_it));
    found.map(|(label, _)| *label)
}

/// The name of a reporter without the place that reports add: `王某／台北報導`.
fn without_place(value: &str) -> &str {
    let is_report = ["報導", "报道", "報道", "報导"]
        .iter()
        .any(|end| value.ends_with(end));
    let cut = is_report.then(|| value.find(['／', '/'])).flatten();
    cut.and_then(|at| value.get(..at)).unwrap_or(value).trim()
}

/// A line that is one label and its value, whatever the value holds: `原文标题：A: B`.
fn whole_line(text: &str) -> Option<Row<'_>> {
    let (key, value) = text.split_once(['：', ':'])?;
    let (key, value) = (key.trim(), value.trim());
    let label = field(key)?;
    let fits = !value.is_empty() && value.chars().count() <= LONGEST;
    // Another field in the value makes a row of it.
    if !fits || row(text).is_some_and(|row| row.count() > 1) {
        return None;
    }
    let mut row = Row::default();
    match label {
        Label::Date => row.date = Some(date::parse(value).or_else(|| date::find(value))?),
        _ => row
            .fields
            .push((Cow::Borrowed(key), label, without_place(value).to_owned())),
    }
    Some(row)
}

/// A line without the spaces inside `2026 年 2 月 5 日` and the bar behind `文`, which part words.
fn bared(text: &str) -> Cow<'_, str> {
    let text = match text.trim_start().strip_prefix('文') {
        Some(rest) if rest.trim_start().starts_with(['|', '｜']) => {
            let name = rest.trim_start().trim_start_matches(['|', '｜']);
            Cow::Owned(format!("文/{}", name.trim_start()))
        }
        _ => Cow::Borrowed(text),
    };
    if ![" 年", " 月", "年 ", "月 "]
        .iter()
        .any(|parted| text.contains(parted))
    {
        return text;
    }
    let characters: Vec<char> = text.chars().collect();
    let is_inside = |three: &[char]| match three {
        [before, ' ', after] => {
            (before.is_ascii_digit() && matches!(after, '年' | '月' | '日'))
                || (matches!(before, '年' | '月') && after.is_ascii_digit())
        }
        _ => false,
    };
    let kept = characters.iter().enumerate().filter(|(at, _)| {
        let three = at
            .checked_sub(1)
            .and_then(|from| characters.get(from..from + 3));
        !three.is_some_and(is_inside)
    });
    Cow::Owned(kept.map(|(_, character)| *character).collect())
}

/// A line of several fields.
fn row(text: &str) -> Option<Row<'static>> {
    let is_sentence = text.contains(['。', '，', '；', '！', '？', '“']);
    if is_sentence || text.chars().count() > LONGEST {
        return None;
    }
    let mut row = Row::default();
    let words = bared(text);
    let words = words
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•'))
        .filter(|word| !word.is_empty());
    // Whether the last word was a date, which a time of day may follow.
    let mut after_date = false;
    for word in words {
        let was_date = std::mem::replace(&mut after_date, false);
        if let Some((key, label, value)) = labelled(word) {
            row.fields
                .push((Cow::Borrowed(key), label, value.to_owned()));
        } else if let Some(date) = date::parse(word) {
            row.date = row.date.or(Some(date));
            after_date = true;
        } else if SIGNS.contains(&word) || (was_date && is_time(word)) {
            // Said by other fields.
        } else {
            row.push(word);
        }
    }
    row.settle()
}

impl Row<'_> {
    /// Adds a word to the field under way.
    fn push(&mut self, word: &str) {
        let value = match self.fields.last_mut() {
            // A name does not go on behind a date.
            Some((.., value)) => value,
            None => &mut self.name,
        };
        if !value.is_empty() {
            value.push(' ');
        }
        value.push_str(word);
    }

    /// Drops dates from the fields; `None` where a field is empty or longer than a name.
    fn settle(mut self) -> Option<Self> {
        for (_, label, value) in &mut self.fields {
            *value = without_place(value).to_owned();
            let is_date = *label == Label::Date;
            if value.chars().count() > LONGEST_VALUE || (value.is_empty() && !is_date) {
                return None;
            }
            if is_date && !value.is_empty() {
                self.date = self.date.or_else(|| date::find(value));
            }
        }
        self.fields.retain(|(_, label, _)| *label != Label::Date);
        (self.name.chars().count() <= LONGEST_VALUE / 2).then_some(self)
    }

    fn count(&self) -> usize {
        self.fields.len() + usize::from(self.date.is_some())
    }

    /// Whether it says enough to be a row: two fields, or one that stands alone. A name without a
    /// field that the page has told already is no more than a name.
    fn holds(&self, is_told: bool) -> bool {
        match self.count() {
            0 => false,
            1 => self.name.is_empty() || is_told,
            _ => true,
        }
    }
}

/// A word that begins a field: its key, and the beginning of its value.
fn labelled(word: &str) -> Option<(&'static str, Label, &str)> {
    let mut all = LABELS
        .iter()
        .flat_map(|(label, keys)| keys.iter().map(move |key| (*key, *label)));
    all.find_map(|(key, label)| {
        let head = word
            .get(..key.len())
            .filter(|head| head.eq_ignore_ascii_case(key))?;
        let rest = word.get(head.len()..)?;
        let value = rest.strip_prefix(['：', ':', '/']);
        let is_bare = BARE.contains(&key);
        let value = value.or_else(|| (rest.is_empty() && is_bare).then_some(rest));
        let is_day =
            label == Label::Date && is_bare && rest.starts_with(|c: char| c.is_ascii_digit());
        let value = value.or_else(|| is_day.then_some(rest));
        // Pages say `阅读本文需 6 分钟`, too.
        let value = value.or_else(|| rest.strip_prefix("本文需"));
        value.map(|value| (key, label, value))
    })
}

/// `08:41` and `08:41:30`.
fn is_time(word: &str) -> bool {
    let mut parts = word.split(':');
    let is_two = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let count = word.matches(':').count();
    (1..=2).contains(&count) && parts.all(is_two)
}

#[cfg(test)]
mod tests;
