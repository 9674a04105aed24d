//! A folder that is changed while it is watched. What is waited for always comes, so nothing is
//! timed; what must not come is told apart by something that comes after it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// A watched folder with notes in two folders.
fn watched() -> (tempfile::TempDir, Watcher) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("2026/feb")).unwrap();
    fs::create_dir_all(root.path().join("home/search")).unwrap();
    fs::write(root.path().join("a.md"), "one").unwrap();
    fs::write(root.path().join("2026/feb/b.md"), "one").unwrap();
    let (watcher, why) = Watcher::new(root.path(), &root.path().join("home"));
    if cfg!(target_os = "linux") {
        assert_eq!(why, None);
    }
    (root, watcher)
}

fn files(names: &[&str]) -> Changed {
    Changed::Files(names.iter().map(PathBuf::from).collect())
}

/// All that is told until a note of this name is among it, and that note apart.
fn until(watcher: &mut Watcher, root: &Path, name: &str) -> Changed {
    fs::write(root.join(name), "end").unwrap();
    let mut all = watcher.wait();
    loop {
        match &all {
            Changed::Files(paths) if !paths.contains(Path::new(name)) => all.join(watcher.wait()),
            _ => return all,
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_written_note_is_told_by_its_path() {
    let (root, mut watcher) = watched();
    fs::write(root.path().join("2026/feb/b.md"), "two").unwrap();
    assert_eq!(
        until(&mut watcher, root.path(), "end.md"),
        files(&["2026/feb/b.md", "end.md"])
    );
}

#[test]
#[cfg(target_os = "linux")]
fn an_editor_that_writes_beside_and_renames_changes_one_note() {
    let (root, mut watcher) = watched();
    let path = |name: &str| root.path().join(name);
    // As vim does it.
    fs::write(path(".a.md.swp"), "x").unwrap();
    fs::write(path("4913"), "").unwrap();
    fs::remove_file(path("4913")).unwrap();
    fs::rename(path("a.md"), path("a.md~")).unwrap();
    fs::write(path("a.md"), "two").unwrap();
    fs::remove_file(path("a.md~")).unwrap();
    // As others do it.
    fs::write(path(".b.md.tmp"), "two").unwrap();
    fs::rename(path(".b.md.tmp"), path("b.md")).unwrap();
    assert_eq!(
        until(&mut watcher, root.path(), "end.md"),
        files(&["a.md", "b.md", "end.md"])
    );
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_hidden_or_the_readers_own_is_not_told() {
    let (root, mut watcher) = watched();
    fs::write(root.path().join("home/search/meta.md"), "x").unwrap();
    fs::write(root.path().join(".hidden.md"), "x").unwrap();
    fs::create_dir(root.path().join(".git")).unwrap();
    fs::write(root.path().join(".git/x.md"), "x").unwrap();
    fs::write(root.path().join("picture.png"), "x").unwrap();
    assert_eq!(
        until(&mut watcher, root.path(), "end.md"),
        files(&["end.md"])
    );
}

#[test]
fn a_note_removed_or_renamed_is_told() {
    let (root, mut watcher) = watched();
    fs::rename(root.path().join("a.md"), root.path().join("c.md")).unwrap();
    fs::remove_file(root.path().join("2026/feb/b.md")).unwrap();
    let told = until(&mut watcher, root.path(), "end.md");
    if told != Changed::Everything {
        assert_eq!(told, files(&["a.md", "c.md", "2026/feb/b.md", "end.md"]));
    }
}

#[test]
fn a_new_folder_is_watched_from_then_on() {
    let (root, mut watcher) = watched();
    fs::create_dir_all(root.path().join("2027/jan")).unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    let told = until(&mut watcher, root.path(), "2027/jan/new.md");
    if cfg!(target_os = "linux") {
        assert_eq!(told, files(&["2027/jan/new.md"]));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_moved_folder_is_known_by_its_new_path() {
    let (root, mut watcher) = watched();
    fs::rename(root.path().join("2026"), root.path().join("old")).unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    assert_eq!(
        until(&mut watcher, root.path(), "old/feb/c.md"),
        files(&["old/feb/c.md"])
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_moved_away_is_watched_no_longer() {
    let (root, mut watcher) = watched();
    let away = tempfile::tempdir_in(root.path().parent().unwrap()).unwrap();
    fs::rename(root.path().join("2026"), away.path().join("2026")).unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    fs::write(away.path().join("2026/feb/b.md"), "two").unwrap();
    assert_eq!(
        until(&mut watcher, root.path(), "end.md"),
        files(&["end.md"])
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_behind_a_link_is_watched_too() {
    let (root, mut watcher) = watched();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path().join("linked")).unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    // What is behind a link may be read by another way, which only a walk tells.
    fs::write(outside.path().join("x.md"), "x").unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    fs::remove_file(root.path().join("linked")).unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    fs::write(outside.path().join("x.md"), "y").unwrap();
    assert_eq!(
        until(&mut watcher, root.path(), "end.md"),
        files(&["end.md"])
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_behind_a_link_is_found_by_walking() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.md"), "x").unwrap();
    let root = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path().join("x.md"), root.path().join("x.md")).unwrap();
    let (mut watcher, why) = Watcher::new(root.path(), Path::new("/nowhere"));
    assert_eq!(why, Some(Unwatched::Silent));
    fs::write(outside.path().join("x.md"), "longer").unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
}

#[test]
fn a_library_that_goes_and_returns_is_watched_again() {
    let (root, mut watcher) = watched();
    let path = root.path().to_owned();
    fs::remove_dir_all(&path).unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    fs::create_dir(&path).unwrap();
    // As often as it was looked for meanwhile.
    while !watcher.is_gone {
        assert_eq!(watcher.wait(), Changed::Everything);
    }
    assert_eq!(watcher.wait(), Changed::Everything);
    assert!(!watcher.is_gone);
    let told = until(&mut watcher, &path, "a.md");
    if cfg!(target_os = "linux") {
        assert_eq!(told, files(&["a.md"]));
    }
}

#[test]
fn thousands_of_changes_are_told_as_one_or_two() {
    let (root, mut watcher) = watched();
    for number in 0..2_000 {
        fs::write(root.path().join(format!("{number}.md")), "x").unwrap();
    }
    assert_eq!(
        until(&mut watcher, root.path(), "end.md"),
        Changed::Everything
    );
}

#[test]
fn walking_takes_the_place_of_events() {
    let root = tempfile::tempdir().unwrap();
    let mut watcher = Watcher {
        root: root.path().to_owned(),
        except: PathBuf::new(),
        source: Source::Looking(Looking::new(root.path())),
        is_gone: false,
    };
    fs::write(root.path().join("a.md"), "x").unwrap();
    assert_eq!(watcher.wait(), Changed::Everything);
    assert_eq!(
        files(&["b", "a"]),
        Changed::Files(BTreeSet::from(["a".into(), "b".into()]))
    );
}

#[test]
fn why_a_library_is_walked_is_told_with_a_way_out() {
    assert!(Unwatched::Limit.to_string().contains("max_user_watches"));
    let refused = Unwatched::Refused(io::ErrorKind::PermissionDenied);
    assert!(refused.to_string().contains("permission denied"));
}
