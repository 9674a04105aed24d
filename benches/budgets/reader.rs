//! Reading: a long note opened and painted for the first time, then scrolled.

use std::fs::{self, File};
use std::io::{Sink, sink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, ensure};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tapereader::app::App;
use tapereader::app::layout::Layout;
use tapereader::app::msg::{Msg, Opened};
use tapereader::app::shape::Pane;
use tapereader::config::keymap::{Key, KeyChord};
use tapereader::config::{ColorDepth, Keymap, Theme};
use tapereader::desk::Desk;
use tapereader::library::{note_id, scan};
use tapereader::model::{Extent, Locale, Matches};
use tapereader::tui::{Paint, Pictures, view};

use crate::harness::{Budget, Suite};
use crate::library::{Library, Source, corpora};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// The state and a terminal that throws away what is painted, after it was compared and encoded.
pub(crate) struct Screen {
    /// The reader's state.
    pub(crate) app: App,
    paint: Paint,
    terminal: Terminal<CrosstermBackend<Sink>>,
}

impl Screen {
    /// Nothing is painted yet.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let area = Rect::new(0, 0, COLUMNS, ROWS);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        Ok(Self {
            app: App::new(COLUMNS, ROWS, Locale::En, Arc::new(Keymap::built_in())),
            paint: Paint {
                theme: Theme::built_in(),
                depth: ColorDepth::True,
                links: false,
                charts: tapereader::config::Charts::default(),
                pictures: Pictures::default(),
            },
            terminal: Terminal::with_options(CrosstermBackend::new(sink()), options)?,
        })
    }

    /// Paints one frame.
    pub(crate) fn draw(&mut self) -> anyhow::Result<()> {
        let (app, paint) = (&self.app, &self.paint);
        self.terminal.draw(|frame| {
            view(app, paint, frame.area(), frame.buffer_mut());
        })?;
        Ok(())
    }
}

/// All figures.
pub(crate) fn figures(suite: &Suite) -> anyhow::Result<()> {
    let library = Library::empty()?;
    let desk = library.desk();
    desk.lexicon()?;
    match longest() {
        Some((path, bytes)) => {
            fs::copy(path, library.notes().join("long.md"))?;
            let name = format!("reader: transcript of {} KB", bytes / 1024);
            note(suite, &name, 8.0, &desk, &library.notes().join("long.md"))?;
        }
        None => Suite::skip(
            "reader: transcript of 250 KB",
            "there is none beside this checkout",
        )?,
    }
    let mut source = Source::new()?;
    for (kilobytes, budget) in [(250, 8.0), (1024, 16.0)] {
        let bytes = suite.size(kilobytes * 1024, 8 * 1024);
        let path = library.notes().join(format!("{kilobytes}.md"));
        fs::write(&path, source.note(kilobytes, false, bytes))?;
        let name = format!("reader: generated note of {kilobytes} KB");
        note(suite, &name, budget, &desk, &path)?;
    }
    Ok(())
}

/// The longest transcript of the corpora.
fn longest() -> Option<(PathBuf, u64)> {
    let folder = corpora()?.join("thought-foundry-dev");
    let files = scan(&folder).ok()?.files.into_iter();
    let longest = files.max_by_key(|file| file.size)?;
    Some((folder.join(longest.path), longest.size))
}

fn note(suite: &Suite, name: &str, budget: f64, desk: &Desk, path: &Path) -> anyhow::Result<()> {
    let relative = Path::new(path.file_name().unwrap_or_default());
    let id = note_id(relative);
    desk.index(&mut |_, _| {})?;
    let mut screen = Screen::new()?;
    let mut time = SystemTime::UNIX_EPOCH;
    // Documents are kept while their file is as it was.
    let mut touch = || {
        time += Duration::from_secs(1);
        File::options().append(true).open(path)?.set_modified(time)
    };
    suite.time(
        &format!("{name}, read to first frame"),
        Budget::AtMost(budget),
        50,
        || {
            touch()?;
            screen = Screen::new()?;
            let opening = desk.open_first(id)?;
            let opened = Opened {
                document: opening.document,
                extent: opening.extent,
                passage: None,
                mention: None,
                matches: Matches::new(),
                marks: Vec::new(),
            };
            screen.app.update(Msg::Opened {
                generation: 0,
                opened: Box::new(opened),
            });
            screen.draw()
        },
    )?;
    rest(suite, name, desk, relative, &mut touch, &mut screen)?;
    screen.app.shape.focus = Pane::Text;
    let down = KeyChord::plain(Key::Char('j'));
    let from = screen.app.reader.top;
    suite.time(
        &format!("{name}, scroll frame"),
        Budget::AtMost(2.0),
        500,
        || {
            screen.app.update(Msg::Key(down));
            screen.draw()
        },
    )?;
    ensure!(screen.app.reader.top > from, "it did not scroll");
    suite.time(
        &format!("{name}, language turned"),
        Budget::Open,
        20,
        || {
            screen.app.update(Msg::Key(KeyChord::plain(Key::Char('b'))));
            screen.draw()
        },
    )
}

/// What follows the first frame: all of the text, its linked words, its rows.
fn rest(
    suite: &Suite,
    name: &str,
    desk: &Desk,
    path: &Path,
    touch: &mut impl FnMut() -> std::io::Result<()>,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    let mut document = None;
    suite.time(
        &format!("{name}, all of it with its links"),
        Budget::Open,
        20,
        || {
            touch()?;
            document = Some(desk.open_path(path)?);
            Ok(())
        },
    )?;
    let document = document.context("nothing was read")?;
    suite.time(
        &format!("{name}, put in its place"),
        Budget::AtMost(2.0),
        20,
        || {
            screen.app.update(Msg::More {
                generation: 0,
                document: Arc::clone(&document),
                extent: Extent::Text,
            });
            screen.draw()
        },
    )?;
    let frame = screen.app.reader.layout.frame();
    suite.time(
        &format!("{name}, all of its rows"),
        Budget::Open,
        20,
        || {
            let layout = Box::new(Layout::new(&document, frame));
            screen.app.update(Msg::LaidOut {
                generation: 0,
                layout,
            });
            Ok(())
        },
    )
}
