//! What keys of front matter list that have no field of their own: people, houses, products.

/// What a key lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listed {
    /// Names of people.
    People,
    /// Companies and institutions.
    Houses,
    /// Products and models.
    Products,
    /// Symbols.
    Tickers,
}

/// The keys of each; in lower case, `_` for `-` and spaces.
const KEYS: [(Listed, &[&str]); 4] = [
    (
        Listed::People,
        &[
            "people",
            "persons",
            "person",
            "人物",
            "相关人物",
            "相關人物",
        ],
    ),
    (
        Listed::Houses,
        &[
            "companies_orgs",
            "companies",
            "company",
            "orgs",
            "org",
            "organizations",
            "organisations",
            "institutions",
            "公司",
            "机构",
            "機構",
        ],
    ),
    (
        Listed::Products,
        &[
            "products_models",
            "products",
            "product",
            "models",
            "产品",
            "產品",
        ],
    ),
    (Listed::Tickers, &["tickers", "ticker"]),
];

impl Listed {
    /// What a key lists, however it is cased and joined; `None` of any other key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let key = plain_key(key);
        let found = KEYS.iter().find(|(_, keys)| keys.contains(&key.as_str()));
        found.map(|(listed, _)| *listed)
    }
}

/// A key as keys are compared: in lower case, `_` for `-` and spaces.
#[must_use]
pub fn plain_key(key: &str) -> String {
    key.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_without_case_and_joints() {
        for (key, expected) in [
            ("people", Some(Listed::People)),
            (" Companies-Orgs ", Some(Listed::Houses)),
            ("Products Models", Some(Listed::Products)),
            ("相關人物", Some(Listed::People)),
            ("Ticker", Some(Listed::Tickers)),
            ("mood", None),
            ("", None),
        ] {
            assert_eq!(Listed::of_key(key), expected, "{key}");
        }
    }
}
