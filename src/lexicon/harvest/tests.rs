use super::super::OwnTable;
use super::super::fixture::{CONCEPTS, INSTRUMENTS, lexicon};
use super::*;
use crate::model::{Language, MetadataValue, Passage, Text};

fn definition(text: &str) -> Passage {
    Passage {
        zh: Some(Text::plain(Language::Hans, text)),
        ..Passage::new(PassageKind::Definition(String::new()))
    }
}

fn prose(text: &str) -> Passage {
    Passage {
        zh: Some(Text::plain(Language::Hans, text)),
        ..Passage::new(PassageKind::Prose)
    }
}

fn listing(names: &[&str]) -> Note {
    let values = names
        .iter()
        .map(|name| MetadataValue::Text((*name).to_owned()));
    let mut note = Note::default();
    note.metadata.other = vec![(
        "companies_orgs".to_owned(),
        MetadataValue::List(values.collect()),
    )];
    note
}

fn note(passages: Vec<Passage>) -> Note {
    Note {
        passages,
        ..Note::default()
    }
}

fn offered(notes: &[Note]) -> Vec<Offer> {
    let lexicon = lexicon();
    let mut harvest = Harvest::new(&lexicon);
    for (at, note) in notes.iter().enumerate() {
        harvest.read(Path::new(&format!("{at}.md")), note);
    }
    harvest.offers()
}

fn ids(offers: &[Offer]) -> Vec<&str> {
    offers.iter().map(|offer| offer.id.as_str()).collect()
}

#[test]
fn a_glossary_line_is_offered_from_one_note() {
    let offers = offered(&[note(vec![
        prose("前言"),
        definition("三明治交易（sandwich trade）：两头买、中间卖。"),
    ])]);
    assert_eq!(ids(&offers), ["sandwich-trade"]);
    assert_eq!(offers[0].names, ["sandwich trade", "三明治交易"]);
    assert_eq!(offers[0].definition.as_deref(), Some("两头买、中间卖。"));
    assert_eq!((offers[0].notes, offers[0].passage), (1, Some(1)));
}

#[test]
fn brackets_and_lists_are_offered_when_they_come_back() {
    let pair = |before: &str| {
        note(vec![prose(&format!(
            "{before}三明治交易（sandwich trade）散场"
        ))])
    };
    assert!(offered(&[pair("他说")]).is_empty());
    let offers = offered(&[pair("他说"), pair("又是")]);
    assert_eq!(offers[0].names, ["sandwich trade", "三明治交易"]);
    assert!(offered(&[listing(&["Bridgewater"])]).is_empty());
    let offers = offered(&[listing(&["Bridgewater"]), listing(&["Bridgewater"])]);
    assert_eq!(ids(&offers), ["bridgewater"]);
    assert_eq!(
        (offers[0].origin, offers[0].passage),
        (Origin::FrontMatter, None)
    );
}

#[test]
fn what_the_lexicon_knows_is_left_out_and_half_known_is_told() {
    let known = note(vec![definition("负伽马（short gamma）：越跌越卖。")]);
    assert!(offered(&[known]).is_empty());
    let half = note(vec![definition("控波基金（vol control）：按波动率调仓。")]);
    let offers = offered(&[half]);
    assert_eq!(ids(&offers), ["vol-control"]);
    assert_eq!(
        offers[0].standing,
        Standing::Known {
            name: "vol control".to_owned(),
            target: Target::Concept("vol-control".into()),
        }
    );
}

#[test]
fn offers_of_most_notes_come_first_and_are_a_sound_table() {
    let two = listing(&["Bridgewater", "D. E. Shaw", "No", "某机构"]);
    let notes = [
        two.clone(),
        two,
        listing(&["某机构"]),
        note(vec![definition(
            "压舱石（ballast）：组合里最稳的一块: 国债。",
        )]),
        note(vec![definition("控波基金（vol control）：按波动率调仓。")]),
    ];
    let offers = offered(&notes);
    assert_eq!(offers[0].id, "某机构");
    assert!(offers.is_sorted_by(|a, b| a.notes >= b.notes));
    let table = OwnTable {
        name: "own.yaml".to_owned(),
        text: yaml(&offers),
    };
    let (lexicon, problems) = Lexicon::made(CONCEPTS, INSTRUMENTS, &[table]).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(lexicon.own().len(), offers.len());
}
