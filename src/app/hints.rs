//! What the bottom line tells of keys: the few worth knowing here, from the keymap.
//!
//! Made anew only when the place has changed, since every hint asks the whole keymap.

use crate::config::keymap::print_sequence;
use crate::model::{Only, Term};

use super::commands::{self, Command};
use super::layout::LanguageMode;
use super::overlay::Overlay;
use super::screens::reader::Reader;
use super::shape::Pane;
use super::{App, Screen, wording};

/// A key and what it does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// As it is pressed.
    pub key: String,
    /// What it does, in a word.
    pub label: Term,
}

/// The hints, and the place they were made for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hints {
    /// Most useful first.
    pub list: Vec<Hint>,
    place: Option<Place>,
}

/// What hints depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    contexts: Vec<&'static str>,
    mode: LanguageMode,
    lit: bool,
    only: bool,
    empty: bool,
    search: Option<InSearch>,
    listed: Only,
}

/// What hints depend on while the library is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct InSearch {
    choice: Choice,
    /// There is something to narrow by.
    can_narrow: bool,
    /// Other spellings were searched too.
    is_widened: bool,
}

/// What Enter takes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Note,
    /// Another search.
    Line,
    /// A value of the column that narrows.
    Value,
}

impl App {
    /// Makes the hints of the present place.
    pub(super) fn settle_hints(&mut self) {
        let place = Place {
            contexts: self.contexts(),
            mode: self.reader.mode,
            lit: !self.reader.matches.is_empty(),
            only: !self.reader.only.is_all(),
            empty: self.library.notes().is_empty(),
            search: self.in_search(),
            listed: self.library.only,
        };
        if self.keys.hints.place.as_ref() == Some(&place) {
            return;
        }
        let hint = |(command, label): (Command, Term)| {
            let id = commands::info(command)?.id;
            let keys = self.keys.map.keys_of(&place.contexts, id)?;
            Some(Hint {
                key: print_sequence(&keys),
                label,
            })
        };
        let mut list: Vec<Hint> = self.worth_telling().into_iter().filter_map(hint).collect();
        for (key, label) in place.search.into_iter().filter_map(signs) {
            let key = key.to_owned();
            list.insert(1.min(list.len()), Hint { key, label });
        }
        self.keys.hints = Hints {
            list,
            place: Some(place),
        };
    }

    fn in_search(&self) -> Option<InSearch> {
        let search = &self.search;
        let is_it = self.screen == Screen::Search && self.overlays.is_empty();
        is_it.then(|| InSearch {
            choice: match search.list.chosen() {
                _ if search.narrow.is_focused => Choice::Value,
                Some(entry) if entry.is_line() => Choice::Line,
                _ => Choice::Note,
            },
            can_narrow: !search.narrow.choices().is_empty(),
            is_widened: !search.answer.widened.is_empty(),
        })
    }

    /// The commands worth telling here, most useful first.
    fn worth_telling(&self) -> Vec<(Command, Term)> {
        use Command as C;
        use wording as W;
        use wording::kept as K;
        if let Some(overlay) = self.overlays.last() {
            return over(overlay);
        }
        let reader = &self.reader;
        match (self.screen, self.shape.focus) {
            (Screen::Search, _) => self.in_search().map_or_else(Vec::new, searching),
            (Screen::Dashboard, _) => vec![
                (C::MoveDown, W::HINT_CHOOSE),
                (C::Open, W::HINT_PANEL),
                (C::GroupNext, W::HINT_GROUP),
                (C::Order, W::HINT_ORDER),
                (C::Close, W::HINT_BACK),
                (C::Help, W::HINT_KEYS),
            ],
            (Screen::Reader, Pane::Notes)
                if self.library.only == Only::All && self.library.notes().is_empty() =>
            {
                vec![
                    (C::Reindex, W::HINT_RESCAN),
                    (C::ShowDashboard, W::DASHBOARD),
                    (C::Help, W::HINT_KEYS),
                    (C::Quit, W::HINT_QUIT),
                ]
            }
            (Screen::Reader, Pane::Notes) if self.library.only != Only::All => vec![
                (C::MoveDown, W::HINT_CHOOSE),
                (C::Open, W::HINT_READ),
                (C::Close, K::HINT_ALL_NOTES),
                (C::ToggleRead, K::HINT_TOGGLE_READ),
                (C::Help, W::HINT_KEYS),
            ],
            (Screen::Reader, Pane::Notes) => vec![
                (C::MoveDown, W::HINT_CHOOSE),
                (C::Open, W::HINT_READ),
                (C::NextLanguageMode, mode_name(reader.mode)),
                (C::Search, W::SEARCH),
                (C::ShowDashboard, W::DASHBOARD),
                (C::Help, W::HINT_KEYS),
            ],
            (Screen::Reader, Pane::Text) => in_text(reader),
            (Screen::Reader, Pane::Panels) => vec![
                (C::MoveDown, W::HINT_CHOOSE),
                (C::Open, W::HINT_PANEL),
                (C::FocusNext, W::HINT_PANE),
                (C::Help, W::HINT_KEYS),
            ],
        }
    }
}

/// What is worth telling of what lies over the screen.
fn over(overlay: &Overlay) -> Vec<(Command, Term)> {
    use Command as C;
    use wording as W;
    match overlay {
        Overlay::Card(_) => vec![
            (C::MoveDown, W::HINT_CHOOSE),
            (C::Open, W::HINT_OPEN),
            (C::Panel, W::HINT_PANEL),
            (C::Timeline, wording::kept::HINT_TIMELINE),
            (C::Close, W::HINT_CLOSE),
        ],
        Overlay::Palette(_) | Overlay::Outline(_) => {
            vec![(C::Open, W::HINT_OPEN), (C::Close, W::HINT_CLOSE)]
        }
        Overlay::Link(_) => vec![
            (C::Open, W::HINT_OPEN),
            (C::Copy, W::HINT_COPY),
            (C::Close, W::HINT_CLOSE),
        ],
        Overlay::Related(_) | Overlay::Timeline(_) => vec![
            (C::MoveDown, W::HINT_CHOOSE),
            (C::Open, W::HINT_OPEN),
            (C::Close, W::HINT_CLOSE),
        ],
        Overlay::Searches(_) => vec![
            (C::MoveDown, W::HINT_CHOOSE),
            (C::Open, W::HINT_OPEN),
            (C::Rename, wording::kept::HINT_RENAME),
            (C::Remove, wording::kept::HINT_REMOVE),
            (C::Close, W::HINT_CLOSE),
        ],
        Overlay::Name(_) => vec![
            (C::Open, wording::kept::HINT_SAVE),
            (C::Close, W::HINT_CLOSE),
        ],
        Overlay::Speakers(_) => vec![
            (C::MoveDown, W::HINT_CHOOSE),
            (C::Open, W::HINT_READ),
            (C::Toggle, W::HINT_TOGGLE),
            (C::Close, W::HINT_CLOSE),
        ],
        Overlay::Panel(_) => vec![
            (C::MoveDown, W::HINT_SCROLL),
            (C::PictureNext, W::HINT_PICTURE),
            (C::ZoomIn, W::HINT_ZOOM),
            (C::CrosshairLeft, W::HINT_CROSSHAIR),
            (C::Close, W::HINT_CLOSE),
        ],
        _ => vec![(C::MoveDown, W::HINT_SCROLL), (C::Close, W::HINT_CLOSE)],
    }
}

/// What is worth telling while the library is searched.
fn searching(at: InSearch) -> Vec<(Command, Term)> {
    use Command as C;
    use wording as W;
    use wording::kept as K;
    let open = match at.choice {
        Choice::Value => {
            return vec![
                (C::Open, W::HINT_TAKE),
                (C::NarrowUndo, W::HINT_UNDO),
                (C::MoveDown, W::HINT_CHOOSE),
                (C::Close, W::HINT_BACK),
            ];
        }
        Choice::Line => W::HINT_SEARCH_IT,
        Choice::Note => W::HINT_OPEN,
    };
    let narrow = at.can_narrow.then_some((C::Narrow, W::HINT_NARROW));
    let mut told = vec![(C::Open, open)];
    told.extend(narrow);
    told.extend([
        (C::MoveDown, W::HINT_CHOOSE),
        (C::SaveSearch, K::HINT_SAVE),
        (C::Why, W::HINT_WHY),
        (C::Close, W::HINT_BACK),
        (C::Help, W::HINT_KEYS),
    ]);
    told
}

/// Keys of the search that no keymap has: what is typed.
fn signs(at: InSearch) -> Option<(&'static str, Term)> {
    if at.choice == Choice::Value {
        Some(("1–9", wording::HINT_NARROW))
    } else {
        at.is_widened.then_some(("=", wording::HINT_EXACT))
    }
}

/// What is worth telling of a note that is read.
fn in_text(reader: &Reader) -> Vec<(Command, Term)> {
    use Command as C;
    use wording as W;
    if reader.selection.is_some() {
        vec![
            (C::MoveDown, W::HINT_MORE),
            (C::Copy, W::HINT_COPY),
            (C::Cite, W::HINT_CITE),
            (C::Close, W::HINT_CLOSE),
        ]
    } else if !reader.matches.is_empty() {
        vec![
            (C::FindNext, W::HINT_NEXT),
            (C::Close, W::HINT_CLEAR),
            (C::NextLanguageMode, mode_name(reader.mode)),
            (C::NextMention, W::HINT_LINK),
            (C::Card, W::HINT_CARD),
            (C::Help, W::HINT_KEYS),
        ]
    } else if !reader.only.is_all() {
        vec![
            (C::Close, W::HINT_ALL),
            (C::NextLanguageMode, mode_name(reader.mode)),
            (C::NextMention, W::HINT_LINK),
            (C::Card, W::HINT_CARD),
            (C::Help, W::HINT_KEYS),
        ]
    } else {
        vec![
            (C::NextLanguageMode, mode_name(reader.mode)),
            (C::NextMention, W::HINT_LINK),
            (C::Card, W::HINT_CARD),
            (C::Find, W::HINT_FIND),
            (C::Outline, W::HINT_OUTLINE),
            (C::Search, W::SEARCH),
            (C::Help, W::HINT_KEYS),
        ]
    }
}

const fn mode_name(mode: LanguageMode) -> Term {
    match mode {
        LanguageMode::Stacked => wording::MODE_STACKED,
        LanguageMode::SideBySide => wording::MODE_SIDE,
        LanguageMode::Chinese => wording::MODE_CHINESE,
        LanguageMode::English => wording::MODE_ENGLISH,
    }
}
