//! The rules that the built-in tables keep.

use super::*;

#[test]
fn the_tables_load() {
    let lexicon = Lexicon::built_in();
    assert!(lexicon.is_ok(), "{}", lexicon.unwrap_err());
}
