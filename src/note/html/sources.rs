//! The address of a picture, which pages that load late keep beside a stand-in.

use super::Tag;

/// Attributes that hold the address until the picture comes into view.
const LATE: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
];

/// The address of an `<img>`; `None` where it has none.
pub(super) fn address(tag: &Tag<'_>) -> Option<String> {
    let given = |name: &str| {
        let value = tag.attribute(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    let first_of_set = |name: &str| {
        let set = given(name)?;
        let first = set.split_whitespace().next()?;
        let first = first.trim_end_matches(',');
        (!first.is_empty()).then(|| first.to_owned())
    };
    let late = LATE.iter().find_map(|name| given(name));
    let source = given("src");
    // A picture within the page itself is a stand-in wherever there is another.
    let real = source.clone().filter(|source| !is_data(source));
    late.filter(|late| !is_data(late))
        .or(real)
        .or_else(|| first_of_set("srcset").filter(|set| !is_data(set)))
        .or_else(|| first_of_set("data-srcset"))
        .or(source)
}

fn is_data(address: &str) -> bool {
    address.starts_with("data:")
}

#[cfg(test)]
mod tests {
    use super::super::{Token, tokens};
    use super::*;

    #[test]
    fn the_real_address_is_taken() {
        for (html, found) in [
            ("<img src=a.png>", Some("a.png")),
            (
                "<img src='data:image/gif;base64,R0' data-src='/b.jpg'>",
                Some("/b.jpg"),
            ),
            (
                "<img src='/blank.gif' data-original='/b.jpg'>",
                Some("/b.jpg"),
            ),
            ("<img data-lazy-src='/b.jpg'>", Some("/b.jpg")),
            (
                "<img src='data:image/gif;base64,R0' srcset='/s.jpg 1x, /l.jpg 2x'>",
                Some("/s.jpg"),
            ),
            (
                "<img src='data:image/png;base64,iV'>",
                Some("data:image/png;base64,iV"),
            ),
            ("<img src='' alt=x>", None),
            ("<img alt=x>", None),
        ] {
            let tag = tokens(html).find_map(|token| match token {
                Token::Tag(tag) => address(&tag),
                _ => None,
            });
            assert_eq!(tag.as_deref(), found, "{html}");
        }
    }
}
