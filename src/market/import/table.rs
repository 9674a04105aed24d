//! The cells of a file: encoding, delimiter, header line, and the lines under it.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::header;
use super::notice::ImportError;

/// How many lines may stand before the header.
const PREAMBLE: usize = 30;

/// How much of a line an error shows.
const SHOWN: usize = 60;

/// A file as cells of text.
pub(super) struct Table {
    /// The file's name, for errors.
    pub file: String,
    /// The names of the columns, trimmed.
    pub header: Vec<String>,
    /// The lines under the header that hold anything, with their numbers.
    pub rows: Vec<(u64, StringRecord)>,
    /// Whether `1,5` is one and a half.
    pub decimal_comma: bool,
}

impl Table {
    pub(super) fn read(bytes: &[u8], file: &str) -> Result<Self, ImportError> {
        let encoding = || ImportError::Encoding {
            file: file.to_owned(),
        };
        let text = std::str::from_utf8(bytes).map_err(|_| encoding())?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.contains('\0') {
            return Err(encoding());
        }
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
            .filter(|record| record.iter().any(|cell| !cell.is_empty()))
            .map(|record| (record.position().map_or(0, csv::Position::line), record));
        let mut before = Vec::new();
        let header = loop {
            match records.next() {
                Some((_, record)) if header::has_date(&record) => break record,
                Some(record) if before.len() < PREAMBLE => before.push(record),
                _ => return Err(no_header(file, before.first())),
            }
        };
        let header: Vec<String> = header.iter().map(str::to_owned).collect();
        let rows: Vec<(u64, StringRecord)> = records.collect();
        let width = header.len();
        for (line, row) in &rows {
            if row.iter().skip(width).any(|cell| !cell.is_empty()) {
                return Err(ImportError::TooManyCells {
                    file: file.to_owned(),
                    line: *line,
                    cells: row.len(),
                    columns: width,
                });
            }
        }
        let decimal_comma = delimiter != b',' && has_decimal_comma(&rows);
        Ok(Self {
            file: file.to_owned(),
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

fn no_header(file: &str, first: Option<&(u64, StringRecord)>) -> ImportError {
    let file = file.to_owned();
    match first {
        None => ImportError::Empty { file },
        Some((line, record)) => ImportError::NoDateColumn {
            file,
            line: *line,
            found: record
                .iter()
                .collect::<Vec<_>>()
                .join(",")
                .chars()
                .take(SHOWN)
                .collect(),
        },
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
fn has_decimal_comma(rows: &[(u64, StringRecord)]) -> bool {
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
        let table = Table::read(b"Exported by X\n\nDate,Close\n2026-02-06,1\n", "x.csv").unwrap();
        assert_eq!(table.header, ["Date", "Close"]);
        assert_eq!(table.rows[0].0, 4);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_name() {
        let table = Table::read("\u{feff}Date,Close\n2026-02-06,1\n".as_bytes(), "x.csv").unwrap();
        assert_eq!(table.name(0), "Date");
        assert_eq!(table.name(9), "");
    }

    #[test]
    fn a_comma_may_be_a_point() {
        let point = |text: &str| Table::read(text.as_bytes(), "x.csv").unwrap().decimal_comma;
        assert!(point("Date;Close\n2026-02-06;4,25\n"));
        assert!(point("Date;Close\n2026-02-06;1.234,500\n"));
        assert!(!point("Date;Close\n2026-02-06;1,234\n"));
        assert!(!point("Date,Close\n2026-02-06,\"1,23\"\n"));
    }
}
