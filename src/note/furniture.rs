//! What pages put around and into an article: prompts, related links, comments, legal lines.
//!
//! Told by its words, since the text of a saved page has no elements left. A line counts only
//! where it is short; sentences that speak of the same things stay.

use crate::text::width::width;

/// Columns of the longest line that can be furniture.
const LONGEST: usize = 60;

/// Columns of the longest legal line.
const LONGEST_LEGAL: usize = 200;

/// Words of prompts that stand inside articles: to download, to follow, to subscribe.
const PROMPTS: &[&str] = &[
    "扫码下载",
    "掃碼下載",
    "扫描二维码",
    "掃描二維碼",
    "长按识别",
    "下载APP",
    "下載APP",
    "打开APP",
    "开启APP",
    "點我下載",
    "点击下载",
    "点击了解",
    "点击查看",
    "点击进入",
    "點擊了解",
    "查看更多",
    "看更多",
    "阅读更多",
    "閱讀更多",
    "展开全文",
    "阅读全文",
    "欢迎加入",
    "歡迎加入",
    "订阅群",
    "交流群",
    "官方账号",
    "官方帐号",
    "官方帳號",
    "关注我们",
    "關注我們",
    "关注公众号",
    "微信公众号",
    "追蹤我們",
    "加入好友",
    "登录后",
    "登入後",
    "打开小程序",
    "原文链接",
    "原文連結",
    "分享到",
    "分享至",
    "免责声明",
    "免責聲明",
    "一键分享",
    "收藏本文",
    "点赞",
    "举报",
    "Sign up",
    "Sign in",
    "Subscribe",
    "Share this",
    "Read more",
    "Advertisement",
    "Related articles",
];

/// Lines that are furniture where they say nothing else.
const LABELS: &[&str] = &[
    "广告",
    "廣告",
    "分享",
    "收藏",
    "微信",
    "微博",
    "展开",
    "收起",
    "取消",
    "完成",
    "提交",
    "打印",
    "列印",
    "复制链接",
    "複製連結",
    "字号",
    "登录",
    "登入",
    "注册",
    "註冊",
    "首页",
    "首頁",
    "回到顶部",
    "Share",
    "Tweet",
    "Print",
    "Email",
    "Log in",
    "Home",
];

/// Lines behind which nothing of the article stands.
const ENDS: &[&str] = &[
    "相关文章",
    "相關文章",
    "相关阅读",
    "相關閱讀",
    "相关新闻",
    "相關新聞",
    "相关推荐",
    "相關推薦",
    "相关标签",
    "相關標籤",
    "延伸阅读",
    "延伸閱讀",
    "推荐阅读",
    "推薦閱讀",
    "热门文章",
    "熱門文章",
    "热门推荐",
    "熱門推薦",
    "热门评论",
    "猜你喜欢",
    "猜你喜歡",
    "你可能感兴趣",
    "为您推荐",
    "评论",
    "評論",
    "全部评论",
    "最新评论",
    "网友评论",
    "精彩评论",
    "发表评论",
    "發表評論",
    "留言",
    "上一篇",
    "下一篇",
    "Comments",
    "Related",
    "Related articles",
    "Related stories",
    "Recommended",
    "More from",
    "Read next",
    "You may also like",
];

/// Words of the lines in which a site speaks of its rights.
const LEGAL: &[&str] = &[
    "版权所有",
    "版權所有",
    "ICP备",
    "ICP证",
    "公网安备",
    "All rights reserved",
    "All Rights Reserved",
    "Copyright ©",
    "未经授权",
    "未經授權",
    "不得转载",
    "不得轉載",
    "违法和不良信息",
    "不构成投资建议",
    "不構成投資建議",
];

/// Lines that name the words an article is filed under.
const TAGS: &[&str] = &[
    "相关标签",
    "相關標籤",
    "标签",
    "標籤",
    "关键词",
    "關鍵詞",
    "关键字",
    "關鍵字",
    "Tags",
];

/// More words than an article is filed under.
const MOST_TAGS: usize = 12;

/// Whether a line is a prompt, a button or a legal line.
pub(super) fn is_one(text: &str) -> bool {
    let text = text.trim();
    let columns = width(text);
    let is_prompt = columns <= LONGEST && PROMPTS.iter().any(|prompt| text.contains(prompt));
    let is_legal = columns <= LONGEST_LEGAL && LEGAL.iter().any(|word| text.contains(word));
    is_prompt || is_legal || LABELS.iter().any(|label| text.eq_ignore_ascii_case(label))
}

/// Whether a line announces what stands behind an article: `相关阅读`, `评论 (12)`.
pub(super) fn ends_article(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic());
    ENDS.iter().any(|end| bare.eq_ignore_ascii_case(end))
}

/// The words behind `标签：`, or on the next line where the label stands alone.
pub(super) fn tags(line: &str, next: Option<&str>) -> Option<Vec<String>> {
    let rest = TAGS
        .iter()
        .find_map(|label| line.trim().strip_prefix(label))?;
    let rest = match rest.trim_start().strip_prefix(['：', ':']) {
        Some(rest) if !rest.trim().is_empty() => rest,
        Some(_) => next?,
        None if rest.trim().is_empty() => next?,
        None => return None,
    };
    let words =
        rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '/' | '|'));
    let words = words
        .map(|word| word.trim_start_matches('#'))
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_owned).collect();
    let are_short = words.iter().all(|word| word.chars().count() <= 16);
    ((1..=MOST_TAGS).contains(&words.len()) && are_short).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_buttons_and_rights_are_furniture() {
        for (text, is_it) in [
            ("扫码下载APP", true),
            ("Telegram 订阅群：https://t.example/x", true),
            ("分享", true),
            ("© 2026 某网 版权所有", true),
            ("本文内容仅供参考，不构成投资建议，据此操作风险自担。", true),
            ("分享经济的估值还在下跌", false),
            (
                "市场在周三遭遇了罕见的抛售，原文链接里的数据显示，动量组合录得多倍标准差的下跌。",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(is_one(text), is_it, "{text}");
        }
    }

    #[test]
    fn lines_that_end_an_article() {
        for (text, ends) in [
            ("相关阅读", true),
            ("相关阅读：", true),
            ("评论 (12)", true),
            ("Related Articles", true),
            ("评论认为下跌过度", false),
            ("", false),
        ] {
            assert_eq!(ends_article(text), ends, "{text}");
        }
    }

    #[test]
    fn tags_stand_behind_their_label_or_below() {
        let words = |line, next| tags(line, next).map(|words| words.join(" "));
        assert_eq!(
            words("标签：美股、动量", None).as_deref(),
            Some("美股 动量")
        );
        assert_eq!(
            words("相关标签", Some("ai 高某 指数")).as_deref(),
            Some("ai 高某 指数")
        );
        assert_eq!(words("Tags: #gold #vol", None).as_deref(), Some("gold vol"));
        assert_eq!(words("标签", None), None);
        assert_eq!(words("标签化的交易", Some("a")), None);
        assert_eq!(
            words("标签", Some("这一行是一句很长的话而不是一个个的词所以不算")),
            None
        );
    }
}
