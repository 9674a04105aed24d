//! Which stocks an index held, as CSV: `ticker,start_date,end_date`, or its present members with
//! the day on which each came (`Symbol,…,Date added`).
//!
//! The latter knows nothing of those that left, so that figures of the past made with it look
//! better than they were.

use super::body;
use super::error::FormatError;
use super::names;
use super::notice::{Notice, Reason};
use super::rows::{Parsed, nothing_left};
use super::sheet::{Sheet, iso};
use crate::model::{Member, MemberList};

const EXPECTED: &str = "members (ticker,start_date,end_date)";

/// The list, called `name`.
pub fn parse(bytes: &[u8], name: &str) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let column = |names: &[&str]| names.iter().find_map(|name| sheet.column(name));
    let symbol = column(&["ticker", "symbol"]).ok_or(FormatError::NoValues)?;
    let (from, until) = (column(&["start_date", "Date added"]), column(&["end_date"]));
    let mut notices = Vec::new();
    let mut members = Vec::new();
    for (place, record) in sheet.records() {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let day = |at: Option<usize>| match cell(at) {
            "" => Ok(None),
            text => iso(text).map(Some).ok_or_else(|| Reason::NotADate {
                column: at
                    .and_then(|at| sheet.header().get(at))
                    .cloned()
                    .unwrap_or_default(),
                found: body::shown(text),
            }),
        };
        let member = |id: String| -> Result<Member, Reason> {
            Ok(Member {
                id,
                from: day(from)?,
                until: day(until)?,
            })
        };
        let Some(id) = names::of_symbol(cell(Some(symbol))) else {
            continue;
        };
        match member(id) {
            Ok(member) => members.push(member),
            Err(reason) => notices.push(Notice::LeftOut {
                id: None,
                place: *place,
                reason,
            }),
        }
    }
    if members.is_empty() {
        return Err(nothing_left(&notices));
    }
    if until.is_none() {
        notices.push(Notice::SurvivorsOnly);
    }
    let name = name.to_owned();
    Ok(Parsed {
        lists: vec![MemberList { name, members }],
        notices,
        ..Parsed::default()
    })
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|one| one.eq_ignore_ascii_case(name));
    has("ticker") && has("start_date") && has("end_date") || has("Symbol") && has("Date added")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn members_have_their_time() {
        let text =
            "ticker,start_date,end_date\nA,2000-06-05,\nAABA,1999-12-08,2017-06-19\nBAD,once,\n";
        let read = parse(text.as_bytes(), "sp500").unwrap();
        let list = &read.lists[0];
        assert_eq!((list.name.as_str(), list.members.len()), ("sp500", 2));
        assert_eq!(list.members[1].until, Some(date(2017, 6, 19)));
        assert_eq!(read.notices.len(), 1);
    }

    #[test]
    fn present_members_alone_are_told_of() {
        let text =
            "Symbol,Security,Date added,CIK\nMMM,3M,1957-03-04,66740\nBRK-B,\"Berkshire, B\",,1\n";
        let read = parse(text.as_bytes(), "sp500").unwrap();
        let ids: Vec<&str> = read.lists[0]
            .members
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(ids, ["MMM", "BRK.B"]);
        assert_eq!(read.notices, [Notice::SurvivorsOnly]);
        assert!(parse(b"symbol,name\nA,B\n", "x").is_err());
    }
}
