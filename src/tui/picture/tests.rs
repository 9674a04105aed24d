use std::path::Path;

use jiff::civil::date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use tempfile::tempdir;

use super::means::Graphics;
use super::*;
use crate::app::fixture::{Stage, document};
use crate::app::msg::{Msg, Opened};
use crate::config::Charts;
use crate::config::theme::Theme;
use crate::model::{Extent, Make, Matches, PassageKind, Picture};
use crate::picture::fixture::{claim, quarters};
use crate::tui::{Paint, view};

fn sketch(path: &Path, (width, height): (u32, u32), (columns, rows): (u16, u16)) -> Sketch {
    let file = PictureFile {
        path: path.into(),
        width,
        height,
    };
    let cells = Cells { columns, rows };
    Sketch { file, cells }
}

const fn means(graphics: Option<Graphics>) -> Means {
    Means {
        graphics,
        cell: (10, 20),
        is_tmux: false,
    }
}

/// The cells of a buffer: symbol, upper and lower colour.
fn cells(buffer: &Buffer) -> Vec<(&str, Color, Color)> {
    let cells = buffer.content().iter();
    cells
        .map(|cell| (cell.symbol(), cell.fg, cell.bg))
        .collect()
}

const RED: Color = Color::Rgb(255, 0, 0);
const GREEN: Color = Color::Rgb(0, 255, 0);
const BLUE: Color = Color::Rgb(0, 0, 255);
const WHITE: Color = Color::Rgb(255, 255, 255);

#[test]
fn half_blocks_are_two_colours_a_cell() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 2, 2);
    let drawing = easel::draw(means(None), &sketch(&path, (2, 2), (2, 1))).unwrap();
    let area = Rect::new(0, 0, 3, 1);
    let mut buffer = Buffer::empty(area);
    drawing.paint(0, area, (ColorDepth::True, true), &mut buffer);
    let expected = [
        ("▀", RED, BLUE),
        ("▀", GREEN, WHITE),
        (" ", Color::Reset, Color::Reset),
    ];
    assert_eq!(cells(&buffer), expected);
}

#[test]
fn half_blocks_take_the_nearest_of_256_colours_and_leave_fewer_alone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 2, 2);
    let drawing = easel::draw(means(None), &sketch(&path, (2, 2), (1, 1))).unwrap();
    let area = Rect::new(0, 0, 1, 1);
    for (depth, is_drawn) in [
        (ColorDepth::Indexed, true),
        (ColorDepth::Sixteen, false),
        (ColorDepth::None, false),
    ] {
        let mut buffer = Buffer::empty(area);
        drawing.paint(0, area, (depth, true), &mut buffer);
        let is_indexed = matches!(buffer[(0, 0)].fg, Color::Indexed(_));
        assert_eq!(is_indexed, is_drawn, "{depth:?}");
    }
}

#[test]
fn half_blocks_are_cut_at_either_end() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 2, 8);
    let drawing = easel::draw(means(None), &sketch(&path, (2, 8), (2, 4))).unwrap();
    for (from, expected) in [(0, [RED, GREEN]), (2, [BLUE, WHITE]), (3, [BLUE, WHITE])] {
        let area = Rect::new(0, 0, 2, 1);
        let mut buffer = Buffer::empty(area);
        drawing.paint(from, area, (ColorDepth::True, true), &mut buffer);
        let uppers: Vec<Color> = cells(&buffer).iter().map(|cell| cell.1).collect();
        assert_eq!(uppers, expected, "from row {from}");
    }
}

#[test]
fn each_protocol_sends_its_own_sequence_once_a_picture() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 30, 40);
    for (graphics, begins) in [
        (Graphics::Kitty, "\u{1b}_Gq=2,i="),
        (Graphics::Sixel, "\u{1b}P"),
        (Graphics::Iterm, "\u{1b}]1337;File=inline=1;"),
    ] {
        let drawing = easel::draw(means(Some(graphics)), &sketch(&path, (30, 40), (3, 2))).unwrap();
        let area = Rect::new(0, 0, 3, 2);
        let mut buffer = Buffer::empty(area);
        drawing.paint(0, area, (ColorDepth::True, true), &mut buffer);
        let holds = |cell: &&(&str, Color, Color)| cell.0.contains(begins);
        assert_eq!(
            cells(&buffer).iter().filter(holds).count(),
            1,
            "{graphics:?}"
        );
    }
}

#[test]
fn half_blocks_stand_in_where_a_protocol_cannot_draw_all() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 30, 40);
    let drawing = easel::draw(
        means(Some(Graphics::Sixel)),
        &sketch(&path, (30, 40), (3, 2)),
    );
    let drawing = drawing.unwrap();
    let whole = Rect::new(0, 0, 3, 2);
    let low = Rect { height: 1, ..whole };
    for (from, area, alone) in [(1, low, true), (0, low, true), (0, whole, false)] {
        let mut buffer = Buffer::empty(area);
        drawing.paint(from, area, (ColorDepth::True, alone), &mut buffer);
        assert!(
            cells(&buffer).iter().all(|cell| cell.0 == "▀"),
            "{from} {area}"
        );
    }
}

#[test]
fn a_damaged_picture_is_told() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    std::fs::write(&path, claim(20, 40)).unwrap();
    let drawn = easel::draw(means(None), &sketch(&path, (20, 40), (2, 2)));
    assert_eq!(drawn.unwrap_err(), PictureFault::Unreadable);
}

#[test]
fn the_easel_hands_over_what_was_asked_for_and_no_picture_twice() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 20, 40);
    let (sender, done) = std::sync::mpsc::channel();
    let hand_over = move |sketch: Sketch, drawn: Drawn| sender.send((sketch, drawn)).is_ok();
    let mut easel = Easel::start(means(None), hand_over).unwrap();
    let there = sketch(&path, (20, 40), (2, 2));
    let gone = sketch(&folder.path().join("b.png"), (20, 40), (2, 2));
    easel.ask(vec![there.clone(), gone.clone()]);
    easel.ask(vec![there.clone()]);
    let (first, drawn) = done.recv().unwrap();
    assert_eq!((first, drawn.is_ok()), (there, true));
    let (second, drawn) = done.recv().unwrap();
    assert_eq!((second, drawn.unwrap_err()), (gone, PictureFault::Missing));
    drop(easel);
    assert!(done.recv().is_err());
}

#[test]
fn old_pictures_go_unless_they_are_in_view() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 2, 2);
    let drawing = || easel::draw(means(None), &sketch(&path, (2, 2), (1, 1))).unwrap();
    let mut pictures = Pictures::default();
    let at = |row: u16| sketch(Path::new("a.png"), (1, 1), (1, row));
    let wanted: HashSet<Sketch> = (0..2).map(at).collect();
    for row in 0..40 {
        pictures.put(at(row), drawing(), &wanted);
    }
    let kept: Vec<u16> = (0..40)
        .filter(|&row| pictures.get(&at(row)).is_some())
        .collect();
    let newest: Vec<u16> = (40 - KEPT as u16 + 2..40).collect();
    assert_eq!(kept, [vec![0, 1], newest].concat());
    assert_eq!(pictures.lacking(vec![at(0), at(3)]), [at(3)]);
    pictures.clear();
    assert!(pictures.get(&at(0)).is_none());
}

/// A note with a picture open in the text alone, and the picture.
fn reading(path: &Path, file: Result<PictureFile, PictureFault>) -> Stage {
    let kind = PassageKind::Image(path.display().to_string());
    let mut note = document(
        9,
        ("图", date(2026, 2, 5)),
        Make::Markdown,
        vec![
            (PassageKind::Prose, None, "曲线如下。", ""),
            (kind, None, "波动率曲线", ""),
            (PassageKind::Prose, None, "完。", ""),
        ],
    );
    note.pictures = vec![Picture { passage: 1, file }];
    let mut stage = Stage::new(40, 16);
    stage.app.reader.cell = Some((10, 20));
    let generation = stage.app.reader.generation;
    stage.send(Msg::Opened {
        generation,
        opened: Box::new(Opened {
            document: Arc::new(note),
            extent: Extent::Linked,
            passage: None,
            mention: None,
            matches: Matches::new(),
            marks: Vec::new(),
        }),
    });
    stage.press("<tab>z");
    stage
}

fn screen(stage: &Stage, pictures: Pictures) -> String {
    let paint = Paint {
        theme: Theme::built_in(),
        depth: ColorDepth::True,
        links: false,
        charts: Charts::default(),
        pictures,
    };
    let area = Rect::new(0, 0, 40, 16);
    let mut buffer = Buffer::empty(area);
    view(&stage.app, &paint, area, &mut buffer);
    let row = |y: u16| -> String {
        let mut row = String::new();
        let mut x = 0;
        while x < 40 {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += (crate::text::width::width(symbol) as u16).max(1);
        }
        row.trim_end().to_owned()
    };
    (0..16).map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_picture_stands_above_its_words() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.png");
    quarters(&path, 120, 80);
    let file = PictureFile {
        path: path.as_path().into(),
        width: 120,
        height: 80,
    };
    let mut stage = reading(&path, Ok(file));
    let wanted = in_view(&stage.app);
    let mut pictures = Pictures::default();
    let awaited = screen(&stage, pictures.clone());
    for sketch in &wanted {
        let drawing = easel::draw(means(None), sketch).unwrap();
        pictures.put(sketch.clone(), drawing, &HashSet::new());
    }
    let ready = screen(&stage, pictures.clone());
    stage.app.reader.top = 9;
    let cut = screen(&stage, pictures.clone());
    stage.app.reader.top = 0;
    stage.press("z?");
    let covered = screen(&stage, pictures);
    let shown = format!("{awaited}\n=====\n{ready}\n=====\n{cut}\n=====\n{covered}");
    insta::assert_snapshot!("picture", shown);
}

#[test]
fn a_picture_that_cannot_be_drawn_is_a_line_that_says_why() {
    let stage = reading(Path::new("img/a.png"), Err(PictureFault::TooLarge));
    assert!(in_view(&stage.app).is_empty());
    insta::assert_snapshot!("picture_fault", screen(&stage, Pictures::default()));
}

#[test]
fn a_picture_that_proves_damaged_gives_its_rows_back() {
    let file = PictureFile {
        path: Path::new("a.png").into(),
        width: 120,
        height: 80,
    };
    let mut stage = reading(Path::new("a.png"), Ok(file.clone()));
    let rows = stage.app.reader.layout.lines().len();
    let fault = PictureFault::Unreadable;
    for _ in 0..2 {
        let file = file.clone();
        stage.send(Msg::Undrawn { file, fault });
        // Four rows of picture for one that says why.
        assert_eq!(stage.app.reader.layout.lines().len(), rows - 4 + 1);
        assert!(in_view(&stage.app).is_empty());
    }
    assert!(screen(&stage, Pictures::default()).contains("a.png · not drawn: damaged"));
}

#[test]
fn pictures_that_are_not_wanted_are_a_line() {
    let file = PictureFile {
        path: Path::new("a.png").into(),
        width: 120,
        height: 80,
    };
    let mut stage = reading(Path::new("a.png"), Ok(file));
    stage.app.reader.cell = None;
    stage.press("j");
    assert!(in_view(&stage.app).is_empty());
    let shown = screen(&stage, Pictures::default());
    let around: Vec<&str> = shown.lines().filter(|line| !line.is_empty()).collect();
    assert!(around.contains(&" ▣ 波动率曲线"), "{shown}");
}
