//! Reads and draws pictures on a thread of its own, those in view first.

use std::collections::HashSet;
use std::io;
use std::panic::catch_unwind;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use ratatui::layout::Size;
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::protocol::sixel::Sixel;

use crate::model::PictureFault;
use crate::picture::{self, Pixels};

use super::blocks::Blocks;
use super::means::Graphics;
use super::{Drawing, Drawn, Means, Sketch};

/// The thread that draws, and what it was last asked for.
pub(in crate::tui) struct Easel {
    wanted: Sender<Vec<Sketch>>,
    asked: HashSet<Sketch>,
}

impl Easel {
    /// Starts the thread, which hands each picture over as it is done; it ends when this value is
    /// dropped or what is handed over is not taken.
    pub(in crate::tui) fn start(
        means: Means,
        hand_over: impl Fn(Sketch, Drawn) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (wanted, asked) = channel();
        let drawing = thread::Builder::new().name("pictures".to_owned());
        drawing.spawn(move || work(means, &asked, hand_over))?;
        Ok(Self {
            wanted,
            asked: HashSet::new(),
        })
    }

    /// Asks for pictures, the first first; what was asked for before and is not among them is no
    /// longer wanted.
    pub(in crate::tui) fn ask(&mut self, wanted: Vec<Sketch>) {
        if wanted.iter().all(|sketch| self.asked.contains(sketch)) {
            return;
        }
        self.asked = wanted.iter().cloned().collect();
        // A thread that is gone draws nothing: their rows stay empty.
        drop(self.wanted.send(wanted));
    }

    /// Begins anew: what was asked for may be asked for again.
    pub(in crate::tui) fn forget(&mut self) {
        self.asked.clear();
    }

    /// A picture was handed over.
    pub(in crate::tui) fn has_drawn(&mut self, sketch: &Sketch) {
        self.asked.remove(sketch);
    }
}

fn work(means: Means, asked: &Receiver<Vec<Sketch>>, hand_over: impl Fn(Sketch, Drawn) -> bool) {
    let mut next = asked.recv().ok();
    while let Some(mut wanted) = next.take() {
        // What was scrolled past meanwhile is not wanted any longer.
        while let Ok(newer) = asked.try_recv() {
            wanted = newer;
        }
        for sketch in wanted {
            // Encoders come from elsewhere; their panic costs one picture.
            let drawn = catch_unwind(|| draw(means, &sketch));
            let drawn = drawn.unwrap_or(Err(PictureFault::Unreadable));
            if !hand_over(sketch, drawn) {
                return;
            }
            next = asked.try_recv().ok();
            if next.is_some() {
                break;
            }
        }
        if next.is_none() {
            next = asked.recv().ok();
        }
    }
}

/// Reads and draws one picture.
pub(super) fn draw(means: Means, sketch: &Sketch) -> Drawn {
    let pixels = picture::read(&sketch.file.path)?;
    let sharp = means
        .graphics
        .map(|graphics| sharp(graphics, means, &pixels, sketch))
        .transpose()?;
    Ok(Drawing {
        blocks: Blocks::new(&pixels, sketch.cells),
        sharp,
    })
}

/// A picture by a graphics protocol.
///
/// The protocols are made as they are, without the `Picker` of `ratatui-image`: that one asks the
/// terminal, and changes the settings of a tmux around it.
fn sharp(
    graphics: Graphics,
    means: Means,
    pixels: &Pixels,
    sketch: &Sketch,
) -> Result<Protocol, PictureFault> {
    let (columns, rows) = (sketch.cells.columns, sketch.cells.rows);
    let (across, down) = means.cell;
    let room = |cells: u16, pixels: u16| u32::from(cells) * u32::from(pixels);
    let fitted = pixels.fitted(room(columns, across), room(rows, down));
    let size = Size::new(columns, rows);
    let is_tmux = means.is_tmux;
    let made = match graphics {
        // Numbers of pictures are the terminal's for all programs, and 0 is none.
        Graphics::Kitty => {
            Kitty::new(fitted, size, number(sketch), is_tmux, false).map(Protocol::Kitty)
        }
        Graphics::Sixel => Sixel::new(fitted, size, is_tmux).map(Protocol::Sixel),
        Graphics::Iterm => Iterm2::new(fitted, size, is_tmux).map(Protocol::ITerm2),
    };
    made.map_err(|_| PictureFault::Unreadable)
}

/// A number of 24 bits and more for a picture at a size, the same whenever it is drawn: what is
/// sent again takes the place of what the terminal had.
fn number(sketch: &Sketch) -> u32 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    sketch.hash(&mut hasher);
    (hasher.finish() as u32).max(1)
}
