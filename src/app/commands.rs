//! The one table of commands: the keymap, the palette, the help and the tests read it.

use crate::model::Term;

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
    /// To the next linked word.
    NextMention,
    /// To the previous linked word.
    PreviousMention,
    /// Open what is chosen.
    Open,
    /// The card of the chosen word.
    Card,
    /// The panel of the chosen word.
    Panel,
    /// Find in this note.
    Find,
    /// The next match.
    FindNext,
    /// The previous match.
    FindPrevious,
    /// Search the library.
    Search,
    /// Turn through Chinese, English, stacked, side by side.
    NextLanguageMode,
    /// What was odd about this note.
    Diagnostics,
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
    /// Finding and searching.
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
            Self::Follow => Term::new("Following links", "跟进链接", "追蹤連結"),
            Self::Find => Term::new("Finding", "查找", "尋找"),
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

const fn row(
    command: Command,
    id: &'static str,
    section: Section,
    en: &'static str,
    zh_hans: &'static str,
    zh_hant: &'static str,
) -> CommandInfo {
    CommandInfo {
        command,
        id,
        section,
        title: Term::new(en, zh_hans, zh_hant),
    }
}

/// Every command, in the order of the help.
pub const COMMANDS: &[CommandInfo] = {
    use Command as C;
    use Section as S;
    &[
        row(C::MoveDown, "move.down", S::Move, "down", "向下", "向下"),
        row(C::MoveUp, "move.up", S::Move, "up", "向上", "向上"),
        row(
            C::HalfPageDown,
            "move.half-page-down",
            S::Move,
            "half a page down",
            "下半页",
            "下半頁",
        ),
        row(
            C::HalfPageUp,
            "move.half-page-up",
            S::Move,
            "half a page up",
            "上半页",
            "上半頁",
        ),
        row(
            C::PageDown,
            "move.page-down",
            S::Move,
            "page down",
            "下一页",
            "下一頁",
        ),
        row(
            C::PageUp,
            "move.page-up",
            S::Move,
            "page up",
            "上一页",
            "上一頁",
        ),
        row(
            C::Top,
            "move.top",
            S::Move,
            "to the top",
            "到开头",
            "到開頭",
        ),
        row(
            C::Bottom,
            "move.bottom",
            S::Move,
            "to the end",
            "到结尾",
            "到結尾",
        ),
        row(
            C::NextPassage,
            "passage.next",
            S::Move,
            "next passage",
            "下一段",
            "下一段",
        ),
        row(
            C::PreviousPassage,
            "passage.previous",
            S::Move,
            "previous passage",
            "上一段",
            "上一段",
        ),
        row(
            C::TableRight,
            "table.right",
            S::Move,
            "a wide table on to the right",
            "宽表格右移",
            "寬表格右移",
        ),
        row(
            C::TableLeft,
            "table.left",
            S::Move,
            "a wide table back to the left",
            "宽表格左移",
            "寬表格左移",
        ),
        row(
            C::NextMention,
            "mention.next",
            S::Follow,
            "next linked word",
            "下一个术语",
            "下一個術語",
        ),
        row(
            C::PreviousMention,
            "mention.previous",
            S::Follow,
            "previous linked word",
            "上一个术语",
            "上一個術語",
        ),
        row(
            C::Open,
            "open",
            S::Follow,
            "open what is chosen",
            "打开所选",
            "開啟所選",
        ),
        row(
            C::Card,
            "card",
            S::Follow,
            "card of the word",
            "术语卡片",
            "術語卡片",
        ),
        row(
            C::Panel,
            "panel",
            S::Follow,
            "panel of the word",
            "指标面板",
            "指標面板",
        ),
        row(C::Back, "history.back", S::Follow, "back", "返回", "返回"),
        row(
            C::Forward,
            "history.forward",
            S::Follow,
            "forward",
            "前进",
            "前進",
        ),
        row(
            C::Search,
            "search",
            S::Find,
            "search the library",
            "搜索全部笔记",
            "搜尋全部筆記",
        ),
        row(
            C::Find,
            "find",
            S::Find,
            "find in this note",
            "在本文中查找",
            "在本文中尋找",
        ),
        row(
            C::FindNext,
            "find.next",
            S::Find,
            "next match",
            "下一处",
            "下一處",
        ),
        row(
            C::FindPrevious,
            "find.previous",
            S::Find,
            "previous match",
            "上一处",
            "上一處",
        ),
        row(
            C::NextLanguageMode,
            "language.next",
            S::View,
            "Chinese, English, stacked, side by side",
            "中文、英文、上下对照、左右对照",
            "中文、英文、上下對照、左右對照",
        ),
        row(
            C::FocusNext,
            "focus.next",
            S::View,
            "next pane",
            "下一栏",
            "下一欄",
        ),
        row(
            C::FocusPrevious,
            "focus.previous",
            S::View,
            "previous pane",
            "上一栏",
            "上一欄",
        ),
        row(
            C::ShowReader,
            "screen.reader",
            S::View,
            "reader",
            "阅读",
            "閱讀",
        ),
        row(
            C::ShowSearch,
            "screen.search",
            S::View,
            "search",
            "搜索",
            "搜尋",
        ),
        row(
            C::ShowDashboard,
            "screen.dashboard",
            S::View,
            "dashboard",
            "仪表盘",
            "儀表板",
        ),
        row(
            C::TogglePanels,
            "panels.toggle",
            S::View,
            "show or hide the panels",
            "显示或隐藏指标栏",
            "顯示或隱藏指標欄",
        ),
        row(
            C::NextTheme,
            "theme.next",
            S::View,
            "next theme",
            "切换主题",
            "切換佈景",
        ),
        row(
            C::Diagnostics,
            "diagnostics",
            S::View,
            "what is odd about this note",
            "本文的异常",
            "本文的異常",
        ),
        row(
            C::Help,
            "help",
            S::Program,
            "all keys",
            "全部按键",
            "全部按鍵",
        ),
        row(
            C::Palette,
            "palette",
            S::Program,
            "a command by name",
            "按名称执行命令",
            "依名稱執行指令",
        ),
        row(
            C::Reindex,
            "reindex",
            S::Program,
            "look for changed notes",
            "重新扫描笔记",
            "重新掃描筆記",
        ),
        row(
            C::Close,
            "close",
            S::Program,
            "close what lies on top",
            "关闭",
            "關閉",
        ),
        row(
            C::Suspend,
            "suspend",
            S::Program,
            "suspend",
            "挂起",
            "暫停到背景",
        ),
        row(C::Quit, "quit", S::Program, "quit", "退出", "結束"),
    ]
};

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
