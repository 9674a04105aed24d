//! Kinds of things in words: of instruments, of markets, how concepts stand to each other.

use crate::model::{AssetClass, Region, Relation, Term, TickerState};

use super::{BROADER, OPPOSITE, PART_OF, RELATED};

/// How a concept stands to another.
#[must_use]
pub const fn of_relation(relation: Relation) -> Term {
    match relation {
        Relation::Broader => BROADER,
        Relation::PartOf => PART_OF,
        Relation::Opposite => OPPOSITE,
        Relation::Related => RELATED,
    }
}

/// Whose market it is.
#[must_use]
pub const fn of_region(region: Region) -> Term {
    match region {
        Region::Us => Term::new("US", "美国", "美國"),
        Region::Cn => Term::new("mainland China", "中国内地", "中國大陸"),
        Region::Hk => Term::new("Hong Kong", "香港", "香港"),
        Region::Tw => Term::new("Taiwan", "台湾", "台灣"),
        Region::Jp => Term::new("Japan", "日本", "日本"),
        Region::Kr => Term::new("Korea", "韩国", "南韓"),
        Region::In => Term::new("India", "印度", "印度"),
        Region::Asia => Term::new("Asia", "亚洲", "亞洲"),
        Region::Au => Term::new("Australia", "澳大利亚", "澳洲"),
        Region::Eu => Term::new("Europe", "欧洲", "歐洲"),
        Region::Uk => Term::new("UK", "英国", "英國"),
        Region::Ca => Term::new("Canada", "加拿大", "加拿大"),
        Region::Latam => Term::new("Latin America", "拉美", "拉丁美洲"),
        Region::Mea => Term::new("Middle East and Africa", "中东与非洲", "中東與非洲"),
        Region::Global => Term::new("global", "全球", "全球"),
    }
}

/// How far a price of the moment can be relied on.
#[must_use]
pub const fn of_ticker(state: TickerState) -> Term {
    match state {
        TickerState::Waiting => Term::new("waiting", "等待行情", "等待報價"),
        TickerState::Live => Term::new("live", "实时", "即時"),
        TickerState::Delayed => Term::new("delayed", "延时", "延遲"),
        TickerState::Closed => Term::new("closed", "休市", "休市"),
        TickerState::Stale => Term::new("stale", "停滞", "停滯"),
        TickerState::Offline => Term::new("offline", "离线", "離線"),
    }
}

/// What an instrument is, in a sentence.
#[must_use]
pub const fn of_class(class: AssetClass) -> Term {
    match class {
        AssetClass::Index => Term::new(
            "An index of shares: what the market as a whole, or a part of it, is worth.",
            "股票指数：衡量整个市场或其中一部分的价格水平。",
            "股價指數：衡量整個市場或其中一部分的價格水準。",
        ),
        AssetClass::Volatility => Term::new(
            "An index made of option prices: what options expect, not what the market did.",
            "由期权价格编制的指数：反映期权的预期，不是已发生的波动。",
            "由選擇權價格編製的指數：反映選擇權的預期，不是已發生的波動。",
        ),
        AssetClass::Fund => Term::new(
            "An exchange-traded fund: its shares trade all day and follow what it holds.",
            "交易所交易基金：份额全天交易，价格跟随其持仓。",
            "指數股票型基金：全日交易，價格跟隨其持股。",
        ),
        AssetClass::Equity => Term::new(
            "The share of a company.",
            "上市公司股票。",
            "上市公司股票。",
        ),
        AssetClass::Rate => Term::new(
            "A yield or an interest rate, in per cent a year.",
            "收益率或利率，以年化百分比表示。",
            "殖利率或利率，以年化百分比表示。",
        ),
        AssetClass::Commodity => Term::new(
            "A commodity, by its spot price.",
            "大宗商品，以现货价格计。",
            "大宗商品，以現貨價格計。",
        ),
        AssetClass::Currency => Term::new(
            "A pair of currencies, or one against a basket.",
            "货币对，或一种货币对一篮子货币。",
            "貨幣對，或一種貨幣對一籃子貨幣。",
        ),
        AssetClass::Crypto => Term::new(
            "A crypto-asset, traded at all hours.",
            "加密资产，全天候交易。",
            "加密資產，全天候交易。",
        ),
        AssetClass::Future => Term::new(
            "A future: a price agreed now for delivery or settlement later.",
            "期货：现在约定价格，日后交割或结算。",
            "期貨：現在約定價格，日後交割或結算。",
        ),
    }
}
