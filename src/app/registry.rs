//! What the screens need to know of the indicators without computing any.

use crate::indicators::{self, Group};
use crate::model::Term;

/// The name of a panel; its id where there is no such panel.
#[must_use]
pub fn panel_name(id: &str) -> Term {
    indicators::find(id).map_or(Term::same(""), |indicator| indicator.name)
}

/// A panel's method in one sentence.
#[must_use]
pub fn panel_method(id: &str) -> Term {
    indicators::find(id).map_or(Term::same(""), |indicator| indicator.method)
}

/// Where a panel's method is published.
#[must_use]
pub fn panel_source(id: &str) -> &'static str {
    indicators::find(id).map_or("", |indicator| indicator.source)
}

/// Whether a panel estimates positions that nobody publishes.
#[must_use]
pub fn is_model(id: &str) -> bool {
    indicators::find(id).is_some_and(|indicator| indicator.is_model)
}

/// The group that menus list a panel in.
#[must_use]
pub fn group(id: &str) -> Option<Group> {
    indicators::find(id).map(|indicator| indicator.group)
}

/// The name of the group that a panel belongs to.
#[must_use]
pub fn panel_group(id: &str) -> Term {
    indicators::find(id).map_or(Term::same(""), |indicator| indicator.group.name())
}
