//! The one table of commands: the keymap, the palette, the help and the tests read it.

mod table;

use crate::model::Term;

pub use table::COMMANDS;

/// Something the reader can be told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// One row or entry down.
    MoveDown,
    /// One row or entry up.
    MoveUp,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first row or entry.
    Top,
    /// To the last row or entry.
    Bottom,
    /// To the next passage.
    NextPassage,
    /// To the previous passage.
    PreviousPassage,
    /// A wide table's columns from the right.
    TableRight,
    /// A wide table's columns from the left.
    TableLeft,
    /// To the next chapter.
    NextChapter,
    /// To the previous chapter.
    PreviousChapter,
    /// The headings of the note, or who speaks when.
    Outline,
    /// Name this place by the letter that follows.
    SetMark,
    /// To the place named by the letter that follows.
    GoToMark,
    /// To the next linked word, link or footnote.
    NextMention,
    /// To the previous linked word, link or footnote.
    PreviousMention,
    /// Open what is chosen.
    Open,
    /// The card of the chosen word.
    Card,
    /// The panel of the chosen word.
    Panel,
    /// All notes that mention the chosen word, in time.
    Timeline,
    /// Notes that share something with the open one.
    Related,
    /// Find in this note.
    Find,
    /// The next match.
    FindNext,
    /// The previous match.
    FindPrevious,
    /// Search the library.
    Search,
    /// Narrow the search by what the notes found have in common.
    Narrow,
    /// Take the last narrowing back.
    NarrowUndo,
    /// Why the search found what it found.
    Why,
    /// Choose passages, from this one on.
    Select,
    /// Copy the passage, what is chosen, or an address.
    Copy,
    /// Copy it with who said it, where and when.
    Cite,
    /// Who speaks, to read only some of them.
    Speakers,
    /// Take up an entry of a list, or leave it out.
    Toggle,
    /// The text alone, without lines and panes around it.
    TextAlone,
    /// Turn through Chinese, English, stacked, side by side.
    NextLanguageMode,
    /// What was odd about this note.
    Diagnostics,
    /// Meetings, releases and expiries ahead.
    Agenda,
    /// The notes never read as they are now, and back to all.
    ListUnread,
    /// The notes added or changed since the last visit, and back to all.
    ListNew,
    /// The note counts as read, or as unread.
    ToggleRead,
    /// All notes listed count as read.
    ReadAll,
    /// The saved searches.
    Searches,
    /// Keep what is searched under a name.
    SaveSearch,
    /// Give the entry another name.
    Rename,
    /// Remove the entry.
    Remove,
    /// Move the entry up in its list.
    Earlier,
    /// Move the entry down in its list.
    Later,
    /// Back to where you were.
    Back,
    /// Forward again.
    Forward,
    /// The next pane.
    FocusNext,
    /// The previous pane.
    FocusPrevious,
    /// The reader.
    ShowReader,
    /// The search.
    ShowSearch,
    /// The dashboard.
    ShowDashboard,
    /// Show or hide the panels beside the text.
    TogglePanels,
    /// By stretch, or by group.
    Order,
    /// The next group alone.
    GroupNext,
    /// The group before alone.
    GroupPrevious,
    /// The next picture of the panel.
    PictureNext,
    /// The picture before.
    PicturePrevious,
    /// A shorter part of the history.
    ZoomIn,
    /// A longer part of the history.
    ZoomOut,
    /// The crosshair to the left.
    CrosshairLeft,
    /// The crosshair to the right, past the end away.
    CrosshairRight,
    /// All keys.
    Help,
    /// A command by name.
    Palette,
    /// Look for changed notes.
    Reindex,
    /// The next theme.
    NextTheme,
    /// Close what lies on top.
    Close,
    /// Leave the program to the background.
    Suspend,
    /// Leave.
    Quit,
}

impl Command {
    /// Whether it moves a text by no more than a screen.
    #[must_use]
    pub const fn scrolls(self) -> bool {
        matches!(
            self,
            Self::MoveDown
                | Self::MoveUp
                | Self::HalfPageDown
                | Self::HalfPageUp
                | Self::PageDown
                | Self::PageUp
        )
    }
}

/// Where a command belongs in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Getting about.
    Move,
    /// Links, cards, panels.
    Follow,
    /// Finding, searching, copying.
    Find,
    /// Screens, panes, appearance.
    View,
    /// The program itself.
    Program,
}

impl Section {
    /// Its heading in the help.
    #[must_use]
    pub const fn title(self) -> Term {
        match self {
            Self::Move => Term::new("Moving", "移动", "移動"),
            Self::Follow => Term::new("Following links", "链接跳转", "連結跳轉"),
            Self::Find => Term::new("Finding and copying", "查找与复制", "尋找與複製"),
            Self::View => Term::new("Looking", "显示", "顯示"),
            Self::Program => Term::new("Program", "程序", "程式"),
        }
    }
}

/// A command as people meet it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// Which command.
    pub command: Command,
    /// Its name in keymaps.
    pub id: &'static str,
    /// Where the help lists it.
    pub section: Section,
    /// What it does.
    pub title: Term,
}

/// The command that a keymap names.
#[must_use]
pub fn by_id(id: &str) -> Option<Command> {
    COMMANDS
        .iter()
        .find(|info| info.id == id)
        .map(|info| info.command)
}

/// The row of a command.
#[must_use]
pub fn info(command: Command) -> Option<&'static CommandInfo> {
    COMMANDS.iter().find(|info| info.command == command)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::model::Locale;

    #[test]
    fn ids_are_unique_and_every_command_is_worded() {
        let mut ids = HashSet::new();
        for row in COMMANDS {
            assert!(ids.insert(row.id), "{} twice", row.id);
            assert_eq!(by_id(row.id), Some(row.command));
            for locale in Locale::ALL {
                assert!(!row.title.get(locale).is_empty(), "{}", row.id);
            }
        }
    }
}
