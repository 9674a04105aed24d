//! Pictures set out without a terminal: axes, ticks and shapes in the unit square.
//!
//! A reading's history and its plots become a [`Scene`], which the screen draws in characters
//! and [`svg()`] writes for export: one picture, two pens. Days run by observation, so that
//! weekends leave no gap. Nothing here knows a colour: shapes have a [`Tone`].

mod axis;
mod figures;
mod history;
mod reading;
mod scene;
mod svg;
#[cfg(test)]
mod tests;

pub use figures::figure;
pub use history::{History, Span, View, histogram, line};
pub use reading::Pictured;
pub use scene::{Scene, Shape, Tick, Tone};
pub use svg::svg;
