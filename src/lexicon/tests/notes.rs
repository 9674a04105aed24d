//! Mentions in notes, as the screens ask for them.

use crate::model::{Language, Passage, Side, Text};

use super::super::fixture::lexicon;
use super::*;

fn passage(kind: PassageKind, zh: &str, en: &str) -> Passage {
    let text =
        |language, content: &str| (!content.is_empty()).then(|| Text::plain(language, content));
    Passage {
        zh: text(Language::Hans, zh),
        en: text(Language::En, en),
        ..Passage::new(kind)
    }
}

fn note(passages: Vec<Passage>) -> Note {
    Note {
        passages,
        ..Note::default()
    }
}

#[test]
fn mentions_stand_in_the_order_of_reading() {
    let note = note(vec![
        passage(PassageKind::Heading(2), "标普500", ""),
        passage(
            PassageKind::Prose,
            "做空伽马，英伟达",
            "Nvidia and short gamma",
        ),
    ]);
    let mentions = lexicon().mentions(&note);
    let seen: Vec<(usize, Side, &str)> = mentions
        .iter()
        .map(|mention| (mention.passage, mention.side, mention.target.id()))
        .collect();
    assert_eq!(
        seen,
        [
            (0, Side::Zh, "SPX"),
            (1, Side::Zh, "short-gamma"),
            (1, Side::Zh, "NVDA"),
            (1, Side::En, "NVDA"),
            (1, Side::En, "short-gamma"),
        ]
    );
}

#[test]
fn the_range_of_a_mention_is_in_its_own_text() {
    let note = note(vec![passage(PassageKind::Prose, "昨天 輝達大漲", "")]);
    let mentions = lexicon().mentions(&note);
    let text = note.passages[0].zh.as_ref().unwrap();
    assert_eq!(&text.content[mentions[0].range.clone()], "輝達");
}

#[test]
fn code_images_and_rules_name_nothing() {
    for kind in [
        PassageKind::Code(None),
        PassageKind::Image("NVDA.png".to_owned()),
        PassageKind::Rule,
    ] {
        let note = note(vec![passage(kind, "", "NVDA short gamma")]);
        assert!(lexicon().mentions(&note).is_empty());
    }
}

#[test]
fn context_reaches_no_further_than_its_passage() {
    let note = note(vec![
        passage(PassageKind::Prose, "苹果很甜", ""),
        passage(PassageKind::Prose, "苹果股价", ""),
    ]);
    let passages: Vec<usize> = lexicon()
        .mentions(&note)
        .iter()
        .map(|m| m.passage)
        .collect();
    assert_eq!(passages, [1]);
}

#[test]
fn names_and_places_are_looked_up_by_target() {
    let lexicon = lexicon();
    let concept = Target::Concept("vol-control".into());
    let instrument = Target::Instrument("SPX".into());
    assert_eq!(lexicon.names(&concept).unwrap().en[0], "vol control");
    assert_eq!(lexicon.names(&instrument).unwrap().zh_hans[0], "标普500");
    assert!(lexicon.names(&Target::Concept("SPX".into())).is_none());
    assert!(lexicon.concept("Vol-Control").is_none());
    assert!(lexicon.instrument("spx").is_none());
}
