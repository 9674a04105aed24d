use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::keymap::{Lookup, parse_sequence};
use super::*;

/// A folder to start in, a user's config folder and a data folder, all empty.
struct Start {
    root: TempDir,
}

impl Start {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        for folder in ["work/deep", "config", "data"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        Self { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn environment(&self) -> Environment {
        Environment {
            cwd: self.path("work/deep"),
            config_folder: Some(self.path("config")),
            data_folder: Some(self.path("data")),
            ..Environment::default()
        }
    }

    fn settings(&self, options: &Options) -> Settings {
        resolve(options, &self.environment()).unwrap()
    }
}

fn messages(settings: &Settings) -> Vec<String> {
    settings.problems().map(ToString::to_string).collect()
}

#[test]
fn with_nothing_chosen_the_sample_opens_on_what_ships() {
    let start = Start::new();
    let settings = start.settings(&Options::default());
    assert_eq!(settings.library, Library::Sample);
    assert_eq!(settings.home, start.path("data"));
    assert_eq!(settings.locale, Locale::En);
    assert_eq!(settings.theme, Theme::built_in());
    assert_eq!(settings.keymap, Keymap::built_in());
    assert_eq!(settings.notices, [Notice::Sample]);
    assert!(settings.files.is_empty());
}

#[test]
fn the_file_of_a_folder_above_counts_and_its_paths_start_there() {
    let start = Start::new();
    start.write("work/tape.toml", "library = \"notes\"\nhome = \"index\"");
    let settings = start.settings(&Options::default());
    assert_eq!(settings.library, Library::Folder(start.path("work/notes")));
    assert_eq!(settings.home, start.path("work/index"));
    assert_eq!(settings.files, [start.path("work/tape.toml")]);
    assert_eq!(settings.notices, []);
}

#[test]
fn home_comes_from_the_flag_then_the_variable_then_the_file() {
    let start = Start::new();
    start.write("work/tape.toml", "home = \"index\"");
    let mut environment = start.environment();
    environment.tape_home = Some("/variable".into());
    let mut options = Options {
        home: Some("flag".into()),
        ..Options::default()
    };
    let home =
        |options: &Options, environment: &Environment| resolve(options, environment).unwrap().home;
    assert_eq!(home(&options, &environment), start.path("work/deep/flag"));
    options.home = None;
    assert_eq!(home(&options, &environment), Path::new("/variable"));
    environment.tape_home = None;
    assert_eq!(home(&options, &environment), start.path("work/index"));
}

#[test]
fn without_a_folder_for_data_home_is_here_and_says_so() {
    let environment = Environment {
        cwd: "/nowhere".into(),
        ..Environment::default()
    };
    let settings = resolve(&Options::default(), &environment).unwrap();
    assert_eq!(settings.home, Path::new("/nowhere/.tapereader"));
    let said = settings
        .notices
        .iter()
        .any(|n| matches!(n, Notice::HomeHere(_)));
    assert!(said);
}

#[test]
fn the_folders_file_weighs_more_than_the_users() {
    let start = Start::new();
    start.write(
        "work/tape.toml",
        "theme = \"light\"\n[keys]\nx = \"help\"\n[panels.a]\nb = 1",
    );
    start.write(
        "config/config.toml",
        "theme = \"dark\"\ngains = \"red\"\n[keys]\nx = \"quit\"\nz = \"quit\"\n\
         [panels.a]\nb = 2\nc = 3",
    );
    let settings = start.settings(&Options::default());
    assert_eq!(settings.theme.name(), "light");
    assert_eq!(settings.gains, Gains::Red);
    let found = |keys| {
        settings
            .keymap
            .lookup(&["any"], &parse_sequence(keys).unwrap())
    };
    assert_eq!(found("x"), Lookup::Found("help"));
    assert_eq!(found("z"), Lookup::Found("quit"));
    let panels: Vec<_> = settings
        .panels
        .iter()
        .map(|p| (p.key.as_str(), &p.value))
        .collect();
    assert_eq!(
        panels,
        [
            ("b", &PanelValue::Number(1.0)),
            ("c", &PanelValue::Number(3.0))
        ]
    );
    assert_eq!(settings.files.len(), 2);
}

#[test]
fn a_config_asked_for_is_read_instead_of_both() {
    let start = Start::new();
    start.write("work/tape.toml", "theme = \"light\"");
    start.write("config/config.toml", "gains = \"red\"");
    start.write("work/deep/own.toml", "lang = \"zh-Hans\"");
    let settings = start.settings(&Options {
        config: Some("own.toml".into()),
        ..Options::default()
    });
    assert_eq!(settings.locale, Locale::Hans);
    assert_eq!(
        (settings.theme.name(), settings.gains),
        ("dark", Gains::Green)
    );
    assert_eq!(settings.files, [start.path("work/deep/own.toml")]);
}

#[test]
fn a_broken_file_starts_on_what_ships_with_a_notice() {
    let start = Start::new();
    start.write("work/tape.toml", "theme = \"light\"\n=\n");
    let settings = start.settings(&Options::default());
    assert_eq!(settings.theme, Theme::built_in());
    let messages = messages(&settings);
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contains("tape.toml:2: "), "{messages:?}");
}

#[test]
fn a_theme_of_a_file_that_is_none_gives_way_and_is_told() {
    let start = Start::new();
    start.write("work/tape.toml", "\ntheme = \"lihgt\"");
    let settings = start.settings(&Options::default());
    assert_eq!(settings.theme, Theme::built_in());
    let messages = messages(&settings);
    assert!(
        messages[0].ends_with(
            "tape.toml:2: unknown theme `lihgt`, did you mean `light`?; `tape themes` lists them"
        ),
        "{messages:?}"
    );
}

#[test]
fn what_the_command_line_names_must_be_there() {
    let start = Start::new();
    let themeless = Options {
        theme: Some("lihgt".to_owned()),
        ..Options::default()
    };
    let error = resolve(&themeless, &start.environment()).unwrap_err();
    assert!(matches!(
        error,
        ConfigError::UnknownTheme { place: None, .. }
    ));
    let fileless = Options {
        config: Some("absent.toml".into()),
        ..Options::default()
    };
    let error = resolve(&fileless, &start.environment()).unwrap_err();
    assert!(
        error.to_string().ends_with("absent.toml: entity not found"),
        "{error}"
    );
}

#[test]
fn themes_are_found_in_the_named_folder_and_the_users() {
    let start = Start::new();
    fs::create_dir_all(start.path("work/looks")).unwrap();
    fs::create_dir_all(start.path("config/themes")).unwrap();
    start.write("work/tape.toml", "themes = \"looks\"\ntheme = \"dusk\"");
    start.write("work/looks/dusk.toml", "parent = \"light\"");
    start.write("config/themes/dawn.toml", "parent = \"dusk\"");
    let settings = start.settings(&Options::default());
    assert_eq!(settings.theme.name(), "dusk");
    assert_eq!(settings.themes.load("dawn").unwrap().name(), "dawn");
    assert_eq!(settings.notices, [Notice::Sample]);
}

#[test]
fn the_language_is_the_flags_then_the_files_then_the_systems() {
    let start = Start::new();
    let mut environment = start.environment();
    environment.language = Some("zh-TW".to_owned());
    let locale = |options: &Options, environment: &Environment| {
        resolve(options, environment).unwrap().locale
    };
    let options = Options::default();
    assert_eq!(locale(&options, &environment), Locale::Hant);
    environment.language = Some("fr-FR".to_owned());
    assert_eq!(locale(&options, &environment), Locale::En);
    start.write("work/tape.toml", "lang = \"zh-Hans\"");
    assert_eq!(locale(&options, &environment), Locale::Hans);
    let flag = Options {
        lang: Some(Locale::Hant),
        ..options
    };
    assert_eq!(locale(&flag, &environment), Locale::Hant);
}

#[test]
fn colours_of_a_file_hold_unless_something_nearer_speaks() {
    let start = Start::new();
    start.write("work/tape.toml", "colors = \"24-bit\"");
    for (choice, is_colourless, depth) in [
        (ColorChoice::Auto, false, ColorDepth::True),
        (ColorChoice::Auto, true, ColorDepth::None),
        (ColorChoice::Always, true, ColorDepth::True),
        (ColorChoice::Never, false, ColorDepth::None),
    ] {
        let mut environment = start.environment();
        environment.terminal.is_colourless = is_colourless;
        let options = Options {
            color: choice,
            ..Options::default()
        };
        let settings = resolve(&options, &environment).unwrap();
        assert_eq!(settings.color, depth, "{choice:?} {is_colourless}");
    }
}

#[test]
fn gains_change_the_theme() {
    let start = Start::new();
    start.write("work/tape.toml", "gains = \"red\"");
    let settings = start.settings(&Options::default());
    assert_eq!(settings.theme, Theme::built_in().with_gains(Gains::Red));
}

#[test]
fn the_file_of_this_checkout_has_no_problem() {
    let environment = Environment {
        cwd: Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        ..Environment::default()
    };
    let settings = resolve(&Options::default(), &environment).unwrap();
    assert_eq!(messages(&settings), Vec::<String>::new());
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/notes");
    assert_eq!(settings.library, Library::Folder(notes));
    assert_eq!(settings.theme, Theme::built_in());
}

#[test]
fn the_process_has_surroundings() {
    // Whatever they are, reading them works and they resolve.
    let environment = Environment::of_process();
    assert!(resolve(&Options::default(), &environment).is_ok());
}
