//! How shares are written: ours, and what each provider calls them.
//!
//! Ours is the code with its exchange, `0700.HK`, `600519.SH`, `000001.SZ`; a share of New York is
//! its ticker alone, `NVDA`, `BRK.B`. Indices have names of their own: `SPX`, `HSI`, `CSI300`.

/// Indices, with what Yahoo and what Chinese sources call them (an empty text where they do not
/// have it).
const INDICES: &[(&str, &str, &str)] = &[
    ("SPX", "^GSPC", ""),
    ("NDX", "^NDX", ""),
    ("RUT", "^RUT", ""),
    ("SOX", "^SOX", ""),
    ("HSI", "^HSI", ""),
    ("CSI300", "000300.SS", "sh000300"),
    ("TWII", "^TWII", ""),
    ("N225", "^N225", ""),
    ("DXY", "DX-Y.NYB", ""),
    ("USDJPY", "JPY=X", ""),
    ("EURUSD", "EURUSD=X", ""),
    ("USDCNH", "CNH=X", ""),
];

/// Names of series that look like tickers of New York and are none: what they are of, others have.
const NO_TICKERS: &[&str] = &[
    "AUM", "BTC", "ETH", "TGA", "HML", "MOM", "SOFR", "EFFR", "WALCL", "VIX", "VVIX", "SKEW",
    "DSPX", "WTI", "BRENT", "XAU", "XAG", "HSCEI", "FDX",
];

/// An exchange of China.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exchange {
    /// Shanghai.
    Shanghai,
    /// Shenzhen.
    Shenzhen,
    /// Beijing.
    Beijing,
    /// Hong Kong.
    HongKong,
}

/// A share or index of an exchange of China.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Listing {
    /// Where it trades.
    pub exchange: Exchange,
    /// Its code: six digits on the mainland, five in Hong Kong.
    pub code: String,
}

impl Listing {
    /// Reads the usual spellings: `600519.SH`, `600519.SS`, `sh600519`, `600519`, `0700.HK`,
    /// `700.HK`, `hk00700`. Six bare digits are a share, of the exchange that gives such numbers.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        if let Some((code, ending)) = text.split_once('.') {
            return Self::of(exchange_of(ending)?, code);
        }
        match text.get(..2).and_then(exchange_of) {
            Some(exchange) => Self::of(exchange, text.get(2..)?),
            None => Self::of(exchange_of_share(&text)?, &text),
        }
    }

    fn of(exchange: Exchange, code: &str) -> Option<Self> {
        let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
        let digits = match exchange {
            Exchange::HongKong => 5,
            _ => 6,
        };
        let fits = is_number
            && match exchange {
                Exchange::HongKong => code.len() <= digits,
                _ => code.len() == digits,
            };
        fits.then(|| Self {
            exchange,
            code: format!("{code:0>digits$}"),
        })
    }

    /// As the market store names it: `0700.HK`, `600519.SH`.
    #[must_use]
    pub fn id(&self) -> String {
        let ending = match self.exchange {
            Exchange::Shanghai => "SH",
            Exchange::Shenzhen => "SZ",
            Exchange::Beijing => "BJ",
            Exchange::HongKong => return format!("{}.HK", self.four_digits()),
        };
        format!("{}.{ending}", self.code)
    }

    /// `sh600519`, `hk00700`: Tencent's and Sina's.
    #[must_use]
    pub fn prefixed(&self) -> String {
        let prefix = match self.exchange {
            Exchange::Shanghai => "sh",
            Exchange::Shenzhen => "sz",
            Exchange::Beijing => "bj",
            Exchange::HongKong => "hk",
        };
        format!("{prefix}{}", self.code)
    }

    /// `1.600519`, `116.00700`: Eastmoney's.
    #[must_use]
    pub fn numbered(&self) -> String {
        let market = match self.exchange {
            Exchange::Shanghai => 1,
            Exchange::Shenzhen | Exchange::Beijing => 0,
            Exchange::HongKong => 116,
        };
        format!("{market}.{}", self.code)
    }

    /// Hong Kong's codes are written with four digits where they have no more.
    fn four_digits(&self) -> &str {
        self.code.strip_prefix('0').unwrap_or(self.code.as_str())
    }
}

/// What Chinese sources know a series as; `None` where it is none of theirs.
pub(super) fn chinese(id: &str) -> Option<Listing> {
    let index = INDICES.iter().find(|(ours, _, _)| *ours == id);
    match index {
        Some((_, _, theirs)) => Listing::parse(theirs),
        None => id.contains('.').then(|| Listing::parse(id)).flatten(),
    }
}

/// What Yahoo knows a series as; `None` where it has none.
pub(super) fn yahoo(id: &str) -> Option<String> {
    if let Some((_, theirs, _)) = INDICES.iter().find(|(ours, _, _)| *ours == id) {
        return Some((*theirs).to_owned());
    }
    if let Some(listing) = chinese(id) {
        return match listing.exchange {
            Exchange::Shanghai => Some(format!("{}.SS", listing.code)),
            Exchange::Shenzhen => Some(format!("{}.SZ", listing.code)),
            Exchange::HongKong => Some(format!("{}.HK", listing.four_digits())),
            Exchange::Beijing => None,
        };
    }
    is_us_ticker(id).then(|| id.replace('.', "-"))
}

/// Whether a name is that of a share or fund of New York: up to five capitals, perhaps a class.
pub(super) fn is_us_ticker(id: &str) -> bool {
    let (symbol, class) = match id.split_once('.') {
        Some((symbol, class)) => (symbol, Some(class)),
        None => (id, None),
    };
    let is_capital = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    is_capital(symbol, 5)
        && class.is_none_or(|class| is_capital(class, 1))
        && !NO_TICKERS.contains(&id)
        && !INDICES.iter().any(|(ours, _, _)| *ours == id)
}

/// A series by what a user may type for it: capitals for tickers, a listing in our spelling.
#[must_use]
pub fn canonical(text: &str) -> String {
    match Listing::parse(text) {
        Some(listing) => listing.id(),
        None => text.trim().to_ascii_uppercase(),
    }
}

fn exchange_of(mark: &str) -> Option<Exchange> {
    Some(match mark {
        "SH" | "SS" => Exchange::Shanghai,
        "SZ" => Exchange::Shenzhen,
        "BJ" => Exchange::Beijing,
        "HK" => Exchange::HongKong,
        _ => return None,
    })
}

/// The exchange that gives such numbers to shares and funds; indices need their exchange said.
fn exchange_of_share(code: &str) -> Option<Exchange> {
    if code.len() != 6 {
        return None;
    }
    Some(match code.as_bytes().first()? {
        b'5' | b'6' | b'9' => Exchange::Shanghai,
        b'0' | b'1' | b'2' | b'3' => Exchange::Shenzhen,
        b'4' | b'8' => Exchange::Beijing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_spellings_are_one_listing() {
        for (spellings, id, prefixed, numbered, yahoo_s) in [
            (
                &["600519.SH", "600519.SS", "sh600519", "600519", "SH600519"][..],
                "600519.SH",
                "sh600519",
                "1.600519",
                Some("600519.SS"),
            ),
            (
                &["000001.SZ", "sz000001", "000001"],
                "000001.SZ",
                "sz000001",
                "0.000001",
                Some("000001.SZ"),
            ),
            (
                &["0700.HK", "700.HK", "00700.hk", "hk00700"],
                "0700.HK",
                "hk00700",
                "116.00700",
                Some("0700.HK"),
            ),
            (
                &["80700.HK", "hk80700"],
                "80700.HK",
                "hk80700",
                "116.80700",
                Some("80700.HK"),
            ),
            (&["830799"], "830799.BJ", "bj830799", "0.830799", None),
        ] {
            for spelling in spellings {
                let listing = Listing::parse(spelling).unwrap();
                assert_eq!(listing.id(), id, "{spelling}");
                assert_eq!(listing.prefixed(), prefixed);
                assert_eq!(listing.numbered(), numbered);
                assert_eq!(yahoo(&listing.id()).as_deref(), yahoo_s);
                assert_eq!(canonical(spelling), id);
            }
        }
    }

    #[test]
    fn what_is_no_listing() {
        for text in [
            "",
            "NVDA",
            "60051",
            "6005190.SH",
            "abc.HK",
            "700.T",
            "hk",
            "é.HK",
            "700000",
        ] {
            assert_eq!(Listing::parse(text), None, "{text}");
        }
    }

    #[test]
    fn tickers_and_indices_have_yahoo_s_names() {
        for (id, theirs) in [
            ("SPX", Some("^GSPC")),
            ("NVDA", Some("NVDA")),
            ("BRK.B", Some("BRK-B")),
            ("CSI300", Some("000300.SS")),
            ("VIX", None),
            ("SOFR", None),
            ("PCR:EQUITY", None),
            ("US10Y", None),
            ("GOOGLE", None),
        ] {
            assert_eq!(yahoo(id).as_deref(), theirs, "{id}");
        }
    }

    proptest! {
        #[test]
        fn a_listing_reads_its_own_spellings(code in 0_u32..1_000_000, exchange in 0_usize..4) {
            let exchange = [
                Exchange::Shanghai,
                Exchange::Shenzhen,
                Exchange::Beijing,
                Exchange::HongKong,
            ][exchange];
            let code = match exchange {
                Exchange::HongKong => format!("{:05}", code % 100_000),
                _ => format!("{code:06}"),
            };
            let listing = Listing { exchange, code };
            let read = Listing::parse(&listing.id());
            prop_assert_eq!(read.as_ref(), Some(&listing));
            let read = Listing::parse(&listing.prefixed());
            prop_assert_eq!(read.as_ref(), Some(&listing));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,12}") {
            drop(canonical(&text));
            drop(yahoo(&text));
        }
    }
}
