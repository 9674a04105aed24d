//! What the line ends inside a paragraph become.
//!
//! CommonMark makes a space of each, which puts gaps into wrapped Chinese and runs together the
//! lines of notes whose writers end a line where a thought ends.

/// Turns the space at each place into a line end where it parts two sentences or begins a line
/// with a sign; gives the stretches to take out where two Chinese characters meet.
pub(super) fn resolve(content: &mut String, places: &[usize]) -> Vec<(usize, usize)> {
    let mut joins = Vec::new();
    let mut lines = Vec::new();
    for &at in places {
        let before = content.get(..at).and_then(|s| s.chars().next_back());
        let after = content.get(at + 1..).and_then(|s| s.chars().next());
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        if parts_lines(before, after) {
            lines.push(at);
        } else if is_wide(before) && is_wide(after) {
            joins.push((at, 1));
        }
    }
    for at in lines {
        content.replace_range(at..=at, "\n");
    }
    joins
}

fn parts_lines(before: char, after: char) -> bool {
    let chinese_end = matches!(
        before,
        '。' | '！' | '？' | '；' | '：' | '…' | '”' | '」' | '）'
    );
    let english_end = matches!(before, '.' | '!' | '?' | ':' | ';' | ')' | '"');
    let other_script = is_wide(after) && after.is_alphanumeric();
    let sign = !after.is_alphanumeric() && !after.is_ascii() && !is_wide(after) && !is_quote(after);
    chinese_end || (english_end && other_script) || sign
}

/// Han, kana and the full-width punctuation between them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '–' | '€' | '£' | '¥')
}
