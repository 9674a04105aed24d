//! Pictures on disk: measured and read within limits.
//!
//! PNG, JPEG, GIF (its first frame) and WebP, by `image`. A file is measured by its header alone;
//! what a header claims is held to the limits before a pixel is read, so that a small file which
//! swells is refused. Which file a note means is `desk`'s to say, how it is drawn `tui`'s. Nothing
//! is fetched or written.

use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};
use std::panic::catch_unwind;
use std::path::Path;

use image::imageops::FilterType;
use image::{DynamicImage, ImageReader, Limits, Rgb, RgbImage};

use crate::model::PictureFault;

/// Bytes of a file at most.
const BYTES: u64 = 20 << 20;

/// Pixels of a picture at most.
const PIXELS: u64 = 40_000_000;

/// Bytes that a decoder may take while it reads: 40 megapixels of four bytes, and as much again
/// for what it works with.
const MEMORY: u64 = 2 * 4 * PIXELS;

/// What shows through where a picture is transparent: charts are drawn for white paper, and their
/// words are black.
const PAPER: u8 = 255;

/// A picture that was read; opaque.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixels(RgbImage);

/// Pixels across and down, from the file's header.
pub fn measure(path: &Path) -> Result<(u32, u32), PictureFault> {
    // A decoder that panics has met a damaged file.
    catch_unwind(|| {
        let size = open(path)?.into_dimensions();
        within(size.map_err(|_| PictureFault::Unreadable)?)
    })
    .unwrap_or(Err(PictureFault::Unreadable))
}

/// Reads a picture whole.
pub fn read(path: &Path) -> Result<Pixels, PictureFault> {
    measure(path)?;
    catch_unwind(|| {
        let picture = open(path)?.decode().map_err(|error| match error {
            image::ImageError::Limits(_) => PictureFault::TooLarge,
            _ => PictureFault::Unreadable,
        })?;
        Ok(Pixels(on_paper(&picture)))
    })
    .unwrap_or(Err(PictureFault::Unreadable))
}

impl Pixels {
    /// Pixels across and down.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.0.dimensions()
    }

    /// The picture made smaller until it fits into so many pixels; one that fits stays as it is.
    #[must_use]
    pub fn fitted(&self, width: u32, height: u32) -> DynamicImage {
        let whole = DynamicImage::ImageRgb8(self.0.clone());
        let (own_width, own_height) = self.size();
        if own_width <= width && own_height <= height {
            return whole;
        }
        whole.resize(width.max(1), height.max(1), FilterType::Triangle)
    }

    /// The colours of the picture in a grid of so many squares, row by row.
    #[must_use]
    pub fn grid(&self, columns: u32, rows: u32) -> Vec<[u8; 3]> {
        let (columns, rows) = (columns.max(1), rows.max(1));
        let grid = image::imageops::resize(&self.0, columns, rows, FilterType::Triangle);
        grid.pixels().map(|pixel| pixel.0).collect()
    }
}

/// Opens what is a file of no more than so many bytes, and looks at its first ones.
fn open(path: &Path) -> Result<ImageReader<BufReader<File>>, PictureFault> {
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => PictureFault::Missing,
        _ => PictureFault::Unreadable,
    })?;
    // What waits for a writer would never be read.
    if !about.is_file() {
        return Err(PictureFault::Unreadable);
    }
    if about.len() > BYTES {
        return Err(PictureFault::TooLarge);
    }
    let file = File::open(path).map_err(|_| PictureFault::Unreadable)?;
    let mut reader = ImageReader::new(BufReader::new(file))
        .with_guessed_format()
        .map_err(|_| PictureFault::Unreadable)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    Ok(reader)
}

fn within((width, height): (u32, u32)) -> Result<(u32, u32), PictureFault> {
    if width == 0 || height == 0 {
        return Err(PictureFault::Unreadable);
    }
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(PictureFault::TooLarge);
    }
    Ok((width, height))
}

/// Lays a picture on paper, which shows where it is transparent.
fn on_paper(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    let mut paper = RgbImage::new(seen.width(), seen.height());
    for (from, to) in seen.pixels().zip(paper.pixels_mut()) {
        let [red, green, blue, alpha] = from.0;
        let mix = |ink: u8| {
            let (ink, alpha, paper) = (u32::from(ink), u32::from(alpha), u32::from(PAPER));
            ((ink * alpha + paper * (255 - alpha)) / 255) as u8
        };
        *to = Rgb([red, green, blue].map(mix));
    }
    paper
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
