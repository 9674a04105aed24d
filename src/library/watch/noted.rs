//! Which names are worth a look.

use std::path::Path;

use crate::note;

/// Whether a name may be a note's: what editors write beside a file never is.
pub(super) fn is_noted(name: &Path) -> bool {
    !is_hidden(name) && note::is_candidate(name)
}

/// Whether a name begins with a dot.
pub(super) fn is_hidden(name: &Path) -> bool {
    name.as_os_str().as_encoded_bytes().first() == Some(&b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_editors_are_passed_over() {
        for (name, is_worth) in [
            ("desk.md", true),
            ("DESK.MD", true),
            ("周报.txt", true),
            (".desk.md.swp", false),
            (".desk.md", false),
            ("desk.md~", false),
            ("4913", false),
            ("#desk.md#", false),
            ("desk.md.tmp", false),
            (".#desk.md", false),
            (".tape-import-1-0", false),
            ("desk.png", false),
        ] {
            assert_eq!(is_noted(Path::new(name)), is_worth, "{name}");
        }
    }
}
