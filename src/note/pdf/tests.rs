//! Documents made by code, and by bytes.

use std::fmt::Write as _;

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use proptest::prelude::*;

use super::super::tests::assert_sound;
use super::super::{NotANote, parse};
use crate::model::{DiagnosticKind, Make, Note};

/// A document under way.
struct Pdf {
    document: Document,
    fonts: Dictionary,
    pages: Vec<Object>,
    root: (u32, u16),
}

impl Pdf {
    /// With the standard font `F` and a bold one, `B`.
    fn new() -> Self {
        let mut document = Document::with_version("1.5");
        let root = document.new_object_id();
        let font = |name: &str| {
            dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name,
                "Encoding" => "WinAnsiEncoding",
            }
        };
        let fonts = dictionary! { "F" => font("Helvetica"), "B" => font("Helvetica-Bold") };
        Self {
            document,
            fonts,
            pages: Vec::new(),
            root,
        }
    }

    /// Adds a Chinese font `C` with an encoding and, perhaps, a map to characters.
    fn chinese(mut self, encoding: &str, map: Option<&str>) -> Self {
        let mut font = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light",
            "Encoding" => Object::Name(encoding.as_bytes().to_vec()),
            "DescendantFonts" => vec![dictionary! {
                "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "DW" => 1000,
            }.into()],
        };
        if let Some(map) = map {
            let stream = Stream::new(Dictionary::new(), map.as_bytes().to_vec());
            font.set("ToUnicode", self.document.add_object(stream));
        }
        self.fonts.set("C", font);
        self
    }

    fn page(self, content: &str) -> Self {
        self.page_with(content, &dictionary! {})
    }

    fn page_with(mut self, content: &str, more: &Dictionary) -> Self {
        let stream = Stream::new(Dictionary::new(), content.as_bytes().to_vec());
        let content = self.document.add_object(stream);
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => self.root, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
        };
        page.extend(more);
        self.pages.push(self.document.add_object(page).into());
        self
    }

    fn finish(mut self) -> Document {
        let pages = dictionary! {
            "Type" => "Pages", "Count" => self.pages.len() as i64, "Kids" => self.pages,
            "Resources" => dictionary! { "Font" => self.fonts },
        };
        self.document.objects.insert(self.root, pages.into());
        let catalog = self
            .document
            .add_object(dictionary! { "Type" => "Catalog", "Pages" => self.root });
        self.document.trailer.set("Root", catalog);
        self.document
    }

    fn bytes(self) -> Vec<u8> {
        saved(self.finish())
    }

    fn note(self) -> Note {
        parse(&self.bytes(), "note.pdf").expect("a note")
    }
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

/// Lines of a font in a size, from a place downwards.
fn lines(font: &str, size: u32, x: u32, y: u32, texts: &[&str]) -> String {
    let mut content = format!("BT /{font} {size} Tf {} TL {x} {y} Td\n", size + 2);
    for text in texts {
        writeln!(content, "{text} Tj T*").expect("written");
    }
    content + "ET\n"
}

fn hex(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04x}"));
    format!("<{}>", units.collect::<String>())
}

fn texts(note: &Note) -> Vec<(&'static str, String)> {
    let passages = note.passages.iter().flat_map(|passage| {
        let kind = passage.kind.name();
        passage
            .texts()
            .map(move |(_, text)| (kind, text.content.to_string()))
    });
    passages.collect()
}

fn kinds(note: &Note) -> Vec<DiagnosticKind> {
    note.diagnostics
        .iter()
        .map(|found| found.kind.clone())
        .collect()
}

const PROSE: [&str; 3] = [
    "(Vol control funds sell when realised volatil-)",
    "(ity is up, and they buy it back when it is)",
    "(down again.)",
];

#[test]
fn prose_is_put_together() {
    let note = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE)).note();
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::Pdf);
    assert_eq!(note.metadata.title, "note");
    assert_eq!(
        texts(&note),
        [(
            "prose",
            "Vol control funds sell when realised volatility is up, and they buy it back when it is down again.".into()
        )]
    );
}

#[test]
fn words_are_parted_by_shifts_and_letters_are_not() {
    for (shown, text) in [
        ("[(vol) -250 (is) -250 (up)] TJ", "vol is up"),
        ("[(vo) 20 (l) -10 (atile)] TJ", "volatile"),
        ("[(V) 80 (ol)] TJ", "Vol"),
        ("(vol) Tj 30 0 Td (is) Tj", "vol is"),
        ("(vol is) '", "vol is"),
        ("1 0 (vol is) \"", "vol is"),
        ("200 Tz (vol) Tj ( is) Tj", "vol is"),
    ] {
        let note = Pdf::new()
            .page(&format!("BT /F 10 Tf 50 700 Td {shown} ET"))
            .note();
        assert_eq!(texts(&note), [("prose", text.to_owned())], "{shown}");
    }
}

#[test]
fn chinese_is_read_by_predefined_maps() {
    for (encoding, codes) in [
        ("UniGB-UCS2-H", hex("波动率控制基金卖出。")),
        ("UniGB-UTF16-H", hex("波动率控制基金卖出。")),
        ("GBK-EUC-H", {
            let (bytes, ..) = encoding_rs::GBK.encode("波动率控制基金卖出。");
            let mut digits = String::new();
            for byte in bytes.iter() {
                write!(digits, "{byte:02X}").expect("written");
            }
            format!("<{digits}>")
        }),
    ] {
        let pdf = Pdf::new().chinese(encoding, None);
        let note = pdf.page(&lines("C", 10, 50, 700, &[&codes])).note();
        assert_eq!(
            texts(&note),
            [("prose", "波动率控制基金卖出。".into())],
            "{encoding}"
        );
    }
}

const MAP: &str = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
    3 beginbfchar <0001> <6CE2> <0002> <52A8> <0003> <7387> endbfchar";

#[test]
fn glyph_codes_are_read_by_their_map() {
    let pdf = Pdf::new().chinese("Identity-H", Some(MAP));
    let note = pdf
        .page(&lines("C", 10, 50, 700, &["<000100020003>", "<00010002>"]))
        .note();
    assert_eq!(texts(&note), [("prose", "波动率波动".into())]);
}

#[test]
fn fonts_without_a_map_are_told() {
    let pdf = || Pdf::new().chinese("Identity-H", None);
    let garbled = pdf()
        .page(&lines("C", 10, 50, 700, &["<000100020003>"]))
        .bytes();
    assert_eq!(parse(&garbled, "a.pdf"), Err(NotANote::Garbled));
    let part = lines("F", 10, 50, 700, &PROSE) + &lines("C", 10, 50, 600, &["<00010002>"]);
    let note = pdf().page(&part).note();
    assert_eq!(kinds(&note), [DiagnosticKind::UnknownGlyphs { count: 2 }]);
    assert_eq!(texts(&note)[1].1, "\u{fffd}\u{fffd}");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let column = |name: &str| -> Vec<String> {
        (0..8)
            .map(|at| format!("({name}{at} is a line of words that fills its column)"))
            .collect()
    };
    let (left, right) = (column("L"), column("R"));
    let both = |column: &[String], x| {
        let texts: Vec<&str> = column.iter().map(String::as_str).collect();
        lines("F", 10, x, 700, &texts)
    };
    let title = lines(
        "B",
        18,
        100,
        750,
        &["(A title that stands over both columns)"],
    );
    let note = Pdf::new()
        .page(&(both(&left, 40) + &both(&right, 320) + &title))
        .note();
    assert_eq!(note.metadata.title, "A title that stands over both columns");
    let all: String = texts(&note).into_iter().map(|(_, text)| text).collect();
    let mut places = left
        .iter()
        .chain(&right)
        .map(|line| all.find(line.get(1..3).expect("a name")));
    let order: Option<Vec<usize>> = places.by_ref().collect();
    assert!(order.is_some_and(|order| order.is_sorted()), "{all}");
}

#[test]
fn heads_feet_and_page_numbers_are_set_aside() {
    let mut pdf = Pdf::new();
    for page in 1..=3 {
        let marks = "x".repeat(page);
        let body = format!("(Body of page {marks} that says something new.)");
        let last = format!("(And the last of {marks}.)");
        let content = lines("F", 8, 50, 780, &["(Desk notes, for clients)"])
            + &lines("F", 10, 50, 700, &[&body, "(And one more.)", &last])
            + &lines("F", 8, 300, 20, &[&format!("(- {page} -)")]);
        pdf = pdf.page(&content);
    }
    let note = pdf.note();
    assert_eq!(kinds(&note), [DiagnosticKind::SetAside { lines: 6 }]);
    let all: String = texts(&note).into_iter().map(|(_, text)| text).collect();
    assert_eq!(all.matches("Body of page").count(), 3);
    assert!(!all.contains("clients") && !all.contains("- 1 -"), "{all}");
}

#[test]
fn the_info_dictionary_is_metadata() {
    let mut document = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE)).finish();
    let mut title = vec![0xfe, 0xff];
    title.extend("周三资金流".encode_utf16().flat_map(u16::to_be_bytes));
    let info = document.add_object(dictionary! {
        "Title" => Object::String(title, lopdf::StringFormat::Hexadecimal),
        "Author" => Object::string_literal("A. Dealer"),
        "Keywords" => Object::string_literal("gamma, skew"),
        "CreationDate" => Object::string_literal("D:20260209083000+08'00'"),
    });
    document.trailer.set("Info", info);
    let bytes = saved(document);
    let note = parse(&bytes, "note.pdf").expect("a note");
    assert_eq!(note.metadata.title, "周三资金流");
    assert_eq!(note.metadata.credits.author.as_deref(), Some("A. Dealer"));
    assert_eq!(note.metadata.tags, ["gamma", "skew"]);
    assert_eq!(note.metadata.date, Some(jiff::civil::date(2026, 2, 9)));
    // The day in the file's name is the note's, that of the PDF the printer's.
    let named = parse(&bytes, "2026-02-06 flows.pdf").expect("a note");
    assert_eq!(named.metadata.date, Some(jiff::civil::date(2026, 2, 6)));
}

#[test]
fn forms_are_followed_but_not_in_circles() {
    let mut pdf = Pdf::new();
    let id = pdf.document.new_object_id();
    let form = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "Matrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 50.into(), 700.into()],
            "Resources" => dictionary! { "Font" => pdf.fonts.clone(), "XObject" => dictionary! { "X" => id } },
        },
        b"BT /F 10 Tf (In a form.) Tj ET /X Do".to_vec(),
    );
    pdf.document.objects.insert(id, form.into());
    let resources =
        dictionary! { "Font" => pdf.fonts.clone(), "XObject" => dictionary! { "X" => id } };
    let note = pdf
        .page_with("q /X Do Q", &dictionary! { "Resources" => resources })
        .note();
    assert!(texts(&note)[0].1.starts_with("In a form."));
}

#[test]
fn turned_pages_are_read_as_shown() {
    let content = "BT /F 10 Tf 0 1 -1 0 100 50 Tm (First line.) Tj 0 -40 Td (Second line.) Tj ET";
    let note = Pdf::new()
        .page_with(content, &dictionary! { "Rotate" => 90 })
        .note();
    let found: Vec<_> = texts(&note).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["First line.", "Second line."]);
}

#[test]
fn pages_shown_sideways_are_read_all_the_same() {
    for turn in [90, 180, 270] {
        let note = Pdf::new()
            .page_with(
                &lines("F", 10, 50, 700, &PROSE),
                &dictionary! { "Rotate" => turn },
            )
            .note();
        assert_eq!(texts(&note).len(), 1, "{turn}");
        assert!(texts(&note)[0].1.ends_with("it is down again."), "{turn}");
    }
}

#[test]
fn text_along_the_margin_comes_after_the_page_and_a_watermark_is_counted() {
    let content = |mark: &str| {
        lines("F", 10, 50, 700, &PROSE)
            + &format!("BT /F 8 Tf 0 1 -1 0 20 300 Tm ({mark}) Tj ET\n")
            + "BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n"
    };
    let note = Pdf::new().page(&content("Along the margin.")).note();
    let found: Vec<_> = texts(&note).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found.last().map(String::as_str), Some("Along the margin."));
    assert_eq!(kinds(&note), [DiagnosticKind::Aslant { count: 5 }]);
    let many = Pdf::new()
        .page(&content("Stamp"))
        .page(&content("Stamp"))
        .note();
    assert_eq!(many.aside, ["Stamp", "Stamp"]);
}

#[test]
fn the_printed_day_goes_before_that_of_the_program() {
    let printed = ["(12 February 2026 - Jane Roe)"];
    let content = lines("B", 18, 50, 740, &["(Flows of the week)"])
        + &lines("F", 10, 50, 720, &printed)
        + &lines("F", 10, 50, 680, &PROSE);
    let mut document = Pdf::new().page(&content).finish();
    let info = document.add_object(dictionary! {
        "CreationDate" => Object::string_literal("D:20261120083000"),
        "Producer" => Object::string_literal("A program"),
        "Creator" => Object::string_literal("(unspecified)"),
    });
    document.trailer.set("Info", info);
    let note = parse(&saved(document), "note.pdf").expect("a note");
    assert_eq!(note.metadata.date, Some(jiff::civil::date(2026, 2, 12)));
    assert_eq!(note.metadata.other, []);
}

#[test]
fn a_file_that_is_cut_off_is_said_to_be() {
    let mut pdf = Pdf::new();
    for _ in 0..4 {
        pdf = pdf.page(&lines("F", 10, 50, 700, &PROSE));
    }
    let whole = pdf.bytes();
    let half = whole.get(..whole.len() / 2).expect("a half");
    assert_eq!(parse(half, "a.pdf"), Err(NotANote::Damaged));
    assert!(NotANote::Damaged.to_string().contains("cut off"));
}

#[test]
fn what_a_page_misses_is_counted() {
    let mut pdf = Pdf::new();
    let gone = pdf.document.new_object_id();
    let mut bomb = Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form" },
        vec![b' '; 12 << 20],
    );
    bomb.compress().expect("packed");
    let bomb = pdf.document.add_object(bomb);
    let resources =
        dictionary! { "Font" => pdf.fonts.clone(), "XObject" => dictionary! { "X" => bomb } };
    let content = lines("F", 10, 50, 700, &PROSE) + "/X Do";
    let note = pdf
        .page_with(&content, &dictionary! { "Resources" => resources })
        .page_with("", &dictionary! { "Contents" => gone })
        .note();
    assert_eq!(kinds(&note), [DiagnosticKind::UnreadPages { count: 2 }]);
}

#[test]
fn pictures_alone_are_no_note() {
    let bytes = Pdf::new()
        .page("q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
        .bytes();
    let found = parse(&bytes, "scan.pdf");
    assert_eq!(found, Err(NotANote::Pictures));
    assert!(NotANote::Pictures.to_string().contains("OCR"));
}

/// A document locked with a password for reading.
fn locked(user: &str) -> Vec<u8> {
    let mut document = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE)).finish();
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a key");
    document.encrypt(&state).expect("locked");
    saved(document)
}

#[test]
fn a_password_is_asked_for() {
    assert_eq!(parse(&locked("secret"), "a.pdf"), Err(NotANote::Locked));
    assert!(NotANote::Locked.to_string().contains("password"));
    // Locked against changes only: anyone may read it.
    assert!(parse(&locked(""), "a.pdf").is_ok());
}

#[test]
fn a_page_that_unpacks_to_too_much_is_left_out() {
    let mut pdf = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE));
    let mut bomb = Stream::new(Dictionary::new(), vec![b' '; 12 << 20]);
    bomb.compress().expect("packed");
    assert!(bomb.content.len() < 40_000);
    let bomb = pdf.document.add_object(bomb);
    pdf = pdf.page_with("", &dictionary! { "Contents" => bomb });
    let note = pdf.note();
    assert_eq!(kinds(&note), [DiagnosticKind::UnreadPages { count: 1 }]);
    assert_eq!(note.passages.len(), 1);
}

#[test]
fn damaged_files_are_read_as_far_as_they_go_or_refused() {
    let whole = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE)).bytes();
    assert_eq!(parse(b"%PDF-1.7", "a.pdf"), Err(NotANote::Damaged));
    assert_eq!(
        parse(b"%PDF-1.7\ngarbage\n%%EOF", "a.pdf"),
        Err(NotANote::Damaged)
    );
    // Without its table of places the objects are still found.
    let table = whole
        .windows(4)
        .rposition(|window| window == b"xref")
        .expect("a table");
    let mut lost = whole.clone();
    lost.splice(table..table + 4, *b"xxxx");
    let note = parse(&lost, "a.pdf").expect("a note");
    assert_eq!(note.passages.len(), 1);
}

#[test]
fn a_file_is_a_pdf_by_its_signature() {
    let whole = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE)).bytes();
    let note = parse(&whole, "misnamed.md").expect("a note");
    assert_eq!(note.metadata.make, Make::Pdf);
    let text = parse(b"# About %PDF\n\nText.\n", "a.md").expect("a note");
    assert_eq!(text.metadata.make, Make::Markdown);
}

#[test]
fn nodes_in_a_circle_end() {
    let mut pdf = Pdf::new().page(&lines("F", 10, 50, 700, &PROSE));
    let root = pdf.root;
    pdf.pages.push(root.into());
    let mut document = pdf.finish();
    if let Ok(node) = document.get_dictionary_mut(root) {
        node.set("Parent", root);
    }
    let note = parse(&saved(document), "a.pdf").expect("a note");
    assert_eq!(note.passages.len(), 1);
}

#[test]
fn deep_and_endless_constructs_are_read_at_once() {
    let many = 20_000;
    for content in [
        "q ".repeat(many),
        "Q ".repeat(many),
        "BT ".repeat(many),
        "[".repeat(many),
        "(".repeat(many),
        "<<".repeat(many),
        "1 ".repeat(many) + "Td",
        "/X Do ".repeat(many),
        "BT /F 10 Tf 1 1 Td ".to_owned() + &"(a) Tj 3 0 Td ".repeat(many) + "ET",
        "BT /F 10 Tf ".to_owned() + &"1e38 1e38 Td (a) Tj ".repeat(100) + "ET",
        "BT /F 99999999999999999999999 Tf 1e39 0 0 1 0 0 Tm (a) Tj ET".to_owned(),
    ] {
        if let Ok(note) = parse(&Pdf::new().page(&content).bytes(), "a.pdf") {
            assert_sound(&note);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn damaged_bytes_are_a_note_or_a_reason(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = Pdf::new().chinese("Identity-H", Some(MAP))
            .page(&(lines("F", 10, 50, 700, &PROSE) + &lines("C", 12, 50, 600, &["<000100020003>"])))
            .bytes();
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()).max(8));
        }
        if let Ok(note) = parse(&bytes, "a.pdf") {
            assert_sound(&note);
        }
    }

    #[test]
    fn no_word_of_a_page_is_lost(
        words in prop::collection::vec("[a-z]{3,6}", 1..25),
        places in prop::collection::vec((20_u16..560, 20_u16..780, 6_u8..30, any::<bool>()), 25),
    ) {
        let mut content = String::from("BT\n");
        let words: Vec<String> = words.iter().enumerate().map(|(at, word)| format!("{word}x{at}x")).collect();
        for (word, (x, y, size, is_bold)) in words.iter().zip(places) {
            let font = if is_bold { "B" } else { "F" };
            writeln!(content, "/{font} {size} Tf 1 0 0 1 {x} {y} Tm ({word}) Tj").expect("written");
        }
        let note = Pdf::new().page(&(content + "ET")).note();
        assert_sound(&note);
        let mut shown = note.metadata.title.clone();
        for (_, text) in texts(&note) {
            shown += &text;
        }
        let shown: String = shown.split_whitespace().collect();
        for word in words {
            prop_assert!(shown.contains(&word), "{word} of {shown}");
        }
    }
}
