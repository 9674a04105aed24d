//! Where figures come from, and what their source did to them.

use std::fmt;

/// Where figures come from; shown beside every number made of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The built-in generator; shown as DEMO.
    Demo,
    /// A file that the user imported, by its name; where several were merged their names, the
    /// oldest import first: `a.csv, b.csv`.
    File(String),
    /// A source that was asked over the network, by the name it is known by: `Cboe`.
    Provider(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Demo => f.write_str("demo"),
            Self::File(name) => write!(f, "file {name}"),
            Self::Provider(name) => f.write_str(name),
        }
    }
}

/// What a source did to the prices of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Adjustment {
    /// The source does not say, or there is nothing to adjust, as with an index or a yield.
    #[default]
    AsGiven,
    /// Prices as they were traded.
    Unadjusted,
    /// Restated for splits.
    Splits,
    /// Restated for splits and dividends, so that returns are total returns.
    SplitsAndDividends,
}

impl Adjustment {
    /// All, the one that says most of price levels first.
    pub const ALL: [Self; 4] = [
        Self::AsGiven,
        Self::Splits,
        Self::Unadjusted,
        Self::SplitsAndDividends,
    ];

    /// The word that the market store and JSON know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsGiven => "as-given",
            Self::Unadjusted => "unadjusted",
            Self::Splits => "splits",
            Self::SplitsAndDividends => "splits-and-dividends",
        }
    }

    /// The one of this [`Self::name`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What a value in a unit, as sources word it, is multiplied by to give billions of US dollars:
/// `Millions of U.S. Dollars` gives 0.001. `None` where it is no amount of dollars, or a price
/// (`Dollars per Barrel`).
///
/// The same statistic comes in other units from other copies: the Treasury's account at the
/// Federal Reserve (WTREGEN) stood in billions in one and in millions in another.
#[must_use]
pub fn usd_bn_factor(unit: &str) -> Option<f64> {
    let unit = unit.to_ascii_lowercase();
    let words = || unit.split(|c: char| !c.is_ascii_alphanumeric() && c != '$');
    let is_dollars =
        |word: &str| word.starts_with("dollar") || word.contains('$') || word.starts_with("usd");
    if !words().any(is_dollars) || words().any(|word| word == "per") {
        return None;
    }
    let magnitude = words().find_map(|word| match word {
        "tn" | "trn" => Some(1e3),
        "bn" => Some(1.0),
        "mn" | "mm" | "mln" | "m" => Some(1e-3),
        "k" => Some(1e-6),
        _ if word.starts_with("tril") => Some(1e3),
        _ if word.starts_with("bil") => Some(1.0),
        _ if word.starts_with("mil") => Some(1e-3),
        _ if word.starts_with("thous") => Some(1e-6),
        _ => None,
    });
    Some(magnitude.unwrap_or(1e-9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjustment_is_known_by_its_name() {
        for one in Adjustment::ALL {
            assert_eq!(Adjustment::named(one.name()), Some(one));
        }
        assert_eq!(Adjustment::named("none"), None);
    }

    #[test]
    fn origins_are_written() {
        let shown = [
            Origin::Demo,
            Origin::File("a.csv".to_owned()),
            Origin::Provider("Cboe".to_owned()),
        ]
        .map(|origin| origin.to_string());
        assert_eq!(shown, ["demo", "file a.csv", "Cboe"]);
    }

    #[test]
    fn units_of_dollars_are_brought_to_billions() {
        for (unit, factor) in [
            ("Millions of U.S. Dollars", Some(1e-3)),
            ("Mil. of U.S. $", Some(1e-3)),
            ("Billions of Dollars", Some(1.0)),
            ("Bil. of US $", Some(1.0)),
            ("USD bn", Some(1.0)),
            ("USD mn", Some(1e-3)),
            ("US$ mn", Some(1e-3)),
            ("Trillions of Dollars", Some(1e3)),
            ("Thousands of dollars", Some(1e-6)),
            ("U.S. Dollars", Some(1e-9)),
            ("Dollars per Barrel", None),
            ("Dollars per Million BTU", None),
            ("Percent", None),
            ("Thousands of Persons", None),
            ("", None),
        ] {
            assert_eq!(usd_bn_factor(unit), factor, "{unit}");
        }
    }
}
