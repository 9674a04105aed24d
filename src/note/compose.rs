//! Drafts to passages: languages, speakers, pairs, heading paths.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::{
    Diagnostic, DiagnosticKind, Emphasis, Language, Passage, PassageKind, Side, Span, Terms, Text,
};
use crate::text::fold::folded;
use crate::text::sanitise::sanitise;
use crate::text::script::{english_words, han_characters, is_mixed, language};

use super::draft::{Draft, Drafts};
use super::inline::Finished;
use super::measure::without_links;
use super::unit::{Unit, hang_remarks, lay_remarks};
use super::{desk, folds, glossary, speaker, stamp, voice};

/// Chinese texts shorter than this often hold no character that tells the scripts apart.
const TELLING: usize = 16;

/// A document as passages, and what its pairs say of how it was made.
pub(super) struct Composed {
    /// The title given, else the first heading as it stands first; empty where there is none.
    pub title: String,
    pub passages: Vec<Passage>,
    pub diagnostics: Vec<Diagnostic>,
    /// Originals in `<details>` that found their passages.
    pub originals: usize,
    /// Whether paragraphs are followed by their translations.
    pub is_desk_note: bool,
}

/// Puts a document together. A title that is not given is taken from the headings, and a heading
/// that only repeats the title is left out.
pub(super) fn compose(mut drafts: Drafts, title: &str, terms: &dyn Terms) -> Composed {
    stamp::take(&mut drafts);
    let Drafts {
        mut blocks,
        mut folds,
        diagnostics,
        aside: _,
    } = drafts;
    take_bullets(&mut blocks);
    let mut blocks = voice::take(blocks, &mut folds);
    speaker::take(&mut blocks);
    let (languages, main) = languages(&blocks);
    let (units, originals) = folds::resolve(blocks, &folds, &languages, main);
    let (units, is_desk_note) = desk::pair(hang_remarks(units), terms);
    let mut units = lay_remarks(units);
    glossary::take(&mut units);
    let own_title = || first_heading(&units).map(|text| sanitise(text).0.into_owned());
    let is_given = !title.is_empty();
    let title = if is_given {
        title.to_owned()
    } else {
        own_title().unwrap_or_default()
    };
    // A title taken from the heading of a section leaves the section its heading.
    let is_double =
        |unit: &Unit| repeats(unit, &title) && (is_given || unit.kind == PassageKind::Heading(1));
    if units.len() > 1 && units.first().is_some_and(is_double) {
        units.remove(0);
    }
    let mut composed = Composed {
        passages: Vec::with_capacity(units.len()),
        diagnostics,
        originals,
        is_desk_note,
        title,
    };
    let mut hidden = 0;
    let mut path = HeadingPath::default();
    for unit in units {
        composed
            .passages
            .push(passage(unit, &mut path, &mut hidden));
    }
    if hidden > 0 {
        composed.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::ControlCharacters { count: hidden },
            line: None,
        });
    }
    composed
}

/// The first heading of the first level, else a heading that opens the document; of its two
/// languages the one that stands first.
fn first_heading(units: &[Unit]) -> Option<&str> {
    let top = units
        .iter()
        .find(|unit| unit.kind == PassageKind::Heading(1));
    let opening = units.iter().find(|unit| unit.kind != PassageKind::Rule);
    top.or_else(|| opening.filter(|unit| matches!(unit.kind, PassageKind::Heading(_))))
        .map(|unit| unit.text.content.as_str())
}

/// Whether a heading says the title and nothing else: no translation, no link.
fn repeats(unit: &Unit, title: &str) -> bool {
    let is_link = |span: &Span| matches!(span.emphasis, Emphasis::Link(_));
    let bare = |text: &str| {
        let text = folded(text);
        text.split_whitespace().collect::<String>()
    };
    matches!(unit.kind, PassageKind::Heading(_))
        && unit.other.is_none()
        && !unit.text.spans.iter().any(is_link)
        && bare(&unit.text.content) == bare(title)
}

/// Makes items of the paragraphs that begin with `o `, as word processors export their bullets.
fn take_bullets(blocks: &mut [Draft]) {
    let is_bullet = |block: &&mut Draft| {
        let mut characters = block.text.content.chars();
        block.kind == PassageKind::Prose
            && characters.next() == Some('o')
            && characters.next() == Some(' ')
            && characters.next().is_some_and(|c| !c.is_lowercase())
    };
    let found: Vec<&mut Draft> = blocks.iter_mut().filter(is_bullet).collect();
    if found.len() < 2 {
        return;
    }
    for block in found {
        block.text.cut_front(2);
        block.kind = PassageKind::List {
            depth: 0,
            marker: String::from("•"),
        };
    }
}

/// The language of each block, `None` where it has no letters, and the document's own.
fn languages(blocks: &[Draft]) -> (Vec<Option<Language>>, Language) {
    let mut found: Vec<Option<Language>> = Vec::with_capacity(blocks.len());
    let (mut hans, mut hant, mut english) = (0, 0, 0);
    for block in blocks {
        let content = &block.text.content;
        let one = match block.kind {
            // A file's name is in no language.
            PassageKind::Image(_) if han_characters(content) == 0 => None,
            // Code is in the language of its words.
            PassageKind::Code(_) => language(content),
            _ => {
                let content = without_links(content);
                if is_mixed(&content) {
                    Some(Language::Mixed)
                } else {
                    language(&content)
                }
            }
        };
        match one {
            Some(Language::Hans) => hans += han_characters(content),
            Some(Language::Hant) => hant += han_characters(content),
            Some(Language::En) => english += english_words(content),
            Some(Language::Mixed) | None => {}
        }
        found.push(one);
    }
    let chinese = if hant > hans {
        Language::Hant
    } else {
        Language::Hans
    };
    // A short text without a telling character is taken for Simplified.
    if chinese == Language::Hant {
        for (one, block) in found.iter_mut().zip(blocks) {
            let short = han_characters(&block.text.content) < TELLING;
            if *one == Some(Language::Hans) && short {
                *one = Some(Language::Hant);
            }
        }
    }
    let main = if hans + hant >= english {
        chinese
    } else {
        Language::En
    };
    (found, main)
}

fn passage(unit: Unit, path: &mut HeadingPath, hidden: &mut usize) -> Passage {
    let main = text(unit.language, unit.text, hidden);
    let other = unit
        .other
        .map(|(language, other)| text(language, other, hidden));
    let heading = match &unit.kind {
        PassageKind::Heading(level) => path.enter(*level, &main.content),
        _ => path.here(),
    };
    let has_text = !matches!(unit.kind, PassageKind::Rule);
    let mut passage = Passage {
        speaker: unit.speaker.map(|name| sanitise(&name).0.into()),
        time: unit.time,
        voice: unit.voice,
        heading,
        pair: unit.pair,
        ..Passage::new(unit.kind)
    };
    for text in has_text.then_some(main).into_iter().chain(other) {
        match text.language.side() {
            Side::Zh => passage.zh = Some(text),
            Side::En => passage.en = Some(text),
        }
    }
    passage
}

/// A finished text as the model has it. Character references can bring back the control
/// characters that the source has lost, so it is looked through once more.
fn text(language: Language, finished: Finished, hidden: &mut usize) -> Text {
    let (clean, count) = sanitise(&finished.content);
    let (content, spans) = if matches!(clean, Cow::Borrowed(_)) {
        (Arc::from(&*clean), finished.spans)
    } else {
        *hidden += count;
        let safe = sanitised_with_spans(finished);
        (Arc::from(safe.content), safe.spans)
    };
    Text {
        language,
        content,
        spans,
    }
}

/// Sanitises piece by piece between the ends of spans, which move with the longer marks.
fn sanitised_with_spans(finished: Finished) -> Finished {
    let ends = finished
        .spans
        .iter()
        .flat_map(|span| [span.range.start, span.range.end]);
    let mut cuts: Vec<usize> = ends.chain([finished.content.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut content = String::with_capacity(finished.content.len());
    let mut places = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for &cut in &cuts {
        let piece = finished.content.get(from..cut).unwrap_or_default();
        content.push_str(&sanitise(piece).0);
        places.push(content.len());
        from = cut;
    }
    let place = |at: usize| {
        let index = cuts.binary_search(&at).ok()?;
        places.get(index).copied()
    };
    let spans = finished.spans.into_iter().filter_map(|span| {
        let range = place(span.range.start)?..place(span.range.end)?;
        let emphasis = span.emphasis;
        Some(Span { range, emphasis })
    });
    Finished {
        spans: spans.collect(),
        content,
    }
}

/// The headings above the coming passage.
#[derive(Default)]
struct HeadingPath {
    levels: Vec<(u8, String)>,
    shared: Option<Arc<[String]>>,
}

impl HeadingPath {
    fn here(&mut self) -> Arc<[String]> {
        let levels = &self.levels;
        let path = self
            .shared
            .get_or_insert_with(|| levels.iter().map(|(_, text)| text.clone()).collect());
        Arc::clone(path)
    }

    /// Passes a heading; gives the path above it.
    fn enter(&mut self, level: u8, text: &str) -> Arc<[String]> {
        while self.levels.last().is_some_and(|(above, _)| *above >= level) {
            self.levels.pop();
        }
        self.shared = None;
        let above = self.here();
        self.levels.push((level, text.replace('\n', " ")));
        self.shared = None;
        above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(blocks: Vec<Draft>) -> Composed {
        let drafts = Drafts {
            blocks,
            ..Drafts::default()
        };
        compose(drafts, "", &())
    }

    fn prose(text: &str) -> Draft {
        Draft::plain(PassageKind::Prose, text, None)
    }

    #[test]
    fn bullets_of_word_processors_become_items() {
        let kinds = |texts: &[&str]| -> Vec<&'static str> {
            let blocks = texts.iter().map(|text| prose(text)).collect();
            let passages = composed(blocks).passages;
            passages.iter().map(|passage| passage.kind.name()).collect()
        };
        assert_eq!(kinds(&["o Buy", "o Sell"]), ["list", "list"]);
        assert_eq!(kinds(&["o Buy", "Sell"]), ["prose", "prose"]);
        assert_eq!(kinds(&["o clock", "o clock"]), ["prose", "prose"]);
    }

    #[test]
    fn short_chinese_takes_the_script_of_the_document() {
        let long = "造市商買進選擇權，殖利率曲線變陡，波動率控制基金減碼。";
        let found = composed(vec![prose(long), prose("走高")]);
        let second = found.passages[1].zh.as_ref().map(|text| text.language);
        assert_eq!(second, Some(Language::Hant));
    }

    #[test]
    fn heading_paths_leave_out_what_has_ended() {
        let mut path = HeadingPath::default();
        for (level, text, above) in [
            (2, "a", &[][..]),
            (3, "b", &["a"]),
            (3, "c", &["a"]),
            (1, "d", &[]),
            (3, "e", &["d"]),
        ] {
            assert_eq!(*path.enter(level, text), *above, "{text}");
        }
        assert_eq!(*path.here(), ["d", "e"]);
    }

    #[test]
    fn marks_for_control_characters_move_the_spans() {
        let finished = Finished {
            content: String::from("a\u{202e}bc"),
            spans: vec![Span {
                range: 4..5,
                emphasis: Emphasis::Strong,
            }],
        };
        let mut hidden = 0;
        let text = text(Language::En, finished, &mut hidden);
        assert_eq!(hidden, 1);
        assert_eq!(text.content.get(text.spans[0].range.clone()), Some("b"));
    }
}
