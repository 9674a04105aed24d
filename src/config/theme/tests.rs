use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::config::error::ConfigError;

const SHIPPED: [&str; 3] = ["dark", "light", "high-contrast"];

fn theme(text: &str) -> Result<Theme, ConfigError> {
    file::read("t", Path::new("t.toml"), text).map(|written| written.theme)
}

fn message(text: &str) -> String {
    theme(text).unwrap_err().to_string()
}

#[test]
fn every_shipped_theme_says_all_roles() {
    for name in SHIPPED {
        let theme = Themes::default().load(name).unwrap();
        assert_eq!(theme.name(), name);
        for role in Role::all() {
            assert!(theme.roles.contains_key(&role), "{name}: {}", role.name());
            assert!(theme.sixteen.contains_key(&role), "{name}: {}", role.name());
        }
    }
}

#[test]
fn every_theme_of_the_folder_ships() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let themes = Themes {
        folders: vec![folder],
    };
    assert_eq!(themes.names(), SHIPPED);
}

#[test]
fn letters_stand_out_from_what_is_behind_them() {
    for name in SHIPPED {
        let theme = Themes::default().load(name).unwrap();
        let least = if name == "high-contrast" { 7.0 } else { 4.5 };
        let ground = theme.style(Role::Background, ColorDepth::True).bg.unwrap();
        let is_text = |role: &Role| !matches!(role, Role::Background | Role::Border);
        for role in Role::all().filter(is_text) {
            let style = theme.style(role, ColorDepth::True);
            let contrast = style
                .fg
                .unwrap()
                .contrast(style.bg.unwrap_or(ground))
                .unwrap();
            assert!(
                contrast >= least,
                "{name}: {} has {contrast:.2}",
                role.name()
            );
        }
    }
}

#[test]
fn letters_of_a_chosen_row_stand_out_too() {
    // A row that is chosen keeps the colours of what it holds.
    for name in ["dark", "light"] {
        let theme = Themes::default().load(name).unwrap();
        let ground = theme.style(Role::Selection, ColorDepth::True).bg.unwrap();
        for role in [
            Role::Text,
            Role::Muted,
            Role::Accent,
            Role::Gain,
            Role::Loss,
        ] {
            let style = theme.style(role, ColorDepth::True);
            let contrast = style.fg.unwrap().contrast(ground).unwrap();
            assert!(contrast >= 4.0, "{name}: {} has {contrast:.2}", role.name());
        }
    }
}

#[test]
fn letters_stand_out_in_256_colours() {
    for name in SHIPPED {
        let theme = Themes::default().load(name).unwrap();
        let ground = theme
            .style(Role::Background, ColorDepth::Indexed)
            .bg
            .unwrap();
        for role in [
            Role::Text,
            Role::Muted,
            Role::Concept,
            Role::Instrument,
            Role::Loss,
        ] {
            let style = theme.style(role, ColorDepth::Indexed);
            let contrast = style.fg.unwrap().contrast(ground).unwrap();
            assert!(contrast >= 4.3, "{name}: {} has {contrast:.2}", role.name());
        }
    }
}

#[test]
fn sixteen_colours_are_readable_on_white() {
    let hard_to_read_on_white = [3, 6, 7, 9, 10, 11, 12, 13, 14, 15].map(Color::Indexed);
    for name in SHIPPED {
        let theme = Themes::default().load(name).unwrap();
        for role in Role::all() {
            let style = theme.style(role, ColorDepth::Sixteen);
            let fg = style.fg.unwrap_or(Color::Default);
            assert!(!matches!(fg, Color::Rgb(..)), "{name}: {}", role.name());
            assert!(
                !hard_to_read_on_white.contains(&fg),
                "{name}: {}",
                role.name()
            );
            // Black letters would vanish on a black terminal, unless the ground is ours.
            if let Some(bg) = style.bg.filter(|bg| *bg != Color::Default) {
                assert!(fg.contrast(bg).unwrap() > 4.5, "{name}: {}", role.name());
            } else {
                assert_ne!(fg, Color::Indexed(0), "{name}: {}", role.name());
            }
        }
    }
}

#[test]
fn without_colour_the_chosen_and_the_matched_still_show() {
    for name in SHIPPED {
        let theme = Themes::default().load(name).unwrap();
        for role in Role::all() {
            let style = theme.style(role, ColorDepth::None);
            assert_eq!((style.fg, style.bg), (None, None));
        }
        for (role, modifier) in [
            (Role::Selection, Modifiers::REVERSE),
            (Role::Highlight, Modifiers::UNDERLINE),
            (Role::Concept, Modifiers::UNDERLINE),
            (Role::Instrument, Modifiers::UNDERLINE),
        ] {
            let style = theme.style(role, ColorDepth::None);
            assert!(
                style.modifiers.contains(modifier),
                "{name}: {}",
                role.name()
            );
        }
        let background = theme.style(Role::Background, ColorDepth::None);
        assert_eq!(background, Style::default());
    }
}

#[test]
fn a_role_left_out_looks_like_its_fallback() {
    let theme =
        theme("[roles]\ntext = \"#111111\"\naccent = \"#222222\"\nheading = { bold = true }")
            .unwrap();
    let look = |role| theme.style(role, ColorDepth::True);
    assert_eq!(
        look(Role::Instrument).fg,
        Some(Color::Rgb(0x22, 0x22, 0x22))
    );
    assert_eq!(look(Role::Heading).fg, Some(Color::Rgb(0x11, 0x11, 0x11)));
    assert_eq!(look(Role::Heading).modifiers, Modifiers::BOLD);
    assert_eq!(look(Role::Background), Style::default());
}

#[test]
fn a_theme_without_sixteen_is_brought_down() {
    let theme =
        theme("[roles]\nbackground = \"#000000\"\ntext = \"#ffffff\"\nloss = \"#ff0000\"").unwrap();
    let look = |role| theme.style(role, ColorDepth::Sixteen);
    assert_eq!(look(Role::Background), Style::default());
    assert_eq!(look(Role::Text).fg, None);
    assert_eq!(look(Role::Loss).fg, Some(Color::Indexed(9)));
}

#[test]
fn red_up_changes_gains_and_losses() {
    let theme = Theme::built_in();
    let red = theme.clone().with_gains(Gains::Red);
    for depth in [ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True] {
        assert_eq!(red.style(Role::Gain, depth), theme.style(Role::Loss, depth));
        assert_eq!(red.style(Role::Loss, depth), theme.style(Role::Gain, depth));
        assert_eq!(red.style(Role::Text, depth), theme.style(Role::Text, depth));
    }
    assert_eq!(theme.clone().with_gains(Gains::Green), theme);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (text, expected) in [
        (
            "[roles]\nheadin = \"red\"",
            "t.toml:2: unknown role `headin`, did you mean `heading`?",
        ),
        (
            "[roles]\ntext = { fg = \"red\", blod = true }",
            "t.toml:2: unknown part of a look `blod`, did you mean `bold`?",
        ),
        (
            "ground = \"dim\"",
            "t.toml:1: `ground` takes \"dark\" or \"light\"",
        ),
        (
            "\nrole = 1",
            "t.toml:2: unknown key of a theme `role`, did you mean `roles`?",
        ),
        (
            "[roles]\ntext = \"#12\"",
            "t.toml:2: `text` takes a colour: \"#rrggbb\", \"default\" or one of the sixteen such as \"bright-black\"",
        ),
        (
            "[roles]\ntext = { bold = 1 }",
            "t.toml:2: `bold` takes true or false",
        ),
        ("parent = 3", "t.toml:1: `parent` takes the name of a theme"),
        ("roles = 3", "t.toml:1: `roles` takes a table of roles"),
    ] {
        assert_eq!(message(text), expected);
    }
}

#[test]
fn an_unknown_theme_names_the_nearest() {
    let error = Themes::default().load("drak").unwrap_err();
    assert_eq!(
        error.to_string(),
        "unknown theme `drak`, did you mean `dark`?; `tape themes` lists them"
    );
    let error = Themes::default().load("/nowhere/x.toml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read /nowhere/x.toml: entity not found"
    );
}

#[test]
fn own_themes_stand_on_those_that_ship() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "dusk.toml",
        "parent = \"light\"\n[roles]\ntext = \"#010203\"",
    );
    write(
        "dark.toml",
        "parent = \"dark\"\n[roles]\ntext = \"#040506\"",
    );
    write("notes.txt", "");
    let themes = Themes {
        folders: vec![folder.path().join("absent"), folder.path().to_owned()],
    };
    assert_eq!(themes.names(), ["dark", "light", "high-contrast", "dusk"]);
    let dusk = themes.load("dusk").unwrap();
    assert_eq!(dusk.ground(), Ground::Light);
    let text = dusk.style(Role::Text, ColorDepth::True);
    assert_eq!(text.fg, Some(Color::Rgb(1, 2, 3)));
    let light = Themes::default().load("light").unwrap();
    assert_eq!(
        dusk.style(Role::Loss, ColorDepth::True),
        light.style(Role::Loss, ColorDepth::True)
    );
    let dark = themes.load("dark").unwrap();
    let text = dark.style(Role::Text, ColorDepth::True);
    assert_eq!(text.fg, Some(Color::Rgb(4, 5, 6)));
    let path = folder.path().join("dusk.toml");
    assert_eq!(themes.load(path.to_str().unwrap()).unwrap(), dusk);
}

#[test]
fn parents_in_a_circle_are_told() {
    let folder = tempfile::tempdir().unwrap();
    for (name, parent) in [("a", "b"), ("b", "a"), ("me", "me")] {
        let text = format!("\nparent = \"{parent}\"");
        fs::write(folder.path().join(format!("{name}.toml")), text).unwrap();
    }
    let themes = Themes {
        folders: vec![folder.path().to_owned()],
    };
    for name in ["a", "me"] {
        let error = themes.load(name).unwrap_err().to_string();
        assert!(
            error.ends_with(&format!(
                ".toml:2: the parents of theme `{name}` go in a circle"
            )),
            "{error}"
        );
    }
}

#[test]
fn themes_follow_each_other_round() {
    let themes = Themes::default();
    for (name, next) in [
        ("dark", "light"),
        ("high-contrast", "dark"),
        ("gone", "dark"),
    ] {
        assert_eq!(themes.after(name).name(), next, "{name}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_theme_or_an_error(
        text in "(\\[?(roles|sixteen|text|parent|ground)\\]? ?=? ?[\"{}a-z#0-9=]{0,12}\n){0,6}",
    ) {
        if let Err(error) = theme(&text) {
            prop_assert!(error.to_string().starts_with("t.toml:"), "{}", error);
        }
    }
}
