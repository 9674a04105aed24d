//! The directions in which the text of a page runs.
//!
//! A page is read in the direction of most of its letters, whatever its `Rotate` says: a table set
//! sideways is shown sideways, and read all the same. Text in other directions, such as a stamp
//! along the margin, comes after it. Text that runs aslant over straight text is a watermark.

use std::collections::HashMap;

use super::content::Run;
use super::lines::Line;

/// Directions by their turns, the usual one last: of equals the last is taken.
const TURNS: [i64; 4] = [270, 180, 90, 0];

/// The runs of a page by their directions.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Directions {
    /// Those of most letters.
    pub most: Vec<Run>,
    /// Those of each other direction.
    pub others: Vec<Vec<Run>>,
    /// Letters that run aslant and were left out.
    pub aslant: usize,
}

/// Parts the runs of a page by their directions.
pub(super) fn part(runs: Vec<Run>) -> Directions {
    let (aslant, mut straight): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.is_aslant);
    let mut parted = Directions::default();
    if letters(&aslant) > letters(&straight) {
        // A page that was scanned askew, say.
        straight.extend(aslant);
    } else {
        parted.aslant = letters(&aslant);
    }
    let mut groups: Vec<Vec<Run>> = TURNS.map(|_| Vec::new()).into();
    for run in straight {
        let at = TURNS.iter().position(|&turn| turn == run.turn);
        if let Some(group) = at.and_then(|at| groups.get_mut(at)) {
            group.push(run);
        }
    }
    let most = (0..groups.len()).max_by_key(|&at| groups.get(at).map_or(0, |group| letters(group)));
    parted.most = most.map(|at| groups.remove(at)).unwrap_or_default();
    groups.retain(|group| !group.is_empty());
    parted.others = groups;
    parted
}

/// Takes out the lines beside the text that stand on several pages; gives them.
pub(super) fn take_repeated(beside: &mut [Vec<Line>]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in beside.iter().flatten() {
        *counts.entry(line.text()).or_default() += 1;
    }
    let mut taken = Vec::new();
    for page in beside {
        page.retain(|line| {
            let text = line.text();
            let is_kept = counts.get(&text).is_none_or(|&count| count < 2);
            if !is_kept {
                taken.push(text);
            }
            is_kept
        });
    }
    taken
}

fn letters(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(turn: i64, is_aslant: bool, text: &str) -> Run {
        Run {
            turn,
            is_aslant,
            left: 0.0,
            right: 50.0,
            base: 0.0,
            size: 10.0,
            text: text.to_owned(),
            is_bold: false,
        }
    }

    fn texts(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn most_letters_say_which_way_a_page_runs() {
        let parted = part(vec![
            run(0, false, "ab"),
            run(90, false, "cdef"),
            run(270, false, "g"),
            run(90, false, "h"),
        ]);
        assert_eq!(texts(&parted.most), "cdefh");
        let mut others: Vec<_> = parted.others.iter().map(|runs| texts(runs)).collect();
        others.sort();
        assert_eq!(others, ["ab", "g"]);
        let equal = part(vec![run(90, false, "a"), run(0, false, "b")]);
        assert_eq!(texts(&equal.most), "b");
        assert_eq!(part(Vec::new()), Directions::default());
    }

    #[test]
    fn a_watermark_is_counted_and_a_page_askew_is_read() {
        let marked = part(vec![run(0, false, "a text"), run(0, true, "draft")]);
        assert_eq!((texts(&marked.most).as_str(), marked.aslant), ("a text", 5));
        let askew = part(vec![run(0, true, "a text"), run(0, false, "1")]);
        assert_eq!((texts(&askew.most).as_str(), askew.aslant), ("1a text", 0));
    }
}
