//! Words about the figures that a note quotes, beside the house's own.

use crate::model::{Difference, Locale, Term};

terms! {
    /// What a note says of a panel's figure.
    NOTE_SAYS = "note", "原文", "原文";
    /// What was computed of the same.
    HOUSE = "house", "测算", "估算";
    /// Both say the same.
    AGREES = "agree", "相符", "相符";
    /// The same amount in the other direction.
    OTHER_SIGN = "other sign convention", "正负号口径不同", "正負號慣例不同";
    /// Ranked or counted over other days.
    OTHER_WINDOW = "other lookback", "回看窗口不同", "回看區間不同";
    /// Other assets under management are assumed.
    OTHER_ASSETS = "other assumed assets", "管理规模假设不同", "管理規模假設不同";
    /// Other stocks, or figures from elsewhere.
    OTHER_UNIVERSE = "other universe or source", "样本或数据来源不同", "樣本或資料來源不同";
}

/// Why a note's figure is another than the house's; that they agree where there is no reason.
#[must_use]
pub fn difference(differs: Option<Difference>, locale: Locale) -> String {
    let term = match differs {
        None => AGREES,
        Some(Difference::Sign) => OTHER_SIGN,
        Some(Difference::Window) => OTHER_WINDOW,
        Some(Difference::Assets) => OTHER_ASSETS,
        Some(Difference::Universe) => OTHER_UNIVERSE,
        Some(Difference::Day(day)) => {
            return match locale {
                Locale::En => format!("the house's of {day}"),
                Locale::Hans => format!("测算值见于{day}"),
                Locale::Hant => format!("估算值見於{day}"),
            };
        }
    };
    term.get(locale).to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_word_is_said_in_every_language() {
        for (name, term) in ALL {
            for locale in Locale::ALL {
                assert!(!term.get(locale).is_empty(), "{name} in {locale:?}");
            }
        }
    }

    #[test]
    fn reasons_are_told_apart() {
        let reasons = [
            None,
            Some(Difference::Sign),
            Some(Difference::Window),
            Some(Difference::Assets),
            Some(Difference::Universe),
            Some(Difference::Day(date(2026, 2, 4))),
        ];
        for locale in Locale::ALL {
            let mut words: Vec<String> = reasons.map(|why| difference(why, locale)).to_vec();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), reasons.len(), "{locale:?}");
        }
    }
}
