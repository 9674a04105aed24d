use proptest::prelude::*;

use super::*;

fn keymap(text: &str) -> (Keymap, Vec<ConfigError>) {
    let document = Document::parse(Path::new("tape.toml"), text).unwrap();
    let (changes, problems) = read(&document.entries());
    let mut keymap = Keymap::built_in();
    keymap.apply(changes);
    (keymap, problems)
}

fn found<'k>(keymap: &'k Keymap, contexts: &[&str], keys: &str) -> Lookup<'k> {
    keymap.lookup(contexts, &parse_sequence(keys).unwrap())
}

#[test]
fn the_shipped_table_has_no_problem() {
    let document = Document::parse(Path::new("keymap.toml"), DEFAULT).unwrap();
    let (changes, problems) = read(&document.entries());
    assert_eq!(problems, []);
    assert!(changes.iter().all(|change| change.context.is_some()));
    // No sequence begins another: each of them is still there.
    assert_eq!(Keymap::built_in().bindings().count(), changes.len());
}

#[test]
fn shipped_keys_are_those_of_vim() {
    let keymap = Keymap::built_in();
    let reader = ["reader", "any"];
    for (keys, command) in [
        ("j", "move.down"),
        ("g g", "move.top"),
        ("G", "move.bottom"),
        ("ctrl-d", "move.half-page-down"),
        ("ctrl-o", "history.back"),
        ("ctrl-i", "history.forward"),
        ("]", "mention.next"),
        ("{", "passage.previous"),
        ("K", "card"),
        ("/", "find"),
        (":", "palette"),
        ("space", "move.page-down"),
        ("shift-tab", "focus.previous"),
    ] {
        assert_eq!(
            found(&keymap, &reader, keys),
            Lookup::Found(command),
            "{keys}"
        );
    }
    assert_eq!(found(&keymap, &reader, "g"), Lookup::Prefix);
    assert_eq!(found(&keymap, &reader, "g x"), Lookup::None);
    assert_eq!(found(&keymap, &["list", "any"], "]"), Lookup::None);
}

#[test]
fn where_text_is_typed_letters_are_no_keys() {
    let keymap = Keymap::built_in();
    for (context, typing) in CONTEXTS {
        if *typing == Typing::No {
            continue;
        }
        for binding in keymap.bindings().filter(|b| b.context == *context) {
            let first = binding.keys[0];
            assert!(
                first.ctrl || first.alt || !matches!(first.key, Key::Char(_)),
                "{context}: {first}"
            );
        }
        assert_eq!(found(&keymap, &[context], "esc"), Lookup::Found("close"));
    }
}

#[test]
fn tab_goes_forward_only_while_there_is_a_forward() {
    let keymap = Keymap::built_in();
    assert_eq!(
        found(&keymap, &["forward", "reader", "any"], "tab"),
        Lookup::Found("history.forward")
    );
    assert_eq!(
        found(&keymap, &["reader", "any"], "tab"),
        Lookup::Found("focus.next")
    );
}

#[test]
fn users_keys_lie_over_the_shipped() {
    let (keymap, problems) = keymap("'x' = 'quit'\n[reader]\n']' = 'passage.next'\n'K' = 'none'");
    assert_eq!(problems, []);
    let reader = ["reader", "any"];
    assert_eq!(found(&keymap, &reader, "x"), Lookup::Found("quit"));
    assert_eq!(found(&keymap, &reader, "]"), Lookup::Found("passage.next"));
    assert_eq!(found(&keymap, &reader, "K"), Lookup::None);
    assert_eq!(
        found(&keymap, &reader, "["),
        Lookup::Found("mention.previous")
    );
}

#[test]
fn a_key_of_all_contexts_is_hidden_by_none() {
    let (keymap, _) = keymap("']' = 'reindex'");
    assert_eq!(
        found(&keymap, &["reader", "any"], "]"),
        Lookup::Found("reindex")
    );
    // A search box keeps its keys.
    let (keymap, _) = self::keymap("'esc' = 'quit'");
    assert_eq!(found(&keymap, &["search"], "esc"), Lookup::Found("close"));
}

#[test]
fn longer_and_shorter_sequences_replace_each_other() {
    let (short, _) = keymap("[any]\n'g' = 'help'");
    assert_eq!(found(&short, &["any"], "g"), Lookup::Found("help"));
    assert_eq!(found(&short, &["any"], "g g"), Lookup::None);
    let (long, _) = keymap("[any]\n'q q' = 'quit'");
    assert_eq!(found(&long, &["any"], "q"), Lookup::Prefix);
    assert_eq!(found(&long, &["any"], "q q"), Lookup::Found("quit"));
}

#[test]
fn taking_away_what_is_not_there_changes_nothing() {
    let (keymap, problems) = keymap("[any]\n'z z z' = 'none'\n'j k' = 'none'");
    assert_eq!(problems, []);
    assert_eq!(keymap, Keymap::built_in());
}

#[test]
fn problems_name_their_line_and_leave_the_rest() {
    let (keymap, problems) =
        keymap("'x' = 'quit'\n'ctrl-' = 'quit'\n'z' = 3\n[raeder]\n'j' = 'quit'");
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "tape.toml:2: `ctrl-` names no keys: write a key such as j, ctrl-o or space",
            "tape.toml:3: `z` takes the id of a command, such as \"move.down\", or \"none\"",
            "tape.toml:4: unknown context of keys `raeder`, did you mean `reader`?",
        ]
    );
    assert_eq!(found(&keymap, &["any"], "x"), Lookup::Found("quit"));
}

#[test]
fn hints_prefer_a_letter() {
    let keymap = Keymap::built_in();
    let hint = |contexts: &[&str], command| {
        keymap
            .keys_of(contexts, command)
            .map(|keys| print_sequence(&keys))
    };
    let reader = ["reader", "any"];
    assert_eq!(hint(&reader, "move.down").as_deref(), Some("j"));
    assert_eq!(hint(&reader, "move.top").as_deref(), Some("home"));
    assert_eq!(hint(&reader, "help").as_deref(), Some("?"));
    assert_eq!(hint(&["search"], "move.down").as_deref(), Some("down"));
    assert_eq!(hint(&["search"], "quit"), None);
}

#[test]
fn command_ids_are_well_formed() {
    let keymap = Keymap::built_in();
    let ids = keymap.command_ids();
    assert!(ids.contains("move.half-page-down"));
    for id in ids {
        assert!(
            id.split(['.', '-'])
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase())),
            "{id}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_laid_over_every_binding_is_found(
        wishes in proptest::collection::vec(("[a-c]( [a-c]){0,2}", 0..3_usize, any::<bool>()), 0..12),
    ) {
        let mut keymap = Keymap::built_in();
        keymap.apply(wishes.iter().map(|(keys, context, is_command)| Change {
            context: [None, Some("any".to_owned()), Some("reader".to_owned())][*context].clone(),
            keys: parse_sequence(keys).unwrap(),
            command: is_command.then(|| "quit".to_owned()),
            place: Place { file: "tape.toml".into(), line: 1 },
        }));
        for binding in keymap.bindings() {
            let found = keymap.lookup(&[binding.context], &binding.keys);
            prop_assert_eq!(found, Lookup::Found(binding.command));
            let (_, prefix) = binding.keys.split_last().unwrap();
            if !prefix.is_empty() {
                prop_assert_eq!(keymap.lookup(&[binding.context], prefix), Lookup::Prefix);
            }
        }
    }
}
