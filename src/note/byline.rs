//! Rows that say who wrote a page, where it is from, and when: `作者：甲   来源：乙   2026-02-05 08:41`.
//!
//! Fields may stand in any order on one line, parted by spaces or bars. A row counts only where
//! every word of it belongs to a field, so that a sentence is never taken for one.

use jiff::civil::Date;

use crate::model::{Metadata, MetadataValue};

use super::date;

/// Labels at the head of a page.
const LABELS: &[(&str, Label)] = &[
    ("原文作者", Label::Author),
    ("作者", Label::Author),
    ("撰文", Label::Author),
    ("文", Label::Author),
    ("来源", Label::Source),
    ("來源", Label::Source),
    ("原文标题", Label::Other),
    ("原文標題", Label::Other),
    ("原文编译", Label::Other),
    ("原文編譯", Label::Other),
    ("编译", Label::Other),
    ("編譯", Label::Other),
    ("译者", Label::Other),
    ("譯者", Label::Other),
    ("责任编辑", Label::Other),
    ("責任編輯", Label::Other),
    ("编辑", Label::Other),
    ("編輯", Label::Other),
    ("记者", Label::Other),
    ("記者", Label::Other),
    ("阅读", Label::Other),
    ("閱讀", Label::Other),
    ("阅读量", Label::Other),
    ("发布时间", Label::Date),
    ("發佈時間", Label::Date),
    ("时间", Label::Date),
    ("日期", Label::Date),
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
    Source,
    Date,
    Other,
}

/// A row read into its fields.
#[derive(Debug, Default, PartialEq)]
struct Row<'a> {
    fields: Vec<(&'a str, Label, String)>,
    date: Option<Date>,
    /// Words before any field, as a page names its author or itself.
    name: String,
}

/// Takes a row of fields into the metadata; `false` where a line is none.
pub(super) fn take(text: &str, metadata: &mut Metadata) -> bool {
    let row = whole_line(text).or_else(|| row(text));
    let Some(row) = row.filter(|row| row.holds(metadata)) else {
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
        match label {
            Label::Author => fill(
                &mut metadata.credits.author,
                &mut metadata.other,
                key,
                value,
            ),
            Label::Source => fill(&mut metadata.source, &mut metadata.other, key, value),
            Label::Date => {}
            Label::Other => metadata
                .other
                .push((key.to_owned(), MetadataValue::Text(value))),
        }
    }
    let is_known = |known: &Option<String>| known.as_ref() == Some(&row.name);
    if !row.name.is_empty() && !is_known(&metadata.credits.author) && !is_known(&metadata.source) {
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
fn fill(
    slot: &mut Option<String>,
    other: &mut Vec<(String, MetadataValue)>,
    key: &str,
    value: String,
) {
    match slot {
        None => *slot = Some(value),
        Some(known) if *known == value => {}
        Some(_) => other.push((key.to_owned(), MetadataValue::Text(value))),
    }
}

/// A line that is one label and its value, whatever the value holds: `原文标题：A: B`.
fn whole_line(text: &str) -> Option<Row<'_>> {
    let (key, value) = text.split_once(['：', ':'])?;
    let (key, value) = (key.trim(), value.trim());
    let (_, label) = *LABELS.iter().find(|(known, _)| *known == key)?;
    let fits = !value.is_empty() && value.chars().count() <= LONGEST;
    // Another field in the value makes a row of it.
    if !fits || row(text).is_some_and(|row| row.count() > 1) {
        return None;
    }
    let mut row = Row::default();
    match label {
        Label::Date => row.date = Some(date::parse(value).or_else(|| date::find(value))?),
        _ => row.fields.push((key, label, value.to_owned())),
    }
    Some(row)
}

/// A line of several fields.
fn row(text: &str) -> Option<Row<'_>> {
    let is_sentence = text.contains(['。', '，', '；', '！', '？', '“']);
    if is_sentence || text.chars().count() > LONGEST {
        return None;
    }
    let mut row = Row::default();
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•'))
        .filter(|word| !word.is_empty());
    // Whether the last word was a date, which a time of day may follow.
    let mut after_date = false;
    for word in words {
        let was_date = std::mem::replace(&mut after_date, false);
        if let Some((key, label, value)) = labelled(word) {
            row.fields.push((key, label, value.to_owned()));
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
        for (_, label, value) in &self.fields {
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
    fn holds(&self, metadata: &Metadata) -> bool {
        let known = [&metadata.credits.author, &metadata.source];
        let is_known = known.into_iter().flatten().any(|name| *name == self.name);
        match self.count() {
            0 => false,
            1 => self.name.is_empty() || is_known,
            _ => true,
        }
    }
}

/// A word that begins a field: its key, and the beginning of its value.
fn labelled(word: &str) -> Option<(&'static str, Label, &str)> {
    let mut best = None;
    for &(key, label) in LABELS {
        let Some(rest) = word.strip_prefix(key) else {
            continue;
        };
        let value = rest.strip_prefix(['：', ':', '/']);
        let value = value.or_else(|| (rest.is_empty() && BARE.contains(&key)).then_some(rest));
        // Pages say `阅读本文需 6 分钟`, too.
        let value = value.or_else(|| rest.strip_prefix("本文需"));
        best = best.or(value.map(|value| (key, label, value)));
    }
    best
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
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Metadata {
        let mut metadata = Metadata::default();
        assert!(take(text, &mut metadata), "{text}");
        metadata
    }

    fn text(value: &str) -> MetadataValue {
        MetadataValue::Text(value.to_owned())
    }

    #[test]
    fn fields_stand_in_any_order() {
        for line in [
            "原创 作者：某甲   来源：某社   2025-11-24 08:12",
            "2025-11-24 08:12:30 来源：某社 作者：某甲",
            "来源: 某社 | 2025年11月24日 | 文/某甲",
            "某甲 · 2025/11/24 08:12 · 来源：某社",
            "作者 某甲 来源：某社 日期：2025-11-24",
        ] {
            let metadata = read(line);
            assert_eq!(metadata.credits.author.as_deref(), Some("某甲"), "{line}");
            assert_eq!(metadata.source.as_deref(), Some("某社"), "{line}");
            assert_eq!(metadata.date, Some(day(2025, 11, 24)), "{line}");
            assert!(metadata.other.is_empty(), "{line}");
        }
    }

    #[test]
    fn editors_and_reading_time_are_kept() {
        let metadata = read("记者 某乙 责任编辑：某丙 阅读 6 分钟");
        let other = [("记者", "某乙"), ("责任编辑", "某丙"), ("阅读", "6 分钟")];
        let other = other.map(|(key, value)| (key.to_owned(), text(value)));
        assert_eq!(metadata.other, other);
        assert_eq!(read("阅读本文需 6 分钟").other[0].1, text("6 分钟"));
        assert_eq!(read("阅读量：1.2万").other[0].0, "阅读量");
    }

    #[test]
    fn one_label_takes_its_whole_line() {
        let metadata = read("原文标题：A: B");
        assert_eq!(metadata.other, [(String::from("原文标题"), text("A: B"))]);
        assert_eq!(read("时间：2026-02-05 10:00").date, Some(day(2026, 2, 5)));
        assert_eq!(
            read("作者：Ann Lee").credits.author.as_deref(),
            Some("Ann Lee")
        );
    }

    #[test]
    fn a_second_author_is_kept_beside_the_first() {
        let mut metadata = read("作者：某甲");
        assert!(take("作者：某甲", &mut metadata));
        assert!(metadata.other.is_empty());
        assert!(take("作者：某乙", &mut metadata));
        assert_eq!(metadata.other, [(String::from("作者"), text("某乙"))]);
    }

    #[test]
    fn a_name_that_is_known_says_nothing_new() {
        let mut metadata = read("作者：白某");
        assert!(take("白某 2026-02-05 08:41", &mut metadata));
        assert!(metadata.other.is_empty());
        assert!(take("某网 2026-02-05 08:41 阅读 3", &mut metadata));
        assert!(
            metadata
                .other
                .contains(&(String::from("byline"), text("某网")))
        );
    }

    #[test]
    fn sentences_and_titles_are_no_rows() {
        for line in [
            "",
            "作者：",
            "时间：昨天",
            "注意：风险",
            "没有标签",
            "反弹近1%，缺口还在",
            "周五标普收6603点。来源：某社",
            "某社2月5日讯 正文",
            "2026年美股展望 2026-02-05",
            "08:41",
            "阅读理解",
        ] {
            assert!(!is_one(line), "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_line_is_a_row_or_changes_nothing(
            line in "(作者|来源：|：| |\\||2026-02-05|08:41|阅读|某甲|文/|[a-z0-9]){0,12}",
        ) {
            let mut metadata = Metadata::default();
            if !take(&line, &mut metadata) {
                prop_assert_eq!(metadata, Metadata::default());
            }
        }
    }
}
