//! The words of the interface, each in English, 简体 and 繁體.

mod days;
mod found;
mod kinds;
mod rank;

use crate::model::quantity::{Sign, grouped};
use crate::model::{Locale, PictureFault, Term};

pub use days::{KNOWN_UNTIL, weekday};
pub use found::{
    of_likeness, of_share, read_as, shown_of, took, unknown_word, without_it, without_word,
};
pub use kinds::{of_class, of_region, of_relation, of_ticker};
pub use rank::{among, standing};

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $en:literal, $zh_hans:literal, $zh_hant:literal;)*) => {
        $($(#[$doc])* pub const $name: Term = Term::new($en, $zh_hans, $zh_hant);)*
        #[cfg(test)]
        const ALL: &[(&str, Term)] = &[$((stringify!($name), $name)),*];
    };
}

pub mod kept;
pub mod quoted;

terms! {
    /// Before the guest's name in a byline.
    GUEST = "with", "嘉宾", "來賓";
    /// Pictures are asked for and cannot be shown.
    NO_PICTURES =
        "pictures are not drawn: half blocks need a terminal of 256 colours or more",
        "无法显示图片：半格字符需要 256 色以上的终端",
        "無法顯示圖片：半格字元需要 256 色以上的終端";
    /// The file of the open note is another, and so is what is shown.
    CHANGED =
        "changed by another program: this is the new text",
        "文件已被其他程序修改，现显示新内容",
        "檔案已被其他程式修改，現顯示新內容";
    /// The file of the open note is no longer there.
    GONE =
        "the file of this note is gone or was moved: this is the text as it was",
        "本文的文件已删除或移走，仍显示原来的内容",
        "本文的檔案已刪除或移走，仍顯示原來的內容";
    /// Another tape writes the index.
    WAITING =
        "another tape is indexing",
        "另一个 tape 正在建索引",
        "另一個 tape 正在建索引";
    /// A picture is on its way.
    DRAWING = "drawing …", "正在绘制…", "正在繪製…";
    /// Title of the list of notes.
    NOTES = "NOTES", "笔记", "筆記";
    /// After the number of notes.
    NEWEST_FIRST = "newest first", "最新在前", "最新在前";
    /// Title of the list of tags.
    TAGS = "TAGS", "标签", "標籤";
    /// Title of the panels beside the text.
    THIS_NOTE = "THIS NOTE", "本文指标", "本文指標";
    /// The note's date.
    THEN = "then", "当时", "當時";
    /// The last date.
    NOW = "now", "现在", "現在";
    /// Name of the reading screen.
    READER = "reader", "阅读", "閱讀";
    /// Name of the search screen.
    SEARCH = "search", "搜索", "搜尋";
    /// Name of the dashboard.
    DASHBOARD = "dashboard", "仪表盘", "儀表板";
    /// Marks numbers made by the generator.
    DEMO = "DEMO market", "DEMO 演示行情", "DEMO 模擬行情";
    /// Before the last trading day.
    LAST_CLOSE = "last close", "收盘截至", "收盤截至";
    /// The list is being read.
    OPENING = "opening the library …", "正在打开笔记库…", "正在開啟筆記庫…";
    /// A folder without a single note.
    NO_NOTES = "no notes here yet", "这里还没有笔记", "這裡還沒有筆記";
    /// What fills an empty library.
    NO_NOTES_HINT =
        "put .md, .txt or .html files into the folder, then press r",
        "把 .md、.txt 或 .html 文件放进文件夹，再按 r",
        "把 .md、.txt 或 .html 檔案放進資料夾，再按 r";
    /// No note is open.
    NOTHING_OPEN = "choose a note with j and k, open it with Enter", "用 j、k 选择笔记，回车打开", "用 j、k 選擇筆記，Enter 開啟";
    /// The note mentions nothing that a panel measures.
    NO_PANELS = "no indicator behind this note", "本文没有对应的指标", "本文沒有對應的指標";
    /// Panels are being computed.
    COMPUTING = "computing …", "计算中…", "計算中…";

    /// Above a remark of the translator.
    TRANSLATORS_NOTE = "translator's note", "译注", "譯註";
    /// Above a note of the editor.
    EDITORS_NOTE = "editor's note", "编者按", "編者按";
    /// Above a summary that a machine made.
    MACHINE_SUMMARY = "machine-made summary", "AI 摘要", "AI 摘要";
    /// Before the translator's name in a byline.
    TRANSLATED_BY = "translated by", "翻译", "翻譯";
    /// Before the editor's name in a byline.
    EDITED_BY = "edited by", "编辑", "編輯";
    /// Heading of what a document says of itself.
    METADATA = "DOCUMENT", "文档信息", "文件資訊";
    /// Before the original's title.
    ORIGINAL_TITLE = "original title", "原题", "原題";
    /// Before a summary.
    SUMMARY = "summary", "摘要", "摘要";
    /// Before the user's own filing.
    CATEGORY = "category", "分类", "分類";
    /// Before the encoding of the file.
    ENCODING = "encoding", "编码", "編碼";
    /// A note without English.
    CHINESE_ONLY = "this note is in Chinese only", "本文只有中文", "本文只有中文";
    /// A note without Chinese.
    ENGLISH_ONLY = "this note is in English only", "本文只有英文", "本文只有英文";
    /// A note of passages that are each in one language.
    NO_PAIRS = "no passage of this note is in both languages", "本文没有中英对照的段落", "本文沒有中英對照的段落";
    /// No table on the screen exceeds it.
    NO_WIDE_TABLE = "no table here is wider than the screen", "本屏没有超宽的表格", "本頁沒有超寬的表格";
    /// Before the confidence of a pair.
    DOUBTFUL_PAIR = "doubtful pair", "对照存疑", "對照存疑";

    /// Both languages, one under the other.
    MODE_STACKED = "中/EN stacked", "中/英 上下", "中/英 上下";
    /// Both languages, side by side.
    MODE_SIDE = "中/EN side by side", "中/英 左右", "中/英 左右";
    /// Chinese only.
    MODE_CHINESE = "中 only", "只看中文", "只看中文";
    /// English only.
    MODE_ENGLISH = "EN only", "只看英文", "只看英文";
    /// Prompt of an empty search.
    SEARCH_HINT =
        "a word in any of its names, or tag: speaker: ticker: concept: lang: date:",
        "输入任一名称，或用 tag: speaker: ticker: concept: lang: date: 限定",
        "輸入任一名稱，或用 tag: speaker: ticker: concept: lang: date: 限定";
    /// A search without result while the notes are being indexed.
    NOTHING_YET = "no note so far: indexing goes on", "暂无匹配：索引尚未完成", "暫無符合：索引尚未完成";
    /// A search without result.
    NOTHING_FOUND = "no note matches", "没有匹配的笔记", "沒有符合的筆記";
    /// What to do about it.
    NOTHING_FOUND_HINT =
        "fewer words, or another name; = before a word turns synonyms off",
        "减少词语或换个名称；词前加 = 则只查原文",
        "減少詞語或換個名稱；詞前加 = 則只查原文";
    /// Heading of what a search can be narrowed by.
    NARROW_BY = "NARROW BY", "缩小范围", "縮小範圍";
    /// Nothing that the notes found have in common narrows them.
    NOTHING_TO_NARROW = "nothing to narrow by here", "这里没有可缩小的条件", "這裡沒有可縮小的條件";
    /// A kind of facet: concepts.
    BY_CONCEPT = "concept", "概念", "概念";
    /// A kind of facet: instruments.
    BY_TICKER = "ticker", "标的", "標的";
    /// A kind of facet: who speaks or wrote.
    BY_SPEAKER = "speaker", "发言人", "發言人";
    /// A kind of facet: tags.
    BY_TAG = "tag", "标签", "標籤";
    /// A kind of facet: languages.
    BY_LANGUAGE = "language", "语言", "語言";
    /// A kind of facet: years and months.
    BY_DATE = "date", "日期", "日期";
    /// A note is in Chinese, in either script.
    IN_CHINESE = "Chinese", "中文", "中文";
    /// A note is in 简体.
    IN_SIMPLIFIED = "Simplified", "简体", "簡體";
    /// A note is in 繁體.
    IN_TRADITIONAL = "Traditional", "繁体", "繁體";
    /// A note is in English.
    IN_ENGLISH = "English", "英文", "英文";
    /// A note mixes languages.
    IN_BOTH = "Mixed", "中英混合", "中英混合";
    /// Why words were read as a name: their pinyin.
    BY_PINYIN = "pinyin", "拼音", "拼音";
    /// Why words were read as a name: the first letters of their pinyin.
    BY_INITIALS = "initials", "拼音首字母", "拼音首字母";
    /// Why words were read as a name: it is spelled nearly so.
    BY_SPELLING = "spelling", "拼写相近", "拼寫相近";
    /// Before a name that is spelled like a word that no note holds.
    NEAREST = "nearest name", "最接近", "最接近";
    /// Above the notes that hold some of the words.
    SOME_OF_IT = "notes with some of the words", "只含部分词语的笔记", "只含部分詞語的筆記";
    /// Title of the explanation of a search.
    WHY = "WHY IT WAS FOUND", "为何搜到", "為何搜到";
    /// A query without words: every note.
    ASKS_EVERYTHING = "every note", "全部笔记", "全部筆記";
    /// What all parts of a query find.
    ASKS_ALL = "all of these", "同时满足", "同時符合";
    /// What one of the parts of a query finds.
    ASKS_ANY = "any of these", "任一满足", "任一符合";
    /// What a part of a query does not find.
    ASKS_NOT = "not this", "排除", "排除";
    /// Words near each other, before how many may stand between them.
    ASKS_NEAR = "near each other, words between: at most", "相邻，间隔不超过", "相鄰，間隔不超過";
    /// The notes that were read.
    ASKS_READ = "read", "已读", "已讀";
    /// Words are compared as written.
    FORM_EXACT = "as written", "按原文", "照原文";
    /// Words are compared in any inflection.
    FORM_INFLECTED = "any inflection", "含词形变化", "含詞形變化";
    /// Words are compared by their beginning.
    FORM_BEGINNING = "what begins so", "按开头", "依開頭";
    /// Figures are compared by their value.
    FORM_FIGURE = "figure, however written", "数值，写法不限", "數值，寫法不拘";
    /// Before the words that rank.
    RANKED_BY = "ranked by", "排序用词", "排序用詞";
    /// A share of a score: a name stands as typed.
    SCORED_TYPED = "stands as typed", "与输入一致", "與輸入一致";
    /// A share of a score: all that the note says.
    SCORED_TEXT = "text", "正文", "內文";
    /// A share of a score: the title.
    SCORED_TITLE = "title", "标题", "標題";
    /// A share of a score: tags, names and sources.
    SCORED_LABELS = "tags and names", "标签与名称", "標籤與名稱";
    /// A share of a score: whole Chinese words.
    SCORED_WORDS = "whole words", "整词", "整詞";
    /// A share of a score: an English word as typed.
    SCORED_FORM = "same form", "词形一致", "詞形一致";
    /// A share of a score: two words of the query stand near each other.
    SCORED_NEAR = "near each other", "词语相近", "詞語相近";
    /// A share of a score: how recent the note is.
    SCORED_REST = "recent", "时间较新", "時間較新";
    /// Before the spelling that matched.
    VIA = "via", "匹配", "符合";
    /// Before the other spellings that a search looked for.
    ALSO_SEARCHED = "also searched:", "同时查找：", "同時查找：";
    /// Heading of the definitions on a card.
    DEFINITION = "definition", "释义", "釋義";
    /// Hint: the next picture.
    HINT_PICTURE = "picture", "换图", "換圖";
    /// Hint: the next group alone.
    HINT_GROUP = "group", "类别", "類別";
    /// Hint: order anew.
    HINT_ORDER = "order", "排序", "排序";
    /// Title of a list by group.
    BY_GROUP = "by group", "按类别", "依類別";
    /// Heading of a count of notes.
    NOTES_THAT_SAY = "notes", "笔记", "筆記";
    /// Hint: zoom.
    HINT_ZOOM = "zoom", "缩放", "縮放";
    /// Hint: read the chart off.
    HINT_CROSSHAIR = "read off", "读数", "讀數";
    /// All of a history.
    ALL_OF_IT = "all", "全部", "全部";
    /// Heading of the notes on a card or a panel.
    MENTIONED_IN = "notes that mention it", "提及它的笔记", "提及它的筆記";
    /// Before what a concept is a kind of.
    BROADER = "broader", "上位", "上位";
    /// Before what a concept is a part of.
    PART_OF = "part of", "属于", "屬於";
    /// Before what means the contrary of a concept.
    OPPOSITE = "opposite", "相反", "相反";
    /// Heading of related concepts.
    RELATED = "related", "相关", "相關";
    /// Heading of a panel's inputs.
    INPUTS = "inputs", "数据", "資料";
    /// Heading of a panel's method.
    METHOD = "method", "方法", "方法";
    /// Heading of where a method is published.
    SOURCE = "source", "出处", "出處";
    /// Heading of a panel's assumptions.
    ASSUMES = "assumes", "假设", "假設";
    /// Marks estimates of positions nobody publishes.
    MODEL = "model", "模型估算", "模型估算";
    /// Heading of the notes of caution.
    NOTICE = "mind", "注意", "注意";
    /// Change over a day.
    ONE_DAY = "1 day", "1日", "1日";
    /// Change over 21 trading days.
    ONE_MONTH = "1 month", "1个月", "1個月";
    /// Column of values.
    VALUE = "value", "数值", "數值";
    /// Column of percentiles.
    PERCENTILE = "percentile", "分位", "百分位";
    /// Order of the dashboard.
    MOST_STRETCHED = "most stretched first", "最极端在前", "最極端在前";
    /// Date of the numbers.
    AS_OF = "as of", "截至", "截至";
    /// An input that there is none of.
    MISSING = "missing", "缺少", "缺少";
    /// An input that is too short.
    TOO_SHORT = "too short", "历史太短", "歷史太短";
    /// That nobody gives an input away.
    NO_SOURCE = "no free source", "无免费来源", "無免費來源";
    /// How to get an input.
    IMPORT_HINT = "tape market import FILE", "tape market import 文件", "tape market import 檔案";
    /// Title of the help.
    KEYS = "KEYS", "按键", "按鍵";
    /// Title of the palette.
    COMMANDS = "COMMANDS", "命令", "指令";
    /// Title of the diagnostics.
    DIAGNOSTICS = "WHAT IS ODD ABOUT THIS NOTE", "本文的异常", "本文的異常";
    /// A note without diagnostics.
    NO_DIAGNOSTICS = "nothing: it was read as written", "没有：已按原样读取", "沒有：已照原樣讀取";
    /// Indexing goes on.
    INDEXING = "indexing", "索引中", "索引中";
    /// Prompt of the find box.
    FIND = "find", "查找", "尋找";
    /// Before the number of lit matches.
    MATCH = "match", "匹配", "符合";
    /// No linked word on the screen.
    NO_LINK_HERE = "no linked word on this screen", "本屏没有术语", "本頁沒有術語";
    /// Matches stand only in a language or passages that are not shown.
    NOT_SHOWN = "only in what is not shown", "只见于未显示的部分", "只見於未顯示的部分";
    /// The palette without result.
    NO_COMMAND = "no command of that name", "没有这样的命令", "沒有這樣的指令";
    /// Find without result.
    NOT_IN_NOTE = "not in this note", "本文中没有", "本文中沒有";
    /// Title of the speakers.
    SPEAKERS = "SPEAKERS", "发言人", "發言人";
    /// How to choose among them.
    SPEAKERS_HINT = "Space marks several, Enter shows only those", "空格选多人，回车只看所选", "空白鍵選多人，Enter 只看所選";
    /// Nobody speaks in the note.
    NO_SPEAKERS = "no speakers are named in this note", "本文没有标明发言人", "本文沒有標明發言人";
    /// Before those that are read alone.
    ONLY = "only", "只看", "只看";
    /// Title of an outline by headings.
    OUTLINE = "OUTLINE", "大纲", "大綱";
    /// Title of an outline by speakers.
    TURNS = "WHO SPEAKS WHEN", "发言顺序", "發言順序";
    /// Title of an outline by timestamps.
    TIMES = "BY TIME", "时间", "時間";
    /// Title of an outline by paragraphs.
    PARAGRAPHS = "PARAGRAPHS", "段落", "段落";
    /// An outline in which nothing holds what is typed.
    NOT_IN_OUTLINE = "nothing in the outline says that", "大纲中没有", "大綱中沒有";
    /// Title of the card of an address.
    LINK_WEB = "LINK TO THE WEB", "网页链接", "網頁連結";
    /// What can be done with an address.
    LINK_WEB_HINT = "Enter hands it to the browser, y copies it", "回车用浏览器打开，y 复制", "Enter 用瀏覽器開啟，y 複製";
    /// Title of the card of a link to a note.
    LINK_NOTE = "LINK TO A NOTE", "笔记链接", "筆記連結";
    /// A link to no note of the library.
    NO_SUCH_NOTE = "no such note in this library", "笔记库里没有对应的笔记", "筆記庫裡沒有對應的筆記";
    /// Title of the card of a link within the note.
    LINK_HERE = "LINK WITHIN THIS NOTE", "文内链接", "文內連結";
    /// A link to no heading of the note.
    NO_SUCH_HEADING = "no heading of this note is meant by it", "本文没有对应的标题", "本文沒有對應的標題";
    /// Title of the card of a footnote.
    FOOTNOTE = "FOOTNOTE", "脚注", "註腳";
    /// The mark of a footnote without text.
    NO_SUCH_FOOTNOTE = "the note has no text for this mark", "本文没有这条脚注的内容", "本文沒有這條註腳的內容";
    /// Title of the card of a picture.
    PICTURE = "PICTURE", "图片", "圖片";
    /// Title of the card of any other link.
    LINK_OTHER = "LINK", "链接", "連結";
    /// A link that is not opened.
    LINK_NOT_OPENED = "not opened from here: only http and https are", "不从此处打开：只打开 http 与 https", "不從此處開啟：只開啟 http 與 https";
    /// What a mark waits for.
    MARK_AWAITED = "mark this passage: a letter", "标记本段：按一个字母", "標記本段：按一個字母";
    /// What going to a mark waits for.
    MARK_WANTED = "go to a mark: its letter", "跳到标记：按它的字母", "跳到標記：按它的字母";
    /// The note has no marks.
    NO_MARKS = "no marks in this note yet: m and a letter set one", "本文还没有标记：按 m 再按字母来标记", "本文還沒有標記：按 m 再按字母來標記";
    /// After the tally of matches, where stepping went on from the top.
    FROM_TOP = "from the top again", "已从头开始", "已從頭開始";
    /// After the tally of matches, where stepping went on from the end.
    FROM_END = "from the end again", "已从末尾开始", "已從末尾開始";
    /// Nothing to copy.
    NOTHING_TO_COPY = "nothing to copy here", "此处没有可复制的内容", "此處沒有可複製的內容";
    /// Hint: outline.
    HINT_OUTLINE = "outline", "大纲", "大綱";
    /// Hint: copy.
    HINT_COPY = "copy", "复制", "複製";
    /// Hint: cite.
    HINT_CITE = "with source", "连同出处", "連同出處";
    /// Hint: more passages.
    HINT_MORE = "more", "多选", "多選";
    /// The theme that is now worn.
    THEME = "theme", "主题", "佈景主題";
    /// Hint: mark.
    HINT_TOGGLE = "mark", "选中", "選取";
    /// Hint: all speakers again.
    HINT_ALL = "all speakers", "看全部", "看全部";
    /// Hint: linked words.
    HINT_LINK = "link", "术语", "術語";
    /// Hint: card.
    HINT_CARD = "card", "卡片", "卡片";
    /// Hint: keys.
    HINT_KEYS = "keys", "按键", "按鍵";
    /// Hint: open.
    HINT_OPEN = "open", "打开", "開啟";
    /// Hint: find in the note.
    HINT_FIND = "find", "查找", "尋找";
    /// Hint: the next match.
    HINT_NEXT = "next", "下一处", "下一處";
    /// Hint: read the open note.
    HINT_READ = "read", "阅读", "閱讀";
    /// Hint: dark the lit matches.
    HINT_CLEAR = "clear", "取消高亮", "取消標示";
    /// Hint: move the choice.
    HINT_CHOOSE = "choose", "选择", "選擇";
    /// Hint: look for notes again.
    HINT_RESCAN = "look again", "重新扫描", "重新掃描";
    /// Hint: leave.
    HINT_QUIT = "quit", "退出", "結束";
    /// Hint: scroll.
    HINT_SCROLL = "scroll", "滚动", "捲動";
    /// Hint: close.
    HINT_CLOSE = "close", "关闭", "關閉";
    /// Hint: narrow a search.
    HINT_NARROW = "narrow", "缩小", "縮小";
    /// Hint: add or take away what is chosen.
    HINT_TAKE = "take", "选用", "選用";
    /// Hint: take a narrowing back.
    HINT_UNDO = "undo", "撤销", "復原";
    /// Hint: search for what the line says.
    HINT_SEARCH_IT = "search that", "改搜这个", "改搜這個";
    /// Hint: why it was found.
    HINT_WHY = "why", "为何", "為何";
    /// Hint: no other spellings.
    HINT_EXACT = "exact only", "只查原词", "只查原詞";
    /// Hint: panes.
    HINT_PANE = "pane", "切栏", "切欄";
    /// Hint: panel.
    HINT_PANEL = "panel", "面板", "面板";
    /// Hint: back.
    HINT_BACK = "back", "返回", "返回";
    /// Outside of the 5th to the 95th percentile.
    STRETCHED = "stretched: outside 5–95", "极端：5–95 分位之外", "極端：5–95 百分位之外";
}

/// What else words may mean; `others` is empty where they are everyday words.
#[must_use]
pub fn doubtful(words: &str, others: &str, locale: Locale) -> String {
    match (locale, others.is_empty()) {
        (Locale::En, true) => format!("doubtful: {words} could also mean something else"),
        (Locale::En, false) => format!("doubtful: {words} could also be {others}"),
        (Locale::Hans, true) => format!("存疑：“{words}”也可能另有所指"),
        (Locale::Hans, false) => format!("存疑：“{words}”也可能指 {others}"),
        (Locale::Hant, true) => format!("存疑：「{words}」也可能另有所指"),
        (Locale::Hant, false) => format!("存疑：「{words}」也可能指 {others}"),
    }
}

/// Why a picture is not drawn.
#[must_use]
pub const fn picture_fault(fault: PictureFault) -> Term {
    match fault {
        PictureFault::Missing => Term::new("no such file", "没有这个文件", "沒有這個檔案"),
        PictureFault::Outside => Term::new(
            "not drawn: outside of the library",
            "未显示：不在笔记库内",
            "未顯示：不在筆記庫內",
        ),
        PictureFault::TooLarge => Term::new(
            "not drawn: more than 20 MB or 40 megapixels",
            "未显示：超过 20 MB 或 4000 万像素",
            "未顯示：超過 20 MB 或 4000 萬像素",
        ),
        PictureFault::Unreadable => Term::new(
            "not drawn: damaged, or no PNG, JPEG, GIF or WebP",
            "未显示：文件损坏，或不是 PNG、JPEG、GIF、WebP",
            "未顯示：檔案損毀，或不是 PNG、JPEG、GIF、WebP",
        ),
    }
}

/// Minutes of reading: `28 min`, `28 分`.
#[must_use]
pub fn minutes(minutes: u32, locale: Locale) -> String {
    match locale {
        // The space does not break: a line never begins with the unit.
        Locale::En => format!("{minutes}\u{a0}min"),
        Locale::Hans | Locale::Hant => format!("{minutes}\u{a0}分"),
    }
}

/// How far in the note: `passage 9 of 61 · 14% · 24 min left`, the rest only where there is one.
#[must_use]
pub fn place(passage: usize, total: usize, percent: u32, left: u32, locale: Locale) -> String {
    let at = match locale {
        Locale::En => format!("passage {passage} of {total} · {percent}%"),
        Locale::Hans | Locale::Hant => format!("第 {passage} / {total} 段 · {percent}%"),
    };
    match left {
        0 => at,
        left => format!("{at} · {}", left_to_read(left, locale)),
    }
}

/// What is left to read: `24 min left`.
#[must_use]
pub fn left_to_read(minutes: u32, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{minutes} min left"),
        Locale::Hans => format!("还剩 {minutes} 分"),
        Locale::Hant => format!("還剩 {minutes} 分"),
    }
}

/// A number of passages: `61 passages`, `61 段`.
#[must_use]
pub fn passages(count: usize, locale: Locale) -> String {
    match (locale, count) {
        (Locale::En, 1) => "1 passage".to_owned(),
        (Locale::En, _) => format!("{count} passages"),
        (Locale::Hans | Locale::Hant, _) => format!("{count} 段"),
    }
}

/// Some text went into the clipboard: how long it was.
#[must_use]
pub fn copied(characters: usize, locale: Locale) -> String {
    let count = grouped(characters as f64, 0, Sign::Negative);
    match locale {
        Locale::En => format!("copied {count} characters"),
        Locale::Hans => format!("已复制 {count} 字符"),
        Locale::Hant => format!("已複製 {count} 字元"),
    }
}

/// A text that a terminal's clipboard does not take.
#[must_use]
pub fn too_long_to_copy(bytes: usize, most: usize, locale: Locale) -> String {
    let [bytes, most] = [bytes.div_ceil(1_000), most / 1_000];
    match locale {
        Locale::En => format!("not copied: {bytes} KB, and terminals take {most} KB at once"),
        Locale::Hans => format!("未复制：共 {bytes} KB，终端一次最多 {most} KB"),
        Locale::Hant => format!("未複製：共 {bytes} KB，終端一次最多 {most} KB"),
    }
}

/// A passage was named by a letter.
#[must_use]
pub fn marked(letter: char, locale: Locale) -> String {
    match locale {
        Locale::En => format!("marked as {letter}: ' {letter} comes back here"),
        Locale::Hans => format!("已标记为 {letter}：按 ' {letter} 回到此处"),
        Locale::Hant => format!("已標記為 {letter}：按 ' {letter} 回到此處"),
    }
}

/// No passage was named by a letter.
#[must_use]
pub fn no_mark(letter: char, locale: Locale) -> String {
    match locale {
        Locale::En => format!("no mark {letter} in this note"),
        Locale::Hans => format!("本文没有标记 {letter}"),
        Locale::Hant => format!("本文沒有標記 {letter}"),
    }
}

/// An address was handed to the browser.
#[must_use]
pub fn handed_over(address: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("handed to the browser: {address}"),
        Locale::Hans => format!("已交给浏览器：{address}"),
        Locale::Hant => format!("已交給瀏覽器：{address}"),
    }
}

/// A number of notes: `24 notes`, `24 篇`.
#[must_use]
pub fn notes(count: usize, locale: Locale) -> String {
    match (locale, count) {
        (Locale::En, 1) => "1 note".to_owned(),
        (Locale::En, _) => format!("{count} notes"),
        (Locale::Hans | Locale::Hant, _) => format!("{count} 篇"),
    }
}

/// What is counted instead of named: `and 92 more`.
#[must_use]
pub fn and_more(count: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("and {count} more"),
        Locale::Hans => format!("等另外 {count} 项"),
        Locale::Hant => format!("等另外 {count} 項"),
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn every_term_is_worded_in_every_language() {
        for (name, term) in ALL {
            for locale in Locale::ALL {
                assert!(
                    !term.get(locale).trim().is_empty(),
                    "{name} in {}",
                    locale.tag()
                );
            }
        }
    }

    #[test]
    fn a_place_tells_what_is_left_where_something_is() {
        assert_eq!(
            place(9, 61, 14, 24, Locale::En),
            "passage 9 of 61 · 14% · 24 min left"
        );
        assert_eq!(place(61, 61, 100, 0, Locale::En), "passage 61 of 61 · 100%");
        assert_eq!(
            place(9, 61, 14, 24, Locale::Hans),
            "第 9 / 61 段 · 14% · 还剩 24 分"
        );
    }

    #[test]
    fn counts_are_worded() {
        assert_eq!(notes(1, Locale::En), "1 note");
        assert_eq!(notes(24, Locale::Hant), "24 篇");
    }
}
