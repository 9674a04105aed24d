use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn found(text: &str) -> Quoted {
    Quoted::parse(text).unwrap_or_else(|| panic!("nothing in {text:?}"))
}

#[test]
fn structures_as_notes_quote_them() {
    use Kind::{Call, CallSpread, PutSpread, RiskReversal, Straddle, Strangle};
    let cases: &[(&str, Kind, &[f64], Option<f64>)] = &[
        (
            "90/93 call spread for $0.34",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
        (
            "90/93 for $0.34, 8.8x",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
        (
            "SPX 6800/6900 call spread",
            CallSpread,
            &[6800.0, 6900.0],
            None,
        ),
        (
            "6,800/6,600 put spread at 41.5",
            PutSpread,
            &[6600.0, 6800.0],
            Some(41.5),
        ),
        ("95/105 risk reversal", RiskReversal, &[95.0, 105.0], None),
        ("6800 straddle at 52", Straddle, &[6800.0], Some(52.0)),
        (
            "6700/6900 strangle @ 30",
            Strangle,
            &[6700.0, 6900.0],
            Some(30.0),
        ),
        ("NVDA 200 calls for $4.10", Call, &[200.0], Some(4.10)),
        ("90/93看涨价差0.34", CallSpread, &[90.0, 93.0], Some(0.34)),
        (
            "90/93 看涨价差报价0.34美元",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
        (
            "９０/９３買權價差，0.34",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
        (
            "二月6,800/6,600賣權價差",
            PutSpread,
            &[6600.0, 6800.0],
            None,
        ),
        (
            "看涨价差，三月到期，90/93，我们报0.34美元",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
        (
            "the call spread on the long bond, last week's 90/93 for 34 cents",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
        ("6800宽跨式", Strangle, &[], None),
        (
            "the March 90/93 call spread in the ETF ($TLT), quoted last Thursday at **$0.34**, \"pays 8.8 times\"",
            CallSpread,
            &[90.0, 93.0],
            Some(0.34),
        ),
    ];
    for (text, kind, strikes, price) in cases {
        if strikes.is_empty() {
            assert_eq!(Quoted::parse(text), None, "{text}");
            continue;
        }
        let found = found(text);
        assert_eq!(found.kind, *kind, "{text}");
        assert_eq!(found.strikes, Strikes::At(strikes.to_vec()), "{text}");
        let near = match (found.price, price) {
            (Some(found), Some(price)) => (found - price).abs() < 1e-12,
            (found, price) => found.is_none() && price.is_none(),
        };
        assert!(near, "{text}: {:?}", found.price);
    }
}

/// A quote, its underlying, its multiple, when it ends.
type Case = (
    &'static str,
    Option<&'static str>,
    Option<f64>,
    Option<Until>,
);

#[test]
fn underlying_multiple_and_end() {
    let cases: &[Case] = &[
        (
            "TLT 90/93 call spread for $0.34, 8.8x",
            Some("TLT"),
            Some(8.8),
            None,
        ),
        (
            "March 90/93 call spread ($TLT), pays 8.8 times",
            Some("TLT"),
            Some(8.8),
            Some(Until::Month(3)),
        ),
        (
            "90/93看涨价差，三月到期，8.8倍",
            None,
            Some(8.8),
            Some(Until::Month(3)),
        ),
        (
            "90/93 call spread, 45 days",
            None,
            None,
            Some(Until::Days(45.0)),
        ),
        ("90/93 call spread 1m", None, None, Some(Until::Days(30.0))),
        ("90/93看涨价差，2个月", None, None, Some(Until::Days(60.0))),
        ("90/93看涨价差，3月到期", None, None, Some(Until::Month(3))),
        (
            "90/93 call spread 2026-03-20",
            None,
            None,
            Some(Until::On(date(2026, 3, 20))),
        ),
        ("十二月90/93看涨价差", None, None, Some(Until::Month(12))),
        ("USD 90/93 call spread", None, None, None),
    ];
    for (text, underlying, multiple, until) in cases {
        let found = found(text);
        assert_eq!(found.underlying.as_deref(), *underlying, "{text}");
        assert_eq!(found.multiple, *multiple, "{text}");
        assert_eq!(found.until, *until, "{text}");
    }
}

#[test]
fn strikes_may_be_deltas() {
    let found = found("SPX 50/25-delta call spread, 30 days");
    assert_eq!(found.strikes, Strikes::Deltas(vec![0.50, 0.25]));
    assert_eq!(found, Quoted::standard("SPX"));
}

#[test]
fn texts_that_quote_no_structure() {
    for text in [
        "",
        "SPX",
        "90/93",
        "call spread",
        "a call spread costs 11% of its width",
        "the 2s10s is 74",
        "90/90 call spread",
        "0/93 call spread",
        "the straddle moved 3%",
        "called off 90/93",
    ] {
        assert_eq!(Quoted::parse(text), None, "{text}");
    }
    assert_eq!(Quoted::ticker("NVDA"), Some("NVDA".to_owned()));
    assert_eq!(Quoted::ticker("nothing"), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        low in 1_u32..9000, width in 1_u32..900, price in prop::option::of(1_u32..900),
        multiple in prop::option::of(11_u32..200), days in prop::option::of(1_u32..400), put: bool,
    ) {
        let quoted = Quoted {
            underlying: Some("SPX".to_owned()),
            kind: if put { Kind::PutSpread } else { Kind::CallSpread },
            strikes: Strikes::At(vec![f64::from(low), f64::from(low + width)]),
            price: price.map(|cents| f64::from(cents) / 100.0),
            multiple: multiple.map(|tenths| f64::from(tenths) / 10.0),
            until: days.map(|days| Until::Days(f64::from(days))),
        };
        prop_assert_eq!(Quoted::parse(&quoted.to_string()), Some(quoted));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}") {
        let _ = Quoted::parse(&text);
    }

    #[test]
    fn any_words_of_the_trade_are_survived(
        words in prop::collection::vec(prop::sample::select(vec![
            "call", "spread", "90", "/", "93", "$", "0.34", "看涨", "价差", "x", "三月", "跨式", ".", ",", "-delta", "30", "d", "月", "倍",
        ]), 0..14),
    ) {
        let _ = Quoted::parse(&words.concat());
        let _ = Quoted::parse(&words.join(" "));
    }
}
