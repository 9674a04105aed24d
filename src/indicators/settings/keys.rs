//! The settings by the names that a file of settings uses: `[panels.vol-control]`, `target = 0.10`.
//!
//! One row a setting, with the numbers it may take. What a file says beyond that is an error with
//! the way out, and the default stands.

use std::ops::RangeInclusive;

use super::{DayCount, Settings};

/// A value as it stands in a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Given<'a> {
    /// A finite number.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// True or false.
    Flag(bool),
}

/// Why a value does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No panel of that name takes settings.
    #[error("no panel `{0}` takes settings; `tape panel --list` names the panels")]
    UnknownPanel(String),
    /// The panel has no such setting.
    #[error("`{panel}` has no setting `{key}`; it takes {known}")]
    UnknownKey {
        /// The panel.
        panel: String,
        /// As written.
        key: String,
        /// The settings it has, with commas.
        known: String,
    },
    /// The value is of another kind, or outside of what makes sense.
    #[error("`{key}` takes {expected}")]
    Wrong {
        /// The setting.
        key: String,
        /// What would be right.
        expected: String,
    },
}

/// Any panel's: weights of constituents by series name.
const WEIGHTS: &str = "weights";

/// One setting.
struct Key {
    panel: &'static str,
    name: &'static str,
    takes: Takes,
}

/// What a setting takes, and where it goes.
enum Takes {
    Number(RangeInclusive<f64>, fn(&mut Settings) -> &mut f64),
    Count(RangeInclusive<usize>, fn(&mut Settings) -> &mut usize),
    /// A number that otherwise comes from the data.
    Own(RangeInclusive<f64>, fn(&mut Settings) -> &mut Option<f64>),
    Days(fn(&mut Settings) -> &mut DayCount),
    Flag(fn(&mut Settings) -> &mut bool),
}

const fn number(
    panel: &'static str,
    name: &'static str,
    range: RangeInclusive<f64>,
    at: fn(&mut Settings) -> &mut f64,
) -> Key {
    let takes = Takes::Number(range, at);
    Key { panel, name, takes }
}

const fn count(
    panel: &'static str,
    name: &'static str,
    range: RangeInclusive<usize>,
    at: fn(&mut Settings) -> &mut usize,
) -> Key {
    let takes = Takes::Count(range, at);
    Key { panel, name, takes }
}

const fn own(
    panel: &'static str,
    name: &'static str,
    range: RangeInclusive<f64>,
    at: fn(&mut Settings) -> &mut Option<f64>,
) -> Key {
    let takes = Takes::Own(range, at);
    Key { panel, name, takes }
}

const fn flag(panel: &'static str, name: &'static str, at: fn(&mut Settings) -> &mut bool) -> Key {
    let takes = Takes::Flag(at);
    Key { panel, name, takes }
}

/// All settings. `options` stands for all panels that read option chains; `all` stands for what every panel shares.
const KEYS: &[Key] = &[
    count("all", "percentile_window", 20..=10_000, |s| {
        &mut s.percentile_window
    }),
    number("vol-control", "target", 0.01..=1.0, |s| {
        &mut s.vol_control.target
    }),
    number("vol-control", "assets_usd_bn", 0.0..=100_000.0, |s| {
        &mut s.vol_control.assets_usd_bn
    }),
    number("vol-control", "cap", 0.1..=10.0, |s| &mut s.vol_control.cap),
    number("cta-trend", "target", 0.01..=1.0, |s| {
        &mut s.cta_trend.target
    }),
    number("cta-trend", "cap", 0.1..=10.0, |s| &mut s.cta_trend.cap),
    number("cta-trend", "assets_usd_bn", 0.0..=100_000.0, |s| {
        &mut s.cta_trend.assets_usd_bn
    }),
    number("cta-trend", "risk_share", 0.0..=1.0, |s| {
        &mut s.cta_trend.risk_share
    }),
    number("risk-parity", "target", 0.01..=1.0, |s| {
        &mut s.risk_parity.target
    }),
    number("risk-parity", "cap", 0.1..=10.0, |s| &mut s.risk_parity.cap),
    number("risk-parity", "assets_usd_bn", 0.0..=100_000.0, |s| {
        &mut s.risk_parity.assets_usd_bn
    }),
    count("risk-parity", "window", 10..=1000, |s| {
        &mut s.risk_parity.window
    }),
    own("options", "rate", -0.05..=0.5, |s| &mut s.options.rate),
    number("options", "dividend_yield", 0.0..=0.5, |s| {
        &mut s.options.dividend_yield
    }),
    own("option-structure", "price", 1e-6..=1e9, |s| {
        &mut s.option_structure.price
    }),
    own("option-structure", "volatility", 0.001..=5.0, |s| {
        &mut s.option_structure.volatility
    }),
    own("option-structure", "days", 0.1..=3650.0, |s| {
        &mut s.option_structure.days
    }),
    Key {
        panel: "fed-path",
        name: "days",
        takes: Takes::Days(|s| &mut s.fed_path.days),
    },
    number("buyback", "in_windows", 0.0..=1.0, |s| {
        &mut s.buyback.in_windows
    }),
    number("buyback", "open_days", 1.0..=62.0, |s| {
        &mut s.buyback.open_days
    }),
    number("buyback", "elsewhere", 0.0..=1.0, |s| {
        &mut s.buyback.elsewhere
    }),
    flag("factor-momentum", "daily", |s| &mut s.factor_momentum.daily),
    number("var-shock", "book_usd_bn", 0.0..=100_000.0, |s| {
        &mut s.var_shock.book_usd_bn
    }),
    count("var-shock", "window", 20..=2000, |s| {
        &mut s.var_shock.window
    }),
    number("fund-beta", "ridge", 0.0001..=100.0, |s| {
        &mut s.fund_beta.ridge
    }),
];

impl Settings {
    /// Sets one value by the names of a file; nothing changes where it does not count.
    pub fn set(&mut self, panel: &str, key: &str, given: Given<'_>) -> Result<(), SettingError> {
        if panel == WEIGHTS {
            return self.set_weight(key, given);
        }
        let mut of_panel = KEYS.iter().filter(|known| known.panel == panel).peekable();
        if of_panel.peek().is_none() {
            return Err(SettingError::UnknownPanel(panel.to_owned()));
        }
        let found = KEYS
            .iter()
            .find(|known| known.panel == panel && known.name == key);
        let Some(found) = found else {
            let known: Vec<&str> = of_panel.map(|known| known.name).collect();
            return Err(SettingError::UnknownKey {
                panel: panel.to_owned(),
                key: key.to_owned(),
                known: known.join(", "),
            });
        };
        found
            .takes
            .put(self, given)
            .ok_or_else(|| SettingError::Wrong {
                key: key.to_owned(),
                expected: found.takes.expected(),
            })
    }

    fn set_weight(&mut self, series: &str, given: Given<'_>) -> Result<(), SettingError> {
        match given {
            Given::Number(weight) if weight >= 0.0 => {
                self.single_stock.weights.insert(series.to_owned(), weight);
                Ok(())
            }
            _ => Err(SettingError::Wrong {
                key: series.to_owned(),
                expected: "a weight of zero or more".to_owned(),
            }),
        }
    }
}

impl Takes {
    /// Writes the value; `None` where it does not fit.
    fn put(&self, settings: &mut Settings, given: Given<'_>) -> Option<()> {
        match (self, given) {
            (Self::Flag(at), Given::Flag(flag)) => *at(settings) = flag,
            (Self::Number(range, at), Given::Number(value)) if range.contains(&value) => {
                *at(settings) = value;
            }
            (Self::Own(range, at), Given::Number(value)) if range.contains(&value) => {
                *at(settings) = Some(value);
            }
            (Self::Days(at), Given::Text(rule)) => *at(settings) = DayCount::named(rule)?,
            (Self::Count(range, at), Given::Number(value))
                if value.fract() == 0.0 && value >= 0.0 =>
            {
                *at(settings) = Some(value as usize).filter(|count| range.contains(count))?;
            }
            _ => return None,
        }
        Some(())
    }

    fn expected(&self) -> String {
        match self {
            Self::Flag(_) => "true or false".to_owned(),
            Self::Number(range, _) | Self::Own(range, _) => {
                format!("a number from {} to {}", range.start(), range.end())
            }
            Self::Count(range, _) => {
                format!("a whole number from {} to {}", range.start(), range.end())
            }
            Self::Days(_) => "`d` (a decision counts from the next day) or `d-1`".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_range_is_set() {
        let mut settings = Settings::default();
        for (panel, key, value) in [
            ("vol-control", "target", 0.05),
            ("risk-parity", "window", 126.0),
            ("all", "percentile_window", 2520.0),
            ("options", "rate", -0.005),
            ("weights", "NVDA", 7.5),
        ] {
            assert_eq!(
                settings.set(panel, key, Given::Number(value)),
                Ok(()),
                "{panel} {key}"
            );
        }
        assert!((settings.vol_control.target - 0.05).abs() < 1e-12);
        assert_eq!(
            (settings.risk_parity.window, settings.percentile_window),
            (126, 2520)
        );
        assert_eq!(settings.options.rate, Some(-0.005));
        assert_eq!(settings.single_stock.weights.get("NVDA"), Some(&7.5));
        for (rule, days) in [("d-1", DayCount::SameDay), ("d", DayCount::NextDay)] {
            let set = settings.set("fed-path", "days", Given::Text(rule));
            assert_eq!((set, settings.fed_path.days), (Ok(()), days));
        }
    }

    #[test]
    fn what_does_not_count_changes_nothing_and_says_why() {
        for (panel, key, given, message) in [
            (
                "vol-controll",
                "target",
                Given::Number(0.1),
                "no panel `vol-controll` takes settings; `tape panel --list` names the panels",
            ),
            (
                "risk-parity",
                "leverage",
                Given::Number(2.0),
                "`risk-parity` has no setting `leverage`; it takes target, cap, assets_usd_bn, window",
            ),
            (
                "vol-control",
                "target",
                Given::Number(10.0),
                "`target` takes a number from 0.01 to 1",
            ),
            (
                "vol-control",
                "cap",
                Given::Text("high"),
                "`cap` takes a number from 0.1 to 10",
            ),
            (
                "risk-parity",
                "window",
                Given::Number(63.5),
                "`window` takes a whole number from 10 to 1000",
            ),
            (
                "risk-parity",
                "window",
                Given::Number(1e300),
                "`window` takes a whole number from 10 to 1000",
            ),
            (
                "risk-parity",
                "window",
                Given::Flag(true),
                "`window` takes a whole number from 10 to 1000",
            ),
            (
                "fed-path",
                "days",
                Given::Text("d+1"),
                "`days` takes `d` (a decision counts from the next day) or `d-1`",
            ),
            (
                "weights",
                "NVDA",
                Given::Number(-1.0),
                "`NVDA` takes a weight of zero or more",
            ),
        ] {
            let mut settings = Settings::default();
            let error = settings.set(panel, key, given).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert_eq!(settings, Settings::default());
        }
    }

    #[test]
    fn every_setting_is_named_once_and_its_default_is_in_range() {
        for (at, key) in KEYS.iter().enumerate() {
            let again = KEYS
                .iter()
                .skip(at + 1)
                .any(|other| other.panel == key.panel && other.name == key.name);
            assert!(!again, "{} {}", key.panel, key.name);
            let mut settings = Settings::default();
            let default = match &key.takes {
                Takes::Number(_, at) => Given::Number(*at(&mut settings)),
                Takes::Count(_, at) => Given::Number(*at(&mut settings) as f64),
                Takes::Flag(at) => Given::Flag(*at(&mut settings)),
                // By default the data decide.
                Takes::Own(_, at) => {
                    assert_eq!(*at(&mut settings), None, "{} {}", key.panel, key.name);
                    continue;
                }
                Takes::Days(at) => {
                    assert_eq!(*at(&mut settings), DayCount::NextDay);
                    continue;
                }
            };
            let set = settings.set(key.panel, key.name, default);
            assert_eq!(set, Ok(()), "{} {}", key.panel, key.name);
            assert_eq!(settings, Settings::default(), "{} {}", key.panel, key.name);
        }
    }
}
