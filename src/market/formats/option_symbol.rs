//! Options by their OCC symbol: `SPXW261016P07000000`.

use jiff::civil::Date;

use crate::model::{OptionKind, Settlement};

/// Roots settled by opening prices. Their weekly and afternoon twins have roots of their own.
const MORNING: &[&str] = &["SPX", "NDX", "RUT", "DJX", "OEX", "VIX", "VIXW", "MRUT"];

/// Roots beside that of the underlying's own name.
const TWINS: &[(&str, &[&str])] = &[
    ("SPX", &["SPXW"]),
    ("NDX", &["NDXP"]),
    ("RUT", &["RUTW"]),
    ("VIX", &["VIXW"]),
    ("MRUT", &["MRUTW"]),
    ("DJX", &["DJXW"]),
    ("OEX", &["OEXW", "OEXP"]),
];

/// What a symbol says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct OptionSymbol<'a> {
    pub root: &'a str,
    pub expiry: Date,
    pub kind: OptionKind,
    pub strike: f64,
}

impl<'a> OptionSymbol<'a> {
    /// Reads root, `yymmdd`, `C` or `P`, and the strike in thousandths on eight digits.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (rest, strike) = text.split_at_checked(text.len().checked_sub(8)?)?;
        let (rest, kind) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
        let (root, day) = rest.split_at_checked(rest.len().checked_sub(6)?)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(strike) || !digits(day) || root.trim().is_empty() {
            return None;
        }
        let kind = match kind {
            "C" => OptionKind::Call,
            "P" => OptionKind::Put,
            _ => return None,
        };
        let year = 2000 + day.get(..2)?.parse::<i16>().ok()?;
        let expiry = Date::new(
            year,
            day.get(2..4)?.parse().ok()?,
            day.get(4..)?.parse().ok()?,
        );
        Some(Self {
            root: root.trim(),
            expiry: expiry.ok()?,
            kind,
            strike: strike.parse::<f64>().ok()? / 1000.0,
        })
    }

    /// When on its last day it is settled.
    pub(super) fn settlement(&self) -> Settlement {
        if MORNING.contains(&self.root) {
            Settlement::Morning
        } else {
            Settlement::Close
        }
    }

    /// Whether it is an option on the whole of `underlying`: neither on a neighbour whose name
    /// begins alike nor one whose terms a split or spin-off changed (`NVDA1`).
    pub(super) fn is_on(&self, underlying: &str) -> bool {
        let is_same = self
            .root
            .bytes()
            .eq(underlying.bytes().filter(|byte| *byte != b'.'));
        let mut twins = TWINS.iter().filter(|(of, _)| *of == underlying);
        is_same || twins.any(|(_, twins)| twins.contains(&self.root))
    }

    /// The underlying that a root belongs to.
    pub(super) fn underlying(&self) -> &'a str {
        let mut twins = TWINS.iter().filter(|(_, twins)| twins.contains(&self.root));
        twins.next().map_or(self.root, |(of, _)| of)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_symbol_says_all() {
        let expected = OptionSymbol {
            root: "SPXW",
            expiry: date(2026, 10, 16),
            kind: OptionKind::Put,
            strike: 7000.0,
        };
        assert_eq!(OptionSymbol::read("SPXW261016P07000000"), Some(expected));
        let padded = OptionSymbol::read("MSFT  260807C00347500").unwrap();
        assert_eq!(
            (padded.root, padded.strike.to_bits()),
            ("MSFT", 347.5_f64.to_bits())
        );
        for text in [
            "",
            "SPXW261016X07000000",
            "261016P07000000",
            "SPX261316P07000000",
            "SPX26101６P07000000",
        ] {
            assert_eq!(OptionSymbol::read(text), None, "{text}");
        }
    }

    #[test]
    fn roots_tell_the_settlement_and_the_neighbours() {
        let cases = [
            ("SPX261016P07000000", "SPX", Settlement::Morning, true),
            ("SPXW261016P07000000", "SPX", Settlement::Close, true),
            ("NDXP261016P07000000", "NDX", Settlement::Close, true),
            ("VIXW261014P00020000", "VIX", Settlement::Morning, true),
            ("SPY261016P00700000", "SPX", Settlement::Close, false),
            ("NVDA1261016P00100000", "NVDA", Settlement::Close, false),
            ("BRKB261016P00500000", "BRK.B", Settlement::Close, true),
        ];
        for (text, underlying, settlement, expected) in cases {
            let symbol = OptionSymbol::read(text).unwrap();
            assert_eq!(
                (symbol.settlement(), symbol.is_on(underlying)),
                (settlement, expected),
                "{text}"
            );
        }
        assert_eq!(
            OptionSymbol::read("NDXP261016P07000000")
                .unwrap()
                .underlying(),
            "NDX"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_symbol_or_none(text in ".{0,24}") {
            let _ = OptionSymbol::read(&text);
        }

        #[test]
        fn printed_symbols_come_back(root in "[A-Z]{1,5}", strike in 1u32..9_999_999, days in 0i64..20_000) {
            use jiff::ToSpan;
            let expiry = date(2000, 1, 1).checked_add(days.days()).unwrap();
            let text = format!("{root}{}C{:08}", expiry.strftime("%y%m%d"), strike);
            let read = OptionSymbol::read(&text).unwrap();
            prop_assert_eq!((read.root, read.expiry), (root.as_str(), expiry));
            prop_assert_eq!(read.strike.to_bits(), (f64::from(strike) / 1000.0).to_bits());
        }
    }
}
