//! The flow by underlying and by fund, and which funds count.

use std::collections::BTreeMap;

use crate::indicators::assemble::{count, fact, number, signed};
use crate::indicators::labels;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::Trade;
use super::funds::FUNDS;

const FLOW: Term = Term::new("Flow", "流量", "流量");
const PER_CENT: Term = Term::new("Per 1%", "每1%", "每1%");
const UNDERLYING: Term = Term::new("Underlying", "标的", "標的");
const FUND_COUNT: Term = Term::new("Funds", "基金数", "基金數");

/// How many funds count, and which do not.
pub(super) fn coverage(today: &[Trade]) -> Vec<Fact> {
    let counted = |ticker: &str| today.iter().any(|trade| trade.fund.ticker == ticker);
    let left_out: Vec<&str> = FUNDS
        .iter()
        .map(|fund| fund.ticker)
        .filter(|ticker| !counted(ticker))
        .collect();
    let assets = today.iter().map(|trade| trade.assets_usd_bn).sum::<f64>();
    let names = if left_out.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(left_out.join(" "))
    };
    vec![
        fact(
            Term::new(
                "Assets of the funds that count",
                "计入基金总资产",
                "計入基金總資產",
            ),
            number(assets, Unit::UsdBn),
        ),
        fact(
            Term::new("Funds that count", "计入基金数", "計入基金數"),
            count(today.len()),
        ),
        fact(
            Term::new(
                "Funds left out for want of data",
                "缺数据未计入基金数",
                "因缺資料未計入的基金數",
            ),
            count(left_out.len()),
        ),
        fact(Term::new("Left out", "未计入", "未計入"), names),
    ]
}

/// How many funds the table knows.
pub(super) fn known_funds() -> Fact {
    fact(
        Term::new("Funds in the table", "表中基金数", "表中基金數"),
        count(FUNDS.len()),
    )
}

/// Of how many funds the assets are known, among those whose underlying has a price.
pub(super) fn known_assets(with_assets: usize, priced: usize) -> Fact {
    fact(
        Term::new(
            "Funds with assets, of those with a price",
            "有资产数据的基金／有标的价格的基金",
            "有資產資料的基金／有標的價格的基金",
        ),
        Cell::Text(format!("{with_assets} / {priced}")),
    )
}

/// The unit that assets are read in.
pub(super) fn unit_of_assets() -> Fact {
    fact(
        Term::new(
            "Unit of assets (AUM:…)",
            "资产单位（AUM:…）",
            "資產單位（AUM:…）",
        ),
        Cell::Word(Term::new("USD mn", "百万美元", "百萬美元")),
    )
}

/// One row an underlying, the largest flow first.
pub(super) fn by_underlying(today: &[Trade]) -> Table {
    let mut groups: BTreeMap<&str, Vec<&Trade>> = BTreeMap::new();
    for trade in today {
        groups.entry(trade.fund.underlying).or_default().push(trade);
    }
    let sum = |group: &[&Trade], of: fn(&Trade) -> f64| -> f64 {
        group.iter().map(|trade| of(trade)).sum()
    };
    let mut groups: Vec<(&str, Vec<&Trade>)> = groups.into_iter().collect();
    groups.sort_by(|(_, a), (_, b)| {
        sum(b, Trade::flow)
            .abs()
            .total_cmp(&sum(a, Trade::flow).abs())
    });
    let rows = groups.iter().map(|(underlying, group)| {
        vec![
            Cell::Text((*underlying).to_owned()),
            signed(group.first().map(|trade| trade.change), Unit::Fraction),
            count(group.len()),
            number(sum(group, |trade| trade.assets_usd_bn), Unit::UsdBn),
            signed(sum(group, Trade::per_cent), Unit::UsdBn),
            signed(sum(group, Trade::flow), Unit::UsdBn),
        ]
    });
    Table {
        title: Term::new("By underlying", "按标的", "依標的"),
        columns: vec![
            UNDERLYING,
            Term::new("Return", "涨跌幅", "漲跌幅"),
            FUND_COUNT,
            labels::ASSETS,
            PER_CENT,
            FLOW,
        ],
        rows: rows.collect(),
    }
}

/// One row a fund, the largest flow first.
pub(super) fn by_fund(today: &[Trade]) -> Table {
    let mut trades: Vec<&Trade> = today.iter().collect();
    trades.sort_by(|a, b| b.flow().abs().total_cmp(&a.flow().abs()));
    let row = |trade: &Trade| {
        vec![
            Cell::Text(trade.fund.ticker.to_owned()),
            signed(trade.fund.multiple, Unit::Multiple),
            Cell::Text(trade.fund.underlying.to_owned()),
            number(trade.assets_usd_bn, Unit::UsdBn),
            signed(trade.per_cent(), Unit::UsdBn),
            signed(trade.flow(), Unit::UsdBn),
        ]
    };
    Table {
        title: Term::new("By fund", "按基金", "依基金"),
        columns: vec![
            Term::new("Fund", "基金", "基金"),
            Term::new("Multiple", "倍数", "倍數"),
            UNDERLYING,
            labels::ASSETS,
            PER_CENT,
            FLOW,
        ],
        rows: trades.into_iter().map(row).collect(),
    }
}
