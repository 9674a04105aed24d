//! Lists under way: where an item stands, and what is written before it.

use crate::model::{Passage, PassageKind};

/// The lists around the coming block, outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
}

/// One list and its last item.
#[derive(Debug)]
struct Level {
    /// Columns before the text of its items.
    indent: usize,
    /// The number that the next item would get, and the sign behind it.
    number: Option<(u64, char)>,
}

impl Lists {
    /// The coming block stands in no list.
    pub(super) fn close(&mut self) {
        self.levels.clear();
    }

    /// What a block in the last item begins with.
    pub(super) fn indent(&self) -> String {
        " ".repeat(self.levels.last().map_or(0, |level| level.indent))
    }

    /// What a block that is no item begins with: it stands in the item whose further paragraph
    /// follows, else in none.
    pub(super) fn around(&mut self, rest: &[Passage]) -> String {
        let next = rest.iter().find_map(|passage| match &passage.kind {
            PassageKind::List { depth, marker } => Some(Some((*depth, marker.is_empty()))),
            PassageKind::Prose | PassageKind::Definition(_) | PassageKind::Rule => Some(None),
            _ => None,
        });
        match next.flatten() {
            Some((depth, true)) if usize::from(depth) < self.levels.len() => {
                self.levels.truncate(usize::from(depth) + 1);
            }
            _ => self.close(),
        }
        self.indent()
    }

    /// What stands before an item's first line and before its others, and whether it may follow
    /// the item above without a blank line.
    pub(super) fn item(&mut self, depth: usize, marker: &str) -> (String, String, bool) {
        if marker.is_empty() && depth < self.levels.len() {
            self.levels.truncate(depth + 1);
            return (self.indent(), self.indent(), false);
        }
        self.levels.truncate(depth + 1);
        let sibling = (self.levels.len() > depth)
            .then(|| self.levels.pop())
            .flatten();
        let mut front = self.indent();
        let is_child = !self.levels.is_empty();
        while self.levels.len() < depth {
            front.push_str("- ");
            self.open(&front, None);
        }
        let (sign, number) = sign(marker, sibling.as_ref());
        front.push_str(&sign);
        let joins = match (&sibling, number) {
            (Some(sibling), Some((next, sign))) => sibling.number == Some((next - 1, sign)),
            (Some(sibling), None) => sibling.number.is_none(),
            (None, number) => is_child && number.is_none(),
        };
        self.open(&front, number);
        (front, self.indent(), joins)
    }

    fn open(&mut self, front: &str, number: Option<(u64, char)>) {
        // The box of a task is part of its text.
        let is_task = front.ends_with("[ ] ") || front.ends_with("[x] ");
        let indent = front.len() - if is_task { 4 } else { 0 };
        self.levels.push(Level { indent, number });
    }
}

/// The sign of an item with the space behind it, and the number that would follow it.
fn sign(marker: &str, sibling: Option<&Level>) -> (String, Option<(u64, char)>) {
    let digits = marker.trim_end_matches(['.', ')', '、']);
    let number = (digits.len() < marker.len() && digits.len() < 10).then_some(digits);
    if let Some(number) = number.and_then(|digits| digits.parse::<u64>().ok()) {
        // A list that counts otherwise is another list, which another sign says.
        let sign = match sibling.and_then(|level| level.number) {
            Some((next, sign)) if next == number => sign,
            Some((_, '.')) => ')',
            _ => '.',
        };
        return (format!("{number}{sign} "), Some((number + 1, sign)));
    }
    let sign = match marker {
        "☐" => "- [ ] ",
        "☑" => "- [x] ",
        _ => "- ",
    };
    (sign.to_owned(), None)
}
