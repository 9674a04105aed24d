//! Files of the user's own figures, one or a whole folder of them.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::real_path;
use crate::desk::{Desk, DeskError};
use crate::market::import::{self, FORMATS, Format, Imported, Told};
use crate::model::{Adjustment, OptionChain, Series};
use crate::store::market::{Batch, Kind, MarketStore};

/// A file larger than this is no file of figures that a person keeps.
const MOST_BYTES: u64 = 256 << 20;

/// A folder in a folder, and so on, this deep.
const DEEPEST: usize = 16;

/// Closes that differ by less than this share are the same, rounded otherwise.
const SAME: f64 = 1e-4;

/// How much of a file tells whether it holds bars.
const HEAD: u64 = 4096;

/// What an import did with one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// What the file was taken for.
    pub format: &'static str,
    /// Names of the series written.
    pub series: Vec<String>,
    /// Names of the option chains written, such as `CHAIN:SPX`.
    pub chains: Vec<String>,
    /// Names of the lists of members written.
    pub lists: Vec<String>,
    /// Values, options and members in the file.
    pub rows: usize,
    /// The first and the last day of them.
    pub range: Option<(Date, Date)>,
    /// Bars that its series hold now.
    pub bars: usize,
    /// What was odd about the file, and what was done about it.
    pub notices: Vec<String>,
}

/// A file below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureFile {
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not looked at; `None` where it is.
    pub passed_over: Option<&'static str>,
}

/// What a person said of the files to import.
#[derive(Debug, Clone, Default)]
pub struct ImportAs {
    /// The id of their format; found by their content where there is none.
    pub format: Option<String>,
    /// The name of the series, chain or list in a file that does not say it.
    pub series: Option<String>,
}

/// An import under way: the store is opened once for all files.
pub struct MarketImport {
    store: MarketStore,
    format: Option<&'static Format>,
    series: Option<String>,
    at: Timestamp,
    given: Given,
}

/// The closes that this import wrote so far. Two files that differ are no revision of each
/// other: the first stands.
#[derive(Default)]
struct Given {
    closes: HashMap<(String, Adjustment), BTreeMap<Date, f64>>,
}

impl Given {
    /// A series without the days that an earlier file of this import gave.
    fn without(&mut self, series: &Series, notices: &mut Vec<String>) -> Series {
        let key = (series.id().to_owned(), series.adjustment());
        let given = self.closes.entry(key).or_default();
        let is_new = given.is_empty();
        let mut differ = 0;
        let mut kept = Vec::new();
        for one in series.vintages() {
            match given.get(&one.bar.date) {
                Some(close) if !is_new => {
                    let slack = SAME * close.abs();
                    differ += usize::from((close - one.bar.close).abs() > slack);
                }
                _ => kept.push(one),
            }
        }
        given.extend(
            series
                .bars()
                .iter()
                .map(|bar| (bar.date, bar.close))
                .filter(|_| is_new),
        );
        given.extend(kept.iter().map(|one| (one.bar.date, one.bar.close)));
        if differ > 0 {
            notices.push(format!(
                "{}: {differ} days have other figures in a file read before, which were kept",
                series.id()
            ));
        }
        let rest = Series::of_vintages(series.id(), series.origin().clone(), kept);
        let rest = rest.with_adjustment(series.adjustment());
        match series.unit() {
            Some(unit) => rest.with_unit(unit),
            None => rest,
        }
    }
}

impl MarketImport {
    /// Imports one file; the first takes the place of the demo market. What differs from what
    /// was known before is told of.
    pub fn file(&mut self, path: &Path) -> Result<ImportReport, DeskError> {
        let failed = |source| DeskError::File {
            path: path.to_owned(),
            source,
        };
        let bytes = fs::read(path).map_err(failed)?;
        let name = path.display().to_string();
        let told = Told {
            format: self.format,
            series: self.series.as_deref(),
        };
        let imported = import::read(&bytes, &name, told)?;
        let mut report = described(&imported);
        let series: Vec<Series> = imported
            .series
            .iter()
            .map(|one| self.given.without(one, &mut report.notices))
            .collect();
        if self.store.kind()?.is_none() {
            let said = "these figures take the place of the demo market";
            report.notices.push(said.to_owned());
        }
        let batch = Batch {
            series: &series,
            chains: &imported.chains,
            lists: &imported.lists,
            fetched: self.at,
        };
        let stored = self.store.put(Kind::Real, &batch)?;
        report.bars = stored.bars;
        let changes = stored.changes.iter().map(ToString::to_string);
        report.notices.extend(changes);
        Ok(report)
    }
}

impl Desk {
    /// Begins an import; `at` is now.
    pub fn market_import(&self, how: ImportAs, at: Timestamp) -> Result<MarketImport, DeskError> {
        let format = match how.format {
            None => None,
            Some(id) => match import::format(&id) {
                Some(format) => Some(format),
                None => return Err(unknown_format(id)),
            },
        };
        Ok(MarketImport {
            store: MarketStore::open(&real_path(&self.setup.home))?,
            format,
            series: how.series,
            at,
            given: Given::default(),
        })
    }

    /// Imports one file under the name it says or is given.
    pub fn import(
        &self,
        path: &Path,
        name: Option<&str>,
        at: Timestamp,
    ) -> Result<ImportReport, DeskError> {
        let how = ImportAs {
            format: None,
            series: name.map(str::to_owned),
        };
        self.market_import(how, at)?.file(path)
    }
}

/// All files below a folder: those of one instrument's bars first, which say more of a day than
/// a table of closes, then by name. Links to folders are not followed.
pub fn figures_below(folder: &Path) -> Result<Vec<FigureFile>, DeskError> {
    let mut found = Vec::new();
    collect(folder, 0, &mut found)?;
    found.sort_by_cached_key(|file| file.passed_over.is_some() || !begins_with_bars(&file.path));
    Ok(found)
}

/// Whether a file holds bars, as far as its beginning tells; one that cannot be read does not.
fn begins_with_bars(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && import::begins_with_bars(&head)
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<FigureFile>) -> Result<(), DeskError> {
    let failed = |source| DeskError::File {
        path: folder.to_owned(),
        source,
    };
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(failed)?.collect();
    let mut entries = entries.map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().map_err(failed)?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !is_hidden && depth < DEEPEST {
            collect(&path, depth + 1, found)?;
            continue;
        }
        let is_large = || entry.metadata().is_ok_and(|data| data.len() > MOST_BYTES);
        let passed_over = if is_hidden {
            Some("its name begins with a dot")
        } else if kind.is_dir() {
            Some("the folder lies too deep")
        } else if path.is_dir() {
            Some("it is a link to a folder")
        } else if is_large() {
            Some("it is larger than 256 MB")
        } else {
            None
        };
        found.push(FigureFile { path, passed_over });
    }
    Ok(())
}

fn described(imported: &Imported) -> ImportReport {
    let series = imported.series.iter();
    let chains = imported.chains.iter();
    let lists = imported.lists.iter();
    let days = series
        .clone()
        .flat_map(|one| one.bars().iter().map(|bar| bar.date));
    let days = days.chain(chains.clone().map(OptionChain::date));
    let range = days.clone().min().zip(days.max());
    let mut ids: Vec<String> = series.clone().map(|one| one.id().to_owned()).collect();
    // One series may stand there with and without dividends.
    ids.dedup();
    ImportReport {
        format: imported.format,
        series: ids,
        chains: chains
            .clone()
            .map(|chain| OptionChain::input(chain.underlying()))
            .collect(),
        lists: lists.clone().map(|list| list.name.clone()).collect(),
        rows: series.map(|one| one.bars().len()).sum::<usize>()
            + chains.map(|chain| chain.quotes().len()).sum::<usize>()
            + lists.map(|list| list.members.len()).sum::<usize>(),
        range,
        bars: 0,
        notices: imported.notices.iter().map(ToString::to_string).collect(),
    }
}

fn unknown_format(id: String) -> DeskError {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
    DeskError::UnknownFormat {
        id,
        known: known.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bar, Origin};

    #[test]
    fn a_folder_is_walked_by_name_and_what_is_hidden_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("b/c")).unwrap();
        fs::create_dir_all(folder.path().join(".git/x")).unwrap();
        for name in [
            "b/c/SPX.csv",
            "b/A.csv",
            ".hidden.csv",
            ".git/x/y.csv",
            "z.csv",
        ] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let bars = "Date,Open,High,Low,Close\n2026-02-05,1,1,1,1\n";
        fs::write(folder.path().join("y.csv"), bars).unwrap();
        let found = figures_below(folder.path()).unwrap();
        let shown: Vec<(String, bool)> = found
            .iter()
            .map(|file| {
                let below = file.path.strip_prefix(folder.path()).unwrap();
                (
                    below.display().to_string().replace('\\', "/"),
                    file.passed_over.is_some(),
                )
            })
            .collect();
        let expected = [
            ("y.csv", false),
            (".git", true),
            (".hidden.csv", true),
            ("b/A.csv", false),
            ("b/c/SPX.csv", false),
            ("z.csv", false),
        ];
        assert_eq!(
            shown,
            expected.map(|(name, passed)| (name.to_owned(), passed))
        );
        assert!(figures_below(&folder.path().join("absent")).is_err());
    }

    #[test]
    fn of_two_files_that_differ_the_first_stands() {
        let day = |day: i8| jiff::civil::date(2026, 2, day);
        let series = |closes: &[(i8, f64)]| {
            let bars = closes
                .iter()
                .map(|(at, close)| Bar::close_only(day(*at), *close));
            Series::new("SPY", Origin::File("x".to_owned()), bars.collect()).with_unit("USD")
        };
        let mut given = Given::default();
        let mut notices = Vec::new();
        let first = series(&[(5, 688.0), (6, 690.0)]);
        assert_eq!(given.without(&first, &mut notices), first);
        let rest = given.without(
            &series(&[(5, 600.0), (6, 690.000_1), (9, 691.0)]),
            &mut notices,
        );
        assert_eq!(
            (rest.bars().len(), rest.last().map(|bar| bar.date)),
            (1, Some(day(9)))
        );
        assert_eq!(rest.unit(), Some("USD"));
        let said = "SPY: 1 days have other figures in a file read before, which were kept";
        assert_eq!(notices, [said]);
    }
}
