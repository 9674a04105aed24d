use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + second).unwrap()
}

fn opened() -> (tempfile::TempDir, SourceStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = SourceStore::open(&folder.path().join("new/sources.db")).unwrap();
    (folder, store)
}

#[test]
fn hosts_come_back_as_they_were_put() {
    let (folder, mut store) = opened();
    let hosts = [
        HostRecord {
            name: "a.cn".into(),
            failures: 3,
            open_until: Some(at(300)),
            last_asked: Some(at(0)),
        },
        HostRecord {
            name: "b.com:8080".into(),
            failures: 0,
            open_until: None,
            last_asked: None,
        },
    ];
    store.put_hosts(&hosts).unwrap();
    drop(store);
    let mut again = SourceStore::open(&folder.path().join("new/sources.db")).unwrap();
    assert_eq!(again.hosts().unwrap(), hosts);
    let well = HostRecord {
        failures: 0,
        open_until: None,
        ..hosts[0].clone()
    };
    again.put_hosts(std::slice::from_ref(&well)).unwrap();
    assert_eq!(again.hosts().unwrap(), [well, hosts[1].clone()]);
}

#[test]
fn a_provider_keeps_its_last_success_beside_its_last_failure() {
    let (_folder, store) = opened();
    store.put_success("cboe", at(0)).unwrap();
    store.put_failure("cboe", at(60), "it hangs").unwrap();
    store.put_failure("fred", at(61), "504").unwrap();
    store.put_success("cboe", at(120)).unwrap();
    let expected = [
        ProviderRecord {
            id: "cboe".into(),
            succeeded: Some(at(120)),
            failed: Some((at(60), "it hangs".into())),
        },
        ProviderRecord {
            id: "fred".into(),
            succeeded: None,
            failed: Some((at(61), "504".into())),
        },
    ];
    assert_eq!(store.providers().unwrap(), expected);
}

#[test]
fn what_tells_of_an_answer_is_kept_by_its_address() {
    let (_folder, store) = opened();
    let url = "https://a.cn/x?y=1";
    assert_eq!(store.answer(url).unwrap(), None);
    let answer = AnswerRecord {
        etag: Some("\"v1\"".into()),
        modified: None,
    };
    store.put_answer(url, &answer).unwrap();
    assert_eq!(store.answer(url).unwrap(), Some(answer));
    store.put_answer(url, &AnswerRecord::default()).unwrap();
    assert_eq!(store.answer(url).unwrap(), None);
}

#[test]
fn a_file_that_cannot_be_read_is_replaced() {
    let (folder, store) = opened();
    let path = folder.path().join("new/sources.db");
    store.put_success("cboe", at(0)).unwrap();
    drop(store);
    for make in [
        |path: &Path| {
            fs::write(
                path,
                "no database, but longer than its head would be: ".repeat(9),
            )
        },
        |path: &Path| {
            let other = Connection::open(path).unwrap();
            other.pragma_update(None, "user_version", 99).unwrap();
            Ok(())
        },
    ] {
        make(&path).unwrap();
        let store = SourceStore::open(&path).unwrap();
        assert_eq!(store.providers().unwrap(), []);
        store.put_success("cboe", at(1)).unwrap();
    }
}

#[test]
fn a_folder_in_its_place_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(SourceStore::open(folder.path()).is_err());
}
