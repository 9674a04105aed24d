//! The cells of a file: delimiter, header line, and the lines under it.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::super::body;
use super::super::error::FormatError;
use super::super::notice::{Notice, Place, Reason};
use super::super::sheet::place;
use super::{EXPECTED, header};

/// How many lines may stand before the header.
const PREAMBLE: usize = 30;

/// A file as cells of text.
pub(super) struct Table {
    /// The names of the columns, trimmed.
    pub header: Vec<String>,
    /// The lines under the header that hold anything.
    pub rows: Vec<(Place, StringRecord)>,
    /// Whether `1,5` is one and a half.
    pub decimal_comma: bool,
}

impl Table {
    /// The table in a text; a line of more cells than the header has names is left out.
    pub(super) fn read(text: &str, notices: &mut Vec<Notice>) -> Result<Self, FormatError> {
        let delimiter = delimiter(text);
        let mut records = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes())
            .into_records()
            // Text in memory that is UTF-8 gives no errors.
            .filter_map(Result::ok)
            .filter(|record| record.iter().any(|cell| !cell.is_empty()));
        let mut before = Vec::new();
        let header = loop {
            match records.next() {
                Some(record) if header::has_date(&record) => break record,
                Some(record) if before.len() < PREAMBLE => before.push(record),
                _ => return Err(no_header(before.first())),
            }
        };
        let header: Vec<String> = header.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in records {
            let place = place(text, &record);
            if record
                .iter()
                .skip(header.len())
                .any(|cell| !cell.is_empty())
            {
                let (found, expected) = (record.len(), header.len());
                notices.push(Notice::LeftOut {
                    id: None,
                    place,
                    reason: Reason::Width { found, expected },
                });
            } else {
                rows.push((place, record));
            }
        }
        let decimal_comma = delimiter != b',' && has_decimal_comma(&rows);
        Ok(Self {
            header,
            rows,
            decimal_comma,
        })
    }

    /// The name of a column; empty where the header has none.
    pub(super) fn name(&self, column: usize) -> &str {
        self.header.get(column).map_or("", String::as_str)
    }
}

fn no_header(first: Option<&StringRecord>) -> FormatError {
    let Some(record) = first else {
        return FormatError::Empty;
    };
    let cells: Vec<&str> = record.iter().collect();
    let found = body::shown(&cells.join(","));
    if cells.len() == 1 {
        return FormatError::Words {
            expected: EXPECTED,
            said: found,
        };
    }
    FormatError::Shape {
        expected: EXPECTED,
        found,
    }
}

/// The mark that stands most often in the line that holds the most of it, of the first few.
fn delimiter(text: &str) -> u8 {
    let most = |mark: char| {
        let lines = text.lines().take(PREAMBLE);
        lines
            .map(|line| line.matches(mark).count())
            .max()
            .unwrap_or_default()
    };
    // A semicolon or tab separates even where each number holds a comma.
    [';', '\t', '|']
        .into_iter()
        .find(|mark| {
            let head = text.lines().take(PREAMBLE);
            let holds = head.filter(|line| line.contains(*mark)).count();
            most(*mark) > 0 && 2 * holds >= text.lines().take(PREAMBLE).count()
        })
        .map_or(b',', |mark| mark as u8)
}

/// Whether a cell holds a comma that cannot part thousands.
fn has_decimal_comma(rows: &[(Place, StringRecord)]) -> bool {
    rows.iter().flat_map(|(_, row)| row.iter()).any(|cell| {
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        cell.rsplit_once(',').is_some_and(|(whole, rest)| {
            let whole = whole.trim_start_matches('-').replace('.', "");
            digits(&whole)
                && digits(rest)
                && (rest.len() != 3 || cell.contains('.') || whole == "0")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Table {
        Table::read(text, &mut Vec::new()).unwrap()
    }

    #[test]
    fn delimiters_are_found() {
        let cases = [
            ("Date,Close\n2026-02-06,\"1,234\"\n", b','),
            ("Date;Close\n06.02.2026;1.234,5\n", b';'),
            ("Date\tClose\n2026-02-06\t1\n", b'\t'),
            (
                "Date,Close\n2026-02-06,1;2\n2026-02-05,1\n2026-02-04,2\n",
                b',',
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(delimiter(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_before_the_header_are_passed_over() {
        let table = read("Exported by X\n\nDate,Close\n2026-02-06,1\n");
        assert_eq!(table.header, ["Date", "Close"]);
        assert_eq!(table.rows[0].0, Place::Line(4));
    }

    #[test]
    fn a_comma_may_be_a_point() {
        let point = |text: &str| read(text).decimal_comma;
        assert!(point("Date;Close\n2026-02-06;4,25\n"));
        assert!(point("Date;Close\n2026-02-06;1.234,500\n"));
        assert!(!point("Date;Close\n2026-02-06;1,234\n"));
        assert!(!point("Date,Close\n2026-02-06,\"1,23\"\n"));
    }
}
