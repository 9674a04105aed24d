//! Pieces of speech to paragraphs.

use crate::model::{PassageKind, Timestamp};
use crate::text::script::is_han;
use crate::text::width::width;

use super::super::draft::Draft;
use super::super::inline::Finished;
use super::super::join::{Compounds, join};
use super::turns::Piece;

/// Silences, in milliseconds, and lengths, in columns, at which a paragraph ends.
struct Measure {
    /// Ends it behind a sentence.
    pause: u32,
    /// Ends it anywhere.
    silence: u32,
    /// From this length on a breath is enough.
    fair: usize,
    breath: u32,
    /// From this length on it ends at the next place there is.
    long: usize,
    /// It grows no longer than this, stop or not.
    longest: usize,
}

/// For captions with stops.
const STOPPED: Measure = Measure {
    pause: 2_000,
    silence: 8_000,
    fair: 400,
    breath: 700,
    long: 560,
    longest: 1_600,
};

/// For captions without: a sentence may end at the end of any of them.
const UNSTOPPED: Measure = Measure {
    pause: 2_000,
    silence: 2_000,
    fair: 160,
    breath: 500,
    long: 320,
    longest: 320,
};

/// Captions that a stop must stand in at least one of, for stops to count.
const CAPTIONS_A_STOP: usize = 10;

/// Writes pieces as paragraphs, each with the time and the name at which it begins.
pub(super) fn paragraphs(pieces: &[Piece]) -> Vec<Draft> {
    let stops = |piece: &Piece| {
        let sentences = sentences(&piece.text);
        sentences.into_iter().filter(|text| ends(text)).count()
    };
    let stops: usize = pieces.iter().map(stops).sum();
    let measure = if stops * CAPTIONS_A_STOP >= pieces.len() {
        &STOPPED
    } else {
        &UNSTOPPED
    };
    let all = pieces
        .iter()
        .flat_map(|piece| [piece.text.as_str(), &piece.other]);
    let mut flow = Flow {
        compounds: Compounds::of(all),
        ..Flow::new(measure)
    };
    for piece in pieces {
        flow.take(piece);
    }
    flow.finish()
}

struct Flow<'a> {
    measure: &'a Measure,
    compounds: Compounds,
    here: Piece,
    columns: usize,
    /// Who speaks, until another one does.
    speaker: Option<String>,
    done: Vec<Draft>,
}

impl<'a> Flow<'a> {
    fn new(measure: &'a Measure) -> Self {
        Self {
            measure,
            compounds: Compounds::default(),
            here: Piece::default(),
            columns: 0,
            speaker: None,
            done: Vec::new(),
        }
    }

    fn take(&mut self, piece: &Piece) {
        if piece.is_turn {
            let is_same = piece.speaker.is_some() && piece.speaker == self.speaker;
            if !is_same {
                self.end();
            }
            self.speaker.clone_from(&piece.speaker);
        }
        // Only whole captions go with their translations.
        if !piece.other.is_empty() {
            self.add(piece, piece.pause, &piece.text);
            return;
        }
        for (at, sentence) in sentences(&piece.text).into_iter().enumerate() {
            self.add(piece, if at == 0 { piece.pause } else { 0 }, sentence);
        }
    }

    fn add(&mut self, piece: &Piece, pause: u32, text: &str) {
        if self.ends_before(pause) {
            self.end();
        }
        if self.columns == 0 {
            self.here.start = piece.start;
            self.here.line = piece.line;
            self.here.speaker.clone_from(&self.speaker);
        }
        if self.measure.long == self.measure.longest && has_seam(&self.here.text, text) {
            self.here.text.push(' ');
        }
        self.columns += width(text).max(width(&piece.other)) + 1;
        join(&mut self.here.text, text, &self.compounds);
        join(&mut self.here.other, &piece.other, &self.compounds);
    }

    fn ends_before(&self, pause: u32) -> bool {
        let measure = self.measure;
        let last = if self.here.text.is_empty() {
            &self.here.other
        } else {
            &self.here.text
        };
        let ended = ends(last) || measure.long == measure.longest;
        self.columns > 0
            && (pause >= measure.silence
                || self.columns >= measure.longest
                || (ended
                    && (pause >= measure.pause
                        || self.columns >= measure.long
                        || (self.columns >= measure.fair && pause >= measure.breath))))
    }

    fn end(&mut self) {
        let piece = std::mem::take(&mut self.here);
        self.columns = 0;
        let (text, other) = if piece.text.is_empty() {
            (piece.other, String::new())
        } else {
            (piece.text, piece.other)
        };
        if text.is_empty() {
            return;
        }
        let content = |content: String| Finished {
            content,
            spans: Vec::new(),
        };
        self.done.push(Draft {
            speaker: piece.speaker,
            time: piece.start.map(|millis| Timestamp(millis / 1_000)),
            translation: (!other.is_empty()).then(|| content(other)),
            ..Draft::new(PassageKind::Prose, content(text), Some(piece.line))
        });
    }

    fn finish(mut self) -> Vec<Draft> {
        self.end();
        self.done
    }
}

/// Whether a caption of Chinese without stops would run into the next: both are characters.
fn has_seam(above: &str, text: &str) -> bool {
    above.ends_with(is_han) && text.starts_with(is_han)
}

/// Whether a text ends with a sentence, in brackets or not.
fn ends(text: &str) -> bool {
    text.trim_end_matches(is_closing)
        .ends_with(['。', '！', '？', '.', '!', '?', '…'])
}

const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '\'' | '」' | '』' | '）' | ')' | '》' | ' '
    )
}

/// A text cut behind each of its sentences.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((_, c)) = characters.next() {
        if !matches!(c, '。' | '！' | '？' | '.' | '!' | '?') {
            continue;
        }
        let stop = |c: char| is_closing(c) || matches!(c, '。' | '！' | '？' | '.' | '!' | '?');
        while characters
            .next_if(|&(_, next)| stop(next) && next != ' ')
            .is_some()
        {}
        let next = characters.peek().copied();
        let narrow = matches!(c, '.' | '!' | '?');
        // A point inside a figure or an address ends nothing.
        if narrow && next.is_some_and(|(_, next)| next.is_ascii_graphic()) {
            continue;
        }
        let end = next.map_or(text.len(), |(at, _)| at);
        found.extend(text.get(from..end).map(str::trim));
        from = end;
    }
    let rest = text.get(from..).unwrap_or_default().trim();
    found.extend((!rest.is_empty()).then_some(rest));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start: u32, pause: u32, text: &str) -> Piece {
        Piece {
            start: Some(start),
            pause,
            text: text.to_owned(),
            ..Piece::default()
        }
    }

    fn written(pieces: &[Piece]) -> Vec<(Option<u32>, String)> {
        let drafts = paragraphs(pieces).into_iter();
        drafts
            .map(|draft| (draft.time.map(|Timestamp(at)| at), draft.text.content))
            .collect()
    }

    #[test]
    fn sentences_are_cut_behind_their_stops() {
        for (text, expected) in [
            ("一。二！三", vec!["一。", "二！", "三"]),
            ("One. Two? Three", vec!["One.", "Two?", "Three"]),
            ("SPX at 6932.5 now", vec!["SPX at 6932.5 now"]),
            ("他说：“卖。”然后", vec!["他说：“卖。”", "然后"]),
            ("Wait... what?!", vec!["Wait...", "what?!"]),
            ("", vec![]),
        ] {
            assert_eq!(sentences(text), expected);
        }
    }

    #[test]
    fn captions_become_sentences_and_paragraphs() {
        let found = written(&[
            piece(0, 0, "Vol control funds sell when"),
            piece(2_000, 0, "realised vol is up. And then"),
            piece(4_000, 0, "they buy it back."),
            piece(9_000, 3_000, "So much for that."),
        ]);
        assert_eq!(
            found,
            [
                (
                    Some(0),
                    "Vol control funds sell when realised vol is up. And then they buy it back."
                        .into()
                ),
                (Some(9), "So much for that.".into()),
            ]
        );
    }

    #[test]
    fn a_pause_inside_a_sentence_does_not_break_it() {
        let found = written(&[
            piece(0, 0, "买入。"),
            piece(1_000, 0, "波动率"),
            piece(5_000, 3_000, "走高。"),
        ]);
        assert_eq!(found, [(Some(0), "买入。波动率走高。".into())]);
    }

    #[test]
    fn chinese_without_stops_is_cut_by_pause_and_length() {
        let line = "今天我们来聊聊波动率目标基金";
        let steady: Vec<Piece> = (0..60).map(|at| piece(at * 2_000, 0, line)).collect();
        let found = written(&steady);
        assert!((4..=8).contains(&found.len()), "{}", found.len());
        assert!(found.iter().all(|(_, text)| width(text) <= 360));
        let paused: Vec<Piece> = (0..9)
            .map(|at| piece(at * 2_000, if at % 3 == 0 { 2_500 } else { 0 }, line))
            .collect();
        let found = written(&paused);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].1, [line; 3].join(" "));
    }

    #[test]
    fn long_speech_is_cut_at_a_sentence_and_timed_there() {
        let pieces: Vec<Piece> = (0..40)
            .map(|at| {
                piece(
                    at * 3_000,
                    0,
                    "The desk saw selling into the close today. It",
                )
            })
            .collect();
        let found = written(&pieces);
        assert!(found.len() >= 3);
        for (at, text) in found.iter().rev().skip(1) {
            assert!(text.ends_with("today."), "{at:?} {text}");
        }
    }

    #[test]
    fn another_speaker_begins_another_paragraph() {
        let turn = |name: &str, text: &str| Piece {
            speaker: Some(name.to_owned()),
            is_turn: true,
            text: text.to_owned(),
            ..Piece::default()
        };
        let drafts = paragraphs(&[
            turn("Ann", "Is it up?"),
            piece(1, 0, "I think so."),
            turn("Bob", "It is."),
            turn("Bob", "Really."),
        ]);
        let found: Vec<_> = drafts
            .iter()
            .map(|draft| (draft.speaker.as_deref(), draft.text.content.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (Some("Ann"), "Is it up? I think so."),
                (Some("Bob"), "It is. Really.")
            ]
        );
    }

    #[test]
    fn translations_go_with_their_paragraphs() {
        let both = |pause, text: &str, other: &str| Piece {
            other: other.to_owned(),
            ..piece(0, pause, text)
        };
        let drafts = paragraphs(&[
            both(0, "波动率走高。", "Vol is up."),
            both(0, "卖出。", "Sell."),
            both(3_000, "完。", "Done."),
        ]);
        let found: Vec<_> = drafts
            .iter()
            .map(|draft| {
                let other = draft
                    .translation
                    .as_ref()
                    .map(|other| other.content.as_str());
                (draft.text.content.as_str(), other)
            })
            .collect();
        assert_eq!(
            found,
            [
                ("波动率走高。卖出。", Some("Vol is up. Sell.")),
                ("完。", Some("Done."))
            ]
        );
    }
}
