//! The dateline of a report: `财联社 2 月 5 日讯(编辑 …)`, `新华社北京2月5日电（记者 …）`,
//! `（中央社記者…台北5日電）`, `〔記者…／台北報導〕`.
//!
//! Its line stays in the text. The year is never in it and is taken from a day that the page names
//! elsewhere; there is no date without one.

use jiff::civil::Date;

use crate::model::{Diagnostic, DiagnosticKind, Metadata};

use super::date::YearlessDay;

/// Characters before the end of a dateline.
const LONGEST: usize = 24;

/// Lines at the head of a text among which its dateline stands.
const HEAD: usize = 6;

/// Places that Taiwanese agencies write behind a name without a space.
const PLACES: &[&str] = &[
    "台北",
    "臺北",
    "新北",
    "桃園",
    "新竹",
    "台中",
    "臺中",
    "台南",
    "臺南",
    "高雄",
    "紐約",
    "華盛頓",
    "舊金山",
    "洛杉磯",
    "東京",
    "首爾",
    "北京",
    "上海",
    "香港",
    "新加坡",
    "倫敦",
    "柏林",
    "巴黎",
];

/// What a dateline says.
#[derive(Debug, Default, PartialEq)]
struct Dateline<'t> {
    agency: Option<&'t str>,
    day: Option<YearlessDay>,
    author: Option<&'t str>,
    editor: Option<&'t str>,
}

/// Fills agency, reporter and editor from the first lines of a text; gives the day they name.
pub(super) fn take<'t>(
    lines: impl Iterator<Item = &'t str>,
    metadata: &mut Metadata,
) -> Option<YearlessDay> {
    let line = lines.take(HEAD).find_map(read)?;
    let credits = &mut metadata.credits;
    for (slot, value) in [
        (&mut metadata.source, line.agency),
        (&mut credits.author, line.author),
        (&mut credits.editor, line.editor),
    ] {
        if slot.is_none() {
            *slot = value.map(str::to_owned);
        }
    }
    line.day
}

/// Dates a note by a day without its year, near a day that is known; else says what is missing.
pub(super) fn settle(
    day: Option<YearlessDay>,
    known: Option<Date>,
    metadata: &mut Metadata,
) -> Option<Diagnostic> {
    let day = day?;
    match known.or(metadata.date).and_then(|known| day.near(known)) {
        Some(date) => {
            metadata.date = Some(date);
            None
        }
        None => Some(Diagnostic {
            kind: DiagnosticKind::MissingYear {
                day: day.to_string(),
            },
            line: None,
        }),
    }
}

fn read(text: &str) -> Option<Dateline<'_>> {
    dispatch(text).or_else(|| report(text))
}

/// `财联社 2 月 5 日讯(编辑 某乙)`, and the same ended by `电`.
fn dispatch(text: &str) -> Option<Dateline<'_>> {
    let ends = ["日讯", "日訊", "日电", "日電"];
    let at = ends.iter().filter_map(|sign| text.find(sign)).min()?;
    let end = at + "日讯".len();
    let before = text.get(..end)?;
    if before.chars().count() > LONGEST {
        return None;
    }
    let inner = before.trim_start_matches(['（', '(', '【', '〔']);
    if let Some((agency, name)) = inner.split_once("記者") {
        // `（中央社記者某甲台北5日電）` has no month.
        let name = name.trim_end_matches(['電', '訊', '日', ' ']);
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
        return Some(Dateline {
            agency: some(agency),
            author: some(without_place(name)),
            ..Dateline::default()
        });
    }
    let agency = inner.find(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '】');
    let agency = agency.and_then(|end| inner.get(..end)).unwrap_or_default();
    let mut line = Dateline {
        agency: some(agency_without_place(agency)),
        day: YearlessDay::find(before),
        ..Dateline::default()
    };
    let behind = text
        .get(end..)
        .unwrap_or_default()
        .trim_start_matches(['】', ' ']);
    line.hands(behind);
    Some(line)
}

/// `記者某甲／台北報導`, `【某网】（记者 某甲）`.
fn report(text: &str) -> Option<Dateline<'_>> {
    let mut line = Dateline::default();
    let mut rest = text.trim_start();
    if let Some((agency, behind)) = rest.strip_prefix('【').and_then(|t| t.split_once('】')) {
        line.agency = (agency.chars().count() <= 8).then_some(agency);
        rest = behind.trim_start();
        line.hands(rest);
        return line.author.is_some().then_some(line);
    }
    let inner = rest.trim_start_matches(['〔', '［', '[', '（', '(']);
    let name = inner
        .strip_prefix("記者")
        .or_else(|| inner.strip_prefix("记者"))?;
    let (name, place) = name.split_once(['／', '/'])?;
    let is_report = place.chars().take(12).collect::<String>();
    let is_report = ["報導", "报道", "報道"]
        .iter()
        .any(|end| is_report.contains(end));
    line.author = some(name).filter(|_| is_report && name.chars().count() <= 20);
    line.author.is_some().then_some(line)
}

impl<'t> Dateline<'t> {
    /// Reads `(编辑 某乙)` and `（记者 某甲、某乙）`.
    fn hands(&mut self, text: &'t str) {
        let Some((inner, _)) = text
            .strip_prefix(['(', '（'])
            .and_then(|rest| rest.split_once([')', '）']))
        else {
            return;
        };
        let named = |labels: [&str; 2]| {
            let rest = labels
                .iter()
                .find_map(|label| inner.trim().strip_prefix(label))?;
            let name = rest.trim_start_matches([' ', '：', ':']);
            some(name).filter(|name| name.chars().count() <= 20)
        };
        self.editor = named(["编辑", "編輯"]);
        self.author = named(["记者", "記者"]);
    }
}

/// A name without the place behind it.
fn without_place(name: &str) -> &str {
    let name = name.trim();
    let ends = PLACES.iter().find_map(|place| name.strip_suffix(place));
    ends.unwrap_or(name)
}

/// `新华社北京` is 新华社.
fn agency_without_place(agency: &str) -> &str {
    match agency.find('社') {
        Some(at) => agency.get(..at + '社'.len_utf8()).unwrap_or(agency),
        None => agency,
    }
}

fn some(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    /// Agency, day, author and editor.
    type Said<'t> = (
        Option<&'t str>,
        Option<String>,
        Option<&'t str>,
        Option<&'t str>,
    );

    fn said(text: &str) -> Option<Said<'_>> {
        let line = read(text)?;
        let day = line.day.map(|day| day.to_string());
        Some((line.agency, day, line.author, line.editor))
    }

    #[test]
    fn datelines_name_agency_day_and_hands() {
        let feb = || Some(String::from("02-05"));
        for (text, found) in [
            (
                "某社 2 月 5 日讯(编辑 某乙)正文",
                Some((Some("某社"), feb(), None, Some("某乙"))),
            ),
            (
                "某社北京2月5日电 正文",
                Some((Some("某社"), feb(), None, None)),
            ),
            (
                "某社北京2月5日电（记者 某甲、某丙）正文",
                Some((Some("某社"), feb(), Some("某甲、某丙"), None)),
            ),
            (
                "（中某社記者某甲台北5日電）正文",
                Some((Some("中某社"), None, Some("某甲"), None)),
            ),
            (
                "〔記者某甲／台北報導〕正文",
                Some((None, None, Some("某甲"), None)),
            ),
            ("記者某甲／綜合報導", Some((None, None, Some("某甲"), None))),
            (
                "【某网】（记者 某甲）正文",
                Some((Some("某网"), None, Some("某甲"), None)),
            ),
            (
                "正文里很久以后才提到某社在某年某月某日的那一天的2月5日讯",
                None,
            ),
            ("【某网】正文", None),
            ("記者某甲說", None),
            ("没有", None),
        ] {
            assert_eq!(said(text), found, "{text}");
        }
    }

    #[test]
    fn a_year_is_taken_or_missed() {
        let feb = YearlessDay::find("2月5日");
        let mut metadata = Metadata::default();
        assert_eq!(settle(feb, Some(day(2026, 1, 31)), &mut metadata), None);
        assert_eq!(metadata.date, Some(day(2026, 2, 5)));
        let mut metadata = Metadata::default();
        let found = settle(feb, None, &mut metadata).map(|found| found.to_string());
        assert_eq!(metadata.date, None);
        assert!(found.is_some_and(|text| text.contains("02-05")));
        assert_eq!(settle(None, None, &mut metadata), None);
    }

    #[test]
    fn what_is_known_is_not_replaced() {
        let mut metadata = Metadata {
            source: Some(String::from("某网")),
            ..Metadata::default()
        };
        take(
            std::iter::once("某社2月5日讯(编辑 某乙)正文"),
            &mut metadata,
        );
        assert_eq!(metadata.source.as_deref(), Some("某网"));
        assert_eq!(metadata.credits.editor.as_deref(), Some("某乙"));
    }

    proptest! {
        #[test]
        fn any_line_is_read_without_a_panic(text in "[（〔【]?(某社|記者|记者|编辑|2月5日|讯|电|台北|报道|[／() 】）甲]){0,12}") {
            let _ = read(&text);
        }
    }
}
