use super::*;
use crate::model::{Language, Text};

mod gold;
mod notes;
mod sentences;
mod tables;

#[test]
fn another_table_has_another_fingerprint() {
    let carry = "- {id: carry, en: [carry], zh_hans: [套息], zh_hant: [套息], \
                 definition: {en: x, zh_hans: x, zh_hant: x}}";
    let made = |concepts| Lexicon::from_yaml(concepts, "").unwrap().fingerprint();
    assert_eq!(made(carry), made(carry));
    assert_ne!(made(carry), made(""));
    let built_in = Lexicon::built_in().unwrap();
    assert_eq!(built_in.fingerprint(), Lexicon::built_in_fingerprint());
}

#[test]
fn the_halves_of_a_long_note_are_numbered_as_one() {
    let lexicon = Lexicon::built_in().unwrap();
    let text = "short gamma and NVDA. ".repeat(200);
    let passage = Passage {
        en: Some(Text::plain(Language::En, text)),
        ..Passage::new(PassageKind::Prose)
    };
    let note = Note {
        passages: vec![passage.clone(); 31],
        ..Note::default()
    };
    let alone = Note {
        passages: vec![passage],
        ..Note::default()
    };
    let mentions = lexicon.mentions(&note);
    assert_eq!(mentions.len(), 31 * lexicon.mentions(&alone).len());
    assert!(mentions.is_sorted_by_key(|mention| mention.passage));
    assert_eq!(mentions.last().map(|mention| mention.passage), Some(30));
}
