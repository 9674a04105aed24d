//! Where settings are read from, and what the paths in them mean.

use std::path::{Component, Path, PathBuf};

use super::environment::Environment;

/// The file that makes a folder, and all below it, a place of its own.
pub const PROJECT_FILE: &str = "tape.toml";

/// The user's settings, in the config folder of the program.
pub const USER_FILE: &str = "config.toml";

/// The folder of the user's themes, in the config folder of the program.
pub const THEMES_FOLDER: &str = "themes";

/// The folder of the user's own tables of the lexicon, in the config folder of the program.
pub const LEXICON_FOLDER: &str = "lexicon";

/// Where an index goes if the platform names no folder for data.
pub(super) const LAST_RESORT: &str = ".tapereader";

/// The `tape.toml` of this folder, else of the nearest above that has one.
#[must_use]
pub fn project_file(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .map(|folder| folder.join(PROJECT_FILE))
        .find(|file| file.is_file())
}

/// The user's own settings file, whether or not it is there.
#[must_use]
pub fn user_file(environment: &Environment) -> Option<PathBuf> {
    let folder = environment.config_folder.as_ref()?;
    Some(folder.join(USER_FILE))
}

/// The path that a setting means: `~` is the user's folder, and what is
/// relative stands in `base`.
///
/// Only the text is looked at; links and files that are not there stay as written.
#[must_use]
pub fn place(base: &Path, written: &str, user_folder: Option<&Path>) -> PathBuf {
    let below_user = written
        .strip_prefix('~')
        .filter(|rest| rest.is_empty() || rest.starts_with(['/', std::path::MAIN_SEPARATOR]));
    if let (Some(rest), Some(user_folder)) = (below_user, user_folder) {
        let rest = rest.trim_start_matches(['/', std::path::MAIN_SEPARATOR]);
        return tidy(&user_folder.join(rest));
    }
    tidy(&base.join(written))
}

/// The same path without `.` and without `..` after a name.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let is_after_name = matches!(tidy.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            // A folder that is a link has another parent than its name says.
            Component::ParentDir if is_after_name && !tidy.is_symlink() => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_project_file_counts() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b/c");
        fs::create_dir_all(&deep).unwrap();
        fs::write(root.path().join("tape.toml"), "").unwrap();
        assert_eq!(project_file(&deep), Some(root.path().join("tape.toml")));
        fs::write(root.path().join("a/tape.toml"), "").unwrap();
        assert_eq!(project_file(&deep), Some(root.path().join("a/tape.toml")));
        // A folder of that name is no file.
        fs::create_dir(deep.join("tape.toml")).unwrap();
        assert_eq!(project_file(&deep), Some(root.path().join("a/tape.toml")));
    }

    #[test]
    fn paths_stand_where_they_are_written() {
        let base = Path::new("/lib/x");
        let user = Some(Path::new("/home/me"));
        for (written, expected) in [
            ("notes", "/lib/x/notes"),
            ("./notes", "/lib/x/notes"),
            ("../notes", "/lib/notes"),
            ("/abs", "/abs"),
            ("~", "/home/me"),
            ("~/notes", "/home/me/notes"),
            ("~other/notes", "/lib/x/~other/notes"),
            (".", "/lib/x"),
        ] {
            assert_eq!(place(base, written, user), Path::new(expected), "{written}");
        }
        assert_eq!(place(base, "~/n", None), Path::new("/lib/x/~/n"));
        assert_eq!(place(Path::new(""), "../n", None), Path::new("../n"));
    }
}
