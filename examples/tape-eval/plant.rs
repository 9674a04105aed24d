//! A library in which is known what speaks of what: 30 notes for each of a few concepts, ten under
//! each of its spellings, among thousands that say parts of the names and never a whole one.
//!
//! Source: none; every sentence is of this file's own, put together by a seeded generator, so each
//! run writes the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Notes of a library, planted ones included.
pub(crate) const NOTES: usize = 5_000;

/// Planted notes of one spelling of one concept.
pub(crate) const OF_SPELLING: usize = 10;

/// What planted notes speak of: in 简体, in 繁體, in English.
pub(crate) const CONCEPTS: [[&str; 3]; 4] = [
    ["收益率曲线控制", "殖利率曲線控制", "yield curve control"],
    ["量化紧缩", "量化緊縮", "quantitative tightening"],
    ["做空伽马", "空頭Gamma", "short gamma"],
    ["英伟达", "輝達", "Nvidia"],
];

/// Names of the spellings, in the order of [`CONCEPTS`].
pub(crate) const SPELLINGS: [&str; 3] = ["hans", "hant", "en"];

/// What notes speak of besides; `{}` is one of the things of its language, `#` a number.
const SENTENCES: [[&str; 8]; 3] = [
    [
        "美元流动性紧张，量化基金减仓，紧缩预期升温。",
        "收益率回落#个基点，曲线趋平，控制仓位为先。",
        "空头回补推高{}，伽马的影响有限。",
        "收盘前成交放大，{}跌幅收窄到#点。",
        "做空{}的资金离场，做市商不再加码。",
        "曲线两端都有人控制节奏，{}没有方向。",
        "量化模型给{}的权重降到#，紧随其后的是现金。",
        "英镑走强，伟大的行情从不提前通知，{}例外。",
    ],
    [
        "聯準會的量化模型顯示，財政緊縮影響有限。",
        "殖利率走低#個基點，曲線趨平，控制部位為先。",
        "空頭回補推升{}，Gamma 的影響有限。",
        "收盤前成交放大，{}跌幅收斂到#點。",
        "做空{}的資金離場，造市商不再加碼。",
        "曲線兩端都有人控制節奏，{}沒有方向。",
        "量化模型給{}的權重降到#，緊接著是現金。",
        "光輝不再，達標的只有{}，其餘落後#點。",
    ],
    [
        "Quantitative funds cut risk into the close while {} traded heavy.",
        "The yield curve steepened # basis points and controls on leverage stayed loose.",
        "Tightening spreads helped {} more than the desk had thought.",
        "A short squeeze lifted {}; gamma was not to blame.",
        "Dealers were flat and long-dated options were offered near #.",
        "The curve was out of control for an hour, then {} found a bid.",
        "Short sellers of {} covered; the gamma of the street hardly moved.",
        "Quantitative easing is long over, and tightening belts helped {}.",
    ],
];

const THINGS: [[&str; 5]; 3] = [
    ["铜价", "公用事业", "小盘股", "欧元", "大豆"],
    ["銅價", "公用事業", "小型股", "歐元", "黃豆"],
    ["copper", "utilities", "small caps", "the euro", "soybeans"],
];

/// Sentences that name what is planted, as `@`.
const NAMING: [[&str; 4]; 3] = [
    [
        "我们预计@将延续到年底。",
        "关于@，市场的分歧在扩大。",
        "真正的变量是@。",
        "他只谈@，别的不谈。",
    ],
    [
        "我們預計@將延續到年底。",
        "關於@，市場的分歧在擴大。",
        "真正的變數是@。",
        "他只談@，別的不談。",
    ],
    [
        "We expect @ to last until the end of the year.",
        "On @ the market is divided.",
        "The true variable is @.",
        "He speaks of @ and of nothing else.",
    ],
];

/// A note of the library.
pub(crate) struct Planted {
    /// Its file.
    pub(crate) name: String,
    /// What it says.
    pub(crate) text: String,
    /// Of which concept and in which spelling, as places in [`CONCEPTS`]; `None` of none.
    pub(crate) of: Option<(usize, usize)>,
}

/// The whole library, each note with about so many sentences.
pub(crate) fn notes(sentences: usize) -> Vec<Planted> {
    let mut random = ChaCha8Rng::seed_from_u64(1998);
    let planted = CONCEPTS.len() * SPELLINGS.len() * OF_SPELLING;
    let every = NOTES / planted;
    let note = |number: usize| {
        let at = number / every;
        let of = (number.is_multiple_of(every) && at < planted).then(|| {
            (
                at / OF_SPELLING / SPELLINGS.len(),
                at / OF_SPELLING % SPELLINGS.len(),
            )
        });
        Planted {
            name: format!("{number:04}.md"),
            text: write(number, of, sentences, &mut random),
            of,
        }
    };
    (0..NOTES).map(note).collect()
}

/// Writes the library into `folder/notes`, and what was planted into `folder/planted.tsv`: name as
/// asked for, concept, spelling, file.
pub(crate) fn lay_out(folder: &Path, sentences: usize) -> io::Result<()> {
    let library = folder.join("notes");
    fs::create_dir_all(&library)?;
    let mut table = String::new();
    for note in notes(sentences) {
        fs::write(library.join(&note.name), &note.text)?;
        if let Some((concept, spelling)) = note.of {
            let name = CONCEPTS[concept][spelling];
            let spelling = SPELLINGS[spelling];
            let written = writeln!(table, "{name}\t{concept}\t{spelling}\t{}", note.name);
            written.map_err(io::Error::other)?;
        }
    }
    fs::write(folder.join("planted.tsv"), table)
}

fn write(
    number: usize,
    of: Option<(usize, usize)>,
    sentences: usize,
    random: &mut ChaCha8Rng,
) -> String {
    let mut below = |bound: usize| random.next_u32() as usize % bound;
    let language = of.map_or_else(|| below(SPELLINGS.len()), |(_, spelling)| spelling);
    let (year, month, day) = (2020 + below(6), 1 + below(12), 1 + below(28));
    let mut text = format!("---\ntitle: Desk {number}\ndate: {year}-{month:02}-{day:02}\n---\n\n");
    let naming = of.map(|_| below(sentences));
    for place in 0..sentences {
        if let Some((concept, spelling)) = of.filter(|_| naming == Some(place)) {
            let sentence = NAMING[spelling][below(NAMING[spelling].len())];
            let name = CONCEPTS[concept][spelling];
            // Lines of a file end anywhere: one name in five is cut by such an end.
            let cut = if (number / 41).is_multiple_of(5) {
                broken(name)
            } else {
                name.to_owned()
            };
            text += &sentence.replace('@', &cut);
        } else {
            let all = SENTENCES[language];
            let things = THINGS[language];
            let sentence = all[below(all.len())].replace("{}", things[below(things.len())]);
            text += &sentence.replace('#', &(1 + below(90)).to_string());
        }
        text += if place % 3 == 2 {
            "\n\n"
        } else if language == 2 {
            " "
        } else {
            ""
        };
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// A name with the end of a line in it: where it has a space, else between two of its Chinese
/// characters.
fn broken(name: &str) -> String {
    if name.contains(' ') {
        return name.replacen(' ', "\n", 1);
    }
    let han = name.chars().take_while(|one| !one.is_ascii()).count();
    if han < 2 {
        return name.to_owned();
    }
    let at = name.char_indices().nth(han / 2).map_or(0, |(at, _)| at);
    let (first, second) = name.split_at(at);
    format!("{first}\n{second}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use tapereader::desk::{Desk, Setup};
    use tapereader::indicators;

    use super::*;

    /// The files that a query finds, best first.
    fn found(desk: &Desk, query: &str) -> Vec<String> {
        let answer = desk.search(query, NOTES).unwrap();
        assert_eq!(answer.total, answer.hits.len(), "{query}");
        let hits = answer.hits.iter();
        hits.map(|hit| hit.note.path.display().to_string())
            .collect()
    }

    fn set(names: &[String]) -> BTreeSet<&str> {
        names.iter().map(String::as_str).collect()
    }

    #[test]
    fn every_spelling_finds_all_thirty_and_none_other() {
        let folder = tempfile::tempdir().unwrap();
        lay_out(folder.path(), 2).unwrap();
        let desk = Desk::new(Setup {
            library: Some(folder.path().join("notes")),
            home: folder.path().join("home"),
            today: date(2026, 2, 6),
            indicators: indicators::Settings::default(),
        });
        desk.index(&mut |_, _| {}).unwrap();
        let notes = notes(2);
        let planted = |concept, spelled: &dyn Fn(usize) -> bool| -> BTreeSet<String> {
            let of = |at: Option<(usize, usize)>| {
                at.is_some_and(|(of, spelling)| of == concept && spelled(spelling))
            };
            let names = notes.iter().filter(|note| of(note.of));
            names.map(|note| note.name.clone()).collect()
        };
        for (concept, names) in CONCEPTS.iter().enumerate() {
            let all = planted(concept, &|_| true);
            assert_eq!(all.len(), 3 * OF_SPELLING);
            for (spelling, name) in names.iter().enumerate() {
                let same = planted(concept, &|other| {
                    // 简体 and 繁體 of the same characters are one spelling.
                    let folded = |at: usize| tapereader::text::fold::folded(names[at]).into_owned();
                    folded(other) == folded(spelling)
                });
                let hits = found(&desk, name);
                assert_eq!(
                    set(&hits),
                    all.iter().map(String::as_str).collect(),
                    "{name}"
                );
                assert_eq!(hits.len(), all.len(), "{name}: some are found twice");
                let first = &hits[..same.len()];
                assert_eq!(
                    set(first),
                    same.iter().map(String::as_str).collect(),
                    "{name}: its own spelling ranks first"
                );
                for exact in [
                    format!("={}", name.replace(' ', "-")),
                    format!("\"{name}\""),
                ] {
                    let hits = found(&desk, &exact);
                    assert_eq!(
                        set(&hits),
                        same.iter().map(String::as_str).collect(),
                        "{exact}"
                    );
                }
            }
        }
    }

    #[test]
    fn each_run_writes_the_same() {
        let (one, other) = (notes(3), notes(3));
        assert_eq!(one.len(), NOTES);
        assert!(
            one.iter()
                .zip(&other)
                .all(|(one, other)| one.text == other.text)
        );
        let of_all = CONCEPTS.len() * SPELLINGS.len() * OF_SPELLING;
        assert_eq!(one.iter().filter(|note| note.of.is_some()).count(), of_all);
    }
}
