//! A value's place among its own past: `░░░░░●░░`, and its short course: `▂▃▅▇▆`.

use jiff::civil::Date;

/// A bar of `columns` with a dot at a percentile from 0 to 100.
pub(in crate::tui) fn percentile_bar(percentile: f64, columns: usize) -> String {
    let last = columns.saturating_sub(1);
    let at = (percentile.clamp(0.0, 100.0) / 100.0 * last as f64).round() as usize;
    (0..columns)
        .map(|column| if column == at { '●' } else { '░' })
        .collect()
}

/// The course of the last values of a history, as [`course`] draws it.
pub(in crate::tui) fn sparkline(history: &[(Date, f64)], columns: usize) -> String {
    let from = history.len().saturating_sub(columns);
    let shown = history.get(from..).unwrap_or_default();
    let values: Vec<f64> = shown.iter().map(|(_, value)| *value).collect();
    course(&values, columns)
}

/// The course of the last values as eighth blocks, one a column; empty under two values.
pub(in crate::tui) fn course(history: &[f64], columns: usize) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let from = history.len().saturating_sub(columns);
    let shown = history.get(from..).unwrap_or_default();
    if shown.len() < 2 {
        return String::new();
    }
    let low = shown.iter().copied().fold(f64::INFINITY, f64::min);
    let high = shown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = high - low;
    let block = |value: &f64| {
        let height = if span > 0.0 {
            ((value - low) / span * 7.0).round() as usize
        } else {
            3
        };
        BLOCKS.get(height).copied().unwrap_or('▁')
    };
    shown.iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dot_stands_at_its_share_of_the_bar() {
        assert_eq!(percentile_bar(0.0, 5), "●░░░░");
        assert_eq!(percentile_bar(50.0, 5), "░░●░░");
        assert_eq!(percentile_bar(100.0, 5), "░░░░●");
        assert_eq!(percentile_bar(120.0, 0), "");
    }

    #[test]
    fn a_course_spans_all_heights() {
        let course = |values: &[f64], columns| {
            let history: Vec<_> = values.iter().map(|value| (Date::MIN, *value)).collect();
            sparkline(&history, columns)
        };
        assert_eq!(course(&[0.0, 1.0, 2.0, 7.0], 3), "▁▂█");
        assert_eq!(course(&[5.0, 5.0], 10), "▄▄");
        assert_eq!(course(&[5.0], 10), "");
    }
}
