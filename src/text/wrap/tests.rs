mod typesetting;

use proptest::prelude::*;

use super::*;
use crate::text::width::{graphemes, width};

fn lines(text: &str, columns: usize) -> Vec<&str> {
    let ranges = wrap(text, columns, columns).into_iter();
    ranges.map(|range| &text[range]).collect()
}

#[test]
fn chinese_fills_the_line() {
    assert_eq!(lines("美联储降息预期", 6), ["美联储", "降息预", "期"]);
    assert_eq!(lines("美联储降息预期", 7), ["美联储", "降息预", "期"]);
}

#[test]
fn punctuation_keeps_to_its_side() {
    assert_eq!(lines("降息预期，升温", 8), ["降息预", "期，升温"]);
    assert_eq!(lines("他说「降息」。", 6), ["他说", "「降", "息」。"]);
    assert_eq!(lines("预期……升温", 5), ["预", "期……", "升温"]);
    assert_eq!(lines("他说：“不降息。”", 12), ["他说：“不降", "息。”"]);
}

#[test]
fn latin_breaks_at_spaces_and_hyphens() {
    assert_eq!(lines("the yield curve", 9), ["the yield", "curve"]);
    assert_eq!(lines("the yield curve", 8), ["the", "yield", "curve"]);
    assert_eq!(lines("a long-term view", 7), ["a long-", "term", "view"]);
    assert_eq!(lines("Fed 降息预期", 8), ["Fed 降息", "预期"]);
    assert_eq!(lines("预期 CPI", 6), ["预期", "CPI"]);
    assert_eq!(lines("a   b", 1), ["a", "b"]);
}

#[test]
fn figures_are_not_torn() {
    for figure in [
        "69.1%",
        "2 月 5 日",
        "$105B",
        "6,745",
        "P97",
        "−1.4%",
        "25bp",
        "2026-02-05",
        "1.32x",
        "600519.SH",
        "BTC-USD",
        "S&P",
        "3 亿美元",
        "50 个基点",
        "4.25–4.50%",
        "14:30",
        "HK$5.2",
    ] {
        for before in 0..12 {
            let text = format!("{}{figure}，之后回落", "涨".repeat(before));
            let whole = lines(&text, 14).iter().any(|line| line.contains(figure));
            assert!(whole, "{figure} after {before}: {:?}", lines(&text, 14));
        }
    }
}

#[test]
fn a_figure_wider_than_the_line_breaks_at_its_units() {
    assert_eq!(lines("2026 年 2 月 5 日", 8), ["2026 年", "2 月 5", "日"]);
}

#[test]
fn overlong_words_are_cut_by_grapheme() {
    assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
    assert_eq!(
        lines("é\u{301}é\u{301}é\u{301}", 2),
        ["é\u{301}é\u{301}", "é\u{301}"]
    );
    assert_eq!(lines("👩‍👩‍👧👩‍👩‍👧", 3), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    assert_eq!(lines("🇭🇰🇺🇸", 1), ["🇭🇰", "🇺🇸"]);
}

#[test]
fn narrow_lines_still_end() {
    assert_eq!(lines("降息，a", 1), ["降", "息", "，", "a"]);
    assert_eq!(lines("降息，a", 0), ["降", "息", "，", "a"]);
    assert_eq!(lines("「降」", 2), ["「", "降", "」"]);
}

#[test]
fn newlines_force_a_break() {
    assert_eq!(lines("a\n\nb\n", 9), ["a", "", "b"]);
    assert_eq!(lines("a\r\nb", 9), ["a", "b"]);
    assert_eq!(lines("", 9), [""]);
    assert_eq!(lines("\n", 9), [""]);
    assert_eq!(lines("  \n a", 9), ["", " a"]);
}

#[test]
fn the_first_line_has_its_own_columns() {
    let text = "the yield curve";
    assert_eq!(wrap(text, 4, 20), [0..3, 4..15]);
    assert_eq!(wrap(text, 2, 20), [0..0, 0..15]);
    assert_eq!(wrap(text, 20, 5), vec![0..text.len()]);
    assert_eq!(wrap("ab\ncd ef", 9, 2), [0..2, 3..5, 6..8]);
}

#[test]
fn indentation_goes_where_it_leaves_no_room() {
    assert_eq!(lines("      abc", 4), ["abc"]);
    assert_eq!(lines("  abc", 5), ["  abc"]);
}

const CLOSING: &str = "，。、；：？！）」』】》％!?,.:;)%";

/// Text with the kinds of characters that meet in notes, and nasty ones.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[美联储降息预期]{1,6}",
        2 => "[，。、「」（）《》“”……——％]{1,2}",
        3 => "[a-zA-Z]{1,12}[ ,.-]?",
        3 => "[$−+]?[0-9]{1,4}([.,:-][0-9]{1,3})?( ?(%|bp|年|月|日|亿美元))?",
        1 => "[ \n\t\u{3000}]{1,3}",
        1 => "[👩🇭🇰\u{200d}\u{fe0f}\u{301}한é]{1,4}",
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_visible_byte_is_in_a_line_in_order(text in texts(), first in 0_usize..40, rest in 0_usize..40) {
        let mut at = 0;
        for range in wrap(&text, first, rest) {
            prop_assert!(range.start >= at && range.end >= range.start);
            prop_assert!(text[at..range.start].chars().all(char::is_whitespace));
            at = range.end;
        }
        prop_assert!(text[at..].chars().all(char::is_whitespace));
    }

    #[test]
    fn lines_keep_to_their_columns(text in texts(), first in 0_usize..40, rest in 0_usize..40) {
        for (index, range) in wrap(&text, first, rest).into_iter().enumerate() {
            let line = &text[range];
            let limit = if index == 0 { first } else { rest };
            let visible = graphemes(line).filter(|g| g.width > 0).count();
            prop_assert!(width(line) <= limit || visible == 1, "{line:?} in {limit}");
        }
    }

    #[test]
    fn graphemes_are_never_torn(text in texts(), columns in 1_usize..20) {
        let borders: Vec<_> = graphemes(&text).flat_map(|g| [g.start, g.end()]).collect();
        for range in wrap(&text, columns, columns) {
            prop_assert!(range.is_empty() || borders.contains(&range.start));
            prop_assert!(range.is_empty() || borders.contains(&range.end));
        }
    }

    #[test]
    fn no_line_starts_with_closing_or_ends_with_opening(
        words in prop::collection::vec("[美联储降息预期]{1,9}[，。、）」%！]?[「（《]?[美联储]", 1..12),
        columns in 8_usize..40,
    ) {
        let text = words.concat();
        for line in lines(&text, columns) {
            prop_assert!(!line.starts_with(|c| CLOSING.contains(c)), "{line}");
            prop_assert!(!line.ends_with(['「', '（', '《']), "{line}");
        }
    }

    #[test]
    fn a_line_of_its_own_length_is_not_broken(text in "[美联储a-z0-9，。 ]{1,30}") {
        let text = text.trim();
        prop_assert_eq!(lines(text, width(text)), [text]);
    }
}

/// A line as it looks: a space where there is a gap.
fn spaced(line: &str) -> String {
    let mut shown = line.to_owned();
    let places: Vec<_> = gaps(line).collect();
    for at in places.into_iter().rev() {
        shown.insert(at, ' ');
    }
    shown
}

#[test]
fn chinese_and_latin_stand_a_column_apart() {
    for (text, shown) in [
        ("美联储Fed降息25bp后", "美联储 Fed 降息 25bp 后"),
        ("美联储 Fed 降息", "美联储 Fed 降息"),
        ("涨3.5%，跌$5的", "涨 3.5%，跌 $5 的"),
        ("中-美·A股", "中-美·A 股"),
        ("（VIX）升至21", "（VIX）升至 21"),
        ("ＡＢ降息", "ＡＢ降息"),
        ("σ升", "σ 升"),
        ("カタカナabc", "カタカナ abc"),
        ("한국美元", "한국美元"),
        ("é\u{301}降👩降", "é\u{301} 降👩降"),
        ("Fed", "Fed"),
        ("", ""),
    ] {
        assert_eq!(spaced(text), shown);
    }
}

#[test]
fn a_gap_takes_room_and_vanishes_at_a_line_end() {
    let lines = |text: &str, columns| -> Vec<String> {
        let ranges = wrap_spaced(text, columns, columns).into_iter();
        ranges.map(|range| spaced(&text[range])).collect()
    };
    assert_eq!(lines("降息Fed降息", 8), ["降息 Fed", "降息"]);
    assert_eq!(lines("降息Fed降息", 7), ["降息", "Fed 降", "息"]);
    assert_eq!(lines("降息Fed", 4), ["降息", "Fed"]);
}
