mod kept;
mod strip;

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::view;
use crate::app::App;
use crate::app::fixture::{self, Stage};
use crate::app::msg::{Msg, Opened};
use crate::app::screens::dashboard::Dashboard;
use crate::config::Charts;
use crate::config::theme::{ColorDepth, Role, Theme, Themes};
use crate::config::{Align, Reading};
use crate::model::{
    Document, Extent, IndexProgress, Language, Locale, Make, Matches, NoteList, Pair, PassageKind,
    Text, Timestamp, Voice,
};
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::picture::Pictures;

/// Narrow, usual and wide.
const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (120, 40)];

fn paint() -> Paint {
    Paint {
        theme: Theme::built_in(),
        depth: ColorDepth::True,
        links: false,
        charts: Charts::default(),
        pictures: Pictures::default(),
    }
}

fn draw(app: &App, paint: &Paint) -> (Buffer, Option<Position>) {
    let area = Rect::new(0, 0, app.shape.width, app.shape.height);
    let mut buffer = Buffer::empty(area);
    let caret = view(app, paint, area, &mut buffer);
    (buffer, caret)
}

/// The rows as a terminal shows them.
fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut row = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += (width(symbol) as u16).max(1);
            }
            row.trim_end().to_owned()
        })
        .collect()
}

fn picture(app: &App) -> String {
    rows(&draw(app, &paint()).0).join("\n")
}

/// A screen after some keys, at the three sizes.
fn snapshot(name: &str, keys: &str) {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.press(keys);
        insta::assert_snapshot!(format!("{name}_{columns}"), picture(&stage.app));
    }
}

/// The same with the interface in 繁體, at one size.
fn snapshot_hant(name: &str, keys: &str) {
    let mut stage = Stage::speaking(120, 40, Locale::Hant);
    stage.press(keys);
    insta::assert_snapshot!(format!("{name}_hant"), picture(&stage.app));
}

#[test]
fn reading_screen() {
    snapshot("library", "");
    snapshot("reader", "<enter> ] ] ]");
    snapshot("panels", "<shift-tab> j");
    snapshot_hant("reader", "<enter> ]");
}

#[test]
fn language_modes() {
    snapshot("side_by_side", "<enter> b");
    snapshot("chinese", "<enter> b b");
    snapshot("english", "<enter> b b b");
}

#[test]
fn note_of_every_kind() {
    snapshot("kinds", "j j <enter>");
    snapshot("desk_note", "j <enter>");
}

/// What passages may carry besides their text, in a note of its own.
fn carrying() -> Document {
    let columns = "期限\t收盘\t一日\t五日\t一月\t三月\t半年\t一年\t高点\t低点\t百分位";
    let rows = ["2年", "5年", "10年", "30年"].map(|name| {
        let cells = (1..11).map(|at| format!("{}.{at}5%", at % 5));
        let cells: Vec<String> = std::iter::once(name.to_owned()).chain(cells).collect();
        cells.join("\t")
    });
    let table = format!("{columns}\n{}", rows.join("\n"));
    let mut document = fixture::document(
        7,
        ("期权到期前后：做市商的Gamma与对冲", date(2026, 2, 6)),
        Make::Transcript,
        vec![
            (
                PassageKind::Prose,
                None,
                "本期讲到期日前后的对冲，约40分钟。",
                "",
            ),
            (
                PassageKind::Prose,
                Some("周岚"),
                "到期前一周，做市商的Gamma敞口集中在6,800点附近，指数被“钉”在那里。",
                "In the week before expiry dealers' gamma sits near 6,800 and pins the index.",
            ),
            (
                PassageKind::Prose,
                Some("主持"),
                "那么到期之后呢？",
                "And what comes after that, once the hedges are gone?",
            ),
            (PassageKind::Prose, None, "“钉”指价格被吸在行权价上。", ""),
            (PassageKind::Table(vec![]), None, "零", ""),
        ],
    );
    let metadata = &mut document.note.metadata;
    metadata.original_title = Some("Dealer gamma around expiry".to_owned());
    metadata.credits.translator = Some("林雨".to_owned());
    let [first, second, third, remark, last] = document.note.passages.as_mut_slice() else {
        panic!("five passages")
    };
    first.voice = Voice::Machine;
    second.time = Some(Timestamp(754));
    third.time = Some(Timestamp(781));
    third.pair = Some(Pair::Aligned(0.31));
    remark.voice = Voice::Translator;
    last.zh = Some(Text::plain(Language::Hans, table));
    document
}

/// A screen that shows one note after some keys, at the three sizes.
fn note_snapshot(name: &str, note: &Document, reading: Reading, keys: &str) {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.app.reader.reading = reading;
        let generation = stage.app.reader.generation;
        let opened = Box::new(Opened {
            document: Arc::new(note.clone()),
            extent: Extent::Linked,
            passage: None,
            mention: None,
            matches: Matches::new(),
            marks: Vec::new(),
        });
        stage.send(Msg::Opened { generation, opened });
        stage.press("<tab>").press(keys);
        insta::assert_snapshot!(format!("{name}_{columns}"), picture(&stage.app));
    }
}

#[test]
fn what_passages_carry() {
    note_snapshot("fields", &carrying(), Reading::default(), "");
    note_snapshot("fields_beside", &carrying(), Reading::default(), "b");
    note_snapshot("doubtful", &carrying(), Reading::default(), "} } }");
}

#[test]
fn a_table_wider_than_the_screen() {
    note_snapshot("wide_table", &carrying(), Reading::default(), "G");
    note_snapshot(
        "wide_table_moved",
        &carrying(),
        Reading::default(),
        "G <right> <right> <right> <right>",
    );
}

#[test]
fn text_set_as_wished() {
    let centred = Reading {
        width: 32,
        align: Align::Centre,
        gap: false,
        ..Reading::default()
    };
    note_snapshot("centred", &carrying(), centred, "");
}

#[test]
fn a_highlight_goes_on_across_a_gap() {
    let passages = vec![(PassageKind::Prose, None, "降息25bp后", "")];
    let note = fixture::document(7, ("一", date(2026, 2, 6)), Make::Markdown, passages);
    let mut stage = Stage::new(80, 24);
    let generation = stage.app.reader.generation;
    let opened = Box::new(Opened {
        document: Arc::new(note),
        extent: Extent::Linked,
        passage: None,
        mention: None,
        matches: Matches::new(),
        marks: Vec::new(),
    });
    stage.send(Msg::Opened { generation, opened });
    stage.press("<tab>/息25bp<enter>");
    let (buffer, _) = draw(&stage.app, &paint());
    let row = rows(&buffer)
        .iter()
        .position(|row| row.contains("降息 25bp"))
        .unwrap() as u16;
    let lit = paint().style(Role::Highlight).bg;
    let cells: Vec<_> = (0..80)
        .filter(|&x| Some(buffer[(x, row)].bg) == lit)
        .collect();
    // A buffer leaves the second cell of a wide character empty.
    assert_eq!(cells.len(), 6, "息, the gap and 25bp");
}

#[test]
fn search_screen() {
    snapshot("search_empty", "s");
    snapshot("search_hits", "s做空伽马");
    snapshot("search_none", "s没有这个词");
    snapshot("search_landed", "sshort<space>gamma<enter>");
    snapshot_hant("search_hits", "s做空伽马");
}

/// Sizes at which the search has room for its column, for a part of it, for one of the two.
const SEARCH_SIZES: [(u16, u16); 3] = [(118, 40), (80, 24), (40, 30)];

#[test]
fn search_that_narrows_and_goes_beyond() {
    for (name, keys) in [
        ("facets", "s做空伽马<tab>"),
        ("narrowed", "s做空伽马<tab>3<down>"),
        ("beyond", "sbodong<space>zink<down><down>"),
        ("reopened", "s做空伽马<esc>s"),
        ("why", "s做空伽马<ctrl-e>"),
    ] {
        for (columns, lines) in SEARCH_SIZES {
            let mut stage = Stage::new(columns, lines);
            stage.press(keys);
            insta::assert_snapshot!(format!("search_{name}_{columns}"), picture(&stage.app));
        }
    }
    snapshot_hant("search_facets", "s做空伽马<tab>");
    snapshot_hant("search_beyond", "sbodong<space>zink");
    snapshot_hant("search_why", "s做空伽马<ctrl-e>");
}

#[test]
fn search_typed_on_while_the_last_answer_stays() {
    for (columns, lines) in SEARCH_SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.press("s做空伽马");
        stage.press_unanswered("<space>d");
        insta::assert_snapshot!(format!("search_typing_{columns}"), picture(&stage.app));
        let generation = stage.app.search.generation;
        let message = "expected a date such as 2026-02 or 2026-02-05".to_owned();
        stage.send(Msg::Unparsed {
            generation,
            column: 6,
            message,
        });
        insta::assert_snapshot!(format!("search_dimmed_{columns}"), picture(&stage.app));
    }
}

#[test]
fn what_matched_is_lit_until_the_query_does_not_parse() {
    let mut stage = Stage::new(118, 40);
    stage.press("s做空伽马");
    let (buffer, _) = draw(&stage.app, &paint());
    let lit = paint().style(Role::Highlight);
    assert!(has(style_of(&buffer, "做空伽马，跌"), lit));
    let generation = stage.app.search.generation;
    stage.send(Msg::Unparsed {
        generation,
        column: 1,
        message: "x".to_owned(),
    });
    let (buffer, _) = draw(&stage.app, &paint());
    let muted = paint().style(Role::Muted);
    assert!(has(style_of(&buffer, "做空伽马，跌"), muted));
}

#[test]
fn search_that_does_not_parse() {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.press("s伽马<space>date:gestern");
        let generation = stage.app.search.generation;
        let message = "expected a date such as 2026-02 or 2026-02-05".to_owned();
        stage.send(Msg::Unparsed {
            generation,
            column: 9,
            message,
        });
        insta::assert_snapshot!(format!("search_unparsed_{columns}"), picture(&stage.app));
    }
}

#[test]
fn find_box() {
    snapshot("find", "<enter>/波动");
    snapshot("find_none", "<enter>/xyz");
}

#[test]
fn dashboard_screen() {
    snapshot("dashboard", "3 j");
    snapshot("dashboard_by_group", "3 o");
    snapshot("dashboard_one_group", "3 <tab> <tab>");
    snapshot_hant("dashboard", "3");
}

#[test]
fn panel_overlay() {
    snapshot("panel", "<enter> ] p");
    snapshot("panel_foot", "<enter> ] p G");
    snapshot_hant("panel", "<enter> ] p");
}

#[test]
fn card_overlay() {
    snapshot("card_concept", "<enter> ] K");
    snapshot("card_concept_end", "<enter> ] K G");
    snapshot("card_instrument", "<enter> ] ] ] ] K");
    snapshot_hant("card_concept", "<enter> ] K");
}

#[test]
fn overlays_of_the_note() {
    snapshot("outline", "<enter> } } o");
    snapshot("outline_typed", "<enter>o仓位");
    snapshot("outline_none", "<enter>oxyz");
    snapshot("speakers", "<enter> f j <space>");
    snapshot_hant("outline", "<enter> o");
    snapshot_hant("speakers", "<enter> f");
}

#[test]
fn reading_in_other_ways() {
    snapshot("only_one_speaker", "<enter> f j <enter>");
    snapshot("selection", "<enter> v j");
    snapshot("text_alone", "<enter> z");
    snapshot("mark_awaited", "<enter> } m a '");
    snapshot("find_wrapped", "<enter>/波动<enter> N");
}

/// A note with links after some keys, at the three sizes and in 繁體.
fn snapshot_links(name: &str, keys: &str) {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.press("<enter>").show(fixture::links()).press(keys);
        insta::assert_snapshot!(format!("{name}_{columns}"), picture(&stage.app));
    }
    let mut stage = Stage::speaking(120, 40, Locale::Hant);
    stage.press("<enter>").show(fixture::links()).press(keys);
    insta::assert_snapshot!(format!("{name}_hant"), picture(&stage.app));
}

#[test]
fn cards_of_links() {
    snapshot_links("link_web", "] K");
    snapshot_links("link_note", "] ] K");
    snapshot_links("link_unknown", "] ] ] K");
    snapshot_links("footnote", "] ] ] ] ] ] K");
}

#[test]
fn speakers_have_their_own_colour_and_what_is_chosen_its_ground() {
    let paint = paint();
    let mut stage = Stage::new(80, 24);
    stage.press("<enter>");
    let (buffer, _) = draw(&stage.app, &paint);
    assert!(has(style_of(&buffer, "周岚  "), paint.style(Role::Speaker)));
    assert!(has(
        style_of(&buffer, "主持  "),
        paint.style(Role::Speaker2)
    ));
    stage.press("v j");
    let (buffer, _) = draw(&stage.app, &paint);
    let ground = paint.style(Role::Selection).bg;
    assert_eq!(style_of(&buffer, "一、拥挤").bg, ground);
    assert_eq!(style_of(&buffer, "低波动").bg, ground);
    assert_ne!(style_of(&buffer, "那么触发点").bg, ground);
}

#[test]
fn links_are_told_to_the_terminal_where_it_takes_them() {
    let told = |links: bool, overlay: &str| {
        let mut stage = Stage::new(80, 24);
        stage.press("<enter>").show(fixture::links()).press(overlay);
        let paint = Paint { links, ..paint() };
        let (buffer, _) = draw(&stage.app, &paint);
        let cells = buffer.content.iter().map(ratatui::buffer::Cell::symbol);
        cells
            .filter(|symbol| symbol.contains("\u{1b}]8;"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(told(false, ""), [""; 0]);
    let cells = told(true, "");
    assert_eq!(cells.len(), 2, "the one address of the web: {cells:?}");
    let open = "https://example.com/%E6%8A%A5%E5%91%8A?a=1\u{1b}\\";
    assert!(cells.iter().all(|cell| cell.contains(open)), "{cells:?}");
    assert_eq!(
        told(true, "?"),
        [""; 0],
        "a page over it hides the links too"
    );
}

#[test]
fn other_overlays() {
    snapshot("help", "?");
    snapshot("help_end", "?G");
    snapshot("palette", ":");
    snapshot("palette_typed", ":next");
    snapshot("diagnostics", "Gd");
    snapshot("diagnostics_none", "d");
    snapshot_hant("help", "?");
}

#[test]
fn empty_places() {
    for (columns, lines) in SIZES {
        let mut stage = Stage::unread(columns, lines, Locale::En);
        insta::assert_snapshot!(format!("opening_{columns}"), picture(&stage.app));
        stage.send(Msg::Notes(NoteList::default()));
        insta::assert_snapshot!(format!("empty_library_{columns}"), picture(&stage.app));
        stage.press("3");
        stage.app.dashboard = Dashboard::default();
        insta::assert_snapshot!(format!("dashboard_awaited_{columns}"), picture(&stage.app));
    }
}

#[test]
fn indexing_and_notices() {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.send(Msg::Progress(IndexProgress {
            done: 1200,
            total: 7300,
            waiting: false,
        }));
        insta::assert_snapshot!(format!("indexing_{columns}"), picture(&stage.app));
        stage.send(Msg::Progress(IndexProgress {
            waiting: true,
            ..IndexProgress::default()
        }));
        insta::assert_snapshot!(format!("indexing_waits_{columns}"), picture(&stage.app));
        stage.send(Msg::Failed(
            "notes/x.md cannot be read: permission denied".to_owned(),
        ));
        insta::assert_snapshot!(format!("failed_{columns}"), picture(&stage.app));
    }
}

/// The style of the first cell of a text.
fn style_of(buffer: &Buffer, text: &str) -> Style {
    let lines = rows(buffer);
    let (y, line) = lines
        .iter()
        .enumerate()
        .find(|(_, line)| line.contains(text))
        .unwrap();
    let x = width(&line[..line.find(text).unwrap()]);
    buffer[(x as u16, y as u16)].style()
}

fn has(style: Style, look: Style) -> bool {
    look.fg.is_none_or(|fg| style.fg == Some(fg))
        && look.bg.is_none_or(|bg| style.bg == Some(bg))
        && style.add_modifier.contains(look.add_modifier)
}

#[test]
fn what_is_linked_chosen_and_matched_has_its_look() {
    let paint = paint();
    let mut stage = Stage::new(80, 24);
    stage.press("<enter> ]");
    let (buffer, _) = draw(&stage.app, &paint);
    assert!(has(
        style_of(&buffer, "目标波动率"),
        paint.style(Role::Selection)
    ));
    assert!(has(
        style_of(&buffer, "target-vol"),
        paint.style(Role::Concept)
    ));
    assert!(has(
        style_of(&buffer, "标普"),
        paint.style(Role::Instrument)
    ));
    assert!(has(style_of(&buffer, "周岚  "), paint.style(Role::Speaker)));
    assert!(has(
        style_of(&buffer, "Quiet markets"),
        paint.style(Role::Muted)
    ));
    stage.press("/低波动");
    let (buffer, _) = draw(&stage.app, &paint);
    assert!(has(
        style_of(&buffer, "低波动"),
        paint.style(Role::Highlight)
    ));
}

#[test]
fn what_is_stretched_calls_and_signs_have_their_colour() {
    let paint = paint();
    let mut stage = Stage::new(120, 40);
    stage.press("3 G");
    let (buffer, _) = draw(&stage.app, &paint);
    assert!(has(style_of(&buffer, "P99*"), paint.style(Role::Stretched)));
    assert!(has(style_of(&buffer, "P38"), paint.style(Role::Muted)));
    assert!(has(style_of(&buffer, "−0.35x"), paint.style(Role::Loss)));
    assert!(has(style_of(&buffer, "+21.5 bn"), paint.style(Role::Gain)));
    assert!(has(
        style_of(&buffer, "DEMO market"),
        paint.style(Role::Warning)
    ));
}

#[test]
fn the_caret_stands_where_text_is_typed() {
    for (keys, column) in [("s做空", 13), ("s做空<left>", 11), ("<enter>/做空", 6)] {
        let mut stage = Stage::new(80, 24);
        stage.press(keys);
        let caret = draw(&stage.app, &paint()).1;
        assert_eq!(caret.map(|caret| caret.x), Some(column), "{keys}");
    }
    let mut stage = Stage::new(80, 24);
    assert_eq!(draw(&stage.app, &paint()).1, None);
    stage.press("s做空<esc>?");
    assert_eq!(draw(&stage.app, &paint()).1, None);
}

#[test]
fn every_theme_draws_with_any_number_of_colours() {
    let themes = Themes::default();
    for name in themes.names() {
        let theme = themes.load(&name).unwrap();
        for depth in [
            ColorDepth::True,
            ColorDepth::Indexed,
            ColorDepth::Sixteen,
            ColorDepth::None,
        ] {
            let paint = Paint {
                theme: theme.clone(),
                depth,
                links: false,
                charts: Charts::default(),
                pictures: Pictures::default(),
            };
            let mut stage = Stage::new(120, 40);
            stage.press("<enter> ] /低波动<enter>");
            let (buffer, _) = draw(&stage.app, &paint);
            assert_eq!(
                rows(&buffer).join("\n"),
                picture(&stage.app),
                "{name} {depth:?}"
            );
            let plain = |color: Color| !matches!(color, Color::Rgb(..));
            let colours = buffer.content.iter().flat_map(|cell| [cell.fg, cell.bg]);
            let sixteen = |color: Color| !matches!(color, Color::Indexed(16..) | Color::Rgb(..));
            match depth {
                ColorDepth::True => {}
                ColorDepth::Indexed => assert!(colours.into_iter().all(plain), "{name}"),
                ColorDepth::Sixteen => assert!(colours.into_iter().all(sixteen), "{name}"),
                ColorDepth::None => {
                    assert!(
                        colours.into_iter().all(|color| color == Color::Reset),
                        "{name}"
                    );
                    let chosen = style_of(&buffer, "低波动");
                    assert_ne!(
                        chosen.add_modifier,
                        Modifier::empty(),
                        "matches are still seen"
                    );
                }
            }
        }
    }
}

/// Nothing but visible characters may reach a cell.
fn assert_harmless(buffer: &Buffer) {
    for cell in &buffer.content {
        let harmful = |c: char| {
            c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
        };
        assert!(!cell.symbol().chars().any(harmful), "{:?}", cell.symbol());
    }
}

#[test]
fn nothing_in_a_note_reaches_the_terminal_as_a_control_character() {
    let evil = "\u{1b}[2J\u{202e}恶\u{7}\u{200b}\u{9b}x";
    let mut document = fixture::document(1, (evil, date(2026, 2, 5)), Make::Markdown, Vec::new());
    let written = fixture::document(
        1,
        ("t", date(2026, 2, 5)),
        Make::Markdown,
        vec![
            (PassageKind::Prose, Some(evil), evil, evil),
            (PassageKind::Definition(evil.to_owned()), None, evil, ""),
            (
                PassageKind::List {
                    depth: 0,
                    marker: evil.to_owned(),
                },
                None,
                evil,
                "",
            ),
        ],
    );
    document.note.passages = written.note.passages;
    document.note.metadata.tags = vec![evil.to_owned()];
    document.note.metadata.speaker = Some(evil.to_owned());
    document.summary.speaker = Some(evil.to_owned());
    document.summary.path = evil.into();
    let list = NoteList {
        notes: vec![document.summary.clone()],
        total: 1,
        tags: vec![(evil.to_owned(), 1)],
        ..NoteList::default()
    };
    let opened = Opened {
        document: Arc::new(document),
        extent: Extent::Linked,
        passage: None,
        mention: None,
        matches: Matches::new(),
        marks: Vec::new(),
    };
    for keys in ["", "<enter>", "d", "b"] {
        for (columns, lines) in SIZES {
            let mut stage = Stage::new(columns, lines);
            let generation = stage.app.reader.generation;
            stage.send(Msg::Notes(list.clone()));
            let opened = Box::new(opened.clone());
            stage.send(Msg::Opened { generation, opened });
            stage.press(keys);
            let (buffer, _) = draw(&stage.app, &paint());
            assert_harmless(&buffer);
            let text = rows(&buffer).join("\n");
            assert!(text.contains('␛') || !text.contains("[2J"), "{text}");
            stage.send(Msg::Failed(evil.to_owned()));
            assert_harmless(&draw(&stage.app, &paint()).0);
        }
    }
}

#[test]
fn every_size_draws_every_screen() {
    let screens = [
        "",
        "<enter> ]",
        "<enter> b",
        "<shift-tab>",
        "s做空伽马",
        "3",
        "<enter> ] p",
        "<enter> ] K",
        "?",
        ":n",
        "d",
        "<enter>/波动",
        "<enter> o",
        "<enter> f",
        "<enter> f j <enter>",
        "<enter> z",
        "<enter> v j",
    ];
    for keys in screens {
        let mut stage = Stage::new(80, 24);
        stage.press(keys);
        for columns in (1..24).chain([39, 59, 60, 71, 72, 90, 107, 108, 119, 250]) {
            for lines in [1, 2, 3, 4, 6, 12, 29, 30, 80] {
                stage.send(Msg::Resize {
                    width: columns,
                    height: lines,
                });
                draw(&stage.app, &paint());
            }
        }
    }
}

/// Run by hand in a release build: `cargo test --release --lib frame_time -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a test"]
fn frame_time() {
    for keys in [
        "<enter> ] /波动<enter>",
        "<enter> b",
        "s做空伽马",
        "3",
        "<enter> ] p",
        "<enter> ] K",
        "?",
        ":",
    ] {
        let mut stage = Stage::new(120, 40);
        stage.press(keys);
        let start = std::time::Instant::now();
        for _ in 0..200 {
            draw(&stage.app, &paint());
        }
        println!("{keys:<24} {:?} a frame", start.elapsed() / 200);
        let start = std::time::Instant::now();
        for _ in 0..200 {
            stage.press("<f9>");
        }
        println!("{keys:<24} {:?} a key", start.elapsed() / 200);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_keys_at_any_size_are_drawn(
        width in 1_u16..=250,
        height in 1_u16..=80,
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "j", "k", "G", "<enter>", "<tab>", "s做", "3", "b", "P", "d", "?", ":", "<esc>",
                "]", "}", "K", "p", "/波", "n", "<ctrl-o>", "<ctrl-d>", "o", ")", "ma", "'a", "v",
                "yy", "yc", "f", "<space>", "z",
            ]),
            0..14,
        ),
    ) {
        let mut stage = Stage::new(80, 24);
        for keys in &keys {
            stage.press(keys);
        }
        stage.send(Msg::Resize { width, height });
        let (buffer, caret) = draw(&stage.app, &paint());
        assert_harmless(&buffer);
        prop_assert!(caret.is_none_or(|caret| buffer.area.contains(caret)));
    }
}
