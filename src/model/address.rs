//! An address of the web that may be shown, written to a terminal and handed to a browser.
//!
//! Only `http` and `https`. Every character outside of printable ASCII, and those that RFC 3986
//! allows nowhere, is written as `%XX` of its UTF-8 bytes, so that no address can carry a control
//! character, a line end or a quotation mark, whatever the document says.

use std::fmt;

/// Bytes of an address at most; terminals and browsers drop longer ones.
const LONGEST: usize = 2_083;

/// An `http` or `https` address of printable ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(String);

impl Address {
    /// The address that a link of a document means; `None` for what is none of the web's.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let rest = ["https://", "http://"].iter().find_map(|scheme| {
            let head = written.get(..scheme.len())?;
            let matches = head.eq_ignore_ascii_case(scheme);
            matches.then(|| (scheme, written.get(scheme.len()..)))
        });
        let (scheme, Some(rest)) = rest? else {
            return None;
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || host.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let mut address = (*scheme).to_owned();
        for byte in rest.bytes() {
            if is_plain(byte) {
                address.push(char::from(byte));
            } else {
                address.push('%');
                address.extend(hex(byte));
            }
        }
        (address.len() <= LONGEST).then_some(Self(address))
    }

    /// As it goes out.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an address may hold as it is; `%` too, since most are escaped already.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~')
}

/// The two digits of a byte.
fn hex(byte: u8) -> [char; 2] {
    [byte >> 4, byte & 15].map(|digit| {
        let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
        digit.to_ascii_uppercase()
    })
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        for (written, expected) in [
            (
                "https://example.com/a?b=c#d",
                Some("https://example.com/a?b=c#d"),
            ),
            (" HTTP://example.com ", Some("http://example.com")),
            (
                "https://例え.jp/路",
                Some("https://%E4%BE%8B%E3%81%88.jp/%E8%B7%AF"),
            ),
            (
                "https://a.b/\"x\" y\u{1b}]8;;\u{7}",
                Some("https://a.b/%22x%22%20y%1B]8;;%07"),
            ),
            ("https://a.b/100%25", Some("https://a.b/100%25")),
            ("https://", None),
            ("https:///x", None),
            ("https://a b/", None),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("mailto:a@b.c", None),
            ("notes/other.md", None),
            ("httpss://x", None),
            ("", None),
        ] {
            let address = Address::parse(written);
            assert_eq!(
                address.as_ref().map(Address::as_str),
                expected,
                "{written:?}"
            );
        }
        let long = format!("https://a.b/{}", "x".repeat(LONGEST));
        assert_eq!(Address::parse(&long), None);
    }

    proptest! {
        #[test]
        fn an_address_is_printable_whatever_was_written(rest in "\\PC{0,60}", evil in any::<String>()) {
            for written in [format!("https://{rest}"), format!("http://a/{evil}"), evil] {
                if let Some(address) = Address::parse(&written) {
                    prop_assert!(address.as_str().bytes().all(|byte| (0x21..0x7f).contains(&byte)));
                    prop_assert!(address.as_str().starts_with("http"));
                    let again = Address::parse(address.as_str());
                    prop_assert_eq!(again.as_ref(), Some(&address), "escaped once, and no more");
                }
            }
        }
    }
}
