//! Words about what is read and kept, and about notes that belong together: unread and new notes,
//! saved searches, related notes, the time line.

use crate::model::quantity::{Sign, grouped};
use crate::model::{Locale, Since, Term};

terms! {
    /// Heading of the notes never read.
    UNREAD = "UNREAD", "未读", "未讀";
    /// There is no unread note.
    NOTHING_UNREAD = "nothing is unread", "没有未读笔记", "沒有未讀筆記";
    /// There is no new note.
    NOTHING_NEW = "nothing new since your last visit", "上次阅读以来没有新笔记", "上次閱讀以來沒有新筆記";
    /// There is no visit to compare with.
    NO_VISIT =
        "this is your first visit: what is new shows from the next on",
        "这是第一次阅读，下次起显示新笔记",
        "這是第一次閱讀，下次起顯示新筆記";
    /// How to see all notes again.
    ESC_FOR_ALL = "Esc lists all notes", "按 Esc 列出全部笔记", "按 Esc 列出全部筆記";
    /// A note counts as read from now on.
    MARKED_READ = "marked as read", "已标为已读", "已標為已讀";
    /// A note counts as unread from now on.
    MARKED_UNREAD = "marked as unread", "已标为未读", "已標為未讀";
    /// Heading of the saved searches beside the notes.
    SEARCHES = "SEARCHES", "已存搜索", "已存搜尋";
    /// Title of the saved searches.
    SAVED_SEARCHES = "SAVED SEARCHES", "已存搜索", "已存搜尋";
    /// There is no saved search.
    NO_SEARCHES = "no search is saved yet", "还没有已存的搜索", "還沒有已存的搜尋";
    /// How to save one.
    NO_SEARCHES_HINT =
        "press Ctrl-S on the search screen, or write [searches] into tape.toml",
        "在搜索界面按 Ctrl-S，或在 tape.toml 写 [searches]",
        "在搜尋畫面按 Ctrl-S，或在 tape.toml 寫 [searches]";
    /// A saved search whose query does not parse.
    BROKEN = "does not parse", "无法解析", "無法解析";
    /// A saved search of the settings.
    FROM_SETTINGS = "from the settings", "来自设置", "來自設定";
    /// It cannot be changed here.
    IS_FIXED =
        "it stands in the settings: change it there, under [searches]",
        "它写在设置里，请在 [searches] 中修改",
        "它寫在設定裡，請在 [searches] 中修改";
    /// Before the name for a search.
    SAVE_AS = "save this search as", "将此搜索存为", "將此搜尋存為";
    /// Before the new name of a search.
    RENAME_TO = "rename to", "重命名为", "重新命名為";
    /// What may be a name.
    NAME_RULE =
        "a name has letters, digits, - _ and . and no space",
        "名称可用文字、数字、- _ 和 .，不含空格",
        "名稱可用文字、數字、- _ 和 .，不含空格";
    /// Enter takes the name that is proposed.
    ENTER_TAKES = "Enter takes the name shown", "回车采用所示名称", "Enter 採用所示名稱";
    /// The name is free.
    NAME_FREE = "then @name stands for it in any query", "之后任何查询都可写 @名称", "之後任何查詢都可寫 @名稱";
    /// Nothing is typed that could be saved.
    NOTHING_TO_SAVE = "type a query first, then save it", "先输入查询再保存", "先輸入查詢再儲存";
    /// Title of the notes that belong to the open one.
    RELATED_NOTES = "RELATED NOTES", "相关笔记", "相關筆記";
    /// Nothing is related.
    NOTHING_RELATED =
        "no other note shares a concept, a ticker, a tag, a speaker or rare words with it",
        "没有其他笔记与它共用概念、代码、标签、发言人或罕用词",
        "沒有其他筆記與它共用概念、代碼、標籤、發言人或罕用詞";
    /// Before what two notes share.
    SHARES = "shares", "共同：", "共同：";
    /// Title of the notes that mention something, by month.
    TIMELINE = "TIME LINE", "时间线", "時間線";
    /// Heading of the notes without a date.
    UNDATED = "no date", "无日期", "無日期";
    /// The open note among others.
    OPEN_NOTE = "open", "本文", "本文";
    /// The passage is being looked for.
    LOOKING_UP = "looking it up …", "正在查找…", "正在尋找…";
    /// The note does not mention it any more.
    NOT_FOUND_IN = "the note has changed and no longer says it", "笔记已改动，不再提到它", "筆記已改動，不再提到它";
    /// Key of the time line.
    HINT_TIMELINE = "time line", "时间线", "時間線";
    /// Keys of the saved searches.
    HINT_RENAME = "rename", "重命名", "重新命名";
    /// The same.
    HINT_REMOVE = "remove", "删除", "刪除";
    /// The same.
    HINT_SAVE = "save", "保存", "儲存";
    /// Keys of the list of unread or new notes.
    HINT_TOGGLE_READ = "read/unread", "已读/未读", "已讀/未讀";
    /// Lists all notes again.
    HINT_ALL_NOTES = "all notes", "全部笔记", "全部筆記";
}

/// How many notes are new, and since when: `3 new since 2026-02-05`; of the same day by the hour.
#[must_use]
pub fn new_since(count: usize, since: Since, locale: Locale) -> String {
    let when = if since.is_today {
        since.at.strftime("%H:%M").to_string()
    } else {
        since.at.date().to_string()
    };
    let count = grouped(count as f64, 0, Sign::Negative);
    match locale {
        Locale::En => format!("{count} new since {when}"),
        Locale::Hans => format!("{when} 以来新增 {count} 篇"),
        Locale::Hant => format!("{when} 以來新增 {count} 篇"),
    }
}

/// Asks whether that many notes are to count as read.
#[must_use]
pub fn read_all(count: usize, locale: Locale) -> String {
    let notes = grouped(count as f64, 0, Sign::Negative);
    match (locale, count) {
        (Locale::En, 1) => "mark 1 note as read? the same key again does it".to_owned(),
        (Locale::En, _) => format!("mark {notes} notes as read? the same key again does it"),
        (Locale::Hans, _) => format!("将 {notes} 篇标为已读？再按一次确认"),
        (Locale::Hant, _) => format!("將 {notes} 篇標為已讀？再按一次確認"),
    }
}

/// Asks whether a search is to be removed.
#[must_use]
pub fn remove_search(name: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("remove @{name}? the same key again does it"),
        Locale::Hans => format!("删除 @{name}？再按一次确认"),
        Locale::Hant => format!("刪除 @{name}？再按一次確認"),
    }
}

/// A search was saved.
#[must_use]
pub fn search_saved(name: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("saved as @{name}"),
        Locale::Hans => format!("已存为 @{name}"),
        Locale::Hant => format!("已存為 @{name}"),
    }
}

/// A search was removed.
#[must_use]
pub fn search_removed(name: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("@{name} removed"),
        Locale::Hans => format!("已删除 @{name}"),
        Locale::Hant => format!("已刪除 @{name}"),
    }
}

/// The name is that of a search, which would give way.
#[must_use]
pub fn replaces(name: &str, query: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("takes the place of @{name}: {query}"),
        Locale::Hans => format!("将替换 @{name}：{query}"),
        Locale::Hant => format!("將取代 @{name}：{query}"),
    }
}

/// The name is another's, which keeps it.
#[must_use]
pub fn taken(name: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("@{name} is there already: take another name"),
        Locale::Hans => format!("@{name} 已存在，请换个名称"),
        Locale::Hant => format!("@{name} 已存在，請換個名稱"),
    }
}

/// How many notes share something with the open one: `7 of 312 shown` where there are more.
#[must_use]
pub fn shown_of(shown: usize, total: usize, locale: Locale) -> String {
    let [shown_text, total_text] = [shown, total].map(|n| grouped(n as f64, 0, Sign::Negative));
    match locale {
        _ if shown == total => super::notes(total, locale),
        Locale::En => format!("{shown_text} of {total_text} notes"),
        Locale::Hans | Locale::Hant => format!("{shown_text} / {total_text} 篇"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_term_is_worded_in_every_language() {
        for (name, term) in ALL {
            for locale in Locale::ALL {
                assert!(!term.get(locale).trim().is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn news_are_dated_by_the_day_or_within_one_by_the_hour() {
        let at = date(2026, 2, 5).at(9, 5, 0, 0);
        let told = |is_today, locale| new_since(3, Since { at, is_today }, locale);
        assert_eq!(told(false, Locale::En), "3 new since 2026-02-05");
        assert_eq!(told(true, Locale::En), "3 new since 09:05");
        assert_eq!(told(true, Locale::Hant), "09:05 以來新增 3 篇");
    }

    #[test]
    fn numbers_are_grouped_and_told_of_all() {
        assert!(read_all(4_990, Locale::Hans).contains("4,990"));
        assert_eq!(shown_of(7, 7, Locale::En), "7 notes");
        assert_eq!(shown_of(20, 1_312, Locale::En), "20 of 1,312 notes");
    }
}
