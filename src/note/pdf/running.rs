//! The lines that stand on page after page: heads, feet and page numbers.

use std::collections::{HashMap, HashSet};

use super::lines::Line;

/// Rows from the top and from the foot of a page that can be such lines.
const ROWS: usize = 2;

/// Lines of different pages this far apart, in points, stand at the same place.
const PLACE: f32 = 6.0;

/// Takes out the lines that pages repeat at their top or foot, figures apart; gives them.
///
/// Of two pages both must have a line, of more at least three or half of them.
pub(super) fn take(pages: &mut [Vec<Line>]) -> Vec<String> {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    for page in pages.iter() {
        let keys: HashSet<(String, i32)> =
            edges(page).into_iter().map(|at| key(page, at)).collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let needed = (pages.len() / 2).clamp(2, 3);
    let mut taken = Vec::new();
    for page in pages {
        let gone: HashSet<usize> = edges(page)
            .into_iter()
            .filter(|&at| {
                counts
                    .get(&key(page, at))
                    .is_some_and(|&count| count >= needed)
            })
            .collect();
        if gone.len() == page.len() {
            continue;
        }
        let mut at = 0;
        page.retain(|line| {
            at += 1;
            let is_gone = gone.contains(&(at - 1));
            if is_gone {
                taken.push(line.text());
            }
            !is_gone
        });
    }
    taken
}

/// The pieces in the first and the last rows of a page.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut bases: Vec<f32> = page.iter().map(|line| line.base).collect();
    bases.dedup_by(|below, above| (*above - *below).abs() < PLACE / 2.0);
    let top = bases.get(ROWS.min(bases.len()).saturating_sub(1)).copied();
    let foot = bases.get(bases.len().saturating_sub(ROWS)).copied();
    let (Some(top), Some(foot)) = (top, foot) else {
        return Vec::new();
    };
    let all = page.iter().enumerate();
    all.filter(|(_, line)| line.base >= top || line.base <= foot)
        .map(|(at, _)| at)
        .collect()
}

/// A line with its figures masked, and about where it stands.
fn key(page: &[Line], at: usize) -> (String, i32) {
    let Some(line) = page.get(at) else {
        return (String::new(), 0);
    };
    let mut masked = String::new();
    for c in line.text().chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !masked.ends_with('#') {
            masked.push(c);
        }
    }
    (masked, (line.base / PLACE).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f32, &str)]) -> Vec<Line> {
        let line = |&(base, text): &(f32, &str)| Line {
            left: 0.0,
            right: 100.0,
            base,
            size: 10.0,
            cells: vec![text.to_owned()],
            is_bold: false,
            page: 0,
            column: 0,
        };
        lines.iter().map(line).collect()
    }

    fn left(mut pages: Vec<Vec<Line>>) -> (Vec<String>, usize) {
        let taken = take(&mut pages).len();
        let lines = pages.concat();
        (lines.iter().map(Line::text).collect(), taken)
    }

    #[test]
    fn heads_feet_and_page_numbers_are_taken_out() {
        let pages = (1..=4).map(|at| {
            let (foot, body) = (
                format!("Page {at} of 4"),
                format!("body {}", "x".repeat(at)),
            );
            page(&[
                (780.0, "Desk notes"),
                (700.0, &body),
                (690.0, &body),
                (680.0, &body),
                (20.0, &foot),
            ])
        });
        let (lines, taken) = left(pages.collect());
        assert_eq!(taken, 8);
        assert_eq!(lines.len(), 12);
        assert!(lines.iter().all(|line| line.starts_with("body")));
    }

    #[test]
    fn what_stands_once_or_elsewhere_is_kept() {
        let once = vec![
            page(&[(780.0, "Title"), (700.0, "a")]),
            page(&[(780.0, "Other"), (700.0, "b")]),
        ];
        assert_eq!(left(once).1, 0);
        let moved = vec![
            page(&[(780.0, "Same"), (700.0, "a")]),
            page(&[(740.0, "Same"), (650.0, "b")]),
        ];
        assert_eq!(left(moved).1, 0);
        assert_eq!(left(vec![page(&[(780.0, "1")])]).1, 0);
    }

    #[test]
    fn a_page_is_never_emptied() {
        let pages = vec![page(&[(780.0, "Same")]), page(&[(780.0, "Same")])];
        assert_eq!(left(pages), (vec!["Same".to_owned(), "Same".to_owned()], 0));
    }
}
