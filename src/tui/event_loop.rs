//! One channel, one thread that paints.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::config::Theme;
use crate::config::keymap::Keymap;
use crate::desk::Desk;
use crate::jobs::Jobs;
use crate::model::Locale;

use super::paint::Paint;
use super::terminal::Terminal;
use super::{TuiError, input, view};

/// Messages that wait at most; a job that is faster than the screen waits for it.
const CHANNEL: usize = 1024;

/// Frames are at least this far apart; what happens between is painted together.
const FRAME: Duration = Duration::from_millis(16);

/// Everything a run of the reader starts from.
pub struct Session {
    /// The calls behind the screen.
    pub desk: Arc<Desk>,
    /// The meaning of keys.
    pub keymap: Arc<Keymap>,
    /// The language of the interface.
    pub locale: Locale,
    /// The look.
    pub paint: Paint,
    /// Themes to turn through.
    pub themes: Vec<Theme>,
    /// What to tell at once, such as a configuration that was not usable.
    pub notices: Vec<String>,
    /// Leave after the first frame that shows the library; for measuring.
    pub first_frame_only: bool,
}

/// Runs the reader until it is left.
///
/// # Errors
///
/// Where standard input or output is no terminal, or the terminal fails.
pub fn run(session: Session) -> Result<(), TuiError> {
    let Session {
        desk,
        keymap,
        locale,
        mut paint,
        themes,
        notices,
        first_frame_only,
    } = session;
    let mut terminal = Terminal::take()?;
    let (width, height) = terminal.size()?;
    let mut app = App::new(width, height, locale, keymap);
    for notice in notices {
        app.update(Msg::Notice(notice));
    }
    terminal.draw(|area, buffer| view(&app, &paint, area, buffer))?;
    let (sender, receiver) = sync_channel(CHANNEL);
    let jobs = Jobs::start(desk, sender.clone());
    for effect in app.start() {
        jobs.perform(effect);
    }
    read_input(sender)?;
    let mut painted = Instant::now();
    while let Ok(msg) = receiver.recv() {
        let batch = Batch {
            first: msg,
            until: painted + FRAME,
        };
        for effect in batch.apply(&mut app, &receiver) {
            match effect {
                Effect::Suspend => terminal.suspend()?,
                Effect::NextTheme => next_theme(&mut paint, &themes),
                other => {
                    if perform(other, &jobs).is_break() {
                        return Ok(());
                    }
                }
            }
        }
        terminal.draw(|area, buffer| view(&app, &paint, area, buffer))?;
        painted = Instant::now();
        if first_frame_only && app.library.list.is_some() {
            return Ok(());
        }
    }
    Ok(())
}

/// Messages that are painted together.
struct Batch {
    first: Msg,
    until: Instant,
}

impl Batch {
    /// Applies the first message and all that arrive until the next frame is due.
    fn apply(self, app: &mut App, receiver: &Receiver<Msg>) -> Vec<Effect> {
        let mut effects = app.update(self.first);
        // Effects are performed at once: the answer may be there before the frame is.
        while effects.is_empty() {
            let rest = self.until.saturating_duration_since(Instant::now());
            match receiver.recv_timeout(rest) {
                Ok(msg) => effects = app.update(msg),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        effects
    }
}

fn perform(effect: Effect, jobs: &Jobs) -> ControlFlow<()> {
    if effect == Effect::Quit {
        return ControlFlow::Break(());
    }
    jobs.perform(effect);
    ControlFlow::Continue(())
}

/// Takes the theme that follows the present one.
fn next_theme(paint: &mut Paint, themes: &[Theme]) {
    let present = themes
        .iter()
        .position(|theme| theme.name() == paint.theme.name());
    let next = present.map_or(0, |present| (present + 1) % themes.len());
    if let Some(theme) = themes.get(next) {
        paint.theme = theme.clone();
    }
}

/// A thread that blocks on the terminal and sends what is typed; it ends with the process.
fn read_input(sender: SyncSender<Msg>) -> Result<(), TuiError> {
    let reading = thread::Builder::new().name("input".to_owned());
    reading.spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            let Some(msg) = input::message(event) else {
                continue;
            };
            if sender.send(msg).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
