//! How a file begins, which is what its format is recognised by.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::market::formats::daily_table;

/// How far into a file one looks.
const HEAD: usize = 8 * 1024;

/// How many lines may stand before a header.
const PREAMBLE: usize = 30;

/// How a file begins.
pub(super) struct Sample {
    /// The first characters, whatever is no UTF-8 replaced, from the first that is no blank.
    pub head: String,
    /// Whether it is JSON, as far as the first sign tells.
    pub is_json: bool,
    /// How many elements the first of a list of lists has.
    pub candle_width: Option<usize>,
    /// The cells of the first line.
    pub header: Vec<String>,
    /// The line after it.
    pub line: String,
    /// Whether one of the first lines is a header with a column of dates.
    pub has_dates: bool,
}

impl Sample {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
        let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let mut lines = head.lines();
        let header = cells(lines.next().unwrap_or_default());
        let line = lines.next().unwrap_or_default().to_owned();
        let is_json = head.starts_with(['{', '[']);
        let is_header = |line: &str| daily_table::is_header(&cells(line));
        Self {
            is_json,
            candle_width: candle_width(head),
            has_dates: !is_json && head.lines().take(PREAMBLE).any(is_header),
            header,
            line,
            head: head.to_owned(),
        }
    }

    /// Whether this stands near the beginning.
    pub(super) fn has(&self, text: &str) -> bool {
        self.head.contains(text)
    }

    /// Whether the first line names this column.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.header.iter().any(|one| one.eq_ignore_ascii_case(name))
    }

    /// Whether all columns but the first are of this kind.
    pub(super) fn header_is_only(&self, is: impl Fn(&str) -> bool) -> bool {
        self.header.iter().skip(1).all(|one| is(one))
    }
}

/// The cells of a line, whichever mark stands between them.
fn cells(line: &str) -> Vec<String> {
    let mark = [b';', b'\t', b'|']
        .into_iter()
        .find(|mark| line.as_bytes().contains(mark));
    let mut reader = ReaderBuilder::new()
        .delimiter(mark.unwrap_or(b','))
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(line.as_bytes());
    let mut record = StringRecord::new();
    // A line that is no record has no cells.
    if !reader.read_record(&mut record).unwrap_or_default() {
        return Vec::new();
    }
    record.iter().map(str::to_owned).collect()
}

/// The width of the first list in a list: of numbers and texts without commas.
fn candle_width(head: &str) -> Option<usize> {
    let rest = head.strip_prefix('[')?.trim_start().strip_prefix('[')?;
    let (first, _) = rest.split_once(']')?;
    Some(first.split(',').count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_line_and_the_width_of_candles() {
        let sample = Sample::of("\u{feff}\n\"Date\";\"Close\"\n06.02.2026;1\n".as_bytes());
        assert_eq!(sample.header, ["Date", "Close"]);
        assert_eq!(sample.line, "06.02.2026;1");
        assert!(sample.has_dates && !sample.is_json && sample.has_column("close"));
        assert_eq!(Sample::of(b" [ [1,2,3] ]").candle_width, Some(3));
        assert_eq!(Sample::of(b"[1,2]").candle_width, None);
    }

    #[test]
    fn names_in_quotes_are_one_cell() {
        let sample = Sample::of(b"path,columns\nx.csv,\"date,close\"\n");
        assert!(!sample.has_dates);
        assert_eq!(sample.line, "x.csv,\"date,close\"");
    }

    proptest! {
        #[test]
        fn any_bytes_make_a_sample(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Sample::of(&bytes);
        }
    }
}
