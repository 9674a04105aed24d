//! Pictures made for tests.

use std::path::Path;

use image::{Rgba, RgbaImage};

/// Red and green over blue and white, each a quarter; written in the format that the name ends with.
pub(crate) fn quarters(path: &Path, width: u32, height: u32) {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [255, 0, 0],
            (false, true) => [0, 255, 0],
            (true, false) => [0, 0, 255],
            (false, false) => [255, 255, 255],
        })
    });
    picture.save(path).unwrap();
}

/// One colour with an alpha, as PNG.
pub(crate) fn glass(path: &Path, color: [u8; 4]) {
    RgbaImage::from_pixel(4, 4, Rgba(color)).save(path).unwrap();
}

/// The head of a PNG that claims a size, with no pixels behind it.
pub(crate) fn claim(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"IHDR".to_vec();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(&head);
    bytes.extend(checksum(&head).to_be_bytes());
    bytes.extend(b"\0\0\0\0IDAT");
    bytes.extend(checksum(b"IDAT").to_be_bytes());
    bytes
}

/// CRC-32 as PNG wants it.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    !bytes
        .iter()
        .fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), step))
}
