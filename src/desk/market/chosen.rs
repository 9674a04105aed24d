//! What of the market store an indicator is given: which stocks, which option chains.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::market::demo;
use crate::model::{Member, MemberList};
use crate::store::market::ChainInfo;

/// The list that is taken where several are there and none is named.
const USUAL_LIST: &str = "sp500";

/// Quotes of one underlying that are read for one date: ten whole chains of the S&P 500, or years
/// of small ones.
const QUOTES: usize = 250_000;

/// Which stocks stand for the market where an indicator compares many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Universe {
    /// Those of an imported list, each for the time that it was a member.
    List(String),
    /// These, always.
    Stocks(Vec<String>),
}

/// The stocks that stand for the market.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    /// Their series, of those that the store has.
    pub(super) ids: Vec<String>,
    /// When each was a member; empty where all always were.
    pub(super) members: Vec<Member>,
    /// What the user should know of the choice.
    pub(super) notice: Option<String>,
}

/// The stocks that are asked for, else those of an imported list, else the names of the demo market.
pub(super) fn universe<'a>(
    asked: Option<&Universe>,
    lists: &[MemberList],
    present: impl Iterator<Item = &'a str>,
) -> Chosen {
    let present: BTreeMap<String, &str> = present.map(|id| (plain(id), id)).collect();
    let find = |name: &str| present.get(&plain(name)).map(|id| (*id).to_owned());
    let named = |names: &[String]| names.iter().filter_map(|name| find(name)).collect();
    let mut notice = None;
    let wanted = match asked {
        Some(Universe::Stocks(names)) => {
            let ids: Vec<String> = named(names);
            let lacking = names.len() - ids.len();
            let notice = (lacking > 0).then(|| {
                let of = names.len();
                format!("{lacking} of the {of} stocks of the universe have no figures: import them")
            });
            return Chosen {
                ids,
                members: Vec::new(),
                notice,
            };
        }
        Some(Universe::List(name)) => Some(name.as_str()),
        None => None,
    };
    let mut list = wanted.and_then(|name| lists.iter().find(|list| list.name == *name));
    if let (Some(name), None) = (wanted, list) {
        notice = Some(format!(
            "no list of members is called {name:?}: import one, or name another under [market]"
        ));
    }
    if wanted.is_none() {
        let usual = lists.iter().find(|list| list.name == USUAL_LIST);
        list = usual.or(lists.first());
    }
    let Some(list) = list else {
        let names: Vec<String> = demo::universe().map(str::to_owned).collect();
        return Chosen {
            ids: named(&names),
            members: Vec::new(),
            notice,
        };
    };
    let members = list.members.iter();
    let members: Vec<Member> = members
        .filter_map(|member| {
            let id = find(&member.id)?;
            Some(Member {
                id,
                ..member.clone()
            })
        })
        .collect();
    let mut seen = BTreeSet::new();
    let ids = members.iter().map(|member| member.id.clone());
    Chosen {
        ids: ids.filter(|id| seen.insert(id.clone())).collect(),
        members,
        notice,
    }
}

/// The chains of an underlying to be read for each of the dates, oldest first: the newest up to
/// the date, and as many before it as there is room for. `all` are its chains, oldest first, each
/// with a key.
pub(super) fn chains<'a, K: Copy>(
    all: &[(K, &'a ChainInfo)],
    dates: &[Option<Date>],
) -> Vec<(K, &'a ChainInfo)> {
    let mut wanted = BTreeSet::new();
    for date in dates {
        let end = date.map_or(all.len(), |date| {
            all.partition_point(|(_, info)| info.at.date() <= date)
        });
        let mut quotes = 0;
        for (at, (_, info)) in all.iter().enumerate().take(end).rev() {
            let is_newest = quotes == 0;
            quotes += info.count;
            if quotes > QUOTES && !is_newest {
                break;
            }
            wanted.insert(at);
        }
    }
    let chosen = wanted.into_iter().filter_map(|at| all.get(at));
    chosen.copied().collect()
}

/// A symbol as sources agree on it: classes of shares are `BRK.B`, `BRK-B` or `BRK/B`.
fn plain(id: &str) -> String {
    id.to_ascii_uppercase().replace(['-', '/'], ".")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Origin;

    fn member(id: &str, from: i16, until: Option<i16>) -> Member {
        Member {
            id: id.to_owned(),
            from: Some(date(from, 1, 1)),
            until: until.map(|year| date(year, 1, 1)),
        }
    }

    fn lists() -> Vec<MemberList> {
        let list = |name: &str, members| MemberList {
            name: name.to_owned(),
            members,
        };
        vec![
            list("dow", vec![member("AAPL", 2015, None)]),
            list(
                "sp500",
                vec![
                    member("BRK-B", 2010, None),
                    member("GONE", 2001, Some(2003)),
                    member("AAPL", 1982, Some(1990)),
                    member("AAPL", 1995, None),
                ],
            ),
        ]
    }

    const PRESENT: [&str; 4] = ["AAPL", "BRK.B", "NVDA", "SPX"];

    #[test]
    fn a_list_that_was_imported_is_the_universe() {
        let chosen = universe(None, &lists(), PRESENT.into_iter());
        assert_eq!(chosen.ids, ["BRK.B", "AAPL"]);
        assert_eq!(chosen.members.len(), 3);
        assert_eq!(chosen.notice, None);
    }

    #[test]
    fn the_user_names_a_list_or_stocks() {
        let list = Universe::List("dow".to_owned());
        assert_eq!(
            universe(Some(&list), &lists(), PRESENT.into_iter()).ids,
            ["AAPL"]
        );
        let stocks = Universe::Stocks(["nvda", "BRK/B", "TSLA"].map(str::to_owned).to_vec());
        let chosen = universe(Some(&stocks), &lists(), PRESENT.into_iter());
        assert_eq!(chosen.ids, ["NVDA", "BRK.B"]);
        assert!(chosen.members.is_empty());
        assert!(
            chosen
                .notice
                .is_some_and(|notice| notice.starts_with("1 of the 3 stocks"))
        );
    }

    #[test]
    fn a_list_that_is_not_there_is_told_of() {
        let list = Universe::List("nikkei".to_owned());
        let chosen = universe(Some(&list), &lists(), PRESENT.into_iter());
        assert!(
            chosen
                .notice
                .is_some_and(|notice| notice.contains("\"nikkei\""))
        );
        assert!(chosen.ids.contains(&"AAPL".to_owned()));
    }

    #[test]
    fn the_demo_names_stand_where_no_list_is() {
        let chosen = universe(None, &[], PRESENT.into_iter());
        assert!(chosen.ids.contains(&"NVDA".to_owned()));
        assert!(chosen.members.is_empty());
    }

    fn chain(day: i8, count: usize) -> ChainInfo {
        ChainInfo {
            underlying: "SPX".to_owned(),
            origin: Origin::Demo,
            at: date(2026, 2, day).at(16, 0, 0, 0),
            spot: 1.0,
            count,
            fetched: None,
        }
    }

    fn days(count: usize, dates: &[Option<Date>]) -> Vec<i8> {
        let all: Vec<ChainInfo> = (1..=9).map(|day| chain(day, count)).collect();
        let all: Vec<((), &ChainInfo)> = all.iter().map(|info| ((), info)).collect();
        let chosen = chains(&all, dates);
        chosen.iter().map(|((), info)| info.at.day()).collect()
    }

    #[test]
    fn chains_are_read_up_to_each_date_and_no_further_back_than_there_is_room() {
        let on = |day| Some(date(2026, 2, day));
        assert_eq!(days(10, &[None]), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(days(10, &[on(3)]), [1, 2, 3]);
        assert_eq!(days(100_000, &[None]), [8, 9]);
        assert_eq!(days(100_000, &[on(4), None]), [3, 4, 8, 9]);
        assert_eq!(days(900_000, &[on(2), None]), [2, 9]);
        assert!(days(10, &[Some(date(2026, 1, 31))]).is_empty());
    }
}
