//! From a source to the documents in it.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::fetch::Fetched;
use crate::library::{self, MAX_BYTES};
use crate::market::import::{self, Told};
use crate::note::{self, feed};

use super::writing::Arrived;
use super::{FetchReport, Import, ImportNews, Source};

/// Beginnings of HTML that is no whole page: what a browser puts on the clipboard.
const FRAGMENTS: [&str; 12] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<div",
    "<p>",
    "<p ",
    "<article",
    "<section",
    "<span",
    "<h1",
];

impl Import<'_> {
    /// Brings in everything that a source holds.
    pub(super) fn source(&mut self, source: Source) {
        match source {
            Source::Path(path) if path.is_dir() => self.folder(&path),
            Source::Path(path) => self.file(&path),
            Source::Address(address) => self.address(&address),
            Source::Piped(bytes) => {
                let file_name = if begins_as_html(&bytes) {
                    "piped.html"
                } else {
                    "piped.txt"
                };
                self.document(&Document {
                    shown: "-",
                    file_name,
                    bytes: &bytes,
                    address: None,
                    local: None,
                });
            }
        }
    }

    fn folder(&mut self, folder: &Path) {
        let shown = folder.display().to_string();
        let scan = match library::scan(folder) {
            Ok(scan) => scan,
            Err(error) => return self.fail(&shown, &error),
        };
        if scan.files.is_empty() {
            return self.fail(&shown, "no file in it is a note by its name");
        }
        for file in scan.files {
            self.file(&folder.join(file.path));
        }
    }

    fn file(&mut self, path: &Path) {
        let shown = path.display().to_string();
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(reason) => return self.fail(&shown, &reason),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.document(&Document {
            shown: &shown,
            file_name: &name,
            bytes: &bytes,
            address: None,
            local: Some(path),
        });
    }

    pub(super) fn address(&mut self, address: &str) {
        let fetched = match self.fetch(address) {
            Ok(fetched) => fetched,
            Err(reason) => return self.fail(address, &reason),
        };
        let file_name = name_of(&fetched);
        let bytes = match &fetched.charset {
            Some(charset) => note::to_utf8(fetched.bytes, charset),
            None => fetched.bytes,
        };
        self.document(&Document {
            shown: address,
            file_name: &file_name,
            bytes: &bytes,
            address: Some(&fetched.url),
            local: None,
        });
    }

    /// Fetches, and tells of it.
    pub(super) fn fetch(&mut self, address: &str) -> Result<Fetched, String> {
        let fetched = self
            .fetcher
            .get(address)
            .map_err(|error| error.to_string())?;
        (self.tell)(ImportNews::Fetched(FetchReport {
            asked: address.to_owned(),
            url: fetched.url.clone(),
            kind: fetched.kind.clone(),
            bytes: fetched.bytes.len(),
        }));
        Ok(fetched)
    }

    fn document(&mut self, document: &Document) {
        if is_market_data(document) {
            let way = "these are figures, not a note: `tape market import` takes them";
            return self.fail(document.shown, way);
        }
        if feed::is_subscriptions(document.bytes) {
            return self.subscriptions(document.shown, document.bytes);
        }
        if feed::is_feed(document.bytes) {
            return self.feed(document.shown, document.address, document.bytes);
        }
        match note::parse_with(document.bytes, document.file_name, self.desk) {
            Ok(note) => self.note(Arrived {
                shown: document.shown,
                address: document.address,
                local: document.local,
                note,
            }),
            Err(error) => self.fail(document.shown, &error),
        }
    }
}

/// The bytes of one file, wherever they are from.
struct Document<'a> {
    /// What the user knows it by.
    shown: &'a str,
    /// Tells its kind, and its title where nothing else does.
    file_name: &'a str,
    bytes: &'a [u8],
    /// The address that it was fetched from.
    address: Option<&'a str>,
    /// The file that it was read from.
    local: Option<&'a Path>,
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => {
            "there is no such file; an address begins with http:// or https://".to_owned()
        }
        kind => format!("cannot be read: {kind}"),
    };
    // Opening a pipe would wait for a writer.
    if !std::fs::metadata(path).map_err(cannot)?.is_file() {
        return Err("not a regular file: pipe it in, with `-` for its name".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(cannot)?;
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot)?;
    if bytes.len() as u64 > MAX_BYTES {
        let most = MAX_BYTES / 1_000_000;
        return Err(format!("too large: at most {most} MB are read"));
    }
    Ok(bytes)
}

/// The name of a file that an address would be saved as, with the ending of its kind.
fn name_of(fetched: &Fetched) -> String {
    let path = fetched.url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let stem = if stem.is_empty() { "page" } else { stem };
    let ending = match fetched.kind.as_deref() {
        _ if begins_as_html(&fetched.bytes) => "html",
        Some("text/html" | "application/xhtml+xml") => "html",
        Some("text/markdown") => "md",
        Some("text/csv") => "csv",
        Some("application/pdf") => "pdf",
        _ if note::EXTENSIONS.contains(&ending) || ending == "csv" => ending,
        _ => "txt",
    };
    format!("{stem}.{ending}")
}

fn begins_as_html(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    FRAGMENTS.iter().any(|fragment| head.starts_with(fragment))
}

/// Whether a document is a table of prices rather than a text.
fn is_market_data(document: &Document) -> bool {
    let is_named = document.file_name.to_ascii_lowercase().ends_with(".csv");
    let ending = Path::new(document.file_name).extension();
    let is_bare = ending.is_some_and(|ending| ending == "txt") && document.bytes.len() < 1 << 20;
    let is_table = || {
        let read = import::read(document.bytes, "SERIES.csv", Told::default());
        read.is_ok_and(|read| read.notices.is_empty())
    };
    is_named || (is_bare && is_table())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(url: &str, kind: Option<&str>, bytes: &[u8]) -> String {
        name_of(&Fetched {
            url: url.to_owned(),
            kind: kind.map(str::to_owned),
            charset: None,
            bytes: bytes.to_vec(),
        })
    }

    #[test]
    fn an_address_is_named_by_its_end_and_its_kind() {
        for (url, kind, name) in [
            ("https://x.cn/a/b.shtml?c", Some("text/html"), "b.html"),
            ("https://x.cn/", Some("text/html"), "page.html"),
            ("https://x.cn/a.md", Some("text/plain"), "a.md"),
            ("https://x.cn/a", Some("text/markdown"), "a.md"),
            ("https://x.cn/a.txt", None, "a.txt"),
            ("https://x.cn/SPX.csv", None, "SPX.csv"),
            ("https://x.cn/a.php", None, "a.txt"),
        ] {
            assert_eq!(named(url, kind, b"text"), name, "{url}");
        }
        assert_eq!(
            named("https://x.cn/a", None, b"\n<!DOCTYPE html>"),
            "a.html"
        );
    }

    #[test]
    fn the_clipboard_of_a_browser_is_html() {
        for html in [
            "<meta charset='utf-8'><p>x",
            "\u{feff}<DIV class=a>",
            "<h1>x</h1>",
        ] {
            assert!(begins_as_html(html.as_bytes()), "{html}");
        }
        for other in ["<details>", "<!--yml", "# <p>", "<https://x.cn>", "<plain"] {
            assert!(!begins_as_html(other.as_bytes()), "{other}");
        }
    }
}
