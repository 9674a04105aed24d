//! The names of series, from the names of columns and files.

/// What others call the series that have a name of ours; keys without spaces, `_` and `-`.
const KNOWN: &[(&str, &str)] = &[
    ("S&P500", "SPX"),
    ("SP500", "SPX"),
    ("^GSPC", "SPX"),
    ("GSPC", "SPX"),
    ("^SPX", "SPX"),
    ("NASDAQ100", "NDX"),
    ("^NDX", "NDX"),
    ("^RUT", "RUT"),
    ("RUSSELL2000", "RUT"),
    ("^SOX", "SOX"),
    ("^HSI", "HSI"),
    ("^N225", "N225"),
    ("NIKKEI225", "N225"),
    ("^TWII", "TWII"),
    ("000300.SS", "CSI300"),
    ("000300.SH", "CSI300"),
    (".INX", "SPX"),
    ("INX", "SPX"),
    ("VIXCLS", "VIX"),
    ("^VIX", "VIX"),
    ("^VIX3M", "VIX3M"),
    ("VXVCLS", "VIX3M"),
    ("VXV", "VIX3M"),
    ("GOLD", "XAU"),
    ("XAUUSD", "XAU"),
    ("GC=F", "XAU"),
    ("SILVER", "XAG"),
    ("XAGUSD", "XAG"),
    ("SI=F", "XAG"),
    ("DCOILWTICO", "WTI"),
    ("CL=F", "WTI"),
    ("DCOILBRENTEU", "BRENT"),
    ("BZ=F", "BRENT"),
    ("BTCUSD", "BTC"),
    ("BTCUSDT", "BTC"),
    ("ETHUSDT", "ETH"),
    ("CBBTCUSD", "BTC"),
    ("BITCOIN", "BTC"),
    ("ETHUSD", "ETH"),
    ("CBETHUSD", "ETH"),
    ("DXY.NYB", "DXY"),
    ("DXY", "DXY"),
    ("JPY=X", "USDJPY"),
    ("EURUSD=X", "EURUSD"),
    ("CNH=X", "USDCNH"),
    ("^TNX", "US10Y"),
    ("^FVX", "US5Y"),
    ("^TYX", "US30Y"),
    ("^IRX", "US3M"),
];

/// What tables call the statistics that have a name of their own at their source.
const SHORT: &[(&str, &str)] = &[
    ("CPI", "CPIAUCSL"),
    ("CORE_CPI", "CPILFESL"),
    ("CORE_PCE", "PCEPILFE"),
    ("HY_OAS", "BAMLH0A0HYM2"),
    ("IG_OAS", "BAMLC0A0CM"),
    ("TGA_CLOSE", "TGA"),
];

/// What the names of the series of fund assets, in USD mn, begin with.
pub(in crate::market) const ASSETS: &str = "AUM:";

/// Names that say what is measured but not of what.
const GENERIC: &[&str] = &[
    "INDEX",
    "INFLATION",
    "DIVIDEND",
    "DIVIDENDS",
    "DIVIDEND_YIELD",
    "EARNINGS",
    "PE",
    "PE10",
    "REAL_PRICE",
    "REAL_DIVIDEND",
    "REAL_EARNINGS",
    "LONG_INTEREST_RATE",
    "LEVEL",
    "TOTAL",
    "RETURN",
    "RETURNS",
    "CHANGE",
    "CHG",
    "RATIO",
    "SPREAD",
    "SIGNAL",
    "SCORE",
    "COUNT",
    "VOLATILITY",
    "MARKET_CAP",
    "NAV",
    "YEAR",
    "MONTH",
];

/// Words at the end of a file's name that say nothing of the series.
const NOISE: &[&str] = &[
    "daily",
    "day",
    "d",
    "1d",
    "eod",
    "monthly",
    "weekly",
    "history",
    "historical",
    "data",
    "price",
    "prices",
    "quotes",
    "quote",
    "ohlc",
    "ohlcv",
    "us",
    "max",
    "full",
    "adjusted",
    "adj",
    "close",
    "csv",
    "download",
    "export",
];

/// The series of an instrument that a source calls this: `^GSPC` is SPX, `BRK-B` is BRK.B,
/// `600519.SS` is 600519.SH. `None` where the name is only signs.
pub(in crate::market) fn of_symbol(symbol: &str) -> Option<String> {
    if let Some(id) = known(symbol) {
        return Some(id);
    }
    let id = plain(symbol.trim_start_matches('^'))?;
    if let Some(code) = id.strip_suffix(".SS") {
        return Some(format!("{code}.SH"));
    }
    // A class of shares stands behind a dash elsewhere.
    match id.rsplit_once('-') {
        Some((stem, class))
            if class.len() == 1 && stem.bytes().all(|it| it.is_ascii_uppercase()) =>
        {
            Some(format!("{stem}.{class}"))
        }
        _ => Some(id),
    }
}

/// The series that a column of a wide table holds; `None` where the name is only signs.
pub(in crate::market) fn of_column(name: &str) -> Option<String> {
    let short = SHORT
        .iter()
        .find(|(theirs, _)| theirs.eq_ignore_ascii_case(name));
    short
        .map(|(_, ours)| (*ours).to_owned())
        .or_else(|| fed_funds(name))
        .or_else(|| known(name))
        .or_else(|| plain(name))
}

/// The contract of a fed funds future: `ZQH26`, `ZQH26.CBT` and `ZQ:2026-03` are
/// `ZQ:2026-03`. One digit of the year leaves the decade open.
pub(in crate::market) fn fed_funds(name: &str) -> Option<String> {
    const MONTHS: &str = "FGHJKMNQUVXZ";
    let name = name.trim().strip_suffix(".CBT").unwrap_or(name.trim());
    let rest = name.strip_prefix("ZQ")?;
    if let Some((year, month)) = rest
        .strip_prefix('_')
        .and_then(|rest| rest.split_at_checked(4))
    {
        return fed_funds(&format!("ZQ:{year}-{month}"));
    }
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((year, month)) = rest.strip_prefix(':').and_then(|rest| rest.split_once('-')) {
        let is_month = month.len() == 2 && is_number(month);
        return (year.len() == 4 && is_number(year) && is_month).then(|| name.to_owned());
    }
    let mut letters = rest.chars();
    let month = MONTHS.find(letters.next()?)? + 1;
    let year = letters.as_str();
    let is_year = year.len() == 2 && is_number(year);
    is_year.then(|| format!("ZQ:20{year}-{month:02}"))
}

/// The series that a file holds, by its name: `vix-daily.csv` is VIX. `None` where the name is
/// only noise, such as `data.csv`, or says not of what it is, such as `index.csv`.
pub(in crate::market) fn of_file(name: &str) -> Option<String> {
    let is_break = |c: char| matches!(c, '-' | '_' | ' ' | '(' | ')' | ',');
    let mut pieces: Vec<&str> = stem(name)
        .split(is_break)
        .filter(|piece| !piece.is_empty())
        .collect();
    loop {
        let joined = pieces.join("-");
        if let Some(id) = known(&joined) {
            return Some(id);
        }
        match pieces.as_slice() {
            [] => return None,
            [only] if is_noise(only) && !is_letter(only) => return None,
            [_, .., last] if is_noise(last) || is_number(last) => pieces.pop(),
            _ => return plain(&joined).filter(|id| !is_generic(id)),
        };
    }
}

/// The underlying of an option chain, by the first word of its file's name.
pub(in crate::market) fn of_chain_file(name: &str) -> Option<String> {
    let is_break = |c: char| matches!(c, '-' | '_' | ' ' | '.');
    let first = stem(name).split(is_break).find(|piece| !piece.is_empty())?;
    Some(of_symbol(first)?)
        .filter(|id| !is_number(id) && !is_noise(id) && id != "CHAIN" && id != "OPTIONS")
}

/// A column's name; behind the file's where it does not say of what it is, `T:DIVIDEND`.
pub(in crate::market) fn with_file(id: String, file_name: &str) -> String {
    if !is_generic(&id) {
        return id;
    }
    let file = of_file(file_name).or_else(|| plain(stem(file_name)));
    match file {
        Some(file) => format!("{file}:{id}"),
        None => id,
    }
}

/// A path's last part.
pub(in crate::market) fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Whether zero is a value that the series may well have.
pub(in crate::market) fn is_rate(id: &str) -> bool {
    let body = id
        .strip_prefix("US")
        .map(|rest| rest.strip_suffix("REAL").unwrap_or(rest));
    body.is_some_and(|body| {
        let number = body.strip_suffix(['Y', 'M']);
        number.is_some_and(|number| number.parse::<f64>().is_ok())
    })
}

/// The name that the values of a series say, where it is not the one it came under, and why:
/// FRED's broad dollar index is often called DXY.
pub(in crate::market) fn corrected(id: &str, last: f64) -> Option<(&'static str, &'static str)> {
    (id == "DXY" && last > 116.0).then_some((
        "DTWEXBGS",
        "values this high are of the Federal Reserve's broad dollar index, not of ICE's DXY",
    ))
}

/// What the values of a series probably are, where they are not those that its name promises.
pub(in crate::market) fn suspicion(id: &str, last: f64) -> Option<&'static str> {
    (is_rate(id) && last > 25.0)
        .then_some("a yield this high is not in percent; some sources give ten times the yield")
}

fn known(name: &str) -> Option<String> {
    let key: String = name
        .to_uppercase()
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .collect();
    let ours = KNOWN.iter().find(|(theirs, _)| *theirs == key);
    ours.map(|(_, id)| (*id).to_owned()).or_else(|| tenor(&key))
}

/// Treasury yields as FRED (`DGS10`, `DFII10`) and the Treasury (`10 Yr`, `3 Mo`) call them.
fn tenor(key: &str) -> Option<String> {
    let number = |text: &str| text.parse::<f64>().is_ok_and(|number| number > 0.0);
    if let Some(years) = key.strip_prefix("DFII").filter(|rest| number(rest)) {
        return Some(format!("US{years}YREAL"));
    }
    let fred = key.strip_prefix("DGS");
    let rest = fred.unwrap_or(key);
    for (ending, unit) in [("MO", "M"), ("MONTH", "M"), ("YR", "Y"), ("YEAR", "Y")] {
        if let Some(count) = rest.strip_suffix(ending).filter(|count| number(count)) {
            return Some(format!("US{count}{unit}"));
        }
    }
    fred.filter(|years| number(years))
        .map(|years| format!("US{years}Y"))
}

/// The name itself in capitals, spaces as `_`, without signs that no symbol has.
fn plain(name: &str) -> Option<String> {
    let id: String = name
        .trim()
        .to_uppercase()
        .chars()
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '=' | '&' | '/'))
        .collect();
    id.chars().any(char::is_alphanumeric).then_some(id)
}

/// A file's name without its folders and its ending.
fn stem(name: &str) -> &str {
    let name = last_part(name);
    match name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => stem,
        _ => name,
    }
}

fn is_generic(id: &str) -> bool {
    GENERIC.contains(&id)
}

fn is_ending(text: &str) -> bool {
    ["csv", "txt", "tsv", "json", "xml"]
        .iter()
        .any(|ending| text.eq_ignore_ascii_case(ending))
}

/// Whether it is one capital: the symbol of a share, where a small one is a word cut short.
fn is_letter(piece: &str) -> bool {
    piece.len() == 1 && piece.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_noise(piece: &str) -> bool {
    NOISE.iter().any(|word| piece.eq_ignore_ascii_case(word))
}

fn is_number(piece: &str) -> bool {
    piece.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn files_name_their_series() {
        let cases = [
            ("SPX.csv", "SPX"),
            ("vix-daily.csv", "VIX"),
            ("/home/me/wti-daily.csv", "WTI"),
            ("C:\\data\\brent-daily.CSV", "BRENT"),
            ("gold-monthly.csv", "XAU"),
            ("us10y-monthly.csv", "US10Y"),
            ("BRK.B.csv", "BRK.B"),
            ("BTC-USD.csv", "BTC"),
            ("^GSPC.csv", "SPX"),
            ("^spx_d.csv", "SPX"),
            ("aapl_us_d.csv", "AAPL"),
            ("NVDA Historical Data (1).csv", "NVDA"),
            ("DGS10.csv", "US10Y"),
            ("600519.csv", "600519"),
            ("SPY_2016-2026.csv", "SPY"),
            ("腾讯控股.csv", "腾讯控股"),
            ("QQQ", "QQQ"),
            ("D.csv", "D"),
        ];
        for (name, expected) in cases {
            assert_eq!(of_file(name).as_deref(), Some(expected), "{name}");
        }
        for name in [
            "data.csv",
            "download.csv",
            ".csv",
            "",
            "prices-daily.csv",
            "---.csv",
            "d.csv",
            "index.csv",
        ] {
            assert_eq!(of_file(name), None, "{name}");
        }
    }

    #[test]
    fn columns_name_their_series() {
        let cases = [
            ("DGS2", "US2Y"),
            ("DGS3MO", "US3M"),
            ("DFII10", "US10YREAL"),
            ("2 Yr", "US2Y"),
            ("1.5 Mo", "US1.5M"),
            ("30 Yr", "US30Y"),
            ("VIX", "VIX"),
            ("VIXCLS", "VIX"),
            ("SP500", "SPX"),
            ("Gold", "XAU"),
            ("Brent", "BRENT"),
            ("DGORDER", "DGORDER"),
            ("Consumer Price Index", "CONSUMER_PRICE_INDEX"),
            ("S&P 500", "SPX"),
        ];
        for (name, expected) in cases {
            assert_eq!(of_column(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(of_column("***"), None);
    }

    #[test]
    fn a_name_that_says_nothing_of_whom_has_the_files_before_it() {
        let cases = [
            ("DIVIDEND", "sp500.csv", "SPX:DIVIDEND"),
            ("INDEX", "/tmp/data.csv", "DATA:INDEX"),
            ("PE10", "shiller.csv", "SHILLER:PE10"),
            ("VIX", "shiller.csv", "VIX"),
            ("INDEX", ".csv", "INDEX"),
        ];
        for (id, file, expected) in cases {
            assert_eq!(with_file(id.to_owned(), file), expected, "{file}");
        }
    }

    #[test]
    fn rates_are_known() {
        for id in ["US2Y", "US10YREAL", "US3M", "US1.5M"] {
            assert!(is_rate(id), "{id}");
        }
        for id in ["SPX", "USO", "USDJPY", "USY", "UY", ""] {
            assert!(!is_rate(id), "{id}");
        }
    }

    #[test]
    fn the_broad_dollar_index_is_not_the_dxy() {
        assert!(corrected("DXY", 119.2).is_some_and(|(id, _)| id == "DTWEXBGS"));
        assert!(corrected("DXY", 97.6).is_none());
        assert!(suspicion("US10Y", 42.1).is_some());
        assert!(suspicion("US10Y", 4.21).is_none());
        assert!(suspicion("SPX", 6932.0).is_none());
    }

    #[test]
    fn fed_funds_contracts_in_all_spellings() {
        for name in ["ZQH26", "ZQH26.CBT", "ZQ_202603", "ZQ:2026-03"] {
            assert_eq!(fed_funds(name).as_deref(), Some("ZQ:2026-03"), "{name}");
        }
        for name in ["ZQH6", "ZQA26", "ZQ", "", "ZQH2x", "ZQ:26-3", "SPX"] {
            assert_eq!(fed_funds(name), None, "{name}");
        }
        assert_eq!(of_column("ZQN31").as_deref(), Some("ZQ:2031-07"));
    }

    proptest! {
        #[test]
        fn any_name_is_a_name_or_none(text: String) {
            for id in [of_file(&text), of_column(&text)].into_iter().flatten() {
                prop_assert!(!id.is_empty() && !id.contains(char::is_control));
            }
        }
    }
}
