//! Runs of text to lines, and lines in the order in which they are read.
//!
//! A page has columns where a gutter parts text that fills both sides of it; lines that cross the
//! gutter, such as a title, stand between what is above and below them. Three columns are two of
//! which one has two. Tables are read by rows, since their cells do not fill their columns.

use super::super::join::is_wide;
use super::content::Run;

/// Gaps in parts of the letters' size: between words, and between columns or cells.
const WORD: f32 = 0.14;
const GUTTER: f32 = 0.8;
const CELL: f32 = 0.95;

/// How far baselines of one row stand apart, in parts of the letters' size.
const ROW: f32 = 0.4;

/// Lines that each side of a gutter has at least.
const FEWEST: usize = 4;

/// A line of a page, or its part within a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub left: f32,
    pub right: f32,
    pub base: f32,
    pub size: f32,
    /// Its text, in several cells where wide gaps part it.
    pub cells: Vec<String>,
    pub is_bold: bool,
    /// The page, from 0, and the column on it.
    pub page: usize,
    pub column: u8,
}

impl Line {
    /// The whole of its text.
    pub(super) fn text(&self) -> String {
        self.cells.join(" ")
    }
}

/// The pieces of a page's lines, from its top, each without a wide gap inside.
pub(super) fn pieces(mut runs: Vec<Run>, page: usize) -> Vec<Line> {
    runs.sort_by(|one, two| two.base.total_cmp(&one.base));
    let mut pieces = Vec::new();
    let mut row: Vec<Run> = Vec::new();
    for run in runs {
        let is_same = row.first().is_none_or(|first| {
            let size = row.iter().map(|run| run.size).fold(run.size, f32::max);
            first.base - run.base <= size * ROW
        });
        if !is_same {
            pieces.extend(parts(std::mem::take(&mut row), page));
        }
        row.push(run);
    }
    pieces.extend(parts(row, page));
    pieces
}

/// The runs of one row as pieces.
fn parts(mut row: Vec<Run>, page: usize) -> Vec<Line> {
    row.sort_by(|one, two| one.left.total_cmp(&two.left));
    let mut pieces: Vec<Line> = Vec::new();
    let mut bold = 0_usize;
    for run in row {
        if let Some(last) = pieces.last_mut()
            && run.left - last.right < run.size.max(last.size) * GUTTER
        {
            bold += if run.is_bold { run.text.len() } else { 0 };
            // Letters drawn twice, a little apart, are a way to make them bold.
            let is_again = last.right - run.left > run.size * 0.5
                && last
                    .cells
                    .last()
                    .is_some_and(|text| text.ends_with(&run.text));
            if !is_again {
                append(last, &run);
            }
            last.is_bold = bold * 2 > last.cells.iter().map(String::len).sum();
            continue;
        }
        bold = if run.is_bold { run.text.len() } else { 0 };
        pieces.push(Line {
            left: run.left,
            right: run.right,
            base: run.base,
            size: run.size,
            cells: vec![run.text],
            is_bold: run.is_bold,
            page,
            column: 0,
        });
    }
    pieces
}

fn append(line: &mut Line, run: &Run) {
    let Some(text) = line.cells.last_mut() else {
        return;
    };
    let (before, after) = (text.chars().next_back(), run.text.chars().next());
    let wide = before.is_some_and(is_wide) || after.is_some_and(is_wide);
    let gap = if wide { WORD * 2.0 } else { WORD };
    if run.left - line.right > run.size * gap && !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(&run.text);
    line.right = line.right.max(run.right);
    // The line is where its largest letters stand; what is raised or lowered goes with them.
    if run.size > line.size {
        (line.base, line.size) = (run.base, run.size);
    }
}

/// Pieces of a page as lines in reading order.
pub(super) fn order(pieces: Vec<Line>) -> Vec<Line> {
    let mut next = 1;
    columns(pieces, 0, &mut next)
}

fn columns(pieces: Vec<Line>, here: u8, next: &mut u8) -> Vec<Line> {
    let gutter = (*next < 8).then(|| gutter(&pieces)).flatten();
    let Some(gutter) = gutter else {
        return rows(pieces, here);
    };
    let (left, right) = (*next, *next + 1);
    *next += 2;
    let mut lines = Vec::with_capacity(pieces.len());
    let mut sides: (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    let mut across: Vec<Line> = Vec::new();
    for piece in pieces {
        if piece.left < gutter && piece.right > gutter {
            flush(&mut sides, (left, right), next, &mut lines);
            across.push(piece);
            continue;
        }
        lines.extend(rows(std::mem::take(&mut across), here));
        if piece.right <= gutter {
            sides.0.push(piece);
        } else {
            sides.1.push(piece);
        }
    }
    flush(&mut sides, (left, right), next, &mut lines);
    lines.extend(rows(across, here));
    lines
}

fn flush(
    sides: &mut (Vec<Line>, Vec<Line>),
    names: (u8, u8),
    next: &mut u8,
    lines: &mut Vec<Line>,
) {
    lines.extend(columns(std::mem::take(&mut sides.0), names.0, next));
    lines.extend(columns(std::mem::take(&mut sides.1), names.1, next));
}

/// Pieces of one column as its lines: those of a row together.
fn rows(pieces: Vec<Line>, column: u8) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        piece.column = column;
        match lines.last_mut() {
            Some(last)
                if (last.base - piece.base).abs() <= last.size * ROW
                    && last.right <= piece.left =>
            {
                let is_cell = piece.left - last.right > last.size.max(piece.size) * CELL;
                last.right = piece.right;
                last.is_bold &= piece.is_bold;
                if is_cell {
                    last.cells.append(&mut piece.cells);
                } else if let Some(text) = last.cells.last_mut() {
                    text.push(' ');
                    text.push_str(&piece.cells.concat());
                }
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// Where a gutter runs from top to foot between two sides of text that fill their columns.
fn gutter(pieces: &[Line]) -> Option<f32> {
    let left = pieces.iter().map(|piece| piece.left).reduce(f32::min)?;
    let right = pieces.iter().map(|piece| piece.right).reduce(f32::max)?;
    let span = right - left;
    // Where columns can begin: at the left of pieces that stand right of others.
    let mut edges: Vec<f32> = pieces.iter().map(|piece| piece.left - 0.5).collect();
    edges.retain(|edge| (span * 0.2..span * 0.8).contains(&(edge - left)));
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|one, two| (*one - *two).abs() < 1.0);
    let candidates = edges.iter().step_by(edges.len() / 64 + 1);
    let scored = candidates.filter_map(|&edge| score(pieces, edge).map(|score| (score, edge)));
    let (_, edge) = scored.max_by(|one, two| one.0.total_cmp(&two.0))?;
    Some(edge)
}

/// How well an edge parts the pieces; `None` where it parts no columns.
fn score(pieces: &[Line], edge: f32) -> Option<f32> {
    let crossing = pieces
        .iter()
        .filter(|piece| piece.left < edge && piece.right > edge)
        .count();
    let on_left: Vec<&Line> = pieces.iter().filter(|piece| piece.right <= edge).collect();
    let on_right: Vec<&Line> = pieces.iter().filter(|piece| piece.left >= edge).collect();
    let parted = on_left.len() + on_right.len();
    let enough = on_left.len() >= FEWEST && on_right.len() >= FEWEST && crossing * 2 <= parted;
    (enough && fills(&on_left) && fills(&on_right)).then_some(parted as f32 - crossing as f32 * 2.0)
}

/// Whether most pieces of a side reach over most of it, as lines of text do and cells do not.
fn fills(side: &[&Line]) -> bool {
    let left = side
        .iter()
        .map(|piece| piece.left)
        .reduce(f32::min)
        .unwrap_or(0.0);
    let right = side
        .iter()
        .map(|piece| piece.right)
        .reduce(f32::max)
        .unwrap_or(0.0);
    let size = side.first().map_or(10.0, |piece| piece.size);
    let wide = right - left >= size * 8.0;
    let full = side
        .iter()
        .filter(|piece| piece.right - piece.left >= (right - left) * 0.6);
    wide && full.count() * 2 >= side.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(left: f32, base: f32, text: &str) -> Run {
        Run {
            turn: 0,
            is_aslant: false,
            left,
            right: left + text.chars().count() as f32 * 5.0,
            base,
            size: 10.0,
            text: text.to_owned(),
            is_bold: false,
        }
    }

    fn read(runs: Vec<Run>) -> Vec<String> {
        let lines = order(pieces(runs, 0));
        lines.iter().map(|line| line.cells.join("|")).collect()
    }

    #[test]
    fn runs_of_a_row_become_a_line_with_its_spaces() {
        for (runs, line) in [
            (vec![run(0.0, 0.0, "vol"), run(18.0, 0.0, "is")], "vol is"),
            (
                vec![run(0.0, 0.0, "vol"), run(15.5, 0.0, "atile")],
                "volatile",
            ),
            (vec![run(18.0, 0.0, "is"), run(0.0, 0.0, "vol")], "vol is"),
            (vec![run(0.0, 0.0, "vol"), run(15.0, 3.0, "2")], "vol2"),
            (vec![run(0.0, 0.0, "bold"), run(0.3, 0.0, "bold")], "bold"),
            (
                vec![run(0.0, 0.0, "SPX"), run(60.0, 0.0, "6932")],
                "SPX|6932",
            ),
        ] {
            assert_eq!(read(runs), [line]);
        }
    }

    /// Two columns of lines that fill them.
    fn two_columns() -> Vec<Run> {
        let line = |side: char, at: u8| format!("{side}{at} is a line of this column");
        (0..6)
            .flat_map(|at| {
                let base = 700.0 - f32::from(at) * 12.0;
                [
                    run(50.0, base, &line('L', at)),
                    run(250.0, base, &line('R', at)),
                ]
            })
            .collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut runs = two_columns();
        runs.push(run(
            50.0,
            740.0,
            &"A title over both of the columns ".repeat(2),
        ));
        runs.push(run(150.0, 600.0, &"A foot across the gutter ".repeat(2)));
        let firsts: Vec<String> = read(runs)
            .iter()
            .map(|line| line.chars().take(2).collect())
            .collect();
        assert_eq!(
            firsts,
            [
                "A ", "L0", "L1", "L2", "L3", "L4", "L5", "R0", "R1", "R2", "R3", "R4", "R5", "A "
            ]
        );
    }

    #[test]
    fn tables_are_read_by_rows() {
        let runs = (0..8_u8).flat_map(|at| {
            let base = 700.0 - f32::from(at) * 12.0;
            [
                run(50.0, base, "SPX"),
                run(250.0, base, "1.2"),
                run(400.0, base, "up"),
            ]
        });
        assert_eq!(read(runs.collect()), vec!["SPX|1.2|up"; 8]);
    }

    #[test]
    fn no_run_is_lost() {
        let runs = two_columns();
        let count = runs.len();
        assert_eq!(read(runs).len(), count);
        assert!(read(Vec::new()).is_empty());
    }
}
