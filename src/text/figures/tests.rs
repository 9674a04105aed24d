use proptest::prelude::*;

use super::*;
use crate::text::bigram::grams;
use crate::text::fold::folded;

/// The term of each figure that begins at a token of a text.
fn terms(text: &str) -> Vec<String> {
    let folded = folded(text);
    let figures = grams(&folded).filter_map(|gram| figure_at(&folded, gram.range.start));
    figures.map(|figure| figure.term()).collect()
}

fn same(writings: &[&str], term: &str) {
    for writing in writings {
        let folded = folded(writing);
        let figure = whole(&folded).map(|figure| figure.term());
        assert_eq!(figure.as_deref(), Some(term), "{writing}");
    }
}

#[test]
fn basis_points_are_one_however_written() {
    let writings = [
        "25bp",
        "25bps",
        "25 bps",
        "25BP",
        "25-bp",
        "25 basis points",
        "25-basis-point",
        "twenty-five basis points",
        "25个基点",
        "25個基點",
        "25 个基点",
        "25基点",
        "２５个bp",
        "二十五个基点",
        "0.25 percentage points",
        "0.25个百分点",
        "25.0bp",
    ];
    same(&writings, "#25bp");
    same(
        &["5个百分点", "五个百分点", "5 percentage points"],
        "#500bp",
    );
    same(&["12.5bp", "12.5个基点", "十二点五个基点"], "#12.5bp");
}

#[test]
fn percentages_are_no_basis_points() {
    same(
        &[
            "5%",
            "5 %",
            "５％",
            "5 percent",
            "five percent",
            "5 per cent",
            "5pct",
            "百分之五",
            "百分之5",
            "5.0%",
        ],
        "#5%",
    );
    same(&["3.5%", "百分之三点五"], "#3.5%");
    same(&["0.25%"], "#0.25%");
}

#[test]
fn money_is_one_however_written() {
    let writings = [
        "$105B",
        "$105b",
        "US$105bn",
        "USD 105bn",
        "usd105bn",
        "$105 billion",
        "105 billion dollars",
        "105bn USD",
        "105 billion US dollars",
        "$105 billion dollars",
        "1050亿美元",
        "1,050億美元",
        "1050 亿美元",
        "一千零五十亿美元",
        "1050亿美金",
    ];
    same(&writings, "#usd105000000000");
    same(
        &["€1.5bn", "15亿欧元", "1.5 billion euros"],
        "#eur1500000000",
    );
    same(
        &["2000万美元", "$20m", "$20mn", "twenty million dollars"],
        "#usd20000000",
    );
    same(&["1.1亿美元", "$110mn"], "#usd110000000");
    same(
        &["两万亿元人民币", "RMB 2 trillion", "2tn yuan"],
        "#cny2000000000000",
    );
    same(&["NT$300", "300台幣"], "#twd300");
    let figure = whole("$105b").unwrap();
    assert_eq!(figure.amount().as_deref(), Some("105000000000"));
    assert_eq!(whole("25bp").unwrap().amount(), None);
}

#[test]
fn tenors_are_one_however_written() {
    same(
        &[
            "10Y",
            "10y",
            "10yr",
            "10-yr",
            "10-year",
            "10 year",
            "ten-year",
            "十年期",
            "10年期",
            "10 年期",
        ],
        "#10y",
    );
    same(&["3M", "3-month", "3mo", "三个月期", "3個月期"], "#3m");
    same(&["2Y", "两年期"], "#2y");
}

#[test]
fn amounts_and_parted_numbers_are_plain() {
    same(
        &[
            "105 billion",
            "105bn",
            "1050亿",
            "一千零五十亿",
            "105,000,000,000",
        ],
        "105000000000",
    );
    same(&["6,745"], "6745");
    same(&["6,745.50"], "6745.5");
    same(
        &["3万", "30,000", "三万", "30k", "thirty thousand"],
        "30000",
    );
    same(&["1.2萬億", "1.2 trillion"], "1200000000000");
}

#[test]
fn what_is_no_figure() {
    for text in [
        "6745",
        "1.5",
        "2026-02-06",
        "2025年",
        "2月6日",
        "10:30",
        "10/15",
        "Feb 6",
        "二〇二五年",
        "十月",
        "三点",
        "一个",
        "千万别买",
        "万一",
        "百年",
        "第二十",
        "one of them",
        "four year plan",
        "10 years",
        "ten years",
        "十年",
        "10年",
        "two year",
        "10-year-old",
        "5 year ago",
        "H100",
        "x25bp",
        "25bpx",
        "2s10s",
        "3m10y",
        "1,2,3",
        "10,20",
        "1.2.3",
        "v1.50",
        "1万年",
        "may",
        "often",
        "",
        "点",
        "%",
        "$",
        "亿",
    ] {
        assert!(terms(text).is_empty(), "{text}: {:?}", terms(text));
    }
}

#[test]
fn figures_are_found_where_they_stand() {
    for (text, expected) in [
        ("加息25个基点后", vec!["#25bp"]),
        ("the Fed cut 25bp, then 50 bps.", vec!["#25bp", "#50bp"]),
        ("从百分之五升到5.5%", vec!["#5%", "#5.5%"]),
        ("100亿到200亿美元", vec!["10000000000", "#usd20000000000"]),
        (
            "between $1.5bn and €2bn",
            vec!["#usd1500000000", "#eur2000000000"],
        ),
        ("10年期美债收益率4.25%", vec!["#10y", "#4.25%"]),
        ("2026年1月，三千五百亿", vec!["350000000000"]),
        ("a 25-50bp move", vec!["#50bp"]),
        ("SPX 6,745 in 2,025 days", vec!["6745", "2025"]),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn a_range_covers_the_figure_with_its_currency() {
    for (text, at, covered) in [
        ("a $105bn deal", 3, "$105bn"),
        ("USD 105bn", 4, "usd 105bn"),
        ("约1050亿美元。", 3, "1050亿美元"),
        ("cut 25 basis points", 4, "25 basis points"),
        ("the $ 5%", 6, "5%"),
    ] {
        let folded = folded(text);
        let figure = figure_at(&folded, at).unwrap();
        assert_eq!(folded.get(figure.range), Some(covered));
    }
}

#[test]
fn only_all_of_a_text_is_one_figure() {
    for text in [
        "about 25bp",
        "25bp now",
        "25bp 50bp",
        "usd",
        "us dollars 5",
        "",
    ] {
        assert_eq!(whole(text), None, "{text}");
    }
    assert!(whole(" 25bp ").is_some());
}

proptest! {
    #[test]
    fn any_text_is_read_through_within_its_bounds(
        text in "[0-9一二十百千万亿点零个基年期月.,%$ -]{0,24}|(25|[0-9,.]{1,6}|ten|two hundred|三千五百|百分之)( |-)?(bp|%|亿|bn|million| dollars|美元|y|-year|年期|个月期|x){0,3}.{0,3}|\\PC{0,24}",
    ) {
        let text = folded(&text);
        for (at, _) in text.char_indices() {
            if let Some(figure) = figure_at(&text, at) {
                prop_assert!(text.get(figure.range.clone()).is_some_and(|covered| !covered.is_empty()));
                prop_assert!(figure.range.contains(&at));
                prop_assert!(!figure.term().is_empty());
                prop_assert!(figure.value.is_finite() && figure.value >= 0.0);
            }
        }
        prop_assert_eq!(figure_at(&text, text.len() + 1), None);
    }

    #[test]
    fn an_amount_is_one_in_both_languages(tenths in 1_u32..100_000) {
        let billions = f64::from(tenths) / 10.0;
        let english = format!("${billions}bn");
        let chinese = format!("{tenths}亿美元");
        prop_assert_eq!(whole(&english).unwrap().term(), whole(&chinese).unwrap().term());
    }
}
