//! What a new file is called: the day and the title, in characters that every system takes.

use jiff::civil::Date;

/// The longest title in a file's name, in bytes: 32 Han characters. File systems end at 255.
const LONGEST: usize = 96;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// The name of a note's file without its ending: `2026-02-05-做空伽马-explained`.
///
/// Letters and digits of every script stay, ASCII in lower case; all else becomes a single `-`. A
/// day that the title begins with already is not said twice.
#[must_use]
pub fn file_name(date: Option<Date>, title: &str) -> String {
    let slug = slug(title);
    let day = date.map(|date| date.to_string());
    match day {
        Some(day) if slug == day || slug.starts_with(&format!("{day}-")) => slug,
        Some(day) if slug.is_empty() => day,
        Some(day) => format!("{day}-{slug}"),
        None if slug.is_empty() => "note".to_owned(),
        None if DEVICES.contains(&slug.as_str()) => format!("{slug}-note"),
        None => slug,
    }
}

/// The name of the `number`th picture of a note, from its address and the kind it was found to be.
#[must_use]
pub fn picture_name(number: usize, address: &str, extension: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let slug = slug(stem);
    if slug.is_empty() {
        return format!("{number}.{extension}");
    }
    format!("{number}-{slug}.{extension}")
}

fn slug(title: &str) -> String {
    let mut slug = String::new();
    let mut is_parted = false;
    for c in title.chars() {
        if !c.is_alphanumeric() {
            is_parted = true;
            continue;
        }
        let joint = usize::from(is_parted && !slug.is_empty());
        if slug.len() + joint + c.len_utf8() > LONGEST {
            return shortened(slug, is_parted);
        }
        if joint > 0 {
            slug.push('-');
        }
        is_parted = false;
        slug.push(c.to_ascii_lowercase());
    }
    slug
}

/// A slug that reached its length, without the Latin word that was cut in two.
fn shortened(mut slug: String, at_joint: bool) -> String {
    let is_latin = slug.ends_with(|c: char| c.is_ascii_alphanumeric());
    if !at_joint
        && is_latin
        && let Some(end) = slug.rfind('-')
        && end > LONGEST / 2
    {
        slug.truncate(end);
    }
    slug
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_hold_day_and_title() {
        let day = Some(date(2026, 2, 5));
        for (date, title, name) in [
            (
                day,
                "Short Gamma, explained",
                "2026-02-05-short-gamma-explained",
            ),
            (
                day,
                "做空伽马：尾盘的卖压",
                "2026-02-05-做空伽马-尾盘的卖压",
            ),
            (day, "2026-02-05 尾盘", "2026-02-05-尾盘"),
            (day, "2026-02-05", "2026-02-05"),
            (day, "……", "2026-02-05"),
            (None, "../../etc/passwd", "etc-passwd"),
            (None, "  ", "note"),
            (None, "CON", "con-note"),
            (None, "a\u{202e}b\u{0}c", "a-b-c"),
            (None, "S&P 500 — week 6", "s-p-500-week-6"),
        ] {
            assert_eq!(file_name(date, title), name, "{title}");
        }
    }

    #[test]
    fn a_long_title_ends_at_a_word() {
        let name = file_name(None, &"liquidity ".repeat(40));
        assert!(name.ends_with("liquidity"), "{name}");
        assert!(name.len() <= LONGEST);
        let name = file_name(None, &"流动性".repeat(40));
        assert_eq!(name.chars().count(), 32);
    }

    #[test]
    fn pictures_are_numbered_and_named_by_their_address() {
        for (address, name) in [
            (
                "https://example.com/a/Gamma%20Map.PNG?w=2",
                "3-gamma-20map.png",
            ),
            ("data", "3-data.png"),
            ("https://example.com/", "3.png"),
            ("图/伽马.jpg", "3-伽马.png"),
            ("..\\..\\x.png", "3-x.png"),
        ] {
            assert_eq!(picture_name(3, address, "png"), name, "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_one_safe_part_of_a_path(title in "\\PC{0,200}") {
            let name = file_name(None, &title);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST + 5);
            prop_assert!(name.chars().all(|c| c.is_alphanumeric() || c == '-'));
            prop_assert!(!name.starts_with('-') && !name.ends_with('-'));
            prop_assert_eq!(file_name(None, &name), name);
        }
    }
}
