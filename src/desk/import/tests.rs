mod measure;
mod net;

use std::fs;
use std::path::Path;

use jiff::civil::date;

use super::*;
use crate::indicators;

/// A library of its own, and the desk over it.
struct Place {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Place {
    fn new(notes: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("notes")).unwrap();
        let desk = Self::desk(folder.path(), Some("notes"));
        let place = Self { folder, desk };
        for (name, text) in notes {
            place.file(&format!("notes/{name}"), text);
        }
        place
    }

    fn desk(folder: &Path, library: Option<&str>) -> Desk {
        Desk::new(Setup {
            library: library.map(|library| folder.join(library)),
            home: folder.join("home"),
            today: date(2026, 2, 6),
            indicators: indicators::Settings::default(),
        })
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn file(&self, below: &str, text: &str) -> Source {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        Source::Path(path)
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }

    fn import(&self, sources: &[Source], options: &ImportOptions) -> Vec<Imported> {
        let mut documents = Vec::new();
        let tell = &mut |news| {
            if let ImportNews::Done(document) = news {
                documents.push(*document);
            }
        };
        self.desk.bring_in(sources.to_vec(), options, tell).unwrap();
        documents
    }

    fn import_one(&self, source: Source, options: &ImportOptions) -> Imported {
        let mut documents = self.import(&[source], options);
        assert_eq!(documents.len(), 1, "{documents:?}");
        documents.swap_remove(0)
    }

    /// The files of the library, hidden ones too.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path("notes"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn plain() -> ImportOptions {
    ImportOptions::default()
}

fn with(on_copy: OnCopy) -> ImportOptions {
    ImportOptions {
        on_copy,
        ..ImportOptions::default()
    }
}

const HANS: &str = "做市商在指数期权上做空伽马，跌的时候只能跟着卖，涨的时候只能跟着买，\
    所以尾盘的波动被放大了。这和波动率控制基金的减仓是两回事，前者看仓位，后者看实现波动率，\
    把两件事混为一谈，就会把因果说反，也就会在该买的时候去卖。";
const HANT: &str = "做市商在指數期權上做空伽馬，跌的時候只能跟著賣，漲的時候只能跟著買，\
    所以尾盤的波動被放大了。這和波動率控制基金的減倉是兩回事，前者看倉位，後者看實現波動率，\
    把兩件事混為一談，就會把因果說反，也就會在該買的時候去賣。";
const EN: &str = "Dealers are short gamma on the index, so they sell as it falls and buy as it \
    rises, which makes the close move more than the news would have it.";

fn page(text: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>尾盘的伽马</title></head><body>\
         <nav><a href=/>首页</a><a href=/b>登录</a></nav><article><h1>尾盘的伽马</h1><p>{text}</p>\
         <p>{text}</p></article></body></html>"
    )
}

#[test]
fn a_page_becomes_a_clean_note_that_is_indexed() {
    let place = Place::new(&[]);
    let source = place.file("saved.html", &page(HANS));
    let found = place.import_one(source, &plain());
    assert_eq!(found.fate, Fate::Written);
    assert_eq!(found.title, "尾盘的伽马");
    assert_eq!(found.path.as_deref(), Some(Path::new("尾盘的伽马.md")));
    let text = place.read("notes/尾盘的伽马.md");
    assert_eq!(text.len(), found.bytes);
    for line in [
        "title: 尾盘的伽马",
        "language: zh-Hans",
        "fetched: \"2026-02-06\"",
    ] {
        assert!(text.contains(line), "{text}");
    }
    assert!(
        text.contains("做市商在指数") && !text.contains("登录"),
        "{text}"
    );
    let listed = place.desk.resolve("尾盘的伽马").unwrap();
    assert_eq!(Some(listed.id), found.id);
}

#[test]
fn a_dry_run_writes_nothing_and_says_the_same() {
    let place = Place::new(&[]);
    let source = place.file("a.md", &format!("# A\n\n{HANS}\n"));
    let dry = ImportOptions {
        dry_run: true,
        ..plain()
    };
    let tried = place.import_one(source.clone(), &dry);
    assert_eq!(place.names(), Vec::<String>::new());
    assert_eq!(place.import_one(source, &plain()), tried);
    assert_eq!(place.names(), ["a.md"]);
}

#[test]
fn a_folder_that_is_not_there_is_made_only_when_written_to() {
    let place = Place::new(&[]);
    let source = place.file("a.md", &format!("# A\n\n{HANS}\n"));
    let mut options = ImportOptions {
        to: Some(place.path("other/deep")),
        dry_run: true,
        ..plain()
    };
    place.import_one(source.clone(), &options);
    assert!(!place.path("other").exists());
    options.dry_run = false;
    assert_eq!(
        place.import_one(source.clone(), &options).fate,
        Fate::Written
    );
    // A folder elsewhere knows its own notes.
    assert!(matches!(
        place.import_one(source.clone(), &options).fate,
        Fate::Same(_)
    ));
    assert!(place.path("other/deep/a.md").exists());
    options.to = Some("2026/february".into());
    let below = place.import_one(source, &options);
    assert_eq!(below.path.as_deref(), Some(Path::new("2026/february/a.md")));
}

#[test]
fn the_sample_takes_no_notes() {
    let place = Place::new(&[]);
    let desk = Place::desk(place.folder.path(), None);
    let error = desk
        .bring_in(Vec::new(), &plain(), &mut |_| {})
        .unwrap_err();
    assert!(error.to_string().contains("--to DIR"), "{error}");
}

#[test]
fn names_are_never_taken_from_another_note() {
    let place = Place::new(&[("2026-02-05-flow.md", "mine")]);
    let note = |text| format!("---\ntitle: Flow\ndate: 2026-02-05\n---\n{text}\n");
    let sources = [
        place.file("a.md", &note(HANS)),
        place.file("b.md", &note(EN)),
    ];
    let paths: Vec<PathBuf> = place
        .import(&sources, &plain())
        .into_iter()
        .map(|document| document.path.unwrap())
        .collect();
    let expected = ["2026-02-05-flow-2.md", "2026-02-05-flow-3.md"];
    assert_eq!(paths, expected.map(PathBuf::from));
    assert_eq!(place.read("notes/2026-02-05-flow.md"), "mine");
}

#[test]
fn the_same_document_in_the_other_script_is_offered_as_a_version() {
    let place = Place::new(&[("old.md", &format!("# 伽马\n\n{HANS}\n"))]);
    let source = place.file("new.md", &format!("# 伽馬\n\n{HANT}\n"));
    let Fate::Same(twin) = place.import_one(source.clone(), &plain()).fate else {
        panic!("stored twice")
    };
    assert_eq!(twin.path, Path::new("old.md"));
    assert!(twin.resemblance > 0.7 && !twin.is_identical, "{twin:?}");
    assert_eq!(place.names(), ["old.md"]);
    let version = place.import_one(source.clone(), &with(OnCopy::AsVersion));
    assert!(matches!(version.fate, Fate::Version(_)), "{version:?}");
    assert!(place.read("notes/伽馬.md").contains("version_of: old.md\n"));
    // The version is there now, word for word.
    let again = place.import_one(source.clone(), &with(OnCopy::AsVersion));
    assert!(matches!(again.fate, Fate::Same(twin) if twin.is_identical));
    let anyway = place.import_one(source, &with(OnCopy::Anyway));
    assert_eq!(anyway.path.as_deref(), Some(Path::new("伽馬-2.md")));
}

#[test]
fn copies_within_one_import_are_found() {
    let place = Place::new(&[]);
    let sources = [
        place.file("in/a.html", &page(HANS)),
        place.file("in/b.html", &page(HANT)),
        place.file("in/c.md", &format!("# Desk\n\n{EN}\n")),
    ];
    let fates: Vec<&str> = place
        .import(&sources, &plain())
        .iter()
        .map(|document| document.fate.name())
        .collect();
    assert_eq!(fates, ["written", "same", "written"]);
}

#[test]
fn a_translation_and_a_quotation_are_no_copies() {
    let long = format!(
        "今天的盘面没有新鲜事。\n\n{}\n\n> {HANS}\n",
        "另外一些话。\n\n成交缩量，利率横盘，等数据，交易员都去休假了，周三之后再看不迟，仓位不动。"
    );
    let place = Place::new(&[("zh.md", &format!("# 伽马\n\n{HANS}\n"))]);
    let more: String = (0..12)
        .map(|day| format!("第{day}天，成交比前一天少了{day}个百分点，领跌的是第{day}个行业。"))
        .collect::<Vec<_>>()
        .join("\n\n");
    let sources = [
        place.file("en.md", &format!("# Gamma\n\n{EN}\n")),
        place.file("quotes.md", &format!("# 周记\n\n{more}\n{long}")),
    ];
    let found = place.import(&sources, &plain());
    assert!(
        found.iter().all(|one| one.fate == Fate::Written),
        "{found:?}"
    );
}

#[test]
fn what_fails_is_named_and_the_others_go_on() {
    let place = Place::new(&[]);
    let sources = [
        place.file("SPX.csv", "date,close\n2026-02-05,6900\n"),
        place.file("empty.md", " \n"),
        Source::Path(place.path("gone.md")),
        Source::Piped(b"date,close\n2026-02-04,6900\n2026-02-05,6950\n".to_vec()),
        Source::Address("ftp://example.com/a".into()),
        Source::Address("http://10.0.0.1/a".into()),
        place.file("good.md", &format!("# Good\n\n{EN}\n")),
    ];
    let found = place.import(&sources, &plain());
    for (document, said) in found.iter().zip([
        "tape market import",
        "empty",
        "no such file",
        "tape market import",
        "only http and https",
        "--private",
    ]) {
        let Fate::Failed(reason) = &document.fate else {
            panic!("{document:?}")
        };
        assert!(reason.contains(said), "{reason}");
        assert_eq!(document.path, None);
    }
    assert_eq!(found[6].fate, Fate::Written);
    assert_eq!(place.names(), ["good.md"]);
}

#[test]
fn what_a_browser_pipes_in_is_read_as_what_it_is() {
    let place = Place::new(&[]);
    let html = format!("<meta charset='utf-8'><h1>剪贴板</h1><p>{HANS}</p>");
    let markdown = format!("---\ntitle: Piped\ndate: 2026-02-05\n---\n\n{EN}\n");
    let found = place.import(
        &[Source::Piped(html.into()), Source::Piped(markdown.into())],
        &plain(),
    );
    let titles: Vec<&str> = found.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["剪贴板", "Piped"]);
    assert!(found.iter().all(|one| one.source == "-"));
    assert!(!place.read("notes/剪贴板.md").contains("<h1>"));
}

fn feed(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>盘后</title>\
         <link>https://example.com/</link>{items}</channel></rss>"
    )
}

fn item(id: &str, title: &str, text: &str, hour: u8) -> String {
    format!(
        "<item><title>{title}</title><guid isPermaLink=\"false\">{id}</guid>\
         <pubDate>Thu, 05 Feb 2026 {hour}:00:00 +0800</pubDate>\
         <description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )
}

fn fates(found: &[Imported]) -> Vec<&'static str> {
    found.iter().map(|one| one.fate.name()).collect()
}

#[test]
fn a_feed_is_a_note_an_entry_updated_by_id() {
    let place = Place::new(&[]);
    let first = feed(&(item("1", "伽马", HANS, 10) + &item("2", "Desk", EN, 10)));
    let source = place.file("feed.xml", &first);
    let found = place.import(std::slice::from_ref(&source), &plain());
    assert_eq!(fates(&found), ["written", "written"]);
    assert_eq!(place.names(), ["2026-02-05-desk.md", "2026-02-05-伽马.md"]);
    let found = place.import(std::slice::from_ref(&source), &plain());
    assert_eq!(fates(&found), ["unchanged", "unchanged"]);
    // Another title and text: the note keeps its path.
    let changed = format!("{EN} And on Friday the options expire.");
    let second = feed(&(item("1", "伽马", HANS, 10) + &item("2", "Desk, revised", &changed, 11)));
    place.file("feed.xml", &second);
    let found = place.import(std::slice::from_ref(&source), &plain());
    assert_eq!(fates(&found), ["unchanged", "updated"]);
    let text = place.read("notes/2026-02-05-desk.md");
    assert!(
        text.contains("on Friday") && text.contains("Desk, revised"),
        "{text}"
    );
    assert_eq!(place.names().len(), 2);
}

#[test]
fn an_entry_whose_note_was_edited_is_kept() {
    let place = Place::new(&[]);
    let source = place.file("feed.xml", &feed(&item("1", "Desk", EN, 10)));
    place.import(std::slice::from_ref(&source), &plain());
    let path = "notes/2026-02-05-desk.md";
    let mine = place.read(path) + "\nMy own remark.\n";
    place.file(path, &mine);
    // Nothing new came: nothing to tell.
    assert_eq!(
        fates(&place.import(std::slice::from_ref(&source), &plain())),
        ["unchanged"]
    );
    place.file(
        "feed.xml",
        &feed(&item("1", "Desk", &format!("{EN} More."), 11)),
    );
    assert_eq!(
        fates(&place.import(std::slice::from_ref(&source), &plain())),
        ["edited"]
    );
    assert_eq!(place.read(path), mine);
    let beside = with(OnCopy::AsVersion);
    assert_eq!(
        fates(&place.import(std::slice::from_ref(&source), &beside)),
        ["version"]
    );
    assert_eq!(
        fates(&place.import(std::slice::from_ref(&source), &beside)),
        ["unchanged"]
    );
    assert_eq!(
        place.names(),
        ["2026-02-05-desk-2.md", "2026-02-05-desk.md"]
    );
    assert_eq!(place.read(path), mine);
}

#[test]
fn of_two_entries_of_one_id_the_newer_is_a_note() {
    let place = Place::new(&[]);
    let both = item("1", "Old", EN, 10) + &item("1", "New", &format!("{EN} Corrected."), 12);
    let source = place.file("feed.xml", &feed(&both));
    let mut notices = Vec::new();
    let mut done = Vec::new();
    let tell = &mut |news| match news {
        ImportNews::Notice(text) => notices.push(text),
        ImportNews::Done(document) => done.push(document.title),
        ImportNews::Fetched(_) => {}
    };
    place.desk.bring_in(vec![source], &plain(), tell).unwrap();
    assert_eq!(done, ["New"]);
    assert!(
        notices.len() == 1 && notices[0].contains("feed.xml: two entries"),
        "{notices:?}"
    );
    assert_eq!(place.names(), ["2026-02-05-new.md"]);
}

#[test]
fn notes_that_share_their_frame_are_different_notes() {
    let note = |title: &str, date: &str, own: &str| {
        format!("---\ntitle: {title}\ndate: {date}\n---\n\n{own}\n\n{HANS}\n")
    };
    let place = Place::new(&[("one.md", &note("周报一", "2026-01-30", "成交三千亿。"))]);
    for (name, title, date, own, fate) in [
        (
            "weekly.md",
            "周报二",
            "2026-02-06",
            "成交四千亿。",
            "written",
        ),
        (
            "later.md",
            "周报一",
            "2026-02-07",
            "成交五千亿。",
            "written",
        ),
        ("mirror.md", "周報一", "2026-01-30", "成交六千亿。", "same"),
        ("renamed.md", "Weekly", "2026-01-30", "成交三千億。", "same"),
    ] {
        let source = place.file(name, &note(title, date, own));
        assert_eq!(
            place.import_one(source, &plain()).fate.name(),
            fate,
            "{name}"
        );
    }
}

#[test]
fn entries_of_one_feed_are_never_copies_of_each_other() {
    let place = Place::new(&[]);
    let both = item("1", "Desk", EN, 10) + &item("2", "Desk", &format!("{EN} So."), 10);
    let source = place.file("feed.xml", &feed(&both));
    let found = place.import(std::slice::from_ref(&source), &plain());
    assert_eq!(fates(&found), ["written", "written"]);
    place.file("feed.xml", &feed(&(both + &item("3", "Desk", EN, 10))));
    let found = place.import(&[source], &plain());
    assert_eq!(fates(&found), ["unchanged", "unchanged", "written"]);
}

#[test]
fn an_entry_without_text_fails_nothing() {
    let place = Place::new(&[]);
    let items = item("1", "Empty", "", 10) + &item("2", "Desk", EN, 10);
    let source = place.file("feed.xml", &feed(&items));
    assert_eq!(fates(&place.import(&[source], &plain())), ["written"]);
}

#[test]
fn a_folder_below_the_library_stays_below_it() {
    let place = Place::new(&[]);
    for to in ["a/../../x", "a/.."] {
        let options = ImportOptions {
            to: Some(to.into()),
            ..plain()
        };
        let tried = place.desk.bring_in(Vec::new(), &options, &mut |_| {});
        let error = tried.unwrap_err().to_string();
        assert!(error.contains("`..`") && error.contains(to), "{error}");
    }
    assert!(!place.path("x").exists());
}

/// The smallest picture: one pixel.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

#[test]
fn pictures_come_along_when_asked_for() {
    let place = Place::new(&[]);
    fs::create_dir_all(place.path("in/img")).unwrap();
    fs::write(place.path("in/img/gamma map.png"), PNG).unwrap();
    fs::write(place.path("in/no.png"), "<p>no picture").unwrap();
    let text = format!(
        "# Map\n\n{EN}\n\n![map](<img/gamma map.png>)\n\n![again](<img/gamma map.png>)\n\n![no](no.png)\n\n![gone](gone.png)\n"
    );
    let source = place.file("in/map.md", &text);
    let options = ImportOptions {
        pictures: true,
        ..plain()
    };
    let found = place.import_one(source.clone(), &options);
    assert_eq!((found.pictures, found.notices.len()), (1, 2), "{found:?}");
    assert!(
        found
            .notices
            .iter()
            .all(|notice| notice.ends_with("; it stays a link"))
    );
    assert_eq!(
        fs::read(place.path("notes/map.files/1-gamma-map.png")).unwrap(),
        PNG
    );
    let written = place.read("notes/map.md");
    assert_eq!(
        written.matches("map.files/1-gamma-map.png").count(),
        2,
        "{written}"
    );
    assert!(written.contains("(gone.png)"), "{written}");
    let without = place.import_one(source, &with(OnCopy::Anyway));
    assert_eq!(without.pictures, 0);
}
