//! Bars as bytes: one leading byte that names the columns, then records of one width.
//!
//! A record is the date as a little-endian `i32` (2026-02-06 is 20260206), then the columns
//! that the series has as little-endian `f64`: open, high, low (all three or none), close,
//! volume. A value that one bar lacks is NaN, which no present value is. Decoding checks
//! lengths, dates and order, so bytes that were not written here are refused, not believed.

use jiff::civil::Date;

use crate::model::Bar;

const RANGE: u8 = 1;
const VOLUME: u8 = 2;

/// The bars as bytes.
pub(super) fn encode(bars: &[Bar]) -> Vec<u8> {
    let mut columns = 0;
    if bars
        .iter()
        .any(|bar| bar.open.is_some() || bar.high.is_some() || bar.low.is_some())
    {
        columns |= RANGE;
    }
    if bars.iter().any(|bar| bar.volume.is_some()) {
        columns |= VOLUME;
    }
    let mut bytes = Vec::with_capacity(1 + bars.len() * width(columns));
    bytes.push(columns);
    let put = |bytes: &mut Vec<u8>, value: Option<f64>| {
        bytes.extend_from_slice(&value.unwrap_or(f64::NAN).to_le_bytes());
    };
    for bar in bars {
        bytes.extend_from_slice(&number(bar.date).to_le_bytes());
        if columns & RANGE != 0 {
            put(&mut bytes, bar.open);
            put(&mut bytes, bar.high);
            put(&mut bytes, bar.low);
        }
        put(&mut bytes, Some(bar.close));
        if columns & VOLUME != 0 {
            put(&mut bytes, bar.volume);
        }
    }
    bytes
}

/// The bars of these bytes, or what is wrong with them.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Bar>, &'static str> {
    let bars = decode_repeated(bytes)?;
    if bars.is_sorted_by(|one, next| one.date < next.date) {
        Ok(bars)
    } else {
        Err("its dates are out of order")
    }
}

/// The same of bars of which several may be of one day.
pub(super) fn decode_repeated(bytes: &[u8]) -> Result<Vec<Bar>, &'static str> {
    let (&columns, records) = bytes.split_first().ok_or("it is empty")?;
    if columns & !(RANGE | VOLUME) != 0 {
        return Err("its columns are unknown");
    }
    let width = width(columns);
    if records.len() % width != 0 {
        return Err("its last record is cut");
    }
    let mut bars: Vec<Bar> = Vec::with_capacity(records.len() / width);
    for record in records.chunks_exact(width) {
        bars.push(bar(record, columns).ok_or("a record holds no date or no close")?);
    }
    Ok(bars)
}

/// A date as the number that its digits make.
pub(super) fn number(date: Date) -> i32 {
    i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day())
}

/// The date that [`number`] made this of; `None` for any other number.
pub(super) fn date(number: i64) -> Option<Date> {
    let year = i16::try_from(number.div_euclid(10_000)).ok()?;
    let rest = number.rem_euclid(10_000) as i16;
    Date::new(year, (rest / 100) as i8, (rest % 100) as i8).ok()
}

const fn width(columns: u8) -> usize {
    let range = if columns & RANGE == 0 { 0 } else { 3 };
    let volume = if columns & VOLUME == 0 { 0 } else { 1 };
    4 + 8 * (1 + range + volume)
}

fn bar(record: &[u8], columns: u8) -> Option<Bar> {
    let (day, mut rest) = record.split_first_chunk::<4>()?;
    let mut take = || {
        let (value, after) = rest.split_first_chunk::<8>()?;
        rest = after;
        Some(f64::from_le_bytes(*value)).filter(|value| !value.is_nan())
    };
    let mut bar = Bar::close_only(date(i64::from(i32::from_le_bytes(*day)))?, 0.0);
    if columns & RANGE != 0 {
        bar.open = take();
        bar.high = take();
        bar.low = take();
    }
    bar.close = take()?;
    if columns & VOLUME != 0 {
        bar.volume = take();
    }
    Some(bar)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    fn full(date: Date, close: f64) -> Bar {
        Bar {
            date,
            open: Some(close - 1.0),
            high: Some(close + 2.0),
            low: Some(close - 3.0),
            close,
            volume: Some(1e9),
        }
    }

    #[test]
    fn close_only_series_take_twelve_bytes_a_bar() {
        let bars = [Bar::close_only(day(2026, 2, 6), 4.21)];
        assert_eq!(encode(&bars).len(), 13);
    }

    #[test]
    fn every_column_comes_back() {
        let mut bars = vec![full(day(2026, 2, 5), 10.0), full(day(2026, 2, 6), 11.0)];
        bars[1].open = None;
        bars[1].volume = None;
        assert_eq!(decode(&encode(&bars)), Ok(bars));
    }

    #[test]
    fn no_bars_are_no_bars() {
        assert_eq!(decode(&encode(&[])), Ok(Vec::new()));
    }

    #[test]
    fn foreign_bytes_are_refused() {
        let good = encode(&[full(day(2026, 2, 6), 1.0)]);
        let twice = [good.as_slice(), &good[1..]].concat();
        let cases: [(&[u8], &str); 5] = [
            (&[], "it is empty"),
            (&[9], "its columns are unknown"),
            (&good[..good.len() - 1], "its last record is cut"),
            (&twice, "its dates are out of order"),
            (&[0; 13], "a record holds no date or no close"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes), Err(expected));
        }
    }

    #[test]
    fn numbers_that_are_no_dates() {
        for wrong in [0, 20_260_230, -1, 99_999_999_999, 20_261_301] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
        assert_eq!(date(20_260_206), Some(day(2026, 2, 6)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_bars_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(bars) = decode(&bytes) {
                prop_assert_eq!(decode(&encode(&bars)), Ok(bars));
            }
        }

        #[test]
        fn bars_survive(closes in proptest::collection::vec((-1e9..1e9f64, any::<bool>()), 0..40)) {
            let mut at = day(2020, 1, 1);
            let mut bars = Vec::new();
            for (close, whole) in closes {
                bars.push(if whole { full(at, close) } else { Bar::close_only(at, close) });
                at = at.tomorrow().unwrap();
            }
            prop_assert_eq!(decode(&encode(&bars)), Ok(bars));
        }
    }
}
