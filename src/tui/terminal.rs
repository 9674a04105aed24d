//! The terminal's state: taken on start, given back on quit, error, panic and suspension.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, window_size,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::TuiError;

/// The terminal while the reader has it.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Canvas>>,
    canvas: Canvas,
    hold: Hold,
}

impl Terminal {
    /// Takes the terminal; a panic from here on gives it back before its message is printed.
    pub(super) fn take() -> Result<Self, TuiError> {
        if !stdin().is_terminal() || !stdout().is_terminal() {
            return Err(TuiError::NoTerminal);
        }
        let canvas = Canvas::default();
        let terminal = Self {
            inner: blank(&canvas)?,
            canvas,
            hold: Hold::default(),
        };
        let hold = terminal.hold.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // Only the thread that paints owns the screen; a job's panic is caught and told.
            if std::thread::current().name() == Some("main") {
                hold.give_back();
                before(info);
            }
        }));
        // Half taken is given back too: the value is there already.
        terminal.hold.take()?;
        Ok(terminal)
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.inner.size()?;
        Ok((size.width, size.height))
    }

    /// Paints one frame between the marks of a synchronised update, so that no half of it shows.
    pub(super) fn draw(
        &mut self,
        view: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        queue!(self.canvas, BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| {
            let caret = view(frame.area(), frame.buffer_mut());
            if let Some(caret) = caret {
                frame.set_cursor_position(caret);
            }
        })?;
        queue!(self.canvas, EndSynchronizedUpdate)?;
        self.canvas.show()
    }

    /// Puts a text into the clipboard, by OSC 52.
    ///
    /// A terminal that does not know it, or is set not to take it, ignores it. `tmux` passes it on
    /// with `set -g set-clipboard on`.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let encoded = BASE64_STANDARD.encode(text);
        write!(self.canvas, "\u{1b}]52;c;{encoded}\u{1b}\\")?;
        self.canvas.show()
    }

    /// Gives the terminal to the shell and stops; returns when the process is resumed.
    pub(super) fn suspend(&self) -> io::Result<()> {
        self.hold.give_back();
        stop()
    }

    /// Takes the terminal, whatever became of it meanwhile; the next frame is painted whole.
    pub(super) fn retake(&mut self) -> io::Result<()> {
        self.hold.give_back();
        self.hold.take()?;
        // Its own way of clearing asks the terminal where the cursor is, and waits for the answer
        // that the thread of the keys would take.
        self.inner = blank(&self.canvas)?;
        queue!(self.canvas, Clear(ClearType::All))
    }
}

/// Pixels across and down of a cell, where the system tells them.
pub(super) fn cell() -> Option<(u16, u16)> {
    let size = window_size().ok()?;
    let across = size.width.checked_div(size.columns)?;
    let down = size.height.checked_div(size.rows)?;
    (across > 0 && down > 0).then_some((across, down))
}

/// A screen of which nothing is painted yet.
fn blank(canvas: &Canvas) -> io::Result<ratatui::Terminal<CrosstermBackend<Canvas>>> {
    ratatui::Terminal::new(CrosstermBackend::new(canvas.clone()))
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.hold.give_back();
    }
}

/// Collects a frame, which goes out as one write or, after a panic, not at all.
#[derive(Clone, Default)]
struct Canvas(Rc<RefCell<Vec<u8>>>);

impl Canvas {
    fn show(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut out = stdout().lock();
        out.write_all(&bytes)?;
        bytes.clear();
        out.flush()
    }
}

impl Write for Canvas {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Nothing yet: ratatui flushes several times a frame.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether the reader has the terminal; shared with the panic hook, so that it is given back once.
///
/// Leaving the alternate screen twice would move the cursor back over what was printed between.
#[derive(Clone, Default)]
struct Hold(Arc<AtomicBool>);

impl Hold {
    fn take(&self) -> io::Result<()> {
        self.0.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        // Tells Ctrl-I from Tab where the terminal can; others ignore the sequence.
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
        execute!(
            stdout(),
            EnterAlternateScreen,
            EnableBracketedPaste,
            PushKeyboardEnhancementFlags(flags)
        )
    }

    /// Leaves nothing of the reader's behind. Every step is tried; there is nobody left to tell of
    /// a terminal that is gone.
    fn give_back(&self) {
        if !self.0.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut out = stdout();
        let _ = execute!(out, PopKeyboardEnhancementFlags, DisableBracketedPaste);
        let _ = execute!(out, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Stops the whole process group, as Ctrl-Z at a terminal does: `cargo run` waits for its reader.
#[cfg(unix)]
fn stop() -> io::Result<()> {
    use rustix::process::{Signal, kill_current_process_group};
    kill_current_process_group(Signal::TSTP).map_err(io::Error::from)
}

#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}
