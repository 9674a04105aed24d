//! Raised and lowered text as plain characters: `10<sup>13</sup>` must not read as `1013`.

use super::Inline;

/// Characters of the longest exponent; what is longer is raised for its looks.
const LONGEST: usize = 12;

/// Where a text stands beside its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Script {
    Raised,
    Lowered,
}

impl Inline {
    /// The coming text is raised or lowered.
    pub(in super::super) fn begin_script(&mut self, script: Script) {
        self.script = Some((self.text.len(), script));
    }

    /// Ends a raised or lowered text. Text with links or emphasis in it, a note in brackets, and
    /// words stay as they are.
    pub(in super::super) fn end_script(&mut self) {
        let Some((start, script)) = self.script.take() else {
            return;
        };
        let opened = self.open.iter().map(|(at, ..)| *at);
        let spans = self.spans.iter().map(|span| span.range.end.max(1) - 1);
        let places = self.escaped.iter().chain(&self.soft_breaks).copied();
        if opened.chain(spans).chain(places).any(|at| at >= start) {
            return;
        }
        let (before, inner) = self.text.split_at_checked(start).unwrap_or_default();
        let is_exponent = before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let written = written(inner, script, is_exponent);
        if let Some(written) = written {
            self.text.truncate(start);
            self.text.push_str(&written);
        }
    }
}

/// A raised or lowered text as plain characters; `None` where it stays as it is.
fn written(inner: &str, script: Script, is_exponent: bool) -> Option<String> {
    let inner = inner.trim();
    if inner.is_empty() {
        return None;
    }
    let figures: Option<String> = inner.chars().map(|c| figure(c, script)).collect();
    if figures.is_some() || script == Script::Lowered {
        return figures;
    }
    let is_term = |c: char| c.is_ascii_alphanumeric() || "+-−.,/*".contains(c);
    let is_ordinal = ["st", "nd", "rd", "th", "TM", "SM"]
        .iter()
        .any(|end| inner.eq_ignore_ascii_case(end));
    let is_one = is_exponent && !is_ordinal && inner.chars().count() <= LONGEST;
    (is_one && inner.chars().all(is_term) && inner.contains(|c: char| c.is_ascii_alphanumeric()))
        .then(|| format!("^{inner}"))
}

/// The raised or lowered form of a figure or its sign.
fn figure(c: char, script: Script) -> Option<char> {
    let forms = match script {
        Script::Raised => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻",
        Script::Lowered => "₀₁₂₃₄₅₆₇₈₉₊₋",
    };
    let at = match c {
        '+' => 10,
        '-' | '−' | '–' => 11,
        _ => usize::try_from(c.to_digit(10)?).ok()?,
    };
    forms.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_raised_and_notes_stay() {
        for (inner, raised, lowered) in [
            ("13", Some("¹³"), Some("₁₃")),
            ("−6", Some("⁻⁶"), Some("₋₆")),
            ("+2", Some("⁺²"), Some("₊₂")),
            ("1.5", Some("^1.5"), None),
            ("-rt", Some("^-rt"), None),
            ("th", None, None),
            ("[1]", None, None),
            ("注", None, None),
            ("*", None, None),
            ("raised for looks", None, None),
            (" ", None, None),
        ] {
            let found = written(inner, Script::Raised, true);
            assert_eq!(found.as_deref(), raised, "{inner}");
            let found = written(inner, Script::Lowered, true);
            assert_eq!(found.as_deref(), lowered, "{inner}");
        }
        assert_eq!(written("x", Script::Raised, false), None);
    }
}
