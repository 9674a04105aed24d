//! Lines in reading order to paragraphs, headings, list items and tables.
//!
//! A paragraph ends where the next line stands further below than lines do, is indented, is of
//! another size, or where its own last line stops short of its column. One that runs on into the
//! next column or page is put together again.

use std::collections::HashMap;

use crate::model::{Alignment, PassageKind};
use crate::text::width::width;

use super::super::draft::Draft;
use super::super::join::{Compounds, join};
use super::lines::Line;

/// Letters this much larger than those of the body make a heading.
const LARGER: f32 = 1.15;

/// Columns and lines that a heading has at most.
const HEADING_COLUMNS: usize = 140;
const HEADING_LINES: usize = 3;

/// Columns of a heading that is only bold.
const BOLD_COLUMNS: usize = 60;

const BULLETS: [&str; 10] = ["•", "●", "▪", "■", "◦", "○", "►", "➢", "·", "–"];

/// Writes lines as blocks.
pub(super) fn blocks(mut lines: Vec<Line>) -> Vec<Draft> {
    join_lone_rows(&mut lines);
    let page = Style::of(&lines);
    let compounds = Compounds::of(
        lines
            .iter()
            .flat_map(|line| &line.cells)
            .map(String::as_str),
    );
    let mut groups: Vec<Group> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if group.takes(&line, &page) => group.lines.push(line),
            _ => groups.push(Group { lines: vec![line] }),
        }
    }
    let drafts = groups
        .into_iter()
        .filter_map(|group| group.draft(&page, &compounds));
    drafts.collect()
}

/// Joins the cells of rows that no other row of as many stands beside: a wide gap makes no table.
fn join_lone_rows(lines: &mut [Line]) {
    let is_table = |pair: &[Line]| match pair {
        [one, two] => {
            one.cells.len() > 1 && one.cells.len() == two.cells.len() && is_below(one, two)
        }
        _ => false,
    };
    let below: Vec<bool> = lines.windows(2).map(is_table).collect();
    let above = std::iter::once(false).chain(below.iter().copied());
    let sides: Vec<bool> = above
        .zip(below.iter().copied().chain([false]))
        .map(|(above, below)| above || below)
        .collect();
    for (line, _) in lines
        .iter_mut()
        .zip(sides)
        .filter(|(_, is_table)| !is_table)
    {
        line.cells = vec![line.text()];
    }
}

/// What is usual in a document.
struct Style {
    /// The size of most letters.
    body: f32,
    /// From line to line, in parts of the size.
    leading: f32,
    /// Whether most letters are bold.
    is_bold: bool,
    /// The sizes of headings, the largest first.
    sizes: Vec<f32>,
    /// From left to right of each column of each page.
    columns: HashMap<(usize, u8), (f32, f32)>,
}

impl Style {
    fn of(lines: &[Line]) -> Self {
        let mut letters: HashMap<i32, usize> = HashMap::new();
        let (mut bold, mut all) = (0, 0);
        let mut columns: HashMap<(usize, u8), (f32, f32)> = HashMap::new();
        for line in lines {
            let count = line.cells.iter().map(|cell| width(cell)).sum::<usize>();
            *letters.entry(halves(line.size)).or_default() += count;
            all += count;
            bold += if line.is_bold { count } else { 0 };
            let extent = columns
                .entry((line.page, line.column))
                .or_insert((line.left, line.right));
            *extent = (extent.0.min(line.left), extent.1.max(line.right));
        }
        let most = letters.iter().max_by_key(|&(size, count)| (*count, -size));
        let body = most.map_or(10.0, |(&size, _)| size as f32 / 2.0);
        let mut sizes: Vec<f32> = letters.keys().map(|&size| size as f32 / 2.0).collect();
        sizes.retain(|&size| size >= body * LARGER);
        sizes.sort_by(|one, two| two.total_cmp(one));
        Self {
            body,
            leading: leading(lines, body),
            is_bold: bold * 2 > all,
            sizes,
            columns,
        }
    }

    fn extent(&self, line: &Line) -> (f32, f32) {
        let found = self.columns.get(&(line.page, line.column)).copied();
        found.unwrap_or((line.left, line.right))
    }

    /// Whether a line stops before the end of its column, by how much it must at least.
    fn is_short(&self, line: &Line, part: f32) -> bool {
        let (left, right) = self.extent(line);
        line.right < right - ((right - left) * part).max(line.size * 2.0)
    }
}

fn halves(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// The middle of the distances between lines of the body that follow each other.
fn leading(lines: &[Line], body: f32) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, two] if is_below(one, two) && halves(one.size) == halves(body) => {
                Some((one.base - two.base) / one.size.max(1.0))
            }
            _ => None,
        })
        .filter(|step| (0.8..3.0).contains(step))
        .collect();
    steps.sort_by(f32::total_cmp);
    // Gaps between paragraphs are the larger steps, so the middle of the lower half is taken.
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.3)
}

fn is_below(one: &Line, two: &Line) -> bool {
    one.page == two.page && one.column == two.column && one.base > two.base
}

/// Lines that belong together.
struct Group {
    lines: Vec<Line>,
}

impl Group {
    fn takes(&self, line: &Line, style: &Style) -> bool {
        let Some(last) = self.lines.last() else {
            return true;
        };
        if last.cells.len() > 1 || line.cells.len() > 1 {
            return is_below(last, line)
                && last.cells.len() == line.cells.len()
                && last.base - line.base <= last.size * style.leading * 2.0;
        }
        let same_size = (last.size / line.size).max(line.size / last.size) < 1.1;
        if !same_size
            || last.is_bold != line.is_bold && is_heading_like(last)
            || bullet(line).is_some()
        {
            return false;
        }
        let (left, _) = style.extent(line);
        let is_indented = line.left > left + line.size * 0.8;
        let ended = ends(&last.text());
        if !is_below(last, line) {
            let goes_on = !ended && !is_indented && !style.is_short(last, 0.15);
            return goes_on && (last.size - style.body).abs() < style.body * 0.1;
        }
        let is_near = last.base - line.base <= last.size * style.leading.max(1.0) * 1.35;
        // Below the first line of an item the others hang.
        let is_item = self.lines.len() == 1 && bullet(last).is_some();
        let begins = is_indented && !is_item && line.left > last.left + line.size * 0.8;
        // A heading or a verse is short without a stop, in large letters or in the middle.
        let is_over = style.is_short(last, 0.15) && (ended || style.is_short(last, 0.4));
        let is_large = last.size >= style.body * LARGER;
        is_near && !begins && (!is_over || is_large)
    }

    fn draft(self, style: &Style, compounds: &Compounds) -> Option<Draft> {
        let first = self.lines.first()?;
        if first.cells.len() > 1 && self.lines.len() > 1 {
            return Some(self.table());
        }
        let mut text = String::new();
        for line in &self.lines {
            join(&mut text, &line.text(), compounds);
        }
        let kind = self.kind(&text, style);
        if let (PassageKind::List { marker, .. }, true) = (&kind, kind != PassageKind::Prose) {
            text = text
                .trim_start_matches(marker.as_str())
                .trim_start()
                .to_owned();
        }
        let text = text.trim();
        (!text.is_empty()).then(|| Draft::plain(kind, text, None))
    }

    fn kind(&self, text: &str, style: &Style) -> PassageKind {
        let Some(first) = self.lines.first() else {
            return PassageKind::Prose;
        };
        if let Some(marker) = bullet(first) {
            return PassageKind::List {
                depth: 0,
                marker: marker.to_owned(),
            };
        }
        let columns = width(text);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let is_large = first.size >= style.body * LARGER
            && self.lines.len() <= HEADING_LINES
            && columns <= HEADING_COLUMNS;
        let is_bold = first.is_bold
            && !style.is_bold
            && self.lines.len() == 1
            && columns <= BOLD_COLUMNS
            && !ends(text);
        if letters < 2 || !(is_large || is_bold) {
            return PassageKind::Prose;
        }
        let place = style
            .sizes
            .iter()
            .position(|&size| halves(size) <= halves(first.size));
        let level = place.unwrap_or(style.sizes.len()) + 1;
        PassageKind::Heading(level.clamp(1, 6) as u8)
    }

    fn table(self) -> Draft {
        let columns = self.lines.first().map_or(1, |line| line.cells.len());
        let row = |line: &Line| line.cells.join("\t");
        let rows: Vec<String> = self.lines.iter().map(row).collect();
        let kind = PassageKind::Table(vec![Alignment::Left; columns]);
        Draft::plain(kind, &rows.join("\n"), None)
    }
}

fn is_heading_like(line: &Line) -> bool {
    line.is_bold && line.cells.iter().map(|cell| width(cell)).sum::<usize>() <= BOLD_COLUMNS
}

/// The mark of a list item before a line.
fn bullet(line: &Line) -> Option<&'static str> {
    let text = line.cells.first()?;
    let marked = BULLETS.iter().find(|mark| {
        text.strip_prefix(**mark).is_some_and(|rest| {
            rest.starts_with(char::is_whitespace) || **mark == "•" || **mark == "●"
        })
    });
    marked.copied().filter(|mark| text.len() > mark.len())
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', '」', '）', ')', ' '])
        .ends_with(['。', '！', '？', '；', '：', '.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of one column of 400 points, by left, base, size and text; as wide as their text
    /// unless it ends with `>`, which reaches the right.
    fn column(lines: &[(f32, f32, f32, &str)]) -> Vec<Line> {
        let line = |&(left, base, size, text): &(f32, f32, f32, &str)| {
            let bare = text.trim_end_matches('>');
            let is_full = bare.len() < text.len();
            Line {
                left,
                right: if is_full {
                    450.0
                } else {
                    left + width(bare) as f32 * 5.0
                },
                base,
                size,
                cells: bare.split('|').map(str::to_owned).collect(),
                is_bold: false,
                page: 0,
                column: 0,
            }
        };
        lines.iter().map(line).collect()
    }

    fn written(lines: &[(f32, f32, f32, &str)]) -> Vec<(&'static str, String)> {
        let drafts = blocks(column(lines)).into_iter();
        drafts
            .map(|draft| (draft.kind.name(), draft.text.content))
            .collect()
    }

    #[test]
    fn gaps_end_paragraphs() {
        let found = written(&[
            (50.0, 700.0, 10.0, "Vol control funds sell when>"),
            (50.0, 688.0, 10.0, "vol is up and they buy it>"),
            (50.0, 676.0, 10.0, "back."),
            (50.0, 652.0, 10.0, "The next one.>"),
            (50.0, 640.0, 10.0, "goes on."),
        ]);
        assert_eq!(
            found,
            [
                (
                    "prose",
                    "Vol control funds sell when vol is up and they buy it back.".into()
                ),
                ("prose", "The next one. goes on.".into()),
            ]
        );
    }

    #[test]
    fn indents_and_short_lines_end_paragraphs() {
        let found = written(&[
            (70.0, 700.0, 10.0, "波动率控制基金在波动率上升时>"),
            (50.0, 688.0, 10.0, "卖出股票。"),
            (70.0, 676.0, 10.0, "然后买回，并且在>"),
            (50.0, 664.0, 10.0, "很久以后。>"),
            (50.0, 652.0, 10.0, "不缩进的下一行"),
        ]);
        assert_eq!(
            found,
            [
                ("prose", "波动率控制基金在波动率上升时卖出股票。".into()),
                ("prose", "然后买回，并且在很久以后。不缩进的下一行".into()),
            ]
        );
    }

    #[test]
    fn large_letters_are_headings() {
        let found = written(&[
            (50.0, 740.0, 20.0, "A title over"),
            (50.0, 716.0, 20.0, "two lines"),
            (50.0, 690.0, 14.0, "Flows"),
            (
                50.0,
                670.0,
                10.0,
                "Body text that is long enough to be the most of it>",
            ),
            (50.0, 658.0, 10.0, "and goes on for a while until it ends.>"),
            (50.0, 640.0, 14.0, "Risks"),
            (50.0, 620.0, 10.0, "More text that is long enough."),
        ]);
        let kinds: Vec<_> = found
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect();
        assert_eq!(kinds[0], ("heading", "A title over two lines"));
        assert_eq!(kinds[1], ("heading", "Flows"));
        assert_eq!(kinds[3], ("heading", "Risks"));
    }

    #[test]
    fn bullets_and_tables_keep_their_shape() {
        let found = written(&[
            (50.0, 700.0, 10.0, "• sell the rip and then>"),
            (60.0, 688.0, 10.0, "wait"),
            (50.0, 676.0, 10.0, "• buy"),
            (50.0, 640.0, 10.0, "SPX|6932|up"),
            (50.0, 628.0, 10.0, "NDX|25600|down"),
        ]);
        assert_eq!(
            found,
            [
                ("list", "sell the rip and then wait".into()),
                ("list", "buy".into()),
                ("table", "SPX\t6932\tup\nNDX\t25600\tdown".into()),
            ]
        );
    }

    #[test]
    fn paragraphs_run_on_into_the_next_column_and_page() {
        let mut lines = column(&[
            (50.0, 700.0, 10.0, "This goes on and does not>"),
            (50.0, 688.0, 10.0, "end before the foot of vola->"),
        ]);
        let mut next = column(&[
            (50.0, 700.0, 10.0, "tility, but here."),
            (50.0, 670.0, 10.0, "New.>"),
        ]);
        for line in &mut next {
            line.page = 1;
        }
        lines.append(&mut next);
        let texts: Vec<_> = blocks(lines)
            .into_iter()
            .map(|draft| draft.text.content)
            .collect();
        assert_eq!(
            texts,
            [
                "This goes on and does not end before the foot of volatility, but here.",
                "New."
            ]
        );
    }

    #[test]
    fn no_letter_is_lost() {
        let lines = [
            (50.0, 700.0, 10.0, "a1"),
            (60.0, 699.0, 12.0, "b2|c3"),
            (0.0, 800.0, 4.0, "d4>"),
            (50.0, 650.0, 30.0, "• e5"),
            (50.0, 649.0, 30.0, "f6-"),
            (50.0, 620.0, 30.0, "g7"),
            (50.0, 610.0, 10.0, "•"),
            (50.0, 600.0, 10.0, "h8|i9"),
        ];
        let all: String = written(&lines).into_iter().map(|(_, text)| text).collect();
        for word in ["a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9"] {
            assert!(all.contains(word), "{word} of {all}");
        }
    }
}
