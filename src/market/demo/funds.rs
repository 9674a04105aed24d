//! Exchange-traded funds without leverage: styles, sectors, bonds and commodities.

use jiff::civil::date;

use super::regime::Regime;
use super::world::{Shape, Spec};

/// Each rests on indices, yields, prices and styles that were made before it. Levels are those
/// of prices, not of total returns.
#[rustfmt::skip]
pub(super) const FUNDS: &[Spec] = &[
    Spec {
        id: "SPY", shape: Shape::Bars(75.0), decimals: 2, noise: 0.15, regime: Regime::Steady,
        loads: &[("SPX", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 185.4), (date(2021, 12, 31), 474.96), (date(2022, 12, 30), 382.4),
            (date(2024, 12, 31), 586.1), (date(2026, 2, 6), 690.6),
        ],
    },
    Spec {
        id: "QQQ", shape: Shape::Bars(45.0), decimals: 2, noise: 0.15, regime: Regime::Steady,
        loads: &[("NDX", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 96.6), (date(2021, 12, 31), 397.9), (date(2022, 12, 30), 266.3),
            (date(2024, 12, 31), 511.2), (date(2026, 2, 6), 609.7),
        ],
    },
    Spec {
        id: "IWM", shape: Shape::Bars(32.0), decimals: 2, noise: 0.2, regime: Regime::Steady,
        loads: &[("RUT", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 96.4), (date(2021, 12, 31), 222.5), (date(2022, 12, 30), 174.4),
            (date(2024, 12, 31), 220.9), (date(2026, 2, 6), 265.0),
        ],
    },
    Spec {
        id: "DIA", shape: Shape::Bars(4.0), decimals: 2, noise: 4.5, regime: Regime::Peculiar,
        loads: &[("SPX", 0.95), ("tech", -0.3)],
        anchors: &[
            (date(2016, 2, 8), 160.0), (date(2021, 12, 31), 363.3), (date(2022, 12, 30), 331.3),
            (date(2024, 12, 31), 425.5), (date(2026, 2, 6), 501.0),
        ],
    },
    Spec {
        id: "IVE", shape: Shape::Bars(1.0), decimals: 2, noise: 1.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.97), ("value", 0.5)],
        anchors: &[
            (date(2016, 2, 8), 80.0), (date(2021, 12, 31), 156.6), (date(2022, 12, 30), 145.1),
            (date(2024, 12, 31), 191.0), (date(2026, 2, 6), 217.3),
        ],
    },
    Spec {
        id: "IVW", shape: Shape::Bars(3.0), decimals: 2, noise: 1.0, regime: Regime::Peculiar,
        loads: &[("SPX", 1.03), ("value", -0.5)],
        anchors: &[
            (date(2016, 2, 8), 27.2), (date(2021, 12, 31), 83.7), (date(2022, 12, 30), 58.5),
            (date(2024, 12, 31), 101.5), (date(2026, 2, 6), 121.4),
        ],
    },
    Spec {
        id: "RSP", shape: Shape::Bars(9.0), decimals: 2, noise: 1.2, regime: Regime::Peculiar,
        loads: &[("SPX", 0.98), ("broad", 0.45), ("value", 0.3), ("small", 0.1)],
        anchors: &[
            (date(2016, 2, 8), 70.5), (date(2021, 12, 31), 162.7), (date(2022, 12, 30), 141.3),
            (date(2024, 12, 31), 175.2), (date(2026, 2, 6), 199.4),
        ],
    },
    Spec {
        id: "MTUM", shape: Shape::Bars(1.0), decimals: 2, noise: 2.5, regime: Regime::Peculiar,
        loads: &[("SPX", 1.0), ("momentum", 1.0), ("tech", 0.25)],
        anchors: &[
            (date(2016, 2, 8), 68.0), (date(2021, 12, 31), 181.9), (date(2022, 12, 30), 145.9),
            (date(2024, 12, 31), 206.9), (date(2026, 2, 6), 258.1),
        ],
    },
    Spec {
        id: "SPHB", shape: Shape::Bars(1.0), decimals: 2, noise: 4.0, regime: Regime::Peculiar,
        loads: &[("SPX", 1.35), ("small", 0.3), ("semis", 0.2)],
        anchors: &[
            (date(2016, 2, 8), 27.1), (date(2021, 12, 31), 79.2), (date(2022, 12, 30), 62.4),
            (date(2024, 12, 31), 90.1), (date(2026, 2, 6), 121.6),
        ],
    },
    Spec {
        id: "IGV", shape: Shape::Bars(9.0), decimals: 2, noise: 9.0, regime: Regime::Peculiar,
        loads: &[("NDX", 0.95)],
        anchors: &[
            (date(2016, 2, 8), 19.8), (date(2021, 12, 31), 79.5), (date(2022, 12, 30), 51.2),
            (date(2024, 12, 31), 100.1), (date(2025, 1, 24), 103.0), (date(2025, 1, 27), 104.5),
            (date(2025, 2, 19), 102.0), (date(2025, 4, 8), 80.0), (date(2025, 6, 27), 109.0),
            (date(2025, 9, 17), 113.0), (date(2025, 10, 29), 117.0), (date(2025, 11, 20), 102.0),
            (date(2025, 12, 31), 105.7), (date(2026, 1, 20), 98.0), (date(2026, 1, 27), 97.3),
            (date(2026, 1, 28), 95.6), (date(2026, 1, 29), 90.9), (date(2026, 1, 30), 89.6),
            (date(2026, 2, 2), 89.9), (date(2026, 2, 3), 85.8), (date(2026, 2, 4), 83.9),
            (date(2026, 2, 5), 79.7), (date(2026, 2, 6), 82.4),
        ],
    },
    Spec {
        id: "XLK", shape: Shape::Bars(9.0), decimals: 2, noise: 2.0, regime: Regime::Peculiar,
        loads: &[("NDX", 1.02), ("semis", 0.15)],
        anchors: &[
            (date(2016, 2, 8), 19.7), (date(2021, 12, 31), 86.9), (date(2022, 12, 30), 62.2),
            (date(2024, 12, 31), 116.3), (date(2026, 2, 6), 141.2),
        ],
    },
    Spec {
        id: "XLF", shape: Shape::Bars(40.0), decimals: 2, noise: 7.0, regime: Regime::Peculiar,
        loads: &[("SPX", 1.0), ("value", 0.8)],
        anchors: &[
            (date(2016, 2, 8), 16.6), (date(2021, 12, 31), 39.1), (date(2022, 12, 30), 34.2),
            (date(2024, 12, 31), 48.3), (date(2026, 2, 6), 53.9),
        ],
    },
    Spec {
        id: "XLE", shape: Shape::Bars(28.0), decimals: 2, noise: 15.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.75), ("WTI", 0.25), ("value", 0.4)],
        anchors: &[
            (date(2016, 2, 8), 28.1), (date(2021, 12, 31), 27.8), (date(2022, 12, 30), 43.7),
            (date(2024, 12, 31), 42.8), (date(2026, 2, 6), 53.1),
        ],
    },
    Spec {
        id: "XLV", shape: Shape::Bars(9.0), decimals: 2, noise: 6.5, regime: Regime::Peculiar,
        loads: &[("SPX", 0.7)],
        anchors: &[
            (date(2016, 2, 8), 64.5), (date(2021, 12, 31), 140.9), (date(2022, 12, 30), 135.9),
            (date(2024, 12, 31), 137.6), (date(2026, 2, 6), 157.4),
        ],
    },
    Spec {
        id: "XLP", shape: Shape::Bars(12.0), decimals: 2, noise: 6.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.5), ("US10Y", -2.0)],
        anchors: &[
            (date(2016, 2, 8), 49.5), (date(2021, 12, 31), 77.1), (date(2022, 12, 30), 74.6),
            (date(2024, 12, 31), 78.6), (date(2026, 2, 6), 87.6),
        ],
    },
    Spec {
        id: "XLU", shape: Shape::Bars(12.0), decimals: 2, noise: 9.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.5), ("US10Y", -4.0)],
        anchors: &[
            (date(2016, 2, 8), 22.9), (date(2021, 12, 31), 35.8), (date(2022, 12, 30), 35.3),
            (date(2024, 12, 31), 37.8), (date(2026, 2, 6), 43.1),
        ],
    },
    Spec {
        id: "XLY", shape: Shape::Bars(8.0), decimals: 2, noise: 4.0, regime: Regime::Peculiar,
        loads: &[("SPX", 1.1), ("tech", 0.3)],
        anchors: &[
            (date(2016, 2, 8), 35.8), (date(2021, 12, 31), 102.2), (date(2022, 12, 30), 64.6),
            (date(2024, 12, 31), 112.2), (date(2026, 2, 6), 117.9),
        ],
    },
    Spec {
        id: "XLI", shape: Shape::Bars(9.0), decimals: 2, noise: 5.0, regime: Regime::Peculiar,
        loads: &[("SPX", 1.0), ("value", 0.3)],
        anchors: &[
            (date(2016, 2, 8), 49.5), (date(2021, 12, 31), 105.8), (date(2022, 12, 30), 98.2),
            (date(2024, 12, 31), 131.8), (date(2026, 2, 6), 172.8),
        ],
    },
    Spec {
        id: "XLB", shape: Shape::Bars(8.0), decimals: 2, noise: 7.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.95), ("value", 0.3)],
        anchors: &[
            (date(2016, 2, 8), 19.8), (date(2021, 12, 31), 45.3), (date(2022, 12, 30), 38.9),
            (date(2024, 12, 31), 42.1), (date(2026, 2, 6), 51.2),
        ],
    },
    Spec {
        id: "XLRE", shape: Shape::Bars(6.0), decimals: 2, noise: 8.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.8), ("US10Y", -5.0)],
        anchors: &[
            (date(2016, 2, 8), 28.4), (date(2021, 12, 31), 51.8), (date(2022, 12, 30), 36.9),
            (date(2024, 12, 31), 40.7), (date(2026, 2, 6), 41.5),
        ],
    },
    Spec {
        id: "SMH", shape: Shape::Bars(8.0), decimals: 2, noise: 2.0, regime: Regime::Peculiar,
        loads: &[("SOX", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 23.4), (date(2021, 12, 31), 154.0), (date(2022, 12, 30), 101.5),
            (date(2024, 12, 31), 242.2), (date(2026, 2, 6), 401.7),
        ],
    },
    Spec {
        id: "SOXX", shape: Shape::Bars(7.0), decimals: 2, noise: 2.0, regime: Regime::Peculiar,
        loads: &[("SOX", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 27.2), (date(2021, 12, 31), 180.7), (date(2022, 12, 30), 116.1),
            (date(2024, 12, 31), 215.5), (date(2026, 2, 6), 348.3),
        ],
    },
    Spec {
        id: "XBI", shape: Shape::Bars(9.0), decimals: 2, noise: 18.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.9), ("small", 0.5)],
        anchors: &[
            (date(2016, 2, 8), 46.8), (date(2021, 12, 31), 111.9), (date(2022, 12, 30), 83.0),
            (date(2024, 12, 31), 90.1), (date(2026, 2, 6), 125.6),
        ],
    },
    Spec {
        id: "KRE", shape: Shape::Bars(14.0), decimals: 2, noise: 12.0, regime: Regime::Peculiar,
        loads: &[("XLF", 1.05), ("small", 0.4)],
        anchors: &[
            (date(2016, 2, 8), 34.3), (date(2021, 12, 31), 70.9), (date(2022, 12, 30), 58.7),
            (date(2024, 12, 31), 60.3), (date(2026, 2, 6), 73.4),
        ],
    },
    Spec {
        id: "ARKK", shape: Shape::Bars(12.0), decimals: 2, noise: 16.0, regime: Regime::Peculiar,
        loads: &[("NDX", 1.2), ("small", 0.5)],
        anchors: &[
            (date(2016, 2, 8), 16.9), (date(2021, 12, 31), 94.6), (date(2022, 12, 30), 31.2),
            (date(2024, 12, 31), 56.8), (date(2026, 2, 6), 70.4),
        ],
    },
    Spec {
        id: "GDX", shape: Shape::Bars(22.0), decimals: 2, noise: 18.0, regime: Regime::Metals,
        loads: &[("XAU", 1.8), ("SPX", 0.2)],
        anchors: &[
            (date(2016, 2, 8), 16.4), (date(2021, 12, 31), 32.0), (date(2022, 12, 30), 28.7),
            (date(2024, 12, 31), 33.9), (date(2026, 2, 6), 98.6),
        ],
    },
    Spec {
        id: "EEM", shape: Shape::Bars(30.0), decimals: 2, noise: 8.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.7), ("HSI", 0.25), ("DXY", -0.4)],
        anchors: &[
            (date(2016, 2, 8), 28.6), (date(2021, 12, 31), 48.9), (date(2022, 12, 30), 37.9),
            (date(2024, 12, 31), 41.8), (date(2026, 2, 6), 61.2),
        ],
    },
    Spec {
        id: "EFA", shape: Shape::Bars(16.0), decimals: 2, noise: 5.0, regime: Regime::Peculiar,
        loads: &[("SPX", 0.75), ("DXY", -0.6)],
        anchors: &[
            (date(2016, 2, 8), 53.1), (date(2021, 12, 31), 78.7), (date(2022, 12, 30), 65.6),
            (date(2024, 12, 31), 75.6), (date(2026, 2, 6), 103.2),
        ],
    },
    Spec {
        id: "FXI", shape: Shape::Bars(32.0), decimals: 2, noise: 10.0, regime: Regime::Peculiar,
        loads: &[("HSI", 0.85), ("SPX", 0.2)],
        anchors: &[
            (date(2016, 2, 8), 29.4), (date(2021, 12, 31), 36.6), (date(2022, 12, 30), 28.3),
            (date(2024, 12, 31), 30.4), (date(2026, 2, 6), 39.2),
        ],
    },
    Spec {
        id: "KWEB", shape: Shape::Bars(22.0), decimals: 2, noise: 15.0, regime: Regime::Peculiar,
        loads: &[("HSI", 1.05), ("SPX", 0.25)],
        anchors: &[
            (date(2016, 2, 8), 32.1), (date(2021, 12, 31), 36.5), (date(2022, 12, 30), 30.2),
            (date(2024, 12, 31), 29.2), (date(2026, 2, 6), 34.5),
        ],
    },
    Spec {
        id: "TLT", shape: Shape::Bars(38.0), decimals: 2, noise: 1.2, regime: Regime::Rates,
        loads: &[("US30Y", -17.0)],
        anchors: &[
            (date(2016, 2, 8), 131.0), (date(2021, 12, 31), 148.2), (date(2022, 12, 30), 99.6),
            (date(2024, 12, 31), 87.3), (date(2026, 2, 6), 87.6),
        ],
    },
    Spec {
        id: "IEF", shape: Shape::Bars(8.0), decimals: 2, noise: 0.5, regime: Regime::Rates,
        loads: &[("US10Y", -7.4)],
        anchors: &[
            (date(2016, 2, 8), 110.1), (date(2021, 12, 31), 115.0), (date(2022, 12, 30), 95.8),
            (date(2024, 12, 31), 92.5), (date(2026, 2, 6), 96.4),
        ],
    },
    Spec {
        id: "SHY", shape: Shape::Bars(4.0), decimals: 2, noise: 0.15, regime: Regime::Steady,
        loads: &[("US2Y", -1.85)],
        anchors: &[
            (date(2016, 2, 8), 85.0), (date(2021, 12, 31), 85.5), (date(2022, 12, 30), 81.2),
            (date(2024, 12, 31), 82.0), (date(2026, 2, 6), 82.9),
        ],
    },
    Spec {
        id: "TIP", shape: Shape::Bars(3.0), decimals: 2, noise: 1.0, regime: Regime::Rates,
        loads: &[("US10YREAL", -6.6)],
        anchors: &[
            (date(2016, 2, 8), 110.9), (date(2021, 12, 31), 129.2), (date(2022, 12, 30), 106.4),
            (date(2024, 12, 31), 106.5), (date(2026, 2, 6), 110.3),
        ],
    },
    Spec {
        id: "LQD", shape: Shape::Bars(22.0), decimals: 2, noise: 1.2, regime: Regime::Peculiar,
        loads: &[("US10Y", -8.0), ("SPX", 0.08)],
        anchors: &[
            (date(2016, 2, 8), 114.2), (date(2021, 12, 31), 132.5), (date(2022, 12, 30), 105.4),
            (date(2024, 12, 31), 106.8), (date(2026, 2, 6), 110.9),
        ],
    },
    Spec {
        id: "HYG", shape: Shape::Bars(42.0), decimals: 2, noise: 2.2, regime: Regime::Peculiar,
        loads: &[("US5Y", -2.0), ("SPX", 0.3)],
        anchors: &[
            (date(2016, 2, 8), 78.6), (date(2021, 12, 31), 87.0), (date(2022, 12, 30), 73.6),
            (date(2024, 12, 31), 78.7), (date(2026, 2, 6), 80.9),
        ],
    },
    Spec {
        id: "GLD", shape: Shape::Bars(10.0), decimals: 2, noise: 0.4, regime: Regime::Steady,
        loads: &[("XAU", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 113.8), (date(2021, 12, 31), 171.0), (date(2022, 12, 30), 169.6),
            (date(2024, 12, 31), 242.1), (date(2026, 2, 6), 455.5),
        ],
    },
    Spec {
        id: "SLV", shape: Shape::Bars(28.0), decimals: 2, noise: 0.6, regime: Regime::Steady,
        loads: &[("XAG", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 14.5), (date(2021, 12, 31), 21.5), (date(2022, 12, 30), 22.0),
            (date(2024, 12, 31), 26.3), (date(2026, 2, 6), 69.9),
        ],
    },
    Spec {
        id: "USO", shape: Shape::Bars(5.0), decimals: 2, noise: 2.0, regime: Regime::Peculiar,
        loads: &[("WTI", 0.95)],
        anchors: &[
            (date(2016, 2, 8), 69.0), (date(2021, 12, 31), 54.4), (date(2022, 12, 30), 70.1),
            (date(2024, 12, 31), 75.5), (date(2026, 2, 6), 77.0),
        ],
    },
    Spec {
        id: "DBC", shape: Shape::Bars(1.0), decimals: 2, noise: 5.0, regime: Regime::Peculiar,
        loads: &[("WTI", 0.4), ("XAU", 0.12), ("SPX", 0.05)],
        anchors: &[
            (date(2016, 2, 8), 12.2), (date(2021, 12, 31), 20.8), (date(2022, 12, 30), 24.7),
            (date(2024, 12, 31), 21.4), (date(2026, 2, 6), 24.6),
        ],
    },
    Spec {
        id: "UUP", shape: Shape::Bars(1.0), decimals: 2, noise: 0.4, regime: Regime::Steady,
        loads: &[("DXY", 1.0)],
        anchors: &[
            (date(2016, 2, 8), 25.3), (date(2021, 12, 31), 25.6), (date(2022, 12, 30), 27.8),
            (date(2024, 12, 31), 29.8), (date(2026, 2, 6), 27.1),
        ],
    },
    Spec {
        id: "IBIT", shape: Shape::Bars(48.0), decimals: 2, noise: 0.8, regime: Regime::Steady,
        loads: &[("BTC", 1.0)],
        anchors: &[
            (date(2024, 1, 11), 26.4), (date(2024, 12, 31), 53.1), (date(2026, 2, 6), 40.2),
        ],
    },
];
