//! The values beside the headline: the next decision, the year, the rates of today.

use crate::indicators::assemble::{day, fact, number, signed};
use crate::indicators::inputs::Observed;
use crate::model::{Cell, Fact, Term, Unit};

use super::Path;
use super::odds::Odds;
use super::path::Decision;

/// Per cent below which a move is not priced, from which it is an even bet, a likely one, and as
/// good as done.
const BANDS: [(f64, Term); 3] = [
    (20.0, Term::new("not priced", "未定价", "未定價")),
    (
        50.0,
        Term::new("less likely than not", "可能性较低", "可能性較低"),
    ),
    (80.0, Term::new("likely", "较可能", "較可能")),
];

/// From the last of [`BANDS`] on.
const PRICED: Term = Term::new("as good as priced", "基本完全定价", "大致完全定價");

/// A whole cut, in basis points, with room for the noise of settlements.
const WHOLE_CUT: f64 = -24.9;

/// The next decision, its odds, and what a move is priced as.
pub(super) fn of_next(path: &Path, before: Option<&Path>) -> Vec<Fact> {
    let Some(next) = path.next() else {
        return Vec::new();
    };
    let odds = Odds::of(next);
    let percent = |is_counted: fn(i32) -> bool| number(odds.percent(is_counted), Unit::Percent);
    let (cut, rise) = (
        odds.percent(|steps| steps < 0),
        odds.percent(|steps| steps > 0),
    );
    vec![
        fact(
            Term::new("Next meeting", "下次会议", "下次會議"),
            day(Some(next.day)),
        ),
        fact(
            Term::new("Priced for it", "对其定价", "對其定價"),
            signed(100.0 * (next.end - next.start), Unit::BasisPoints),
        ),
        fact(
            Term::new("Odds of a cut", "降息概率", "降息機率"),
            percent(|steps| steps < 0),
        ),
        fact(
            Term::new("Odds of no change", "按兵不动概率", "按兵不動機率"),
            percent(|steps| steps == 0),
        ),
        fact(
            Term::new("Odds of a rise", "加息概率", "升息機率"),
            percent(|steps| steps > 0),
        ),
        fact(
            Term::new("A move is", "变动", "變動"),
            Cell::Word(band(cut.max(rise))),
        ),
        fact(
            Term::new(
                "Odds of a cut, one-day change, points",
                "降息概率单日变动(百分点)",
                "降息機率單日變動(百分點)",
            ),
            signed(change_of_odds(path, before), Unit::Percent),
        ),
    ]
}

/// What the odds of a cut at the next meeting did since the day before, in percentage points;
/// `None` where that day had another next meeting.
pub(super) fn change_of_odds(path: &Path, before: Option<&Path>) -> Option<f64> {
    let (now, then) = (path.next()?, before?.next()?);
    let cut = |decision: &Decision| Odds::of(decision).percent(|steps| steps < 0);
    (now.day == then.day).then(|| cut(now) - cut(then))
}

/// The end of the year, the first whole cut, and a year ahead.
pub(super) fn of_year(path: &Path) -> Vec<Fact> {
    let Some(first) = path.next() else {
        return Vec::new();
    };
    let last = path.to_year_end().last();
    let sum = |decision: &Decision| 100.0 * (decision.end - first.start);
    let whole = path.decisions.iter().find(|one| sum(one) <= WHOLE_CUT);
    vec![
        fact(
            Term::new(
                "Last meeting of that year",
                "该年最后一次会议",
                "該年最後一次會議",
            ),
            day(last.map(|last| last.day)),
        ),
        fact(
            Term::new("Rate after it", "会后利率", "會後利率"),
            number(last.map(|last| last.end), Unit::Yield),
        ),
        fact(
            Term::new(
                "Rate today, by the contracts",
                "期货隐含当前利率",
                "期貨隱含當前利率",
            ),
            number(first.start, Unit::Yield),
        ),
        fact(
            Term::new(
                "First meeting with a whole cut priced",
                "首个完全定价一次降息的会议",
                "首個完全定價一碼降息的會議",
            ),
            day(whole.map(|one| one.day)),
        ),
    ]
}

/// The target range and the overnight rate as they are.
pub(super) fn of_rates(
    range: &[Option<Observed<'_>>; 2],
    rate: Option<&Observed<'_>>,
) -> Vec<Fact> {
    let last = |series: &Observed<'_>| series.last().map(|(_, percent)| percent);
    let [upper, lower] = range.each_ref().map(|one| one.as_ref().and_then(last));
    let bounds = lower.zip(upper);
    vec![
        fact(
            Term::new("Target range", "目标区间", "目標區間"),
            bounds.map_or(Cell::Empty, |(lower, upper)| {
                Cell::Text(format!("{lower:.2}–{upper:.2}%"))
            }),
        ),
        fact(
            Term::new("Effective rate", "有效联邦基金利率", "有效聯邦基金利率"),
            number(rate.and_then(last), Unit::Yield),
        ),
    ]
}

fn band(percent: f64) -> Term {
    let found = BANDS.iter().find(|(below, _)| percent < *below);
    found.map_or(PRICED, |(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_begin_at_a_fifth_a_half_and_four_fifths() {
        for (percent, word) in [
            (0.0, "not priced"),
            (19.9, "not priced"),
            (20.0, "less likely than not"),
            (50.0, "likely"),
            (80.0, "as good as priced"),
            (100.0, "as good as priced"),
        ] {
            assert_eq!(band(percent).en, word, "{percent}");
        }
    }
}
