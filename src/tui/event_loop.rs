//! One channel, one thread that paints.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::{App, wording};
use crate::config::keymap::Keymap;
use crate::config::theme::ColorDepth;
use crate::config::{Gains, Pictures, Reading, Theme, Themes};
use crate::desk::Desk;
use crate::jobs::{Jobs, Tell};
use crate::model::Locale;

use super::paint::Paint;
use super::picture::{Drawn, Easel, Means, Sketch, Surroundings};
use super::terminal::{self, Terminal};
use super::{TuiError, input, picture, signals, view};

/// Events that wait at most; a job that is faster than the screen waits for it.
const CHANNEL: usize = 1024;

/// Frames are at least this far apart; what happens between is painted together. Short, since it
/// is added to every answer that follows a key.
const FRAME: Duration = Duration::from_millis(4);

/// Everything a run of the reader starts from.
pub struct Session {
    /// The calls behind the screen.
    pub desk: Arc<Desk>,
    /// The meaning of keys.
    pub keymap: Arc<Keymap>,
    /// The language of the interface.
    pub locale: Locale,
    /// How wide the text is set, and where.
    pub reading: Reading,
    /// The look.
    pub paint: Paint,
    /// Themes to turn through.
    pub themes: Themes,
    /// Which colour says that something rose, in all of them.
    pub gains: Gains,
    /// What to tell at once, such as a configuration that was not usable.
    pub notices: Vec<String>,
    /// What opens addresses, where it is not the platform's own.
    pub opener: Option<String>,
    /// Leave after the first frame that shows the library; for measuring.
    pub first_frame_only: bool,
}

/// What arrives at the thread that paints.
pub(super) enum Event {
    /// Something happened to the state.
    Msg(Msg),
    /// A picture was drawn, or cannot be.
    Drawn(Sketch, Drawn),
    /// The next theme was read.
    Theme(Theme),
    /// The terminal can no longer be read.
    Lost(io::Error),
    /// The process goes on after it was stopped; the terminal may be in any state.
    Resumed,
    /// A signal asks the process to end.
    Ended(signals::Signal),
}

/// Why the loop was left.
enum Ending {
    Quit,
    Signal(signals::Signal),
}

/// Runs the reader until it is left.
///
/// # Errors
///
/// Where standard input or output is no terminal, or the terminal fails.
pub fn run(session: Session) -> Result<(), TuiError> {
    let (sender, events) = sync_channel(CHANNEL);
    let answers = sender.clone();
    // The reader may have gone meanwhile.
    let tell: Tell = Arc::new(move |msg| drop(answers.send(Event::Msg(msg))));
    let mut jobs = Jobs::start(&session.desk, session.opener, &tell);
    // The list first, while the terminal is made ready; on few cores the rest would hold it up.
    let mut later = App::start().into_iter();
    later.by_ref().take(1).for_each(|first| jobs.perform(first));
    let mut terminal = Terminal::take()?;
    let (width, height) = terminal.size()?;
    let mut app = App::new(width, height, session.locale, session.keymap);
    app.reader.reading = session.reading;
    let means = means(session.reading.pictures, session.paint.depth);
    app.reader.cell = means.map(|means| means.cell);
    if means.is_none() && session.reading.pictures != Pictures::Off {
        app.update(Msg::Notice(wording::NO_PICTURES.get(app.locale).to_owned()));
    }
    for notice in session.notices {
        app.update(Msg::Notice(notice));
    }
    terminal.draw(|area, buffer| view(&app, &session.paint, area, buffer))?;
    if session.reading.watch {
        jobs = jobs.following(&session.desk);
    }
    jobs = jobs.with_prices(&session.desk);
    let drawn = sender.clone();
    let hand_over = move |sketch, done| drawn.send(Event::Drawn(sketch, done)).is_ok();
    let easel = means
        .map(|means| Easel::start(means, hand_over))
        .transpose()?;
    signals::watch(sender.clone())?;
    read_input(sender.clone())?;
    let mut reader = Reader {
        app,
        paint: session.paint,
        themes: session.themes,
        gains: session.gains,
        first_frame_only: session.first_frame_only,
        terminal,
        sender,
        events,
        jobs,
        later: later.collect(),
        easel,
        painted: None,
    };
    let ending = reader.read()?;
    // Given back before the process ends by the signal.
    drop(reader);
    if let Ending::Signal(signal) = ending {
        signals::end_by(signal);
    }
    Ok(())
}

/// What the loop turns on.
struct Reader {
    app: App,
    paint: Paint,
    themes: Themes,
    gains: Gains,
    first_frame_only: bool,
    terminal: Terminal,
    /// For threads that begin later.
    sender: SyncSender<Event>,
    /// Dropped before the jobs, whose end waits for what is to be kept: none of them then waits
    /// for room in the channel.
    events: Receiver<Event>,
    jobs: Jobs,
    /// To be performed after the next frame.
    later: Vec<Effect>,
    /// What draws pictures; `None` where none are drawn.
    easel: Option<Easel>,
    /// When the last frame was painted; none but the empty one so far.
    painted: Option<Instant>,
}

impl Reader {
    fn read(&mut self) -> Result<Ending, TuiError> {
        while let Ok(first) = self.events.recv() {
            if let Some(ending) = self.take_all(first)? {
                return Ok(ending);
            }
            self.draw()?;
            if self.first_frame_only && self.app.library.list.is_some() {
                break;
            }
            for effect in self.later.drain(..) {
                self.jobs.perform(effect);
            }
        }
        Ok(Ending::Quit)
    }

    fn draw(&mut self) -> io::Result<()> {
        let (app, paint) = (&self.app, &self.paint);
        self.terminal
            .draw(|area, buffer| view(app, paint, area, buffer))?;
        self.painted = Some(Instant::now());
        if let Some(easel) = &mut self.easel {
            let in_view = picture::in_view(&self.app);
            easel.ask(self.paint.pictures.lacking(in_view));
        }
        Ok(())
    }

    /// Takes an event, those that wait behind it, and those that arrive until a frame is due.
    fn take_all(&mut self, first: Event) -> Result<Option<Ending>, TuiError> {
        let now = Instant::now();
        let due = self.painted.map_or(now, |painted| painted + FRAME);
        let mut event = first;
        // A bound, so that a flood is seen while it lasts.
        for _ in 0..CHANNEL {
            if let Some(ending) = self.take(event)? {
                return Ok(Some(ending));
            }
            let rest = due.saturating_duration_since(Instant::now());
            event = match self.events.recv_timeout(rest) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Ok(None);
                }
            };
        }
        Ok(self.take(event)?)
    }

    fn take(&mut self, event: Event) -> io::Result<Option<Ending>> {
        match event {
            Event::Msg(msg) => {
                for effect in self.app.update(msg) {
                    if let Some(ending) = self.perform(effect)? {
                        return Ok(Some(ending));
                    }
                }
            }
            Event::Drawn(sketch, drawn) => {
                if let Some(msg) = self.hang(sketch, drawn) {
                    return self.take(Event::Msg(msg));
                }
            }
            Event::Theme(theme) => self.wear(theme),
            Event::Resumed => self.retake()?,
            Event::Lost(error) => return Err(error),
            Event::Ended(signal) => return Ok(Some(Ending::Signal(signal))),
        }
        Ok(None)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Option<Ending>> {
        match effect {
            Effect::Quit => return Ok(Some(Ending::Quit)),
            Effect::Suspend => {
                self.terminal.suspend()?;
                self.retake()?;
            }
            Effect::NextTheme => self.read_next_theme()?,
            Effect::Copy(text) => self.terminal.copy(&text)?,
            other => self.jobs.perform(other),
        }
        Ok(None)
    }

    /// Takes a picture that was drawn; the next frame shows it. Returns what to tell where it
    /// could not be drawn.
    fn hang(&mut self, sketch: Sketch, drawn: Drawn) -> Option<Msg> {
        if let Some(easel) = &mut self.easel {
            easel.has_drawn(&sketch);
        }
        match drawn {
            Ok(drawing) => {
                let wanted: HashSet<Sketch> = picture::in_view(&self.app).into_iter().collect();
                self.paint.pictures.put(sketch, drawing, &wanted);
                None
            }
            Err(fault) => {
                let file = sketch.file;
                Some(Msg::Undrawn { file, fault })
            }
        }
    }

    /// Takes the terminal anew; its size may have changed while it was another's.
    fn retake(&mut self) -> io::Result<()> {
        self.terminal.retake()?;
        // It keeps nothing of what it was sent.
        self.paint.pictures.clear();
        if let Some(easel) = &mut self.easel {
            easel.forget();
        }
        let (width, height) = self.terminal.size()?;
        for effect in self.app.update(Msg::Resize { width, height }) {
            self.jobs.perform(effect);
        }
        Ok(())
    }

    /// Reads the theme that follows the present one, on a thread of its own.
    fn read_next_theme(&self) -> io::Result<()> {
        let (themes, sender) = (self.themes.clone(), self.sender.clone());
        let present = self.paint.theme.name().to_owned();
        let reading = thread::Builder::new().name("theme".to_owned());
        // The reader may have gone meanwhile.
        reading.spawn(move || drop(sender.send(Event::Theme(themes.after(&present)))))?;
        Ok(())
    }

    fn wear(&mut self, theme: Theme) {
        let told = format!("{}: {}", wording::THEME.get(self.app.locale), theme.name());
        self.paint.theme = theme.with_gains(self.gains);
        self.app.update(Msg::Notice(told));
    }
}

/// How pictures are drawn here; the environment and the system tell, the terminal is not asked.
fn means(setting: Pictures, depth: ColorDepth) -> Option<Means> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let around = Surroundings {
        variable: &variable,
        cell: terminal::cell(),
        depth,
    };
    Means::choose(setting, &around)
}

/// A thread that blocks on the terminal and sends what is typed; it ends with the process.
fn read_input(sender: SyncSender<Event>) -> Result<(), TuiError> {
    let reading = thread::Builder::new().name("input".to_owned());
    reading.spawn(move || {
        loop {
            let event = match crossterm::event::read() {
                Ok(event) => input::message(event).map(Event::Msg),
                Err(error) => Some(Event::Lost(error)),
            };
            let is_last = matches!(event, Some(Event::Lost(_)));
            if event.is_some_and(|event| sender.send(event).is_err()) || is_last {
                return;
            }
        }
    })?;
    Ok(())
}
