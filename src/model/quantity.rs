//! How numbers are written: one way everywhere, on the screen and on paper.
//!
//! A true minus sign, thousands in groups, and as many digits as the unit deserves.

use super::{Quantity, Unit};

/// Whether a plus sign is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Only a minus: levels.
    Negative,
    /// Always: changes and flows.
    Always,
}

impl Quantity {
    /// A value with its unit.
    #[must_use]
    pub const fn new(value: f64, unit: Unit) -> Self {
        Self { value, unit }
    }

    /// The number with its unit's mark, such as `−1.4%`, `1.32x`, `6,745.00`, `+4.2 bn`.
    ///
    /// A value that is not finite is written `—`.
    #[must_use]
    pub fn written(self, sign: Sign) -> String {
        if !self.value.is_finite() {
            return "—".to_owned();
        }
        let (value, decimals, mark) = match self.unit {
            Unit::Fraction => (self.value * 100.0, 1, "%"),
            Unit::Percent => (self.value, 1, "%"),
            Unit::Yield => (self.value, 2, "%"),
            Unit::Multiple => (self.value, 2, "x"),
            Unit::VolPoints => (self.value, 1, " vol"),
            Unit::UsdBn => (self.value, 1, " bn"),
            Unit::BasisPoints => (self.value, 1, " bp"),
            Unit::Ratio | Unit::Price => (self.value, 2, ""),
            Unit::Count | Unit::Contracts | Unit::Days => (self.value, 0, ""),
            Unit::Thousands => (self.value, 0, "k"),
            Unit::Sigma => (self.value, 2, "σ"),
        };
        format!("{}{mark}", grouped(value, decimals, sign))
    }
}

/// A number with thousands in groups of three and a true minus sign; zero has no sign.
#[must_use]
pub fn grouped(value: f64, decimals: usize, sign: Sign) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let zero = !digits.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let mut out = String::with_capacity(digits.len() + 4);
    match (zero, value < 0.0, sign) {
        (false, true, _) => out.push('−'),
        (false, false, Sign::Always) => out.push('+'),
        _ => {}
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_written_their_way() {
        for (value, unit, sign, text) in [
            (0.5435, Unit::Fraction, Sign::Always, "+54.4%"),
            (-1.4, Unit::Percent, Sign::Negative, "−1.4%"),
            (4.288, Unit::Yield, Sign::Negative, "4.29%"),
            (1.324, Unit::Multiple, Sign::Negative, "1.32x"),
            (17.84, Unit::VolPoints, Sign::Negative, "17.8 vol"),
            (1.66, Unit::VolPoints, Sign::Always, "+1.7 vol"),
            (-17.29, Unit::UsdBn, Sign::Always, "−17.3 bn"),
            (6.0, Unit::BasisPoints, Sign::Always, "+6.0 bp"),
            (6745.0, Unit::Price, Sign::Negative, "6,745.00"),
            (1260.0, Unit::Count, Sign::Negative, "1,260"),
            (-2.058, Unit::Sigma, Sign::Negative, "−2.06σ"),
        ] {
            assert_eq!(Quantity::new(value, unit).written(sign), text);
        }
    }

    #[test]
    fn zero_has_no_sign_and_no_number_no_digits() {
        assert_eq!(grouped(-0.001, 1, Sign::Always), "0.0");
        assert_eq!(
            Quantity::new(f64::NAN, Unit::Price).written(Sign::Always),
            "—"
        );
        assert_eq!(grouped(1_234_567.0, 0, Sign::Negative), "1,234,567");
        assert_eq!(grouped(-999.5, 1, Sign::Negative), "−999.5");
    }
}
