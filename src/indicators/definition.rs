//! What an indicator is: its row of the registry, and the one way to ask it for a reading.

use jiff::civil::Date;

use crate::model::{Missing, MissingReason, Reading, Term, Unit};

use super::assemble;
use super::inputs::{Cut, Inputs, Known};
use super::settings::Settings;

/// The subject that indicators of any instrument start with.
pub const DEFAULT_SUBJECT: &str = "SPX";

/// How a file computes its indicator from what was known at the date.
pub(super) type Compute = fn(&Known<'_>, &Settings) -> Result<Reading, Vec<Missing>>;

/// One row of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Indicator {
    /// The panel's id, kebab-case.
    pub id: &'static str,
    /// Where menus list it.
    pub group: Group,
    /// What it is called.
    pub name: Term,
    /// The headline's unit.
    pub unit: Unit,
    /// The method in one sentence.
    pub method: Term,
    /// The publication that the method is from.
    pub source: &'static str,
    /// An estimate of positions that nobody publishes, rather than a statistic.
    pub is_model: bool,
    /// What it can be asked about.
    pub subjects: Subjects,
    /// It also needs the constituents, in [`Inputs::universe`].
    pub needs_universe: bool,
    /// The underlyings whose option chains it reads for a subject.
    pub(super) chains: fn(&str) -> Vec<String>,
    /// The series it reads for a subject.
    pub(super) series: fn(&str) -> Vec<String>,
    /// How it is computed.
    pub(super) compute: Compute,
}

/// What an indicator can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subjects {
    /// Any instrument with a series of closes; [`DEFAULT_SUBJECT`] where none is named.
    Any,
    /// This instrument only; another subject is ignored.
    One(&'static str),
    /// A market as a whole; a subject is ignored.
    Market,
    /// What somebody quotes, in words; this where nothing is named.
    Quoted(&'static str),
}

/// Where menus list an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who must buy or sell.
    Positioning,
    /// How far prices move.
    Volatility,
    /// What options say.
    Options,
    /// Interest rates.
    Rates,
    /// Jobs, prices, money.
    Macro,
    /// How many stocks carry the index, and which kind.
    Breadth,
    /// Coins.
    Crypto,
    /// Where the price stands.
    Price,
}

impl Group {
    /// All groups, in the order of the menus.
    pub const ALL: [Self; 8] = [
        Self::Positioning,
        Self::Volatility,
        Self::Options,
        Self::Rates,
        Self::Macro,
        Self::Breadth,
        Self::Crypto,
        Self::Price,
    ];

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Positioning => "positioning",
            Self::Volatility => "volatility",
            Self::Options => "options",
            Self::Rates => "rates",
            Self::Macro => "macro",
            Self::Breadth => "breadth",
            Self::Crypto => "crypto",
            Self::Price => "price",
        }
    }

    /// What menus call it.
    #[must_use]
    pub const fn name(self) -> Term {
        match self {
            Self::Positioning => Term::new("Positioning", "仓位与资金流", "部位與資金流"),
            Self::Volatility => Term::new("Volatility", "波动率", "波動率"),
            Self::Options => Term::new("Options", "期权", "選擇權"),
            Self::Rates => Term::new("Rates", "利率", "利率"),
            Self::Macro => Term::new("Macro", "宏观", "總經"),
            Self::Breadth => Term::new("Breadth & factors", "市场宽度与因子", "市場寬度與因子"),
            Self::Crypto => Term::new("Crypto", "加密货币", "加密貨幣"),
            Self::Price => Term::new("Price", "价格", "價格"),
        }
    }
}

/// What a reading is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The instrument, by its series' name; ignored by indicators of one subject.
    pub subject: &'a str,
    /// Nothing later than this day is used; `None` uses all there is.
    pub as_of: Option<Date>,
    /// What the methods take as given.
    pub settings: &'a Settings,
}

impl Indicator {
    /// The subject it will speak of when asked about `subject`; empty for a whole market.
    #[must_use]
    pub fn subject<'a>(&self, subject: &'a str) -> &'a str {
        match self.subjects {
            Subjects::Any if subject.is_empty() => DEFAULT_SUBJECT,
            Subjects::Quoted(usual) if subject.is_empty() => usual,
            Subjects::Any | Subjects::Quoted(_) => subject,
            Subjects::One(only) => only,
            Subjects::Market => "",
        }
    }

    /// The names of the series it reads, so that they can be loaded; without the universe.
    #[must_use]
    pub fn inputs(&self, subject: &str) -> Vec<String> {
        (self.series)(self.subject(subject))
    }

    /// The underlyings whose option chains it reads, so that they can be loaded.
    #[must_use]
    pub fn chains(&self, subject: &str) -> Vec<String> {
        (self.chains)(self.subject(subject))
    }

    /// What it says for one date, with nothing later than that date used.
    ///
    /// Inputs that are absent or too short make a reading without a value that names them in
    /// [`Reading::missing`]; inputs that only a part needs are named there beside the value.
    #[must_use]
    pub fn reading(&self, inputs: &Inputs, request: &Request<'_>) -> Reading {
        let cut = Cut::at(inputs, request.as_of);
        let known = Known::of(&cut, self.subject(request.subject));
        let mut reading = match (self.compute)(&known, request.settings) {
            Ok(reading) => reading,
            Err(mut missing) => {
                if missing.is_empty() {
                    missing.push(Missing {
                        input: known.subject().to_owned(),
                        reason: MissingReason::Absent,
                    });
                }
                Reading::missing(self.id, self.unit, missing)
            }
        };
        assemble::mark_stale(&mut reading, request.as_of, &known);
        reading
    }
}
