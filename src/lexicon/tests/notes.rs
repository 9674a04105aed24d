//! Mentions in notes, as the screens ask for them.

use crate::model::{Language, MetadataValue, Passage, Side, Text};

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
fn a_name_that_needs_context_has_it_from_a_note_that_names_it_elsewhere() {
    let passages = |second: &str| {
        let note = note(vec![
            passage(PassageKind::Prose, "苹果很甜", ""),
            passage(PassageKind::Prose, second, ""),
        ]);
        let mentions = lexicon().mentions(&note);
        mentions.iter().map(|one| one.passage).collect::<Vec<_>>()
    };
    assert_eq!(passages("苹果股价"), [0, 1]);
    assert_eq!(passages("AAPL"), [0, 1]);
    assert_eq!(
        passages("股价跌了"),
        [0; 0],
        "words of context elsewhere are too little"
    );
}

#[test]
fn a_listed_house_settles_a_name_of_several() {
    let list = |name: &str| {
        let mut note = note(vec![passage(PassageKind::Prose, "信达说得对", "")]);
        let value = MetadataValue::List(vec![MetadataValue::Text(name.to_owned())]);
        note.metadata.other = vec![("companies_orgs".to_owned(), value)];
        note
    };
    for (listed, id, doubtful) in [
        ("信达证券", "601059.SH", false),
        ("信达地产", "600657.SH", false),
        ("信达", "601059.SH", true),
        ("别家", "601059.SH", true),
    ] {
        let lexicon = Lexicon::from_yaml("", HOUSES).unwrap();
        let mentions = lexicon.mentions(&list(listed));
        let found: Vec<_> = mentions
            .iter()
            .map(|one| (one.target.id(), one.doubtful))
            .collect();
        assert_eq!(found, [(id, doubtful)], "{listed}");
    }
}

#[test]
fn a_name_of_several_is_settled_by_its_text_and_then_by_the_note() {
    let lexicon = Lexicon::from_yaml("", HOUSES).unwrap();
    for (first, second, expected) in [
        ("信达的券商业务", "", ("601059.SH", false)),
        ("信达的楼盘", "", ("600657.SH", false)),
        ("信达信达", "", ("601059.SH", true)),
        ("信达有楼盘，也是券商", "", ("601059.SH", true)),
        ("信达有楼盘和土地，也是券商", "", ("600657.SH", false)),
        ("信达", "信达地产停牌", ("600657.SH", false)),
        ("信达", "楼盘卖完", ("600657.SH", false)),
        ("信达", "楼盘卖完，券商大涨", ("601059.SH", true)),
        ("信达是券商", "信达地产停牌", ("601059.SH", false)),
    ] {
        let note = note(vec![
            passage(PassageKind::Prose, first, ""),
            passage(PassageKind::Prose, second, ""),
        ]);
        let mentions = lexicon.mentions(&note);
        let found = mentions.iter().find(|one| one.passage == 0).unwrap();
        assert_eq!(
            (found.target.id(), found.doubtful),
            expected,
            "{first} | {second}"
        );
    }
    let sure = lexicon.find("信达");
    assert!(
        sure.is_empty(),
        "what is in doubt by itself is not found in a text alone"
    );
    assert_eq!(lexicon.resolve("信达").len(), 2);
}

#[test]
fn tickers_in_a_row_are_tickers_and_so_are_those_beside_their_words() {
    let lexicon = Lexicon::from_yaml("", HOUSES).unwrap();
    for (text, expected) in [
        ("NVDA, SO and SEE", "NVDA SO SEE"),
        ("SEE, NVDA", "SEE NVDA"),
        ("SO, NVDA fell", "SO NVDA"),
        ("SEE NVDA", "NVDA"),
        ("SO be it", ""),
        ("SO and utilities", "SO"),
        ("NVDA. SEE it", "NVDA"),
    ] {
        let found = lexicon.find(text);
        let ids: Vec<&str> = found.iter().map(|(target, _)| target.id()).collect();
        assert_eq!(ids.join(" "), expected, "{text}");
    }
}

const HOUSES: &str = "
- {id: 601059.SH, class: equity, en: [Cinda Securities], zh_hans: [信达证券], zh_hant: [信達證券],
   shared: [信达], near: [券商, 投行]}
- {id: 600657.SH, class: equity, en: [Cinda Real Estate], zh_hans: [信达地产], zh_hant: [信達地產],
   shared: [信达], near: [楼盘, 土地]}
- {id: NVDA, class: equity, en: [Nvidia], zh_hans: [英伟达], zh_hant: [輝達]}
- {id: SO, class: equity, en: [Southern Company], zh_hans: [南方电力], zh_hant: [南方電力], needs_sign: true, near: [utilities]}
- {id: SEE, class: equity, en: [Sealed Air], zh_hans: [希悦尔], zh_hant: [希悅爾], needs_sign: true}
";

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

#[test]
fn a_short_form_counts_where_the_note_uses_it_beside_its_words_again_and_again() {
    let concepts = "
- {id: market-maker, en: [market maker], zh_hans: [做市商], zh_hant: [造市商], short: [dealers],
   near: [gamma], definition: {en: One., zh_hans: 一。, zh_hant: 一。}}
";
    let lexicon = Lexicon::from_yaml(concepts, "").unwrap();
    let times = |used: usize| {
        let mut passages = vec![passage(PassageKind::Heading(2), "", "Dealers, briefly")];
        let beside = passage(PassageKind::Prose, "", "dealers have gamma");
        passages.extend(vec![beside; used]);
        lexicon.mentions(&note(passages)).len()
    };
    assert_eq!([times(0), times(1), times(2)], [0, 1, 3]);
}

#[test]
fn a_short_form_of_two_is_the_one_whose_words_stand_beside_it() {
    let concepts = "
- {id: usts, en: [Treasuries], zh_hans: [美债], zh_hant: [美債], short: [国债], near: [美国, 美元],
   definition: {en: One., zh_hans: 一。, zh_hant: 一。}}
- {id: jgbs, en: [JGBs], zh_hans: [日债], zh_hant: [日債], short: [国债], near: [日本, 日元],
   definition: {en: One., zh_hans: 一。, zh_hant: 一。}}
";
    let lexicon = Lexicon::from_yaml(concepts, "").unwrap();
    let named = |text: &str| {
        let note = note(vec![passage(PassageKind::Prose, text, "")]);
        let mentions = lexicon.mentions(&note);
        let one = mentions.first();
        one.map(|one| (one.target.id().to_owned(), one.doubtful))
    };
    for (text, expected) in [
        ("国债", None),
        ("美国的国债", Some(("usts", false))),
        ("日本用日元买国债，不用美元", Some(("jgbs", false))),
        ("美国和日本的国债", Some(("usts", true))),
    ] {
        let expected = expected.map(|(id, doubtful)| (id.to_owned(), doubtful));
        assert_eq!(named(text), expected, "{text}");
    }
}
