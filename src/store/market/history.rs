//! When the values of a series came and became known, and those that others replaced, as bytes.
//!
//! Times come in runs, since one fetch brings many values: a count and seconds since 1970. The
//! days of becoming known are one `i32` a bar, and absent where each is the bar's own. Replaced
//! values are their number, then day known and time of each, then their bars.

use jiff::Timestamp;
use jiff::civil::Date;

use super::merge::{Held, Said};
use super::{record, schema};
use crate::model::{Bar, Series, Vintage};

/// What stands for a time that was not written down.
const UNKNOWN: i64 = i64::MIN;

/// The large columns of a series' row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) bars: Vec<u8>,
    pub(super) times: Vec<u8>,
    pub(super) known: Option<Vec<u8>>,
    pub(super) earlier: Option<Vec<u8>>,
}

/// A series as bytes.
pub(super) fn encode(held: &Held) -> Columns {
    let (mut last, mut earlier): (Vec<Said>, Vec<Said>) = (Vec::new(), Vec::new());
    let days = held
        .said
        .chunk_by(|one, next| one.vintage.bar.date == next.vintage.bar.date);
    for (current, replaced) in days.filter_map(<[_]>::split_last) {
        last.push(*current);
        earlier.extend_from_slice(replaced);
    }
    let bars = |all: &[Said]| -> Vec<Bar> { all.iter().map(|one| one.vintage.bar).collect() };
    let on_its_day = |one: &Said| one.vintage.known == one.vintage.bar.date;
    Columns {
        bars: record::encode(&bars(&last)),
        times: runs(&last),
        known: (!last.iter().all(on_its_day)).then(|| {
            let days = last.iter().map(|one| record::number(one.vintage.known));
            days.flat_map(i32::to_le_bytes).collect()
        }),
        earlier: (!earlier.is_empty()).then(|| {
            let mut bytes = (earlier.len() as u32).to_le_bytes().to_vec();
            for one in &earlier {
                bytes.extend(record::number(one.vintage.known).to_le_bytes());
                bytes.extend(one.fetched.map_or(UNKNOWN, schema::seconds).to_le_bytes());
            }
            bytes.extend(record::encode(&bars(&earlier)));
            bytes
        }),
    }
}

/// Bars with the days they became known, and the values they replaced: what a reader needs.
pub(super) fn vintages(
    bars: Vec<Bar>,
    known: Option<&[u8]>,
    earlier: Option<&[u8]>,
) -> Result<Vec<Vintage>, &'static str> {
    let replaced = match earlier {
        Some(bytes) => replaced(bytes)?,
        None => Vec::new(),
    };
    let days = match known {
        Some(bytes) => days(bytes)?,
        None => bars.iter().map(|bar| bar.date).collect(),
    };
    if days.len() != bars.len() {
        return Err("its days of becoming known are not as many as its bars");
    }
    let current = bars
        .into_iter()
        .zip(days)
        .map(|(bar, known)| Vintage { known, bar });
    Ok(replaced
        .into_iter()
        .map(|said| said.vintage)
        .chain(current)
        .collect())
}

/// All that is held of a series, with when it came; for merging.
pub(super) fn held(
    series: Series,
    times: Option<&[u8]>,
    earlier: Option<&[u8]>,
) -> Result<Held, &'static str> {
    let mut said = match earlier {
        Some(bytes) => replaced(bytes)?,
        None => Vec::new(),
    };
    let times = match times {
        Some(bytes) => unrolled(bytes, series.bars().len())?,
        None => Vec::new(),
    };
    let mut times = times.into_iter();
    let vintages = series.vintages();
    let last_of_day = vintages.chunk_by(|one, next| one.bar.date == next.bar.date);
    said.extend(last_of_day.filter_map(<[_]>::last).map(|vintage| Said {
        vintage: *vintage,
        fetched: times.next().flatten(),
    }));
    said.sort_by_key(|one| (one.vintage.bar.date, one.vintage.known));
    Ok(Held { series, said })
}

fn runs(all: &[Said]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for run in all.chunk_by(|one, next| one.fetched == next.fetched) {
        let time = run.first().and_then(|one| one.fetched);
        bytes.extend((run.len() as u32).to_le_bytes());
        bytes.extend(time.map_or(UNKNOWN, schema::seconds).to_le_bytes());
    }
    bytes
}

/// One time a bar, of at most as many bars as there are.
fn unrolled(mut bytes: &[u8], bars: usize) -> Result<Vec<Option<Timestamp>>, &'static str> {
    let mut times = Vec::new();
    while !bytes.is_empty() {
        let (count, seconds, rest) = number_and_time(bytes).ok_or("its times are cut")?;
        let count = usize::try_from(count).unwrap_or_default();
        if times.len() + count > bars {
            return Err("its times are more than its bars");
        }
        times.extend(std::iter::repeat_n(schema::time(seconds), count));
        bytes = rest;
    }
    Ok(times)
}

fn days(bytes: &[u8]) -> Result<Vec<Date>, &'static str> {
    let (days, rest) = bytes.as_chunks::<4>();
    let day = |bytes: &[u8; 4]| record::date(i64::from(i32::from_le_bytes(*bytes)));
    let days: Option<Vec<Date>> = days.iter().map(day).collect();
    match (days, rest) {
        (Some(days), []) => Ok(days),
        _ => Err("a day of becoming known is no date"),
    }
}

fn replaced(bytes: &[u8]) -> Result<Vec<Said>, &'static str> {
    const CUT: &str = "its replaced values are cut";
    let (count, mut rest) = bytes.split_first_chunk::<4>().ok_or(CUT)?;
    let mut times = Vec::new();
    for _ in 0..u32::from_le_bytes(*count) {
        let (known, seconds, after) = number_and_time(rest).ok_or(CUT)?;
        let known = record::date(i64::from(known)).ok_or("a replaced value's day is no date")?;
        times.push((known, schema::time(seconds)));
        rest = after;
    }
    let bars = record::decode_repeated(rest)?;
    if bars.len() != times.len() {
        return Err(CUT);
    }
    let said = bars
        .into_iter()
        .zip(times)
        .map(|(bar, (known, fetched))| Said {
            vintage: Vintage { known, bar },
            fetched,
        });
    Ok(said.collect())
}

fn number_and_time(bytes: &[u8]) -> Option<(i32, i64, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    let (seconds, rest) = rest.split_first_chunk::<8>()?;
    Some((
        i32::from_le_bytes(*number),
        i64::from_le_bytes(*seconds),
        rest,
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::Origin;

    fn all(spec: &[(i8, i8, f64, i64)]) -> Held {
        let said: Vec<Said> = spec
            .iter()
            .map(|&(of, known, close, fetched)| Said {
                vintage: Vintage {
                    known: date(2026, 1, known),
                    bar: Bar::close_only(date(2026, 1, of), close),
                },
                fetched: schema::time(fetched),
            })
            .collect();
        let vintages = said.iter().map(|one| one.vintage).collect();
        Held {
            series: Series::of_vintages("X", Origin::Demo, vintages),
            said,
        }
    }

    fn again(held: &Held) -> Held {
        let columns = encode(held);
        let bars = record::decode(&columns.bars).unwrap();
        let known = columns.known.as_deref();
        let earlier = columns.earlier.as_deref();
        let vintages = vintages(bars, known, earlier).unwrap();
        let series = Series::of_vintages("X", Origin::Demo, vintages);
        super::held(series, Some(&columns.times), earlier).unwrap()
    }

    #[test]
    fn values_come_back_with_their_times() {
        let cases = [
            all(&[]),
            all(&[(1, 1, 1.0, 50), (2, 2, 2.0, 50), (3, 3, 3.0, 60)]),
            all(&[(1, 9, 1.0, 50), (1, 11, 1.5, 70), (2, 12, 2.0, 50)]),
        ];
        for held in cases {
            assert_eq!(again(&held), held);
        }
    }

    #[test]
    fn one_fetch_is_one_run() {
        let held = all(&[(1, 1, 1.0, 50), (2, 2, 2.0, 50), (3, 3, 3.0, 50)]);
        let columns = encode(&held);
        assert_eq!(columns.times.len(), 12);
        assert_eq!((columns.known, columns.earlier), (None, None));
    }

    proptest! {
        #[test]
        fn any_bytes_are_values_or_a_reason(
            times in prop::collection::vec(any::<u8>(), 0..60),
            known in prop::collection::vec(any::<u8>(), 0..60),
            earlier in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let bars = vec![Bar::close_only(date(2026, 1, 1), 1.0)];
            let _ = vintages(bars.clone(), Some(&known), Some(&earlier));
            let series = Series::new("X", Origin::Demo, bars);
            let _ = held(series, Some(&times), Some(&earlier));
        }
    }
}
