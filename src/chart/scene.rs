//! What is drawn: shapes in the unit square, x to the right, y upwards.

/// A place on an axis with what is written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// From 0, left or bottom, to 1.
    pub at: f64,
    /// What is written.
    pub label: String,
}

/// What a shape stands for; the theme says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// The figure itself.
    Main,
    /// What it is compared with, such as then beside now.
    Second,
    /// A third line.
    Third,
    /// Above zero, or a day that rose.
    Rise,
    /// Below zero, or a day that fell.
    Fall,
    /// A note's day.
    Note,
    /// An event of the calendar.
    Event,
    /// Where the figure stands today, or where the reader looks.
    Today,
}

/// One shape; all places from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line through points, from left to right.
    Line {
        /// At least two.
        points: Vec<(f64, f64)>,
        /// What it stands for.
        tone: Tone,
    },
    /// The usual range, across the whole width.
    Band {
        /// Its lower edge.
        low: f64,
        /// Its upper edge.
        high: f64,
    },
    /// A filled rectangle between two corners.
    Bar {
        /// Left and lower.
        from: (f64, f64),
        /// Right and upper.
        to: (f64, f64),
        /// What it stands for.
        tone: Tone,
    },
    /// A level across the whole width.
    Level {
        /// Its height.
        y: f64,
        /// Its name.
        label: String,
    },
    /// A place from bottom to top.
    Place {
        /// Where.
        x: f64,
        /// Its name; may be empty.
        label: String,
        /// What it stands for.
        tone: Tone,
    },
    /// A mark under the axis.
    Foot {
        /// Where.
        x: f64,
        /// What it stands for.
        tone: Tone,
    },
    /// One point.
    Dot {
        /// Where.
        at: (f64, f64),
        /// What it stands for.
        tone: Tone,
    },
    /// A cell of a map, with its value from −1 to 1 and as written.
    Cell {
        /// Left and lower.
        from: (f64, f64),
        /// Right and upper.
        to: (f64, f64),
        /// From −1 to 1.
        share: f64,
        /// As written.
        text: String,
    },
}

/// A picture ready to be drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Places along the left, from the bottom up.
    pub left: Vec<Tick>,
    /// Places along the bottom, from the left.
    pub bottom: Vec<Tick>,
    /// In the order of drawing; later ones lie over earlier ones.
    pub shapes: Vec<Shape>,
    /// What the tones mean, where there is more than one.
    pub legend: Vec<(Tone, String)>,
    /// What is read off at the crosshair.
    pub readout: Option<String>,
}
