//! The calls behind screen and command line: open, find, look, index.
//!
//! A [`Desk`] is one library with its index, its market and its journal. Nothing is opened
//! or loaded before the first call that needs it, so making one costs nothing.
//! Calls block; the reader makes them on threads, the command line as they are.

mod asking;
mod card;
mod error;
mod find;
pub mod import;
mod indexing;
mod journal;
mod lazy;
mod link;
mod market;
mod named;
mod notes;
mod own;
mod panels;
mod pictures;
mod quoted;
mod quotes;
mod related;
mod sample;
mod searches;
mod unread;
mod update;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

pub use error::DeskError;
pub use market::{
    ChainLine, FigureFile, ImportAs, ImportReport, MarketImport, MarketSetup, SeriesLine, Universe,
    figures_below,
};
pub use notes::{NoteFilter, Opening};
pub use update::{
    PlannedRequest, SeriesUpdate, SourceError, SourceLine, Sources, UpdateOutcome, UpdatePlan,
    UpdateProgress, UpdateReport,
};

use crate::indicators;
use crate::lexicon::Lexicon;
use crate::model::{SavedSearch, Terms};
use crate::search::{Analysis, Engine, SearchIndex};
use crate::store::journal::Journal;

use lazy::Lazy;
use market::Market;
use notes::Recent;
use unread::Reads;

/// Where things are, and what the methods take as given.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The folder of notes; `None` for the built-in sample.
    pub library: Option<PathBuf>,
    /// Where the index, the market store and the journal live.
    pub home: PathBuf,
    /// Today, for queries such as `date:7d`.
    pub today: Date,
    /// What the indicators take as given.
    pub indicators: indicators::Settings,
}

/// One library with its index, its market and its journal.
pub struct Desk {
    setup: Setup,
    lexicon: Lazy<Lexicon>,
    own: own::Own,
    analysis: Lazy<Analysis>,
    index: Lazy<Box<dyn Engine>>,
    market: Lazy<Market>,
    market_setup: MarketSetup,
    root: Lazy<PathBuf>,
    /// The folder of the index: it stays the same while the library is gone for a moment.
    place: Lazy<PathBuf>,
    recent: Mutex<Recent>,
    journal: Lazy<Option<Mutex<Journal>>>,
    reads: Mutex<Reads>,
    /// The searches of the settings.
    fixed_searches: Vec<SavedSearch>,
    /// Their names that the user's own searches have, too, and of which that was told.
    clashes: Mutex<HashSet<String>>,
    notices: Mutex<Vec<String>>,
    /// Whether the pictures of a note are looked for when it is opened.
    measures_pictures: bool,
    sources: Sources,
}

impl Desk {
    /// Today, as the desk was told when it was opened.
    #[must_use]
    pub const fn today(&self) -> Date {
        self.setup.today
    }

    /// A desk that has opened nothing yet.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self {
            setup,
            lexicon: Lazy::default(),
            own: own::Own::default(),
            analysis: Lazy::default(),
            index: Lazy::default(),
            market: Lazy::default(),
            market_setup: MarketSetup::default(),
            root: Lazy::default(),
            place: Lazy::default(),
            recent: Mutex::default(),
            journal: Lazy::default(),
            reads: Mutex::default(),
            fixed_searches: Vec::new(),
            clashes: Mutex::default(),
            notices: Mutex::default(),
            measures_pictures: false,
            sources: Sources::default(),
        }
    }

    /// The same desk, which measures the pictures on disk of the notes that it opens.
    #[must_use]
    pub fn measuring_pictures(mut self) -> Self {
        self.measures_pictures = true;
        self
    }

    /// The folder of notes; the sample is laid out on first use.
    pub fn root(&self) -> Result<Arc<PathBuf>, DeskError> {
        self.root.get(|| match &self.setup.library {
            Some(folder) if folder.is_dir() => Ok(folder.clone()),
            Some(folder) => Err(DeskError::NoLibrary {
                path: folder.clone(),
            }),
            None => sample::lay_out(&self.setup.home),
        })
    }

    /// Where the index and the market store live.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.setup.home
    }

    /// Whether the built-in sample is read.
    #[must_use]
    pub const fn is_sample(&self) -> bool {
        self.setup.library.is_none()
    }

    /// The concepts and instruments, with the user's own.
    pub fn lexicon(&self) -> Result<Arc<Lexicon>, DeskError> {
        self.lexicon.get(|| self.make_lexicon())
    }

    /// Looks anew at what other programs may have changed: the market store is read again.
    pub fn look_again(&self) {
        self.market.clear();
    }

    /// What to tell the user of what was opened so far; each is told once.
    pub fn take_notices(&self) -> Vec<String> {
        std::mem::take(&mut *lazy::lock(&self.notices))
    }

    /// The index as of the newest commit, ready to be listed: the lexicon is not loaded for it.
    ///
    /// Opened anew where another process has taken its files away.
    fn index_to_list(&self) -> Result<Arc<Box<dyn Engine>>, DeskError> {
        let index = self.index_handle()?;
        // Files that are gone stay readable to whoever has them open, so refreshing is not enough.
        if SearchIndex::is_in(&self.index_folder()?) && index.refresh().is_ok() {
            return Ok(index);
        }
        self.index.forget(&index);
        let index = self.index_handle()?;
        index.refresh()?;
        Ok(index)
    }

    /// The index as of the newest commit, ready to be searched by words and written.
    fn index_to_search(&self) -> Result<Arc<Box<dyn Engine>>, DeskError> {
        let index = self.index_to_list()?;
        if index.analysis().is_none() {
            index.analyse_with(self.analysis()?);
        }
        Ok(index)
    }

    fn analysis(&self) -> Result<Arc<Analysis>, DeskError> {
        self.analysis.get(|| Ok(Analysis::new(self.lexicon()?)))
    }

    fn index_handle(&self) -> Result<Arc<Box<dyn Engine>>, DeskError> {
        self.index.get(|| {
            let lexicon = Lexicon::built_in_fingerprint();
            let opened = SearchIndex::open_to_list(&self.index_folder()?, lexicon)?;
            if let Some(notice) = opened.notice {
                lazy::lock(&self.notices).push(notice.to_string());
            }
            Ok(Box::new(opened.index) as Box<dyn Engine>)
        })
    }

    /// One index a library, named by the folder's path.
    fn index_folder(&self) -> Result<Arc<PathBuf>, DeskError> {
        self.place.get(|| {
            let root = self.root()?;
            let path = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
            let name = crate::library::note_id(&path).to_string();
            Ok(self.setup.home.join("search").join(name))
        })
    }
}

/// The terms of the lexicon, loaded when the first document asks for them.
impl Terms for Desk {
    fn terms(&self, text: &str) -> Vec<u64> {
        // Whoever pairs a document without terms pairs it worse, not wrongly; the calls that need
        // the lexicon tell why it cannot be loaded.
        self.lexicon()
            .map_or_else(|_| Vec::new(), |lexicon| lexicon.terms(text))
    }
}

/// Names that come close to one that is unknown, closest first.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut scored: Vec<(f64, &str)> = known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(score, _)| *score > 0.7)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate.to_owned())
        .collect()
}

#[cfg(test)]
mod tests;
