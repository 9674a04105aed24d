//! Invented notes and readings, and a desk that answers from them: for the tests of state and screen.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::config::keymap::{KeyChord, Keymap};
use crate::model::{
    Alignment, AssetClass, Assumption, Card, CardSubject, Cell, Concept, Diagnostic,
    DiagnosticKind, Document, Fact, Hit, InputUse, Instrument, Landing, Language, Locale, Make,
    MarketStatus, Matches, Mention, Metadata, Missing, MissingReason, Names, Note, NoteId,
    NoteList, NoteSummary, Origin, Passage, PassageKind, Percentile, Place, Quantity, Reading,
    SearchAnswer, Side, Snippet, Table, Target, Term, Text, ThenNow, Unit,
};
use crate::text::fold::{fold, folded};

use super::App;
use super::effect::Effect;
use super::msg::{Msg, Opened};

/// The reader with a desk behind it that answers at once.
pub(crate) struct Stage {
    pub(crate) app: App,
    /// Every effect asked for since the stage was set, oldest first.
    pub(crate) asked: Vec<Effect>,
}

impl Stage {
    /// The reader as it stands once the library is listed and its newest note read.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::speaking(width, height, Locale::En)
    }

    /// The same in one of the languages of the interface.
    pub(crate) fn speaking(width: u16, height: u16, locale: Locale) -> Self {
        let mut stage = Self::unread(width, height, locale);
        let effects = stage.app.start();
        stage.perform(effects);
        stage.asked.clear();
        stage
    }

    /// The reader before anything was listed.
    pub(crate) fn unread(width: u16, height: u16, locale: Locale) -> Self {
        let app = App::new(width, height, locale, Arc::new(Keymap::built_in()));
        Self {
            app,
            asked: Vec::new(),
        }
    }

    /// Types keys: `s做空伽马<enter>`, `] ] K`. A space parts keys; `<space>` is the key.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for chord in chords(keys) {
            let effects = self.app.update(Msg::Key(chord));
            self.perform(effects);
        }
        self
    }

    /// Types keys and leaves what they ask for unanswered; returns that.
    pub(crate) fn press_unanswered(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for chord in chords(keys) {
            effects.extend(self.app.update(Msg::Key(chord)));
        }
        effects
    }

    /// Hands in a message, and answers what it asks for.
    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = self.app.update(msg);
        self.perform(effects);
        self
    }

    /// Answers effects, and those that the answers ask for.
    pub(crate) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answers = answer(&effect);
            self.asked.push(effect);
            for msg in answers {
                self.send(msg);
            }
        }
    }

    /// The text of the chosen mention.
    pub(crate) fn chosen_word(&self) -> Option<String> {
        let mention = self.app.reader.chosen()?;
        let document = self.app.reader.document.as_ref()?;
        let text = document.note.passages[mention.passage].text(mention.side)?;
        Some(text.content[mention.range.clone()].to_owned())
    }

    /// The title of the open note.
    pub(crate) fn title(&self) -> &str {
        self.app
            .reader
            .document
            .as_ref()
            .map_or("", |document| &document.summary.title)
    }
}

/// The chords of a written sequence.
pub(crate) fn chords(keys: &str) -> Vec<KeyChord> {
    let mut chords = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '<' => rest.find('>').map_or(rest.len(), |end| end + 1),
            _ => first.len_utf8(),
        };
        let name = rest[..end].trim_matches(['<', '>']).trim();
        if !name.is_empty() {
            chords.push(name.parse().unwrap());
        }
        rest = &rest[end..];
    }
    chords
}

/// What the desk says to an effect.
pub(crate) fn answer(effect: &Effect) -> Vec<Msg> {
    match effect {
        Effect::ListNotes => vec![Msg::Market(market()), Msg::Notes(list())],
        Effect::Open {
            generation,
            destination,
        } => {
            let documents = documents();
            let wanted = documents
                .iter()
                .find(|one| one.summary.id == destination.note);
            let Some(document) = wanted else {
                return vec![Msg::Failed("no such note".into())];
            };
            let opened = Box::new(land(document, &destination.landing));
            vec![Msg::Opened {
                generation: *generation,
                opened,
            }]
        }
        Effect::Readings { note } => vec![Msg::Readings {
            note: *note,
            readings: panels(),
        }],
        Effect::Search { generation, query } => {
            vec![Msg::Found {
                generation: *generation,
                answer: search(query),
            }]
        }
        Effect::Card { target, .. } => vec![Msg::Card(Box::new(card(target)))],
        Effect::Panel { id, .. } => {
            let panel = panels().into_iter().find(|panel| panel.now.indicator == id);
            panel
                .map(|panel| Msg::Panel(Box::new(panel)))
                .into_iter()
                .collect()
        }
        Effect::PanelOf { target, .. } => match target {
            Target::Concept(id) if id.as_str() == "vol-control" => {
                vec![Msg::Panel(Box::new(vol_control()))]
            }
            _ => vec![Msg::Notice(format!("no panel measures {}", target.id()))],
        },
        Effect::Dashboard => {
            let readings = panels().into_iter().map(|panel| panel.now).collect();
            vec![Msg::Dashboard(readings)]
        }
        Effect::Index | Effect::NextTheme | Effect::Suspend | Effect::Quit => Vec::new(),
    }
}

/// The demo market of the last day.
pub(crate) fn market() -> MarketStatus {
    MarketStatus {
        demo: true,
        last: Some(date(2026, 2, 6)),
    }
}

/// The notes, newest first, with their tags.
pub(crate) fn list() -> NoteList {
    let notes: Vec<NoteSummary> = documents()
        .iter()
        .map(|document| document.summary.clone())
        .collect();
    let tags = [
        ("positioning", 9),
        ("波动率", 7),
        ("credit-market", 4),
        ("利率", 4),
    ];
    let tags = tags.map(|(tag, count)| (tag.to_owned(), count)).to_vec();
    NoteList {
        total: notes.len(),
        notes,
        tags,
    }
}

fn land(document: &Arc<Document>, landing: &Landing) -> Opened {
    let document = Arc::clone(document);
    let mut opened = Opened {
        document,
        passage: None,
        mention: None,
        matches: Matches::new(),
    };
    match landing {
        Landing::Top => {}
        Landing::Passage(passage) => opened.passage = Some(*passage),
        Landing::Mention(target) => {
            let mentions = &opened.document.mentions;
            opened.mention = mentions
                .iter()
                .position(|mention| mention.target == *target);
        }
        Landing::Query(query) => {
            opened.matches = matches(&opened.document, query);
            opened.passage = opened.matches.keys().next().map(|&(passage, _)| passage);
        }
    }
    opened
}

fn matches(document: &Document, query: &str) -> Matches {
    let query = folded(query).into_owned();
    let mut matches = Matches::new();
    for (index, passage) in document.note.passages.iter().enumerate() {
        for (side, text) in passage.texts() {
            let text = fold(&text.content);
            let found = text.text().match_indices(&query);
            let ranges: Vec<_> = found
                .map(|(at, hit)| text.original(at..at + hit.len()))
                .collect();
            if !ranges.is_empty() {
                matches.insert((index, side), ranges);
            }
        }
    }
    matches
}

/// Notes that hold the query as it stands, with the passage around its first place.
pub(crate) fn search(query: &str) -> SearchAnswer {
    let mut answer = SearchAnswer {
        query: query.to_owned(),
        ..SearchAnswer::default()
    };
    if query.is_empty() {
        return answer;
    }
    for document in documents() {
        let found = matches(&document, query);
        let Some((&(passage, side), ranges)) = found.iter().next() else {
            continue;
        };
        let content = &document.note.passages[passage].text(side).unwrap().content;
        let range = ranges[0].clone();
        let piece = |text: &str, matched| Snippet {
            text: text.to_owned(),
            matched,
        };
        let snippet = vec![
            piece(&content[..range.start], false),
            piece(&content[range.clone()], true),
            piece(&content[range.end..], false),
        ];
        let via = if side == Side::En {
            vec!["short gamma".to_owned()]
        } else {
            Vec::new()
        };
        answer.hits.push(Hit {
            note: document.summary.clone(),
            score: 1.0,
            via,
            place: Some(Place {
                passage,
                side,
                snippet,
            }),
        });
    }
    answer.total = answer.hits.len();
    if query == "做空伽马" {
        answer.widened = ["做空伽瑪", "空頭Gamma", "short gamma"]
            .map(str::to_owned)
            .to_vec();
    }
    answer
}

/// The card of a concept or an instrument.
pub(crate) fn card(target: &Target) -> Card {
    let names = |en: &[&str], hans: &[&str], hant: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Names {
            en: owned(en),
            zh_hans: owned(hans),
            zh_hant: owned(hant),
        }
    };
    let subject = match target {
        Target::Concept(id) => CardSubject::Concept(Concept {
            id: id.clone(),
            names: names(
                &["volatility control", "vol control", "target-vol fund"],
                &["波动率控制", "目标波动率"],
                &["波動率控制", "目標波動率"],
            ),
            definition_en:
                "Funds that hold more of an asset when it moves little and less when it \
                            moves much, so that their own volatility stays near a target."
                    .to_owned(),
            definition_zh_hans: "波动低时多持有、波动高时少持有，使基金自身波动率接近目标的策略。"
                .to_owned(),
            definition_zh_hant: "波動低時多持有、波動高時少持有，使基金自身波動率接近目標的策略。"
                .to_owned(),
            related: vec!["cta-trend".into(), "risk-parity".into()],
            panel: Some("vol-control".to_owned()),
        }),
        Target::Instrument(id) => CardSubject::Instrument(Instrument {
            id: id.clone(),
            names: names(&["S&P 500", "the S&P"], &["标普500", "标普"], &["標普500"]),
            symbols: vec!["ES".to_owned(), "^GSPC".to_owned()],
            asset_class: AssetClass::Index,
            currency: "USD".to_owned(),
            calendar: "XNYS".to_owned(),
            needs_sign: false,
            series: Some("SPX".to_owned()),
        }),
    };
    let mentioning = documents();
    let mentioning = mentioning.iter().filter(|document| {
        document
            .mentions
            .iter()
            .any(|mention| mention.target == *target)
    });
    let notes = mentioning
        .map(|document| document.summary.clone())
        .collect();
    Card {
        subject,
        panel: Some(vol_control()),
        notes,
    }
}

/// A document from its passages; `[目标波动率|vol-control]` in a text links a word.
pub(crate) fn document(
    id: u64,
    (title, day): (&str, Date),
    make: Make,
    passages: Vec<(PassageKind, Option<&str>, &str, &str)>,
) -> Document {
    let mut mentions = Vec::new();
    let mut built = Vec::new();
    for (index, (kind, speaker, zh, en)) in passages.into_iter().enumerate() {
        let mut passage = Passage {
            kind,
            speaker: speaker.map(Arc::from),
            heading: Arc::from(Vec::new()),
            zh: None,
            en: None,
        };
        let hans = if make == Make::PlainText {
            Language::Hant
        } else {
            Language::Hans
        };
        for (language, written) in [(hans, zh), (Language::En, en)] {
            if !written.is_empty() {
                let (content, found) = linked(written);
                let side = language.side();
                mentions.extend(found.into_iter().map(|(target, range)| Mention {
                    target,
                    passage: index,
                    side,
                    range,
                }));
                passage.set(Text::plain(language, content));
            }
        }
        built.push(passage);
    }
    let metadata = Metadata {
        title: title.to_owned(),
        date: Some(day),
        tags: vec!["positioning".to_owned(), "波动率".to_owned()],
        speaker: Some("宏观夜话".to_owned()),
        guest: Some("周岚".to_owned()),
        make,
        encoding: "UTF-8",
        ..Metadata::default()
    };
    let count = built.len() as u32;
    let summary = NoteSummary {
        id: NoteId::new(id),
        path: PathBuf::from(format!("2026/{id}.md")),
        title: title.to_owned(),
        date: Some(day),
        tags: metadata.tags.clone(),
        speaker: metadata.speaker.clone(),
        characters: 400 * 7 * id as u32,
        passages: count,
        ..NoteSummary::default()
    };
    Document {
        summary,
        note: Note {
            metadata,
            passages: built,
            diagnostics: Vec::new(),
        },
        mentions,
    }
}

fn linked(written: &str) -> (String, Vec<(Target, std::ops::Range<usize>)>) {
    let mut text = String::new();
    let mut found = Vec::new();
    for part in written.split_inclusive(['[', ']']) {
        if let Some((word, id)) = part.strip_suffix(']').and_then(|link| link.split_once('|')) {
            let from = text.len();
            text.push_str(word);
            let target = match id.chars().all(|c| c.is_ascii_uppercase()) {
                true => Target::Instrument(id.into()),
                false => Target::Concept(id.into()),
            };
            found.push((target, from..text.len()));
        } else {
            text.push_str(part.trim_end_matches('['));
        }
    }
    (text, found)
}

/// The notes, newest first.
pub(crate) fn documents() -> Vec<Arc<Document>> {
    let mut odd = document(
        4,
        (DISPERSION, date(2025, 10, 10)),
        Make::Markdown,
        dispersion(),
    );
    odd.summary.diagnostics = 2;
    odd.summary.speaker = Some("Desk note".to_owned());
    odd.note.diagnostics = vec![
        Diagnostic {
            kind: DiagnosticKind::DuplicateKey {
                key: "tags".to_owned(),
            },
            line: Some(4),
        },
        Diagnostic {
            kind: DiagnosticKind::ControlCharacters { count: 3 },
            line: None,
        },
    ];
    vec![
        Arc::new(document(
            1,
            ("动量为何先倒", date(2026, 2, 5)),
            Make::Transcript,
            momentum(),
        )),
        Arc::new(document(
            2,
            ("Vol control: how much is left to sell", date(2026, 2, 4)),
            Make::DeskNote,
            vol_control_note(),
        )),
        Arc::new(document(
            3,
            ("殖利率曲線再度變陡", date(2026, 2, 2)),
            Make::PlainText,
            curve(),
        )),
        Arc::new(odd),
    ]
}

const DISPERSION: &str = "Dispersion at a record, and why it bites the people who sold it";

type Written = Vec<(
    PassageKind,
    Option<&'static str>,
    &'static str,
    &'static str,
)>;

fn momentum() -> Written {
    let mut passages: Written = vec![
        (
            PassageKind::Heading(2),
            None,
            "一、拥挤是怎样堆起来的",
            "1. How the crowd gathered",
        ),
        (
            PassageKind::Prose,
            Some("周岚"),
            "低波动把所有人推向同一边。[目标波动率|vol-control]基金的规则很简单：波动率降一半，\
             仓位就翻一倍。到一月底，估算的敞口在五年里的第 97 百分位。",
            "Quiet markets pushed everyone to one side. The rule of a [target-vol|vol-control] fund \
             is simple: halve the volatility and the position doubles.",
        ),
        (
            PassageKind::Prose,
            Some("主持"),
            "那么触发点在哪里？",
            "So where is the trigger?",
        ),
        (
            PassageKind::Prose,
            Some("周岚"),
            "先看 [CTA|cta-trend]。[标普|SPX]跌破三个月前的价格，信号就翻转，仓位从 +54% 降到 +31%。\
             同时做市商已经[做空伽马|short-gamma]，跌得越多，卖得越多。",
            "Start with the [CTA|cta-trend]s. Once the [S&P|SPX] is below its price of three months \
             ago the signal flips. Dealers are [short gamma|short-gamma] as well.",
        ),
    ];
    for _ in 0..12 {
        passages.push((
            PassageKind::Prose,
            Some("周岚"),
            "每一轮卖出都让波动更高，更高的波动又要求再卖一轮。",
            "Every round of selling raises volatility, and that asks for another round.",
        ));
    }
    passages.push((
        PassageKind::Prose,
        Some("主持"),
        "最后一个问题：[波动率控制|vol-control]还剩多少？",
        "A last question: how much [vol control|vol-control] is left?",
    ));
    passages
}

fn vol_control_note() -> Written {
    vec![
        (
            PassageKind::Prose,
            None,
            "[波动率控制|vol-control]策略还有约 1050 亿美元要卖，前提是已实现波动率维持在现值。",
            "[Vol control|vol-control] still has about USD 105 bn to sell if realised volatility \
             stays where it is.",
        ),
        (
            PassageKind::List {
                depth: 0,
                marker: "•".to_owned(),
            },
            None,
            "一日跌 1%：卖 7 亿",
            "down 1% in a day: sell 0.7 bn",
        ),
        (
            PassageKind::List {
                depth: 1,
                marker: "•".to_owned(),
            },
            None,
            "再跌一日：卖 21 亿",
            "and another: sell 2.1 bn",
        ),
        (
            PassageKind::Quote(1),
            None,
            "没有人想第一个卖。",
            "Nobody wants to sell first.",
        ),
        (
            PassageKind::Prose,
            None,
            "做市商[做空伽马|short-gamma]时，尾盘更陡。",
            "With dealers [short gamma|short-gamma], the close gets steeper.",
        ),
    ]
}

fn curve() -> Written {
    let alignments = vec![Alignment::Left, Alignment::Right, Alignment::Right];
    vec![
        (
            PassageKind::Prose,
            None,
            "長端殖利率升得比短端快，曲線再度變陡。",
            "",
        ),
        (
            PassageKind::Table(alignments),
            None,
            "期限\t收盤\t五日變化\n2 年\t3.50%\t−6 bp\n10 年\t4.21%\t+3 bp\n30 年\t4.85%\t+6 bp",
            "",
        ),
        (
            PassageKind::Definition("期限溢價".to_owned()),
            None,
            "持有長債所要求的額外補償。",
            "",
        ),
        (PassageKind::Code(None), None, "", "spread = us10y - us2y"),
        (
            PassageKind::Image("curve.png".to_owned()),
            None,
            "曲線圖",
            "",
        ),
        (PassageKind::Rule, None, "", ""),
        (PassageKind::Prose, None, "下週看標售。", ""),
    ]
}

fn dispersion() -> Written {
    vec![
        (
            PassageKind::Heading(2),
            None,
            "",
            "Single names move, the index does not",
        ),
        (
            PassageKind::Prose,
            None,
            "",
            "Constituents swing and the index stands still. That left dealers \
             [short gamma|short-gamma] below 6,745, so the close was violent.",
        ),
    ]
}

/// Then and now of all indicators that the notes speak of.
pub(crate) fn panels() -> Vec<ThenNow> {
    vec![
        vol_control(),
        then_now(
            "cta-trend",
            "SPX",
            Unit::Fraction,
            (0.54, 71.0),
            (0.31, 38.0),
            -0.12,
        ),
        then_now(
            "leveraged-etf-flow",
            "",
            Unit::UsdBn,
            (-17.3, 2.0),
            (4.2, 98.6),
            21.5,
        ),
        then_now(
            "single-stock-vol-ratio",
            "SPX",
            Unit::Ratio,
            (6.1, 96.0),
            (6.88, 98.0),
            0.31,
        ),
        ThenNow {
            subject: "SPX".to_owned(),
            then: None,
            now: Arc::new(Reading::missing(
                "variance-risk-premium",
                Unit::VolPoints,
                vec![Missing {
                    input: "VIX".to_owned(),
                    reason: MissingReason::Absent,
                }],
            )),
            mentioned_on: Vec::new(),
        },
        then_now(
            "curve-regime",
            "US10Y",
            Unit::BasisPoints,
            (68.0, 61.0),
            (71.0, 64.0),
            3.0,
        ),
    ]
}

/// A panel with everything that a panel may hold.
pub(crate) fn vol_control() -> ThenNow {
    let mut panel = then_now(
        "vol-control",
        "SPX",
        Unit::Multiple,
        (1.32, 97.0),
        (0.97, 41.0),
        -0.35,
    );
    let now = Arc::make_mut(&mut panel.now);
    now.change_1m = Some(-0.48);
    now.facts = facts(-105.0);
    now.tables = vec![Table {
        title: Term::new("If tomorrow moves", "若明日变动", "若明日變動"),
        columns: vec![
            Term::new("move", "变动", "變動"),
            Term::new("exposure then", "之后敞口", "之後曝險"),
            Term::new("flow", "资金流", "資金流"),
        ],
        rows: [
            (-0.01, 0.95, -4.0),
            (-0.02, 0.86, -39.0),
            (-0.03, 0.75, -77.0),
        ]
        .map(|(by, exposure, flow)| {
            vec![
                Cell::Signed(Quantity::new(by, Unit::Fraction)),
                Cell::Number(Quantity::new(exposure, Unit::Multiple)),
                Cell::Signed(Quantity::new(flow, Unit::UsdBn)),
            ]
        })
        .to_vec(),
    }];
    now.assumptions = vec![Assumption {
        label: Term::new("assets under management", "管理资产", "管理資產"),
        value: Quantity::new(350.0, Unit::UsdBn),
    }];
    now.notices = vec![Term::new(
        "fell because volatility rose, not because anyone chose to sell",
        "因波动率上升而下降，并非主动卖出",
        "因波動率上升而下降，並非主動賣出",
    )];
    Arc::make_mut(panel.then.as_mut().unwrap()).facts = facts(12.0);
    panel.mentioned_on = vec![date(2026, 1, 12), date(2026, 2, 4), date(2026, 2, 5)];
    panel
}

fn facts(flow: f64) -> Vec<Fact> {
    vec![
        Fact {
            label: Term::new("flow over 21 days", "21日资金流", "21日資金流"),
            value: Cell::Signed(Quantity::new(flow, Unit::UsdBn)),
        },
        Fact {
            label: Term::new(
                "binding volatility",
                "起约束作用的波动率",
                "起約束作用的波動率",
            ),
            value: Cell::Number(Quantity::new(0.104, Unit::Fraction)),
        },
        Fact {
            label: Term::new("state", "状态", "狀態"),
            value: Cell::Word(Term::new("below the cap", "低于上限", "低於上限")),
        },
    ]
}

fn then_now(
    id: &'static str,
    subject: &str,
    unit: Unit,
    then: (f64, f64),
    now: (f64, f64),
    day: f64,
) -> ThenNow {
    let reading = |(value, percentile): (f64, f64), as_of: Date, day: Option<f64>| {
        let since = date(2021, 2, 1);
        let mut reading = Reading::missing(id, unit, Vec::new());
        reading.as_of = Some(as_of);
        reading.value = Some(value);
        reading.percentile = Some(Percentile {
            value: percentile,
            window: 1260,
            count: 1260,
            since,
        });
        reading.change_1d = day;
        reading.history = history(value, as_of);
        reading.inputs = vec![InputUse {
            series: "SPX".to_owned(),
            last: as_of,
            origin: Origin::Demo,
        }];
        Arc::new(reading)
    };
    ThenNow {
        subject: subject.to_owned(),
        then: Some(reading(then, date(2026, 2, 5), None)),
        now: reading(now, date(2026, 2, 6), Some(day)),
        mentioned_on: vec![date(2026, 2, 5)],
    }
}

/// Two years of a slow wave that ends on a value.
fn history(last: f64, until: Date) -> Vec<(Date, f64)> {
    let days = 500_i32;
    (0..days)
        .map(|day| {
            let back = f64::from(days - 1 - day);
            let wave = (back / 37.0).sin() * 0.3 + (back / 11.0).sin() * 0.08;
            let at = until.saturating_sub(jiff::Span::new().days(days - 1 - day));
            (at, last * (1.0 + wave))
        })
        .collect()
}
