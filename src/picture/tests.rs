use proptest::prelude::*;
use tempfile::tempdir;

use super::fixture::{claim, glass, quarters};
use super::*;

#[test]
fn every_format_is_measured_and_read() {
    let folder = tempdir().unwrap();
    for name in ["a.png", "a.jpg", "a.gif", "a.webp"] {
        let path = folder.path().join(name);
        quarters(&path, 8, 6);
        assert_eq!(measure(&path), Ok((8, 6)), "{name}");
        assert_eq!(read(&path).unwrap().size(), (8, 6), "{name}");
    }
}

#[test]
fn the_bytes_tell_the_format_not_the_name() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 8, 6);
    let named = folder.path().join("chart.jpg");
    fs::rename(&path, &named).unwrap();
    assert_eq!(measure(&named), Ok((8, 6)));
}

#[test]
fn what_is_no_picture_says_why() {
    let folder = tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    for (path, fault) in [
        (folder.path().join("none.png"), PictureFault::Missing),
        (folder.path().to_owned(), PictureFault::Unreadable),
        (file("a.md", b"# text"), PictureFault::Unreadable),
        (file("empty.png", b""), PictureFault::Unreadable),
        (file("no.png", &claim(0, 7)), PictureFault::Unreadable),
        (
            file("bomb.png", &claim(60_000, 60_000)),
            PictureFault::TooLarge,
        ),
        (
            file("just.png", &claim(8_000, 5_001)),
            PictureFault::TooLarge,
        ),
    ] {
        assert_eq!(measure(&path), Err(fault), "{}", path.display());
        assert_eq!(read(&path), Err(fault), "{}", path.display());
    }
}

#[test]
fn a_file_of_too_many_bytes_is_not_opened() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("large.png");
    quarters(&path, 8, 6);
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(BYTES + 1).unwrap();
    assert_eq!(measure(&path), Err(PictureFault::TooLarge));
}

#[test]
fn a_picture_that_ends_early_is_measured_and_not_read() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    fs::write(&path, claim(40, 30)).unwrap();
    assert_eq!(measure(&path), Ok((40, 30)));
    assert_eq!(read(&path), Err(PictureFault::Unreadable));
}

#[test]
fn a_grid_has_the_colours_of_its_squares() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 2, 2);
    let colours = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]];
    assert_eq!(read(&path).unwrap().grid(2, 2), colours);
}

#[test]
fn paper_shows_through_what_is_transparent() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    for (color, shown) in [
        ([0, 0, 0, 0], [255; 3]),
        ([0, 0, 0, 255], [0; 3]),
        ([255, 0, 0, 51], [255, 204, 204]),
    ] {
        glass(&path, color);
        assert_eq!(read(&path).unwrap().grid(1, 1), [shown]);
    }
}

#[test]
fn a_picture_is_made_smaller_in_proportion_and_never_larger() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 40, 20);
    let pixels = read(&path).unwrap();
    for (room, expected) in [
        ((100, 100), (40, 20)),
        ((20, 20), (20, 10)),
        ((100, 5), (10, 5)),
    ] {
        let fitted = pixels.fitted(room.0, room.1);
        assert_eq!((fitted.width(), fitted.height()), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damage_is_told_and_does_no_harm(at in 0_usize..400, with: u8, name in 0_usize..4) {
        let folder = tempdir().unwrap();
        let path = folder.path().join(["a.png", "a.jpg", "a.gif", "a.webp"][name]);
        quarters(&path, 9, 5);
        let mut bytes = fs::read(&path).unwrap();
        let at = at % bytes.len();
        bytes[at] = with;
        fs::write(&path, &bytes).unwrap();
        if let Ok(pixels) = read(&path) {
            prop_assert_eq!(measure(&path), Ok(pixels.size()));
        }
        fs::write(&path, &bytes[..at]).unwrap();
        let _ = read(&path);
    }
}
