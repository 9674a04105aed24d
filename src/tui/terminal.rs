//! The terminal's state: taken on start, given back on quit, error, panic and suspension.

use std::io::{self, IsTerminal, Stdout, stdin, stdout};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::TuiError;

/// The terminal while the reader has it.
pub(super) struct Terminal {
    inner: ratatui::Terminal<CrosstermBackend<Stdout>>,
}

impl Terminal {
    /// Takes the terminal; a panic from here on gives it back before its message is printed.
    pub(super) fn take() -> Result<Self, TuiError> {
        if !stdin().is_terminal() || !stdout().is_terminal() {
            return Err(TuiError::NoTerminal);
        }
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // Only the thread that paints owns the screen; a job's panic is caught and told.
            if std::thread::current().name() == Some("main") {
                give_back();
                before(info);
            }
        }));
        enter()?;
        let inner = ratatui::Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(Self { inner })
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
        execute!(stdout(), BeginSynchronizedUpdate)?;
        let drawn = self.inner.draw(|frame| {
            let caret = view(frame.area(), frame.buffer_mut());
            if let Some(caret) = caret {
                frame.set_cursor_position(caret);
            }
        });
        let ended = execute!(stdout(), EndSynchronizedUpdate);
        drawn?;
        ended
    }

    /// Gives the terminal to the shell until the process is resumed.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        stop_process()?;
        enter()?;
        self.inner.clear()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = stdout();
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    // Tells Ctrl-I from Tab where the terminal can; others ignore the sequence.
    let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
    execute!(out, PushKeyboardEnhancementFlags(flags))
}

/// Leaves nothing of the reader's behind. Every step is tried; there is nobody left to tell of a
/// terminal that is gone.
fn give_back() {
    let mut out = stdout();
    let _ = execute!(out, PopKeyboardEnhancementFlags, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

#[cfg(unix)]
fn stop_process() -> io::Result<()> {
    use rustix::process::{Signal, getpid, kill_process};
    kill_process(getpid(), Signal::TSTP).map_err(io::Error::from)
}

#[cfg(not(unix))]
fn stop_process() -> io::Result<()> {
    Ok(())
}
