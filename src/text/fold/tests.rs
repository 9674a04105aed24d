use proptest::prelude::*;

use super::*;

/// The slow definition that the passes above are measured against.
fn by_definition(text: &str) -> String {
    let mut text: String = text.nfkc().collect();
    for _ in 0..4 {
        let lower = text.chars().flat_map(char::to_lowercase);
        text = lower.nfkc().map(simplify).collect();
    }
    text
}

fn excerpt<'a>(original: &'a str, folded: &Folded, needle: &str) -> &'a str {
    let at = folded.text().find(needle).unwrap();
    &original[folded.original(at..at + needle.len())]
}

#[test]
fn spellings_of_one_word_meet() {
    for (written, form) in [
        ("ＶＩＸ　指數", "vix 指数"),
        ("VIX 指数", "vix 指数"),
        ("聯準會，降息！", "联准会,降息!"),
        ("Ｓ＆Ｐ５００", "s&p500"),
        ("Caf\u{65}\u{301}", "café"),
        ("½ ㎏ ﬁne ①", "1\u{2044}2 kg fine 1"),
        ("ｶﾞｿﾘﾝ", "ガソリン"),
        ("K Å Ω", "k å ω"),
        ("…", "..."),
        ("「空頭」—“short”", "「空头」—“short”"),
        ("", ""),
    ] {
        assert_eq!(fold(written).text(), form);
        assert_eq!(folded(written), form);
    }
}

#[test]
fn text_that_stays_is_borrowed() {
    for text in [
        "",
        "fed cuts 25bp",
        "美联储降息 25bp。波动率、伽马",
        "café 한국 😀",
    ] {
        assert!(matches!(folded(text), Cow::Borrowed(_)), "{text}");
        assert_eq!(fold(text).text(), text);
    }
}

#[test]
fn ranges_lead_back_to_the_original() {
    let text = "ＶＩＸ：聯準會…Ｃｕｔ ㍿";
    let folded = fold(text);
    assert_eq!(excerpt(text, &folded, "vix"), "ＶＩＸ");
    assert_eq!(excerpt(text, &folded, "联准会"), "聯準會");
    assert_eq!(excerpt(text, &folded, "cut"), "Ｃｕｔ");
    assert_eq!(excerpt(text, &folded, "."), "…");
    assert_eq!(excerpt(text, &folded, "式会"), "㍿");
    assert_eq!(folded.original(0..folded.text().len()), 0..text.len());
}

#[test]
fn one_character_of_equal_length_may_become_several() {
    // ℡ has three bytes, and so has "tel": the lengths agree, the boundaries do not.
    let folded = fold("a℡b");
    assert_eq!(folded.text(), "atelb");
    assert_eq!(folded.original(2..3), 1..4);
    assert_eq!(folded.original(4..5), 4..5);
}

#[test]
fn marks_join_the_character_before_them() {
    for (text, form) in [
        ("ABCE\u{301}", "abcé"),
        ("abce\u{301}", "abcé"),
        ("会e\u{301}", "会é"),
        ("會\u{301}", "会\u{301}"),
        ("Ｅ\u{301}x", "éx"),
        ("か\u{3099}", "が"),
        ("か\u{FF9E}", "が"),
        ("J\u{30C}", "ǰ"),
        ("\u{301}a", "\u{301}a"),
        ("\u{1100}\u{1161}\u{11A8}", "각"),
    ] {
        let folded = fold(text);
        assert_eq!(folded.text(), form, "{text}");
        assert_eq!(folded.original(0..form.len()), 0..text.len(), "{text}");
    }
}

#[test]
fn odd_ranges_are_rounded_and_cut() {
    let folded = fold("聯準會");
    assert_eq!(folded.original(1..2), 0..3);
    assert_eq!(folded.original(2..4), 0..6);
    assert_eq!(folded.original(3..3), 3..3);
    assert_eq!(folded.original(6..99), 6..9);
    assert_eq!(folded.original(50..99), 9..9);
    assert_eq!(fold("").original(0..5), 0..0);
}

#[test]
fn every_character_folds_as_defined() {
    // What lies beyond is unassigned, private, or ideographs without a folded form.
    let planes = ('\0'..='\u{1FFFF}').chain('\u{2F800}'..='\u{2FA1F}');
    for character in planes.chain('\u{E0000}'..='\u{E01FF}') {
        // Between letters, so that joining with either neighbour would show.
        let text = format!("A{character}E\u{301}");
        assert_eq!(fold(&text).text(), by_definition(&text), "{character:?}");
    }
}

/// Text with the kinds of characters that meet in notes, and nasty ones.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .,%$-]{0,6}",
        "[聯準會降息預期美联储。，「」（）]{0,6}",
        "[Ａ-Ｚａ-ｚ０-９　！-～ｦ-ﾟ]{0,4}",
        "[\u{300}-\u{310}\u{3099}\u{1161}\u{11A8}가é…½①㍿ﬁǅİẞΣ]{0,4}",
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn folding_is_as_defined(text in texts()) {
        prop_assert_eq!(folded(&text), by_definition(&text));
    }

    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once.as_ref());
    }

    #[test]
    fn with_and_without_offsets_agree(text in texts()) {
        let kept = fold(&text);
        prop_assert_eq!(kept.text(), folded(&text));
    }

    #[test]
    fn ranges_are_whole_characters_and_fold_to_what_they_cover(text in texts()) {
        let folded = fold(&text);
        let mut reached = 0;
        for (start, character) in folded.text().char_indices() {
            let range = folded.original(start..start + character.len_utf8());
            prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
            prop_assert!(range.start <= reached && range.end >= reached, "gap before {start}");
            reached = range.end;
        }
        prop_assert_eq!(reached, text.len());
    }
}
