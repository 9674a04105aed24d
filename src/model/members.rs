//! Which stocks an index held, and when.

use jiff::civil::Date;

/// The members of an index or of any other set of stocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberList {
    /// The set's name, such as `sp500`.
    pub name: String,
    /// Its members; one that left and came back stands twice.
    pub members: Vec<Member>,
}

/// One stock's time in a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Member {
    /// Its series in the market store, such as `AAPL`.
    pub id: String,
    /// The first day; `None` where the source does not say, so that it always was.
    pub from: Option<Date>,
    /// The first day on which it was one no more; `None` while it is.
    pub until: Option<Date>,
}

impl Member {
    /// Whether it was one on a day; for `None`, whether it is one still.
    #[must_use]
    pub fn is_on(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => {
                self.from.is_none_or(|from| from <= day)
                    && self.until.is_none_or(|until| day < until)
            }
            None => self.until.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_member_has_its_time() {
        let member = |from: Option<i16>, until: Option<i16>| Member {
            id: "X".to_owned(),
            from: from.map(|year| date(year, 1, 1)),
            until: until.map(|year| date(year, 1, 1)),
        };
        let days = [Some(date(2009, 1, 1)), Some(date(2010, 1, 1)), None];
        for (from, until, expected) in [
            (None, None, [true, true, true]),
            (Some(2010), None, [false, true, true]),
            (None, Some(2010), [true, false, false]),
        ] {
            let found = days.map(|day| member(from, until).is_on(day));
            assert_eq!(found, expected, "{from:?} {until:?}");
        }
    }
}
