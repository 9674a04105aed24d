//! Bytes whose encoding is known from outside of them.

use encoding_rs::{Encoding, UTF_8};

/// The same text in UTF-8, where a server names another encoding for it.
///
/// The name is believed only where the bytes are neither UTF-8 nor marked by their first bytes, and
/// fit it wholly: servers give one name to all of their pages, old and new. Else the bytes come back
/// as they are, for [`super::parse`] to find the encoding.
#[must_use]
pub fn to_utf8(bytes: Vec<u8>, label: &str) -> Vec<u8> {
    let named = Encoding::for_label(label.as_bytes());
    let Some(encoding) = named.filter(|encoding| *encoding != UTF_8) else {
        return bytes;
    };
    if Encoding::for_bom(&bytes).is_some() || std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => text.into_owned().into_bytes(),
        None => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_encoding_is_believed_where_it_fits() {
        let (gbk, _, _) = encoding_rs::GBK.encode("做空伽马");
        let (big5, _, _) = encoding_rs::BIG5.encode("造市商");
        for (bytes, label, text) in [
            (&*gbk, "gbk", "做空伽马".as_bytes()),
            (&*gbk, "GB2312", "做空伽马".as_bytes()),
            (&*big5, "Big5", "造市商".as_bytes()),
            ("做空".as_bytes(), "gbk", "做空".as_bytes()),
            (&*gbk, "utf-8", &*gbk),
            (&*gbk, "no such", &*gbk),
            (b"\xff\xfeA\0", "gbk", b"\xff\xfeA\0"),
            (b"\xff\xff\xff", "gbk", b"\xff\xff\xff"),
        ] {
            assert_eq!(to_utf8(bytes.to_vec(), label), text, "{label}");
        }
    }
}
