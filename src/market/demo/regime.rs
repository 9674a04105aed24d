//! Calm and storm: how far markets move, by date.

use jiff::civil::{Date, date};

use super::days::Days;

/// What makes the chance of a series larger or smaller over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Regime {
    /// The volatility of the S&P 500 itself, as a share a year.
    Market,
    /// Everything that is peculiar to one stock or sector; 1 is usual.
    Peculiar,
    /// Yields; 1 is the level of 2025.
    Rates,
    /// Metals; 1 is usual.
    Metals,
    /// Oil; 1 is usual.
    Oil,
    /// Crypto currencies; 1 is usual.
    Crypto,
    /// The same at all times.
    Steady,
}

impl Regime {
    /// The factor of every day.
    pub(super) fn curve(self, days: &Days) -> Vec<f64> {
        days.curve(match self {
            Self::Market => MARKET,
            Self::Peculiar => PECULIAR,
            Self::Rates => RATES,
            Self::Metals => METALS,
            Self::Oil => OIL,
            Self::Crypto => CRYPTO,
            Self::Steady => STEADY,
        })
    }
}

const STEADY: &[(Date, f64)] = &[(date(2016, 2, 8), 1.0)];

#[rustfmt::skip]
const MARKET: &[(Date, f64)] = &[
    (date(2016, 2, 8), 0.21), (date(2016, 2, 29), 0.17), (date(2016, 4, 1), 0.11),
    (date(2016, 6, 20), 0.11), (date(2016, 6, 24), 0.24), (date(2016, 7, 15), 0.09),
    (date(2016, 9, 1), 0.09), (date(2016, 11, 9), 0.12), (date(2017, 1, 3), 0.075),
    (date(2017, 12, 1), 0.062), (date(2018, 1, 22), 0.065), (date(2018, 2, 2), 0.26),
    (date(2018, 2, 12), 0.26), (date(2018, 3, 12), 0.16), (date(2018, 4, 10), 0.19),
    (date(2018, 5, 15), 0.10), (date(2018, 9, 20), 0.07), (date(2018, 10, 5), 0.15),
    (date(2018, 12, 18), 0.23), (date(2018, 12, 28), 0.30), (date(2019, 1, 15), 0.17),
    (date(2019, 3, 1), 0.11), (date(2019, 5, 10), 0.14), (date(2019, 7, 10), 0.09),
    (date(2019, 8, 5), 0.20), (date(2019, 9, 10), 0.12), (date(2019, 12, 2), 0.08),
    (date(2020, 2, 19), 0.085), (date(2020, 2, 25), 0.36), (date(2020, 3, 9), 0.75),
    (date(2020, 3, 20), 0.80), (date(2020, 4, 6), 0.48), (date(2020, 5, 15), 0.26),
    (date(2020, 6, 11), 0.29), (date(2020, 7, 10), 0.17), (date(2020, 9, 3), 0.22),
    (date(2020, 10, 28), 0.22), (date(2020, 11, 20), 0.13), (date(2021, 1, 27), 0.15),
    (date(2021, 3, 1), 0.17), (date(2021, 4, 15), 0.10), (date(2021, 8, 2), 0.09),
    (date(2021, 9, 20), 0.14), (date(2021, 10, 20), 0.10), (date(2021, 11, 26), 0.16),
    (date(2021, 12, 20), 0.18), (date(2022, 1, 24), 0.24), (date(2022, 5, 2), 0.29),
    (date(2022, 6, 15), 0.29), (date(2022, 8, 10), 0.20), (date(2022, 9, 15), 0.28),
    (date(2022, 10, 15), 0.29), (date(2022, 12, 1), 0.22), (date(2023, 1, 17), 0.17),
    (date(2023, 3, 13), 0.19), (date(2023, 4, 17), 0.12), (date(2023, 7, 3), 0.10),
    (date(2023, 10, 2), 0.13), (date(2023, 11, 15), 0.11), (date(2024, 1, 2), 0.11),
    (date(2024, 6, 3), 0.09), (date(2024, 7, 15), 0.09), (date(2024, 7, 25), 0.17),
    (date(2024, 8, 5), 0.28), (date(2024, 8, 20), 0.13), (date(2024, 10, 1), 0.11),
    (date(2024, 12, 18), 0.15), (date(2025, 1, 10), 0.15), (date(2025, 2, 18), 0.11),
    (date(2025, 3, 10), 0.21), (date(2025, 4, 2), 0.28), (date(2025, 4, 8), 0.52),
    (date(2025, 4, 11), 0.42), (date(2025, 5, 1), 0.19), (date(2025, 6, 2), 0.12),
    (date(2025, 7, 1), 0.085), (date(2025, 8, 1), 0.11), (date(2025, 8, 22), 0.10),
    (date(2025, 9, 15), 0.075), (date(2025, 10, 9), 0.08), (date(2025, 10, 10), 0.17),
    (date(2025, 10, 27), 0.12), (date(2025, 11, 14), 0.15), (date(2025, 11, 26), 0.13),
    (date(2025, 12, 15), 0.09), (date(2026, 1, 2), 0.08), (date(2026, 1, 15), 0.085),
    (date(2026, 1, 20), 0.12), (date(2026, 1, 23), 0.08), (date(2026, 1, 29), 0.08),
    (date(2026, 2, 3), 0.13), (date(2026, 2, 6), 0.16),
];

#[rustfmt::skip]
const PECULIAR: &[(Date, f64)] = &[
    (date(2016, 2, 8), 1.15), (date(2016, 6, 1), 0.90), (date(2017, 6, 1), 0.72),
    (date(2018, 2, 5), 0.95), (date(2018, 8, 1), 0.85), (date(2018, 12, 20), 1.15),
    (date(2019, 6, 3), 0.85), (date(2020, 2, 19), 0.90), (date(2020, 3, 16), 2.20),
    (date(2020, 4, 20), 1.60), (date(2020, 9, 1), 1.15), (date(2021, 2, 1), 1.15),
    (date(2021, 8, 2), 0.85), (date(2022, 1, 24), 1.15), (date(2022, 6, 15), 1.25),
    (date(2022, 12, 1), 1.10), (date(2023, 8, 1), 0.85), (date(2024, 3, 1), 0.85),
    (date(2024, 8, 5), 1.05), (date(2024, 11, 6), 0.95), (date(2025, 1, 27), 1.15),
    (date(2025, 3, 3), 1.05), (date(2025, 4, 8), 1.80), (date(2025, 5, 15), 1.05),
    (date(2025, 8, 1), 0.85), (date(2025, 11, 14), 1.05), (date(2025, 12, 24), 0.85),
    (date(2026, 1, 14), 1.00), (date(2026, 1, 21), 1.20), (date(2026, 1, 29), 1.27),
    (date(2026, 2, 3), 1.20), (date(2026, 2, 6), 0.95),
];

#[rustfmt::skip]
const RATES: &[(Date, f64)] = &[
    (date(2016, 2, 8), 0.85), (date(2016, 11, 9), 1.00), (date(2018, 2, 5), 0.75),
    (date(2019, 8, 5), 0.95), (date(2020, 2, 19), 0.70), (date(2020, 3, 9), 2.00),
    (date(2020, 4, 6), 0.60), (date(2020, 8, 3), 0.40), (date(2021, 2, 25), 0.75),
    (date(2021, 9, 20), 0.70), (date(2022, 3, 1), 1.30), (date(2022, 9, 26), 1.80),
    (date(2023, 3, 13), 2.00), (date(2023, 10, 2), 1.55), (date(2024, 6, 3), 1.10),
    (date(2025, 1, 10), 1.00), (date(2025, 4, 8), 1.60), (date(2025, 7, 1), 0.90),
    (date(2025, 12, 1), 0.70), (date(2026, 2, 6), 0.75),
];

#[rustfmt::skip]
const METALS: &[(Date, f64)] = &[
    (date(2016, 2, 8), 1.15), (date(2017, 6, 1), 0.75), (date(2019, 8, 5), 0.85),
    (date(2020, 3, 16), 2.00), (date(2020, 8, 10), 1.30), (date(2021, 8, 2), 0.90),
    (date(2022, 3, 8), 1.20), (date(2023, 10, 2), 0.80), (date(2024, 11, 6), 1.00),
    (date(2025, 4, 10), 1.50), (date(2025, 7, 1), 0.90), (date(2025, 10, 17), 1.60),
    (date(2025, 12, 15), 1.10), (date(2026, 1, 20), 1.60), (date(2026, 2, 2), 3.00),
    (date(2026, 2, 6), 2.20),
];

#[rustfmt::skip]
const OIL: &[(Date, f64)] = &[
    (date(2016, 2, 8), 1.60), (date(2016, 7, 1), 1.00), (date(2017, 12, 1), 0.70),
    (date(2018, 11, 13), 1.20), (date(2020, 2, 19), 0.90), (date(2020, 3, 9), 3.50),
    (date(2020, 4, 20), 5.00), (date(2020, 7, 1), 1.10), (date(2021, 6, 1), 0.80),
    (date(2022, 3, 8), 1.90), (date(2022, 12, 1), 1.15), (date(2023, 7, 3), 0.80),
    (date(2024, 6, 3), 0.75), (date(2025, 4, 8), 1.40), (date(2025, 6, 16), 1.40),
    (date(2025, 9, 2), 0.75), (date(2026, 2, 6), 0.95),
];

#[rustfmt::skip]
const CRYPTO: &[(Date, f64)] = &[
    (date(2016, 2, 8), 0.75), (date(2017, 12, 1), 1.80), (date(2018, 10, 1), 0.80),
    (date(2019, 7, 1), 1.20), (date(2020, 2, 19), 0.90), (date(2020, 3, 12), 1.50),
    (date(2020, 7, 1), 0.90), (date(2021, 5, 19), 1.80), (date(2022, 6, 15), 1.30),
    (date(2023, 8, 1), 0.60), (date(2024, 3, 5), 1.05), (date(2024, 11, 6), 0.85),
    (date(2025, 7, 1), 0.60), (date(2025, 10, 10), 0.85), (date(2025, 12, 1), 0.80),
    (date(2026, 1, 20), 0.70), (date(2026, 2, 5), 1.60),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_are_in_order_and_positive() {
        for knots in [MARKET, PECULIAR, RATES, METALS, OIL, CRYPTO] {
            assert!(knots.windows(2).all(|pair| pair[0].0 < pair[1].0));
            assert!(knots.iter().all(|knot| knot.1 > 0.0));
        }
    }

    #[test]
    fn the_crash_is_the_widest_storm() {
        let days = Days::new();
        let market = Regime::Market.curve(&days);
        let widest = (0..days.len()).max_by(|&a, &b| market[a].total_cmp(&market[b]));
        assert_eq!(widest, days.at(date(2020, 3, 20)));
        assert!(
            Regime::Steady
                .curve(&days)
                .iter()
                .all(|&one| (one - 1.0).abs() < 1e-12)
        );
    }
}
