//! Searches that have a name: in the journal, and in the settings.
//!
//! The user's own, in the journal, can be changed here. Those of the settings cannot: they are of
//! the file that they stand in, which may have come with the notes. Where both have a name, the
//! journal's counts, and that is told once.

use jiff::Timestamp;

use crate::model::{SavedCount, SavedSearch, is_search_name};
use crate::store::journal::{Renamed, SearchName};
use crate::text::fold::folded;

use super::lazy::lock;
use super::{Desk, DeskError, nearest};

impl Desk {
    /// The same desk, which knows these searches of the settings, too; their names are as
    /// [`is_search_name`] wants them.
    #[must_use]
    pub fn with_searches(mut self, searches: Vec<SavedSearch>) -> Self {
        self.fixed_searches = searches
            .into_iter()
            .map(|search| SavedSearch {
                is_fixed: true,
                ..search
            })
            .collect();
        self
    }

    /// Every search that has a name: the user's own in their order, then those of the settings.
    ///
    /// # Errors
    ///
    /// Where the journal fails.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, DeskError> {
        let mut searches = self.own_searches()?;
        let own: Vec<String> = searches.iter().map(key).collect();
        for search in &self.fixed_searches {
            if own.contains(&key(search)) {
                self.tell_clash(&search.name);
            } else {
                searches.push(search.clone());
            }
        }
        Ok(searches)
    }

    /// The search of a name, however it is cased; `None` where there is none.
    ///
    /// # Errors
    ///
    /// As [`Self::saved_searches`].
    pub fn saved_search(&self, name: &str) -> Result<Option<SavedSearch>, DeskError> {
        let wanted = folded(name);
        let mut searches = self.saved_searches()?.into_iter();
        Ok(searches.find(|search| key(search) == wanted))
    }

    /// Keeps a query under a name; returns the search that had the name and gave way.
    ///
    /// # Errors
    ///
    /// Where it is no name, or one of the settings; where the query does not parse; where there is
    /// no journal.
    pub fn save_search(
        &self,
        name: &str,
        query: &str,
        at: Timestamp,
    ) -> Result<Option<SavedSearch>, DeskError> {
        let name = name.trim();
        let folded = self.free_name(name)?;
        self.parse(query)?;
        let name = SearchName {
            shown: name,
            folded: &folded,
        };
        let before = self.use_journal(|journal, _| journal.save_search(name, query.trim(), at))?;
        before.ok_or(DeskError::NoJournal)
    }

    /// Gives a search of the user's another name.
    ///
    /// # Errors
    ///
    /// Where there is none of the old name, or the new one is none or another's.
    pub fn rename_search(&self, name: &str, new: &str, at: Timestamp) -> Result<(), DeskError> {
        let new = new.trim();
        let folded_new = self.free_name(new)?;
        let search = self.own_search(name)?;
        let to = SearchName {
            shown: new,
            folded: &folded_new,
        };
        let renamed =
            self.use_journal(|journal, _| journal.rename_search(&key(&search), to, at))?;
        match renamed.ok_or(DeskError::NoJournal)? {
            Renamed::Done => Ok(()),
            Renamed::Unknown => Err(self.unknown_search(name)?),
            Renamed::Taken => Err(DeskError::SearchTaken {
                name: new.to_owned(),
                is_fixed: false,
            }),
        }
    }

    /// Forgets a search of the user's, and returns it.
    ///
    /// # Errors
    ///
    /// Where there is none of the name, or it stands in the settings.
    pub fn forget_search(&self, name: &str) -> Result<SavedSearch, DeskError> {
        let search = self.own_search(name)?;
        let forgotten = self.use_journal(|journal, _| journal.forget_search(&key(&search)))?;
        match forgotten.ok_or(DeskError::NoJournal)? {
            Some(search) => Ok(search),
            None => Err(self.unknown_search(name)?),
        }
    }

    /// Every search that has a name with how many notes it finds.
    ///
    /// # Errors
    ///
    /// Where the journal or the index fails; a query that does not parse has no count.
    pub fn count_searches(&self) -> Result<Vec<SavedCount>, DeskError> {
        let searches = self.saved_searches()?;
        if searches.is_empty() {
            // The lexicon is not loaded for nothing.
            return Ok(Vec::new());
        }
        let snapshot = self.index_to_search()?.answers();
        let count = |search: SavedSearch| {
            let notes = match self.parse(&search.query) {
                Ok(query) => Some(snapshot.count(&query)?),
                Err(DeskError::Query(_)) => None,
                Err(error) => return Err(error),
            };
            Ok(SavedCount { search, notes })
        };
        searches.into_iter().map(count).collect()
    }

    /// Puts the user's searches in this order.
    ///
    /// # Errors
    ///
    /// Where the journal fails or there is none.
    pub fn order_searches(&self, names: &[String]) -> Result<(), DeskError> {
        let keys: Vec<_> = names.iter().map(|name| folded(name)).collect();
        let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        let done = self.use_journal(|journal, _| journal.order_searches(&keys))?;
        done.ok_or(DeskError::NoJournal)
    }

    fn own_searches(&self) -> Result<Vec<SavedSearch>, DeskError> {
        let own = self.use_journal(|journal, _| journal.saved_searches())?;
        Ok(own.unwrap_or_default())
    }

    /// The user's search of a name, as it is to be changed.
    fn own_search(&self, name: &str) -> Result<SavedSearch, DeskError> {
        let name = name.strip_prefix('@').unwrap_or(name);
        match self.saved_search(name)? {
            Some(search) if search.is_fixed => Err(DeskError::FixedSearch { name: search.name }),
            Some(search) => Ok(search),
            None => Err(self.unknown_search(name)?),
        }
    }

    fn unknown_search(&self, name: &str) -> Result<DeskError, DeskError> {
        let known = self.saved_searches()?;
        Ok(DeskError::UnknownSearch {
            name: name.to_owned(),
            nearest: nearest(name, known.iter().map(|search| search.name.as_str())),
        })
    }

    /// A name folded, where it is one and none of the settings.
    fn free_name(&self, name: &str) -> Result<String, DeskError> {
        if !is_search_name(name) {
            return Err(DeskError::SearchName {
                name: name.to_owned(),
            });
        }
        let folded = folded(name).into_owned();
        if self.fixed_searches.iter().any(|one| key(one) == folded) {
            return Err(DeskError::SearchTaken {
                name: name.to_owned(),
                is_fixed: true,
            });
        }
        Ok(folded)
    }

    fn tell_clash(&self, name: &str) {
        let notice = format!(
            "@{name} stands in the settings and among your own searches: your own counts; rename one of them"
        );
        let mut told = lock(&self.clashes);
        if told.insert(name.to_owned()) {
            lock(&self.notices).push(notice);
        }
    }
}

fn key(search: &SavedSearch) -> String {
    folded(&search.name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::journal::tests::desk;
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn fixed(name: &str, query: &str) -> SavedSearch {
        SavedSearch {
            name: name.to_owned(),
            query: query.to_owned(),
            is_fixed: false,
        }
    }

    fn names(desk: &Desk) -> Vec<String> {
        let searches = desk.saved_searches().unwrap().into_iter();
        searches.map(|search| search.name).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        assert_eq!(desk.save_search("縮表", "QT OR 缩表", NOW).unwrap(), None);
        desk.save_search("Fed", " dots ", NOW).unwrap();
        for name in ["缩表", "縮表"] {
            assert_eq!(
                desk.saved_search(name).unwrap().unwrap().query,
                "QT OR 缩表"
            );
        }
        for name in ["fed", "ＦＥＤ"] {
            assert_eq!(desk.saved_search(name).unwrap().unwrap().query, "dots");
        }
        assert_eq!(desk.saved_search("fe").unwrap(), None);
        let before = desk.save_search("FED", "speeches", NOW).unwrap();
        assert_eq!(before.unwrap().query, "dots");
        assert_eq!(names(&desk), ["縮表", "FED"]);
    }

    #[test]
    fn what_is_no_name_or_no_query_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        for name in ["", "a b", "@a", "tag:x"] {
            let error = desk.save_search(name, "gold", NOW).unwrap_err();
            assert!(matches!(error, DeskError::SearchName { .. }), "{error}");
        }
        let error = desk.save_search("a", "(gold", NOW).unwrap_err();
        assert!(matches!(error, DeskError::Query(_)), "{error}");
        assert_eq!(names(&desk), [""; 0]);
    }

    #[test]
    fn searches_are_renamed_ordered_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        for name in ["a", "b", "c"] {
            desk.save_search(name, "gold", NOW).unwrap();
        }
        desk.rename_search("A", "d", NOW).unwrap();
        assert_eq!(names(&desk), ["d", "b", "c"]);
        let error = desk.rename_search("d", "B", NOW).unwrap_err();
        assert_eq!(
            error.to_string(),
            "@B is the name of another search: take another name"
        );
        desk.order_searches(&["c".to_owned(), "D".to_owned()])
            .unwrap();
        assert_eq!(desk.forget_search("@b").unwrap().query, "gold");
        assert_eq!(names(&desk), ["c", "d"]);
        let error = desk.forget_search("bb").unwrap_err();
        assert!(error.to_string().starts_with("no search is saved as @bb"));
    }

    #[test]
    fn searches_of_the_settings_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let one = desk(folder.path());
        one.save_search("mine", "gold", NOW).unwrap();
        let both =
            desk(folder.path()).with_searches(vec![fixed("Shared", "QT"), fixed("MINE", "x")]);
        assert_eq!(names(&both), ["mine", "Shared"]);
        assert!(both.saved_search("shared").unwrap().unwrap().is_fixed);
        assert_eq!(both.saved_search("mine").unwrap().unwrap().query, "gold");
        for error in [
            both.save_search("shared", "gold", NOW).unwrap_err(),
            both.rename_search("mine", "SHARED", NOW).unwrap_err(),
        ] {
            assert!(
                error.to_string().contains("a search of the settings"),
                "{error}"
            );
        }
        for error in [
            both.forget_search("shared").unwrap_err(),
            both.rename_search("shared", "other", NOW).unwrap_err(),
        ] {
            assert!(error.to_string().contains("under [searches]"), "{error}");
        }
        let notices = both.take_notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(notices[0].starts_with("@MINE stands in the settings and"));
    }

    #[test]
    fn without_a_journal_those_of_the_settings_are_there() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("home")).unwrap();
        std::fs::write(folder.path().join("home/journal.db"), "words").unwrap();
        let desk = desk(folder.path()).with_searches(vec![fixed("shared", "QT")]);
        assert_eq!(names(&desk), ["shared"]);
        let error = desk.save_search("a", "gold", NOW).unwrap_err();
        assert!(matches!(error, DeskError::NoJournal), "{error}");
    }
}
