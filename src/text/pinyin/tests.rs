use proptest::prelude::*;

use super::*;

fn typed(text: &str) -> Typed {
    Typed::new(text).unwrap()
}

#[test]
fn a_name_is_typed_in_any_of_its_readings() {
    for (text, name, expected) in [
        ("fangkong", "放空", Some(Extent::Whole)),
        ("fang kong", "放空", Some(Extent::Whole)),
        ("Fang'Kong", "放空", Some(Extent::Whole)),
        ("fang4kong1", "放空", Some(Extent::Whole)),
        ("fàngkōng", "放空", Some(Extent::Whole)),
        ("ｆａｎｇｋｏｎｇ", "放空", Some(Extent::Whole)),
        ("fangk", "放空", Some(Extent::Beginning)),
        ("fang", "放空", Some(Extent::Beginning)),
        ("fan", "放空", None),
        ("fangkongs", "放空", None),
        ("kongfang", "放空", None),
        ("chongqing", "重庆", Some(Extent::Whole)),
        ("zhongqing", "重庆", Some(Extent::Whole)),
        ("yinhang", "银行", Some(Extent::Whole)),
        ("bodonglv", "波动率", Some(Extent::Whole)),
        ("bodonglu", "波动率", Some(Extent::Whole)),
        ("bodonglǜ", "波动率", Some(Extent::Whole)),
        ("bodonglü4", "波动率", Some(Extent::Whole)),
        ("xian", "西安", Some(Extent::Whole)),
        ("xian", "先锋", Some(Extent::Beginning)),
    ] {
        assert_eq!(typed(text).spells(name), expected, "{text} {name}");
    }
}

#[test]
fn what_is_latin_in_a_name_stands_for_itself() {
    for (text, name, expected) in [
        ("gangganetf", "杠杆etf", Some(Extent::Whole)),
        ("ganggan", "杠杆etf", Some(Extent::Beginning)),
        ("biaopu500", "标普500", Some(Extent::Whole)),
        ("biao1pu3500", "标普500", Some(Extent::Whole)),
        ("agu", "a股", Some(Extent::Whole)),
        ("gamma", "gamma", None),
        ("zuokonggamma", "做空 gamma", Some(Extent::Whole)),
    ] {
        assert_eq!(typed(text).spells(name), expected, "{text} {name}");
    }
}

#[test]
fn initials_are_of_the_whole_name_or_of_its_beginning() {
    for (text, name, expected) in [
        ("bdl", "波动率", Some(Extent::Whole)),
        ("BDL", "波动率", Some(Extent::Whole)),
        ("bd", "波动率", Some(Extent::Beginning)),
        ("ggetf", "杠杆etf", Some(Extent::Whole)),
        ("bp500", "标普500", Some(Extent::Whole)),
        ("bl", "波动率", None),
        ("cq", "重庆", Some(Extent::Whole)),
        ("zq", "重庆", Some(Extent::Whole)),
        ("bdlx", "波动率", None),
        ("vix", "vix", None),
    ] {
        assert_eq!(typed(text).abbreviates(name), expected, "{text} {name}");
    }
}

#[test]
fn what_is_no_pinyin_is_not_compared() {
    for text in ["", "   ", "放空", "fang空", "25", "c++", "a/b", "¨", "a¨b"] {
        assert_eq!(Typed::new(text), None, "{text}");
    }
    assert_eq!(Typed::new(&"a".repeat(MOST_LETTERS + 1)), None);
    assert!(!typed("a").is_empty());
    assert_eq!(typed("Xī'ān 2").len(), 5);
}

#[test]
fn a_text_is_searched_for_what_sounds_as_typed() {
    let text = "尾盘的卖压：银行";
    for (text_typed, expected) in [
        ("weipan", Some("尾盘")),
        ("weip", Some("尾盘")),
        ("maiya", Some("卖压")),
        ("yinhang", Some("银行")),
        ("wei", None),
        ("panmai", None),
        ("gamma", None),
    ] {
        let found = typed(text_typed).find(text);
        assert_eq!(
            found.map(|(range, _)| &text[range]),
            expected,
            "{text_typed}"
        );
    }
}

#[test]
fn wrong_characters_may_sound_right() {
    for (one, other, expected) in [
        ("收益绿", "收益率", true),
        ("放控", "放空", true),
        ("放空", "放空", false),
        ("放空", "放空者", false),
        ("做空", "放空", false),
        ("重庆", "虫庆", true),
        ("abc", "abd", false),
    ] {
        assert_eq!(sound_alike(one, other), expected, "{one} {other}");
    }
}

proptest! {
    #[test]
    fn nothing_typed_and_no_name_panics(text in "\\PC{0,80}", name in "\\PC{0,40}") {
        if let Some(typed) = Typed::new(&text) {
            let _ = typed.spells(&name);
            let _ = typed.abbreviates(&name);
            if let Some((range, _)) = typed.find(&name) {
                prop_assert!(name.get(range).is_some());
            }
        }
        prop_assert!(!sound_alike(&name, &name));
        let _ = sound_alike(&text, &name);
    }

    #[test]
    fn every_name_is_found_by_its_pinyin_and_its_initials(
        name in "[\u{4E00}-\u{9FA5}]{2,8}",
        choice in prop::collection::vec(0_usize..4, 8),
    ) {
        let spelled: Vec<&str> = name
            .chars()
            .zip(choice)
            .filter_map(|(character, choice)| {
                let all: Vec<&str> = readings(character).collect();
                all.get(choice % all.len().max(1)).copied()
            })
            .collect();
        prop_assume!(spelled.len() == name.chars().count());
        let whole = typed(&spelled.concat());
        prop_assert_eq!(whole.spells(&name), Some(Extent::Whole));
        prop_assert!(whole.find(&name).is_some());
        let apart = typed(&spelled.join(" "));
        prop_assert_eq!(apart.spells(&name), Some(Extent::Whole));
        let first = |syllable: &&str| syllable.chars().next();
        let initials: String = spelled.iter().filter_map(first).collect();
        prop_assume!(initials.is_ascii());
        prop_assert_eq!(typed(&initials).abbreviates(&name), Some(Extent::Whole));
        let mut half = spelled.concat();
        half.truncate(half.floor_char_boundary(spelled[0].len() + 1));
        prop_assert!(typed(&half).spells(&name).is_some());
    }
}
