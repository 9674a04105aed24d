//! The title of a page, without the name of its site.

use crate::model::PassageKind;
use crate::text::sanitise::sanitise;
use crate::text::width::width;

use super::super::draft::Draft;
use super::head::Head;
use super::{find_tag, html};

/// The title by `<title>` and the headings, else as the page tells machines.
pub(super) fn of(page: &str, head: &Head, blocks: &[Draft]) -> String {
    let written = element(page).unwrap_or_default();
    let written = sanitise(&written).0.into_owned();
    let told = head.title.clone().unwrap_or_default();
    if written.is_empty() {
        return title(&told, blocks).to_owned();
    }
    // What machines are told is often the title without the site.
    let rest = written.strip_prefix(&told).filter(|_| !told.is_empty());
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(is_sign)) {
        return told;
    }
    title(&written, blocks).to_owned()
}

fn element(page: &str) -> Option<String> {
    let rest = page.get(find_tag(page, "<title")?..)?;
    let inner = rest.get(rest.find('>')? + 1..)?;
    let end = find_tag(inner, "</title")?;
    let title = html::decode(inner.get(..end)?).into_owned();
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || "_|｜-–—·:：".contains(c)
}

/// The title of the page, which its first heading gives without the name of the site.
fn title<'t>(written: &'t str, blocks: &'t [Draft]) -> &'t str {
    let headings = || {
        let all = blocks.iter();
        all.filter(|draft| matches!(draft.kind, PassageKind::Heading(_)))
    };
    // A first heading may be the site's own name, and the title stand below.
    let leads = |heading: &&str| {
        let rest = written.strip_prefix(*heading).unwrap_or_default();
        let name = rest.trim_matches(is_sign);
        rest.starts_with(is_sign) && headings().all(|other| other.text.content != name)
    };
    headings()
        .filter(|draft| draft.kind == PassageKind::Heading(1))
        .map(|draft| draft.text.content.as_str())
        .filter(leads)
        .max_by_key(|heading| heading.len())
        .unwrap_or_else(|| without_site(written))
}

/// A title without the name of the site, which Chinese pages add behind `_`, `|` or ` - `.
fn without_site(title: &str) -> &str {
    for sign in ["_", "|", "｜", " - ", " – ", " — "] {
        if let Some((head, _)) = title.split_once(sign)
            && width(head.trim()) >= 16
        {
            return head.trim();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_off_long_titles() {
        for (title, cut) in [
            (
                "动量崩盘的背后发生了什么_财经_某网",
                "动量崩盘的背后发生了什么",
            ),
            (
                "Why momentum crashed this week - The Desk",
                "Why momentum crashed this week",
            ),
            ("短题_某网", "短题_某网"),
            ("no sign at all", "no sign at all"),
        ] {
            assert_eq!(without_site(title), cut);
        }
    }

    #[test]
    fn the_first_heading_gives_the_title_without_the_site() {
        let heading = |level, text| Draft::plain(PassageKind::Heading(level), text, None);
        for (written, blocks, expected) in [
            ("短题 - 某网", vec![heading(1, "短题")], "短题"),
            ("短题_某网", vec![heading(2, "短题")], "短题_某网"),
            ("短题集", vec![heading(1, "短题")], "短题集"),
            (
                "某网 - 短题",
                vec![heading(1, "某网"), heading(2, "短题")],
                "某网 - 短题",
            ),
            ("短题", Vec::new(), "短题"),
        ] {
            assert_eq!(title(written, &blocks), expected);
        }
    }

    #[test]
    fn titles_are_read_from_their_element_or_the_data() {
        let page = "<HTML><Title>\n A &amp; B\n</TITLE></HTML>";
        assert_eq!(element(page).as_deref(), Some("A & B"));
        assert_eq!(element("<p>x"), None);
        let head = Head {
            title: Some(String::from("短题")),
            ..Head::default()
        };
        assert_eq!(of("<title>短题_某网</title>", &head, &[]), "短题");
        assert_eq!(of("<title>别的题_某网</title>", &head, &[]), "别的题_某网");
        assert_eq!(of("<p>x</p>", &head, &[]), "短题");
    }
}
