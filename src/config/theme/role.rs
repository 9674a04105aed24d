//! The roles that a theme gives a look, and what each looks like where it has none.

/// What a piece of the screen means; widgets never name a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// What is behind everything.
    Background,
    /// Running text.
    Text,
    /// What may be passed over: the second language, sources, counts.
    Muted,
    /// Headings and titles.
    Heading,
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Struck text.
    Struck,
    /// Who speaks: the first to do so in a note.
    Speaker,
    /// The second to speak, and every sixth after.
    Speaker2,
    /// The third to speak.
    Speaker3,
    /// The fourth to speak.
    Speaker4,
    /// The fifth to speak.
    Speaker5,
    /// The sixth to speak.
    Speaker6,
    /// Where you are.
    Accent,
    /// The row or passage that keys act on, behind its text.
    Selection,
    /// A mention of a concept.
    Concept,
    /// A mention of an instrument.
    Instrument,
    /// A rise; by the user's setting the look of a fall.
    Gain,
    /// A fall; by the user's setting the look of a rise.
    Loss,
    /// Outside its 5th to 95th percentile.
    Stretched,
    /// Something to know before trusting what is shown.
    Warning,
    /// Something that went wrong.
    Error,
    /// A number that is old.
    Stale,
    /// What matched a search.
    Highlight,
    /// What the writer marked.
    Marked,
    /// Rules between panes, axes of charts.
    Border,
    /// The line of a chart.
    Chart,
    /// Code, and what must stay as written.
    Code,
    /// Quotes.
    Quote,
    /// Links out of the note.
    Link,
    /// Tags.
    Tag,
    /// Keys in a hint.
    Key,
}

/// Every role with its name in a theme and the role it looks like where a theme is silent.
const ROLES: &[(Role, &str, Option<Role>)] = &[
    (Role::Background, "background", None),
    (Role::Text, "text", None),
    (Role::Muted, "muted", Some(Role::Text)),
    (Role::Heading, "heading", Some(Role::Text)),
    (Role::Strong, "strong", Some(Role::Text)),
    (Role::Emphasis, "emphasis", Some(Role::Text)),
    (Role::Struck, "struck", Some(Role::Muted)),
    (Role::Speaker, "speaker", Some(Role::Heading)),
    (Role::Speaker2, "speaker-2", Some(Role::Speaker)),
    (Role::Speaker3, "speaker-3", Some(Role::Speaker)),
    (Role::Speaker4, "speaker-4", Some(Role::Speaker)),
    (Role::Speaker5, "speaker-5", Some(Role::Speaker)),
    (Role::Speaker6, "speaker-6", Some(Role::Speaker)),
    (Role::Accent, "accent", Some(Role::Text)),
    (Role::Selection, "selection", Some(Role::Accent)),
    (Role::Concept, "concept", Some(Role::Accent)),
    (Role::Instrument, "instrument", Some(Role::Concept)),
    (Role::Gain, "gain", Some(Role::Text)),
    (Role::Loss, "loss", Some(Role::Text)),
    (Role::Stretched, "stretched", Some(Role::Warning)),
    (Role::Warning, "warning", Some(Role::Accent)),
    (Role::Error, "error", Some(Role::Warning)),
    (Role::Stale, "stale", Some(Role::Muted)),
    (Role::Highlight, "highlight", Some(Role::Selection)),
    (Role::Marked, "marked", Some(Role::Highlight)),
    (Role::Border, "border", Some(Role::Muted)),
    (Role::Chart, "chart", Some(Role::Accent)),
    (Role::Code, "code", Some(Role::Text)),
    (Role::Quote, "quote", Some(Role::Muted)),
    (Role::Link, "link", Some(Role::Accent)),
    (Role::Tag, "tag", Some(Role::Muted)),
    (Role::Key, "key", Some(Role::Accent)),
];

impl Role {
    /// Every role, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.iter().map(|(role, ..)| *role)
    }

    /// The look of a speaker by number, from 0: six of them, then the same again.
    #[must_use]
    pub const fn speaker(place: usize) -> Self {
        match place % 6 {
            0 => Self::Speaker,
            1 => Self::Speaker2,
            2 => Self::Speaker3,
            3 => Self::Speaker4,
            4 => Self::Speaker5,
            _ => Self::Speaker6,
        }
    }

    /// The name that a theme gives it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, _)| name)
    }

    /// The role of a name, if there is one.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        ROLES
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(role, ..)| *role)
    }

    /// The role it looks like where a theme says nothing of it; `None` for text and background.
    #[must_use]
    pub fn fallback(self) -> Option<Self> {
        self.row().and_then(|(.., fallback)| *fallback)
    }

    fn row(self) -> Option<&'static (Self, &'static str, Option<Self>)> {
        ROLES.iter().find(|(role, ..)| *role == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back() {
        for role in Role::all() {
            assert_eq!(Role::of_name(role.name()), Some(role));
        }
        assert_eq!(Role::of_name("headding"), None);
    }

    #[test]
    fn every_chain_ends_in_text() {
        for role in Role::all().filter(|role| *role != Role::Background) {
            let chain: Vec<Role> = std::iter::successors(Some(role), |role| role.fallback())
                .take(20)
                .collect();
            assert_eq!(chain.last(), Some(&Role::Text), "{}", role.name());
        }
    }
}
