//! The day's counts, the other measures with their own past, and who stands at an extreme.

use jiff::civil::Date;

use crate::indicators::assemble::{self, MONTH, count, fact, number, signed};
use crate::indicators::inputs::{Observed, joined};
use crate::indicators::labels;
use crate::indicators::math::returns;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::members::Members;

/// Constituents named in one cell.
const NAMED: usize = 12;

/// The day's counts, and equal weights against capitalisation: the two funds, equal weights first.
pub(super) fn facts(
    members: &Members,
    today: Date,
    funds: Option<(&Observed<'_>, &Observed<'_>)>,
) -> Vec<Fact> {
    let [up, down, all] = members.moves(today).unwrap_or_default();
    let [highs, lows, _] = members.highs_and_lows(today).unwrap_or_default();
    let [plain, adjusted] = members.oscillators().map(|values| {
        values
            .last()
            .filter(|(day, _)| *day == today)
            .map(|(_, value)| *value)
    });
    let mut facts = vec![
        fact(Term::new("Advancers", "上涨家数", "上漲家數"), count(up)),
        fact(Term::new("Decliners", "下跌家数", "下跌家數"), count(down)),
        fact(
            Term::new("Unchanged", "平盘家数", "平盤家數"),
            count(all.saturating_sub(up + down)),
        ),
        fact(
            Term::new("Advancers to decliners", "涨跌家数比", "漲跌家數比"),
            number(up as f64 / down as f64, Unit::Ratio),
        ),
        fact(
            Term::new("New 252-day highs", "252日新高家数", "252日新高家數"),
            count(highs),
        ),
        fact(
            Term::new("New 252-day lows", "252日新低家数", "252日新低家數"),
            count(lows),
        ),
        fact(
            Term::new("McClellan oscillator", "麦克莱伦振荡指标", "麥克連震盪指標"),
            signed(plain, Unit::Ratio),
        ),
        fact(
            Term::new(
                "McClellan oscillator per 1,000 issues",
                "麦克莱伦振荡指标(每千家)",
                "麥克連震盪指標(每千家)",
            ),
            signed(adjusted, Unit::Ratio),
        ),
        fact(
            Term::new("Constituents that count", "计入成分股数", "計入成分股數"),
            count(all),
        ),
    ];
    let gaps = [
        (
            1,
            Term::new("RSP less SPY, 1 day", "RSP减SPY(1日)", "RSP減SPY(1日)"),
        ),
        (
            21,
            Term::new("RSP less SPY, 21 days", "RSP减SPY(21日)", "RSP減SPY(21日)"),
        ),
        (
            63,
            Term::new("RSP less SPY, 63 days", "RSP减SPY(63日)", "RSP減SPY(63日)"),
        ),
    ];
    if let Some((equal, fund)) = funds {
        let both = joined(equal.points(), fund.points());
        facts
            .extend(gaps.map(|(days, label)| fact(label, signed(gap(&both, days), Unit::Percent))));
    }
    facts
}

/// Every measure with its own past, then the names at extremes.
pub(super) fn tables(members: &Members, today: Date, window: usize) -> Vec<Table> {
    let [oscillator, _] = members.oscillators();
    let measures = [
        (
            Term::new("above the 50-day average", "站上50日均线", "站上50日均線"),
            Unit::Percent,
            members.above_50(),
        ),
        (
            Term::new(
                "above the 200-day average",
                "站上200日均线",
                "站上200日均線",
            ),
            Unit::Percent,
            members.above_200(),
        ),
        (
            Term::new("beating the index, 1 day", "跑赢指数(1日)", "跑贏指數(1日)"),
            Unit::Percent,
            members.beating(1),
        ),
        (
            Term::new(
                "beating the index, 21 days",
                "跑赢指数(21日)",
                "跑贏指數(21日)",
            ),
            Unit::Percent,
            members.beating(21),
        ),
        (
            Term::new(
                "beating the index, 63 days",
                "跑赢指数(63日)",
                "跑贏指數(63日)",
            ),
            Unit::Percent,
            members.beating(63),
        ),
        (
            Term::new("new highs less new lows", "新高减新低", "新高減新低"),
            Unit::Percent,
            members.net_highs(),
        ),
        (
            Term::new("McClellan oscillator", "麦克莱伦振荡指标", "麥克連震盪指標"),
            Unit::Ratio,
            oscillator,
        ),
    ];
    let rows = measures.map(|(name, unit, history)| measure(name, unit, &history, today, window));
    let measures = Table {
        title: Term::new("Measures", "各项指标", "各項指標"),
        columns: vec![
            Term::new("Share of constituents", "成分股占比", "成分股占比"),
            Term::new("Value", "数值", "數值"),
            labels::PERCENTILE,
            Term::new("Change, 21 days", "21日变动", "21日變動"),
        ],
        rows: rows.into(),
    };
    let extremes = extremes(members);
    [measures].into_iter().chain(extremes).collect()
}

fn measure(
    name: Term,
    unit: Unit,
    history: &[(Date, f64)],
    today: Date,
    window: usize,
) -> Vec<Cell> {
    let until = history.partition_point(|(day, _)| *day <= today);
    let history = history.get(..until).unwrap_or_default();
    let last = history
        .last()
        .filter(|(day, _)| *day == today)
        .map(|(_, value)| *value);
    let before = history
        .len()
        .checked_sub(MONTH + 1)
        .and_then(|at| history.get(at));
    let change = last.zip(before).map(|(last, (_, before))| last - before);
    let place = last.and_then(|_| assemble::percentile(history, window));
    vec![
        Cell::Word(name),
        number(last, unit),
        number(place.map(|place| place.value), Unit::Percent),
        signed(change, unit),
    ]
}

/// The names behind the counts of new highs and lows, where there are any.
fn extremes(members: &Members) -> Option<Table> {
    let row = |name: Term, ids: &[String]| {
        let mut listed = ids
            .iter()
            .take(NAMED)
            .cloned()
            .collect::<Vec<String>>()
            .join(" ");
        if ids.len() > NAMED {
            listed.push_str(" …");
        }
        vec![Cell::Word(name), count(ids.len()), Cell::Text(listed)]
    };
    let [highs, lows] = &members.extremes;
    let rows = vec![
        row(Term::new("new highs", "创新高", "創新高"), highs),
        row(Term::new("new lows", "创新低", "創新低"), lows),
    ];
    let any = !(highs.is_empty() && lows.is_empty());
    any.then(|| Table {
        title: Term::new(
            "At 252-day extremes",
            "创252日新高或新低",
            "創252日新高或新低",
        ),
        columns: vec![
            Term::new("Extreme", "方向", "方向"),
            Term::new("Number", "家数", "家數"),
            Term::new("Which", "名单", "名單"),
        ],
        rows,
    })
}

/// The first return less the second over so many common days, in per cent.
fn gap(both: &[(Date, f64, f64)], days: usize) -> Option<f64> {
    let (_, equal, fund) = both.last()?;
    let (_, equal_before, fund_before) = both.get(both.len().checked_sub(days + 1)?)?;
    let change = returns::simple(*equal_before, *equal)? - returns::simple(*fund_before, *fund)?;
    Some(100.0 * change)
}
