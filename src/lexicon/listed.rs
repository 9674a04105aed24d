//! The names that a note's front matter lists: people, houses, products.

use crate::model::{Listed, Metadata};

/// Every name of every list, in the order written.
pub(super) fn names(metadata: &Metadata) -> Vec<&str> {
    let other = metadata.other.iter();
    let lists = other.filter(|(key, _)| Listed::of_key(key).is_some());
    lists.flat_map(|(_, value)| value.texts()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MetadataValue;

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
