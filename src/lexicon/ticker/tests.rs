use super::*;

fn sign(text: &str, symbol: &str) -> bool {
    let start = text.find(symbol).unwrap();
    has_sign(text, &(start..start + symbol.len()), |_| false)
}

#[test]
fn signs_of_a_ticker() {
    for text in [
        "$on",
        "nasdaq:on",
        "nasdaq: on",
        "ticker on",
        "代码on",
        "代号:on",
        "on.o",
        "on.oq",
        "on shares",
        "on stock",
        "on's stock",
        "on股价",
        "on calls",
    ] {
        assert!(sign(text, "on"), "{text}");
    }
}

#[test]
fn words_that_are_no_signs() {
    for text in [
        "on",
        "us$on",
        "$$on",
        "hk on",
        "in hk on",
        "on.off",
        "on stockpiles",
        "on股市",
        "binasdaq:on",
        "(on)",
        "carry on",
    ] {
        assert!(!sign(text, "on"), "{text}");
    }
}

#[test]
fn parentheses_count_after_the_name_alone() {
    let text = "onsemi (on)";
    assert!(has_sign(text, &(8..10), |end| end == "onsemi".len()));
    assert!(!has_sign(text, &(8..10), |_| false));
}

#[test]
fn widen_takes_what_belongs_to_the_symbol() {
    for (text, symbol, wide) in [
        ("$nvda.", 1..5, 0..5),
        ("nvda.o", 0..4, 0..6),
        ("$nvda.us", 1..5, 0..8),
        ("nvda.other", 0..4, 0..4),
    ] {
        assert_eq!(widen(text, &symbol), wide, "{text}");
    }
}
