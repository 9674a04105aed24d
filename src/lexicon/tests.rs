use super::*;

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
