//! What ends when, and how many puts there are for each call.

use jiff::civil::Date;

use crate::calendar::expiry::is_quarterly;
use crate::indicators::assemble::{fact, number, signed};
use crate::model::{Cell, Fact, Figure, OptionChain, Plot, Table, Term, Unit};

use super::{BILLION, Ending, Open, RATIOS, Ratio, is_monthly};

const EXPIRY: Term = Term::new("Expiry", "到期日", "到期日");
const PUT_CALL: Term = Term::new("Put/call", "看跌看涨比", "賣權買權比");
const GROSS: Term = Term::new("Gross notional", "名义本金(双边)", "名目本金(雙邊)");
const DELTA: Term = Term::new("Delta notional", "Delta名义本金", "Delta名目本金");
const GAMMA: Term = Term::new("Gamma for 1%", "伽马(每1%)", "Gamma(每1%)");
const SHARE: Term = Term::new("Of all gamma", "占全部伽马", "占全部Gamma");

/// The last chain, what ends on each day of it, and the market's ratios.
pub(super) struct View<'a> {
    pub(super) chain: &'a OptionChain,
    /// The next standard monthly expiry.
    pub(super) next: Date,
    pub(super) endings: Vec<Ending>,
    /// Dollar gamma by expiry.
    pub(super) gamma: Vec<(Date, f64)>,
    pub(super) ratios: &'a [Option<Ratio<'a>>; 3],
}

impl View<'_> {
    fn gamma(&self, day: Date) -> Option<f64> {
        let found = self.gamma.iter().find(|(expiry, _)| *expiry == day);
        found.map(|(_, gamma)| *gamma)
    }

    /// The part of all gamma that ends on a day.
    pub(super) fn share(&self, day: Date) -> Option<f64> {
        let total: f64 = self.gamma.iter().map(|(_, gamma)| gamma).sum();
        Some(self.gamma(day)? / total).filter(|share| share.is_finite())
    }

    pub(super) fn facts(&self) -> Vec<Fact> {
        let next = self.endings.iter().find(|ending| ending.day == self.next);
        let held = Open::of(self.chain.quotes(), |quote| quote.open_interest);
        let traded = Open::of(self.chain.quotes(), |quote| quote.volume);
        let days = days_between(self.chain.date(), self.next);
        vec![
            fact(
                Term::new("Next monthly expiry", "下一月度到期日", "下一月到期日"),
                Cell::Date(self.next),
            ),
            fact(
                Term::new("Calendar days to it", "距到期自然日", "距到期日曆日"),
                number(days, Unit::Days),
            ),
            fact(
                Term::new("Kind", "类型", "類型"),
                Cell::Word(kind(self.next)),
            ),
            fact(
                DELTA,
                signed(next.map(|ending| ending.delta / BILLION), Unit::UsdBn),
            ),
            fact(
                Term::new("Gamma rolling off", "到期伽马", "到期Gamma"),
                signed(
                    self.gamma(self.next).map(|gamma| gamma / BILLION),
                    Unit::UsdBn,
                ),
            ),
            fact(SHARE, signed(self.share(self.next), Unit::Fraction)),
            fact(
                Term::new(
                    "Put/call of open interest, this expiry",
                    "该到期日未平仓看跌看涨比",
                    "該到期日未平倉賣權買權比",
                ),
                number(next.map(|ending| ending.open.ratio()), Unit::Ratio),
            ),
            fact(
                Term::new(
                    "Put/call of open interest, whole chain",
                    "全链未平仓看跌看涨比",
                    "全鏈未平倉賣權買權比",
                ),
                number(held.ratio(), Unit::Ratio),
            ),
            fact(
                Term::new(
                    "Put/call of volume, whole chain",
                    "全链成交看跌看涨比",
                    "全鏈成交賣權買權比",
                ),
                number(traded.ratio(), Unit::Ratio),
            ),
            fact(
                Term::new(
                    "Equity put/call, 5 days",
                    "个股看跌看涨比，5日",
                    "個股賣權買權比，5日",
                ),
                number(
                    self.ratios[0].as_ref().and_then(|ratio| ratio.means[0]),
                    Unit::Ratio,
                ),
            ),
        ]
    }

    pub(super) fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.expiries()];
        if self.ratios.iter().any(Option::is_some) {
            tables.push(self.put_call());
        }
        tables
    }

    fn expiries(&self) -> Table {
        let row = |ending: &Ending| {
            let gamma = self.gamma(ending.day).map(|gamma| gamma / BILLION);
            vec![
                Cell::Date(ending.day),
                Cell::Word(kind(ending.day)),
                number(ending.open.gross(self.chain.spot()) / BILLION, Unit::UsdBn),
                signed(ending.delta / BILLION, Unit::UsdBn),
                number(ending.open.ratio(), Unit::Ratio),
                signed(gamma, Unit::UsdBn),
                signed(self.share(ending.day), Unit::Fraction),
            ]
        };
        Table {
            title: Term::new("By expiry", "各到期日", "各到期日"),
            columns: vec![
                EXPIRY,
                Term::new("Kind", "类型", "類型"),
                GROSS,
                DELTA,
                PUT_CALL,
                GAMMA,
                SHARE,
            ],
            rows: self.endings.iter().map(row).collect(),
        }
    }

    fn put_call(&self) -> Table {
        let names = [
            Term::new("Single stocks", "个股", "個股"),
            Term::new("Indices", "指数", "指數"),
            Term::new("All", "合计", "合計"),
        ];
        let all = names.into_iter().zip(RATIOS).zip(self.ratios);
        let row = |((name, series), ratio): ((Term, &str), &Option<Ratio<'_>>)| {
            let ratio = ratio.as_ref()?;
            let [week, month] = ratio.means.map(|mean| number(mean, Unit::Ratio));
            Some(vec![
                Cell::Word(name),
                Cell::Text(series.to_owned()),
                number(ratio.last, Unit::Ratio),
                week,
                month,
                number(ratio.rank.map(|rank| rank.value), Unit::Percent),
            ])
        };
        Table {
            title: Term::new(
                "Puts traded for each call",
                "成交看跌看涨比",
                "成交賣權買權比",
            ),
            columns: vec![
                Term::new("Options on", "标的", "標的"),
                Term::new("Series", "序列", "序列"),
                Term::new("Last", "最新", "最新"),
                Term::new("5 days", "5日均值", "5日均值"),
                Term::new("21 days", "21日均值", "21日均值"),
                Term::new("Percentile", "百分位", "百分位"),
            ],
            rows: all.filter_map(row).collect(),
        }
    }

    /// Notional by expiry.
    pub(super) fn plots(&self) -> Vec<Plot> {
        let spot = self.chain.spot();
        let bars = self.endings.iter();
        let bars = bars.map(|one| (one.day.to_string(), one.open.gross(spot) / BILLION));
        vec![Plot {
            title: GROSS,
            figure: Figure::Named {
                unit: Unit::UsdBn,
                bars: bars.collect(),
            },
        }]
    }
}

/// Calendar days between two days.
fn days_between(from: Date, until: Date) -> f64 {
    (until.duration_since(from).as_hours() / 24) as f64
}

/// What an expiry is called.
fn kind(day: Date) -> Term {
    match (is_monthly(day), is_quarterly(day.month())) {
        (true, true) => Term::new("quarterly", "季度(三巫日)", "季度(三巫日)"),
        (true, false) => Term::new("monthly", "月度", "月"),
        (false, _) => Term::new("weekly or other", "周度及其他", "週及其他"),
    }
}
