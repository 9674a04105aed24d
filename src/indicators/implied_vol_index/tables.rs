//! The published indices beside the one made here, the curve over horizons, and the strip.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::indicators::assemble::{self, count, fact, number, signed};
use crate::indicators::definition::DEFAULT_SUBJECT;
use crate::indicators::inputs::{Known, Observed, joined};
use crate::indicators::labels;
use crate::indicators::options::{Strip, strip};
use crate::model::{Cell, Curve, Fact, Figure, InputUse, Notice, Plot, Table, Term, Unit};

use super::{DEAR_TAIL, HORIZON, INVERTED, SKEW, TAIL, TERM, VOL_OF_VOL};

/// Observations that the percentile of the curve looks back over.
const WINDOW: usize = 1260;

/// Strikes of the strip that are shown, those that weigh most.
const PARTS: usize = 15;

const FROM_CHAIN: Term = Term::new("From the chain", "由期权链计算", "由選擇權鏈計算");
const PUBLISHED: Term = Term::new("Published", "公布值", "公布值");
const A_MONTH_AGO: Term = Term::new("A month ago", "一个月前", "一個月前");
const EXPIRY: Term = Term::new("Expiry", "到期日", "到期日");
const DAYS: Term = Term::new("Days", "天数", "天數");
const CURVE: Term = Term::new(
    "Term structure, vol points",
    "期限结构(波动率点)",
    "期限結構(波動率點)",
);

/// The published indices, as far as they are known.
pub(super) struct Published<'a> {
    curve: [Option<Observed<'a>>; 4],
    skew: Option<Observed<'a>>,
    vol_of_vol: Option<Observed<'a>>,
}

impl<'a> Published<'a> {
    /// Those of the index that the reading is of; only the S&P 500 has any.
    pub(super) fn new(known: &Known<'a>) -> Self {
        let is_theirs = known.subject() == DEFAULT_SUBJECT;
        let of = |name| known.series(name).filter(|_| is_theirs);
        Self {
            curve: TERM.map(|(name, _)| of(name)),
            skew: of(SKEW),
            vol_of_vol: of(VOL_OF_VOL),
        }
    }

    /// Those that were used.
    pub(super) fn used(&self) -> impl Iterator<Item = InputUse> {
        let all = self.curve.iter().chain([&self.skew, &self.vol_of_vol]);
        all.flatten().filter_map(Observed::used)
    }

    fn of(&self, name: &str) -> Option<&Observed<'a>> {
        let all = self.curve.iter().flatten();
        all.into_iter().find(|one| one.id == name)
    }

    /// One month over three, by day.
    fn ratio(&self) -> Vec<(Date, f64)> {
        let (Some(one), Some(three)) = (self.of("VIX"), self.of("VIX3M")) else {
            return Vec::new();
        };
        let both = joined(one.points(), three.points());
        both.into_iter()
            .map(|(day, one, three)| (day, one / three))
            .collect()
    }
}

/// The last value on or before a day.
fn on(series: Option<&Observed<'_>>, day: Date) -> Option<f64> {
    let bars = series?.bars;
    let known = bars.partition_point(|bar| bar.date <= day);
    Some(bars.get(known.checked_sub(1)?)?.close)
}

/// What a reading shows.
pub(super) struct View<'a> {
    /// Of the chain, nearest first; none where there is no chain.
    pub(super) strips: Vec<Strip>,
    pub(super) curve: Published<'a>,
    pub(super) today: Date,
}

impl View<'_> {
    fn ratio(&self) -> Option<f64> {
        self.curve.ratio().last().map(|(_, ratio)| *ratio)
    }

    fn skew(&self) -> Option<f64> {
        strip::skew_index(&self.strips, HORIZON)
            .or_else(|| on(self.curve.skew.as_ref(), self.today))
    }

    /// `made` is the headline where it was made here.
    pub(super) fn facts(&self, made: Option<f64>) -> Vec<Fact> {
        let vix = on(self.curve.of("VIX"), self.today);
        let skew = self.curve.skew.as_ref();
        let ratios = self.curve.ratio();
        let rank = |history: &[(Date, f64)]| {
            let rank = assemble::percentile(history, WINDOW);
            number(rank.map(|rank| rank.value), Unit::Percent)
        };
        let skews: Vec<(Date, f64)> = skew.map_or_else(Vec::new, |skew| skew.points().collect());
        let mut facts = vec![
            fact(labels::STATE, self.state()),
            fact(
                Term::new("Published VIX", "公布的VIX", "公布的VIX"),
                number(vix, Unit::VolPoints),
            ),
            fact(
                Term::new(
                    "From the chain less published",
                    "期权链计算值减公布值",
                    "選擇權鏈計算值減公布值",
                ),
                signed(made.zip(vix).map(|(made, vix)| made - vix), Unit::VolPoints),
            ),
            fact(
                Term::new("VIX over VIX3M", "VIX除以VIX3M", "VIX除以VIX3M"),
                number(self.ratio(), Unit::Ratio),
            ),
            fact(
                Term::new(
                    "Percentile of VIX over VIX3M",
                    "VIX除以VIX3M的百分位",
                    "VIX除以VIX3M的百分位",
                ),
                rank(&ratios),
            ),
            fact(
                Term::new("SKEW, from the chain", "SKEW(由期权链)", "SKEW(由選擇權鏈)"),
                number(strip::skew_index(&self.strips, HORIZON), Unit::Ratio),
            ),
            fact(
                Term::new("SKEW, published", "SKEW(公布值)", "SKEW(公布值)"),
                number(on(skew, self.today), Unit::Ratio),
            ),
            fact(
                Term::new("Percentile of SKEW", "SKEW百分位", "SKEW百分位"),
                rank(&skews),
            ),
        ];
        facts.push(fact(
            Term::new(
                "VVIX, volatility of VIX",
                "VVIX(VIX的波动率)",
                "VVIX(VIX的波動率)",
            ),
            number(
                on(self.curve.vol_of_vol.as_ref(), self.today),
                Unit::VolPoints,
            ),
        ));
        facts
    }

    /// The shape of the curve in words.
    fn state(&self) -> Cell {
        match self.ratio() {
            Some(ratio) if ratio > 1.0 => Cell::Word(Term::new(
                "inverted: stress is near",
                "倒挂：压力在眼前",
                "倒掛：壓力在眼前",
            )),
            Some(_) => Cell::Word(Term::new(
                "contango: calm is near",
                "正向：近月平静",
                "正價差：近月平靜",
            )),
            None => Cell::Empty,
        }
    }

    pub(super) fn notices(&self) -> Vec<Notice> {
        let is_inverted = self.ratio().is_some_and(|ratio| ratio > 1.0);
        let is_dear = self.skew().is_some_and(|skew| skew > DEAR_TAIL);
        [(is_inverted, INVERTED), (is_dear, TAIL)]
            .into_iter()
            .filter_map(|(holds, notice)| holds.then_some(notice))
            .collect()
    }

    pub(super) fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.terms()];
        if !self.strips.is_empty() {
            tables.extend([self.expiries(), self.parts()]);
        }
        tables
    }

    /// The day that stands for a month ago.
    fn month_ago(&self) -> Option<Date> {
        self.today.checked_sub(1.month()).ok()
    }

    fn terms(&self) -> Table {
        let row = |(at, (name, days)): (usize, (&str, f64))| {
            let series = self.curve.curve.get(at).and_then(Option::as_ref);
            let before = self.month_ago().and_then(|day| on(series, day));
            vec![
                Cell::Text(name.to_owned()),
                number(days, Unit::Days),
                number(strip::volatility(&self.strips, days), Unit::VolPoints),
                number(on(series, self.today), Unit::VolPoints),
                number(before, Unit::VolPoints),
            ]
        };
        Table {
            title: CURVE,
            columns: vec![
                Term::new("Index", "指数", "指數"),
                DAYS,
                FROM_CHAIN,
                PUBLISHED,
                A_MONTH_AGO,
            ],
            rows: TERM.into_iter().enumerate().map(row).collect(),
        }
    }

    fn expiries(&self) -> Table {
        let row = |strip: &Strip| {
            vec![
                Cell::Date(strip.day),
                number(strip.days(), Unit::Days),
                number(strip.forward, Unit::Price),
                number(strip.volatility(), Unit::VolPoints),
                number(
                    strip.skewness.map(|skewness| 100.0 - 10.0 * skewness),
                    Unit::Ratio,
                ),
                count(strip.parts.len()),
            ]
        };
        Table {
            title: Term::new("By expiry", "各到期日", "各到期日"),
            columns: vec![
                EXPIRY,
                DAYS,
                Term::new("Forward", "远期价", "遠期價"),
                Term::new("Volatility", "波动率", "波動率"),
                Term::same("SKEW"),
                Term::new("Strikes", "行权价数", "履約價數"),
            ],
            rows: self.strips.iter().map(row).collect(),
        }
    }

    /// The strikes that weigh most in the nearer of the two expiries of the index.
    fn parts(&self) -> Table {
        let near = strip::around(&self.strips, HORIZON).map(|(near, ..)| near);
        let parts = near.map_or(&[][..], |near| &near.parts);
        let whole: f64 = parts.iter().map(|part| part.share).sum();
        let mut largest = parts.to_vec();
        largest.sort_by(|a, b| b.share.total_cmp(&a.share));
        largest.truncate(PARTS);
        largest.sort_by(|a, b| a.strike.total_cmp(&b.strike));
        let row = |part: &strip::Part| {
            vec![
                number(part.strike, Unit::Price),
                number(part.price, Unit::Price),
                number(part.share / whole, Unit::Fraction),
            ]
        };
        Table {
            title: Term::new(
                "Strip of the near term, largest parts",
                "近月期权组合中占比最大者",
                "近月選擇權組合中占比最大者",
            ),
            columns: vec![
                Term::new("Strike", "行权价", "履約價"),
                labels::PRICE,
                Term::new("Of the variance", "占方差", "占變異數"),
            ],
            rows: largest.iter().map(row).collect(),
        }
    }

    /// The curve now and a month ago.
    pub(super) fn plots(&self) -> Vec<Plot> {
        let published = |name: Term, day: Option<Date>| {
            let points = TERM.iter().zip(&self.curve.curve);
            let points =
                points.filter_map(|((_, days), series)| Some((*days, on(series.as_ref(), day?)?)));
            Curve {
                name,
                points: points.collect(),
            }
        };
        let made = Curve {
            name: FROM_CHAIN,
            points: self
                .strips
                .iter()
                .map(|one| (one.days(), one.volatility()))
                .collect(),
        };
        let curves = [
            made,
            published(PUBLISHED, Some(self.today)),
            published(A_MONTH_AGO, self.month_ago()),
        ];
        let drawn = curves.into_iter().filter(|curve| curve.points.len() > 1);
        let curves: Vec<Curve> = drawn.collect();
        if curves.is_empty() {
            return Vec::new();
        }
        vec![Plot {
            title: CURVE,
            figure: Figure::Curves {
                across: (DAYS, Unit::Days),
                unit: Unit::VolPoints,
                curves,
                marks: Vec::new(),
            },
        }]
    }
}
