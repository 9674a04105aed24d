//! Each encoding, on texts long and short, whole and damaged.

use encoding_rs::BIG5;

use super::*;

const TEXT: &str = "本週美國國債殖利率下行，做市商被迫回補空頭部位，波動率控制基金重新買入股票。";

fn read(bytes: &[u8]) -> (String, &'static str) {
    let decoded = decode(bytes).expect("a text");
    (decoded.text, decoded.encoding)
}

#[test]
fn byte_order_marks_decide() {
    let mut bytes = vec![0xef, 0xbb, 0xbf];
    bytes.extend(TEXT.bytes());
    assert_eq!(read(&bytes), (TEXT.to_owned(), "UTF-8"));
    let wide = TEXT.encode_utf16();
    let bytes: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(wide.flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(read(&bytes), (TEXT.to_owned(), "UTF-16LE"));
    let wide = TEXT.encode_utf16();
    let bytes: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(wide.flat_map(u16::to_be_bytes))
        .collect();
    assert_eq!(read(&bytes), (TEXT.to_owned(), "UTF-16BE"));
}

#[test]
fn chinese_encodings_are_detected() {
    let (big5, _, _) = BIG5.encode(TEXT);
    assert_eq!(read(&big5), (TEXT.to_owned(), "Big5"));
    let simplified = "本周美国国债收益率下行，做市商被迫回补空头头寸，波动率控制基金重新买入股票。";
    let (gbk, _, _) = GBK.encode(simplified);
    assert_eq!(read(&gbk), (simplified.to_owned(), "GBK"));
}

#[test]
fn a_page_may_name_its_encoding() {
    let page = "<meta charset=\"gb18030\"><p>短</p>";
    let (bytes, _, _) = GB18030.encode(page);
    assert_eq!(read(&bytes), (page.to_owned(), "gb18030"));
}

#[test]
fn a_few_damaged_bytes_leave_utf_8() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.push(0xe5);
    let decoded = decode(&bytes).expect("a text");
    assert_eq!(decoded.encoding, "UTF-8");
    let kinds: Vec<_> = decoded
        .diagnostics
        .into_iter()
        .map(|found| found.kind)
        .collect();
    let expected = DiagnosticKind::InvalidBytes {
        count: 1,
        encoding: "UTF-8",
    };
    assert_eq!(kinds, [expected]);
}

#[test]
fn line_ends_become_one() {
    assert_eq!(read(b"a\r\nb\rc\n").0, "a\nb\nc\n");
}

#[test]
fn control_characters_are_marked_and_located() {
    let decoded = decode(b"one\r\ntwo \x1b[31m\n").expect("a text");
    assert!(decoded.text.contains('\u{241b}'));
    let expected = Diagnostic {
        kind: DiagnosticKind::ControlCharacters { count: 1 },
        line: Some(2),
    };
    assert_eq!(decoded.diagnostics, [expected]);
}

#[test]
fn a_stray_null_is_shown() {
    assert_eq!(read(b"one\0two").0, "one\u{2400}two");
}

#[test]
fn binaries_are_refused_by_what_they_are() {
    for (bytes, found) in [
        (&b"\x89PNG\r\n"[..], "a PNG image"),
        (b"PK\x03\x04rest", "a ZIP archive or office document"),
        (&[1, 2, 3, 0].repeat(100), "binary data"),
        (&[0, 159, 146, 150, 0, 1, 2, 255], "binary data"),
    ] {
        let refused = decode(bytes).err();
        assert_eq!(refused, Some(NotANote::Binary { found }));
    }
}

/// Bytes of Hong Kong's Big5, which no encoder here writes: Cantonese words beyond Big5.
const HONG_KONG: &[u8] = &[
    0xa7, 0xda, 0x92, 0x5d, 0x9d, 0xf6, 0xab, 0xd7, 0xda, 0xbb, 0xa6, 0xed, 0xad, 0xd3, 0xa5, 0xab,
    0xa1, 0x41, 0x9d, 0xee, 0xb3, 0xe2, 0xa1, 0x41, 0xca, 0x5c, 0x92, 0x5d, 0xb8, 0xdc, 0xad, 0xf8,
    0xab, 0x59, 0xe4, 0xfc, 0x9d, 0xef, 0xa1, 0x41, 0x9d, 0xf8, 0xaa, 0xd1, 0xb2, 0xbc, 0xb6, 0x5e,
    0x9d, 0xf7, 0xa6, 0x6e, 0xa6, 0x68, 0xa1, 0x43,
];

/// Bytes of GB 18030 with characters of four bytes.
const FOUR_BYTES: &[u8] = &[
    0x95, 0x34, 0xb2, 0x35, 0xd2, 0xb0, 0xbc, 0xd2, 0xc5, 0x63, 0x81, 0x39, 0xee, 0x39, 0xb5, 0xc4,
    0xb9, 0xc9, 0xbc, 0xdb, 0xd4, 0xda, 0xd6, 0xdc, 0xc8, 0xfd, 0xcf, 0xc2, 0xb5, 0xf8, 0xa3, 0xac,
    0xd7, 0xf6, 0xca, 0xd0, 0xc9, 0xcc, 0xbb, 0xd8, 0xb2, 0xb9, 0xbf, 0xd5, 0xcd, 0xb7, 0xa1, 0xa3,
];

#[test]
fn characters_beyond_the_old_tables_are_read() {
    let text = "我哋喺度睇住個市，㗎喇，佢哋話唔係噉嘅，啲股票跌咗好多。";
    assert_eq!(read(HONG_KONG), (text.to_owned(), "Big5"));
    let text = "𠮷野家與㐀的股价在周三下跌，做市商回补空头。";
    assert_eq!(read(FOUR_BYTES), (text.to_owned(), "gb18030"));
}

#[test]
fn short_and_long_texts_are_told_apart() {
    let simplified = [
        "周报\n\n收盘走高。",
        "标题：缺口\n正文很短，只有一句话。",
        "SPX 收6798，跌1.2%，缺口没有补上。",
        "做市商",
        "美股三大指数收跌",
        "# 一月\n\n- 通胀\n- 利率\n",
    ];
    let traditional = [
        "週報\n\n收盤走高。",
        "標題：缺口\n正文很短，只有一句話。",
        "SPX 收6798，跌1.2%，缺口沒有補上。",
        "做市商買進選擇權",
        "美股三大指數收跌",
        "# 一月\n\n- 通膨\n- 利率\n",
    ];
    for (encoding, texts) in [(GBK, simplified), (BIG5, traditional)] {
        for text in texts {
            for times in [1, 40] {
                let text = format!("{text}\n").repeat(times);
                let (bytes, ..) = encoding.encode(&text);
                assert_eq!(read(&bytes), (text, encoding.name()));
            }
        }
    }
}

#[test]
fn marks_and_line_ends_do_not_matter() {
    for text in ["一行。\n二行。\n", "One.\nTwo.\n", "短\n"] {
        for ends in ["\n", "\r\n", "\r"] {
            let written = text.replace('\n', ends);
            let wide: Vec<u16> = written.encode_utf16().collect();
            let little = || wide.iter().copied().flat_map(u16::to_le_bytes);
            let big = || wide.iter().copied().flat_map(u16::to_be_bytes);
            let cases: [(Vec<u8>, &str); 4] = [
                (written.bytes().collect(), "UTF-8"),
                (
                    [0xef, 0xbb, 0xbf]
                        .into_iter()
                        .chain(written.bytes())
                        .collect(),
                    "UTF-8",
                ),
                (
                    [0xff, 0xfe].into_iter().chain(little()).collect(),
                    "UTF-16LE",
                ),
                ([0xfe, 0xff].into_iter().chain(big()).collect(), "UTF-16BE"),
            ];
            for (bytes, encoding) in cases {
                assert_eq!(read(&bytes), (text.to_owned(), encoding), "{ends:?}");
            }
        }
    }
}

#[test]
fn damaged_utf_8_stays_utf_8_and_names_its_first_line() {
    for (text, at) in [
        ("第一行。\r\n第二行很短。\r\n", 20),
        ("标题\n正文在这里，后面还有一些。\n", 13),
        ("“Short,” he said — and left.\nMore “words” here.\n", 35),
    ] {
        let mut bytes = text.as_bytes().to_vec();
        bytes.insert(at, 0xff);
        let decoded = decode(&bytes).expect("a text");
        assert_eq!(decoded.encoding, "UTF-8", "{text}");
        let kind = DiagnosticKind::InvalidBytes {
            count: 1,
            encoding: "UTF-8",
        };
        let found = Diagnostic {
            kind,
            line: Some(2),
        };
        assert_eq!(decoded.diagnostics, [found], "{text}");
        assert_eq!(decoded.text.replace('\u{fffd}', ""), text.replace('\r', ""));
    }
    let cut = "一篇短文，最后一个字被切断了".as_bytes();
    let decoded = decode(&cut[..cut.len() - 1]).expect("a text");
    assert_eq!(decoded.encoding, "UTF-8");
}

#[test]
fn latin_texts_are_left_to_the_detector() {
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode("Société Générale sees café déjà vu.");
    assert_eq!(read(&bytes).1, "windows-1252");
}
