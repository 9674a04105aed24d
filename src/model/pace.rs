//! How long a note takes to read, passage by passage.
//!
//! 400 Han characters or 230 English words a minute, as in [`super::NoteSummary`]. The second
//! language of a passage repeats the first, so that where both are shown the longer one counts.

use super::Side;

/// Milliseconds for a Han character: 400 a minute.
const CHARACTER: u64 = 60_000 / 400;

/// Milliseconds for an English word: 230 a minute.
const WORD: u64 = 60_000 / 230;

/// Milliseconds up to the end of each passage, for each way of reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pace {
    zh: Vec<u64>,
    en: Vec<u64>,
    both: Vec<u64>,
}

/// Which of the languages are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Languages {
    /// Both, the longer of which counts.
    #[default]
    Both,
    /// One; the other only in passages that lack it.
    One(Side),
}

impl Pace {
    /// From the Han characters of the Chinese and the words of the English text of each passage.
    #[must_use]
    pub fn new(passages: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut pace = Self::default();
        let (mut zh, mut en, mut both) = (0, 0, 0);
        for (characters, words) in passages {
            let chinese = characters as u64 * CHARACTER;
            let english = words as u64 * WORD;
            zh += if chinese > 0 { chinese } else { english };
            en += if english > 0 { english } else { chinese };
            both += chinese.max(english);
            pace.zh.push(zh);
            pace.en.push(en);
            pace.both.push(both);
        }
        pace
    }

    /// How much of the note is read at a place: from 0 to 1; 1 where there is nothing to read.
    ///
    /// The place is a passage and how much of that is read, from 0 to 1.
    #[must_use]
    pub fn share(&self, place: (usize, f64), languages: Languages) -> f64 {
        match self.total(languages) {
            0 => 1.0,
            total => (self.read(place, languages) / total as f64).clamp(0.0, 1.0),
        }
    }

    /// Whole minutes that are left at a place, begun ones counted.
    #[must_use]
    pub fn minutes_left(&self, place: (usize, f64), languages: Languages) -> u32 {
        let left = self.total(languages) as f64 - self.read(place, languages);
        (left.max(0.0) / 60_000.0).ceil() as u32
    }

    /// Seconds that one passage takes.
    #[must_use]
    pub fn seconds(&self, passage: usize) -> f64 {
        let ends = self.ends(Languages::Both);
        let end = ends.get(passage).copied().unwrap_or_default();
        let start = passage.checked_sub(1).and_then(|before| ends.get(before));
        end.saturating_sub(start.copied().unwrap_or_default()) as f64 / 1_000.0
    }

    fn total(&self, languages: Languages) -> u64 {
        self.ends(languages).last().copied().unwrap_or(0)
    }

    fn read(&self, (passage, part): (usize, f64), languages: Languages) -> f64 {
        let ends = self.ends(languages);
        let Some(&end) = ends.get(passage) else {
            return self.total(languages) as f64;
        };
        let before = passage.checked_sub(1).and_then(|before| ends.get(before));
        let before = before.copied().unwrap_or(0);
        before as f64 + (end - before) as f64 * part.clamp(0.0, 1.0)
    }

    fn ends(&self, languages: Languages) -> &[u64] {
        match languages {
            Languages::Both => &self.both,
            Languages::One(Side::Zh) => &self.zh,
            Languages::One(Side::En) => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heading, a bilingual passage of two minutes, one in English only, one without words.
    fn pace() -> Pace {
        Pace::new([(0, 0), (800, 230), (0, 460), (0, 0)])
    }

    #[test]
    fn time_is_counted_by_the_languages_that_are_read() {
        for (languages, total) in [
            (Languages::Both, 4),
            (Languages::One(Side::Zh), 4),
            (Languages::One(Side::En), 3),
        ] {
            assert_eq!(
                pace().minutes_left((0, 0.0), languages),
                total,
                "{languages:?}"
            );
            assert_eq!(pace().minutes_left((3, 1.0), languages), 0, "{languages:?}");
        }
    }

    #[test]
    fn a_share_grows_from_nothing_to_all() {
        let pace = pace();
        let shares: Vec<f64> = [(0, 0.0), (1, 0.0), (1, 0.5), (2, 0.0), (2, 1.0), (9, 0.0)]
            .map(|place| (pace.share(place, Languages::Both) * 100.0).round())
            .to_vec();
        assert_eq!(shares, [0.0, 0.0, 25.0, 50.0, 100.0, 100.0]);
        assert_eq!(
            Pace::default().share((0, 0.0), Languages::Both).to_bits(),
            1.0_f64.to_bits()
        );
        assert_eq!(Pace::default().minutes_left((0, 0.0), Languages::Both), 0);
    }

    #[test]
    fn a_passage_takes_its_own_time() {
        let seconds: Vec<u64> = (0..5).map(|at| pace().seconds(at).round() as u64).collect();
        assert_eq!(seconds, [0, 120, 120, 0, 0]);
    }
}
