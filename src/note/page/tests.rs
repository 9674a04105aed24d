//! Whole pages, as Chinese and English sites write them.

use jiff::civil::date;

use crate::model::{DiagnosticKind, Make, Note, PassageKind};
use crate::note::tests::{assert_sound, contents};
use crate::note::{NotANote, parse};

const SENTENCES: [&str; 6] = [
    "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌，做市商的对冲进一步放大了波动。",
    "统计显示，成分股的平均波动是指数的七倍，指数表面的平静掩盖了底层的剧烈变化。",
    "杠杆基金的再平衡成为主要推手，收盘前的抛压约为一百八十亿美元，跻身历史前列。",
    "与此前几个交易日相比，散户明显缺席，机构的卖出虽然稳定，却没有到极端的分位。",
    "交易员认为，类似的回调往往是中期买入的机会，但短期对冲仍有道理。",
    "总之，这更像是一次仓位的调整，而不是强制的清算，赢家的基本面没有改变。",
];

const NAV: &str = "<div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/a\">行情</a> <a href=\"/b\">快讯</a></div>";
const FOOT: &str = "<div class=\"related\"><h3>相关阅读</h3><ul><li><a href=\"/1\">另一条新闻的标题在这里，说的是别的事</a></li>\
    <li><a href=\"/2\">再一条新闻的标题，也和本文没有什么关系</a></li></ul></div>\
    <div class=\"foot\">© 2026 某网 版权所有，未经授权不得转载。ICP备00000000号</div>";

fn page(head: &str, article: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>动量崩盘的背后发生了什么_某网</title>{head}</head>\
         <body>{NAV}{article}{FOOT}</body></html>"
    )
}

fn read(page: &str) -> Note {
    let note = parse(page.as_bytes(), "p.html").expect("a note");
    assert_sound(&note);
    assert_eq!(note.metadata.make, Make::SavedPage);
    note
}

/// The sentences, each between two marks.
fn each(before: &str, behind: &str) -> String {
    let each = SENTENCES.map(|text| format!("{before}{text}{behind}"));
    each.concat()
}

#[test]
fn an_article_is_read_whole_in_every_make_of_page() {
    let makes = [
        (
            "paragraphs",
            format!("<article><h1>题</h1>{}</article>", each("<p>", "</p>")),
        ),
        (
            "divisions",
            format!("<div id=\"content\">{}</div>", each("<div>", "</div>")),
        ),
        (
            "breaks",
            format!("<div class=\"txt\">{}</div>", each("", "<br><br>\n")),
        ),
        (
            "indents",
            format!("<td class=\"f14\">{}</td>", each("　　", "<br>")),
        ),
        (
            "spans",
            format!(
                "<section>{}</section>",
                each("<p><span style=\"x\">", "</span></p><p><br></p>")
            ),
        ),
        (
            "fonts",
            format!(
                "<table><tr><td>{}</td></tr></table>",
                each("<font size=3>", "</font><p>")
            ),
        ),
        (
            "a class that looks unlikely",
            format!("<div class=\"comment-body\">{}</div>", each("<p>", "</p>")),
        ),
        (
            "a lead in its own box",
            format!(
                "<div class=\"lead\"><p>{}</p></div><div class=\"body\">{}</div>",
                SENTENCES[0],
                each("<p>", "</p>").replacen(&format!("<p>{}</p>", SENTENCES[0]), "", 1)
            ),
        ),
    ];
    for (make, article) in makes {
        let note = read(&page("", &article));
        let all = contents(&note).join("\n");
        for sentence in SENTENCES {
            assert_eq!(
                all.matches(sentence).count(),
                1,
                "{make}: {sentence} in {all}"
            );
        }
        for other in ["首页", "快讯", "另一条新闻", "版权所有"] {
            assert!(!all.contains(other), "{make}: {other} in {all}");
        }
        let aside = note.aside.join("\n");
        assert!(
            aside.contains("首页") && aside.contains("另一条新闻"),
            "{make}: {aside}"
        );
        assert_eq!(note.metadata.title, "动量崩盘的背后发生了什么", "{make}");
    }
}

#[test]
fn breaks_part_paragraphs() {
    let note = read(&page("", &format!("<div>{}</div>", each("", "<br>　<br>"))));
    assert_eq!(contents(&note), SENTENCES);
    let note = read(&page("", &format!("<div>{}</div>", each("　　", "<br>\n"))));
    assert_eq!(contents(&note), SENTENCES);
}

#[test]
fn what_stands_inside_an_article_stays_and_what_is_stuck_in_goes() {
    let [first, second, third, fourth, fifth, last] = SENTENCES;
    let article = format!(
        "<div class=\"main\"><h1>动量崩盘的背后发生了什么</h1>\
         <div class=\"info\"><span>某甲</span> <span>2026-02-05 08:41</span> <span>来源：某社</span> <span>责任编辑：某丙</span></div>\
         <p>{first}</p><p>短句。</p><h2>为什么</h2><p>{second}</p><div class=\"ad\">扫码下载APP</div><div class=\"share\"><a href=\"#\">分享到微信</a></div>\
         <table><tr><th>代码</th><th>涨跌</th></tr><tr><td>TLT</td><td>1%</td></tr></table>\
         <p>{third}</p><ul><li>降息</li><li>缩表</li></ul><blockquote>{fourth}</blockquote><p>{fifth}</p>\
         <img src=\"a.png\" alt=\"走势\"><p>{last}</p><p>（编辑：某丙）</p></div>"
    );
    let note = read(&page("", &article));
    let all = contents(&note).join("\n");
    for kept in [
        first,
        second,
        third,
        fourth,
        fifth,
        last,
        "短句。",
        "为什么",
        "代码\t涨跌",
        "降息",
        "缩表",
        "走势",
    ] {
        assert!(all.contains(kept), "{kept} in {all}");
    }
    for gone in ["扫码", "分享", "来源：", "2026-02-05"] {
        assert!(!all.contains(gone), "{gone} in {all}");
    }
    assert!(note.aside.iter().any(|line| line == "扫码下载APP"));
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    assert_eq!(note.metadata.credits.editor.as_deref(), Some("某丙"));
    assert_eq!(note.metadata.source.as_deref(), Some("某社"));
    assert_eq!(note.metadata.date, Some(date(2026, 2, 5)));
}

#[test]
fn machines_and_datelines_tell_the_day() {
    let body = each("<p>", "</p>");
    let data = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"动量崩盘的背后发生了什么\",\
        \"datePublished\":\"2026-02-05T08:00:00+08:00\",\"author\":{\"name\":\"某甲\"},\"publisher\":{\"name\":\"某网\"}}</script>";
    let note = read(&page(data, &body));
    assert_eq!(note.metadata.date, Some(date(2026, 2, 5)));
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    assert_eq!(note.metadata.source.as_deref(), Some("某网"));

    let timed = format!(
        "<h1>题</h1><p>发布：<time datetime=\"2026-02-05T08:00\">两小时前</time></p>{body}"
    );
    assert_eq!(
        read(&page("", &timed)).metadata.date,
        Some(date(2026, 2, 5))
    );

    let dateline = format!("<p>某社2月5日讯（记者 某甲）{}</p>{body}", SENTENCES[0]);
    let near = "<div>2026-02-07 热门</div>";
    let note = read(&page("", &format!("{dateline}{near}")));
    assert_eq!(note.metadata.credits.author.as_deref(), Some("某甲"));
    assert_eq!(note.metadata.source.as_deref(), Some("某社"));
    let note = read(&page("", &dateline));
    assert_eq!(note.metadata.date, None);
    let is_missing = |kind: &DiagnosticKind| matches!(kind, DiagnosticKind::MissingYear { .. });
    assert!(note.diagnostics.iter().any(|found| is_missing(&found.kind)));
}

#[test]
fn a_page_that_carries_its_text_as_data_is_read() {
    let body = each("<p>", "</p>");
    let json = body.replace('"', "\\\"");
    let shown = "<div id=\"app\">加载中...</div>";
    for data in [
        format!(
            "<script id=\"__NEXT_DATA__\" type=\"application/json\">{{\"props\":{{\"content\":\"{json}\"}}}}</script>"
        ),
        format!(
            "<script>window.__INITIAL_STATE__={{\"article\":{{\"content\":\"{json}\"}}}};</script>"
        ),
        format!(
            "<script type=\"application/ld+json\">{{\"@type\":\"Article\",\"articleBody\":\"{}\"}}</script>",
            SENTENCES.join("\\n")
        ),
    ] {
        let page = format!(
            "<html><head><title>动量崩盘的背后发生了什么</title></head><body>{shown}{data}</body></html>"
        );
        assert_eq!(contents(&read(&page)), SENTENCES, "{page}");
    }
}

#[test]
fn a_page_without_text_says_so() {
    for page in [
        "<html><head><title>题</title></head><body><zero-md src=\"a.md\"></zero-md></body></html>",
        "<html><body><div id=\"root\"></div><script src=\"a.js\"></script></body></html>",
        "<html><body><h1>新聞</h1><div>讀取中...</div><script>fetch('/a')</script></body></html>",
    ] {
        assert_eq!(
            parse(page.as_bytes(), "p.html"),
            Err(NotANote::NoText),
            "{page}"
        );
    }
}

#[test]
fn a_page_of_short_lines_keeps_them_all() {
    let note = read("<body><p>甲</p><p>乙</p><p>丙</p></body>");
    assert_eq!(contents(&note), ["甲", "乙", "丙"]);
    assert!(note.aside.is_empty());
}

#[test]
fn a_large_page_with_a_small_article_gives_the_article() {
    let links = (0..20_000)
        .map(|n| format!("<li class=\"item\"><a href=\"/news/{n}.html\">第 {n} 条快讯</a></li>"));
    let links = links.collect::<Vec<_>>().concat();
    let article = format!("<div class=\"article\">{}</div>", each("<p>", "</p>"));
    let page = page("", &format!("<ul>{links}</ul>{article}<ul>{links}</ul>"));
    assert!(page.len() > 2_000_000, "{}", page.len());
    let note = read(&page);
    assert_eq!(contents(&note), SENTENCES);
    assert!(note.aside.len() > 40_000);
}

#[test]
fn a_large_page_of_scripts_gives_the_article() {
    let script = format!(
        "<script>{}</script>",
        "var a = '<p>x</p>';\n".repeat(110_000)
    );
    let page = page(&script, &each("<p>", "</p>"));
    assert_eq!(contents(&read(&page)), SENTENCES);
}

#[test]
fn a_nest_ten_thousand_deep_is_read() {
    for open in [
        "<div>",
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>",
        "<b>",
    ] {
        let page = format!("<body>{}{}", open.repeat(10_000), SENTENCES[0]);
        let note = parse(page.as_bytes(), "p.html");
        let all = note.as_ref().map(|note| contents(note).join(""));
        assert_eq!(all.as_deref().map(str::trim), Ok(SENTENCES[0]), "{open}");
    }
}

#[test]
fn declared_encodings_are_honoured() {
    let text = page("", &each("<p>", "</p>"));
    for (label, declared) in [
        ("gbk", "<meta charset=\"gbk\">"),
        (
            "gb2312",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">",
        ),
        (
            "gb18030",
            "<script src=\"a.js\" charset=\"utf-8\"></script><meta charset=gb18030>",
        ),
    ] {
        let text = text.replace("<meta charset=\"utf-8\">", declared);
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("an encoding");
        let (bytes, ..) = encoding.encode(&text);
        let note = parse(&bytes, "p.html").expect("a note");
        assert_eq!(contents(&note), SENTENCES, "{declared}");
        assert_eq!(note.metadata.encoding, encoding.name());
    }
    let text = "<html><head><meta http-equiv='content-type' content='text/html;charset=big5'></head>\
        <body><p>造市商的避險放大了週三的波動，動能組合下跌，殖利率曲線變陡。</p></body></html>";
    let (bytes, ..) = encoding_rs::BIG5.encode(text);
    let note = parse(&bytes, "p.html").expect("a note");
    assert_eq!(note.metadata.encoding, "Big5");
    assert!(contents(&note)[0].starts_with("造市商"));
}

#[test]
fn folds_of_a_page_stay() {
    let article = format!(
        "{}<details><summary>附录</summary><p>数据。</p></details>",
        each("<p>", "</p>")
    );
    let note = read(&page("", &article));
    assert!(contents(&note).iter().any(|text| text == "附录"));
    assert!(
        note.passages
            .iter()
            .all(|passage| passage.kind != PassageKind::Rule)
    );
}

#[test]
fn a_fold_in_the_article_keeps_the_menus_out() {
    let (above, below) = SENTENCES.split_at(3);
    let paragraphs = |all: &[&str]| format!("<p>{}</p>", all.join("</p><p>"));
    let article = format!(
        "<details><summary>站点导航</summary><a href=\"/c\">股票</a></details><article>{}<details><summary>展开数据</summary>\
         <table><tr><td>标普</td><td>6932</td></tr></table></details>{}</article>",
        paragraphs(above),
        paragraphs(below)
    );
    let note = read(&page("", &article));
    let shown = contents(&note);
    assert_eq!(shown.len(), 8, "{shown:#?}");
    assert_eq!(shown[3], "展开数据");
    assert_eq!(shown[4], "标普\t6932");
    let aside = note.aside.join("\n");
    for line in ["首页", "股票", "站点导航", "相关阅读"] {
        assert!(aside.contains(line), "{line} {aside}");
    }
}

#[test]
fn what_a_page_hides_is_no_text() {
    let hidden =
        "<div style=\"display:none\">微信扫一扫的图片在这里，请打开手机上的应用来看。</div>";
    let article = format!("<article>{}{hidden}</article>", each("<p>", "</p>"));
    let note = read(&page("", &article));
    assert_eq!(contents(&note).len(), 6);
    assert!(!note.aside.join("").contains("微信"));
}
