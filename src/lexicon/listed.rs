//! The names that a note's front matter lists: people, houses, products.

use crate::model::{Metadata, MetadataValue};

/// The keys of such lists; in lower case, `_` for `-` and spaces.
const KEYS: &[&str] = &[
    "people",
    "persons",
    "person",
    "companies_orgs",
    "companies",
    "company",
    "orgs",
    "org",
    "organizations",
    "organisations",
    "institutions",
    "products_models",
    "products",
    "product",
    "models",
    "tickers",
    "ticker",
    "人物",
    "公司",
    "机构",
    "機構",
    "产品",
    "產品",
];

/// Every name of every list, in the order written.
pub(super) fn names(metadata: &Metadata) -> Vec<&str> {
    let mut names = Vec::new();
    for (key, value) in &metadata.other {
        if is_list(key) {
            collect(value, &mut names);
        }
    }
    names
}

fn is_list(key: &str) -> bool {
    let key = key.trim().to_lowercase().replace([' ', '-'], "_");
    KEYS.contains(&key.as_str())
}

fn collect<'a>(value: &'a MetadataValue, names: &mut Vec<&'a str>) {
    match value {
        MetadataValue::Empty => {}
        MetadataValue::Text(text) => {
            names.extend(Some(text.trim()).filter(|name| !name.is_empty()));
        }
        MetadataValue::List(values) => values.iter().for_each(|value| collect(value, names)),
        MetadataValue::Map(fields) => fields.iter().for_each(|(_, value)| collect(value, names)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_known_by_their_keys_and_read_to_the_bottom() {
        let text = |text: &str| MetadataValue::Text(text.to_owned());
        let metadata = Metadata {
            other: vec![
                (
                    "Companies-Orgs".into(),
                    MetadataValue::List(vec![text("中信证券"), text(" "), MetadataValue::Empty]),
                ),
                ("people".into(), text("Jane Doe")),
                (
                    "products".into(),
                    MetadataValue::Map(vec![("main".into(), text("SPX"))]),
                ),
                ("mood".into(), text("sour")),
            ],
            ..Metadata::default()
        };
        assert_eq!(names(&metadata), ["中信证券", "Jane Doe", "SPX"]);
    }
}
