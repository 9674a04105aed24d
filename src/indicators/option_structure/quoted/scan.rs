//! Numbers of a text with what stands beside them.

use jiff::civil::Date;

use super::Until;

/// What a number is, by the words beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// Nothing says.
    Plain,
    /// A price; times this, for cents.
    Price(f64),
    /// So many times the premium.
    Multiple,
    /// Deltas, in per cent.
    Delta,
    /// Calendar days; times this, for weeks and months.
    Days(f64),
    /// A month of the year.
    Month,
    /// Something else, such as a percentage.
    Other,
}

/// Numbers joined by slashes, or one alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) numbers: Vec<f64>,
    pub(super) role: Role,
}

impl Group {
    fn alone(&self) -> Option<f64> {
        match self.numbers[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    pub(super) fn price(&self) -> Option<f64> {
        match self.role {
            Role::Price(factor) => Some(self.alone()? * factor),
            _ => None,
        }
    }

    pub(super) fn plain(&self) -> Option<f64> {
        self.alone().filter(|_| self.role == Role::Plain)
    }

    pub(super) fn multiple(&self) -> Option<f64> {
        let found = self.alone().filter(|_| self.role == Role::Multiple);
        found.filter(|multiple| *multiple > 0.0)
    }

    pub(super) fn until(&self) -> Option<Until> {
        let value = self.alone()?;
        match self.role {
            Role::Days(factor) if value > 0.0 => Some(Until::Days(value * factor)),
            Role::Month if (1.0..=12.0).contains(&value) => Some(Until::Month(value as i8)),
            _ => None,
        }
    }
}

/// What stands right behind a number, and what that makes it; longer endings first.
const BEHIND: &[(&str, Role)] = &[
    ("-delta", Role::Delta),
    (" delta", Role::Delta),
    ("delta", Role::Delta),
    ("δ", Role::Delta),
    ("-day", Role::Days(1.0)),
    (" day", Role::Days(1.0)),
    ("天", Role::Days(1.0)),
    ("日", Role::Days(1.0)),
    ("-week", Role::Days(7.0)),
    (" week", Role::Days(7.0)),
    ("周", Role::Days(7.0)),
    ("週", Role::Days(7.0)),
    ("-month", Role::Days(30.0)),
    (" month", Role::Days(30.0)),
    ("个月", Role::Days(30.0)),
    ("個月", Role::Days(30.0)),
    ("月", Role::Month),
    ("times", Role::Multiple),
    (" times", Role::Multiple),
    ("倍", Role::Multiple),
    (" cents", Role::Price(0.01)),
    ("cents", Role::Price(0.01)),
    ("美分", Role::Price(0.01)),
    ("美元", Role::Price(1.0)),
    ("美金", Role::Price(1.0)),
    ("%", Role::Other),
    (" per", Role::Other),
    (" bp", Role::Other),
    ("年", Role::Other),
    (" vol", Role::Other),
];

/// Letters that mean something right behind a number, where no other letter follows.
const LETTERS: &[(char, Role)] = &[
    ('x', Role::Multiple),
    ('d', Role::Days(1.0)),
    ('w', Role::Days(7.0)),
    ('m', Role::Days(30.0)),
];

/// What stands right before a price.
const BEFORE_PRICE: &[&str] = &[
    "$", " for", " at", "@", "报价", "報價", "报", "報", "付", " cost", " costs", " debit",
];

/// Months as tokens.
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

/// Months in Chinese, the longest first.
const CHINESE: [(&str, i8); 12] = [
    ("十二月", 12),
    ("十一月", 11),
    ("十月", 10),
    ("一月", 1),
    ("二月", 2),
    ("三月", 3),
    ("四月", 4),
    ("五月", 5),
    ("六月", 6),
    ("七月", 7),
    ("八月", 8),
    ("九月", 9),
];

/// Words in capitals that are no tickers.
const NO_TICKERS: &[&str] = &["USD", "ETF", "ATM", "OTM", "ITM", "IV", "RR", "US", "CTA"];

/// A text with letters of full width made narrow, marks of emphasis and commas within numbers
/// left out.
pub(super) fn plain(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        '\u{3000}' => ' ',
        '–' => '-',
        _ => letter,
    };
    let kept = text.chars().map(narrow).filter(|letter| *letter != '*');
    let letters: Vec<char> = kept.collect();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let all = letters.iter().enumerate();
    all.filter(|(at, letter)| {
        **letter != ',' || !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
    })
    .map(|(_, letter)| letter)
    .collect()
}

/// All numbers, in the order of the text.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + offset;
        let mut numbers = Vec::new();
        let mut end = start;
        while let Some((value, size)) = text.get(end..).and_then(number) {
            numbers.push(value);
            end += size;
            let is_joined = text.get(end..).is_some_and(|rest| {
                let mut letters = rest.chars();
                letters.next() == Some('/') && letters.next().is_some_and(|c| c.is_ascii_digit())
            });
            if !is_joined {
                break;
            }
            end += 1;
        }
        let (before, behind) = (text.get(..start), text.get(end..));
        let role = role(before.unwrap_or_default(), behind.unwrap_or_default());
        found.push(Group { numbers, role });
        at = end.max(start + 1);
    }
    found
}

/// A number at the beginning, with its length.
fn number(text: &str) -> Option<(f64, usize)> {
    let digits = |text: &str| {
        text.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len())
    };
    let whole = digits(text);
    let part = text
        .get(whole..)
        .and_then(|rest| rest.strip_prefix('.'))
        .map(digits)
        .filter(|size| *size > 0);
    let size = whole + part.map_or(0, |part| part + 1);
    let value: f64 = text.get(..size)?.parse().ok()?;
    value.is_finite().then_some((value, size))
}

fn role(before: &str, behind: &str) -> Role {
    let lower = behind.to_lowercase();
    if let Some((_, role)) = BEHIND.iter().find(|(ending, _)| lower.starts_with(ending)) {
        return *role;
    }
    let mut letters = lower.chars();
    if let Some(letter) = letters.next().filter(char::is_ascii_alphabetic) {
        let is_word = letters.next().is_some_and(char::is_alphanumeric);
        let known = LETTERS
            .iter()
            .find(|(known, _)| *known == letter && !is_word);
        return known.map_or(Role::Other, |(_, role)| *role);
    }
    // Parts of names, such as the 10 of `US10Y`.
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-') {
        return Role::Other;
    }
    let before = format!(" {}", before.trim_end().to_lowercase());
    let is_price = BEFORE_PRICE.iter().any(|word| before.ends_with(word));
    if is_price {
        Role::Price(1.0)
    } else {
        Role::Plain
    }
}

/// The place of a name; one in Latin letters may have an `s` behind it, but no other letter.
pub(super) fn find_word(text: &str, name: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let is_latin = name.is_ascii();
    let mut from = 0;
    while let Some(at) = lower.get(from..)?.find(name).map(|at| at + from) {
        let behind = lower.get(at + name.len()..)?;
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        let before = lower.get(..at)?;
        let is_word = !before.ends_with(|c: char| c.is_ascii_alphanumeric())
            && !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !is_latin || is_word {
            return Some(at);
        }
        from = at + name.len();
    }
    None
}

/// A ticker marked with `$`, else one that the text begins with.
pub(super) fn ticker(text: &str) -> Option<String> {
    let upper = |text: &str| {
        let size = text
            .find(|c: char| !c.is_ascii_uppercase())
            .unwrap_or(text.len());
        let is_whole = !text
            .get(size..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let word = text
            .get(..size)
            .filter(|word| (1..=5).contains(&word.len()))?;
        (is_whole && !NO_TICKERS.contains(&word)).then(|| word.to_owned())
    };
    let marked = text.split('$').skip(1).find_map(upper);
    marked.or_else(|| upper(text.trim_start()).filter(|word| word.len() > 1))
}

/// A day written `2026-03-20`.
pub(super) fn date(text: &str) -> Option<Date> {
    let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let mut found = starts.filter_map(|(at, _)| text.get(at..at + 10)?.parse().ok());
    found.next()
}

/// The first month that the text names, 1 to 12.
pub(super) fn month(text: &str) -> Option<i8> {
    let tokens = text.split(|c: char| !c.is_ascii_alphabetic());
    let named = tokens.filter_map(|token| {
        let found = MONTHS
            .iter()
            .position(|(long, short)| token == *long || token == *short)?;
        Some(found as i8 + 1)
    });
    let chinese = || {
        let found = CHINESE.iter().find(|(name, _)| text.contains(name));
        found.map(|(_, month)| *month)
    };
    named.into_iter().next().or_else(chinese)
}

/// The English name of a month.
pub(super) fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month - 1).unwrap_or_default();
    MONTHS.get(at).map_or("", |(long, _)| long)
}
