//! Searches that have a name, in the order the user gave them.
//!
//! A name is known by its folded form, which the caller makes: two that differ only in case, width
//! or script are one search.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Journal, StoreError};
use crate::model::SavedSearch;

/// The name of a search, as written and as compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchName<'a> {
    /// As written.
    pub shown: &'a str,
    /// Folded.
    pub folded: &'a str,
}

/// What became of a new name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renamed {
    /// The search has it.
    Done,
    /// There is no search of the old name.
    Unknown,
    /// Another search has the new name, and keeps it.
    Taken,
}

impl Journal {
    /// Keeps a query under a name, as the last of all; one that is there under it already gives
    /// way, is returned, and leaves its place.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be written; it is then as before.
    pub fn save_search(
        &mut self,
        name: SearchName<'_>,
        query: &str,
        at: Timestamp,
    ) -> Result<Option<SavedSearch>, StoreError> {
        self.change(|connection| {
            let before = search_of(connection, name.folded)?;
            let sql = "INSERT INTO search (folded, name, query, place, created_at, updated_at)
                       VALUES (?1, ?2, ?3, (SELECT ifnull(max(place), 0) + 1 FROM search), ?4, ?4)
                       ON CONFLICT (folded) DO UPDATE SET
                           name = excluded.name,
                           query = excluded.query,
                           updated_at = excluded.updated_at";
            let values = params![name.folded, name.shown, query, at.to_string()];
            connection.prepare_cached(sql)?.execute(values)?;
            Ok(before)
        })
    }

    /// Every search that has a name, in their order.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached("SELECT name, query FROM search ORDER BY place, folded")?
                .query_map([], search)?
                .collect::<Result<_, _>>()
        };
        read().map_err(|source| self.failed(source))
    }

    /// Forgets a search, and returns it; `None` where there is none of that name.
    ///
    /// # Errors
    ///
    /// As [`Self::save_search`].
    pub fn forget_search(&mut self, folded: &str) -> Result<Option<SavedSearch>, StoreError> {
        self.change(|connection| {
            let before = search_of(connection, folded)?;
            connection
                .prepare_cached("DELETE FROM search WHERE folded = ?1")?
                .execute([folded])?;
            Ok(before)
        })
    }

    /// Gives a search another name; it keeps its place.
    ///
    /// # Errors
    ///
    /// As [`Self::save_search`].
    pub fn rename_search(
        &mut self,
        folded: &str,
        name: SearchName<'_>,
        at: Timestamp,
    ) -> Result<Renamed, StoreError> {
        self.change(|connection| {
            if search_of(connection, folded)?.is_none() {
                return Ok(Renamed::Unknown);
            }
            if name.folded != folded && search_of(connection, name.folded)?.is_some() {
                return Ok(Renamed::Taken);
            }
            let sql = "UPDATE search SET folded = ?2, name = ?3, updated_at = ?4 WHERE folded = ?1";
            let values = params![folded, name.folded, name.shown, at.to_string()];
            connection.prepare_cached(sql)?.execute(values)?;
            Ok(Renamed::Done)
        })
    }

    /// Puts searches in this order, before any that is not named.
    ///
    /// # Errors
    ///
    /// As [`Self::save_search`].
    pub fn order_searches(&mut self, folded: &[&str]) -> Result<(), StoreError> {
        self.change(|connection| {
            let count = folded.len() as i64;
            connection
                .prepare_cached("UPDATE search SET place = place + ?1")?
                .execute([count])?;
            for (name, place) in folded.iter().zip(1..) {
                let place: i64 = place - count;
                connection
                    .prepare_cached("UPDATE search SET place = ?2 WHERE folded = ?1")?
                    .execute(params![name, place])?;
            }
            Ok(())
        })
    }
}

fn search_of(
    connection: &Connection,
    folded: &str,
) -> Result<Option<SavedSearch>, rusqlite::Error> {
    connection
        .prepare_cached("SELECT name, query FROM search WHERE folded = ?1")?
        .query_row([folded], search)
        .optional()
}

fn search(row: &Row<'_>) -> Result<SavedSearch, rusqlite::Error> {
    Ok(SavedSearch {
        name: row.get(0)?,
        query: row.get(1)?,
        is_fixed: false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{home, time};
    use super::*;

    fn name<'a>(shown: &'a str, folded: &'a str) -> SearchName<'a> {
        SearchName { shown, folded }
    }

    fn names(journal: &Journal) -> Vec<String> {
        let saved = journal.saved_searches().unwrap();
        saved.into_iter().map(|search| search.name).collect()
    }

    #[test]
    fn searches_keep_their_order_and_one_name_is_one_search() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        for (shown, query) in [("Fed", "联储"), ("缩表", "QT"), ("carry", "a b")] {
            let folded = shown.to_lowercase();
            let before = journal.save_search(name(shown, &folded), query, time(1));
            assert_eq!(before.unwrap(), None);
        }
        let before = journal
            .save_search(name("FED", "fed"), "dots", time(2))
            .unwrap();
        assert_eq!(before.map(|search| search.query).as_deref(), Some("联储"));
        drop(journal);
        let journal = Journal::open(&path).unwrap();
        assert_eq!(names(&journal), ["FED", "缩表", "carry"]);
        assert_eq!(journal.saved_searches().unwrap()[0].query, "dots");
    }

    #[test]
    fn a_new_name_takes_none_from_another() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        for shown in ["a", "b"] {
            journal
                .save_search(name(shown, shown), shown, time(1))
                .unwrap();
        }
        for (from, to, expected) in [
            ("x", name("y", "y"), Renamed::Unknown),
            ("a", name("B", "b"), Renamed::Taken),
            ("a", name("A", "a"), Renamed::Done),
            ("a", name("C", "c"), Renamed::Done),
        ] {
            assert_eq!(journal.rename_search(from, to, time(2)).unwrap(), expected);
        }
        assert_eq!(names(&journal), ["C", "b"]);
    }

    #[test]
    fn what_is_forgotten_is_given_back() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        journal.save_search(name("a", "a"), "QT", time(1)).unwrap();
        let forgotten = journal.forget_search("a").unwrap();
        assert_eq!(forgotten.map(|search| search.query).as_deref(), Some("QT"));
        assert_eq!(journal.forget_search("a").unwrap(), None);
        assert_eq!(names(&journal), [""; 0]);
    }

    #[test]
    fn the_order_is_the_users() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        for shown in ["a", "b", "c", "d"] {
            journal
                .save_search(name(shown, shown), shown, time(1))
                .unwrap();
        }
        for _ in 0..2 {
            journal.order_searches(&["c", "a"]).unwrap();
            assert_eq!(names(&journal), ["c", "a", "b", "d"]);
        }
        journal.save_search(name("e", "e"), "e", time(1)).unwrap();
        assert_eq!(names(&journal), ["c", "a", "b", "d", "e"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn any_query_comes_back(query in any::<String>(), shown in any::<String>()) {
            let (_folder, path) = home();
            let mut journal = Journal::open(&path).unwrap();
            journal.save_search(name(&shown, "n"), &query, time(1)).unwrap();
            let expected = SavedSearch { name: shown, query, is_fixed: false };
            prop_assert_eq!(journal.saved_searches().unwrap(), [expected]);
        }
    }
}
