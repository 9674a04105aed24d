//! Why a search found what it found: how the query was read, and what the chosen hit's score is
//! made of.

use jiff::civil::Date;

use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording;
use crate::config::theme::Role;
use crate::model::{
    AskedWords, Asks, Explained, ExplainedHit, Locale, QueryPart, ScoredBy, Term, WordForm,
};

/// Columns that a part stands in from the part it belongs to.
const INDENT: u16 = 2;

/// An answer explained, once that was done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Why {
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    explained: Option<Explained>,
    locale: Option<Locale>,
}

impl Why {
    /// Takes what was awaited.
    pub fn take(&mut self, explained: Explained) {
        self.explained = Some(explained);
        self.locale = None;
    }

    /// Whether there is something to show.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.explained.is_some()
    }

    /// Lays it out where its width, its language or what it says has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    fn page(&self, width: u16, locale: Locale) -> Page {
        let mut page = Page::new(width);
        page.row().put(wording::WHY.get(locale), Role::Accent);
        let Some(explained) = &self.explained else {
            page.paragraph(wording::COMPUTING.get(locale), Role::Muted, 0);
            return page;
        };
        page.paragraph(&explained.query, Role::Text, 0);
        page.blank(1);
        for part in &explained.parts {
            put_part(&mut page, part, locale);
        }
        for hit in &explained.hits {
            page.blank(1);
            put_hit(&mut page, hit, locale);
        }
        page
    }
}

/// What a part asks for and how many notes it finds; below it its spellings.
fn put_part(page: &mut Page, part: &QueryPart, locale: Locale) {
    let indent = u16::try_from(part.depth).unwrap_or(u16::MAX).min(8) * INDENT;
    let mut row = page.row();
    row.put_right(&wording::notes(part.notes, locale), Role::Muted);
    row.skip(indent);
    let said = |term: Term| term.get(locale).to_owned();
    match &part.asks {
        Asks::Everything => row.put(&said(wording::ASKS_EVERYTHING), Role::Muted),
        Asks::All => row.put(&said(wording::ASKS_ALL), Role::Muted),
        Asks::Any => row.put(&said(wording::ASKS_ANY), Role::Muted),
        Asks::Not => row.put(&said(wording::ASKS_NOT), Role::Muted),
        Asks::Near(within) => {
            let near = format!("{} {within}", said(wording::ASKS_NEAR));
            row.put(&near, Role::Muted)
        }
        Asks::Read => row.put(&said(wording::ASKS_READ), Role::Muted),
        Asks::Value(value) => row.put(value, Role::Text),
        Asks::ValuesThatBegin(value) => row.put(&format!("{value}*"), Role::Text),
        Asks::Days { from, to } => {
            let day =
                |day: &Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
            row.put(&format!("{} – {}", day(from), day(to)), Role::Text)
        }
        Asks::Words(words) => {
            row.put(&words.typed, Role::Strong);
            row.put(&manner(words, locale), Role::Muted)
        }
    };
    if let Asks::Words(words) = &part.asks {
        put_spellings(page, words, indent + INDENT, locale);
    }
}

/// Where and how words are looked for, and what they name: ` (title, exact) concept:short-gamma`.
fn manner(words: &AskedWords, locale: Locale) -> String {
    let form = match words.form {
        WordForm::Exact => wording::FORM_EXACT,
        WordForm::Inflected => wording::FORM_INFLECTED,
        WordForm::Beginning => wording::FORM_BEGINNING,
        WordForm::Figure => wording::FORM_FIGURE,
    };
    let field = words.field.into_iter().map(str::to_owned);
    let manner: Vec<String> = field.chain([form.get(locale).to_owned()]).collect();
    let mut told = format!("  ({})", manner.join(", "));
    for target in &words.names {
        told.push(' ');
        told.push_str(target.id());
    }
    told
}

/// The spellings of a name that notes hold, how many no note holds, and the words that rank.
fn put_spellings(page: &mut Page, words: &AskedWords, indent: u16, locale: Locale) {
    let several = words.spellings.iter().filter(|_| words.spellings.len() > 1);
    let (held, unheld): (Vec<_>, Vec<_>) = several.partition(|spelling| spelling.notes > 0);
    for spelling in held {
        let written = spelling.written.iter().map(|(_, name)| name.as_str());
        let written: Vec<&str> = written.collect();
        let written = if written.is_empty() {
            words.typed.clone()
        } else {
            written.join(" · ")
        };
        let mut row = page.row();
        row.put_right(&wording::notes(spelling.notes, locale), Role::Muted);
        row.skip(indent).put("= ", Role::Muted);
        row.put(&written, Role::Text).skip(2);
        row.put(&spelling.terms.join(" "), Role::Muted);
    }
    if !unheld.is_empty() {
        let mut row = page.row();
        row.put_right(&wording::notes(0, locale), Role::Muted);
        row.skip(indent)
            .put(&wording::and_more(unheld.len(), locale), Role::Muted);
    }
    if !words.cut.is_empty() {
        let cut = format!(
            "{} {}",
            wording::RANKED_BY.get(locale),
            words.cut.join(" · ")
        );
        page.paragraph(&cut, Role::Muted, indent);
    }
}

/// The note, its score, and the shares that add up to it.
fn put_hit(page: &mut Page, hit: &ExplainedHit, locale: Locale) {
    let mut row = page.row();
    row.put_right(&score(hit.score), Role::Text);
    row.put(&hit.note.title, Role::Heading);
    for part in &hit.parts {
        let mut row = page.row();
        row.put_right(&score(part.score), Role::Muted);
        row.skip(INDENT)
            .put(wording::of_share(part.by).get(locale), Role::Text);
        row.skip(2).put(&part.words, Role::Muted);
    }
    for stands in &hit.stands {
        let mut row = page.row();
        row.skip(INDENT).put(&stands.typed, Role::Muted);
        row.put(" → ", Role::Accent);
        row.put(&stands.written, Role::Strong);
        let places = [
            (stands.in_title, ScoredBy::Title),
            (stands.in_labels, ScoredBy::Labels),
        ];
        for (_, place) in places.into_iter().filter(|(is_there, _)| *is_there) {
            row.skip(2)
                .put(wording::of_share(place).get(locale), Role::Muted);
        }
    }
}

fn score(score: f32) -> String {
    format!("{score:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AskedSpelling, NoteSummary, ScorePart, StandsAs, Target};

    fn explained() -> Explained {
        let spelling = |written: &str, notes| AskedSpelling {
            written: vec![(None, written.to_owned())],
            terms: vec![format!("~{written}")],
            notes,
        };
        let words = AskedWords {
            typed: "QT".to_owned(),
            field: None,
            form: WordForm::Inflected,
            names: vec![Target::Concept("quantitative-tightening".into())],
            spellings: vec![
                spelling("QT", 1),
                spelling("量化紧缩", 3),
                spelling("缩表", 0),
            ],
            cut: vec!["缩表".to_owned()],
        };
        let part = |depth, asks, notes| QueryPart { depth, asks, notes };
        Explained {
            query: "QT -gold".to_owned(),
            parts: vec![
                part(0, Asks::All, 4),
                part(1, Asks::Words(words), 5),
                part(1, Asks::Not, 9),
                part(2, Asks::Value("tag:gold".to_owned()), 1),
            ],
            hits: vec![ExplainedHit {
                note: NoteSummary {
                    title: "A note".to_owned(),
                    ..NoteSummary::default()
                },
                score: 3.5,
                parts: vec![ScorePart {
                    words: "QT".to_owned(),
                    by: ScoredBy::Title,
                    score: 2.25,
                }],
                stands: vec![StandsAs {
                    typed: "QT".to_owned(),
                    written: "量化紧缩".to_owned(),
                    in_title: true,
                    in_labels: false,
                }],
                place: None,
            }],
        }
    }

    fn rows(why: &mut Why, width: u16) -> Vec<String> {
        why.lay_out(width, Locale::En);
        let rows = why.page.rows().iter();
        rows.map(|row| {
            let mut placed: Vec<_> = row.iter().collect();
            placed.sort_by_key(|one| one.x);
            let words: Vec<&str> = placed.iter().map(|one| one.text.trim()).collect();
            words.join(" ")
        })
        .collect()
    }

    #[test]
    fn it_says_how_the_query_was_read_and_what_a_score_is_made_of() {
        let mut why = Why::default();
        assert_eq!(rows(&mut why, 60).len(), 2, "awaited");
        why.take(explained());
        assert_eq!(
            rows(&mut why, 60)[1..],
            [
                "QT -gold",
                "",
                "all of these 4 notes",
                "QT (any inflection) quantitative-tightening 5 notes",
                "= QT ~QT 1 note",
                "= 量化紧缩 ~量化紧缩 3 notes",
                "and 1 more 0 notes",
                "ranked by 缩表",
                "not this 9 notes",
                "tag:gold 1 note",
                "",
                "A note 3.50",
                "title QT 2.25",
                "QT → 量化紧缩 title",
            ]
        );
    }

    #[test]
    fn every_width_has_room_for_something() {
        for width in 1..60 {
            let mut why = Why::default();
            why.take(explained());
            assert!(!rows(&mut why, width).is_empty());
        }
    }
}
