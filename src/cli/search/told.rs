//! An explained search as lines to print.

use crate::app::wording;
use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{
    AskedSpelling, AskedWords, Asks, Explained, ExplainedHit, Locale, QueryPart, ScorePart,
    StandsAs, Target, Term, WordForm,
};

/// Columns that each level stands further in.
const STEP: usize = 2;

/// What parts values on one line.
const BETWEEN: &str = " · ";

/// A line; where it is too long for its place, it goes on under its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// Columns before it.
    pub(super) indent: usize,
    /// What the text is, such as `score`; may be empty.
    pub(super) label: &'static str,
    /// How the text looks.
    pub(super) role: Role,
    /// What is told; empty for an empty line.
    pub(super) text: String,
}

/// The query as read, then every hit with its score.
pub(super) fn lines(explained: &Explained, locale: Locale) -> Vec<Told> {
    let mut lines = Lines {
        locale,
        lines: Vec::new(),
    };
    for part in &explained.parts {
        lines.part(part);
    }
    for (place, hit) in explained.hits.iter().enumerate() {
        lines.add(0, "", Role::Text, String::new());
        lines.hit(place + 1, hit);
    }
    lines.lines
}

struct Lines {
    locale: Locale,
    lines: Vec<Told>,
}

impl Lines {
    fn add(&mut self, indent: usize, label: &'static str, role: Role, text: String) {
        self.lines.push(Told {
            indent,
            label,
            role,
            text,
        });
    }

    fn labelled(&mut self, indent: usize, label: Term, text: String) {
        if !text.is_empty() {
            self.add(indent, label.get(self.locale), Role::Text, text);
        }
    }

    fn part(&mut self, part: &QueryPart) {
        let indent = part.depth * STEP;
        let notes = wording::notes(part.notes, self.locale);
        let asks = match &part.asks {
            Asks::Everything => wording::ASKS_EVERYTHING.get(self.locale).to_owned(),
            Asks::All => wording::ASKS_ALL.get(self.locale).to_owned(),
            Asks::Any => wording::ASKS_ANY.get(self.locale).to_owned(),
            Asks::Not => wording::ASKS_NOT.get(self.locale).to_owned(),
            Asks::Near(within) => format!("{} {within}", wording::ASKS_NEAR.get(self.locale)),
            Asks::Read => wording::ASKS_READ.get(self.locale).to_owned(),
            Asks::Words(words) => self.how(words),
            Asks::Value(value) => value.clone(),
            Asks::ValuesThatBegin(value) => format!("{value}*"),
            Asks::Days { from, to } => {
                let day = |day: &Option<jiff::civil::Date>| {
                    day.map_or_else(String::new, |day| day.to_string())
                };
                format!("date:{}..{}", day(from), day(to))
            }
        };
        self.add(indent, "", Role::Strong, format!("{asks}{BETWEEN}{notes}"));
        if let Asks::Words(words) = &part.asks {
            self.words(words, indent + STEP);
        }
    }

    /// `title:gamma, in any inflection`
    fn how(&self, words: &AskedWords) -> String {
        let field = words
            .field
            .map_or_else(String::new, |field| format!("{field}:"));
        let typed = &words.typed;
        let how = match (words.names.is_empty(), words.form) {
            (false, _) => UNDER_ANY_NAME,
            (true, WordForm::Exact) => wording::FORM_EXACT,
            // Chinese has one form.
            (true, WordForm::Inflected) if !typed.contains(is_latin) => wording::FORM_EXACT,
            (true, WordForm::Inflected) => wording::FORM_INFLECTED,
            (true, WordForm::Beginning) => wording::FORM_BEGINNING,
            (true, WordForm::Figure) => wording::FORM_FIGURE,
        };
        let comma = if self.locale == Locale::En {
            ", "
        } else {
            "，"
        };
        format!("{field}{typed}{comma}{}", how.get(self.locale))
    }

    fn words(&mut self, words: &AskedWords, indent: usize) {
        let names: Vec<String> = words.names.iter().map(named).collect();
        self.labelled(indent, NAMES, names.join(BETWEEN));
        if names.is_empty() {
            let terms = words.spellings.iter().map(|one| one.terms.join(" "));
            self.labelled(indent, TERMS, terms.collect::<Vec<_>>().join(BETWEEN));
        } else {
            let mut held: Vec<&AskedSpelling> =
                words.spellings.iter().filter(|one| one.notes > 0).collect();
            held.sort_by_key(|one| std::cmp::Reverse(one.notes));
            let told = held.iter().map(|one| spelled(one, &words.typed));
            self.labelled(indent, HELD_AS, told.collect::<Vec<_>>().join(BETWEEN));
            let others = words.spellings.iter().filter(|one| one.notes == 0);
            let others: Vec<&str> = others.map(|one| shown(one, &words.typed)).collect();
            self.labelled(indent, IN_NO_NOTE, others.join(BETWEEN));
        }
        self.labelled(indent, wording::RANKED_BY, words.cut.join(BETWEEN));
    }

    fn hit(&mut self, place: usize, hit: &ExplainedHit) {
        let date = hit
            .note
            .date
            .map_or_else(String::new, |date| format!("  {date}"));
        let heading = format!("{place}. {}{date}  {}", hit.note.title, hit.note.id);
        self.add(0, "", Role::Heading, heading);
        self.labelled(STEP, SCORE, figure(hit.score));
        for of_words in hit.parts.chunk_by(|one, next| one.words == next.words) {
            let parts = of_words.iter().map(|part| self.share(part));
            let parts = parts.collect::<Vec<_>>().join(BETWEEN);
            let words = of_words.first().map_or("", |part| part.words.as_str());
            let text = if words.is_empty() {
                parts
            } else {
                format!("{words}: {parts}")
            };
            self.add(2 * STEP, "", Role::Text, text);
        }
        let stands = hit.stands.iter().map(|one| self.stands(one));
        let stands = stands.collect::<Vec<_>>().join(BETWEEN);
        self.labelled(STEP, FOUND_AS, stands);
        if let Some(place) = &hit.place {
            let pieces = place.snippet.iter().map(|piece| piece.text.as_str());
            let text = format!("{}  {}", place.passage + 1, pieces.collect::<String>());
            self.labelled(STEP, PASSAGE, text);
        }
    }

    fn share(&self, part: &ScorePart) -> String {
        let by = wording::of_share(part.by);
        format!("{} {}", by.get(self.locale), figure(part.score))
    }

    /// `做空伽马 (title, labels)`
    fn stands(&self, one: &StandsAs) -> String {
        let fields = [
            (one.in_title, wording::SCORED_TITLE),
            (one.in_labels, wording::SCORED_LABELS),
        ];
        let fields = fields.iter().filter(|(is_in, _)| *is_in);
        let fields: Vec<&str> = fields.map(|(_, field)| field.get(self.locale)).collect();
        if fields.is_empty() {
            return one.written.clone();
        }
        format!("{} ({})", one.written, fields.join(", "))
    }
}

/// `short-gamma (concept)`, as it is asked for.
fn named(target: &Target) -> String {
    match target {
        Target::Concept(id) => format!("concept:{id}"),
        Target::Instrument(id) => format!("ticker:{id}"),
    }
}

/// A spelling with how many notes hold it, and its languages: `做空伽马 zh-Hans 12`.
fn spelled(spelling: &AskedSpelling, typed: &str) -> String {
    format!("{} {}", shown(spelling, typed), spelling.notes)
}

/// As typed where it is the typed one, else as its first language writes it.
fn shown<'a>(spelling: &'a AskedSpelling, typed: &'a str) -> &'a str {
    let mut written = spelling.written.iter().map(|(_, name)| name.as_str());
    let first = written.clone().next().unwrap_or(typed);
    written.find(|name| *name == typed).unwrap_or(first)
}

fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic()
}

fn figure(score: f32) -> String {
    grouped(f64::from(score), 2, Sign::Negative)
}

const UNDER_ANY_NAME: Term = Term::new("under any of its names", "及其所有名称", "及其所有名稱");
const NAMES: Term = Term::new("names", "指", "指");
const TERMS: Term = Term::new("terms", "词元", "詞元");
const HELD_AS: Term = Term::new("written", "写作", "寫作");
const IN_NO_NOTE: Term = Term::new("in no note", "库中未见", "庫中未見");
const SCORE: Term = Term::new("score", "得分", "得分");
const FOUND_AS: Term = Term::new("found as", "匹配", "符合");
const PASSAGE: Term = Term::new("passage", "段落", "段落");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ConceptId, Language, NoteSummary, Place, ScoredBy, Side, Snippet};

    fn short_gamma() -> AskedWords {
        let spelling = |language, written: &str, notes| AskedSpelling {
            written: vec![(Some(language), written.to_owned())],
            terms: vec!["x".to_owned()],
            notes,
        };
        AskedWords {
            typed: "short gamma".to_owned(),
            field: None,
            form: WordForm::Inflected,
            names: vec![Target::Concept(ConceptId::from("short-gamma"))],
            spellings: vec![
                spelling(Language::En, "short gamma", 4),
                spelling(Language::Hans, "做空伽马", 12),
                spelling(Language::Hant, "空頭Gamma", 0),
            ],
            cut: Vec::new(),
        }
    }

    fn explained() -> Explained {
        let part = |depth, asks, notes| QueryPart { depth, asks, notes };
        let share = |words: &str, by, score| ScorePart {
            words: words.to_owned(),
            by,
            score,
        };
        Explained {
            query: "short gamma title:hedg* -tag:x".to_owned(),
            parts: vec![
                part(0, Asks::All, 3),
                part(1, Asks::Words(short_gamma()), 15),
                part(
                    1,
                    Asks::Words(AskedWords {
                        typed: "hedg".to_owned(),
                        field: Some("title"),
                        form: WordForm::Beginning,
                        names: Vec::new(),
                        spellings: vec![AskedSpelling {
                            written: vec![(None, "hedg".to_owned())],
                            terms: vec!["hedg*".to_owned()],
                            notes: 5,
                        }],
                        cut: Vec::new(),
                    }),
                    5,
                ),
                part(1, Asks::Not, 9),
                part(2, Asks::Value("tag:x".to_owned()), 1),
            ],
            hits: vec![ExplainedHit {
                note: NoteSummary {
                    title: "尾盘".to_owned(),
                    date: Some(jiff::civil::date(2026, 2, 5)),
                    ..NoteSummary::default()
                },
                score: 1_004.5,
                parts: vec![
                    share("short gamma", ScoredBy::Typed, 1_000.0),
                    share("short gamma", ScoredBy::Text, 4.25),
                    share("", ScoredBy::Rest, 0.25),
                ],
                stands: vec![StandsAs {
                    typed: "short gamma".to_owned(),
                    written: "做空伽马".to_owned(),
                    in_title: true,
                    in_labels: false,
                }],
                place: Some(Place {
                    passage: 2,
                    side: Side::Zh,
                    snippet: vec![Snippet {
                        text: "做市商".to_owned(),
                        matched: false,
                    }],
                }),
            }],
        }
    }

    fn told(locale: Locale) -> Vec<String> {
        let lines = lines(&explained(), locale).into_iter();
        let line = |told: Told| {
            let label = if told.label.is_empty() {
                String::new()
            } else {
                format!("{}  ", told.label)
            };
            format!("{}{label}{}", " ".repeat(told.indent), told.text)
        };
        lines.map(line).collect()
    }

    #[test]
    fn a_query_and_its_hits_are_lines() {
        let id = NoteSummary::default().id;
        let heading = format!("1. 尾盘  2026-02-05  {id}");
        let expected = [
            "all of these · 3 notes",
            "  short gamma, under any of its names · 15 notes",
            "    names  concept:short-gamma",
            "    written  做空伽马 12 · short gamma 4",
            "    in no note  空頭Gamma",
            "  title:hedg, what begins so · 5 notes",
            "    terms  hedg*",
            "  not this · 9 notes",
            "    tag:x · 1 note",
            "",
            &heading,
            "  score  1,004.50",
            "    short gamma: stands as typed 1,000.00 · text 4.25",
            "    recent 0.25",
            "  found as  做空伽马 (title)",
            "  passage  3  做市商",
        ];
        assert_eq!(told(Locale::En), expected);
    }

    #[test]
    fn it_is_told_in_the_readers_language() {
        let hans = told(Locale::Hans);
        assert_eq!(hans[1], "  short gamma，及其所有名称 · 15 篇");
        assert_eq!(hans[14], "  匹配  做空伽马 (标题)");
        assert_eq!(told(Locale::Hant)[13], "    時間較新 0.25");
    }

    #[test]
    fn every_way_to_ask_has_a_line() {
        let of = |asks| {
            let explained = Explained {
                parts: vec![QueryPart {
                    depth: 0,
                    asks,
                    notes: 1,
                }],
                ..Explained::default()
            };
            lines(&explained, Locale::En).remove(0).text
        };
        let day = Some(jiff::civil::date(2026, 1, 2));
        for (asks, expected) in [
            (Asks::Everything, "every note"),
            (Asks::Any, "any of these"),
            (Asks::Near(5), "near each other, words between: at most 5"),
            (Asks::ValuesThatBegin("tag:go".to_owned()), "tag:go*"),
            (
                Asks::Days {
                    from: day,
                    to: None,
                },
                "date:2026-01-02..",
            ),
        ] {
            assert_eq!(of(asks), format!("{expected} · 1 note"));
        }
    }
}
