//! The predefined character maps of Chinese, Japanese and Korean fonts, by the encodings that
//! they are named for (ISO 32000-1, table 118).

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE};

/// How a predefined map writes its codes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Codes {
    /// `Identity`: two bytes that name a glyph, not a character.
    Glyphs,
    /// UTF-16, the higher byte first.
    Utf16,
    /// UTF-32, the highest byte first.
    Utf32,
    /// UTF-8.
    Utf8,
    /// An encoding of one and two bytes.
    Mixed(&'static Encoding),
}

impl Codes {
    /// The map of a name such as `GBK-EUC-H`; `None` where it is not known.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        let bare = name.strip_suffix("-H").or(name.strip_suffix("-V"));
        let bare = bare.unwrap_or(name);
        let codes = match bare {
            "Identity" => Self::Glyphs,
            "EUC" => Self::Mixed(EUC_JP),
            "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" | "GBK2K" => Self::Mixed(GB18030),
            "B5pc" | "HKscs-B5" | "ETen-B5" | "ETenms-B5" => Self::Mixed(BIG5),
            "83pv-RKSJ" | "90ms-RKSJ" | "90msp-RKSJ" | "90pv-RKSJ" | "Add-RKSJ" | "Ext-RKSJ" => {
                Self::Mixed(SHIFT_JIS)
            }
            "KSC-EUC" | "KSCms-UHC" | "KSCms-UHC-HW" | "KSCpc-EUC" => Self::Mixed(EUC_KR),
            uni if uni.starts_with("Uni") => {
                if uni.contains("UTF8") {
                    Self::Utf8
                } else if uni.contains("UTF32") {
                    Self::Utf32
                } else {
                    Self::Utf16
                }
            }
            _ => return None,
        };
        Some(codes)
    }

    /// How many bytes the code at the head of a string takes; at least one.
    pub(super) fn length(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        match self {
            Self::Utf16 if (0xd8..0xdc).contains(&first) => 4,
            Self::Glyphs | Self::Utf16 => 2,
            Self::Utf32 => 4,
            Self::Utf8 => match first {
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xff => 4,
                _ => 1,
            },
            Self::Mixed(encoding) => mixed_length(encoding, first, bytes.get(1).copied()),
        }
    }

    /// The text of one code; `None` where the code names a glyph only.
    pub(super) fn text(self, code: &[u8]) -> Option<String> {
        let decode = |encoding: &'static Encoding| {
            let (text, _) = encoding.decode_without_bom_handling(code);
            text.into_owned()
        };
        match self {
            Self::Glyphs => None,
            Self::Utf16 => Some(decode(UTF_16BE)),
            Self::Utf32 => char::from_u32(super::cmap::number(code)).map(String::from),
            Self::Utf8 => Some(String::from_utf8_lossy(code).into_owned()),
            Self::Mixed(encoding) => Some(decode(encoding)),
        }
    }
}

fn mixed_length(encoding: &'static Encoding, first: u8, second: Option<u8>) -> usize {
    let is_single = first < 0x81 || (encoding == SHIFT_JIS && (0xa1..=0xdf).contains(&first));
    let is_four = encoding == GB18030 && second.is_some_and(|byte| byte.is_ascii_digit());
    if is_single {
        1
    } else if is_four {
        4
    } else {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, mut bytes: &[u8]) -> String {
        let codes = Codes::of(name.as_bytes()).expect(name);
        let mut text = String::new();
        while !bytes.is_empty() {
            let length = codes.length(bytes).min(bytes.len());
            let (code, rest) = bytes.split_at(length);
            text.push_str(&codes.text(code).unwrap_or_default());
            bytes = rest;
        }
        text
    }

    #[test]
    fn chinese_is_read_through_every_kind_of_map() {
        for (name, bytes) in [
            ("UniGB-UCS2-H", b"\x6c\xe2\x52\xa8\x00A".to_vec()),
            ("UniGB-UTF16-H", b"\x6c\xe2\x52\xa8\x00A".to_vec()),
            (
                "UniCNS-UTF32-H",
                b"\0\0\x6c\xe2\0\0\x52\xa8\0\0\0A".to_vec(),
            ),
            ("UniGB-UTF8-H", "波动A".as_bytes().to_vec()),
            ("GBK-EUC-H", GB18030.encode("波动A").0.into_owned()),
            ("GBK2K-V", GB18030.encode("波动A").0.into_owned()),
        ] {
            assert_eq!(read(name, &bytes), "波动A", "{name}");
        }
        assert_eq!(read("ETen-B5-H", &BIG5.encode("波動A").0), "波動A");
        assert_eq!(read("90ms-RKSJ-H", &SHIFT_JIS.encode("金ｱA").0), "金ｱA");
        assert_eq!(read("KSCms-UHC-H", &EUC_KR.encode("주식A").0), "주식A");
    }

    #[test]
    fn glyph_codes_have_no_text_of_their_own() {
        let codes = Codes::of(b"Identity-H").expect("known");
        assert_eq!((codes.length(b"\0\x03"), codes.text(b"\0\x03")), (2, None));
        assert_eq!(Codes::of(b"Custom"), None);
        assert_eq!(Codes::of(b"\xff"), None);
    }

    #[test]
    fn rare_characters_take_four_bytes() {
        let codes = Codes::of(b"UniGB-UTF16-H").expect("known");
        assert_eq!(codes.length(b"\xd8\x40\xdc\x00"), 4);
        assert_eq!(
            codes.text(b"\xd8\x40\xdc\x00").as_deref(),
            Some("\u{20000}")
        );
    }
}
