//! Words for days.

use jiff::civil::Date;

use crate::model::Term;

/// How far a calendar reaches; the day follows.
pub const KNOWN_UNTIL: Term = Term::new("known until", "已知至", "已知至");

const WEEKDAYS: [Term; 7] = [
    Term::new("Mon", "周一", "週一"),
    Term::new("Tue", "周二", "週二"),
    Term::new("Wed", "周三", "週三"),
    Term::new("Thu", "周四", "週四"),
    Term::new("Fri", "周五", "週五"),
    Term::new("Sat", "周六", "週六"),
    Term::new("Sun", "周日", "週日"),
];

/// The short name of a date's day of the week.
#[must_use]
pub fn weekday(date: Date) -> Term {
    let [monday, ..] = WEEKDAYS;
    let at = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    WEEKDAYS.get(at).copied().unwrap_or(monday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_have_their_names() {
        assert_eq!(weekday(date(2026, 2, 6)).en, "Fri");
        assert_eq!(weekday(date(2026, 2, 8)).zh_hant, "週日");
        assert_eq!(weekday(date(2026, 2, 9)).zh_hans, "周一");
    }
}
