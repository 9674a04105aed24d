//! Numbers in words: English (`twenty-five`, `two hundred and`) and Chinese (三千五百亿, 三点五).
//!
//! Both scripts of Chinese. Values are `f64`: exact for every amount that is written in words.
//! Fractions (`a half`, 三分之一) and dozens are not read.

use std::ops::ControlFlow;

/// What an English magnitude multiplies by, `hundred` to `trillion`, in any case.
pub fn english_scale(word: &str) -> Option<f64> {
    let scales = [
        ("hundred", 1e2),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("trillion", 1e12),
    ];
    let mut scales = scales.into_iter();
    let found = scales.find(|(name, _)| word.eq_ignore_ascii_case(name));
    found.map(|(_, scale)| scale)
}

/// From zero.
const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// From twenty.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// An English number under way: what is complete, and what a magnitude may still multiply.
#[derive(Debug, Default)]
pub struct Words {
    whole: f64,
    part: f64,
}

impl Words {
    /// Whether a number in English words may begin with this word, in lower case.
    pub fn begins_with(word: &str) -> bool {
        ONES.contains(&word) || TENS.contains(&word)
    }

    /// The number so far.
    pub const fn value(&self) -> f64 {
        self.whole + self.part
    }

    /// Takes the next word; breaks where it is none of a number.
    pub fn take(&mut self, word: &str) -> ControlFlow<()> {
        let place = |list: &[&str]| list.iter().position(|one| word.eq_ignore_ascii_case(one));
        if let Some(one) = place(&ONES) {
            self.part += one as f64;
        } else if let Some(ten) = place(&TENS) {
            self.part += (ten as f64 + 2.0) * 10.0;
        } else if let Some(scale) = english_scale(word).filter(|_| self.part > 0.0) {
            self.part *= scale;
            if scale > 100.0 {
                self.whole += std::mem::take(&mut self.part);
            }
        } else {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// The value of a digit or a unit of Chinese numbers.
pub fn han_value(c: char) -> Option<f64> {
    let digit = match c {
        '〇' | '零' => 0.0,
        '一' => 1.0,
        '二' | '两' | '兩' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        '十' => 10.0,
        _ => return han_unit(c),
    };
    Some(digit)
}

/// The value of a unit of Chinese numbers from a hundred on.
pub const fn han_unit(c: char) -> Option<f64> {
    Some(match c {
        '百' => 1e2,
        '千' => 1e3,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}

/// The value of a number such as 三千五百亿, 二〇二五 or 三点五; `None` where no digit is in it.
pub fn han_number(written: &str) -> Option<f64> {
    let (whole, fraction) = written.split_once(['点', '點']).unwrap_or((written, ""));
    let (mut total, mut section, mut digit) = (0.0, 0.0, None);
    for value in whole.chars().filter_map(han_value) {
        if value < 10.0 {
            // Digits in a row are read as in 二〇二五.
            digit = Some(digit.map_or(value, |tens: f64| tens * 10.0 + value));
        } else if value < 1e4 {
            let times = digit.take().or((value <= 10.0).then_some(1.0))?;
            section += times * value;
        } else {
            let times = section + digit.take().unwrap_or_default();
            total = if total > 0.0 && total < value {
                (total + times) * value
            } else {
                total + times * value
            };
            if total <= 0.0 {
                return None;
            }
            section = 0.0;
        }
    }
    let whole = total + section + digit.unwrap_or_default();
    let digits = fraction.chars().filter_map(han_value);
    let mut place = 1.0;
    let part = digits
        .take_while(|value| *value < 10.0)
        .fold(0.0, |sum, value| {
            place /= 10.0;
            sum + value * place
        });
    (whole + part > 0.0).then_some(whole + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers() {
        for (written, value) in [
            ("三千五百亿", Some(3.5e11)),
            ("二〇二五", Some(2025.0)),
            ("三点五", Some(3.5)),
            ("十", Some(10.0)),
            ("二十五", Some(25.0)),
            ("两万亿", Some(2e12)),
            ("一萬零五百", Some(10_500.0)),
            ("千", None),
            ("亿", None),
            ("零", None),
            ("", None),
        ] {
            assert_eq!(han_number(written), value, "{written}");
        }
    }

    #[test]
    fn english_numbers() {
        for (written, value) in [
            ("twenty five", 25.0),
            ("two hundred five", 205.0),
            ("three hundred fifty billion", 3.5e11),
            ("Ten", 10.0),
        ] {
            let mut number = Words::default();
            let mut words = written.split(' ');
            assert!(words.all(|word| number.take(word).is_continue()));
            assert_eq!(number.value().to_bits(), f64::to_bits(value), "{written}");
        }
        assert!(Words::default().take("billion").is_break());
        assert!(Words::begins_with("ten") && !Words::begins_with("billion"));
    }
}
