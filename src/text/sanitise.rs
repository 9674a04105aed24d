//! Makes foreign text safe to draw in a terminal.
//!
//! Control characters could steer the terminal, bidirectional overrides and invisible
//! characters could show other words than are there. Each becomes a visible mark: the
//! control picture of a C0 code (␛), the code point of anything else (‹U+202E›).
//! Characters that only say where a line may break, or where a file begins, are left out.
//! Combining marks, emoji sequences and joiners inside scripts that need them stay.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::script::is_han;

/// The text with every dangerous character made visible, and how many there were.
///
/// Soft hyphens, word joiners, zero-width spaces and byte order marks go without being counted:
/// pages are full of them, they drive nothing, and shown or kept they part words that are searched.
/// Newlines and tabs stay. CR, CRLF and the Unicode line separators become newlines,
/// which are not counted. Sanitising twice is sanitising once.
pub fn sanitise(text: &str) -> (Cow<'_, str>, usize) {
    if text.bytes().all(is_plain) {
        return (Cow::Borrowed(text), 0);
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut count = 0;
    let mut before = '\0';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or('\0', |&(_, c)| c);
        let fate = fate(before, character, after);
        if matches!(fate, Fate::Keep) {
            before = character;
            continue;
        }
        before = '\0';
        out.push_str(text.get(copied..at).unwrap_or_default());
        copied = at + character.len_utf8();
        match fate {
            Fate::Keep | Fate::Drop => {}
            Fate::Newline => out.push('\n'),
            Fate::Mark => {
                push_mark(&mut out, character);
                count += 1;
            }
        }
    }
    if copied == 0 {
        return (Cow::Borrowed(text), 0);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    (Cow::Owned(out), count)
}

/// What becomes of one character.
enum Fate {
    Keep,
    Drop,
    Newline,
    Mark,
}

fn fate(before: char, character: char, after: char) -> Fate {
    match character {
        '\n' | '\t' | ' '..='~' => Fate::Keep,
        // A newline follows by itself.
        '\r' if after == '\n' => Fate::Drop,
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => Fate::Drop,
        '\r' | '\u{2028}' | '\u{2029}' => Fate::Newline,
        '\u{200C}' | '\u{200D}' if takes_joiner(before) && takes_joiner(after) => Fate::Keep,
        // The tags that spell a flag (🏴 and the region) belong to the emoji.
        '\u{E0020}'..='\u{E007F}' if is_flag_part(before) => Fate::Keep,
        _ if is_dangerous(character) => Fate::Mark,
        _ => Fate::Keep,
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | b' '..=b'~')
}

/// Whether a character is unseen, or changes how others are seen.
fn is_dangerous(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Whether a joiner next to this character has work to do: in emoji, Arabic, Indic scripts.
fn takes_joiner(character: char) -> bool {
    let idle = character.is_ascii() || character.is_whitespace() || is_han(character);
    !idle && !is_dangerous(character)
}

fn is_flag_part(character: char) -> bool {
    matches!(character, '🏴' | '\u{E0020}'..='\u{E007E}')
}

fn push_mark(out: &mut String, character: char) {
    let code = u32::from(character);
    let picture = match code {
        0..=0x1F => char::from_u32(0x2400 + code),
        0x7F => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => out.push(picture),
        // Writing to a string cannot fail.
        None => drop(write!(out, "‹U+{code:04X}›")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dangerous_characters_become_visible() {
        for (text, safe, count) in [
            ("\u{1b}[31mred", "␛[31mred", 1),
            ("a\0b\u{7f}", "a␀b␡", 2),
            ("\u{9b}2J", "‹U+009B›2J", 1),
            ("ab\u{202e}cd\u{202c}", "ab‹U+202E›cd‹U+202C›", 2),
            ("降\u{200b}息", "降息", 0),
            ("\u{feff}标题", "标题", 0),
            ("infla\u{ad}tion 5\u{2060}%", "inflation 5%", 0),
            ("\u{1b}\u{200b}[2J", "␛[2J", 1),
            ("\u{200e}降", "‹U+200E›降", 1),
            ("a\u{200d}b", "a‹U+200D›b", 1),
            ("降\u{200d}息", "降‹U+200D›息", 1),
            ("\u{e0041}", "‹U+E0041›", 1),
        ] {
            assert_eq!(sanitise(text), (Cow::Borrowed(safe), count), "{text:?}");
        }
    }

    #[test]
    fn all_line_ends_become_newlines() {
        let (safe, count) = sanitise("a\r\nb\rc\u{2028}d\n");
        assert_eq!((safe.as_ref(), count), ("a\nb\nc\nd\n", 0));
    }

    #[test]
    fn harmless_text_is_borrowed() {
        for text in [
            "",
            "plain\ttext\n",
            "波动率，「空头」",
            "👩‍👩‍👧 🇭🇰 ❤️",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "نامه\u{200c}ای",
            "e\u{301}",
        ] {
            assert!(matches!(sanitise(text), (Cow::Borrowed(same), 0) if same == text));
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[\0-\u{9f}]{0,3}",
            "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{ad}\u{feff}]{1,3}",
            "[🏴👩\u{e0020}-\u{e007f}\u{200d}\u{fe0f}]{1,3}",
            "[a-z降息\r\n]{0,3}",
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn no_control_character_is_left(text in texts()) {
            let (safe, _) = sanitise(&text);
            prop_assert!(!safe.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }

        #[test]
        fn sanitising_twice_is_sanitising_once(text in texts()) {
            let (once, _) = sanitise(&text);
            prop_assert_eq!(sanitise(&once), (once.clone(), 0));
        }
    }
}
