//! YAML as a tree that keeps the order of keys, keys written twice and the spelling of scalars.
//!
//! The parser turns `1.10` into 1.1, so a text with numbers is read a second time along the
//! shape of the first, asking for strings.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::model::MetadataValue;

/// What a scalar is by YAML's own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Scalar {
    Text,
    Number,
    Boolean,
}

/// A value of front matter.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Node {
    Null,
    Scalar(Scalar, String),
    List(Vec<Node>),
    /// In the order written; keys may recur.
    Map(Vec<(String, Node)>),
}

/// Why YAML could not be read.
#[derive(Debug)]
pub(super) struct YamlError {
    /// The parser's own words.
    pub reason: String,
    /// Line of the source, from 1.
    pub line: Option<usize>,
}

/// Reads one YAML document, or a JSON object, which nearly always is one too.
pub(super) fn parse(source: &str) -> Result<Node, YamlError> {
    let any = || Shape(None).deserialize(serde_yaml::Deserializer::from_str(source));
    let node = match any() {
        Ok(node) => node,
        // libyaml refuses the pairs of `\u` escapes by which JSON writes rarer characters.
        Err(error) => json(source).ok_or_else(|| YamlError {
            line: error.location().map(|place| place.line()),
            reason: error.to_string(),
        })?,
    };
    if !node.has_number() {
        return Ok(node);
    }
    let spelled = Shape(Some(&node)).deserialize(serde_yaml::Deserializer::from_str(source));
    Ok(spelled.unwrap_or(node))
}

fn json(source: &str) -> Option<Node> {
    if !source.trim_start().starts_with('{') {
        return None;
    }
    let mut deserializer = serde_json::Deserializer::from_str(source);
    let node = Shape(None).deserialize(&mut deserializer).ok()?;
    deserializer.end().is_ok().then_some(node)
}

impl Node {
    /// A word for messages to people.
    pub(in super::super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Scalar(Scalar::Text, _) => "text",
            Self::Scalar(Scalar::Number, _) => "a number",
            Self::Scalar(Scalar::Boolean, _) => "yes or no",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }

    /// The value as it is kept for keys without a field of their own; of equal keys the last.
    pub(in super::super) fn into_value(self) -> MetadataValue {
        match self {
            Self::Null => MetadataValue::Empty,
            Self::Scalar(_, text) => MetadataValue::Text(text),
            Self::List(items) => {
                MetadataValue::List(items.into_iter().map(Self::into_value).collect())
            }
            Self::Map(entries) => MetadataValue::Map(last_of_each(entries)),
        }
    }

    /// Keys written twice in the mappings below `path`, by their dotted paths.
    pub(super) fn duplicates(&self, path: &str) -> Vec<String> {
        match self {
            Self::Map(entries) => {
                let mut seen = std::collections::HashSet::new();
                let mut found = Vec::new();
                for (key, node) in entries {
                    let path = format!("{path}.{key}");
                    found.extend(node.duplicates(&path));
                    if !seen.insert(key) {
                        found.push(path);
                    }
                }
                found
            }
            Self::List(items) => items
                .iter()
                .flat_map(|item| item.duplicates(path))
                .collect(),
            Self::Null | Self::Scalar(..) => Vec::new(),
        }
    }

    fn has_number(&self) -> bool {
        match self {
            Self::Scalar(kind, _) => *kind != Scalar::Text,
            Self::Null => false,
            Self::List(items) => items.iter().any(Self::has_number),
            Self::Map(entries) => entries.iter().any(|(_, node)| node.has_number()),
        }
    }

    /// A key as text; keys that are lists or mappings are written out in brackets.
    fn into_key(self) -> String {
        match self {
            Self::Null => String::from("null"),
            Self::Scalar(_, text) => text,
            Self::List(items) => {
                let items: Vec<String> = items.into_iter().map(Self::into_key).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries: Vec<String> = entries
                    .into_iter()
                    .map(|(key, node)| format!("{key}: {}", node.into_key()))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }
}

fn last_of_each(entries: Vec<(String, Node)>) -> Vec<(String, MetadataValue)> {
    let mut places = std::collections::HashMap::new();
    let mut kept: Vec<(String, MetadataValue)> = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        let value = node.into_value();
        if let Some(earlier) = places.get(&key).and_then(|&at: &usize| kept.get_mut(at)) {
            earlier.1 = value;
            continue;
        }
        places.insert(key.clone(), kept.len());
        kept.push((key, value));
    }
    kept
}

/// Reads a value; with a shape known, scalars are asked for as strings.
#[derive(Clone, Copy)]
struct Shape<'n>(Option<&'n Node>);

impl Shape<'_> {
    fn item(self, at: usize) -> Self {
        match self.0 {
            Some(Node::List(items)) => Self(items.get(at)),
            _ => Self(None),
        }
    }

    fn entry(self, at: usize) -> Self {
        match self.0 {
            Some(Node::Map(entries)) => Self(entries.get(at).map(|(_, node)| node)),
            _ => Self(None),
        }
    }

    fn scalar(self, otherwise: Scalar, text: String) -> Node {
        match self.0 {
            Some(Node::Scalar(kind, _)) => Node::Scalar(*kind, text),
            _ => Node::Scalar(otherwise, text),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Shape<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.0 {
            Some(Node::Scalar(kind, _)) if *kind != Scalar::Text => {
                deserializer.deserialize_str(self)
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Shape<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(Scalar::Boolean, value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(Scalar::Number, value.to_string()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Scalar(Scalar::Number, value.to_string()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(Scalar::Number, value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Scalar(Scalar::Number, value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(Scalar::Number, value.to_string()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        Ok(self.scalar(Scalar::Text, text.to_owned()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(self.item(items.len()))? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key_seed(Shape(None))? {
            let node = access.next_value_seed(self.entry(entries.len()))?;
            entries.push((key.into_key(), node));
        }
        Ok(Node::Map(entries))
    }

    /// A tagged value, such as `!date 2026-02-09`: the tag says nothing to a reader.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (_, value) = access.variant_seed(Shape(None))?;
        value.newtype_variant_seed(self)
    }
}
