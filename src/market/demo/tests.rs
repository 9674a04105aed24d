//! The market as a reader of it sees it.

use super::*;

#[test]
#[ignore = "a report to read, not a check"]
fn dump() {
    use std::fmt::Write as _;
    let begun = std::time::Instant::now();
    let all = generate(SEED);
    eprintln!("{} series in {:?}", all.len(), begun.elapsed());
    let mut text = String::new();
    for series in &all {
        for bar in series.bars() {
            writeln!(
                text,
                "{},{},{},{},{},{},{}",
                series.id(),
                bar.date,
                bar.open.unwrap_or(f64::NAN),
                bar.high.unwrap_or(f64::NAN),
                bar.low.unwrap_or(f64::NAN),
                bar.close,
                bar.volume.unwrap_or(f64::NAN)
            )
            .unwrap();
        }
    }
    std::fs::write(std::env::var("DUMP").unwrap(), text).unwrap();
}
