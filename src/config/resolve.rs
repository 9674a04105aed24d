//! Lays what was chosen over what ships, and says what did not count.

use std::io;
use std::path::PathBuf;

use crate::model::Locale;

use super::environment::{ColorChoice, Environment};
use super::error::ConfigError;
use super::file::{self, Layer, PanelSetting};
use super::keymap::{Change, Keymap};
use super::live::LiveSetting;
use super::market::MarketSetting;
use super::paths;
use super::providers::ProviderSetting;
use super::reading::ReadingLayer;
use super::searches::SearchSetting;
use super::theme::{ColorDepth, Theme, Themes};
use super::{Addresses, Library, Notice, Options, Settings};

/// Settles every setting.
///
/// Fails only for what the command line names: a `--config` that cannot be
/// read, a `--theme` that is none.
pub fn resolve(options: &Options, environment: &Environment) -> Result<Settings, ConfigError> {
    let mut notices = Vec::new();
    let layers = layers(options, environment, &mut notices)?;
    let library = library(options, &layers, environment, &mut notices);
    let home = home(options, &layers, environment, &mut notices);
    let themes = theme_folders(&layers, environment);
    let gains = find(&layers, |layer| layer.gains).unwrap_or_default();
    let theme = theme(options, &layers, &themes, &mut notices)?.with_gains(gains);
    let mut reading = ReadingLayer::settle(layers.iter().map(|(_, layer)| &layer.reading));
    reading.watch &= !options.no_watch;
    let mut keymap = Keymap::built_in();
    let bindings: Vec<Change> = layers
        .iter()
        .rev()
        .flat_map(|(_, layer)| layer.keys.clone())
        .collect();
    keymap.apply(bindings.iter().cloned());

    Ok(Settings {
        library,
        home,
        locale: locale(options, &layers, environment),
        theme,
        themes,
        lexicon: environment
            .config_folder
            .as_ref()
            .map(|folder| folder.join(paths::LEXICON_FOLDER)),
        color: color(options, &layers, environment),
        gains,
        keymap,
        bindings,
        reading,
        addresses: Addresses {
            links: environment.terminal.takes_links(reading.links),
            opener: find(&layers, |layer| layer.reading.opener.clone()),
        },
        panels: panels(&layers),
        market: layers
            .iter()
            .fold(MarketSetting::default(), |market, (_, layer)| {
                market.over(&layer.market)
            }),
        live: layers
            .iter()
            .fold(LiveSetting::default(), |live, (_, layer)| {
                live.over(&layer.live)
            }),
        providers: providers(&layers),
        searches: searches(&layers),
        files: layers.into_iter().map(|(file, _)| file).collect(),
        notices,
    })
}

type Layers = Vec<(PathBuf, Layer)>;

/// The files that count, the weightiest first.
fn layers(
    options: &Options,
    environment: &Environment,
    notices: &mut Vec<Notice>,
) -> Result<Layers, ConfigError> {
    let user_folder = environment.user_folder.as_deref();
    if let Some(file) = &options.config {
        let file = environment.cwd.join(file);
        let (layer, problems) = file::read(&file, user_folder)?.ok_or_else(|| {
            let reason = io::ErrorKind::NotFound;
            ConfigError::Unreadable {
                file: file.clone(),
                reason,
            }
        })?;
        notices.extend(problems.into_iter().map(Notice::Ignored));
        return Ok(vec![(file, layer)]);
    }
    let files = [
        paths::project_file(&environment.cwd),
        paths::user_file(environment),
    ];
    let mut layers = Layers::new();
    for file in files.into_iter().flatten() {
        match file::read(&file, user_folder) {
            Ok(Some((layer, problems))) => {
                notices.extend(problems.into_iter().map(Notice::Ignored));
                layers.push((file, layer));
            }
            Ok(None) => {}
            Err(error) => notices.push(Notice::Ignored(error)),
        }
    }
    Ok(layers)
}

fn find<T>(layers: &Layers, get: impl Fn(&Layer) -> Option<T>) -> Option<T> {
    layers.iter().find_map(|(_, layer)| get(layer))
}

fn library(
    options: &Options,
    layers: &Layers,
    environment: &Environment,
    notices: &mut Vec<Notice>,
) -> Library {
    let asked = options.library.as_ref();
    let folder = asked
        .map(|folder| environment.cwd.join(folder))
        .or_else(|| find(layers, |layer| layer.library.clone()));
    folder.map_or_else(
        || {
            notices.push(Notice::Sample);
            Library::Sample
        },
        Library::Folder,
    )
}

fn home(
    options: &Options,
    layers: &Layers,
    environment: &Environment,
    notices: &mut Vec<Notice>,
) -> PathBuf {
    let asked = options.home.as_ref().or(environment.tape_home.as_ref());
    asked
        .map(|folder| environment.cwd.join(folder))
        .or_else(|| find(layers, |layer| layer.home.clone()))
        .or_else(|| environment.data_folder.clone())
        .unwrap_or_else(|| {
            let home = environment.cwd.join(paths::LAST_RESORT);
            notices.push(Notice::HomeHere(home.clone()));
            home
        })
}

fn theme_folders(layers: &Layers, environment: &Environment) -> Themes {
    let named = layers.iter().filter_map(|(_, layer)| layer.themes.clone());
    let own = environment.config_folder.as_ref();
    Themes {
        folders: named
            .chain(own.map(|folder| folder.join(paths::THEMES_FOLDER)))
            .collect(),
    }
}

/// The theme asked for; one that a file names and that is wrong gives way to the one that ships.
fn theme(
    options: &Options,
    layers: &Layers,
    themes: &Themes,
    notices: &mut Vec<Notice>,
) -> Result<Theme, ConfigError> {
    if let Some(asked) = &options.theme {
        return themes.load(asked);
    }
    let Some((named, place)) = find(layers, |layer| layer.theme.clone()) else {
        return Ok(Theme::built_in());
    };
    Ok(themes.load(&named).unwrap_or_else(|error| {
        notices.push(Notice::Ignored(error.at(&place)));
        Theme::built_in()
    }))
}

fn locale(options: &Options, layers: &Layers, environment: &Environment) -> Locale {
    let of_system = || environment.language.as_deref()?.parse().ok();
    options
        .lang
        .or_else(|| find(layers, |layer| layer.lang))
        .or_else(of_system)
        .unwrap_or_default()
}

fn color(options: &Options, layers: &Layers, environment: &Environment) -> ColorDepth {
    let detected = environment.terminal.depth(options.color);
    let named = find(layers, |layer| layer.colors);
    match options.color {
        ColorChoice::Auto if !environment.terminal.is_colourless => named.unwrap_or(detected),
        ColorChoice::Always => named
            .filter(|depth| *depth != ColorDepth::None)
            .unwrap_or(detected),
        ColorChoice::Auto | ColorChoice::Never => detected,
    }
}

/// Each setting once, the weightiest file winning.
fn panels(layers: &Layers) -> Vec<PanelSetting> {
    let mut settings: Vec<PanelSetting> = Vec::new();
    for setting in layers.iter().flat_map(|(_, layer)| &layer.panels) {
        let is_set = settings
            .iter()
            .any(|set| set.panel == setting.panel && set.key == setting.key);
        if !is_set {
            settings.push(setting.clone());
        }
    }
    settings
}

/// Each provider once, the weightiest file winning.
fn providers(layers: &Layers) -> Vec<ProviderSetting> {
    let mut settings: Vec<ProviderSetting> = Vec::new();
    for setting in layers.iter().flat_map(|(_, layer)| &layer.providers) {
        if !settings.iter().any(|set| set.provider == setting.provider) {
            settings.push(setting.clone());
        }
    }
    settings
}

/// Each name once, the weightiest file winning.
fn searches(layers: &Layers) -> Vec<SearchSetting> {
    let mut searches: Vec<SearchSetting> = Vec::new();
    for search in layers.iter().flat_map(|(_, layer)| &layer.searches) {
        if !searches.iter().any(|known| known.name == search.name) {
            searches.push(search.clone());
        }
    }
    searches
}
