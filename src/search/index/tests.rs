use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::search::Query;
use crate::search::fixtures::{analysis, analysis_of, found, note, put};

fn open(folder: &Path) -> Opened {
    SearchIndex::open(folder, Arc::new(analysis())).unwrap()
}

/// An index on disk with one note that says `gold`.
fn filled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let opened = open(folder.path());
    assert_eq!(opened.notice, None, "a new index is no surprise");
    put(&opened.index, &[note("a", &["gold"])]);
    folder
}

#[track_caller]
fn check_rebuilt(folder: &Path, reason: RebuildReason) {
    let opened = open(folder);
    assert_eq!(opened.notice, Some(Notice::Rebuilt(reason)));
    assert_eq!(
        opened.index.snapshot().count(&Query::everything()).unwrap(),
        0
    );
    put(&opened.index, &[note("b", &["silver"])]);
    drop(opened);
    let again = open(folder);
    assert_eq!(again.notice, None);
    assert_eq!(found(&again.index.snapshot(), "silver"), [1]);
}

#[test]
fn an_index_reads_back_after_it_was_closed() {
    let folder = filled();
    let opened = open(folder.path());
    assert_eq!(opened.notice, None);
    assert_eq!(found(&opened.index.snapshot(), "gold"), [1]);
}

#[test]
fn a_missing_folder_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let opened = open(&folder.path().join("a/b"));
    assert_eq!(opened.notice, None);
}

#[test]
fn another_version_is_rebuilt() {
    let folder = filled();
    fs::write(folder.path().join(MARK), "99 0000000000000000\n").unwrap();
    check_rebuilt(folder.path(), RebuildReason::OtherVersion);
}

#[test]
fn another_lexicon_is_rebuilt() {
    let folder = filled();
    let other = analysis_of("- {id: carry, en: [carry], zh_hans: [套息], zh_hant: [套息]}");
    drop(SearchIndex::open(folder.path(), Arc::new(other)).unwrap());
    check_rebuilt(folder.path(), RebuildReason::OtherLexicon);
}

#[test]
fn damaged_files_are_rebuilt() {
    let damages: [fn(&Path); 5] = [
        |folder| fs::write(folder.join("meta.json"), "{\"segm").unwrap(),
        |folder| fs::write(folder.join("meta.json"), "").unwrap(),
        |folder| fs::remove_file(folder.join("meta.json")).unwrap(),
        |folder| fs::remove_file(folder.join(MARK)).unwrap(),
        |folder| {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path
                    .extension()
                    .is_some_and(|extension| extension == "term")
                {
                    fs::write(path, "short").unwrap();
                }
            }
        },
    ];
    for damage in damages {
        let folder = filled();
        damage(folder.path());
        check_rebuilt(folder.path(), RebuildReason::Damaged);
    }
}

#[test]
fn a_mark_that_is_not_text_is_another_version() {
    let folder = filled();
    fs::write(folder.path().join(MARK), [0xff, 0xfe, 0]).unwrap();
    check_rebuilt(folder.path(), RebuildReason::OtherVersion);
}

#[test]
fn a_folder_in_the_index_is_left_alone() {
    let folder = filled();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("meta.json"), "x").unwrap();
    check_rebuilt(folder.path(), RebuildReason::Damaged);
    assert!(folder.path().join("mine").is_dir());
}

#[test]
fn a_rebuild_waits_for_the_writer() {
    let folder = filled();
    let opened = open(folder.path());
    let _writer = opened.index.writer().unwrap();
    fs::write(folder.path().join(MARK), "99 0").unwrap();
    let refused = SearchIndex::open(folder.path(), Arc::new(analysis()));
    assert!(matches!(refused.map(|_| ()), Err(SearchError::Busy)));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "x").unwrap();
    let refused = SearchIndex::open(&path, Arc::new(analysis()));
    assert!(matches!(
        refused.map(|_| ()),
        Err(SearchError::Folder { .. })
    ));
}

#[test]
fn another_handle_reads_while_one_writes() {
    let folder = filled();
    let writing = open(folder.path()).index;
    let reading = open(folder.path()).index;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut last = 1;
            while !done.load(Ordering::Acquire) {
                reading.refresh().unwrap();
                let count = reading.snapshot().count(&Query::everything()).unwrap();
                assert!(count >= last, "a commit is seen whole");
                last = count;
            }
        });
        let notes: Vec<_> = (0..40).map(|n| note(&n.to_string(), &["gold"])).collect();
        for count in 1..notes.len() {
            put(&writing, &notes[..count]);
        }
        done.store(true, Ordering::Release);
        reader.join().unwrap();
    });
    // The reader may have looked last before the last commit.
    reading.refresh().unwrap();
    assert_eq!(reading.snapshot().count(&Query::everything()).unwrap(), 39);
}

#[test]
fn a_writer_dropped_without_a_commit_changes_nothing() {
    let folder = filled();
    let index = open(folder.path()).index;
    index.writer().unwrap().clear().unwrap();
    let again = open(folder.path());
    assert_eq!(found(&again.index.snapshot(), "gold"), [1]);
}

#[test]
fn a_writer_that_was_stopped_is_told_of_once_and_only_when_it_is_gone() {
    let folder = filled();
    let index = open(folder.path()).index;
    // The one before it was dropped without its end.
    assert!(index.was_interrupted());
    let mut writer = index.writer().unwrap();
    assert!(writer.follows_interruption());
    assert!(index.is_being_written());
    assert!(!index.was_interrupted(), "it is still at work");
    writer.commit().unwrap();
    writer.finish().unwrap();
    assert!(!index.is_being_written());
    assert!(!index.was_interrupted());
    let writer = index.writer().unwrap();
    assert!(!writer.follows_interruption());
    drop(writer);
    assert!(open(folder.path()).index.was_interrupted());
}

#[test]
fn an_index_in_memory_is_never_interrupted() {
    let index = SearchIndex::in_memory(Arc::new(analysis())).unwrap();
    drop(index.writer().unwrap());
    assert!(!index.was_interrupted());
    assert!(!index.writer().unwrap().follows_interruption());
}

#[test]
fn the_stamps_of_some_files_are_those_of_all() {
    use crate::model::NoteId;
    use crate::search::FileStamp;
    let index = SearchIndex::in_memory(Arc::new(analysis())).unwrap();
    put(&index, &[note("a", &["gold"]), note("b", &["silver"])]);
    // Of two segments, the second with a note that was only touched.
    let mut writer = index.writer().unwrap();
    let touched = FileStamp {
        size: 3,
        modified_ns: 4,
        hash: 5,
    };
    writer.renew(NoteId::new(2), touched).unwrap();
    writer.commit().unwrap();
    let snapshot = index.snapshot();
    let all = snapshot.stamps().unwrap();
    assert_eq!(all.len(), 2);
    let ids = [1, 2, 9].map(NoteId::new);
    assert_eq!(snapshot.stamps_of(&ids).unwrap(), all);
    assert_eq!(
        snapshot.stamps_of(&[]).unwrap(),
        std::collections::HashMap::new()
    );
    let second = snapshot.stamps_of(&[NoteId::new(2)]).unwrap();
    assert_eq!(second, [(NoteId::new(2), touched)].into());
}
