//! What the keys do on the sample library.

use std::fs;

use crate::pty::{Library, TAPE, Terminal, count};

const ESCAPE: &str = "\x1b";
const ENTER: &str = "\r";

#[test]
fn starts_on_the_list_and_the_newest_note() {
    let (_library, mut terminal) = Terminal::reading();
    for shown in ["tape", "DEMO market", "▸02-06", "罗亦航", "一、两天"] {
        terminal.shows(shown);
    }
    assert!(terminal.screen().alternate_screen());
    assert!(terminal.is_raw());
}

#[test]
fn a_note_is_chosen_opened_and_turned_through_its_languages() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.press("j", "▸02-06 FOUR HUNDRED");
    terminal.press(ENTER, "THE CLOSE");
    terminal.shows("標普 6798 到 6932");
    // One under the other, side by side, Chinese, English, and round again.
    let below =
        |screen: &vt100::Screen| rows_of(screen, "S&P 6798") != rows_of(screen, "標普 6798");
    terminal.until("one under the other", below);
    terminal.keys("b");
    terminal.until("side by side", |screen| {
        let row = rows_of(screen, "6798 to");
        !row.is_empty()
            && rows_of(screen, "標普")
                .iter()
                .any(|other| row.contains(other))
    });
    terminal.keys("b");
    terminal.hides("6798 to 6932");
    terminal.shows("標普 6798 到 6932");
    terminal.keys("b");
    terminal.hides("標普 6798 到 6932");
    terminal.shows("6798 to 6932");
    terminal.press("b", "標普 6798 到 6932");
}

#[test]
fn a_word_has_a_card_with_its_names_and_notes() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.press(ENTER, "card");
    terminal.keys("]]");
    terminal.press("K", "NOTES");
    terminal.press(ESCAPE, "链上周报 · 罗亦航");
    terminal.hides("────────────────────────────────────────────────────────────────────");
}

#[test]
fn a_query_is_answered_while_it_is_typed_and_lands_on_its_passage() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.keys("s");
    for (typed, character) in "波动率控制".chars().enumerate() {
        terminal.keys(&character.to_string());
        let so_far: String = "波动率控制".chars().take(typed + 1).collect();
        terminal.shows(&so_far);
    }
    // The English note is found by the Chinese name.
    terminal.shows("VOL CONTROL: HOW MUCH IS LEFT TO SELL");
    terminal.keys(ENTER);
    terminal.shows("THIS NOTE");
    terminal.until("the match is on the screen", |screen| {
        let text = screen.contents().to_lowercase();
        text.contains("波动率控制") || text.contains("波動率控制") || text.contains("vol control")
    });
}

#[test]
fn a_query_that_does_not_parse_points_at_its_column() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.press("sdate:soon", "date:soon");
    terminal.shows("expected a date");
    terminal.press(ESCAPE, "链上周报 · 罗亦航");
}

#[test]
fn the_dashboard_opens_a_panel() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.press("3", "most stretched first");
    terminal.shows("Realised volatility");
    terminal.keys(ENTER);
    terminal.hides("most stretched first");
    terminal.shows("of 1,260 days");
    terminal.keys(ESCAPE);
    terminal.shows("most stretched first");
    terminal.press("1", "链上周报 · 罗亦航");
}

#[test]
fn help_and_the_palette_open_over_the_screen() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.press("?", "KEYS");
    // Escape and what follows it at once would be another key.
    terminal.keys(ESCAPE);
    terminal.hides("KEYS");
    terminal.press(":", "COMMANDS");
    terminal.shows("search the library");
    terminal.keys("theme");
    terminal.hides("search the library");
    terminal.keys(ESCAPE);
    terminal.hides("COMMANDS");
}

#[test]
fn the_layout_follows_the_size_of_the_terminal() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.resize(40, 12);
    // One pane is left: the list.
    terminal.hides("THIS NOTE");
    terminal.shows("newest first");
    terminal.resize(200, 60);
    terminal.shows("THIS NOTE");
    terminal.shows("链上周报 · 罗亦航 · 2026-02-06");
    terminal.until("the last line is in use", |screen| {
        screen
            .rows(0, 200)
            .last()
            .is_some_and(|row| row.contains("keys"))
    });
}

#[test]
fn what_a_file_holds_never_drives_the_terminal() {
    let note = "---\ntitle: \"quiet \\e]0;owned\\a note\"\ndate: 2026-02-06\n---\n\
        before \x1b]0;owned\x07 \x1b[2J\x1b[1;1H\x1b[?1049l\x1b[?25h \u{9b}31m \u{202e}back\u{202c} after\n";
    let library = Library::of([("a.md".to_owned(), note.to_owned())]);
    let mut terminal = Terminal::start(&library);
    terminal.shows("before");
    terminal.shows("after");
    terminal.shows("U+202E");
    assert!(terminal.screen().alternate_screen());
    terminal.keys("q");
    terminal.wait();
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    for sequence in ["\x1b]", "\x07", "\x1b[2J\x1b[1;1H", "\u{9b}", "\u{202e}"] {
        assert!(!written.contains(sequence), "{sequence:?} was written");
    }
    terminal.is_restored();
}

/// A library with one note of links, and the settings of a test.
fn of_links(settings: &str) -> (Library, Vec<String>) {
    let note = "---\ntitle: Links\ndate: 2026-02-06\n---\n\
        See [the report](https://example.com/r%20a?x=1) and more.\n\nThe second passage.\n";
    let library = Library::of([("a.md".to_owned(), note.to_owned())]);
    let file = library.notes().join("../settings.toml");
    fs::write(&file, settings).unwrap();
    let mut arguments = library.arguments();
    arguments.splice(
        0..0,
        ["--config".to_owned(), file.to_str().unwrap().to_owned()],
    );
    (library, arguments)
}

#[test]
fn links_of_the_terminal_leave_the_text_clean() {
    let (_library, arguments) = of_links("[reading]\nlinks = \"always\"\n");
    let mut terminal = Terminal::run(TAPE, arguments);
    terminal.shows("See the report and more.");
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(
        written.contains("https://example.com/r%20a?x=1\x1b\\t\x1b]8;;\x1b\\"),
        "a cell of it"
    );
    // One cell painted anew does not break those beside it.
    terminal.keys("\t]");
    terminal.shows("See the report and more.");
    terminal.press("\r", "LINK TO THE WEB");
    terminal.shows("https://example.com/r%20a?x=1");
    terminal.keys("\x1b");
    terminal.hides("LINK TO THE WEB");
    terminal.shows("See the report and more.");
    terminal.keys("q");
    terminal.wait();
    terminal.is_restored();
}

#[test]
fn a_passage_is_copied_by_the_terminal() {
    let (_library, arguments) = of_links("");
    let mut terminal = Terminal::run(TAPE, arguments);
    terminal.shows("See the report and more.");
    terminal.keys("\tyy");
    terminal.shows("copied 24 characters");
    // "See the report and more." in base 64.
    let sequence = b"\x1b]52;c;U2VlIHRoZSByZXBvcnQgYW5kIG1vcmUu\x1b\\";
    assert_eq!(count(&terminal.written, sequence), 1);
    terminal.keys("q");
    terminal.wait();
}

#[test]
fn a_note_is_opened_where_it_was_left_and_its_marks_are_there() {
    let passages: Vec<String> = (1..200).map(|at| format!("Passage number {at}.")).collect();
    let text = passages.join(
        "

",
    );
    let note = format!("---\ntitle: Long\ndate: 2026-02-06\n---\n\n{text}");
    let library = Library::of([("a.md".to_owned(), note)]);
    let mut terminal = Terminal::start(&library);
    terminal.shows("Passage number 1.");
    terminal.keys("\t\x06\x06\x06\x06");
    terminal.shows("Passage number 80.");
    terminal.press("mx", "marked as x");
    terminal.keys("q");
    assert_eq!(terminal.wait().exit_code(), 0);
    let mut again = Terminal::start(&library);
    again.shows("Passage number 80.");
    again.hides("Passage number 1.");
    again.keys("\tgg");
    again.shows("Passage number 1.");
    again.keys("'x");
    again.shows("Passage number 80.");
    again.keys("q");
    assert_eq!(again.wait().exit_code(), 0);
    assert!(library.home().join("journal.db").exists());
}

#[test]
fn an_unread_note_loses_its_mark_once_it_is_gone_into_and_for_good() {
    let note = |day: u32| {
        let text = format!("---\ntitle: Note {day}\ndate: 2026-02-0{day}\n---\n\nText {day}.\n");
        (format!("{day}.md"), text)
    };
    let library = Library::of([note(1), note(2), note(3)]);
    let mut terminal = Terminal::start(&library);
    terminal.shows("3●");
    // Passing over notes is not reading them.
    terminal.press("j", "●▸02-02");
    terminal.press("k", "●▸02-03");
    terminal.shows("3●");
    terminal.keys(ENTER);
    terminal.shows("2●");
    terminal.hides("●▸02-03");
    terminal.keys("q");
    assert_eq!(terminal.wait().exit_code(), 0);
    let mut again = Terminal::start(&library);
    again.shows("2●");
    again.keys("U");
    again.hides("02-03 Note 3");
    again.keys("q");
    assert_eq!(again.wait().exit_code(), 0);
}

#[test]
fn an_unusable_journal_is_told_and_left_as_it_is() {
    let library = Library::of([("a.md".to_owned(), "# One\n\nText of it.\n".to_owned())]);
    fs::create_dir_all(library.home()).unwrap();
    let journal = library.home().join("journal.db");
    fs::write(&journal, "these are words and no database").unwrap();
    let mut terminal = Terminal::start(&library);
    terminal.shows("Text of it.");
    terminal.keys("\tma");
    terminal.shows("marked as a");
    terminal.keys("q");
    assert_eq!(terminal.wait().exit_code(), 0);
    let told = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(told.contains("is damaged"), "it was not told");
    assert_eq!(
        fs::read(&journal).unwrap(),
        b"these are words and no database"
    );
}

/// The rows that show a text.
fn rows_of(screen: &vt100::Screen, text: &str) -> Vec<usize> {
    let (_, columns) = screen.size();
    let rows = screen.rows(0, columns.get()).enumerate();
    rows.filter(|(_, row)| row.contains(text))
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn what_another_program_changes_shows_by_itself() {
    let lines = |changed: &str| {
        let mut text = "# Closing notes\n\n".to_owned();
        text.extend((0..60).map(|number| format!("Line {number} of the tape.\n\n")));
        text.replace("Line 30 of the tape.", changed)
    };
    let library = Library::of([("a.md".to_owned(), lines("Line 30 of the tape."))]);
    let mut terminal = Terminal::start(&library);
    terminal.shows("Line 1 of the tape.");
    terminal.keys(ENTER);
    for _ in 0..3 {
        terminal.keys("\x04");
    }
    terminal.shows("Line 30 of the tape.");
    terminal.hides("Line 1 of the tape.");
    terminal.hides("indexing");
    // As an editor does it: beside the file, then in its place.
    let notes = library.notes();
    fs::write(
        notes.join(".a.md.tmp"),
        lines("Line 30, as it was corrected."),
    )
    .unwrap();
    fs::rename(notes.join(".a.md.tmp"), notes.join("a.md")).unwrap();
    terminal.shows("Line 30, as it was corrected.");
    terminal.shows("changed by another program");
    assert!(
        !terminal.text().contains("Line 1 of the tape."),
        "the place is kept"
    );
    fs::create_dir(notes.join("new")).unwrap();
    fs::write(notes.join("new/b.md"), "# A second note\n\nText.\n").unwrap();
    terminal.shows("A second note");
    fs::remove_file(notes.join("a.md")).unwrap();
    terminal.shows("gone or was moved");
}

#[test]
fn nothing_is_followed_where_that_is_not_wanted() {
    let library = Library::of([("a.md".to_owned(), "# One\n\nFirst text.\n".to_owned())]);
    let arguments = library
        .arguments()
        .into_iter()
        .chain(["--no-watch".to_owned()]);
    let mut terminal = Terminal::run(TAPE, arguments);
    terminal.shows("First text.");
    terminal.hides("indexing");
    fs::write(library.notes().join("b.md"), "# Two\n\nOther text.\n").unwrap();
    terminal.keys("?");
    terminal.shows("KEYS");
    assert!(!terminal.text().contains("Two"));
    terminal.keys("q");
    terminal.hides("KEYS");
    terminal.press("r", "Two");
}
