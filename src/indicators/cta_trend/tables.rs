//! The trigger ladder, for the next close and for days ahead.

use crate::indicators::assemble::{count, number, signed};
use crate::indicators::labels;
use crate::model::{Table, Term, Unit};

use super::Trend;
use super::ladder::Ladder;

/// Days ahead that the second table looks; those beyond the shortest window are left out.
const AHEAD: [usize; 5] = [1, 2, 3, 5, 10];

pub(super) const BUYS_ABOVE: Term = Term::new("Buys above", "站上买入", "站上買進");
pub(super) const SELLS_BELOW: Term = Term::new("Sells below", "跌破卖出", "跌破賣出");
const TO: Term = Term::new("to", "至", "至");

/// Each level of the next close with the signals beside it and the trade of crossing it.
pub(super) fn next_close(trend: &Trend<'_>, ladder: &Ladder) -> Table {
    let rows = ladder.rungs().iter().map(|rung| {
        let far_side = if rung.level >= trend.close {
            rung.above
        } else {
            rung.below
        };
        vec![
            number(rung.level, Unit::Price),
            count(rung.window),
            signed(rung.above, Unit::Fraction),
            signed(rung.below, Unit::Fraction),
            signed(trend.distance(rung.level), Unit::Percent),
            signed(trend.sigmas(rung.level), Unit::Sigma),
            signed(trend.trade(far_side), Unit::UsdBn),
        ]
    });
    Table {
        title: Term::new(
            "Triggers on the next close",
            "次日收盘触发价位",
            "次日收盤觸發價位",
        ),
        columns: vec![
            labels::LEVEL,
            labels::WINDOW,
            Term::new("Signal above", "之上信号", "之上訊號"),
            Term::new("Signal below", "之下信号", "之下訊號"),
            labels::DISTANCE,
            labels::SIGMAS,
            Term::new(
                "Trade if crossed, USD bn",
                "触发交易量(十亿美元)",
                "觸發交易量(十億美元)",
            ),
        ],
        rows: rows.collect(),
    }
}

/// How the nearest triggers move as old closes drop out, with the price unchanged.
pub(super) fn days_ahead(trend: &Trend<'_>) -> Table {
    let weights = &trend.rules.weights;
    let shortest = weights.iter().map(|(window, _)| *window).min().unwrap_or(0);
    let row = |ahead: usize| {
        let ladder = Ladder::new(trend.closes, weights, ahead);
        let buy = ladder.buys_above(trend.close);
        let sell = ladder.sells_below(trend.close);
        vec![
            count(ahead),
            signed(ladder.signal_at(trend.close), Unit::Fraction),
            number(buy.map(|rung| rung.level), Unit::Price),
            signed(buy.map(|rung| rung.above), Unit::Fraction),
            number(sell.map(|rung| rung.level), Unit::Price),
            signed(sell.map(|rung| rung.below), Unit::Fraction),
        ]
    };
    let days = AHEAD.into_iter().filter(|ahead| *ahead <= shortest);
    Table {
        title: Term::new(
            "Triggers in the days ahead, as old prices drop out",
            "未来数日触发价位(旧价滚出窗口)",
            "未來數日觸發價位(舊價滾出窗口)",
        ),
        columns: vec![
            Term::new("Days ahead", "未来第几日", "未來第幾日"),
            Term::new("Signal if unchanged", "价格不变时信号", "價格不變時訊號"),
            BUYS_ABOVE,
            TO,
            SELLS_BELOW,
            TO,
        ],
        rows: days.map(row).collect(),
    }
}
