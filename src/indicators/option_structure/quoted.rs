//! A structure as a note quotes it: `March 90/93 call spread for $0.34`, `90/93看涨价差报0.34美元`.
//!
//! Looks for the name of a structure, the strikes before or after it, a price, a multiple and an
//! end. It knows two-legged structures and single options; of what it does not know it makes
//! nothing, and it never takes a number for a strike that has another unit beside it.

use std::fmt;

use jiff::civil::Date;

mod scan;

use scan::{Group, Role};

/// What is quoted.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::indicators) struct Quoted {
    /// Its ticker: `SPX`.
    pub(in crate::indicators) underlying: Option<String>,
    pub(in crate::indicators) kind: Kind,
    pub(in crate::indicators) strikes: Strikes,
    /// The premium, in the underlying's price.
    pub(in crate::indicators) price: Option<f64>,
    /// How many times the premium it is said to pay.
    pub(in crate::indicators) multiple: Option<f64>,
    pub(in crate::indicators) until: Option<Until>,
}

/// The structures that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::indicators) enum Kind {
    /// A call bought, a higher one sold.
    CallSpread,
    /// A put bought, a lower one sold.
    PutSpread,
    /// A call bought, a lower put sold.
    RiskReversal,
    /// A call and a put of one strike.
    Straddle,
    /// A call and a lower put.
    Strangle,
    /// A call alone.
    Call,
    /// A put alone.
    Put,
}

/// Where its strikes are.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::indicators) enum Strikes {
    /// At prices, lowest first.
    At(Vec<f64>),
    /// At deltas of the forward, as fractions in the order quoted: 0.50 and 0.25.
    Deltas(Vec<f64>),
}

/// When it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::indicators) enum Until {
    /// In so many calendar days.
    Days(f64),
    /// With the standard options of a month, 1 to 12.
    Month(i8),
    /// On a day.
    On(Date),
}

/// Names of the structures; a name that is part of another stands behind it.
const NAMES: &[(&str, Kind)] = &[
    ("call spread", Kind::CallSpread),
    ("call vertical", Kind::CallSpread),
    ("看涨期权价差", Kind::CallSpread),
    ("看涨价差", Kind::CallSpread),
    ("看漲價差", Kind::CallSpread),
    ("买权价差", Kind::CallSpread),
    ("買權價差", Kind::CallSpread),
    ("買權多頭價差", Kind::CallSpread),
    ("牛市价差", Kind::CallSpread),
    ("put spread", Kind::PutSpread),
    ("put vertical", Kind::PutSpread),
    ("看跌期权价差", Kind::PutSpread),
    ("看跌价差", Kind::PutSpread),
    ("看跌價差", Kind::PutSpread),
    ("卖权价差", Kind::PutSpread),
    ("賣權價差", Kind::PutSpread),
    ("熊市价差", Kind::PutSpread),
    ("risk reversal", Kind::RiskReversal),
    ("风险逆转", Kind::RiskReversal),
    ("風險逆轉", Kind::RiskReversal),
    ("strangle", Kind::Strangle),
    ("宽跨式", Kind::Strangle),
    ("寬跨式", Kind::Strangle),
    ("勒式", Kind::Strangle),
    ("straddle", Kind::Straddle),
    ("跨式", Kind::Straddle),
    ("call", Kind::Call),
    ("看涨", Kind::Call),
    ("看漲", Kind::Call),
    ("买权", Kind::Call),
    ("買權", Kind::Call),
    ("put", Kind::Put),
    ("看跌", Kind::Put),
    ("卖权", Kind::Put),
    ("賣權", Kind::Put),
];

impl Kind {
    /// How many strikes it has.
    const fn strikes(self) -> usize {
        match self {
            Self::CallSpread | Self::PutSpread | Self::RiskReversal | Self::Strangle => 2,
            Self::Straddle | Self::Call | Self::Put => 1,
        }
    }

    /// What it is called in English.
    const fn name(self) -> &'static str {
        match self {
            Self::CallSpread => "call spread",
            Self::PutSpread => "put spread",
            Self::RiskReversal => "risk reversal",
            Self::Straddle => "straddle",
            Self::Strangle => "strangle",
            Self::Call => "call",
            Self::Put => "put",
        }
    }
}

impl Quoted {
    /// The structure that a text quotes; `None` where it names none with its strikes.
    ///
    /// Two strikes with a premium and no name are taken for a call spread.
    pub(in crate::indicators) fn parse(text: &str) -> Option<Self> {
        let text = scan::plain(text);
        let groups = scan::groups(&text);
        let named = kind(&text);
        let pair = |group: &&Group| group.numbers.len() == 2;
        let spoken = groups
            .iter()
            .any(|group| matches!(group.role, Role::Price(_) | Role::Multiple));
        let kind = match named {
            Some(kind) => kind,
            None if spoken && groups.iter().any(|group| pair(&group)) => Kind::CallSpread,
            None => return None,
        };
        let strikes = groups.iter().position(|group| {
            let is_some = matches!(group.role, Role::Plain | Role::Delta);
            is_some && group.numbers.len() == kind.strikes()
        })?;
        let found = groups.get(strikes)?;
        let others = || groups.iter().enumerate().filter(|(at, _)| *at != strikes);
        let priced = |after: bool| {
            others()
                .filter(move |(at, _)| (*at > strikes) == after)
                .find_map(|(_, group)| group.price())
        };
        // A number without a unit behind the strikes can only be the premium.
        let bare = || {
            let mut later = others().filter(|(at, _)| *at > strikes);
            later.find_map(|(_, group)| group.plain())
        };
        let multiple = others().find_map(|(_, group)| group.multiple());
        Some(Self {
            underlying: scan::ticker(&text),
            kind,
            strikes: of(found)?,
            price: priced(true).or_else(|| priced(false)).or_else(bare),
            multiple,
            until: scan::date(&text)
                .map(Until::On)
                .or_else(|| groups.iter().find_map(Group::until))
                .or_else(|| scan::month(&text).map(Until::Month)),
        })
    }

    /// Whether it is of more than one option, at strikes that are named.
    pub(in crate::indicators) const fn is_combined(&self) -> bool {
        matches!(self.strikes, Strikes::At(_)) && !matches!(self.kind, Kind::Call | Kind::Put)
    }

    /// The ticker that a text begins with, or marks with `$`.
    pub(in crate::indicators) fn ticker(text: &str) -> Option<String> {
        scan::ticker(&scan::plain(text))
    }

    /// The same with its premium left out, for a structure that is only priced here.
    pub(in crate::indicators) fn standard(underlying: &str) -> Self {
        Self {
            underlying: Some(underlying.to_owned()),
            kind: Kind::CallSpread,
            strikes: Strikes::Deltas(vec![0.50, 0.25]),
            price: None,
            multiple: None,
            until: Some(Until::Days(30.0)),
        }
    }
}

/// The structure named first; of names that begin at one place the longest.
fn kind(text: &str) -> Option<Kind> {
    let found = NAMES.iter().enumerate().filter_map(|(rank, (name, kind))| {
        let at = scan::find_word(text, name)?;
        Some((is_alone(*kind), at, rank, *kind))
    });
    found
        .min_by_key(|(alone, at, rank, _)| (*alone, *at, *rank))
        .map(|found| found.3)
}

/// A single option's name is part of many others, so any other comes first.
const fn is_alone(kind: Kind) -> bool {
    matches!(kind, Kind::Call | Kind::Put)
}

fn of(group: &Group) -> Option<Strikes> {
    let mut values = group.numbers.clone();
    if !values.iter().all(|value| *value > 0.0) {
        return None;
    }
    if group.role == Role::Delta {
        let fractions = values.iter().map(|value| value / 100.0);
        let fractions: Vec<f64> = fractions.collect();
        let all_deltas = fractions.iter().all(|delta| *delta < 1.0);
        return all_deltas.then_some(Strikes::Deltas(fractions));
    }
    values.sort_by(f64::total_cmp);
    let are_apart = values
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a < b));
    are_apart.then_some(Strikes::At(values))
}

/// The structure in a form that is read back as the same.
impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(underlying) = &self.underlying {
            write!(f, "{underlying} ")?;
        }
        let (values, unit, factor) = match &self.strikes {
            Strikes::At(values) => (values, "", 1.0),
            Strikes::Deltas(values) => (values, "-delta", 100.0),
        };
        for (at, value) in values.iter().enumerate() {
            let slash = if at > 0 { "/" } else { "" };
            let shown = (value * factor * 1e6).round() / 1e6;
            write!(f, "{slash}{shown}")?;
        }
        write!(f, "{unit} {}", self.kind.name())?;
        match self.until {
            Some(Until::Days(days)) => write!(f, ", {days} days")?,
            Some(Until::Month(month)) => write!(f, ", {}", scan::month_name(month))?,
            Some(Until::On(day)) => write!(f, ", {day}")?,
            None => {}
        }
        if let Some(price) = self.price {
            write!(f, ", for ${price}")?;
        }
        if let Some(multiple) = self.multiple {
            write!(f, ", {multiple}x")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
