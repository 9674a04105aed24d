//! A value's place among its own past: `░░░░░●░░`, and its short course: `▂▃▅▇▆`.

/// A bar of `columns` with a dot at a percentile from 0 to 100.
pub(in crate::tui) fn percentile_bar(percentile: f64, columns: usize) -> String {
    let last = columns.saturating_sub(1);
    let at = (percentile.clamp(0.0, 100.0) / 100.0 * last as f64).round() as usize;
    (0..columns)
        .map(|column| if column == at { '●' } else { '░' })
        .collect()
}

/// The course of the last values as eighth blocks, one a column; empty under two values.
pub(in crate::tui) fn sparkline(values: &[f64], columns: usize) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let from = values.len().saturating_sub(columns);
    let shown = values.get(from..).unwrap_or_default();
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
        assert_eq!(sparkline(&[0.0, 1.0, 2.0, 7.0], 3), "▁▂█");
        assert_eq!(sparkline(&[5.0, 5.0], 10), "▄▄");
        assert_eq!(sparkline(&[5.0], 10), "");
    }
}
