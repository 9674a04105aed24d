//! The hundred American stocks of the demo market.
//!
//! Tickers and businesses are real; levels are close to the (split-adjusted) prices of those
//! days, and everything between them is invented.

use jiff::civil::{Date, date};

use super::FIRST as START;

/// What a company does, which says how its stock moves with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Mega,
    Software,
    Internet,
    Semis,
    Hardware,
    Banks,
    Payments,
    Insurers,
    Coins,
    Pharma,
    Staples,
    Retail,
    Energy,
    Industrials,
    Defence,
    Utilities,
    Materials,
    Metals,
    Media,
}

impl Group {
    /// What a stock of the group takes of the forces, besides the market.
    pub(super) const fn loads(self) -> &'static [(&'static str, f64)] {
        match self {
            Self::Mega => &[("tech", 0.75), ("broad", -1.4)],
            Self::Software => &[("tech", 0.35), ("software", 0.8)],
            Self::Internet => &[("tech", 0.45), ("software", 0.25)],
            Self::Semis => &[("tech", 0.7), ("semis", 0.75)],
            Self::Hardware => &[("tech", 0.6), ("semis", 0.6), ("small", 0.2)],
            Self::Banks => &[("banks", 0.85), ("broad", 0.6)],
            Self::Payments => &[("banks", 0.35), ("software", 0.2), ("broad", 0.6)],
            Self::Insurers => &[("banks", 0.4), ("staples", 0.3), ("broad", 0.9)],
            Self::Coins => &[("coins", 0.55), ("small", 0.4)],
            Self::Pharma => &[("health", 0.85), ("broad", 0.9)],
            Self::Staples => &[("staples", 0.8), ("broad", 1.1)],
            Self::Retail => &[("small", 0.25), ("staples", 0.25), ("broad", 0.5)],
            Self::Energy => &[("energy", 0.95), ("broad", 0.7)],
            Self::Industrials => &[("value", 0.25), ("small", 0.15), ("broad", 0.6)],
            Self::Utilities => &[("utilities", 0.85), ("broad", 0.9)],
            Self::Materials => &[("value", 0.3), ("broad", 0.6)],
            Self::Metals => &[("XAU", 1.3)],
            Self::Defence | Self::Media => &[("staples", 0.3), ("broad", 1.0)],
        }
    }
}

/// One stock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stock {
    pub ticker: &'static str,
    pub group: Group,
    /// What it takes of the market's moves.
    pub beta: f64,
    /// Chance of its own, in percent a year.
    pub noise: f64,
    /// Usual volume, in million shares.
    pub volume: f64,
    /// Its first day.
    pub first: Date,
    /// The price on its first day and on [`LEVEL_DAYS`]; 0 where it was not listed.
    pub levels: [f64; 5],
}

/// The days of the later levels of a stock.
pub(super) const LEVEL_DAYS: [Date; 4] = [
    date(2021, 12, 31),
    date(2022, 12, 30),
    date(2024, 12, 31),
    date(2026, 2, 6),
];

/// All stocks, by business.
#[rustfmt::skip]
pub(super) const STOCKS: [Stock; 100] = [
    stock("AAPL", Group::Mega, 1.1, 17.0, 44.0, START, [23.4, 174.0, 128.0, 249.0, 278.0]),
    stock("MSFT", Group::Mega, 1.05, 17.0, 25.0, START, [46.0, 324.0, 233.0, 417.0, 399.0]),
    stock("AMZN", Group::Mega, 1.2, 21.0, 45.0, START, [24.4, 167.0, 84.0, 219.0, 210.0]),
    stock("GOOGL", Group::Mega, 1.1, 20.0, 22.0, START, [35.5, 144.0, 87.5, 188.0, 322.0]),
    stock("META", Group::Mega, 1.2, 24.0, 15.0, START, [99.0, 333.0, 119.0, 583.0, 660.0]),
    stock("TSLA", Group::Mega, 1.7, 37.0, 81.0, START, [10.5, 352.0, 123.0, 404.0, 411.0]),
    stock("ORCL", Group::Software, 1.1, 29.0, 31.0, START, [32.1, 81.8, 78.0, 163.0, 142.0]),
    stock("NFLX", Group::Internet, 1.15, 22.0, 49.0, START, [8.6, 60.2, 29.5, 89.1, 82.2]),
    stock("ADBE", Group::Software, 1.15, 23.0, 6.2, START, [78.0, 567.0, 337.0, 445.0, 268.0]),
    stock("CRM", Group::Software, 1.15, 23.0, 11.0, START, [57.0, 250.0, 130.0, 330.0, 190.0]),
    stock("NOW", Group::Software, 1.15, 27.0, 19.0, START, [10.1, 130.0, 77.7, 212.0, 101.0]),
    stock("INTU", Group::Software, 1.1, 23.0, 2.8, START, [91.0, 621.0, 378.0, 619.0, 440.0]),
    stock("PANW", Group::Software, 1.1, 27.0, 8.4, START, [20.6, 92.8, 69.8, 182.0, 159.0]),
    stock("CRWD", Group::Software, 1.2, 29.0, 3.9, date(2019, 6, 12), [58.0, 205.0, 105.0, 342.0, 395.0]),
    stock("SNPS", Group::Software, 1.15, 28.0, 1.8, START, [41.0, 368.0, 319.0, 485.0, 427.0]),
    stock("CDNS", Group::Software, 1.15, 23.0, 2.3, START, [19.0, 186.0, 161.0, 300.0, 284.0]),
    stock("PLTR", Group::Software, 1.6, 41.0, 74.0, date(2020, 9, 30), [9.5, 18.2, 6.4, 75.6, 136.0]),
    stock("IBM", Group::Software, 0.75, 21.0, 4.1, START, [88.0, 113.0, 125.0, 212.0, 295.0]),
    stock("ACN", Group::Software, 0.9, 20.0, 4.2, START, [83.0, 383.0, 250.0, 340.0, 236.0]),
    stock("AVGO", Group::Semis, 1.4, 30.0, 27.0, START, [9.8, 61.4, 53.3, 229.0, 332.0]),
    stock("NVDA", Group::Semis, 1.75, 31.0, 190.0, START, [0.65, 29.4, 14.6, 134.3, 185.4]),
    stock("AMD", Group::Semis, 1.6, 36.0, 43.0, START, [1.9, 144.0, 64.8, 121.0, 208.0]),
    stock("INTC", Group::Semis, 1.2, 38.0, 66.0, START, [24.6, 47.8, 25.5, 20.1, 50.6]),
    stock("MU", Group::Semis, 1.5, 38.0, 23.0, START, [9.6, 91.1, 49.2, 83.8, 394.0]),
    stock("QCOM", Group::Semis, 1.25, 26.0, 11.0, START, [32.0, 166.0, 102.0, 149.0, 136.0]),
    stock("TXN", Group::Semis, 1.1, 22.0, 5.6, START, [41.0, 165.0, 148.0, 179.0, 219.0]),
    stock("ADI", Group::Semis, 1.15, 22.0, 2.8, START, [42.0, 163.0, 155.0, 208.0, 319.0]),
    stock("AMAT", Group::Semis, 1.4, 30.0, 6.2, START, [14.6, 151.0, 94.6, 161.0, 322.0]),
    stock("LRCX", Group::Semis, 1.45, 31.0, 9.6, START, [5.6, 68.6, 40.7, 71.4, 231.0]),
    stock("KLAC", Group::Semis, 1.4, 30.0, 10.0, START, [5.3, 41.1, 36.5, 62.3, 144.0]),
    stock("MRVL", Group::Semis, 1.6, 42.0, 21.0, START, [7.6, 86.0, 36.5, 110.0, 80.2]),
    stock("VRT", Group::Hardware, 1.6, 40.0, 8.0, date(2018, 8, 2), [9.9, 24.9, 13.6, 113.0, 195.0]),
    stock("ANET", Group::Hardware, 1.4, 33.0, 8.9, START, [3.6, 35.9, 30.3, 111.0, 137.0]),
    stock("WDC", Group::Hardware, 1.4, 35.0, 7.5, START, [24.0, 49.1, 23.7, 44.9, 282.0]),
    stock("JPM", Group::Banks, 1.05, 15.0, 9.1, START, [41.0, 141.0, 123.0, 231.0, 319.0]),
    stock("BAC", Group::Banks, 1.1, 16.0, 36.0, START, [9.9, 39.8, 30.3, 42.5, 55.9]),
    stock("WFC", Group::Banks, 1.1, 18.0, 14.0, START, [34.0, 42.9, 37.8, 68.0, 93.4]),
    stock("C", Group::Banks, 1.2, 19.0, 12.0, START, [27.6, 51.5, 40.2, 67.8, 122.0]),
    stock("GS", Group::Banks, 1.2, 19.0, 2.2, START, [116.0, 342.0, 315.0, 556.0, 920.0]),
    stock("MS", Group::Banks, 1.2, 18.0, 6.2, START, [18.2, 84.3, 75.6, 120.0, 178.0]),
    stock("BLK", Group::Banks, 1.2, 15.0, 0.74, START, [259.0, 819.0, 652.0, 993.0, 1045.0]),
    stock("SCHW", Group::Banks, 1.1, 20.0, 9.6, START, [22.0, 79.1, 79.2, 72.6, 104.0]),
    stock("AXP", Group::Banks, 1.15, 18.0, 3.1, START, [46.0, 154.0, 141.0, 291.0, 357.0]),
    stock("V", Group::Payments, 0.9, 13.0, 6.7, START, [64.0, 209.0, 202.0, 313.0, 330.0]),
    stock("MA", Group::Payments, 0.9, 13.0, 3.3, START, [78.0, 349.0, 340.0, 521.0, 547.0]),
    stock("PYPL", Group::Payments, 1.25, 25.0, 28.0, START, [33.0, 187.0, 70.6, 84.6, 40.2]),
    stock("SPGI", Group::Payments, 0.9, 15.0, 2.1, START, [78.0, 430.0, 308.0, 466.0, 414.0]),
    stock("CB", Group::Insurers, 0.6, 13.0, 1.7, START, [93.0, 182.0, 211.0, 273.0, 329.0]),
    stock("PGR", Group::Insurers, 0.6, 17.0, 3.9, START, [24.0, 93.3, 118.0, 221.0, 202.0]),
    stock("COIN", Group::Coins, 2.0, 52.0, 16.0, date(2021, 4, 14), [328.0, 252.0, 35.4, 248.0, 165.0]),
    stock("LLY", Group::Pharma, 0.6, 22.0, 3.8, START, [63.0, 265.0, 356.0, 764.0, 1055.0]),
    stock("UNH", Group::Pharma, 0.6, 19.0, 12.0, START, [103.0, 484.0, 516.0, 497.0, 272.0]),
    stock("JNJ", Group::Pharma, 0.45, 12.0, 7.5, START, [84.0, 150.0, 159.0, 139.0, 237.0]),
    stock("ABBV", Group::Pharma, 0.5, 15.0, 6.1, START, [37.0, 114.0, 141.0, 168.0, 220.0]),
    stock("MRK", Group::Pharma, 0.5, 16.0, 11.0, START, [35.0, 66.8, 99.8, 94.5, 120.0]),
    stock("PFE", Group::Pharma, 0.6, 15.0, 42.0, START, [19.6, 45.7, 41.0, 23.5, 26.3]),
    stock("TMO", Group::Pharma, 0.9, 17.0, 1.8, START, [127.0, 659.0, 545.0, 517.0, 542.0]),
    stock("ABT", Group::Pharma, 0.7, 14.0, 7.1, START, [32.0, 128.0, 102.0, 109.0, 109.0]),
    stock("AMGN", Group::Pharma, 0.55, 16.0, 2.6, START, [111.0, 195.0, 235.0, 249.0, 379.0]),
    stock("GILD", Group::Pharma, 0.5, 16.0, 5.9, START, [61.0, 61.7, 76.3, 88.8, 151.0]),
    stock("ISRG", Group::Pharma, 1.1, 20.0, 2.0, START, [59.0, 359.0, 265.0, 522.0, 488.0]),
    stock("VRTX", Group::Pharma, 0.7, 19.0, 1.6, START, [86.0, 220.0, 289.0, 403.0, 478.0]),
    stock("BMY", Group::Pharma, 0.5, 17.0, 11.0, START, [45.0, 51.2, 60.9, 52.1, 60.7]),
    stock("PG", Group::Staples, 0.4, 11.0, 8.5, START, [60.0, 145.0, 137.0, 160.0, 157.0]),
    stock("KO", Group::Staples, 0.4, 10.0, 16.0, START, [29.8, 51.9, 57.4, 59.7, 78.0]),
    stock("PEP", Group::Staples, 0.45, 12.0, 6.7, START, [74.0, 150.0, 160.0, 143.0, 167.0]),
    stock("COST", Group::Staples, 0.8, 13.0, 2.2, START, [127.0, 539.0, 436.0, 908.0, 998.0]),
    stock("WMT", Group::Staples, 0.6, 13.0, 19.0, START, [18.4, 45.6, 45.4, 89.1, 131.0]),
    stock("MCD", Group::Staples, 0.55, 11.0, 3.4, START, [90.0, 242.0, 243.0, 280.0, 323.0]),
    stock("NKE", Group::Retail, 1.1, 22.0, 16.0, START, [48.0, 154.0, 109.0, 72.8, 62.9]),
    stock("SBUX", Group::Retail, 0.95, 20.0, 9.1, START, [48.0, 105.0, 91.1, 87.8, 98.2]),
    stock("HD", Group::Retail, 0.95, 15.0, 4.1, START, [93.0, 370.0, 289.0, 374.0, 380.0]),
    stock("LOW", Group::Retail, 1.0, 16.0, 2.8, START, [57.0, 235.0, 185.0, 238.0, 275.0]),
    stock("XOM", Group::Energy, 0.8, 15.0, 15.0, START, [48.0, 52.4, 98.2, 102.0, 147.0]),
    stock("CVX", Group::Energy, 0.85, 15.0, 8.2, START, [52.0, 98.0, 155.0, 136.0, 177.0]),
    stock("COP", Group::Energy, 1.0, 19.0, 8.4, START, [22.5, 61.4, 105.0, 94.4, 106.0]),
    stock("SLB", Group::Energy, 1.1, 22.0, 13.0, START, [53.0, 27.1, 49.0, 36.8, 50.1]),
    stock("OXY", Group::Energy, 1.1, 20.0, 12.0, START, [48.0, 27.1, 59.4, 47.9, 45.9]),
    stock("BA", Group::Industrials, 1.2, 21.0, 6.9, START, [105.0, 201.0, 190.0, 177.0, 243.0]),
    stock("CAT", Group::Industrials, 1.2, 20.0, 2.8, START, [49.0, 191.0, 226.0, 355.0, 723.0]),
    stock("DE", Group::Industrials, 1.0, 18.0, 1.5, START, [63.0, 323.0, 409.0, 416.0, 580.0]),
    stock("GE", Group::Industrials, 1.15, 19.0, 5.2, START, [124.0, 57.6, 51.3, 165.0, 320.0]),
    stock("HON", Group::Industrials, 0.85, 14.0, 3.6, START, [78.0, 187.0, 197.0, 216.0, 247.0]),
    stock("UNP", Group::Industrials, 0.8, 14.0, 2.7, START, [62.0, 227.0, 191.0, 220.0, 250.0]),
    stock("UPS", Group::Industrials, 0.95, 19.0, 5.8, START, [63.0, 173.0, 145.0, 114.0, 114.0]),
    stock("RTX", Group::Defence, 0.6, 15.0, 5.1, START, [43.0, 78.0, 93.6, 113.0, 197.0]),
    stock("LMT", Group::Defence, 0.4, 15.0, 1.4, START, [166.0, 315.0, 443.0, 466.0, 616.0]),
    stock("NEE", Group::Utilities, 0.6, 17.0, 10.0, START, [21.5, 82.6, 75.5, 68.5, 88.2]),
    stock("DUK", Group::Utilities, 0.45, 11.0, 3.7, START, [50.0, 88.1, 89.9, 102.0, 120.0]),
    stock("CEG", Group::Utilities, 1.1, 31.0, 3.8, date(2022, 1, 19), [43.0, 0.0, 83.9, 222.0, 261.0]),
    stock("LIN", Group::Materials, 0.8, 12.0, 2.0, START, [86.0, 326.0, 312.0, 410.0, 445.0]),
    stock("FCX", Group::Materials, 1.4, 28.0, 17.0, START, [4.9, 39.0, 36.2, 37.2, 60.4]),
    stock("NEM", Group::Metals, 0.5, 26.0, 9.7, START, [24.4, 54.7, 43.3, 36.4, 115.0]),
    stock("DIS", Group::Media, 1.05, 17.0, 10.0, START, [87.0, 150.0, 84.2, 109.0, 108.0]),
    stock("T", Group::Media, 0.5, 15.0, 38.0, START, [14.2, 14.1, 15.0, 21.0, 26.5]),
    stock("VZ", Group::Media, 0.5, 15.0, 20.0, START, [29.0, 38.3, 30.7, 35.6, 44.9]),
    stock("TMUS", Group::Media, 0.65, 15.0, 5.1, START, [35.0, 111.0, 134.0, 215.0, 195.0]),
    stock("UBER", Group::Internet, 1.25, 24.0, 24.0, date(2019, 5, 10), [41.6, 41.9, 24.7, 60.3, 74.8]),
    stock("BKNG", Group::Internet, 1.15, 19.0, 8.2, START, [41.0, 94.0, 78.9, 196.0, 177.0]),
    stock("GM", Group::Retail, 1.25, 22.0, 11.0, START, [23.5, 56.3, 32.5, 52.5, 83.9]),
];

const fn stock(
    ticker: &'static str,
    group: Group,
    beta: f64,
    noise: f64,
    volume: f64,
    first: Date,
    levels: [f64; 5],
) -> Stock {
    Stock {
        ticker,
        group,
        beta,
        noise,
        volume,
        first,
        levels,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn tickers_are_unique() {
        let tickers: BTreeSet<&str> = STOCKS.iter().map(|stock| stock.ticker).collect();
        assert_eq!(tickers.len(), STOCKS.len());
    }

    #[test]
    fn every_stock_has_a_price_first_and_last() {
        for stock in STOCKS {
            assert!(
                stock.levels[0] > 0.0 && stock.levels[4] > 0.0,
                "{}",
                stock.ticker
            );
            let early = LEVEL_DAYS.iter().zip(&stock.levels[1..]);
            for (day, level) in early {
                assert_eq!(*level > 0.0, *day > stock.first, "{}", stock.ticker);
            }
        }
    }

    #[test]
    fn betas_are_near_one_on_average() {
        let mean = STOCKS.iter().map(|stock| stock.beta).sum::<f64>() / 100.0;
        assert!((0.9..1.05).contains(&mean), "{mean}");
    }
}
