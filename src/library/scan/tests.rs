use std::fs::File;

use tempfile::TempDir;

use super::*;

fn library(files: &[&str]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in files {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    root
}

fn files(scan: &Scan) -> Vec<&str> {
    scan.files
        .iter()
        .map(|file| file.path.to_str().unwrap())
        .collect()
}

fn reasons(scan: &Scan) -> Vec<(String, String)> {
    let rejected = scan.rejected.iter();
    rejected
        .map(|rejected| {
            (
                super::super::relative_text(&rejected.path),
                rejected.reason.to_string(),
            )
        })
        .collect()
}

#[track_caller]
fn check(scan: &Scan, expected: &[(&str, &str)]) {
    let reasons = reasons(scan);
    let found: Vec<_> = reasons
        .iter()
        .map(|(path, reason)| (path.as_str(), reason.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn feeds_are_named_with_the_way_to_bring_them_in() {
    let root = library(&["a.xml", "b.opml", "feed.json", "list.json"]);
    let bring = "; `tape import FILE` brings in the entries of a feed";
    let expected = [
        ("a.xml", format!("not a kind of note: .xml{bring}")),
        ("b.opml", format!("not a kind of note: .opml{bring}")),
        ("feed.json", format!("not a kind of note: .json{bring}")),
        ("list.json", String::from("not a kind of note: .json")),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(path, why)| (*path, why.as_str()))
        .collect();
    check(&scan(root.path()).unwrap(), &expected);
}

#[test]
fn every_file_is_a_note_or_is_named() {
    let root = library(&[
        "b.md",
        "a/c.txt",
        "a/d.HTML",
        "chart.png",
        "Makefile",
        ".hidden.md",
    ]);
    let scan = scan(root.path()).unwrap();
    assert_eq!(files(&scan), ["a/c.txt", "a/d.HTML", "b.md"]);
    check(
        &scan,
        &[
            (".hidden.md", "a hidden file"),
            ("Makefile", "not a kind of note: no extension"),
            ("chart.png", "not a kind of note: .png"),
        ],
    );
    assert_eq!(scan.files[0].size, 4);
    assert_eq!(scan.files[0].id, note_id(Path::new("a/c.txt")));
}

#[test]
fn hidden_folders_are_passed_over_in_silence() {
    let root = library(&["a.md", ".git/b.md", ".obsidian/deep/c.md"]);
    let scan = scan(root.path()).unwrap();
    assert_eq!(files(&scan), ["a.md"]);
    assert!(scan.rejected.is_empty());
}

#[test]
fn a_root_with_a_hidden_name_is_read() {
    let root = library(&[".notes/a.md"]);
    let scan = scan(&root.path().join(".notes")).unwrap();
    assert_eq!(files(&scan), ["a.md"]);
}

#[test]
fn a_large_file_is_named_unread() {
    let root = library(&["a.md"]);
    let large = File::create(root.path().join("large.md")).unwrap();
    large.set_len(100_000_000).unwrap();
    let scan = scan(root.path()).unwrap();
    assert_eq!(files(&scan), ["a.md"]);
    check(
        &scan,
        &[("large.md", "too large: 100 MB, at most 33 MB are read")],
    );
}

#[test]
fn a_missing_root_and_a_file_as_root_are_errors() {
    let root = library(&["a.md"]);
    let error = scan(&root.path().join("none")).unwrap_err();
    assert!(matches!(error, LibraryError::Missing { .. }), "{error}");
    let error = scan(&root.path().join("a.md")).unwrap_err();
    assert!(matches!(error, LibraryError::NotAFolder { .. }), "{error}");
}

#[test]
fn an_empty_library_is_no_error() {
    let root = library(&[]);
    assert_eq!(scan(root.path()).unwrap(), Scan::default());
}

#[cfg(unix)]
mod links {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn circles_are_named_and_left() {
        let root = library(&["a/b.md"]);
        symlink("..", root.path().join("a/up")).unwrap();
        symlink("../..", root.path().join("a/above")).unwrap();
        symlink("self", root.path().join("self")).unwrap();
        let scan = scan(root.path()).unwrap();
        assert_eq!(files(&scan), ["a/b.md"]);
        let reasons = reasons(&scan);
        assert_eq!(reasons[0], ("a/above".into(), "a link in a circle".into()));
        assert_eq!(reasons[1], ("a/up".into(), "a link in a circle".into()));
        assert_eq!(reasons[2].0, "self");
    }

    #[test]
    fn a_link_back_into_the_library_makes_no_second_note() {
        let root = library(&["a/b.md", "c.md"]);
        symlink("c.md", root.path().join("latest.md")).unwrap();
        symlink("a", root.path().join("z")).unwrap();
        let scan = scan(root.path()).unwrap();
        assert_eq!(files(&scan), ["a/b.md", "c.md"]);
        check(
            &scan,
            &[
                ("latest.md", "a link to c.md, which is read already"),
                ("z", "a link to a, which is read already"),
            ],
        );
    }

    #[test]
    fn a_link_out_of_the_library_is_followed_once() {
        let outside = library(&["x.md"]);
        let root = library(&["a.md"]);
        symlink(outside.path(), root.path().join("one")).unwrap();
        let first = scan(root.path()).unwrap();
        assert_eq!(files(&first), ["a.md", "one/x.md"]);
        symlink(outside.path(), root.path().join("two")).unwrap();
        let both = scan(root.path()).unwrap();
        assert_eq!(both.files.len(), 2);
        assert_eq!(both.rejected.len(), 1);
    }

    #[test]
    fn a_link_into_a_hidden_folder_is_followed() {
        let root = library(&[".annex/7f3a.md"]);
        symlink(".annex/7f3a.md", root.path().join("note.md")).unwrap();
        assert_eq!(files(&scan(root.path()).unwrap()), ["note.md"]);
    }

    #[test]
    fn a_broken_link_is_named() {
        let root = library(&[]);
        symlink("nowhere.md", root.path().join("a.md")).unwrap();
        check(
            &scan(root.path()).unwrap(),
            &[("a.md", "a link to nothing")],
        );
    }

    #[test]
    fn a_name_that_is_not_unicode_is_named() {
        let root = library(&["a.md"]);
        fs::write(root.path().join(OsStr::from_bytes(b"\xb2\xa8.md")), "text").unwrap();
        let scan = scan(root.path()).unwrap();
        assert_eq!(files(&scan), ["a.md"]);
        assert_eq!(scan.rejected[0].reason, RejectReason::NameNotUnicode);
    }

    #[test]
    fn a_socket_is_not_opened() {
        let root = library(&[]);
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("s.md")).unwrap();
        check(
            &scan(root.path()).unwrap(),
            &[("s.md", "not a regular file")],
        );
    }

    #[test]
    fn an_unreadable_folder_stops_nothing() {
        let root = library(&["a.md", "locked/b.md"]);
        let locked = root.path().join("locked");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        let result = scan(root.path()).unwrap();
        let listable = fs::read_dir(&locked).is_ok();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        if listable {
            eprintln!("skipped: this user reads everything");
            return;
        }
        assert_eq!(files(&result), ["a.md"]);
        check(&result, &[("locked", "cannot be read: permission denied")]);
    }
}
