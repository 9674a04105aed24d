//! Notes that quote a figure of a panel.

use jiff::civil::date;

use super::*;
use crate::model::{Cell, Difference, Fact, Percentile, Quantity, Term, Unit};

fn reading() -> Reading {
    let mut reading = Reading::missing("vol-control", Unit::Multiple, Vec::new());
    reading.as_of = Some(date(2026, 2, 5));
    reading.value = Some(0.84);
    reading.percentile = Some(Percentile {
        value: 41.0,
        below: 41.0,
        window: 1260,
        count: 1260,
        since: date(2021, 2, 1),
    });
    reading.history = vec![(date(2026, 2, 3), 1.2), (date(2026, 2, 5), 0.84)];
    let flow = |en, hans, value| Fact {
        label: Term::new(en, hans, hans),
        value: Cell::Signed(Quantity::new(value, Unit::UsdBn)),
    };
    reading.facts = vec![
        flow("Flow over one day", "单日资金流", -3.0),
        flow("Flow over one month", "一个月资金流", -98.2),
    ];
    reading
}

/// The figures of a sentence, as though a mention stood at its beginning.
fn quoted(sentence: &str) -> Vec<(String, f64, f64, Option<&'static str>)> {
    beside(sentence, &[(0, "vol-control")])
}

fn beside(
    sentence: &str,
    mentions: &[(usize, &str)],
) -> Vec<(String, f64, f64, Option<&'static str>)> {
    let reading = reading();
    let mut quotes = Quotes {
        reading: &reading,
        is_model: true,
        offers: house::offers(&reading),
        found: Vec::new(),
    };
    quotes.take((0, Side::En), sentence, mentions);
    let shown = quotes.found.iter().map(|quoted| {
        let differs = quoted.differs.map(Difference::id);
        let said = quoted.said(Side::En).to_owned();
        (said, quoted.note.value, quoted.house.value, differs)
    });
    shown.collect()
}

#[test]
fn a_figure_stands_beside_the_fact_that_its_sentence_says() {
    let found = quoted("Vol control sold, a flow of −$105B over the past month");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].1, found[0].2, found[0].3),
        (-105.0, -98.2, Some("aum"))
    );
    assert_eq!(found[0].0, "a flow of −$105B over the past month");
    let found = quoted("波动率控制一个月资金流为负982亿美元。");
    assert_eq!((found[0].1, found[0].3), (-98.2, None));
}

#[test]
fn headline_and_percentile_are_told_apart() {
    let found = quoted("波动率控制的敞口是0.84倍，五年的第88百分位");
    let values: Vec<(f64, Option<&str>)> = found.iter().map(|one| (one.1, one.3)).collect();
    assert_eq!(values, [(0.84, None), (88.0, Some("lookback"))]);
}

#[test]
fn why_they_differ_is_told() {
    for (sentence, why) in [
        ("exposure of 0.85x", None),
        ("exposure of 1.2x", Some("timestamp")),
        ("exposure of 1.9x", Some("universe")),
        ("exposure went from 0.80x to 0.84x", None),
        ("a flow over one month of $98.2bn", None),
        ("a flow over one month of +$98.2bn", Some("sign")),
    ] {
        let found = quoted(sentence);
        assert_eq!(found.first().map(|one| one.3), Some(why), "{sentence}");
    }
}

#[test]
fn what_the_house_does_not_have_is_passed_over() {
    assert_eq!(quoted("yields rose 25bp to 4.29% in 21 days, by $3bn"), []);
}

#[test]
fn a_sentence_ends_where_it_does() {
    let text = "第一句。Vol is 0.84 here. 第二句，还有；第三";
    for (at, expected) in [
        (0, "第一句。"),
        (13, "Vol is 0.84 here."),
        (text.len() - 1, "第三"),
    ] {
        let span = sentence(text, at);
        assert_eq!(text[span].trim(), expected);
    }
}

#[test]
fn the_mention_before_a_figure_owns_it() {
    let mentions = [(5, "cta-trend"), (40, "vol-control")];
    for (at, panel) in [(0, "cta-trend"), (10, "cta-trend"), (60, "vol-control")] {
        assert_eq!(nearest(&mentions, at), Some(panel));
    }
    assert_eq!(nearest(&[], 3), None);
}

#[test]
fn of_a_sentence_about_several_panels_only_what_agrees_is_shown() {
    let both = [(0, "vol-control"), (40, "cta-trend")];
    assert_eq!(beside("exposure of 0.84x", &both).len(), 1);
    assert_eq!(beside("exposure of 1.9x", &both), []);
}

#[test]
fn the_two_languages_of_a_passage_say_one_figure() {
    let reading = reading();
    let mut quotes = Quotes {
        reading: &reading,
        is_model: true,
        offers: house::offers(&reading),
        found: Vec::new(),
    };
    let mentions = [(0, "vol-control")];
    quotes.take((2, Side::Zh), "敞口0.84倍", &mentions);
    quotes.take((2, Side::En), "exposure is 0.84x", &mentions);
    assert_eq!(quotes.found.len(), 1);
    assert_eq!(quotes.found[0].said(Side::Zh), "敞口0.84倍");
    assert_eq!(quotes.found[0].said(Side::En), "exposure is 0.84x");
}

#[test]
fn a_long_clause_is_cut_around_the_figure() {
    let long = format!("{} 0.84 {}", "word ".repeat(40), "more ".repeat(40));
    let said = quoted(&long).remove(0).0;
    assert!(
        said.starts_with('…') && said.ends_with('…') && said.contains("0.84"),
        "{said}"
    );
    assert!(said.chars().count() <= CLAUSE + 2);
}
