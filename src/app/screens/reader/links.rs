//! Stepping through the linked words that the language mode shows.

use crate::model::Mention;

use super::Reader;

impl Reader {
    /// The mention that a card is asked of: the chosen one, else the first on the screen.
    ///
    /// The choice moves to it. `None` where no linked word is in view.
    pub(in crate::app) fn mention_in_view(&mut self, rows: u16) -> Option<&Mention> {
        let in_view = |row: usize| (self.top..self.top + usize::from(rows)).contains(&row);
        let shown = |index: usize| self.mention_row(index).is_some_and(in_view);
        let chosen = self.mention.filter(|&index| shown(index));
        self.mention = chosen.or_else(|| self.reading_order().into_iter().find(|&at| shown(at)));
        self.chosen()
    }

    /// Scrolls until the chosen mention is in view.
    pub(super) fn reveal_mention(&mut self, rows: u16) {
        if let Some(row) = self.mention.and_then(|index| self.mention_row(index)) {
            self.reveal(row, rows);
        }
        if let Some(mention) = self.chosen() {
            let (passage, side, byte) = (mention.passage, mention.side, mention.range.start);
            self.layout.show(passage, side, byte);
        }
    }

    /// The next mention in reading order that is shown; from the top of the screen at first.
    pub(super) fn step_mention(&mut self, forward: bool, rows: u16) {
        let order = self.reading_order();
        let rows_of = |&index: &usize| self.mention_row(index);
        let in_view = |row: usize| (self.top..self.top + usize::from(rows)).contains(&row);
        let from = self
            .mention
            .filter(|index| rows_of(index).is_some_and(in_view));
        let from = from.and_then(|index| order.iter().position(|&at| at == index));
        let shown = |index: &&usize| rows_of(index).is_some();
        let below = |index: &&usize| rows_of(index).is_some_and(|row| row >= self.top);
        let above = |index: &&usize| rows_of(index).is_some_and(|row| row < self.top);
        let found = match (from, forward) {
            (Some(place), true) => order.iter().skip(place + 1).find(shown),
            (Some(place), false) => order.iter().take(place).rev().find(shown),
            (None, true) => order.iter().find(below),
            (None, false) => order.iter().rev().find(above),
        };
        if let Some(&found) = found {
            self.mention = Some(found);
            self.reveal_mention(rows);
        }
    }

    /// The row of a mention, where its language is shown.
    fn mention_row(&self, index: usize) -> Option<usize> {
        let mention = self.mentions().get(index)?;
        self.layout
            .line_of(mention.passage, mention.side, mention.range.start)
    }

    /// Mentions as they are met when reading: by passage, the language that stands first before
    /// the other, then by place.
    fn reading_order(&self) -> Vec<usize> {
        let mentions = self.mentions();
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|&index| {
            mentions.get(index).map(|mention| {
                let second = mention.side != self.layout.leading();
                (mention.passage, second, mention.range.start)
            })
        });
        order
    }
}
