//! Pictures on disk in the text: drawn only where they are asked for.

use std::fs;

use crate::pty::{Library, TAPE, Terminal, count};

/// A PNG of 20 by 40 pixels, red over blue.
const FLAG: &[u8] = include_bytes!("../fixtures/pictures/flag.png");

const WORDS: &str = "Red over blue";

/// The reader on a note with two pictures, with a line under `[reading]`.
fn reading(setting: &str) -> (Library, Terminal) {
    let text = "---\ntitle: A flag\ndate: 2026-02-05\n---\n\nA flag.\n\n\
                ![Red over blue](flag.png)\n\n![Far away](https://example.com/far.png)\n\nThe end.\n";
    let note = ("a.md".to_owned(), text.to_owned());
    let settings = ("tape.toml".to_owned(), format!("[reading]\n{setting}\n"));
    let library = Library::of([note, settings]);
    fs::write(library.notes().join("flag.png"), FLAG).unwrap();
    let settings = library.notes().join("tape.toml");
    let settings = ["--config", settings.to_str().unwrap()].map(str::to_owned);
    let arguments = settings.into_iter().chain(library.arguments());
    let mut terminal = Terminal::run(TAPE, arguments);
    terminal.shows("The end.");
    terminal.shows("https://example.com/far.png");
    terminal.shows(WORDS);
    (library, terminal)
}

/// Whether a sequence of a graphics protocol was written.
fn has_graphics(terminal: &Terminal) -> bool {
    let begins: [&[u8]; 3] = [b"\x1b_G", b"\x1bP", b"\x1b]1337;"];
    begins
        .iter()
        .any(|bytes| count(&terminal.written, bytes) > 0)
}

#[test]
fn pictures_are_off_unless_they_are_set() {
    let (_library, mut terminal) = reading("");
    terminal.press("?", "keys");
    assert_eq!(count(&terminal.written, "▀".as_bytes()), 0);
    assert!(!has_graphics(&terminal));
}

#[test]
fn half_blocks_are_drawn_above_the_words() {
    let (_library, mut terminal) = reading("pictures = \"half-blocks\"");
    terminal.shows("▀▀");
    assert!(!has_graphics(&terminal));
}

#[test]
fn a_protocol_that_is_named_is_used() {
    for (name, begins) in [
        ("kitty", &b"\x1b_Gq=2,i="[..]),
        ("sixel", b"\x1bP"),
        ("iterm", b"\x1b]1337;File=inline=1;"),
    ] {
        let (_library, mut terminal) = reading(&format!("pictures = \"{name}\""));
        // The words are there no earlier than this.
        terminal.hides("drawing");
        assert_eq!(count(&terminal.written, begins), 1, "{name}");
        terminal.keys("q");
        terminal.wait();
        terminal.is_restored();
    }
}
