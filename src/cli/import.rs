//! `tape import`: files, folders, addresses, feeds and what is piped in, as clean notes.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Serialize;

use crate::config::theme::Role;
use crate::desk::import::{
    Fate, FetchReport, ImportNews, ImportOptions, Imported, OnCopy, Source, Twin,
};
use crate::fetch::{self, Reach};
use crate::library::{MAX_BYTES, relative_text};

use super::Outcome;
use super::args::ImportArgs;
use super::output::{Output, complain};
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    library: String,
    dry_run: bool,
    written: usize,
    fetched: Vec<FetchRecord>,
    documents: Vec<DocumentRecord>,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct FetchRecord {
    asked: String,
    url: String,
    kind: Option<String>,
    bytes: usize,
}

#[derive(Serialize)]
struct DocumentRecord {
    source: String,
    fate: &'static str,
    title: String,
    date: Option<String>,
    languages: Vec<&'static str>,
    path: Option<String>,
    id: Option<String>,
    bytes: usize,
    pictures: usize,
    same_as: Option<TwinRecord>,
    reason: Option<String>,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct TwinRecord {
    path: String,
    resemblance: f64,
    one_language: bool,
}

/// Imports every source; those that fail are named, and fail the command in the end.
pub(super) fn run(setup: &Setup, args: ImportArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let options = options(&args);
    let sources = sources(args.sources)?;
    let mut news = Vec::new();
    let mut printed = Ok(());
    let library = setup.desk.bring_in(sources, &options, &mut |one| {
        if printed.is_ok() {
            printed = tell(&one, options.dry_run, out);
        }
        news.push(one);
    })?;
    printed?;
    let (mut failed, mut written, mut unchanged, mut all) = (0, 0, 0, 0);
    for one in &news {
        if let ImportNews::Done(document) = one {
            all += 1;
            failed += usize::from(matches!(document.fate, Fate::Failed(_)));
            written += usize::from(document.fate.is_written());
            unchanged += usize::from(document.fate == Fate::Unchanged);
        }
    }
    if unchanged > 0 {
        out.notice(&match unchanged {
            1 => "1 entry says what its note says already".to_owned(),
            _ => format!("{unchanged} entries say what their notes say already"),
        });
    }
    if out.json {
        out.object(&record(&library, options.dry_run, written, &news))?;
    }
    if failed > 0 {
        bail!("{failed} of {all} could not be imported");
    }
    Ok(Outcome::of(written))
}

fn options(args: &ImportArgs) -> ImportOptions {
    ImportOptions {
        to: args.to.clone(),
        pictures: args.pictures,
        on_copy: match (args.copies.as_version, args.copies.anyway) {
            (true, _) => OnCopy::AsVersion,
            (_, true) => OnCopy::Anyway,
            _ => OnCopy::Skip,
        },
        reach: if args.private {
            Reach::Private
        } else {
            Reach::Public
        },
        dry_run: args.dry_run,
    }
}

fn sources(words: Vec<PathBuf>) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::with_capacity(words.len());
    for word in words {
        sources.push(match word.to_str() {
            Some("-") => Source::Piped(piped()?),
            Some(text) if fetch::is_address(text) => Source::Address(text.to_owned()),
            _ => Source::Path(word),
        });
    }
    Ok(sources)
}

fn piped() -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let stdin = io::stdin().lock();
    stdin
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .context("cannot read what is piped in")?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("more than {} MB are piped in", MAX_BYTES / 1_000_000);
    }
    Ok(bytes)
}

/// Prints what happened, as it happens.
fn tell(news: &ImportNews, dry_run: bool, out: &mut Output) -> io::Result<()> {
    match news {
        ImportNews::Fetched(fetched) => out.notice(&fetched_line(fetched)),
        ImportNews::Notice(text) => out.notice(text),
        ImportNews::Done(document) => {
            for notice in &document.notices {
                out.notice(&format!("{}: {notice}", document.source));
            }
            if let Fate::Failed(reason) = &document.fate {
                complain(&about(&document.source, reason));
            } else if !out.json {
                document_lines(document, dry_run, out)?;
            }
        }
    }
    Ok(())
}

fn fetched_line(fetched: &FetchReport) -> String {
    let kind = fetched.kind.as_deref().unwrap_or("of no kind");
    let size = size(fetched.bytes);
    if fetched.asked == fetched.url {
        return format!("fetched {}: {kind}, {size}", fetched.url);
    }
    format!(
        "fetched {} for {}: {kind}, {size}",
        fetched.url, fetched.asked
    )
}

/// A reason under the name of what it is about, unless it says that itself.
fn about(source: &str, reason: &str) -> String {
    if reason.starts_with(source) {
        return reason.to_owned();
    }
    format!("{source}: {reason}")
}

/// Where a document went, or why it went nowhere.
fn document_lines(document: &Imported, dry_run: bool, out: &mut Output) -> io::Result<()> {
    let path = document.path.as_deref().map(relative_text);
    let path = path.unwrap_or_default();
    let id = document.id.map(|id| id.to_string()).unwrap_or_default();
    if document.fate == Fate::Unchanged {
        return Ok(());
    }
    if !document.fate.is_written() {
        out.notice(&format!("{}: {}", document.source, left(document)));
        return Ok(());
    }
    let id = if dry_run { "would write " } else { &id };
    out.styled(&[
        (Role::Muted, id.trim_end()),
        (Role::Text, "  "),
        (Role::Text, &path),
        (Role::Muted, &described(document)),
    ])
}

/// `  做空伽马, 2026-02-05, zh-Hans en, 12 kB`
fn described(document: &Imported) -> String {
    let languages: Vec<&str> = document.languages.iter().map(|one| one.tag()).collect();
    let mut parts = vec![document.title.clone()];
    parts.extend(document.date.map(|date| date.to_string()));
    parts.push(languages.join(" "));
    parts.push(size(document.bytes));
    match document.pictures {
        0 => {}
        1 => parts.push("1 picture".to_owned()),
        many => parts.push(format!("{many} pictures")),
    }
    match &document.fate {
        Fate::Version(twin) => parts.push(format!("a version of {}", relative_text(&twin.path))),
        Fate::Updated => parts.push("the entry changed".to_owned()),
        _ => {}
    }
    format!("  {}", parts.join(", "))
}

/// Why nothing was written.
fn left(document: &Imported) -> String {
    let path = document.path.as_deref().map(relative_text);
    let path = path.unwrap_or_default();
    match &document.fate {
        Fate::Same(twin) => same(twin),
        Fate::Edited => format!(
            "the entry changed, but {path} was edited and is kept; `--as-version` writes the new text beside it"
        ),
        _ => String::new(),
    }
}

fn same(twin: &Twin) -> String {
    let path = relative_text(&twin.path);
    if twin.is_identical {
        return format!("the same as {path}, word for word");
    }
    // Only what is the same to the last shingle is called so.
    let percent = (twin.resemblance * 100.0).floor();
    let common = if twin.is_of_one_language {
        " in the language that both have"
    } else {
        ""
    };
    format!("the same as {path} ({percent} %){common}; `--as-version` writes it beside that note")
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn record(library: &Path, dry_run: bool, written: usize, news: &[ImportNews]) -> Record {
    let mut record = Record {
        library: library.display().to_string(),
        dry_run,
        written,
        fetched: Vec::new(),
        documents: Vec::new(),
        notices: Vec::new(),
    };
    for one in news {
        match one {
            ImportNews::Fetched(fetched) => record.fetched.push(FetchRecord {
                asked: fetched.asked.clone(),
                url: fetched.url.clone(),
                kind: fetched.kind.clone(),
                bytes: fetched.bytes,
            }),
            ImportNews::Notice(text) => record.notices.push(text.clone()),
            ImportNews::Done(document) => record.documents.push(document_record(document)),
        }
    }
    record
}

fn document_record(document: &Imported) -> DocumentRecord {
    let (same_as, reason) = match &document.fate {
        Fate::Same(twin) | Fate::Version(twin) => (Some(twin), None),
        Fate::Failed(reason) => (None, Some(reason.clone())),
        _ => (None, None),
    };
    DocumentRecord {
        source: document.source.clone(),
        fate: document.fate.name(),
        title: document.title.clone(),
        date: document.date.map(|date| date.to_string()),
        languages: document.languages.iter().map(|one| one.tag()).collect(),
        path: document.path.as_deref().map(relative_text),
        id: document.id.map(|id| id.to_string()),
        bytes: document.bytes,
        pictures: document.pictures,
        same_as: same_as.map(|twin| TwinRecord {
            path: relative_text(&twin.path),
            resemblance: twin.resemblance,
            one_language: twin.is_of_one_language,
        }),
        reason,
        notices: document.notices.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, shown) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_001, "2 kB"),
            (1_500_000, "1.5 MB"),
        ] {
            assert_eq!(size(bytes), shown);
        }
    }

    #[test]
    fn a_copy_is_never_called_more_alike_than_it_is() {
        let twin = |resemblance, is_of_one_language| Twin {
            path: "a/b.md".into(),
            resemblance,
            is_of_one_language,
            is_identical: false,
        };
        assert!(same(&twin(0.999, false)).starts_with("the same as a/b.md (99 %);"));
        assert!(same(&twin(1.0, true)).contains("(100 %) in the language that both have;"));
    }

    #[test]
    fn words_are_files_addresses_or_the_pipe() {
        let words = ["a.md", "https://x.cn/", "dir"].map(PathBuf::from);
        let found = sources(words.to_vec()).unwrap();
        assert_eq!(found[0], Source::Path("a.md".into()));
        assert_eq!(found[1], Source::Address("https://x.cn/".into()));
        assert_eq!(found[2], Source::Path("dir".into()));
    }
}
